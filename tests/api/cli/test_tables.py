"""How a table fits its terminal: what is folded, what stays whole, what gives way."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from api.cli.tables import Column, fold, plain, print_table


@pytest.mark.parametrize(
    ("text", "width", "folded"),
    [
        ("", 8, ""),
        ("自2024-01-02起", 14, "自2024-01-02起"),
        ("自2024-01-02起", 12, "自2024-01-02\n起"),
        ("于2024-01-02生效", 10, "于\n2024-01-02\n生效"),
        ("一二三四五", 4, "一二\n三四\n五"),
        ("abcdefgh", 3, "abc\ndef\ngh"),
        ("第一行\n第二行", 8, "第一行\n第二行"),
        ("甲 乙", 2, "甲\n乙"),
    ],
)
def test_a_text_is_folded_between_words(text: str, width: int, folded: str) -> None:
    assert fold(text, width) == folded


def printed(width: int, columns: dict[str, str | Column], **cells: object) -> tuple[list[str], list[str]]:
    out = io.StringIO()
    left_out = print_table(Console(file=out, width=width), [cells], columns, "标题")
    return out.getvalue().splitlines(), left_out


def test_columns_that_can_be_spared_give_way() -> None:
    columns: dict[str, str | Column] = {"name": "名称", "basis": Column("依据", wide=True), "id": "编号"}
    cells = {"name": "宁夏某某食品有限公司", "basis": "《食品安全法》第一百三十五条第一款", "id": "M" + "0" * 24}
    wide, none = printed(120, columns, **cells)
    narrow, left_out = printed(60, columns, **cells)
    assert (none, left_out) == ([], ["依据"])
    assert "依据" in wide[2]
    assert "依据" not in narrow[2]
    assert all(any("M" + "0" * 24 in line for line in lines) for lines in (wide, narrow))
    assert max(map(cell_len, narrow)) <= 60


def test_an_id_is_whole_however_narrow_the_terminal() -> None:
    lines, _ = printed(20, {"name": "名称", "id": "编号"}, name="某某公司", id="M" + "0" * 24)
    assert any("M" + "0" * 24 in line for line in lines)


def test_nothing_in_a_cell_is_taken_for_an_instruction() -> None:
    lines, _ = printed(60, {"name": "名称"}, name="[bold]某某[/bold] :smile:")
    assert any("[bold]某某[/bold] :smile:" in line for line in lines)


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (3, "3"), ({"name": "甲"}, "甲"), ({"number": "乙"}, "乙"), ([{"id": "O1"}, "丙"], "O1、丙")],
)
def test_a_cell(value: object, cell: str) -> None:
    assert plain(value) == cell
