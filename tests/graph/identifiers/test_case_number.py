"""Court case numbers: both styles, the court read off the new one, and one key for every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import case_number, document_number
from graph.identifiers.case_number import CaseNumber
from graph.identifiers.errors import IdentifierError


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("（2021）宁0104执1234号", (2021, "宁0104", "basic", "640104", "执", 1234, "号")),
        ("（2020）宁01民终56号之一", (2020, "宁01", "intermediate", "640100", "民终", 56, "号之一")),
        ("（2019）宁行申7号", (2019, "宁", "high", "640000", "行申", 7, "号")),
        ("（2019）最高法知民终1号", (2019, "最高法", "supreme", None, "知民终", 1, "号")),
        ("（2017）京04民终367号", (2017, "京04", "intermediate", None, "民终", 367, "号")),
        ("（2022）京0105民初88号", (2022, "京0105", "basic", "110105", "民初", 88, "号")),
        ("（2018）宁8601行初3号", (2018, "宁8601", "basic", None, "行初", 3, "号")),
        ("（2018）沪72民初9号", (2018, "沪72", "intermediate", None, "民初", 9, "号")),
        ("（2020）鄂9004执恢12号", (2020, "鄂9004", "basic", "429004", "执恢", 12, "号")),
        ("（2020）鄂96民终12号", (2020, "鄂96", "intermediate", None, "民终", 12, "号")),
        ("（2021）兵0101破申2号", (2021, "兵0101", "basic", None, "破申", 2, "号")),
        ("（2021）宁0104执1234-2号", (2021, "宁0104", "basic", "640104", "执", 1234, "-2号")),
        ("（2009）浦民二(商)初字第2521号", (2009, None, None, None, "浦民二(商)初字", 2521, "号")),
        ("(2009)浦执字第07352号", (2009, None, None, None, "浦执字", 7352, "号")),
        ("（2014）宁民终字第56号之二", (2014, None, None, None, "宁民终字", 56, "号之二")),
    ],
)
def test_parts(text: str, parts: CaseNumber) -> None:
    assert case_number.parse(text) == parts


@pytest.mark.parametrize(
    "written",
    [
        "（2021）宁0104执1234号",
        "(2021)宁0104执1234号",
        "〔2021〕宁0104执1234号",
        "【2021】宁0104执1234号",
        "（2021） 宁 0104 执 1234 号",
        "（２０２１）宁０１０４执０１２３４号",
    ],
)
def test_spellings_of_one_number(written: str) -> None:
    assert case_number.validate(written) == case_number.key(written) == "(2021)宁0104执1234号"
    assert case_number.format(written) == "（2021）宁0104执1234号"
    assert case_number.key(written) == document_number.key(written)


COURTS = st.builds(
    "{}{}".format,
    st.sampled_from(sorted(case_number.PROVINCES)),
    st.sampled_from(["", "01", "05", "0104", "0522", "7101"]),
)
CATEGORIES = st.sampled_from(
    ["民初", "民终", "民申", "刑初", "行终", "行审", "执", "执恢", "执监", "破", "破申", "强清", "赔"]
)


@given(st.integers(2016, 2099), COURTS, CATEGORIES, st.integers(1, 99999), st.integers(0, 3))
def test_written_parts_are_read_back(year: int, court: str, category: str, serial: int, zeros: int) -> None:
    written = f"（{year}）{court}{category}{'0' * zeros}{serial}号"
    parts = case_number.parse(written)
    assert (parts.year, parts.court, parts.category, parts.serial) == (year, court, category, serial)
    assert case_number.key(written) == f"({year}){court}{category}{serial}号"
    assert case_number.key(case_number.format(written)) == case_number.key(written)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty"),
        ("— —", "empty"),
        ("宁0104执1234号", "form"),
        ("（2021）宁0104执号", "form"),
        ("（2021）号", "form"),
    ],
)
def test_faults_are_told_apart(text: str, fault: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        case_number.validate(text)
    assert caught.value.code == fault
    assert not case_number.is_valid(text)
