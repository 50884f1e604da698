/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-conformance.h"

#include <locale.h>
#include <string.h>

/* Walks through /Schemas and holds the service to what it says of each attribute (RFC 7643,
 * sections 2.2, 2.3 and 7). */

#define CORE_URN "urn:ietf:params:scim:schemas:core:2.0:"
#define ENT "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define EXT "urn:example:useradmin:scim:2.0:User"
#define EXT_GROUP "urn:example:useradmin:scim:2.0:Group"
#define PATCH_URN "urn:ietf:params:scim:api:messages:2.0:PatchOp"

/* One attribute, and where it is. */
typedef struct
{
  const char *endpoint;    /* (unowned) */
  const char *schema;      /* (unowned): of the resource type */
  const char *urn;         /* (unowned) (nullable): of the extension that it is in */
  JsonObject *attribute;   /* (unowned) */
  char *path;              /* (owned) */
} Subject;

static UaTestDirectory *directory;
static guint counter;    /* of values */
static guint n_bases;    /* of resources */
static char *member_id;    /* (owned) */
static char *profile_id;   /* (owned) */

/* What the service gives a value of its own when there is none. */
static const char *const defaulted[] = {
  EXT ":accessLevel", EXT_GROUP ":kind", NULL
};

static char *make_value (JsonObject *attribute,
                         const char *path,
                         guint       n);

