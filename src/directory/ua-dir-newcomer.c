/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-newcomer.h"

#include "ua-dir-address.h"
#include "ua-dir-functions.h"
#include "ua-dir-kind.h"
#include "ua-dir-permit.h"
#include "ua-dir-sight.h"
#include "ua-dir-users.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

/* What inviting and creating have in common: whether the address is free, the member, and the
 * groups that the member comes into. */

static gboolean
refuse (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

/* Tells who has the address, of whom the actor may know, and what can be done about it (WU-06,
 * TL-10). */
static gboolean
describe_existing (UaDirActionRun  *run,
                   UaDirQuery      *query,
                   const char      *help,
                   JsonObject      *result,
                   GError         **error)
{
  JsonObject *existing;
  gboolean sees;

  if (!ua_dir_sight_sees (run->db, run->actor, UA_DIR_USER, ua_dir_query_int (query, 0), &sees,
                          error))
    return FALSE;
  if (!sees)
    return TRUE;
  existing = json_object_new ();
  json_object_set_object_member (result, "existing", existing);
  json_object_set_string_member (existing, "value", ua_dir_query_text (query, 2));
  json_object_set_string_member (existing, "status", ua_dir_status_to_string
                                   ((UaDirStatus) ua_dir_query_int (query, 1)));
  if (help != NULL)
    json_object_set_string_member (existing, "action", help);
  if (!ua_dir_query_is_null (query, 3))
    json_object_set_string_member (existing, "invitation", ua_dir_query_text (query, 3));
  return TRUE;
}

static gboolean
refuse_existing (UaDirActionRun  *run,
                 UaDirQuery      *query,
                 JsonObject      *result,
                 GError         **error)
{
  const char *detail, *help = NULL;

  switch ((UaDirStatus) ua_dir_query_int (query, 1))
    {
    case UA_DIR_DEACTIVATED:
      help = "reactivate";
      detail = "email: belongs to a deactivated member; reactivate that member instead";
      break;
    case UA_DIR_INVITED:
      help = "resendInvitation";
      detail = "email: is invited already; send that invitation again instead";
      break;
    case UA_DIR_ACTIVE:
    case UA_DIR_LOCKED:
    default:
      detail = "email: already has an active account";
      break;
    }
  if (describe_existing (run, query, help, result, error))
    g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_UNIQUENESS, detail);
  return FALSE;
}

