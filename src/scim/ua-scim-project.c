/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-project.h"

#include "ua-json.h"
#include "ua-scim-error.h"

#include <string.h>

#define MAX_BYTES 16384
#define MAX_PATHS 256

/* Sets of attributes by the address of their description, which is unique (and of schemas). */
struct _UaScimProjection
{
  const UaScimResourceType *type; /* (unowned) */
  GHashTable *wanted;             /* (owned) (nullable): %NULL when all are that are by default */
  GHashTable *named;              /* (owned): complex attributes of which some subs are wanted */
  GHashTable *excluded;           /* (owned) */
};

static gboolean
is_in (GHashTable    *set,
       gconstpointer  what)
{
  return g_hash_table_contains (set, what);
}

static void
add (GHashTable    *set,
     gconstpointer  what)
{
  g_hash_table_add (set, (gpointer) what);
}

static gboolean
read_paths (UaScimProjection  *self,
            const char        *text,
            GHashTable        *set,
            const char        *parameter,
            GError           **error)
{
  g_auto (GStrv) names = NULL;

  if (strlen (text) > MAX_BYTES)
    {
      g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, "%s is too long", parameter);
      return FALSE;
    }
  names = g_strsplit (text, ",", MAX_PATHS + 1);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (UaScimPath) path = NULL;
      const UaScimSchema *schema;
      const UaScimAttribute *attribute, *parent;

      if (*g_strstrip (names[i]) == '\0')
        continue;
      path = ua_scim_path_parse (names[i], NULL);
      if (i >= MAX_PATHS || path == NULL || ua_scim_path_get_filter (path) != NULL)
        {
          g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                       "%s is no list of attributes", parameter);
          return FALSE;
        }
      attribute = ua_scim_resource_type_find (self->type, path, &schema, &parent);
      if (attribute == NULL && schema != NULL && ua_scim_path_get_attribute (path) == NULL)
        add (set, schema);
      else if (attribute != NULL)
        add (set, attribute);
      if (attribute != NULL && parent != NULL && set == self->wanted)
        add (self->named, parent);
    }
  return TRUE;
}

static gboolean
wants (const UaScimProjection *self,
       const UaScimSchema     *schema,
       const UaScimAttribute  *attribute)
{
  gboolean wanted;

  if (attribute->returned == UA_SCIM_RETURNED_ALWAYS)
    return TRUE;
  if (attribute->returned == UA_SCIM_RETURNED_NEVER ||
      attribute->mutability == UA_SCIM_WRITE_ONLY)
    return FALSE;
  if (self->wanted != NULL)
    wanted = is_in (self->wanted, attribute) || is_in (self->named, attribute) ||
             (is_in (self->wanted, schema) && attribute->returned == UA_SCIM_RETURNED_DEFAULT);
  else
    wanted = attribute->returned == UA_SCIM_RETURNED_DEFAULT;
  return wanted && !is_in (self->excluded, attribute) && !is_in (self->excluded, schema);
}

static gboolean
wants_sub (const UaScimProjection *self,
           const UaScimAttribute  *attribute,
           const UaScimAttribute  *sub)
{
  if (sub->returned == UA_SCIM_RETURNED_ALWAYS)
    return TRUE;
  if (sub->returned == UA_SCIM_RETURNED_NEVER || is_in (self->excluded, sub))
    return FALSE;
  if (self->wanted != NULL && is_in (self->named, attribute) && !is_in (self->wanted, attribute))
    return is_in (self->wanted, sub);
  return sub->returned == UA_SCIM_RETURNED_DEFAULT ||
         (self->wanted != NULL && is_in (self->wanted, sub));
}

static JsonNode *
project_value (const UaScimProjection *self,
               const UaScimAttribute  *attribute,
               JsonNode               *value)
{
  if (attribute->subs == NULL)
    return json_node_ref (value);
  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *from = json_node_get_array (value);
      g_autoptr (JsonArray) to = json_array_new ();

      for (guint i = 0; i < json_array_get_length (from); i++)
        {
          JsonNode *one = project_value (self, attribute, json_array_get_element (from, i));

          if (one != NULL)
            json_array_add_element (to, one);
        }
      return json_array_get_length (to) > 0 ? json_node_init_array (json_node_alloc (), to) : NULL;
    }
  if (JSON_NODE_HOLDS_OBJECT (value))
    {
      JsonObject *from = json_node_get_object (value);
      g_autoptr (JsonObject) to = json_object_new ();

      for (const UaScimAttribute *sub = attribute->subs; sub->name != NULL; sub++)
        {
          JsonNode *found = wants_sub (self, attribute, sub) ? ua_json_get (from, sub->name) : NULL;

          if (found != NULL)
            json_object_set_member (to, sub->name, json_node_ref (found));
        }
      return json_object_get_size (to) > 0 ? json_node_init_object (json_node_alloc (), to) : NULL;
    }
  return json_node_ref (value);
}

