"""Words for people in tables: kinds, directions, certainty and days in Chinese; JSON keeps the English names."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from graph.schema import schema

_FAMILIES = {"measure": "措施", "alert": "关联提示", "notice": "通报", "finding": "待核事项"}
_CERTAINTIES = {"certain": "确定", "possible": "可能", "undetermined": "不能确定"}
_TRUTHS = {"yes": "是", "no": "否", "unknown": "不明"}
_DIRECTIONS = {"out": "本方 →", "in": "← 对方"}
_RECORD_STATES = {
    "effective": "有效",
    "annulled": "已撤销",
    "repaired": "已修复",
    "not_effective": "未生效",
    "effect_unknown": "是否生效未载明",
    "quarantined": "隔离待核",
}


def kind_text(kind: str | None) -> str:
    """A kind of subject, record or tie, or a family of derived facts, as the schema labels it."""
    if not kind:
        return ""
    try:
        return _FAMILIES.get(kind) or schema().label(kind)
    except KeyError:
        return kind


def group_text(kind: str) -> str:
    """Which sort of thing a kind is."""
    groups: dict[str, Container[str]] = {
        "主体": schema().subjects,
        "文书": schema().records,
        "关系": schema().ties,
        "推导": _FAMILIES,
    }
    return next((name for name, kinds in groups.items() if kind in kinds), "")


def certainty_text(certainty: str | None) -> str:
    """How sure a result is."""
    return _CERTAINTIES.get(certainty or "", certainty or "")


def truth_text(truth: str | None) -> str:
    """Yes, no, or not known."""
    return _TRUTHS.get(truth or "", truth or "")


def direction_text(direction: str) -> str:
    """Which way a tie leads, seen from the subject that is shown."""
    return _DIRECTIONS.get(direction, direction)


def record_state_text(state: str) -> str:
    """What has become of a record."""
    return _RECORD_STATES.get(state, state)


def last_day(end: str | None) -> str:
    """The last day before an end; a dash where a tie is not over."""
    return (date.fromisoformat(end) - timedelta(days=1)).isoformat() if end else "—"


def period(start: str | None, last_day: str | None, *, permanent: bool = False) -> str:
    """The first and the last day, one above the other."""
    return f"{start or '起始不明'}\n{'终身' if permanent else last_day or '止日未载明'}" if start or last_day else ""
