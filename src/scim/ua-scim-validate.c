/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-validate.h"

#include "ua-json-private.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

#include <string.h>

#define MAX_STRING_BYTES 65536

/*
 * A resource is rebuilt from what the schemas know, in their order and spelling.  So the outcome
 * holds nothing that was not checked, and two values are the same when their texts are.
 */

static gpointer G_GNUC_PRINTF (4, 5)
fail (GError      **error,
      UaScimError   code,
      const char   *path,
      const char   *format,
      ...)
{
  g_autofree char *why = NULL;
  va_list args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, UA_SCIM_ERROR, code, "%s %s", path, why);
  return NULL;
}

static gboolean
is_unassigned (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0);
}

static gboolean
is_base64 (const char *text)
{
  gsize length = strlen (text);
  gsize digits = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                               "0123456789+/-_");

  return length % 4 == 0 && length - digits <= 2 && strspn (text + digits, "=") == length - digits;
}

/* The canonical spelling of a value from a closed list; %NULL when it is not in it. */
static const char *
find_canonical (const UaScimAttribute *attribute,
                const char            *text)
{
  for (gsize i = 0; attribute->canonical[i] != NULL; i++)
    if (attribute->case_exact ? strcmp (attribute->canonical[i], text) == 0
                              : g_ascii_strcasecmp (attribute->canonical[i], text) == 0)
      return attribute->canonical[i];
  return NULL;
}

static JsonNode *
new_string (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/* Nobody can see, let alone choose, a name of nothing but spaces. */
static gboolean
is_blank (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

/* A day, of which a time is cut away: it is the day where the time was written. */
static JsonNode *
check_date (const char  *text,
            const char  *path,
            GError     **error)
{
  g_autofree char *day = g_strndup (text, strlen ("2024-05-31"));

  if (!ua_date_is_valid (day) || (strcmp (day, text) != 0 && ua_time_parse (text) == UA_TIME_NONE))
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be a day, as 2024-05-31");
  return new_string (day);
}

static JsonNode *
check_string (const UaScimAttribute  *attribute,
              const char             *text,
              const char             *path,
              GError                **error)
{
  if (attribute->is_date)
    return check_date (text, path, error);
  if (attribute->closed)
    {
      const char *canonical = find_canonical (attribute, text);

      if (canonical == NULL)
        return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "is none of its values");
      return new_string (canonical);
    }
  if (attribute->required && is_blank (text))
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must not be empty");
  if (strlen (text) > MAX_STRING_BYTES)
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "is longer than %d bytes",
                 MAX_STRING_BYTES);
  return new_string (text);
}

static JsonNode *
check_time (const char  *text,
            const char  *path,
            GError     **error)
{
  g_autofree char *formatted = NULL;
  gint64 time;

  time = ua_time_parse (text);
  if (time != UA_TIME_NONE)
    formatted = ua_time_format (time);
  if (formatted == NULL)
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be a dateTime");
  return new_string (formatted);
}

static JsonNode *
check_text (const UaScimAttribute  *attribute,
            JsonNode               *value,
            const char             *path,
            GError                **error)
{
  const char *text = ua_json_as_string (value);

  if (text == NULL)
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be a string");
  switch (attribute->type)
    {
    case UA_SCIM_TYPE_DATE_TIME:
      return check_time (text, path, error);
    case UA_SCIM_TYPE_BINARY:
      if (!is_base64 (text))
        return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be base64");
      return new_string (text);
    case UA_SCIM_TYPE_REFERENCE:
      if (*text == '\0')
        return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must not be empty");
      return new_string (text);
    case UA_SCIM_TYPE_STRING:
    case UA_SCIM_TYPE_BOOLEAN:
    case UA_SCIM_TYPE_DECIMAL:
    case UA_SCIM_TYPE_INTEGER:
    case UA_SCIM_TYPE_COMPLEX:
    default:
      return check_string (attribute, text, path, error);
    }
}

