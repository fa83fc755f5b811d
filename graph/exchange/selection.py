"""What is exported: a subject's neighbourhood or the whole store, as known at an instant and true on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.exchange.permission import Permission
from graph.exchange.spool import Counts, Spool, canonical_ids
from graph.interval import Truth
from graph.live import Live
from graph.model import Fact, Shape, instant_text
from graph.schema import schema
from graph.store.port import Store

FORMAT_VERSION = 1
Advance = Callable[[str, int, int | None], object]
"""Told how far something has come: its name, how many are done, of how many."""

_STEP = 10_000
LIMITS = (
    "只含在当日成立（或不能排除）的事实，不含推导的措施、提议和关联提示 / facts alone, no derived measures or alerts",
    "证件号码一律遮蔽 / identity numbers are always masked",
    "修复、撤销等文书状态是单独的节点，须一并查看 / what became of a document is a node of its own: look at it too",
    "关系不构成惩戒依据 / a relation is no ground for a measure",
)


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbourhood of a subject: so many ties away, through nobody with more ties than the hub limit."""

    subject: str
    hops: int = 2
    hub: int = 60
    most: int = 20_000


@dataclass(frozen=True, slots=True)
class Selection:
    """Nodes and ties in order of id, readable while the export lasts, and what is to be said about them."""

    about: dict[str, Any]
    counts: Counts
    spool: Spool

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Subjects and records (graph.exchange.spool)."""
        return self.spool.nodes()

    def ties(self) -> Iterator[dict[str, Any]]:
        """Ties (graph.exchange.spool)."""
        return self.spool.ties()


def exported_kinds() -> tuple[str, ...]:
    """Ties that leave: not the register's rows as they stand, which what was settled from them says better."""
    return tuple(name for name, kind in schema().ties.items() if kind.role != "register" and name != "SAME_AS")


@contextmanager
def selected(
    store: Store,
    as_of: date,
    known_at: int | None,
    *,
    purpose: str = "",
    around: Around | None = None,
    advance: Advance = lambda name, done, total: None,
) -> Iterator[Selection]:
    """Everything that may leave for ``purpose``; without one, nothing of natural persons does."""
    files = {document.hash: document.name for document in store.documents()}
    version = store.version()
    with Spool(Permission(purpose), files) as spool:
        if around is None:
            counts, cut = spool.finish(_whole(store, spool, as_of, known_at, advance)), False
        else:
            counts, cut = _near(store, spool, as_of, known_at, around)
        about = {
            "program": "creditgraph",
            "format_version": FORMAT_VERSION,
            "as_of": as_of.isoformat(),
            "known_at": None if known_at is None else instant_text(known_at),
            "data_version": version,
            "scope": "whole" if around is None else "neighbourhood",
            "around": None
            if around is None
            else {"subject": around.subject, "hops": around.hops, "hub": around.hub, "most": around.most},
            "truncated": cut,
            "purpose": purpose or None,
            "natural_persons": bool(purpose),
            "nodes": counts.nodes,
            "ties": counts.ties,
            "withheld": {
                "persons": counts.withheld_persons,
                "records": counts.withheld_records,
                "ties": counts.withheld_ties,
            },
            "limits": list(LIMITS),
        }
        yield Selection(about, counts, spool)


def _whole(store: Store, spool: Spool, as_of: date, known_at: int | None, advance: Advance) -> dict[str, str]:
    """One pass over the store, whatever is written meanwhile; which ids are other names of which."""
    kinds = frozenset(exported_kinds())
    total = sum(store.stats().facts.values()) + store.stats().closed
    same: list[Fact] = []
    place = 0
    for place, fact in enumerate(store.scan(), 1):
        if place % _STEP == 0:
            advance("导出 export", place, max(total, place))
        if not fact.known_at(known_at):
            continue
        if fact.kind == "SAME_AS":
            same.append(fact)
        elif fact.shape != Shape.TIE or fact.kind in kinds:
            spool.add(fact, held=fact.valid.contains(as_of) is not Truth.NO)
    advance("导出 export", place, place)
    return canonical_ids(same)


def _near(store: Store, spool: Spool, as_of: date, known_at: int | None, around: Around) -> tuple[Counts, bool]:
    live = Live(store)
    view = live.at(known_at)
    kinds = exported_kinds()
    root = view.canonical(around.subject)
    reached, front, cut = {root}, [root], False
    for _ in range(around.hops):
        live.read(front, [*kinds, "SAME_AS"])
        found: set[str] = set()
        for node in front:
            ties = [*view.ties_from(node, *kinds), *view.ties_to(node, *kinds)]
            if node != root and len(ties) > around.hub:
                cut = True
                continue
            for tie in ties:
                if tie.valid.contains(as_of) is not Truth.NO:
                    spool.add(tie, held=True)
                    found.update((view.canonical(tie.source), view.canonical(tie.target)))
        fresh = sorted(found - reached)
        if len(fresh) > around.most - len(reached):
            cut = True
            room = max(around.most - len(reached), 0)
            spool.leave_out(fresh[room:])
            fresh = fresh[:room]
        reached.update(fresh)
        front = fresh
    live.read(sorted(reached), ["SAME_AS"])
    aliases: dict[str, str] = {}
    for node in sorted(reached):
        aliases.update((alias, node) for alias in view.aliases(node) if alias != node)
        described = view.fact(node)
        if described is not None:
            spool.add(described, held=described.valid.contains(as_of) is not Truth.NO)
    return spool.finish(aliases), cut
