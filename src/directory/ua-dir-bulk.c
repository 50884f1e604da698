/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many changes in one request (RFC 7644, section 3.7).  Each operation becomes a request of its own
 * that goes the way of all requests, but at once, on the writing thread. */
#include "ua-dir-bulk.h"

#include "ua-dir-bulk-private.h"
#include "ua-dir-replay.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

#include <string.h>

static UaDirExchange *
new_outcome (UaDirBulk  *self,
             const char *method)
{
  UaDirExchange *outcome = ua_dir_exchange_new (method != NULL ? method : "");

  outcome->bulk_db = self->db;
  outcome->actor = self->exchange->actor;
  outcome->actor.uid = g_strdup (self->exchange->actor.uid);
  return outcome;
}

static void
take_outcome (UaDirBulkOperation *operation,
              UaDirExchange      *outcome)
{
  g_clear_pointer (&operation->outcome, ua_dir_exchange_free);
  operation->outcome = outcome;
}

static void
fail (UaDirBulk          *self,
      UaDirBulkOperation *operation,
      const GError       *error)
{
  UaDirExchange *outcome = new_outcome (self, operation->method);

  ua_dir_exchange_fail (outcome, error);
  take_outcome (operation, outcome);
}

static void
fail_for_another (UaDirBulk          *self,
                  UaDirBulkOperation *operation)
{
  g_autoptr(GError) error =
    g_error_new_literal (UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                         "What another operation was to create is missing");

  fail (self, operation, error);
}

static gboolean
has_failed (UaDirBulkOperation *operation)
{
  return operation->outcome != NULL && operation->outcome->status >= 400;
}

/* Only resources: neither searches nor other requests of many. */
static gboolean
check_address (UaDirExchange  *outcome,
               GError        **error)
{
  const char *first = outcome->n_segments > 0 ? outcome->segments[0] : "";

  if ((ua_dir_kind_find_endpoint (first) != NULL || g_str_equal (first, "Me")) &&
      (outcome->n_segments < 2 || !g_str_equal (outcome->segments[1], ".search")))
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND,
                       "There is no resource at this address");
  return FALSE;
}

/* Puts ids in place of the names in the address. */
static gboolean
set_address (UaDirBulk      *self,
             UaDirExchange  *outcome,
             const char     *path,
             GError        **error)
{
  if (!ua_dir_exchange_set_path (outcome, "", path, error))
    return FALSE;
  for (guint i = 0; i < outcome->n_segments; i++)
    {
      char *filled = ua_dir_bulk_refs_fill_text (&self->refs, outcome->segments[i]);

      if (filled == NULL)
        {
          g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                               "The address names what is not there yet");
          return FALSE;
        }
      g_free (outcome->segments[i]);
      outcome->segments[i] = filled;
    }
  return check_address (outcome, error);
}

/* Sends the operation the way of all requests. */
static void
pass_on (UaDirBulk          *self,
         UaDirBulkOperation *operation,
         const char         *method,
         const char         *path,
         JsonNode           *data)
{
  UaDirExchange *outcome = new_outcome (self, method);
  g_autoptr(GError) error = NULL;

  outcome->data = data != NULL ? json_node_ref (data) : NULL;
  outcome->hashes = operation->hashes != NULL ? ua_dir_hashes_ref (operation->hashes) : NULL;
  if (!ua_dir_bulk_is_post (operation))
    outcome->if_match = g_strdup (operation->version);
  if (set_address (self, outcome, path, &error))
    ua_dir_service_route (self->service, self->db, outcome);
  else
    ua_dir_exchange_fail (outcome, error);
  take_outcome (operation, outcome);
}

static const char *
get_created_id (UaDirBulkOperation *operation)
{
  const char *location = operation->outcome->location;

  return location != NULL ? strrchr (location, '/') + 1 : NULL;
}

/* Tries one operation with what is known by now.  Gives whether it had all that it names. */
static gboolean
try_one (UaDirBulk *self,
         guint      number)
{
  UaDirBulkOperation *operation = g_ptr_array_index (self->operations, number);
  g_autoptr(JsonNode) data = NULL;
  gboolean whole = TRUE;

  if (operation->fault != NULL)
    {
      fail (self, operation, operation->fault);
      return TRUE;
    }
  if (operation->data != NULL)
    data = ua_dir_bulk_refs_fill (&self->refs, operation->data, &whole);
  pass_on (self, operation, operation->method, operation->path, data);
  if (ua_dir_bulk_is_post (operation) && !has_failed (operation))
    self->refs.ids->pdata[number] = g_strdup (get_created_id (operation));
  return whole;
}

/* Of those that name one another each is created without what is not there yet, and then made
 * whole (RFC 7644, section 3.7.1). */
