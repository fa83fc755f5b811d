"""Rows of policy on government integrity and credit commitments (政务诚信、信用承诺)."""

from __future__ import annotations

from collections.abc import Iterator

from queries.law import Policy, Strict


class Integrity(Strict):
    """All of them. ``key_supervision``: who broke a commitment is supervised more closely (重点监管)."""

    key_supervision: Policy

    def rows(self) -> Iterator[tuple[str, Policy]]:
        """Every row with its name."""
        yield "key_supervision", self.key_supervision
