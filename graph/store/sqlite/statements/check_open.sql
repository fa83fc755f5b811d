-- Entities with two open versions of one origin.
SELECT entity FROM fact WHERE recorded_to IS NULL GROUP BY entity, owner HAVING count(*) > 1 ORDER BY entity;
