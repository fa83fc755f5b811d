"""A promise day by day: due, changed lawfully or not, excused, performed, repaired; what is owed, and what is open."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from graph.identifiers import document_number
from graph.model import OPEN_DAY, Fact, Value, day_number, organisation_id, record_id
from queries.commitments.changes import compensation_on
from queries.commitments.events import events_of
from queries.commitments.findings import excuse_of, findings_of
from queries.commitments.listing import commitment
from queries.commitments.promise import Promise, promise_of
from queries.rulecheck import read_rules
from tests.queries.commitments.government import Government
from tests.queries.stories import YEAR_2000, day

POLICIES = read_rules().policies
NUMBER = "样诺〔2017〕1号"


class Ledger(Government):
    """One promise of 甲 to 企, due on the last day of 2020 unless said otherwise."""

    def __init__(self, due: str = "2020-12-31", *, amount: int = 300, signatory: str = "样例甲", **more: Value) -> None:
        super().__init__()
        self.body("甲", of="县政府", under="县政府")
        self.body("县政府")
        self.company("企")
        self.sign(due, amount=amount, signatory=signatory, **more)

    def sign(self, due: str, *, amount: int = 300, signatory: str = "样例甲", **more: Value) -> None:
        """The promise, stated once or once more."""
        properties: dict[str, Value] = {
            "promise_number": NUMBER,
            "document": "样招协〔2017〕1号",
            "title": "样例产业园投资协议",
            "signed": "2017-05-10",
            "amount": amount * 1_000_000,
        }
        properties |= {"due": due} if due else {}
        properties |= {"signatory": signatory} if signatory else {}
        self.promise = self._numbered("GovernmentPromise", "", "2017-05-10", {**properties, **more})
        self.tie("PROMISED_BY", self.promise, organisation_id("甲"))
        self.tie("OWED_TO", self.promise, organisation_id("企"))

    def _numbered(self, kind: str, key: str, on: str | None, properties: dict[str, Value]) -> str:
        number = document_number.key(NUMBER)
        return self.tell(
            Fact(
                "record",
                kind,
                record_id(kind, number, key),
                0,
                name=NUMBER,
                number=number,
                valid_from=day_number(day(on)) if on else None,
                valid_to=OPEN_DAY,
                properties=properties,
            )
        )

    def say(self, due: str, amount: int, *, body: str = "甲", other: str = "企", signed: str = "2017-05-10") -> None:
        """One row's own statement of the promise."""
        properties: dict[str, Value] = {"signed": signed, "amount": amount * 1_000_000, "signatory": "样例甲"}
        properties |= {"due": due} if due else {}
        self._numbered("PromiseStatement", f"{due}{amount}{body}{other}{signed}", signed, properties)
        self.tie("PROMISED_BY", self.promise, organisation_id(body))
        self.tie("OWED_TO", self.promise, organisation_id(other))

    def state(self, on: str | None, word: str, excuse: str = "") -> None:
        """A statement of performance."""
        properties: dict[str, Value] = {"performance": word, "excuse": excuse}
        self._numbered("PromisePerformance", f"{on}{word}", on, {**properties, **({"date": on} if on else {})})

    def change(self, on: str, new_due: str = "2021-12-31", /, **more: Value) -> None:
        """A change: lawful unless something is taken away from it."""
        properties: dict[str, Value] = {
            "document": f"样招补{on}",
            "reason": "公共利益需要",
            "statutory_procedure": True,
            "procedure_document": f"样政常纪{on}",
        }
        properties |= {"new_due": new_due} if new_due else {}
        self._numbered(
            "PromiseChange", on, on, {"date": on, **{k: v for k, v in (properties | more).items() if v != ""}}
        )

    def breach(self, on: str, body: str = "甲", repaired: str = "") -> str:
        """A finding of breach."""
        more: dict[str, Value] = {"repaired": repaired} if repaired else {}
        return self.record(
            "GovernmentDishonesty",
            "样信认〔2021〕4号",
            on,
            organisation_id(body),
            "CONCERNS",
            None,
            promise_number=NUMBER,
            **more,
        )

    def read(self, known_at: int | None = None) -> Promise:
        """The promise as known."""
        view = self.snapshot().at(known_at)
        fact = view.fact(self.promise)
        assert fact is not None
        found = promise_of(view, fact, POLICIES)
        assert found is not None
        return found

    def stands(self, on: str) -> tuple[str, str | None]:
        """The status on a day, and since when it is overdue."""
        promise = self.read()
        since = promise.overdue_since(day(on))
        return promise.status_on(day(on)), since.isoformat() if since else None

    def open(self, on: str) -> list[str]:
        """The codes of what is open on a day."""
        found = findings_of(self.snapshot().at(None), self.read(), POLICIES)
        return sorted(one.code for one in found if one.holds_on(day(on)))

    def shown(self, on: str) -> dict[str, Any]:
        """The answer on a day."""
        return commitment(self.snapshot().at(None), self.read(), POLICIES, day(on))


