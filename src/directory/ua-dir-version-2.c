/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-migrations-private.h"

#include "ua-dir-migrations.h"
#include "ua-scim-urn.h"

/* Version 2: everything that is done with members, a piece for each part of the service. */

/* What was answered to a request with an Idempotency-Key (ua-dir-replay.c). */
static const char replay[] =
  "CREATE TABLE replay ("
  "  actor INTEGER NOT NULL REFERENCES member ON DELETE CASCADE,"
  "  key TEXT NOT NULL,"
  "  digest TEXT NOT NULL,"
  "  at INTEGER NOT NULL,"
  "  status INTEGER NOT NULL,"
  "  etag TEXT,"
  "  location TEXT,"
  "  answer TEXT,"
  "  PRIMARY KEY (actor, key)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX replay_at ON replay (at);";

/* Counters for the types of resources that version 1 did not have. */
static const char types[] =
  "INSERT INTO tally (type, n) VALUES (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0);";

/* What the organisation has decided, and how many members are in each status, so that seats need
 * not be counted (ua-dir-settings.c, ua-dir-seats.c). */
static const char settings[] =
  "CREATE TABLE organisation_setting ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  name TEXT NOT NULL UNIQUE,"
  "  value TEXT) STRICT;"

  "CREATE TABLE seat (id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE) STRICT;"

  "CREATE TABLE status_tally (status INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;"
  "INSERT INTO status_tally (status, n) SELECT s.column1,"
  "  (SELECT count (*) FROM member WHERE status = s.column1) FROM (VALUES (1), (2), (3), (4)) s;"
  "CREATE TRIGGER member_added AFTER INSERT ON member BEGIN"
  "  UPDATE status_tally SET n = n + 1 WHERE status = NEW.status; END;"
  "CREATE TRIGGER member_changed AFTER UPDATE OF status ON member"
  "  WHEN OLD.status <> NEW.status BEGIN"
  "  UPDATE status_tally SET n = n - 1 WHERE status = OLD.status;"
  "  UPDATE status_tally SET n = n + 1 WHERE status = NEW.status; END;"
  "CREATE TRIGGER member_removed AFTER DELETE ON member BEGIN"
  "  UPDATE status_tally SET n = n - 1 WHERE status = OLD.status; END;";

/* Named sets of rights, and who has them (ua-dir-security-profiles.c).  The bits of `rights` are
 * those of UaDirRight. */
static const char security[] =
  "CREATE TABLE security_profile ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  name_key TEXT NOT NULL UNIQUE,"
  "  rights INTEGER NOT NULL) STRICT;"

  "CREATE TABLE security_member ("
  "  profile INTEGER NOT NULL REFERENCES security_profile ON DELETE CASCADE,"
  "  holder INTEGER NOT NULL REFERENCES member ON DELETE CASCADE,"
  "  PRIMARY KEY (profile, holder)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX security_member_holder ON security_member (holder);"

  "CREATE TABLE security_role ("
  "  profile INTEGER NOT NULL REFERENCES security_profile ON DELETE CASCADE,"
  "  holder INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,"
  "  PRIMARY KEY (profile, holder)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX security_role_holder ON security_role (holder);";

/* Mails and invitations, which nothing has used before (ua-dir-mail.c, ua-dir-invitation.c).  A
 * message or invitation goes with its member, and its resource with it; what lies in the spool
 * folder is named until it is removed there. */
