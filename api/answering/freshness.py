"""Whether what is derived is up to date with what is loaded, and whether anything was loaded at an instant."""

from __future__ import annotations

from typing import Literal

from graph.store.port import Store

Freshness = Literal["up_to_date", "behind", "cut_off", "never"]

WORDS: dict[Freshness, str] = {
    "never": "尚未推导，请先运行 creditgraph derive / nothing derived yet: run creditgraph derive",
    "cut_off": "推导中断，尚未完成，请再次运行 derive / a derivation was cut off: run derive again",
    "behind": "推导之后又有新数据，请重新运行 derive / facts were loaded since the last derive",
    "up_to_date": "推导与数据一致 / what is derived is up to date",
}


def freshness(store: Store, version: int | None = None) -> Freshness:
    """How what is derived stands to the store's version (read here unless given)."""
    from queries.propagation.bring_up import stamp_of

    stamp = stamp_of(store)
    if stamp is None:
        return "never"
    if stamp.through is not None:
        return "cut_off"
    return "behind" if stamp.data_version < (store.version() if version is None else version) else "up_to_date"


def knew_anything(store: Store, instant: int) -> bool:
    """Whether any document had been loaded by an instant."""
    return any(document.recorded_at <= instant for document in store.documents())
