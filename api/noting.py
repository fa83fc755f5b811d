"""Notes on a subject, and what somebody holds of a likely match: facts with author and date, never changed.

A note says what a person thinks; nothing is derived from it. A mark on a match (疑似同一) joins nobody: persons are one
only where a document names the number.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import orjson

from api.entering import RefusedError, enter
from graph.identifiers.resident_text import is_likely, masked
from graph.live import Live
from graph.store.port import DERIVATION, Store
from graph.vault import Vault
from loaders.source import Source
from queries.propagation.bring_up import stamp_of

JUDGEMENTS = ("同一人", "不是同一人", "存疑")
LONGEST = 2000


def note(
    store: Store, vault: Vault, subject: str, text: str, author: str, candidate: str = "", judged: str = ""
) -> dict[str, Any]:
    """Write a note on a subject (canonical id). Raises RefusedError for one that holds an identity number."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise RefusedError(f"备注须有内容，至多 {LONGEST} 字 / a note has 1 to {LONGEST} characters")
    if is_likely(text) or masked(text) != text:
        raise RefusedError("备注里不得写证件号码 / no identity number in a note")
    if judged and (judged not in JUDGEMENTS or not candidate):
        raise RefusedError("标记疑似匹配须写明对方和判断 / a mark names the candidate and the judgement")
    if candidate and not _is_candidate(store, subject, candidate):
        raise RefusedError("二者不是疑似同一的主体 / the two are no likely match")
    now = datetime.now(UTC)
    values = {
        "text": text,
        "author": author,
        "date": date.today().isoformat(),
        "written": now.isoformat(timespec="microseconds"),
        "candidate": candidate,
        "judged": judged,
    }

    def tell(source: Source) -> str:
        record = source.record("Note", (subject, author, values["written"], text), values["date"], values)
        source.tie("NOTED_ON", record, subject)
        return record

    before = store.version()
    record = enter(store, vault, {"subject": subject, **values}, f"备注（{author}）", "note", author, tell)
    _nothing_follows(store, before)
    return {"id": record, **values}


def _nothing_follows(store: Store, before: int) -> None:
    """What was derived up to the note is up to date after it: nothing follows from a note."""
    if any(fact.kind not in {"Note", "NOTED_ON"} for fact in store.changes_since(before)):
        return
    version, stamp = store.version(), stamp_of(store)
    if stamp is None or stamp.through is not None or stamp.data_version != before:
        return
    more = orjson.loads(store.kept(DERIVATION) or "{}")
    store.keep(DERIVATION, stamp._replace(data_version=version).text(more))


def notes(store: Store, subject: str, as_of: date, known_at: int | None) -> list[dict[str, Any]]:
    """Notes on a subject, the latest first."""
    view = Live(store).at(known_at)
    found = [record for tie in view.ties_to(subject, "NOTED_ON") if (record := view.fact(tie.source)) is not None]
    shown = [one for one in found if one.text("date") <= as_of.isoformat()]
    return [
        {
            "id": one.entity,
            **{key: one.text(key) for key in ("text", "author", "date", "written", "candidate", "judged")},
        }
        for one in sorted(shown, key=lambda one: (one.text("written"), one.entity), reverse=True)
    ]


def _is_candidate(store: Store, subject: str, candidate: str) -> bool:
    view = Live(store).at(None)
    ties = [*view.ties_from(subject, "MAY_BE"), *view.ties_to(subject, "MAY_BE")]
    return any(candidate in {view.canonical(tie.source), view.canonical(tie.target)} for tie in ties)
