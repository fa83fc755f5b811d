"""Reading rule files: malformed and contradictory rules are refused with their file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from graph.schema import schema
from queries.integrity import Integrity
from queries.law import Policy
from queries.payments import Payments
from queries.policies import (
    Association,
    ChangeLaw,
    Deadline,
    Excuse,
    ExemptionScope,
    LegalTerm,
    Policies,
    RepairPeriod,
    SuccessionBasis,
)
from queries.rule_files import Fault, items, line_of, only, table
from queries.rulebook import (
    RULE_FILES,
    Category,
    Denial,
    Effect,
    LicenceWords,
    Limitation,
    NoticeRule,
    Rule,
    Rulebook,
    texts_of,
    version_of,
)

_POLICY_FILES = (
    "deadlines.yaml",
    "repairs.yaml",
    "exemptions.yaml",
    "terms.yaml",
    "association.yaml",
    "payments.yaml",
    "integrity.yaml",
)
_PROMISE_FILES = ("succession.yaml", "excuses.yaml", "promise_changes.yaml")
_WORD_FILES = ("categories.yaml", "citations.yaml", "licences.yaml")
_FILES = (*RULE_FILES, "notices.yaml", "effects.yaml", "limitation.yaml", *_WORD_FILES, *_POLICY_FILES, *_PROMISE_FILES)


class RuleError(Exception):
    """The rules cannot be used; ``faults`` says why, each with file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("规则文件有误 / the rules are not usable:\n" + "\n".join(map(str, faults)))
        self.faults = faults


def check(folder: Path | None = None) -> list[Fault]:
    """All faults of the rule files in ``folder`` (or those that ship); empty when they can be used."""
    try:
        read_rules(folder)
    except RuleError as error:
        return error.faults
    return []


def read_rules(folder: Path | None = None) -> Rulebook:
    """The rules of a folder. Raises RuleError."""
    return _shipped() if folder is None else _read(folder)


@lru_cache(maxsize=1)
def _shipped() -> Rulebook:
    return _read(None)


def _read(folder: Path | None) -> Rulebook:
    try:
        texts = texts_of(folder, _FILES)
    except OSError as error:
        raise RuleError(
            [Fault(str(error.filename or folder), 0, f"读不到 / cannot be read: {error.strerror}")]
        ) from None
    faults: list[Fault] = []
    rules: list[tuple[Rule, str, int]] = []
    for name in RULE_FILES:
        rules += [(rule, name, line) for line, rule in items(name, texts[name], Rule, faults)]
    notices = [rule for _, rule in items("notices.yaml", texts["notices.yaml"], NoticeRule, faults)]
    limitations = [item for _, item in items("limitation.yaml", texts["limitation.yaml"], Limitation, faults)]
    effects = table("effects.yaml", texts["effects.yaml"], Effect, faults)
    categories = table("categories.yaml", texts["categories.yaml"], Category, faults)
    deadlines = list(items("deadlines.yaml", texts["deadlines.yaml"], Deadline, faults))
    periods = list(items("repairs.yaml", texts["repairs.yaml"], RepairPeriod, faults))
    scopes = list(items("exemptions.yaml", texts["exemptions.yaml"], ExemptionScope, faults))
    terms = list(items("terms.yaml", texts["terms.yaml"], LegalTerm, faults))
    bases = list(items("succession.yaml", texts["succession.yaml"], SuccessionBasis, faults))
    excuses = list(items("excuses.yaml", texts["excuses.yaml"], Excuse, faults))
    promise_changes = list(items("promise_changes.yaml", texts["promise_changes.yaml"], ChangeLaw, faults))
    not_cited = only("citations.yaml", texts["citations.yaml"], Denial, faults)
    association = only("association.yaml", texts["association.yaml"], Association, faults)
    payments = only("payments.yaml", texts["payments.yaml"], Payments, faults)
    integrity = only("integrity.yaml", texts["integrity.yaml"], Integrity, faults)
    licences = only("licences.yaml", texts["licences.yaml"], LicenceWords, faults)
    faults += _contradictions(rules, effects, categories)
    faults += _policy_faults(deadlines, periods, effects)
    faults += _term_faults(terms, effects)
    faults += _payment_faults(payments, texts["payments.yaml"])
    faults += _unverified("excuses.yaml", excuses)
    faults += _unverified("promise_changes.yaml", promise_changes)
    faults += _unknown_events(association, texts["association.yaml"], effects)
    if faults or not_cited is None or licences is None or association is None or payments is None:
        raise RuleError(faults)
    if integrity is None:
        raise RuleError(faults)
    return Rulebook(
        rules=tuple(rule for rule, _, _ in rules),
        notices=tuple(notices),
        effects=effects,
        categories=categories,
        limitations=tuple(limitations),
        not_cited=not_cited,
        licences=licences,
        policies=Policies(
            deadlines=tuple(row for _, row in deadlines),
            repair_periods=tuple(row for _, row in periods),
            scopes=tuple(row for _, row in scopes),
            terms=tuple(row for _, row in terms),
            association=association,
            payments=payments,
            integrity=integrity,
            succession=tuple(row for _, row in bases),
            excuses=tuple(row for _, row in excuses),
            promise_changes=tuple(row for _, row in promise_changes),
        ),
        version=version_of(texts),
    )


