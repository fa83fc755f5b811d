"""Which subject somebody means: by id, by code, or by a name that is only one subject's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph import reading
from graph.identifiers import document_number, organisation_code, unified_social_credit_code
from graph.model import Fact, Shape
from graph.store.port import Store
from graph.view import View

_ID = re.compile(r"[OP][0-9a-f]{24}")
MANY = 1000


class SubjectNotFound(Exception):
    """Nobody of that id, code or name is in the store."""


class SubjectNotUnique(Exception):
    """Several subjects have the name or code; ``candidates`` lists them."""

    def __init__(self, text: str, candidates: list[Fact]) -> None:
        super().__init__(f"不唯一 / not unique: {text}")
        self.candidates = candidates


def find(store: Store, text: str, view: View | None = None) -> Fact:
    """The subject that an id, a code or a name means. Raises SubjectNotFound, SubjectNotUnique.

    Where a ``view`` of what is known now is given, it is read through, and notes what was looked at for an id or code.
    """
    candidates = _candidates(store, text.strip(), view)
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


def _candidates(store: Store, text: str, view: View | None) -> list[Fact]:
    if _ID.fullmatch(text):
        return _canonical(store, store.facts([text]) if view is None else _known(view, [text]), view)
    by_code = _by_code(store, text, view)
    if by_code:
        return by_code
    return _canonical(store, [fact for fact in store.search(text, MANY) if fact.name == text], view)


def _by_code(store: Store, text: str, view: View | None = None) -> list[Fact]:
    code = text.upper()
    numbered: list[Fact] = []
    if unified_social_credit_code.is_valid(code):
        code = unified_social_credit_code.compact(code)
    elif organisation_code.is_valid(code):
        code = organisation_code.compact(code)
        numbered = store.by_number(code)
    else:
        code = text
    if view is not None:
        view.looked.update((reading.code(code), reading.number(code)))
    return _canonical(store, [*numbered, *store.by_code(code)], view)


def canonical(store: Store, entity: str) -> str:
    """The canonical id of a subject, following what was found to be the same (SAME_AS)."""
    seen = [entity]
    while True:
        targets = sorted({tie.target for tie in store.ties([seen[-1]], kinds=["SAME_AS"]) if tie.source == seen[-1]})
        if len(targets) != 1 or targets[0] in seen:
            return seen[-1]
        seen.append(targets[0])


def _canonical(store: Store, facts: list[Fact], view: View | None = None) -> list[Fact]:
    """The same subjects under their canonical ids, each once, order kept."""
    subjects = [fact.entity for fact in facts if fact.shape == Shape.SUBJECT]
    if view is not None:
        return _known(view, dict.fromkeys(map(view.canonical, subjects)))
    entities = list(dict.fromkeys(canonical(store, entity) for entity in subjects))
    known = {fact.entity: fact for fact in store.facts(entities)}
    return [known[entity] for entity in entities if entity in known]


def _known(view: View, entities: Iterable[str]) -> list[Fact]:
    return [fact for entity in entities if (fact := view.fact(entity)) is not None]
