"""Whether a decision was published in time (双公示及时率): a late one is a finding on whoever decided."""

from __future__ import annotations

from collections.abc import Iterator

from queries.propagation.case import Case
from queries.propagation.findings import finding
from queries.propagation.measures import Product
from queries.propagation.phases import End


def late(case: Case) -> Iterator[Product]:
    """A penalty published after the deadline, for each organ that decided it; nothing where it has no date of that."""
    decided, published = case.record.valid.start, case.record.date("published")
    if case.record.kind != "Penalty" or decided is None or published is None:
        return
    row = case.book.policies.deadline("publication", decided)
    due = row.due(decided) if row is not None else None
    if row is None or due is None or published <= due:
        return
    event = case.life.annulled
    for tie in case.organs():
        organ = case.view.canonical(tie.target)
        text = f"{case.name_of(organ)}{decided.isoformat()}作出{case.record.name}，应于{due.isoformat()}前公示"
        yield finding(
            case,
            "published_late",
            organ,
            f"{text}（{row.words}），实际于{published.isoformat()}公示，迟报（{row.label}）",
            f"published on {published.isoformat()}, due by {due.isoformat()}",
            premises=[tie],
            since=published,
            due=due,
            until=End(event.day, "annulled", event.fact) if event is not None else None,
        )