def _contradictions(
    rules: list[tuple[Rule, str, int]], effects: Mapping[str, Effect], categories: Mapping[str, Category]
) -> Iterator[Fault]:
    """What no single field shows: rules that contradict the law's frame, the tables, or one another."""
    known = {rule.rule for rule, _, _ in rules}
    seen: dict[tuple[str, str], int] = {}
    for rule, file, line in rules:
        for message in _against_the_frame(rule, effects, categories, known):
            yield Fault(file, line, f"{rule.rule} {rule.version}: {message}")
        if (rule.rule, rule.version) in seen:
            yield Fault(file, line, f"{rule.rule} {rule.version}: 同一版本出现两次 / this version stands twice")
        seen[rule.rule, rule.version] = line
    for place, (rule, _, _) in enumerate(rules):
        for other, file, line in rules[place + 1 :]:
            if rule.rule == other.rule and rule.enabled and other.enabled and _overlap(rule, other):
                yield Fault(
                    file, line, f"{other.rule}: 版本 {rule.version} 与 {other.version} 适用期重叠 / editions overlap"
                )


def _policy_faults(
    deadlines: list[tuple[int, Deadline]], periods: list[tuple[int, RepairPeriod]], effects: Mapping[str, Effect]
) -> Iterator[Fault]:
    """Rows of policy that name nothing, hold for no day, or say two things of one day."""
    for place, (_, row) in enumerate(deadlines):
        for line, other in deadlines[place + 1 :]:
            if row.deadline == other.deadline and row.enabled and other.enabled and _meet(row, other):
                message = f"{row.deadline}: 版本 {row.version} 与 {other.version} 适用期重叠 / editions overlap"
                yield Fault("deadlines.yaml", line, message)
    for line, period in periods:
        if period.effect not in effects:
            yield Fault("repairs.yaml", line, f"{period.period}: 没有这种措施 / no such effect: {period.effect}")
        elif effects[period.effect].repair == "none":
            yield Fault("repairs.yaml", line, f"{period.period}: 修复不能终止它 / a repair never ends {period.effect}")
    for file, line, one in [
        *(("deadlines.yaml", line, row) for line, row in deadlines),
        *(("repairs.yaml", line, period) for line, period in periods),
    ]:
        if one.holds_from and one.holds_to and one.holds_to <= one.holds_from:
            yield Fault(file, line, f"{one.title}: 适用期为空 / an empty period")


def _term_faults(terms: list[tuple[int, LegalTerm]], effects: Mapping[str, Effect]) -> Iterator[Fault]:
    """Terms of nothing, without length, or not verified and yet ending something."""
    for line, row in terms:
        if row.effect not in effects:
            yield Fault("terms.yaml", line, f"{row.term}: 没有这种措施 / no such effect: {row.effect}")
        if (row.years is None) is not (row.at_end == "open"):
            yield Fault("terms.yaml", line, f"{row.term}: 期限须有年数 / a term needs its years")
        if row.enabled and row.at_end == "ends" and not row.verified:
            yield Fault("terms.yaml", line, f"{row.term}: 未核实不得终止措施 / an unverified term must end nothing")


