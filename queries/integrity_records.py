"""Records about a public body: breaches found, enforcement, judgments, late publications, officials punished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from graph.derived import Family
from graph.identifiers import document_number
from graph.interval import Truth
from graph.model import Fact
from graph.names import same_name
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries import standing
from queries.commitments.listing import described
from queries.commitments.promise import breach_of
from queries.commitments.responsibility import responsibility
from queries.commitments.succession import WHOLE
from queries.documents.life import life
from queries.documents.naming import misnamed
from queries.documents.source import source

Shown = dict[str, Any]

STAFF_TIES = ("PENALISES", "LISTS", "FINDS_RESPONSIBLE")


def breaches(view: View, records: Iterable[Fact], as_of: date) -> Iterator[Shown]:
    """Findings of breach (政务失信) made by a day, each of the body that answers for it on the day."""
    for fact in records:
        found = fact.date("date") or fact.valid.start
        party = view.target(fact.entity, "CONCERNS")
        if fact.kind != "GovernmentDishonesty" or party is None or _left_out(view, fact, "CONCERNS", found, as_of):
            continue
        number = fact.text("promise_number")
        promises = view.numbered(document_number.key(number), "GovernmentPromise") if number else []
        repaired, by = breach_of(view, fact).repaired, fact.date("rectify_by")
        done = repaired is not None and repaired <= as_of
        yield {
            "id": fact.entity,
            "kind": "breach",
            "number": fact.name,
            "body": _answering(view, party, promises[0].text("function") if promises else WHOLE, found, as_of),
            "found_of": described(view, party),
            "dishonesty": fact.text("dishonesty"),
            "promise": number or None,
            "promise_id": promises[0].entity if promises else None,
            "date": _iso(found),
            "organ": _organ(view, fact),
            "rectify_by": _iso(by),
            "rectification": fact.text("rectification") or None,
            "rectification_overdue": not done and by is not None and by < as_of,
            "repaired": _iso(repaired) if done else None,
            "open": not done,
            "source": source(fact),
        }


def enforcement(view: View, records: Iterable[Fact], as_of: date) -> Iterator[Shown]:
    """Entries of public bodies in the list of dishonest debtors (失信被执行人), with whether they are in force."""
    for fact in records:
        party = view.target(fact.entity, "LISTS")
        day = fact.date("published") or fact.date("filed") or fact.valid.start
        if fact.kind != "DishonestDebtorEntry" or party is None or _left_out(view, fact, "LISTS", day, as_of):
            continue
        if _kind(view, party) not in schema().public_bodies():
            continue
        withdrawn = fact.date("withdrawn")
        yield {
            "id": fact.entity,
            "kind": "enforcement",
            "number": fact.name,
            "body": _answering(view, party, WHOLE, day, as_of),
            "listed": described(view, party),
            "date": _iso(day),
            "withdrawn": _iso(withdrawn) if withdrawn is not None and withdrawn <= as_of else None,
            "open": withdrawn is None or withdrawn > as_of,
            "court": fact.text("court") or None,
            "basis": fact.text("basis_number") or None,
            "duty": fact.text("duty"),
            "performance": fact.text("performance") or None,
            "source": source(fact),
        }


def penalties(view: View, body: str, as_of: date) -> Iterator[Shown]:
    """Penalties against a body by a day, annulled ones left out."""
    for tie in view.ties_to(body, "PENALISES"):
        fact = view.fact(tie.source)
        if fact is None or _left_out(view, fact, "PENALISES", fact.valid.start, as_of):
            continue
        yield {
            "id": fact.entity,
            "kind": "penalty",
            "number": fact.name,
            "body": described(view, body),
            "date": _iso(fact.valid.start),
            "organ": _organ(view, fact),
            "violation": fact.text("violation"),
            "content": fact.text("content"),
            "source": source(fact),
        }


def judgments(view: View, records: Iterable[Fact], body: Fact, as_of: date) -> Iterator[Shown]:
    """Judgments with a party of exactly the body's name: published judgments have no codes, and the answer says so."""
    for fact in records:
        day = fact.date("date") or fact.valid.start
        named = [party for party in fact.list("parties") if same_name(party, body.name)]
        if fact.kind != "Judgment" or not named or (day is not None and day > as_of):
            continue
        became = life(view, fact)
        yield {
            "id": fact.entity,
            "kind": "judgment",
            "number": fact.name,
            "date": _iso(day),
            "title": fact.text("title"),
            "court": fact.text("court"),
            "parties": fact.list("parties"),
            "effective": became.effective.value,
            "annulled": became.annulled is not None,
            "matched_by": "name",
            "source": source(fact),
        }


def late_publications(store: Store, as_of: date, known_at: int | None, bodies: Iterable[str]) -> list[Shown]:
    """Penalties that bodies (none named: any) published late, as derived."""
    found = standing.answers(store, Family.FINDING, as_of, known_at, subjects=sorted(bodies))
    return [
        {
            "id": one["about"]["id"],
            "kind": "late_publication",
            "number": one["about"]["number"],
            "body": one["subject"],
            "due": one["due"],
            "text": one["text"],
        }
        for one in found
        if one["finding"] == "published_late" and one["state"] != "ended"
    ]


def staff(view: View, body: str, as_of: date) -> Iterator[Shown]:
    """Documents that punish or list an official, dated while he held a post in the body; it is his affair, not its."""
    for post in view.ties_to(body, "HOLDS_POST_IN"):
        person = view.subject(post.source)
        if person is None or not person.text("number_type") or misnamed(view, post, holder=True) is not None:
            continue
        for tie in view.ties_to(post.source, *STAFF_TIES):
            fact = view.fact(tie.source)
            day = fact.valid.start if fact is not None else None
            if fact is None or day is None or day > as_of or post.valid.contains(day) is not Truth.YES:
                continue
            if not life(view, fact).stands or misnamed(view, tie) is not None:
                continue
            yield {
                "id": fact.entity,
                "kind": "staff",
                "number": fact.name,
                "body": described(view, body),
                "label": schema().label(fact.kind),
                "person": {"id": person.entity, "name": person.name},
                "position": post.text("position"),
                "date": day.isoformat(),
                "source": source(fact),
            }


def _left_out(view: View, fact: Fact, tie_kind: str, day: date | None, as_of: date) -> bool:
    """Whether a record is of a later day, fell, or writes somebody's code beside another name."""
    wrong = any(misnamed(view, tie) is not None for tie in view.ties_from(fact.entity, tie_kind))
    return wrong or day is None or day > as_of or not life(view, fact).stands


def _answering(view: View, party: str, function: str, day: date | None, as_of: date) -> Shown:
    """Who answers for it on the day; where that is not decided, the body of which it was found."""
    if day is None or _kind(view, party) not in schema().public_bodies():
        return described(view, party)
    stretches = responsibility(view, party, function, day)
    answer = next((one.answer for one in reversed(stretches) if one.since <= as_of), stretches[0].answer)
    return described(view, answer.body or party)


def _kind(view: View, subject: str) -> str:
    fact = view.subject(subject)
    return fact.kind if fact is not None else "Organisation"


def _organ(view: View, fact: Fact) -> Shown | None:
    organ = view.target(fact.entity, "DECIDED_BY")
    return described(view, organ) if organ is not None else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
