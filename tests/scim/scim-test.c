/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scim-test.h"

#include "ua-json.h"

#include <string.h>

/* JSON as it reads well in C: apostrophes stand for quotation marks. */
JsonNode *
scim_test_node (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (quoted, strlen (quoted));
  g_autoptr (GError) error = NULL;
  JsonNode *node = ua_json_parse (bytes, NULL, &error);

  g_assert_no_error (error);
  return node;
}

JsonObject *
scim_test_object (const char *text)
{
  g_autoptr (JsonNode) node = scim_test_node (text);

  return json_object_ref (json_node_get_object (node));
}

void
scim_test_assert_equal (JsonNode   *node,
                        const char *text)
{
  g_autoptr (JsonNode) expected = scim_test_node (text);

  g_assert_nonnull (node);
  if (!json_node_equal (node, expected))
    {
      g_autofree char *got = ua_json_to_text (node);
      g_autofree char *wanted = ua_json_to_text (expected);

      g_assert_cmpstr (got, ==, wanted);
    }
}

void
scim_test_assert_object (JsonObject *object,
                         const char *text)
{
  g_autoptr (JsonNode) node = NULL;

  g_assert_nonnull (object);
  node = json_node_init_object (json_node_alloc (), object);
  scim_test_assert_equal (node, text);
}
