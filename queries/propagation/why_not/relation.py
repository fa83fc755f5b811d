"""What somebody is to the unit concerned (关系): said beside a premise, so that nobody takes a tie for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.model import Fact
from graph.schema import schema
from queries.propagation.case import Case
from queries.propagation.tenure import in_words

OFFICES = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "OFFICER_OF", "EXECUTING_PARTNER_OF")


class Relation(NamedTuple):
    """One tie to the unit, in words; ``sideways`` where it leads from one organisation to another."""

    kind: str
    text: str
    ties: tuple[Fact, ...]
    sideways: bool


def relations(case: Case, subject: str) -> list[Relation]:
    """Every direct tie between a subject and the unit of a case, and a common parent of two branches."""
    return [] if case.unit is None or case.unit == subject else list(_relations(case, subject, case.unit))


def _relations(case: Case, subject: str, unit: str) -> Iterator[Relation]:
    view, organisation = case.view, case.is_organisation(subject)
    for tie in view.ties_from(subject, *OFFICES, "SHAREHOLDER_OF"):
        if view.canonical(tie.target) == unit:
            verb = "为该单位" if tie.kind == "SHAREHOLDER_OF" else "任该单位"
            yield Relation(tie.kind, f"{in_words(tie.valid)}{verb}{schema().label(tie.kind)}", (tie,), organisation)
    for tie in view.ties_from(unit, "SHAREHOLDER_OF"):
        if view.canonical(tie.target) == subject:
            yield Relation("SUBSIDIARY", f"该单位 {in_words(tie.valid)} 为其股东", (tie,), True)
    for tie in view.ties_from(subject, "BRANCH_OF"):
        if view.canonical(tie.target) == unit:
            yield Relation("BRANCH_OF", "是该单位的分支机构", (tie,), True)
    for tie in view.ties_from(unit, "BRANCH_OF"):
        parent = view.canonical(tie.target)
        if parent == subject:
            yield Relation("PARENT", "是该分支机构所属的法人", (tie,), True)
        for other in view.ties_to(parent, "BRANCH_OF"):
            if view.canonical(other.source) == subject:
                yield Relation("SIBLING", "与该分支机构同属一个法人", (tie, other), True)
    holders = {view.canonical(tie.source): tie for tie in view.ties_to(unit, "SHAREHOLDER_OF")} if organisation else {}
    for tie in view.ties_to(subject, "SHAREHOLDER_OF") if organisation else []:
        holder = view.canonical(tie.source)
        if holder in holders and holder != unit:
            text = f"与该单位有共同股东{case.name_of(holder)}"
            yield Relation("SISTER", text, (holders[holder], tie), True)


def beside(found: list[Relation]) -> str:
    """The relations as an aside."""
    texts = list(dict.fromkeys(relation.text for relation in found))
    return f"；其{'，'.join(texts)}" if texts else ""
