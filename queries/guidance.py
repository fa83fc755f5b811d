"""Repair guidance (修复指导): whose minimum period has passed, and whether the obligations are known to be met."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

Answer = dict[str, Any]


def guidance(measures: Iterable[Answer], as_of: date) -> list[Answer]:
    """Measures in force that could be repaired on the day, those known to be met first, then by how long they could."""
    found = [_answer(one) for one in measures if _ripe(one, as_of)]
    return sorted(found, key=lambda one: (one["obligations"] != "met", one["repairable_from"], one["id"]))


def _ripe(one: Answer, as_of: date) -> bool:
    repair = one["repair"]
    ripe = repair is not None and repair["from"] <= as_of.isoformat() and repair["obligations"] != "unmet"
    return ripe and one["state"] in {"active", "suspended"}


def _answer(one: Answer) -> Answer:
    repair = one["repair"]
    known = repair["obligations"] == "met"
    words = "义务已履行" if known else "整改和义务履行情况库中未载明，须先核实"
    return {
        "id": one["id"],
        "kind": "guidance",
        "subject": one["subject"],
        "effect": one["effect"],
        "effect_name": one["effect_name"],
        "trigger": one["trigger"],
        "repairable_from": repair["from"],
        "obligations": repair["obligations"],
        "application": repair["application"],
        "legal_basis": repair["legal_basis"],
        "text": f"{repair['period']}，{words}，可指导其申请信用修复",
        "as_of": one["as_of"],
    }
