"""Masked persons and those they may be: candidates for a person to confirm, never the same by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.identifiers import resident_identity
from graph.model import Fact, Shape, tie_id
from graph.store.port import Store
from graph.vault import Vault

_MOST = 5
"""More candidates than this are no help to anybody."""


def likenesses(store: Store, vault: Vault, persons: Sequence[Fact]) -> None:
    """Settle MAY_BE ties from each masked person to numbered persons of that name whose number fits the mask."""
    names = {fact.name for fact in persons if fact.name}
    masked_names = {fact.name for fact in persons if fact.properties.get("masked")}
    owned: dict[str, list[Fact]] = {}
    for name in sorted(names):
        people = _called(store, name) if name in masked_names or len(names) < 2000 else []
        masked = [fact for fact in people if fact.properties.get("masked")]
        if not masked:
            continue
        numbered = [fact for fact in people if fact.text("sealed_number")]
        numbers: dict[str, str] = {fact.entity: vault.open(fact.text("sealed_number")) for fact in numbered}
        for fact in masked:
            fitting = [
                one for one in numbered if resident_identity.mask_matches(fact.text("mask"), numbers[one.entity])
            ]
            owned[fact.entity] = [_may_be(fact, one) for one in fitting] if len(fitting) <= _MOST else []
    if owned:
        store.settle(owned)


def _called(store: Store, name: str) -> list[Fact]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in store.search(name, 200):
        if fact.shape == Shape.SUBJECT and fact.kind == "Person":
            found[fact.name].append(fact)
    return found[name]


def _may_be(masked: Fact, candidate: Fact) -> Fact:
    instant = max(masked.recorded_from, candidate.recorded_from)
    entity = tie_id("MAY_BE", masked.entity, candidate.entity, "settled")
    return Fact(
        "tie",
        "MAY_BE",
        entity,
        instant,
        masked.entity,
        candidate.entity,
        owner=masked.entity,
        properties={"basis": "同名且掩码相符", "evidence": [masked.id, candidate.id]},
    )
