"""Which subject somebody means: by id, by code, or by a name that is only one subject's."""

from __future__ import annotations

import re

from graph.identifiers import document_number, organisation_code, unified_social_credit_code
from graph.model import Fact, Shape
from graph.store.port import Store

_ID = re.compile(r"[OP][0-9a-f]{24}")
MANY = 1000


class SubjectNotFound(Exception):
    """Nobody of that id, code or name is in the store."""


class SubjectNotUnique(Exception):
    """Several subjects have the name or code; ``candidates`` lists them."""

    def __init__(self, text: str, candidates: list[Fact]) -> None:
        super().__init__(f"不唯一 / not unique: {text}")
        self.candidates = candidates


def find(store: Store, text: str) -> Fact:
    """The subject that an id, a code or a name means. Raises SubjectNotFound, SubjectNotUnique."""
    candidates = _candidates(store, text.strip())
    if not candidates:
        raise SubjectNotFound(f"没有这个主体 / no such subject: {text}")
    if len(candidates) > 1:
        raise SubjectNotUnique(text, candidates)
    return candidates[0]


def search(store: Store, text: str, limit: int = 50) -> list[Fact]:
    """Subjects by code, document number or part of a name, best first, each once under its canonical id."""
    stripped = text.strip()
    found = _by_code(store, stripped) or _canonical(store, store.search(stripped, limit))
    if not found:
        from_records = [
            tie.target
            for fact in store.by_number(document_number.key(stripped))
            if fact.shape == Shape.RECORD
            for tie in store.ties([fact.entity])
            if tie.source == fact.entity
        ]
        found = _canonical(store, [fact for fact in store.facts(from_records) if fact.shape == Shape.SUBJECT])
    return found[:limit]


def _candidates(store: Store, text: str) -> list[Fact]:
    if _ID.fullmatch(text):
        return _canonical(store, store.facts([text]))
    by_code = _by_code(store, text)
    if by_code:
        return by_code
    return _canonical(store, [fact for fact in store.search(text, MANY) if fact.name == text])


def _by_code(store: Store, text: str) -> list[Fact]:
    code = text.upper()
    if unified_social_credit_code.is_valid(code):
        code = unified_social_credit_code.compact(code)
        return _canonical(store, [fact for fact in store.by_code(code) if fact.shape == Shape.SUBJECT])
    if organisation_code.is_valid(code):
        found = [*store.by_number(organisation_code.compact(code)), *store.by_code(organisation_code.compact(code))]
        return _canonical(store, [fact for fact in found if fact.shape == Shape.SUBJECT])
    found = [fact for fact in store.by_code(text) if fact.shape == Shape.SUBJECT]
    return _canonical(store, found)


def canonical(store: Store, entity: str) -> str:
    """The canonical id of a subject, following what was found to be the same (SAME_AS)."""
    seen = [entity]
    while True:
        targets = sorted({tie.target for tie in store.ties([seen[-1]], kinds=["SAME_AS"]) if tie.source == seen[-1]})
        if len(targets) != 1 or targets[0] in seen:
            return seen[-1]
        seen.append(targets[0])


def _canonical(store: Store, facts: list[Fact]) -> list[Fact]:
    """The same subjects under their canonical ids, each once, order kept."""
    entities = list(dict.fromkeys(canonical(store, fact.entity) for fact in facts if fact.shape == Shape.SUBJECT))
    known = {fact.entity: fact for fact in store.facts(entities)}
    return [known[entity] for entity in entities if entity in known]
