/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-migrations-private.h"

/* `UaDi` in ASCII: tells the file apart from other SQLite databases. */
#define APPLICATION_ID 0x55614469

/* One row of `resource` is one resource as it is sent (see ua-dir-text.c); the tables beside it
 * hold what is looked up, sorted, checked or never sent. */
static const char version_1[] =
  "CREATE TABLE resource ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  type INTEGER NOT NULL,"
  "  uid TEXT NOT NULL UNIQUE,"
  "  version INTEGER NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  modified INTEGER NOT NULL,"
  "  external_id TEXT,"
  "  display TEXT NOT NULL,"
  "  text TEXT NOT NULL) STRICT;"

  "CREATE TABLE tally (type INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;"
  "INSERT INTO tally (type, n) VALUES (1, 0), (2, 0), (3, 0);"
  "CREATE TRIGGER resource_added AFTER INSERT ON resource BEGIN"
  "  UPDATE tally SET n = n + 1 WHERE type = NEW.type; END;"
  "CREATE TRIGGER resource_removed AFTER DELETE ON resource BEGIN"
  "  UPDATE tally SET n = n - 1 WHERE type = OLD.type; END;"

  "CREATE TABLE profile ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  name_key TEXT NOT NULL UNIQUE,"
  "  retired INTEGER NOT NULL) STRICT;"

  "CREATE TABLE member ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  user_name_key TEXT NOT NULL UNIQUE,"
  "  display_key TEXT NOT NULL,"
  "  given_key TEXT NOT NULL,"
  "  family_key TEXT NOT NULL,"
  "  title_key TEXT NOT NULL,"
  "  department_key TEXT NOT NULL,"
  "  employee_key TEXT NOT NULL,"
  "  hire_date TEXT NOT NULL,"
  "  status INTEGER NOT NULL,"
  "  access_level INTEGER NOT NULL,"
  "  role_profile INTEGER REFERENCES profile,"
  "  ambition_role INTEGER REFERENCES profile,"
  "  manager INTEGER REFERENCES member,"
  "  password_hash TEXT,"
  "  password_changed INTEGER,"
  "  must_change INTEGER NOT NULL DEFAULT 0,"
  "  failed_logins INTEGER NOT NULL DEFAULT 0,"
  "  locked_until INTEGER,"
  "  deactivated INTEGER,"
  "  deletion_date TEXT,"
  "  leaving_date TEXT) STRICT;"

  "CREATE TABLE member_email ("
  "  email_key TEXT PRIMARY KEY,"
  "  member INTEGER NOT NULL REFERENCES member ON DELETE CASCADE) STRICT, WITHOUT ROWID;"

  "CREATE TABLE member_group ("
  "  id INTEGER PRIMARY KEY REFERENCES resource ON DELETE CASCADE,"
  "  display_key TEXT NOT NULL,"
  "  kind TEXT NOT NULL) STRICT;"

  "CREATE TABLE membership ("
  "  group_id INTEGER NOT NULL REFERENCES member_group ON DELETE CASCADE,"
  "  member INTEGER NOT NULL REFERENCES member ON DELETE CASCADE,"
  "  roles TEXT NOT NULL DEFAULT '',"
  "  PRIMARY KEY (group_id, member)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE token ("
  "  id INTEGER PRIMARY KEY,"
  "  hash TEXT NOT NULL UNIQUE,"
  "  member INTEGER NOT NULL REFERENCES member ON DELETE CASCADE,"
  "  purpose TEXT NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  expires INTEGER,"
  "  used INTEGER) STRICT;"

  "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"

  "CREATE TABLE audit ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  at INTEGER NOT NULL,"
  "  actor TEXT,"
  "  action TEXT NOT NULL,"
  "  type INTEGER NOT NULL,"
  "  target TEXT NOT NULL,"
  "  version INTEGER,"
  "  changes TEXT) STRICT;"
  "CREATE INDEX audit_target ON audit (target, id);"

  "CREATE TABLE tombstone ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  at INTEGER NOT NULL,"
  "  type INTEGER NOT NULL,"
  "  uid TEXT NOT NULL UNIQUE) STRICT;"

  "CREATE TABLE message ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  member INTEGER REFERENCES member ON DELETE CASCADE,"
  "  recipient TEXT NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  subject TEXT NOT NULL,"
  "  body TEXT NOT NULL,"
  "  state TEXT NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  delivered INTEGER) STRICT;"
  "CREATE INDEX message_member ON message (member);"

  "CREATE TABLE invitation ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  member INTEGER NOT NULL REFERENCES member ON DELETE CASCADE,"
  "  inviter TEXT,"
  "  group_id INTEGER REFERENCES member_group ON DELETE SET NULL,"
  "  link_hash TEXT UNIQUE,"
  "  created INTEGER NOT NULL,"
  "  expires INTEGER,"
  "  accepted INTEGER,"
  "  message INTEGER REFERENCES message ON DELETE SET NULL) STRICT;"
  "CREATE INDEX invitation_member ON invitation (member);";

