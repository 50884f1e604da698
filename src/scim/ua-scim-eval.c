/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-eval.h"

#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-time.h"

#include <string.h>

/* What the paths of a filter are names in: a whole resource, or one value of an attribute. */
typedef struct
{
  const UaScimResourceType *type;   /* (unowned) (nullable): for a resource */
  JsonObject *resource;             /* (unowned) (nullable): for a resource */
  const UaScimAttribute *attribute; /* (unowned) (nullable): for a value */
  JsonNode *value;                  /* (unowned) (nullable): for a value */
} Scope;

typedef gboolean (*LeafTest) (JsonNode              *leaf,
                              const UaScimAttribute *attribute,
                              const UaScimFilter    *filter);

/* The outcome of comparing, as strcmp() gives it, judged by an operator. */
static gboolean
judge (UaScimOp op,
       int      order)
{
  switch (op)
    {
    case UA_SCIM_OP_EQ:
      return order == 0;
    case UA_SCIM_OP_NE:
      return order != 0;
    case UA_SCIM_OP_GT:
      return order > 0;
    case UA_SCIM_OP_GE:
      return order >= 0;
    case UA_SCIM_OP_LT:
      return order < 0;
    case UA_SCIM_OP_LE:
      return order <= 0;
    case UA_SCIM_OP_CO:
    case UA_SCIM_OP_SW:
    case UA_SCIM_OP_EW:
    default:
      return FALSE;
    }
}

static gint64
read_time (const char *text)
{
  g_autofree char *time = NULL;

  if (!ua_date_is_valid (text))
    return ua_time_parse (text);
  time = g_strconcat (text, "T00:00:00Z", NULL);
  return ua_time_parse (time);
}

static gboolean
compare_texts (const char *a,
               UaScimOp    op,
               const char *b,
               gboolean    case_exact)
{
  g_autofree char *a_folded = case_exact ? NULL : g_utf8_casefold (a, -1);
  g_autofree char *b_folded = case_exact ? NULL : g_utf8_casefold (b, -1);

  a = case_exact ? a : a_folded;
  b = case_exact ? b : b_folded;
  switch (op)
    {
    case UA_SCIM_OP_CO:
      return strstr (a, b) != NULL;
    case UA_SCIM_OP_SW:
      return g_str_has_prefix (a, b);
    case UA_SCIM_OP_EW:
      return g_str_has_suffix (a, b);
    case UA_SCIM_OP_EQ:
    case UA_SCIM_OP_NE:
    case UA_SCIM_OP_GT:
    case UA_SCIM_OP_GE:
    case UA_SCIM_OP_LT:
    case UA_SCIM_OP_LE:
    default:
      return judge (op, strcmp (a, b));
    }
}

static gboolean
compare_strings (const char            *text,
                 const UaScimAttribute *attribute,
                 UaScimOp               op,
                 const char            *with)
{
  if (attribute->type == UA_SCIM_TYPE_DATE_TIME && op != UA_SCIM_OP_CO &&
      op != UA_SCIM_OP_SW && op != UA_SCIM_OP_EW)
    {
      gint64 a = read_time (text);
      gint64 b = read_time (with);

      if (a != UA_TIME_NONE && b != UA_TIME_NONE)
        return judge (op, a < b ? -1 : a > b);
    }
  return compare_texts (text, op, with, attribute->case_exact);
}

/* A value that is there, against what the filter gives. */
static gboolean
compare_leaf (JsonNode              *leaf,
              const UaScimAttribute *attribute,
              const UaScimFilter    *filter)
{
  const UaScimValue *with = ua_scim_filter_get_value (filter);
  UaScimOp op = ua_scim_filter_get_op (filter);
  const char *text = ua_json_as_string (leaf);
  gboolean a, b;

  if (with->type == UA_SCIM_VALUE_STRING && text != NULL)
    return compare_strings (text, attribute, op, with->string);
  if (with->type == UA_SCIM_VALUE_NUMBER && JSON_NODE_HOLDS_VALUE (leaf) && text == NULL &&
      json_node_get_value_type (leaf) != G_TYPE_BOOLEAN)
    {
      double number = json_node_get_double (leaf);

      if (with->is_integer && json_node_get_value_type (leaf) == G_TYPE_INT64)
        return judge (op, json_node_get_int (leaf) < with->integer
                          ? -1 : json_node_get_int (leaf) > with->integer);
      return judge (op, number < with->number ? -1 : number > with->number);
    }
  /* Some clients write `active eq "True"`. */
  b = with->boolean;
  if (with->type == UA_SCIM_VALUE_STRING)
    b = g_ascii_strcasecmp (with->string, "true") == 0;
  if (attribute->type == UA_SCIM_TYPE_BOOLEAN &&
      (with->type == UA_SCIM_VALUE_BOOLEAN || with->type == UA_SCIM_VALUE_STRING) &&
      ua_json_read_bool (leaf, &a))
    return judge (op, !a == !b ? 0 : 1);
  /* Values of different types are not equal. */
  return op == UA_SCIM_OP_NE;
}

