"""Exports: a subject's neighbourhood or the whole store in a format, for a purpose, with a digest for the audit log."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from api.access.permissions import permissions
from graph.exchange.selection import Advance, Around, selected
from graph.exchange.writing import FORMATS, write
from graph.store.port import Store

MOST_HOPS = 4


class ExportError(ValueError):
    """What cannot be exported, or not so; the message says why, in both languages."""


def around(subject: str, hops: int, hub: int) -> Around:
    """A neighbourhood. Raises ExportError for limits without sense."""
    if not 1 <= hops <= MOST_HOPS:
        raise ExportError(f"邻域的步数应为 1 至 {MOST_HOPS} / hops must be between 1 and {MOST_HOPS}: {hops}")
    if hub < 1:
        raise ExportError(f"关系数上限应大于 0 / the hub limit must be above 0: {hub}")
    return Around(subject, hops, hub)


def export(
    store: Store,
    format: str,
    path: Path,
    as_of: date,
    known_at: int | None,
    *,
    purpose: str = "",
    near: Around | None = None,
    advance: Advance = lambda name, done, total: None,
) -> dict[str, Any]:
    """Write an export; what it says about itself, its files, and the digest of their bytes.

    Raises ExportError for a format or purpose there is not, and for a network too large for GraphML; OSError.
    """
    if format not in FORMATS:
        raise ExportError(f"没有这种格式 / no such format: {format}；可用 / known: {'、'.join(FORMATS)}")
    stated = permissions().purpose(purpose) if purpose else ""
    if stated is None:
        listed = "、".join(permissions().purposes)
        raise ExportError(f"没有这种查询目的 / no such purpose: {purpose}；可用 / known: {listed}")
    with selected(store, as_of, known_at, purpose=stated, around=near, advance=advance) as selection:
        try:
            made = write(selection, format, path, advance)
        except ValueError as error:
            raise ExportError(str(error)) from None
    return {**selection.about, "format": format, "files": [file.name for file in made], "digest": digest(made)}


def digest(files: Sequence[Path]) -> str:
    """SHA-256 over the bytes of files, one after another."""
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while piece := stream.read(1 << 20):
                whole.update(piece)
    return whole.hexdigest()
