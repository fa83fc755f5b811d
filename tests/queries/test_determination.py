"""From a proposal to a measure, in facts: who may decide, what stops it, and what holds on every day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identifiers import document_number
from graph.model import OPEN_DAY, Fact, day_number, record_id
from queries.propagation.phases import phase_on
from tests.queries.stories import FOOD, Story, day

NUMBER = "银市监罚〔2020〕15号"
Body = dict[str, Any]


class Office(Story):
    """A food company whose representative is proposed for a ban, its organ, the organ's superior, and another."""

    def __init__(self) -> None:
        super().__init__()
        self.company_id = self.company("测试食品公司")
        self.organ, self.superior, self.stranger = (
            self.company(name, "GovernmentBody") for name in ("市局", "厅", "他局")
        )
        self.tie("SUPERVISED_BY", self.organ, self.superior, "2018-01-01", "2020-12-01")
        self.zhang = self.person("张甲")
        self.tie("LEGAL_REPRESENTATIVE_OF", self.zhang, self.company_id, "2018-01-01")
        self.decision = self.record(
            "Penalty", NUMBER, "2020-08-14", self.company_id, "PENALISES", self.organ, act_from="2020-03-10", **FOOD
        )

    def ban(self) -> Body:
        """The ban on Zhang, as it stands."""
        return next(one for one in self.outcome(self.decision) if one.get("effect") == "food_industry_ban")

    def findings(self) -> set[str]:
        """What is said on the worklist about Zhang."""
        found = [one for one in self.outcome(self.decision) if one["family"] == "finding"]
        return {one["finding"] for one in found if one["subject"]["id"] == self.zhang}

    def determine(
        self,
        document: str,
        on: str,
        outcome: str = "认定",
        *,
        organ: str | None = None,
        notified: str | None = "2020-08-20",
        **more: str,
    ) -> str:
        """A determination on the ban (惩戒认定)."""
        proposal = self.ban()["id"]
        properties = {"proposal": proposal, "document": document, "date": on, "outcome": outcome, **more}
        if notified is not None:
            properties["notified"] = notified
        entity = self.about("MeasureDetermination", proposal, document, on, properties)
        self.tie("DECIDED_BY", entity, organ or self.organ)
        return entity

    def objection(self, number: str, raised: str, accepted: str | None, outcome: str = "", decided: str = "") -> str:
        """An objection to the ban (异议申诉)."""
        properties = {"objection_number": number, "raised": raised, "outcome": outcome, "decided": decided}
        if accepted is not None:
            properties["accepted"] = accepted
        return self.about("Objection", self.ban()["id"], number, raised, properties)

    def about(self, kind: str, number: str, name: str, on: str, properties: dict[str, str]) -> str:
        """A record that speaks of another: numbered by it."""
        entity = record_id(kind, number, name)
        kept = {key: value for key, value in properties.items() if value}
        first = day_number(day(on))
        key = document_number.key(number)
        return self.tell(
            Fact("record", kind, entity, 0, name=name, number=key, valid_from=first, valid_to=OPEN_DAY, properties=kept)
        )


def state(body: Body, on: str) -> str:
    phase = phase_on(body["phases"], day(on))
    assert phase is not None
    return str(phase["state"])


def test_the_superior_is_competent_only_while_it_is_one() -> None:
    for on, expected in (("2020-11-30", "active"), ("2020-12-01", "proposed")):
        office = Office()
        office.determine("厅认〔2020〕1号", on, organ=office.superior)
        assert state(office.ban(), "2021-01-01") == expected, on
        assert ("determination_not_competent" in office.findings()) is (expected == "proposed")


def test_a_superior_of_the_superior_is_not_competent() -> None:
    office = Office()
    office.tie("SUPERVISED_BY", office.superior, office.stranger, "2018-01-01")
    office.determine("省认〔2020〕1号", "2020-10-01", organ=office.stranger)
    assert state(office.ban(), "2021-01-01") == "proposed"