def test_overdue_from_the_day_after_the_last_one() -> None:
    ledger = Ledger()
    assert ledger.stands("2020-12-31") == ("performing", None)
    assert ledger.stands("2021-01-01") == ("overdue", "2021-01-01")
    assert (ledger.open("2020-12-31"), ledger.open("2021-01-01")) == ([], ["promise_overdue"])


@pytest.mark.parametrize(
    ("signed", "before", "late"),
    [
        ("2020-12-30", ("performing", None), None),
        ("2020-12-31", ("performing", None), None),
        ("2021-01-01", ("performing", None), None),
        ("2021-01-02", ("overdue", "2021-01-01"), ("2021-01-01", "2021-01-02")),
    ],
)
def test_a_change_signed_before_or_after_the_due_day(
    signed: str, before: tuple[str, str | None], late: tuple[str, str] | None
) -> None:
    ledger = Ledger()
    ledger.change(signed)
    assert ledger.stands("2021-01-01") == before
    assert ledger.stands(max(signed, "2021-01-02")) == ("performing", None)
    assert ledger.stands("2021-12-31") == ("performing", None)
    assert ledger.stands("2022-01-01") == ("overdue", "2022-01-01")
    periods = ledger.shown("2021-06-01")["overdue_periods"]
    assert [(one["from"], one["to"]) for one in periods] == ([late] if late else [])
    regularised = [
        event.day.isoformat()
        for event in events_of(ledger.snapshot().at(None), ledger.read())
        if event.what == "regularised"
    ]
    assert regularised == ([signed] if late else [])


@pytest.mark.parametrize(
    ("lacking", "lacks"),
    [
        ({"statutory_procedure": False}, ("procedure",)),
        ({"statutory_procedure": "", "procedure_document": ""}, ("procedure",)),
        ({"document": ""}, ("document",)),
        ({"reason": "因政府换届"}, ("reason",)),
        ({"reason": "公共利益需要，造成企业停产损失"}, ("compensation",)),
    ],
)
def test_a_change_that_lacks_something_leaves_the_promise_overdue(
    lacking: dict[str, Value], lacks: tuple[str, ...]
) -> None:
    ledger = Ledger()
    ledger.change("2020-12-20", **lacking)
    assert ledger.read().changes[0].lacks == lacks
    assert ledger.stands("2021-01-01") == ("overdue", "2021-01-01")
    assert "change_not_lawful" in ledger.open("2021-01-01")
    assert "change_not_lawful" not in ledger.open("2020-12-19")


def test_a_loss_that_is_compensated_or_denied_makes_no_change_unlawful() -> None:
    for more in ({"reason": "造成损失", "compensation": 100}, {"reason": "公共利益需要，未造成损失"}):
        ledger = Ledger()
        ledger.change("2020-12-20", **more)
        assert ledger.read().changes[0].lawful


def test_a_document_of_the_procedure_shows_that_there_was_one() -> None:
    ledger = Ledger()
    ledger.change("2020-12-20", statutory_procedure="", compensation=100, compensation_due="2021-03-31")
    assert ledger.read().changes[0].lawful
    assert ledger.open("2021-01-01") == []


