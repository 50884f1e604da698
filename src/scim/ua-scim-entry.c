/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-entry.h"

#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-field-private.h"
#include "ua-scim-schema.h"
#include "ua-scim-urn.h"
#include "ua-text.h"

#include <string.h>

/* How long a text of several lines may be, such as that of a mail, in characters. */
#define MAX_LINES_CHARS 20000

static const UaScimResourceType * const types[UA_N_SERVED_ENTRY_TYPES] = {
  [UA_ENTRY_TYPE_INVITATION] = &ua_scim_invitation_type,
  [UA_ENTRY_TYPE_MESSAGE] = &ua_scim_message_type,
  [UA_ENTRY_TYPE_AUDIT_EVENT] = &ua_scim_audit_event_type,
  [UA_ENTRY_TYPE_PROVISIONING_RUN] = &ua_scim_provisioning_run_type,
  [UA_ENTRY_TYPE_SECURITY_PROFILE] = &ua_scim_security_profile_type,
  [UA_ENTRY_TYPE_SETTING] = &ua_scim_setting_type,
  [UA_ENTRY_TYPE_SEAT] = &ua_scim_seat_type,
};

/* What is told of a member only when it is asked for, in the extension of User. */
static const char * const ties[] = { "permissions", "references" };

/* The text of a mail keeps its lines; each is cleaned by itself. */
static char *
read_lines (JsonNode *node)
{
  g_autofree char *text = ua_json_read_text (node);
  g_auto (GStrv) lines = NULL;
  GString *clean;

  if (text == NULL || *text == '\0')
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  clean = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL && clean->len < MAX_LINES_CHARS; i++)
    {
      g_autofree char *line = ua_text_clean (lines[i], UA_SCIM_MAX_TEXT_CHARS);

      if (i > 0)
        g_string_append_c (clean, '\n');
      g_string_append (clean, line);
    }
  return g_string_free (clean, FALSE);
}

static char *
read_text (const UaScimAttribute *attribute,
           JsonNode              *node)
{
  gboolean boolean;

  switch (attribute->type)
    {
    case UA_SCIM_TYPE_BOOLEAN:
      return ua_json_read_bool (node, &boolean) ? g_strdup (boolean ? "true" : "false") : NULL;
    case UA_SCIM_TYPE_INTEGER:
    case UA_SCIM_TYPE_DECIMAL:
    case UA_SCIM_TYPE_DATE_TIME:
    case UA_SCIM_TYPE_REFERENCE:
    case UA_SCIM_TYPE_BINARY:
      return ua_scim_read_token (node);
    case UA_SCIM_TYPE_STRING:
    case UA_SCIM_TYPE_COMPLEX:
    default:
      /* Ids are sent back as they came. */
      if (strcmp (attribute->name, "value") == 0 && attribute->case_exact)
        return ua_scim_read_token (node);
      return strcmp (attribute->name, "body") == 0 ? read_lines (node) : ua_scim_read_text (node);
    }
}

/* The parts of a complex value; of one that is a text alone, the value. */
static GVariant *
read_parts (const UaScimAttribute *attribute,
            JsonNode              *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GVariantBuilder parts;

  g_variant_builder_init (&parts, G_VARIANT_TYPE ("a{ss}"));
  if (attribute->subs == NULL || object == NULL)
    {
      g_autofree char *text = attribute->subs == NULL ? read_text (attribute, node)
                                                      : ua_scim_read_token (node);

      if (text != NULL)
        g_variant_builder_add (&parts, "{ss}", "value", text);
      return g_variant_builder_end (&parts);
    }
  for (const UaScimAttribute *sub = attribute->subs; sub->name != NULL; sub++)
    {
      JsonNode *value = ua_json_get (object, sub->name);
      g_autofree char *text = value != NULL ? read_text (sub, value) : NULL;

      if (text != NULL && sub->type != UA_SCIM_TYPE_REFERENCE)
        g_variant_builder_add (&parts, "{ss}", sub->name, text);
    }
  return g_variant_builder_end (&parts);
}

