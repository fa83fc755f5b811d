"""The province that the browser tests look at: the sample, a company of 5,000 ties, and names written to do harm."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

from graph.identifiers import organisation_code, unified_social_credit_code
from loaders.sample import write_sample

HUB = "银川千家控股有限公司"
TIES = 5_000
PROMISE = "样诺〔2017〕1号"
STORIES = ("07_masked_number.yaml", "16_agency_merged.yaml")
SCENARIOS = Path(__file__).parents[1] / "golden" / "scenarios"
TOO_MUCH = "银川过满投资有限公司"
LONG = (
    "宁夏回族自治区银川市兴庆区丽景街道办事处辖区内专门从事农副产品初级加工仓储冷链运输"
    "及配套服务的综合性示范产业联合股份有限公司"
)
HOSTILE = (
    '<img src=x onerror="window.harmed=1">有限公司',
    '"><script>window.harmed=1</script>贸易有限公司',
    "javascript:window.harmed=1//商贸有限公司",
    "{{7*7}}${window.harmed=1}</textarea>食品有限公司",
)

_SUBJECTS = (
    "主体身份代码,统一社会信用代码,注册号,企业名称,法定代表人(经营者),企业类型,注册资本(万元),币种,成立日期,"
    "经营期限自,经营期限至,住所,经营范围,登记机关,核准日期,登记状态,行政区划,隶属企业主体身份代码"
)
_HOLDERS = (
    "主体身份代码,统一社会信用代码,企业名称,股东（发起人）,股东类型,证照/证件类型,证照/证件号码,认缴额（万元）,"
    "认缴出资方式,认缴出资日期,实缴额（万元）,实缴出资方式,实缴出资日期,公示日期"
)


def code_of(number: int) -> str:
    """A valid unified social credit code of an enterprise, by number."""
    nine = f"MAY{number:05d}"
    body = "91640104" + nine + organisation_code.check_character(nine)
    return body + unified_social_credit_code.check_character(body)


def write_province(folder: Path) -> list[Path]:
    """Write the tables; returns the folders to load."""
    write_sample(folder / "样例", enterprises=120, seed=7)
    extra = folder / "另加"
    extra.mkdir()
    companies = [HUB, TOO_MUCH, LONG, *HOSTILE]
    rows = [[f"77{at:014d}", code_of(at), "", name] for at, name in enumerate(companies, 1)]
    _write(
        extra / "登记_主体.csv",
        _SUBJECTS,
        [
            [
                *(*row, "", "有限责任公司", "10000", "人民币", "2015-01-01", "2015-01-01", "", f"{row[3]}住所", "示例"),
                *("银川市兴庆区市场监督管理局", "2015-01-01", "存续", "640104", ""),
            ]
            for row in rows
        ],
    )

    def holds(row: list[str], holder: str, holder_code: str, amount: str) -> list[str]:
        kind = "营业执照" if holder_code else ""
        start = [row[0], row[1], row[3], holder, "企业法人" if holder_code else "自然人股东", kind, holder_code]
        return [*start, amount, "货币", "2015-01-01", "", "", "", "2015-01-01"]

    holders = [holds(rows[0], f"千家第{at:04d}号商贸有限公司", code_of(10_000 + at), "2") for at in range(TIES)]
    holders += [holds(rows[1], f"过满{name}投资有限公司", code_of(100 + at), "7000") for at, name in enumerate("甲乙")]
    holders += [holds(rows[2], name, rows[at][1], "2500") for at, name in enumerate(HOSTILE, 3)]
    _write(extra / "登记_股东及出资.csv", _HOLDERS, holders)
    for story in STORIES:
        told = yaml.safe_load((SCENARIOS / story).read_text(encoding="utf-8"))
        for name, text in told["files"].items():
            (extra / f"{story[:2]}_{name}").write_text(text, encoding="utf-8")
    ours = sorted(path for path in (folder / "样例").iterdir() if path.is_dir() and path.name != "待修")
    return [*ours, extra]


def _write(path: Path, headings: str, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings.split(","))
        writer.writerows(rows)
