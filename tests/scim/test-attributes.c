/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PE-10: what a server knows of members beyond the fields of this program. */
#include "ua-json.h"
#include "ua-scim-attributes.h"

#define OWN "urn:example:works:2.0:User"

static const char types[] =
  "[{\"name\":\"User\",\"schema\":\"urn:ietf:params:scim:schemas:core:2.0:User\","
  "  \"schemaExtensions\":[{\"schema\":\"" OWN "\"},"
  "   {\"schema\":\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"},"
  "   {\"schema\":\"urn:example:useradmin:scim:2.0:User\"}]}]";

static const char schemas[] =
  "{\"Resources\":["
  " {\"id\":\"urn:example:device:2.0:Device\",\"attributes\":[{\"name\":\"serial\"}]},"
  " {\"id\":\"" OWN "\",\"name\":\"Works\",\"attributes\":["
  "  {\"name\":\"badgeCode\",\"type\":\"string\",\"required\":true,\"description\":\"The gate\"},"
  "  {\"name\":\"size\",\"type\":\"string\",\"canonicalValues\":[\"S\",\"M\"]},"
  "  {\"name\":\"tools\",\"type\":\"string\",\"multiValued\":true},"
  "  {\"name\":\"onSite\",\"type\":\"boolean\"},"
  "  {\"name\":\"desk\",\"type\":\"integer\"},"
  "  {\"name\":\"factor\",\"type\":\"decimal\"},"
  "  {\"name\":\"trained_at\",\"type\":\"dateTime\",\"mutability\":\"immutable\"},"
  "  {\"name\":\"origin\",\"type\":\"string\",\"mutability\":\"readOnly\"},"
  "  {\"name\":\"pin\",\"type\":\"string\",\"mutability\":\"writeOnly\"},"
  "  {\"name\":\"hash\",\"type\":\"string\",\"returned\":\"never\"},"
  "  {\"name\":\"photo\",\"type\":\"binary\"},"
  "  {\"name\":\"payroll\",\"type\":\"complex\",\"subAttributes\":["
  "   {\"name\":\"grade\",\"type\":\"integer\"},{\"name\":\"deep\",\"type\":\"complex\"}]},"
  "  {\"name\":\"keys\",\"type\":\"complex\",\"multiValued\":true,\"subAttributes\":["
  "   {\"name\":\"value\",\"type\":\"string\"}]}]},"
  " {\"id\":\"urn:ietf:params:scim:schemas:core:2.0:User\",\"name\":\"User\",\"attributes\":["
  "  {\"name\":\"userName\",\"type\":\"string\"},{\"name\":\"nickName\",\"returned\":\"request\"},"
  "  {\"name\":\"name\",\"type\":\"complex\",\"subAttributes\":["
  "   {\"name\":\"givenName\",\"type\":\"string\"},{\"name\":\"middleName\",\"type\":\"string\"}]}]},"
  " {\"id\":\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\",\"attributes\":["
  "  {\"name\":\"costCenter\"},{\"name\":\"floor\"}]},"
  " {\"id\":\"urn:example:useradmin:scim:2.0:User\",\"attributes\":[{\"name\":\"labels\"}]}]}";

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  static const UaJsonLimits limits = {
    UA_JSON_MAX_BYTES, UA_JSON_MAX_DEPTH, UA_JSON_MAX_VALUES, UA_JSON_MAX_MEMBERS, TRUE,
  };
  JsonNode *node = ua_json_parse (bytes, &limits, &error);

  g_assert_no_error (error);
  return node;
}

static GPtrArray *
read_all (void)
{
  g_autoptr (JsonNode) known = parse (types);
  g_autoptr (JsonNode) defined = parse (schemas);

  return ua_scim_attributes_read (known, defined);
}

static const UaAttribute *
find (GPtrArray  *attributes,
      const char *path)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      const UaAttribute *one = g_ptr_array_index (attributes, i);
      g_autofree char *found = ua_attribute_dup_path (one);

      if (g_str_equal (found, path))
        return one;
    }
  return NULL;
}

static void
assert_path (GPtrArray  *attributes,
             guint       position,
             const char *path)
{
  g_autofree char *found = ua_attribute_dup_path (g_ptr_array_index (attributes, position));

  g_assert_cmpstr (found, ==, path);
}

