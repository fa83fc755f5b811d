"""From an address to a store: the one place that knows which adapter answers to which scheme."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

from graph.store.errors import StoreError
from graph.store.port import Store
from graph.store.sqlite.connection import is_blank, migrate, own_files
from graph.store.sqlite.store import SqliteStore

_SQLITE = "sqlite:///"
_SERVERS = ("neo4j", "bolt", "neo4j+s", "bolt+s")


def default_url() -> str:
    """``CREDITGRAPH_STORE`` where it is set, otherwise a file in the user's data folder."""
    named = os.environ.get("CREDITGRAPH_STORE", "").strip()
    return named or f"{_SQLITE}{user_data_path('creditgraph') / 'creditgraph.db'}"


def open_store(url: str, *, create: bool = False) -> Store:
    """The store at an address: ``sqlite:///relative``, ``sqlite:////absolute``, ``neo4j://host:7687/database``.

    Also ``bolt://`` and ``neo4j+s://``; a server's credentials come from ``NEO4J_USER`` and ``NEO4J_PASSWORD`` alone.
    With ``create`` a missing file is made. Raises StoreError for an address that cannot be one, and what the store at
    the address raises.
    """
    if url.startswith(_SQLITE):
        path = url.removeprefix(_SQLITE)
        if not path:
            raise StoreError("地址里没有文件路径 (no file in the address): sqlite:///path/file.db")
        return SqliteStore(Path(path).expanduser(), create=create)
    scheme = url.partition("://")[0]
    if scheme not in _SERVERS:
        raise StoreError(
            f"不认识的库地址（scheme {_visible(scheme)}）；请用 sqlite:///path/file.db 或 neo4j://host:7687/database "
            "(unknown store address)"
        )
    return _open_server(url, create=create)


def is_file(url: str) -> bool:
    """Whether the store at an address is a file, which any process of this machine and user can open by it alone."""
    return url.startswith(_SQLITE)


def restore_store(url: str, backup: Path) -> int:
    """Fill the store at an address from a backup file; returns the number of facts. Raises what ``restore`` raises.

    A file that is made for it is not left behind where that fails.
    """
    path = Path(url.removeprefix(_SQLITE)).expanduser() if url.startswith(_SQLITE) else None
    made = path is not None and is_blank(path)
    opened = open_store(url, create=True)
    try:
        return opened.restore(backup)
    except BaseException:
        opened.close()
        if made and path is not None:
            for file in own_files(path):
                file.unlink(missing_ok=True)
        raise
    finally:
        opened.close()


def migrate_store(url: str) -> None:
    """Bring the store at an address to this release's schema version; SchemaMismatch where no way leads there."""
    if url.startswith(_SQLITE) and (path := Path(url.removeprefix(_SQLITE)).expanduser()).is_file():
        migrate(path)
    elif url.partition("://")[0] in _SERVERS:
        _open_server(url, create=False, migrate=True).close()
    open_store(url).close()


def _open_server(url: str, *, create: bool, migrate: bool = False) -> Store:
    if "@" in urlsplit(url).netloc:
        raise StoreError(
            "地址里不能写用户名和密码；请设置环境变量 NEO4J_USER 和 NEO4J_PASSWORD "
            "(no credentials in the address: set NEO4J_USER and NEO4J_PASSWORD)"
        )
    user, password = os.environ.get("NEO4J_USER", ""), os.environ.get("NEO4J_PASSWORD", "")
    if not user or not password:
        raise StoreError("请设置环境变量 NEO4J_USER 和 NEO4J_PASSWORD (set both for a Neo4j store)")
    from graph.store.neo4j.store import Neo4jStore

    return Neo4jStore(url, user, password, create=create, migrate=migrate)


def _visible(scheme: str) -> str:
    """A scheme to show: nothing of an address that might hold a secret."""
    return scheme if scheme.replace("+", "").isalnum() and len(scheme) < 20 else "?"
