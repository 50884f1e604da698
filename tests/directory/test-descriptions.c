/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-conformance.h"

#include <locale.h>
#include <string.h>

/* What /Schemas and /ResourceTypes tell is in the form of RFC 7643, sections 6 and 7, and what
 * API.md tells of the extension is the same. */

static UaTestDirectory *directory;

static gboolean
is_one_of (const char *text,
           const char *values)
{
  g_auto(GStrv) parts = g_strsplit (values, " ", -1);

  return g_strv_contains ((const char *const *) parts, text);
}

/* What section 7 demands of the description of any attribute. */
static void
check_description (JsonObject *attribute,
                   JsonObject *parent)
{
  JsonArray *subs = ua_test_attribute_get_subs (attribute);
  gboolean is_reference = ua_test_attribute_is (attribute, "type", "reference");

  g_test_message ("%s", ua_test_attribute_get (attribute, "name"));
  g_assert_true (g_regex_match_simple ("^[A-Za-z$][-A-Za-z0-9_$]*$",
                                       ua_test_attribute_get (attribute, "name"), 0, 0));
  g_assert_true (is_one_of (ua_test_attribute_get (attribute, "type"),
                            "string boolean decimal integer dateTime binary reference complex"));
  g_assert_cmpstr (ua_test_attribute_get (attribute, "description"), !=, "");
  g_assert_true (is_one_of (ua_test_attribute_get (attribute, "mutability"),
                            "readOnly readWrite immutable writeOnly"));
  g_assert_true (is_one_of (ua_test_attribute_get (attribute, "returned"),
                            "always never default request"));
  g_assert_true (is_one_of (ua_test_attribute_get (attribute, "uniqueness"), "none server global"));
  g_assert_true (json_object_has_member (attribute, "multiValued"));
  g_assert_true (json_object_has_member (attribute, "required"));
  g_assert_true (json_object_has_member (attribute, "caseExact"));
  g_assert_true (json_object_has_member (attribute, "referenceTypes") == is_reference);
  g_assert_true ((subs != NULL) == ua_test_attribute_is (attribute, "type", "complex"));
  g_assert_true (!ua_test_attribute_is (attribute, "mutability", "writeOnly") ||
                 ua_test_attribute_is (attribute, "returned", "never"));
  if (is_reference || ua_test_attribute_is (attribute, "type", "binary"))
    g_assert_true (ua_test_attribute_has (attribute, "caseExact"));
  if (parent != NULL && ua_test_attribute_is (parent, "mutability", "readOnly"))
    g_assert_cmpstr (ua_test_attribute_get (attribute, "mutability"), ==, "readOnly");
  for (guint i = 0; subs != NULL && i < json_array_get_length (subs); i++)
    check_description (json_array_get_object_element (subs, i), attribute);
}

static void
test_descriptions (void)
{
  g_autoptr(UaTestReply) schemas = ua_test_directory_get (directory, "/Schemas");
  JsonArray *resources = ua_test_reply_resources (schemas);

  for (guint i = 0; i < json_array_get_length (resources); i++)
    {
      JsonObject *schema = json_array_get_object_element (resources, i);
      JsonArray *attributes = json_object_get_array_member (schema, "attributes");

      for (guint n = 0; n < json_array_get_length (attributes); n++)
        check_description (json_array_get_object_element (attributes, n), NULL);
    }
}

/* Every schema that a resource type names can be looked up, and every type has its address. */
static void
test_types (void)
{
  g_autoptr(UaTestReply) types = ua_test_directory_get (directory, "/ResourceTypes");
  JsonArray *resources = ua_test_reply_resources (types);

  for (guint i = 0; i < json_array_get_length (resources); i++)
    {
      JsonObject *type = json_array_get_object_element (resources, i);
      JsonArray *extensions = json_object_has_member (type, "schemaExtensions")
        ? json_object_get_array_member (type, "schemaExtensions") : NULL;
      g_autofree char *address = g_strconcat ("/Schemas/", ua_test_attribute_get (type, "schema"),
                                              NULL);
      g_autoptr(UaTestReply) schema = ua_test_directory_get (directory, address);
      g_autoptr(UaTestReply) list =
        ua_test_directory_get (directory, ua_test_attribute_get (type, "endpoint"));

      g_assert_cmpuint (schema->status, ==, 200);
      g_assert_cmpuint (list->status, ==, 200);
      for (guint n = 0; extensions != NULL && n < json_array_get_length (extensions); n++)
        {
          JsonObject *extension = json_array_get_object_element (extensions, n);
          g_autofree char *place =
            g_strconcat ("/Schemas/", ua_test_attribute_get (extension, "schema"), NULL);
          g_autoptr(UaTestReply) found = ua_test_directory_get (directory, place);

          g_assert_cmpuint (found->status, ==, 200);
          g_assert_false (ua_test_attribute_has (extension, "required"));
        }
    }
}

