"""How statements about one thing add up to what was known at each instant: by closing and opening, never in place.

Every statement is kept as it was made. What is known at an instant is what all statements recorded until then say
together, so it does not depend on the order in which they reached the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, NamedTuple

import orjson

from graph.model import Fact, Shape

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNKNOWN_KIND = "Organisation"


class Statement(NamedTuple):
    """What one more row said of an entity, beside the versions that stand for the rows they came from.

    ``content`` is the fact as stated (canonical JSON), or None where a version of the entity has this ``digest``.
    """

    entity: str
    recorded_from: int
    digest: str
    document: str
    line: int
    content: bytes | None = None


class Correction(NamedTuple):
    """What a store has to do: close versions at an instant, add versions, keep statements. All empty: nothing is new.

    A version that is closed at the instant it was opened is shown by no clock.
    """

    close: list[tuple[Fact, int]]
    add: list[Fact]
    keep: list[Statement]


def correct(known: Sequence[Fact], kept: Sequence[Statement], stated: Sequence[Fact]) -> Correction:
    """Place ``stated`` among all ``known`` versions (withdrawn ones too) and ``kept`` statements of their one entity.

    A later statement fills in and overrides an earlier one field by field; what it leaves blank stays. One that arrives
    late but was known early goes in before those that follow it. The result is that of any other order of arrival.
    """
    fresh = _fresh(known, kept, stated)
    if not fresh:
        return Correction([], [], [])
    latest = max([fact.recorded_from for fact in known] + [said.recorded_from for said in kept], default=None)
    current = next((fact for fact in known if fact.recorded_to is None), None)
    in_turn = latest is not None and all(fact.recorded_from > latest for fact in fresh)
    if in_turn and current is not None and current.shape != Shape.SUBJECT:
        digest = current.digest
        if all(fact.digest == digest for fact in fresh):
            return Correction([], [], [_refer(fact, digest) for fact in fresh])
        shown, wanted = [current], history([current, *fresh])
    else:
        shown, wanted = list(known), history([*statements(known, kept), *fresh])
    close, add = reconcile(shown, wanted)
    told = {(fact.recorded_from, fact.digest, fact.document) for fact in add if not fact.composed}
    contents = {fact.digest for fact in (*known, *add)}
    keep = []
    for fact in fresh:
        digest = fact.digest
        if (fact.recorded_from, digest, fact.document) not in told:
            keep.append(_refer(fact, digest, None if digest in contents else encode_content(fact)))
    return Correction(close, add, keep)


def _refer(fact: Fact, digest: str, content: bytes | None = None) -> Statement:
    return Statement(fact.entity, fact.recorded_from, digest, fact.document, fact.line, content)


def _fresh(known: Sequence[Fact], kept: Sequence[Statement], stated: Sequence[Fact]) -> list[Fact]:
    """The statements that are not there yet. A mere mention counts once for all documents, at its earliest instant."""
    told = {(fact.recorded_from, fact.digest, fact.document) for fact in known if not fact.composed}
    told.update((said.recorded_from, said.digest, said.document) for said in kept)
    earliest: dict[str, int] = {}
    for instant, digest, _ in told:
        earliest[digest] = min(instant, earliest.get(digest, instant))
    fresh = []
    for fact in sorted(stated, key=lambda fact: (fact.recorded_from, fact.document, fact.line)):
        digest = fact.digest
        if (fact.recorded_from, digest, fact.document) in told:
            continue
        if _mention(fact) and digest in earliest and earliest[digest] <= fact.recorded_from:
            continue
        told.add((fact.recorded_from, digest, fact.document))
        earliest[digest] = min(fact.recorded_from, earliest.get(digest, fact.recorded_from))
        fresh.append(fact)
    return fresh


def statements(known: Iterable[Fact], kept: Iterable[Statement]) -> list[Fact]:
    """All that was said of one entity, as it was said, by recorded instant, document and line."""
    by_digest = {}
    said = {}
    for fact in known:
        by_digest[fact.digest] = fact
        if not fact.composed:
            said[fact.recorded_from, fact.digest, fact.document] = fact._replace(recorded_to=None, sequence=0)
    for one in kept:
        fact = by_digest[one.digest] if one.content is None else decode_content(one.content)
        said[one.recorded_from, one.digest, one.document] = fact._replace(
            recorded_from=one.recorded_from,
            recorded_to=None,
            document=one.document,
            line=one.line,
            sequence=0,
            composed=False,
        )
    return sorted(said.values(), key=lambda fact: (fact.recorded_from, fact.document, fact.line, fact.digest))


def history(said: Iterable[Fact]) -> list[Fact]:
    """The versions that statements about one entity make: each from when it was known until the next."""
    ordered = arrange(said)
    versions: list[Fact] = []
    digest = ""
    for instant in sorted({fact.recorded_from for fact in ordered}):
        known = [fact for fact in ordered if fact.recorded_from <= instant]
        content = _called(reduce(overlay, known), known)
        if versions and content.digest == digest:
            continue
        digest = content.digest
        now = [fact for fact in ordered if fact.recorded_from == instant]
        telling = [fact for fact in now if fact.digest == digest]
        if telling:
            version = min(telling, key=lambda fact: (fact.document, fact.line))
        else:
            version = content._replace(
                recorded_from=instant, document=now[-1].document, line=now[-1].line, composed=True
            )
        if versions:
            versions[-1] = versions[-1]._replace(recorded_to=instant)
        versions.append(version._replace(recorded_to=None))
    return versions


def _called(content: Fact, said: Sequence[Fact]) -> Fact:
    """A subject with all the names it was called by, where there are several and no register or roster has its name."""
    if content.shape != Shape.SUBJECT or (standing(content) and content.kind != "Person"):
        return content
    names = sorted({fact.name for fact in said if fact.name})
    return content._replace(properties={**content.properties, "called": names}) if len(names) > 1 else content


def reconcile(known: Iterable[Fact], wanted: Iterable[Fact]) -> tuple[list[tuple[Fact, int]], list[Fact]]:
    """What to close (and at which instant) and what to add so that exactly the ``wanted`` versions are shown.

    Of ``known`` those that no clock shows are passed over. A version is only ever closed earlier: one that should last
    longer than it does is withdrawn and added anew; so is one that another row of its instant should stand for.
    """
    missing = {
        _version_key(fact): fact for fact in wanted if fact.recorded_to is None or fact.recorded_to > fact.recorded_from
    }
    close: list[tuple[Fact, int]] = []
    for fact in known:
        if fact.recorded_to == fact.recorded_from:
            continue
        key = _version_key(fact)
        match = missing.get(key)
        if match is None or (
            fact.recorded_to is not None and (match.recorded_to or fact.recorded_to + 1) > fact.recorded_to
        ):
            close.append((fact, fact.recorded_from))
            continue
        del missing[key]
        if match.recorded_to is not None and match.recorded_to != fact.recorded_to:
            close.append((fact, match.recorded_to))
    return close, list(missing.values())


def _version_key(fact: Fact) -> tuple[str, str, int, str, int]:
    """What makes a version this one. Whose mention of a subject stands for it is nobody's concern."""
    place = ("", 0) if fact.shape == Shape.SUBJECT else (fact.document, fact.line)
    return fact.entity, fact.digest, fact.recorded_from, *place


