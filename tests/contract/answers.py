"""Everything a store can be asked, and what was known in it at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.model import Fact
from graph.store.port import Store


def plain(facts: Iterable[Fact]) -> list[Fact]:
    """Facts without the store's own numbering, in the order given."""
    return [fact._replace(sequence=0) for fact in facts]


def known(store: Store, instant: int | None) -> dict[tuple[str, str], str]:
    """By entity and owner, what was known of it at an instant."""
    found: dict[tuple[str, str], str] = {}
    for fact in store.scan():
        if fact.known_at(instant):
            assert (fact.entity, fact.owner) not in found, "two versions at one instant"
            found[fact.entity, fact.owner] = fact.digest
    return found


def everything(store: Store) -> dict[str, Any]:
    """Every answer of a store, to be compared with another's."""
    scanned = list(store.scan())
    entities = sorted({fact.entity for fact in scanned})
    ends = sorted({fact.source for fact in scanned if fact.source})
    codes = sorted({fact.code for fact in scanned})
    numbers = sorted({fact.number for fact in scanned})
    names = sorted({fact.name for fact in scanned})
    stats = store.stats()
    return {
        "version": store.version(),
        "scan": scanned,
        "changes": list(store.changes_since(0)),
        "later": list(store.changes_since(store.version() // 2)),
        "facts": store.facts(entities),
        "history": store.facts(entities, history=True),
        "statements": store.statements(entities),
        "ties": store.ties(ends),
        "past ties": store.ties(ends, history=True),
        "codes": [store.by_code(code) for code in codes],
        "numbers": [store.by_number(number) for number in numbers],
        "numbers over time": [store.numbered(numbers), store.numbered(numbers[:1])],
        "names": [store.search(name[:length], 5) for name in names for length in (1, 2, 4, 99)],
        "documents": store.documents(),
        "derived": store.derived(history=True),
        "derived of records": store.derived(records=entities, history=True),
        "lookers": store.lookers(range(10)),
        "kept": store.kept("derivation"),
        "stats": (stats.version, stats.schema_version, dict(stats.facts), stats.closed, stats.documents),
        "open derived": dict(stats.derived),
        "check": sorted(store.check()),
    }
