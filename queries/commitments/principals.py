"""Who was principal official (主要负责人) when a promise was made, broken and refused: facts, never a measure.

A promise is the body's; whoever held the post then is listed so that somebody can ask him, and nobody is restricted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.interval import FOREVER, Truth
from graph.model import Fact
from graph.view import View
from queries.commitments.findings import name_of
from queries.commitments.promise import NOT_DONE, Promise
from queries.documents.naming import misnamed
from queries.documents.source import source

MOMENTS = {"signed": "签订时", "default": "违约时", "refused": "未履行时", "found": "认定失信时", "late": "逾期时"}

Answer = dict[str, Any]


def principals_on(view: View, body: str, day: date) -> tuple[list[Answer], str | None]:
    """The principal officials of a body on a day, by name, and what is wrong: none is known, or more than one.

    Where nobody holds the post on the day, whoever left it on that very day (免职日期) held it last; where the roster
    leaves a bound open, the answer says ``possible``. A row that writes a number beside another name is nobody's.
    """
    ties = [
        tie
        for tie in view.ties_to(body, "HOLDS_POST_IN")
        if tie.properties.get("principal") is True and misnamed(view, tie, holder=True) is None
    ]
    held = [tie for tie in ties if tie.valid.contains(day) is not Truth.NO]
    held = held or [tie for tie in ties if tie.valid.end == day and tie.valid.start != day]
    found = [_principal(view, tie, day) for tie in held]
    found.sort(key=lambda one: (one["name"], one["id"], one["from"] or "", one["position"]))
    persons = {one["id"] for one in found}
    if not found:
        return [], f"{day.isoformat()}{name_of(view, body)}的主要负责人名册中查不到，须补录"
    if len(persons) > 1:
        return found, f"{day.isoformat()}{name_of(view, body)}有{len(persons)}名主要负责人，须核对任职"
    return found, None


def of_promise(view: View, promise: Promise, as_of: date) -> list[Answer]:
    """The principals of whoever answered for a promise at its signing, at each default and at each refusal."""
    return [moment for what, day, text in _moments(promise, as_of) for moment in _at(view, promise, what, day, text)]


def at(view: View, body: str, what: str, day: date, text: str = "") -> Answer:
    """One moment of one body: the day, the body, its principals, and what is wrong with what is known of them."""
    found, wrong = principals_on(view, body, day)
    fact = view.subject(body)
    return {
        "moment": what,
        "moment_name": MOMENTS[what],
        "date": day.isoformat(),
        "text": text,
        "body": {
            "id": view.canonical(body),
            "name": name_of(view, body),
            "code": (fact.code or None) if fact else None,
        },
        "principals": found,
        "finding": wrong,
    }


def _moments(promise: Promise, as_of: date) -> Iterator[tuple[str, date, str]]:
    moments = [("signed", promise.signed, f"签订{promise.fact.text('title')}")]
    if promise.annulled is None:
        moments += [("default", one.start, "逾期首日") for one in promise.overdue if one.start is not None]
        for one in promise.statements:
            if one.word == NOT_DONE:
                excuse = one.fact.text("excuse")
                moments.append(("refused", one.day, f"报未履行{f'，理由：{excuse}' if excuse else ''}"))
        for breach in promise.breaches:
            day = breach.fact.date("date")
            if day is not None:
                moments.append(("found", day, f"认定{breach.fact.text('dishonesty') or '失信'}（{breach.fact.name}）"))
    yield from sorted((moment for moment in moments if moment[1] <= as_of), key=lambda moment: (moment[1], moment[0]))


def _at(view: View, promise: Promise, what: str, day: date, text: str) -> Iterator[Answer]:
    """One answer a body: where it is open who answered, the principals of each that may."""
    bodies = (promise.body,) if what == "signed" else promise.answer_on(day).answer.bodies or (promise.body,)
    yield from (at(view, body, what, day, text) for body in bodies)


def _principal(view: View, tie: Fact, day: date) -> Answer:
    person = view.subject(tie.source)
    last = tie.valid.last_day
    return {
        "id": view.canonical(tie.source),
        "name": (person.name if person is not None else "") or tie.text("name"),
        "position": tie.text("position"),
        "from": tie.valid.start.isoformat() if tie.valid.start is not None else None,
        "last_day": last.isoformat() if last is not None else None,
        "in_post": tie.valid.end == FOREVER,
        "document": tie.text("number"),
        "certainty": "certain" if tie.valid.contains(day) is Truth.YES else "possible",
        "source": source(tie),
    }
