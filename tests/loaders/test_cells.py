"""Cells of every kind: what they say exactly, and what is refused instead of guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cells import day, flag, integer, is_blank, items, money
from loaders.errors import RowError

DAYS = st.dates(date(1949, 10, 1), date(2098, 12, 30))
WRITTEN = ("{y:04}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m:02}.{d:02}", "{y}年{m:02}月{d:02}日", "{y}年{m}月{d}日")


@given(DAYS, st.sampled_from([*WRITTEN, "{y:04}{m:02}{d:02}", " {y}-{m}-{d} ", "{y}年 {m}月 {d}日"]))
def test_a_day_is_the_same_in_every_spelling(on: date, spelling: str) -> None:
    assert day(spelling.format(y=on.year, m=on.month, d=on.day)) == on.isoformat()


@given(DAYS, st.times(), st.sampled_from(["{}T{}", "{} {}", "{} {}Z", "{} {}+08:00"]))
def test_the_time_of_day_is_left_out(on: date, at: object, spelling: str) -> None:
    assert day(spelling.format(on.isoformat(), at)) == on.isoformat()


@pytest.mark.parametrize("text", ["２０２０－０１－０２", "2020年０1月02日", "2020-1-2 0:00", "20200102000000"])
def test_full_width_digits_and_stamps_are_days(text: str) -> None:
    assert day(text) == "2020-01-02"


@pytest.mark.parametrize(
    "text", ["2099/12/31", "2099-12-31", "20991231", "9999-9-9", "9999/09/09", "9999-12-31", "长期", "长期有效"]
)
def test_a_day_that_stands_for_none_is_none(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-29",
        "2020-13-01",
        "2020-00-10",
        "0000-01-01",
        "20200231",
        "43831",
        "43831.5",
        "2020",
        "2020-01",
        "2020年1月",
        "01/02/2020",
        "20-1-2",
        "2020-01-02 至 2021-01-02",
        "2020-01-02至今",
        "2020-01-02、2020-01-03",
        "二〇二〇年一月二日",
        "昨天",
        "99999999",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(RowError) as refused:
        day(text)
    assert refused.value.code == "date"


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with suppress(RowError):
        said = day(text)
        assert said is None or date.fromisoformat(said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "暂无",
        "— —",
        "——",
        "--",
        "-",
        "－",
        "— — —",
        "／",
        "/",
        "\\",
        "NULL",
        "null",
        "无",
        "N/A",
        "—　—",
        "无相关信息",
    ],
)
def test_what_says_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "无名", "-1", "—张", "全部未履行", "没有"])
def test_what_says_something_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def _exact(text: str, unit: str) -> Fraction:
    """The amount in fen by schoolbook arithmetic."""
    whole, _, fraction = text.partition(".")
    value = Fraction(int(whole or "0")) + (Fraction(int(fraction), 10 ** len(fraction)) if fraction else 0)
    return value * {"元": 100, "万元": 1_000_000}[unit]


@given(st.from_regex(r"\d{1,14}(\.\d{1,9})?", fullmatch=True), st.sampled_from(["元", "万元"]))
def test_money_is_exact_to_the_fen_or_refused(text: str, unit: str) -> None:
    text = "".join(str(int(digit)) if digit != "." else digit for digit in text)
    fen = _exact(text, unit)
    if fen.denominator == 1 and fen < 2**63:
        assert money(text, unit) == fen
    else:
        with pytest.raises(RowError) as refused:
            money(text, unit)
        assert refused.value.code == "amount"


@given(st.integers(0, 2**63 - 1))
def test_money_comes_back_as_it_was_written(fen: int) -> None:
    yuan = f"{fen // 100}.{fen % 100:02}"
    wan = f"{fen // 1_000_000}.{fen % 1_000_000:06}"
    grouped = f"{fen // 100:,}.{fen % 100:02}"
    assert money(yuan, "元") == money(wan, "万元") == money(grouped, "元") == fen
    assert money(f"{wan}万元", "元") == money(f"{yuan}元", "万元") == fen, "a unit in the cell is the cell's"


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("2", "万元", 2_000_000),
        ("20000", "元", 2_000_000),
        ("２０，０００", "元", 2_000_000),
        ("¥20,000.00", "元", 2_000_000),
        ("￥ 2 万", "元", 2_000_000),
        (".5", "万元", 500_000),
        ("0.000001", "万元", 1),
        ("0.0000010", "万元", 1),
        ("100万元人民币", "元", 100_000_000),
        ("-0", "元", 0),
        ("0", "万元", 0),
    ],
)
def test_money_in_its_spellings(text: str, unit: str, fen: int) -> None:
    assert money(text, unit) == fen


@pytest.mark.parametrize(
    "text",
    [
        "0.0000001",
        "1.0000000000000000000000000000000000000000001",
        "-1",
        "1,5",
        "1,00",
        "1,0000",
        "12,34,567",
        ",",
        "1.",
        ".",
        "1.2.3",
        "1e6",
        "两万",
        "2-3",
        "2万5",
        "5美元",
        "#VALUE!",
        "99999999999999999999",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(RowError) as refused:
        money(text, "万元")
    assert refused.value.code == "amount"


@given(st.text(max_size=12), st.sampled_from(["元", "万元"]))
def test_any_text_is_an_amount_or_refused(text: str, unit: str) -> None:
    with suppress(RowError):
        assert money(text, unit) >= 0


@given(
    st.lists(st.from_regex(r"[一-龥]{1,5}", fullmatch=True), max_size=5),
    st.sampled_from(["；", ";", "、", "，", ", ", "|", "\n"]),
)
def test_items_come_back_whatever_parts_them(values: list[str], separator: str) -> None:
    values = [value for value in values if not is_blank(value)]
    assert items(separator.join(values)) == values


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("是", True), ("√", True), ("0", False), ("否", False), ("２", False)]
)
def test_flags(text: str, value: bool) -> None:
    assert flag(text) is value


@pytest.mark.parametrize("text", ["3", "可能", "是否", "01"])
def test_what_is_no_flag_is_refused(text: str) -> None:
    with pytest.raises(RowError):
        flag(text)


@given(st.integers(0, 10**12 - 1))
def test_whole_numbers(value: int) -> None:
    assert integer(str(value)) == integer(f"{value}.0") == value


@pytest.mark.parametrize("text", ["-1", "1.5", "１万", "1,000", "1000000000000"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    assert not re.fullmatch(r"\d{1,12}", text)
    with pytest.raises(RowError):
        integer(text)
