"""Percentages and amounts as the register words them, as integers."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?\s*[%％]?")
_AMOUNT = re.compile(r"([\d,，]+(?:\.\d+)?)\s*(万|元)?")
_FOREIGN = re.compile("美元|美金|港元|港币|欧元|日元|英镑|USD|HKD|EUR|JPY|GBP", re.IGNORECASE)
_FEN = {"万": 1_000_000, "元": 100}


def parse_percent(text: str) -> tuple[int, int, int] | None:
    """``30.5%`` as ``(610, 2000, 1)``: numerator, total, half-width of the last digit; None where there is none."""
    match = _PERCENT.fullmatch(text.strip()) if text else None
    if match is None:
        return None
    decimals = match.group(2) or ""
    value = int(match.group(1) + decimals)
    return 2 * value, 200 * 10 ** len(decimals), 0 if value == 0 else 1


def parse_amount(text: str) -> int | None:
    """An amount in words such as ``100万元`` in fen; without a unit it is 万元, as the register has it.

    None for an amount in another currency.
    """
    match = _AMOUNT.search(text or "")
    if match is None or _FOREIGN.search(text):
        return None
    try:
        value = Decimal(match.group(1).replace(",", "").replace("，", "")) * _FEN[match.group(2) or "万"]
    except InvalidOperation:
        return None
    return int(value) if value == value.to_integral_value() else None