/* The row that tells of an attribute, in a table below a mention of the schema. */
static char *
find_row (const char *document,
          const char *urn,
          const char *name)
{
  g_autofree char *head = g_strdup_printf ("`%s`", urn);
  g_autofree char *start = g_strdup_printf ("\n| `%s` |", name);

  for (const char *p = strstr (document, head); p != NULL; p = strstr (p + 1, head))
    {
      const char *table = strstr (p, "| attribute | type | mutability | meaning |");
      const char *end = table != NULL ? strstr (table, "\n\n") : NULL;
      g_autofree char *rows = end != NULL ? g_strndup (table, (gsize) (end - table)) : NULL;
      const char *row = rows != NULL ? strstr (rows, start) : NULL;

      if (row != NULL)
        return g_strndup (row + 1, strcspn (row + 1, "\n"));
    }
  return NULL;
}

static void
check_row (JsonObject *attribute,
           const char *row)
{
  g_auto(GStrv) cells = g_strsplit (row, " | ", 4);
  JsonArray *subs = ua_test_attribute_get_subs (attribute);
  gboolean is_text = ua_test_attribute_is (attribute, "type", "string");

  g_test_message ("%s", row);
  g_assert_cmpuint (g_strv_length (cells), ==, 4);
  g_assert_true (g_str_has_prefix (cells[1], ua_test_attribute_get (attribute, "type")));
  g_assert_true (g_str_has_prefix (cells[2], ua_test_attribute_get (attribute, "mutability")));
  g_assert_true (ua_test_attribute_is (attribute, "returned", "request") ==
                 (strstr (cells[2], "returned `request`") != NULL));
  g_assert_true (ua_test_attribute_has (attribute, "multiValued") ==
                 (strstr (cells[1], "several") != NULL));
  if (is_text)
    g_assert_true (ua_test_attribute_has (attribute, "caseExact") ==
                   (strstr (cells[1], "exact") != NULL));
  if (subs == NULL)
    g_assert_true (ua_test_attribute_has (attribute, "required") ==
                   (strstr (cells[1], "required") != NULL));
  g_assert_true (ua_test_attribute_is (attribute, "uniqueness", "server") ==
                 (strstr (cells[1], "uniqueness `server`") != NULL));
  for (guint i = 0; subs != NULL && i < json_array_get_length (subs); i++)
    {
      JsonObject *sub = json_array_get_object_element (subs, i);
      g_autofree char *name = g_strdup_printf ("`%s`", ua_test_attribute_get (sub, "name"));

      g_assert_nonnull (strstr (cells[1], name));
    }
}

/* The document tells the type, the mutability and the rest of each attribute of the extension. */
static void
test_document (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "directory", "API.md",
                                                 NULL);
  g_autoptr(UaTestReply) schemas = ua_test_directory_get (directory, "/Schemas");
  JsonArray *resources = ua_test_reply_resources (schemas);
  g_autoptr(GError) error = NULL;
  g_autofree char *document = NULL;

  g_file_get_contents (path, &document, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < json_array_get_length (resources); i++)
    {
      JsonObject *schema = json_array_get_object_element (resources, i);
      const char *urn = ua_test_attribute_get (schema, "id");
      JsonArray *attributes = json_object_get_array_member (schema, "attributes");

      for (guint n = 0; n < json_array_get_length (attributes); n++)
        {
          JsonObject *attribute = json_array_get_object_element (attributes, n);
          const char *name = ua_test_attribute_get (attribute, "name");
          g_autofree char *row = NULL;

          if (!g_str_has_prefix (urn, "urn:example:"))
            continue;
          row = find_row (document, urn, name);
          if (row == NULL)
            g_test_message ("%s:%s", urn, name);
          g_assert_nonnull (row);
          check_row (attribute, row);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  g_test_add_func ("/directory/descriptions/attributes", test_descriptions);
  g_test_add_func ("/directory/descriptions/types", test_types);
  g_test_add_func ("/directory/descriptions/document", test_document);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
