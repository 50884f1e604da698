/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-json-private.h"

#include "ua-error.h"

#include <locale.h>
#include <string.h>

/* A text with its length, because some of them have a NUL in them. */
typedef struct
{
  const char *text;
  gsize length;
  UaError code;
} Refused;

#define TEXT(literal) literal, sizeof literal - 1

static JsonNode *
parse (const char          *text,
       gsize                length,
       const UaJsonLimits  *limits,
       GError             **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return ua_json_parse (bytes, limits, error);
}

/* S2: what RFC 8259 does not allow, whatever json-glib thinks of it. */
static void
test_refused (void)
{
  static const Refused cases[] = {
    { TEXT (""), UA_ERROR_PROTOCOL },
    { TEXT (" \n"), UA_ERROR_PROTOCOL },
    { TEXT ("\xEF\xBB\xBF"), UA_ERROR_PROTOCOL },
    { TEXT ("nul"), UA_ERROR_PROTOCOL },
    { TEXT ("True"), UA_ERROR_PROTOCOL },
    { TEXT ("NaN"), UA_ERROR_PROTOCOL },
    { TEXT ("Infinity"), UA_ERROR_PROTOCOL },
    { TEXT ("-"), UA_ERROR_PROTOCOL },
    { TEXT ("-Infinity"), UA_ERROR_PROTOCOL },
    { TEXT ("01"), UA_ERROR_PROTOCOL },
    { TEXT ("0x10"), UA_ERROR_PROTOCOL },
    { TEXT ("1."), UA_ERROR_PROTOCOL },
    { TEXT (".5"), UA_ERROR_PROTOCOL },
    { TEXT ("+1"), UA_ERROR_PROTOCOL },
    { TEXT ("1e"), UA_ERROR_PROTOCOL },
    { TEXT ("1e999"), UA_ERROR_PROTOCOL },
    { TEXT ("-1e999"), UA_ERROR_PROTOCOL },
    { TEXT ("'a'"), UA_ERROR_PROTOCOL },
    { TEXT ("{'a':1}"), UA_ERROR_PROTOCOL },
    { TEXT ("{a:1}"), UA_ERROR_PROTOCOL },
    { TEXT ("{\"a\" 1}"), UA_ERROR_PROTOCOL },
    { TEXT ("{\"a\":1,}"), UA_ERROR_PROTOCOL },
    { TEXT ("{\"a\":1"), UA_ERROR_PROTOCOL },
    { TEXT ("{,}"), UA_ERROR_PROTOCOL },
    { TEXT ("[1,]"), UA_ERROR_PROTOCOL },
    { TEXT ("[,1]"), UA_ERROR_PROTOCOL },
    { TEXT ("[1 2]"), UA_ERROR_PROTOCOL },
    { TEXT ("[1"), UA_ERROR_PROTOCOL },
    { TEXT ("[1}"), UA_ERROR_PROTOCOL },
    { TEXT ("]"), UA_ERROR_PROTOCOL },
    { TEXT ("// c\n1"), UA_ERROR_PROTOCOL },
    { TEXT ("/* c */ 1"), UA_ERROR_PROTOCOL },
    { TEXT ("1 // c"), UA_ERROR_PROTOCOL },
    { TEXT ("1 2"), UA_ERROR_PROTOCOL },
    { TEXT ("{}}"), UA_ERROR_PROTOCOL },
    { TEXT ("var a = 1;"), UA_ERROR_PROTOCOL },
    { TEXT ("<!DOCTYPE html><html></html>"), UA_ERROR_PROTOCOL },
    { TEXT ("\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"a"), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\"), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\x41\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\'\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\u12\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\u12G4\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\u"), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\u0000\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\ud800\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\ud800\\u0041\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\ud800\\ud800\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\\udc00\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"tab\there\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"line\nhere\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"nul\0here\""), UA_ERROR_PROTOCOL },
    { TEXT ("{}\0"), UA_ERROR_PROTOCOL },
    { TEXT ("\"\xff\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\xc3\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\xed\xa0\x80\""), UA_ERROR_PROTOCOL },
    { TEXT ("\"\xc0\xaf\""), UA_ERROR_PROTOCOL },
    { TEXT ("\xff\xfe{\0}\0"), UA_ERROR_PROTOCOL },
    { TEXT ("[\v1]"), UA_ERROR_PROTOCOL },
    { TEXT ("[\xc2\xa0" "1]"), UA_ERROR_PROTOCOL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (cases[i].text, cases[i].length, NULL, &error);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, cases[i].text);
      g_assert_null (node);
      g_assert_error (error, UA_ERROR, (int) cases[i].code);
    }
}

