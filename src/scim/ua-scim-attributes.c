/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-attributes.h"

#include "ua-json.h"
#include "ua-scim-discovery.h"
#include "ua-scim-field-private.h"
#include "ua-scim-urn.h"
#include "ua-text.h"

#include <string.h>

/* What servers know of members beyond the fields of this program (PE-10), from their schemas
 * (RFC 7643, section 7).  A schema is distrusted as everything else is. */

#define MAX_ATTRIBUTES 200
#define MAX_NAME_BYTES 100
#define MAX_URN_BYTES 250
#define MAX_CANONICAL 50
#define MAX_VALUES 100

/* What the fields of this program are, or what no person reads. */
static const char *const known_of_user[] = {
  "id", "externalId", "meta", "schemas", "userName", "displayName", "title", "preferredLanguage",
  "timezone", "active", "password", "emails", "phoneNumbers", "addresses", "photos", "groups",
  "x509Certificates", "name.formatted", "name.givenName", "name.familyName", NULL
};
static const char *const known_of_enterprise[] = {
  "employeeNumber", "costCenter", "organization", "division", "department", "manager", NULL
};

/* What is being read. */
typedef struct
{
  GPtrArray *attributes;      /* (unowned) */
  const char *urn;            /* (unowned) */
  const char *schema_name;    /* (unowned) */
  const char *const *known;   /* (unowned) */
} Reading;

static gboolean
has_name (const char *const *names,
          const char        *name,
          const char        *sub)
{
  g_autofree char *both = sub != NULL ? g_strconcat (name, ".", sub, NULL) : g_strdup (name);

  for (gsize i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], both) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_name (const char *name)
{
  return name != NULL && g_ascii_isalpha (name[0]) && strlen (name) <= MAX_NAME_BYTES &&
         strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-$") ==
           strlen (name);
}

static gboolean
is_urn (const char *urn)
{
  if (urn == NULL || strlen (urn) > MAX_URN_BYTES || g_ascii_strncasecmp (urn, "urn:", 4) != 0)
    return FALSE;
  for (const char *p = urn; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (":.-_", *p) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is (JsonObject *object,
    const char *name,
    const char *value)
{
  const char *found = ua_json_get_string (object, name);

  return found != NULL && g_ascii_strcasecmp (found, value) == 0;
}

static gboolean
is_true (JsonObject *object,
         const char *name)
{
  gboolean value = FALSE;

  return ua_json_read_bool (ua_json_get (object, name), &value) && value;
}

/* FALSE for what nobody can read or type. */
static gboolean
read_type (JsonObject      *object,
           UaAttributeType *type)
{
  static const char *const names[UA_N_ATTRIBUTE_TYPES] = {
    [UA_ATTRIBUTE_TYPE_STRING] = "string",
    [UA_ATTRIBUTE_TYPE_BOOLEAN] = "boolean",
    [UA_ATTRIBUTE_TYPE_INTEGER] = "integer",
    [UA_ATTRIBUTE_TYPE_DECIMAL] = "decimal",
    [UA_ATTRIBUTE_TYPE_DATE_TIME] = "dateTime",
    [UA_ATTRIBUTE_TYPE_REFERENCE] = "reference",
  };

  for (guint i = 0; i < UA_N_ATTRIBUTE_TYPES; i++)
    if (is (object, "type", names[i]))
      {
        *type = (UaAttributeType) i;
        return TRUE;
      }
  /* The default (section 7). */
  *type = UA_ATTRIBUTE_TYPE_STRING;
  return ua_json_get (object, "type") == NULL;
}

static GStrv
read_canonical (JsonObject *object)
{
  JsonArray *array = ua_json_get_array (object, "canonicalValues");
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_CANONICAL); i++)
    {
      g_autofree char *text = ua_scim_read_text (json_array_get_element (array, i));

      if (text != NULL && *text != '\0')
        g_strv_builder_add (values, text);
    }
  return g_strv_builder_end (values);
}

static gboolean
is_hidden (JsonObject *object)
{
  return is (object, "returned", "never") || is (object, "mutability", "writeOnly");
}

static void
add_attribute (const Reading *reading,
               JsonObject    *object,
               const char    *name,
               const char    *sub,
               gboolean       fixed)
{
  g_autoptr (UaAttribute) attribute = g_new0 (UaAttribute, 1);
  gboolean is_own = g_strcmp0 (reading->urn, UA_SCIM_URN_USER) == 0;

  attribute->schema = is_own ? NULL : g_strdup (reading->urn);
  attribute->schema_name = g_strdup (reading->schema_name);
  attribute->name = g_strdup (name);
  attribute->sub = g_strdup (sub != NULL ? sub : "");
  attribute->description = ua_scim_read_text (ua_json_get (object, "description"));
  if (attribute->description == NULL)
    attribute->description = g_strdup ("");
  attribute->several = is_true (object, "multiValued");
  attribute->required = is_true (object, "required");
  attribute->on_request = is (object, "returned", "request");
  attribute->canonical = read_canonical (object);
  if (fixed || is (object, "mutability", "readOnly"))
    attribute->mutability = UA_MUTABILITY_READ_ONLY;
  else if (is (object, "mutability", "immutable"))
    attribute->mutability = UA_MUTABILITY_IMMUTABLE;
  if (read_type (object, &attribute->type) || fixed)
    g_ptr_array_add (reading->attributes, g_steal_pointer (&attribute));
}

