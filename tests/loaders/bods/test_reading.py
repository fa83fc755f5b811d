"""A file read statement by statement: lines as an editor counts them, good statements kept whatever breaks the file."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.bods.reading import looks_like_statements, statements_of
from loaders.errors import FileError, RowError


def read(path: Path, text: str) -> list[tuple[int, object]]:
    path.write_text(text, encoding="utf-8")
    return list(statements_of(path))


def test_lines_and_exact_numbers(tmp_path: Path) -> None:
    told = read(tmp_path / "x.json", '\n[\n {"a":\n 23.5},\n\n {"b": 2}\n]\n')
    assert told == [(3, {"a": Decimal("23.5")}), (6, {"b": 2})]
    assert read(tmp_path / "y.json", "\ufeff[]") == []


@pytest.mark.parametrize(
    ("text", "kept", "reason"),
    [
        ('[{"a":1},\n{"b":', 1, "第 2 行"),
        ('[{"a":1},\n{"b":2}\n{"c":3}]', 2, "第 3 行"),
        ('[{"a":1}', 1, "中断"),
        ('[{"a":1},]', 1, "不是 JSON"),
        ('[{"a":1}] x', 1, "数组之后"),
        ('{"a":1}', 0, "数组"),
        ("", 0, "数组"),
        ('[{"a":1},' + "[" * 100_000, 1, "嵌套过深"),
    ],
)
def test_what_breaks_the_file_leaves_those_before_it(tmp_path: Path, text: str, kept: int, reason: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    found: list[object] = []
    with pytest.raises(FileError, match=reason):
        found.extend(_kept(path, found))
    assert len(found) == kept


def _kept(path: Path, found: list[object]) -> list[object]:
    """Puts aside what comes before the file breaks."""
    for one in statements_of(path):
        found.append(one)
    return []


def test_one_bad_member_leaves_those_after_it(tmp_path: Path) -> None:
    told = read(tmp_path / "x.json", '[{"statementId":"s","a":NaN},{"a":1,"a":2},{"c":3}]')
    assert [type(one) for _, one in told] == [RowError, RowError, dict]
    assert "陈述 / statement s：NaN" in str(told[0][1])
    assert "字段 a 出现两次" in str(told[1][1])


def test_not_unicode(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes('["样例"]'.encode("gb18030"))
    with pytest.raises(FileError, match="UTF-8"):
        list(statements_of(tmp_path / "x.json"))


def test_which_json_is_of_statements(tmp_path: Path) -> None:
    for text, expected in (
        (json.dumps([{"statementId": "x"}]), True),
        (json.dumps({"statementId": "x"}), False),
        (json.dumps([{"answer": 1}]), False),
        ("", False),
    ):
        (tmp_path / "x.json").write_text(text, encoding="utf-8")
        assert looks_like_statements(tmp_path / "x.json") is expected, text
