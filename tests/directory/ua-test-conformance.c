/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-conformance.h"

#include <locale.h>
#include <string.h>

/* Runs tables of clauses against one directory.  Each clause has members and a group of its own. */

static UaTestDirectory *directory;
static GHashTable *names;  /* (owned), of char * (owned) to char * (owned) */
static guint counter;

static const char anna[] =
  UA_TEST_MEMBER ("\"userName\":\"Anna$n\",\"externalId\":\"Ext$n\",\"password\":\"old secret $n\","
                  "\"nickName\":\"Nan\",\"title\":\"Skipper\",\"profileUrl\":\"https://a.example/a"
                  "\","
                  "\"name\":{\"givenName\":\"Anna\",\"familyName\":\"Ahl$n\"},\"emails\":["
                  "{\"value\":\"anna$n@a.example\",\"type\":\"work\",\"primary\":true},"
                  "{\"value\":\"nan$n@b.example\",\"type\":\"home\"}],"
                  "\"addresses\":[{\"type\":\"home\",\"locality\":\"Lier\",\"country\":\"BE\"}],"
                  "\"x509Certificates\":[{\"value\":\"QUJD\"}],"
                  "\"" UA_TEST_ENT "\":{\"department\":\"Deck\",\"employeeNumber\":\"A$n\"},"
                  "\"" UA_TEST_EXT "\":{\"labels\":[\"red\",\"blue\"],\"hireDate\":\"2020-02-03\""
                                   "}");
static const char bert[] = UA_TEST_MEMBER ("\"userName\":\"bert$n\"");
static const char crew[] =
  "{\"schemas\":[\"" UA_TEST_GROUP "\"],\"displayName\":\"Crew$n\",\"members\":["
  "{\"value\":\"$anna\"},{\"value\":\"$bert\"}]}";

/* Puts in what the names stand for. */
static char *
expand (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize n = 0;
      g_autofree char *name = NULL;
      const char *value;

      while (*text == '$' && g_ascii_isalpha (text[n + 1]))
        n++;
      name = g_strndup (text + 1, n);
      value = n > 0 ? g_hash_table_lookup (names, name) : NULL;
      if (value != NULL)
        {
          g_string_append (out, value);
          text += n + 1;
          continue;
        }
      g_string_append_c (out, *text++);
    }
  return g_string_free (out, FALSE);
}

/* What stands in `<` and `>` is encoded as a part of an address. */
static char *
encode (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      gboolean escapes = *text == '<';
      gsize n;
      g_autofree char *part = NULL;

      text += escapes ? 1 : 0;
      n = strcspn (text, escapes ? ">" : "<");
      part = g_strndup (text, n);
      if (escapes)
        g_string_append_uri_escaped (out, part, NULL, FALSE);
      else
        g_string_append (out, part);
      text += n + (escapes ? 1 : 0);
    }
  return g_string_free (out, FALSE);
}

static UaTestReply *
send_step (const UaTestStep *step)
{
  g_autofree char *request = expand (step->request);
  g_auto(GStrv) parts = g_strsplit (request, " ", 2);
  g_autofree char *path = encode (parts[1]);
  g_autofree char *body = step->body != NULL ? expand (step->body) : NULL;
  g_autofree char *headers = expand (step->headers != NULL ? step->headers : "");
  g_auto(GStrv) lines = g_strsplit (headers, "\n", -1);
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, parts[0], path, body);

  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], ": ", 2);

      soup_message_headers_replace (soup_message_get_request_headers (msg), pair[0], pair[1]);
    }
  return ua_test_directory_send_message (directory, msg);
}

/* Follows names of members and numbers of elements, with slashes between. */
static JsonNode *
follow (JsonNode   *node,
        const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  for (gsize i = 0; node != NULL && parts[i] != NULL; i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        {
          node = json_object_get_member (json_node_get_object (node), parts[i]);
        }
      else if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *array = json_node_get_array (node);
          guint n = (guint) g_ascii_strtoull (parts[i], NULL, 10);

          node = n < json_array_get_length (array) ? json_array_get_element (array, n) : NULL;
        }
      else
        {
          node = NULL;
        }
    }
  return node;
}

static gboolean
holds_for_header (UaTestReply *reply,
                  const char  *name,
                  const char  *op,
                  const char  *value)
{
  const char *found = soup_message_headers_get_list (reply->headers, name);

  if (g_str_equal (op, "absent"))
    return found == NULL;
  if (g_str_equal (op, "save"))
    g_hash_table_replace (names, g_strdup (value), g_strdup (found));
  return found != NULL && (!g_str_equal (op, "==") || g_str_equal (found, value));
}

static gboolean
holds_for_node (JsonNode   *node,
                const char *op,
                const char *value)
{
  g_autoptr(JsonNode) wanted = NULL;

  if (g_str_equal (op, "absent"))
    return node == NULL;
  if (node == NULL || g_str_equal (op, "present"))
    return node != NULL;
  if (g_str_equal (op, "save"))
    {
      g_hash_table_replace (names, g_strdup (value), g_strdup (json_node_get_string (node)));
      return TRUE;
    }
  if (g_str_equal (op, "has"))
    return JSON_NODE_HOLDS_ARRAY (node) &&
           json_array_get_length (json_node_get_array (node)) ==
             (guint) g_ascii_strtoull (value, NULL, 10);
  wanted = json_from_string (value, NULL);
  g_assert_nonnull (wanted);
  return json_node_equal (node, wanted) == g_str_equal (op, "==");
}