static void
read_subs (const Reading *reading,
           JsonObject    *object,
           const char    *name)
{
  JsonArray *subs = ua_json_get_array (object, "subAttributes");

  for (guint i = 0; subs != NULL && i < json_array_get_length (subs) &&
                    reading->attributes->len < MAX_ATTRIBUTES; i++)
    {
      JsonNode *node = json_array_get_element (subs, i);
      JsonObject *sub = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *sub_name = ua_json_get_string (sub, "name");

      if (is_name (sub_name) && !is_hidden (sub) && !is (sub, "type", "complex") &&
          !has_name (reading->known, name, sub_name))
        add_attribute (reading, sub, name, sub_name, is (object, "mutability", "readOnly"));
    }
}

/* A complex attribute becomes one for each of its parts; of several complex values it is only shown
 * what there are. */
static void
read_attribute (const Reading *reading,
                JsonObject    *object)
{
  const char *name = ua_json_get_string (object, "name");

  if (!is_name (name) || is_hidden (object) || has_name (reading->known, name, NULL) ||
      is (object, "type", "binary"))
    return;
  if (!is (object, "type", "complex"))
    add_attribute (reading, object, name, NULL, FALSE);
  else if (is_true (object, "multiValued"))
    add_attribute (reading, object, name, NULL, TRUE);
  else
    read_subs (reading, object, name);
}

static void
read_schema (GPtrArray  *attributes,
             JsonObject *schema,
             const char *urn)
{
  static const char *const none[] = { NULL };
  g_autofree char *name = ua_scim_read_text (ua_json_get (schema, "name"));
  JsonArray *array = ua_json_get_array (schema, "attributes");
  Reading reading = { attributes, urn, name != NULL ? name : "", none };

  if (strcmp (urn, UA_SCIM_URN_USER) == 0)
    reading.known = known_of_user;
  else if (strcmp (urn, UA_SCIM_URN_ENTERPRISE_USER) == 0)
    reading.known = known_of_enterprise;
  for (guint i = 0; array != NULL && i < json_array_get_length (array) &&
                    attributes->len < MAX_ATTRIBUTES; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_attribute (&reading, json_node_get_object (node));
    }
}

/**
 * ua_scim_attributes_read:
 * @types: (nullable): the list of `/ResourceTypes`, or anything else
 * @schemas: (nullable): the list of `/Schemas`, or anything else
 *
 * Finds what a User and its extensions have beyond the fields of this program: at most 200, by
 * names and URNs that can stand in a path.  What is never returned or binary is left out.
 *
 * Returns: (transfer full) (element-type UaAttribute): the attributes, in the order of the schemas,
 *   those of the User itself first
 *
 * Any thread.
 */
GPtrArray *
ua_scim_attributes_read (JsonNode *types,
                         JsonNode *schemas)
{
  GPtrArray *attributes = ua_attributes_new ();
  g_autoptr (GPtrArray) objects = ua_scim_discovery_get_objects (schemas);

  for (int own = 1; own >= 0; own--)
    for (guint i = 0; i < objects->len; i++)
      {
        JsonObject *schema = g_ptr_array_index (objects, i);
        const char *id = ua_json_get_string (schema, "id");
        gboolean is_own = ua_scim_urn_equal (id, UA_SCIM_URN_USER);
        const char *urn = ua_scim_urn_find (id);

        if (is_own == (own == 1) && is_urn (id) && g_strcmp0 (urn, UA_SCIM_URN_UA_USER) != 0 &&
            (is_own || ua_scim_discovery_extends_user (types, id)))
          read_schema (attributes, schema, urn != NULL ? urn : id);
      }
  return attributes;
}

/* One value as a text; of a complex one what it is shown as. */
static char *
read_value (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  char *text;

  if (object == NULL)
    return ua_scim_read_text (node);
  text = ua_scim_read_text (ua_json_get (object, "display"));
  return text != NULL ? text : ua_scim_read_text (ua_json_get (object, "value"));
}

static GStrv
read_values (JsonNode *node)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? MIN (json_array_get_length (array), MAX_VALUES) : node != NULL ? 1 : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text =
        read_value (array != NULL ? json_array_get_element (array, i) : node);

      if (text != NULL && *text != '\0')
        g_strv_builder_add (values, text);
    }
  return g_strv_builder_end (values);
}

