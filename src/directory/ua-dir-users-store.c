/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-users-private.h"

#include "ua-dir-address.h"
#include "ua-dir-functions.h"
#include "ua-dir-mail.h"
#include "ua-json.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

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

static gboolean
store_row (UaDirSave    *save,
           UaDirMember  *member,
           GError      **error)
{
  static const char sql[] =
    "INSERT INTO member (id, user_name_key, display_key, given_key, family_key, title_key,"
    " department_key, employee_key, hire_date, status, access_level, role_profile,"
    " ambition_role, manager, erases, leaves, locked_until, had_access)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET user_name_key = excluded.user_name_key,"
    " display_key = excluded.display_key, given_key = excluded.given_key,"
    " family_key = excluded.family_key, title_key = excluded.title_key,"
    " department_key = excluded.department_key, employee_key = excluded.employee_key,"
    " hire_date = excluded.hire_date, status = excluded.status,"
    " access_level = excluded.access_level, role_profile = excluded.role_profile,"
    " ambition_role = excluded.ambition_role, manager = excluded.manager,"
    " erases = excluded.erases, leaves = excluded.leaves, locked_until = excluded.locked_until,"
    " not_before = NULL, had_access = max (had_access, excluded.had_access)";
  JsonObject *name = ua_json_get_object (save->object, "name");
  JsonObject *enterprise = ua_json_get_object (save->object, UA_SCIM_URN_ENTERPRISE_USER);
  JsonObject *extension = ua_dir_member_extension (save->object);
  const char *hired = ua_json_get_string (extension, "hireDate");
  g_autofree char *display_key = make_key (save->object, "displayName");
  g_autofree char *given_key = make_key (name, "givenName");
  g_autofree char *family_key = make_key (name, "familyName");
  g_autofree char *title_key = make_key (save->object, "title");
  g_autofree char *department_key = make_key (enterprise, "department");
  g_autofree char *employee_key = make_key (enterprise, "employeeNumber");
  gboolean has_access = member->status == UA_DIR_ACTIVE || member->status == UA_DIR_LOCKED;

  return ua_dir_db_run (save->db, error, sql, "ittttttttiirrrrrri", save->id,
                        member->user_name_key, display_key, given_key, family_key, title_key,
                        department_key, employee_key, hired != NULL ? hired : UA_DIR_ABSENT,
                        (gint64) member->status, (gint64) member->access, member->role_profile,
                        member->ambition_role, member->manager,
                        read_due (extension, "deletionDate"),
                        read_due (extension, "leavingDate"),
                        read_due (extension, "lockedUntil"), (gint64) has_access);
}

static gboolean
store_emails (UaDirSave  *save,
              GError    **error)
{
  JsonArray *emails = ua_json_get_array (save->object, "emails");
  guint n = emails != NULL ? json_array_get_length (emails) : 0;

  if (save->version > 1 &&
      !ua_dir_db_run (save->db, error, "DELETE FROM member_email WHERE member = ?", "i", save->id))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (emails, i);
      const char *value = JSON_NODE_HOLDS_OBJECT (node)
        ? ua_json_get_string (json_node_get_object (node), "value") : NULL;
      g_autofree char *key = value != NULL ? ua_dir_key (value) : NULL;

      if (key != NULL &&
          !ua_dir_db_run (save->db, error,
                          "INSERT OR IGNORE INTO member_email (email_key, member) VALUES (?, ?)",
                          "ti", key, save->id))
        return FALSE;
    }
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

/* LE-06: whoever has had access hears of another login at the old address and at the new one. */
static gboolean
tell_of_login (UaDirSave    *save,
               UaDirMember  *member,
               GError      **error)
{
  const char *old = find_login (save->old);
  const char *now = find_login (save->object);

  if (old == NULL || member->old_status == UA_DIR_INVITED ||
      (now != NULL && same_address (old, now)))
    return TRUE;
  return tell_at (save, UA_DIR_MAIL_EMAIL_CHANGED_OLD, old, error) &&
         tell_at (save, UA_DIR_MAIL_EMAIL_CHANGED_NEW, now, error);
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

  if (!store_row (save, member, error) || !store_emails (save, error) ||
      !store_status (save, member, error) || !tell_of_login (save, member, error))
    return FALSE;
  if (member->password_hash == NULL && !save->no_password)
    return TRUE;
  return ua_dir_db_run (save->db, error,
                        "UPDATE member SET password_hash = ?, password_changed = ?,"
                        " failed_logins = 0 WHERE id = ?",
                        "tii", member->password_hash, save->modified, save->id);
}
