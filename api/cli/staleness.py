"""A word on standard error where what is derived is not up to date with what is loaded."""

from __future__ import annotations

from api.answering.freshness import WORDS, freshness
from api.cli.session import say
from graph.store.port import Store


def warn_if_stale(store: Store) -> None:
    """Say when facts were loaded after the last derivation."""
    found = freshness(store)
    if found != "up_to_date":
        say(WORDS[found])
