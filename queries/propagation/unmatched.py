"""Determinations, objections, feedback, changes and repairs about nothing that is known: no such id, no such number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from graph.schema import schema
from queries.propagation.case import Case
from queries.propagation.findings import finding
from queries.propagation.measures import Product

ABOUT = ("MeasureDetermination", "Objection", "MeasureFeedback")
"""Records numbered by what they are about: a measure or proposal; of an objection it may be a document."""

CHANGING = ("DocumentStatus", "RepairDecision")
"""Records numbered by the document they change or repair."""

UNLESS = "unless_known"
"""Under this name a finding keeps a number; where another derivation looked for that, nobody is shown the finding."""

NOTHING = (*ABOUT, *CHANGING, "Exemption")
"""Kinds whose number is another record's: that they bear it does not make it known."""


def unmatched(case: Case) -> Iterator[Product]:
    """What to say of such a record unless its object is known.

    What is derived is no fact, so no derivation can look for it; but whoever derives a measure looks for what speaks of
    its id. So whether anybody did is asked when the worklist is.
    """
    record = case.record
    if record.kind == "Objection" and case.view.numbered(record.number, *_documents()):
        return
    label = schema().records[record.kind].label
    target = record.text("proposal") or record.text("measure") or record.text("object")
    yield finding(
        case,
        "unknown_object",
        record.entity,
        f"{label}{record.name}所指的{target}在库中没有对应的提议、措施或文书，未产生任何结果，请核对编号",
        "about something that is not known: nothing follows",
        detail={UNLESS: record.number, "authority_only": True},
    )


def not_loaded(case: Case) -> Iterator[Product]:
    """A change of a document, or a repair, whose document is not loaded: nothing can follow from it until it is.

    The document may also be one that only another record speaks of (an annulment that was annulled in turn): whoever
    derives something from that record looks for it.
    """
    record = case.record
    if record.kind not in CHANGING or not record.number or case.view.numbered(record.number, *_documents()):
        return
    label = schema().records[record.kind].label
    what = f"{record.text('change') or label}，{record.name or '无文号'}"
    yield finding(
        case,
        "document_not_loaded",
        case.view.target(record.entity, "CONCERNS") or record.entity,
        f"{label}（{what}）所指的文书{record.number}尚未归集，未产生任何结果；请补录或核对文号",
        "about a document that is not loaded: nothing follows",
        detail={UNLESS: record.number},
    )


@lru_cache(maxsize=1)
def _documents() -> tuple[str, ...]:
    """Kinds of record whose number is their own."""
    return tuple(kind for kind in schema().records if kind not in NOTHING)
