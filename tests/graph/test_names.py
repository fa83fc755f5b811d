"""Two spellings are one name; two names are not, however alike."""

from __future__ import annotations

import pytest

from graph.names import foremost, same_name

SAME = [
    ("样例（银川）食品有限公司", "样例 (银川)食品有限公司"),
    ("样例食品有限责任公司", "样例食品有限公司"),
    ("阿依古丽·买买提", "阿依古丽•买买提"),
    ("ＡＢＣ商贸有限公司", "abc商贸有限公司"),
    ("李某某", "李四"),
    ("张*", "张三丰"),
]
OTHER = [
    ("样例食品有限公司", "样例食品有限公司兴庆分公司"),
    ("样例食品有限公司", "样例食口有限公司"),
    ("张三", "张三丰"),
    ("李某某", "王四"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_names(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_a_remark_in_brackets_is_no_part_of_a_persons_name_but_of_a_companys() -> None:
    assert same_name("张三（曾用名张二）", "张三", of_person=True)
    assert not same_name("样例集团有限公司（第一分公司）", "样例集团有限公司")


def test_the_name_that_strictly_most_sources_have() -> None:
    register, told = [("甲", "1"), ("甲", "2"), ("乙", "3")], [("乙", "4"), ("乙", "5"), ("丙", "6")]
    assert foremost([register, told]) == (("甲",), ("丙", "乙", "甲"))
    assert foremost([[("甲", "1"), ("乙", "2")], [("乙", "3")]])[0] == ("乙",)
    assert foremost([[("甲", "1"), ("乙", "2")]])[0] == ()
    assert foremost([[("甲", "1"), ("甲", "1"), ("乙", "2")]])[0] == (), "one source counts once"
    assert foremost([[], []]) == ((), ())
