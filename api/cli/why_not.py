"""`why-not`: the smallest premise for which a rule does not hold for somebody and a record."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.answering.explaining import with_files
from api.cli.session import Session, print_json, say
from api.cli.subjects import IdNumberOption, SubjectArgument, subject_of
from api.cli.why import place
from api.wording import kind_text
from graph.live import Live
from queries.propagation.why_not.answer import RuleUnknown, why_not
from queries.rulecheck import read_rules

HELP = """为什么不：一条规则为什么没有及于某主体，最小的不成立前提 / why not: the smallest failing premise.

例：creditgraph why-not 某人编号 --rule food-ban-named --record 银市监罚〔2020〕15号

自然人：creditgraph why-not --id-number - --rule … --record …，再键入证件号码 / then type the number
"""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("why-not", help=HELP)(why_not_verb)


def why_not_verb(
    session: Session,
    rule: Annotated[str, typer.Option("--rule", help="规则编号 / rule id")],
    record: Annotated[str, typer.Option("--record", help="文书号或文书编号 / document number, or a record's id")],
    subject: SubjectArgument = None,
    id_number: IdNumberOption = None,
) -> None:
    """Say why a rule does not hold, or that it does."""
    with session.store() as opened:
        fact = subject_of(session, opened, subject, id_number)
        try:
            answer = why_not(Live(opened), read_rules(), fact.entity, rule, record, session.day, session.known_at)
        except RuleUnknown as error:
            say(str(error))
            raise typer.Exit(2) from None
        answer["evidence"] = with_files(opened, answer["evidence"])
    if session.json:
        print_json(answer)
    else:
        for line in _lines(answer):
            session.tell(line)


def _lines(answer: dict[str, Any]) -> list[str]:
    name, code = answer["subject"]["name"], answer["subject"]["code"] or answer["subject"]["id"]
    return [
        f"主体 {name} {code}",
        f"规则 {answer['rule']} 版本 {answer['rule_version']}：{answer['rule_title']}",
        f"依据 {answer['legal_basis']}",
        f"文书 {answer['number']}，截至 {answer['as_of']}",
        f"{'成立' if answer['holds'] else '不成立'}：{answer['text']}",
        f"  {answer['text_en']}",
        *(
            f"  据 {kind_text(item['kind'])} {item['name']}  {place(item)}，{item['recorded']} 获知"
            for item in answer["evidence"]
        ),
    ]
