/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-owner.h"

#include "ua-dir-kind.h"
#include "ua-scim-urn.h"

static gboolean
create_owner (UaDirDb  *db,
              gint64   *owner,
              GError  **error)
{
  JsonObject *object = json_object_new ();
  JsonObject *extension = json_object_new ();
  g_autoptr(UaDirSave) save = NULL;

  json_object_set_string_member (object, "userName", "owner");
  json_object_set_string_member (object, "displayName", "Owner");
  json_object_set_string_member (extension, "accessLevel", "admin");
  json_object_set_object_member (object, UA_SCIM_URN_UA_USER, extension);
  save = ua_dir_save_new (db, NULL, &ua_dir_user_kind, object);
  if (!ua_dir_save_write (save, error))
    return FALSE;
  *owner = save->id;
  return TRUE;
}

/**
 * ua_dir_owner_ensure:
 * @db: a writing connection
 * @owner: (out): the row of an active admin, the first one there was
 * @error: return location for an error
 *
 * Finds on whose behalf the token file's token is.  An empty directory gets a member for it.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_owner_ensure (UaDirDb  *db,
                     gint64   *owner,
                     GError  **error)
{
  if (!ua_dir_db_get_int (db, owner, error,
                          "SELECT id FROM member WHERE access_level = ? AND status = ?"
                          " ORDER BY id LIMIT 1",
                          "ii", (gint64) UA_DIR_ADMIN, (gint64) UA_DIR_ACTIVE))
    return FALSE;
  return *owner != 0 || create_owner (db, owner, error);
}