static gboolean
holds (UaTestReply *reply,
       const char  *expected)
{
  g_autofree char *line = expand (expected);
  g_auto(GStrv) parts = g_strsplit (line, " ", 3);
  const char *value = parts[1] != NULL && parts[2] != NULL ? parts[2] : "";

  g_assert_nonnull (parts[1]);
  if (g_str_equal (parts[0], "body"))
    return g_str_equal (parts[1], "empty") ? reply->length == 0
                                           : strstr (reply->text, value) == NULL;
  if (parts[0][0] == '@')
    return holds_for_header (reply, parts[0] + 1, parts[1], value);
  return holds_for_node (follow (reply->json, parts[0]), parts[1], value);
}

/* Every error is one of RFC 7644, section 3.12. */
static gboolean
is_error (UaTestReply *reply)
{
  g_autofree char *status = g_strdup_printf ("status == \"%u\"", reply->status);

  return holds (reply, "schemas/0 == \"" UA_TEST_ERROR "\"") && holds (reply, status) &&
         holds (reply, "detail present") &&
         holds (reply, "@Content-Type == application/scim+json");
}

static void
run_step (const UaTestStep *step)
{
  g_autoptr(UaTestReply) reply = send_step (step);
  g_auto(GStrv) lines = g_strsplit (step->expect != NULL ? step->expect : "", "\n", -1);

  if (reply->status != step->status)
    g_test_message ("%s %s: %u %s", step->request, step->body != NULL ? step->body : "",
                    reply->status, reply->text);
  g_assert_cmpuint (reply->status, ==, step->status);
  if (reply->status >= 400 && !g_str_has_prefix (step->request, "HEAD"))
    g_assert_true (is_error (reply));
  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (!holds (reply, lines[i]))
      {
        g_test_message ("%s %s: not so: %s: %s", step->request,
                        step->body != NULL ? step->body : "", lines[i], reply->text);
        g_test_fail ();
      }
}

static void
create (const char *name,
        const char *endpoint,
        const char *text)
{
  g_autofree char *body = expand (text);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", endpoint, body);

  if (reply->status != 201)
    g_test_message ("%s", reply->text);
  g_assert_cmpuint (reply->status, ==, 201);
  g_hash_table_replace (names, g_strdup (name), g_strdup (ua_test_reply_string (reply, "id")));
}

static void
run_case (gconstpointer data)
{
  const UaTestCase *one = data;

  counter++;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (names, g_strdup ("n"), g_strdup_printf ("%u", counter));
  g_hash_table_insert (names, g_strdup ("base"),
                       g_strdup (ua_test_directory_get_base_uri (directory)));
  create ("anna", "/Users", anna);
  create ("bert", "/Users", bert);
  create ("crew", "/Groups", crew);
  for (gsize i = 0; i < UA_TEST_MAX_STEPS && one->steps[i].request != NULL; i++)
    run_step (&one->steps[i]);
  g_clear_pointer (&names, g_hash_table_unref);
}

static void
add_cases (const UaTestCase *cases,
           gsize             n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/directory/conformance/%s/%" G_GSIZE_FORMAT ": %s",
                                               cases[i].section, i + 1, cases[i].rule);

      g_test_add_data_func (path, &cases[i], run_case);
    }
}

/**
 * ua_test_conformance_run:
 * @argc: of main()
 * @argv: of main()
 * @cases: (array length=n_cases): clauses, which live as long as the program
 * @n_cases: how many
 *
 * Makes a test of each clause.  A line of what a step expects is one of
 *
 * - `PATH == JSON`, `PATH != JSON`: the value at the path, such as `emails/0/value`
 * - `PATH present`, `PATH absent`, `PATH has NUMBER` (elements)
 * - `PATH save NAME`: later steps know the text there by this name
 * - `@HEADER` in place of the path, then without JSON
 * - `body lacks TEXT`, `body empty`
 *
 * Beyond that every error must have the form of RFC 7644, section 3.12.
 *
 * Returns: the status of a program that runs these tests on a directory of its own
 */
int
ua_test_conformance_run (int               argc,
                         char            **argv,
                         const UaTestCase *cases,
                         gsize             n_cases)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (20, NULL);
  add_cases (cases, n_cases);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}

/**
 * ua_test_attribute_get:
 * @attribute: an attribute as a schema describes it, or what else has texts
 * @name: a characteristic
 *
 * Returns: (transfer none): its text, empty where there is none
 */
const char *
ua_test_attribute_get (JsonObject *attribute,
                       const char *name)
{
  return json_object_get_string_member_with_default (attribute, name, "");
}

/**
 * ua_test_attribute_is:
 * @attribute: an attribute as a schema describes it
 * @name: a characteristic
 * @value: a text
 *
 * Returns: whether the characteristic has that text
 */
gboolean
ua_test_attribute_is (JsonObject *attribute,
                      const char *name,
                      const char *value)
{
  return g_str_equal (ua_test_attribute_get (attribute, name), value);
}

/**
 * ua_test_attribute_has:
 * @attribute: an attribute as a schema describes it
 * @name: a characteristic
 *
 * Returns: whether the characteristic is true
 */
gboolean
ua_test_attribute_has (JsonObject *attribute,
                       const char *name)
{
  return json_object_get_boolean_member_with_default (attribute, name, FALSE);
}

/**
 * ua_test_attribute_get_subs:
 * @attribute: an attribute as a schema describes it
 *
 * Returns: (transfer none) (nullable): its sub-attributes; %NULL when it has none
 */
JsonArray *
ua_test_attribute_get_subs (JsonObject *attribute)
{
  return json_object_has_member (attribute, "subAttributes")
    ? json_object_get_array_member (attribute, "subAttributes") : NULL;
}
