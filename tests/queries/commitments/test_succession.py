"""Who answers after reforms: every manner of reform, chains of them, and what the documents leave open."""

from __future__ import annotations

import pytest

from graph.model import organisation_id
from queries.commitments.succession import WHOLE
from tests.queries.commitments.government import Government, codes
from tests.queries.stories import YEAR_2000

SIGNED, ASKED = "2017-05-10", "2021-06-01"


def _told(*names: str) -> Government:
    story = Government()
    for name in names:
        story.body(name)
    return story


@pytest.mark.parametrize("manner", ["合并", "更名", "撤销", "分立"])
def test_the_one_successor_has_everything(manner: str) -> None:
    story = _told("甲", "乙")
    story.reform("文1", manner, "2019-03-01", "甲", "乙")
    for function in ("", "招商", "招商、产业"):
        answer = story.answer("甲", function, SIGNED, ASKED)
        assert (answer.decided, story.names(answer), codes(answer)) == (True, ["乙"], [])
    assert story.names(story.answer("甲", "", SIGNED, "2019-02-28")) == ["甲"]
    assert story.names(story.answer("甲", "", SIGNED, "2019-03-01")) == ["乙"]


def test_what_arose_after_a_reform_does_not_travel_with_it() -> None:
    story = _told("甲", "乙")
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    assert story.names(story.answer("甲", "", "2019-03-01", ASKED)) == ["乙"]
    assert story.names(story.answer("乙", "", "2018-01-01", ASKED)) == ["乙"]


def test_a_reform_of_a_reform() -> None:
    story = _told("甲", "乙", "丙")
    story.reform("文2", "更名", "2020-01-01", "乙", "丙")
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert story.names(answer) == ["丙"]
    assert [step.facts[0].name for step in answer.steps] == ["文1", "文2"]
    assert [step.basis for step in answer.steps] == ["merger", "renaming"]


def test_a_reform_of_the_successor_before_it_took_over_carries_nothing() -> None:
    story = _told("甲", "乙", "丙")
    story.reform("文0", "职能划转", "2018-01-01", "乙", "丙", "招商")
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    assert story.names(story.answer("甲", "招商", SIGNED, ASKED)) == ["乙"]


def test_an_abolished_body_leaves_it_to_the_organ_that_decided() -> None:
    story = _told("甲", "县政府", "省政府")
    story.tie("BELONGS_TO", organisation_id("甲"), organisation_id("县政府"), "2010-01-01", "2019-03-01")
    story.reform("文1", "撤销", "2019-03-01", "甲", organ="省政府")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer)) == (True, ["省政府"])
    assert answer.steps[-1].basis == "abolition_organ"


def test_an_abolished_body_leaves_it_to_the_government_it_belonged_to_then() -> None:
    story = _told("旧县政府", "县政府", "市政府")
    story.body("甲", of="旧县政府", since="2010-01-01", until="2015-01-01")
    story.body("甲", of="县政府", since="2015-01-01", until="2019-03-01")
    story.reform("文1", "撤销", "2019-03-01", "甲")
    answer = story.answer("甲", "招商", SIGNED, ASKED)
    assert (answer.decided, story.names(answer)) == (True, ["县政府"])
    assert answer.steps[-1].basis == "abolition_government"
    assert {fact.kind for fact in answer.steps[-1].facts} == {"AgencyReform", "BELONGS_TO"}
    story.reform("文2", "合并", "2020-01-01", "县政府", "市政府")
    assert story.names(story.answer("甲", "招商", SIGNED, ASKED)) == ["市政府"]


def test_an_abolished_body_of_which_nothing_is_known_is_a_finding() -> None:
    story = _told("甲")
    story.reform("文1", "撤销", "2019-03-01", "甲")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, answer.bodies, codes(answer)) == (False, (), ["missing_successor"])


def test_a_superior_of_an_abolished_body_is_a_candidate_only() -> None:
    story = _told("上级")
    story.body("甲", under="上级")
    story.reform("文1", "撤销", "2019-03-01", "甲")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), codes(answer)) == (False, ["上级"], ["missing_successor"])


def test_the_roster_ends_a_body_that_no_reform_speaks_of() -> None:
    story = _told("县政府")
    story.body("甲", of="县政府", until="2019-03-01")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), codes(answer)) == (False, ["县政府"], ["ended_without_reform"])
    assert story.names(story.answer("甲", "", SIGNED, "2019-02-28")) == ["甲"]


