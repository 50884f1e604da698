/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-service.h"

#include "ua-dir-action.h"
#include "ua-dir-bulk.h"
#include "ua-dir-discovery.h"
#include "ua-dir-feed.h"
#include "ua-dir-list.h"
#include "ua-dir-lock.h"
#include "ua-dir-page.h"
#include "ua-dir-personal-data.h"
#include "ua-dir-picture.h"
#include "ua-dir-read.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-dir-write.h"

#include <string.h>
#include <sys/random.h>

/* One request on its way through the reading threads. */
typedef struct
{
  UaDirService *service;   /* (unowned) */
  UaDirExchange *exchange; /* (owned) */
} Visit;

static void
fail (UaDirExchange *exchange,
      UaDirError     code,
      const char    *detail)
{
  g_autoptr(GError) error = g_error_new_literal (UA_DIR_ERROR, (int) code, detail);

  ua_dir_exchange_fail (exchange, error);
}

static void
refuse_method (UaDirExchange *exchange,
               const char    *allow)
{
  fail (exchange, UA_DIR_ERROR_METHOD_NOT_ALLOWED, "This method cannot be used here");
  exchange->allow = g_strdup (allow);
}

static gboolean
is_read (UaDirExchange *exchange)
{
  return ua_dir_exchange_is (exchange, "GET") || ua_dir_exchange_is (exchange, "HEAD");
}

static gboolean
is_search (UaDirExchange *exchange)
{
  return exchange->n_segments > 0 && ua_dir_exchange_is (exchange, "POST") &&
         g_str_equal (exchange->segments[exchange->n_segments - 1], ".search");
}

/* Whether there is anything for the actor at this address.  What is changed is checked where that
 * is done. */
static gboolean
check_look (UaDirExchange   *exchange,
            const UaDirKind *kind,
            gboolean         list)
{
  g_autoptr(GError) error = NULL;

  if (ua_dir_sight_check_kind (&exchange->actor, kind, list, &error))
    return TRUE;
  ua_dir_exchange_fail (exchange, error);
  return FALSE;
}

/* Gives whether the exchange has its answer; else the writing thread has taken it over. */
static gboolean
route_resource (UaDirService    *self,
                UaDirDb         *db,
                UaDirExchange   *exchange,
                const UaDirKind *kind,
                const char      *uid)
{
  if (is_read (exchange))
    {
      if (check_look (exchange, kind, FALSE))
        ua_dir_read_one (self, db, exchange, kind, uid);
      return TRUE;
    }
  if (kind->read_only)
    {
      refuse_method (exchange, "GET, HEAD");
      return TRUE;
    }
  if (ua_dir_exchange_is (exchange, "PUT"))
    return !ua_dir_write_start (self, db, exchange, kind, UA_DIR_WRITE_REPLACE, uid);
  if (ua_dir_exchange_is (exchange, "PATCH"))
    return !ua_dir_write_start (self, db, exchange, kind, UA_DIR_WRITE_PATCH, uid);
  if (ua_dir_exchange_is (exchange, "DELETE") && !kind->fixed)
    return !ua_dir_write_start (self, db, exchange, kind, UA_DIR_WRITE_DELETE, uid);
  refuse_method (exchange,
                 kind->fixed ? "GET, HEAD, PUT, PATCH" : "GET, HEAD, PUT, PATCH, DELETE");
  return TRUE;
}

static gboolean
route_kind (UaDirService    *self,
            UaDirDb         *db,
            UaDirExchange   *exchange,
            const UaDirKind *kind)
{
  if (exchange->n_segments == 2 && g_str_equal (exchange->segments[1], ".search"))
    {
      if (!is_search (exchange))
        refuse_method (exchange, "POST");
      else if (check_look (exchange, kind, TRUE))
        ua_dir_list_search (self, db, exchange, kind);
      return TRUE;
    }
  if (exchange->n_segments == 2)
    return route_resource (self, db, exchange, kind, exchange->segments[1]);
  if (exchange->n_segments > 2)
    {
      fail (exchange, UA_DIR_ERROR_NOT_FOUND, "There is nothing at this address");
      return TRUE;
    }
  if (is_read (exchange))
    {
      if (check_look (exchange, kind, TRUE))
        ua_dir_list_get (self, db, exchange, kind);
      return TRUE;
    }
  if (ua_dir_exchange_is (exchange, "POST") && !kind->read_only && !kind->fixed)
    return !ua_dir_write_start (self, db, exchange, kind, UA_DIR_WRITE_CREATE, NULL);
  refuse_method (exchange, kind->read_only || kind->fixed ? "GET, HEAD" : "GET, HEAD, POST");
  return TRUE;
}

