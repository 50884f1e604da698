/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-security-actions.h"

#include "ua-dir-permit.h"
#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-error.h"

/* Who has which security profile, for many members or role profiles at once (CC-13). */

static const UaScimAttribute parameters[] = {
  { .name = "securityProfile", .required = TRUE, .case_exact = TRUE,
    .description = "The id of the security profile." },
  { NULL }
};

static gboolean
find_profile (UaDirActionRun  *run,
              gint64          *profile,
              GError         **error)
{
  const char *uid = ua_json_get_string (run->parameters, "securityProfile");

  if (!ua_dir_sight_find (run->db, run->actor, UA_DIR_SECURITY_PROFILE, uid, profile, error))
    return FALSE;
  if (*profile != 0)
    return TRUE;
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                       "parameters.securityProfile: there is no such security profile");
  return FALSE;
}

static gboolean
has_profile (UaDirActionRun  *run,
             gint64           profile,
             gint64           holder,
             gboolean        *has,
             GError         **error)
{
  const char *sql = run->action->target == UA_DIR_USER
    ? "SELECT EXISTS (SELECT 1 FROM security_member WHERE profile = ? AND holder = ?)"
    : "SELECT EXISTS (SELECT 1 FROM security_role WHERE profile = ? AND holder = ?)";
  gint64 found;

  if (!ua_dir_db_get_int (run->db, &found, error, sql, "ii", profile, holder))
    return FALSE;
  *has = found != 0;
  return TRUE;
}

static void
set_holder (JsonObject *object,
            const char *attribute,
            const char *uid)
{
  JsonArray *holders = json_array_new ();

  if (uid != NULL)
    {
      JsonObject *holder = json_object_new ();

      json_object_set_string_member (holder, "value", uid);
      json_array_add_object_element (holders, holder);
    }
  json_object_set_array_member (object, attribute, holders);
}

static gboolean
change (UaDirActionRun  *run,
        gint64           id,
        const char      *uid,
        gboolean         wanted,
        GError         **error)
{
  const char *attribute = run->action->target == UA_DIR_USER ? "members" : "roleProfiles";
  g_autoptr(UaDirSave) save = NULL;
  gint64 profile;
  gboolean has;

  if (!find_profile (run, &profile, error) || !has_profile (run, profile, id, &has, error))
    return FALSE;
  if (has == wanted)
    return TRUE;
  save = ua_dir_save_load_part (run->db, run->actor, &ua_dir_security_profile_kind,
                                run->service->base_uri, profile, error);
  if (save == NULL)
    return FALSE;
  set_holder (save->old, attribute, has ? uid : NULL);
  set_holder (save->object, attribute, wanted ? uid : NULL);
  save->reason = run->action->name;
  return ua_dir_permit_save (save, error) && ua_dir_save_write (save, error);
}

static gboolean
assign (UaDirActionRun  *run,
        gint64           id,
        const char      *uid,
        GError         **error)
{
  return change (run, id, uid, TRUE, error);
}

static gboolean
take_away (UaDirActionRun  *run,
           gint64           id,
           const char      *uid,
           GError         **error)
{
  return change (run, id, uid, FALSE, error);
}

const UaDirAction ua_dir_assign_security_profile_action = {
  .name = "assignSecurityProfile",
  .description = "Gives members the rights of a security profile.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_ACCESS,
  .parameters = parameters,
  .run = assign,
};

const UaDirAction ua_dir_remove_security_profile_action = {
  .name = "removeSecurityProfile",
  .description = "Takes a security profile from members; through role profiles they keep it.",
  .target = UA_DIR_USER,
  .right = UA_DIR_RIGHT_ACCESS,
  .parameters = parameters,
  .run = take_away,
};

const UaDirAction ua_dir_assign_security_profile_to_role_action = {
  .name = "assignSecurityProfileToRole",
  .description = "Gives whoever has a role profile the rights of a security profile.",
  .target = UA_DIR_ROLE_PROFILE,
  .right = UA_DIR_RIGHT_ACCESS,
  .parameters = parameters,
  .run = assign,
};

const UaDirAction ua_dir_remove_security_profile_from_role_action = {
  .name = "removeSecurityProfileFromRole",
  .description = "Takes a security profile from role profiles.",
  .target = UA_DIR_ROLE_PROFILE,
  .right = UA_DIR_RIGHT_ACCESS,
  .parameters = parameters,
  .run = take_away,
};
