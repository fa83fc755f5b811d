"""Associated risk of one subject (关联提示): what measures on others come to, each event by its strongest path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from graph.derived import Family
from graph.interval import FOREVER
from graph.live import Live
from graph.model import Fact, identify
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries.association.noisy_or import WHOLE, together
from queries.association.paths import HIGH, LOW, Ahead, Near, Path
from queries.documents.source import source
from queries.policies import Association
from queries.propagation.alerts import OPENING
from queries.propagation.tenure import in_words
from queries.rulebook import Rulebook
from queries.standing import Answer, answers, thousandths

RULE, ALERT = "association", "associated_risk"

Measures = Callable[[Sequence[str]], Iterable[Answer]]
"""Measures on these subjects, as they stand on the day (queries.standing)."""


class Associated(NamedTuple):
    """The alert, None where nothing is near, and whether a limit cut the search."""

    alert: dict[str, Any] | None
    truncated: bool


class _Event(NamedTuple):
    """One trigger record: its strongest measure and path, the weaker bound with the path it rests on."""

    measure: Answer
    path: Path
    low: int
    high: int
    low_path: Path | None
    low_measure: Answer | None


def associated_risk(store: Store, subject: str, as_of: date, known_at: int | None, book: Rulebook) -> Associated:
    """The associated risk of a subject, worked out afresh: nothing of it is stored."""
    live = Live(store)
    policy = book.policies.association
    if policy is None:
        return Associated(None, False)

    def on(subjects: Sequence[str]) -> list[Answer]:
        return answers(store, Family.MEASURE, as_of, known_at, subjects=subjects)

    return near(live.at(known_at), subject, as_of, policy, on, live.read)


def near(
    view: View,
    subject: str,
    day: date,
    policy: Association,
    measures: Measures,
    ahead: Ahead = lambda subjects, kinds: None,
) -> Associated:
    """The same over what was known at one instant."""
    search = Near(view, subject, day, policy, ahead)
    root = search.subject
    if not search.reached[HIGH] or not policy.events.enabled:
        return Associated(None, search.truncated)
    found = list(measures(sorted({root, *search.reached[HIGH]})))
    events = _events(search, found, policy)
    if not events:
        return Associated(None, search.truncated)
    low, high = (together(strengths) for strengths in zip(*((one.low, one.high) for one in events), strict=True))
    best, about = events[0], _describe(view, root)
    alert = {
        "id": identify("A", RULE, root, ALERT),
        "kind": "alert",
        "alert": ALERT,
        "rule": RULE,
        "rule_version": policy.ties.version,
        "legal_basis": policy.ties.label,
        "subject": about,
        "strength": _strength(low * 1000 // WHOLE, high * 1000 // WHOLE),
        "state": "active",
        "end_reason": None,
        "as_of": day.isoformat(),
        "expires": _expires(events, day),
        "trigger": best.measure["trigger"],
        "path": _steps(view, best.path),
        "truncated": search.truncated,
        "events": [_shown(view, one) for one in events],
    }
    text = _text(view, about["name"], events, (low, high), policy, truncated=search.truncated)
    return Associated({**alert, "text": text}, search.truncated)


def _events(search: Near, found: list[Answer], policy: Association) -> list[_Event]:
    """Each trigger record once, strongest first; not what restricts the subject itself, however it comes back."""
    own = {
        one["trigger"]["id"]
        for one in found
        if one["subject"]["id"] == search.subject and one["state"] != "proposed" and not one["never_confirmed"]
    }
    near_by: dict[str, list[Answer]] = defaultdict(list)
    for one in found:
        if one["state"] == "active" and one["effect"] in policy.events.counts and one["trigger"]["id"] not in own:
            near_by[one["trigger"]["id"]].append(one)
    search.read(sorted({one["subject"]["id"] for several in near_by.values() for one in several}))
    events = []
    for several in near_by.values():
        bounds = [_strongest(search, several, policy, bound) for bound in (LOW, HIGH)]
        (low, low_path, low_measure), (high, path, measure) = bounds
        if path is not None and measure is not None and high:
            events.append(_Event(measure, path, low, high, low_path, low_measure))
    return sorted(events, key=lambda one: (-one.high, -one.low, len(one.path.ties), one.path.place, one.measure["id"]))


def _strongest(
    search: Near, several: list[Answer], policy: Association, bound: int
) -> tuple[int, Path | None, Answer | None]:
    """The strongest measure of one event in thousandths, with the path to it; exact until here, then rounded down."""
    weighed = []
    for one in several:
        path = search.reached[bound].get(one["subject"]["id"])
        weight = policy.events.counts[one["effect"]]
        counts = weight.high if bound == HIGH else weight.low if one["certainty"] == "certain" else 0
        if path is not None and counts and not search.is_hub(path.nodes[-1]):
            weighed.append((-path.strength * counts, path.place[1:], one["id"], path, one))
    if not weighed:
        return 0, None, None
    exact, _, _, path, one = min(weighed, key=lambda line: line[:3])
    return -exact // search.whole, path, one


def _expires(events: Iterable[_Event], day: date) -> str | None:
    """The first day on which something it rests on holds no more: a tie or a measure, of either bound."""
    days = set()
    for one in events:
        for path in (one.path, one.low_path):
            days |= {tie.valid.end for tie in path.ties} if path is not None else set()
        for measure in (one.measure, one.low_measure):
            phases = measure["phases"] if measure is not None else []
            days |= {date.fromisoformat(phase["from"]) for phase in phases if phase["from"] is not None}
    return min((one.isoformat() for one in days if one is not None and day < one < FOREVER), default=None)


def _shown(view: View, one: _Event) -> dict[str, Any]:
    """An event with everything it rests on; ``path_low`` only where the lower bound rests on another path."""
    measure = one.measure
    other = one.low_path is not None and one.low_path.place[2:] != one.path.place[2:]
    return {
        "measure": measure["id"],
        "subject": measure["subject"],
        "effect": measure["effect"],
        "effect_name": measure["effect_name"],
        "trigger": measure["trigger"],
        "start": measure["start"],
        "last_day": measure["last_day"],
        "strength": _strength(one.low, one.high),
        "path": _steps(view, one.path),
        "path_low": _steps(view, one.low_path) if one.low_path is not None and other else None,
    }


def _strength(low: int, high: int) -> dict[str, float]:
    return {"low": thousandths(low), "high": thousandths(high)}


def _describe(view: View, subject: str) -> dict[str, Any]:
    fact = view.subject(subject)
    if fact is None:
        return {"id": subject, "kind": "Organisation", "name": "", "code": None}
    return {"id": subject, "kind": fact.kind, "name": fact.name, "code": fact.code or None}


def _steps(view: View, path: Path) -> list[dict[str, Any]]:
    """A path as an answer shows it: from whom a measure restricts to whom it is told of."""
    pairs = zip(path.nodes[:0:-1], path.nodes[-2::-1], reversed(path.ties), strict=True)
    return [_step(view, first, second, tie) for first, second, tie in pairs]


def _step(view: View, first: str, second: str, tie: Fact) -> dict[str, Any]:
    return {
        "tie": tie.kind,
        "label": schema().ties[tie.kind].label,
        "against": view.canonical(tie.source) != first,
        "from": {"id": first, "name": _describe(view, first)["name"]},
        "to": {"id": second, "name": _describe(view, second)["name"]},
        "valid": in_words(tie.valid) if tie.valid.start or tie.valid.end else "",
        "fact": tie.id,
        **source(tie),
    }


def _text(
    view: View, name: str, events: list[_Event], risk: tuple[int, int], policy: Association, *, truncated: bool
) -> str:
    best, measure = events[0], events[0].measure
    way = "，".join(
        f"{step['to' if step['against'] else 'from']['name']}是{step['from' if step['against'] else 'to']['name']}的"
        f"{step['label']}"
        for step in _steps(view, best.path)
    )
    number = measure["trigger"]["number"]
    restricted = measure["subject"]["name"]
    sentences = [f"{OPENING}{name}：与之关联的{restricted}在册{measure['effect_name']}（{number}），路径：{way}"]
    sentences.append(f"该事件的关联强度{best.low}‰至{best.high}‰")
    if len(events) > 1:
        low, high = (one * 1000 // WHOLE for one in risk)
        sentences.append(f"共{len(events)}起事件，合计{low}‰至{high}‰")
    if not (policy.ties.verified and policy.events.verified):
        sentences.append("权重为经验值，未核实")
    if truncated:
        sentences.append("关系过多的主体未再展开，检索不完整，可能还有其他关联")
    return "；".join(sentences) + "。"