def test_a_transfer_takes_its_function_only() -> None:
    story = _told("甲", "乙")
    story.reform("文1", "职能划转", "2019-03-01", "甲", "乙", "招商 引资、产业扶持")
    assert story.names(story.answer("甲", "招商引资", SIGNED, ASKED)) == ["乙"]
    assert story.names(story.answer("甲", "旅游", SIGNED, ASKED)) == ["甲"]
    assert story.names(story.answer("甲", "产业扶持、招商引资", SIGNED, ASKED)) == ["乙"]
    open_question = story.answer("甲", "", SIGNED, ASKED)
    assert (open_question.decided, story.names(open_question)) == (False, ["乙", "甲"])
    assert codes(open_question) == ["function_unstated"]
    divided = story.answer("甲", "招商引资、旅游", SIGNED, ASKED)
    assert (divided.decided, story.names(divided), codes(divided)) == (False, ["乙", "甲"], ["unallocated"])


def test_a_split_by_function_goes_to_the_holder_of_that_function() -> None:
    story = _told("乙", "丙")
    story.body("甲", until="2019-03-01")
    story.reform("文1", "分立", "2019-03-01", "甲", "乙", "招商")
    story.reform("文1", "分立", "2019-03-01", "甲", "丙", "旅游")
    assert story.names(story.answer("甲", "招商", SIGNED, ASKED)) == ["乙"]
    assert story.names(story.answer("甲", "旅游", SIGNED, ASKED)) == ["丙"]
    for function in ("财政", ""):
        rest = story.answer("甲", function, SIGNED, ASKED)
        assert (rest.decided, story.names(rest)) == (False, ["丙", "乙"])
        assert len(rest.findings) == 1


def test_a_body_that_goes_on_after_a_split_may_have_what_no_line_names() -> None:
    story = _told("甲", "乙", "丙")
    story.reform("文1", "分立", "2019-03-01", "甲", "乙", "招商")
    story.reform("文1", "分立", "2019-03-01", "甲", "丙", "旅游")
    answer = story.answer("甲", "财政", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), codes(answer)) == (False, ["丙", "乙", "甲"], ["unallocated"])
    assert "财政由谁承担" in answer.findings[0].text
    assert "（文1）" in answer.findings[0].text
    assert story.answer("甲", "财政", SIGNED, "2019-02-28").decided
    assert story.names(story.answer("甲", "财政", "2019-03-02", ASKED)) == ["甲"]
    assert story.names(story.answer("甲", "", SIGNED, ASKED)) == ["丙", "乙", "甲"]


@pytest.mark.parametrize("itself", [True, False])
def test_a_split_body_that_the_roster_ends_goes_on_where_it_is_named_itself(itself: bool) -> None:
    story = _told("乙", "丙")
    story.body("甲", until="2019-03-01")
    story.reform("文1", "分立", "2019-03-01", "甲", "乙", "招商")
    story.reform("文1", "分立", "2019-03-01", "甲", "甲" if itself else "丙", "旅游")
    answer = story.answer("甲", "财政", SIGNED, ASKED)
    assert (answer.decided, story.names(answer)) == (False, ["乙", "甲"] if itself else ["丙", "乙"])


def test_what_a_transfer_does_not_name_stays_and_the_reform_is_told() -> None:
    story = _told("甲", "乙")
    story.reform("文1", "职能划转", "2019-03-01", "甲", "乙", "招商")
    answer = story.answer("甲", "旅游", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), [fact.name for fact in answer.silent]) == (True, ["甲"], ["文1"])
    for arose, asked in ((SIGNED, "2019-02-28"), ("2019-03-02", ASKED)):
        assert story.answer("甲", "旅游", arose, asked).silent == ()


@pytest.mark.parametrize("manner", ["合并", "更名", "撤销"])
@pytest.mark.parametrize("function", ["", "招商", WHOLE])
def test_what_a_body_undertook_after_its_end_is_open(manner: str, function: str) -> None:
    story = _told("甲", "乙", "丙", "县政府")
    story.reform("文1", manner, "2019-03-01", "甲", None if manner == "撤销" else "乙", organ="乙")
    story.reform("文2", "合并", "2020-03-01", "乙", "丙")
    on_the_day = story.answer("甲", function, "2019-03-01", "2019-12-31")
    assert (on_the_day.decided, story.names(on_the_day), codes(on_the_day)) == (True, ["乙"], [])
    for asked, candidate in (("2019-03-02", "乙"), ("2020-02-29", "乙"), ("2020-03-01", "丙")):
        answer = story.answer("甲", function, "2019-03-02", asked)
        assert (answer.decided, story.names(answer), codes(answer)) == (False, [candidate], ["promised_after_end"])
        assert "文1" in answer.findings[0].text


