"""Headings in their real variety lead to the same column, and what differs in meaning stays apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import TableError
from loaders.formats import FORMATS
from loaders.headings import heading, normal
from loaders.layout import bind, recognise

FORMAT = {format.name: format for format in FORMATS}
PENALTY = ["行政相对人名称", "行政处罚决定书文号", "处罚类别", "处罚内容", "处罚决定日期", "处罚机关"]
OLD = ["行政处罚决定书文号", "处罚名称", "处罚类别1", "处罚结果", "处罚决定日期", "处罚机关", "行政相对人名称"]


@pytest.mark.parametrize(
    ("written", "key", "unit"),
    [
        ("罚款金额（万元）", "fine", "万元"),
        ("罚款金额(万元)", "fine", "万元"),
        ("罚款金额【万元】", "fine", "万元"),
        ("罚款金额〔元〕", "fine", "元"),
        ("罚款金额 （ 元 ）", "fine", "元"),
        ("罚款金额\n（单位：万元）", "fine", "万元"),
        ("罚款金额（单位:人民币元）", "fine", "元"),
        ("罚款金额（元）(CF_NR_FK)", "fine", "元"),
        ("罚款金额(CF_NR_FK)（元）", "fine", "元"),
        ("处罚金额（万元）", "fine", "万元"),
        ("罚款金额", "fine", "万元"),
        ("CF_NR_FK", "fine", "万元"),
        ("cf_nr_fk(元)", "fine", "元"),
        ("没收违法所得、没收非法财物的金额（万元）", "confiscated", "万元"),
        ("没收违法所得、没收非法财务的金额（万元）", "confiscated", "万元"),
        ("*行政处罚决定书文号", "number", "万元"),
        ("行政处罚决定书文字号", "number", "万元"),
        ("行政处罚\n决定书\r\n文号", "number", "万元"),
        ("\ufeff行政处罚决定书文号", "number", "万元"),
        ("行政处罚决定书文号　(CF_WSH)", "number", "万元"),
        ("法人代表", "representative", "万元"),
        ("行政相对人代码_1(统一社会信用代码)", "code", "万元"),
        ("行政相对人代码-1（统一社会信用代码）", "code", "万元"),
        ("行政相对人代码1【统一社会信用代码】", "code", "万元"),
        ("行政相对人代码_2(工商注册号)(CF_XDR_GSZC)", "register_number", "万元"),
        ("行政相对人代码_2(组织机构代码)", "organisation_code", "万元"),
        ("行政相对人代码_5(居民身份证号)", "resident_number", "万元"),
    ],
)
def test_a_heading_leads_to_its_column(written: str, key: str, unit: str) -> None:
    binding = bind(FORMAT["penalty_2018"], [written])
    assert (list(binding.places), binding.unknown) == ([key], [])
    assert binding.units[key] == unit


@pytest.mark.parametrize(
    "written",
    [
        "罚款金额（千元）",
        "罚款金额（万美元）",
        "罚款金额（百万元）",
        "罚款",  # whether in 元 or in 万元, this standard does not say
        "行政相对人代码_2",  # the number alone means one thing before 2019 and another since
        "处罚机关电话",
        "()",
        "（元）",
    ],
)
def test_a_heading_that_says_something_else_is_left_alone(written: str) -> None:
    binding = bind(FORMAT["penalty_2018"], [written])
    assert (binding.places, binding.unknown) == ({}, [written])


@pytest.mark.parametrize(("headings", "place"), [(PENALTY, "工商注册号"), (OLD, "组织机构代码")])
def test_the_words_in_brackets_say_what_a_second_code_is(headings: list[str], place: str) -> None:
    binding = recognise(FORMATS, [*headings, f"行政相对人代码_2({place})"])
    key = {"工商注册号": "register_number", "组织机构代码": "organisation_code"}[place]
    assert binding.places[key] == len(headings)


def test_an_amount_whose_unit_nobody_states_is_not_used() -> None:
    format = FORMAT["penalty_decision"]
    silent = bind(format, ["没收违法所得"])
    assert silent.places == {}
    assert "没有写明单位" in silent.unknown[0]
    assert bind(format, ["没收违法所得（万元）"]).units == {"confiscated": "万元"}
    assert bind(format, ["罚款"]).units == {"fine": "元"}, "these tables write fines in 元"


@pytest.mark.parametrize(
    ("headings", "pair"),
    [
        ([*PENALTY, "处罚机关"], ("处罚机关", "处罚机关")),
        ([*PENALTY, "CF_CFJG"], ("处罚机关", "CF_CFJG")),
        ([*PENALTY, "罚款金额（元）", "罚款金额（万元）"], ("罚款金额（元）", "罚款金额（万元）")),
    ],
)
@pytest.mark.parametrize("wanted", [None, "penalty_2018"])
def test_two_headings_for_one_column_are_refused_and_named(
    headings: list[str], pair: tuple[str, str], wanted: str | None
) -> None:
    with pytest.raises(TableError, match="two headings for one column") as refused:
        recognise(FORMATS, headings, wanted)
    assert refused.value.code == "twice"
    assert all(f"“{written}”" in str(refused.value) for written in pair)


def test_a_column_twice_in_a_format_the_table_is_not_of_says_nothing() -> None:
    """企业名称 twice is a fault of the register's tables; this one is a penalty table with columns of its own."""
    assert recognise(FORMATS, [*PENALTY, "企业名称", "企业名称"]).format.name == "penalty_2018"


