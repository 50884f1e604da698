/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-users-private.h"

#include "ua-dir-address.h"
#include "ua-dir-functions.h"
#include "ua-dir-link.h"
#include "ua-dir-mail.h"
#include "ua-dir-message.h"
#include "ua-dir-picture.h"
#include "ua-json.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

#include <string.h>

/* What of a member stands in tables: what is looked up, sorted by, never sent, and due one day. */

static char *
make_key (JsonObject *object,
          const char *name)
{
  const char *text = object != NULL ? ua_json_get_string (object, name) : NULL;

  return text != NULL && *text != '\0' ? ua_dir_key (text) : g_strdup (UA_DIR_ABSENT);
}

/* The time that an attribute names, or 0, which stands for NULL. */
static gint64
read_due (JsonObject *extension,
          const char *name)
{
  gint64 time = ua_dir_read_time (ua_json_get_string (extension, name));

  return time != UA_TIME_NONE ? time : 0;
}

#define COLUMNS \
  "user_name_key, display_key, given_key, family_key, title_key, department_key, employee_key," \
  " hire_date, retention, status, access_level, role_profile, ambition_role, manager, erases," \
  " leaves, locked_until, not_before, had_access"
#define N_COLUMNS UA_DIR_MEMBER_COLUMNS
#define N_TEXTS UA_DIR_MEMBER_TEXTS
#define HAD_ACCESS (N_COLUMNS - 1)

static char *
copy_or_absent (const char *text)
{
  return g_strdup (text != NULL ? text : UA_DIR_ABSENT);
}

/**
 * ua_dir_member_fill_row:
 * @save: a member that is to be written
 * @member: what is known of it, all of it; gets what its columns are to have
 *
 * Any thread.
 */
void
ua_dir_member_fill_row (UaDirSave   *save,
                        UaDirMember *member)
{
  JsonObject *name = ua_json_get_object (save->object, "name");
  JsonObject *enterprise = ua_json_get_object (save->object, UA_SCIM_URN_ENTERPRISE_USER);
  JsonObject *extension = ua_dir_member_extension (save->object);
  gboolean has_access = member->status == UA_DIR_ACTIVE || member->status == UA_DIR_LOCKED;
  char *texts[] = {
    g_strdup (member->user_name_key), make_key (save->object, "displayName"),
    make_key (name, "givenName"), make_key (name, "familyName"),
    make_key (save->object, "title"), make_key (enterprise, "department"),
    make_key (enterprise, "employeeNumber"),
    copy_or_absent (ua_json_get_string (extension, "hireDate")),
    copy_or_absent (ua_json_get_string (extension, "retentionUntil"))
  };
  const gint64 numbers[] = {
    (gint64) member->status, (gint64) member->access, member->role_profile,
    member->ambition_role, member->manager, read_due (extension, "deletionDate"),
    read_due (extension, "leavingDate"), read_due (extension, "lockedUntil"), 0,
    (gint64) has_access
  };

  G_STATIC_ASSERT (sizeof texts == sizeof member->texts);
  G_STATIC_ASSERT (sizeof numbers == sizeof member->numbers);
  memcpy (member->texts, texts, sizeof texts);
  memcpy (member->numbers, numbers, sizeof numbers);
}

static gboolean
insert_row (UaDirSave          *save,
            const UaDirMember  *member,
            GError            **error)
{
  static const char sql[] =
    "INSERT INTO member (id, " COLUMNS ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  char *const *t = member->texts;
  const gint64 *n = member->numbers;

  return ua_dir_db_run (save->db, error, sql, "itttttttttiirrrrrrri", save->id, t[0], t[1], t[2],
                        t[3], t[4], t[5], t[6], t[7], t[8], n[0], n[1], n[2], n[3], n[4], n[5],
                        n[6], n[7], n[8], n[9]);
}

/* Whether the row that @query is on has something else in the column. */
static gboolean
differs (UaDirQuery        *query,
         const UaDirMember *member,
         gsize              column)
{
  if (column < N_TEXTS)
    return g_strcmp0 (ua_dir_query_text (query, (int) column), member->texts[column]) != 0;
  return ua_dir_query_int (query, (int) column) != member->numbers[column - N_TEXTS];
}