/**
 * ua_dir_newcomer_check_address:
 * @run: the action
 * @email: (nullable): an address
 * @waiting: (out): the row of a member who has the address, is invited and has no invitation; 0
 *   where nobody has it
 * @result: where to tell as `existing` who else has it
 * @error: return location for an error
 *
 * Returns: whether somebody with this address can be invited or created; else an error with what to
 *   answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_newcomer_check_address (UaDirActionRun  *run,
                               const char      *email,
                               gint64          *waiting,
                               JsonObject      *result,
                               GError         **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autofree char *key = NULL;
  gboolean row;

  *waiting = 0;
  if (email == NULL || *email == '\0')
    return refuse (error, "email: is required");
  if (!ua_dir_address_is_valid (email))
    return refuse (error, "email: is no mail address");
  key = ua_dir_key (email);
  if (!ua_dir_query_open (&query, run->db, error,
                          "SELECT m.id, m.status, r.uid,"
                          " (SELECT x.uid FROM invitation i JOIN resource x ON x.id = i.id"
                          "  WHERE i.member = m.id)"
                          " FROM member_email e JOIN member m ON m.id = e.member"
                          " JOIN resource r ON r.id = m.id WHERE e.email_key = ?", "t", key) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  if (ua_dir_query_int (&query, 1) != UA_DIR_INVITED || !ua_dir_query_is_null (&query, 3))
    return refuse_existing (run, &query, result, error);
  *waiting = ua_dir_query_int (&query, 0);
  return TRUE;
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
}

static void
set_names (JsonObject          *object,
           const UaDirNewcomer *newcomer)
{
  JsonObject *name = json_object_new ();
  const char *given = newcomer->given_name;
  const char *family = newcomer->family_name;

  set_text (name, "formatted", newcomer->full_name);
  set_text (name, "givenName", given);
  set_text (name, "familyName", family);
  set_text (object, "displayName", newcomer->full_name);
  if (newcomer->full_name == NULL && given != NULL && family != NULL)
    {
      g_autofree char *display = g_strconcat (given, " ", family, NULL);

      set_text (object, "displayName", display);
    }
  if (json_object_get_size (name) > 0)
    json_object_set_object_member (object, "name", name);
  else
    json_object_unref (name);
}

static void
set_email (JsonObject *object,
           const char *address)
{
  JsonArray *emails = json_array_new ();
  JsonObject *email = json_object_new ();

  json_object_set_string_member (email, "value", address);
  json_object_set_string_member (email, "type", "work");
  json_object_set_boolean_member (email, "primary", TRUE);
  json_array_add_object_element (emails, email);
  json_object_set_array_member (object, "emails", emails);
}

static JsonObject *
make_member (const UaDirNewcomer *newcomer)
{
  JsonObject *object = json_object_new ();
  JsonObject *extension = json_object_new ();
  JsonArray *schemas = json_array_new ();

  json_array_add_string_element (schemas, UA_SCIM_URN_USER);
  json_array_add_string_element (schemas, UA_SCIM_URN_UA_USER);
  json_object_set_array_member (object, "schemas", schemas);
  set_text (object, "userName",
            newcomer->user_name != NULL ? newcomer->user_name : newcomer->email);
  set_names (object, newcomer);
  set_email (object, newcomer->email);
  set_text (object, "preferredLanguage", newcomer->language);
  set_text (extension, "accessLevel", newcomer->access_level);
  set_text (extension, "deletionDate", newcomer->deletion_date);
  if (newcomer->role_profile != NULL)
    {
      JsonObject *profile = json_object_new ();

      json_object_set_string_member (profile, "value", newcomer->role_profile);
      json_object_set_object_member (extension, "roleProfile", profile);
    }
  if (newcomer->labels != NULL)
    json_object_set_array_member (extension, "labels", json_array_ref (newcomer->labels));
  json_object_set_object_member (object, UA_SCIM_URN_UA_USER, extension);
  return object;
}

/**
 * ua_dir_newcomer_create:
 * @run: the action
 * @newcomer: who it is
 * @id: (out): the row of the new member
 * @uid: (out) (transfer full): the member's id
 * @error: return location for an error
 *
 * Makes a member of somebody whose address is free.
 *
 * Returns: whether it succeeded; else an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_newcomer_create (UaDirActionRun       *run,
                        const UaDirNewcomer  *newcomer,
                        gint64               *id,
                        char                **uid,
                        GError              **error)
{
  g_autoptr(UaDirSave) save =
    ua_dir_save_new (run->db, run->actor, &ua_dir_user_kind, make_member (newcomer));
  const char *status = ua_dir_status_to_string (newcomer->status);

  save->reason = newcomer->reason;
  ua_dir_save_decide (save, "status", json_node_init_string (json_node_alloc (), status));
  ua_dir_save_decide (save, "hasPassword",
                      json_node_init_boolean (json_node_alloc (), newcomer->will_have_password));
  if (!ua_dir_permit_save (save, error) || !ua_dir_save_write (save, error))
    return FALSE;
  *id = save->id;
  *uid = g_strdup (save->uid);
  return TRUE;
}

/**
 * ua_dir_newcomer_find_group:
 * @run: the action
 * @name: the parameter that names the group, for the message
 * @uid: what it names
 * @kinds: (array zero-terminated=1): the kinds of group that it may be
 * @id: (out): the row of the group
 * @error: return location for an error
 *
 * Returns: whether there is such a group that the actor may know of; else an error with what to
 *   answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_newcomer_find_group (UaDirActionRun     *run,
                            const char         *name,
                            const char         *uid,
                            const char *const  *kinds,
                            gint64             *id,
                            GError            **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (!ua_dir_sight_find (run->db, run->actor, UA_DIR_GROUP, uid, id, error))
    return FALSE;
  if (*id == 0)
    {
      g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, "%s: there is no such group",
                   name);
      return FALSE;
    }
  if (!ua_dir_query_open (&query, run->db, error, "SELECT kind FROM member_group WHERE id = ?",
                          "i", *id) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  if (g_strv_contains (kinds, ua_dir_query_text (&query, 0)))
    return TRUE;
  g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
               "%s: is a group of another kind", name);
  return FALSE;
}

/* Who is only a member has no role. */
static void
add_role (JsonArray  *roles,
          const char *uid,
          const char *role)
{
  JsonObject *entry;

  if (g_str_equal (role, "member"))
    return;
  entry = json_object_new ();
  json_object_set_string_member (entry, "value", uid);
  json_object_set_string_member (entry, "role", role);
  json_array_add_object_element (roles, entry);
}

/**
 * ua_dir_newcomer_join:
 * @run: the action
 * @group: the row of a group that the actor may bring somebody into
 * @uid: the id of a member who is not in it yet
 * @roles: (nullable): what the member becomes there
 * @error: return location for an error
 *
 * Brings a new member into a group.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_newcomer_join (UaDirActionRun  *run,
                      gint64           group,
                      const char      *uid,
                      JsonArray       *roles,
                      GError         **error)
{
  g_autoptr(UaDirSave) save =
    ua_dir_save_load_part (run->db, run->actor, &ua_dir_group_kind, run->service->base_uri, group,
                           error);
  JsonObject *member;
  JsonArray *members, *given;

  if (save == NULL)
    return FALSE;
  member = json_object_new ();
  members = json_array_new ();
  json_object_set_string_member (member, "value", uid);
  json_array_add_object_element (members, member);
  json_object_set_array_member (save->object, "members", members);
  given = json_array_new ();
  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    add_role (given, uid, json_array_get_string_element (roles, i));
  json_object_set_array_member (ua_json_get_object (save->object, UA_SCIM_URN_UA_GROUP),
                                "memberRoles", given);
  save->reason = run->action->name;
  return ua_dir_save_write (save, error);
}