static gboolean
is_present (JsonNode              *leaf,
            const UaScimAttribute *attribute,
            const UaScimFilter    *filter)
{
  const char *text = ua_json_as_string (leaf);

  if (JSON_NODE_HOLDS_OBJECT (leaf))
    return json_object_get_size (json_node_get_object (leaf)) > 0;
  return text == NULL || *text != '\0';
}

/* Counts the leaves below @node and tells in @passed whether one of them passes. */
static guint
visit (JsonNode              *node,
       const UaScimAttribute *attribute,
       const char            *sub,
       LeafTest               test,
       const UaScimFilter    *filter,
       gboolean              *passed)
{
  guint n = 0;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return 0;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        n += visit (json_array_get_element (array, i), attribute, sub, test, filter, passed);
      return n;
    }
  if (JSON_NODE_HOLDS_OBJECT (node) && sub != NULL)
    {
      const UaScimAttribute *found = ua_scim_attributes_find (attribute->subs, sub);

      if (found == NULL)
        return 0;
      return visit (ua_json_get (json_node_get_object (node), sub), found, NULL, test, filter,
                    passed);
    }
  if (sub != NULL && g_ascii_strcasecmp (sub, "value") != 0)
    return 0;
  *passed = *passed || test (node, attribute, filter);
  return 1;
}

/* Finds the attribute that a path leads to in a scope, without its sub-attribute. */
static const UaScimAttribute *
look_up (const Scope       *scope,
         const UaScimPath  *path,
         JsonNode         **value,
         const char       **sub)
{
  const UaScimAttribute *attribute, *parent;
  const UaScimSchema *schema;
  JsonObject *object = scope->resource;

  *sub = ua_scim_path_get_sub (path);
  if (scope->attribute != NULL)
    {
      /* In brackets the path is the name of a sub-attribute, or `value` for a simple value. */
      *value = scope->value;
      *sub = ua_scim_path_get_attribute (path);
      return scope->attribute;
    }
  attribute = ua_scim_resource_type_find (scope->type, path, &schema, &parent);
  if (attribute == NULL)
    return NULL;
  if (parent != NULL)
    attribute = parent;
  if (schema != scope->type->schema)
    object = ua_json_get_object (object, schema->urn);
  *value = ua_json_get (object, attribute->name);
  return attribute;
}

static gboolean
matches_leaf (const Scope        *scope,
              const UaScimFilter *filter)
{
  gboolean compares = ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_COMPARE;
  gboolean passed = FALSE;
  JsonNode *value = NULL;
  const char *sub = NULL;
  const UaScimAttribute *attribute = look_up (scope, ua_scim_filter_get_path (filter), &value,
                                              &sub);
  guint n = 0;

  if (attribute != NULL)
    {
      /* A complex attribute is compared by its value (RFC 7643, section 2.4). */
      if (compares && sub == NULL && attribute->subs != NULL)
        sub = "value";
      n = visit (value, attribute, sub, compares ? compare_leaf : is_present, filter, &passed);
    }
  if (n == 0 && compares)
    {
      /* What has no value is null (RFC 7643, section 2.5). */
      gboolean with_null = ua_scim_filter_get_value (filter)->type == UA_SCIM_VALUE_NULL;

      return ua_scim_filter_get_op (filter) == (with_null ? UA_SCIM_OP_EQ : UA_SCIM_OP_NE);
    }
  return passed;
}

static gboolean matches (const Scope        *scope,
                         const UaScimFilter *filter);

