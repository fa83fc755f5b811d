"""The same jobs in DuckDB SQL: a peer on the same cores, and an oracle that shares nothing with the kernels.

Everybody is numbered in the order of ids, so that the smallest number of a ring is its smallest id. One person on one
act's day is one number too (``act * 2³² + number``), so that one closure does for a province and for many days.
"""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np

from tests.benchmarks.province import NODE_KINDS, Ints, Province

_LOAD = """
CREATE TABLE tie AS SELECT source::BIGINT AS source, target::BIGINT AS target, label, since, until,
    part::BIGINT AS part, whole::BIGINT AS whole FROM given_ties;
CREATE TABLE node AS SELECT node::BIGINT AS node, public FROM given_nodes;
CREATE TABLE act AS SELECT act::BIGINT AS act, company::BIGINT AS company, day, kind FROM given_acts;
CREATE TABLE rule AS SELECT * FROM (VALUES (0, 0), (0, 1), (1, 0), (1, 2), (2, 0), (2, 1), (2, 2)) AS r (kind, reach);
CREATE TABLE weight AS SELECT * FROM (VALUES (0, 600), (1, 800), (2, 700), (3, 400)) AS w (label, passed);
CREATE TABLE degree AS SELECT node, count(*) AS degree FROM
    (SELECT source AS node FROM tie UNION ALL SELECT target FROM tie) GROUP BY node;
"""

_STANDING_TODAY = """
CREATE OR REPLACE TEMP TABLE standing AS
SELECT t.source AS holder, t.target AS company, label, part, whole
FROM tie t JOIN node n ON n.node = t.target
WHERE label <= 1 AND since <= $day AND $day < until AND NOT n.public;
"""

_STANDING_ABOVE_ACTS = """
CREATE OR REPLACE TEMP TABLE standing AS
WITH RECURSIVE above (act, day, node) AS (
    SELECT act, day, company FROM act
    UNION
    SELECT a.act, a.day, t.source
    FROM above a JOIN tie t ON t.target = a.node JOIN node n ON n.node = t.target
    WHERE t.label <= 1 AND t.since <= a.day AND a.day < t.until AND NOT n.public
)
SELECT a.act * 4294967296 + t.source AS holder, a.act * 4294967296 + t.target AS company, label, part, whole
FROM above a JOIN tie t ON t.target = a.node JOIN node n ON n.node = t.target
WHERE t.label <= 1 AND t.since <= a.day AND a.day < t.until AND NOT n.public;
"""

_VOTES = """
CREATE OR REPLACE TEMP TABLE partner AS
SELECT company, min(holder) AS holder, count(DISTINCT holder) AS several
FROM standing WHERE label = 1 AND holder <> company GROUP BY company;
CREATE OR REPLACE TEMP TABLE ballot AS
WITH scaled AS (SELECT company, holder, part, whole, max(whole) OVER (PARTITION BY company) AS total
                FROM standing WHERE label = 0),
lots AS (SELECT company, holder, part * (total // whole) AS votes, total FROM scaled)
SELECT company, any_value(total) AS total, coalesce(sum(votes) FILTER (WHERE holder = company), 0)::BIGINT AS own,
    coalesce(sum(votes) FILTER (WHERE holder <> company), 0)::BIGINT AS every
FROM lots GROUP BY company;
CREATE OR REPLACE TEMP TABLE decisive AS
SELECT company, (total - own) // 2 + 1 AS needed FROM ballot
WHERE own < total AND own + every <= total AND every >= (total - own) // 2 + 1
  AND company NOT IN (SELECT company FROM partner)
UNION ALL SELECT company, 1 FROM partner WHERE several = 1;
CREATE OR REPLACE TEMP TABLE vote AS
SELECT s.holder, s.company, sum(s.part * (b.total // s.whole))::BIGINT AS votes
FROM standing s JOIN ballot b USING (company) JOIN decisive d USING (company)
WHERE s.label = 0 AND s.holder <> s.company AND s.company NOT IN (SELECT company FROM partner)
GROUP BY s.holder, s.company
UNION ALL SELECT holder, company, 1 FROM partner WHERE several = 1;
CREATE OR REPLACE TEMP TABLE contracted AS SELECT holder AS grp, company, votes FROM vote;
CREATE OR REPLACE TEMP TABLE up (node BIGINT, above BIGINT);
"""

_MOVED = """
CREATE OR REPLACE TEMP TABLE moved AS
SELECT c.company AS node, c.grp AS above FROM contracted c JOIN decisive d USING (company)
WHERE c.votes >= d.needed AND c.grp <> c.company;
"""

