"""Whole files that cannot be loaded (待修): cut short, in two encodings, without headings, not a table at all."""

from __future__ import annotations

import io
from datetime import datetime, time
from pathlib import Path

import xlsxwriter

from loaders.sample.draw import REFERENCE_DATE
from loaders.sample.key import BrokenFile
from loaders.sample.layouts import LAYOUTS

FOLDER = "待修"

_ROW = ("银川例待修商贸有限公司", "法人及非法人组织")


def plant(folder: Path) -> list[BrokenFile]:
    """Write the broken files; the loading of a sample passes this folder over."""
    headings = list(LAYOUTS["penalties"].values())
    head = ",".join(f'"{heading}"' for heading in headings)
    row = ",".join([*_ROW, *[""] * (len(headings) - 2)])
    without = ",".join(heading for heading in headings if heading != "行政处罚决定书文号")
    doubled = ",".join([*headings[:2], *headings[:2]])
    cut = f"{head}\r\n{row}\r\n".encode("gb18030")
    files = {
        "截断_行政处罚.csv": (
            cut[: cut.index("银川例待修".encode("gb18030")) + 7],
            "truncated",
            "末行在一个汉字中间断开（GB18030）",
        ),
        "截断_机关单位.xlsx": (_workbook()[:1500], "truncated", "压缩包不完整"),
        "混合编码_行政处罚.csv": (
            f"{head}\n".encode() + f"{row}\n".encode("gb18030"),
            "encoding",
            "表头 UTF-8，数据 GB18030",
        ),
        "表头不识.csv": ("甲,乙,丙\n1,2,3\n".encode(), "unknown_table", "没有一种表有这些表头"),
        "缺必填列_行政处罚.csv": (f"{without}\n".encode(), "missing_column", "没有“行政处罚决定书文号”一列"),
        "重复表头_行政处罚.csv": (f"{doubled}\n".encode(), "duplicate_column", "同一表头出现两次"),
        "空文件.csv": (b"", "empty_file", "零字节"),
        "不是表格.xlsx": ("这不是工作簿\n".encode(), "not_a_table", "扩展名是 xlsx，内容是文字"),
    }
    (folder / FOLDER).mkdir(exist_ok=True)
    found = []
    for name, (content, reason, note) in files.items():
        (folder / FOLDER / name).write_bytes(content)
        found.append(BrokenFile(f"{FOLDER}/{name}", reason, note))
    return found


def _workbook() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime.combine(REFERENCE_DATE, time())})
    book.add_worksheet("Sheet1").write_row(0, 0, list(LAYOUTS["bodies"].values()))
    book.close()
    return stream.getvalue()
