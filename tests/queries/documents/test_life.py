"""The life of a document: appeals, annulments, annulled annulments, suspensions and repairs."""

from __future__ import annotations

from graph.interval import Truth
from queries.documents.life import Life, life
from tests.queries.stories import Story, day

NUMBER = "银市监罚〔2020〕15号"


def lived(story: Story, record: str) -> Life:
    view = story.snapshot().at(None)
    fact = view.fact(record)
    assert fact is not None
    return life(view, fact)


def penalty() -> tuple[Story, str]:
    story = Story()
    return story, story.penalty(NUMBER, "2020-08-15", story.company("甲公司"))


def judgment(**properties: str) -> tuple[Story, str]:
    story = Story()
    return story, story.record("Judgment", "（2020）宁0104民初1号", "2020-05-01", **properties)


def test_a_penalty_is_effective_at_once_and_an_appeal_changes_nothing() -> None:
    story, record = penalty()
    story.status(NUMBER, "上诉", "2020-09-01", "（2020）宁0104行初1号")
    assert lived(story, record).stands


def test_an_annulment_under_appeal_does_not_annul_yet() -> None:
    story, record = penalty()
    story.status(NUMBER, "撤销", "2021-01-05", "（2020）宁0104行初1号")
    assert not lived(story, record).stands
    story.status("（2020）宁0104行初1号", "上诉", "2021-01-10", "（2021）宁01行终2号")
    assert lived(story, record).stands
    story.status("（2021）宁01行终2号", "撤诉", "2021-02-01", "（2021）宁01行终2号之一")
    assert not lived(story, record).stands


def test_annulling_an_annulment_of_an_annulment() -> None:
    story, record = penalty()
    chain = [NUMBER, "甲〔2021〕1号", "甲〔2021〕2号", "甲〔2021〕3号"]
    for place in range(3):
        story.status(chain[place], "撤销", f"2021-0{place + 1}-01", chain[place + 1])
        assert lived(story, record).stands is (place % 2 == 1)


def test_documents_that_annul_each_other_end() -> None:
    story, record = penalty()
    story.status(NUMBER, "撤销", "2021-01-01", "甲〔2021〕1号")
    story.status("甲〔2021〕1号", "撤销", "2021-01-02", NUMBER)
    assert lived(story, record).stands


def test_a_first_instance_judgment_without_more_is_unknown() -> None:
    story, record = judgment(procedure="一审")
    assert lived(story, record).effective is Truth.UNKNOWN


def test_a_second_instance_judgment_is_effective() -> None:
    story, record = judgment(procedure="二审")
    became = lived(story, record)
    assert (became.effective, became.effective_from) == (Truth.YES, day("2020-05-01"))


def test_appealed_then_withdrawn_then_effective() -> None:
    story, record = judgment(procedure="一审", effective="2020-05-20")
    story.status("（2020）宁0104民初1号", "上诉", "2020-05-10", "（2020）宁01民终9号")
    assert lived(story, record).effective is Truth.NO
    story.status("（2020）宁01民终9号", "撤诉", "2020-07-01", "（2020）宁01民终9号之一")
    became = lived(story, record)
    assert (became.effective, became.effective_from) == (Truth.YES, day("2020-07-01"))


def test_a_suit_withdrawn_gives_nothing() -> None:
    story, record = judgment(procedure="一审", effective="2020-05-20")
    story.status("（2020）宁0104民初1号", "撤诉", "2020-04-30", "（2020）宁0104民初1号之一")
    assert lived(story, record).effective is Truth.NO


def test_suspended_and_resumed() -> None:
    story, record = penalty()
    story.status(NUMBER, "停止执行", "2021-01-01", "裁〔2021〕1号")
    story.status(NUMBER, "恢复执行", "2021-03-01", "裁〔2021〕2号")
    ((interval, _),) = lived(story, record).suspended
    assert (interval.start, interval.end) == (day("2021-01-01"), day("2021-03-01"))


def test_an_annulled_repair_is_as_if_never_made() -> None:
    story, record = penalty()
    story.repair(NUMBER, "2021-09-01", "修〔2021〕1号", [])
    assert len(lived(story, record).repairs) == 1
    story.status("修〔2021〕1号", "撤销", "2021-10-01", "修〔2021〕9号")
    became = lived(story, record)
    assert (became.repairs, len(became.undone)) == ([], 1)


def test_a_judgment_of_unknown_effect_restores_no_penalty() -> None:
    story, record = penalty()
    story.status(NUMBER, "撤销", "2021-01-05", "银政复决〔2021〕1号")
    story.status("银政复决〔2021〕1号", "撤销", "2021-03-01", "（2021）宁01行初2号")
    assert not lived(story, record).stands
    story.status("（2021）宁01行初2号", "生效", "2021-04-01", "（2021）宁01行初2号")
    assert lived(story, record).stands


def test_a_judgment_of_unknown_effect_does_annul_a_penalty() -> None:
    story, record = penalty()
    story.status(NUMBER, "撤销", "2021-01-05", "（2020）宁0104行初1号")
    assert not lived(story, record).stands


def test_a_finding_on_a_court_number_waits_for_the_judgment() -> None:
    story = Story()
    first = story.record("ResponsibilityFinding", "（2020）宁0104刑初1号", "2020-05-01")
    second = story.record("ResponsibilityFinding", "（2020）宁01刑终1号", "2020-09-01")
    assert lived(story, first).effective is Truth.UNKNOWN
    assert lived(story, second).effective is Truth.YES
    story.status("（2020）宁0104刑初1号", "上诉", "2020-05-09", "（2020）宁01刑终1号")
    assert lived(story, first).effective is Truth.NO
    story.status("（2020）宁0104刑初1号", "生效", "2020-09-01", "（2020）宁01刑终1号")
    assert lived(story, first).effective_from == day("2020-09-01")


def test_a_penalty_that_its_office_marks_as_withdrawn_has_no_effect() -> None:
    story = Story()
    record = story.record("Penalty", NUMBER, "2018-05-10", status="撤销")
    assert lived(story, record).effective is Truth.NO
