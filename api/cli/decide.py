"""`confirm`, `reject` and `object`: an authority's decision on a proposal, and what is said against it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import Session, no_identity_number, parse_day, print_json, say
from graph.store.port import Store

if TYPE_CHECKING:
    from api import determining

CONFIRM = """认定：有权机关把提议变为措施 / a competent authority makes a proposal a measure.

只接受原决定机关或其上级机关的决定，须先告知当事人；经办人不得是装载或推导的人。登记的是一条事实，之后运行 derive。

例：creditgraph confirm M3f2a… --organ 11640000MB00000512 --document 宁监认〔2024〕1号 --notice-date 2024-03-01
--date 2024-03-20 --actor 王某
"""

REJECT = """不予认定：提议到此为止 / the authority declines; the proposal ends.

例：creditgraph reject M3f2a… --organ 11640000MB00000512 --document 宁监不认〔2024〕1号 --date 2024-03-20 --actor 王某
"""

OBJECT = """异议：对措施、提议或文书提出，受理，处理 / an objection raised, accepted or decided.

例：\n
  creditgraph object M3f2a… --by 张某 --date 2024-03-25 --accepted 2024-03-26 --actor 李某\n
  creditgraph object M3f2a… --number 异议… --outcome 成立 --decided 2024-04-02 --document 宁异复〔2024〕1号 --actor 赵某
"""


def _day(name: str, help: str) -> typer.models.OptionInfo:
    """An option that takes a day."""
    option: typer.models.OptionInfo = typer.Option(name, metavar="DATE", parser=parse_day, help=help)
    return option


def _text(name: str, help: str) -> typer.models.OptionInfo:
    """An option that takes a text, which is no person's number."""
    option: typer.models.OptionInfo = typer.Option(name, callback=no_identity_number, help=help)
    return option


IdArgument = Annotated[
    str, typer.Argument(metavar="ID", callback=no_identity_number, help="提议编号 / the proposal's id")
]
OrganOption = Annotated[str, _text("--organ", "认定机关代码 / the organ's code")]
DocumentOption = Annotated[str, _text("--document", "认定文书号 / document number")]
DateOption = Annotated[date, _day("--date", "认定日期 / decided on")]
ActorOption = Annotated[str, _text("--actor", "经办人 / who enters it")]


def register(app: typer.Typer) -> None:
    """Add the three verbs."""
    app.command("confirm", help=CONFIRM)(confirm)
    app.command("reject", help=REJECT)(reject)
    app.command("object", help=OBJECT)(oppose)


def confirm(
    session: Session,
    id: IdArgument,
    organ: OrganOption,
    document: DocumentOption,
    notice_date: Annotated[date, _day("--notice-date", "告知日期 / when he was told")],
    day: DateOption,
    actor: ActorOption,
    until: Annotated[date | None, _day("--until", "期限止（含）/ last day")] = None,
) -> None:
    """Enter a confirmation."""
    from api import determining

    decision = determining.Decision(id, organ, document, notice_date, day, until, actor, True)
    _enter(session, decision)


def reject(
    session: Session,
    id: IdArgument,
    organ: OrganOption,
    document: DocumentOption,
    day: DateOption,
    actor: ActorOption,
    notice_date: Annotated[date | None, _day("--notice-date", "告知日期，如有 / if told")] = None,
) -> None:
    """Enter a refusal."""
    from api import determining

    decision = determining.Decision(id, organ, document, notice_date, day, None, actor, False)
    _enter(session, decision)


def oppose(
    session: Session,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", callback=no_identity_number, help="措施、提议的编号或文书号 / id or document number"
        ),
    ],
    actor: ActorOption,
    by: Annotated[str, _text("--by", "提出人 / who objects")] = "",
    day: Annotated[date | None, _day("--date", "提出日期 / when raised")] = None,
    number: Annotated[str, _text("--number", "异议编号，缺省则生成 / its number")] = "",
    accepted: Annotated[date | None, _day("--accepted", "受理日期 / when accepted")] = None,
    outcome: Annotated[str, _text("--outcome", "成立或不成立 / upheld or dismissed")] = "",
    decided: Annotated[date | None, _day("--decided", "处理日期 / when decided")] = None,
    document: Annotated[str, _text("--document", "处理文书号 / document number")] = "",
) -> None:
    """Enter an objection or what became of it."""
    from api import determining

    if outcome and outcome not in determining.OUTCOMES:
        raise typer.BadParameter(f"只能是 {'、'.join(determining.OUTCOMES)} / not one of the values: {outcome}")
    result = determining.OUTCOMES.get(outcome, "")
    entered = determining.Objecting(id, number, by, day, accepted, result, decided, document, actor)
    _enter(session, entered)


def _enter(session: Session, entered: determining.Decision | determining.Objecting) -> None:
    from api.entering import RefusedError

    with session.store() as opened:
        try:
            answer = _entered(session, opened, entered)
        except (RefusedError, LookupError) as error:
            say(f"不能登记 / refused: {error}")
            raise typer.Exit(2) from None
    if session.json:
        print_json(answer)
    for warning in answer["warnings"]:
        say(f"注意 / note: {warning}")
    if answer["unchanged"]:
        say(f"此前已登记，没有变化 / entered before, nothing changed: {answer['number']}")
    else:
        say(f"已登记{answer['outcome']} {answer['number']}；请运行 creditgraph derive / entered; now run derive")


def _entered(session: Session, store: Store, entered: determining.Decision | determining.Objecting) -> dict[str, Any]:
    from api import determining

    vault = session.vault(store)
    if isinstance(entered, determining.Decision):
        return determining.decide(store, vault, entered)
    return determining.oppose(store, vault, entered)
