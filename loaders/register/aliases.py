"""Organisations named by an organisation code alone, and the one subject whose code contains it (GB 32100)."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Fact, Shape, mentioned_organisation_id, tie_id
from graph.store.port import Store


def organisation_aliases(store: Store, organisations: Sequence[Fact]) -> list[str]:
    """Settle, for every organisation code touched, which subject it is; two subjects with one code are left apart.

    Returns the ids under which such codes are mentioned.
    """
    numbers = {fact.code for fact in organisations if len(fact.code) == 9}
    coded = {fact.code[8:17]: fact for fact in organisations if len(fact.code) == 18}
    waiting = {mentioned_organisation_id("organisation_code", number): number for number in coded}
    numbers |= {waiting[fact.entity] for fact in store.facts(waiting)}
    owned: dict[str, list[Fact]] = {}
    for number in sorted(numbers):
        alias = mentioned_organisation_id("organisation_code", number)
        subjects = [fact for fact in store.by_number(number) if fact.shape == Shape.SUBJECT and len(fact.code) == 18]
        owned[alias] = []
        if len({fact.entity for fact in subjects}) == 1:
            subject = subjects[0]
            named = store.facts([alias])
            instant = max([subject.recorded_from, *(fact.recorded_from for fact in named)])
            owned[alias] = [
                Fact(
                    "tie",
                    "SAME_AS",
                    tie_id("SAME_AS", alias, subject.entity, "settled"),
                    instant,
                    alias,
                    subject.entity,
                    owner=alias,
                    properties={"basis": "组织机构代码", "evidence": [subject.id]},
                )
            ]
    if owned:
        store.settle(owned)
    return sorted(owned)
