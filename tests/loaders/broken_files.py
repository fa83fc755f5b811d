"""Broken files, each written by a function of its own: what a clerk's mail brings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

HEADINGS = ("统一社会信用代码", "企业名称", "变更事项", "变更前内容", "变更后内容", "变更日期")
GOOD = ("91640104MA0000015Y", "样例商贸有限公司", "法定代表人变更", "样例甲", "样例乙", "2020-07-01")
ALSO_GOOD = (*GOOD[:3], "样例乙", "样例丙", "2021-07-01")

Writer = Callable[[Path], None]


def text(content: str, encoding: str = "utf-8") -> Writer:
    return raw(content.encode(encoding))


def raw(content: bytes) -> Writer:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def csv_of(*rows: tuple[str, ...]) -> str:
    return "".join(",".join(row) + "\r\n" for row in rows)


TABLE = csv_of(HEADINGS, GOOD, ALSO_GOOD)


def sheet(*rows: tuple[object, ...], formulas: bool = False) -> bytes:
    """A workbook of one sheet; texts that begin with ``=`` are formulas only where asked for."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": formulas}) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    return stream.getvalue()


WORKBOOK = sheet(HEADINGS, GOOD, ALSO_GOOD)


def part(workbook: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A workbook with one of its parts changed, or taken out where ``change`` gives None."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            changed = change(content) if entry.filename == name else content
            if changed is not None:
                new.writestr(entry.filename, changed)
    return stream.getvalue()


def bomb() -> bytes:
    """An archive of a few kilobytes that unpacks to three times what one part may be."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as entry:
            for _ in range(60):
                entry.write(b" " * (1 << 20))
        archive.writestr("[Content_Types].xml", "<Types/>")
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k")))
    + b"]><worksheet><sheetData><row><c><v>&j;</v></c></row></sheetData></worksheet>"
)
