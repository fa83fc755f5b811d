"""Settling: after every load, what the register rows of each touched company come to, on both clocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from graph.model import Fact, Shape, mentioned_organisation_id, organisation_id
from graph.schema import schema
from graph.store.port import Store
from graph.vault import Vault
from loaders.register.aliases import organisation_aliases
from loaders.register.gathering import REGISTER_TIES, Raw, gather
from loaders.register.likeness import likenesses
from loaders.register.person_names import call_by_their_names, in_doubt, renamed
from loaders.register.settled import Quarantine, settled_facts

WATERMARK = "settled"
"""Under this name the store keeps the version up to which everything is settled."""

_CHUNK = 400


class Progress(Protocol):
    """Something that shows how far a named work has come."""

    def advance(self, name: str, done: int, total: int | None = None) -> None:
        """``done`` of ``total`` are done."""


class Settled(NamedTuple):
    """What was worked out: how many companies, and what their rows contradict each other about."""

    companies: int
    quarantined: list[Quarantine]


def settle(store: Store, vault: Vault, progress: Progress | None = None) -> Settled:
    """Work out everything touched since the last time. The watermark moves last, so a killed run is done again."""
    before = int(store.kept(WATERMARK) or 0)
    version = store.version()
    if version == before:
        return Settled(0, [])
    touched = _touched(store, before)
    touched.ends.update(organisation_aliases(store, touched.organisations))
    coded, mentioned = _companies(store, touched)
    quarantined: list[Quarantine] = []
    doubtful = renamed(touched.persons)
    done, total = 0, len(coded) + len(mentioned)
    for companies in (coded, mentioned):  # a mention's file closes where a coded subject has taken it over
        for start in range(0, len(companies), _CHUNK):
            raws = gather(store, companies[start : start + _CHUNK])
            quarantined += _write(store, raws)
            doubtful |= in_doubt(raws)
            done += len(companies[start : start + _CHUNK])
            if progress is not None:
                progress.advance("梳理登记 settle", done, total)
    call_by_their_names(store, doubtful)
    likenesses(store, vault, touched.persons)
    store.keep(WATERMARK, str(store.version()))
    return Settled(total, quarantined)


class _Touched(NamedTuple):
    """What changed since the watermark: ends of register ties, enterprises that documents name, new subjects."""

    ends: set[str]
    organisations: list[Fact]
    persons: list[Fact]


def _watched() -> tuple[str, ...]:
    """The kinds of fact that settling looks at: a penalty, for one, changes nobody's register."""
    return (*schema().subjects, *REGISTER_TIES, "IDENTIFIES", "Registration", "RegistrationChange")


def _touched(store: Store, before: int) -> _Touched:
    ends: set[str] = set()
    registered: set[str] = set()
    organisations: list[Fact] = []
    persons: list[Fact] = []
    for fact in store.changes_since(before, kinds=_watched()):
        if fact.owner:
            continue
        if fact.shape == Shape.TIE:
            if fact.kind in REGISTER_TIES:
                ends.add(fact.target)
            elif fact.kind == "IDENTIFIES" and fact.text("enterprise"):
                ends.add(fact.text("enterprise"))
        elif fact.kind in {"Registration", "RegistrationChange"}:
            registered.add(fact.entity)
            if fact.number and fact.kind == "Registration":
                ends.add(mentioned_organisation_id("register_id", fact.number))
        elif fact.kind == "Person":
            persons.append(fact)
        elif fact.shape == Shape.SUBJECT:
            organisations.append(fact)
    ends |= {tie.target for tie in store.ties(registered, kinds=("REGISTERS", "CHANGES"))}
    return _Touched(ends, organisations, persons)


def _companies(store: Store, touched: _Touched) -> tuple[list[str], list[str]]:
    """Companies of what was touched, by code or as mentions lead to them; and the mentions themselves."""
    coded: set[str] = set()
    mentioned: set[str] = set()
    for fact in store.facts(touched.ends):
        if fact.shape == Shape.SUBJECT and len(fact.code) == 18:
            coded.add(fact.entity)
        elif fact.shape == Shape.SUBJECT:
            mentioned.add(fact.entity)
            coded |= _coded(store, fact)
    return sorted(coded), sorted(mentioned)


def _coded(store: Store, alias: Fact) -> set[str]:
    """The registered subjects an alias may stand for."""
    codes = {fact.code for fact in store.by_number(alias.code) if fact.kind == "Registration" and len(fact.code) == 18}
    codes |= {fact.code for fact in store.by_number(alias.code) if fact.shape == Shape.SUBJECT and len(fact.code) == 18}
    return {organisation_id(code) for code in codes}


def _write(store: Store, raws: Sequence[Raw]) -> list[Quarantine]:
    owned: dict[str, list[Fact]] = {}
    quarantined: list[Quarantine] = []
    for raw in raws:
        result = settled_facts(raw)
        owned[raw.company] = result.facts
        quarantined += result.quarantined
    if owned:
        store.settle(owned)
    return quarantined
