"""关联关系: spouses, parents and children, siblings, parties in concert, guarantees."""

from __future__ import annotations

from loaders.errors import RowError
from loaders.layout import Column, Format, Row
from loaders.source import Source, until

RELATIONS = ("配偶", "父母子女", "兄弟姐妹", "一致行动", "担保")
COLUMNS = (
    Column("one", ("甲方名称",), needed=True, filled=True),
    Column("one_id", ("甲方证件号码",), needed=True),
    Column("other", ("乙方名称",), needed=True, filled=True),
    Column("other_id", ("乙方证件号码",), needed=True),
    Column("relation", ("关系",), needed=True, filled=True),
    Column("from", ("起始日期",)),
    Column("to", ("终止日期",)),
    Column("origin", ("来源",)),
)


def facts(row: Row, source: Source) -> None:
    """A relation between two parties; 终止日期 names the last day."""
    row.ordered("from", "to")
    relation = row.choice("relation", RELATIONS)
    within = f"RELATED_TO {row.text('one')} {row.text('other')}"
    ends = []
    for name, number in (("one", "one_id"), ("other", "other_id")):
        try:
            ends.append(source.party(row.text(name), row.text(number), within=within))
        except RowError as error:
            raise row.fault(number, error.code, str(error)) from None
    start = row.day("from")
    source.tie(
        "RELATED_TO",
        ends[0],
        ends[1],
        start,
        until(row.day("to"), inclusive=True),
        discriminator=f"{relation} {start or ''}",
        properties={"relation": relation, "origin": row.text("origin")},
    )


FORMAT = Format(
    "related_parties",
    "关联关系",
    COLUMNS,
    facts,
    {
        "甲方名称": "样例甲",
        "甲方证件号码": "640104199001010018",
        "乙方名称": "样例乙",
        "乙方证件号码": "640104199001010026",
        "关系": "配偶",
        "起始日期": "2015-05-20",
        "终止日期": "",
        "来源": "样例",
    },
)
