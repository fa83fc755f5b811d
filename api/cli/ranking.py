"""`ranking`: cities by how they keep their word, every figure with its rows; promises by field, city or county."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from api import audit_tables as tables
from api.cli.session import Session
from api.cli.sheets import CsvOption, XlsxOption, demand_folders, save
from api.cli.tables import Column
from api.spreadsheets import Sheet
from queries.commitments.patterns.tally import By, tally
from queries.commitments.ranking import formula, ranking
from queries.integrity_known import known_of
from queries.rulecheck import read_rules

HELP = """政务诚信排名：各市指数、公式、每个数字背后的文书 / cities ranked, every figure with its rows.

例：creditgraph ranking --as-of 2021-06-30 --xlsx 排名.xlsx

例：creditgraph ranking --by county（按县统计；field 按领域，city 按市）
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("ranking", help=HELP)(ranking_verb)


def ranking_verb(
    session: Session,
    by: Annotated[
        str | None, typer.Option("--by", help="不排名，只按 field 领域、city 市、county 县统计 / only count by it")
    ] = None,
    csv_file: CsvOption = None,
    xlsx_file: XlsxOption = None,
) -> None:
    """Rank cities, or count promises and debts."""
    if by is not None and by not in get_args(By):
        raise typer.BadParameter(f"只有 / only: {', '.join(get_args(By))}", param_hint="--by")
    demand_folders(csv_file, xlsx_file)
    policies = read_rules().policies
    assert policies.integrity is not None
    with session.store() as opened:
        known = known_of(opened, policies, session.day, session.known_at)
    if by is not None:
        counted = tally(known, _by(by))
        sheet = Sheet("统计", tables.TALLY, [tables.group(one) for one in counted])
        save(csv_file, xlsx_file, sheet, [sheet], session.day)
        session.emit(
            counted if session.json else sheet.rows, {**tables.TALLY, "late_numbers": Column("逾期的编号", wide=True)}
        )
        return
    found = ranking(known, policies.integrity.ranking)
    sheet = Sheet("排名", tables.RANKING, [tables.city(one) for one in found])
    text = formula(policies.integrity.ranking)
    method = Sheet("公式", {"text": "公式"}, [{"text": text}])
    behind = Sheet("依据", tables.RANKING_ROWS, tables.ranking_rows(found))
    save(csv_file, xlsx_file, sheet, [sheet, behind, method], session.day)
    session.emit(found if session.json else sheet.rows, tables.RANKING, "政务诚信排名")
    session.tell(text)


def _by(text: str) -> By:
    """One of the words that were checked."""
    return next(word for word in get_args(By) if word == text)
