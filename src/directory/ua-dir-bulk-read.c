/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-bulk-private.h"

#include "ua-dir-bulk.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

/* What a bulk request asks (RFC 7644, section 3.7). */

static void
operation_free (gpointer data)
{
  UaDirBulkOperation *self = data;

  g_free (self->method);
  g_free (self->path);
  g_free (self->bulk_id);
  g_free (self->version);
  g_clear_pointer (&self->data, json_node_unref);
  g_clear_pointer (&self->hashes, ua_dir_hashes_unref);
  g_clear_error (&self->fault);
  g_hash_table_unref (self->needs);
  g_clear_pointer (&self->outcome, ua_dir_exchange_free);
  g_free (self);
}

/**
 * ua_dir_bulk_free:
 * @data: (transfer full): a bulk request
 */
void
ua_dir_bulk_free (gpointer data)
{
  UaDirBulk *self = data;

  g_ptr_array_unref (self->operations);
  ua_dir_bulk_refs_clear (&self->refs);
  g_array_unref (self->waiting);
  g_free (self);
}

static gboolean
refuse (GError      **error,
        UaScimError   code,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, code, detail);
  return FALSE;
}

/**
 * ua_dir_bulk_is_post:
 * @operation: an operation
 *
 * Returns: whether it is to create something
 */
gboolean
ua_dir_bulk_is_post (const UaDirBulkOperation *operation)
{
  return g_strcmp0 (operation->method, "POST") == 0;
}

static gboolean
check_operation (UaDirBulkOperation  *operation,
                 GError             **error)
{
  static const char *const methods[] = { "POST", "PUT", "PATCH", "DELETE", NULL };

  if (operation->method == NULL || !g_strv_contains (methods, operation->method))
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX,
                   "method: must be POST, PUT, PATCH or DELETE");
  if (operation->path == NULL || *operation->path != '/')
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX,
                   "path: must be an address below the base address");
  if (ua_dir_bulk_is_post (operation) && operation->bulk_id == NULL)
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX, "bulkId: is needed with POST");
  if (!g_str_equal (operation->method, "DELETE") &&
      (operation->data == NULL || !JSON_NODE_HOLDS_OBJECT (operation->data)))
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX, "data: must be an object");
  return TRUE;
}

static UaDirBulkOperation *
read_operation (JsonNode *node)
{
  UaDirBulkOperation *operation = g_new0 (UaDirBulkOperation, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *method = ua_json_get_string (object, "method");
  JsonNode *data = ua_json_get (object, "data");

  operation->needs = g_hash_table_new (NULL, NULL);
  operation->method = method != NULL ? g_ascii_strup (method, -1) : NULL;
  operation->path = g_strdup (ua_json_get_string (object, "path"));
  operation->bulk_id = g_strdup (ua_json_get_string (object, "bulkId"));
  operation->version = g_strdup (ua_json_get_string (object, "version"));
  operation->data = data != NULL ? json_node_ref (data) : NULL;
  check_operation (operation, &operation->fault);
  return operation;
}

/* The names that stand in a path are found once it is decoded. */
static void
find_in_path (UaDirBulk          *self,
              UaDirBulkOperation *operation)
{
  g_autoptr(UaDirExchange) parts = ua_dir_exchange_new ("");

  if (operation->path == NULL || !ua_dir_exchange_set_path (parts, "", operation->path, NULL))
    return;
  for (guint i = 0; i < parts->n_segments; i++)
    ua_dir_bulk_refs_find_in_text (&self->refs, parts->segments[i], operation->needs);
}

static void
read_names (UaDirBulk *self)
{
  ua_dir_bulk_refs_init (&self->refs, self->operations->len);
  for (guint i = 0; i < self->operations->len; i++)
    {
      UaDirBulkOperation *operation = g_ptr_array_index (self->operations, i);

      if (operation->fault != NULL || !ua_dir_bulk_is_post (operation))
        continue;
      if (g_hash_table_contains (self->refs.numbers, operation->bulk_id))
        refuse (&operation->fault, UA_SCIM_ERROR_INVALID_VALUE,
                "bulkId: another operation has the same");
      else
        g_hash_table_insert (self->refs.numbers, g_strdup (operation->bulk_id),
                             GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < self->operations->len; i++)
    {
      UaDirBulkOperation *operation = g_ptr_array_index (self->operations, i);

      find_in_path (self, operation);
      ua_dir_bulk_refs_find (&self->refs, operation->data, operation->needs);
    }
}

static gboolean
names_schema (JsonObject *request)
{
  JsonArray *schemas = ua_json_get_array (request, "schemas");

  for (guint i = 0; schemas != NULL && i < json_array_get_length (schemas); i++)
    if (ua_scim_urn_equal (ua_json_as_string (json_array_get_element (schemas, i)),
                           UA_SCIM_URN_BULK_REQUEST))
      return TRUE;
  return FALSE;
}

static gboolean
check_size (UaDirExchange  *exchange,
            GError        **error)
{
  if (exchange->body == NULL || g_bytes_get_size (exchange->body) <= UA_DIR_BULK_MAX_BYTES)
    return TRUE;
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_TOO_LARGE,
               "The request is larger than maxPayloadSize (%d)", UA_DIR_BULK_MAX_BYTES);
  return FALSE;
}

/**
 * ua_dir_bulk_new:
 * @service: the service
 * @exchange: (transfer none): a request to `/Bulk`, which is to own what is made
 *
 * Returns: (transfer full): a bulk request of which nothing has been read yet
 */
UaDirBulk *
ua_dir_bulk_new (UaDirService  *service,
                 UaDirExchange *exchange)
{
  UaDirBulk *self = g_new0 (UaDirBulk, 1);

  self->service = service;
  self->exchange = exchange;
  self->operations = g_ptr_array_new_with_free_func (operation_free);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/**
 * ua_dir_bulk_read:
 * @self: a new bulk request
 * @error: return location for an error
 *
 * Reads the operations and finds which of them name which.  One that is wrong by itself keeps its
 * fault, and the request goes on without it.
 *
 * Returns: whether it is a bulk request within the limits; else an error with what to answer
 */
gboolean
ua_dir_bulk_read (UaDirBulk  *self,
                  GError    **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *request;
  JsonArray *operations;
  JsonNode *limit;

  if (!check_size (self->exchange, error))
    return FALSE;
  node = ua_dir_exchange_parse_body (self->exchange, error);
  if (node == NULL)
    return FALSE;
  request = json_node_get_object (node);
  operations = ua_json_get_array (request, "Operations");
  limit = ua_json_get (request, "failOnErrors");
  if (!names_schema (request))
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX,
                   "schemas: must name " UA_SCIM_URN_BULK_REQUEST);
  if (operations == NULL || json_array_get_length (operations) == 0)
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX, "Operations: must have at least one");
  if (limit != NULL &&
      (!ua_json_read_int (limit, &self->fail_on_errors) || self->fail_on_errors < 0))
    return refuse (error, UA_SCIM_ERROR_INVALID_SYNTAX,
                   "failOnErrors: must be a number that is not negative");
  if (json_array_get_length (operations) > UA_DIR_BULK_MAX_OPERATIONS)
    {
      g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_TOO_LARGE,
                   "The request has more operations than maxOperations (%d)",
                   UA_DIR_BULK_MAX_OPERATIONS);
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (operations); i++)
    g_ptr_array_add (self->operations, read_operation (json_array_get_element (operations, i)));
  read_names (self);
  return TRUE;
}

