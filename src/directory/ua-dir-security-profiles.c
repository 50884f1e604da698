/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-kind.h"

#include "ua-dir-functions.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-scim-error.h"

/* Security profiles: named sets of rights (CC-13).  Who has them, directly or through the role
 * profile, stands in tables of their own. */

/* A multi-valued attribute that names holders, and where these stand. */
typedef struct
{
  const char *attribute;
  UaDirType type;
  const char *absent;
  const char *select;
  const char *insert;
  const char *remove;
} Holders;

static const Holders holders[] = {
  { "members", UA_DIR_USER, "members.value: there is no such member",
    "SELECT EXISTS (SELECT 1 FROM security_member WHERE profile = ? AND holder = ?)",
    "INSERT OR IGNORE INTO security_member (profile, holder) VALUES (?, ?)",
    "DELETE FROM security_member WHERE profile = ? AND holder = ?" },
  { "roleProfiles", UA_DIR_ROLE_PROFILE, "roleProfiles.value: there is no such role profile",
    "SELECT EXISTS (SELECT 1 FROM security_role WHERE profile = ? AND holder = ?)",
    "INSERT OR IGNORE INTO security_role (profile, holder) VALUES (?, ?)",
    "DELETE FROM security_role WHERE profile = ? AND holder = ?" },
};

/* The rows that come, for each attribute. */
typedef struct
{
  GHashTable *rows[G_N_ELEMENTS (holders)]; /* (owned), of gint64 */
} Given;

static void
given_free (gpointer data)
{
  Given *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (holders); i++)
    g_hash_table_unref (self->rows[i]);
  g_free (self);
}

static gboolean
forbid (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN, detail);
  return FALSE;
}

/* One holder that is named: nobody names themselves anew, nor whom they may not know of. */
static gboolean
take_holder (UaDirSave      *save,
             const Holders  *which,
             const char     *uid,
             GHashTable     *rows,
             GError        **error)
{
  gint64 id;
  gint64 had = 0;
  gboolean sees = TRUE;

  if (!ua_dir_find_row (save->db, which->type, uid, &id, error) ||
      (save->id != 0 &&
       !ua_dir_db_get_int (save->db, &had, error, which->select, "ii", save->id, id)) ||
      (id != 0 && had == 0 &&
       !ua_dir_sight_sees (save->db, save->actor, which->type, id, &sees, error)))
    return FALSE;
  if (id == 0 || !sees)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, which->absent);
      return FALSE;
    }
  if (had == 0 && which->type == UA_DIR_USER && save->actor != NULL && save->actor->id == id)
    return forbid (error, "members: nobody gives themselves a security profile");
  g_hash_table_add (rows, g_memdup2 (&id, sizeof id));
  return TRUE;
}

static gboolean
read_holders (UaDirSave      *save,
              const Holders  *which,
              GHashTable     *rows,
              GError        **error)
{
  JsonArray *values = ua_json_get_array (save->object, which->attribute);

  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    {
      JsonNode *node = json_array_get_element (values, i);
      const char *uid = JSON_NODE_HOLDS_OBJECT (node)
        ? ua_dir_read_reference (json_node_get_object (node)) : NULL;

      if (uid == NULL)
        {
          g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                       "%s: must be objects with a value", which->attribute);
          return FALSE;
        }
      if (!take_holder (save, which, uid, rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_name (UaDirSave  *save,
            GError    **error)
{
  g_autofree char *key = ua_dir_key (save->display);
  gint64 other;

  if (!ua_dir_db_get_int (save->db, &other, error,
                          "SELECT id FROM security_profile WHERE name_key = ? AND id <> ?", "ti",
                          key, save->id))
    return FALSE;
  if (other == 0)
    return TRUE;
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_UNIQUENESS,
                       "displayName: another security profile has this name");
  return FALSE;
}

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  Given *given = g_new0 (Given, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (holders); i++)
    given->rows[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  save->state = given;
  save->state_free = given_free;
  save->display = g_strdup (ua_json_get_string (save->object, "displayName"));
  if (!check_name (save, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (holders); i++)
    if (!read_holders (save, &holders[i], given->rows[i], error))
      return FALSE;
  json_object_set_member (save->object, "members", ua_dir_text_holders ());
  json_object_set_member (save->object, "roleProfiles", ua_dir_text_given_roles ());
  return TRUE;
}

/* Takes away from those who were named before and are not any more, and gives to the others. */
static gboolean
store_holders (UaDirSave      *save,
               const Holders  *which,
               GHashTable     *rows,
               GError        **error)
{
  JsonArray *before = save->old != NULL ? ua_json_get_array (save->old, which->attribute) : NULL;
  GHashTableIter iter;
  gpointer row;

  for (guint i = 0; before != NULL && i < json_array_get_length (before); i++)
    {
      const char *uid = ua_json_get_string (json_array_get_object_element (before, i), "value");
      gint64 id;

      if (!ua_dir_find_row (save->db, which->type, uid, &id, error) ||
          (!g_hash_table_contains (rows, &id) &&
           !ua_dir_db_run (save->db, error, which->remove, "ii", save->id, id)))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (!ua_dir_db_run (save->db, error, which->insert, "ii", save->id, *(gint64 *) row))
      return FALSE;
  return TRUE;
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  Given *given = save->state;
  g_autofree char *key = ua_dir_key (save->display);
  guint rights = ua_dir_rights_from_strings (ua_json_get_array (save->object, "rights"));

  if (!ua_dir_db_run (save->db, error,
                      "INSERT INTO security_profile (id, name_key, rights) VALUES (?, ?, ?)"
                      " ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key,"
                      " rights = excluded.rights",
                      "iti", save->id, key, (gint64) rights))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (holders); i++)
    if (!store_holders (save, &holders[i], given->rows[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
may_remove (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            GError           **error)
{
  gint64 rights;

  if (!ua_dir_db_get_int (db, &rights, error, "SELECT rights FROM security_profile WHERE id = ?",
                          "i", id))
    return FALSE;
  return ua_dir_rights_has_all (actor, (guint) rights) ||
         forbid (error, "The security profile has rights that you do not have");
}

static gboolean
before_remove (UaDirDb  *db,
               gint64    id,
               GError  **error)
{
  return TRUE;
}

const UaDirKind ua_dir_security_profile_kind = {
  .type = UA_DIR_SECURITY_PROFILE,
  .scim = &ua_scim_security_profile_type,
  .table = "security_profile",
  .columns = ua_dir_security_profile_columns,
  .tables = ua_dir_security_profile_tables,
  .prepare = prepare,
  .store = store,
  .may_remove = may_remove,
  .before_remove = before_remove,
};
