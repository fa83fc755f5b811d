"""Why something was derived: one derived fact with its path, premises, life and versions, each with its file."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.derived import Family
from graph.store.port import Store
from queries import standing

Answer = dict[str, Any]


def explained(store: Store, id: str, day: date, known_at: int | None) -> Answer | None:
    """The evidence of one derived fact as it stands on a day; None where nothing of that id was known."""
    versions = store.derived(ids=[id], history=True)
    shown = [version for version in versions if version.known_at(known_at)]
    if not shown:
        return None
    version = shown[-1]
    answer = standing.answer(version, day) or {
        "id": version.id,
        "kind": version.family,
        "state": "not_begun",
        "end_reason": None,
        **version.body,
    }
    return {
        **answer,
        "premises": with_files(store, version.body["premises"]),
        "path": with_files(store, version.body.get("path", [])),
        **({"life": with_files(store, answer["life"])} if "life" in answer else {}),
        "versions": [{"recorded_from": one.recorded_from, "recorded_to": one.recorded_to} for one in versions],
    }


def for_the_authority(answer: Answer) -> bool:
    """Whether only the authority may see it: a proposal, what was never more than one, and every finding about one."""
    if answer["kind"] == Family.MEASURE:
        return answer["state"] in {"proposed", "not_begun"} or bool(answer.get("never_confirmed"))
    return bool(answer["kind"] == Family.FINDING)


def with_files(store: Store, steps: list[Answer]) -> list[Answer]:
    """Steps with the name of the file that each stands in."""
    names: dict[str, str] = {}
    for step in steps:
        hash = step["document"]
        if hash not in names:
            document = store.document(hash)
            names[hash] = document.name if document is not None else ""
    return [{**step, "file": names[step["document"]]} for step in steps]
