"""`rules diff`: whom another edition of the rules would reach, release or treat otherwise, before it is enacted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.changes import emit_summary, write_changes
from api.cli.progress import bars
from api.cli.session import Session, demand_folder, print_json, say
from queries.propagation.compare import Compared, Standing, compare
from queries.rulebook import Rulebook, texts_of
from queries.rulecheck import read_rules
from queries.standing import state_text

HELP = """两版规则的差别：新版会及于谁、放过谁 / whom a new edition of the rules would reach or release.

两版规则各自在内存中推导全部文书，比较结果，不写入库；状态按 --as-of 那一天。

例：creditgraph rules diff shipped 新规则/ --csv 影响.csv
"""

SHIPPED = "shipped"
"""The word for the rules that ship."""

_STANDING = ("原状态", "新状态", "原最后一日", "新最后一日")

EditionArgument = Annotated[
    str, typer.Argument(metavar="FOLDER|shipped", help="规则文件夹，或 shipped（随程序发布的）")
]


def diff_rules(
    session: Session,
    before: EditionArgument,
    after: EditionArgument,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="逐条列出差别 / every difference, a line each")
    ] = None,
) -> None:
    """Compare two editions on everything the store holds."""
    if csv_file is not None:
        demand_folder(csv_file)
    one, other = _edition(before), _edition(after)
    if _thresholds(before) != _thresholds(after):
        say(
            "两版 control.yaml 不同：控制一律按随程序发布的门槛计算，门槛的差别未作比较 / "
            "thresholds of control differ: both were worked out with those that ship"
        )
    if one.policies.association != other.policies.association:
        say(
            "两版 association.yaml 不同：关联提示随问随算、不入库，权重的差别未作比较 / "
            "weights of association differ: what rests on them is worked out when asked for and was not compared"
        )
    with session.store() as opened, bars() as progress:
        found = list(
            compare(opened, one, other, session.day, lambda done, total: progress.advance("比较 compare", done, total))
        )
    if csv_file is not None:
        write_changes(csv_file, ((line.change, _cells(line)) for line in found), _STANDING)
    if session.json:
        for line in found:
            print_json(_row(line))
    else:
        emit_summary(session, (line.change for line in found), "新版规则将带来的变化（未写入）")
    people = {line.change.subject for line in found}
    say(
        f"规则版本 {one.version} → {other.version}：{len(found)} 条不同，涉及主体 {len(people)} 个 / "
        f"{len(found)} results differ, {len(people)} subjects"
    )


def _edition(text: str) -> Rulebook:
    """The rules meant. Raises RuleError, with file and line, for those that cannot be used."""
    if text == SHIPPED:
        return read_rules()
    folder = Path(text)
    if not folder.is_dir():
        raise typer.BadParameter(f"不是规则文件夹，也不是 shipped / neither a folder of rules nor the word: {text}")
    return read_rules(folder)


def _thresholds(text: str) -> str:
    """The thresholds of control that an edition has, which no derivation reads from a folder; blank without any."""
    try:
        return texts_of(None if text == SHIPPED else Path(text), ["control.yaml"])["control.yaml"]
    except OSError:
        return ""


def _row(line: Compared) -> dict[str, Any]:
    change = line.change
    return {
        "what": change.what,
        "id": change.id,
        "kind": change.family,
        "rule": change.rule,
        "place": change.place,
        "subject": {"id": change.subject, "name": change.name},
        "number": change.number,
        "state_before": line.before.state if line.before else None,
        "state_after": line.after.state if line.after else None,
        "last_day_before": line.before.last_day if line.before else None,
        "last_day_after": line.after.last_day if line.after else None,
    }


def _cells(line: Compared) -> tuple[str, ...]:
    """Both states and last days in words; nothing where there is no such result."""
    both = (line.before, line.after)
    return (*(_state(one) for one in both), *((one.last_day or "") if one is not None else "" for one in both))


def _state(standing: Standing | None) -> str:
    if standing is None:
        return ""
    return "未起始" if standing.state == "not_begun" else state_text(standing.state)
