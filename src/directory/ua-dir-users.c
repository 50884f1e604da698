/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-users-private.h"

#include "ua-dir-erase.h"
#include "ua-dir-functions.h"
#include "ua-dir-managed.h"
#include "ua-dir-picture.h"
#include "ua-dir-seats.h"
#include "ua-dir-text.h"
#include "ua-dir-users.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

#include <string.h>

/* Members.  The status and what goes with it belong to the service (ua-dir-users-status.c). */

#define MAX_PASSWORD 512

static const char *const status_names[] = {
  NULL, "invited", "active", "deactivated", "locked", NULL
};
static const char *const access_names[] = { NULL, "employee", "executive", "admin", NULL };

static void
member_free (gpointer data)
{
  UaDirMember *self = data;

  for (gsize i = 0; i < UA_DIR_MEMBER_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->user_name_key);
  g_free (self->password_hash);
  g_free (self);
}

static int
find_name (const char *const *names,
           const char        *name)
{
  for (int i = 1; name != NULL && names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return i;
  return 0;
}

/**
 * ua_dir_status_to_string:
 * @status: a status
 *
 * Returns: the word for it in the protocol
 */
const char *
ua_dir_status_to_string (UaDirStatus status)
{
  return status_names[status];
}

/**
 * ua_dir_status_from_string:
 * @name: (nullable): a word in any case
 *
 * Returns: the status, or 0 when it is none
 */
UaDirStatus
ua_dir_status_from_string (const char *name)
{
  return (UaDirStatus) find_name (status_names, name);
}

/**
 * ua_dir_access_from_string:
 * @name: (nullable): a word in any case
 *
 * Returns: the access level, or 0 when it is none
 */
UaDirAccess
ua_dir_access_from_string (const char *name)
{
  return (UaDirAccess) find_name (access_names, name);
}

/**
 * ua_dir_access_to_string:
 * @access: an access level
 *
 * Returns: the word for it in the protocol
 */
const char *
ua_dir_access_to_string (UaDirAccess access)
{
  return access_names[access];
}

/**
 * ua_dir_member_extension:
 * @object: a member
 *
 * Returns: (transfer none): what the extension has of it, made where it is missing
 */
JsonObject *
ua_dir_member_extension (JsonObject *object)
{
  JsonObject *extension = ua_json_get_object (object, UA_SCIM_URN_UA_USER);

  if (extension == NULL)
    {
      extension = json_object_new ();
      json_object_set_object_member (object, UA_SCIM_URN_UA_USER, extension);
    }
  return extension;
}

static JsonObject *
find_extension (JsonObject *object)
{
  return object != NULL ? ua_json_get_object (object, UA_SCIM_URN_UA_USER) : NULL;
}

static gboolean
refuse (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

/* A member sent whole by a client that does not know the extension keeps what is in it. */
static void
keep_extension (UaDirSave *save)
{
  JsonObject *old = find_extension (save->old);
  JsonObject *now = find_extension (save->object);

  if (!save->replace || old == NULL)
    return;
  if (now == NULL)
    {
      json_object_set_object_member (save->object, UA_SCIM_URN_UA_USER,
                                     ua_json_copy_object (old));
      return;
    }
  if (ua_json_get (now, "accessLevel") == NULL && ua_json_get (old, "accessLevel") != NULL)
    json_object_set_string_member (now, "accessLevel", ua_json_get_string (old, "accessLevel"));
}

static void
decide_access (UaDirSave   *save,
               UaDirMember *member)
{
  JsonObject *extension = ua_dir_member_extension (save->object);
  JsonObject *old_extension = find_extension (save->old);

  member->old_access = old_extension != NULL
    ? ua_dir_access_from_string (ua_json_get_string (old_extension, "accessLevel")) : 0;
  member->access = ua_dir_access_from_string (ua_json_get_string (extension, "accessLevel"));
  if (member->old_access == 0 && save->old != NULL)
    member->old_access = UA_DIR_EMPLOYEE;
  /* What a PATCH takes away stays away. */
  if (member->access != 0 || save->old == NULL || save->replace)
    json_object_set_string_member (extension, "accessLevel",
                                   access_names[MAX (member->access, UA_DIR_EMPLOYEE)]);
  member->access = MAX (member->access, UA_DIR_EMPLOYEE);
}

static void
copy_member (JsonObject *from,
             JsonObject *to,
             const char *name)
{
  if (from != NULL && json_object_has_member (from, name))
    json_object_set_member (to, name, json_node_copy (json_object_get_member (from, name)));
}

/* What belongs to the service is taken over from before, whatever came. */
static gboolean
fill_extension (UaDirSave    *save,
                UaDirMember  *member,
                GError      **error)
{
  static const char *const kept[] = {
    "retentionUntil", "lockedUntil", "hasPassword", "signOff", "managedAttributes"
  };
  JsonObject *extension = ua_dir_member_extension (save->object);
  JsonObject *old = find_extension (save->old);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      gboolean decided = save->decided != NULL && json_object_has_member (save->decided, kept[i]);

      json_object_remove_member (extension, kept[i]);
      if (!decided)
        copy_member (old, extension, kept[i]);
      else if (!JSON_NODE_HOLDS_NULL (json_object_get_member (save->decided, kept[i])))
        copy_member (save->decided, extension, kept[i]);
    }
  if (member->password_hash != NULL || save->no_password ||
      !json_object_has_member (extension, "hasPassword"))
    json_object_set_boolean_member (extension, "hasPassword", member->password_hash != NULL);
  if (!json_object_has_member (extension, "signOff"))
    json_object_set_string_member (extension, "signOff", "none");
  json_object_set_member (extension, "memberships", ua_dir_text_memberships ());
  json_object_set_member (save->object, "groups", ua_dir_text_groups ());
  return ua_dir_member_decide_dates (save, member, error);
}

/* Whoever has access takes a seat (TL-09). */
static gboolean
check_seat (UaDirSave    *save,
            UaDirMember  *member,
            GError      **error)
{
  gboolean had = member->old_status == UA_DIR_ACTIVE || member->old_status == UA_DIR_LOCKED;
  gboolean has = member->status == UA_DIR_ACTIVE || member->status == UA_DIR_LOCKED;

  return had || !has || ua_dir_seats_check (save->db, error);
}

static gboolean
check_user_name (UaDirSave    *save,
                 UaDirMember  *member,
                 GError      **error)
{
  const char *user_name = ua_json_get_string (save->object, "userName");
  gint64 other;

  if (user_name == NULL || *user_name == '\0')
    return refuse (error, "userName: must not be empty");
  member->user_name_key = ua_dir_key (user_name);
  /* Who has a name has it alone. */
  if (save->old != NULL && g_strcmp0 (ua_json_get_string (save->old, "userName"), user_name) == 0)
    return TRUE;
  if (!ua_dir_db_get_int (save->db, &other, error,
                          "SELECT id FROM member WHERE user_name_key = ? AND id <> ?", "ti",
                          member->user_name_key, save->id))
    return FALSE;
  if (other == 0)
    return TRUE;
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_UNIQUENESS,
                       "userName: another member has this user name");
  return FALSE;
}