static JsonNode *
check_number (const UaScimAttribute  *attribute,
              JsonNode               *value,
              const char             *path,
              GError                **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;
  gint64 integer;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be a number");
  if (attribute->type == UA_SCIM_TYPE_DECIMAL)
    return json_node_copy (value);
  if (!ua_json_read_int (value, &integer))
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be an integer");
  return json_node_init_int (json_node_alloc (), integer);
}

static JsonNode *check_value (const UaScimAttribute  *attribute,
                              JsonNode               *value,
                              const char             *path,
                              UaScimValidateFlags     flags,
                              GError                **error);

/* Gives %NULL without an error when nothing is left of it. */
static JsonNode *
check_complex (const UaScimAttribute  *attribute,
               JsonNode               *value,
               const char             *path,
               UaScimValidateFlags     flags,
               GError                **error)
{
  g_autoptr (JsonObject) checked = json_object_new ();
  const UaScimAttribute *sub = ua_scim_attributes_find (attribute->subs, "value");

  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      JsonNode *only;

      /* Some clients write the id alone for a reference such as the manager. */
      if (ua_json_as_string (value) == NULL || sub == NULL)
        return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be an object");
      only = check_value (sub, value, path, flags, error);
      if (only == NULL)
        return NULL;
      json_object_set_member (checked, sub->name, only);
    }
  else
    {
      for (sub = attribute->subs; sub->name != NULL; sub++)
        {
          g_autofree char *sub_path = g_strconcat (path, ".", sub->name, NULL);
          JsonNode *found = ua_json_get (json_node_get_object (value), sub->name);
          gboolean kept = sub->mutability != UA_SCIM_READ_ONLY ||
                          (flags & UA_SCIM_VALIDATE_KEEP_READ_ONLY) != 0;

          if (found != NULL && kept)
            {
              JsonNode *node = check_value (sub, found, sub_path, flags, error);

              if (node == NULL)
                return NULL;
              json_object_set_member (checked, sub->name, node);
            }
          else if (sub->required)
            return fail (error, UA_SCIM_ERROR_INVALID_VALUE, sub_path, "is required");
        }
    }
  if (json_object_get_size (checked) == 0)
    return NULL;
  return json_node_init_object (json_node_alloc (), checked);
}

/* One value; the caller deals with arrays.  %NULL without an error means: nothing left. */
static JsonNode *
check_value (const UaScimAttribute  *attribute,
             JsonNode               *value,
             const char             *path,
             UaScimValidateFlags     flags,
             GError                **error)
{
  gboolean boolean;

  switch (attribute->type)
    {
    case UA_SCIM_TYPE_COMPLEX:
      return check_complex (attribute, value, path, flags, error);
    case UA_SCIM_TYPE_BOOLEAN:
      /* "True" and "False" as strings are wide-spread; 0 and 1 are not taken. */
      if ((JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64) ||
          !ua_json_read_bool (value, &boolean))
        return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be true or false");
      return json_node_init_boolean (json_node_alloc (), boolean);
    case UA_SCIM_TYPE_DECIMAL:
    case UA_SCIM_TYPE_INTEGER:
      return check_number (attribute, value, path, error);
    case UA_SCIM_TYPE_STRING:
    case UA_SCIM_TYPE_DATE_TIME:
    case UA_SCIM_TYPE_BINARY:
    case UA_SCIM_TYPE_REFERENCE:
    default:
      return check_text (attribute, value, path, error);
    }
}

static gboolean
is_primary (JsonNode *value)
{
  gboolean primary = FALSE;

  return JSON_NODE_HOLDS_OBJECT (value) &&
         ua_json_read_bool (ua_json_get (json_node_get_object (value), "primary"), &primary) &&
         primary;
}

