/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-discovery.h"

#include "ua-dir-action.h"
#include "ua-dir-bulk.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

/* What the service tells about itself (RFC 7644, section 4). */

static JsonObject *
make_support (gboolean supported)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "supported", supported);
  return object;
}

static JsonArray *
make_texts (const char *text)
{
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, text);
  return array;
}

static JsonObject *
make_scheme (const char *type,
             const char *name,
             const char *description,
             const char *specification,
             gboolean    primary)
{
  JsonObject *scheme = json_object_new ();

  json_object_set_string_member (scheme, "type", type);
  json_object_set_string_member (scheme, "name", name);
  json_object_set_string_member (scheme, "description", description);
  json_object_set_string_member (scheme, "specUri", specification);
  json_object_set_boolean_member (scheme, "primary", primary);
  return scheme;
}

static JsonObject *
make_pagination (void)
{
  JsonObject *pagination = json_object_new ();

  json_object_set_boolean_member (pagination, "cursor", TRUE);
  json_object_set_boolean_member (pagination, "index", TRUE);
  json_object_set_string_member (pagination, "defaultPaginationMethod", "index");
  json_object_set_int_member (pagination, "defaultPageSize", UA_DIR_DEFAULT_PAGE);
  json_object_set_int_member (pagination, "maxPageSize", UA_DIR_MAX_PAGE);
  json_object_set_int_member (pagination, "cursorTimeout", UA_DIR_CURSOR_SECONDS);
  return pagination;
}

/* What the extension adds to the description of the service. */
static JsonObject *
make_extension (void)
{
  JsonObject *extension = json_object_new ();
  JsonObject *actions = make_support (TRUE);

  json_object_set_int_member (actions, "maxTargets", UA_DIR_MAX_TARGETS);
  json_object_set_object_member (extension, "actions", actions);
  json_object_set_object_member (extension, "changes", make_support (TRUE));
  json_object_set_object_member (extension, "idempotencyKey", make_support (TRUE));
  json_object_set_object_member (extension, "pictures", make_support (TRUE));
  return extension;
}

static JsonNode *
make_config (UaDirService *service)
{
  JsonObject *config = json_object_new ();
  JsonObject *bulk = make_support (TRUE);
  JsonObject *filter = make_support (TRUE);
  JsonArray *schemes = json_array_new ();
  JsonObject *meta = json_object_new ();
  g_autofree char *location = g_strconcat (service->base_uri, "/ServiceProviderConfig", NULL);

  json_object_set_array_member (config, "schemas",
                                make_texts (UA_SCIM_URN_SERVICE_PROVIDER_CONFIG));
  json_object_set_object_member (config, "patch", make_support (TRUE));
  json_object_set_int_member (bulk, "maxOperations", UA_DIR_BULK_MAX_OPERATIONS);
  json_object_set_int_member (bulk, "maxPayloadSize", UA_DIR_BULK_MAX_BYTES);
  json_object_set_object_member (config, "bulk", bulk);
  json_object_set_int_member (filter, "maxResults", UA_DIR_MAX_PAGE);
  json_object_set_object_member (config, "filter", filter);
  json_object_set_object_member (config, "changePassword", make_support (TRUE));
  json_object_set_object_member (config, "sort", make_support (TRUE));
  json_object_set_object_member (config, "etag", make_support (TRUE));
  json_object_set_object_member (config, "pagination", make_pagination ());
  json_array_add_object_element (schemes, make_scheme ("oauthbearertoken", "Bearer token",
                                                       "A token of an administrator",
                                                       "https://www.rfc-editor.org/rfc/rfc6750",
                                                       TRUE));
  json_array_add_object_element (schemes, make_scheme ("httpbasic", "HTTP Basic",
                                                       "User name and password of a member",
                                                       "https://www.rfc-editor.org/rfc/rfc7617",
                                                       FALSE));
  json_object_set_array_member (config, "authenticationSchemes", schemes);
  if (!service->plain)
    {
      json_array_add_string_element (ua_json_get_array (config, "schemas"), UA_SCIM_URN_UA_CONFIG);
      json_object_set_object_member (config, UA_SCIM_URN_UA_CONFIG, make_extension ());
    }
  json_object_set_string_member (meta, "resourceType", "ServiceProviderConfig");
  json_object_set_string_member (meta, "location", location);
  json_object_set_object_member (config, "meta", meta);
  return ua_json_from_object (config);
}

static gboolean
is_extension (const UaScimSchema *schema)
{
  return g_str_has_prefix (schema->urn, UA_SCIM_URN_EXTENSION_PREFIX);
}

static void
hide_extension (JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  JsonArray *extensions = ua_json_get_array (object, "schemaExtensions");

  for (guint n = extensions != NULL ? json_array_get_length (extensions) : 0; n > 0; n--)
    if (g_str_has_prefix (ua_json_get_string (json_array_get_object_element (extensions, n - 1),
                                              "schema"), UA_SCIM_URN_EXTENSION_PREFIX))
      json_array_remove_element (extensions, n - 1);
  if (extensions != NULL && json_array_get_length (extensions) == 0)
    json_object_remove_member (object, "schemaExtensions");
}