static char *
make_complex (JsonObject *attribute,
              const char *path,
              guint       n)
{
  GString *text = g_string_new ("{");
  JsonArray *subs = ua_test_attribute_get_subs (attribute);

  for (guint i = 0; i < json_array_get_length (subs); i++)
    {
      JsonObject *sub = json_array_get_object_element (subs, i);
      g_autofree char *sub_path = g_strconcat (path, ".", ua_test_attribute_get (sub, "name"),
                                               NULL);
      g_autofree char *value = NULL;

      if (ua_test_attribute_is (sub, "mutability", "readOnly") ||
          ua_test_attribute_is (sub, "name", "$ref"))
        continue;
      value = make_value (sub, sub_path, n);
      g_string_append_printf (text, "%s\"%s\":%s", text->len > 1 ? "," : "",
                              ua_test_attribute_get (sub, "name"), value);
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* A value that the attribute can have, as JSON; another one for each @n. */
static char *
make_value (JsonObject *attribute,
            const char *path,
            guint       n)
{
  JsonArray *canonical = json_object_has_member (attribute, "canonicalValues")
    ? json_object_get_array_member (attribute, "canonicalValues") : NULL;
  gboolean is_resource = g_str_has_suffix (path, ".value") &&
                         (g_str_has_prefix (path, "members") || strstr (path, "manager") != NULL ||
                          strstr (path, "memberRoles") != NULL);

  if (is_resource)
    return g_strdup_printf ("\"%s\"", member_id);
  if (g_str_has_suffix (path, "roleProfile.value") || g_str_has_suffix (path, "ambitionRole.value"))
    return g_strdup_printf ("\"%s\"", profile_id);
  if (g_str_equal (path, "emails.value"))
    return g_strdup_printf ("\"AbC%u@a.example\"", n);
  if (canonical != NULL)
    return g_strdup_printf ("\"%s\"", json_array_get_string_element
                                        (canonical, n % json_array_get_length (canonical)));
  if (ua_test_attribute_is (attribute, "type", "boolean"))
    return g_strdup (n % 2 == 0 ? "true" : "false");
  if (ua_test_attribute_is (attribute, "type", "integer"))
    return g_strdup_printf ("%u", n);
  if (ua_test_attribute_is (attribute, "type", "dateTime"))
    return g_strdup_printf ("\"2098-05-%02uT10:11:12.000Z\"", n % 28 + 1);
  if (g_str_has_suffix (path, "Date"))
    return g_strdup_printf ("\"2098-05-%02u\"", n % 28 + 1);
  if (ua_test_attribute_is (attribute, "type", "binary"))
    return g_strdup_printf ("\"QUJD%04u\"", n);
  if (ua_test_attribute_is (attribute, "type", "complex"))
    return make_complex (attribute, path, n);
  return g_strdup_printf ("\"%sAbC%u\"",
                          ua_test_attribute_is (attribute, "type", "reference") ? "https://" : "",
                          n);
}

/* As make_value(), with an array around it where there are several. */
static char *
make_values (const Subject *subject,
             guint          n)
{
  g_autofree char *value = make_value (subject->attribute, subject->path, n);

  return ua_test_attribute_has (subject->attribute, "multiValued")
    ? g_strdup_printf ("[%s]", value) : g_steal_pointer (&value);
}

/* A resource with what it must have but for @left_out, and with this attribute. */
static char *
make_resource (const Subject *subject,
               const char    *value,
               const char    *left_out)
{
  GString *text = g_string_new (NULL);
  const char *name = ua_test_attribute_get (subject->attribute, "name");
  const char *key = g_str_equal (subject->endpoint, "/Users") ? "userName" : "displayName";

  g_string_append_printf (text, "{\"schemas\":[\"%s\"]", subject->schema);
  if ((value == NULL || subject->urn != NULL || !g_str_equal (name, key)) &&
      g_strcmp0 (left_out, key) != 0)
    g_string_append_printf (text, ",\"%s\":\"base%u\"", key, n_bases++);
  /* Only who is in a group has a role there. */
  if (value != NULL && g_str_equal (name, "memberRoles"))
    g_string_append_printf (text, ",\"members\":[{\"value\":\"%s\"}]", member_id);
  if (value != NULL && subject->urn != NULL)
    g_string_append_printf (text, ",\"%s\":{\"%s\":%s}", subject->urn, name, value);
  else if (value != NULL)
    g_string_append_printf (text, ",\"%s\":%s", name, value);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static UaTestReply *
create (const Subject *subject,
        const char    *value)
{
  g_autofree char *body = make_resource (subject, value, NULL);

  return ua_test_directory_send (directory, "POST", subject->endpoint, body);
}

static char *
create_id (const Subject *subject,
           const char    *value)
{
  g_autoptr(UaTestReply) reply = create (subject, value);

  if (reply->status != 201)
    g_test_message ("%s %s: %s", subject->path, value, reply->text);
  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (ua_test_reply_string (reply, "id"));
}

static UaTestReply *
patch (const Subject *subject,
       const char    *id,
       const char    *op,
       const char    *path,
       const char    *value)
{
  g_autofree char *address = g_strconcat (subject->endpoint, "/", id, NULL);
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" PATCH_URN "\"],\"Operations\":[{\"op\":\"%s\",\"path\":"
                     "\"%s\"%s%s}]}", op, path, value != NULL ? ",\"value\":" : "",
                     value != NULL ? value : "");

  return ua_test_directory_send (directory, "PATCH", address, body);
}

static UaTestReply *
read_with (const Subject *subject,
           const char    *id,
           const char    *parameter,
           const char    *path)
{
  g_autofree char *address = g_strconcat (subject->endpoint, "/", id, "?", parameter, "=", path,
                                          NULL);

  return ua_test_directory_get (directory, address);
}

static JsonNode *
find (UaTestReply   *reply,
      const Subject *subject)
{
  JsonObject *object = ua_test_reply_object (reply);

  if (subject->urn != NULL)
    object = json_object_has_member (object, subject->urn)
      ? json_object_get_object_member (object, subject->urn) : NULL;
  if (object == NULL)
    return NULL;
  return json_object_get_member (object, ua_test_attribute_get (subject->attribute, "name"));
}

/* Whether @node has all that @wanted has; the service may add to it. */
static gboolean
covers (JsonNode *node,
        JsonNode *wanted)
{
  if (node == NULL || json_node_get_node_type (node) != json_node_get_node_type (wanted))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (wanted))
    {
      JsonArray *a = json_node_get_array (node);
      JsonArray *b = json_node_get_array (wanted);

      if (json_array_get_length (a) != json_array_get_length (b))
        return FALSE;
      for (guint i = 0; i < json_array_get_length (b); i++)
        if (!covers (json_array_get_element (a, i), json_array_get_element (b, i)))
          return FALSE;
      return TRUE;
    }
  if (JSON_NODE_HOLDS_OBJECT (wanted))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (wanted));
      while (json_object_iter_next (&iter, &name, &value))
        if (!covers (json_object_get_member (json_node_get_object (node), name), value))
          return FALSE;
      return TRUE;
    }
  return json_node_equal (node, wanted);
}

static gboolean
shows (UaTestReply   *reply,
       const Subject *subject,
       const char    *value)
{
  g_autoptr(JsonNode) wanted = json_from_string (value, NULL);

  return covers (find (reply, subject), wanted);
}

static void
assert_refused (UaTestReply   *reply,
                const Subject *subject,
                const char    *type)
{
  if (reply->status != 400)
    g_test_message ("%s: %u %s", subject->path, reply->status, reply->text);
  g_assert_cmpuint (reply->status, ==, 400);
  if (type != NULL)
    g_assert_cmpstr (ua_test_reply_string (reply, "scimType"), ==, type);
}

