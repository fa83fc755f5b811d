"""What has become of a result on a day: in force, only proposed, not begun, suspended, or ended by what and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.derived import Family
from queries.propagation.case import Case
from queries.propagation.measures import Product
from queries.propagation.phases import phase_on, reason_text
from queries.propagation.why_not.premise import Premise

HOLDS = "holds"

_STAGES = {
    "repaired": ("repaired",),
    "annulled": ("annulled", "withdrawn"),
    "unlawful": ("unlawful",),
    "rejected": ("rejected",),
    "objection_upheld": ("objection_upheld",),
}
"""The step of a measure's life that tells of each reason to end; the others are told by the step ``ended``."""

_PAUSING = {"suspended", "objection_accepted", "unlawful"}
_NAMES = {Family.MEASURE: "措施", Family.ALERT: "提示", Family.NOTICE: "通报"}


def standing(case: Case, product: Product, day: date) -> Premise:
    """Whether what a rule gave somebody is in force on the day, or which premise of that fails."""
    identifier, family, _, _, body = product
    phase = phase_on(body["phases"], day)
    if phase is None:
        return _not_begun(body, body["phases"][0]["from"] if body["phases"] else None, identifier)
    state = phase["state"]
    if state in {"active", "due"}:
        return _holds(body, identifier, Family(family))
    if state == "proposed":
        return _only_proposed(body, identifier)
    if state == "confirmed":
        return _not_begun(body, body.get("start"), identifier)
    if state == "suspended":
        return _suspended(body, identifier, phase["from"])
    return _ended(case, body, identifier, phase)


def _details(body: dict[str, Any], identifier: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - figures of any kind
    return {"id": identifier, "effect": body.get("effect") or body.get("alert") or body.get("capacity"), **more}


def _what(body: dict[str, Any]) -> str:
    return str(body.get("effect_name") or body.get("rule_title") or "")


def _holds(body: dict[str, Any], identifier: str, family: Family) -> Premise:
    aside = "；仅为关联提示，不构成惩戒" if family is Family.ALERT else ""
    text = f"规则成立，{_NAMES.get(family, '结果')}在该日有效：{_what(body)}{aside}；证据见 why {identifier}"
    return Premise(
        HOLDS,
        text,
        f"the rule holds and its {family.value} is in force on the day: see why {identifier}",
        tuple(body["premises"]),
        _details(body, identifier, family=family.value),
    )


def _only_proposed(body: dict[str, Any], identifier: str) -> Premise:
    """A proposal binds nobody; if a determination was tried, why it had no effect."""
    failed = [step for step in body.get("life", []) if step["stage"] == "no_effect"]
    tried = f"；此前的认定不产生效力：{failed[-1]['text']}" if failed else ""
    waits = f"，{body['next_step']}" if body.get("next_step") else ""
    return Premise(
        "only_proposed",
        f"规则及于该主体，但{_what(body)}仍只是提议{waits}{tried}",
        "reached, but only proposed: a competent authority has not decided",
        (*_at(body, failed[-1:]), *body["premises"]),
        _details(body, identifier),
    )


def _not_begun(body: dict[str, Any], start: str | None, identifier: str) -> Premise:
    return Premise(
        "not_begun",
        f"{_what(body)}自{start or '（日期不明）'}起，该日尚未开始",
        f"not begun: from {start or 'an unknown day'} on",
        tuple(body["premises"]),
        _details(body, identifier, start=start),
    )


def _suspended(body: dict[str, Any], identifier: str, since: str | None) -> Premise:
    told = [
        step
        for step in body.get("life", [])
        if step["stage"] in _PAUSING and step["day"] and step["day"] <= (since or "")
    ]
    why = f"：{told[-1]['text']}" if told else ""
    return Premise(
        "suspended",
        f"{_what(body)}自{since}起中止{why}",
        f"suspended since {since}",
        (*_at(body, told[-1:]), *body["premises"]),
        _details(body, identifier, since=since),
    )


def _ended(case: Case, body: dict[str, Any], identifier: str, phase: dict[str, Any]) -> Premise:
    """What ended it, in the words of its own life, with number and day."""
    reason, day = phase["reason"], phase["from"]
    if reason == "annulled" and case.life.annulled is not None:
        day = case.life.annulled.day.isoformat()
    stages = _STAGES.get(reason, ("ended",))
    told = [step for step in body.get("life", []) if step["stage"] in stages and step["day"] is not None]
    told = [step for step in told if reason == "annulled" or step["day"] <= (day or "")]
    plainly = not told or told[-1]["stage"] == "ended"
    text = _cause(case, body, reason, day) if plainly else f"{told[-1]['text']}（{told[-1]['day']}）"
    return Premise(
        reason,
        f"{_what(body)}已终止：{text}",
        f"annulled on {day}: as if it had never been" if reason == "annulled" else f"ended: {reason}, from {day} on",
        (*_at(body, told[-1:]), *body["premises"]),
        _details(body, identifier, day=day, last_day=body.get("last_day")),
    )


def _cause(case: Case, body: dict[str, Any], reason: str, day: str | None) -> str:
    """The end in a sentence, where nothing but a date tells of it."""
    last = body.get("last_day")
    if reason == "expired":
        return f"期满，最后一日为{last}" if last else f"所依据的情形自{day}起不再存在"
    if reason == "annulled" and case.life.annulled is not None:
        event = case.life.annulled
        return f"{event.day.isoformat()}被{event.fact.text('changing_number') or event.number}{event.what}"
    if reason == "released" and case.record.text("release_number"):
        return f"{day}被{case.record.text('release_number')}解除"
    died = case.death_of(body["subject"]["id"]) if reason == "death" else None
    if died is not None:
        return f"{died[0].isoformat()}死亡，当日为最后一日"
    return f"{reason_text(reason)}（{day}）"


def _at(body: dict[str, Any], steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that steps of its life stand on, first in the evidence."""
    known = {item["fact"]: item for item in body["premises"]}
    return [known.get(step["fact"], {"fact": step["fact"], "kind": "", "name": "", **_source(step)}) for step in steps]


def _source(step: dict[str, Any]) -> dict[str, Any]:
    return {key: step[key] for key in ("document", "line", "recorded")}
