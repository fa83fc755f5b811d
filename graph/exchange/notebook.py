"""The door of py2neo, for analysts' notebooks on the server store. An optional extra: ``creditgraph[py2neo]``.

    from graph.exchange.notebook import open_notebook

    graph = open_notebook("neo4j://127.0.0.1:7687/neo4j")  # NEO4J_USER and NEO4J_PASSWORD as everywhere
    graph.query("MATCH (n:Enterprise) WHERE n.name CONTAINS $text RETURN n.name, n.code", text="食品").to_table()
    graph.nodes.match("Enterprise", code="91640104MA0000015Y").first()

The platform itself uses the official driver; py2neo 2021.2.4 is the last release its maintainer made. On 5.26 LTS and
the current release these work: ``query``, ``run``, ``evaluate``, ``to_data_frame`` (with pandas), ``to_subgraph``, node
and relationship matchers, ``Repository`` and models (OGM). Its limits:

* ``graph.schema`` (constraints and indexes) and ``http://`` addresses do not work with these servers.
* The readable graph is what is known now, under natural labels and types. Earlier versions are under ``Version``: ask
  ``to_networkx(store, as_of, known_at)`` for both clocks, and the platform for anything derived.
* A tie has ``since`` and ``until`` (its first and last day, as py2neo's own dates) and ``valid_from``, ``valid_to``
  (days since 1970, half-open, none where no bound is known).
* Only ``query`` is read-only, and the server holds to that. Whatever else writes (``run``, ``create``, ``push``,
  ``merge``, ``delete``) goes round the store: the platform answers from ``Version``, so the readable graph would merely
  say something else, and ``creditgraph store check`` need not find it. Give notebooks a reader's account where the
  edition of Neo4j has them.
* Identity numbers are sealed and not in the readable graph. Names of natural persons are: whoever has the server's
  credentials sees them without a purpose or an entry in the audit log, so give these to nobody who may not.
* Numbers are 64-bit integers (fen, days, shares over a total); frames may turn a column with gaps into floats.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from graph.store.errors import StoreError, StoreMissing, StoreUnavailable
from graph.store.migration import other_version
from graph.store.port import SCHEMA_VERSION

try:
    from py2neo import Graph
    from py2neo.errors import ClientError, ConnectionUnavailable, ServiceUnavailable
except ImportError as error:  # pragma: no cover - the test environment has it
    raise ImportError(
        "需要 py2neo：pip install 'creditgraph[py2neo]' / py2neo is an extra: pip install 'creditgraph[py2neo]'"
    ) from error

_LAYOUT = "MATCH (c:Counter) RETURN c.schema_version"
_SCHEMES = ("neo4j", "bolt", "neo4j+s", "bolt+s")


def open_notebook(url: str) -> Graph:
    """The store at an address as py2neo's graph. Raises StoreError, StoreMissing, StoreUnavailable, SchemaMismatch."""
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or "@" in parts.netloc:
        raise StoreError(
            "py2neo 只打开 neo4j:// 或 bolt:// 地址，地址里不写口令 (only neo4j:// or bolt://, without credentials)"
        )
    user, password = os.environ.get("NEO4J_USER", ""), os.environ.get("NEO4J_PASSWORD", "")
    if not user or not password:
        raise StoreError("请设置环境变量 NEO4J_USER 和 NEO4J_PASSWORD (set both for a Neo4j store)")
    scheme = "bolt+s" if parts.scheme.endswith("+s") else "bolt"
    database = parts.path.strip("/") or None
    try:
        graph = Graph(f"{scheme}://{parts.netloc}", auth=(user, password), name=database)
        version = graph.query(_LAYOUT).evaluate()
    except ClientError as error:
        raise StoreError(f"Neo4j 不接受 (the server refuses): {error.title}") from None
    except (ConnectionUnavailable, ServiceUnavailable, OSError):
        raise StoreUnavailable(f"连不上 Neo4j：{parts.netloc} (the server cannot be reached)") from None
    if version is None:
        raise StoreMissing(f"没有这个库：{url}；请先运行 creditgraph store init (there is no store here)")
    if version != SCHEMA_VERSION:
        raise other_version(f"库 {url}", version)
    return graph


__all__ = ["Graph", "open_notebook"]
