"""Shareholdings as columns, as a store would give them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.columns.build import assemble
from graph.columns.gathering import Gatherer
from graph.columns.layout import Columns
from graph.columns.names import Names
from graph.model import OPEN_DAY
from graph.store.packing import DOUBTFUL, NO_TIE, UNKNOWN_FROM, UNKNOWN_TO, ColumnRow, packed
from queries.control.votes import ExecutingPartner, Stake


def columns_of(
    stakes: Iterable[Stake],
    partners: Iterable[ExecutingPartner] = (),
    bodies: Collection[str] = (),
    aliases: Iterable[tuple[str, str]] = (),
    partnerships: Iterable[str] = (),
) -> Columns:
    """Columns in which every stake stands from 1970 on; doubtful ones on no certain day."""
    rows: list[ColumnRow] = []

    def add(kind: str, source: str, target: str, votes: int = 0, total: int = 0, marks: int = 0) -> None:
        rows.append(ColumnRow(len(rows) + 1, kind, source, target, 0, OPEN_DAY, votes, total, marks))

    for body in bodies:
        add("GovernmentBody", body, body, marks=NO_TIE)
    for partnership in partnerships:
        add("Partnership", partnership, partnership, marks=NO_TIE)
    for item in stakes:
        doubt = 0 if item.certain else DOUBTFUL
        add("SHAREHOLDER_OF", item.holder, item.company, item.votes - item.band, item.total, doubt)
    for partner in partners:
        add("EXECUTING_PARTNER_OF", partner.partner, partner.partnership)
        if not partner.certain:
            rows[-1] = rows[-1]._replace(valid_from=UNKNOWN_FROM, valid_to=UNKNOWN_TO)
    for alias, subject in aliases:
        add("SAME_AS", alias, subject)
    gatherer = Gatherer(Names())
    gatherer.take(packed(rows))
    return assemble(1, gatherer)
