"""From one schema version of a store to the next: one text a step, all of them in one transaction or none."""

from __future__ import annotations

from graph.store.errors import SchemaMismatch
from graph.store.port import SCHEMA_VERSION

FIRST = 1
"""The oldest schema version there is a way from."""


def other_version(where: str, found: int) -> SchemaMismatch:
    """What to say of a store that another schema version wrote; the store itself was left as it is."""
    if FIRST <= found < SCHEMA_VERSION:
        way = "请先备份，再运行 creditgraph store migrate (back up, then creditgraph store migrate)"
    else:
        way = (
            "没有 creditgraph store migrate 可走的路，请改用写出它的版本 "
            "(no way by creditgraph store migrate: use the release that wrote it)"
        )
    return SchemaMismatch(f"{where} 的结构版本是 {found}，本程序需要 {SCHEMA_VERSION} (schema versions)；{way}")


def steps(where: str, found: int) -> list[str]:
    """The operations that lead from a schema version to this release's. Raises SchemaMismatch where none do."""
    if not FIRST <= found <= SCHEMA_VERSION:
        raise other_version(where, found)
    return [f"migrate_{version}" for version in range(found, SCHEMA_VERSION)]
