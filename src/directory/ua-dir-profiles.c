/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-kind.h"

#include "ua-dir-functions.h"
#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-scim-error.h"

/* Role profiles: the jobs and positions that members have and aim at. */

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  const char *name = ua_json_get_string (save->object, "displayName");
  g_autofree char *key = ua_dir_key (name);
  gint64 other;

  if (!ua_dir_db_get_int (save->db, &other, error,
                          "SELECT id FROM profile WHERE name_key = ? AND id <> ?", "ti", key,
                          save->id))
    return FALSE;
  if (other != 0)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_UNIQUENESS,
                           "displayName: another role profile has this name");
      return FALSE;
    }
  /* What a PATCH takes away stays away, and is taken for true. */
  if (ua_json_get (save->object, "active") == NULL && (save->old == NULL || save->replace))
    json_object_set_boolean_member (save->object, "active", TRUE);
  json_object_set_member (save->object, "memberCount", ua_dir_text_count ());
  save->display = g_strdup (name);
  return TRUE;
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  g_autofree char *key = ua_dir_key (save->display);
  gboolean active = TRUE;

  ua_json_read_bool (ua_json_get (save->object, "active"), &active);
  return ua_dir_db_run (save->db, error,
                        "INSERT INTO profile (id, name_key, retired) VALUES (?, ?, ?)"
                        " ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key,"
                        " retired = excluded.retired",
                        "iti", save->id, key, (gint64) !active);
}

static gboolean
may_remove (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            GError           **error)
{
  gint64 n;

  if (!ua_dir_db_get_int (db, &n, error,
                          "SELECT EXISTS (SELECT 1 FROM member WHERE role_profile = ?)"
                          " OR EXISTS (SELECT 1 FROM member WHERE ambition_role = ?)",
                          "ii", id, id))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                       "Members have this role profile; retire it instead (active: false)");
  return FALSE;
}

static gboolean
before_remove (UaDirDb  *db,
               gint64    id,
               GError  **error)
{
  return TRUE;
}

const UaDirKind ua_dir_role_profile_kind = {
  .type = UA_DIR_ROLE_PROFILE,
  .scim = &ua_scim_role_profile_type,
  .table = "profile",
  .columns = ua_dir_role_profile_columns,
  .prepare = prepare,
  .store = store,
  .may_remove = may_remove,
  .before_remove = before_remove,
};
