"""How strongly events reach others: the strongest path of each event, distinct events together, exact in integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Columns, Numbers
from graph.model import day_number
from queries.association import kernels
from queries.association.noisy_or import WHOLE
from queries.control.parts import in_parts
from queries.policies import Association

__all__ = ["WHOLE", "Risks", "Spread", "association", "spread"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Whom events reach, each event after the other up to ``ends``; ``truncated`` where hubs ended the search.

    ``risk`` is by number what all events come to, out of :data:`WHOLE`. ``version`` is that of the columns.
    """

    version: int
    reached: Numbers
    strengths: Numbers
    ends: NDArray[np.int64]
    truncated: NDArray[np.uint8]
    risk: NDArray[np.int64]


class Risks(NamedTuple):
    """By id, how strongly distinct events reach everybody, out of :data:`WHOLE`.

    ``truncated``: the subjects of events whose search a hub ended, in order: whoever shows the risks says so, since
    others may be reached that are not in here.
    """

    risk: dict[str, int]
    truncated: tuple[str, ...]


def association(
    columns: Columns, events: Sequence[tuple[str, date]], policy: Association, bound: Literal["low", "high"] = "high"
) -> Risks:
    """How strongly distinct events reach everybody: each event on its own day.

    ``bound``: with what each tie passes on at least, or at most.
    """
    known = [(number, day_number(day)) for subject, day in events if (number := columns.number(subject)) is not None]
    origins = np.array([number for number, _ in known], np.int32)
    days = np.array([day for _, day in known], np.int32)
    ties = policy.ties
    apart = policy.apart.kinds if policy.apart.enabled else ()
    found = spread(columns, origins, days, policy.passes(bound), ties.hops, ties.hub, apart)
    risk = {columns.names[node]: int(found.risk[node]) for node in np.flatnonzero(found.risk).tolist()}
    return Risks(risk, tuple(sorted({columns.names[int(origins[place])] for place in np.flatnonzero(found.truncated)})))


def spread(
    columns: Columns,
    origins: Numbers,
    days: Numbers,
    weights: Mapping[str, int],
    hops: int,
    hub: int,
    apart: Sequence[str],
) -> Spread:
    """The same by number, with days since 1970; ``apart`` are the kinds of subject that pass nothing on."""
    passed = np.array([weights.get(kind, 0) for kind in columns.tie_kinds], np.int32)
    public = np.isin(columns.node_kinds, list(apart)).astype(np.uint8)[columns.kinds]
    come, lead = columns.incoming, columns.outgoing
    ground = kernels.Ground(come.rows, come.entries, lead.rows, lead.entries, passed, public, hops, hub)
    ends, cut = np.zeros(len(origins), np.int64), np.zeros(len(origins), np.uint8)
    parts = in_parts(
        len(origins),
        lambda first, last: (first, kernels.strongest_paths(ground, origins, days, first, last, ends, cut)),
    )
    for (first, _), (_, (before, _)) in zip(parts[1:], parts[:-1], strict=True):
        ends[first:] += len(before)
    reached, strengths = (np.concatenate(column) for column in zip(*(pair for _, pair in parts), strict=True))
    return Spread(columns.version, reached, strengths, ends, cut, kernels.together(reached, strengths, columns.nodes))
