/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* A client that knows nothing but `/ResourceTypes` and `/Schemas`: it makes values up from what
 * these say, sends them in every way, and takes them back (RFC 7643, section 7; RFC 7644, sections
 * 3.3 and 3.5). */

typedef struct
{
  UaTestDirectory *directory;  /* (owned) */
  JsonArray *types;            /* (owned) */
  GHashTable *schemas;         /* (owned), of URN to JsonObject (owned) */
  guint n;                     /* made up so far */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  plain)
{
  g_autoptr(UaTestReply) types = NULL;
  g_autoptr(UaTestReply) schemas = NULL;
  JsonArray *all;

  fixture->directory = ua_test_directory_start (0, plain, NULL);
  types = ua_test_directory_get (fixture->directory, "/ResourceTypes");
  schemas = ua_test_directory_get (fixture->directory, "/Schemas");
  fixture->types = json_array_ref (ua_test_reply_resources (types));
  fixture->schemas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) json_object_unref);
  all = ua_test_reply_resources (schemas);
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *schema = json_array_get_object_element (all, i);

      g_hash_table_insert (fixture->schemas,
                           g_strdup (json_object_get_string_member (schema, "id")),
                           json_object_ref (schema));
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  plain)
{
  json_array_unref (fixture->types);
  g_hash_table_unref (fixture->schemas);
  ua_test_directory_stop (fixture->directory);
}

static gboolean
is_word (JsonObject *object,
         const char *name,
         const char *word)
{
  return g_str_equal (json_object_get_string_member (object, name), word);
}

static gboolean
is_writable (JsonObject *attribute)
{
  return !is_word (attribute, "mutability", "readOnly");
}

/* The URNs of a type: of its schema, and of the extensions. */
static GPtrArray *
list_urns (JsonObject *type)
{
  GPtrArray *urns = g_ptr_array_new ();
  JsonArray *extensions = json_object_has_member (type, "schemaExtensions")
    ? json_object_get_array_member (type, "schemaExtensions") : NULL;

  g_ptr_array_add (urns, (gpointer) json_object_get_string_member (type, "schema"));
  for (guint i = 0; extensions != NULL && i < json_array_get_length (extensions); i++)
    g_ptr_array_add (urns, (gpointer) json_object_get_string_member
                             (json_array_get_object_element (extensions, i), "schema"));
  return urns;
}

static JsonArray *
get_attributes (Fixture    *fixture,
                const char *urn)
{
  return json_object_get_array_member (g_hash_table_lookup (fixture->schemas, urn), "attributes");
}

static JsonObject *make (Fixture    *fixture,
                         JsonObject *type,
                         gboolean    whole);

static char *
create (Fixture    *fixture,
        JsonObject *type,
        gboolean    whole)
{
  g_autoptr(JsonObject) object = make (fixture, type, whole);
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *body = json_to_string (node, FALSE);
  g_autoptr(UaTestReply) reply =
    ua_test_directory_send (fixture->directory, "POST",
                            json_object_get_string_member (type, "endpoint"), body);

  if (reply->status != 201)
    g_test_message ("%s: %s", body, reply->text);
  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (ua_test_reply_string (reply, "id"));
}

/* The address of a new resource that a reference may lead to, or of something elsewhere. */
static char *
make_reference (Fixture    *fixture,
                JsonObject *attribute)
{
  JsonArray *targets = json_object_get_array_member (attribute, "referenceTypes");
  const char *target = json_array_get_string_element (targets, 0);

  for (guint i = 0; i < json_array_get_length (fixture->types); i++)
    {
      JsonObject *type = json_array_get_object_element (fixture->types, i);
      g_autofree char *id = NULL;

      if (!is_word (type, "name", target))
        continue;
      id = create (fixture, type, FALSE);
      return g_strconcat (ua_test_directory_get_base_uri (fixture->directory),
                          json_object_get_string_member (type, "endpoint"), "/", id, NULL);
    }
  return g_strdup_printf ("https://made-up.example/%u", fixture->n++);
}

static JsonNode *
make_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *make_value (Fixture    *fixture,
                             JsonObject *attribute);

