"""Who stands beside a subject on a day (邻域): ties of a kind, some hops far, with what a limit left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.interval import FOREVER, Truth
from graph.live import Live
from graph.model import Fact
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries.documents.source import source

MOST_TIES = 500
"""A subject with more ties on the day is shown without what lies beyond it; an answer holds so many ties at most."""

FARTHEST = 3


def neighbourhood(
    store: Store, subject: str, day: date, known_at: int | None, *, hops: int = 1, kinds: Sequence[str] = ()
) -> dict[str, Any]:
    """Subjects within ``hops`` of one, and the ties between them that hold, or may hold, on the day.

    ``truncated`` says that a limit left something out. Raises ValueError for a kind that is no tie between subjects.
    """
    wanted = tie_kinds(kinds)
    live = Live(store)
    view = live.at(known_at)
    start = view.canonical(subject)
    seen, edge, ties, truncated = {start}, [start], dict[str, Fact](), False
    for _ in range(hops):
        live.read(edge, [*wanted, "SAME_AS"])
        found: set[str] = set()
        for node in edge:
            beside = ties_of(view, node, wanted, day)
            if len(beside) > MOST_TIES or len(ties) + len(beside) > MOST_TIES:
                truncated = True
                beside = beside[: max(MOST_TIES - len(ties), 0)]
            ties.update((tie.entity, tie) for tie in beside)
            found |= {end for tie in beside for end in (view.canonical(tie.source), view.canonical(tie.target))}
        edge = sorted(found - seen)
        seen |= found
    live.read(sorted(seen), [])
    return {
        "subject": described(view, start),
        "subjects": [described(view, one) for one in sorted(seen)],
        "ties": [tie_answer(view, tie, day) for tie in sorted(ties.values(), key=lambda tie: tie.entity)],
        "hops": hops,
        "truncated": truncated,
        "as_of": day.isoformat(),
        "data_version": live.version,
    }


def tie_kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    """Kinds of tie to follow: those asked for, or all between subjects. ValueError where one is none of these."""
    between = tuple(kind for kind in schema().between_subjects() if kind not in {"SAME_AS", "MAY_BE"})
    if unknown := sorted(set(kinds) - set(between)):
        raise ValueError(f"没有这种主体间的关系 / no such tie between subjects: {'、'.join(unknown)}")
    return tuple(kind for kind in between if not kinds or kind in kinds)


def ties_of(view: View, subject: str, kinds: Sequence[str], day: date) -> list[Fact]:
    """Ties of a subject that hold or may hold on a day, by id."""
    ties = {tie.entity: tie for tie in [*view.ties_from(subject, *kinds), *view.ties_to(subject, *kinds)]}
    return [ties[key] for key in sorted(ties) if ties[key].valid.contains(day) is not Truth.NO]


def described(view: View, subject: str) -> dict[str, Any]:
    """A subject as an answer names it."""
    fact = view.subject(subject)
    if fact is None:
        return {"id": subject, "kind": "Organisation", "name": "", "code": None}
    return {"id": subject, "kind": fact.kind, "name": fact.name, "code": fact.code or None}


def tie_answer(view: View, tie: Fact, day: date) -> dict[str, Any]:
    """A tie with its ends, its days and the row that says so."""
    start, end = tie.valid.start, tie.valid.end
    return {
        "tie": tie.kind,
        "label": schema().ties[tie.kind].label,
        "source": view.canonical(tie.source),
        "target": view.canonical(tie.target),
        "from": start.isoformat() if start else None,
        "to": end.isoformat() if end and end != FOREVER else None,
        "holds": tie.valid.contains(day).value,
        "properties": dict(tie.properties),
        "evidence": {"fact": tie.id, **source(tie)},
    }
