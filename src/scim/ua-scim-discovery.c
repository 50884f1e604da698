/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-discovery.h"

#include "ua-json.h"
#include "ua-scim-entry.h"
#include "ua-scim-urn.h"

#include <string.h>

#define MAX_PATH_BYTES 256

/* Each function here looks at one point by itself and changes only what it has seen. */

static void
learn (UaCapabilities **known,
       UaCapability     capability,
       UaSupport        support)
{
  UaCapabilities *more = ua_capabilities_with (*known, capability, support);

  ua_capabilities_unref (*known);
  *known = more;
}

/* `{"supported": true}`, or the boolean alone. */
static void
learn_point (UaCapabilities **known,
             UaCapability     capability,
             JsonNode        *node)
{
  gboolean supported;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    node = ua_json_get (json_node_get_object (node), "supported");
  if (ua_json_read_bool (node, &supported))
    learn (known, capability, supported ? UA_SUPPORT_YES : UA_SUPPORT_NO);
}

/* RFC 9865, section 4: the limit that counts for pages; else that for filters. */
static void
learn_page_size (UaCapabilities **known,
                 JsonObject      *config)
{
  UaCapabilities *more;
  gint64 size = 0;

  if (!ua_json_read_int (ua_json_get (ua_json_get_object (config, "pagination"), "maxPageSize"),
                         &size) || size < 1)
    ua_json_read_int (ua_json_get (ua_json_get_object (config, "filter"), "maxResults"), &size);
  if (size < 1)
    return;
  more = ua_capabilities_with_page_size (*known, (guint) MIN (size, G_MAXINT));
  ua_capabilities_unref (*known);
  *known = more;
}

/**
 * ua_scim_discovery_get_objects:
 * @body: (nullable): a list, a single resource in its place, or anything else
 *
 * Returns: (transfer full) (element-type JsonObject): the objects in it, which stay its own
 *
 * Any thread.
 */
GPtrArray *
ua_scim_discovery_get_objects (JsonNode *body)
{
  GPtrArray *objects = g_ptr_array_new ();
  JsonNode *resources = body;

  if (body != NULL && JSON_NODE_HOLDS_OBJECT (body) &&
      ua_json_get (json_node_get_object (body), "Resources") != NULL)
    resources = ua_json_get (json_node_get_object (body), "Resources");
  if (resources != NULL && JSON_NODE_HOLDS_ARRAY (resources))
    {
      JsonArray *array = json_node_get_array (resources);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
          g_ptr_array_add (objects, json_array_get_object_element (array, i));
    }
  else if (resources != NULL && JSON_NODE_HOLDS_OBJECT (resources))
    g_ptr_array_add (objects, json_node_get_object (resources));
  return objects;
}

