"""The life of a document: when it takes effect, is appealed, annulled, suspended, repaired, and when that is undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from graph.identifiers import case_number, document_number
from graph.interval import FOREVER, Interval, Truth
from graph.model import Fact
from graph.view import View
from queries.documents.naming import misnamed
from queries.documents.same_number import Changes, changes_to

ANNULLING = ("撤销", "变更", "确认无效", "再审撤销")
_WITHDRAWN = ("撤销", "无效")
"""What 当前状态 says in words of a decision that stands no more; its codes differ from province to province."""
_FINAL_CATEGORIES = ("终", "执")
_FINAL_PROCEDURES = ("二审", "终审", "再审", "执行", "特别程序", "非诉")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a document: on which day, by which document, said by which fact."""

    day: date
    what: str
    number: str
    fact: Fact


@dataclass(slots=True)
class Life:
    """What became of a document, as known."""

    effective: Truth = Truth.YES
    effective_from: date | None = None
    annulled: Event | None = None
    unlawful: Event | None = None
    suspended: list[tuple[Interval, Event]] = field(default_factory=list)
    repairs: list[Event] = field(default_factory=list)
    undone: list[Event] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    @property
    def annulled_on(self) -> date | None:
        """From which day on it is as if it had never been; before that day it was in force."""
        return self.annulled.day if self.annulled is not None else None

    @property
    def stands(self) -> bool:
        """Whether it has effect: in force and not annulled."""
        return self.effective is Truth.YES and self.annulled is None


def life(view: View, record: Fact) -> Life:
    """What became of the document a record speaks of (行政处罚法 73; 行政诉讼法 56; 民事诉讼法 158, 182)."""
    number = record.number
    result = Life(effective_from=record.valid.start)
    if is_judicial(view, record):
        result.effective, result.effective_from = effectiveness(view, number, record)
    elif any(word in record.text("status") for word in _WITHDRAWN):
        result.effective = Truth.NO
    result.changes = changes_to(view, record)
    changes = result.changes.applying
    for change in changes:
        event = _event(change)
        if event is None:
            continue
        if event.what in (*ANNULLING, "确认违法"):
            if not _stands(view, event.number, frozenset({number})):
                result.undone.append(event)
            elif event.what == "确认违法":
                result.unlawful = result.unlawful or event
            else:
                result.annulled = result.annulled or event
    result.suspended = _suspensions(changes)
    result.repairs = _repairs(view, number, result)
    return result


def effectiveness(view: View, number: str, record: Fact | None = None) -> tuple[Truth, date | None]:
    """Whether a judgment has taken effect, and since when; UNKNOWN where nothing loaded says so."""
    changes = _changes(view, number)
    appeals = [change for change in changes if change.text("change") == "上诉"]
    in_force = [day for change in changes if change.text("change") == "生效" and (day := change.date("date"))]
    if any(change.text("change") == "撤诉" for change in changes):
        return Truth.NO, None
    last_appeal = max((change.date("date") or date.min for change in appeals), default=None)
    if in_force and (last_appeal is None or max(in_force) >= last_appeal):
        return Truth.YES, min(day for day in in_force if last_appeal is None or day >= last_appeal)
    if appeals:
        ends = [_appeal_withdrawn(view, appeal) for appeal in appeals]
        known = [day for day in ends if day is not None]
        return (Truth.YES, max(known)) if len(known) == len(ends) else (Truth.NO, None)
    judgments = view.numbered(number, "Judgment")
    for fact in [*([record] if record is not None else []), *judgments]:
        stated = fact.date("effective")
        if stated is not None:
            return Truth.YES, stated
        if fact.text("effectiveness") in {"是", "已生效", "生效"}:
            return Truth.YES, fact.valid.start
        if fact.text("effectiveness") in {"否", "未生效"}:
            return Truth.NO, None
    for judgment in judgments:
        if any(word in judgment.text("procedure") for word in _FINAL_PROCEDURES):
            return Truth.YES, judgment.valid.start
    if not judgments and record is not None and _is_final(number):
        return Truth.YES, record.valid.start
    return Truth.UNKNOWN, None


def stands(view: View, number: str) -> bool:
    """Whether a document that changed or decided something stands: not under appeal, not annulled in turn."""
    return _stands(view, number, frozenset())


def undoing(view: View, event: Event) -> Event | None:
    """What undid an annulment that does not stand: the latest document that annulled it; None for an appeal."""
    found = [made for change in _changes(view, event.number) if (made := _event(change)) and made.what in ANNULLING]
    return max(found, key=lambda made: (made.day, made.number), default=None)


