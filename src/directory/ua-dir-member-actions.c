/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-member-actions.h"

#include "ua-dir-functions.h"
#include "ua-dir-permit.h"
#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

#include <string.h>

/* Single attributes of many members at once (LE-07, WS-08, TL-02). */

static const char *const access_levels[] = { "employee", "executive", "admin", NULL };

static const UaScimAttribute profile_parameters[] = {
  { .name = "roleProfile", .required = TRUE, .case_exact = TRUE,
    .description = "The id of the role profile." },
  { NULL }
};

static const UaScimAttribute access_parameters[] = {
  { .name = "accessLevel", .required = TRUE, .canonical = access_levels, .closed = TRUE,
    .description = "What the members may do from now on." },
  { NULL }
};

static const UaScimAttribute label_parameters[] = {
  { .name = "label", .required = TRUE, .description = "The label." },
  { NULL }
};

/* Begins a change of a member; gives the extension, in which the change is made. */
static UaDirSave *
load (UaDirActionRun  *run,
      gint64           id,
      JsonObject     **extension,
      GError         **error)
{
  UaDirSave *save = ua_dir_save_load (run->db, run->actor, &ua_dir_user_kind,
                                      run->service->base_uri, id, error);

  if (save == NULL)
    return NULL;
  save->reason = run->action->name;
  *extension = ua_json_get_object (save->object, UA_SCIM_URN_UA_USER);
  return save;
}

static gboolean
save_change (UaDirSave  *save,
             GError    **error)
{
  return ua_dir_permit_save (save, error) && ua_dir_save_write (save, error);
}

/* Sets one of the two role profiles of a member; %NULL takes it away. */
static gboolean
set_profile (UaDirActionRun  *run,
             gint64           id,
             const char      *name,
             const char      *profile,
             GError         **error)
{
  JsonObject *extension;
  g_autoptr(UaDirSave) save = load (run, id, &extension, error);
  JsonObject *before;

  if (save == NULL)
    return FALSE;
  before = ua_json_get_object (extension, name);
  if (g_strcmp0 (profile, before != NULL ? ua_json_get_string (before, "value") : NULL) == 0)
    return TRUE;
  if (profile == NULL)
    {
      json_object_remove_member (extension, name);
    }
  else
    {
      JsonObject *after = json_object_new ();

      json_object_set_string_member (after, "value", profile);
      json_object_set_object_member (extension, name, after);
    }
  return save_change (save, error);
}

static gboolean
assign_profile (UaDirActionRun  *run,
                gint64           id,
                const char      *name,
                GError         **error)
{
  const char *profile = ua_json_get_string (run->parameters, "roleProfile");
  gint64 row;

  if (!ua_dir_sight_find (run->db, run->actor, UA_DIR_ROLE_PROFILE, profile, &row, error))
    return FALSE;
  if (row != 0)
    return set_profile (run, id, name, profile, error);
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                       "parameters.roleProfile: there is no such role profile");
  return FALSE;
}

static gboolean
assign_role_profile (UaDirActionRun  *run,
                     gint64           id,
                     const char      *uid,
                     GError         **error)
{
  return assign_profile (run, id, "roleProfile", error);
}

static gboolean
remove_role_profile (UaDirActionRun  *run,
                     gint64           id,
                     const char      *uid,
                     GError         **error)
{
  return set_profile (run, id, "roleProfile", NULL, error);
}

static gboolean
assign_ambition_role (UaDirActionRun  *run,
                      gint64           id,
                      const char      *uid,
                      GError         **error)
{
  return assign_profile (run, id, "ambitionRole", error);
}

static gboolean
remove_ambition_role (UaDirActionRun  *run,
                      gint64           id,
                      const char      *uid,
                      GError         **error)
{
  return set_profile (run, id, "ambitionRole", NULL, error);
}