def arrange(said: Iterable[Fact]) -> list[Fact]:
    """Statements about one entity in the order in which they override each other, whatever order they arrived in.

    By recorded instant; at one instant, the one that speaks of the latest day comes last. Of a subject the better
    standing comes last (2 register, 1 roster, 0 mentioned), and mere mentions are not ordered by time: of several names
    the one that sorts first is used, and a kind that is known rather than one that is not.
    """
    facts = list(said)
    if len(facts) < 2:
        return facts
    mentions = [fact for fact in facts if _mention(fact)]
    others = [fact for fact in facts if not _mention(fact)]
    mentions.sort(key=lambda fact: (fact.kind == _UNKNOWN_KIND, not fact.name, fact.name, fact.digest), reverse=True)
    others.sort(
        key=lambda fact: (
            standing(fact) if fact.shape == Shape.SUBJECT else 0,
            fact.recorded_from,
            _latest_day(fact),
            fact.digest,
        )
    )
    return mentions + others


def overlay(earlier: Fact, later: Fact) -> Fact:
    """What is known once ``later`` has been said over ``earlier`` of the same entity; a tie is said anew as a whole."""
    if later.shape == Shape.TIE:
        return later
    start = later.valid_from if later.valid_from is not None else earlier.valid_from
    end = later.valid_to if later.valid_to is not None else earlier.valid_to
    if start is not None and end is not None and end < start:
        start, end = later.valid_from, later.valid_to
    return later._replace(
        name=later.name or earlier.name,
        code=later.code or earlier.code,
        number=later.number or earlier.number,
        valid_from=start,
        valid_to=end,
        properties={**earlier.properties, **later.properties},
    )


def standing(fact: Fact) -> int:
    """How well a subject is known: 2 by its register, 1 by a roster of public bodies, 0 by a mention."""
    return fact.integer("standing") or 0


def _mention(fact: Fact) -> bool:
    return fact.shape == Shape.SUBJECT and not standing(fact)


def _latest_day(fact: Fact) -> str:
    days = (value for value in fact.properties.values() if isinstance(value, str) and _ISO_DATE.fullmatch(value))
    return max(days, default="")


_CONTENT = ("shape", "kind", "entity", "source", "target", "name", "code", "number", "valid_from", "valid_to")


def encode_content(fact: Fact) -> bytes:
    """What a fact says, without clocks and provenance, as canonical JSON."""
    content: dict[str, Any] = {name: getattr(fact, name) for name in _CONTENT}
    return orjson.dumps({**content, "properties": fact.properties}, option=orjson.OPT_SORT_KEYS)


def decode_content(text: str | bytes) -> Fact:
    """The fact that :func:`encode_content` wrote, recorded at no instant yet."""
    return Fact(recorded_from=0, **orjson.loads(text))
