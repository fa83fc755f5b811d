"""Whether what is derived is up to date with what is loaded, and whether anything was loaded at an instant."""

from __future__ import annotations

from api.cli.session import say
from graph.store.port import Store


def warn_if_stale(store: Store) -> None:
    """Say when facts were loaded after the last derivation."""
    from queries.propagation.bring_up import stamp_of

    stamp = stamp_of(store)
    if stamp is None:
        say("尚未推导，请先运行 creditgraph derive / nothing derived yet: run creditgraph derive")
    elif stamp.through is not None:
        say("推导中断，尚未完成，请再次运行 derive / a derivation was cut off: run derive again")
    elif stamp.data_version < store.version():
        say("推导之后又有新数据，请重新运行 derive / facts were loaded since the last derive")


def knew_anything(store: Store, instant: int) -> bool:
    """Whether any document had been loaded by an instant."""
    return any(document.recorded_at <= instant for document in store.documents())
