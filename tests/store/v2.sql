-- What the second version of the schema adds to the first, with one mail in it.
CREATE TABLE kept (type TEXT NOT NULL, whole INTEGER NOT NULL, id TEXT NOT NULL,  data BLOB NOT NULL, PRIMARY KEY (type, whole, id));
INSERT INTO kept VALUES('message',0,'x-1',x'7375626a656374004b657074206265666f7265000073081700');
PRAGMA user_version = 2;
