/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-patch-private.h"

#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-eval.h"
#include "ua-scim-patch.h"
#include "ua-scim-urn.h"
#include "ua-scim-validate.h"

typedef struct
{
  const UaScimResourceType *type; /* (unowned) */
  JsonObject *resource;           /* (unowned): what is changed; shares nodes with @before */
  JsonObject *before;             /* (unowned): the resource as it was, which stays so */
} Patcher;

static gboolean
refuse (GError      **error,
        UaScimError   code,
        const char   *subject,
        const char   *why)
{
  g_set_error (error, UA_SCIM_ERROR, code, "%s %s", subject, why);
  return FALSE;
}

/* The object that the attributes of a schema are in; that of an extension is made when missing. */
static JsonObject *
get_object (const Patcher      *patcher,
            const UaScimSchema *schema)
{
  JsonObject *object;

  if (schema == patcher->type->schema)
    return patcher->resource;
  object = ua_json_get_object (patcher->resource, schema->urn);
  if (object == NULL)
    {
      object = json_object_new ();
      ua_json_set (patcher->resource, schema->urn, ua_json_from_object (object));
    }
  return object;
}

/* Only what is changed is copied, and only once. */
static void
own_value (const Patcher         *patcher,
           const UaScimSchema    *schema,
           JsonObject            *object,
           const UaScimAttribute *attribute)
{
  JsonObject *before = schema == patcher->type->schema
    ? patcher->before : ua_json_get_object (patcher->before, schema->urn);
  JsonNode *value = ua_json_get (object, attribute->name);

  if (value != NULL && value == ua_json_get (before, attribute->name))
    ua_json_set (object, attribute->name, ua_json_copy_node (value));
}

/* How the attribute is called in a message: without a filter, whose values may be personal. */
static char *
describe (const Patcher         *patcher,
          const UaScimSchema    *schema,
          const UaScimAttribute *attribute,
          const UaScimAttribute *sub)
{
  gboolean core = schema == patcher->type->schema;

  return g_strconcat (core ? "" : schema->urn, core ? "" : ":", attribute->name,
                      sub != NULL ? "." : NULL, sub != NULL ? sub->name : NULL, NULL);
}

/* A complex attribute with one value: its sub-attributes are set, the others stay. */
static gboolean
change_complex (const UaScimPatchTarget  *target,
                GError                  **error)
{
  g_autoptr (JsonNode) given = NULL;
  JsonObject *value = ua_json_get_object (target->object, target->attribute->name);

  if (JSON_NODE_HOLDS_OBJECT (target->value))
    {
      /* null within the object takes a sub-attribute away. */
      JsonObjectIter iter;
      const char *name;
      JsonNode *node;
      gboolean any = FALSE;

      json_object_iter_init_ordered (&iter, json_node_get_object (target->value));
      while (json_object_iter_next_ordered (&iter, &name, &node))
        {
          const UaScimAttribute *sub = ua_scim_attributes_find (target->attribute->subs, name);

          any = any || !JSON_NODE_HOLDS_NULL (node);
          if (value != NULL && sub != NULL && JSON_NODE_HOLDS_NULL (node) &&
              !ua_scim_patch_unassign (value, sub, target->path, error))
            return FALSE;
        }
      if (!any)
        return TRUE;
    }
  given = ua_scim_validate_value (target->attribute, target->value, target->path,
                                  UA_SCIM_VALIDATE_NONE, error);
  if (given == NULL)
    return FALSE;
  if (value == NULL)
    {
      value = json_object_new ();
      ua_json_set (target->object, target->attribute->name, ua_json_from_object (value));
    }
  return ua_scim_patch_merge (value, target->attribute, given, target->path, error);
}

