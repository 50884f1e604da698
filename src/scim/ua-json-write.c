/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-json-private.h"

#include <math.h>
#include <string.h>

/*
 * json-glib 1.6 writes some control characters as they are, which no other reader takes.  This
 * writes RFC 8259, the same with every version.
 */

static void
write_double (GString *out,
              double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    {
      g_string_append (out, "null");
      return;
    }
  g_ascii_dtostr (buffer, sizeof buffer, number);
  g_string_append (out, buffer);
  /* Without a point or an exponent it would be read again as an integer. */
  if (strpbrk (buffer, ".eE") == NULL)
    g_string_append (out, ".0");
}

static void
write_simple (GString  *out,
              JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    ua_json_quote (out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    write_double (out, json_node_get_double (node));
}

static void
write_object (GString    *out,
              JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  char before = '{';

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_string_append_c (out, before);
      before = ',';
      ua_json_quote (out, name);
      g_string_append_c (out, ':');
      ua_json_write_to (out, value);
    }
  if (before == '{')
    g_string_append_c (out, '{');
  g_string_append_c (out, '}');
}

/**
 * ua_json_write_to:
 * @out: where to append
 * @node: a value
 *
 * Writes @node as JSON without white space.
 *
 * Any thread.
 */
void
ua_json_write_to (GString  *out,
                  JsonNode *node)
{
  g_return_if_fail (out != NULL && node != NULL);

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_object (out, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      {
        JsonArray *array = json_node_get_array (node);

        g_string_append_c (out, '[');
        for (guint i = 0; i < json_array_get_length (array); i++)
          {
            if (i > 0)
              g_string_append_c (out, ',');
            ua_json_write_to (out, json_array_get_element (array, i));
          }
        g_string_append_c (out, ']');
        break;
      }
    case JSON_NODE_VALUE:
      write_simple (out, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

/**
 * ua_json_to_text:
 * @node: a value
 *
 * Returns: (transfer full): @node as JSON on one line, UTF-8
 *
 * Any thread.
 */
char *
ua_json_to_text (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  ua_json_write_to (out, node);
  return g_string_free (out, FALSE);
}

/**
 * ua_json_write:
 * @node: a value
 *
 * Returns: (transfer full): @node as JSON on one line, UTF-8
 *
 * Any thread.
 */
GBytes *
ua_json_write (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  ua_json_write_to (out, node);
  return g_string_free_to_bytes (out);
}