static gboolean
check_emails (UaDirSave    *save,
              UaDirMember  *member,
              GError      **error)
{
  JsonArray *emails = ua_json_get_array (save->object, "emails");
  guint n = emails != NULL ? json_array_get_length (emails) : 0;

  member->keeps_emails = save->old != NULL && ua_json_get (save->old, "emails") ==
                                              ua_json_get (save->object, "emails");
  if (member->keeps_emails)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (emails, i);
      const char *value = JSON_NODE_HOLDS_OBJECT (node)
        ? ua_json_get_string (json_node_get_object (node), "value") : NULL;
      g_autofree char *key = NULL;
      gint64 other;

      if (value == NULL)
        continue;
      key = ua_dir_key (value);
      if (!ua_dir_db_get_int (save->db, &other, error,
                              "SELECT member FROM member_email"
                              " WHERE email_key = ? AND member <> ?",
                              "ti", key, save->id))
        return FALSE;
      if (other == 0)
        continue;
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_UNIQUENESS,
                           "emails: another member has this email address");
      return FALSE;
    }
  return TRUE;
}

/* What the member refers to until now, so that what stays the same need not be looked up. */
static gboolean
look_up (UaDirSave  *save,
         GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  UaDirMember *member = g_new0 (UaDirMember, 1);
  gboolean row;

  save->state = member;
  save->state_free = member_free;
  if (save->id == 0)
    return TRUE;
  if (!ua_dir_query_open (&query, save->db, error,
                          "SELECT manager, role_profile, ambition_role FROM member WHERE id = ?",
                          "i", save->id) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (row)
    {
      member->old_manager = ua_dir_query_int (&query, 0);
      member->old_role_profile = ua_dir_query_int (&query, 1);
      member->old_ambition_role = ua_dir_query_int (&query, 2);
    }
  return TRUE;
}

static const char *
read_old_reference (JsonObject *object,
                    const char *name)
{
  JsonObject *reference = object != NULL ? ua_json_get_object (object, name) : NULL;

  return reference != NULL ? ua_json_get_string (reference, "value") : NULL;
}

static gboolean
resolve_manager (UaDirSave    *save,
                 UaDirMember  *member,
                 GError      **error)
{
  JsonObject *enterprise = ua_json_get_object (save->object, UA_SCIM_URN_ENTERPRISE_USER);
  JsonObject *manager = enterprise != NULL ? ua_json_get_object (enterprise, "manager") : NULL;
  g_autofree char *uid = manager != NULL ? g_strdup (ua_dir_read_reference (manager)) : NULL;
  const char *old = read_old_reference (save->old != NULL
                                          ? ua_json_get_object (save->old,
                                                                UA_SCIM_URN_ENTERPRISE_USER)
                                          : NULL, "manager");
  JsonObject *resolved;

  if (uid == NULL || *uid == '\0')
    {
      if (manager != NULL)
        json_object_remove_member (enterprise, "manager");
      if (enterprise != NULL && json_object_get_size (enterprise) == 0)
        json_object_remove_member (save->object, UA_SCIM_URN_ENTERPRISE_USER);
      return TRUE;
    }
  if (g_strcmp0 (uid, old) == 0)
    member->manager = member->old_manager;
  if (member->manager == 0 &&
      !ua_dir_find_row (save->db, UA_DIR_USER, uid, &member->manager, error))
    return FALSE;
  if (member->manager == 0)
    return refuse (error, "manager.value: there is no such member");
  if (member->manager == save->id)
    return refuse (error, "manager.value: nobody is their own manager");
  resolved = json_object_new ();
  json_object_set_string_member (resolved, "value", uid);
  json_object_set_member (resolved, "$ref", ua_dir_text_base ("/Users/", uid));
  json_object_set_member (resolved, "displayName", ua_dir_text_display_of (member->manager));
  json_object_set_object_member (enterprise, "manager", resolved);
  return TRUE;
}

/* Finds a role profile that is not the one from before. */
static gboolean
find_profile (UaDirSave   *save,
              const char  *uid,
              gint64      *id,
              GError     **error)
{
  gint64 retired;

  if (!ua_dir_find_row (save->db, UA_DIR_ROLE_PROFILE, uid, id, error) ||
      !ua_dir_db_get_int (save->db, &retired, error, "SELECT retired FROM profile WHERE id = ?",
                          "i", *id))
    return FALSE;
  if (*id == 0)
    return refuse (error, "There is no role profile with this id");
  return retired == 0 ||
         refuse (error, "This role profile is retired and is given to nobody any more");
}

static gboolean
resolve_profile (UaDirSave   *save,
                 const char  *name,
                 gint64       old_id,
                 gint64      *id,
                 GError     **error)
{
  JsonObject *extension = ua_dir_member_extension (save->object);
  JsonObject *profile = ua_json_get_object (extension, name);
  const char *old = read_old_reference (find_extension (save->old), name);
  g_autofree char *uid = profile != NULL ? g_strdup (ua_dir_read_reference (profile)) : NULL;
  JsonObject *resolved;

  if (uid == NULL || *uid == '\0')
    {
      json_object_remove_member (extension, name);
      return TRUE;
    }
  if (old_id != 0 && g_strcmp0 (uid, old) == 0)
    *id = old_id;
  else if (!find_profile (save, uid, id, error))
    return FALSE;
  resolved = json_object_new ();
  json_object_set_string_member (resolved, "value", uid);
  json_object_set_member (resolved, "$ref", ua_dir_text_base ("/RoleProfiles/", uid));
  json_object_set_member (resolved, "display", ua_dir_text_display_of (*id));
  json_object_set_object_member (extension, name, resolved);
  return TRUE;
}

static gboolean
take_password (UaDirSave    *save,
               UaDirMember  *member,
               GError      **error)
{
  const char *password = ua_json_get_string (save->object, "password");

  if (password != NULL)
    {
      if (*password == '\0' || strlen (password) > MAX_PASSWORD)
        return refuse (error, "password: must have 1 to 512 bytes");
      member->password_hash = ua_dir_hashes_get (save->hashes, password, error);
      if (member->password_hash == NULL)
        return FALSE;
    }
  json_object_remove_member (save->object, "password");
  return TRUE;
}

static char *
choose_display (JsonObject *object)
{
  JsonObject *name = ua_json_get_object (object, "name");
  const char *display = ua_json_get_string (object, "displayName");

  if ((display == NULL || *display == '\0') && name != NULL)
    {
      const char *given = ua_json_get_string (name, "givenName");
      const char *family = ua_json_get_string (name, "familyName");

      display = ua_json_get_string (name, "formatted");
      if ((display == NULL || *display == '\0') && given != NULL && family != NULL)
        return g_strconcat (given, " ", family, NULL);
    }
  if (display == NULL || *display == '\0')
    display = ua_json_get_string (object, "userName");
  return g_strdup (display);
}

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  UaDirMember *member = save->state;

  keep_extension (save);
  if (!ua_dir_managed_check (save, error))
    return FALSE;
  decide_access (save, member);
  if (!ua_dir_member_decide_status (save, member, error) ||
      !ua_dir_member_check_guards (save, member, error) || !check_seat (save, member, error) ||
      !check_user_name (save, member, error) ||
      !check_emails (save, member, error) || !resolve_manager (save, member, error) ||
      !resolve_profile (save, "roleProfile", member->old_role_profile, &member->role_profile,
                        error) ||
      !resolve_profile (save, "ambitionRole", member->old_ambition_role, &member->ambition_role,
                        error) ||
      !take_password (save, member, error) || !fill_extension (save, member, error))
    return FALSE;
  member->drops_picture = ua_dir_picture_goes (save);
  ua_dir_picture_mark (save);
  ua_dir_member_fill_row (save, member);
  save->display = choose_display (save->object);
  return TRUE;
}

const UaDirKind ua_dir_user_kind = {
  .type = UA_DIR_USER,
  .scim = &ua_scim_user_type,
  .table = "member",
  .columns = ua_dir_user_columns,
  .tables = ua_dir_user_tables,
  .ahead = TRUE,
  .look_up = look_up,
  .prepare = prepare,
  .store = ua_dir_member_store,
  .remove = ua_dir_erase_member,
};