static void
project_attributes (const UaScimProjection *self,
                    const UaScimSchema     *schema,
                    const UaScimAttribute  *attributes,
                    JsonObject             *from,
                    JsonObject             *to)
{
  for (const UaScimAttribute *a = attributes; a->name != NULL; a++)
    {
      JsonNode *value = wants (self, schema, a) ? ua_json_get (from, a->name) : NULL;
      JsonNode *projected = value != NULL ? project_value (self, a, value) : NULL;

      if (projected != NULL)
        json_object_set_member (to, a->name, projected);
    }
}

/**
 * ua_scim_projection_new:
 * @type: a type of resource
 * @attributes: (nullable): the parameter `attributes` after URI decoding: paths with commas between
 * @excluded: (nullable): the parameter `excludedAttributes` likewise
 * @error: where to put a #GError
 *
 * Reads which attributes a response is to hold (RFC 7644, section 3.9).  Attributes that @type
 * lacks count for nothing.  Where both parameters are given, what is named in the first and not in
 * the second is wanted.  A URN alone names all of a schema.
 *
 * Returns: (transfer full) (nullable): the projection; %NULL with %UA_SCIM_ERROR_INVALID_VALUE when
 *   a parameter is no list of paths
 *
 * Any thread.
 */
UaScimProjection *
ua_scim_projection_new (const UaScimResourceType  *type,
                        const char                *attributes,
                        const char                *excluded,
                        GError                   **error)
{
  g_autoptr (UaScimProjection) self = NULL;

  g_return_val_if_fail (type != NULL, NULL);

  self = g_new0 (UaScimProjection, 1);
  self->type = type;
  self->named = g_hash_table_new (NULL, NULL);
  self->excluded = g_hash_table_new (NULL, NULL);
  if (attributes != NULL && *attributes != '\0')
    {
      self->wanted = g_hash_table_new (NULL, NULL);
      if (!read_paths (self, attributes, self->wanted, "attributes", error))
        return NULL;
    }
  if (excluded != NULL && !read_paths (self, excluded, self->excluded, "excludedAttributes", error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ua_scim_projection_free:
 * @self: (transfer full) (nullable): a projection
 *
 * Any thread.
 */
void
ua_scim_projection_free (UaScimProjection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->named, g_hash_table_unref);
  g_clear_pointer (&self->excluded, g_hash_table_unref);
  g_free (self);
}

/**
 * ua_scim_projection_wants:
 * @self: a projection
 * @urn: (nullable): the URN of an extension; %NULL for an attribute at the top level
 * @attribute: the name of an attribute
 *
 * Tells whether an attribute is to be in the response, so that what is costly need not be fetched
 * when it is not.
 *
 * Returns: whether it is, or a sub-attribute of it
 *
 * Any thread.
 */
gboolean
ua_scim_projection_wants (const UaScimProjection *self,
                          const char             *urn,
                          const char             *attribute)
{
  g_autoptr (UaScimPath) path = NULL;
  const UaScimSchema *schema;
  const UaScimAttribute *found;

  g_return_val_if_fail (self != NULL && attribute != NULL, FALSE);

  path = ua_scim_path_new (urn, attribute, NULL, NULL);
  found = ua_scim_resource_type_find (self->type, path, &schema, NULL);
  return found != NULL && wants (self, schema, found);
}

/**
 * ua_scim_projection_apply:
 * @self: a projection
 * @resource: a resource
 *
 * Makes the resource of a response: what is returned always, what is wanted, never what is
 * returned never.  What the schemas do not know is left out.
 *
 * Returns: (transfer full): a new object, which shares simple values with @resource
 *
 * Any thread; but the values shared are then used by one thread at a time.
 */
JsonObject *
ua_scim_projection_apply (const UaScimProjection *self,
                          JsonObject             *resource)
{
  JsonObject *projected;

  g_return_val_if_fail (self != NULL && resource != NULL, NULL);

  projected = json_object_new ();
  project_attributes (self, self->type->schema, ua_scim_schema_common (), resource, projected);
  project_attributes (self, self->type->schema, self->type->schema->attributes, resource,
                      projected);
  for (gsize i = 0; self->type->extensions[i] != NULL; i++)
    {
      const UaScimSchema *schema = self->type->extensions[i];
      JsonObject *from = ua_json_get_object (resource, schema->urn);
      g_autoptr (JsonObject) to = json_object_new ();

      if (from != NULL)
        project_attributes (self, schema, schema->attributes, from, to);
      if (json_object_get_size (to) > 0)
        json_object_set_object_member (projected, schema->urn, g_steal_pointer (&to));
    }
  return projected;
}
