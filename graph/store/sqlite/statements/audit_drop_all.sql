-- Every entry goes; the layout is made anew afterwards.
DROP TABLE audit;
DROP TABLE audit_head;
DROP TABLE audit_file;