def _is_final(number: str) -> bool:
    """Whether a case number is one of the second instance or of execution (终, 执), whose documents take effect."""
    return any(word in _category(number) for word in _FINAL_CATEGORIES)


def _is_first_instance(number: str) -> bool:
    return "初" in _category(number)


def _category(number: str) -> str:
    """The type words of a case number (民初, 行终, 执异); empty where it is no court's."""
    return case_number.parse(number).category if case_number.is_valid(number) else ""


def is_judicial(view: View, record: Fact) -> bool:
    """Whether a record's document is a court's: it says so, or a finding rests on a number that is a court's."""
    if record.kind in {"Judgment", "AdjudicatedRelation"}:
        return True
    if record.kind != "ResponsibilityFinding" or view.numbered(record.number, "Penalty"):
        return False
    return case_number.is_valid(record.number) or bool(view.numbered(record.number, "Judgment"))


def _changes(view: View, number: str) -> list[Fact]:
    return view.numbered(number, "DocumentStatus") if number else []


def _event(change: Fact) -> Event | None:
    day = change.date("date")
    if day is None:
        return None
    return Event(day, change.text("change"), change.text("changing_number"), change)


def _appeal_withdrawn(view: View, appeal: Fact) -> date | None:
    """The day an appeal was withdrawn (撤诉 of the appeal: the first instance becomes effective)."""
    days = [
        change.date("date")
        for change in _changes(view, appeal.text("changing_number"))
        if change.text("change") == "撤诉"
    ]
    return max((day for day in days if day is not None), default=None)


def _stands(view: View, number: str, seen: frozenset[str], *, doubtful: bool = True) -> bool:
    """Whether an annulling document stands: not under appeal, not annulled in turn. A ring of annulments stands.

    A first-instance judgment of which nobody says that it took effect is read for whoever was accused: it does annul a
    penalty (``doubtful``), it does not yet annul the annulment of one.
    """
    if not number or number in seen:
        return True
    changes = _changes(view, number)
    words = {change.text("change") for change in changes}
    if "上诉" in words or (not doubtful and _is_first_instance(number)):
        if effectiveness(view, number)[0] is not Truth.YES:
            return False
    elif "撤诉" in words:
        return False
    events = [event for change in changes if (event := _event(change)) is not None and event.what in ANNULLING]
    return not any(_stands(view, event.number, seen | {number}, doubtful=not doubtful) for event in events)


def _suspensions(changes: list[Fact]) -> list[tuple[Interval, Event]]:
    """停止执行 until the next 恢复执行."""
    found: list[tuple[Interval, Event]] = []
    events = sorted((event for change in changes if (event := _event(change))), key=lambda event: event.day)
    since: Event | None = None
    for event in events:
        if event.what == "停止执行" and since is None:
            since = event
        elif event.what == "恢复执行" and since is not None:
            found.append((Interval(since.day, event.day), since))
            since = None
    if since is not None:
        found.append((Interval(since.day, FOREVER), since))
    return found


def _repairs(view: View, number: str, life: Life) -> list[Event]:
    """Repair decisions that stand, by date; those annulled are kept among the undone."""
    found = []
    for repair in view.numbered(number, "RepairDecision") if number else []:
        day = repair.date("date")
        if day is None or "不" in repair.text("region_result") or "不" in repair.text("city_result"):
            continue
        own = document_number.key(repair.text("repair_number"))
        event = Event(day, "修复", own, repair)
        if _stands(view, own, frozenset({number})):
            found.append(event)
        else:
            life.undone.append(event)
    return sorted(found, key=lambda event: (event.day, event.number))


def is_for(view: View, repair: Fact, subjects: set[str]) -> bool:
    """Whether a repair is that of one of ``subjects``: several units may be punished under one number.

    A repair that names nobody is everybody's; one that names somebody without any number goes by the name.
    """
    concerned = view.ties_from(repair.entity, "CONCERNS")
    repaired = [view.canonical(tie.target) for tie in concerned if misnamed(view, tie) is None]
    if concerned and not repaired:
        return False
    names = {fact.name for subject in subjects if (fact := view.subject(subject)) is not None}
    unnumbered = [fact for entity in repaired if (fact := view.subject(entity)) is not None and not _numbered(fact)]
    return not repaired or not subjects.isdisjoint(repaired) or any(fact.name in names for fact in unnumbered)


def _numbered(subject: Fact) -> bool:
    return bool(subject.code or subject.text("number_type"))