static gboolean
route_actions (UaDirService  *self,
               UaDirExchange *exchange)
{
  if (ua_dir_exchange_is (exchange, "POST"))
    return !ua_dir_action_start (self, exchange);
  if (is_read (exchange))
    ua_dir_action_list (self, exchange);
  else
    refuse_method (exchange, "GET, HEAD, POST");
  return TRUE;
}

static gboolean
route_rest (UaDirService  *self,
            UaDirDb       *db,
            UaDirExchange *exchange)
{
  const char *first = exchange->n_segments > 0 ? exchange->segments[0] : "";

  if (exchange->n_segments <= 1 && (*first == '\0' || g_str_equal (first, ".search")))
    {
      if (!is_search (exchange) && (*first != '\0' || !is_read (exchange)))
        refuse_method (exchange, *first == '\0' ? "GET, HEAD" : "POST");
      else if (check_look (exchange, &ua_dir_user_kind, TRUE))
        ua_dir_list_everything (self, db, exchange);
    }
  else if (g_str_equal (first, "Me") && exchange->n_segments == 1)
    {
      g_autofree char *uid = g_strdup (exchange->actor.uid);

      exchange->alias_of = g_strconcat (self->base_uri, "/Users/", uid, NULL);
      return route_resource (self, db, exchange, &ua_dir_user_kind, uid);
    }
  else if (g_str_equal (first, "Bulk") && exchange->n_segments == 1)
    {
      if (ua_dir_exchange_is (exchange, "POST"))
        return !ua_dir_bulk_start (self, exchange);
      refuse_method (exchange, "POST");
    }
  else if (!self->plain && g_str_equal (first, "Changes") && exchange->n_segments == 1)
    {
      if (is_read (exchange))
        ua_dir_feed_get (self, db, exchange);
      else
        refuse_method (exchange, "GET, HEAD");
    }
  else if (!self->plain && g_str_equal (first, "Actions") && exchange->n_segments == 1)
    {
      return route_actions (self, exchange);
    }
  else if (!ua_dir_discovery_answer (self, exchange))
    {
      fail (exchange, UA_DIR_ERROR_NOT_FOUND, "There is nothing at this address");
    }
  else if (exchange->status == 0)
    {
      refuse_method (exchange, "GET, HEAD");
    }
  return TRUE;
}

static gboolean
failure_due_cb (UaDirDb   *db,
                gpointer   data,
                GError   **error)
{
  Visit *visit = data;
  gboolean locked;

  return ua_dir_lock_failed (db, visit->service->base_uri, visit->exchange->suspect, &locked,
                             error);
}

/* Whether it could be counted or not, the password was wrong. */
static void
failure_counted_cb (gpointer      data,
                    const GError *error)
{
  Visit *visit = data;

  fail (visit->exchange, UA_DIR_ERROR_UNAUTHORIZED, "Credentials are missing or wrong");
  ua_dir_exchange_finish (visit->exchange);
  g_free (visit);
}

static gboolean
success_due_cb (UaDirDb   *db,
                gpointer   data,
                GError   **error)
{
  return ua_dir_lock_passed (db, *(gint64 *) data, error);
}

static void
success_noted_cb (gpointer      data,
                  const GError *error)
{
  g_free (data);
}

/* What came of the sign-in is counted; gives whether the exchange is taken over by that. */
static gboolean
count_sign_in (UaDirService    *self,
               UaDirExchange   *exchange,
               UaDirAuthResult  result)
{
  if (result == UA_DIR_AUTH_NO && exchange->suspect != 0)
    {
      Visit *visit = g_new0 (Visit, 1);

      visit->service = self;
      visit->exchange = exchange;
      ua_dir_store_write (self->store, failure_due_cb, failure_counted_cb, visit);
      return TRUE;
    }
  if (result == UA_DIR_AUTH_YES && exchange->had_failures)
    {
      gint64 *member = g_new (gint64, 1);

      *member = exchange->actor.id;
      exchange->had_failures = FALSE;
      ua_dir_store_write (self->store, success_due_cb, success_noted_cb, member);
    }
  return FALSE;
}

/* Whoever signs in counts for themselves, but for the token of the service's own administrator;
 * whoever fails to, counts for the address that they come from. */
static gboolean
check_limit (UaDirService    *self,
             UaDirExchange   *exchange,
             UaDirAuthResult  result)
{
  const char *peer = exchange->peer != NULL ? exchange->peer : "";
  gint64 now = g_get_monotonic_time ();
  gboolean allowed = TRUE;

  if (result == UA_DIR_AUTH_NO)
    allowed = ua_dir_limit_take (self->limit, peer, now);
  else if (result == UA_DIR_AUTH_YES && !exchange->by_token && !exchange->awaits_body)
    allowed = ua_dir_limit_take (self->limit, exchange->actor.uid, now);
  if (!allowed)
    fail (exchange, UA_DIR_ERROR_TOO_MANY, "These are too many requests; try again later");
  return allowed;
}

