"""Refused rows never take the place of what is loaded, and no number of a person is written or shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli.main import app
from loaders.rejects import shown
from tests.loaders.broken_files import ALSO_GOOD, GOOD, HEADINGS, TABLE, csv_of, text

CODE = "91640104MA0000015Y"
Load = Callable[..., Result]
PERSON, SHORT = "640104199001010018", "640103850701123"


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(tmp_path / "key" / "person.key"))
    url = f"sqlite:///{tmp_path / 'key' / 'store.db'}"

    def run(*arguments: Path | str) -> Result:
        return CliRunner().invoke(app, ["--store", url, "load", *map(str, arguments)])

    return run


def test_an_input_is_not_overwritten(load: Load, tmp_path: Path) -> None:
    text(TABLE)(tmp_path / "变更.csv")
    os.link(tmp_path / "变更.csv", tmp_path / "别名.csv")
    (tmp_path / "双公示").mkdir()
    text(TABLE)(tmp_path / "双公示" / "a.csv")
    for paths, rejects in (
        (("变更.csv",), "变更.csv"),
        (("变更.csv",), "别名.csv"),
        (("双公示",), "双公示/a.csv"),
        (("双公示", "变更.csv"), "双公示/../变更.csv"),
    ):
        result = load(*(tmp_path / path for path in paths), "--rejects", tmp_path / rejects)
        assert result.exit_code == 2
        assert "覆盖" in result.stderr.replace("\n", "")
    assert (tmp_path / "变更.csv").read_bytes() == TABLE.encode()
    assert (tmp_path / "双公示" / "a.csv").read_bytes() == TABLE.encode()


def test_a_folder_is_no_file_for_refused_rows(load: Load, tmp_path: Path) -> None:
    text(TABLE)(tmp_path / "变更.csv")
    (tmp_path / "退回").mkdir()
    result = load(tmp_path / "变更.csv", "--rejects", tmp_path / "退回")
    assert result.exit_code == 2
    assert "文件夹" in result.stderr


def test_a_new_file_within_the_folder_is_fine(load: Load, tmp_path: Path) -> None:
    (tmp_path / "双公示").mkdir()
    text(TABLE)(tmp_path / "双公示" / "a.csv")
    assert load(tmp_path / "双公示", "--rejects", tmp_path / "双公示" / "退回.csv").exit_code == 0


def test_what_a_folder_holds_and_is_not_read_is_said(load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "双公示"
    folder.mkdir()
    text(TABLE)(folder / "a.csv")
    (folder / "断.csv").symlink_to(tmp_path / "没有.csv")
    os.mkfifo(folder / "管道.csv")
    for name in ("数据.json", ".隐藏.csv", "~$表.xlsx"):
        text("{}")(folder / name)
    result = load(folder)
    assert result.exit_code == 0
    for name in ("断.csv", "管道.csv", "数据.json", ".隐藏.csv", "~$表.xlsx"):
        assert f"未读 {name}" in result.stderr
    (tmp_path / "空").mkdir()
    result = load(tmp_path / "空")
    assert result.exit_code == 1
    assert "没有可读" in result.output.replace("\n", "")


def test_a_fault_of_a_whole_file_names_no_line(load: Load, tmp_path: Path) -> None:
    text("")(tmp_path / "a.csv")
    result = load(tmp_path / "a.csv", "--rejects", tmp_path / "退回.csv")
    assert "第 0 行" not in result.stderr
    assert ",0," not in (tmp_path / "退回.csv").read_text(encoding="utf-8-sig")


def test_no_code_is_printed_before_the_reason(load: Load, tmp_path: Path) -> None:
    changes = ((*GOOD[:3], "甲样", "乙样", "2020-07-01"), (*GOOD[:3], "丙样", "丁样", "2021-07-01"))
    text(csv_of(HEADINGS, *changes))(tmp_path / f"变更{PERSON}.csv")
    result = load(tmp_path / f"变更{PERSON}.csv")
    assert "任职变更前后矛盾" in result.stderr
    assert "role_history" not in result.stderr
    assert PERSON not in result.output


def test_numbers_of_persons_are_masked_in_any_cell_before_they_are_facts(load: Load, tmp_path: Path) -> None:
    cells = {
        "行政相对人名称": f"张样（{PERSON}）商行",
        "行政相对人类别": "个体工商户",
        "行政相对人代码_1(统一社会信用代码)": "92640104MA000004X9",
        "行政处罚决定书文号": f"样罚{PERSON}号",
        "违法事实": f"由ID{SHORT}经办",
        "处罚类别": "罚款",
        "处罚内容": f"罚{SHORT}",
        "处罚决定日期": "2021-05-01",
        "处罚机关": f"样例局{PERSON}",
        "备注": "电话13900000000",
    }
    heading, row = ",".join(cells), ",".join(cells.values())
    text(f"{heading}\n{row}\n")(tmp_path / f"{PERSON}.csv")
    result = load(tmp_path / f"{PERSON}.csv")
    assert result.exit_code == 0
    stored = (tmp_path / "key" / "store.db").read_bytes()
    for wal in (tmp_path / "key").glob("store.db-*"):
        stored += wal.read_bytes()
    assert PERSON.encode() not in stored
    assert SHORT.encode() not in stored
    assert b"640104********0018" in stored
    assert b"13900000000" in stored


def test_reasons_and_values_are_masked_alike() -> None:
    assert shown(f"各行记载不一：{PERSON}、甲{SHORT}") == "各行记载不一：640104********0018、甲640103********1236"
    assert shown(",".join(ALSO_GOOD)) == ",".join(ALSO_GOOD)