@pytest.mark.parametrize(
    ("new_due", "more", "asked"),
    [
        ("2021-12-31", {}, True),
        ("2020-12-31", {}, False),
        ("", {}, False),
        ("2021-12-31", {"compensation": 0}, False),
        ("2021-12-31", {"compensation_due": "2021-03-31"}, False),
        ("2021-12-31", {"reason": "公共利益需要，未造成损失"}, False),
        ("2021-12-31", {"procedure_document": "", "statutory_procedure": False}, False),
    ],
)
def test_a_lawful_change_of_the_due_date_says_what_is_compensated(
    new_due: str, more: dict[str, Value], asked: bool
) -> None:
    ledger = Ledger()
    ledger.change("2020-12-20", new_due, **more)
    assert ("compensation_unstated" in ledger.open("2020-12-20")) == asked
    assert "compensation_unstated" not in ledger.open("2020-12-19")
    assert ledger.read().changes[0].lawful == (more.get("statutory_procedure") is not False)


def test_a_second_change_to_the_due_date_that_holds_moves_nothing() -> None:
    ledger = Ledger()
    ledger.change("2020-12-20", "2021-12-31", compensation=100)
    ledger.change("2020-12-25", "2021-12-31")
    assert "compensation_unstated" not in ledger.open("2021-01-01")


def test_a_procedure_that_is_only_claimed_counts_and_is_asked_about() -> None:
    ledger = Ledger()
    ledger.change("2020-12-20", procedure_document="")
    assert ledger.stands("2021-01-01") == ("performing", None)
    assert ledger.open("2021-01-01") == ["change_undocumented", "compensation_unstated"]


def test_a_change_whose_document_fell_changes_nothing_until_that_fell_too() -> None:
    ledger = Ledger()
    ledger.change("2020-12-20")
    ledger.status("样招补2020-12-20", "撤销", "2021-03-01", "样复决1号")
    assert ledger.stands("2021-01-01") == ("overdue", "2021-01-01")
    ledger.status("样复决1号", "撤销", "2021-04-01", "样行终2号")
    assert ledger.stands("2021-01-01") == ("performing", None)


def test_compensation_is_overdue_from_the_day_after_until_it_is_paid() -> None:
    ledger = Ledger()
    ledger.change("2020-12-20", compensation=20_000_000, compensation_due="2021-03-31", compensation_paid="2021-04-15")
    changes = ledger.read().changes
    assert compensation_on(changes, day("2020-12-19")) is None
    found = [compensation_on(changes, day(on)) for on in ("2021-03-31", "2021-04-01", "2021-04-14", "2021-04-15")]
    since = [one.overdue_since.isoformat() if one and one.overdue_since else None for one in found]
    assert since == [None, "2021-04-01", "2021-04-01", None]
    assert [one.paid for one in found if one] == [0, 0, 0, 20_000_000]
    assert "compensation_overdue" not in ledger.open("2021-03-31")
    assert "compensation_overdue" in ledger.open("2021-04-14")
    assert "compensation_overdue" not in ledger.open("2021-04-15")


def test_compensation_paid_on_its_last_day_was_never_overdue() -> None:
    for paid, late in (("2021-03-31", False), ("2021-04-01", True)):
        ledger = Ledger()
        ledger.change("2020-12-20", compensation=20_000_000, compensation_due="2021-03-31", compensation_paid=paid)
        events = [event.what for event in events_of(ledger.snapshot().at(None), ledger.read())]
        assert ("compensation_overdue" in events) == late


def test_several_changes_add_up_their_compensation() -> None:
    ledger = Ledger()
    ledger.change("2020-10-01", compensation=100, compensation_due="2020-11-01", compensation_paid="2020-11-01")
    ledger.change("2020-12-20", compensation=200, compensation_due="2021-03-31")
    found = compensation_on(ledger.read().changes, day("2021-04-01"))
    assert found is not None
    assert (found.amount, found.paid, found.due, found.overdue_since) == (
        300,
        100,
        day("2021-03-31"),
        day("2021-04-01"),
    )


