/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-invite.h"

#include "ua-dir-error.h"
#include "ua-dir-functions.h"
#include "ua-dir-invitation.h"
#include "ua-dir-newcomer.h"
#include "ua-json.h"
#include "ua-scim-error.h"

#include <string.h>

/* Inviting many with one request (WS-06, LE-04, TL-01 to TL-04).  Each person has a result of their
 * own: one who cannot be invited stops no other.  An invitation from a group or a session brings
 * into that one; those who lead it may invite too. */

static const char *const access_levels[] = { "employee", "executive", "admin", NULL };
static const char *const group_roles[] = {
  "member", "coach", "learner", "instructor", "admin", NULL
};
static const char *const team_kinds[] = { "team", NULL };
static const char *const group_kinds[] = { "team", "group", NULL };
static const char *const session_kinds[] = { "session", NULL };

static const UaScimAttribute person_subs[] = {
  { .name = "email", .description = "The address that is invited." },
  { .name = "fullName", .description = "The name in one." },
  { .name = "givenName", .description = "The first name." },
  { .name = "familyName", .description = "The last name." },
  { .name = "userName", .description = "The user name; the address where it is not given." },
  { .name = "roleProfile", .case_exact = TRUE, .description = "The id of a role profile." },
  { .name = "accessLevel", .canonical = access_levels, .closed = TRUE,
    .description = "What the member may do." },
  { .name = "team", .case_exact = TRUE,
    .description = "The id of a team to become a member of." },
  { .name = "coachOf", .case_exact = TRUE, .description = "The id of another team to coach." },
  { .name = "language", .description = "The language, where it is not that of all." },
  { NULL }
};

static const UaScimAttribute parameters[] = {
  { .name = "people", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .subs = person_subs,
    .description = "Those who are invited." },
  { .name = "emails", .multi_valued = TRUE,
    .description = "The addresses of those of whom there is nothing else to say; a text may hold "
                   "several, separated by comma, semicolon or line end." },
  { .name = "group", .case_exact = TRUE,
    .description = "The id of the team or group that the invitation is from." },
  { .name = "session", .case_exact = TRUE,
    .description = "The id of the session that the invitation is from." },
  { .name = "roles", .multi_valued = TRUE, .canonical = group_roles, .closed = TRUE,
    .description = "What all of them become in that group." },
  { .name = "language", .description = "The language of all of them." },
  { .name = "labels", .multi_valued = TRUE, .description = "The labels of all of them." },
  { .name = "deletionDate", .is_date = TRUE,
    .description = "The day on which all of them are erased; not from a group." },
  { NULL }
};

/* One request, while it is carried out. */
typedef struct
{
  UaDirActionRun *run;     /* (unowned) */
  gboolean whole;          /* whether the actor may invite into the organisation */
  gint64 group;            /* the row of the group or session that it is from; 0 for none */
  JsonArray *roles;        /* (owned): in that group */
  GHashTable *seen;        /* (owned), of keys of addresses to their index + 1 */
  JsonArray *answers;      /* (unowned) */
} Invite;