/* A value that the service does not give the attribute itself. */
static char *
make_foreign (const Subject *subject)
{
  g_autoptr(UaTestReply) created = create (subject, NULL);
  char *value = make_values (subject, counter++);

  g_assert_cmpuint (created->status, ==, 201);
  if (!shows (created, subject, value))
    return value;
  g_free (value);
  return make_values (subject, counter++);
}

/* Ignored where all is sent, refused where it is meant (RFC 7644, sections 3.3, 3.5.1, 3.5.2). */
static void
check_read_only (const Subject *subject)
{
  g_autofree char *value = make_foreign (subject);
  g_autofree char *body = make_resource (subject, value, NULL);
  g_autofree char *id = create_id (subject, value);
  g_autofree char *address = g_strconcat (subject->endpoint, "/", id, NULL);
  g_autoptr(UaTestReply) created = ua_test_directory_get (directory, address);
  g_autoptr(UaTestReply) replaced = ua_test_directory_send (directory, "PUT", address, body);
  g_autoptr(UaTestReply) changed = patch (subject, id, "replace", subject->path, value);
  g_autoptr(UaTestReply) removed = patch (subject, id, "remove", subject->path, NULL);

  g_assert_cmpuint (replaced->status, ==, 200);
  g_assert_false (shows (created, subject, value));
  g_assert_false (shows (replaced, subject, value));
  assert_refused (changed, subject, "mutability");
  assert_refused (removed, subject, "mutability");
}

static void
check_never_returned (const Subject *subject)
{
  g_autofree char *value = make_values (subject, counter++);
  g_autoptr(UaTestReply) created = create (subject, value);
  g_autoptr(UaTestReply) asked = read_with (subject, ua_test_reply_string (created, "id"),
                                            "attributes", subject->path);
  g_autofree char *filter = g_strconcat (subject->path, " pr", NULL);
  g_autofree char *compare = g_strconcat (subject->path, " eq ", value, NULL);
  g_autofree char *order = g_strconcat ("sortBy=", subject->path, NULL);
  g_autoptr(UaTestReply) present = ua_test_directory_list (directory, subject->endpoint, filter,
                                                           NULL);
  g_autoptr(UaTestReply) equal = ua_test_directory_list (directory, subject->endpoint, compare,
                                                         NULL);
  g_autoptr(UaTestReply) sorted = ua_test_directory_list (directory, subject->endpoint, NULL,
                                                          order);

  g_assert_cmpuint (created->status, ==, 201);
  g_assert_null (find (created, subject));
  g_assert_null (find (asked, subject));
  assert_refused (present, subject, "invalidFilter");
  assert_refused (equal, subject, "invalidFilter");
  assert_refused (sorted, subject, "invalidValue");
}

static void
check_returned (const Subject *subject,
                const char    *id,
                const char    *value)
{
  g_autoptr(UaTestReply) plain = read_with (subject, id, "count", "1");
  g_autoptr(UaTestReply) only = read_with (subject, id, "attributes", subject->path);
  g_autoptr(UaTestReply) without = read_with (subject, id, "excludedAttributes", subject->path);
  gboolean always = ua_test_attribute_is (subject->attribute, "returned", "always");

  g_assert_true (ua_test_attribute_is (subject->attribute, "returned", "request") ==
                 (find (plain, subject) == NULL));
  g_assert_true (shows (only, subject, value));
  g_assert_true (json_object_has_member (ua_test_reply_object (only), "id"));
  g_assert_true (json_object_has_member (ua_test_reply_object (only), "schemas"));
  g_assert_false (json_object_has_member (ua_test_reply_object (only), "meta"));
  g_assert_true (always == (find (without, subject) != NULL));
  g_assert_true (json_object_has_member (ua_test_reply_object (without), "meta"));
}

static void
check_required (const Subject *subject,
                const char    *id)
{
  g_autofree char *name = g_strdup (ua_test_attribute_get (subject->attribute, "name"));
  g_autofree char *body = make_resource (subject, NULL, name);
  g_autofree char *address = g_strconcat (subject->endpoint, "/", id, NULL);
  g_autoptr(UaTestReply) removed = patch (subject, id, "remove", subject->path, NULL);
  g_autoptr(UaTestReply) created = NULL;
  g_autoptr(UaTestReply) replaced = NULL;

  if (!ua_test_attribute_has (subject->attribute, "required"))
    {
      g_assert_cmpuint (removed->status, ==, 200);
      if (!g_strv_contains (defaulted, subject->path))
        g_assert_null (find (removed, subject));
      return;
    }
  created = ua_test_directory_send (directory, "POST", subject->endpoint, body);
  replaced = ua_test_directory_send (directory, "PUT", address, body);
  assert_refused (removed, subject, "mutability");
  assert_refused (created, subject, "invalidValue");
  assert_refused (replaced, subject, "invalidValue");
}