_JUMP = """
CREATE OR REPLACE TEMP TABLE {table} AS
SELECT m.node, coalesce(n.above, m.above) AS above FROM {table} m LEFT JOIN {table} n ON n.node = m.above;
"""
_JUMPS = {table: _JUMP.format(table=table) for table in ("moved", "up", "circle")}

_CIRCLES = """
CREATE OR REPLACE TEMP TABLE circle AS SELECT node, above FROM moved WHERE above IN (SELECT node FROM moved);
"""

_BREAK = """
CREATE OR REPLACE TEMP TABLE first AS
WITH RECURSIVE walk (start, node) AS (
    SELECT DISTINCT above, above FROM circle UNION SELECT w.start, o.above FROM walk w JOIN once o ON o.node = w.node)
SELECT start, min(node) AS least FROM walk GROUP BY start;
CREATE OR REPLACE TEMP TABLE moved AS
SELECT m.node, coalesce(f.least, m.above) AS above FROM moved m LEFT JOIN first f ON f.start = m.above
WHERE m.node <> coalesce(f.least, m.above);
"""

_CONTRACT = """
INSERT INTO up SELECT node, above FROM moved;
CREATE OR REPLACE TEMP TABLE contracted AS
SELECT coalesce(m.above, c.grp) AS grp, c.company, sum(c.votes)::BIGINT AS votes
FROM contracted c LEFT JOIN moved m ON m.node = c.grp
WHERE c.company NOT IN (SELECT node FROM moved) GROUP BY 1, 2;
"""

_RINGS = """
CREATE OR REPLACE TEMP TABLE ringed AS
SELECT DISTINCT c.company AS head FROM contracted c JOIN decisive d USING (company)
WHERE c.grp = c.company AND c.votes >= d.needed;
CREATE OR REPLACE TEMP TABLE inside AS
SELECT head, head AS node FROM ringed UNION ALL SELECT above, node FROM up WHERE above IN (SELECT head FROM ringed);
CREATE OR REPLACE TEMP TABLE within AS
SELECT a.head, v.holder, v.company, v.votes, d.needed
FROM vote v JOIN inside a ON a.node = v.holder JOIN inside b ON b.node = v.company JOIN decisive d USING (company)
WHERE a.head = b.head;
CREATE OR REPLACE TEMP TABLE reach AS SELECT DISTINCT holder AS top, holder AS node FROM within;
"""

_REACH = """
INSERT INTO reach
SELECT r.top, w.company FROM reach r JOIN within w ON w.holder = r.node
GROUP BY r.top, w.company HAVING sum(w.votes) >= any_value(w.needed)
EXCEPT SELECT top, node FROM reach;
"""

_HEADS = """
CREATE OR REPLACE TEMP TABLE ring AS
SELECT i.head, least(min(i.node), any_value(i.head)) AS least FROM inside i
WHERE (i.node, i.head) IN (SELECT (top, node) FROM reach) AND (i.head, i.node) IN (SELECT (top, node) FROM reach)
GROUP BY i.head;
CREATE OR REPLACE TEMP TABLE head AS
SELECT u.node, coalesce(r.least, u.above) AS head FROM up u LEFT JOIN ring r ON r.head = u.above
UNION ALL SELECT head, least FROM ring WHERE head <> least;
"""

_MEASURES = """
CREATE OR REPLACE TEMP TABLE role AS
SELECT DISTINCT a.act, t.source AS person
FROM act a JOIN tie t ON t.target = a.company WHERE t.label = 2 AND t.since <= a.day AND a.day < t.until;
CREATE OR REPLACE TEMP TABLE measure AS
SELECT a.act, a.company AS subject, r.reach FROM act a JOIN rule r USING (kind) WHERE r.reach = 0
UNION ALL SELECT a.act, o.person, r.reach FROM act a JOIN rule r USING (kind) JOIN role o USING (act) WHERE r.reach = 1
UNION ALL SELECT a.act, h.head % 4294967296, r.reach FROM act a JOIN rule r USING (kind)
JOIN head h ON h.node = a.act * 4294967296 + a.company
WHERE r.reach = 2 AND h.head <> h.node;
"""

_SPREAD = """
CREATE OR REPLACE TEMP TABLE way AS
SELECT source AS here, target AS there, since, until, passed FROM tie JOIN weight USING (label)
UNION ALL SELECT target, source, since, until, passed FROM tie JOIN weight USING (label);
CREATE OR REPLACE TEMP TABLE level AS SELECT act, day, company AS node, 1000::BIGINT AS strength FROM act;
CREATE OR REPLACE TEMP TABLE found (act BIGINT, node BIGINT, strength BIGINT);
"""