def test_the_term_is_the_rule_s_from_the_day_of_the_determination() -> None:
    office = Office()
    office.determine("市认〔2020〕1号", "2020-10-12")
    ban = office.ban()
    assert (ban["start"], ban["last_day"], ban["origin"]) == ("2020-10-12", "2025-10-12", "confirmed")
    assert state(ban, "2020-10-11") == "proposed"


def test_the_stated_last_day_is_inside() -> None:
    office = Office()
    office.determine("市认〔2020〕1号", "2020-10-12", **{"from": "2020-11-01", "to": "2021-10-31"})
    ban = office.ban()
    days = ["2020-10-12", "2020-10-31", "2020-11-01", "2021-10-31", "2021-11-01"]
    assert [state(ban, on) for on in days] == ["confirmed", "confirmed", "active", "active", "ended"]


def test_a_term_never_reaches_back_before_the_determination() -> None:
    office = Office()
    office.determine("市认〔2020〕1号", "2020-10-12", **{"from": "2020-08-14", "to": "2021-10-31"})
    ban = office.ban()
    assert ban["start"] == "2020-10-12"
    assert state(ban, "2020-10-11") == "proposed"


def test_a_later_determination_governs_from_its_day_and_not_before() -> None:
    office = Office()
    office.determine("市认〔2020〕1号", "2020-10-12", **{"to": "2025-10-12"})
    office.determine("市认〔2021〕2号", "2021-10-12", **{"to": "2022-10-12"})
    ban = office.ban()
    assert [state(ban, on) for on in ("2021-10-11", "2022-10-12", "2022-10-13")] == ["active", "active", "ended"]


def test_of_two_determinations_on_one_day_the_refusal_prevails() -> None:
    office = Office()
    office.determine("市不认〔2020〕2号", "2020-10-12", "不予认定")
    office.determine("市认〔2020〕1号", "2020-10-12")
    ban = office.ban()
    assert state(ban, "2020-10-12") == "ended"
    assert ban["end_reason"] == "rejected"


def test_without_a_notice_nothing_is_confirmed() -> None:
    office = Office()
    office.determine("市认〔2020〕1号", "2020-10-12", notified=None)
    assert state(office.ban(), "2021-01-01") == "proposed"
    assert "determination_without_notice" in office.findings()


def test_an_objection_upheld_before_the_determination_bars_it() -> None:
    office = Office()
    office.objection("异一", "2020-09-01", "2020-09-02", "成立", "2020-09-10")
    office.determine("市认〔2020〕1号", "2020-10-12")
    ban = office.ban()
    assert (state(ban, "2020-11-01"), ban["end_reason"]) == ("ended", "objection_upheld")
    assert not {phase["state"] for phase in ban["phases"]} & {"confirmed", "active"}
    assert "determination_after_end" in office.findings()


def test_what_is_decided_while_an_objection_is_open_waits_for_it() -> None:
    office = Office()
    office.objection("异一", "2020-09-01", "2020-09-02")
    office.determine("市认〔2020〕1号", "2020-10-12")
    assert state(office.ban(), "2020-10-12") == "suspended"


def test_a_suspension_that_is_over_before_the_term_begins_leaves_no_trace() -> None:
    office = Office()
    office.objection("异一", "2020-10-14", "2020-10-15", "不成立", "2020-10-20")
    office.determine("市认〔2020〕1号", "2020-10-12", **{"from": "2020-11-01"})
    ban = office.ban()
    days = ("2020-10-16", "2020-10-25", "2020-11-01")
    assert [state(ban, on) for on in days] == ["confirmed", "confirmed", "active"]


def test_two_suspensions_that_overlap_end_with_the_last() -> None:
    office = Office()
    office.determine("市认〔2020〕1号", "2020-10-12")
    office.status(NUMBER, "停止执行", "2021-01-01", "停一")
    office.status(NUMBER, "恢复执行", "2021-06-01", "恢一")
    office.objection("异一", "2021-02-01", "2021-02-01", "不成立", "2021-03-01")
    ban = office.ban()
    days = ("2020-12-31", "2021-03-01", "2021-05-31", "2021-06-01")
    assert [state(ban, on) for on in days] == ["active", "suspended", "suspended", "active"]