static const char *
make_wrong (JsonObject *attribute)
{
  if (ua_test_attribute_is (attribute, "type", "boolean"))
    return "\"perhaps\"";
  if (ua_test_attribute_is (attribute, "type", "dateTime"))
    return "\"one day\"";
  if (ua_test_attribute_is (attribute, "type", "binary"))
    return "\"*\"";
  return "5";
}

/* Values of another type, and single values for several or the other way round. */
static void
check_type (const Subject *subject,
            const char    *id)
{
  gboolean several = ua_test_attribute_has (subject->attribute, "multiValued");
  const char *wrong = make_wrong (subject->attribute);
  g_autofree char *list = g_strdup_printf ("[%s]", wrong);
  g_autofree char *value = make_value (subject->attribute, subject->path, counter++);
  g_autofree char *turned = several ? g_strdup (value) : g_strdup_printf ("[%s,%s]", value, value);
  g_autoptr(UaTestReply) created = create (subject, several ? list : wrong);
  g_autoptr(UaTestReply) changed = patch (subject, id, "replace", subject->path,
                                          several ? list : wrong);
  g_autoptr(UaTestReply) other = create (subject, turned);

  assert_refused (created, subject, "invalidValue");
  assert_refused (changed, subject, "invalidValue");
  assert_refused (other, subject, "invalidValue");
}

static char *
swap_case (const char *text)
{
  char *swapped = g_strdup (text);

  for (char *p = swapped; *p != '\0'; p++)
    *p = g_ascii_isupper (*p) ? g_ascii_tolower (*p) : g_ascii_toupper (*p);
  return swapped;
}

static guint
count_equal (const Subject *subject,
             const char    *id,
             const char    *path,
             const char    *value)
{
  g_autofree char *filter = g_strdup_printf ("id eq \"%s\" and %s eq %s", id, path, value);
  g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, subject->endpoint, filter,
                                                         NULL);

  if (reply->status != 200)
    g_test_message ("%s: %s", filter, reply->text);
  g_assert_cmpuint (reply->status, ==, 200);
  return (guint) json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
}

/* A text is found as it is written; written otherwise only where case does not count. */
static void
check_case (const Subject *subject,
            const char    *id,
            JsonObject    *attribute,
            const char    *path,
            const char    *value)
{
  g_autofree char *swapped = swap_case (value);
  guint n;

  if (*value != '"')
    return;
  g_assert_cmpuint (count_equal (subject, id, path, value), ==, 1);
  if (ua_test_attribute_is (attribute, "type", "dateTime") || g_str_equal (swapped, value))
    return;
  n = count_equal (subject, id, path, swapped);
  if ((n == 0) != ua_test_attribute_has (attribute, "caseExact"))
    g_test_message ("%s", path);
  g_assert_true ((n == 0) == ua_test_attribute_has (attribute, "caseExact"));
}

/* What is unique cannot be given again; what is not can. */
static void
check_unique (const Subject *subject,
              gboolean       unique,
              const char    *value)
{
  g_autoptr(UaTestReply) again = create (subject, value);

  g_assert_cmpuint (again->status, ==, unique ? 409 : 201);
  if (unique)
    g_assert_cmpstr (ua_test_reply_string (again, "scimType"), ==, "uniqueness");
}

/* The parts of a complex attribute, with those that the service sets and those that never
 * change.  Gives whether one of them is unique. */
static gboolean
check_subs (const Subject *subject,
            const char    *id)
{
  JsonArray *subs = ua_test_attribute_get_subs (subject->attribute);
  gboolean unique = FALSE;

  for (guint i = 0; subs != NULL && i < json_array_get_length (subs); i++)
    {
      JsonObject *sub = json_array_get_object_element (subs, i);
      g_autofree char *path = g_strconcat (subject->path, ".", ua_test_attribute_get (sub, "name"),
                                           NULL);
      g_autofree char *value = make_value (sub, path, counter);
      g_autofree char *other = g_strdup_printf ("\"nobody%u\"", counter);
      g_autoptr(UaTestReply) only = read_with (subject, id, "attributes", path);
      g_autoptr(UaTestReply) changed = NULL;

      unique = unique || ua_test_attribute_is (sub, "uniqueness", "server");
      g_assert_cmpuint (only->status, ==, 200);
      if (ua_test_attribute_is (sub, "mutability", "readWrite") &&
          !ua_test_attribute_is (sub, "name", "$ref"))
        check_case (subject, id, sub, path, value);
      if (ua_test_attribute_is (sub, "mutability", "readWrite"))
        continue;
      changed = patch (subject, id, "replace", path, other);
      assert_refused (changed, subject, "mutability");
    }
  return unique;
}