/* A sub-attribute of a complex attribute with one value. */
static gboolean
change_sub (const UaScimPatchTarget  *target,
            GError                  **error)
{
  JsonObject *value = ua_json_get_object (target->object, target->attribute->name);
  JsonNode *given;

  if (target->verb == UA_SCIM_PATCH_REMOVE || JSON_NODE_HOLDS_NULL (target->value))
    {
      if (value == NULL)
        return TRUE;
      if (!ua_scim_patch_unassign (value, target->sub, target->path, error))
        return FALSE;
      if (json_object_get_size (value) == 0)
        ua_json_set (target->object, target->attribute->name, NULL);
      return TRUE;
    }
  given = ua_scim_validate_value (target->sub, target->value, target->path, UA_SCIM_VALIDATE_NONE,
                                  error);
  if (given == NULL)
    return FALSE;
  if (value == NULL)
    {
      value = json_object_new ();
      ua_json_set (target->object, target->attribute->name, ua_json_from_object (value));
    }
  return ua_scim_patch_assign_sub (value, target->attribute, target->sub, given, target->path,
                                   error);
}

/* null and the empty array are the same as no value (RFC 7643, section 2.5). */
static gboolean
is_nothing (JsonNode *value)
{
  return JSON_NODE_HOLDS_NULL (value) ||
         (JSON_NODE_HOLDS_ARRAY (value) &&
          json_array_get_length (json_node_get_array (value)) == 0);
}

static gboolean
change (const UaScimPatchTarget  *target,
        GError                  **error)
{
  const UaScimAttribute *attribute = target->attribute;
  JsonNode *given;

  if (attribute->mutability == UA_SCIM_READ_ONLY)
    {
      JsonNode *before = ua_json_get (target->object, attribute->name);

      /* Clients send back what they have read; what stays as it is, is no change. */
      if (target->verb != UA_SCIM_PATCH_REMOVE && target->sub == NULL && target->filter == NULL &&
          (before != NULL ? json_node_equal (before, target->value) : is_nothing (target->value)))
        return TRUE;
      return refuse (error, UA_SCIM_ERROR_MUTABILITY, target->path, "is read-only");
    }
  if (target->filter != NULL && !attribute->multi_valued)
    return refuse (error, UA_SCIM_ERROR_INVALID_PATH, target->path, "has one value only");
  if (attribute->multi_valued)
    return ua_scim_patch_list (target, error);
  if (target->sub != NULL)
    return change_sub (target, error);
  if (target->verb == UA_SCIM_PATCH_REMOVE || JSON_NODE_HOLDS_NULL (target->value))
    return ua_scim_patch_unassign (target->object, attribute, target->path, error);
  if (attribute->subs != NULL)
    return change_complex (target, error);
  given = ua_scim_validate_value (attribute, target->value, target->path, UA_SCIM_VALIDATE_NONE,
                                  error);
  return given != NULL &&
         ua_scim_patch_assign (target->object, attribute, given, target->path, error);
}

/* The path is told without its filter, as in describe(). */
static gboolean
refuse_path (const Patcher     *patcher,
             const UaScimPath  *path,
             GError           **error)
{
  g_autoptr (UaScimPath) bare = NULL;
  g_autofree char *text = NULL;

  bare = ua_scim_path_new (ua_scim_path_get_urn (path), ua_scim_path_get_attribute (path), NULL,
                           ua_scim_path_get_sub (path));
  text = ua_scim_path_to_string (bare);
  g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_PATH, "A %s has no %s",
               patcher->type->name, text);
  return FALSE;
}

/* A filter in a path has to make sense for the attribute that it is behind. */
static gboolean
check_filter (const Patcher     *patcher,
              const UaScimPath  *path,
              GError           **error)
{
  g_autoptr (UaScimPath) bare = NULL;
  g_autoptr (UaScimFilter) whole = NULL;

  if (ua_scim_path_get_filter (path) == NULL)
    return TRUE;
  bare = ua_scim_path_new (ua_scim_path_get_urn (path), ua_scim_path_get_attribute (path),
                           NULL, NULL);
  whole = ua_scim_filter_new_value_path (bare, ua_scim_path_get_filter (path));
  return ua_scim_filter_check (whole, patcher->type, error);
}

static gboolean apply_object (const Patcher       *patcher,
                              UaScimPatchVerb      verb,
                              const UaScimSchema  *schema,
                              JsonNode            *value,
                              GError             **error);