def test_annulling_the_determination_withdraws_it_and_undoing_that_restores_it() -> None:
    office = Office()
    office.determine("市认〔2020〕1号", "2020-10-12")
    before = office.ban()
    office.status("市认〔2020〕1号", "撤销", "2021-02-01", "复决〔2021〕1号")
    assert state(office.ban(), "2021-03-01") == "proposed"
    office.status("复决〔2021〕1号", "撤销", "2021-05-01", "（2021）宁01行终1号")
    after = office.ban()
    assert (after["id"], after["phases"], after["end"]) == (before["id"], before["phases"], before["end"])
    assert after["life"] != before["life"]


def test_annulling_the_decision_empties_what_was_confirmed() -> None:
    office = Office()
    office.determine("市认〔2020〕1号", "2020-10-12")
    office.status(NUMBER, "撤销", "2021-02-01", "复决〔2021〕1号")
    ban = office.ban()
    assert [(phase["state"], phase["reason"]) for phase in ban["phases"]] == [("ended", "annulled")]
    assert ban["confirmed"] == "2020-10-12"


DAYS = st.integers(0, 600).map(lambda n: (date(2020, 8, 20) + timedelta(days=n)).isoformat())
LATER = st.integers(0, 200)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(DAYS, st.sampled_from(["认定", "不予认定"]), st.sampled_from(["市局", "厅", "他局"]), st.booleans()),
        max_size=4,
    ),
    st.lists(st.tuples(DAYS, LATER, st.sampled_from(["", "成立", "不成立"])), max_size=3),
    st.lists(st.integers(0, 3), max_size=2),
)
def test_on_no_day_is_anybody_restricted_without_a_competent_standing_confirmation(
    decided: list[tuple[str, str, str, bool]], objections: list[tuple[str, int, str]], annulled: list[int]
) -> None:
    office = Office()
    organs = {"市局": office.organ, "厅": office.superior, "他局": office.stranger}
    for place, (on, outcome, organ, told) in enumerate(decided):
        notified = "2020-08-14" if told else None
        office.determine(f"认〔2020〕{place}号", on, outcome, organ=organs[organ], notified=notified)
    for place, (accepted, after, outcome) in enumerate(objections):
        decided_on = (day(accepted) + timedelta(days=after)).isoformat() if outcome else ""
        office.objection(f"异{place}", accepted, accepted, outcome, decided_on)
    for place in annulled:
        office.status(f"认〔2020〕{place}号", "撤销", "2021-01-04", f"复决〔2021〕{place}号")
    ban = office.ban()
    changes = [phase["from"] for phase in ban["phases"]]
    assert changes == sorted(changes)
    stands = [
        (on, outcome)
        for place, (on, outcome, organ, told) in enumerate(decided)
        if place not in annulled
        and (organ == "市局" or (organ == "厅" and on < "2020-12-01"))
        and (told or outcome == "不予认定")
    ]
    upheld = [(day(one) + timedelta(days=after)).isoformat() for one, after, outcome in objections if outcome == "成立"]
    for on in sorted({*changes, *(item[0] for item in decided), *(item[0] for item in objections), *upheld}):
        binding = state(ban, on) if on >= changes[0] else "proposed"
        if binding not in {"active", "confirmed", "suspended"}:
            continue
        latest = [item for item in sorted(stands, key=lambda item: (item[0], item[1] == "不予认定")) if item[0] <= on]
        assert latest, (on, ban["phases"])
        assert latest[-1][1] == "认定", (on, ban["phases"])
        assert not any(end <= on for end in upheld), (on, ban["phases"])
        open_now = any(
            accepted <= on and (not outcome or on < (day(accepted) + timedelta(days=after)).isoformat())
            for accepted, after, outcome in objections
        )
        if binding != "confirmed":
            assert (binding == "suspended") is open_now, (on, ban["phases"])
