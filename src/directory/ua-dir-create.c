/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-create.h"

#include "ua-dir-auth.h"
#include "ua-dir-kind.h"
#include "ua-dir-mail.h"
#include "ua-dir-newcomer.h"
#include "ua-json.h"
#include "ua-scim-error.h"

#include <string.h>

/* Creating a member instead of inviting (TL-06, CC-03).  With a password, typed or mailed, the
 * member is active and in a seat at once, and must choose another one at the first sign-in, because
 * somebody else has seen it.  Without one the member is created without access, which choosing a
 * password by the link of an activation gives (CC-04, CC-08, CC-10). */

#define MAX_PASSWORD 512

static const char *const access_levels[] = { "employee", "executive", "admin", NULL };
static const char *const group_roles[] = {
  "member", "coach", "learner", "instructor", "admin", NULL
};
static const char *const all_kinds[] = { "team", "group", "session", NULL };

static const UaScimAttribute parameters[] = {
  { .name = "email", .required = TRUE, .description = "The address; no other member has it." },
  { .name = "userName", .description = "The user name; no other member has it." },
  { .name = "useEmail", .type = UA_SCIM_TYPE_BOOLEAN,
    .description = "Whether the address is the user name; so it is where there is none." },
  { .name = "givenName", .required = TRUE, .description = "The first name." },
  { .name = "familyName", .required = TRUE, .description = "The last name." },
  { .name = "password", .case_exact = TRUE, .mutability = UA_SCIM_WRITE_ONLY,
    .returned = UA_SCIM_RETURNED_NEVER,
    .description = "A password, to be changed at the first sign-in." },
  { .name = "sendPassword", .type = UA_SCIM_TYPE_BOOLEAN,
    .description = "Whether a random password is mailed instead." },
  { .name = "sendActivation", .type = UA_SCIM_TYPE_BOOLEAN,
    .description = "Without a password: whether a link to choose one is mailed." },
  { .name = "notify", .type = UA_SCIM_TYPE_BOOLEAN,
    .description = "With a typed password: whether a mail tells of the account, without the "
                   "password; true where it is not given." },
  { .name = "groups", .multi_valued = TRUE, .case_exact = TRUE,
    .description = "The ids of groups to come into." },
  { .name = "roles", .multi_valued = TRUE, .canonical = group_roles, .closed = TRUE,
    .description = "What the member becomes in all of them." },
  { .name = "roleProfile", .case_exact = TRUE, .description = "The id of a role profile." },
  { .name = "accessLevel", .canonical = access_levels, .closed = TRUE,
    .description = "What the member may do." },
  { .name = "language", .description = "The language." },
  { .name = "labels", .multi_valued = TRUE, .description = "Labels." },
  { .name = "deletionDate", .is_date = TRUE,
    .description = "The day on which the member is erased." },
  { NULL }
};

static gboolean
refuse (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

static gboolean
is_set (UaDirActionRun *run,
        const char     *name,
        gboolean        otherwise)
{
  gboolean value = otherwise;

  ua_json_read_bool (ua_json_get (run->parameters, name), &value);
  return value;
}

/* Hashing takes its time, so it is not done by the thread that writes. */
static gboolean
prepare (UaDirActionRun  *run,
         GError         **error)
{
  const char *password = ua_json_get_string (run->parameters, "password");
  gboolean send_password = is_set (run, "sendPassword", FALSE);

  if (is_set (run, "useEmail", FALSE) && ua_json_get (run->parameters, "userName") != NULL)
    return refuse (error, "userName: with useEmail the address is the user name");
  if (password != NULL && send_password)
    return refuse (error, "password: either it is given, or a random one is mailed");
  if ((password != NULL || send_password) && is_set (run, "sendActivation", FALSE))
    return refuse (error, "sendActivation: is for those who have no password");
  if (ua_json_get (run->parameters, "roles") != NULL &&
      ua_json_get (run->parameters, "groups") == NULL)
    return refuse (error, "roles: these are roles in groups, which must be named");
  if (password == NULL)
    return TRUE;
  if (*password == '\0' || strlen (password) > MAX_PASSWORD)
    return refuse (error, "password: must have 1 to 512 bytes");
  run->state = ua_dir_auth_hash_password (password, error);
  run->state_free = g_free;
  json_object_remove_member (run->parameters, "password");
  return run->state != NULL;
}

static gboolean
join_groups (UaDirActionRun  *run,
             const char      *uid,
             GError         **error)
{
  JsonArray *groups = ua_json_get_array (run->parameters, "groups");
  JsonArray *roles = ua_json_get_array (run->parameters, "roles");
  g_autoptr(GHashTable) joined = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; groups != NULL && i < json_array_get_length (groups); i++)
    {
      const char *name = json_array_get_string_element (groups, i);
      gint64 group;

      if (!g_hash_table_add (joined, (gpointer) name))
        continue;
      if (!ua_dir_newcomer_find_group (run, "groups", name, all_kinds, &group, error) ||
          !ua_dir_rights_check_group (run->db, run->actor, UA_DIR_RIGHT_GROUPS, group, error) ||
          !ua_dir_newcomer_join (run, group, uid, roles, error))
        return FALSE;
    }
  return TRUE;
}

