-- Everything goes; the layout is made anew afterwards.
DROP VIEW shown;
DROP TABLE fact;
DROP TABLE statement;
DROP TABLE document;
DROP TABLE derived;
DROP TABLE looked;
DROP TABLE kept;
DROP TABLE audit;
DROP TABLE audit_head;
DROP TABLE counter;
DROP TABLE IF EXISTS name_index;
