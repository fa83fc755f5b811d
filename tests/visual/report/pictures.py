"""Pictures for property tests: any shape of graph, with names from plain to hostile."""

from __future__ import annotations

from hypothesis import strategies as st

from visual.report.content import Edge, Layout, Node, Picture, Report, Section

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(2)</script>',
    "javascript:alert(3)",
    "</script><script>alert(4)</script>",
    "<!--<script>",
    "' onmouseover='alert(5)",
    "{{ 7 * 7 }}",
    "甲公司\u202e司公乙",
    "]]>&amp;\u2028\x00",
    '<a href="https://example.com/">点此</a>',
)
LAYOUTS: tuple[Layout, ...] = ("propagation", "ownership", "ring", "neighbourhood")
names = st.one_of(
    st.sampled_from(("章甲", "宁州禾源食品有限公司", "宁州共益企业管理合伙企业（有限合伙）")),
    st.text(min_size=1, max_size=40),
)


@st.composite
def pictures(draw: st.DrawFn, most: int = 24) -> Picture:
    """A picture of 1..``most`` nodes with ties at random, own loops and parallel ties included."""
    count = draw(st.integers(1, most))
    nodes = tuple(
        Node(f"n{i}", draw(st.sampled_from(("Person", "Enterprise", "Penalty", "Court"))), draw(names))
        for i in range(count)
    )
    ends = st.integers(0, count - 1)
    pairs = draw(
        st.lists(st.tuples(ends, ends, st.sampled_from(("45%", "", "法定代表人 2018-01-01 起"))), max_size=2 * count)
    )
    edges = tuple(Edge(f"n{a}", f"n{b}", label, "SHAREHOLDER_OF") for a, b, label in pairs)
    focus = f"n{draw(ends)}"
    return Picture("图", draw(st.sampled_from(LAYOUTS)), nodes, edges, focus)


def report_of(*drawn: Picture) -> Report:
    """A report of one section for each picture."""
    return Report(
        title="证据报告",
        subject="宁州禾源食品有限公司",
        as_of="2026-06-30",
        known_at="2026-07-01T08:00:00+08:00",
        data_version="1",
        rules_version="1",
        summary=(),
        sections=tuple(Section("图", picture=picture) for picture in drawn),
        disclaimers=(),
    )