static gboolean
update_column (UaDirSave          *save,
               const UaDirMember  *member,
               gsize               column,
               GError            **error)
{
#define UPDATE(column) "UPDATE member SET " column " = ? WHERE id = ?"
  static const char *const sql[N_COLUMNS] = {
    UPDATE ("user_name_key"), UPDATE ("display_key"), UPDATE ("given_key"), UPDATE ("family_key"),
    UPDATE ("title_key"), UPDATE ("department_key"), UPDATE ("employee_key"), UPDATE ("hire_date"),
    UPDATE ("retention"), UPDATE ("status"), UPDATE ("access_level"), UPDATE ("role_profile"),
    UPDATE ("ambition_role"),
    UPDATE ("manager"), UPDATE ("erases"), UPDATE ("leaves"), UPDATE ("locked_until"),
    UPDATE ("not_before"), UPDATE ("had_access"),
  };
#undef UPDATE

  if (column < N_TEXTS)
    return ua_dir_db_run (save->db, error, sql[column], "ti", member->texts[column], save->id);
  return ua_dir_db_run (save->db, error, sql[column], "ri", member->numbers[column - N_TEXTS],
                        save->id);
}

/* An index is written anew for each column that is named in an UPDATE, whether its value is another
 * or not, so that only those are named of which it is. */
static gboolean
store_row (UaDirSave    *save,
           UaDirMember  *member,
           GError      **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean changed[N_COLUMNS];
  gboolean there;

  if (!ua_dir_query_open (&query, save->db, error, "SELECT " COLUMNS " FROM member WHERE id = ?",
                          "i", save->id) ||
      !ua_dir_query_step (&query, &there, error))
    return FALSE;
  if (!there)
    return insert_row (save, member, error);
  for (gsize i = 0; i < N_COLUMNS; i++)
    changed[i] = differs (&query, member, i);
  /* Whoever has had access has had it for good. */
  changed[HAD_ACCESS] = changed[HAD_ACCESS] && member->numbers[HAD_ACCESS - N_TEXTS] != 0;
  ua_dir_query_clear (&query);
  for (gsize i = 0; i < N_COLUMNS; i++)
    if (changed[i] && !update_column (save, member, i, error))
      return FALSE;
  return TRUE;
}

/* The keys of the addresses of a member, a set. */
static GHashTable *
make_email_keys (JsonObject *object)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *emails = ua_json_get_array (object, "emails");

  for (guint i = 0; emails != NULL && i < json_array_get_length (emails); i++)
    {
      JsonNode *node = json_array_get_element (emails, i);
      const char *value = JSON_NODE_HOLDS_OBJECT (node)
        ? ua_json_get_string (json_node_get_object (node), "value") : NULL;

      if (value != NULL)
        g_hash_table_add (keys, ua_dir_key (value));
    }
  return keys;
}

/* Takes those out of @keys that are there already, and removes those that are to be no more. */
static gboolean
compare_emails (UaDirSave   *save,
                GHashTable  *keys,
                GError     **error)
{
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, save->db, error,
                          "SELECT email_key FROM member_email WHERE member = ?", "i", save->id))
    return FALSE;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        break;
      if (!g_hash_table_remove (keys, ua_dir_query_text (&query, 0)))
        g_ptr_array_add (gone, g_strdup (ua_dir_query_text (&query, 0)));
    }
  for (guint i = 0; i < gone->len; i++)
    if (!ua_dir_db_run (save->db, error, "DELETE FROM member_email WHERE email_key = ?", "t",
                        (const char *) g_ptr_array_index (gone, i)))
      return FALSE;
  return TRUE;
}

static gboolean
store_emails (UaDirSave    *save,
              UaDirMember  *member,
              GError      **error)
{
  g_autoptr(GHashTable) keys = NULL;
  GHashTableIter iter;
  gpointer key;

  if (member->keeps_emails)
    return TRUE;
  keys = make_email_keys (save->object);
  if (save->version > 1 && !compare_emails (save, keys, error))
    return FALSE;
  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!ua_dir_db_run (save->db, error,
                        "INSERT INTO member_email (email_key, member) VALUES (?, ?)",
                        "ti", (const char *) key, save->id))
      return FALSE;
  return TRUE;
}