/* Those that are not fields already, that can be read, and that are of users. */
static void
test_read (void)
{
  g_autoptr (GPtrArray) attributes = read_all ();
  g_autofree char *text = ua_attributes_to_text (attributes);
  g_autoptr (GPtrArray) again = ua_attributes_new_from_text (text);
  g_autofree char *label = NULL;
  g_autofree char *part = NULL;
  const UaAttribute *badge;

  g_assert_cmpuint (attributes->len, ==, 13);
  assert_path (attributes, 0, "nickName");
  assert_path (attributes, 1, "name.middleName");
  assert_path (attributes, 2, OWN ":badgeCode");
  assert_path (attributes, 10, OWN ":payroll.grade");
  assert_path (attributes, 11, OWN ":keys");
  assert_path (attributes, 12,
               "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:floor");
  badge = find (attributes, OWN ":badgeCode");
  g_assert_true (badge->required);
  g_assert_cmpstr (badge->description, ==, "The gate");
  g_assert_cmpstr (badge->schema_name, ==, "Works");
  g_assert_cmpint (find (attributes, OWN ":desk")->type, ==, UA_ATTRIBUTE_TYPE_INTEGER);
  g_assert_cmpint (find (attributes, OWN ":trained_at")->mutability, ==, UA_MUTABILITY_IMMUTABLE);
  g_assert_cmpint (find (attributes, OWN ":keys")->mutability, ==, UA_MUTABILITY_READ_ONLY);
  g_assert_cmpuint (g_strv_length (find (attributes, OWN ":size")->canonical), ==, 2);
  label = ua_attribute_dup_label (badge);
  g_assert_cmpstr (label, ==, "Badge Code");
  part = ua_attribute_dup_label (find (attributes, OWN ":payroll.grade"));
  g_assert_cmpstr (part, ==, "Payroll Grade");

  /* They are remembered whole. */
  g_assert_cmpuint (again->len, ==, attributes->len);
  g_assert_true (find (again, OWN ":badgeCode")->required);
  g_assert_true (find (again, OWN ":tools")->several);
  g_assert_null (find (again, "nickName")->schema);
  g_assert_true (find (again, "nickName")->on_request);
}

/* Names that would lead elsewhere in a path, and more than anybody can look at. */
static void
test_hostile (void)
{
  static const char *const texts[] = {
    "null", "[]", "[1]", "{}", "{\"Resources\":[{\"id\":7}]}",
    "[{\"id\":\"" OWN "\"}]", "[{\"id\":\"" OWN "\",\"attributes\":{}}]",
    "[{\"id\":\"" OWN "\",\"attributes\":[null,1,{\"name\":\"\"},{\"name\":\"a b\"},"
    "{\"name\":\"x[1]\"},{\"name\":\"a.b\"},{\"name\":\"a:b\"},{\"name\":7}]}]",
    "[{\"id\":\"urn:evil\\\"?x=1:User\",\"attributes\":[{\"name\":\"a\"}]}]",
    "[{\"id\":\"https://evil.example/User\",\"attributes\":[{\"name\":\"a\"}]}]",
  };
  g_autoptr (JsonNode) known = parse (types);
  g_autoptr (GString) many = g_string_new ("[{\"id\":\"" OWN "\",\"attributes\":[");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) some = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) hostile = parse (texts[i]);
      g_autoptr (GPtrArray) attributes = ua_scim_attributes_read (known, hostile);

      g_assert_cmpuint (attributes->len, ==, 0);
    }
  for (int i = 0; i < 5000; i++)
    g_string_append (many, "{\"name\":\"a\"},");
  g_string_append (many, "{\"name\":\"a\"}]}]");
  node = parse (many->str);
  some = ua_scim_attributes_read (known, node);
  g_assert_cmpuint (some->len, ==, 200);
  g_clear_pointer (&some, g_ptr_array_unref);
  some = ua_attributes_new_from_text ("[(nonsense");
  g_assert_cmpuint (some->len, ==, 0);
}