static void
invite_clear (Invite *self)
{
  g_clear_pointer (&self->roles, json_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Invite, invite_clear)

static gboolean
refuse (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

/* TL-04: who is invited from a session is a learner there, and nothing else. */
static gboolean
read_roles (Invite    *self,
            gboolean   is_session,
            GError   **error)
{
  JsonArray *roles = ua_json_get_array (self->run->parameters, "roles");

  if (roles != NULL && self->group == 0)
    return refuse (error, "roles: these are roles in a group, which must be named");
  for (guint i = 0; is_session && roles != NULL && i < json_array_get_length (roles); i++)
    if (!g_str_equal (json_array_get_string_element (roles, i), "learner"))
      return refuse (error, "roles: from a session one is invited as learner only");
  self->roles = roles != NULL ? json_array_ref (roles) : json_array_new ();
  if (is_session && roles == NULL)
    json_array_add_string_element (self->roles, "learner");
  return TRUE;
}

/* Where the invitation is from, and whether the actor may invite there. */
static gboolean
read_scope (Invite  *self,
            GError **error)
{
  UaDirActionRun *run = self->run;
  const char *group = ua_json_get_string (run->parameters, "group");
  const char *session = ua_json_get_string (run->parameters, "session");

  self->whole = ua_dir_rights_check (run->db, run->actor, run->action->right, NULL);
  if (group != NULL && session != NULL)
    return refuse (error, "session: an invitation is from a group or from a session, not both");
  if (group == NULL && session == NULL)
    return read_roles (self, FALSE, error) &&
           ua_dir_rights_check (run->db, run->actor, run->action->right, error);
  if (!ua_dir_newcomer_find_group (run, session != NULL ? "session" : "group",
                                   session != NULL ? session : group,
                                   session != NULL ? session_kinds : group_kinds, &self->group,
                                   error) ||
      !ua_dir_rights_check_group (run->db, run->actor, run->action->right, self->group, error))
    return FALSE;
  if (ua_json_get (run->parameters, "deletionDate") != NULL)
    return refuse (error, "deletionDate: cannot be set with an invitation from a group");
  return read_roles (self, session != NULL, error);
}

/* A team of one person's, beside the group that the invitation is from. */
static gboolean
find_team (Invite      *self,
           JsonObject  *person,
           const char  *name,
           gint64      *id,
           GError     **error)
{
  UaDirActionRun *run = self->run;
  const char *uid = ua_json_get_string (person, name);

  *id = 0;
  if (uid == NULL)
    return TRUE;
  if (ua_json_get (run->parameters, "session") != NULL)
    {
      g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                   "%s: from a session one is invited into that one only", name);
      return FALSE;
    }
  return ua_dir_newcomer_find_group (run, name, uid, team_kinds, id, error) &&
         ua_dir_rights_check_group (run->db, run->actor, UA_DIR_RIGHT_GROUPS, *id, error);
}

static gboolean
join_teams (Invite      *self,
            const char  *uid,
            gint64       team,
            gint64       coached,
            GError     **error)
{
  g_autoptr(JsonArray) coach = json_array_new ();

  json_array_add_string_element (coach, "coach");
  return (team == 0 || team == self->group ||
          ua_dir_newcomer_join (self->run, team, uid, NULL, error)) &&
         (coached == 0 || ua_dir_newcomer_join (self->run, coached, uid, coach, error)) &&
         (self->group == 0 ||
          ua_dir_newcomer_join (self->run, self->group, uid, self->roles, error));
}

/* Those who only lead a group give nothing but a place in it. */
static gboolean
check_leader (Invite      *self,
              JsonObject  *person,
              GError     **error)
{
  static const char *const names[] = { "roleProfile", "accessLevel", "userName" };

  for (gsize i = 0; !self->whole && i < G_N_ELEMENTS (names); i++)
    if (ua_json_get (person, names[i]) != NULL)
      {
        g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
                     "%s: takes the right to invite into the organisation", names[i]);
        return FALSE;
      }
  return TRUE;
}

static void
read_newcomer (Invite        *self,
               JsonObject    *person,
               UaDirNewcomer *newcomer)
{
  JsonObject *all = self->run->parameters;
  const char *language = ua_json_get_string (person, "language");

  newcomer->email = ua_json_get_string (person, "email");
  newcomer->user_name = ua_json_get_string (person, "userName");
  newcomer->full_name = ua_json_get_string (person, "fullName");
  newcomer->given_name = ua_json_get_string (person, "givenName");
  newcomer->family_name = ua_json_get_string (person, "familyName");
  newcomer->role_profile = ua_json_get_string (person, "roleProfile");
  newcomer->access_level = ua_json_get_string (person, "accessLevel");
  newcomer->language = language != NULL ? language : ua_json_get_string (all, "language");
  newcomer->deletion_date = ua_json_get_string (all, "deletionDate");
  newcomer->labels = ua_json_get_array (all, "labels");
  newcomer->status = UA_DIR_INVITED;
  newcomer->reason = "invite";
}

static gboolean
check_duplicate (Invite      *self,
                 const char  *email,
                 guint        index,
                 JsonObject  *answer,
                 GError     **error)
{
  g_autofree char *key = ua_dir_key (email);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, key));

  if (before == 0)
    {
      g_hash_table_insert (self->seen, g_steal_pointer (&key), GUINT_TO_POINTER (index + 1));
      return TRUE;
    }
  json_object_set_int_member (answer, "duplicateOf", before - 1);
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_UNIQUENESS,
                       "email: is in the list already");
  return FALSE;
}

