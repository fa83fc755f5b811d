"""The controllers of the companies of all acts, each on its act's day, against one closure of the whole province."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import numpy as np

from graph.model import day_of
from queries.control.parts import THREADS
from queries.control.province import control_on, heads_at, register_of
from tests.benchmarks.line import Line, seconds
from tests.benchmarks.province import SHARE, TODAY, province


def run(size: str) -> Iterator[Line]:
    """One province; the acts' days are all different from today, most from one another."""
    drawn = province(SHARE[size])
    columns = drawn.columns()
    day = day_of(TODAY)
    assert day is not None
    whole = control_on(columns, day)
    today = np.full(len(drawn.act_day), TODAY, np.int32)
    heads = heads_at(register_of(columns), drawn.act_company, today, columns)
    assert (heads == whole.head[drawn.act_company]).all(), "one by one they have other controllers"
    ours, closures = [], []
    for _ in range(5):
        ours.append(seconds(lambda: heads_at(register_of(columns), drawn.act_company, drawn.act_day, columns)))
        closures.append(seconds(lambda: control_on(columns, day)))
    found = heads_at(register_of(columns), drawn.act_company, drawn.act_day, columns)
    yield Line(
        "controllers_as_of",
        f"{size}: {columns.ties} ties, {len(found)} acts on {len(np.unique(drawn.act_day))} days",
        median(ours),
        "three closures",
        3 * median(closures),
        goal="ratio ≥ 1",
        more={
            "threads": THREADS,
            "closure_s": round(median(closures), 4),
            "controlled": int((found != drawn.act_company).sum()),
            "other_than_today": int((found != heads).sum()),
        },
    )