static UaDirAuthResult
check_credentials (UaDirService   *self,
                   UaDirDb        *db,
                   UaDirExchange  *exchange,
                   GError        **error)
{
  const char *header = exchange->authorization != NULL ? exchange->authorization : "";
  const char *peer = exchange->peer != NULL ? exchange->peer : "";

  /* For those who have failed too often no password is hashed, which takes its time. */
  if (g_ascii_strncasecmp (header, "Basic ", 6) == 0 &&
      !ua_dir_limit_peek (self->limit, peer, g_get_monotonic_time ()))
    return UA_DIR_AUTH_NO;
  return ua_dir_auth_check (self->auth, db, exchange, error);
}

static void
visit_started_cb (UaDirDb  *db,
                  gpointer  data)
{
  Visit *visit = data;
  UaDirService *self = visit->service;
  UaDirExchange *exchange = visit->exchange;
  g_autoptr(GError) error = NULL;
  UaDirAuthResult result;

  g_free (visit);
  if (exchange->is_page)
    {
      /* Who asks is found out there. */
      if (ua_dir_page_route (self, db, exchange))
        ua_dir_exchange_finish (exchange);
      return;
    }
  result = check_credentials (self, db, exchange, &error);
  exchange->recognized = result == UA_DIR_AUTH_YES;
  if (!check_limit (self, exchange, result))
    {
      ua_dir_exchange_finish (exchange);
      return;
    }
  if (count_sign_in (self, exchange, result))
    return;
  switch (result)
    {
    case UA_DIR_AUTH_YES:
      if (!exchange->awaits_body && !ua_dir_service_route (self, db, exchange))
        return;
      break;
    case UA_DIR_AUTH_NO:
      fail (exchange, UA_DIR_ERROR_UNAUTHORIZED, "Credentials are missing or wrong");
      break;
    case UA_DIR_AUTH_LATER:
      return;
    case UA_DIR_AUTH_BUSY:
      fail (exchange, UA_DIR_ERROR_UNAVAILABLE, "Too many sign-ins at once");
      break;
    case UA_DIR_AUTH_ERROR:
      ua_dir_exchange_fail (exchange, error);
      break;
    default:
      g_assert_not_reached ();
    }
  ua_dir_exchange_finish (exchange);
}

static void
password_checked_cb (UaDirExchange *exchange,
                     gpointer       user_data)
{
  ua_dir_service_handle (user_data, exchange);
}

/* The key that signs cursors is kept, so that these outlive a restart. */
static gboolean
load_cursor_key (UaDirService  *self,
                 GError       **error)
{
  UaDirDb *db = ua_dir_store_get_db (self->store);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autofree char *text = NULL;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT value FROM setting WHERE name = 'cursor-key'", "") ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (row)
    {
      gsize length;
      g_autofree guchar *key = g_base64_decode (ua_dir_query_text (&query, 0), &length);

      memcpy (self->cursor_key, key, MIN (length, sizeof self->cursor_key));
      return TRUE;
    }
  if (getrandom (self->cursor_key, sizeof self->cursor_key, 0) !=
      (gssize) sizeof self->cursor_key)
    g_error ("There are no random numbers");
  text = g_base64_encode (self->cursor_key, sizeof self->cursor_key);
  return ua_dir_db_run (db, error, "INSERT INTO setting (name, value) VALUES ('cursor-key', ?)",
                        "t", text);
}

/**
 * ua_dir_service_new:
 * @store: the database, not yet started, which must outlive the service
 * @base_uri: the base address
 * @plain: whether the extension is left out
 * @rate: how many requests a second anybody may make; 0 for any number
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the service, or %NULL with an error
 *
 * Main thread.
 */
UaDirService *
ua_dir_service_new (UaDirStore  *store,
                    const char  *base_uri,
                    gboolean     plain,
                    guint        rate,
                    GError     **error)
{
  g_autoptr(UaDirService) self = g_new0 (UaDirService, 1);

  self->store = store;
  self->base_uri = g_strdup (base_uri);
  self->plain = plain;
  self->ranks = ua_dir_ranks_new ();
  self->limit = ua_dir_limit_new (rate);
  g_mutex_init (&self->mutex);
  if (!load_cursor_key (self, error))
    return NULL;
  self->auth = ua_dir_auth_new (password_checked_cb, self);
  return g_steal_pointer (&self);
}

/**
 * ua_dir_service_free:
 * @self: (transfer full) (nullable): a service whose store does not run any more
 */