@pytest.mark.parametrize("again", ["roster", "reform"])
def test_what_a_body_undertook_once_set_up_again_is_its_own(again: str) -> None:
    story = _told("乙", "丁", "县")
    story.body("甲", of="县", until="2019-03-01")
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    if again == "roster":
        story.body("甲", of="县", since="2020-01-01")
    else:
        story.reform("文2", "更名", "2020-01-01", "丁", "甲")
    early, late = (story.answer("甲", "", arose, ASKED) for arose in ("2019-12-31", "2020-01-01"))
    assert (early.decided, story.names(early), codes(early)) == (False, ["乙"], ["promised_after_end"])
    assert (late.decided, story.names(late), codes(late)) == (True, ["甲"], [])


def test_a_body_renamed_under_its_own_code_did_not_end() -> None:
    story = _told("甲")
    story.reform("文1", "更名", "2019-03-01", "甲", "甲")
    answer = story.answer("甲", "", "2020-01-01", ASKED)
    assert (answer.decided, story.names(answer), codes(answer)) == (True, ["甲"], [])


def test_a_split_without_scope_leaves_all_successors_as_candidates() -> None:
    story = _told("甲", "乙", "丙")
    story.reform("文1", "分立", "2019-03-01", "甲", "乙")
    story.reform("文1", "分立", "2019-03-01", "甲", "丙")
    answer = story.answer("甲", "招商", SIGNED, ASKED)
    assert (answer.decided, answer.unallocated, answer.body) == (False, True, None)
    assert (story.names(answer), codes(answer)) == (["丙", "乙"], ["unallocated"])
    assert "文1" in answer.findings[0].text
    assert "confirm" in answer.findings[0].text_en
    assert "2" not in [step.function for step in answer.steps]


def test_a_split_that_names_the_body_itself_keeps_it_a_candidate() -> None:
    story = _told("甲", "乙")
    story.reform("文1", "分立", "2019-03-01", "甲", "甲")
    story.reform("文1", "分立", "2019-03-01", "甲", "乙")
    assert story.names(story.answer("甲", "招商", SIGNED, ASKED)) == ["乙", "甲"]


def test_split_and_merged_again_is_decided_again() -> None:
    story = _told("甲", "乙", "丙", "丁")
    story.reform("文1", "分立", "2019-03-01", "甲", "乙")
    story.reform("文1", "分立", "2019-03-01", "甲", "丙")
    story.reform("文2", "合并", "2020-03-01", "乙", "丁")
    assert story.answer("甲", "", SIGNED, ASKED).unallocated
    story.reform("文2", "合并", "2020-03-01", "丙", "丁")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), codes(answer)) == (True, ["丁"], [])
    assert story.answer("甲", "", SIGNED, "2020-02-29").unallocated


def test_an_abolition_by_functions_leaves_the_rest_to_the_government() -> None:
    story = _told("乙", "县政府")
    story.body("甲", of="县政府", until="2019-03-01")
    story.reform("文1", "职能划转", "2019-03-01", "甲", "乙", "招商")
    story.reform("文1", "撤销", "2019-03-01", "甲")
    assert story.names(story.answer("甲", "招商", SIGNED, ASKED)) == ["乙"]
    assert story.names(story.answer("甲", "旅游", SIGNED, ASKED)) == ["县政府"]
    unnamed = story.answer("甲", "", SIGNED, ASKED)
    assert (story.names(unnamed), codes(unnamed)) == (["乙", "县政府"], ["function_unstated"])


def test_reforms_that_contradict_each_other_leave_candidates() -> None:
    story = _told("甲", "乙", "丙")
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    story.reform("文2", "合并", "2020-03-01", "甲", "丙")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer)) == (False, ["丙", "乙"])
    assert codes(answer) == ["contradictory_reforms"]
    assert "文1、文2" in answer.findings[0].text
    assert story.answer("甲", "", SIGNED, "2020-02-29").decided
    same_day = _told("甲", "乙", "丙")
    same_day.reform("文1", "合并", "2019-03-01", "甲", "乙")
    same_day.reform("文2", "更名", "2019-03-01", "甲", "丙")
    assert codes(same_day.answer("甲", "招商", SIGNED, ASKED)) == ["contradictory_reforms"]


@pytest.mark.parametrize("closed", ["2019-03-01", "2019-06-01"])
def test_the_formal_abolition_with_or_after_a_merger_contradicts_nothing(closed: str) -> None:
    story = _told("乙", "县政府")
    story.body("甲", of="县政府")
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    story.reform("文2", "撤销", closed, "甲")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), codes(answer)) == (True, ["乙"], [])


