"""Every dirty row is where the key says, and spoilt in the way it says; whole broken files do not open as tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from graph.identifiers import resident_identity, unified_social_credit_code
from graph.identifiers.errors import IdentifierError
from tests.loaders.sample.conftest import Written, read


def fault(validate: Callable[[str], str], text: str) -> str:
    """The code of what an identifier's own module finds wrong."""
    try:
        validate(text)
    except IdentifierError as error:
        return error.code
    return ""


def no_date(text: str) -> bool:
    digits = re.findall(r"\d+", text) if not re.fullmatch(r"\d{8}", text) else [text[:4], text[4:6], text[6:]]
    try:
        date(*map(int, digits[:3]))
    except (TypeError, ValueError):
        return True
    return False


SPOILT: dict[str, Callable[[str], bool]] = {
    "uscc_check": lambda cell: fault(unified_social_credit_code.validate, cell) in ("check", "department"),
    "uscc_organisation_check": lambda cell: fault(unified_social_credit_code.validate, cell) == "organisation_check",
    "uscc_length": lambda cell: fault(unified_social_credit_code.validate, cell) == "length",
    "uscc_alphabet": lambda cell: fault(unified_social_credit_code.validate, cell) == "alphabet",
    "resident_check": lambda cell: fault(resident_identity.validate, cell) == "check",
    "resident_birth": lambda cell: fault(resident_identity.validate, cell) == "birth",
    "resident_length": lambda cell: fault(resident_identity.validate, cell) == "length",
    "resident_alphabet": lambda cell: fault(resident_identity.validate, cell) == "alphabet",
    "impossible_date": no_date,
    "missing_value": lambda cell: cell in ("", "暂无", "— —"),
    "not_a_number": lambda cell: re.fullmatch(r"-?[\d.]+%?", cell) is None,
    "negative_amount": lambda cell: float(cell) < 0,
    "out_of_range": lambda cell: float(cell.rstrip("%")) > 100,
    "too_long": lambda cell: len(cell) > 128,
    "unknown_value": lambda cell: cell != "",
    "end_before_start": lambda cell: not no_date(cell),
    "code_shared": lambda cell: fault(unified_social_credit_code.validate, cell) == "",
    "contradictory_roles": lambda cell: cell != "",
}


def test_dirty_rows_are_where_the_key_says(sample: Written) -> None:
    for row in sample.key.dirty:
        lines = sample.lines(row.file)
        cells = lines[row.line - 1]
        if row.reason == "ragged_row":
            assert len(cells) > len(lines[0])
            continue
        headings = [heading.strip() for heading in lines[0]]
        assert SPOILT[row.reason](cells[headings.index(row.column)]), row


def test_every_kind_has_a_count(sample: Written) -> None:
    counts = sample.key.as_dict()["dirty_counts"]
    assert counts.keys() == {*SPOILT, "ragged_row"}
    assert sum(counts.values()) == len(sample.key.dirty) > 50


def test_values_outside_a_table_are_not_in_the_rest_of_the_column(sample: Written) -> None:
    for row in sample.key.dirty:
        if row.reason == "unknown_value":
            lines = sample.lines(row.file)
            place = [heading.strip() for heading in lines[0]].index(row.column)
            assert [cells[place] for cells in lines].count(lines[row.line - 1][place]) == 1


@pytest.mark.parametrize("file", ["截断_行政处罚.csv", "混合编码_行政处罚.csv"])
def test_broken_encodings(sample: Written, file: str) -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            lines = read(sample.folder / "待修" / file, encoding)
        except UnicodeDecodeError:
            continue
        assert "行政相对人名称" not in lines[0]


def test_broken_workbooks(sample: Written) -> None:
    for file in ("截断_机关单位.xlsx", "不是表格.xlsx"):
        with pytest.raises(Exception, match=r"zip|File"):
            read(sample.folder / "待修" / file, "xlsx")