static gboolean
matches_value_path (const Scope        *scope,
                    const UaScimFilter *filter)
{
  JsonNode *value = NULL;
  const char *sub;
  Scope inner = { 0 };
  guint n;

  inner.attribute = look_up (scope, ua_scim_filter_get_path (filter), &value, &sub);
  if (inner.attribute == NULL || value == NULL)
    return FALSE;
  n = JSON_NODE_HOLDS_ARRAY (value) ? json_array_get_length (json_node_get_array (value)) : 1;
  for (guint i = 0; i < n; i++)
    {
      inner.value = JSON_NODE_HOLDS_ARRAY (value)
                    ? json_array_get_element (json_node_get_array (value), i) : value;
      if (matches (&inner, ua_scim_filter_get_child (filter, 0)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
matches (const Scope        *scope,
         const UaScimFilter *filter)
{
  guint n = ua_scim_filter_get_n_children (filter);

  switch (ua_scim_filter_get_kind (filter))
    {
    case UA_SCIM_FILTER_AND:
      for (guint i = 0; i < n; i++)
        if (!matches (scope, ua_scim_filter_get_child (filter, i)))
          return FALSE;
      return TRUE;
    case UA_SCIM_FILTER_OR:
      for (guint i = 0; i < n; i++)
        if (matches (scope, ua_scim_filter_get_child (filter, i)))
          return TRUE;
      return FALSE;
    case UA_SCIM_FILTER_NOT:
      return !matches (scope, ua_scim_filter_get_child (filter, 0));
    case UA_SCIM_FILTER_VALUE_PATH:
      return matches_value_path (scope, filter);
    case UA_SCIM_FILTER_COMPARE:
    case UA_SCIM_FILTER_PRESENT:
    default:
      return matches_leaf (scope, filter);
    }
}

static gboolean
refuse (GError           **error,
        const UaScimPath  *path,
        const char        *why)
{
  g_autofree char *text = ua_scim_path_to_string (path);

  g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_FILTER, "%s %s", text, why);
  return FALSE;
}

static gboolean
is_numeric (const UaScimAttribute *attribute)
{
  return attribute->type == UA_SCIM_TYPE_INTEGER || attribute->type == UA_SCIM_TYPE_DECIMAL;
}

/* Whether what is there can come before or after what it is compared with. */
static gboolean
check_order (const UaScimFilter     *filter,
             const UaScimAttribute  *attribute,
             GError                **error)
{
  const UaScimPath *path = ua_scim_filter_get_path (filter);
  const UaScimValue *value = ua_scim_filter_get_value (filter);

  if (attribute->type == UA_SCIM_TYPE_BOOLEAN || attribute->type == UA_SCIM_TYPE_BINARY)
    return refuse (error, path, "has no order");
  if (is_numeric (attribute) != (value->type == UA_SCIM_VALUE_NUMBER))
    return refuse (error, path, is_numeric (attribute) ? "is a number" : "is no number");
  if (attribute->type == UA_SCIM_TYPE_DATE_TIME && read_time (value->string) == UA_TIME_NONE)
    return refuse (error, path, "is a time");
  return TRUE;
}

/* Whether a condition makes sense for the attribute that it is about. */
static gboolean
check_leaf (const UaScimFilter     *filter,
            const UaScimAttribute  *attribute,
            GError                **error)
{
  const UaScimPath *path = ua_scim_filter_get_path (filter);

  if (attribute->returned == UA_SCIM_RETURNED_NEVER)
    return refuse (error, path, "cannot be searched");
  if (ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_PRESENT)
    return TRUE;
  if (attribute->subs != NULL)
    attribute = ua_scim_attributes_find (attribute->subs, "value");
  if (attribute == NULL)
    return refuse (error, path, "has no value of its own to compare");
  switch (ua_scim_filter_get_op (filter))
    {
    case UA_SCIM_OP_GT:
    case UA_SCIM_OP_GE:
    case UA_SCIM_OP_LT:
    case UA_SCIM_OP_LE:
      return check_order (filter, attribute, error);
    case UA_SCIM_OP_CO:
    case UA_SCIM_OP_SW:
    case UA_SCIM_OP_EW:
      if (attribute->type == UA_SCIM_TYPE_BOOLEAN || is_numeric (attribute))
        return refuse (error, path, "is no text");
      break;
    case UA_SCIM_OP_EQ:
    case UA_SCIM_OP_NE:
    default:
      break;
    }
  return TRUE;
}

static gboolean
check (const UaScimFilter        *filter,
       const UaScimResourceType  *type,
       const UaScimAttribute     *within,
       GError                   **error)
{
  const UaScimPath *path = ua_scim_filter_get_path (filter);
  const UaScimAttribute *attribute = NULL;

  if (path != NULL && within != NULL)
    {
      if (ua_scim_path_get_urn (path) != NULL || ua_scim_path_get_sub (path) != NULL)
        return refuse (error, path, "is no sub-attribute");
      attribute = ua_scim_attributes_find (within->subs, ua_scim_path_get_attribute (path));
      if (within->subs == NULL &&
          g_ascii_strcasecmp (ua_scim_path_get_attribute (path), "value") == 0)
        attribute = within;
      if (attribute == NULL)
        return refuse (error, path, "is no sub-attribute");
    }
  else if (path != NULL)
    attribute = ua_scim_resource_type_find (type, path, NULL, NULL);

  if (attribute != NULL && ua_scim_filter_get_kind (filter) != UA_SCIM_FILTER_VALUE_PATH)
    return check_leaf (filter, attribute, error);
  /* An attribute that the resource type lacks has no value (RFC 7644, section 3.4.2.1). */
  if (path != NULL && attribute == NULL)
    return TRUE;
  for (guint i = 0; i < ua_scim_filter_get_n_children (filter); i++)
    if (!check (ua_scim_filter_get_child (filter, i), type, path != NULL ? attribute : within,
                error))
      return FALSE;
  return TRUE;
}

/**
 * ua_scim_filter_check:
 * @filter: a filter
 * @type: the type of resource that it is for
 * @error: where to put a #GError
 *
 * Checks what the grammar alone does not tell: that texts are searched in texts, that what has no
 * order is not ordered and what has one is compared with its like, and that nobody asks about what
 * is never returned, such as a password.  Attributes that @type lacks are no fault: they have no
 * value.
 *
 * Returns: whether @filter makes sense; %FALSE with %UA_SCIM_ERROR_INVALID_FILTER
 *
 * Any thread.
 */
gboolean
ua_scim_filter_check (const UaScimFilter        *filter,
                      const UaScimResourceType  *type,
                      GError                   **error)
{
  g_return_val_if_fail (filter != NULL && type != NULL, FALSE);

  return check (filter, type, NULL, error);
}

/**
 * ua_scim_filter_matches:
 * @filter: a filter
 * @resource: a resource
 * @type: its type
 *
 * Evaluates a filter (RFC 7644, section 3.4.2.2).
 *
 * A condition holds for a multi-valued attribute when it holds for one of its values.  An
 * attribute without a value is the same as null (RFC 7643, section 2.5): `eq null` and `ne` with
 * anything else hold for it, no other comparison does.  Texts are compared by case folding unless
 * the schema says `caseExact`, times by the instant, a complex attribute without a sub-attribute by
 * its `value`.
 *
 * Returns: whether @filter holds for @resource
 *
 * Any thread.
 */
gboolean
ua_scim_filter_matches (const UaScimFilter       *filter,
                        JsonObject               *resource,
                        const UaScimResourceType *type)
{
  Scope scope = { .type = type, .resource = resource };

  g_return_val_if_fail (filter != NULL && resource != NULL && type != NULL, FALSE);

  return matches (&scope, filter);
}

/**
 * ua_scim_filter_matches_value:
 * @filter: a filter whose paths are names of sub-attributes
 * @value: one value of a multi-valued attribute
 * @attribute: that attribute
 *
 * Evaluates what stands in the brackets of a value path; see ua_scim_filter_matches().  For an
 * attribute that is not complex, the name `value` means the value itself.
 *
 * Returns: whether @filter holds for @value
 *
 * Any thread.
 */
gboolean
ua_scim_filter_matches_value (const UaScimFilter    *filter,
                              JsonNode              *value,
                              const UaScimAttribute *attribute)
{
  Scope scope = { .attribute = attribute, .value = value };

  g_return_val_if_fail (filter != NULL && value != NULL && attribute != NULL, FALSE);

  return matches (&scope, filter);
}
