/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-page.h"

#include "ua-dir-mail-text.h"
#include "ua-dir-page-private.h"
#include "ua-dir-settings.h"

#include <libsoup/soup.h>
#include <string.h>

/* The pages for the person whom an account belongs to, apart from the protocol: from an address to
 * what answers there, and what all of that needs. */

#define FORM_TYPE "application/x-www-form-urlencoded"

typedef struct
{
  const char *name;
  guint n_segments;
  gboolean has_visitor;      /* whether it is for who is signed in */
  gboolean (*answer) (UaDirPage  *page,
                      UaDirDb    *db);
} Route;

static const Route routes[] = {
  { "accept", 2, FALSE, ua_dir_page_accept },
  { "own-password", 1, TRUE, ua_dir_page_own_password },
  { "password", 2, FALSE, ua_dir_page_password },
  { "profile", 1, TRUE, ua_dir_page_profile },
  { "sign-in", 1, FALSE, ua_dir_page_sign_in },
  { "sign-off", 1, TRUE, ua_dir_page_sign_off },
  { "sign-out", 1, TRUE, ua_dir_page_sign_out },
};

/* A write of a page on its way. */
typedef struct
{
  UaDirPage *page;           /* (unowned) */
  UaDirPageWriteFunc func;
  UaDirPageDoneFunc done;
} Write;

/**
 * ua_dir_page_owns:
 * @path: the path of a request
 *
 * Returns: whether it is that of a page, and not of the protocol
 *
 * Any thread.
 */
gboolean
ua_dir_page_owns (const char *path)
{
  if (*path != '/')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      gsize length = strlen (routes[i].name);

      if (strncmp (path + 1, routes[i].name, length) == 0 &&
          (path[1 + length] == '\0' || path[1 + length] == '/'))
        return TRUE;
    }
  return FALSE;
}

static void
page_free (gpointer data)
{
  UaDirPage *self = data;

  g_free (self->organisation);
  g_free (self->secret);
  g_hash_table_unref (self->form);
  g_hash_table_unref (self->faults);
  g_free (self->uid);
  g_free (self->password_hash);
  g_free (self->hash);
  g_clear_pointer (&self->managed, g_hash_table_unref);
  g_free (self->job);
  g_free (self->job_text);
  g_free (self);
}

static void
choose_words (UaDirPage  *self,
              const char *preferred,
              const char *fallback)
{
  const char *tag = ua_dir_mail_choose_language (preferred, fallback);

  self->words = &ua_dir_page_words[0];
  for (const UaDirPageWords *words = ua_dir_page_words; words->tag != NULL; words++)
    if (g_str_equal (words->tag, tag))
      self->words = words;
}

