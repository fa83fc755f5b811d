"""Text measured, broken and made harmless to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visual.report.lettering import advance, plain, wrap


@given(st.text(max_size=60), st.integers(60, 200), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_unless_they_say_so(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, 15, most)
    assert len(lines) <= most
    assert all(advance(line, 15) <= width for line in lines)
    squeezed = "".join(text.split())
    written = "".join("".join(lines).split())
    assert written == squeezed or (written.endswith("…") and squeezed.startswith(written[:-1]))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("章甲", ("章甲",)),
        ("宁州禾源食品有限公司", ("宁州禾源食", "品有限公司")),
        ("法定代表人 2018-01-01 至 2020-06-30", ("法定代表人", "2018-01-01 至", "2020-06-30")),
        ("宁市监罚〔2020〕118号", ("宁市监罚", "〔2020〕118号")),
    ],
)
def test_breaks_where_a_reader_would(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 117, 13, 3) == lines


def test_too_long_a_name_ends_in_an_ellipsis() -> None:
    assert wrap("甲" * 50, 45, 15, 2) == ("甲甲甲", "甲甲…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲公司\u202e司公乙", "甲公司⟨U+202E⟩司公乙"),
        ("a\x00b\tc\r\nd", "a⟨U+0000⟩b c\nd"),
        ("\ud800", "⟨U+D800⟩"),
        ("䶮𬬩", "䶮𬬩"),
    ],
)
def test_hidden_characters_are_written_out(text: str, shown: str) -> None:
    assert plain(text) == shown