static void
try_circle (UaDirBulk   *self,
            const guint *numbers,
            guint        n)
{
  g_autoptr(GArray) partial = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    {
      if (!try_one (self, numbers[i]))
        g_array_append_val (partial, numbers[i]);
      if (has_failed (g_ptr_array_index (self->operations, numbers[i])))
        return;
    }
  for (guint i = 0; i < partial->len; i++)
    {
      guint number = g_array_index (partial, guint, i);
      UaDirBulkOperation *operation = g_ptr_array_index (self->operations, number);
      g_autofree char *path = g_strconcat (operation->path, "/",
                                           (char *) self->refs.ids->pdata[number], NULL);
      g_autoptr(JsonNode) data = NULL;
      gboolean whole;

      data = ua_dir_bulk_refs_fill (&self->refs, operation->data, &whole);
      pass_on (self, operation, "PUT", path, data);
      if (has_failed (operation))
        return;
      operation->outcome->status = 201;
    }
}

/* When one of them fails, none of them is done. */
static gboolean
judge (UaDirBulk   *self,
       const guint *numbers,
       guint        n)
{
  gboolean failed = FALSE;

  for (guint i = 0; i < n; i++)
    failed = failed || has_failed (g_ptr_array_index (self->operations, numbers[i]));
  for (guint i = 0; failed && i < n; i++)
    {
      UaDirBulkOperation *operation = g_ptr_array_index (self->operations, numbers[i]);

      g_clear_pointer (&self->refs.ids->pdata[numbers[i]], g_free);
      if (!has_failed (operation))
        fail_for_another (self, operation);
      self->n_errors++;
    }
  return !failed;
}

static gboolean
lacks_something (UaDirBulk          *self,
                 UaDirBulkOperation *operation)
{
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, operation->needs);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    if (has_failed (g_ptr_array_index (self->operations, GPOINTER_TO_UINT (number))))
      return TRUE;
  return FALSE;
}

/* Carries out one operation, or several that name one another; all else that they name has been
 * carried out. */