static GPtrArray *
list_types (UaDirService *service)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  for (gsize i = 0; ua_scim_resource_types[i] != NULL; i++)
    {
      JsonNode *node;

      if (service->plain && is_extension (ua_scim_resource_types[i]->schema))
        continue;
      node = ua_scim_resource_type_to_json (ua_scim_resource_types[i], service->base_uri);
      if (service->plain)
        hide_extension (node);
      g_ptr_array_add (nodes, node);
    }
  return nodes;
}

static void
add_schema (UaDirService       *service,
            GPtrArray          *nodes,
            const UaScimSchema *schema)
{
  if (!service->plain || !is_extension (schema))
    g_ptr_array_add (nodes, ua_scim_schema_to_json (schema, service->base_uri));
}

static GPtrArray *
list_schemas (UaDirService *service)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  for (gsize i = 0; ua_scim_resource_types[i] != NULL; i++)
    {
      const UaScimResourceType *type = ua_scim_resource_types[i];

      add_schema (service, nodes, type->schema);
      for (gsize n = 0; type->extensions[n] != NULL; n++)
        add_schema (service, nodes, type->extensions[n]);
    }
  for (gsize i = 0; ua_scim_service_schemas[i] != NULL; i++)
    add_schema (service, nodes, ua_scim_service_schemas[i]);
  return nodes;
}

static JsonNode *
make_list (GPtrArray *nodes)
{
  JsonObject *list = json_object_new ();
  JsonArray *resources = json_array_new ();

  for (guint i = 0; i < nodes->len; i++)
    json_array_add_element (resources, json_node_ref (g_ptr_array_index (nodes, i)));
  json_object_set_array_member (list, "schemas", make_texts (UA_SCIM_URN_LIST_RESPONSE));
  json_object_set_int_member (list, "totalResults", nodes->len);
  json_object_set_int_member (list, "itemsPerPage", nodes->len);
  json_object_set_int_member (list, "startIndex", 1);
  json_object_set_array_member (list, "Resources", resources);
  return ua_json_from_object (list);
}

static JsonNode *
find_id (GPtrArray  *nodes,
         const char *id)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      JsonNode *node = g_ptr_array_index (nodes, i);

      if (ua_scim_urn_equal (ua_json_get_string (json_node_get_object (node), "id"), id))
        return json_node_ref (node);
    }
  return NULL;
}

static void
fail (UaDirExchange *exchange,
      UaDirError     code,
      const char    *detail)
{
  g_autoptr(GError) error = g_error_new_literal (UA_DIR_ERROR, (int) code, detail);

  ua_dir_exchange_fail (exchange, error);
}

static void
answer_nodes (UaDirExchange *exchange,
              GPtrArray     *nodes)
{
  g_autoptr(JsonNode) node = exchange->n_segments > 1 ? find_id (nodes, exchange->segments[1])
                                                      : make_list (nodes);

  if (node != NULL)
    ua_dir_exchange_answer_node (exchange, 200, node);
  else
    fail (exchange, UA_DIR_ERROR_NOT_FOUND, "There is no resource with this id");
}

/**
 * ua_dir_discovery_answer:
 * @service: the service
 * @exchange: a request
 *
 * Answers when the request is for one of the addresses that describe the service.
 *
 * Returns: whether the address is one of them; where the exchange then has no answer, the method
 *   cannot be used there
 */
gboolean
ua_dir_discovery_answer (UaDirService  *service,
                         UaDirExchange *exchange)
{
  const char *first = exchange->segments[0];
  g_autoptr(GPtrArray) nodes = NULL;
  gboolean is_config = g_str_equal (first, "ServiceProviderConfig") && exchange->n_segments == 1;

  if (!is_config && !g_str_equal (first, "ResourceTypes") && !g_str_equal (first, "Schemas"))
    return FALSE;
  if (exchange->n_segments > 2)
    return FALSE;
  if (!ua_dir_exchange_is (exchange, "GET") && !ua_dir_exchange_is (exchange, "HEAD"))
    return TRUE;
  /* A filter is not for what describes the service; what else a list takes counts for nothing. */
  if (ua_dir_exchange_get_query (exchange, "filter") != NULL)
    {
      fail (exchange, UA_DIR_ERROR_FORBIDDEN, "What describes the service cannot be filtered");
      return TRUE;
    }
  if (is_config)
    {
      g_autoptr(JsonNode) config = make_config (service);

      ua_dir_exchange_answer_node (exchange, 200, config);
      return TRUE;
    }
  nodes = g_str_equal (first, "Schemas") ? list_schemas (service) : list_types (service);
  answer_nodes (exchange, nodes);
  return TRUE;
}