/* All attributes of a schema that can be removed. */
static gboolean
remove_schema (const Patcher       *patcher,
               const UaScimSchema  *schema,
               GError             **error)
{
  JsonObject *object = get_object (patcher, schema);

  for (const UaScimAttribute *a = schema->attributes; a->name != NULL; a++)
    {
      g_autofree char *path = describe (patcher, schema, a, NULL);

      if (a->mutability != UA_SCIM_READ_ONLY && !ua_scim_patch_unassign (object, a, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_path (const Patcher     *patcher,
            UaScimPatchVerb    verb,
            const char        *text,
            JsonNode          *value,
            GError           **error)
{
  g_autoptr (UaScimPath) path = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *description = NULL;
  const UaScimSchema *schema;
  const UaScimAttribute *attribute, *parent;
  UaScimPatchTarget target = { .verb = verb, .value = value };

  path = ua_scim_path_parse (text, &fault);
  if (path == NULL)
    return refuse (error, UA_SCIM_ERROR_INVALID_PATH, "The path:", fault->message);
  if (verb != UA_SCIM_PATCH_REMOVE && value == NULL)
    return refuse (error, UA_SCIM_ERROR_INVALID_VALUE, "The operation", "needs a value");
  attribute = ua_scim_resource_type_find (patcher->type, path, &schema, &parent);
  if (attribute == NULL && schema != NULL && ua_scim_path_get_attribute (path) == NULL)
    return verb == UA_SCIM_PATCH_REMOVE ? remove_schema (patcher, schema, error)
                                        : apply_object (patcher, verb, schema, value, error);
  if (attribute == NULL)
    return refuse_path (patcher, path, error);
  /* The list of schemas follows from what the resource has. */
  if (g_strcmp0 (attribute->name, "schemas") == 0)
    return verb != UA_SCIM_PATCH_REMOVE ||
           refuse (error, UA_SCIM_ERROR_MUTABILITY, attribute->name, "is required");
  /* `attribute[filter].sub` has its sub-attribute behind the brackets. */
  if (!check_filter (patcher, path, error))
    return FALSE;

  target.object = get_object (patcher, schema);
  target.attribute = parent != NULL ? parent : attribute;
  target.sub = parent != NULL ? attribute : NULL;
  own_value (patcher, schema, target.object, target.attribute);
  target.filter = ua_scim_path_get_filter (path);
  description = describe (patcher, schema, target.attribute, target.sub);
  target.path = description;
  return change (&target, error);
}

/*
 * The members of an object, each as if it were an operation of its own.  Beyond attribute names,
 * the names may be paths (`name.givenName`) and URNs of extensions, as some clients write them.
 */
static gboolean
apply_object (const Patcher       *patcher,
              UaScimPatchVerb      verb,
              const UaScimSchema  *schema,
              JsonNode            *value,
              GError             **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return refuse (error, UA_SCIM_ERROR_INVALID_VALUE, "The value", "must be an object");
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const UaScimSchema *extension = ua_scim_resource_type_schema (patcher->type, name);
      g_autofree char *path = NULL;

      if (schema == NULL && extension != NULL)
        {
          if (!apply_object (patcher, verb, extension, node, error))
            return FALSE;
          continue;
        }
      path = schema != NULL ? g_strconcat (schema->urn, ":", name, NULL) : g_strdup (name);
      if (!apply_path (patcher, verb, path, node, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_verb (JsonObject       *operation,
           UaScimPatchVerb  *verb)
{
  static const char *const names[] = { "add", "replace", "remove" };
  const char *text = ua_json_get_string (operation, "op");

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (text, names[i]) == 0)
      {
        *verb = (UaScimPatchVerb) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
apply_operation (const Patcher  *patcher,
                 JsonNode       *node,
                 GError        **error)
{
  JsonObject *operation;
  UaScimPatchVerb verb;
  JsonNode *path, *value = NULL;
  const char *name;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX, "An operation", "must be an object");
  operation = json_node_get_object (node);
  if (!read_verb (operation, &verb))
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX, "op", "must be add, replace or remove");
  path = ua_json_get (operation, "path");
  if (path != NULL && ua_json_as_string (path) == NULL)
    return refuse (error, UA_SCIM_ERROR_INVALID_PATH, "path", "must be a string");
  /* A value that is null is given, unlike one that is missing. */
  name = ua_json_find_name (operation, "value");
  if (name != NULL)
    value = json_object_get_member (operation, name);
  if (path != NULL && *ua_json_as_string (path) != '\0')
    return apply_path (patcher, verb, ua_json_as_string (path), value, error);
  if (verb == UA_SCIM_PATCH_REMOVE)
    return refuse (error, UA_SCIM_ERROR_NO_TARGET, "remove", "needs a path");
  if (value == NULL)
    return refuse (error, UA_SCIM_ERROR_INVALID_VALUE, "The operation", "needs a value");
  return apply_object (patcher, verb, NULL, value, error);
}

static JsonArray *
read_request (JsonNode  *request,
              GError   **error)
{
  JsonObject *object;
  JsonArray *schemas, *operations;
  gboolean named = FALSE;

  if (!JSON_NODE_HOLDS_OBJECT (request))
    {
      refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX, "The request", "must be an object");
      return NULL;
    }
  object = json_node_get_object (request);
  schemas = ua_json_get_array (object, "schemas");
  for (guint i = 0; schemas != NULL && i < json_array_get_length (schemas); i++)
    named = named || ua_scim_urn_equal (ua_json_as_string (json_array_get_element (schemas, i)),
                                        UA_SCIM_URN_PATCH_OP);
  operations = ua_json_get_array (object, "Operations");
  if (!named)
    refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX, "schemas", "must name " UA_SCIM_URN_PATCH_OP);
  else if (operations == NULL || json_array_get_length (operations) == 0)
    refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX, "Operations", "must have at least one");
  else if (json_array_get_length (operations) > UA_SCIM_PATCH_MAX_OPERATIONS)
    refuse (error, UA_SCIM_ERROR_TOO_MANY, "Operations", "are too many");
  else
    return operations;
  return NULL;
}

/**
 * ua_scim_patch_apply:
 * @type: the type of resource
 * @resource: the resource as it is, in the form in which ua_scim_validate() leaves it; it is not
 *   changed
 * @request: the body of the request, a PatchOp
 * @error: where to put a #GError
 *
 * Applies a PATCH (RFC 7644, section 3.5.2), all operations or none, and checks what they change
 * with ua_scim_validate_changed().  Beyond the RFC it reads what wide-spread clients send: `op` in
 * any case, booleans as strings, paths and URNs as names of an object without `path`, an id where a
 * complex value belongs, `remove` with the values to remove, `add` to a filter that matches
 * nothing, which then adds such a value.  A read-only attribute that is given the value that it
 * has is no fault.
 *
 * Returns: (transfer full) (nullable): the resource afterwards, a new object which shares the nodes
 *   of attributes that stay the same with @resource, as ua_scim_share() does; %NULL with a code of
 *   %UA_SCIM_ERROR
 *
 * Any thread.
 */
JsonObject *
ua_scim_patch_apply (const UaScimResourceType  *type,
                     JsonObject                *resource,
                     JsonNode                  *request,
                     GError                   **error)
{
  g_autoptr (JsonObject) copy = NULL;
  JsonArray *operations;
  Patcher patcher;

  g_return_val_if_fail (type != NULL && resource != NULL && request != NULL, NULL);

  operations = read_request (request, error);
  if (operations == NULL)
    return NULL;
  copy = ua_scim_share (resource);
  patcher = (Patcher) { type, copy, resource };
  for (guint i = 0; i < json_array_get_length (operations); i++)
    if (!apply_operation (&patcher, json_array_get_element (operations, i), error))
      return NULL;
  return ua_scim_validate_changed (type, copy, resource, error) ? g_steal_pointer (&copy) : NULL;
}
