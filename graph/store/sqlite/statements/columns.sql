-- What is known now of the facts numbered in a range, written close together: kinds and ends with a mark between them,
-- numbers as hexadecimal digits of one width. Properties are canonical JSON, in which a quote inside a text is escaped:
-- a name in quotes with its value is that property.
SELECT group_concat(kind, char(31)),
       group_concat(CASE shape WHEN 'tie' THEN source ELSE entity END, char(31)),
       group_concat(CASE shape WHEN 'tie' THEN target ELSE entity END, char(31)),
       group_concat(printf('%016x%016x%016x%016x',
           sequence * 16 + CASE shape WHEN 'tie'
               THEN (instr(properties, '"certainty":"possible"') > 0) + 2 * (instr(properties, '"disclosed":false') > 0)
               ELSE 4 + 8 * (owner <> '') END,
           ((coalesce(valid_from, -2147483648) + 2147483648) << 32) + coalesce(valid_to, 2147483647) + 2147483648,
           CASE kind WHEN 'SHAREHOLDER_OF' THEN coalesce(json_extract(properties, '$.capital'), 0)
                                              - coalesce(json_extract(properties, '$.band'), 0) ELSE 0 END,
           CASE kind WHEN 'SHAREHOLDER_OF' THEN coalesce(json_extract(properties, '$.total'), 0) ELSE 0 END), '')
  FROM fact
 WHERE sequence > :after AND sequence <= :upto AND recorded_to IS NULL;
