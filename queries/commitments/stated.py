"""What the rows of one promise say (承诺填报), each as it stands: no later row changes what a promise says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from graph.interval import FOREVER
from graph.model import Fact
from graph.view import View


class Stated(NamedTuple):
    """A promise as its rows state it, in an order that no loading changes.

    ``fact``: the record, with what the governing row says and, where that is blank, the next one; the smallest sum.
    ``due``: the earliest due date stated. ``rows``: every statement, the governing one first. ``bodies``: who made it,
    canonical; several: nobody is held to it until that is checked.
    """

    fact: Fact
    due: date | None
    rows: tuple[Fact, ...]
    bodies: tuple[str, ...]
    counterparties: tuple[str, ...]


def stated_of(view: View, fact: Fact, moved: Collection[date] = ()) -> Stated:
    """What is stated of a promise (a GovernmentPromise record); ``moved``: due dates that lawful changes set.

    A row that repeats the due date of a lawful change restates nothing, as long as another row has the first one.
    """
    rows = view.numbered(fact.number, "PromiseStatement")
    first = [row for row in rows if row.date("due") is not None and row.date("due") not in moved]
    rows.sort(key=lambda row: (row not in first, row.date("due") or FOREVER, row.valid_from or 0, row.entity))
    if len(rows) > 1:
        fact = _put_together(fact, rows)
    return Stated(fact, fact.date("due"), tuple(rows), _ends(view, fact, "PROMISED_BY"), _ends(view, fact, "OWED_TO"))


def _put_together(fact: Fact, rows: list[Fact]) -> Fact:
    said = {name: value for row in reversed(rows) for name, value in row.properties.items()}
    amounts = [amount for row in rows if (amount := row.integer("amount")) is not None]
    said = {name: value for name, value in said.items() if name not in ("body", "counterparty")}
    said |= {"amount": min(amounts)} if amounts else {}
    row = rows[0]
    return fact._replace(
        name=row.name, valid_from=row.valid_from, properties=said, document=row.document, line=row.line
    )


def _ends(view: View, fact: Fact, kind: str) -> tuple[str, ...]:
    return tuple(sorted({view.canonical(tie.target) for tie in view.ties_from(fact.entity, kind)}))


def differing(view: View, stated: Stated, moved: Collection[date]) -> dict[str, list[str]]:
    """What is stated in more than one way, by the column's Chinese heading: the values, in order."""
    dues = {day for row in stated.rows if (day := row.date("due")) is not None} - set(moved)
    amounts = {amount for row in stated.rows if (amount := row.integer("amount")) is not None}
    signed = {day for row in stated.rows if (day := row.date("signed")) is not None}
    names = [known.name for one in stated.counterparties if (known := view.subject(one)) is not None]
    found = {
        "履行期限": [day.isoformat() for day in sorted(dues)],
        "金额": [f"{amount // 100}元" for amount in sorted(amounts)],
        "签订日期": [day.isoformat() for day in sorted(signed)],
        "相对方": sorted(names),
    }
    return {heading: values for heading, values in found.items() if len(values) > 1}
