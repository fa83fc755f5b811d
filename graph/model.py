"""What a fact is: a subject, a record or a tie, said by a document, on two clocks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import orjson

from graph.interval import FOREVER, Interval

Value = str | int | bool | list[str]
"""What a property may hold: text, integer (fen, days, shares), flag or list of texts. Dates are ISO texts."""

Properties = Mapping[str, Value]

_EPOCH = date(1970, 1, 1).toordinal()
_DIGEST = 12


class Shape(StrEnum):
    """The three shapes of fact; provenance stands on each of them."""

    SUBJECT = "subject"
    RECORD = "record"
    TIE = "tie"


class Fact(NamedTuple):
    """One statement, as a store keeps it.

    ``entity`` is what it speaks about (a subject's, record's or tie's stable id); ``valid_from``/``valid_to`` are days
    since 1970 (half-open; None unknown; :data:`OPEN_DAY` not over); ``recorded_from``/``recorded_to`` are microseconds
    since 1970 in UTC (``recorded_to`` None: still what we know). ``document`` and ``line`` say which row said it first.
    ``owner`` is set on what is settled from register rows: whose rows (a company's id). A subject's ``code`` is its
    unified social credit code (or what it was mentioned by), its ``number`` the organisation code; a registration's
    ``code`` is its subject's, its ``number`` the register id; any other record's ``number`` is the match key of its
    document number.
    ``sequence`` is the place in the store's own order, 0 before it is written. ``composed`` is set by the store on a
    version that no single row says: put together from several statements of one entity (graph.correction).
    """

    shape: str
    kind: str
    entity: str
    recorded_from: int
    source: str = ""
    target: str = ""
    name: str = ""
    code: str = ""
    number: str = ""
    valid_from: int | None = None
    valid_to: int | None = None
    properties: Properties = {}  # noqa: RUF012 - a default that nothing writes to
    document: str = ""
    line: int = 0
    recorded_to: int | None = None
    owner: str = ""
    sequence: int = 0
    composed: bool = False

    @property
    def valid(self) -> Interval:
        """The valid interval in dates."""
        return _interval(self.valid_from, self.valid_to)

    @property
    def digest(self) -> str:
        """What the fact says, whoever said it and whenever: 12 hexadecimal digits."""
        return self.digest_with(encode(self.properties))

    def digest_with(self, encoded: bytes) -> str:
        """The digest, given the properties as :func:`encode` writes them."""
        return digest_of(self[:2] + self[4:9], self.valid_from, self.valid_to, encoded)

    @property
    def id(self) -> str:
        """The fact's own id: its entity and what is said of it."""
        return f"{self.entity}.{self.digest}"

    def known_at(self, instant: int | None) -> bool:
        """Whether the fact was known at ``instant`` (None: now)."""
        if instant is None:
            return self.recorded_to is None
        return self.recorded_from <= instant and (self.recorded_to is None or instant < self.recorded_to)

    def text(self, name: str) -> str:
        """A text property, or the empty text."""
        value = self.properties.get(name, "")
        return value if isinstance(value, str) else str(value)

    def date(self, name: str) -> date | None:
        """A date property, or None."""
        value = self.properties.get(name)
        return date.fromisoformat(value) if isinstance(value, str) and value else None

    def integer(self, name: str) -> int | None:
        """An integer property (money in fen, counts), or None."""
        value = self.properties.get(name)
        return value if isinstance(value, int) else None

    def list(self, name: str) -> list[str]:
        """A list property, or the empty list."""
        value = self.properties.get(name)
        return [str(item) for item in value] if isinstance(value, list) else []


def digest_of(words: tuple[str, ...], valid_from: int | None, valid_to: int | None, encoded: bytes) -> str:
    """The digest of shape, kind, source, target, name, code and number, the valid days and the encoded properties."""
    text = orjson.dumps((words, valid_from, valid_to)) + encoded
    return hashlib.blake2b(text, digest_size=_DIGEST // 2).hexdigest()


class Document(NamedTuple):
    """A file that was loaded: its content hash, its name, its format and how far loading has come."""

    hash: str
    name: str
    format: str
    recorded_at: int
    rows_done: int
    complete: bool


def encode(properties: Properties) -> bytes:
    """Properties as canonical JSON (sorted keys, UTF-8): the same bytes for the same properties.

    Raises ValueError for what no store can keep: half of a character, an integer beyond 64 bits.
    """
    try:
        return orjson.dumps(properties, option=orjson.OPT_SORT_KEYS)
    except TypeError as error:
        raise ValueError(f"a property is not Unicode text or is out of range: {error}") from None


def decode(text: str | bytes) -> dict[str, Value]:
    """The properties that :func:`encode` wrote."""
    value: dict[str, Value] = orjson.loads(text)
    return value


def identify(prefix: str, *parts: str) -> str:
    """A stable id: ``prefix`` and 24 hexadecimal digits of what names the thing."""
    text = "\x1f".join(parts).encode()
    return prefix + hashlib.blake2b(text, digest_size=12).hexdigest()


def organisation_id(code: str) -> str:
    """The id of an organisation by its unified social credit code (统一社会信用代码)."""
    return identify("O", "uscc", code)


def mentioned_organisation_id(scheme: str, value: str) -> str:
    """The id of an organisation named without such a code, by ``scheme`` (organisation_code, register_id, name …)."""
    return identify("O", scheme, value)


def tie_id(kind: str, source: str, target: str, discriminator: str = "") -> str:
    """The id of a tie; ``discriminator`` tells two of one kind between the same ends apart (a start date)."""
    return identify("T", kind, source, target, discriminator)


def record_id(kind: str, *key: str) -> str:
    """The id of a record, by the key its kind has in the schema."""
    return identify("R", kind, *key)


OPEN_DAY = FOREVER.toordinal() - _EPOCH
"""The stored form of an end that has not come."""


def day_number(day: date | None) -> int | None:
    """A date as days since 1970-01-01; None stays None."""
    return None if day is None else day.toordinal() - _EPOCH


def day_of(number: int | None) -> date | None:
    """The date of :func:`day_number`."""
    return None if number is None else date.fromordinal(number + _EPOCH)


@lru_cache(maxsize=1 << 16)
def _interval(start: int | None, end: int | None) -> Interval:
    return Interval(day_of(start), day_of(end))


def instant_number(instant: datetime) -> int:
    """An instant as microseconds since 1970 UTC; a naive one is taken as UTC."""
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    delta = aware - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86400 + delta.seconds) * 1_000_000 + delta.microseconds


@lru_cache(maxsize=1 << 12)
def instant_text(number: int) -> str:
    """The ISO text of :func:`instant_number`, in UTC."""
    seconds, micro = divmod(number, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro).isoformat().replace("+00:00", "Z")
