"""The rules, read strictly from data: what each asks, whom it reaches, what it gives, and under which article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import Field

from queries.law import Grounded
from queries.law import Strict as _Strict
from queries.policies import Policies

Product = Literal["measure", "alert"]
Origin = Literal["mirrored", "statutory", "confirmed"]
Reference = Literal["act", "decision", "order", "filing", "now"]
Reach = Literal[
    "unit",
    "party",
    "named",
    "found",
    "holder",
    "successor",
    "departed",
    "buyer",
    "reborn",
    "owned",
    "officeholder",
    "offices",
    "controller",
    "siblings",
    "parent",
    "executing_partner",
    "fined_again",
]


class Statute(_Strict):
    """A statute that 处罚依据 must cite, by its short title, and any of these articles where given."""

    name: str
    articles: tuple[str, ...] = ()


class Alternative(_Strict):
    """One way to meet a condition: a statute cited, a kind of licence named, or a closure ordered."""

    statutes: tuple[Statute, ...] = ()
    licences: tuple[str, ...] = ()
    closure: bool = False


class Said(_Strict):
    """Words that a column of a record may have."""

    column: str
    words: tuple[str, ...]


class When(_Strict):
    """What a record must be for a rule to apply to it.

    ``individual``: a person in his own right, not beside a unit under one number. ``licence_kinds``: where the decision
    names a licence that it takes, it must be one of these. ``states``: 登记状态 of a unit concerned, word for word.
    """

    record: str
    subject: Literal["any", "organisation", "person", "individual", "branch", "partnership"] = "any"
    categories: tuple[str, ...] = ()
    not_only: tuple[str, ...] = ()
    licence_excludes: tuple[str, ...] = ()
    licence_kinds: tuple[str, ...] = ()
    restricts: bool = False
    findings: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    unless_said: Said | None = None
    any_of: tuple[Alternative, ...] = ()

    def suits(self, categories: frozenset[str]) -> bool:
        """Whether a penalty of these categories may be meant, whatever else is asked."""
        return self.has_one(categories) and not self.only_excluded(categories)

    def has_one(self, categories: frozenset[str]) -> bool:
        """Whether it has one of the categories asked for, if any are."""
        return not self.categories or not categories.isdisjoint(self.categories)

    def only_excluded(self, categories: frozenset[str]) -> bool:
        """Whether it has none but such as do not count by themselves."""
        return bool(self.not_only) and bool(categories) and categories <= set(self.not_only)


class Share(_Strict):
    """A share from which on something is material: of votes that are only possible, of a stake."""

    numerator: int = Field(ge=0)
    denominator: int = Field(gt=0)


class ReachRule(_Strict):
    """Whom a rule reaches, and on which date a role counts.

    ``possible_from``: who only possibly controls is reached where at least this share of the votes is certain.
    ``through``: what counts happens after the reference date and not after this one. ``holding_from``: a stake is
    looked at from this share on. ``relations``: which are said of those between whom something passed. ``kinds``: of
    whom is reached. ``positions``: posts beside the head's that make an owner.
    """

    who: Reach
    roles: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    findings_only: bool = False
    reference: Reference
    unless: tuple[str, ...] = ()
    adults_only: bool = False
    possible_from: Share | None = None
    through: Literal["decision"] | None = None
    holding_from: Share | None = None
    relations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()


class Gives(_Strict):
    """What a rule gives: a measure with its origin, effect and term, or an alert with its strength.

    ``until`` names the column that states the end; ``years`` is then the longest the law allows. ``unstated`` is what
    the worklist says where nothing is stated. ``text_possible`` is the text where the reach is only possible.
    ``only_at``: an alert for whoever asks about the subject there, not for its file.
    """

    product: Product
    effect: str
    origin: Origin | None = None
    start: Literal["decision", "published", "order", "stated"] = "decision"
    years: int | None = Field(default=None, gt=0)
    until: str | None = None
    unstated: str = ""
    permanent: bool = False
    strength: tuple[int, int] | None = None
    text: str = ""
    text_possible: str = ""
    only_at: Literal["approval"] | None = None


class Rule(Grounded):
    """One edition of one rule (规则): which decisions it governs by their date, whom it reaches, and with what."""

    rule: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    decided_from: date | None = None
    decided_to: date | None = None
    when: When
    reach: ReachRule
    gives: Gives

    def applies_on(self, decided: date | None) -> bool:
        """Whether this edition governs a decision of that date; without a date only an edition without bounds."""
        if decided is None:
            return self.decided_from is None and self.decided_to is None
        after = self.decided_from is None or decided >= self.decided_from
        return after and (self.decided_to is None or decided < self.decided_to)


class Recipient(_Strict):
    """One kind of recipient of a notice, and the ties that lead to it; ``concerned``: whom a measure reached."""

    kind: str
    label: str
    ties: tuple[str, ...]
    contributor: bool = False
    of_contributor: bool = False
    concerned: bool = False


class NoticeRule(Grounded):
    """Who is told when somebody of a capacity misbehaves (通报)."""

    rule: str
    records: tuple[str, ...]
    capacity: Literal["public_unit", "public_staff", "private_unit"]
    recipients: tuple[Recipient, ...]


class Effect(_Strict):
    """What a measure does (惩戒措施), what ends it and where it matters.

    ``objection``: what a pending objection does. ``feedback``: whether those it is pushed to report what they did.
    """

    name: str
    name_en: str
    repair: Literal["publicity", "list", "restriction", "none"]
    unlawful: Literal["end", "suspend"]
    scope: tuple[str, ...]
    removal: str
    objection: Literal["suspend", "none"] = "suspend"
    feedback: bool = True


class Denial(_Strict):
    """Words that take back what a text says: before it in its part of the sentence, right before it, or after it.

    ``conditions`` anywhere before it in the sentence make it a condition. ``affirming`` words after a denial end it.
    ``harmless`` expressions contain such words and deny nothing.
    """

    before: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    affirming: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()


class Category(_Strict):
    """A category of penalty (处罚类别), by the words that mean it.

    ``beside``: where 处罚类别 has one of these too, the value may be a combined one, and 处罚内容 decides. ``content``:
    whether 处罚内容 is read where 处罚类别 leaves it open.
    """

    label: str
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    content: bool = False
    denied: Denial = Denial()


class LicenceWords(_Strict):
    """How a text names a licence: words for one, verbs that take it, what else is ordered, and what says no kind."""

    words: tuple[str, ...]
    takes: tuple[str, ...]
    orders: tuple[str, ...]
    generic: tuple[str, ...]


class TransferWords(_Strict):
    """Which 变更 rows speak of shares (变更事项), and the words beside which such a row states a price (转让价)."""

    items: tuple[str, ...]
    prices: tuple[str, ...]


class Limitation(_Strict):
    """A limitation period (处罚时效) and the statutes it holds for; without statutes, the ordinary one."""

    years: int
    statutes: tuple[str, ...]
    article: str
    mark: str
    confidence: str


class Rulebook(_Strict):
    """All rules of one edition of the rule files."""

    rules: tuple[Rule, ...]
    notices: tuple[NoticeRule, ...]
    effects: Mapping[str, Effect]
    categories: Mapping[str, Category]
    limitations: tuple[Limitation, ...]
    not_cited: Denial
    licences: LicenceWords
    transfers: TransferWords
    policies: Policies = Policies()
    version: str

    def enabled(self, record_kind: str) -> list[Rule]:
        """Enabled rules that ask for this kind of record, in the order of the files."""
        return self._enabled.get(record_kind, [])

    def asking(self, record_kind: str, categories: frozenset[str]) -> list[Rule]:
        """Of the enabled rules for this kind of record those that its categories of penalty do not rule out.

        Most rules on penalties ask for categories that a given penalty does not have: they need not be asked further.
        """
        key = record_kind, categories
        found = self._asking.get(key)
        if found is None:
            found = self._asking[key] = [rule for rule in self.enabled(record_kind) if rule.when.suits(categories)]
        return found

    @cached_property
    def _asking(self) -> dict[tuple[str, frozenset[str]], list[Rule]]:
        return {}

    @cached_property
    def _enabled(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.enabled:
                found.setdefault(rule.when.record, []).append(rule)
        return found

    def named(self, rule: str) -> list[Rule]:
        """All editions of a rule."""
        return [candidate for candidate in self.rules if candidate.rule == rule]


RULE_FILES = ("units.yaml", "persons.yaml", "alerts.yaml")


def texts_of(folder: Path | None, names: Iterable[str]) -> dict[str, str]:
    """The text of each rule file, from a folder or from those that ship."""
    if folder is not None:
        return {name: (folder / name).read_text(encoding="utf-8") for name in names}
    shipped = files("queries").joinpath("rules")
    return {name: shipped.joinpath(name).read_text(encoding="utf-8") for name in names}


def version_of(texts: Mapping[str, str]) -> str:
    """The version of a set of rule files: twelve digits of their content."""
    content = "\x1e".join(f"{name}\x1f{texts[name]}" for name in sorted(texts))
    return hashlib.blake2b(content.encode(), digest_size=6).hexdigest()
