"""The audit log (查询审计): who asked what and why, and what the answer was, each entry chained to the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import orjson

GENESIS = hashlib.sha256(b"creditgraph-audit-log:1").hexdigest()
"""What the first entry carries as the digest of the one before it."""


class Asked(NamedTuple):
    """What one entry says; never an identity number, and no name of whom was asked about.

    ``instant`` and ``known_at`` are microseconds since 1970 UTC (``known_at`` None: what was known just then);
    ``subject`` is an opaque id, ``as_of`` an ISO date, ``result`` the digest of the answer, ``action`` the route or
    verb. ``detail`` says what an action needs said beside (the reason of an unmasking).
    """

    instant: int
    who: str
    office: str
    purpose: str
    action: str
    subject: str = ""
    scope: str = ""
    case_number: str = ""
    data_version: int = 0
    rules_version: str = ""
    as_of: str = ""
    known_at: int | None = None
    result: str = ""
    query_id: str = ""
    detail: str = ""


class Head(NamedTuple):
    """How far the log has come: the last entry's sequence and digest; 0 and :data:`GENESIS` while it is empty."""

    sequence: int
    digest: str

    @property
    def text(self) -> str:
        """As it is noted down elsewhere, to be compared later."""
        return f"{self.sequence}:{self.digest}"


EMPTY = Head(0, GENESIS)


class AuditEntry(NamedTuple):
    """An entry in its place."""

    sequence: int
    previous: str
    digest: str
    instant: int
    who: str
    office: str
    purpose: str
    action: str
    subject: str
    scope: str
    case_number: str
    data_version: int
    rules_version: str
    as_of: str
    known_at: int | None
    result: str
    query_id: str
    detail: str

    @property
    def asked(self) -> Asked:
        """What it says."""
        return Asked._make(self[3:])


class Broken(NamedTuple):
    """What is wrong with a log: at which entry, and in which way (中文 / English)."""

    sequence: int
    words: str


def digest_of(sequence: int, previous: str, asked: Asked) -> str:
    """The digest of an entry: SHA-256 over its place, the digest before it and all it says, as canonical JSON."""
    return hashlib.sha256(orjson.dumps([sequence, previous, *asked])).hexdigest()


def chained(head: Head, asked: Sequence[Asked]) -> list[AuditEntry]:
    """Entries for what was asked, in order, after ``head``."""
    entries = []
    for one in asked:
        sequence, previous = head.sequence + 1, head.digest
        head = Head(sequence, digest_of(sequence, previous, one))
        entries.append(AuditEntry(sequence, previous, head.digest, *one))
    return entries


def broken(entries: Iterable[AuditEntry], head: Head, noted: Head | None = None) -> Broken | None:
    """The first thing wrong with a log whose entries are given in order and whose own head is ``head``.

    ``noted`` is a head noted down elsewhere: without it a log that somebody cut short, head and all, or wrote anew from
    some entry on, looks whole. None where nothing is wrong.
    """
    before = EMPTY
    for entry in entries:
        if entry.sequence != before.sequence + 1:
            return Broken(before.sequence + 1, "这一条不在：被删除或调换 / missing: deleted or moved")
        if entry.previous != before.digest:
            return Broken(
                entry.sequence, "与前一条不衔接：被调换或改写 / does not follow the one before: moved or rewritten"
            )
        if entry.digest != digest_of(entry.sequence, entry.previous, entry.asked):
            return Broken(entry.sequence, "内容与摘要不符：被改动 / changed: it is not what its digest says")
        before = Head(entry.sequence, entry.digest)
        if noted is not None and noted.sequence == before.sequence and noted.digest != before.digest:
            return Broken(before.sequence, "与记下的链头不符：此条或之前被改写 / not the head noted down: rewritten")
    if before != head:
        return Broken(before.sequence + 1, "末尾被截断或改写 / the end was cut off or rewritten")
    if noted is not None and noted.sequence > before.sequence:
        return Broken(before.sequence + 1, "比记下的链头短：末尾被截断 / shorter than the head noted down: cut off")
    if noted is not None and noted.sequence == 0 and noted != EMPTY:
        return Broken(0, "记下的链头不是空日志的 / the head noted down is not that of an empty log")
    return None


def head_of(text: str) -> Head:
    """A head as :attr:`Head.text` writes it; ValueError for anything else."""
    sequence, _, digest = text.strip().partition(":")
    if not sequence.isdecimal() or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError("不是链头（序号:摘要）/ not a head (sequence:digest)")
    return Head(int(sequence), digest)