/* The path of an endpoint below the base address, from a path or a whole address. */
static char *
read_endpoint (JsonObject *object)
{
  const char *endpoint = ua_json_get_string (object, "endpoint");
  const char *path = endpoint;

  if (endpoint == NULL || strlen (endpoint) > MAX_PATH_BYTES)
    return NULL;
  if (strstr (endpoint, "://") != NULL)
    path = strrchr (endpoint, '/');
  else if (*endpoint != '/')
    return strspn (endpoint, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
               strlen (endpoint) && *endpoint != '\0'
           ? g_strconcat ("/", endpoint, NULL) : NULL;
  /* Nothing that would lead out of the service, or that a URI has a meaning for. */
  if (path[1] == '\0' || path[1] == '/' || strstr (path, "..") != NULL ||
      strpbrk (path, "?#\\%@: \t\r\n") != NULL)
    return NULL;
  return g_strdup (path);
}

static gboolean
is_type (JsonObject *object,
         const char *name,
         const char *urn)
{
  const char *schema = ua_json_get_string (object, "schema");
  const char *found = ua_json_get_string (object, "name");

  if (schema != NULL)
    return ua_scim_urn_equal (schema, urn);
  if (found == NULL)
    found = ua_json_get_string (object, "id");
  return found != NULL && g_ascii_strcasecmp (found, name) == 0;
}

static gboolean
has_extension (JsonObject *object,
               const char *urn)
{
  JsonArray *extensions = ua_json_get_array (object, "schemaExtensions");

  for (guint i = 0; extensions != NULL && i < json_array_get_length (extensions); i++)
    {
      JsonNode *node = json_array_get_element (extensions, i);
      const char *found = JSON_NODE_HOLDS_OBJECT (node)
                          ? ua_json_get_string (json_node_get_object (node), "schema")
                          : ua_json_as_string (node);

      if (ua_scim_urn_equal (found, urn))
        return TRUE;
    }
  return FALSE;
}

/* The extension of this project is always announced; that it is not, means that it is not there. */
static void
learn_own (UaCapabilities **known,
           UaCapability     capability,
           gboolean         announced)
{
  if (announced)
    learn (known, capability, UA_SUPPORT_YES);
  else if (ua_capabilities_get (*known, capability) == UA_SUPPORT_UNKNOWN)
    learn (known, capability, UA_SUPPORT_NO);
}

static void
learn_user_type (UaCapabilities **known,
                 JsonObject      *object)
{
  static const UaCapability own[] = {
    UA_CAPABILITY_STATUS, UA_CAPABILITY_ACCESS_LEVEL, UA_CAPABILITY_ROLE_PROFILES
  };
  g_autofree char *endpoint = read_endpoint (object);

  if (endpoint != NULL)
    {
      UaCapabilities *more = ua_capabilities_with_users_path (*known, endpoint);

      ua_capabilities_unref (*known);
      *known = more;
    }
  if (has_extension (object, UA_SCIM_URN_ENTERPRISE_USER))
    learn (known, UA_CAPABILITY_ENTERPRISE, UA_SUPPORT_YES);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    learn_own (known, own[i], has_extension (object, UA_SCIM_URN_UA_USER));
}

static void
learn_group_type (UaCapabilities **known,
                  JsonObject      *object)
{
  g_autofree char *endpoint = read_endpoint (object);

  if (endpoint != NULL)
    {
      UaCapabilities *more = ua_capabilities_with_groups_path (*known, endpoint);

      ua_capabilities_unref (*known);
      *known = more;
    }
  learn (known, UA_CAPABILITY_GROUPS, UA_SUPPORT_YES);
  learn_own (known, UA_CAPABILITY_GROUP_KINDS, has_extension (object, UA_SCIM_URN_UA_GROUP));
}

/* What the extension has as resources of their own. */
static void
learn_entry_types (UaCapabilities **known,
                   GPtrArray       *objects)
{
  for (guint type = 0; type < UA_N_SERVED_ENTRY_TYPES; type++)
    {
      gboolean is_found = FALSE;

      for (guint i = 0; i < objects->len && !is_found; i++)
        is_found = ua_scim_urn_equal (ua_json_get_string (g_ptr_array_index (objects, i),
                                                          "schema"),
                                      ua_scim_entry_get_urn (type));
      learn_own (known, ua_entry_type_get_capability (type), is_found);
    }
}

static gboolean
has_attribute (JsonObject *schema,
               const char *name)
{
  JsonArray *attributes = ua_json_get_array (schema, "attributes");

  for (guint i = 0; attributes != NULL && i < json_array_get_length (attributes); i++)
    {
      JsonNode *node = json_array_get_element (attributes, i);
      const char *found = JSON_NODE_HOLDS_OBJECT (node)
                          ? ua_json_get_string (json_node_get_object (node), "name") : NULL;

      if (found != NULL && g_ascii_strcasecmp (found, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * ua_scim_discovery_extends_user:
 * @types: (nullable): the list of `/ResourceTypes`, or anything else
 * @urn: the URN of a schema
 *
 * Returns: whether the schema is an extension of User (RFC 7643, section 6); where the types tell
 *   nothing of User, whether its name ends so
 *
 * Any thread.
 */
gboolean
ua_scim_discovery_extends_user (JsonNode   *types,
                                const char *urn)
{
  g_autoptr (GPtrArray) objects = ua_scim_discovery_get_objects (types);
  gsize n = strlen (urn);

  for (guint i = 0; i < objects->len; i++)
    if (is_type (g_ptr_array_index (objects, i), "User", UA_SCIM_URN_USER))
      return has_extension (g_ptr_array_index (objects, i), urn);
  return n > 5 && g_ascii_strcasecmp (urn + n - 5, ":User") == 0;
}

/**
 * ua_scim_discovery_read_config:
 * @known: what is known so far
 * @body: (nullable): a ServiceProviderConfig, or anything else
 *
 * Learns from `/ServiceProviderConfig` (RFC 7643, section 5; RFC 9865, section 4).  Each point that
 * is there and understood counts by itself; the others stay as they are.
 *
 * Returns: (transfer full): what is known now
 *
 * Any thread.
 */
UaCapabilities *
ua_scim_discovery_read_config (const UaCapabilities *known,
                               JsonNode             *body)
{
  static const struct
  {
    const char *name;
    UaCapability capability;
  } points[] = {
    { "patch", UA_CAPABILITY_PATCH },
    { "bulk", UA_CAPABILITY_BULK },
    { "filter", UA_CAPABILITY_FILTER },
    { "sort", UA_CAPABILITY_SORT },
    { "etag", UA_CAPABILITY_ETAG },
    { "changePassword", UA_CAPABILITY_CHANGE_PASSWORD },
  };
  UaCapabilities *more = ua_capabilities_ref ((UaCapabilities *) known);
  g_autoptr (GPtrArray) objects = ua_scim_discovery_get_objects (body);
  JsonObject *config, *pagination, *own;

  if (objects->len == 0)
    return more;
  config = g_ptr_array_index (objects, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    learn_point (&more, points[i].capability, ua_json_get (config, points[i].name));
  pagination = ua_json_get_object (config, "pagination");
  learn_point (&more, UA_CAPABILITY_CURSOR_PAGING, ua_json_get (pagination, "cursor"));
  learn_point (&more, UA_CAPABILITY_INDEX_PAGING, ua_json_get (pagination, "index"));
  learn_page_size (&more, config);
  own = ua_json_get_object (config, UA_SCIM_URN_UA_CONFIG);
  learn_point (&more, UA_CAPABILITY_ACTIONS, ua_json_get (own, "actions"));
  learn_point (&more, UA_CAPABILITY_PICTURES, ua_json_get (own, "pictures"));
  return more;
}

/**
 * ua_scim_discovery_read_resource_types:
 * @known: what is known so far
 * @body: (nullable): the list of `/ResourceTypes`, or anything else
 *
 * Learns from `/ResourceTypes` (RFC 7643, section 6) where members and groups are, which extensions
 * they have, and what else there is.  A type or an extension that is not listed may be there all
 * the same, so it stays as it was; but for this project's extension, which is always announced.
 *
 * Returns: (transfer full): what is known now
 *
 * Any thread.
 */
UaCapabilities *
ua_scim_discovery_read_resource_types (const UaCapabilities *known,
                                       JsonNode             *body)
{
  UaCapabilities *more = ua_capabilities_ref ((UaCapabilities *) known);
  g_autoptr (GPtrArray) objects = ua_scim_discovery_get_objects (body);

  for (guint i = 0; i < objects->len; i++)
    {
      JsonObject *object = g_ptr_array_index (objects, i);

      if (is_type (object, "User", UA_SCIM_URN_USER))
        learn_user_type (&more, object);
      else if (is_type (object, "Group", UA_SCIM_URN_GROUP))
        learn_group_type (&more, object);
    }
  if (objects->len > 0)
    learn_entry_types (&more, objects);
  return more;
}

/**
 * ua_scim_discovery_read_schemas:
 * @known: what is known so far
 * @body: (nullable): the list of `/Schemas`, or anything else
 *
 * Learns from `/Schemas` (RFC 7643, section 7) which parts of the extensions there are.  What is
 * not listed stays as it was.
 *
 * Returns: (transfer full): what is known now
 *
 * Any thread.
 */
UaCapabilities *
ua_scim_discovery_read_schemas (const UaCapabilities *known,
                                JsonNode             *body)
{
  UaCapabilities *more = ua_capabilities_ref ((UaCapabilities *) known);
  g_autoptr (GPtrArray) objects = ua_scim_discovery_get_objects (body);

  for (guint i = 0; i < objects->len; i++)
    {
      JsonObject *schema = g_ptr_array_index (objects, i);
      const char *urn = ua_scim_urn_find (ua_json_get_string (schema, "id"));

      for (guint type = 0; type < UA_N_SERVED_ENTRY_TYPES; type++)
        if (g_strcmp0 (urn, ua_scim_entry_get_urn (type)) == 0)
          learn (&more, ua_entry_type_get_capability (type), UA_SUPPORT_YES);
      if (g_strcmp0 (urn, UA_SCIM_URN_ENTERPRISE_USER) == 0)
        learn (&more, UA_CAPABILITY_ENTERPRISE, UA_SUPPORT_YES);
      else if (g_strcmp0 (urn, UA_SCIM_URN_GROUP) == 0)
        learn (&more, UA_CAPABILITY_GROUPS, UA_SUPPORT_YES);
      else if (g_strcmp0 (urn, UA_SCIM_URN_UA_GROUP) == 0 && has_attribute (schema, "kind"))
        learn (&more, UA_CAPABILITY_GROUP_KINDS, UA_SUPPORT_YES);
      else if (g_strcmp0 (urn, UA_SCIM_URN_UA_USER) == 0)
        {
          if (has_attribute (schema, "status"))
            learn (&more, UA_CAPABILITY_STATUS, UA_SUPPORT_YES);
          if (has_attribute (schema, "accessLevel"))
            learn (&more, UA_CAPABILITY_ACCESS_LEVEL, UA_SUPPORT_YES);
          if (has_attribute (schema, "roleProfile"))
            learn (&more, UA_CAPABILITY_ROLE_PROFILES, UA_SUPPORT_YES);
        }
    }
  return more;
}
