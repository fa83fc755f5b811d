"""The bars of a promise cover its days once, with the tone that its status has on each of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from api.audit_pictures import _filled
from visual.report.history import Bar

START = date(2020, 1, 1)
OFFSETS = st.integers(0, 60)


@example([5, 5], 5, 20, True)
@given(st.lists(st.integers(1, 20), max_size=6), st.none() | OFFSETS, st.integers(0, 70), st.booleans())
def test_bars_cover_every_day_once(lengths: list[int], closed: int | None, until: int, known: bool) -> None:
    today = START + timedelta(days=until)
    late, at = [], START
    for place, length in enumerate(lengths):
        end = at + timedelta(days=length - 1)
        if place % 2 and at <= today:
            late.append(Bar(at, end if end < today else None, "late"))
        at = end + timedelta(days=1)
    closing = START + timedelta(days=closed) if closed is not None and closed <= until else None
    bars = _filled(START, late, closing, today, known=known)
    tones = {}
    for bar in bars:
        day = bar.first
        while day <= (bar.last or today):
            assert day not in tones
            tones[day] = bar.tone
            day += timedelta(days=1)
    assert sorted(tones) == [START + timedelta(days=n) for n in range(until + 1)]
    for day, tone in tones.items():
        if closing is not None and day >= closing:
            assert tone == "closed"
        elif any(one.first <= day <= (one.last or today) for one in late):
            assert tone == "late"
        else:
            assert tone == ("running" if known else "open")
