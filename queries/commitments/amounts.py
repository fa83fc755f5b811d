"""Amounts of money for people: fen as yuan, nothing rounded."""

from __future__ import annotations


def yuan(fen: int) -> str:
    """Fen as yuan with two places (500000.00)."""
    return f"{fen // 100}.{fen % 100:02d}"


def in_yuan(fen: int) -> str:
    """The same with its unit (500000.00元)."""
    return f"{yuan(fen)}元"
