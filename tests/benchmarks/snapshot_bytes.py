"""What a tie takes in columns: both directions, kinds, shares and valid days, and the names of subjects beside it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.line import Line, seconds
from tests.benchmarks.province import SHARE, province


def run(size: str) -> Iterator[Line]:
    """One province, put in rows both ways."""
    drawn = province(SHARE[size])
    drawn.columns()
    ours = seconds(drawn.columns)
    columns = drawn.columns()
    separate = sum(column.nbytes for column in drawn.ties)
    yield Line(
        "snapshot_bytes_per_tie",
        f"{size}: {columns.nodes} subjects, {columns.ties} ties",
        ours,
        "none",
        ours,
        goal="value ≤ 40",
        more={
            "value": round(columns.tie_bytes() / columns.ties, 2),
            "one_direction_without_rows": round(separate / columns.ties, 2),
            "names_and_kinds": round(columns.node_bytes() / columns.ties, 2),
        },
    )