def test_performed_late_ends_the_lateness_and_keeps_the_history() -> None:
    ledger = Ledger()
    ledger.state("2021-03-01", "全部履行")
    assert ledger.stands("2021-02-28") == ("overdue", "2021-01-01")
    assert ledger.stands("2021-03-01") == ("fulfilled", None)
    assert ledger.shown("2021-06-01")["overdue_periods"] == [{"from": "2021-01-01", "to": "2021-03-01"}]


def test_performed_and_later_not_is_open_again_and_asked_about() -> None:
    ledger = Ledger()
    ledger.state("2020-06-01", "全部履行")
    ledger.state("2021-06-01", "部分履行")
    assert ledger.stands("2021-05-31") == ("fulfilled", None)
    assert ledger.stands("2021-06-01") == ("overdue", "2021-06-01")
    assert "performance_contradicts" in ledger.open("2021-06-01")


def test_of_contradicting_statements_the_kindest_is_taken_and_asked_about() -> None:
    ledger = Ledger()
    ledger.state("2021-03-01", "未履行")
    ledger.state("2021-03-01", "全部履行")
    assert ledger.stands("2021-03-01") == ("fulfilled", None)
    assert "performance_contradicts" in ledger.open("2021-03-01")


def test_an_end_is_one_by_a_lawful_change_that_sets_no_new_due_date() -> None:
    ended, moved, unlawful = Ledger(), Ledger(), Ledger()
    ended.change("2020-12-01", "")
    moved.change("2020-12-01", "2021-12-31", compensation=100)
    unlawful.change("2020-12-01", "", statutory_procedure=False, procedure_document="")
    for ledger in (ended, moved, unlawful):
        ledger.state("2020-12-15", "终止")
    assert ended.stands("2020-12-15") == ("terminated", None)
    assert "termination_undocumented" not in ended.open("2022-01-01")
    assert moved.stands("2022-01-01") == ("overdue", "2022-01-01")
    assert unlawful.stands("2021-01-01") == ("overdue", "2021-01-01")
    assert {"termination_undocumented"} <= {*moved.open("2022-01-01")} & {*unlawful.open("2021-01-01")}


def test_an_end_that_is_only_stated_ends_no_promise_without_due_date() -> None:
    ledger = Ledger("")
    ledger.state("2020-12-31", "终止")
    assert ledger.stands("2021-06-01") == ("performing", None)
    assert "termination_undocumented" in ledger.open("2021-06-01")


def test_an_end_that_is_only_stated_ends_nothing_that_is_overdue() -> None:
    in_time, too_late = Ledger(), Ledger()
    in_time.state("2020-12-31", "终止")
    too_late.state("2021-01-01", "终止")
    assert in_time.stands("2020-12-31") == ("performing", None)
    assert in_time.stands("2021-06-01") == ("overdue", "2021-01-01")
    assert too_late.stands("2021-06-01") == ("overdue", "2021-01-01")
    assert "termination_undocumented" in in_time.open("2021-06-01")
    assert "termination_undocumented" in too_late.open("2021-06-01")


def test_a_lawful_change_that_is_only_stated_changes_nothing() -> None:
    ledger = Ledger()
    ledger.state("2020-12-01", "依法变更")
    assert ledger.stands("2021-01-01") == ("overdue", "2021-01-01")
    assert "change_not_loaded" in ledger.open("2021-01-01")
    ledger.change("2020-11-01", "")
    assert ledger.stands("2021-01-01") == ("changed", None)
    assert ledger.open("2021-01-01") == ["change_without_due"]


@pytest.mark.parametrize(
    ("excuse", "flagged"),
    [
        ("因机构改革，暂未兑付", True),
        ("人员变动", True),
        ("县领导班子换届", True),
        ("资金紧张", False),
        ("与机构改革无关，资金紧张", False),
        ("", False),
    ],
)
def test_reforms_and_new_people_excuse_nothing(excuse: str, flagged: bool) -> None:
    ledger = Ledger()
    ledger.state("2021-03-01", "未履行", excuse)
    assert (excuse_of(ledger.read(), day("2021-03-01"), POLICIES) is not None) == flagged
    assert excuse_of(ledger.read(), day("2021-02-28"), POLICIES) is None
    assert ("disowned_promise" in ledger.open("2021-03-01")) == flagged
    assert ledger.shown("2021-03-01")["reason_flag"] == ("新官不理旧账" if flagged else None)