@pytest.mark.parametrize("again", ["roster", "reform"])
def test_a_body_set_up_again_carries_only_what_is_its_own(again: str) -> None:
    story = _told("乙", "丙", "丁", "县")
    story.body("甲", of="县", until="2019-03-01")
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    if again == "roster":
        story.body("甲", of="县", since="2020-01-01")
    else:
        story.reform("文2", "更名", "2020-01-01", "丁", "甲")
    story.reform("文3", "合并", "2021-01-01", "甲", "丙")
    old = story.answer("甲", "", SIGNED, ASKED)
    assert (old.decided, story.names(old), codes(old)) == (True, ["乙"], [])
    assert story.names(story.answer("甲", "", "2020-05-01", ASKED)) == ["丙"]
    assert story.names(story.answer("甲", "", "2020-05-01", "2020-12-31")) == ["甲"]


@pytest.mark.parametrize("again", ["2019-03-01", "2021-01-01"])
def test_a_body_may_be_set_up_again_on_the_very_day(again: str) -> None:
    story = _told("甲", "乙", "丙", "丁")
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    story.reform("文2", "更名", again, "丁", "甲")
    story.reform("文3", "合并", "2021-01-01", "甲", "丙")
    old = story.answer("甲", "", SIGNED, ASKED)
    assert (story.names(old), codes(old)) == (["乙"], [])
    early = _told("甲", "乙", "丙", "丁")
    early.reform("文2", "更名", "2019-02-28", "丁", "甲")
    early.reform("文1", "合并", "2019-03-01", "甲", "乙")
    early.reform("文3", "合并", "2021-01-01", "甲", "丙")
    assert codes(early.answer("甲", "", SIGNED, ASKED)) == ["contradictory_reforms"]


def test_a_roster_that_begins_on_the_day_of_the_end_sets_nothing_up_again() -> None:
    for since, open_codes in (("2019-03-01", ["contradictory_reforms"]), ("2019-03-02", []), ("2021-01-01", [])):
        story = _told("乙", "丙", "县")
        story.body("甲", of="县", since=since)
        story.reform("文1", "合并", "2019-03-01", "甲", "乙")
        story.reform("文3", "合并", "2021-01-01", "甲", "丙")
        assert codes(story.answer("甲", "", SIGNED, ASKED)) == open_codes


def test_there_and_back_again_over_the_years_is_no_cycle() -> None:
    story = _told("甲", "乙")
    story.reform("文1", "合并", "2018-03-01", "甲", "乙")
    story.reform("文2", "更名", "2019-03-01", "乙", "甲")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), codes(answer)) == (True, ["甲"], [])


def test_a_cycle_on_one_day_ends_as_a_finding() -> None:
    story = _told("甲", "乙", "丙")
    story.reform("文1", "合并", "2018-03-01", "甲", "乙")
    story.reform("文2", "合并", "2018-03-01", "乙", "丙")
    story.reform("文3", "合并", "2018-03-01", "丙", "乙")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), codes(answer)) == (False, ["丙", "乙"], ["reform_cycle"])


def test_the_same_code_kept_through_a_renaming() -> None:
    story = _told("甲", "乙")
    story.reform("文1", "更名", "2018-03-01", "甲", "甲")
    answer = story.answer("甲", "", SIGNED, ASKED)
    assert (answer.decided, story.names(answer), len(answer.steps)) == (True, ["甲"], 1)
    story.reform("文2", "合并", "2019-03-01", "甲", "乙")
    assert story.names(story.answer("甲", "", SIGNED, ASKED)) == ["乙"]


def test_a_reform_whose_document_fell_moved_nothing() -> None:
    story = _told("甲", "乙")
    story.reform("样编〔2019〕1号", "合并", "2019-03-01", "甲", "乙")
    story.status("样编〔2019〕1号", "撤销", "2020-01-01", "样编〔2020〕2号")
    assert story.names(story.answer("甲", "", SIGNED, ASKED)) == ["甲"]


def test_a_reform_recorded_late_changes_today_and_not_what_was_known() -> None:
    story = _told("甲", "乙")
    story.recorded = YEAR_2000 + 5
    story.reform("文1", "合并", "2019-03-01", "甲", "乙")
    assert story.names(story.answer("甲", "", SIGNED, ASKED)) == ["乙"]
    assert story.names(story.answer("甲", "", SIGNED, ASKED, YEAR_2000 + 4)) == ["甲"]


def test_a_long_chain_ends() -> None:
    story = Government()
    for place in range(3000):
        story.reform(f"文{place}", "更名", "2019-03-01", f"机{place}", f"机{place + 1}")
    answer = story.answer("机0", "", SIGNED, ASKED)
    assert answer.bodies == (organisation_id("机3000"),)
    assert len(answer.steps) == 3000