def _payment_faults(payments: Payments | None, text: str) -> Iterator[Fault]:
    """Terms that allow less by agreement than without it, or two editions that govern one day."""
    if payments is None:
        return
    for place, row in enumerate(payments.terms):
        line = line_of("payments.yaml", text, ("terms", place))
        if row.most is not None and row.most < row.days:
            yield Fault("payments.yaml", line, f"{row.term}: 约定上限短于法定期限 / the most agreed is below the term")
        for other in payments.terms[:place]:
            if row.enabled and other.enabled and set(row.debtors) & set(other.debtors) and _meet(row, other):
                message = f"{row.term}: 版本 {other.version} 与 {row.version} 适用期重叠 / editions overlap"
                yield Fault("payments.yaml", line, message)
    for place, rate in enumerate(payments.interest):
        for earlier in payments.interest[:place]:
            if rate.enabled and earlier.enabled and _meet(rate, earlier):
                line = line_of("payments.yaml", text, ("interest", place))
                message = f"{rate.interest}: 版本 {earlier.version} 与 {rate.version} 适用期重叠 / editions overlap"
                yield Fault("payments.yaml", line, message)


def _unverified(file: str, rows: Sequence[tuple[int, Policy]]) -> Iterator[Fault]:
    """Rows by which somebody is accused, enabled though the text was not verified."""
    for line, row in rows:
        if row.enabled and not row.verified:
            message = f"{row.title}: 未核实不得启用 / an unverified row must not be enabled"
            yield Fault(file, line, message)


def _unknown_events(association: Association | None, text: str, effects: Mapping[str, Effect]) -> Iterator[Fault]:
    """Weights of measures there are none of."""
    if association is not None:
        for effect in association.events.counts:
            if effect not in effects:
                line = line_of("association.yaml", text, ("events", "counts", effect))
                yield Fault("association.yaml", line, f"events.counts: 没有这种措施 / no such effect: {effect}")


def _meet(one: Policy, other: Policy) -> bool:
    starts = [row.holds_from for row in (one, other) if row.holds_from is not None]
    ends = [row.holds_to for row in (one, other) if row.holds_to is not None]
    return not starts or not ends or max(starts) < min(ends)


def _overlap(one: Rule, other: Rule) -> bool:
    starts = [rule.decided_from for rule in (one, other) if rule.decided_from is not None]
    ends = [rule.decided_to for rule in (one, other) if rule.decided_to is not None]
    return not starts or not ends or max(starts) < min(ends)


def _against_the_frame(
    rule: Rule, effects: Mapping[str, Effect], categories: Mapping[str, Category], known: set[str]
) -> Iterator[str]:
    gives, reach = rule.gives, rule.reach
    if rule.enabled and not rule.verified:
        yield f"未核实（{rule.mark}{rule.confidence}）不得启用 / an unverified rule must not be enabled"
    if rule.when.record not in schema().records:
        yield f"没有这种文书 / no such record: {rule.when.record}"
    for tie in reach.roles:
        if tie not in schema().ties:
            yield f"没有这种关系 / no such tie: {tie}"
    for category in (*rule.when.categories, *rule.when.not_only):
        if category not in categories:
            yield f"没有这种处罚类别 / no such category: {category}"
    for other in reach.unless:
        if other not in known:
            yield f"没有这条规则 / no such rule: {other}"
    if gives.product == "measure":
        if gives.effect not in effects:
            yield f"没有这种措施 / no such effect: {gives.effect}"
        if gives.origin is None:
            yield "措施须说明来源 origin / a measure needs an origin"
        if reach.who not in {"unit", "party", "named", "found"} and gives.origin != "confirmed":
            yield "仅凭关系至多为提议 / by relation alone at most a proposal (origin: confirmed)"
        if reach.who not in {"unit", "party", "named", "found", "holder"}:
            yield f"{reach.who} 只能产生提示 / {reach.who} may only give alerts"
    elif gives.origin is not None or gives.strength is None or not 0 <= gives.strength[0] <= gives.strength[1] <= 1000:
        yield "提示须有 0 至 1000 的 strength，且没有 origin / an alert needs a strength within 0..1000 and no origin"
    if sum(map(bool, (gives.permanent, gives.years))) > 1:
        yield "不能既永久又有年限 / both permanent and for years"
    if reach.who in {"holder", "successor", "departed", "officeholder", "offices"} and not reach.roles:
        yield "须列出角色 roles / needs roles"
    if rule.decided_from and rule.decided_to and rule.decided_to <= rule.decided_from:
        yield "适用期为空 / an empty period"