static GVariant *
read_list (const UaScimAttribute *attribute,
           JsonNode              *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("aa{ss}"));
  if (array == NULL)
    g_variant_builder_add_value (&list, read_parts (attribute, node));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_variant_builder_add_value (&list, read_parts (attribute, json_array_get_element (array, i)));
  return g_variant_builder_end (&list);
}

/* One object where a list belongs is taken for a list of one, and the other way round. */
static GVariant *
read_value (const UaScimAttribute *attribute,
            JsonNode              *node)
{
  char *text;

  if (attribute->multi_valued)
    return read_list (attribute, node);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      if (json_array_get_length (array) == 0)
        return NULL;
      node = json_array_get_element (array, 0);
    }
  if (attribute->subs != NULL)
    return read_parts (attribute, node);
  text = read_text (attribute, node);
  return text != NULL ? g_variant_new_take_string (text) : NULL;
}

static GVariant *
read_values (const UaScimAttribute *attributes,
             JsonObject            *resource)
{
  GVariantBuilder values;

  g_variant_builder_init (&values, UA_ENTRY_VALUES_TYPE);
  for (const UaScimAttribute *attribute = attributes; attribute->name != NULL; attribute++)
    {
      JsonNode *node = ua_json_get (resource, attribute->name);
      GVariant *value = node != NULL && !JSON_NODE_HOLDS_NULL (node)
                          ? read_value (attribute, node) : NULL;

      if (value != NULL)
        g_variant_builder_add (&values, "{sv}", attribute->name, value);
    }
  return g_variant_builder_end (&values);
}

static GVariant *
read_ties (JsonObject *resource)
{
  const UaScimSchema *schema = ua_scim_schema_find (UA_SCIM_URN_UA_USER);
  JsonObject *extension = ua_json_get_object (resource, UA_SCIM_URN_UA_USER);
  UaScimAttribute attributes[G_N_ELEMENTS (ties) + 1] = { { NULL, }, };
  guint n = 0;

  for (const UaScimAttribute *one = schema->attributes; one->name != NULL; one++)
    for (gsize i = 0; i < G_N_ELEMENTS (ties); i++)
      if (strcmp (one->name, ties[i]) == 0)
        attributes[n++] = *one;
  if (extension == NULL)
    attributes[0].name = NULL;
  return read_values (attributes, extension);
}

/* One of the words, in one of the attributes. */
static UaScimFilter *
make_word_filter (UaEntryType  type,
                  const char  *word)
{
  const char * const *paths = ua_entry_type_get_search (type);
  g_autoptr (GPtrArray) terms =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_scim_filter_unref);

  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (terms, ua_scim_filter_new_string (paths[i], UA_SCIM_OP_CO, word));
  if (terms->len == 0)
    return NULL;
  if (terms->len == 1)
    return ua_scim_filter_ref (g_ptr_array_index (terms, 0));
  return ua_scim_filter_new_group (UA_SCIM_FILTER_OR, (UaScimFilter **) terms->pdata, terms->len);
}

static void
set_parts (JsonObject *object,
           GVariant   *parts)
{
  GVariantIter iter;
  const char *name, *text;

  g_variant_iter_init (&iter, parts);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &text))
    json_object_set_string_member (object, name, text);
}

static JsonNode *
make_text (const UaScimAttribute *attribute,
           const char            *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  if (attribute->type == UA_SCIM_TYPE_BOOLEAN)
    json_node_set_boolean (node, strcmp (text, "true") == 0);
  else
    json_node_set_string (node, text);
  return node;
}

/* The JSON of one value, in the form that the schema has for the attribute. */
static JsonNode *
make_value (const UaScimAttribute *attribute,
            GVariant              *value)
{
  JsonArray *array;
  JsonNode *node;
  GVariantIter iter;
  GVariant *parts;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return make_text (attribute, g_variant_get_string (value, NULL));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE ("a{ss}")))
    {
      JsonObject *object = json_object_new ();

      set_parts (object, value);
      return ua_json_from_object (object);
    }
  array = json_array_new ();
  g_variant_iter_init (&iter, value);
  while ((parts = g_variant_iter_next_value (&iter)) != NULL)
    {
      const char *text;

      if (attribute->subs != NULL)
        {
          JsonObject *object = json_object_new ();

          set_parts (object, parts);
          json_array_add_object_element (array, object);
        }
      else if (g_variant_lookup (parts, "value", "&s", &text))
        json_array_add_string_element (array, text);
      g_variant_unref (parts);
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return node;
}