static void
test_accepted (void)
{
  static const char *const texts[] = {
    "null", "true", "false", "0", "-0", "12", "-1.5e-3", "\"\"", "[]", "{}", " [ ] ", "\t{\r\n}\n",
    "[[],{}]", "{\"a\":{\"b\":[1,\"2\",null,true]}}", "\"\xF0\x9F\x98\x80\"", "\"\x7f\"",
    "\xEF\xBB\xBF{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (texts[i], strlen (texts[i]), NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static void
test_values (void)
{
  static const char text[] =
    "[9223372036854775807, -9223372036854775808, 12345678901234567890, 1e2, "
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"]";
  g_autoptr (JsonNode) node = parse (text, sizeof text - 1, NULL, NULL);
  JsonArray *array = json_node_get_array (node);

  g_assert_cmpint (json_array_get_int_element (array, 0), ==, G_MAXINT64);
  g_assert_cmpint (json_array_get_int_element (array, 1), ==, G_MININT64);
  g_assert_cmpuint (json_node_get_value_type (json_array_get_element (array, 2)), ==,
                    G_TYPE_DOUBLE);
  g_assert_cmpfloat (json_array_get_double_element (array, 2), ==, 12345678901234567890.0);
  g_assert_cmpfloat (json_array_get_double_element (array, 3), ==, 100.0);
  g_assert_cmpstr (json_array_get_string_element (array, 4), ==,
                   "\"\\/\b\f\n\r\t\xC3\xA9\xF0\x9F\x98\x80");
}

/* The last of two members with the same name counts. */
static void
test_same_name (void)
{
  static const char text[] = "{\"a\":1,\"b\":2,\"a\":3}";
  g_autoptr (JsonNode) node = parse (text, sizeof text - 1, NULL, NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpuint (json_object_get_size (object), ==, 2);
  g_assert_cmpint (json_object_get_int_member (object, "a"), ==, 3);
}

static char *
repeat (const char *text,
        gsize       n)
{
  GString *string = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (string, text);
  return g_string_free (string, FALSE);
}

/* S1, S2: 100,000 brackets overflow the stack of json-glib 1.6. */
static void
test_depth (void)
{
  static const char *const openings[] = { "[", "{\"a\":", "[{\"a\":" };

  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autofree char *deep = repeat (openings[i], 100000);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (deep, strlen (deep), NULL, &error);

      g_assert_null (node);
      g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
    }
  for (guint n = UA_JSON_MAX_DEPTH; n <= UA_JSON_MAX_DEPTH + 1; n++)
    {
      g_autofree char *open = repeat ("[", n);
      g_autofree char *close = repeat ("]", n);
      g_autofree char *text = g_strconcat (open, close, NULL);
      g_autoptr (JsonNode) node = parse (text, strlen (text), NULL, NULL);

      g_assert_cmpint (node != NULL, ==, n == UA_JSON_MAX_DEPTH);
    }
}

/* S1: each limit holds by itself, at the limit and one above. */
static void
test_limits (void)
{
  static const UaJsonLimits limits = { 40, 4, 6, 3, FALSE };
  static const char *const within[] = {
    "[1,2,3,4,5]", "{\"a\":1,\"b\":2,\"c\":3}", "[[[[]]]]",
    "\"34567890123456789012345678901234567890\"",
  };
  static const char *const beyond[] = {
    "[1,2,3,4,5,6]", "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", "[[[[[]]]]]",
    "\"345678901234567890123456789012345678901\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (within); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) good = parse (within[i], strlen (within[i]), &limits, NULL);
      g_autoptr (JsonNode) bad = parse (beyond[i], strlen (beyond[i]), &limits, &error);

      g_assert_nonnull (good);
      g_assert_null (bad);
      g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
    }
}

/* One damaged field of one record must not cost a page. */
static void
test_repair (void)
{
  static const UaJsonLimits limits = { 1000, 8, 100, 100, TRUE };
  static const char text[] =
    "[\"a\\ud800b\", \"a\\u0000b\", 1e999, \"a\xff" "b\", \"\\ud83d\\ude00\", \"\\ud800\\u0041\"]";
  g_autoptr (JsonNode) node = parse (text, sizeof text - 1, &limits, NULL);
  JsonArray *array = json_node_get_array (node);

  g_assert_cmpstr (json_array_get_string_element (array, 0), ==, "a\xEF\xBF\xBD" "b");
  g_assert_cmpstr (json_array_get_string_element (array, 1), ==, "a\xEF\xBF\xBD" "b");
  g_assert_true (json_array_get_null_element (array, 2));
  g_assert_cmpstr (json_array_get_string_element (array, 3), ==, "a\xEF\xBF\xBD" "b");
  g_assert_cmpstr (json_array_get_string_element (array, 4), ==, "\xF0\x9F\x98\x80");
  g_assert_cmpstr (json_array_get_string_element (array, 5), ==, "\xEF\xBF\xBD" "A");
}

/* Every text cut off anywhere, and with any byte changed, is refused or read, never worse. */
static void
test_damage (void)
{
  static const char text[] =
    "{\"schemas\":[\"urn:a\"],\"n\":-12.5e+3,\"s\":\"\\u00e9\\ud83d\\ude00\\n\",\"t\":[true,null]}";
  gsize length = sizeof text - 1;

  /* GBytes has a copy of just that length, so reading beyond it is found. */
  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (text, cut, NULL, &error);

      g_assert_null (node);
      g_assert_error (error, UA_ERROR, UA_ERROR_PROTOCOL);
    }
  for (gsize at = 0; at < length; at++)
    for (int byte = 0; byte < 256; byte++)
      {
        g_autofree char *damaged = g_memdup2 (text, length);
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonNode) node = NULL;

        damaged[at] = (char) byte;
        node = parse (damaged, length, NULL, &error);
        g_assert_cmpint (node == NULL, ==, error != NULL);
      }
}

