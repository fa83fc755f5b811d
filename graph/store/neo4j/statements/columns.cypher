// Everything known now, as rows of numbers and ends.
CALL {
  MATCH (a:Entity)-[r]->(b:Entity)
  RETURN r.sequence AS sequence, type(r) AS kind, a.id AS source, b.id AS target, r.valid_from AS since, r.valid_to AS until,
    CASE type(r) WHEN "SHAREHOLDER_OF" THEN coalesce(r.capital, 0) - coalesce(r.band, 0) ELSE 0 END AS held,
    CASE type(r) WHEN "SHAREHOLDER_OF" THEN coalesce(r.total, 0) ELSE 0 END AS total,
    CASE WHEN r.certainty = "possible" THEN 1 ELSE 0 END + CASE WHEN r.disclosed = false THEN 2 ELSE 0 END AS marks
  UNION ALL
  MATCH (v:Version)
  WHERE v.recorded_to IS NULL AND v.shape <> "tie"
  RETURN v.sequence AS sequence, v.kind AS kind, v.entity AS source, v.entity AS target, v.valid_from AS since, v.valid_to AS until,
    0 AS held, 0 AS total, 4 + CASE WHEN v.owner IS NULL THEN 0 ELSE 8 END AS marks
}
RETURN sequence, kind, source, target, coalesce(since, -2147483648), coalesce(until, 2147483647), held, total, marks
