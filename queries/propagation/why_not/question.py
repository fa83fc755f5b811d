"""One record, and everything that follows from it, asked about any rule and anybody: the first premise that fails."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from graph.derived import Family
from graph.model import Fact
from graph.view import View
from queries.documents.naming import misnamed_in
from queries.propagation.case import Case, Reached
from queries.propagation.conditions import unmet
from queries.propagation.derivation import derive_from
from queries.propagation.measures import Product
from queries.propagation.reach import candidates
from queries.propagation.why_not import governed
from queries.propagation.why_not.identity import candidate_for, minor, misnamed, unidentified
from queries.propagation.why_not.notified import not_notified
from queries.propagation.why_not.premise import Premise, failing
from queries.propagation.why_not.reached import not_reached
from queries.propagation.why_not.standing import standing
from queries.propagation.why_not.tenures import only_possible
from queries.rulebook import NoticeRule, Rule, Rulebook


class Step(NamedTuple):
    """How far one edition comes with one record, and the premise it stops at; ``case`` None without a record."""

    stage: int
    rule: Rule | NoticeRule
    case: Case | None
    premise: Premise


STAGES = (
    "enabled",
    "loaded",
    "kind",
    "governed",
    "effective",
    "reached",
    "unless",
    "identified",
    "adult",
    "certain",
    "standing",
)
"""The premises in the order in which they are asked."""


class Question:
    """One record as known at an instant, with everything that follows from it: asked about any rule and subject."""

    def __init__(self, view: View, record: Fact, book: Rulebook) -> None:
        self.case = Case(view, record, book)
        self._ways: dict[tuple[str, str], list[Reached]] = {}

    @cached_property
    def products(self) -> list[Product]:
        """What derivation gives from the record."""
        return list(derive_from(self.case.view, self.case.record.entity, self.case.book).products.values())

    def ask(self, rule: Rule | NoticeRule, subject: str, day: date) -> Step:
        """The first premise that fails for the subject on the day, or that the rule holds."""
        stage, premise = self._ask(rule, subject, day)
        return Step(STAGES.index(stage), rule, self.case, premise)

    def _ask(self, rule: Rule | NoticeRule, subject: str, day: date) -> tuple[str, Premise]:
        case = self.case
        if (off := governed.disabled(rule)) is not None:
            return "enabled", off
        kinds = rule.records if isinstance(rule, NoticeRule) else (rule.when.record,)
        if case.record.kind not in kinds:
            return "kind", governed.other_kind(kinds, case.record)
        product = self.product(rule.rule, subject)
        if product is not None and product[4]["rule_version"] == rule.version:
            return "standing", standing(case, product, day)
        if isinstance(rule, Rule) and (failed := next(unmet(rule, case), None)) is not None:
            return "governed", governed.condition(rule, case, failed)
        if (without := governed.without_effect(case, day)) is not None:
            return "effective", without
        if wrong := misnamed_in(case.view, case.record):
            return "effective", misnamed(case, wrong[0])
        if isinstance(rule, NoticeRule):
            return "reached", not_notified(rule, case, subject)
        return self._led_to(rule, subject)

    def product(self, rule: str, subject: str) -> Product | None:
        """The measure, proposal, alert or notice that a rule gives the subject."""
        wanted = (Family.MEASURE, Family.ALERT, Family.NOTICE)
        return next((one for one in self.products if one[1] in wanted and one[2:4] == (rule, subject)), None)

    def led_to(self, rule: Rule) -> list[Reached]:
        """Everybody the rule's way of reach leads to."""
        key = rule.rule, rule.version
        if key not in self._ways:
            self._ways[key] = candidates(rule, self.case)
        return self._ways[key]

    def _led_to(self, rule: Rule, subject: str) -> tuple[str, Premise]:
        case, found = self.case, self.led_to(rule)
        own = next((one for one in found if one.subject == subject), None)
        if own is None:
            perhaps = candidate_for(case, found, subject)
            return ("identified", perhaps) if perhaps is not None else ("reached", not_reached(rule, case, subject))
        for other in rule.reach.unless:
            if (instead := self.product(other, subject)) is not None:
                return "unless", _yields(case, rule, instead)
        if not case.identified(subject):
            return "identified", unidentified(case, own)
        if (wrong := case.misnamed_holder(own)) is not None:
            return "identified", misnamed(case, wrong)
        if rule.reach.adults_only and case.is_minor(subject, own.reference or case.record.valid.start):
            return "adult", minor(case, own)
        if not own.certain:
            return "certain", only_possible(rule, case, own)
        return "certain", failing(
            "nothing_derived",
            f"{case.name_of(subject)}符合规则的全部条件，但没有推导出结果，请检查规则",
            "every premise holds, and yet nothing was derived",
            own.premises,
        )


def _yields(case: Case, rule: Rule, instead: Product) -> Premise:
    identifier, _, other, _, body = instead
    return failing(
        "yields",
        f"同一文书已按规则{other}（{body['rule_title']}）及于该主体，本规则{rule.rule}让位；见 why {identifier}",
        f"yields to {other}, which reaches the subject already: see why {identifier}",
        [case.record],
        id=identifier,
        rule=other,
    )
