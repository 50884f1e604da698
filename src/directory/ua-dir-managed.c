/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-managed.h"

#include "ua-json.h"
#include "ua-scim-urn.h"

#include <string.h>

/* Attributes that an HR system owns (LE-08): which they are stands in `managedAttributes` of the
 * member, and nobody but a provisioning run changes them. */

/* Splits a path into the URN of the extension, "" for none, and the name of the attribute. */
static const char *
split_path (const char  *path,
            char       **urn)
{
  const char *colon = g_str_has_prefix (path, "urn:") ? strrchr (path, ':') : NULL;

  *urn = colon != NULL ? g_strndup (path, (gsize) (colon - path)) : g_strdup ("");
  return colon != NULL ? colon + 1 : path;
}

static JsonNode *
find_value (JsonObject *object,
            const char *urn,
            const char *name)
{
  JsonObject *part = *urn != '\0' ? ua_json_get_object (object, urn) : object;

  return part != NULL ? ua_json_get (part, name) : NULL;
}

static const char *
get_reference (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) ? ua_dir_read_reference (json_node_get_object (node)) : NULL;
}

static gboolean
is_same (JsonNode *before,
         JsonNode *after)
{
  if (before == NULL || after == NULL)
    return before == after;
  if (get_reference (before) != NULL)
    return g_strcmp0 (get_reference (before), get_reference (after)) == 0;
  return json_node_equal (before, after);
}

static void
put_back (JsonObject *object,
          const char *urn,
          const char *name,
          JsonNode   *value)
{
  JsonObject *part = *urn != '\0' ? ua_json_get_object (object, urn) : object;

  if (part == NULL)
    {
      part = json_object_new ();
      json_object_set_object_member (object, urn, part);
    }
  json_object_set_member (part, name, ua_json_copy_node (value));
}

static gboolean
check_path (UaDirSave   *save,
            JsonObject  *before,
            JsonObject  *after,
            const char  *path,
            GError     **error)
{
  g_autofree char *urn = NULL;
  const char *name = split_path (path, &urn);
  JsonNode *was = find_value (before, urn, name);
  JsonNode *is = find_value (after, urn, name);

  if (is_same (was, is))
    return TRUE;
  if (save->replace && is == NULL)
    {
      put_back (save->object, urn, name, was);
      return TRUE;
    }
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
               "%s: belongs to the HR system; change it in the HR system, then synchronise", name);
  return FALSE;
}

/* Whether that can be seen at first sight, which it mostly can. */
static gboolean
is_all_same (JsonObject *before,
             JsonObject *after,
             JsonArray  *paths)
{
  for (guint i = 0; i < json_array_get_length (paths); i++)
    {
      g_autofree char *urn = NULL;
      const char *name = split_path (json_array_get_string_element (paths, i), &urn);

      if (!is_same (find_value (before, urn, name), find_value (after, urn, name)))
        return FALSE;
    }
  return TRUE;
}

/**
 * ua_dir_managed_check:
 * @save: a member that is being written, checked against its schema; what an HR system owns and
 *   was left out of a member sent whole is put back
 * @error: return location for an error
 *
 * Returns: whether nothing that an HR system owns is changed, or it is the run that changes it;
 *   else %UA_DIR_ERROR_FORBIDDEN
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_managed_check (UaDirSave  *save,
                      GError    **error)
{
  JsonObject *extension = save->old != NULL
    ? ua_json_get_object (save->old, UA_SCIM_URN_UA_USER) : NULL;
  JsonArray *paths = extension != NULL ? ua_json_get_array (extension, "managedAttributes") : NULL;
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;

  if (save->overrules || paths == NULL || is_all_same (save->old, save->object, paths))
    return TRUE;
  before = ua_dir_save_normalize (save, save->old, error);
  if (before == NULL)
    return FALSE;
  after = ua_dir_save_normalize (save, save->object, error);
  if (after == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (paths); i++)
    if (!check_path (save, before, after, json_array_get_string_element (paths, i), error))
      return FALSE;
  return TRUE;
}

/**
 * ua_dir_managed_list:
 * @db: a connection
 * @member: the row of a member
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the paths of the attributes that an HR system owns, a set;
 *   or %NULL with an error
 */
GHashTable *
ua_dir_managed_list (UaDirDb  *db,
                     gint64    member,
                     GError  **error)
{
  g_autoptr(GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT j.value FROM resource r, json_each (r.text,"
                          " '$.\"" UA_SCIM_URN_UA_USER "\".managedAttributes') j WHERE r.id = ?",
                          "i", member))
    return NULL;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&paths);
      g_hash_table_add (paths, g_strdup (ua_dir_query_text (&query, 0)));
    }
}
