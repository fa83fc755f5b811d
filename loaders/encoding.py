"""The encoding of a CSV file as a whole, decided by its lines; a few lines that break it are refused one by one."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from loaders.errors import FileError

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SHOWN = 50
_FEW = 10
"""A line in so many may be broken, or one in all: more, and the file is in no encoding."""


class Encoding(NamedTuple):
    """``utf-8-sig`` or ``gb18030``; not ``clean`` where some lines have bytes that are not of it, or zero bytes."""

    name: str
    clean: bool


@dataclass(slots=True)
class _Lines:
    """What the lines beyond ASCII are in one encoding: how many are, how many are not, some of these."""

    name: str
    good: int = 0
    bad: int = 0
    place: int = 0
    some: list[bytes] = field(default_factory=list)

    def take(self, line: bytes, place: int) -> None:
        try:
            line.decode(self.name)
        except UnicodeDecodeError as error:
            if not self.bad:
                self.place = place + error.start
            self.bad += 1
            if len(self.some) < _SHOWN:
                self.some.append(line)
        else:
            self.good += 1

    @property
    def rules(self) -> bool:
        """Whether lines enough are of it for the others to be mistakes."""
        return self.good >= self.bad and self.bad <= max(1, self.good // _FEW)


def encoding_of(path: Path) -> Encoding:
    """The encoding of a file. Raises FileError: none, two in one file, cut within a character, another one's mark."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                raise FileError("encoding", f"{name} 编码，请另存为 UTF-8 / {name}: save it as UTF-8")
        if start.startswith(b"PK\x03\x04"):
            raise FileError("encoding", "这是压缩包或 XLSX，扩展名不对 / a zip or XLSX file under another ending")
    zeros, lines, first_zero = _zeros(path)
    if zeros > max(1, lines // _FEW) or (zeros and lines == 1):
        raise FileError("encoding", f"第 {first_zero} 字节为零，不是文本 / not text: a zero byte")
    if _is_whole(path, "utf-8"):
        return Encoding("utf-8-sig", not zeros)
    utf8, gb = _Lines("utf-8"), _Lines("gb18030")
    place, last = 0, b""
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                utf8.take(line, place)
                gb.take(line, place)
            place += len(line)
            last = line
    return _decided(utf8, gb, last, zeros)


def _decided(utf8: _Lines, gb: _Lines, last: bytes, zeros: int) -> Encoding:
    own, other = (utf8, gb) if utf8.rules else (gb, utf8)
    where = max(utf8.place, gb.place)
    if not own.bad and own is gb:
        return Encoding("gb18030", not zeros)
    if not own.rules or _is_cut(last, own.name):
        raise FileError(
            "encoding", f"既不是 UTF-8 也不是 GB18030，第 {where} 字节出错 / neither encoding: byte {where}"
        )
    if any(_is_written_in(line, other.name) for line in own.some):
        message = (
            f"一个文件里有 UTF-8 和 GB18030 两种编码，第 {own.place} 字节起 / two encodings: from byte {own.place}"
        )
        raise FileError("encoding", message)
    return Encoding("utf-8-sig" if own is utf8 else "gb18030", False)


def _zeros(path: Path) -> tuple[int, int, int]:
    """Lines with a zero byte, lines in all, and the place of the first zero byte."""
    zeros = lines = first = place = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            lines += block.count(b"\n")
            if b"\0" in block:
                if not zeros:
                    first = place + block.index(b"\0")
                zeros += sum(b"\0" in line for line in block.split(b"\n"))
            place += len(block)
    return zeros, max(lines, 1), first


def _is_whole(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                decoder.decode(block)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _is_cut(last: bytes, name: str) -> bool:
    """Whether a last line without its end breaks off within a character: so does the file."""
    try:
        last.decode(name)
    except UnicodeDecodeError as error:
        return not last.endswith(b"\n") and error.end == len(last)
    return False


def _is_written_in(line: bytes, name: str) -> bool:
    """Whether a line is text of the other encoding, and not only bytes that happen to fit it."""
    try:
        text = line.decode(name)
    except UnicodeDecodeError:
        return False
    if name == "utf-8":
        return True
    pairs = [character.encode(name) for character in text if not character.isascii()]
    common = sum(len(pair) == 2 and 0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    return 2 * common > len(pairs)