static JsonNode *
make_complex (Fixture    *fixture,
              JsonObject *attribute)
{
  JsonObject *object = json_object_new ();
  JsonArray *subs = json_object_get_array_member (attribute, "subAttributes");
  const char *address;

  for (guint i = 0; i < json_array_get_length (subs); i++)
    {
      JsonObject *sub = json_array_get_object_element (subs, i);

      if (is_writable (sub))
        json_object_set_member (object, json_object_get_string_member (sub, "name"),
                                make_value (fixture, sub));
    }
  address = json_object_has_member (object, "$ref")
    ? json_object_get_string_member (object, "$ref") : NULL;
  if (address != NULL)
    json_object_set_string_member (object, "value", strrchr (address, '/') + 1);
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
make_single (Fixture    *fixture,
             JsonObject *attribute)
{
  const char *type = json_object_get_string_member (attribute, "type");
  g_autofree char *text = NULL;

  if (json_object_has_member (attribute, "canonicalValues"))
    {
      JsonArray *values = json_object_get_array_member (attribute, "canonicalValues");

      return json_node_copy (json_array_get_element
                               (values, fixture->n++ % json_array_get_length (values)));
    }
  if (g_str_equal (type, "boolean"))
    return json_node_init_boolean (json_node_alloc (), fixture->n++ % 2 == 0);
  if (g_str_equal (type, "integer"))
    return json_node_init_int (json_node_alloc (), fixture->n++);
  if (g_str_equal (type, "decimal"))
    return json_node_init_double (json_node_alloc (), fixture->n++ + 0.5);
  if (g_str_equal (type, "dateTime"))
    return make_text ("2025-05-31T10:00:00.000Z");
  if (g_str_equal (type, "binary"))
    return make_text ("bWFkZSB1cA==");
  if (g_str_equal (type, "complex"))
    return make_complex (fixture, attribute);
  text = g_str_equal (type, "reference") ? make_reference (fixture, attribute)
                                         : g_strdup_printf ("made-up-%u@x.example", fixture->n++);
  return make_text (text);
}

static JsonNode *
make_value (Fixture    *fixture,
            JsonObject *attribute)
{
  JsonNode *value = make_single (fixture, attribute);
  JsonArray *array;

  if (!json_object_get_boolean_member (attribute, "multiValued"))
    return value;
  array = json_array_new ();
  json_array_add_element (array, value);
  return json_node_init_array (json_node_alloc (), array);
}

/* A resource with all that may be sent, or with what must be there. */
static JsonObject *
make (Fixture    *fixture,
      JsonObject *type,
      gboolean    whole)
{
  JsonObject *object = json_object_new ();
  JsonArray *schemas = json_array_new ();
  g_autoptr(GPtrArray) urns = list_urns (type);

  json_object_set_array_member (object, "schemas", schemas);
  for (guint u = 0; u < urns->len; u++)
    {
      const char *urn = g_ptr_array_index (urns, u);
      JsonArray *attributes = get_attributes (fixture, urn);
      JsonObject *part = u == 0 ? object : json_object_new ();

      json_array_add_string_element (schemas, urn);
      for (guint i = 0; i < json_array_get_length (attributes); i++)
        {
          JsonObject *attribute = json_array_get_object_element (attributes, i);
          const char *name = json_object_get_string_member (attribute, "name");

          if (is_writable (attribute) && !g_str_equal (name, "schemas") &&
              (whole || json_object_get_boolean_member (attribute, "required")))
            json_object_set_member (part, name, make_value (fixture, attribute));
        }
      if (u > 0)
        json_object_set_object_member (object, urn, part);
    }
  return object;
}

/* Whether all that was sent is in what came. */
static gboolean
has (JsonNode *came,
     JsonNode *sent)
{
  if (came == NULL || json_node_get_node_type (came) != json_node_get_node_type (sent))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (sent))
    {
      g_autoptr(GList) names = json_object_get_members (json_node_get_object (sent));

      for (GList *l = names; l != NULL; l = l->next)
        if (!has (json_object_get_member (json_node_get_object (came), l->data),
                  json_object_get_member (json_node_get_object (sent), l->data)))
          return FALSE;
      return TRUE;
    }
  if (JSON_NODE_HOLDS_ARRAY (sent))
    {
      JsonArray *array = json_node_get_array (came);
      gboolean found = FALSE;

      for (guint i = 0; i < json_array_get_length (array); i++)
        found = found || has (json_array_get_element (array, i),
                              json_array_get_element (json_node_get_array (sent), 0));
      return found;
    }
  return json_node_equal (came, sent);
}

static JsonNode *
find_value (UaTestReply *reply,
            const char  *urn,
            const char  *name)
{
  JsonObject *object = ua_test_reply_object (reply);

  if (urn != NULL)
    object = json_object_has_member (object, urn) ? json_object_get_object_member (object, urn)
                                                  : NULL;
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static UaTestReply *
patch (Fixture    *fixture,
       JsonObject *type,
       const char *id,
       const char *op,
       const char *path,
       JsonNode   *value)
{
  g_autofree char *text = value != NULL ? json_to_string (value, FALSE) : NULL;
  g_autofree char *operation =
    g_strdup_printf ("{\"op\":\"%s\",\"path\":\"%s\"%s%s}", op, path,
                     text != NULL ? ",\"value\":" : "", text != NULL ? text : "");
  UaTestReply *reply =
    ua_test_patch (fixture->directory, json_object_get_string_member (type, "endpoint"), id,
                   operation);

  if (reply->status != 200)
    g_test_message ("%s: %s", operation, reply->text);
  return reply;
}

/* Adds, replaces and removes one attribute. */
static void
check_attribute (Fixture    *fixture,
                 JsonObject *type,
                 const char *id,
                 const char *urn,
                 JsonObject *attribute)
{
  static const char *const ops[] = { "add", "replace" };
  const char *name = json_object_get_string_member (attribute, "name");
  g_autofree char *path = urn != NULL ? g_strconcat (urn, ":", name, NULL) : g_strdup (name);
  gboolean required = json_object_get_boolean_member (attribute, "required");
  g_autoptr(UaTestReply) removed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr(JsonNode) value = make_value (fixture, attribute);
      g_autoptr(UaTestReply) reply = patch (fixture, type, id, ops[i], path, value);

      g_assert_cmpuint (reply->status, ==, 200);
      if (!is_word (attribute, "mutability", "writeOnly"))
        g_assert_true (has (find_value (reply, urn, name), value));
    }
  removed = patch (fixture, type, id, "remove", path, NULL);
  g_assert_cmpuint (removed->status, ==, required ? 400 : 200);
  if (!required)
    g_assert_null (find_value (removed, urn, name));
}