/* Whoever is not known yet is told in what the browser asks for. */
static gboolean
load_words (UaDirPage  *self,
            UaDirDb    *db,
            GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autofree char *fallback = NULL;
  gboolean row;

  choose_words (self, self->exchange->accept_language, "");
  if (!ua_dir_setting_get_text (db, UA_DIR_SETTING_ORGANISATION_NAME, &self->organisation, error) ||
      !ua_dir_setting_get_text (db, UA_DIR_SETTING_DEFAULT_LANGUAGE, &fallback, error) ||
      !ua_dir_query_open (&query, db, error,
                          "SELECT value FROM setting WHERE name = 'web-base'", "") ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  self->secure = g_str_has_prefix (self->service->base_uri, "https:") ||
                 (row && g_str_has_prefix (ua_dir_query_text (&query, 0), "https:"));
  choose_words (self, self->exchange->accept_language, fallback);
  return TRUE;
}

/* A value that is not text, or has line breaks and the like in it, is as if it had not come. */
static gboolean
is_good_value (const char *value)
{
  if (!g_utf8_validate (value, -1, NULL))
    return FALSE;
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static void
read_form (UaDirPage *self)
{
  UaDirExchange *exchange = self->exchange;
  g_autofree char *text = NULL;
  g_autoptr(GHashTable) form = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (exchange->body == NULL || exchange->content_type == NULL ||
      g_ascii_strcasecmp (exchange->content_type, FORM_TYPE) != 0)
    return;
  text = g_strndup (g_bytes_get_data (exchange->body, NULL), g_bytes_get_size (exchange->body));
  form = soup_form_decode (text);
  explicit_bzero (text, strlen (text));
  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (is_good_value (value))
      g_hash_table_insert (self->form, g_strdup (name), g_strdup (value));
}

static UaDirPage *
page_new (UaDirService  *service,
          UaDirExchange *exchange)
{
  UaDirPage *self = g_new0 (UaDirPage, 1);

  self->service = service;
  self->exchange = exchange;
  self->words = &ua_dir_page_words[0];
  self->form = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->faults = g_hash_table_new (g_str_hash, g_str_equal);
  ua_dir_exchange_set_work (exchange, self, page_free);
  return self;
}

static const Route *
find_route (UaDirExchange *exchange)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (exchange->n_segments == routes[i].n_segments &&
        g_str_equal (exchange->segments[0], routes[i].name))
      return &routes[i];
  return NULL;
}

/* Each request counts once: for who is signed in, or else for the address that it comes from, as
 * it does for who fails to sign in over the protocol.  Of who sent too many no body is read. */
static gboolean
check_limit (UaDirPage    *self,
             UaDirDb      *db,
             const Route  *route,
             gboolean     *allowed,
             GError      **error)
{
  UaDirExchange *exchange = self->exchange;
  g_autoptr(GError) fault = NULL;
  g_autofree char *visitor = NULL;
  const char *who;

  *allowed = TRUE;
  /* It was counted before the password was looked at. */
  if (exchange->password_checked)
    return TRUE;
  if (route != NULL && route->has_visitor)
    visitor = ua_dir_page_find_visitor (self, db, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  who = visitor != NULL ? visitor : exchange->peer != NULL ? exchange->peer : "";
  *allowed = exchange->awaits_body
    ? ua_dir_limit_peek (self->service->limit, who, g_get_monotonic_time ())
    : ua_dir_limit_take (self->service->limit, who, g_get_monotonic_time ());
  return TRUE;
}

/* Gives whether the page is to be made; else it has its answer. */
static gboolean
admit (UaDirPage   *self,
       UaDirDb     *db,
       const Route *route)
{
  g_autoptr(GError) error = NULL;
  gboolean allowed = FALSE;

  if (load_words (self, db, &error) && check_limit (self, db, route, &allowed, &error) && allowed)
    return TRUE;
  if (self->organisation == NULL)
    self->organisation = g_strdup ("");
  if (error != NULL)
    ua_dir_page_fail (self, error);
  else
    ua_dir_page_tell (self, UA_DIR_ERROR_TOO_MANY, self->words->failed_title,
                      self->words->limited, FALSE);
  return FALSE;
}

/**
 * ua_dir_page_route:
 * @service: the service
 * @db: a connection
 * @exchange: a request for a page
 *
 * Answers with a page, or, where the body is still awaited, only when there is to be none.  To look
 * at one changes nothing, so that programs that look at the links of mails do no harm.
 *
 * Returns: whether that is all that is to be done now; else another thread has taken @exchange over
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_route (UaDirService  *service,
                   UaDirDb       *db,
                   UaDirExchange *exchange)
{
  UaDirPage *self = page_new (service, exchange);
  const Route *route = service->plain ? NULL : find_route (exchange);

  if (!admit (self, db, route) || exchange->awaits_body)
    return TRUE;
  if (!service->plain && !ua_dir_exchange_is (exchange, "GET") &&
      !ua_dir_exchange_is (exchange, "HEAD") && !ua_dir_exchange_is (exchange, "POST"))
    {
      exchange->allow = g_strdup ("GET, HEAD, POST");
      ua_dir_page_tell (self, UA_DIR_ERROR_METHOD_NOT_ALLOWED, self->words->failed_title,
                        self->words->failed, FALSE);
      return TRUE;
    }
  read_form (self);
  if (route != NULL)
    return route->answer (self, db);
  ua_dir_page_tell (self, UA_DIR_ERROR_NOT_FOUND, self->words->missing_title,
                    self->words->missing, FALSE);
  return TRUE;
}

/**
 * ua_dir_page_get:
 * @self: a page
 * @name: a field
 *
 * Returns: (transfer none): what was sent in it, without spaces around; empty where nothing was
 */
const char *
ua_dir_page_get (UaDirPage  *self,
                 const char *name)
{
  char *value = g_hash_table_lookup (self->form, name);

  /* A password is what it is. */
  if (value != NULL && !g_str_equal (name, "password") && !g_str_equal (name, "again") &&
      !g_str_equal (name, "old"))
    g_strstrip (value);
  return value != NULL ? value : "";
}

/**
 * ua_dir_page_set_member:
 * @self: a page
 * @db: a connection
 * @member: the row of a member
 * @error: return location for an error
 *
 * Makes the page one for that member, in the member's language.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_page_set_member (UaDirPage  *self,
                        UaDirDb    *db,
                        gint64      member,
                        GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autofree char *fallback = NULL;

  if (!ua_dir_setting_get_text (db, UA_DIR_SETTING_DEFAULT_LANGUAGE, &fallback, error) ||
      !ua_dir_query_open (&query, db, error,
                          "SELECT json_extract (text, '$.preferredLanguage') FROM resource"
                          " WHERE id = ?", "i", member) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  self->member = member;
  choose_words (self, ua_dir_query_text (&query, 0), fallback);
  return TRUE;
}

/**
 * ua_dir_page_is_bound:
 * @self: a page with a secret
 *
 * Returns: whether the form that was sent is one of this page
 */
gboolean
ua_dir_page_is_bound (UaDirPage *self)
{
  g_autofree char *expected = ua_dir_page_make_key (self);
  const char *came = ua_dir_page_get (self, "key");
  guint8 difference = 0;

  if (strlen (came) != strlen (expected))
    return FALSE;
  for (gsize i = 0; expected[i] != '\0'; i++)
    difference |= (guint8) (came[i] ^ expected[i]);
  return difference == 0;
}

static gboolean
write_due_cb (UaDirDb   *db,
              gpointer   data,
              GError   **error)
{
  Write *write = data;

  return write->func (db, write->page, error);
}

static void
write_done_cb (gpointer      data,
               const GError *error)
{
  Write *write = data;
  UaDirExchange *exchange = write->page->exchange;

  write->done (write->page, error);
  g_free (write);
  ua_dir_exchange_finish (exchange);
}

/**
 * ua_dir_page_write:
 * @self: a page
 * @func: changes something; when it fails, what it did is taken back
 * @done: answers, once it is known what became of it
 *
 * Has the writing thread change something and finish the exchange.
 */
void
ua_dir_page_write (UaDirPage          *self,
                   UaDirPageWriteFunc  func,
                   UaDirPageDoneFunc   done)
{
  Write *write = g_new0 (Write, 1);

  write->page = self;
  write->func = func;
  write->done = done;
  ua_dir_store_write (self->service->store, write_due_cb, write_done_cb, write);
}

/**
 * ua_dir_page_get_cookie:
 * @self: a page
 * @name: a cookie
 *
 * Returns: (transfer full) (nullable): its value; %NULL where there is none
 */
char *
ua_dir_page_get_cookie (UaDirPage  *self,
                        const char *name)
{
  const char *header = self->exchange->cookie;
  g_auto(GStrv) pairs = g_strsplit_set (header != NULL ? header : "", ";,", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *pair = g_strstrip (pairs[i]);
      gsize length = strlen (name);

      if (strncmp (pair, name, length) == 0 && pair[length] == '=' && pair[length + 1] != '\0')
        return g_strdup (pair + length + 1);
    }
  return NULL;
}

/**
 * ua_dir_page_set_cookie:
 * @self: a page
 * @name: a cookie
 * @value: (nullable): its value; %NULL to have it thrown away
 *
 * Gives a cookie that no script and no other site gets at, and that ends with the browser.
 */
void
ua_dir_page_set_cookie (UaDirPage  *self,
                        const char *name,
                        const char *value)
{
  g_free (self->exchange->set_cookie);
  self->exchange->set_cookie =
    g_strconcat (name, "=", value != NULL ? value : "", "; Path=/; HttpOnly; SameSite=Strict",
                 self->secure ? "; Secure" : "", value == NULL ? "; Max-Age=0" : "", NULL);
}