typedef struct
{
  guint n_begun;
  guint n_items;
  gint64 sum;
} Seen;

static gboolean
item_seen_cb (JsonNode *item,
              gpointer  user_data)
{
  Seen *seen = user_data;

  if (item == NULL)
    seen->n_begun++;
  else
    {
      seen->n_items++;
      seen->sum += json_node_get_int (item);
    }
  return seen->n_items < 30;
}

/* Items are handed on one by one; the limit of values is for each of them. */
static void
test_list (void)
{
  static const UaJsonLimits limits = { 1000, 8, 6, 10, FALSE };
  static const char text[] = "{\"a\":[1],\"LIST\":[1,2,3,4,5,6,7,8,9,10],\"b\":{\"list\":[5]}}";
  static const char open[] = "{\"list\":[1,2";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GBytes) open_bytes = g_bytes_new_static (open, sizeof open - 1);
  g_autoptr (GError) error = NULL;
  Seen seen = { 0 };
  g_autoptr (JsonNode) whole = ua_json_parse (bytes, &limits, NULL);
  g_autoptr (JsonNode) node = ua_json_parse_list (bytes, &limits, "list", item_seen_cb, &seen,
                                                  &error);

  g_assert_null (whole);
  g_assert_null (node);
  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_assert_cmpuint (seen.n_begun, ==, 1);
  g_assert_cmpuint (seen.n_items, ==, 10);
  g_assert_cmpint (seen.sum, ==, 55);
  g_clear_error (&error);

  node = ua_json_parse_list (bytes, NULL, "list", item_seen_cb, &seen, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n_items, ==, 20);
  g_assert_cmpuint (json_array_get_length (ua_json_get_array (json_node_get_object (node), "list")),
                    ==, 0);
  g_assert_null (ua_json_parse_list (bytes, NULL, "list", item_seen_cb, &seen, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_TOO_LARGE);
  g_assert_cmpuint (seen.n_items, ==, 30);
  g_clear_error (&error);
  seen.n_items = 0;
  g_assert_null (ua_json_parse_list (open_bytes, NULL, "list", item_seen_cb, &seen, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_PROTOCOL);
}

/* What is written can be read again and is the same. */
static void
test_write (void)
{
  static const char text[] =
    "{\"a\":\"\\u0001\\u001f\\\"\\\\/\\u007f\\u2028\xF0\x9F\x98\x80\",\"b\":[1,-2,1.5,1e+300,true,null,{}]}";
  g_autoptr (JsonNode) node = parse (text, sizeof text - 1, NULL, NULL);
  g_autoptr (GBytes) written = ua_json_write (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) again = ua_json_parse (written, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, again));
}

