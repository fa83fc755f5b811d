-- Everything known now, as rows of numbers and ends. Properties are canonical JSON, in which a quote inside a text is
-- escaped: a name in quotes with its value is that property.
SELECT sequence, kind, source, target, coalesce(valid_from, -2147483648), coalesce(valid_to, 2147483647),
       CASE kind WHEN 'SHAREHOLDER_OF' THEN coalesce(json_extract(properties, '$.capital'), 0) ELSE 0 END,
       CASE kind WHEN 'SHAREHOLDER_OF' THEN coalesce(json_extract(properties, '$.total'), 0) ELSE 0 END,
       CASE kind WHEN 'SHAREHOLDER_OF' THEN coalesce(json_extract(properties, '$.band'), 0) ELSE 0 END,
       (instr(properties, '"certainty":"possible"') > 0) + 2 * (instr(properties, '"disclosed":false') > 0)
  FROM fact
 WHERE recorded_to IS NULL AND shape = 'tie'
 UNION ALL
SELECT sequence, kind, entity, entity, coalesce(valid_from, -2147483648), coalesce(valid_to, 2147483647), 0, 0, 0,
       4 + 8 * (owner <> '')
  FROM fact
 WHERE recorded_to IS NULL AND shape <> 'tie';