void
ua_dir_service_free (UaDirService *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->auth, ua_dir_auth_free);
  ua_dir_ranks_free (self->ranks);
  ua_dir_limit_free (self->limit);
  g_mutex_clear (&self->mutex);
  g_free (self->base_uri);
  g_free (self);
}

/**
 * ua_dir_service_stop:
 * @self: a service
 *
 * From now on requests are refused, so that the store can be closed.
 */
void
ua_dir_service_stop (UaDirService *self)
{
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_mutex_unlock (&self->mutex);
}

/* Whether the filter looks for one member by the name that no two have. */
static gboolean
is_lookup (const char *filter)
{
  static const char start[] = "userName eq \"";
  const char *end;

  if (filter == NULL || g_ascii_strncasecmp (filter, start, strlen (start)) != 0)
    return FALSE;
  end = strpbrk (filter + strlen (start), "\"\\");
  return end != NULL && g_str_equal (end, "\"");
}

/* Whether it only looks at one member. */
static gboolean
is_quick (UaDirExchange *exchange)
{
  if (exchange->is_page || exchange->n_segments == 0 ||
      !g_str_equal (exchange->segments[0], "Users") || !is_read (exchange))
    return FALSE;
  return exchange->n_segments == 2 ||
         (exchange->n_segments == 1 &&
          is_lookup (ua_dir_exchange_get_query (exchange, "filter")));
}

/**
 * ua_dir_service_handle:
 * @self: a service
 * @exchange: (transfer full): a request
 *
 * Carries a request out; it is finished on some other thread.  Where its body is still awaited,
 * only the credentials are checked: it then has no answer when they are right, and is to be handed
 * in again with the body.
 *
 * Any thread.
 */
void
ua_dir_service_handle (UaDirService  *self,
                       UaDirExchange *exchange)
{
  gboolean stopped;

  g_mutex_lock (&self->mutex);
  stopped = self->stopped;
  if (!stopped)
    {
      Visit *visit = g_new0 (Visit, 1);

      visit->service = self;
      visit->exchange = exchange;
      /* What is not read is changed, which takes a look at a few pages. */
      if (is_quick (exchange))
        ua_dir_store_read_quickly (self->store, UA_DIR_DB_READ, visit_started_cb, visit);
      else
        ua_dir_store_read (self->store,
                           is_read (exchange) || is_search (exchange) ? UA_DIR_DB_READ
                                                                      : UA_DIR_DB_LOOK,
                           visit_started_cb, visit);
    }
  g_mutex_unlock (&self->mutex);
  if (!stopped)
    return;
  fail (exchange, UA_DIR_ERROR_UNAVAILABLE, "The directory is being stopped");
  ua_dir_exchange_finish (exchange);
}

/* Whether it is about what belongs to a member and is no resource. */
static gboolean
is_of_member (UaDirService  *self,
              UaDirExchange *exchange,
              const char    *name)
{
  return !self->plain && exchange->bulk_db == NULL && exchange->n_segments == 3 &&
         g_str_equal (exchange->segments[0], "Users") &&
         g_str_equal (exchange->segments[2], name);
}

/**
 * ua_dir_service_route:
 * @self: a service
 * @db: a connection
 * @exchange: a request whose actor is known
 *
 * Hands a request to what it is for, when its actor may do that.
 *
 * Returns: whether @exchange has its answer; else the writing thread has taken it over
 *
 * A reading thread; the writing one for an operation of a bulk request.
 */
gboolean
ua_dir_service_route (UaDirService  *self,
                      UaDirDb       *db,
                      UaDirExchange *exchange)
{
  const UaDirKind *kind = exchange->n_segments > 0
    ? ua_dir_kind_find_endpoint (exchange->segments[0]) : NULL;
  g_autoptr(GError) error = NULL;

  if (self->plain && kind != NULL && ua_dir_kind_is_extension (kind))
    kind = NULL;
  if (!ua_dir_rights_load (db, &exchange->actor, &error))
    {
      ua_dir_exchange_fail (exchange, error);
      return TRUE;
    }
  if (is_of_member (self, exchange, "picture"))
    return ua_dir_picture_route (self, db, exchange, exchange->segments[1]);
  if (is_of_member (self, exchange, "personalData"))
    {
      ua_dir_personal_data_route (self, db, exchange, exchange->segments[1]);
      return TRUE;
    }
  if (ua_dir_exchange_get_type (exchange) == NULL)
    {
      fail (exchange, UA_DIR_ERROR_NOT_ACCEPTABLE,
            "Answers are application/scim+json or application/json");
      return TRUE;
    }
  if (kind != NULL)
    return route_kind (self, db, exchange, kind);
  return route_rest (self, db, exchange);
}
