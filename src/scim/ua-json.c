/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-json.h"

#include <string.h>

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * ua_json_from_object:
 * @object: (transfer full): an object
 *
 * Returns: (transfer full): a node with @object in it
 *
 * Any thread.
 */
JsonNode *
ua_json_from_object (JsonObject *object)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}

/**
 * ua_json_copy_node:
 * @node: a value that ua_json_parse() gave, or that is nested no deeper
 *
 * Returns: (transfer full): a copy that shares nothing with @node
 *
 * Any thread.
 */
JsonNode *
ua_json_copy_node (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return ua_json_from_object (ua_json_copy_object (json_node_get_object (node)));
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from = json_node_get_array (node);
      guint n = json_array_get_length (from);
      g_autoptr (JsonArray) to = json_array_sized_new (n);

      for (guint i = 0; i < n; i++)
        json_array_add_element (to, ua_json_copy_node (json_array_get_element (from, i)));
      return json_node_init_array (json_node_alloc (), to);
    }
  if (JSON_NODE_HOLDS_VALUE (node))
    {
      g_auto (GValue) value = G_VALUE_INIT;
      JsonNode *copy = json_node_new (JSON_NODE_VALUE);

      /* json_node_copy () would share the value, and setting it in one would set it in both. */
      json_node_get_value (node, &value);
      json_node_set_value (copy, &value);
      return copy;
    }
  return json_node_copy (node);
}

/**
 * ua_json_copy_object:
 * @object: an object that ua_json_parse() gave, or that is nested no deeper
 *
 * Returns: (transfer full): a copy that shares nothing with @object
 *
 * Any thread.
 */
JsonObject *
ua_json_copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, ua_json_copy_node (value));
  return copy;
}

/**
 * ua_json_find_name:
 * @object: an object
 * @name: the name of a member in any case
 *
 * Finds how a member is spelled; attribute names have no case (RFC 7643, section 2.1).  The exact
 * spelling comes before others.
 *
 * Returns: (transfer none) (nullable): the name as it stands in @object, valid until @object
 *   changes; %NULL when there is none
 *
 * Any thread.
 */
const char *
ua_json_find_name (JsonObject *object,
                   const char *name)
{
  JsonObjectIter iter;
  const char *found;
  guint n_found = 0;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (json_object_has_member (object, name))
    return name;
  /* Going through them in order costs more, and is seldom needed. */
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &found, NULL))
    n_found += g_ascii_strcasecmp (found, name) == 0 ? 1 : 0;
  if (n_found == 0)
    return NULL;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &found, NULL))
    if (g_ascii_strcasecmp (found, name) == 0)
      return found;
  return NULL;
}

/**
 * ua_json_get:
 * @object: (nullable): an object
 * @name: the name of a member in any case
 *
 * Returns: (transfer none) (nullable): its value; %NULL when it is missing or `null`
 *
 * Any thread.
 */
JsonNode *
ua_json_get (JsonObject *object,
             const char *name)
{
  const char *found = object != NULL ? ua_json_find_name (object, name) : NULL;
  JsonNode *node = found != NULL ? json_object_get_member (object, found) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * ua_json_get_object:
 * @object: (nullable): an object
 * @name: the name of a member in any case
 *
 * Returns: (transfer none) (nullable): its value; %NULL when it is missing or no object
 *
 * Any thread.
 */
JsonObject *
ua_json_get_object (JsonObject *object,
                    const char *name)
{
  JsonNode *node = ua_json_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * ua_json_get_array:
 * @object: (nullable): an object
 * @name: the name of a member in any case
 *
 * Returns: (transfer none) (nullable): its value; %NULL when it is missing or no array
 *
 * Any thread.
 */
JsonArray *
ua_json_get_array (JsonObject *object,
                   const char *name)
{
  JsonNode *node = ua_json_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * ua_json_get_string:
 * @object: (nullable): an object
 * @name: the name of a member in any case
 *
 * Returns: (transfer none) (nullable): its value; %NULL when it is missing or no string
 *
 * Any thread.
 */
const char *
ua_json_get_string (JsonObject *object,
                    const char *name)
{
  return ua_json_as_string (ua_json_get (object, name));
}

/**
 * ua_json_set:
 * @object: an object
 * @name: the name of a member as it is to be written
 * @value: (transfer full) (nullable): its value; %NULL removes the member
 *
 * Sets a member, in place of those whose names differ from @name by case only.
 *
 * Any thread.
 */
void
ua_json_set (JsonObject *object,
             const char *name,
             JsonNode   *value)
{
  const char *found;

  g_return_if_fail (object != NULL);
  g_return_if_fail (name != NULL);

  while ((found = ua_json_find_name (object, name)) != NULL)
    {
      if (value != NULL && strcmp (found, name) == 0)
        break;
      json_object_remove_member (object, found);
    }
  if (value != NULL)
    json_object_set_member (object, name, value);
}

/**
 * ua_json_as_string:
 * @node: (nullable): a value
 *
 * Returns: (transfer none) (nullable): the string in @node; %NULL when it is none
 *
 * Any thread.
 */
const char *
ua_json_as_string (JsonNode *node)
{
  return holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;
}

/**
 * ua_json_read_text:
 * @node: (nullable): a value
 *
 * Reads a text tolerantly: some servers write numbers and booleans where texts belong.
 *
 * Returns: (transfer full) (nullable): the string, number or boolean as a text; %NULL for what has
 *   none
 *
 * Any thread.
 */
char *
ua_json_read_text (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (holds (node, G_TYPE_STRING))
    return json_node_dup_string (node);
  if (holds (node, G_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (holds (node, G_TYPE_DOUBLE))
    return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
  if (holds (node, G_TYPE_BOOLEAN))
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  return NULL;
}

/**
 * ua_json_read_bool:
 * @node: (nullable): a value
 * @value: (out): where to put the boolean; untouched on failure
 *
 * Reads a boolean tolerantly: `true`, `"True"`, `"false"`, 1 and 0.
 *
 * Returns: whether @node is one
 *
 * Any thread.
 */
gboolean
ua_json_read_bool (JsonNode *node,
                   gboolean *value)
{
  const char *text = ua_json_as_string (node);

  if (holds (node, G_TYPE_BOOLEAN))
    {
      *value = json_node_get_boolean (node);
      return TRUE;
    }
  if (holds (node, G_TYPE_INT64) &&
      (json_node_get_int (node) == 0 || json_node_get_int (node) == 1))
    {
      *value = json_node_get_int (node) == 1;
      return TRUE;
    }
  if (text != NULL &&
      (g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0))
    {
      *value = g_ascii_strcasecmp (text, "true") == 0;
      return TRUE;
    }
  return FALSE;
}

/**
 * ua_json_read_int:
 * @node: (nullable): a value
 * @value: (out): where to put the integer; untouched on failure
 *
 * Reads an integer tolerantly: 12, 12.0 and `"12"`.
 *
 * Returns: whether @node is one that fits 64 bits
 *
 * Any thread.
 */
gboolean
ua_json_read_int (JsonNode *node,
                  gint64   *value)
{
  const char *text = ua_json_as_string (node);

  if (holds (node, G_TYPE_INT64))
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (holds (node, G_TYPE_DOUBLE))
    {
      double number = json_node_get_double (node);

      /* Above 2^53 a double no longer holds every integer. */
      if (!(number >= -9007199254740992.0 && number <= 9007199254740992.0) ||
          number != (double) (gint64) number)
        return FALSE;
      *value = (gint64) number;
      return TRUE;
    }
  if (text != NULL)
    return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, value, NULL);
  return FALSE;
}
