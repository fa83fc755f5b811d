"""The batch in idiomatic Cypher on a real Neo4j, at a size it finishes, against ours at the same size.

Cypher is spared the controllers as of each act: it closes control once, for today. What it takes is a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import neo4j
import numpy as np

from graph.model import day_of
from queries.control.parts import THREADS
from queries.control.province import control_on
from tests.benchmarks.batch import HOPS, HUB, Job
from tests.benchmarks.line import Line, seconds
from tests.benchmarks.province import NODE_KINDS, TIE_KINDS, TODAY, Province, province
from tests.neo4j_server import Neo4jServer

SHARE = {"small": 0.005, "province": 0.05}
_CHUNK = 10_000

_NODES = "UNWIND $rows AS row CREATE (:Subject {id: row[0], public: row[1]})"
_TIES = """
UNWIND $rows AS row
MATCH (a:Subject {id: row[0]}) MATCH (b:Subject {id: row[1]})
CREATE (a)-[:$(row[2]) {since: row[3], until: row[4], part: row[5], whole: row[6]}]->(b)
"""
_ACTS = """
UNWIND $rows AS row
MATCH (s:Subject {id: row[1]})
CREATE (:Act {id: row[0], day: row[2], kind: row[3]})-[:AGAINST]->(s)
"""

_BALLOTS = """
MATCH (h:Subject)-[r:SHAREHOLDER_OF]->(c:Subject)
WHERE r.since <= $day AND $day < r.until AND NOT c.public
WITH c, max(r.whole) AS total, collect([r.part, r.whole, h = c]) AS lots
WITH c, total, reduce(o = 0, l IN lots | o + CASE WHEN l[2] THEN l[0] * (total / l[1]) ELSE 0 END) AS own,
     reduce(o = 0, l IN lots | o + CASE WHEN l[2] THEN 0 ELSE l[0] * (total / l[1]) END) AS every
WHERE own < total AND own + every <= total AND every >= (total - own) / 2 + 1
SET c.total = total, c.needed = (total - own) / 2 + 1
"""
_PARTNERSHIPS = """
MATCH (h:Subject)-[r:EXECUTING_PARTNER_OF]->(c:Subject)
WHERE r.since <= $day AND $day < r.until AND h <> c AND NOT c.public
WITH c, collect(DISTINCT h) AS partners
SET c.needed = NULL
WITH c, partners WHERE size(partners) = 1
UNWIND partners AS partner
CREATE (partner)-[:FOLLOWED_BY]->(c)
"""
_ROUND = """
CALL {
  MATCH (a:Subject)-[r:SHAREHOLDER_OF]->(c:Subject)
  WHERE r.since <= $day AND $day < r.until AND c.needed IS NOT NULL AND a <> c
  RETURN a, c, r.part * (c.total / r.whole) AS votes
  UNION ALL
  MATCH (a:Subject)-[:CONTROLS]->(z:Subject)-[r:SHAREHOLDER_OF]->(c:Subject)
  WHERE r.since <= $day AND $day < r.until AND c.needed IS NOT NULL AND a <> c AND z <> c
  RETURN a, c, r.part * (c.total / r.whole) AS votes
}
WITH a, c, sum(votes) AS held
WHERE held >= c.needed AND NOT EXISTS { (a)-[:CONTROLS]->(c) }
CREATE (a)-[:CONTROLS]->(c)
RETURN count(*)
"""
_FOLLOW = """
CALL {
  MATCH (a:Subject)-[:FOLLOWED_BY]->(c:Subject) RETURN a, c
  UNION
  MATCH (a:Subject)-[:CONTROLS]->(:Subject)-[:FOLLOWED_BY]->(c:Subject) WHERE a <> c RETURN a, c
}
WITH a, c WHERE NOT EXISTS { (a)-[:CONTROLS]->(c) }
CREATE (a)-[:CONTROLS]->(c)
RETURN count(*)
"""
_CONTROLLED = "MATCH (c:Subject) WHERE EXISTS { (:Subject)-[:CONTROLS]->(c) } RETURN count(c)"
_FORGET = "MATCH (c:Subject) REMOVE c.needed, c.total WITH c MATCH (c)-[r:CONTROLS|FOLLOWED_BY]->() DELETE r"
_ROLES = """
MATCH (act:Act)-[:AGAINST]->(c:Subject)<-[r:LEGAL_REPRESENTATIVE_OF]-(p:Subject)
WHERE act.kind IN [0, 2] AND r.since <= act.day AND act.day < r.until
RETURN count(DISTINCT [act.id, p.id])
"""
_RISK = """
MATCH (act:Act)-[:AGAINST]->(s:Subject)
WHERE COUNT { (s)-[:SHAREHOLDER_OF|EXECUTING_PARTNER_OF|LEGAL_REPRESENTATIVE_OF|OFFICER_OF]-() } <= $hub
MATCH (s)-[r:SHAREHOLDER_OF|EXECUTING_PARTNER_OF|LEGAL_REPRESENTATIVE_OF|OFFICER_OF]-(m:Subject)
WHERE r.since <= act.day AND act.day < r.until AND NOT m.public
CALL {
  WITH act, r, m
  RETURN m AS t, $weights[type(r)] AS strength
  UNION ALL
  WITH act, r, m
  MATCH (m)-[q:SHAREHOLDER_OF|EXECUTING_PARTNER_OF|LEGAL_REPRESENTATIVE_OF|OFFICER_OF]-(t:Subject)
  WHERE q.since <= act.day AND act.day < q.until AND NOT t.public
    AND COUNT { (m)-[:SHAREHOLDER_OF|EXECUTING_PARTNER_OF|LEGAL_REPRESENTATIVE_OF|OFFICER_OF]-() } <= $hub
  RETURN t, $weights[type(r)] * $weights[type(q)] / 1000 AS strength
}
WITH act, s, t, max(strength) AS strength WHERE t <> s
RETURN count(*)
"""


def run(size: str) -> Iterator[Line]:
    """One size, on a server of the run's own."""
    assert HOPS == 2, "the Cypher is written for two steps"
    drawn = province(SHARE[size])
    job = Job(drawn)
    job()
    ours = median(seconds(job) for _ in range(5))
    with Neo4jServer(heap="3g", page_cache="1g") as server:
        quiet = neo4j.GraphDatabase.driver(server.uri, auth=server.auth, notifications_min_severity="OFF")
        with quiet as driver, driver.session() as session:
            fill(session, drawn)
            Cypher(session)()
            session.run(_FORGET).consume()
            theirs = Cypher(session)
            spent = seconds(theirs)
    day = day_of(TODAY)
    assert day is not None
    whole = control_on(job.columns, day)
    ringed = {job.columns.number(member) for ring in whole.rings for member in ring}
    headed = set(np.flatnonzero(whole.head != np.arange(len(whole.head))).tolist())
    assert theirs.controlled == len(headed | ringed), "Cypher finds other companies controlled"
    assert theirs.reached == len(job.spread.reached), "Cypher reaches others"
    yield Line(
        "batch_cypher",
        f"{size}: {job.columns.ties} ties, {len(drawn.act_day)} acts",
        ours,
        "idiomatic Cypher, without controllers as of the acts",
        spent,
        goal="ratio ≥ 300",
        more={"threads": THREADS, "rounds": theirs.rounds, "reached": theirs.reached, "controlled": theirs.controlled},
    )