_HOP = """
CREATE OR REPLACE TEMP TABLE level AS
SELECT l.act, l.day, w.there AS node, max(l.strength * w.passed // 1000) AS strength
FROM level l JOIN degree d ON d.node = l.node JOIN way w ON w.here = l.node JOIN node n ON n.node = w.there
WHERE d.degree <= $hub AND w.since <= l.day AND l.day < w.until AND NOT n.public
GROUP BY l.act, l.day, w.there HAVING max(l.strength * w.passed // 1000) > 0;
INSERT INTO found SELECT act, node, strength FROM level;
"""

_RISK = """
CREATE OR REPLACE TEMP TABLE strongest AS
SELECT f.act, f.node, max(strength) AS strength FROM found f JOIN act a USING (act) WHERE f.node <> a.company
GROUP BY f.act, f.node;
CREATE OR REPLACE TEMP TABLE risk AS
SELECT node, 1000000000000 - list_reduce(list_prepend(1000000000000, list_sort(list(strength), 'DESC')),
    lambda none, s: none * (1000 - s) // 1000) AS risk
FROM strongest GROUP BY node;
"""


class Duck:
    """A province in DuckDB's own tables, on as many threads as there are cores."""

    def __init__(self, province: Province, rank: Ints, threads: int) -> None:
        self._database = duckdb.connect()
        self._database.execute("SET threads = $threads", {"threads": threads})
        self._database.execute("SET memory_limit = '6GB'")
        ties, public = province.ties, province.kinds == NODE_KINDS.index("GovernmentBody")
        given: dict[str, dict[str, Any]] = {
            "given_ties": {**ties._asdict(), "source": rank[ties.source], "target": rank[ties.target]},
            "given_nodes": {"node": rank, "public": public},
            "given_acts": {
                "act": np.arange(len(province.act_day)),
                "company": rank[province.act_company],
                "day": province.act_day,
                "kind": province.act_kind,
            },
        }
        for name, columns in given.items():
            self._database.register(name, columns)
        self._run(_LOAD)
        for name in given:
            self._database.unregister(name)

    def _run(self, text: str, **parameters: int) -> None:
        for statement in filter(str.strip, text.split(";\n")):
            self._database.execute(
                statement, {name: parameters[name] for name in parameters if f"${name}" in statement}
            )

    def _one(self, text: str) -> int:
        row = self._database.execute(text).fetchone()
        assert row is not None
        return int(row[0] or 0)

    def control_on(self, day: int) -> None:
        """The closure of the whole province on a day, into ``head``."""
        self._run(_STANDING_TODAY, day=day)
        self._close()

    def control_at_acts(self) -> None:
        """The closure of what stands above each act's company on the act's day, into ``head``."""
        self._run(_STANDING_ABOVE_ACTS)
        self._close()

    def _close(self) -> None:
        self._run(_VOTES)
        while True:
            self._run(_MOVED)
            if not self._one("SELECT count(*) FROM moved"):
                break
            self._run("CREATE OR REPLACE TEMP TABLE once AS SELECT * FROM moved;\n")
            self._jump("moved")
            self._run(_CIRCLES)
            if self._one("SELECT count(*) FROM circle"):
                self._run(_BREAK)
            self._run(_CONTRACT)
        self._jump("up")
        self._run(_RINGS)
        before = -1
        while (now := self._one("SELECT count(*) FROM reach")) != before:
            before = now
            self._run(_REACH)
        self._run(_HEADS)

    def _jump(self, table: str) -> None:
        """Point everybody at the top; on a circle, somewhere on it. Longer circles than 2³² there are none."""
        waiting = f"SELECT count(*) FROM {table} m SEMI JOIN {table} n ON n.node = m.above"  # noqa: S608 - our own names
        before, rounds = -1, 0
        while (now := self._one(waiting)) and (now != before or rounds < 6):
            rounds = rounds + 1 if now == before else 0
            before = now
            self._run(_JUMPS[table])

    def batch(self, hops: int, hub: int) -> None:
        """Controllers and roles as of each act, the rules' measures, and associated risk."""
        self.control_at_acts()
        self._run(_MEASURES)
        self._run(_SPREAD)
        for _ in range(hops):
            self._run(_HOP, hub=hub)
        self._run(_RISK)

    def digests(self) -> dict[str, int]:
        """What the last batch came to, in numbers that do not depend on order."""
        return {
            "measures": self._one(
                "SELECT sum(((act + 1) * 1000003 + (subject + 1) * 7919 + reach) % 998244353) FROM measure"
            ),
            "risk": self._one("SELECT sum(((node + 1) * 7919 + risk) % 998244353) FROM risk WHERE risk > 0"),
        }

    def head_digest(self) -> int:
        """Who is headed by whom, in a number that does not depend on order."""
        return self._one("SELECT sum(((node + 1) * (head + 1)) % 998244353) FROM head WHERE node <> head")
