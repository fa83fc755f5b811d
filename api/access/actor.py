"""Who asks: an account, the office it belongs to, its roles, and the place that office is limited to."""

from __future__ import annotations

from typing import NamedTuple


class Actor(NamedTuple):
    """Somebody who is signed in. ``place`` is the prefix of region codes (行政区划) he may ask about; "" is all."""

    name: str
    office: str
    roles: frozenset[str]
    place: str = ""
    by: str = "token"
    """How he came in: ``token``, ``cookie`` or ``key``."""

    def may_see(self, region: str | None) -> bool:
        """Whether a region is his office's; what has no region known belongs to no other place."""
        return not region or region.startswith(self.place)
