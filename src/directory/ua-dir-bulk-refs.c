/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-bulk-refs.h"

#include "ua-json.h"

#include <string.h>

#define PREFIX "bulkId:"

/**
 * ua_dir_bulk_refs_init:
 * @self: uninitialised
 * @n_operations: how many operations the request has
 *
 * Makes it know no name yet; whoever reads the request enters them.
 */
void
ua_dir_bulk_refs_init (UaDirBulkRefs *self,
                       guint          n_operations)
{
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ids = g_ptr_array_new_full (n_operations, g_free);
  g_ptr_array_set_size (self->ids, (int) n_operations);
}

/**
 * ua_dir_bulk_refs_clear:
 * @self: initialised, or all zero
 */
void
ua_dir_bulk_refs_clear (UaDirBulkRefs *self)
{
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
}

/* Looks for the next `bulkId:` with a name that is known.  The name goes to the end of the text, or
 * to what can follow an id in an address or a filter.  Gives its number plus one, 0 for none. */
static guint
next_reference (UaDirBulkRefs  *self,
                const char     *text,
                const char    **start,
                const char    **end)
{
  while ((text = strstr (text, PREFIX)) != NULL)
    {
      const char *name = text + strlen (PREFIX);
      g_autofree char *part = g_strndup (name, strcspn (name, "\"'/?#[](), "));
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, name));

      *start = text;
      *end = name + strlen (name);
      if (number == 0)
        {
          number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, part));
          *end = name + strlen (part);
        }
      if (number != 0)
        return number;
      text = name;
    }
  return 0;
}

/**
 * ua_dir_bulk_refs_find_in_text:
 * @self: the names
 * @text: (nullable): a path, or a text in the data of an operation
 * @found: where to add the numbers of the operations that it names
 */
void
ua_dir_bulk_refs_find_in_text (UaDirBulkRefs *self,
                               const char    *text,
                               GHashTable    *found)
{
  const char *start, *end;
  guint number;

  while (text != NULL && (number = next_reference (self, text, &start, &end)) != 0)
    {
      g_hash_table_add (found, GUINT_TO_POINTER (number - 1));
      text = end;
    }
}

/**
 * ua_dir_bulk_refs_find:
 * @self: the names
 * @node: (nullable): the data of an operation
 * @found: where to add the numbers of the operations that it names
 */
void
ua_dir_bulk_refs_find (UaDirBulkRefs *self,
                       JsonNode      *node,
                       GHashTable    *found)
{
  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        ua_dir_bulk_refs_find (self, json_array_get_element (array, i), found);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &value))
        ua_dir_bulk_refs_find (self, value, found);
    }
  else
    {
      ua_dir_bulk_refs_find_in_text (self, ua_json_as_string (node), found);
    }
}

/**
 * ua_dir_bulk_refs_fill_text:
 * @self: the names
 * @text: a path, or a text in the data of an operation
 *
 * Returns: (transfer full) (nullable): @text with the ids of what has been created in place of the
 *   names; %NULL when one of these has not been
 */
char *
ua_dir_bulk_refs_fill_text (UaDirBulkRefs *self,
                            const char    *text)
{
  g_autoptr(GString) filled = g_string_new (NULL);
  const char *start, *end;
  guint number;

  while ((number = next_reference (self, text, &start, &end)) != 0)
    {
      const char *id = g_ptr_array_index (self->ids, number - 1);

      if (id == NULL)
        return NULL;
      g_string_append_len (filled, text, start - text);
      g_string_append (filled, id);
      text = end;
    }
  g_string_append (filled, text);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static JsonNode *fill (UaDirBulkRefs *self,
                       JsonNode      *node,
                       gboolean       has_attributes,
                       gboolean      *whole);

static JsonNode *
fill_array (UaDirBulkRefs *self,
            JsonArray     *array,
            gboolean      *whole)
{
  g_autoptr(JsonArray) filled = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = fill (self, json_array_get_element (array, i), FALSE, whole);

      if (element != NULL)
        json_array_add_element (filled, element);
    }
  return json_node_init_array (json_node_alloc (), filled);
}

/* Of a resource, or an extension in it, an attribute is left out; a complex value is left out as a
 * whole, because the rest of it says nothing. */
static JsonNode *
fill_object (UaDirBulkRefs *self,
             JsonObject    *object,
             gboolean       has_attributes,
             gboolean      *whole)
{
  g_autoptr(JsonObject) filled = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gboolean is_extension = has_attributes && g_ascii_strncasecmp (name, "urn:", 4) == 0;
      JsonNode *member = fill (self, value, is_extension, whole);

      if (member != NULL)
        json_object_set_member (filled, name, member);
      else if (!has_attributes)
        return NULL;
    }
  return json_node_init_object (json_node_alloc (), filled);
}

static JsonNode *
fill (UaDirBulkRefs *self,
      JsonNode      *node,
      gboolean       has_attributes,
      gboolean      *whole)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return fill_array (self, json_node_get_array (node), whole);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return fill_object (self, json_node_get_object (node), has_attributes, whole);
  if (ua_json_as_string (node) == NULL)
    return json_node_copy (node);
  text = ua_dir_bulk_refs_fill_text (self, ua_json_as_string (node));
  if (text != NULL)
    return json_node_init_string (json_node_alloc (), text);
  *whole = FALSE;
  return NULL;
}

/**
 * ua_dir_bulk_refs_fill:
 * @self: the names
 * @node: the data of an operation, a resource or a PatchOp
 * @whole: (out): whether all that it names has been created
 *
 * Puts ids in place of names.  Values that name what has not been created yet are left out: with
 * what remains a resource can be created that is named in turn (RFC 7644, section 3.7.1).
 *
 * Returns: (transfer full): a new node
 */
JsonNode *
ua_dir_bulk_refs_fill (UaDirBulkRefs *self,
                       JsonNode      *node,
                       gboolean      *whole)
{
  JsonNode *filled;

  *whole = TRUE;
  filled = fill (self, node, TRUE, whole);
  return filled != NULL ? filled : json_node_init_null (json_node_alloc ());
}