def test_a_repaired_breach_closes_the_promise_until_somebody_says_it_is_not_performed() -> None:
    ledger = Ledger()
    ledger.breach("2021-02-01", repaired="2021-06-01")
    assert ledger.stands("2021-05-31")[0] == "overdue"
    assert ledger.stands("2021-06-01") == ("repaired", None)
    ledger.state("2021-06-01", "未履行")
    assert ledger.stands("2021-06-01") == ("repaired", None)
    ledger.state("2021-09-01", "未履行")
    assert ledger.stands("2021-08-31") == ("repaired", None)
    assert ledger.stands("2021-09-01") == ("overdue", "2021-09-01")


def test_a_breach_whose_finding_fell_repairs_nothing() -> None:
    ledger = Ledger()
    ledger.breach("2021-02-01", repaired="2021-06-01")
    ledger.status("样信认〔2021〕4号", "撤销", "2021-07-01", "样复决9号")
    assert ledger.stands("2021-06-01")[0] == "overdue"


def test_a_promise_without_due_date_or_signatory_is_asked_about() -> None:
    ledger = Ledger("", signatory="")
    assert ledger.stands("2030-01-01") == ("performing", None)
    assert ledger.open("2021-01-01") == ["missing_signatory", "promise_without_due_date"]


@pytest.mark.parametrize("rows", list(permutations([("2029-12-31", 200), ("2020-12-31", 300), ("", 400)])))
def test_no_row_erases_what_another_says_whatever_their_order(rows: tuple[tuple[str, int], ...]) -> None:
    ledger = Ledger(rows[-1][0])
    for due, amount in rows:
        ledger.say(due, amount)
    assert ledger.stands("2020-12-31") == ("performing", None)
    assert ledger.stands("2021-01-01") == ("overdue", "2021-01-01")
    assert ledger.open("2021-01-01") == ["promise_overdue", "promise_restated"]
    assert ledger.shown("2021-01-01")["amount_fen"] == 200_000_000
    found = findings_of(ledger.snapshot().at(None), ledger.read(), POLICIES)
    (one,) = [one for one in found if one.code == "promise_restated"]
    assert "履行期限：2020-12-31、2029-12-31；金额：2000000元、3000000元、4000000元" in one.text
    assert len(one.facts) == 3
    assert one.facts[0].text("due") == "2020-12-31"


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, []),
        ({"signed": "2017-05-11"}, ["promise_restated"]),
        ({"other": "他企"}, ["promise_restated"]),
        ({"body": "丙"}, ["promise_of_several_bodies"]),
    ],
)
def test_whatever_rows_differ_in_is_asked_about(more: dict[str, str], codes: list[str]) -> None:
    ledger = Ledger()
    ledger.company("他企")
    ledger.body("丙", of="县政府", under="县政府")
    ledger.say("2020-12-31", 300)
    ledger.say("2020-12-31", 300, **more)
    assert ledger.open("2018-01-01") == codes


def test_nobody_is_held_to_a_promise_of_several_bodies_until_that_is_checked() -> None:
    ledger = Ledger()
    ledger.body("丙", of="县政府", under="县政府")
    ledger.say("2020-12-31", 300)
    ledger.say("2020-12-31", 300, body="丙")
    ledger.state("2021-03-01", "未履行", "新官不理旧账")
    assert ledger.stands("2021-06-01") == ("undecided", None)
    assert ledger.open("2021-06-01") == ["promise_of_several_bodies"]
    shown = ledger.shown("2021-06-01")
    assert (shown["responsible_body"], shown["overdue_periods"], shown["reason_flag"]) == (None, [], None)
    assert len(shown["candidates"]) == 2


