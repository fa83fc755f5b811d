"""What an approval cannot know (未知事项): unmatched persons, missing controllers, stale sources, an unknown scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import instant_text
from graph.view import View
from queries.approvals.parties import MOST_SHAREHOLDERS, UNCONTROLLED, Party
from queries.approvals.policy import ApprovalPolicy

Unknown = dict[str, Any]

_DAY = 86_400_000_000
FINDINGS = (
    "unresolved_person",
    "probable_match",
    "quarantined",
    "effect_unknown",
    "decision_not_loaded",
    "missing_date",
)
"""Findings about a party that leave open whether something is in force; others are the authority's alone."""


def unknown(kind: str, text: str, text_en: str, **more: Any) -> Unknown:  # noqa: ANN401 - JSON fields
    """Something that is not known."""
    return {"kind": kind, "text": text, "text_en": text_en, **more}


def of_scope(scope: str) -> Unknown:
    """The scope means nothing to the data."""
    return unknown(
        "scope_unknown",
        "没有这个范围的资料，从业和市场禁入未能按范围比对，仅列为关联提示",
        "this scope is not known: bans could not be matched and are shown as alerts",
        scope=scope,
    )


def of_shareholders() -> Unknown:
    """There are more shareholders than an approval looks at."""
    return unknown(
        "shareholders_not_all",
        f"股东超过{MOST_SHAREHOLDERS}个，其余未逐一比对",
        f"more than {MOST_SHAREHOLDERS} shareholders: the others were not looked at",
    )


def of_parties(view: View, parties: Iterable[Party]) -> list[Unknown]:
    """Parties without a number: what is in force on whoever they are cannot be known; and doubtful capacities."""
    found = []
    for party in parties:
        fact = view.subject(party.subject)
        name = fact.name if fact is not None else ""
        if set(party.capacities) == {"shareholder"}:
            continue
        if fact is not None and fact.kind == "Person" and not fact.text("sealed_number"):
            found.append(
                unknown(
                    "unmatched_person",
                    f"{party.words}{name}没有可比对的证件号码，未按姓名比对，其本人的情况不明",
                    f"{name}: no identity number is known, and nobody is matched by name",
                    subject=party.subject,
                )
            )
        if not any(party.capacities.values()):
            found.append(
                unknown(
                    "capacity_uncertain",
                    f"{name}在该日是否为{party.words}不能确定",
                    f"whether {name} holds this capacity on the day is not certain",
                    subject=party.subject,
                )
            )
    return found


def of_control(view: View, parties: list[Party]) -> list[Unknown]:
    """An applicant whose controller nobody knows for certain."""
    applicant = next((party for party in parties if "applicant" in party.capacities), None)
    fact = view.subject(applicant.subject) if applicant is not None else None
    if applicant is None or fact is None or fact.kind in UNCONTROLLED:
        return []
    if any(party.is_in(["controller"]) for party in parties):
        return []
    return [
        unknown(
            "controller_unknown",
            "未能确定实际控制人：没有裁判或申报，登记的出资也不足以确定",
            "no controller is certain: none adjudicated or declared, and the register does not decide it",
            subject=applicant.subject,
        )
    ]


def of_findings(findings: Iterable[dict[str, Any]]) -> list[Unknown]:
    """Findings that leave open whether something is in force on a party."""
    return [
        unknown("finding", one.get("text", ""), one["finding"], id=one["id"], finding=one["finding"],
                subject=one["subject"]["id"])
        for one in findings
        if one["finding"] in FINDINGS and one["state"] != "ended" and not one.get("authority_only")
    ]  # fmt: skip


def of_sources(newest: Mapping[str, int | None], instant: int, policy: ApprovalPolicy) -> list[Unknown]:
    """Sources never loaded, or not for longer than the office allows."""
    found = []
    for source in policy.sources:
        latest = max((at for name in source.formats if (at := newest.get(name)) is not None), default=None)
        if latest is None:
            found.append(
                unknown(
                    "source_missing",
                    f"{source.title}从未归集",
                    f"{source.title_en}: never loaded",
                    source=source.source,
                )
            )
        elif instant - latest > source.days * _DAY:
            since = instant_text(latest)[:10]
            found.append(
                unknown(
                    "source_stale",
                    f"{source.title}自{since}以来没有新的归集，已超过{source.days}日（本机关自定期限）",
                    f"{source.title_en}: nothing loaded since {since}, more than {source.days} days (our own period)",
                    source=source.source,
                    since=since,
                )
            )
    return found
