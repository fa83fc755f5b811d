"""What a report refuses to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from visual.report.content import Edge, Node, Picture, Section, Table

A, B = Node("a", "Enterprise", "甲公司"), Node("b", "Enterprise", "乙公司")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Picture("图", "ownership", (A, A)), "节点标识重复"),
        (lambda: Picture("图", "ownership", (A,), (Edge("a", "z", "", "SHAREHOLDER_OF"),)), "不存在的节点.*z"),
        (lambda: Picture("图", "ownership", (A,), focus="z"), "不存在的节点.*z"),
        (lambda: Picture("图", "ring", (A, B), ring=("a", "z")), "不存在的节点.*z"),
        (lambda: Picture("图", "spiral", (A,)), "未知的布局"),  # type: ignore[arg-type]  # the point of the case
        (lambda: Table("表", ("一", "二"), (("1", "2"), ("3",))), "row 2"),
        (lambda: Section("提示", (), kind="alert"), "关联提示"),
        (lambda: Section("提示", ("厉乙曾任职。", "关联提示，不构成惩戒"), kind="alert"), "关联提示"),
    ],
)
def test_refused_with_the_reason(make: Callable[[], object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        make()


@pytest.mark.parametrize("opening", ["关联提示，不构成惩戒：核对任职时间。", "「关联提示，不构成惩戒」核对任职时间。"])
def test_an_alert_section_opens_with_its_words(opening: str) -> None:
    assert Section("提示", (opening,), kind="alert").paragraphs == (opening,)