/* The indexes over many rows; filling an empty directory makes them after the rows. */
static const struct
{
  const char *name;
  const char *on;
} indexes[] = {
  { "resource_created", "resource (type, created)" },
  { "resource_modified", "resource (type, modified)" },
  { "resource_type", "resource (type)" },
  { "resource_external", "resource (external_id) WHERE external_id IS NOT NULL" },
  { "member_display", "member (display_key)" },
  { "member_given", "member (given_key)" },
  { "member_family", "member (family_key)" },
  { "member_title", "member (title_key)" },
  { "member_department", "member (department_key)" },
  { "member_employee", "member (employee_key)" },
  { "member_hire_date", "member (hire_date)" },
  { "member_status", "member (status)" },
  { "member_access", "member (access_level, status)" },
  { "member_role_profile", "member (role_profile) WHERE role_profile IS NOT NULL" },
  { "member_ambition", "member (ambition_role) WHERE ambition_role IS NOT NULL" },
  { "member_manager", "member (manager) WHERE manager IS NOT NULL" },
  { "member_email_member", "member_email (member)" },
  { "member_group_display", "member_group (display_key)" },
  { "member_leaves", "member (leaves) WHERE leaves IS NOT NULL AND status IN (2, 4)" },
  { "member_erases", "member (erases) WHERE erases IS NOT NULL" },
  { "member_retention", "member (retention) WHERE retention <> '" UA_DIR_ABSENT "'" },
  { "member_locked", "member (locked_until) WHERE locked_until IS NOT NULL" },
  { "membership_member", "membership (member, group_id, roles)" },
  { "token_member", "token (member)" },
  { "token_expires", "token (expires) WHERE expires IS NOT NULL" },
};

static const char *const version_1_parts[] = { version_1, NULL };

static const char *const *const versions[] = { version_1_parts, ua_dir_version_2 };

static gboolean
change_indexes (UaDirDb   *db,
                gboolean   create,
                GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      g_autofree char *sql =
        create ? g_strconcat ("CREATE INDEX IF NOT EXISTS ", indexes[i].name, " ON ",
                              indexes[i].on, NULL)
               : g_strconcat ("DROP INDEX IF EXISTS ", indexes[i].name, NULL);

      if (!ua_dir_db_exec (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ua_dir_drop_indexes:
 * @db: a writing connection within a transaction
 * @error: return location for an error
 *
 * Drops the indexes over many rows before these are filled in bulk.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_drop_indexes (UaDirDb  *db,
                     GError  **error)
{
  return change_indexes (db, FALSE, error);
}

/**
 * ua_dir_create_indexes:
 * @db: a writing connection within a transaction
 * @error: return location for an error
 *
 * Makes the indexes that ua_dir_drop_indexes() dropped.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_create_indexes (UaDirDb  *db,
                       GError  **error)
{
  return change_indexes (db, TRUE, error);
}

static gboolean
apply_versions (UaDirDb   *db,
                gint64     from,
                GError   **error)
{
  for (gsize i = (gsize) from; i < G_N_ELEMENTS (versions); i++)
    for (gsize n = 0; versions[i][n] != NULL; n++)
      if (!ua_dir_db_exec (db, versions[i][n], error))
        return FALSE;
  if (!change_indexes (db, TRUE, error))
    return FALSE;
  /* Neither pragma takes parameters; both values are constants. */
  return ua_dir_db_exec (db, "PRAGMA user_version = 2", error) &&
         ua_dir_db_exec (db, "PRAGMA application_id = 1432437865", error);
}

/**
 * ua_dir_migrate:
 * @db: a writing connection
 * @error: return location for an error
 *
 * Brings the database to the version of this program, in one transaction.
 *
 * Returns: whether it succeeded; else an error, %UA_ERROR_CORRUPT where the database is of another
 *   program or of a newer version
 */
gboolean
ua_dir_migrate (UaDirDb  *db,
                GError  **error)
{
  gint64 version, application, tables;

  G_STATIC_ASSERT (APPLICATION_ID == 1432437865);
  G_STATIC_ASSERT (G_N_ELEMENTS (versions) == 2);

  if (!ua_dir_db_get_int (db, &version, error, "PRAGMA user_version", "") ||
      !ua_dir_db_get_int (db, &application, error, "PRAGMA application_id", "") ||
      !ua_dir_db_get_int (db, &tables, error, "SELECT count (*) FROM sqlite_schema", ""))
    return FALSE;
  if (tables > 0 && application != APPLICATION_ID)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT,
                           "The database belongs to another program");
      return FALSE;
    }
  if (version > (gint64) G_N_ELEMENTS (versions))
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT,
                           "The database was made by a newer version of this program");
      return FALSE;
    }
  if (version == (gint64) G_N_ELEMENTS (versions))
    return TRUE;

  if (!ua_dir_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (apply_versions (db, version, error) && ua_dir_db_exec (db, "COMMIT", error))
    return TRUE;
  ua_dir_db_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

/**
 * ua_dir_is_current:
 * @db: a connection
 * @current: (out): whether the database is of this program in its present version
 * @error: return location for an error
 *
 * Returns: whether that could be found out
 */
gboolean
ua_dir_is_current (UaDirDb   *db,
                   gboolean  *current,
                   GError   **error)
{
  gint64 version, application;

  if (!ua_dir_db_get_int (db, &version, error, "PRAGMA user_version", "") ||
      !ua_dir_db_get_int (db, &application, error, "PRAGMA application_id", ""))
    return FALSE;
  *current = application == APPLICATION_ID && version == (gint64) G_N_ELEMENTS (versions);
  return TRUE;
}
