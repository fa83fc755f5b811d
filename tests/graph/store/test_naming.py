"""Names as search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.naming import search_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ＡＢＣ（中国）有限公司", "abc(中国)有限公司"),
        (" 塞 上\u3000面粉\t厂\n", "塞上面粉厂"),
        ("STRASSE straße", "strassestrasse"),
        ("零\u200b宽\ufeff", "零宽"),
        ("㈱", "(株)"),
        ("", ""),
    ],
)
def test_width_case_and_blanks_make_no_difference(name: str, key: str) -> None:
    assert search_key(name) == key


@given(st.text())
def test_the_key_of_a_key_is_itself_and_holds_no_blank(name: str) -> None:
    key = search_key(name)
    assert search_key(key) == key
    assert not any(letter.isspace() for letter in key)
