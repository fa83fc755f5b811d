// All versions of derived facts.
UNWIND $ids AS id
MATCH (d:Derived {id: id})
DETACH DELETE d
