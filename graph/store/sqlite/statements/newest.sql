-- newest
-- When the newest complete document of each format was recorded.
SELECT asked.value,
       (SELECT max(recorded_at) FROM document
         WHERE format = asked.value AND complete AND recorded_at <= coalesce(:known_at, 9223372036854775807))
  FROM json_each(:formats) AS asked;
