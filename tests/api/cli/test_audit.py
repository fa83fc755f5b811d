"""`audit` and `ranking`: files for people, spreadsheets that say the same, a report that opens offline."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import orjson
import pytest
import yaml

from tests.api.cli.conftest import Run

STORY = Path(__file__).parents[2] / "golden" / "scenarios" / "integrity_files.yaml"
DAY = "2021-06-30"
BODY = "11640100MBG000093L"


@pytest.fixture
def told(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line over a store with the story of two cities."""
    monkeypatch.setenv("CREDITGRAPH_STORE", f"sqlite:///{desk / 'story.db'}")
    folder = desk / "表格"
    folder.mkdir()
    for name, text in yaml.safe_load(STORY.read_text(encoding="utf-8"))["files"].items():
        (folder / name).write_text(text, encoding="utf-8")
    assert run("load", str(folder)).code == 0
    assert run("derive").code == 0
    return run


def sheets(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """Every sheet of a workbook as rows of texts."""
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book.worksheets:
        rows = sheet.iter_rows()
        found[sheet.title] = [tuple("" if cell.value is None else str(cell.value) for cell in row) for row in rows]
        assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row), "no formulas"
    return found


def test_the_file_for_people(told: Run) -> None:
    done = told("audit", BODY, "--as-of", DAY)
    assert done.code == 0
    assert "承诺2项，逾期1项（3000000.00元），其中新官不理旧账1项" in done.out
    assert "纪检监察机关在名册中查不到" in done.out
    assert "2021-01-01" in done.out
    missing = told("audit", "样例市交通局", "--as-of", DAY)
    assert "审计机关在名册中查不到" in missing.out


def test_spreadsheets_say_what_the_file_says_and_are_the_same_bytes(told: Run, desk: Path) -> None:
    told("audit", BODY, "--as-of", DAY, "--xlsx", "一.xlsx", "--csv", "一.csv")
    told("audit", BODY, "--as-of", DAY, "--xlsx", "二.xlsx", "--csv", "二.csv")
    assert (desk / "一.xlsx").read_bytes() == (desk / "二.xlsx").read_bytes()
    assert (desk / "一.csv").read_bytes() == (desk / "二.csv").read_bytes()
    book = sheets(desk / "一.xlsx")
    assert list(book) == ["承诺", "账款", "政务失信", "裁判执行处罚", "主要负责人", "线索", "下一步"]
    heading, first = book["承诺"][:2]
    row = dict(zip(heading, first, strict=True))
    assert (row["承诺编号"], row["逾期自"], row["现责任单位"], row["金额（元）"]) == (
        "样诺〔2017〕1号", "2021-01-01", "样例县商务局", "3000000.00",
    )  # fmt: skip
    assert "2021-01-01 违约时 样例县商务局：秦样九" in row["各时主要负责人"]
    with (desk / "一.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one["承诺编号"] for one in rows] == ["样诺〔2017〕1号", "样诺〔2019〕4号"]


def test_no_cell_is_a_formula(told: Run, desk: Path) -> None:
    hostile = (desk / "表格" / "政府承诺.csv").read_text(encoding="utf-8").replace("兑现设备补贴", "=1+1")
    (desk / "改.csv").write_text(hostile, encoding="utf-8")
    assert told("load", "改.csv").code == 0
    told("audit", BODY, "--as-of", DAY, "--xlsx", "一.xlsx", "--csv", "一.csv")
    assert any("=1+1" in cell for row in sheets(desk / "一.xlsx")["承诺"] for cell in row)
    assert not re.search(r"(?:^|,)=", (desk / "一.csv").read_text(encoding="utf-8-sig"), re.MULTILINE)


def test_the_report_opens_offline_with_its_pictures(told: Run, desk: Path) -> None:
    done = told("audit", BODY, "--as-of", DAY, "--out", "档案.html")
    assert done.code == 0
    html = (desk / "档案.html").read_text(encoding="utf-8")
    told("audit", BODY, "--as-of", DAY, "--out", "又.html")
    assert html == (desk / "又.html").read_text(encoding="utf-8")
    assert "script-src 'none'" in html
    assert not re.search(r'\s(?:on\w+|style|href|src)="', html)
    assert html.count('<svg class="chart" viewBox="0 0 960') == 2
    for words in ("样党办发〔2019〕6号", "秦样九", "新官不理旧账", "政府承诺.csv 第 2 行", "不对任何人产生惩戒"):
        assert words in html
    assert "640104198" not in html, "no identity number"


def test_a_report_of_nothing_still_says_so(told: Run, desk: Path) -> None:
    assert told("audit", "样例县审计局", "--as-of", "2010-06-30", "--out", "空.html").code == 0
    html = (desk / "空.html").read_text(encoding="utf-8")
    assert "没有承诺或账款" in html
    assert "没有涉及本单位的机构改革" in html


def test_the_ranking_shows_its_formula_and_the_rows_behind_every_figure(told: Run, desk: Path) -> None:
    done = told("ranking", "--as-of", DAY, "--xlsx", "排名.xlsx", "--csv", "排名.csv")
    assert "指数 = （3×逾期承诺" in done.out
    assert "未核实" in done.out
    book = sheets(desk / "排名.xlsx")
    assert {"银川市", "固原市"} == {row[0] for row in book["依据"][1:]}
    assert ("银川市", "逾期账款", "样采合〔2021〕7号") in {row[:3] for row in book["依据"]}
    lines = [orjson.loads(line) for line in told("ranking", "--as-of", DAY, "--json").out.splitlines()]
    behind = sum(figure["count"] for one in lines for figure in one["figures"].values())
    behind += sum(one["answered"]["count"] for one in lines)
    assert len(book["依据"]) - 1 == behind


def test_what_was_known_then(told: Run) -> None:
    assert told("audit", BODY, "--as-of", DAY, "--known-at", "2000-01-01").code == 2
    assert told("ranking", "--as-of", DAY, "--known-at", "2000-01-01", "--json").out == ""
    now = told("audit", BODY, "--as-of", DAY, "--json").out
    assert told("audit", BODY, "--as-of", DAY, "--known-at", "2099-01-01", "--json").out == now


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["audit"], "须给出一家单位"),
        (["audit", "甲", "--worklist"], "须给出一家单位"),
        (["audit", "--worklist", "--patterns"], "须给出一家单位"),
        (["audit", "--worklist", "--out", "x.html"], "--out 须给出一家单位"),
        (["audit", "没有的单位"], "没有这个主体"),
        (["audit", BODY, "--xlsx", "没有/x.xlsx"], "没有这个文件夹"),
        (["ranking", "--by", "village"], "field"),
        (["ranking", "--csv", "没有/x.csv"], "没有这个文件夹"),
    ],
)
def test_wrong_usage(told: Run, line: list[str], words: str) -> None:
    done = told(*line)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
