"""The backup file: everything a store holds as gzip JSON lines, the same from whichever store it was written."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import orjson

from graph.correction import Statement
from graph.derived import Derived
from graph.model import Document, Fact
from graph.store.audit import AuditEntry
from graph.store.errors import SchemaMismatch, StoreDamaged, StoreError
from graph.store.port import DERIVATION, SCHEMA_VERSION

FORMAT = "creditgraph-backup"
FORMAT_VERSION = 1
_DATABASE = b"SQLite format 3\0"
READABLE = (1, 2, SCHEMA_VERSION)
"""Schema versions of stores whose backups this release restores."""


_LOOKED_SINCE = 2
"""The first schema version that keeps what derivations look at; the stamp of an older one would be believed in vain."""


class Stored(NamedTuple):
    """A version with the sequence of its closing, withdrawn ones too."""

    fact: Fact
    closed_sequence: int | None


class Kept(NamedTuple):
    """A small named value."""

    name: str
    value: str


class Looked(NamedTuple):
    """What the derivation of a record looked at (graph.reading)."""

    record: str
    keys: list[int]


Entry: TypeAlias = Stored | Statement | Document | Derived | Looked | Kept | AuditEntry
"""One line of the file. They come in this order: facts by sequence, statements, documents, derived facts, what their
derivation looked at, values, the audit log by sequence."""

_KINDS: dict[
    str,
    type[Fact] | type[Statement] | type[Document] | type[Derived] | type[Looked] | type[Kept] | type[AuditEntry],
] = {
    "fact": Fact,
    "statement": Statement,
    "document": Document,
    "derived": Derived,
    "looked": Looked,
    "kept": Kept,
    "asked": AuditEntry,
}
_NAMES: dict[type, str] = {kind: name for name, kind in _KINDS.items()}


def write_backup(path: Path, version: int, entries: Iterable[Entry]) -> int:
    """Write the file of a store at ``version``, in full or not at all; returns the number of facts.

    The first line says what it is, the last holds the number of lines before it and their SHA-256. The same content
    gives the same bytes. Raises StoreError where the place cannot be written, or holds a database.
    """
    if _is_database(path):
        raise StoreError(f"那里是一个数据库，备份不会覆盖它：{path} (a database is there: it is not overwritten)")
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as raw:
            with gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
                facts = _write_lines(file, version, entries)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(path)
        _settle_folder(path.absolute().parent)
    except OSError as error:
        raise StoreError(f"备份文件不能写入：{path} ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
    return facts


def _write_lines(file: gzip.GzipFile, version: int, entries: Iterable[Entry]) -> int:
    digest = hashlib.sha256()
    lines = facts = 0
    header = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema_version": SCHEMA_VERSION,
        "version": version,
    }
    for value in _all(header, entries):
        line = orjson.dumps(value, option=orjson.OPT_SORT_KEYS) + b"\n"
        digest.update(line)
        file.write(line)
        lines += 1
        facts += "fact" in value
    file.write(orjson.dumps({"lines": lines, "sha256": digest.hexdigest()}) + b"\n")
    return facts


def _all(header: dict[str, Any], entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    yield header
    for entry in entries:
        yield _encode(entry)


def _encode(entry: Entry) -> dict[str, Any]:
    """A line: the kind of entry and its fields, without those that have their default."""
    value = entry.fact if isinstance(entry, Stored) else entry
    defaults = type(value)._field_defaults
    fields = {
        name: field.decode() if isinstance(field, bytes) else field
        for name, field in value._asdict().items()
        if name not in defaults or field != defaults[name]
    }
    if isinstance(entry, Stored) and entry.closed_sequence is not None:
        fields["closed_sequence"] = entry.closed_sequence
    return {_NAMES[type(value)]: fields}


class Backup:
    """A backup file that was read to its end once and found whole."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError where it cannot be read, StoreDamaged where it is cut or changed, SchemaMismatch."""
        self.path = path
        digest = hashlib.sha256()
        previous = b""
        lines = -1
        header: dict[str, Any] = {}
        for line in self._lines():
            if lines == 0:
                header = _recognise(path, previous)
            digest.update(previous)
            previous = line
            lines += 1
        if lines < 1:
            raise self._damage()
        try:
            trailer = orjson.loads(previous)
        except orjson.JSONDecodeError as error:
            raise self._damage() from error
        if trailer != {"lines": lines, "sha256": digest.hexdigest()}:
            raise self._damage()
        self.version = int(header["version"])
        self._schema_version = int(header["schema_version"])
        self._count = lines

    def entries(self) -> Iterator[Entry]:
        """What the file holds, in its order; of an older one without its derivation's stamp: it is derived anew."""
        for number, line in enumerate(self._lines()):
            if 0 < number < self._count:
                entry = self._decode(line)
                if self._schema_version >= _LOOKED_SINCE or not _is_stamp(entry):
                    yield entry

    def _lines(self) -> Iterator[bytes]:
        try:
            with gzip.open(self.path, "rb") as file:
                yield from file
        except gzip.BadGzipFile as error:
            raise StoreError(f"这不是备份文件：{self.path} (not a backup)") from error
        except (EOFError, ValueError, zlib.error) as error:
            raise self._damage() from error
        except OSError as error:
            raise StoreError(f"备份文件不能读取：{self.path} ({error.strerror})") from error

    def _decode(self, line: bytes) -> Entry:
        try:
            ((name, fields),) = orjson.loads(line).items()
            closed = fields.pop("closed_sequence", None)
            if name == "statement" and "content" in fields:
                fields["content"] = fields["content"].encode()
            value: Any = _KINDS[name](**fields)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._damage() from error
        return Stored(value, closed) if isinstance(value, Fact) else value

    def _damage(self) -> StoreDamaged:
        return StoreDamaged(f"备份文件不完整或被改动：{self.path} (the backup is cut or changed)")


def _is_stamp(entry: Entry) -> bool:
    return isinstance(entry, Kept) and entry.name == DERIVATION


def _recognise(path: Path, line: bytes) -> dict[str, Any]:
    try:
        header = orjson.loads(line)
        known = header["format"] == FORMAT and header["format_version"] == FORMAT_VERSION
        schema_version = header["schema_version"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"这不是备份文件：{path} (not a backup)") from error
    if not known:
        raise StoreError(f"不认识的备份格式：{path} (unknown backup format)")
    if schema_version not in READABLE:
        raise SchemaMismatch(
            f"备份 {path} 的结构版本是 {schema_version}，本程序需要 {SCHEMA_VERSION}；请用写出它的版本恢复，再运行 "
            f"creditgraph store migrate (schema version {schema_version}, this release needs {SCHEMA_VERSION})"
        )
    return dict(header)


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def _settle_folder(folder: Path) -> None:
    """Make the new name as durable as the content."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
