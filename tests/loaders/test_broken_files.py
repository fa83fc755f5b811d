"""A broken file gives one clear error and never a crash; the good rows around a broken one survive."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from loaders.loading import load
from loaders.summary import LoadSummary
from tests.loaders.broken_files import (
    ALSO_GOOD,
    ENTITIES,
    GOOD,
    HEADINGS,
    SHEET,
    TABLE,
    WORKBOOK,
    Writer,
    bomb,
    csv_of,
    part,
    raw,
    sheet,
    text,
)
from tests.loaders.telling import VAULT
from tests.oracles.memory_store import MemoryStore

WIDE = ",".join(f"列{place}" for place in range(1_000_000))
LONG = "长" * 1_100_000

REFUSED: dict[str, tuple[str, str, Writer]] = {
    "empty": ("a.csv", "empty", raw(b"")),
    "only a mark": ("a.csv", "headings", raw(b"\xef\xbb\xbf")),
    "blank lines": ("a.csv", "headings", text("\n\n , \n\n")),
    "one column": ("a.csv", "headings", text("企业名称\n样例商贸有限公司\n")),
    "UTF-16": ("a.csv", "encoding", text(TABLE, "utf-16")),
    "UTF-16 without a mark": ("a.csv", "encoding", text(TABLE, "utf-16-le")),
    "no encoding at all": ("a.csv", "encoding", raw(b"\xff\x80\xfe\n" * 20)),
    "UTF-8 cut within a character": ("a.csv", "encoding", raw((TABLE + "注").encode()[:-1])),
    "UTF-32": ("a.csv", "encoding", text(TABLE, "utf-32")),
    "zero bytes everywhere": ("a.csv", "encoding", text(TABLE.replace("\n", "\x00\n"))),
    "two encodings": ("a.csv", "encoding", raw(csv_of(HEADINGS, GOOD).encode() + csv_of(ALSO_GOOD).encode("gb18030"))),
    "two encodings, the other way": (
        "a.csv",
        "encoding",
        raw(csv_of(HEADINGS, *[GOOD] * 20).encode("gb18030") + csv_of(ALSO_GOOD).encode()),
    ),
    "a workbook called CSV": ("a.csv", "encoding", raw(WORKBOOK)),
    "a million columns": ("a.csv", "columns", text(f"{WIDE}\n{WIDE}\n")),
    "a quote that never closes, in the headings": ("a.csv", "csv", text('"' + TABLE)),
    "another table": ("a.csv", "unknown", text("甲,乙,丙\n1,2,3\n")),
    "a column twice": ("a.csv", "twice", text(csv_of((*HEADINGS, "变更日期"), (*GOOD, "2020-07-01")))),
    "text called XLSX": ("a.xlsx", "xlsx", text(TABLE)),
    "an old or protected workbook": ("a.xlsx", "xlsx", raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))),
    "an archive that is no workbook": ("a.xlsx", "xlsx", raw(part(WORKBOOK, "[Content_Types].xml", lambda _: None))),
    "an archive that swells": ("a.xlsx", "xlsx", raw(bomb())),
    "a workbook without its sheet": ("a.xlsx", "headings", raw(part(WORKBOOK, SHEET, lambda _: None))),
    "a sheet that is no XML": ("a.xlsx", "xlsx", raw(part(WORKBOOK, SHEET, lambda _: b"<<<"))),
    "a sheet cut in its headings": ("a.xlsx", "xlsx", raw(part(WORKBOOK, SHEET, lambda old: old[:600]))),
    "entities that swell": ("a.xlsx", "xlsx", raw(part(WORKBOOK, SHEET, lambda _: ENTITIES))),
    "styles that are no XML": ("a.xlsx", "xlsx", raw(part(WORKBOOK, "xl/styles.xml", lambda _: b"<styleSheet>"))),
    "a blank workbook": ("a.xlsx", "headings", raw(sheet())),
    "a sheet of too many columns": ("a.xlsx", "columns", raw(sheet(tuple(f"列{place}" for place in range(2001))))),
    "an unsupported ending": ("a.xls", "ending", raw(WORKBOOK)),
    "no ending": ("table", "ending", text(TABLE)),
}


def loaded(path: Path) -> tuple[LoadSummary, list[str]]:
    """What loading a file came to, and the changes in the store afterwards, as dates."""
    store = MemoryStore()
    summary = load([path], store, VAULT, recorded_at=1)
    changes = sorted(fact.text("date") for fact in store.scan() if fact.kind == "RegistrationChange")
    return summary, changes


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_gives_one_clear_error(name: str, tmp_path: Path) -> None:
    file, code, write = REFUSED[name]
    write(tmp_path / file)
    summary, changes = loaded(tmp_path / file)
    assert [(reject.file, reject.code) for reject in summary.rejects] == [(file, code)]
    (reject,) = summary.rejects
    assert reject.reason == summary.files[0].fault
    assert len(reject.reason) < 400, "an error is read by people"
    assert "Traceback" not in reject.reason
    assert changes == []


CUTS = 57
"""A workbook is not of one length from run to run: it holds the time at which it was made."""


@pytest.mark.parametrize("cut", range(CUTS + 1))
def test_a_workbook_cut_anywhere_is_one_error(cut: int, tmp_path: Path) -> None:
    length = min(len(WORKBOOK) * cut // CUTS, len(WORKBOOK) - 1)
    raw(WORKBOOK[:length])(tmp_path / "a.xlsx")
    summary, _ = loaded(tmp_path / "a.xlsx")
    assert len(summary.rejects) == 1
    assert summary.rejects[0].code in {"empty", "xlsx"}


ROWS = {
    "a row of too many cells": (csv_of(HEADINGS, GOOD, (*ALSO_GOOD, "多")), 3, "cells", ["2020-07-01"]),
    "a row of too many cells above a good one": (
        csv_of(HEADINGS, (*GOOD, "多"), ALSO_GOOD),
        2,
        "cells",
        ["2021-07-01"],
    ),
    "a quote within a cell": (
        csv_of(HEADINGS, GOOD, ALSO_GOOD).replace("样例丙", '"样"例丙'),
        3,
        "csv",
        ["2020-07-01"],
    ),
    "a quote that never closes": (
        csv_of(HEADINGS, GOOD, ALSO_GOOD).replace("样例丙", '"样例丙'),
        3,
        "csv",
        ["2020-07-01"],
    ),
    "a cell of a million characters": (
        csv_of(HEADINGS, (*GOOD[:3], LONG, *GOOD[4:]), ALSO_GOOD),
        2,
        "csv",
        ["2021-07-01"],
    ),
    "a short row": (csv_of(HEADINGS, GOOD, ALSO_GOOD[:3]), 3, "blank", ["2020-07-01"]),
    "a day that is none": (csv_of(HEADINGS, (*GOOD[:5], "2020-06-31"), ALSO_GOOD), 2, "date", ["2021-07-01"]),
}


@pytest.mark.parametrize("name", ROWS)
def test_the_good_rows_around_a_broken_one_are_loaded(name: str, tmp_path: Path) -> None:
    content, line, code, dates = ROWS[name]
    text(content)(tmp_path / "a.csv")
    summary, changes = loaded(tmp_path / "a.csv")
    assert [(reject.line, reject.code) for reject in summary.rejects if reject.outcome == "退回"] == [(line, code)]
    assert changes == dates
    assert summary.files[0].accepted == len(dates)
    assert summary.files[0].rejected == 1


def test_a_quote_that_never_closes_takes_nothing_with_it(tmp_path: Path) -> None:
    text(csv_of(HEADINGS, GOOD, ALSO_GOOD, ALSO_GOOD).replace("样例丙", '"样例丙', 1))(tmp_path / "a.csv")
    summary, changes = loaded(tmp_path / "a.csv")
    assert [(reject.line, reject.code) for reject in summary.rejects] == [(3, "csv")]
    assert "直到第 4 行" in summary.rejects[0].reason
    assert changes == ["2020-07-01", "2021-07-01"]


def test_a_quote_that_closes_rows_later_is_told_by_the_rows_within(tmp_path: Path) -> None:
    rows = [(*GOOD[:2], "住所变更", "旧址", f"新址{day}", f"2020-07-0{day}") for day in range(1, 6)]
    content = csv_of(HEADINGS, *rows).replace("新址2", '"新址2').replace("新址4", '新址4"')
    text(content)(tmp_path / "a.csv")
    summary, changes = loaded(tmp_path / "a.csv")
    assert [(reject.line, reject.code) for reject in summary.rejects] == [(3, "csv")]
    assert changes == ["2020-07-01", "2020-07-03", "2020-07-04", "2020-07-05"]


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    row = (*GOOD[:2], "住所变更", '"银川市\n兴庆区\n解放街"', "新址", GOOD[5])
    text(csv_of(HEADINGS, row, ALSO_GOOD))(tmp_path / "a.csv")
    summary, changes = loaded(tmp_path / "a.csv")
    assert (summary.rejects, changes) == ([], ["2020-07-01", "2021-07-01"])


BYTES = {
    "a byte that is no UTF-8": ("utf-8", b"\xff"),
    "a byte that is no GB18030": ("gb18030", b"\xff"),
    "a zero byte": ("utf-8", b"\0"),
    "a zero byte in GB18030": ("gb18030", b"\0"),
}


@pytest.mark.parametrize("name", BYTES)
def test_a_row_with_a_bad_byte_is_refused_alone(name: str, tmp_path: Path) -> None:
    encoding, byte = BYTES[name]
    content = csv_of(HEADINGS, GOOD, (*GOOD[:4], "样例坏", "2020-08-01"), ALSO_GOOD).encode(encoding)
    raw(content.replace("样例坏".encode(encoding), "样例".encode(encoding) + byte))(tmp_path / "a.csv")
    summary, changes = loaded(tmp_path / "a.csv")
    assert [(reject.line, reject.code) for reject in summary.rejects] == [(3, "encoding")]
    assert changes == ["2020-07-01", "2021-07-01"]


def test_a_row_of_a_million_cells_far_down_is_one_refused_row(tmp_path: Path) -> None:
    text(csv_of(HEADINGS, *[GOOD] * 12) + WIDE + "\r\n" + csv_of(ALSO_GOOD))(tmp_path / "a.csv")
    summary, changes = loaded(tmp_path / "a.csv")
    assert [(reject.line, reject.code) for reject in summary.rejects] == [(14, "cells")]
    assert changes == ["2020-07-01", "2021-07-01"]


SHEETS = {
    "a formula": (sheet(HEADINGS, GOOD, (*ALSO_GOOD[:5], "=TODAY()"), formulas=True), "formula"),
    "an error value": (
        part(
            WORKBOOK,
            SHEET,
            lambda old: old.replace(b'<c r="E3" t="s">', b'<c r="E3" t="e">').replace(
                old[old.index(b'<c r="E3"') : old.index(b'<c r="F3"')], b'<c r="E3" t="e"><v>#REF!</v></c>'
            ),
        ),
        "error",
    ),
    "a cell without a heading": (sheet(HEADINGS, GOOD, (*ALSO_GOOD, "", "多")), "cells"),
    "a number for a day": (sheet(HEADINGS, GOOD, (*ALSO_GOOD[:5], 44378)), "date"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_the_good_rows_of_a_sheet_are_loaded(name: str, tmp_path: Path) -> None:
    content, code = SHEETS[name]
    raw(content)(tmp_path / "a.xlsx")
    summary, changes = loaded(tmp_path / "a.xlsx")
    assert [(reject.line, reject.code) for reject in summary.rejects] == [(3, code)]
    assert changes == ["2020-07-01"]


def test_a_sheet_that_breaks_off_keeps_the_rows_before(tmp_path: Path) -> None:
    rows = sheet(HEADINGS, GOOD, ALSO_GOOD, *[ALSO_GOOD] * 30)
    raw(part(rows, SHEET, lambda old: old[: old.index(b'<row r="25"') + 40]))(tmp_path / "a.xlsx")
    summary, changes = loaded(tmp_path / "a.xlsx")
    assert [reject.code for reject in summary.rejects] == ["xlsx"]
    assert changes == ["2020-07-01", "2021-07-01"]


def _stating(size: bytes, old: bytes) -> bytes:
    assert b"A1:F3" in old
    return old.replace(b"A1:F3", size)


def test_the_size_a_sheet_states_is_not_believed(tmp_path: Path) -> None:
    """Exporters write A1 for a whole sheet, or every cell there is."""
    for stated in (b"A1", b"A1:F1", b"A1:XFD1048576"):
        raw(part(WORKBOOK, SHEET, partial(_stating, stated)))(tmp_path / "a.xlsx")
        summary, changes = loaded(tmp_path / "a.xlsx")
        assert (summary.rejects, changes) == ([], ["2020-07-01", "2021-07-01"]), stated


def test_one_broken_file_stops_no_other(tmp_path: Path) -> None:
    raw(WORKBOOK[:500])(tmp_path / "a.xlsx")
    text(TABLE)(tmp_path / "b.csv")
    (tmp_path / "c.csv").write_bytes(b"")
    summary, changes = loaded(tmp_path)
    assert [reject.file for reject in summary.rejects] == ["a.xlsx", "c.csv"]
    assert changes == ["2020-07-01", "2021-07-01"]


def test_a_file_that_is_not_there_is_an_error_like_any_other(tmp_path: Path) -> None:
    summary, _ = loaded(tmp_path / "a.csv")
    assert [reject.code for reject in summary.rejects] == ["unreadable"]
