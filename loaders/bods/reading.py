"""A BODS file read statement by statement: each knows its line, and what breaks the file leaves those before it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from loaders.errors import FileError, RowError

LARGEST = 1 << 30
"""Bytes of the largest file that is read: a publisher of more gives it in parts."""

_BLANK = " \t\r\n"
_SNIFFED = 4096


def looks_like_statements(path: Path) -> bool:
    """Whether a JSON file seems to hold statements: an array, with a statement's own fields near its beginning."""
    with path.open("rb") as file:
        head = file.read(_SNIFFED).decode("utf-8-sig", errors="replace").lstrip(_BLANK)
    return head.startswith("[") and ('"statementId"' in head or '"recordType"' in head)


def statements_of(path: Path) -> Iterator[tuple[int, object]]:
    """The members of the file's array, each with the line it begins in; numbers exact, never floats.

    A member that is no JSON the reader can keep comes as a RowError. Raises FileError for what is no array in UTF-8,
    and where the text breaks off or breaks the rules of JSON: then what follows cannot be told apart.
    """
    text = _text(path)
    place, line, counted = _skip(text, 0), 1, 0
    if text[place : place + 1] != "[":
        raise FileError("bods", "应为陈述的数组（以 [ 开头）/ must be an array of statements")
    broken: list[str] = []

    def no_number(name: str) -> None:
        broken.append(f"{name} 不是数字 / is no number")

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        told = dict(pairs)
        if len(told) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            broken.append(f"字段 {twice[:40]} 出现两次 / a field stands twice")
        return told

    decoder = json.JSONDecoder(parse_float=Decimal, parse_constant=no_number, object_pairs_hook=once)
    place = _skip(text, place + 1)
    if text[place : place + 1] == "]":
        _nothing_after(text, place + 1)
        return
    while True:
        line += text.count("\n", counted, place)
        counted = place
        try:
            told, end = decoder.raw_decode(text, place)
        except RecursionError:
            raise FileError("bods", f"第 {line} 行起的陈述嵌套过深 / nested too deeply") from None
        except ValueError as error:
            at = line + text.count("\n", counted, getattr(error, "pos", counted))
            raise FileError("bods", f"第 {at} 行不是 JSON，其后未读 / not JSON, what follows was not read") from None
        yield line, RowError("bods", f"{_named(told)}：{broken[0]}") if broken else told
        broken.clear()
        place = _skip(text, end)
        following = text[place : place + 1]
        if following == "]":
            _nothing_after(text, place + 1)
            return
        if following != ",":
            at = line + text.count("\n", counted, place)
            raise FileError("bods", f"第 {at} 行：文件中断或缺少逗号 / the file breaks off, or a comma is missing")
        place = _skip(text, place + 1)


def _named(told: object) -> str:
    """The statement as an error calls it."""
    id = told.get("statementId") if isinstance(told, dict) else None
    return f"陈述 / statement {id[:64]}" if isinstance(id, str) else "陈述 / statement（无 statementId）"


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise FileError("too_large", f"超过 {LARGEST >> 20} MiB，请分批 / too large: give it in parts")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileError("encoding", "不是 UTF-8 / not UTF-8") from None


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in _BLANK:
        place += 1
    return place


def _nothing_after(text: str, place: int) -> None:
    if _skip(text, place) < len(text):
        raise FileError("bods", "数组之后还有内容 / something follows the array")
