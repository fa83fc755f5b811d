"""Facts entered by hand: each is a document of one row, loaded by whoever enters it, a fact like a loaded one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson

from graph.model import Document, instant_number
from graph.store.port import Batch, Store
from graph.vault import Vault
from loaders.errors import RowError
from loaders.intake import LOADED_BY
from loaders.source import Source


class RefusedError(Exception):
    """A decision that cannot be entered; the message says why, in both languages."""


class UnknownError(RefusedError):
    """A decision about something that is not known."""


def is_entered(store: Store, content: dict[str, Any]) -> bool:
    """Whether this very content was entered before."""
    document = store.document(_hash(content))
    return document is not None and document.complete


def enter(
    store: Store,
    vault: Vault,
    content: dict[str, Any],
    title: str,
    format: str,
    actor: str,
    tell: Callable[[Source], str],
) -> str:
    """One row as a document of its own, loaded by its actor; returns the record. Raises RefusedError."""
    digest, instant = _hash(content), instant_number(datetime.now(UTC))
    source = Source(vault, digest, instant)
    source.begin(1)
    try:
        record = tell(source)
    except RowError as error:
        raise RefusedError(str(error)) from None
    store.keep(LOADED_BY + digest, actor)
    store.write(Batch(source.facts, Document(digest, title, format, instant, 1, True)))
    return record


def _hash(content: dict[str, Any]) -> str:
    return hashlib.blake2b(orjson.dumps(content, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()
