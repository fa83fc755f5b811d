"""What a store holds, how fresh that is, and what is waiting (总览)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import orjson

from graph.derived import Family
from graph.model import instant_text
from graph.schema import schema
from graph.store.port import DERIVATION, Store
from queries import standing
from queries.finding_titles import FINDINGS

_LATEST = 8


def overview(store: Store, as_of: date, known_at: int | None, *, with_proposals: bool) -> dict[str, Any]:
    """Counts by kind, the latest documents, when it was last derived and whether that is the latest version, the rest
    by state on the day. Proposals are counted only for who may see them.
    """
    stats = store.stats()
    documents = sorted(
        (one for one in store.documents() if one.format != "note"), key=lambda one: (-one.recorded_at, one.name)
    )
    stamp = orjson.loads(store.kept(DERIVATION) or "{}")
    derived = {family: standing.answers(store, family, as_of, known_at) for family in Family}
    measures = standing.measures(derived[Family.MEASURE])
    findings = standing.open_findings(derived[Family.FINDING])
    known = schema()
    answer: dict[str, Any] = {
        "as_of": as_of.isoformat(),
        "data_version": stats.version,
        "engine": stats.engine.split()[0],
        "subjects": {kind: count for kind, count in stats.facts.items() if kind in known.subjects},
        "records": {kind: count for kind, count in stats.facts.items() if kind in known.records},
        "ties": sum(count for kind, count in stats.facts.items() if kind in known.ties),
        "documents": {
            "count": len(documents),
            "latest": [
                {
                    "name": one.name,
                    "format": one.format,
                    "recorded": instant_text(one.recorded_at),
                    "rows": one.rows_done,
                }
                for one in documents[:_LATEST]
            ],
        },
        "derivation": {"version": stamp.get("data_version"), "is_current": stamp.get("data_version") == stats.version},
        "measures": dict(Counter(one["state"] for one in measures)),
        "alerts": sum(one["state"] != "ended" for one in derived[Family.ALERT]),
        "notices": Counter("missing_recipient" if one["finding"] else one["state"] for one in derived[Family.NOTICE]),
        "worklist": [
            {
                "finding": finding,
                "title": FINDINGS.get(finding, finding),
                "count": count,
                "overdue": sum(one["overdue"] for one in findings if one["finding"] == finding),
            }
            for finding, count in Counter(one["finding"] for one in findings).most_common()
        ],
    }
    if with_proposals:
        answer["proposals"] = len(standing.proposals(derived[Family.MEASURE]))
    return answer