/* Checks each value, drops those that are there twice, allows one that is primary. */
static JsonNode *
check_array (const UaScimAttribute  *attribute,
             JsonNode               *value,
             const char             *path,
             UaScimValidateFlags     flags,
             GError                **error)
{
  g_autoptr (JsonArray) checked = NULL;
  g_autoptr (GHashTable) seen = NULL;
  JsonArray *array;
  guint n_primary = 0;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "must be an array");
  array = json_node_get_array (value);
  checked = json_array_sized_new (json_array_get_length (array));
  seen = g_hash_table_new_full (ua_json_hash_text, g_str_equal, g_free, NULL);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *item_path = g_strdup_printf ("%s[%u]", path, i);
      JsonNode *item = json_array_get_element (array, i);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) fault = NULL;

      if (JSON_NODE_HOLDS_NULL (item))
        continue;
      node = check_value (attribute, item, item_path, flags, &fault);
      if (fault != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return NULL;
        }
      if (node == NULL || !g_hash_table_add (seen, ua_json_to_text (node)))
        continue;
      n_primary += is_primary (node) ? 1 : 0;
      json_array_add_element (checked, g_steal_pointer (&node));
    }
  if (n_primary > 1)
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "has more than one primary value");
  if (json_array_get_length (checked) == 0)
    return NULL;
  return json_node_init_array (json_node_alloc (), checked);
}

/* An immutable attribute keeps the value that it has (RFC 7643, section 2.2). */
static gboolean
check_immutable (const UaScimAttribute  *attribute,
                 JsonNode               *value,
                 JsonObject             *existing,
                 const char             *path,
                 GError                **error)
{
  JsonNode *before;

  if (attribute->mutability != UA_SCIM_IMMUTABLE)
    return TRUE;
  before = ua_json_get (existing, attribute->name);
  if (before == NULL || (value != NULL && json_node_equal (before, value)))
    return TRUE;
  fail (error, UA_SCIM_ERROR_MUTABILITY, path, "cannot be changed");
  return FALSE;
}

/* Whether there is nothing to be said about an attribute that has no value. */
static gboolean
may_be_missing (const UaScimAttribute *attribute)
{
  return !attribute->required && attribute->mutability != UA_SCIM_IMMUTABLE;
}

/* Gives %NULL without an error when nothing is left of it. */
static JsonNode *
check_attribute (const UaScimAttribute  *attribute,
                 const char             *prefix,
                 JsonNode               *value,
                 JsonObject             *existing,
                 UaScimValidateFlags     flags,
                 GError                **error)
{
  g_autofree char *path = g_strconcat (prefix, attribute->name, NULL);
  g_autoptr (JsonNode) checked = NULL;
  g_autoptr (GError) fault = NULL;

  if (!is_unassigned (value))
    checked = attribute->multi_valued ? check_array (attribute, value, path, flags, &fault)
                                      : check_value (attribute, value, path, flags, &fault);
  if (fault == NULL && checked == NULL && attribute->required)
    fail (&fault, UA_SCIM_ERROR_INVALID_VALUE, path, "is required");
  if (fault == NULL)
    check_immutable (attribute, checked, existing, path, &fault);
  if (fault == NULL)
    return g_steal_pointer (&checked);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

static gboolean
check_attributes (const UaScimAttribute  *attributes,
                  const char             *prefix,
                  JsonObject             *from,
                  JsonObject             *existing,
                  UaScimValidateFlags     flags,
                  JsonObject             *to,
                  GError                **error)
{
  for (const UaScimAttribute *a = attributes; a->name != NULL; a++)
    {
      JsonNode *value = ua_json_get (from, a->name);
      JsonNode *checked;
      g_autoptr (GError) fault = NULL;

      if ((is_unassigned (value) && may_be_missing (a)) || g_strcmp0 (a->name, "schemas") == 0 ||
          (a->mutability == UA_SCIM_READ_ONLY && !(flags & UA_SCIM_VALIDATE_KEEP_READ_ONLY)))
        continue;
      checked = check_attribute (a, prefix, value, existing, flags, &fault);
      if (checked != NULL)
        json_object_set_member (to, a->name, checked);
      if (fault != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
    }
  return TRUE;
}

/* The array of schemas must name the schema of the resource (RFC 7643, section 3). */
static gboolean
check_schemas (const UaScimResourceType  *type,
               JsonObject                *resource,
               GError                   **error)
{
  JsonArray *schemas = ua_json_get_array (resource, "schemas");
  guint n = schemas != NULL ? json_array_get_length (schemas) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *urn = ua_json_as_string (json_array_get_element (schemas, i));

      if (ua_scim_urn_equal (urn, type->schema->urn))
        return TRUE;
    }
  fail (error, n == 0 ? UA_SCIM_ERROR_INVALID_SYNTAX : UA_SCIM_ERROR_INVALID_VALUE, "schemas",
        "must name %s", type->schema->urn);
  return FALSE;
}

/**
 * ua_scim_share:
 * @resource: a resource
 *
 * Makes a resource of which attributes can be added, set and removed, also those of extensions,
 * while @resource stays as it is.  The values are the same nodes in both, so that these must not be
 * changed.
 *
 * Returns: (transfer full): a new object
 *
 * Any thread.
 */
JsonObject *
ua_scim_share (JsonObject *resource)
{
  JsonObject *shared = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, resource);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (JSON_NODE_HOLDS_OBJECT (value) && g_str_has_prefix (name, "urn:"))
      json_object_set_object_member (shared, name, ua_scim_share (json_node_get_object (value)));
    else
      json_object_set_member (shared, name, json_node_ref (value));
  return shared;
}