/* The address that is the login: the primary one, or else the first. */
static const char *
find_login (JsonObject *object)
{
  JsonArray *emails = object != NULL ? ua_json_get_array (object, "emails") : NULL;
  const char *first = NULL;

  for (guint i = 0; emails != NULL && i < json_array_get_length (emails); i++)
    {
      JsonNode *node = json_array_get_element (emails, i);
      JsonObject *email = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *value = email != NULL ? ua_json_get_string (email, "value") : NULL;
      gboolean primary = FALSE;

      if (value == NULL)
        continue;
      if (ua_json_read_bool (ua_json_get (email, "primary"), &primary) && primary)
        return value;
      if (first == NULL)
        first = value;
    }
  return first;
}

static gboolean
same_address (const char *a,
              const char *b)
{
  g_autofree char *a_key = ua_dir_key (a);
  g_autofree char *b_key = ua_dir_key (b);

  return g_str_equal (a_key, b_key);
}

/* Mail goes where it can go; an address that is none of mail keeps nobody from changing it. */
static gboolean
tell_at (UaDirSave      *save,
         UaDirMailKind   kind,
         const char     *address,
         GError        **error)
{
  UaDirMail mail = { .kind = kind, .member = save->id, .address = address };

  return address == NULL || !ua_dir_address_is_valid (address) ||
         ua_dir_mail_queue (save->db, save->actor, &mail, NULL, error);
}

/* What went to the old address opens nothing any more, and what was still to go there does not go:
 * whoever reads there may be somebody else by now. */
static gboolean
end_links (UaDirSave  *save,
           GError    **error)
{
  static const UaDirMailKind kinds[] = {
    UA_DIR_MAIL_INVITATION, UA_DIR_MAIL_ACTIVATION, UA_DIR_MAIL_PASSWORD_LINK,
    UA_DIR_MAIL_CREDENTIALS
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!ua_dir_message_stop (save->db, save->id, ua_dir_mail_kind_to_string (kinds[i]), error))
      return FALSE;
  return ua_dir_link_void (save->db, save->id, error);
}

/* LE-06: whoever has had access hears of another login at the old address and at the new one. */
static gboolean
tell_of_login (UaDirSave    *save,
               UaDirMember  *member,
               GError      **error)
{
  const char *old, *now;

  if (member->keeps_emails)
    return TRUE;
  old = find_login (save->old);
  now = find_login (save->object);
  if (old == NULL || (now != NULL && same_address (old, now)))
    return TRUE;
  if (!end_links (save, error))
    return FALSE;
  return member->old_status == UA_DIR_INVITED ||
         (tell_at (save, UA_DIR_MAIL_EMAIL_CHANGED_OLD, old, error) &&
          tell_at (save, UA_DIR_MAIL_EMAIL_CHANGED_NEW, now, error));
}

/* What a member who leaves had open ends at once: tokens, links, sessions, remembered passwords. */
static gboolean
store_status (UaDirSave    *save,
              UaDirMember  *member,
              GError      **error)
{
  if (member->status == member->old_status)
    return TRUE;
  if (member->status != UA_DIR_DEACTIVATED)
    return member->old_status != UA_DIR_DEACTIVATED ||
           ua_dir_db_run (save->db, error,
                          "UPDATE member SET deactivated = NULL, failed_logins = 0 WHERE id = ?",
                          "i", save->id);
  return ua_dir_db_run (save->db, error,
                        "UPDATE member SET deactivated = ?, sessions_ended = ? WHERE id = ?", "iii",
                        save->modified, save->modified, save->id) &&
         ua_dir_db_run (save->db, error, "DELETE FROM token WHERE member = ?", "i", save->id);
}

/**
 * ua_dir_member_store:
 * @save: a member that is being written, whose state is a #UaDirMember
 * @error: return location for an error
 *
 * Writes the tables beside `resource`.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_member_store (UaDirSave  *save,
                     GError    **error)
{
  UaDirMember *member = save->state;

  if (!store_row (save, member, error) || !store_emails (save, member, error) ||
      (member->drops_picture && !ua_dir_picture_drop (save, error)) ||
      !store_status (save, member, error) || !tell_of_login (save, member, error))
    return FALSE;
  if (member->password_hash == NULL && !save->no_password)
    return TRUE;
  return ua_dir_db_run (save->db, error,
                        "UPDATE member SET password_hash = ?, password_changed = ?,"
                        " failed_logins = 0 WHERE id = ?",
                        "tii", member->password_hash, save->modified, save->id);
}
