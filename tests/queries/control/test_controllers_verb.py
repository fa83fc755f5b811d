"""`controllers` over official tables: loaded, asked as JSON and as a table, each stake with its file and line."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from graph.identifiers import resident_identity, unified_social_credit_code

BUREAU = "11640000MB00000512"


def code(number: int) -> str:
    """An enterprise's code."""
    body = f"9164010{number % 10}MA{number:06d}"
    for last in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        for check in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            if unified_social_credit_code.is_valid(whole := f"{body}{last}{check}"):
                return whole
    raise AssertionError(body)


def number(place: int) -> str:
    """A person's number."""
    body = f"64010419900101{place:03d}"
    return body + resident_identity.check_character(body)


class Desk:
    """A folder of tables, and the command line over a store that has loaded them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'store.db'}"
        self.tables: dict[str, list[str]] = {
            "主体": ["主体身份代码,统一社会信用代码,企业名称,企业类型,注册资本(万元),成立日期,登记状态,行政区划"],
            "股东": ["主体身份代码,统一社会信用代码,股东(发起人),证照/证件类型,证照/证件号码,认缴额,持股比例"],
            "人员": ["主体身份代码,人员id,姓名,职务,法定代表人标志,证件类型,证件号码,任职起始日期,任职截止日期"],
            "关联": ["甲方名称,甲方证件号码,乙方名称,乙方证件号码,关系,起始日期,终止日期,来源"],
            "申报": ["企业名称,企业代码,控制人名称,控制人证件类型,控制人证件号码,控制方式,形成日期,终止日期,来源"],
            "机关": [
                "单位名称,单位代码,单位类别,行政区划,上级主管单位代码,审计机关代码,纪检监察机关代码,组织人事部门代码,"
                "所属人民政府代码,生效日期,失效日期"
            ],
        }

    def company(self, place: int, name: str, kind: str = "1130") -> None:
        self.tables["主体"].append(f"E{place},{code(place)},{name},{kind},100,2015-01-01,存续,640104")

    def stake(self, place: int, holder: str, holder_code: str, amount: str, percent: str = "") -> None:
        self.tables["股东"].append(f"E{place},{code(place)},{holder},,{holder_code},{amount},{percent}")

    def load(self) -> None:
        for name, rows in self.tables.items():
            if len(rows) > 1:
                (self.folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.run("load", *sorted(str(path) for path in self.folder.glob("*.csv")))

    def run(self, *words: str) -> str:
        result = CliRunner().invoke(app, ["--store", self.url, *words], env={"COLUMNS": "400"})
        assert result.exit_code == 0, (words, result.output, result.exception)
        return result.stdout

    def asked(self, name: str, day: str = "2020-01-01") -> list[dict[str, Any]]:
        lines = self.run("--json", "controllers", name, "--as-of", day).splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty desk with a person key of its own."""
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(tmp_path / "person.key"))
    return Desk(tmp_path)


def test_each_verdict_names_the_files_and_lines_it_rests_on(desk: Desk) -> None:
    for place, name in ((1, "样例甲有限公司"), (2, "样例乙有限公司"), (3, "样例丙有限公司")):
        desk.company(place, name)
    desk.stake(1, "裴某", number(1), "60")
    desk.stake(1, "任某", number(3), "40")
    desk.stake(2, "裴某", number(1), "60")
    desk.stake(2, "任某", number(3), "40")
    desk.stake(3, "样例甲有限公司", code(1), "30")
    desk.stake(3, "样例乙有限公司", code(2), "25")
    desk.stake(3, "秦某", number(2), "45")
    desk.load()
    rows = {(one["subject"]["name"], one["verdict"]): one for one in desk.asked("样例丙有限公司")}
    assert set(rows) == {("裴某", "control"), ("裴某", "economic"), ("秦某", "economic")}
    shares = {pair: Fraction(one["share"]["low"], one["share"]["total"]) for pair, one in rows.items()}
    assert shares == {
        ("裴某", "control"): Fraction(55, 100),
        ("裴某", "economic"): Fraction(33, 100),
        ("秦某", "economic"): Fraction(45, 100),
    }
    lines = sorted((item["file"], item["line"]) for item in rows["裴某", "economic"]["evidence"])
    assert lines == [("股东.csv", line) for line in (2, 4, 6, 7)]
    table = desk.run("controllers", "样例丙有限公司", "--as-of", "2020-01-01")
    for words in ("裴某", "收益", "33/100", "表决权", "股东.csv 第 6 行", "超过 1/2"):
        assert words in table


def test_percentages_alone_leave_a_threshold_within_their_rounding_undetermined(desk: Desk) -> None:
    desk.company(1, "样例甲有限公司")
    desk.stake(1, "裴某", number(1), "", "50.0%")
    desk.stake(1, "秦某", number(2), "", "25.0%")
    desk.stake(1, "任某", number(3), "", "25.0%")
    desk.load()
    found = {(one["subject"]["name"], one["verdict"]): one["certainty"] for one in desk.asked("样例甲有限公司")}
    assert found == {
        ("裴某", "control"): "undetermined",
        ("裴某", "economic"): "certain",
        ("秦某", "economic"): "undetermined",
        ("任某", "economic"): "undetermined",
    }
    assert "不能确定" in desk.run("controllers", "样例甲有限公司")


