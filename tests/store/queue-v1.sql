-- The queue of changes of the first version of the schema, with one change in it.
CREATE TABLE change (number INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE,  member_id TEXT NOT NULL, member_name TEXT NOT NULL, base_version TEXT,  created INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,  error_code INTEGER, error_message TEXT);
CREATE TABLE change_field (uuid TEXT NOT NULL, field TEXT NOT NULL, old_value TEXT,  new_value TEXT, PRIMARY KEY (uuid, field)) WITHOUT ROWID;
INSERT INTO change VALUES(1,'u-1','m-1','Ada Moor','W/"1"',1767225600000,'queued',0,NULL,NULL);
INSERT INTO change_field VALUES('u-1','title','Pilot','Captain');
PRAGMA user_version = 1;