static const char mail[] =
  "DROP TABLE invitation;"
  "DROP TABLE message;"

  "CREATE TABLE message ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  member INTEGER NOT NULL REFERENCES member ON DELETE CASCADE,"
  "  sender INTEGER REFERENCES member ON DELETE SET NULL,"
  "  recipient TEXT NOT NULL,"
  "  recipient_key TEXT NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  note TEXT NOT NULL,"
  "  state TEXT NOT NULL,"
  "  attempts INTEGER NOT NULL,"
  "  sent INTEGER,"
  "  due INTEGER) STRICT;"
  "CREATE INDEX message_member ON message (member);"
  "CREATE INDEX message_sender ON message (sender) WHERE sender IS NOT NULL;"
  "CREATE INDEX message_due ON message (due) WHERE due IS NOT NULL;"
  "CREATE TRIGGER message_removed AFTER DELETE ON message BEGIN"
  "  DELETE FROM resource WHERE id = OLD.id; END;"

  "CREATE TABLE invitation ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  member INTEGER NOT NULL UNIQUE REFERENCES member ON DELETE CASCADE,"
  "  email_key TEXT NOT NULL,"
  "  group_id INTEGER REFERENCES member_group ON DELETE SET NULL,"
  "  expires INTEGER NOT NULL,"
  "  message INTEGER REFERENCES message ON DELETE SET NULL) STRICT;"
  "CREATE INDEX invitation_group ON invitation (group_id) WHERE group_id IS NOT NULL;"
  "CREATE INDEX invitation_message ON invitation (message) WHERE message IS NOT NULL;"
  "CREATE TRIGGER invitation_removed AFTER DELETE ON invitation BEGIN"
  "  DELETE FROM resource WHERE id = OLD.id; END;"

  "CREATE TABLE spool_gone (uid TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
  "CREATE TRIGGER spool_to_clear AFTER DELETE ON resource WHEN OLD.type = 6 BEGIN"
  "  INSERT OR IGNORE INTO spool_gone (uid) VALUES (OLD.uid); END;"

  "ALTER TABLE token ADD COLUMN message INTEGER REFERENCES message ON DELETE CASCADE;"
  "CREATE INDEX token_message ON token (message) WHERE message IS NOT NULL;";

/* When members leave, are erased and unlocked by the service (ua-dir-clock.c); since when a member
 * of whom the data is kept has no access, until when it is, and whether it ever had. */
static const char life[] =
  "ALTER TABLE member ADD COLUMN leaves INTEGER;"
  "ALTER TABLE member ADD COLUMN erases INTEGER;"
  "ALTER TABLE member ADD COLUMN not_before INTEGER;"
  "ALTER TABLE member ADD COLUMN sessions_ended INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE member ADD COLUMN had_access INTEGER NOT NULL DEFAULT 1;"
  "ALTER TABLE member ADD COLUMN retention TEXT NOT NULL DEFAULT '" UA_DIR_ABSENT "';"
  "UPDATE member SET retention = json_extract (r.text,"
  "  '$.\"" UA_SCIM_URN_UA_USER "\".retentionUntil') FROM resource r WHERE r.id = member.id"
  "  AND json_extract (r.text, '$.\"" UA_SCIM_URN_UA_USER "\".retentionUntil') IS NOT NULL;"
  "UPDATE member SET leaves = ua_ms (leaving_date), erases = ua_ms (deletion_date),"
  "  had_access = status <> 1;"
  "ALTER TABLE member DROP COLUMN leaving_date;"
  "ALTER TABLE member DROP COLUMN deletion_date;"
  "UPDATE audit SET changes = ua_bare (changes)"
  "  WHERE changes LIKE '%manager%' OR changes LIKE '%members%';";

/* What members did (ua-dir-records.c). */
static const char records[] =
  "CREATE TABLE record ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  kind TEXT NOT NULL,"
  "  role TEXT,"
  "  open INTEGER NOT NULL,"
  "  anonymous INTEGER NOT NULL,"
  "  subject INTEGER REFERENCES member,"
  "  author INTEGER REFERENCES member,"
  "  plan INTEGER REFERENCES record,"
  "  profile INTEGER REFERENCES profile) STRICT;"
  "CREATE INDEX record_subject ON record (subject) WHERE subject IS NOT NULL;"
  "CREATE INDEX record_author ON record (author) WHERE author IS NOT NULL;"
  "CREATE INDEX record_plan ON record (plan) WHERE plan IS NOT NULL;"
  "CREATE INDEX record_profile ON record (profile) WHERE profile IS NOT NULL;"
  "INSERT INTO tally (type, n) VALUES (10, 0);";

/* The pictures of members (ua-dir-picture.c). */
static const char pictures[] =
  "CREATE TABLE picture ("
  "  member INTEGER PRIMARY KEY REFERENCES member ON DELETE CASCADE,"
  "  version INTEGER NOT NULL,"
  "  type TEXT NOT NULL,"
  "  bytes BLOB NOT NULL) STRICT;";

/* What came of rosters (ua-dir-provisioning-run.c).  They name members by ids alone. */
static const char provisioning[] =
  "CREATE TABLE provisioning_run ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  actor TEXT) STRICT;";

/* What the history is searched by (ua-dir-audit-events.c). */
static const char events[] =
  "CREATE INDEX audit_actor ON audit (actor, id);"
  "CREATE INDEX audit_at ON audit (at);";

const char *const ua_dir_version_2[] = {
  replay, types, settings, security, mail, life, records, pictures, provisioning, events, NULL
};