static gboolean
carry_out (UaDirBulk    *self,
           const guint  *numbers,
           guint         n,
           GError      **error)
{
  UaDirBulkOperation *first = g_ptr_array_index (self->operations, numbers[0]);
  gboolean lacks = FALSE;

  if (self->fail_on_errors > 0 && self->n_errors >= self->fail_on_errors)
    return TRUE;
  if (!ua_dir_db_exec (self->db, "SAVEPOINT operation", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      UaDirBulkOperation *operation = g_ptr_array_index (self->operations, numbers[i]);

      if (operation->fault == NULL && lacks_something (self, operation))
        {
          fail_for_another (self, operation);
          lacks = TRUE;
        }
    }
  if (!lacks && n == 1 && !g_hash_table_contains (first->needs, GUINT_TO_POINTER (numbers[0])))
    try_one (self, numbers[0]);
  else if (!lacks)
    try_circle (self, numbers, n);
  if (!judge (self, numbers, n) && !ua_dir_db_exec (self->db, "ROLLBACK TO operation", error))
    return FALSE;
  return ua_dir_db_exec (self->db, "RELEASE operation", error);
}

/* The operations that @number can be reached from and that it reaches are all at the end of those
 * that wait. */
static gboolean
leave (UaDirBulk  *self,
       guint       number,
       GError    **error)
{
  guint from = self->waiting->len;
  gboolean done;

  do
    {
      guint other = g_array_index (self->waiting, guint, --from);

      ((UaDirBulkOperation *) g_ptr_array_index (self->operations, other))->waits = FALSE;
    }
  while (g_array_index (self->waiting, guint, from) != number);
  done = carry_out (self, &g_array_index (self->waiting, guint, from), self->waiting->len - from,
                    error);
  g_array_set_size (self->waiting, from);
  return done;
}

/* Goes to what an operation names before the operation itself, and finds those that name one
 * another on the way (Tarjan's strongly connected components).  The number of operations bounds
 * how deep it goes. */
static gboolean
visit (UaDirBulk  *self,
       guint       number,
       GError    **error)
{
  UaDirBulkOperation *operation = g_ptr_array_index (self->operations, number);

  operation->visited = operation->reaches = ++self->n_visited;
  operation->waits = TRUE;
  g_array_append_val (self->waiting, number);
  for (guint i = 0; i < self->operations->len; i++)
    {
      UaDirBulkOperation *other = g_ptr_array_index (self->operations, i);

      if (!g_hash_table_contains (operation->needs, GUINT_TO_POINTER (i)))
        continue;
      if (other->visited == 0 && !visit (self, i, error))
        return FALSE;
      if (other->waits)
        operation->reaches = MIN (operation->reaches, other->reaches);
    }
  return operation->reaches < operation->visited || leave (self, number, error);
}

/* Where it is told to be: every operation but a creation that failed has an address. */
static char *
make_location (UaDirBulk          *self,
               UaDirBulkOperation *operation)
{
  UaDirExchange *outcome = operation->outcome;

  if (outcome->location != NULL)
    return g_strdup (outcome->location);
  if (operation->path == NULL || ua_dir_bulk_is_post (operation))
    return NULL;
  if (outcome->n_segments == 2)
    return g_strconcat (self->service->base_uri, "/", outcome->segments[0], "/",
                        outcome->segments[1], NULL);
  return g_strconcat (self->service->base_uri, operation->path, NULL);
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *
describe (UaDirBulk          *self,
          UaDirBulkOperation *operation)
{
  JsonObject *object = json_object_new ();
  UaDirExchange *outcome = operation->outcome;
  g_autofree char *location = make_location (self, operation);
  g_autofree char *status = g_strdup_printf ("%u", outcome->status);

  set_text (object, "method", operation->method);
  set_text (object, "bulkId", operation->bulk_id);
  set_text (object, "location", location);
  set_text (object, "version", outcome->etag);
  set_text (object, "status", status);
  if (outcome->answer != NULL)
    json_object_set_member (object, "response", ua_json_parse (outcome->answer, NULL, NULL));
  return object;
}

static void
answer (UaDirBulk *self)
{
  JsonObject *response = json_object_new ();
  JsonArray *schemas = json_array_new ();
  JsonArray *operations = json_array_new ();
  g_autoptr(JsonNode) node = ua_json_from_object (response);

  json_array_add_string_element (schemas, UA_SCIM_URN_BULK_RESPONSE);
  json_object_set_array_member (response, "schemas", schemas);
  json_object_set_array_member (response, "Operations", operations);
  for (guint i = 0; i < self->operations->len; i++)
    {
      UaDirBulkOperation *operation = g_ptr_array_index (self->operations, i);

      if (operation->outcome != NULL)
        json_array_add_object_element (operations, describe (self, operation));
    }
  ua_dir_exchange_answer_node (self->exchange, 200, node);
}

static gboolean
bulk_due_cb (UaDirDb   *db,
             gpointer   data,
             GError   **error)
{
  UaDirBulk *self = data;
  gboolean found;

  if (!ua_dir_replay_find (db, self->exchange, &found, error) || found)
    return found;
  self->db = db;
  for (guint i = 0; i < self->operations->len; i++)
    if (((UaDirBulkOperation *) g_ptr_array_index (self->operations, i))->visited == 0 &&
        !visit (self, i, error))
      return FALSE;
  answer (self);
  return ua_dir_replay_keep (db, self->exchange, error);
}

static void
bulk_done_cb (gpointer      data,
              const GError *error)
{
  UaDirBulk *self = data;
  UaDirExchange *exchange = self->exchange;

  if (error != NULL)
    ua_dir_exchange_fail (exchange, error);
  ua_dir_exchange_finish (exchange);
}

static void
hand_on (UaDirBulk *self)
{
  ua_dir_store_write (self->service->store, bulk_due_cb, bulk_done_cb, self);
}

static void
hashes_due_cb (gpointer data)
{
  UaDirBulk *self = data;

  for (guint i = 0; i < self->operations->len; i++)
    {
      UaDirBulkOperation *operation = g_ptr_array_index (self->operations, i);

      if (operation->hashes != NULL)
        ua_dir_hashes_make (operation->hashes);
    }
  hand_on (self);
}

/* Finds the passwords that are set; gives whether there are any. */
static gboolean
find_passwords (UaDirBulk *self)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->operations->len; i++)
    {
      UaDirBulkOperation *operation = g_ptr_array_index (self->operations, i);

      if (operation->fault == NULL)
        operation->hashes = ua_dir_hashes_new (operation->data);
      found = found || operation->hashes != NULL;
    }
  return found;
}

/**
 * ua_dir_bulk_start:
 * @service: the service
 * @exchange: a POST request to `/Bulk` (RFC 7644, section 3.7)
 *
 * Has the operations carried out by the writing thread, each as a request of its own on behalf of
 * the same actor, done whole or not at all whatever comes of the others; the answer goes out once
 * all is on disk.
 *
 * Returns: %TRUE where the writing thread finishes @exchange; %FALSE when it has its answer already
 *
 * A reading thread.
 */
gboolean
ua_dir_bulk_start (UaDirService  *service,
                   UaDirExchange *exchange)
{
  g_autoptr(GError) error = NULL;
  UaDirBulk *self = ua_dir_bulk_new (service, exchange);

  ua_dir_exchange_set_work (exchange, self, ua_dir_bulk_free);
  if (!ua_dir_bulk_read (self, &error))
    {
      ua_dir_exchange_fail (exchange, error);
      return FALSE;
    }
  if (find_passwords (self))
    ua_dir_store_work (service->store, hashes_due_cb, self);
  else
    hand_on (self);
  return TRUE;
}