static void
set_schemas (JsonObject *object,
             const char *urn)
{
  JsonArray *schemas = json_array_new ();

  json_array_add_string_element (schemas, urn);
  json_object_set_array_member (object, "schemas", schemas);
}

/**
 * ua_scim_entry_get_endpoint:
 * @type: a type
 *
 * Returns: (transfer none): where such resources are, below the base address
 *
 * Any thread.
 */
const char *
ua_scim_entry_get_endpoint (UaEntryType type)
{
  if (type == UA_ENTRY_TYPE_TIES)
    return ua_scim_user_type.endpoint;
  g_return_val_if_fail ((guint) type < UA_N_SERVED_ENTRY_TYPES, NULL);

  return types[type]->endpoint;
}

/**
 * ua_scim_entry_get_urn:
 * @type: a type
 *
 * Returns: (transfer none): the URN of its schema
 *
 * Any thread.
 */
const char *
ua_scim_entry_get_urn (UaEntryType type)
{
  g_return_val_if_fail ((guint) type < UA_N_SERVED_ENTRY_TYPES, NULL);

  return types[type]->schema->urn;
}

/**
 * ua_scim_entry_dup_attributes:
 * @type: a type
 *
 * Returns: (transfer full) (nullable): the names of all attributes, separated by commas, where some
 *   come only when they are asked for (`returned` is `request`; RFC 7643, section 2.2); else %NULL
 *
 * Any thread.
 */
char *
ua_scim_entry_dup_attributes (UaEntryType type)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean is_needed = FALSE;

  if (type == UA_ENTRY_TYPE_TIES)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (ties); i++)
        g_string_append_printf (names, "%s" UA_SCIM_URN_UA_USER ":%s", i > 0 ? "," : "", ties[i]);
      return g_strdup (names->str);
    }
  g_return_val_if_fail ((guint) type < UA_N_SERVED_ENTRY_TYPES, NULL);

  for (const UaScimAttribute *attribute = types[type]->schema->attributes;
       attribute->name != NULL; attribute++)
    {
      is_needed = is_needed || attribute->returned == UA_SCIM_RETURNED_REQUEST;
      if (names->len > 0)
        g_string_append_c (names, ',');
      g_string_append (names, attribute->name);
    }
  return is_needed ? g_strdup (names->str) : NULL;
}

/**
 * ua_scim_entry_read:
 * @type: what it is
 * @resource: a resource
 * @path: (nullable): where it stands, for the message
 * @error: where to put a #GError
 *
 * Reads what the schema of the type knows of, tolerantly: names in any case, booleans and numbers
 * as texts, one value where a list belongs.  What cannot be read is left out.
 *
 * Returns: (transfer full) (nullable): the entry; %NULL with %UA_ERROR_PROTOCOL when the id is
 *   missing
 *
 * Any thread.
 */
UaEntry *
ua_scim_entry_read (UaEntryType   type,
                    JsonObject   *resource,
                    const char   *path,
                    GError      **error)
{
  g_autofree char *id = NULL;
  g_autofree char *version = NULL;

  g_return_val_if_fail ((guint) type < UA_N_SERVED_ENTRY_TYPES || type == UA_ENTRY_TYPE_TIES,
                        NULL);
  g_return_val_if_fail (resource != NULL, NULL);

  id = ua_scim_read_token (ua_json_get (resource, "id"));
  if (id == NULL)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_PROTOCOL, "%s%sid is missing or unusable",
                   path != NULL ? path : "", path != NULL ? "." : "");
      return NULL;
    }
  version = ua_scim_read_token (ua_json_get (ua_json_get_object (resource, "meta"), "version"));
  return ua_entry_new (type, id, version,
                       type == UA_ENTRY_TYPE_TIES
                         ? read_ties (resource)
                         : read_values (types[type]->schema->attributes, resource));
}

