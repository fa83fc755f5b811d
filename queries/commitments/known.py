"""What is known of the integrity of public bodies on a day: promises, debts, breaches, enforcement, late publications.

Plain answers with their ids, so that whatever is counted or found in them can name the rows behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from graph.identifiers import region

Shown = dict[str, Any]


class Row(NamedTuple):
    """A row behind a figure: what it is, its number as written, its id."""

    id: str
    kind: str
    number: str

    @classmethod
    def of(cls, one: Shown) -> Row:
        """The row of an answer."""
        return cls(str(one["id"]), str(one["kind"]), str(one["number"]))

    def shown(self) -> Shown:
        """As an answer says it."""
        return self._asdict()


@dataclass(frozen=True)
class Known:
    """Answers of one day. ``promises`` and ``arrears`` as the listings shape them; the others carry ``body``.

    ``breaches``: findings of breach with ``open`` and ``repaired``. ``enforcement``: entries in force.
    ``late_publications``: penalties published late, by who decided. ``staff``: officials punished while in a body.
    ``places``: the region code of each body.
    """

    as_of: date
    promises: list[Shown] = field(default_factory=list)
    arrears: list[Shown] = field(default_factory=list)
    breaches: list[Shown] = field(default_factory=list)
    enforcement: list[Shown] = field(default_factory=list)
    late_publications: list[Shown] = field(default_factory=list)
    staff: list[Shown] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def broken(self) -> Iterator[tuple[Shown, Shown]]:
        """Promises and debts that are late, each with the one body that answers; those of nobody certain are left out.

        Compensation that is late counts as its promise.
        """
        for one in (*self.promises, *self.arrears):
            if one["responsible_body"] is not None and is_late(one):
                yield one["responsible_body"], one

    def place_of(self, body: str, level: str) -> tuple[str, str] | None:
        """The ``city`` or ``county`` of a body, as code and name; None where no roster says, or it stands above."""
        code = self.places.get(body, "")[:6]
        if len(code) != 6 or code.endswith("0000"):
            return None
        if level == "county" and code.endswith("00"):
            return None
        wanted = code if level == "county" else f"{code[:4]}00"
        return wanted, region.name_of(wanted) or wanted


def is_late(one: Shown) -> bool:
    """Whether a promise or debt is overdue on the day, or the compensation for its change is."""
    return one["overdue_since"] is not None or bool((one.get("compensation") or {}).get("overdue"))
