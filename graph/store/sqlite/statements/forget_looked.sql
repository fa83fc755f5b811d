-- What the derivation of a record looked at before.
DELETE FROM looked WHERE record = :record;