static gboolean
invite_one (Invite      *self,
            JsonObject  *person,
            guint        index,
            JsonObject  *answer,
            GError     **error)
{
  UaDirActionRun *run = self->run;
  UaDirNewcomer newcomer = { 0 };
  g_autofree char *uid = NULL;
  g_autofree char *invitation = NULL;
  gint64 id, team, coached;

  read_newcomer (self, person, &newcomer);
  if ((newcomer.email != NULL &&
       !check_duplicate (self, newcomer.email, index, answer, error)) ||
      !ua_dir_newcomer_check_address (run, newcomer.email, &id, answer, error) ||
      !check_leader (self, person, error) ||
      !find_team (self, person, "team", &team, error) ||
      !find_team (self, person, "coachOf", &coached, error))
    return FALSE;
  /* LE-04 */
  if (coached != 0 && (team == coached || self->group == coached))
    return refuse (error, "coachOf: nobody is member and coach of the same team");
  if (id != 0 && !self->whole)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_UNIQUENESS,
                           "email: is invited already");
      return FALSE;
    }
  /* Somebody who is invited and has no invitation gets one. */
  if (id == 0 && (!ua_dir_newcomer_create (run, &newcomer, &id, &uid, error) ||
                  !join_teams (self, uid, team, coached, error)))
    return FALSE;
  if (!ua_dir_invitation_create (run->db, run->actor, id, self->group, &invitation, error))
    return FALSE;
  /* What a dry run makes is never seen again. */
  if (run->dry_run)
    return TRUE;
  if (uid != NULL)
    json_object_set_string_member (answer, "value", uid);
  json_object_set_string_member (answer, "invitation", invitation);
  return TRUE;
}

/* Tells what became of one person; fails where the database does. */
static gboolean
answer_one (Invite      *self,
            JsonObject  *person,
            GError     **error)
{
  UaDirDb *db = self->run->db;
  guint index = json_array_get_length (self->answers);
  JsonObject *answer = json_object_new ();
  const char *email = ua_json_get_string (person, "email");
  g_autoptr(GError) fault = NULL;

  json_array_add_object_element (self->answers, answer);
  json_object_set_int_member (answer, "index", index);
  if (email != NULL)
    json_object_set_string_member (answer, "email", email);
  if (!ua_dir_db_exec (db, "SAVEPOINT person", error))
    return FALSE;
  if (!invite_one (self, person, index, answer, &fault))
    ua_dir_db_exec (db, "ROLLBACK TO person", NULL);
  if (fault != NULL && ua_dir_error_to_status (fault) >= 500)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  ua_dir_action_describe_status (answer, fault, 201);
  return ua_dir_db_exec (db, "RELEASE person", error);
}

/* TL-01: one text may hold many addresses. */
static gboolean
answer_text (Invite      *self,
             const char  *text,
             GError     **error)
{
  g_auto(GStrv) parts = g_strsplit_set (text, ",;\r\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr(JsonObject) person = json_object_new ();

      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      json_object_set_string_member (person, "email", parts[i]);
      if (json_array_get_length (self->answers) >= UA_DIR_MAX_TARGETS)
        {
          g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_TOO_LARGE, "emails: at most %d at once",
                       UA_DIR_MAX_TARGETS);
          return FALSE;
        }
      if (!answer_one (self, person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
invite (UaDirActionRun  *run,
        gint64           id,
        const char      *uid,
        GError         **error)
{
  g_auto(Invite) self = { .run = run };
  JsonArray *people = ua_json_get_array (run->parameters, "people");
  JsonArray *emails = ua_json_get_array (run->parameters, "emails");
  guint n = people != NULL ? json_array_get_length (people) : 0;

  if (n > UA_DIR_MAX_TARGETS)
    {
      g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_TOO_LARGE, "people: at most %d at once",
                   UA_DIR_MAX_TARGETS);
      return FALSE;
    }
  if (!read_scope (&self, error))
    return FALSE;
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.answers = json_array_new ();
  json_object_set_array_member (run->result, "people", self.answers);
  for (guint i = 0; i < n; i++)
    if (!answer_one (&self, json_array_get_object_element (people, i), error))
      return FALSE;
  for (guint i = 0; emails != NULL && i < json_array_get_length (emails); i++)
    if (!answer_text (&self, json_array_get_string_element (emails, i), error))
      return FALSE;
  return json_array_get_length (self.answers) > 0 ||
         refuse (error, "people: at least one person or address is needed");
}

const UaDirAction ua_dir_invite_action = {
  .name = "invite",
  .description = "Invites people, each of whom gets a mail with a link to accept.",
  .right = UA_DIR_RIGHT_INVITE,
  .led = TRUE,
  .irreversible = TRUE,
  .parameters = parameters,
  .run = invite,
};