/**
 * ua_scim_attributes_read_values:
 * @resource: a User
 * @attributes: (element-type UaAttribute): what to read of it
 *
 * Returns: (transfer full): the values, as texts that are cleaned for showing
 *
 * Any thread.
 */
UaAttributeValues *
ua_scim_attributes_read_values (JsonObject *resource,
                                GPtrArray  *attributes)
{
  UaAttributeValues *values = ua_attribute_values_new ();

  values->version = ua_scim_read_token (ua_json_get (ua_json_get_object (resource, "meta"),
                                                     "version"));
  for (guint i = 0; i < attributes->len; i++)
    {
      const UaAttribute *one = g_ptr_array_index (attributes, i);
      JsonObject *object =
        one->schema != NULL ? ua_json_get_object (resource, one->schema) : resource;
      JsonNode *node = ua_json_get (object, one->name);

      if (one->sub[0] != '\0')
        node = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                 ? ua_json_get (json_node_get_object (node), one->sub) : NULL;
      if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
        ua_attribute_values_set (values, one, read_values (node));
    }
  return values;
}

static JsonNode *
make_value (const UaAttribute *attribute,
            const char        *text)
{
  JsonNode *node = json_node_alloc ();

  switch (attribute->type)
    {
    case UA_ATTRIBUTE_TYPE_BOOLEAN:
      return json_node_init_boolean (node, strcmp (text, "true") == 0);
    case UA_ATTRIBUTE_TYPE_INTEGER:
      return json_node_init_int (node, g_ascii_strtoll (text, NULL, 10));
    case UA_ATTRIBUTE_TYPE_DECIMAL:
      return json_node_init_double (node, g_ascii_strtod (text, NULL));
    case UA_ATTRIBUTE_TYPE_DATE_TIME:
    case UA_ATTRIBUTE_TYPE_REFERENCE:
    case UA_ATTRIBUTE_TYPE_STRING:
    case UA_N_ATTRIBUTE_TYPES:
    default:
      return json_node_init_string (node, text);
    }
}

static JsonNode *
make_values (const UaAttribute  *attribute,
             const char * const *values)
{
  JsonArray *array;
  JsonNode *node;

  if (values[0] == NULL)
    return json_node_init_null (json_node_alloc ());
  if (!attribute->several)
    return make_value (attribute, values[0]);
  array = json_array_new ();
  for (gsize i = 0; values[i] != NULL; i++)
    json_array_add_element (array, make_value (attribute, values[i]));
  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
  return node;
}

/* Wraps a value into an object by the name of an attribute. */
static JsonNode *
wrap (const char *name,
      JsonNode   *value)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, name, value);
  return ua_json_from_object (object);
}

/**
 * ua_scim_attributes_to_patch:
 * @attribute: an attribute
 * @values: (array zero-terminated=1): what it is to have, each as ua_attribute_accepts() wants it
 * @has_paths: whether the server understands paths
 *
 * Returns: (transfer full): the body of a PATCH (RFC 7644, section 3.5.2)
 *
 * Any thread.
 */
JsonNode *
ua_scim_attributes_to_patch (const UaAttribute  *attribute,
                             const char * const *values,
                             gboolean            has_paths)
{
  JsonObject *request = json_object_new ();
  JsonObject *operation = json_object_new ();
  JsonArray *schemas = json_array_new ();
  JsonArray *operations = json_array_new ();
  gboolean removes = has_paths && values[0] == NULL;
  /* Not all replace a part of what is not there; added to the whole, it takes the place of what is
   * (section 3.5.2.1). */
  gboolean adds = has_paths && !removes && attribute->sub[0] != '\0';
  JsonNode *value = make_values (attribute, values);

  json_array_add_string_element (schemas, UA_SCIM_URN_PATCH_OP);
  json_object_set_array_member (request, "schemas", schemas);
  json_object_set_string_member (operation, "op", removes ? "remove" : adds ? "add" : "replace");
  if (has_paths)
    {
      g_autofree char *path = ua_attribute_dup_path (attribute);

      if (adds)
        {
          *strrchr (path, '.') = '\0';
          value = wrap (attribute->sub, value);
        }
      json_object_set_string_member (operation, "path", path);
    }
  else
    {
      value = wrap (attribute->sub[0] != '\0' ? attribute->sub : attribute->name, value);
      if (attribute->sub[0] != '\0')
        value = wrap (attribute->name, value);
      if (attribute->schema != NULL)
        value = wrap (attribute->schema, value);
    }
  if (removes)
    json_node_unref (value);
  else
    json_object_set_member (operation, "value", value);
  json_array_add_object_element (operations, operation);
  json_object_set_array_member (request, "Operations", operations);
  return ua_json_from_object (request);
}