static gboolean
set_access_level (UaDirActionRun  *run,
                  gint64           id,
                  const char      *uid,
                  GError         **error)
{
  const char *level = ua_json_get_string (run->parameters, "accessLevel");
  JsonObject *extension;
  g_autoptr(UaDirSave) save = load (run, id, &extension, error);

  if (save == NULL)
    return FALSE;
  if (g_strcmp0 (level, ua_json_get_string (extension, "accessLevel")) == 0)
    return TRUE;
  json_object_set_string_member (extension, "accessLevel", level);
  return save_change (save, error);
}

/* The labels of a member but for one, in any case; gives whether it was there. */
static JsonArray *
copy_others (JsonObject *extension,
             const char *label,
             gboolean   *found)
{
  JsonArray *labels = ua_json_get_array (extension, "labels");
  JsonArray *others = json_array_new ();
  g_autofree char *key = ua_dir_key (label);

  *found = FALSE;
  for (guint i = 0; labels != NULL && i < json_array_get_length (labels); i++)
    {
      const char *one = json_array_get_string_element (labels, i);
      g_autofree char *one_key = ua_dir_key (one);

      if (strcmp (one_key, key) == 0)
        *found = TRUE;
      else
        json_array_add_string_element (others, one);
    }
  return others;
}

static gboolean
change_label (UaDirActionRun  *run,
              gint64           id,
              gboolean         wanted,
              GError         **error)
{
  const char *label = ua_json_get_string (run->parameters, "label");
  JsonObject *extension;
  g_autoptr(UaDirSave) save = load (run, id, &extension, error);
  g_autoptr(JsonArray) labels = NULL;
  gboolean found;

  if (save == NULL)
    return FALSE;
  labels = copy_others (extension, label, &found);
  if (found == wanted)
    return TRUE;
  if (wanted)
    json_array_add_string_element (labels, label);
  if (json_array_get_length (labels) > 0)
    json_object_set_array_member (extension, "labels", g_steal_pointer (&labels));
  else
    json_object_remove_member (extension, "labels");
  return save_change (save, error);
}

static gboolean
add_label (UaDirActionRun  *run,
           gint64           id,
           const char      *uid,
           GError         **error)
{
  return change_label (run, id, TRUE, error);
}

static gboolean
remove_label (UaDirActionRun  *run,
              gint64           id,
              const char      *uid,
              GError         **error)
{
  return change_label (run, id, FALSE, error);
}

const UaDirAction ua_dir_assign_role_profile_action = {
  .name = "assignRoleProfile",
  .description = "Gives members the job that they have.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_EDIT,
  .parameters = profile_parameters,
  .run = assign_role_profile,
};

const UaDirAction ua_dir_remove_role_profile_action = {
  .name = "removeRoleProfile",
  .description = "Leaves members without a job.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_EDIT,
  .run = remove_role_profile,
};

const UaDirAction ua_dir_assign_ambition_role_action = {
  .name = "assignAmbitionRole",
  .description = "Gives members the job that they aim at.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_EDIT,
  .parameters = profile_parameters,
  .run = assign_ambition_role,
};

const UaDirAction ua_dir_remove_ambition_role_action = {
  .name = "removeAmbitionRole",
  .description = "Leaves members without a job to aim at.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_EDIT,
  .run = remove_ambition_role,
};

const UaDirAction ua_dir_set_access_level_action = {
  .name = "setAccessLevel",
  .description = "Says what members may do: their own profile, look at all, or change all.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_ACCESS,
  .parameters = access_parameters,
  .run = set_access_level,
};

const UaDirAction ua_dir_add_label_action = {
  .name = "addLabel",
  .description = "Puts a label on members.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_EDIT,
  .parameters = label_parameters,
  .run = add_label,
};

const UaDirAction ua_dir_remove_label_action = {
  .name = "removeLabel",
  .description = "Takes a label off members.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_EDIT,
  .parameters = label_parameters,
  .run = remove_label,
};
