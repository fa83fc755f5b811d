"""A pattern found (线索): what it is, whom it concerns, in words, and the rows behind it."""

from __future__ import annotations

from typing import Any, NamedTuple

from queries.commitments.known import Row, Shown

TITLES = {
    "hurt_by_several": "同一企业被几家单位拖欠或违约",
    "breach_and_late_publication": "自身违约，公示处罚又迟报",
    "listed_debtor": "机关单位列为失信被执行人",
    "broken_again": "整改修复后再次违约",
    "compensation_unpaid": "依法变更后补偿未付",
    "staff_and_promises": "既有受处罚的人员，又有未履行的承诺",
}


class Found(NamedTuple):
    """One pattern on a day."""

    pattern: str
    subjects: tuple[Shown, ...]
    text: str
    text_en: str
    rows: tuple[Row, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """In which order patterns of a kind stand: by whom they concern, then by their rows."""
        return (*(str(subject["id"]) for subject in self.subjects), *(row.id for row in self.rows))

    def shown(self, as_of: str) -> dict[str, Any]:
        """As an answer says it; rows by number, then id."""
        return {
            "kind": "pattern",
            "pattern": self.pattern,
            "title": TITLES[self.pattern],
            "subjects": list(self.subjects),
            "text": self.text,
            "text_en": self.text_en,
            "rows": [row.shown() for row in sorted(set(self.rows), key=lambda row: (row.number, row.id))],
            "as_of": as_of,
        }


def named(subject: Shown) -> str:
    """A subject as a sentence names it."""
    return str(subject["name"] or subject["code"] or subject["id"])


def by_body(pairs: list[tuple[Shown, Shown]]) -> dict[str, tuple[Shown, list[Shown]]]:
    """Answers by the body they are of."""
    found: dict[str, tuple[Shown, list[Shown]]] = {}
    for body, one in pairs:
        found.setdefault(body["id"], (body, []))[1].append(one)
    return found
