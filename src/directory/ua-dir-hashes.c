/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-hashes.h"

#include "ua-dir-auth.h"
#include "ua-json.h"

#include <string.h>

struct _UaDirHashes
{
  grefcount n_refs;
  GHashTable *made;        /* (owned), password to hash, "" until it is made */
};

static void
wipe (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static gboolean
names_password (const char *name)
{
  gsize n = strlen (name);

  return n >= strlen ("password") &&
         g_ascii_strcasecmp (name + n - strlen ("password"), "password") == 0;
}

static void
add (UaDirHashes *self,
     JsonNode    *value)
{
  const char *password = ua_json_as_string (value);

  if (password != NULL && *password != '\0')
    g_hash_table_replace (self->made, g_strdup (password), g_strdup (""));
}

static void
find_in_object (UaDirHashes *self,
                JsonObject  *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    if (names_password (name))
      add (self, value);
}

static void
find_in_operation (UaDirHashes *self,
                   JsonObject  *operation)
{
  const char *path = ua_json_get_string (operation, "path");
  JsonNode *value = ua_json_get (operation, "value");

  if (path != NULL && names_password (path))
    add (self, value);
  else if (path == NULL && value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    find_in_object (self, json_node_get_object (value));
}

/**
 * ua_dir_hashes_new:
 * @body: (nullable): a member, or operations of a PATCH
 *
 * Returns: (transfer full) (nullable): the passwords that @body sets, of which no hash is made yet;
 *   %NULL where there are none
 *
 * Any thread.
 */
UaDirHashes *
ua_dir_hashes_new (JsonNode *body)
{
  g_autoptr(UaDirHashes) self = g_new0 (UaDirHashes, 1);
  JsonArray *operations;

  g_ref_count_init (&self->n_refs);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, wipe, wipe);
  if (body == NULL || !JSON_NODE_HOLDS_OBJECT (body))
    return NULL;
  find_in_object (self, json_node_get_object (body));
  operations = ua_json_get_array (json_node_get_object (body), "Operations");
  for (guint i = 0; operations != NULL && i < json_array_get_length (operations); i++)
    {
      JsonNode *node = json_array_get_element (operations, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        find_in_operation (self, json_node_get_object (node));
    }
  return g_hash_table_size (self->made) > 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * ua_dir_hashes_ref:
 * @self: the passwords
 *
 * Returns: (transfer full): @self
 */
UaDirHashes *
ua_dir_hashes_ref (UaDirHashes *self)
{
  g_ref_count_inc (&self->n_refs);
  return self;
}

/**
 * ua_dir_hashes_unref:
 * @self: (transfer full) (nullable): the passwords, which are wiped with the last reference
 */
void
ua_dir_hashes_unref (UaDirHashes *self)
{
  if (self == NULL || !g_ref_count_dec (&self->n_refs))
    return;
  g_hash_table_unref (self->made);
  g_free (self);
}

/**
 * ua_dir_hashes_make:
 * @self: the passwords
 *
 * Makes their hashes.  Takes some tens of milliseconds for each.
 *
 * Any thread but the main one and the one that writes.
 */
void
ua_dir_hashes_make (UaDirHashes *self)
{
  GHashTableIter iter;
  gpointer password;

  g_hash_table_iter_init (&iter, self->made);
  while (g_hash_table_iter_next (&iter, &password, NULL))
    {
      char *hash = ua_dir_auth_hash_password (password, NULL);

      /* One that cannot be made is tried again, and its error told, when it is needed. */
      if (hash != NULL)
        g_hash_table_iter_replace (&iter, hash);
    }
}

/**
 * ua_dir_hashes_get:
 * @self: (nullable): passwords whose hashes were made
 * @password: a password
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a hash of the password, which is made now where it was not;
 *   %NULL with %UA_ERROR_FAILED
 *
 * Any thread but the main one.
 */
char *
ua_dir_hashes_get (UaDirHashes  *self,
                   const char   *password,
                   GError      **error)
{
  const char *hash = self != NULL ? g_hash_table_lookup (self->made, password) : NULL;

  return hash != NULL && *hash != '\0' ? g_strdup (hash)
                                       : ua_dir_auth_hash_password (password, error);
}