static void
test_names (void)
{
  static const char text[] = "{\"UserName\":\"a\",\"username\":\"b\",\"x\":null,\"n\":5}";
  g_autoptr (JsonNode) node = parse (text, sizeof text - 1, NULL, NULL);
  JsonObject *object = json_node_get_object (node);
  g_autoptr (JsonObject) copy = ua_json_copy_object (object);

  /* A copy shares nothing, not even texts. */
  json_node_set_string (ua_json_get (copy, "UserName"), "z");
  g_assert_cmpstr (ua_json_get_string (object, "username"), ==, "b");
  g_assert_cmpstr (ua_json_get_string (object, "userName"), ==, "a");
  g_assert_null (ua_json_get (object, "x"));
  g_assert_cmpstr (ua_json_find_name (object, "X"), ==, "x");
  g_assert_null (ua_json_get_string (object, "n"));
  g_assert_null (ua_json_get (NULL, "n"));

  ua_json_set (object, "userName", json_node_init_string (json_node_alloc (), "c"));
  g_assert_cmpuint (json_object_get_size (object), ==, 3);
  g_assert_cmpstr (ua_json_get_string (object, "USERNAME"), ==, "c");
  ua_json_set (object, "USERNAME", NULL);
  g_assert_null (ua_json_get (object, "userName"));
  g_assert_cmpstr (ua_json_get_string (copy, "username"), ==, "b");
}

static void
test_tolerant (void)
{
  static const char text[] =
    "[true,\"True\",\"FALSE\",1,0,2,\"yes\",null,12.0,12.5,\"12\",\"12x\",1e300,[],9007199254740993]";
  static const int bools[] = { 1, 1, 0, 1, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 };
  static const gint64 ints[] = { -1, -1, -1, 1, 0, 2, -1, -1, 12, -1, 12, -1, -1, -1,
                                 9007199254740993 };
  g_autoptr (JsonNode) node = parse (text, sizeof text - 1, NULL, NULL);
  JsonArray *array = json_node_get_array (node);

  g_assert_cmpuint (json_array_get_length (array), ==, G_N_ELEMENTS (bools));
  for (guint i = 0; i < G_N_ELEMENTS (bools); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gboolean boolean = -1;
      gint64 integer = -1;

      g_assert_cmpint (ua_json_read_bool (element, &boolean), ==, bools[i] != -1);
      g_assert_cmpint (boolean, ==, bools[i]);
      g_assert_cmpint (ua_json_read_int (element, &integer), ==, ints[i] != -1);
      g_assert_cmpint (integer, ==, ints[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/json/refused", test_refused);
  g_test_add_func ("/scim/json/accepted", test_accepted);
  g_test_add_func ("/scim/json/values", test_values);
  g_test_add_func ("/scim/json/same-name", test_same_name);
  g_test_add_func ("/scim/json/depth", test_depth);
  g_test_add_func ("/scim/json/limits", test_limits);
  g_test_add_func ("/scim/json/repair", test_repair);
  g_test_add_func ("/scim/json/damage", test_damage);
  g_test_add_func ("/scim/json/list", test_list);
  g_test_add_func ("/scim/json/write", test_write);
  g_test_add_func ("/scim/json/names", test_names);
  g_test_add_func ("/scim/json/tolerant", test_tolerant);
  return g_test_run ();
}