static void
assert_values (UaAttributeValues *values,
               GPtrArray         *attributes,
               const char        *path,
               const char        *expected)
{
  g_autofree char *joined =
    g_strjoinv ("|", (GStrv) ua_attribute_values_get (values, find (attributes, path)));

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_values (void)
{
  g_autoptr (GPtrArray) attributes = read_all ();
  g_autoptr (JsonNode) node = parse (
    "{\"meta\":{\"version\":\"W/\\\"7\\\"\"},\"nickName\":\"Ada\",\"name\":{\"middleName\":null},"
    " \"" OWN "\":{\"badgeCode\":12,\"tools\":[\"saw\",\"\",\"plane\"],\"onSite\":true,"
    "  \"factor\":2.5,\"payroll\":{\"grade\":7},"
    "  \"keys\":[{\"value\":\"k1\",\"display\":\"Shed\"},{\"value\":\"k2\"}]}}");
  g_autoptr (UaAttributeValues) values =
    ua_scim_attributes_read_values (json_node_get_object (node), attributes);

  g_assert_cmpstr (values->version, ==, "W/\"7\"");
  assert_values (values, attributes, "nickName", "Ada");
  assert_values (values, attributes, "name.middleName", "");
  assert_values (values, attributes, OWN ":badgeCode", "12");
  assert_values (values, attributes, OWN ":tools", "saw|plane");
  assert_values (values, attributes, OWN ":onSite", "true");
  assert_values (values, attributes, OWN ":factor", "2.5");
  assert_values (values, attributes, OWN ":payroll.grade", "7");
  assert_values (values, attributes, OWN ":keys", "Shed|k2");
  assert_values (values, attributes, OWN ":desk", "");
}

static void
assert_patch (GPtrArray  *attributes,
              const char *path,
              const char *value,
              gboolean    has_paths,
              const char *expected)
{
  const char *values[] = { value, value != NULL && strchr (value, '+') != NULL ? "b" : NULL, NULL };
  g_autoptr (JsonNode) node =
    ua_scim_attributes_to_patch (find (attributes, path), values, has_paths);
  JsonArray *operations =
    ua_json_get_array (json_node_get_object (node), "Operations");
  g_autofree char *text = ua_json_to_text (json_array_get_element (operations, 0));

  g_assert_cmpstr (text, ==, expected);
}

/* Each type in its form, with a path and without. */
static void
test_patch (void)
{
  g_autoptr (GPtrArray) all = read_all ();

  assert_patch (all, "nickName", "Ada", TRUE,
                "{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"Ada\"}");
  assert_patch (all, OWN ":onSite", "false", TRUE,
                "{\"op\":\"replace\",\"path\":\"" OWN ":onSite\",\"value\":false}");
  assert_patch (all, OWN ":desk", "-3", TRUE,
                "{\"op\":\"replace\",\"path\":\"" OWN ":desk\",\"value\":-3}");
  assert_patch (all, OWN ":factor", "2.5", TRUE,
                "{\"op\":\"replace\",\"path\":\"" OWN ":factor\",\"value\":2.5}");
  assert_patch (all, OWN ":tools", "a+", TRUE,
                "{\"op\":\"replace\",\"path\":\"" OWN ":tools\",\"value\":[\"a+\",\"b\"]}");
  assert_patch (all, OWN ":payroll.grade", "7", TRUE,
                "{\"op\":\"add\",\"path\":\"" OWN ":payroll\",\"value\":{\"grade\":7}}");
  assert_patch (all, OWN ":payroll.grade", NULL, TRUE,
                "{\"op\":\"remove\",\"path\":\"" OWN ":payroll.grade\"}");
  assert_patch (all, OWN ":desk", "7", FALSE,
                "{\"op\":\"replace\",\"value\":{\"" OWN "\":{\"desk\":7}}}");
  assert_patch (all, "name.middleName", NULL, FALSE,
                "{\"op\":\"replace\",\"value\":{\"name\":{\"middleName\":null}}}");
}

static void
test_accepts (void)
{
  g_autoptr (GPtrArray) all = read_all ();
  const UaAttribute *desk = find (all, OWN ":desk");
  const UaAttribute *factor = find (all, OWN ":factor");
  const UaAttribute *trained = find (all, OWN ":trained_at");

  g_assert_true (ua_attribute_accepts (desk, "17"));
  g_assert_false (ua_attribute_accepts (desk, "17.5"));
  g_assert_false (ua_attribute_accepts (desk, "99999999999999999999"));
  g_assert_true (ua_attribute_accepts (factor, "17.5"));
  g_assert_false (ua_attribute_accepts (factor, "nan"));
  g_assert_false (ua_attribute_accepts (factor, "1,5"));
  g_assert_true (ua_attribute_accepts (trained, "2026-01-31T14:00:00Z"));
  g_assert_false (ua_attribute_accepts (trained, "yesterday"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attributes/PE-10/read", test_read);
  g_test_add_func ("/attributes/PE-10/hostile", test_hostile);
  g_test_add_func ("/attributes/PE-10/values", test_values);
  g_test_add_func ("/attributes/PE-10/patch", test_patch);
  g_test_add_func ("/attributes/PE-10/accepts", test_accepts);
  return g_test_run ();
}
