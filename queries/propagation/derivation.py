"""Everything that follows from one record, as known at one instant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.interval import Truth
from graph.view import View
from queries.documents.naming import misnamed_in
from queries.propagation import (
    alerts,
    arrears,
    broken_commitment,
    exemptions,
    findings,
    measures,
    notices,
    open_questions,
    promises,
    publication,
    unmatched,
)
from queries.propagation.case import Case, Reached
from queries.propagation.conditions import applies, left_open
from queries.propagation.course import course_of
from queries.propagation.follow_up import follow_up
from queries.propagation.measures import Product
from queries.propagation.reach import reached
from queries.propagation.repair_clock import clocks
from queries.rulebook import Rule, Rulebook

DORMANT = (
    "Registration",
    "RegistrationChange",
    "Judgment",
    "Exemption",
    "AgencyReform",
    "PromiseStatement",
    "PromisePerformance",
    "ArrearsPayment",
)
"""Kinds from which nothing follows by themselves: they speak of other records, or of nobody's conduct."""

SPOKEN_OF = ("Licence", "RepairDecision", "DocumentStatus")
"""Kinds of which nothing follows but what is wrong with them."""

ALONE = ("Licence",)
"""Those of them that are asked for nothing but what they say and whom they name."""

OF_PROMISES = {
    "GovernmentPromise": promises.of_promise,
    "PromiseChange": promises.of_change,
    "Arrears": arrears.arrears,
    "CreditCommitment": broken_commitment.broken,
}
"""Kinds about which no rule asks: what follows from each."""


class Outcome(NamedTuple):
    """What one record gives: products by id."""

    products: dict[str, Product]


def derive_from(view: View, entity: str, book: Rulebook) -> Outcome:
    """Measures, proposals, alerts, notices and findings that follow from a record; nothing where it is not known."""
    record = view.fact(entity)
    if record is None or record.kind in DORMANT:
        return Outcome({})
    case = Case(view, record, book)
    products: list[Product] = [findings.misnamed(case, wrong) for wrong in misnamed_in(view, record)]
    if products:
        return _with_place(case, products)
    if record.kind in SPOKEN_OF:
        more = clocks(case) if record.kind == "RepairDecision" else ()
        told = (*more, *unmatched.not_loaded(case), *findings.of_record(case))
        return Outcome({product[0]: product for product in told})
    if record.kind in OF_PROMISES:
        return _with_place(case, OF_PROMISES[record.kind](case))
    if record.kind in unmatched.ABOUT:
        return Outcome({product[0]: product for product in unmatched.unmatched(case)})
    exempted, products = exemptions.exempted(case)
    if exempted:
        return Outcome({product[0]: product for product in products})
    for rule in case.rules:
        if applies(rule, case):
            products += _by_rule(rule, case)
        elif rule.gives.product == "measure" and (articles := left_open(rule, case)) and reached(rule, case):
            products.append(open_questions.within_range(case, rule, articles))
    products += notices.notices(case)
    products += findings.of_record(case)
    products += open_questions.of_changes(case)
    products += publication.late(case)
    if record.kind == "GovernmentDishonesty":
        products += promises.of_breach(case)
    elif record.kind == "DishonestDebtorEntry":
        products += promises.of_succession(case)
    return _with_place(case, products)


def _with_place(case: Case, products: Iterable[Product]) -> Outcome:
    """Products by id, each with the place its case belongs to."""
    place = case.place
    return Outcome({product[0]: (*product[:4], {**product[4], "place": place}) for product in products})


def _by_rule(rule: Rule, case: Case) -> list[Product]:
    products: list[Product] = []
    found = case.produced.setdefault(rule.rule, set())
    if case.life.effective is not Truth.YES:
        return products
    for candidate in reached(rule, case):
        if not case.identified(candidate.subject):
            products.append(findings.unidentified(case, rule, candidate))
        elif (wrong := case.misnamed_holder(candidate)) is not None:
            products.append(findings.misnamed(case, wrong))
        elif rule.reach.adults_only and case.is_minor(
            candidate.subject, candidate.reference or case.record.valid.start
        ):
            if rule.gives.product == "measure":
                products.append(findings.minor(case, rule, candidate))
        elif rule.gives.product == "alert":
            products.append(alerts.alert(rule, case, candidate))
            found.add(candidate.subject)
        elif not candidate.certain:
            products.append(findings.possible(case, rule, candidate))
        else:
            products += _measure(rule, case, candidate)
            found.add(candidate.subject)
    return products


def _measure(rule: Rule, case: Case, candidate: Reached) -> list[Product]:
    """A measure or proposal, what is to be done about it, and whom it concerns from now on."""
    course, subject = course_of(rule, case, candidate), candidate.subject
    since, lifted = course.told_since, course.lifted
    if since is not None and not case.is_organisation(subject):
        case.concerned[subject] = min(since, case.concerned.get(subject, since))
    if lifted is not None:
        case.lifted.setdefault(subject, lifted)
    products = [measures.measure(rule, case, candidate, course), *follow_up(case, candidate, course)]
    if not course.proposal:
        products += open_questions.of_term(case, rule, candidate, course.end)
    return products