/* A password that somebody else has seen is good for one sign-in. */
static gboolean
set_password (UaDirActionRun  *run,
              gint64           id,
              GError         **error)
{
  const char *hash = run->state != NULL ? run->state : UA_DIR_NO_PASSWORD;

  return ua_dir_db_run (run->db, error,
                        "UPDATE member SET password_hash = ?, must_change = 1, password_changed ="
                        " (SELECT modified FROM resource WHERE id = member.id) WHERE id = ?",
                        "ti", hash, id);
}

static gboolean
send_mail (UaDirActionRun  *run,
           gint64           id,
           GError         **error)
{
  UaDirMail mail = { .member = id };

  if (is_set (run, "sendPassword", FALSE))
    mail.kind = UA_DIR_MAIL_CREDENTIALS;
  else if (run->state != NULL && is_set (run, "notify", TRUE))
    mail.kind = UA_DIR_MAIL_CREATED;
  else if (run->state == NULL && is_set (run, "sendActivation", FALSE))
    mail.kind = UA_DIR_MAIL_ACTIVATION;
  else
    return TRUE;
  return ua_dir_mail_queue (run->db, run->actor, &mail, NULL, error);
}

static gboolean
create (UaDirActionRun  *run,
        gint64           none,
        const char      *nobody,
        GError         **error)
{
  JsonObject *given = run->parameters;
  gboolean has_password = run->state != NULL || is_set (run, "sendPassword", FALSE);
  UaDirNewcomer newcomer = {
    .email = ua_json_get_string (given, "email"),
    .user_name = ua_json_get_string (given, "userName"),
    .given_name = ua_json_get_string (given, "givenName"),
    .family_name = ua_json_get_string (given, "familyName"),
    .role_profile = ua_json_get_string (given, "roleProfile"),
    .access_level = ua_json_get_string (given, "accessLevel"),
    .language = ua_json_get_string (given, "language"),
    .deletion_date = ua_json_get_string (given, "deletionDate"),
    .labels = ua_json_get_array (given, "labels"),
    .status = has_password ? UA_DIR_ACTIVE : UA_DIR_DEACTIVATED,
    .will_have_password = has_password,
  };
  g_autofree char *uid = NULL;
  gint64 id, waiting;

  if (!ua_dir_newcomer_check_address (run, newcomer.email, &waiting, run->result, error))
    return FALSE;
  if (waiting != 0)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_UNIQUENESS,
                           "email: is invited already");
      return FALSE;
    }
  if (!ua_dir_newcomer_create (run, &newcomer, &id, &uid, error) ||
      !join_groups (run, uid, error) || (has_password && !set_password (run, id, error)) ||
      !send_mail (run, id, error))
    return FALSE;
  if (!run->dry_run)
    json_object_set_string_member (run->result, "member", uid);
  return TRUE;
}

const UaDirAction ua_dir_create_member_action = {
  .name = "createMember",
  .description = "Makes a member: active at once with a password, without access until one is "
                 "chosen.",
  .right = UA_DIR_RIGHT_INVITE,
  .parameters = parameters,
  .prepare = prepare,
  .run = create,
};