LISTED = ["统一社会信用代码", "企业名称", "列入日期", "列入原因", "作出决定机关(列入)"]


def test_a_table_of_two_formats_is_refused_naming_both_and_decided_by_the_one_asked_for() -> None:
    with pytest.raises(TableError) as refused:
        recognise(FORMATS, LISTED)
    assert refused.value.code == "ambiguous"
    assert all(word in str(refused.value) for word in ("abnormal_operation", "serious_violation", "--format"))
    for wanted in ("abnormal_operation", "serious_violation"):
        assert recognise(FORMATS, LISTED, wanted).format.name == wanted


def test_a_format_asked_for_is_refused_where_the_table_lacks_its_columns() -> None:
    with pytest.raises(TableError, match="变更事项") as refused:
        recognise(FORMATS, LISTED, "changes")
    assert refused.value.code == "missing"
    with pytest.raises(TableError, match="penalty_2018") as unknown:
        recognise(FORMATS, LISTED, "penalties")
    assert unknown.value.code == "format"


def test_what_the_nearest_format_lacks_is_named() -> None:
    with pytest.raises(TableError, match=r"penalty_2018.*缺少 处罚机关"):
        recognise(FORMATS, PENALTY[:-1])


SPELLINGS = st.tuples(
    st.sampled_from(["（{}）", "({})", "【{}】", "[{}]", "［{}］", "〔{}〕"]),
    st.sampled_from(["", " ", "\n", "　", "\u200b", "*"]),
    st.sampled_from([str.upper, str.lower]),
)


@given(st.sampled_from([format.name for format in FORMATS]), SPELLINGS)
def test_no_spelling_of_brackets_spaces_or_capitals_changes_a_column(
    name: str, spelling: tuple[str, str, Callable[[str], str]]
) -> None:
    brackets, gap, case = spelling
    for column in FORMAT[name].columns:
        for known in column.headings:
            written = known
            if known.endswith(")") and "(" in known:
                words, _, inner = known[:-1].rpartition("(")
                written = words + gap + brackets.format(inner)
            written = gap + case(written) + gap
            binding = bind(FORMAT[name], [written + ("(元)" if not column.unit else "")])
            assert list(binding.places) == [column.key], (written, binding)


@given(st.text(max_size=30))
def test_any_text_is_a_heading_of_some_form(text: str) -> None:
    parsed = heading(text)
    assert parsed.forms or not normal(text)
    assert all(parsed.forms)
    assert parsed.unit in {"", "元", "万元"}
