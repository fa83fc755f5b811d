"""The kinds of case the stories use, and numbers that no crowd document has."""

from __future__ import annotations

from loaders.sample.courts import case_number
from loaders.sample.offences import OFFENCES
from loaders.sample.province import Body

FOOD = "《中华人民共和国食品安全法》第一百三十五条第一款"
DRUG = "《中华人民共和国药品管理法》第一百一十八条"
OFFICE = "《中华人民共和国公司法》第一百七十八条第一款第四项"
WAGES = "《保障农民工工资支付条例》第四十八条"

FOOD_REVOKED = OFFENCES["story_food_revoked"]
FOOD_FINED = OFFENCES["story_food_fined"]
BUSINESS_REVOKED = OFFENCES["story_business_revoked"]
WAGE_ARREARS = OFFENCES["story_wage_arrears"]
FAKE_DRUGS = OFFENCES["story_fake_drugs"]


def decision_number(organ: Body, year: int, serial: int) -> str:
    """A number of a story's decision: 银川市监罚例〔2020〕1号."""
    return f"{organ.short}罚例〔{year}〕{serial}号"


def story_case(court: Body, year: int, category: str, serial: int) -> str:
    """A case number of a story: serials from nine million on, beyond the crowd's."""
    return case_number(court, year, category, 9_000_000 + serial)
