/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-group-actions.h"

#include "ua-dir-permit.h"
#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

/* Who is in which team, group or session, from the side of the members (LE-07, LE-09, TL-12).  One
 * place is changed at a time, whatever the group holds beside. */

static const char *const group_roles[] = {
  "member", "coach", "learner", "instructor", "admin", NULL
};

static const UaScimAttribute place_parameters[] = {
  { .name = "group", .required = TRUE, .case_exact = TRUE, .description = "The id of the group." },
  { .name = "roles", .multi_valued = TRUE, .canonical = group_roles, .closed = TRUE,
    .description = "What the member becomes in the group." },
  { NULL }
};

static const UaScimAttribute role_parameters[] = {
  { .name = "group", .required = TRUE, .case_exact = TRUE, .description = "The id of the group." },
  { .name = "roles", .required = TRUE, .multi_valued = TRUE, .canonical = group_roles,
    .closed = TRUE, .description = "What the member is in the group from now on." },
  { NULL }
};

static const UaScimAttribute group_parameters[] = {
  { .name = "group", .required = TRUE, .case_exact = TRUE, .description = "The id of the group." },
  { NULL }
};

/* A member's place in a group. */
typedef struct
{
  gint64 group;
  const char *uid;         /* (unowned): of the member */
  gboolean in;
  GPtrArray *roles;        /* (owned), of roles but for `member` */
} Place;

#define PLACE_INIT { 0, NULL, FALSE, NULL }

static void
place_clear (Place *self)
{
  g_clear_pointer (&self->roles, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
add_role (Place      *place,
          const char *role)
{
  if (*role != '\0' && !g_str_equal (role, "member") &&
      !g_ptr_array_find_with_equal_func (place->roles, role, g_str_equal, NULL))
    g_ptr_array_add (place->roles, g_strdup (role));
}

static void
add_roles (Place     *place,
           JsonArray *roles)
{
  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    add_role (place, json_array_get_string_element (roles, i));
}

static gboolean
load_place (UaDirActionRun  *run,
            gint64           id,
            const char      *uid,
            Place           *place,
            GError         **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  const char *group = ua_json_get_string (run->parameters, "group");

  place->uid = uid;
  place->roles = g_ptr_array_new_with_free_func (g_free);
  if (!ua_dir_sight_find (run->db, run->actor, UA_DIR_GROUP, group, &place->group, error))
    return FALSE;
  if (place->group == 0)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                           "parameters.group: there is no such group");
      return FALSE;
    }
  if (!ua_dir_rights_check_group (run->db, run->actor, UA_DIR_RIGHT_GROUPS, place->group, error) ||
      !ua_dir_query_open (&query, run->db, error,
                          "SELECT roles FROM membership WHERE group_id = ? AND member = ?", "ii",
                          place->group, id) ||
      !ua_dir_query_step (&query, &place->in, error))
    return FALSE;
  if (place->in)
    {
      g_auto(GStrv) roles = g_strsplit (ua_dir_query_text (&query, 0), " ", -1);

      for (guint i = 0; roles[i] != NULL; i++)
        add_role (place, roles[i]);
    }
  return TRUE;
}

static gboolean
is_same (const Place *before,
         const Place *after)
{
  gboolean same = before->in == after->in && before->roles->len == after->roles->len;

  for (guint i = 0; same && i < before->roles->len; i++)
    same = g_ptr_array_find_with_equal_func (after->roles, before->roles->pdata[i], g_str_equal,
                                             NULL);
  return same;
}

/* Writes a place into a group that was loaded without its members. */
static void
write_place (const Place *place,
             JsonObject  *group)
{
  JsonArray *members = json_array_new ();
  JsonArray *roles = json_array_new ();
  JsonObject *extension = ua_json_get_object (group, UA_SCIM_URN_UA_GROUP);

  if (place->in)
    {
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "value", place->uid);
      json_array_add_object_element (members, member);
    }
  for (guint i = 0; place->in && i < place->roles->len; i++)
    {
      JsonObject *role = json_object_new ();

      json_object_set_string_member (role, "value", place->uid);
      json_object_set_string_member (role, "role", place->roles->pdata[i]);
      json_array_add_object_element (roles, role);
    }
  json_object_set_array_member (group, "members", members);
  json_object_set_array_member (extension, "memberRoles", roles);
}

static gboolean
change_place (UaDirActionRun  *run,
              const Place     *before,
              const Place     *after,
              GError         **error)
{
  g_autoptr(UaDirSave) save = NULL;

  if (is_same (before, after))
    return TRUE;
  save = ua_dir_save_load_part (run->db, run->actor, &ua_dir_group_kind, run->service->base_uri,
                                before->group, error);
  if (save == NULL)
    return FALSE;
  write_place (before, save->old);
  write_place (after, save->object);
  save->reason = run->action->name;
  return ua_dir_permit_save (save, error) && ua_dir_save_write (save, error);
}

static gboolean
add_to_group (UaDirActionRun  *run,
              gint64           id,
              const char      *uid,
              GError         **error)
{
  g_auto(Place) before = PLACE_INIT;
  g_auto(Place) after = PLACE_INIT;

  if (!load_place (run, id, uid, &before, error) || !load_place (run, id, uid, &after, error))
    return FALSE;
  after.in = TRUE;
  add_roles (&after, ua_json_get_array (run->parameters, "roles"));
  return change_place (run, &before, &after, error);
}

static gboolean
remove_from_group (UaDirActionRun  *run,
                   gint64           id,
                   const char      *uid,
                   GError         **error)
{
  g_auto(Place) before = PLACE_INIT;
  g_auto(Place) after = PLACE_INIT;

  if (!load_place (run, id, uid, &before, error) || !load_place (run, id, uid, &after, error))
    return FALSE;
  after.in = FALSE;
  g_ptr_array_set_size (after.roles, 0);
  return change_place (run, &before, &after, error);
}

static gboolean
set_group_role (UaDirActionRun  *run,
                gint64           id,
                const char      *uid,
                GError         **error)
{
  g_auto(Place) before = PLACE_INIT;
  g_auto(Place) after = PLACE_INIT;

  if (!load_place (run, id, uid, &before, error) || !load_place (run, id, uid, &after, error))
    return FALSE;
  if (!before.in)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                           "The member is not in the group");
      return FALSE;
    }
  g_ptr_array_set_size (after.roles, 0);
  add_roles (&after, ua_json_get_array (run->parameters, "roles"));
  return change_place (run, &before, &after, error);
}

const UaDirAction ua_dir_add_to_group_action = {
  .name = "addToGroup",
  .description = "Puts members into a team, group or session, or gives them more roles in it.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_GROUPS,
  .parameters = place_parameters,
  .run = add_to_group,
};

const UaDirAction ua_dir_remove_from_group_action = {
  .name = "removeFromGroup",
  .description = "Takes members out of a team, group or session.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_GROUPS,
  .parameters = group_parameters,
  .run = remove_from_group,
};

const UaDirAction ua_dir_set_group_role_action = {
  .name = "setGroupRole",
  .description = "Says what members are in a team, group or session that they are in.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_GROUPS,
  .parameters = role_parameters,
  .run = set_group_role,
};
