"""`commitments`: as JSON, as a table, and as a file for spreadsheets; wrong usage is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from api.cli.main import app

REFORM = "原机构名称,原机构代码,承继机构名称,承继机构代码,职能,方式,生效日期,文号"
PROMISE = (
    "承诺编号,承诺单位名称,承诺单位代码,领域,职能,相对方名称,相对方代码,文件或合同名称,文号,签订日期,签订人,承诺事项,"
    "金额（万元）,履行期限,履行状态,状态日期,未履行理由"
)
MERGED, HEIR, ENTERPRISE = "11640100MBG000085R", "11640100MBG000093L", "91640104MA0000015Y"
TERMS = "招商引资,,样例商贸有限公司,91640104MA0000015Y,=协议,样招协〔2017〕1号,2017-05-10,样例甲,兑现补贴"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with a promise of a merged body, and one of its heir that was performed."""
    tables = tmp_path / "表格"
    tables.mkdir()
    (tables / "机构改革.csv").write_text(
        f"{REFORM}\n样例县招商局,{MERGED},样例县商务局,{HEIR},,合并,2019-03-01,样党办发〔2019〕6号\n", encoding="utf-8"
    )
    (tables / "政府承诺.csv").write_text(
        f"{PROMISE}\n样诺〔2017〕1号,样例县招商局,{MERGED},{TERMS},300.123456,2020-12-31,,,\n"
        f"样诺〔2017〕2号,样例县商务局,{HEIR},{TERMS},1,2020-12-31,全部履行,2020-06-01,\n",
        encoding="utf-8",
    )
    address = f"sqlite:///{tmp_path / 'store.db'}"
    result = CliRunner().invoke(app, ["--store", address, "load", str(tables)])
    assert result.exit_code == 0, result.stderr
    return address


def run(url: str, *arguments: str) -> str:
    """The verb's standard output."""
    result = CliRunner().invoke(app, ["--store", url, "commitments", "--as-of", "2021-01-10", *arguments])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def numbers(url: str, *arguments: str) -> list[str]:
    """The promises listed as JSON."""
    return [json.loads(line)["number"] for line in run(url, "--json", *arguments).splitlines()]


def test_filters_and_order(url: str) -> None:
    assert numbers(url) == ["样诺〔2017〕1号", "样诺〔2017〕2号"]
    assert numbers(url, "--overdue") == ["样诺〔2017〕1号"]
    assert numbers(url, "--body", HEIR) == ["样诺〔2017〕1号", "样诺〔2017〕2号"]
    assert numbers(url, "--body", MERGED) == ["样诺〔2017〕1号"]
    assert numbers(url, "--counterparty", ENTERPRISE, "--body", MERGED) == ["样诺〔2017〕1号"]
    assert numbers(url, "--counterparty", ENTERPRISE) == ["样诺〔2017〕1号", "样诺〔2017〕2号"]
    assert numbers(url, "--as-of", "2017-05-09") == []


def test_a_table_for_people(url: str) -> None:
    shown = run(url, "--overdue")
    assert "逾期未履行" in shown
    assert "2021-01-01" in shown
    assert run(url, "--as-of", "2017-05-09") == ""


def test_a_file_for_spreadsheets(url: str, tmp_path: Path) -> None:
    path = tmp_path / "承诺.csv"
    run(url, "--csv", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["承诺单位"], first["现责任单位"], first["逾期天数"]) == ("样例县招商局", "样例县商务局", "10")
    assert (first["金额（元）"], first["文件或合同"]) == ("3001234.56", "'=协议")
    assert "样党办发〔2019〕6号" in first["承继依据"]
    assert (second["状态"], second["逾期自"]) == ("全部履行", "")


def test_workbook(url: str, tmp_path: Path) -> None:
    run(url, "--overdue", "--xlsx", str(tmp_path / "承诺.xlsx"))
    heading, *rows = openpyxl.load_workbook(tmp_path / "承诺.xlsx").worksheets[0].iter_rows(values_only=True)
    (row,) = [dict(zip(heading, one, strict=True)) for one in rows]
    assert (row["承诺编号"], row["金额（元）"], row["文件或合同"]) == ("样诺〔2017〕1号", "3001234.56", "=协议")


def test_wrong_usage(url: str, tmp_path: Path) -> None:
    for arguments in (["--body", "没有的单位"], ["--csv", str(tmp_path / "没有" / "承诺.csv")]):
        result = CliRunner().invoke(app, ["--store", url, "commitments", *arguments])
        assert result.exit_code == 2
        assert result.stdout == ""