def test_parties_in_concert_and_a_state_chain_are_read_from_their_tables(desk: Desk) -> None:
    desk.company(1, "样例甲有限公司")
    desk.company(2, "样例国有有限公司", "1110")
    desk.stake(1, "裴某", number(1), "30")
    desk.stake(1, "秦某", number(2), "25")
    desk.stake(1, "任某", number(3), "45")
    desk.stake(2, "样例国资监管局", BUREAU, "100")
    desk.tables["关联"].append(f"裴某,{number(1)},秦某,{number(2)},一致行动,2018-01-01,,一致行动协议")
    desk.tables["机关"].append(f"样例国资监管局,{BUREAU},机关,640100,,,,,,2010-01-01,")
    desk.tables["人员"].append(f"E2,P9,国代表,董事长,1,10,{number(9)},2016-01-01,")
    desk.tables["申报"].append(
        f"样例国有有限公司,{code(2)},国代表,居民身份证,{number(9)},视同,2018-01-01,,受益所有人备案"
    )
    desk.load()
    (joint,) = [one for one in desk.asked("样例甲有限公司") if one["verdict"] == "control"]
    assert {party["name"] for party in joint["parties"]} == {"裴某", "秦某"}
    assert joint["certainty"] == "possible"
    assert {"关联.csv", "股东.csv"} == {item["file"] for item in joint["evidence"]}
    state = desk.asked("样例国有有限公司")
    assert {(one["subject"]["name"], one["verdict"]) for one in state} == {
        ("样例国资监管局", "control"),
        ("样例国资监管局", "economic"),
    }
    assert any("视同" in note["zh"] for note in state[0]["notes"])


def everybody(desk: Desk) -> None:
    """A chain, a joint holding, a ring with a company below it, and a partnership without executing partner."""
    for place, name in enumerate(("甲", "乙", "丙", "丁", "戊", "己"), 1):
        desk.company(place, f"样例{name}有限公司")
    desk.company(7, "样例合伙企业", "4550")
    desk.stake(1, "裴某", number(1), "60")
    desk.stake(2, "样例甲有限公司", code(1), "60")
    desk.stake(3, "样例甲有限公司", code(1), "30")
    desk.stake(3, "样例乙有限公司", code(2), "30")
    desk.stake(4, "样例戊有限公司", code(5), "60")
    desk.stake(5, "样例丁有限公司", code(4), "60")
    desk.stake(6, "样例丁有限公司", code(4), "30")
    desk.stake(6, "样例戊有限公司", code(5), "30")
    desk.stake(7, "秦某", number(2), "99")
    desk.load()


def test_everybody_is_answered_at_once(desk: Desk) -> None:
    everybody(desk)
    lines = [
        json.loads(line) for line in desk.run("--json", "controllers", "--all", "--as-of", "2020-01-01").splitlines()
    ]
    found = {
        one["company"]["name"]: one["controller"]["name"]
        if one["controller"]
        else {ring["name"] for ring in one["ring"]}
        for one in lines
    }
    ring = {"样例丁有限公司", "样例戊有限公司"}
    assert found == {
        **{f"样例{name}有限公司": "裴某" for name in "甲乙丙"},
        **{f"样例{name}有限公司": ring for name in "丁戊己"},
    }
    assert lines == sorted(lines, key=lambda one: one["company"]["id"])
    assert {one["as_of"] for one in lines} == {"2020-01-01"}
    assert desk.run("--json", "controllers", "--all", "--as-of", "2014-12-31") == ""


def test_everybody_goes_into_a_file(desk: Desk) -> None:
    everybody(desk)
    target = desk.folder / "控制人.out"
    desk.run("controllers", "--all", "--as-of", "2020-01-01", "--csv", str(target))
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["单位名称"]: row for row in csv.DictReader(file)}
    assert (rows["样例丙有限公司"]["控制人名称"], rows["样例丙有限公司"]["单位代码"]) == ("裴某", code(3))
    assert (rows["样例己有限公司"]["控制人名称"], set(rows["样例己有限公司"]["环"].split("、"))) == (
        "",
        {"样例丁有限公司", "样例戊有限公司"},
    )


@pytest.mark.parametrize(
    "words", [["--all", "样例甲有限公司"], ["--all", "--known-at", "2020-01-01"], ["样例甲有限公司", "--csv", "x.csv"]]
)
def test_everybody_is_asked_by_itself(desk: Desk, words: list[str]) -> None:
    everybody(desk)
    result = CliRunner().invoke(app, ["--store", desk.url, "controllers", *words])
    assert result.exit_code == 2


def test_a_partnership_without_executing_partner_is_said_to_lack_one(desk: Desk) -> None:
    everybody(desk)
    result = CliRunner().invoke(app, ["--store", desk.url, "controllers", "样例合伙企业"])
    assert "样例合伙企业在该日没有登记的执行事务合伙人" in result.stderr
    other = CliRunner().invoke(app, ["--store", desk.url, "controllers", "样例甲有限公司"])
    assert "执行事务合伙人" not in other.stderr
