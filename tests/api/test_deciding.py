"""Decisions entered by hand: what is refused is refused in plain words of both languages, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from api.cli.main import app

STORY = Path(__file__).parent.parent / "golden" / "scenarios" / "41_only_a_competent_organ.yaml"
ORGAN, STRANGER = "11640000MB00000512", "11640100MB00012064"
DECISION = ("--document", "宁监认〔2020〕1号", "--notice-date", "2020-09-01", "--date", "2020-09-20")


class Desk:
    """The command line over a store with one proposal, loaded by Li and derived by Zhao."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'store.db'}"
        files = yaml.safe_load(STORY.read_text(encoding="utf-8"))["files"]
        names = ["主体.csv", "主要人员.csv", "处罚.csv", "机关.csv"]
        for name in names:
            (folder / name).write_text(files[name], encoding="utf-8")
        self.run("load", *(str(folder / name) for name in names), "--actor", "李装")
        self.run("derive", "--actor", "赵推")
        self.proposal = self.lines("proposals", "--as-of", "2020-09-10")[0]["id"]

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["--store", self.url, "--json", *arguments])

    def lines(self, *arguments: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.run(*arguments).stdout.splitlines()]

    @property
    def version(self) -> object:
        return self.lines("store", "stats")[0]["version"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with its own person key."""
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(tmp_path / "person.key"))
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"id": "M000000000000000000000000"}, ["没有这个提议", "no such proposal"]),
        ({"organ": STRANGER}, ["无权认定", "not the deciding organ nor its superior"]),
        ({"organ": "11640100MB0001302D"}, ["没有代码为", "no organ of this code"]),
        ({"actor": "李装"}, ["李装装载了它所依据的", "four eyes"]),
        ({"actor": "赵 推"}, ["推导出了这一提议", "four eyes"]),
        ({"actor": " "}, ["须写明经办人", "an actor is needed"]),
        ({"decision": (*DECISION[:3], "2020-09-21", *DECISION[4:])}, ["告知日期晚于", "notice is dated after"]),
        ({"decision": (*DECISION, "--until", "2020-09-19")}, ["期限止早于", "ends before"]),
        ({"decision": (*DECISION[:5], "2026-09-20")}, ["状态是已终止，不是待认定的提议", "not proposed"]),
        ({"decision": (*DECISION[:5], "2999-09-20")}, ["在今天之后", "dated after today"]),
        ({"actor": "110101199003070775"}, ["不得写在命令行"]),
    ],
)
def test_what_cannot_be_entered_is_refused_in_words(desk: Desk, changed: dict[str, object], words: list[str]) -> None:
    before = desk.version
    told = {"id": desk.proposal, "organ": ORGAN, "actor": "王办", "decision": DECISION, **changed}
    decision = told["decision"]
    assert isinstance(decision, tuple)
    result = desk.run(
        "confirm", str(told["id"]), "--organ", str(told["organ"]), "--actor", str(told["actor"]), *decision
    )
    assert result.exit_code == 2
    assert result.stdout == ""
    for word in words:
        assert word in "".join(result.stderr.splitlines()), result.stderr
    assert desk.version == before


def test_only_a_proposal_is_confirmed(desk: Desk) -> None:
    imposed = next(one for one in desk.lines("measures", "--as-of", "2020-09-10") if one["origin"] != "confirmed")
    result = desk.run("confirm", str(imposed["id"]), "--organ", ORGAN, "--actor", "王办", *DECISION)
    assert result.exit_code == 2
    assert "nothing to confirm" in "".join(result.stderr.splitlines())


def test_entering_twice_is_entering_once_and_says_what_to_do_next(desk: Desk) -> None:
    entry = ("confirm", str(desk.proposal), "--organ", ORGAN, "--actor", "王办", *DECISION)
    first = desk.run(*entry)
    assert first.exit_code == 0
    assert "derive" in first.stderr
    after = desk.version
    again = json.loads(desk.run(*entry).stdout)
    assert again == {**json.loads(first.stdout), "unchanged": True}
    assert desk.version == after


def test_a_decision_within_the_time_to_object_is_entered_with_a_warning(desk: Desk) -> None:
    early = ("--document", "宁监认〔2020〕1号", "--notice-date", "2020-09-01", "--date", "2020-09-02")
    result = desk.run("confirm", str(desk.proposal), "--organ", ORGAN, "--actor", "王办", *early)
    assert result.exit_code == 0
    assert "未核实" in "".join(result.stderr.splitlines())
    desk.run("derive")
    (ban,) = (one for one in desk.lines("measures", "--as-of", "2020-09-08") if one["origin"] == "confirmed")
    assert ban["state"] == "confirmed"


def test_an_objection_is_raised_decided_once_and_by_somebody_else(desk: Desk) -> None:
    raised = desk.run("object", str(desk.proposal), "--by", "张样甲", "--date", "2020-09-05", "--actor", "周受")
    number = str(json.loads(raised.stdout)["number"])
    decided = ("--number", number, "--outcome", "upheld", "--decided", "2020-09-08", "--document", "异复一")
    assert desk.run("object", str(desk.proposal), *decided, "--actor", "李装").exit_code == 2
    assert desk.run("object", str(desk.proposal), *decided, "--actor", "孙处").exit_code == 0
    other = ("--number", number, "--outcome", "dismissed", "--decided", "2020-09-09", "--document", "异复二")
    refused = desk.run("object", str(desk.proposal), *other, "--actor", "孙处")
    assert refused.exit_code == 2
    assert "decided already" in "".join(refused.stderr.splitlines())
    desk.run("derive")
    (ended,) = desk.lines("why", str(desk.proposal), "--as-of", "2020-09-08")
    assert (ended["state"], ended["end_reason"]) == ("ended", "objection_upheld")


def test_a_new_objection_needs_who_and_when(desk: Desk) -> None:
    result = desk.run("object", str(desk.proposal), "--actor", "周受")
    assert result.exit_code == 2
    assert "--by" in result.stderr


@pytest.mark.parametrize("verb", ["confirm", "reject"])
def test_a_second_decision_is_refused_before_anything_is_derived_from_the_first(desk: Desk, verb: str) -> None:
    entry = (str(desk.proposal), "--organ", ORGAN, "--actor", "王办")
    assert desk.run("confirm", *entry, *DECISION).exit_code == 0
    after = desk.version
    second = desk.run(verb, *entry, "--document", "宁监认〔2020〕2号", *DECISION[2:])
    assert second.exit_code == 2
    assert "已登记认定（宁监认〔2020〕1号，2020-09-20）" in "".join(second.stderr.splitlines())
    assert json.loads(desk.run("confirm", *entry[:-1], "钱办", *DECISION).stdout)["unchanged"] is True
    assert desk.version == after


def test_what_is_decided_is_stated_in_chinese(desk: Desk) -> None:
    entry = (str(desk.proposal), "--organ", ORGAN, "--actor", "王办")
    assert desk.run("confirm", *entry, *DECISION).exit_code == 0
    desk.run("derive")
    late = desk.run("reject", *entry, "--document", "宁监不认〔2020〕2号", "--date", "2020-10-20")
    words = "".join(late.stderr.splitlines())
    assert late.exit_code == 2
    assert "状态是在册" in words
    assert "是active" not in words


@pytest.mark.parametrize("accepted", [(), ("--accepted", "2020-09-06")])
def test_an_objection_is_not_decided_before_it_is_raised(desk: Desk, accepted: tuple[str, ...]) -> None:
    before = desk.version
    raised = ("object", str(desk.proposal), "--by", "张样甲", "--date", "2020-09-05", *accepted, "--actor", "周受")
    early = desk.run(*raised, "--outcome", "成立", "--decided", "2020-09-01", "--document", "异复一")
    assert early.exit_code == 2
    assert "早于" in early.stderr
    assert desk.version == before
    number = str(json.loads(desk.run(*raised).stdout)["number"])
    decided = ("--number", number, "--outcome", "成立", "--decided", "2020-09-01", "--document", "异复一")
    assert desk.run("object", str(desk.proposal), *decided, "--actor", "孙处").exit_code == 2


@pytest.mark.parametrize("option", ["--by", "--actor", "--document", "--number"])
def test_a_persons_number_is_not_written_on_the_command_line(desk: Desk, option: str) -> None:
    before, number = desk.version, "11010519491231002X"
    told = {"--by": "张样甲", "--date": "2020-09-05", "--actor": "周受", option: number}
    result = desk.run("object", str(desk.proposal), *(part for pair in told.items() for part in pair))
    assert result.exit_code == 2
    assert "不得写在命令行" in "".join(result.stderr.splitlines())
    assert number not in result.output + result.stderr
    assert desk.version == before