static void
check_read_write (const Subject *subject)
{
  g_autofree char *value = make_values (subject, ++counter);
  g_autofree char *next = NULL;
  g_autofree char *id = create_id (subject, value);
  g_autoptr(UaTestReply) changed = NULL;
  gboolean unique = ua_test_attribute_is (subject->attribute, "uniqueness", "server");

  check_returned (subject, id, value);
  if (ua_test_attribute_get_subs (subject->attribute) != NULL)
    unique = check_subs (subject, id);
  else if (!ua_test_attribute_has (subject->attribute, "multiValued"))
    check_case (subject, id, subject->attribute, subject->path, value);
  check_unique (subject, unique, value);
  check_type (subject, id);
  next = make_values (subject, ++counter);
  changed = patch (subject, id, "replace", subject->path, next);
  if (changed->status != 200)
    g_test_message ("%s: %s", subject->path, changed->text);
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_true (shows (changed, subject, next));
  check_required (subject, id);
}

static void
check_attribute (const Subject *subject)
{
  g_test_message ("%s", subject->path);
  counter++;
  if (ua_test_attribute_is (subject->attribute, "mutability", "readOnly"))
    check_read_only (subject);
  else if (ua_test_attribute_is (subject->attribute, "returned", "never"))
    check_never_returned (subject);
  else
    check_read_write (subject);
  counter++;
}

/* The types whose resources can be made up from their schemas alone. */
static void
test_behaviour (gconstpointer data)
{
  const char *const *type = data;
  g_autofree char *address = g_strconcat ("/Schemas/", type[2] != NULL ? type[2] : type[1], NULL);
  g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, address);
  JsonArray *attributes = json_object_get_array_member (ua_test_reply_object (reply), "attributes");

  g_assert_cmpuint (json_array_get_length (attributes), >, 0);
  for (guint i = 0; i < json_array_get_length (attributes); i++)
    {
      JsonObject *attribute = json_array_get_object_element (attributes, i);
      Subject subject = { type[0], type[1], type[2], attribute, NULL };

      subject.path = g_strconcat (type[2] != NULL ? type[2] : "", type[2] != NULL ? ":" : "",
                                  ua_test_attribute_get (attribute, "name"), NULL);
      check_attribute (&subject);
      g_free (subject.path);
    }
}

static char *
create_named (const char *endpoint,
              const char *body)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", endpoint, body);

  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (ua_test_reply_string (reply, "id"));
}

int
main (int    argc,
      char **argv)
{
  static const char *const user[] = { "/Users", CORE_URN "User", NULL };
  static const char *const enterprise[] = { "/Users", CORE_URN "User", ENT };
  static const char *const extension[] = { "/Users", CORE_URN "User", EXT };
  static const char *const group[] = { "/Groups", CORE_URN "Group", NULL };
  static const char *const extended[] = { "/Groups", CORE_URN "Group", EXT_GROUP };
  static const char *const profile[] = {
    "/RoleProfiles", "urn:example:useradmin:scim:2.0:RoleProfile", NULL
  };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  member_id = create_named ("/Users", "{\"schemas\":[\"" CORE_URN "User\"],\"userName\":\"one\"}");
  profile_id = create_named ("/RoleProfiles", "{\"schemas\":[\"urn:example:useradmin:scim:2.0:"
                                              "RoleProfile\"],\"displayName\":\"one\"}");
  g_test_add_data_func ("/directory/characteristics/user", user, test_behaviour);
  g_test_add_data_func ("/directory/characteristics/enterprise-user", enterprise, test_behaviour);
  g_test_add_data_func ("/directory/characteristics/extension-user", extension, test_behaviour);
  g_test_add_data_func ("/directory/characteristics/group", group, test_behaviour);
  g_test_add_data_func ("/directory/characteristics/extension-group", extended, test_behaviour);
  g_test_add_data_func ("/directory/characteristics/role-profile", profile, test_behaviour);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  g_free (member_id);
  g_free (profile_id);
  return result;
}