static void
check_type (Fixture    *fixture,
            JsonObject *type)
{
  const char *endpoint = json_object_get_string_member (type, "endpoint");
  g_autofree char *whole = create (fixture, type, TRUE);
  g_autofree char *bare = create (fixture, type, FALSE);
  g_autofree char *path = g_strconcat (endpoint, "/", whole, NULL);
  g_autoptr(UaTestReply) read = ua_test_directory_get (fixture->directory, path);
  g_autoptr(UaTestReply) put =
    ua_test_directory_send (fixture->directory, "PUT", path, read->text);
  g_autoptr(UaTestReply) gone = NULL;
  g_autoptr(GPtrArray) urns = list_urns (type);

  g_assert_cmpuint (put->status, ==, 200);
  for (guint u = 0; u < urns->len; u++)
    {
      const char *urn = g_ptr_array_index (urns, u);
      JsonArray *attributes = get_attributes (fixture, urn);

      for (guint i = 0; i < json_array_get_length (attributes); i++)
        {
          JsonObject *attribute = json_array_get_object_element (attributes, i);

          if (is_writable (attribute) && !is_word (attribute, "mutability", "immutable") &&
              !is_word (attribute, "name", "schemas"))
            check_attribute (fixture, type, bare, u > 0 ? urn : NULL, attribute);
        }
    }
  gone = ua_test_delete (fixture->directory, endpoint, bare);
  g_assert_cmpuint (gone->status, ==, 204);
}

/* What nobody can make says so. */
static void
check_read_only (Fixture    *fixture,
                 JsonObject *type)
{
  g_autoptr(UaTestReply) reply =
    ua_test_directory_send (fixture->directory, "POST",
                            json_object_get_string_member (type, "endpoint"), "{}");

  g_assert_cmpuint (reply->status, ==, 405);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Allow"), ==, "GET, HEAD");
}

/* Whether the type has anything that could be sent. */
static gboolean
can_be_made (Fixture    *fixture,
             JsonObject *type)
{
  JsonArray *attributes =
    get_attributes (fixture, json_object_get_string_member (type, "schema"));

  for (guint i = 0; i < json_array_get_length (attributes); i++)
    {
      JsonObject *attribute = json_array_get_object_element (attributes, i);

      if (is_writable (attribute) && !is_word (attribute, "name", "externalId") &&
          !is_word (type, "name", "Setting"))
        return TRUE;
    }
  return FALSE;
}

static void
test_types (Fixture       *fixture,
            gconstpointer  plain)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (fixture->types); i++)
    {
      JsonObject *type = json_array_get_object_element (fixture->types, i);

      if (can_be_made (fixture, type))
        {
          check_type (fixture, type);
          n++;
        }
      else
        {
          check_read_only (fixture, type);
        }
    }
  g_assert_cmpuint (n, ==, plain != NULL ? 2 : 5);
}

/* Whatever can be sorted by is sorted by. */
static void
test_sort (Fixture       *fixture,
           gconstpointer  plain)
{
  for (guint t = 0; t < json_array_get_length (fixture->types); t++)
    {
      JsonObject *type = json_array_get_object_element (fixture->types, t);
      g_autoptr(GPtrArray) urns = list_urns (type);

      for (guint u = 0; u < urns->len; u++)
        {
          const char *urn = g_ptr_array_index (urns, u);
          JsonArray *attributes = get_attributes (fixture, urn);

          for (guint i = 0; i < json_array_get_length (attributes); i++)
            {
              JsonObject *attribute = json_array_get_object_element (attributes, i);
              g_autofree char *path =
                g_strconcat (json_object_get_string_member (type, "endpoint"), "?sortBy=", urn,
                             ":", json_object_get_string_member (attribute, "name"), NULL);
              g_autoptr(UaTestReply) reply = ua_test_directory_get (fixture->directory, path);

              if (!is_word (attribute, "type", "complex") &&
                  !is_word (attribute, "returned", "never"))
                g_assert_cmpuint (reply->status, ==, 200);
              g_assert_cmpuint (reply->status, <, 500);
            }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/directory/generated/types", Fixture, NULL, set_up, test_types, tear_down);
  g_test_add ("/directory/generated/sort", Fixture, NULL, set_up, test_sort, tear_down);
  g_test_add ("/directory/generated/plain", Fixture, "--plain", set_up, test_types, tear_down);
  return g_test_run ();
}