class Cypher:
    """The job: control by rounds of materialised ties until none is new, roles of acts, associated risk."""

    def __init__(self, session: neo4j.Session) -> None:
        self._session = session
        self.rounds = self.controlled = self.reached = 0

    def __call__(self) -> None:
        """All of it."""
        self._one(_BALLOTS)
        self._one(_PARTNERSHIPS)
        while self._one(_ROUND) + self._one(_FOLLOW):
            self.rounds += 1
        self.controlled = self._one(_CONTROLLED)
        self._one(_ROLES)
        self.reached = self._one(_RISK)

    def _one(self, text: str) -> int:
        weights = dict(zip(TIE_KINDS, (600, 800, 700, 400), strict=True))
        record = self._session.run(neo4j.Query(text), day=TODAY, hub=HUB, weights=weights).single()
        return int(record[0]) if record is not None else 0


def fill(session: neo4j.Session, drawn: Province) -> None:
    """The province as a graph."""
    session.run("CREATE CONSTRAINT FOR (s:Subject) REQUIRE s.id IS UNIQUE").consume()
    public = (drawn.kinds == NODE_KINDS.index("GovernmentBody")).tolist()
    _each(session, _NODES, [list(row) for row in enumerate(public)])
    source, target, label, *numbers = (column.tolist() for column in drawn.ties[:7])
    kinds = [TIE_KINDS[kind] for kind in label]
    _each(session, _TIES, [list(row) for row in zip(source, target, kinds, *numbers, strict=True)])
    acts = (column.tolist() for column in (drawn.act_company, drawn.act_day, drawn.act_kind))
    _each(session, _ACTS, [list(row) for row in zip(range(len(drawn.act_day)), *acts, strict=True)])


def _each(session: neo4j.Session, text: str, rows: list[list[object]]) -> None:
    for start in range(0, len(rows), _CHUNK):
        session.run(neo4j.Query(text), rows=rows[start : start + _CHUNK]).consume()