/**
 * ua_scim_entry_to_filter:
 * @query: a query
 *
 * Returns: (transfer full) (nullable): what asks a server for it (RFC 7644, section 3.4.2.2); %NULL
 *   where all are wanted
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_entry_to_filter (const UaEntryQuery *query)
{
  const char * const *words;
  g_autoptr (GPtrArray) terms =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_scim_filter_unref);

  g_return_val_if_fail (query != NULL, NULL);

  for (guint i = 0; i < ua_entry_query_get_n (query); i++)
    g_ptr_array_add (terms, ua_scim_filter_new_string (
                              ua_entry_query_get_path (query, i),
                              ua_entry_query_get_op (query, i) == UA_ENTRY_OP_FROM
                                ? UA_SCIM_OP_GE : UA_SCIM_OP_EQ,
                              ua_entry_query_get_value (query, i)));
  words = ua_entry_query_get_words (query);
  for (guint i = 0; words[i] != NULL; i++)
    {
      UaScimFilter *filter = make_word_filter (ua_entry_query_get_kind (query), words[i]);

      if (filter != NULL)
        g_ptr_array_add (terms, filter);
    }
  if (terms->len == 0)
    return NULL;
  if (terms->len == 1)
    return ua_scim_filter_ref (g_ptr_array_index (terms, 0));
  return ua_scim_filter_new_group (UA_SCIM_FILTER_AND, (UaScimFilter **) terms->pdata, terms->len);
}

/**
 * ua_scim_entry_to_post:
 * @type: what is made
 * @values: what it holds, in the form of %UA_ENTRY_VALUES_TYPE; names that the schema does not have
 *   are left out
 *
 * Returns: (transfer full): the body of a POST (RFC 7644, section 3.3)
 *
 * Any thread.
 */
JsonNode *
ua_scim_entry_to_post (UaEntryType  type,
                       GVariant    *values)
{
  JsonObject *object = json_object_new ();
  GVariantIter iter;
  const char *name;
  GVariant *value;

  set_schemas (object, ua_scim_entry_get_urn (type));
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      const UaScimAttribute *attribute =
        ua_scim_attributes_find (types[type]->schema->attributes, name);

      if (attribute != NULL)
        json_object_set_member (object, attribute->name, make_value (attribute, value));
      g_variant_unref (value);
    }
  return ua_json_from_object (object);
}

/**
 * ua_scim_entry_to_patch:
 * @type: what is changed
 * @values: the new values, in the form of %UA_ENTRY_VALUES_TYPE; an empty text or list takes the
 *   attribute away, names that the schema does not have are left out
 *
 * Returns: (transfer full): the body of a PATCH (RFC 7644, section 3.5.2)
 *
 * Any thread.
 */
JsonNode *
ua_scim_entry_to_patch (UaEntryType  type,
                        GVariant    *values)
{
  JsonObject *object = json_object_new ();
  JsonArray *operations = json_array_new ();
  GVariantIter iter;
  const char *name;
  GVariant *value;

  set_schemas (object, UA_SCIM_URN_PATCH_OP);
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      const UaScimAttribute *attribute =
        ua_scim_attributes_find (types[type]->schema->attributes, name);
      gboolean is_empty = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
                            ? *g_variant_get_string (value, NULL) == '\0'
                            : g_variant_n_children (value) == 0;
      JsonObject *operation = json_object_new ();

      json_object_set_string_member (operation, "op", is_empty ? "remove" : "replace");
      json_object_set_string_member (operation, "path", name);
      if (attribute != NULL && !is_empty)
        json_object_set_member (operation, "value", make_value (attribute, value));
      if (attribute != NULL)
        json_array_add_object_element (operations, operation);
      else
        json_object_unref (operation);
      g_variant_unref (value);
    }
  json_object_set_array_member (object, "Operations", operations);
  return ua_json_from_object (object);
}
