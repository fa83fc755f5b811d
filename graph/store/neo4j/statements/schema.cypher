// Constraints and indexes of the layout.
CREATE CONSTRAINT version_sequence IF NOT EXISTS FOR (v:Version) REQUIRE v.sequence IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT document_hash IF NOT EXISTS FOR (d:Document) REQUIRE d.hash IS UNIQUE;
CREATE CONSTRAINT kept_name IF NOT EXISTS FOR (k:Kept) REQUIRE k.name IS UNIQUE;
CREATE CONSTRAINT counter_name IF NOT EXISTS FOR (c:Counter) REQUIRE c.name IS UNIQUE;
CREATE INDEX version_entity IF NOT EXISTS FOR (v:Version) ON (v.entity);
CREATE INDEX version_source IF NOT EXISTS FOR (v:Version) ON (v.source);
CREATE INDEX version_target IF NOT EXISTS FOR (v:Version) ON (v.target);
CREATE INDEX version_code IF NOT EXISTS FOR (v:Version) ON (v.code);
CREATE INDEX version_number IF NOT EXISTS FOR (v:Version) ON (v.number);
CREATE INDEX version_owner IF NOT EXISTS FOR (v:Version) ON (v.owner);
CREATE INDEX version_closed IF NOT EXISTS FOR (v:Version) ON (v.closed_sequence);
CREATE TEXT INDEX version_search IF NOT EXISTS FOR (v:Version) ON (v.search_key);
CREATE INDEX statement_entity IF NOT EXISTS FOR (s:Statement) ON (s.entity);
CREATE INDEX derived_id IF NOT EXISTS FOR (d:Derived) ON (d.id);
CREATE INDEX derived_subject IF NOT EXISTS FOR (d:Derived) ON (d.subject);
CREATE FULLTEXT INDEX subject_name IF NOT EXISTS FOR (n:Subject) ON EACH [n.name] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CALL db.awaitIndexes(120);
