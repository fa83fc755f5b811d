-- Runs of three characters of every subject's name, where this SQLite can index them.
CREATE VIRTUAL TABLE name_index USING fts5 (name_key, content = '', tokenize = 'trigram case_sensitive 1');