@pytest.mark.parametrize(("flag", "asked"), [(True, False), (False, True)])
def test_a_row_with_the_due_date_of_a_lawful_change_restates_nothing(flag: bool, asked: bool) -> None:
    for new_due in ("2021-12-31", "2020-06-30"):
        ledger = Ledger()
        ledger.say("2020-12-31", 300)
        ledger.say(new_due, 300)
        ledger.change("2020-02-01", new_due, statutory_procedure=flag, procedure_document="", compensation=1)
        assert ("promise_restated" in ledger.open("2020-03-01")) == asked
        if flag:
            assert ledger.shown("2020-03-01")["original_due"] == "2020-12-31"
            assert ledger.shown("2020-03-01")["due"] == new_due


def test_two_amounts_that_differ_by_exactly_ten_thousand() -> None:
    ledger = Ledger()
    first = ledger.facts[-3]
    for amount, expected in ((3_000_000, True), (2_999_999, False), (3_000_001, False), (300, False)):
        ledger = Ledger()
        place = next(place for place, fact in enumerate(ledger.facts) if fact.entity == ledger.promise)
        ledger.facts[place] = ledger.facts[place]._replace(recorded_to=YEAR_2000 + 5)
        ledger.recorded = YEAR_2000 + 5
        ledger.sign("2020-12-31", amount=amount)
        assert ("amounts_differ" in ledger.open("2018-01-01")) == expected
    assert first.kind == "GovernmentPromise"


def test_a_body_of_no_roster_is_asked_about() -> None:
    ledger = Ledger()
    ledger.reform("文1", "合并", "2019-03-01", "甲", "乙")
    assert ledger.open("2019-02-28") == []
    assert ledger.open("2019-03-01") == ["unknown_body"]


def test_lateness_is_told_of_whoever_answers_at_the_time() -> None:
    ledger = Ledger()
    ledger.body("乙", of="县政府")
    ledger.reform("文1", "合并", "2021-06-01", "甲", "乙")
    found = [
        one for one in findings_of(ledger.snapshot().at(None), ledger.read(), POLICIES) if one.code == "promise_overdue"
    ]
    by_body = {one.subject: [(str(days.start), str(days.end)) for days in one.days] for one in found}
    assert by_body == {
        organisation_id("甲"): [("2021-01-01", "2021-06-01")],
        organisation_id("乙"): [("2021-06-01", "9999-12-31")],
    }


def test_enforcement_is_a_step_only_where_the_data_ties_it_to_the_promise() -> None:
    for duty, parties, certain in (
        ("履行样例产业园投资协议", [], True),
        ("履行样招协[2017]第1号", [], True),
        ("给付货款", ["企", "甲"], False),
        ("给付货款", ["某企", "甲"], None),
        ("给付货款", [], None),
    ):
        ledger = Ledger()
        ledger.record("Judgment", "（2021）宁0104民初9号", "2021-03-01", parties=parties)
        ledger.record(
            "DishonestDebtorEntry",
            "（2021）宁0104执1号",
            "2021-05-01",
            organisation_id("甲"),
            "LISTS",
            published="2021-05-01",
            basis_number="（2021）宁0104民初9号",
            duty=duty,
        )
        steps = [
            one
            for one in events_of(ledger.snapshot().at(None), ledger.read())
            if one.what in {"judgment", "enforcement"}
        ]
        assert [one.certain for one in steps] == ([] if certain is None else [certain, certain])
        assert ("可能" in "".join(one.text for one in steps)) == (certain is False)


def test_an_annulled_promise_owes_nothing() -> None:
    ledger = Ledger()
    ledger.status("样招协〔2017〕1号", "确认无效", "2021-02-01", "样民终1号")
    assert ledger.stands("2021-06-01") == ("annulled", "2021-01-01")
    assert (ledger.open("2021-06-01"), ledger.shown("2021-06-01")["overdue_since"]) == ([], None)


def test_what_was_known_then() -> None:
    ledger = Ledger()
    ledger.recorded = YEAR_2000 + 5
    ledger.change("2020-12-20")
    assert ledger.read().status_on(day("2021-01-01")) == "performing"
    assert ledger.read(YEAR_2000).status_on(day("2021-01-01")) == "overdue"
