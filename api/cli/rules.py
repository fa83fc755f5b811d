"""`rules list / check / diff`: the rules as they are, whether they can be used, what others would change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.rules_diff import HELP, diff_rules
from api.cli.session import Session, say
from api.cli.tables import Column
from queries.law import Policy
from queries.policies import Association
from queries.rulebook import Rule
from queries.rulecheck import check, read_rules

FolderOption = Annotated[
    Path | None,
    typer.Option("--folder", exists=True, file_okay=False, help="规则文件夹（默认随程序发布的）/ rule files"),
]


_PRODUCTS = {
    "measure": "措施",
    "alert": "关联提示",
    "notice": "通报",
    "deadline": "期限",
    "repair_period": "最短公示期",
    "exemption_scope": "豁免范围",
    "association": "关联提示权重",
    "payment": "账款支付",
    "integrity": "政务诚信",
}


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="规则 / rules: list, check, diff.\n\n例：creditgraph rules list")
    group.command(
        "list",
        help="全部规则、法条、核实程度与是否启用 / every rule, its article and whether it is enabled.\n\n"
        "例：creditgraph rules list --json",
    )(list_rules)
    group.command(
        "check",
        help="检查规则文件，报告文件和行号 / check rule files; exit 1 with file and line of each fault.\n\n"
        "例：creditgraph rules check --folder 规则/",
    )(check_rules)
    group.command("diff", help=HELP)(diff_rules)
    app.add_typer(group, name="rules")


def list_rules(session: Session, folder: FolderOption = None) -> None:
    """List the rules."""
    book = read_rules(folder)
    rows = [_row(rule) for rule in book.rules] + [
        {
            "rule": notice.rule,
            "version": notice.version,
            "product": "notice",
            "title": notice.title,
            "legal_basis": f"《{notice.law.title}》{notice.law.article}（{notice.law.edition}）",
            "verification": f"{notice.mark}-{notice.confidence}",
            "enabled": notice.enabled,
            "status": "启用" if notice.enabled else "未核实，停用",
        }
        for notice in book.notices
    ]
    policies = book.policies
    rows += [_policy(row.deadline, "deadline", row) for row in policies.deadlines]
    rows += [_policy(row.period, "repair_period", row) for row in policies.repair_periods]
    rows += [_policy(row.scope, "exemption_scope", row) for row in policies.scopes]
    rows += [_policy(row.term, "legal_term", row) for row in policies.terms]
    if policies.payments is not None:
        rows += [_policy(name, "payment", row) for name, row in policies.payments.rows()]
    if policies.integrity is not None:
        rows += [_policy(name, "integrity", row) for name, row in policies.integrity.rows()]
    if policies.association is not None:
        rows += _association(policies.association)
    session.emit(
        rows if session.json else [{**row, "product": _PRODUCTS.get(row["product"], row["product"])} for row in rows],
        {
            "rule": "规则",
            "title": "内容",
            "status": "状态",
            "product": Column("产出", wide=True),
            "version": Column("版本", wide=True),
            "verification": Column("核实", wide=True),
            "legal_basis": Column("依据", wide=True),
        },
        f"规则版本 {book.version}",
    )


def _policy(name: str, product: str, row: Policy) -> dict[str, Any]:
    """A number or word of policy; one that is enabled without being verified says so."""
    return {
        "rule": name,
        "version": row.version,
        "product": product,
        "title": row.title,
        "title_en": row.title_en,
        "legal_basis": row.basis,
        "verification": f"{row.mark}-{row.confidence}",
        "verified": row.verified,
        "enabled": row.enabled,
        "status": ("启用" if row.enabled else "停用")
        if row.verified
        else f"未核实，{'启用' if row.enabled else '停用'}",
    }


def _association(policy: Association) -> Iterator[dict[str, Any]]:
    """Every weight of associated risk, its limits, and who is set apart."""
    ties, events, apart = policy.ties, policy.events, policy.apart
    for part, weights in ((ties, ties.passes), (events, events.counts)):
        for name, weight in weights.items():
            row = _policy(f"association:{name}", "association", part)
            yield {**row, "title": f"{part.title}：{name} {weight.low}‰–{weight.high}‰", **weight.model_dump()}
    limits = {"hops": ties.hops, "hub": ties.hub, "most": ties.most, "adults_from": ties.adults_from}
    for name, limit in limits.items():
        row = _policy(f"association:{name}", "association", ties)
        yield {**row, "title": f"{ties.title}：{name} {limit}", "limit": limit}
    yield {**_policy("association:apart", "association", apart), "kinds": apart.kinds, "endings": apart.endings}


def _row(rule: Rule) -> dict[str, Any]:
    status = "启用" if rule.enabled else ("停用" if rule.verified else "未核实，停用")
    return {
        "rule": rule.rule,
        "version": rule.version,
        "product": rule.gives.product,
        "origin": rule.gives.origin,
        "effect": rule.gives.effect,
        "title": rule.title,
        "title_en": rule.title_en,
        "legal_basis": rule.basis,
        "verification": f"{rule.mark}-{rule.confidence}",
        "verified": rule.verified,
        "enabled": rule.enabled,
        "status": status,
    }


def check_rules(session: Session, folder: FolderOption = None) -> None:
    """Check rule files."""
    faults = check(folder)
    if faults:
        session.emit([fault._asdict() for fault in faults], {"file": "文件", "line": "行", "message": "问题"})
        raise typer.Exit(1)
    say("规则可用 / the rules are usable")
