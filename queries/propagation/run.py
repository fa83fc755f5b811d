"""The derivation of records: what follows from each at every instant, and what that was worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import orjson

from graph.derived import Derived
from graph.over_time import over_time
from graph.reading import Look
from graph.view import Versions
from queries.propagation.derivation import derive_from
from queries.rulebook import Rulebook


class Derivation(NamedTuple):
    """All versions that follow from one record, by id and instant, and what was looked at (graph.reading)."""

    record: str
    versions: list[Derived]
    looked: set[Look]


def derive(versions: Versions, records: Iterable[str], book: Rulebook) -> Iterator[Derivation]:
    """What follows from each of these records; a pure function of facts and rules."""
    return (derivation_of(versions, record, book) for record in records)


def derivation_of(versions: Versions, record: str, book: Rulebook) -> Derivation:
    """What follows from a record; a pure function of facts and rules."""
    answers, looked = over_time(versions, lambda view: derive_from(view, record, book).products)
    if len(answers) == 1:  # nearly always: nothing to compare
        ((since, until, products),) = answers
        only = [Derived(*product[:4], record, product[4], since, until) for product in products.values()]
        return Derivation(record, sorted(only, key=_by_id), looked)
    found: list[Derived] = []
    running: dict[str, tuple[bytes, Derived]] = {}
    for since, until, products in answers:
        current: dict[str, tuple[bytes, Derived]] = {}
        for identifier, family, rule, subject, body in products.values():
            text = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
            before = running.get(identifier)
            start = before[1].recorded_from if before is not None and before[0] == text else since
            current[identifier] = text, Derived(identifier, family, rule, subject, record, body, start, until)
        found += [one for key, (text, one) in running.items() if key not in current or current[key][0] != text]
        running = current
    found += [one for _, one in running.values()]
    return Derivation(record, sorted(found, key=_by_id), looked)


def _by_id(one: Derived) -> tuple[str, int]:
    return one.id, one.recorded_from
