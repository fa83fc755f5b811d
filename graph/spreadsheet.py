"""Cells written for spreadsheets, which take some texts for formulas."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins like a formula is quoted."""
    return f"'{text}" if text.startswith(_FORMULA) else text