/**
 * ua_scim_validate:
 * @type: the type of resource
 * @resource: what is to be checked, as it came
 * @existing: (nullable): the resource as it is, to compare immutable attributes with; %NULL when it
 *   is created
 * @flags: #UaScimValidateFlags
 * @error: where to put a #GError
 *
 * Checks and normalises a resource by its schemas: types, required attributes, closed lists of
 * values, one primary value at most.  Names and URNs in any case get their canonical spelling, the
 * same value twice counts once, null and the empty array are the same as nothing, `schemas` becomes
 * what is really used.  Attributes that the schemas do not know are dropped, because clients send
 * attributes for other services too; so are read-only ones unless @flags says otherwise.  A boolean
 * may be written as a string.
 *
 * Returns: (transfer full) (nullable): a new object; %NULL with a code of %UA_SCIM_ERROR, whose
 *   message names the path (`emails[1].value`) and never a value
 *
 * Any thread.
 */
JsonObject *
ua_scim_validate (const UaScimResourceType  *type,
                  JsonNode                  *resource,
                  JsonObject                *existing,
                  UaScimValidateFlags        flags,
                  GError                   **error)
{
  g_autoptr (JsonObject) checked = json_object_new ();
  JsonArray *schemas = json_array_new ();
  JsonObject *object;

  g_return_val_if_fail (type != NULL && resource != NULL, NULL);

  json_object_set_array_member (checked, "schemas", schemas);
  json_array_add_string_element (schemas, type->schema->urn);
  if (!JSON_NODE_HOLDS_OBJECT (resource))
    return fail (error, UA_SCIM_ERROR_INVALID_SYNTAX, "The resource", "must be an object");
  object = json_node_get_object (resource);
  if (!check_schemas (type, object, error) ||
      !check_attributes (ua_scim_schema_common (), "", object, existing, flags, checked, error) ||
      !check_attributes (type->schema->attributes, "", object, existing, flags, checked, error))
    return NULL;

  for (gsize i = 0; type->extensions[i] != NULL; i++)
    {
      const UaScimSchema *schema = type->extensions[i];
      g_autofree char *prefix = g_strconcat (schema->urn, ":", NULL);
      JsonNode *value = ua_json_get (object, schema->urn);
      g_autoptr (JsonObject) extension = json_object_new ();

      if (value == NULL)
        continue;
      if (!JSON_NODE_HOLDS_OBJECT (value))
        return fail (error, UA_SCIM_ERROR_INVALID_VALUE, schema->urn, "must be an object");
      if (!check_attributes (schema->attributes, prefix, json_node_get_object (value),
                             ua_json_get_object (existing, schema->urn), flags, extension, error))
        return NULL;
      if (json_object_get_size (extension) == 0)
        continue;
      json_array_add_string_element (schemas, schema->urn);
      json_object_set_object_member (checked, schema->urn, g_steal_pointer (&extension));
    }
  return g_steal_pointer (&checked);
}

