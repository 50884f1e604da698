/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-told.h"

#include "ua-dir-action.h"
#include "ua-dir-permit.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-dir-ties.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

/* Attributes of a member that are put together when they are asked for, because lists would be
 * slower with them: what gives the member rights, and what the one who asks may do, so that a
 * client can tell beforehand. */

static const struct
{
  const char *name;
  UaDirTold told;
} attributes[] = {
  { "securityProfiles", UA_DIR_TOLD_SECURITY_PROFILES },
  { "rights", UA_DIR_TOLD_RIGHTS },
  { "permittedActions", UA_DIR_TOLD_ACTIONS },
  { "writableAttributes", UA_DIR_TOLD_ATTRIBUTES },
  { "permissions", UA_DIR_TOLD_PERMISSIONS },
  { "references", UA_DIR_TOLD_REFERENCES },
};

/**
 * ua_dir_told_find:
 * @kind: what is rendered
 * @projection: (nullable): which attributes are asked for
 *
 * Returns: which of these are among them
 */
UaDirTold
ua_dir_told_find (const UaDirKind        *kind,
                  const UaScimProjection *projection)
{
  UaDirTold told = UA_DIR_TOLD_NOTHING;

  if (kind->type != UA_DIR_USER || projection == NULL)
    return told;
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (ua_scim_projection_wants (projection, UA_SCIM_URN_UA_USER, attributes[i].name))
      told |= attributes[i].told;
  return told;
}

static gboolean
add_security_profiles (UaDirDb           *db,
                       const UaDirActor  *viewer,
                       const char        *base_uri,
                       gint64             id,
                       JsonArray         *values,
                       GError           **error)
{
  g_autofree char *sql =
    g_strconcat (ua_dir_sight_get_sql (viewer),
                 "SELECT x.uid, x.display, s.way FROM " UA_DIR_SECURITY_OF_MEMBERS " s"
                 " JOIN resource x ON x.id = s.profile WHERE s.member = ?"
                 " ORDER BY s.profile, s.way", NULL);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_begin (&query, db, sql, error))
    return FALSE;
  ua_dir_sight_bind (viewer, &query);
  ua_dir_query_add_int (&query, id);
  for (;;)
    {
      JsonObject *value;
      g_autofree char *address = NULL;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      value = json_object_new ();
      address = g_strconcat (base_uri, "/SecurityProfiles/", ua_dir_query_text (&query, 0), NULL);
      json_object_set_string_member (value, "value", ua_dir_query_text (&query, 0));
      json_object_set_string_member (value, "$ref", address);
      json_object_set_string_member (value, "display", ua_dir_query_text (&query, 1));
      json_object_set_string_member (value, "type", ua_dir_query_text (&query, 2));
      json_array_add_object_element (values, value);
    }
}

static gboolean
add_rights (UaDirDb    *db,
            gint64      id,
            JsonArray  *values,
            GError    **error)
{
  guint rights;

  if (!ua_dir_rights_of_member (db, id, &rights, error))
    return FALSE;
  ua_dir_rights_add_strings (rights, values);
  return TRUE;
}

static void
add_actions (UaDirDb           *db,
             const UaDirActor  *viewer,
             gint64             id,
             JsonArray         *values)
{
  gboolean known[UA_DIR_N_RIGHTS] = { FALSE };
  gboolean may[UA_DIR_N_RIGHTS];

  for (gsize i = 0; ua_dir_actions[i] != NULL; i++)
    {
      UaDirRight right = ua_dir_actions[i]->right;

      if (ua_dir_actions[i]->target != UA_DIR_USER)
        continue;
      if (!known[right])
        may[right] = ua_dir_rights_check_member (db, viewer, right, id, NULL);
      known[right] = TRUE;
      if (may[right])
        json_array_add_string_element (values, ua_dir_actions[i]->name);
    }
  if (ua_dir_permit_remove (db, viewer, &ua_dir_user_kind, id, NULL))
    json_array_add_string_element (values, "delete");
}

/* What others may do, and how they are tied to third ones, is told to those who may look at all; to
 * those who look after rights the first of these. */
static UaDirTold
leave_out (UaDirTold         told,
           const UaDirActor *viewer,
           gint64            id)
{
  if (viewer->id == id || ua_dir_sight_is_whole (viewer))
    return told;
  if (!ua_dir_rights_has (viewer, UA_DIR_RIGHT_ACCESS))
    told &= (UaDirTold) ~UA_DIR_TOLD_RIGHTS;
  return told & (UaDirTold) ~(UA_DIR_TOLD_PERMISSIONS | UA_DIR_TOLD_REFERENCES);
}

/**
 * ua_dir_told_add:
 * @told: what to add
 * @db: a connection
 * @viewer: who asks
 * @base_uri: the base address
 * @id: the row of a member whom @viewer sees
 * @object: the member
 * @error: return location for an error
 *
 * Adds what is told of a member when it is asked for.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_told_add (UaDirTold          told,
                 UaDirDb           *db,
                 const UaDirActor  *viewer,
                 const char        *base_uri,
                 gint64             id,
                 JsonObject        *object,
                 GError           **error)
{
  JsonObject *extension = ua_json_get_object (object, UA_SCIM_URN_UA_USER);

  if (told == UA_DIR_TOLD_NOTHING)
    return TRUE;
  told = leave_out (told, viewer, id);
  for (gsize i = 0; extension != NULL && i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr(JsonArray) values = json_array_new ();
      UaDirTold one = told & attributes[i].told;

      if (one == UA_DIR_TOLD_NOTHING)
        continue;
      if ((one == UA_DIR_TOLD_SECURITY_PROFILES &&
           !add_security_profiles (db, viewer, base_uri, id, values, error)) ||
          (one == UA_DIR_TOLD_RIGHTS && !add_rights (db, id, values, error)) ||
          (one == UA_DIR_TOLD_ATTRIBUTES &&
           !ua_dir_permit_list_attributes (db, viewer, id, values, error)) ||
          (one == UA_DIR_TOLD_PERMISSIONS &&
           !ua_dir_ties_add_permissions (db, id, values, error)) ||
          (one == UA_DIR_TOLD_REFERENCES && !ua_dir_ties_add_references (db, id, values, error)))
        return FALSE;
      if (one == UA_DIR_TOLD_ACTIONS)
        add_actions (db, viewer, id, values);
      if (json_array_get_length (values) > 0)
        json_object_set_array_member (extension, attributes[i].name, g_steal_pointer (&values));
    }
  return TRUE;
}
