"""Paths between two subjects as an answer: every step with its ties, dates and rows, and the limits it was found in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from graph.interval import Truth
from graph.live import Live
from graph.model import Fact, instant_text
from graph.schema import schema
from graph.store.port import Store
from graph.view import View
from queries.neighbourhood import tie_answer
from queries.paths.search import Ahead, Limits, Nodes, Search
from queries.policies import Association

MOST_HOPS = 8
MOST_PATHS = 1000
COMMON_STATE_OWNERSHIP = "经过公共机构或国家出资人：仅因同受国家控股不构成关联关系（公司法第二百六十五条第四项）"
"""Said beside a path that leads through somebody the policy sets apart."""

_NO_CONNECTION = frozenset({"SAME_AS", "MAY_BE"})
"""Ties that say who somebody is, or may be: no connection between two subjects."""

_CUTS = {
    "hub": ("关系过多的主体未穿过", "subjects with too many ties were not passed through"),
    "subjects": ("查看的主体已达上限", "the bound of subjects looked at was reached"),
    "paths": ("路径数已达上限，其余未列", "more paths than are listed"),
}


def followed() -> tuple[str, ...]:
    """The kinds of tie that may be followed between subjects."""
    return tuple(kind for kind in schema().between_subjects() if kind not in _NO_CONNECTION)


def limits_of(
    policy: Association | None,
    hops: int | None = None,
    kinds: Sequence[str] = (),
    hub: int | None = None,
    paths: int = 20,
) -> Limits:
    """The limits of a search, those not given as the policy has them. Raises ValueError, in two languages.

    ``kinds`` are names of the schema or its Chinese labels.
    """
    ties = policy.ties if policy is not None else None
    chosen = hops if hops is not None else ties.hops if ties is not None else 3
    if not 1 <= chosen <= MOST_HOPS:
        raise ValueError(f"路径的边数应为 1 至 {MOST_HOPS} / hops must be between 1 and {MOST_HOPS}: {chosen}")
    if not 1 <= paths <= MOST_PATHS:
        raise ValueError(f"列出的路径数应为 1 至 {MOST_PATHS} / paths must be between 1 and {MOST_PATHS}: {paths}")
    if hub is not None and hub < 1:
        raise ValueError(f"关系数上限应大于 0 / the hub limit must be above 0: {hub}")
    return Limits(
        chosen,
        tuple(dict.fromkeys(_kind(name) for name in kinds)) or followed(),
        hub if hub is not None else ties.hub if ties is not None else 60,
        ties.most if ties is not None else 5000,
        paths,
    )


def _kind(name: str) -> str:
    known = followed()
    by_label = {schema().label(kind): kind for kind in known}
    kind = by_label.get(name, name)
    if kind not in known:
        raise ValueError(
            f"没有这种主体间的关系 / no such tie between subjects: {name}；可用 / known: {'、'.join(known)}"
        )
    return kind


def paths_between(
    store: Store,
    first: str,
    last: str,
    as_of: date,
    known_at: int | None,
    limits: Limits,
    policy: Association | None,
    *,
    all_paths: bool = False,
) -> dict[str, Any]:
    """The shortest paths between two subjects on a day as known at an instant, or all within the limits."""
    live = Live(store)
    answer = paths_in(live.at(known_at), first, last, as_of, limits, policy, all_paths=all_paths, ahead=live.read)
    return {**answer, "data_version": live.version}


def paths_in(
    view: View,
    first: str,
    last: str,
    day: date,
    limits: Limits,
    policy: Association | None,
    *,
    all_paths: bool,
    ahead: Ahead = lambda subjects, kinds: None,
) -> dict[str, Any]:
    """The same over what was known at one instant."""
    search = Search(view, first, last, day, limits, ahead)
    found = search.all() if all_paths else search.shortest()
    ahead(sorted({node for nodes in found for node in nodes}), [])
    cut = [name for name in _CUTS if name in search.cut]
    return {
        "from": _described(view, search.first),
        "to": _described(view, search.last),
        "sought": "all" if all_paths else "shortest",
        "within": {
            "hops": limits.hops,
            "kinds": list(limits.kinds),
            "hub": limits.hub,
            "subjects": limits.most,
            "paths": limits.paths,
            "as_of": day.isoformat(),
            "known_at": None if view.known_at is None else instant_text(view.known_at),
        },
        "truncated": bool(cut),
        "truncated_by": cut,
        "paths": [_path(view, search, nodes, policy) for nodes in found],
        "text": _text(search, found, day, cut, all_paths=all_paths),
    }


def _described(view: View, subject: str) -> dict[str, Any]:
    fact = view.subject(subject)
    if fact is None:
        return {"id": subject, "kind": None, "name": "", "code": None}
    return {"id": subject, "kind": fact.kind, "name": fact.name, "code": fact.code or None}


def _path(view: View, search: Search, nodes: Nodes, policy: Association | None) -> dict[str, Any]:
    steps = []
    certain = True
    for one, other in pairwise(nodes):
        ties = [_tie(view, tie, one, search.day) for tie in search.between(one, other)]
        certain = certain and any(tie["certainty"] == "certain" for tie in ties)
        steps.append({"from": _described(view, one), "to": _described(view, other), "ties": ties})
    apart = [node for node in nodes[1:-1] if _is_apart(view, node, policy)]
    return {
        "hops": len(steps),
        "certainty": "certain" if certain else "possible",
        "note": COMMON_STATE_OWNERSHIP if apart else None,
        "steps": steps,
    }


def _tie(view: View, tie: Fact, first: str, day: date) -> dict[str, Any]:
    """A tie of a step; ``against``: it leads from the step's second subject to its first."""
    certain = tie.valid.contains(day) is Truth.YES and tie.text("certainty") != "possible"
    return {
        "id": tie.entity,
        **tie_answer(view, tie, day),
        "against": view.canonical(tie.source) != first,
        "certainty": "certain" if certain else "possible",
    }


def _is_apart(view: View, node: str, policy: Association | None) -> bool:
    fact = view.subject(node)
    return policy is not None and fact is not None and policy.apart.holds_for(fact.kind, fact.name)


def _text(search: Search, found: Sequence[Nodes], day: date, cut: Sequence[str], *, all_paths: bool) -> str:
    limits = search.limits
    kinds = "全部主体间关系" if limits.kinds == followed() else "、".join(schema().label(kind) for kind in limits.kinds)
    within = (
        f"{day.isoformat()}，至多 {limits.hops} 步，{kinds}，不穿过关系多于 {limits.hub} 条的主体"
        f" / on that day, at most {limits.hops} ties, through nobody with more than {limits.hub}"
    )
    if not found:
        what = "在此范围内没有路径，不表示没有关系 / no path within these limits, which does not mean no connection"
    elif all_paths:
        what = f"此范围内的路径 {len(found)} 条 / {len(found)} paths within these limits"
    else:
        what = f"最短路径 {len(found)} 条 / {len(found)} shortest paths"
    told = "".join(f"；{_CUTS[name][0]} / {_CUTS[name][1]}" for name in cut)
    return f"{what}（{within}）{told}"