/* Checks those attributes of one schema whose nodes are others than before. */
static gboolean
check_changed (const UaScimAttribute  *attributes,
               const char             *prefix,
               JsonObject             *resource,
               JsonObject             *existing,
               GError                **error)
{
  g_autoptr (GList) names = json_object_get_members (resource);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *name = l->data;
      JsonNode *value = json_object_get_member (resource, name);
      const UaScimAttribute *attribute;
      JsonNode *checked;
      g_autoptr (GError) fault = NULL;

      if (existing != NULL && json_object_has_member (existing, name) &&
          json_object_get_member (existing, name) == value)
        continue;
      attribute = ua_scim_attributes_find (attributes, name);
      if (attribute == NULL)
        attribute = ua_scim_attributes_find (ua_scim_schema_common (), name);
      if (attribute == NULL || g_str_equal (attribute->name, "schemas"))
        continue;
      checked = check_attribute (attribute, prefix, value, existing,
                                 UA_SCIM_VALIDATE_KEEP_READ_ONLY, &fault);
      if (fault != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      ua_json_set (resource, attribute->name, checked);
    }
  for (const UaScimAttribute *a = attributes; a->name != NULL; a++)
    if (a->required && ua_json_get (resource, a->name) == NULL)
      {
        g_autofree char *path = g_strconcat (prefix, a->name, NULL);

        return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "is required") != NULL;
      }
  return TRUE;
}

/**
 * ua_scim_validate_changed:
 * @type: the type of resource
 * @resource: what ua_scim_share() made of @existing, of which attributes have been set since; it is
 *   brought into the form in which ua_scim_validate() leaves one
 * @existing: the resource as it was, in that form
 * @error: where to put a #GError
 *
 * Checks and normalises what has been set, read-only attributes too; what both have the very node
 * of was checked when @existing was.
 *
 * Returns: whether the resource is good; else an error as of ua_scim_validate()
 *
 * Any thread.
 */
gboolean
ua_scim_validate_changed (const UaScimResourceType  *type,
                          JsonObject                *resource,
                          JsonObject                *existing,
                          GError                   **error)
{
  JsonArray *schemas = json_array_new ();

  g_return_val_if_fail (type != NULL && resource != NULL && existing != NULL, FALSE);

  json_array_add_string_element (schemas, type->schema->urn);
  json_object_set_array_member (resource, "schemas", schemas);
  if (!check_changed (type->schema->attributes, "", resource, existing, error))
    return FALSE;
  for (gsize i = 0; type->extensions[i] != NULL; i++)
    {
      const UaScimSchema *schema = type->extensions[i];
      g_autofree char *prefix = g_strconcat (schema->urn, ":", NULL);
      JsonObject *extension = ua_json_get_object (resource, schema->urn);

      if (extension == NULL)
        continue;
      if (!check_changed (schema->attributes, prefix, extension,
                          ua_json_get_object (existing, schema->urn), error))
        return FALSE;
      if (json_object_get_size (extension) == 0)
        ua_json_set (resource, schema->urn, NULL);
      else
        json_array_add_string_element (schemas, schema->urn);
    }
  return TRUE;
}

/**
 * ua_scim_validate_value:
 * @attribute: an attribute or sub-attribute
 * @value: one value for it; of a multi-valued attribute one of its values, no array
 * @path: where it stands, for the message
 * @flags: #UaScimValidateFlags
 * @error: where to put a #GError
 *
 * Checks and normalises one value as ua_scim_validate() does.
 *
 * Returns: (transfer full) (nullable): a new node; %NULL with %UA_SCIM_ERROR_INVALID_VALUE
 *
 * Any thread.
 */
JsonNode *
ua_scim_validate_value (const UaScimAttribute  *attribute,
                        JsonNode               *value,
                        const char             *path,
                        UaScimValidateFlags     flags,
                        GError                **error)
{
  g_autoptr (GError) fault = NULL;
  JsonNode *checked;

  g_return_val_if_fail (attribute != NULL && value != NULL && path != NULL, NULL);

  checked = check_value (attribute, value, path, flags, &fault);
  if (checked == NULL && fault == NULL)
    return fail (error, UA_SCIM_ERROR_INVALID_VALUE, path, "holds nothing that can be set");
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  return checked;
}
