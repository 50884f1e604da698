/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-auth.h"
#include "ua-dir-html.h"
#include "ua-dir-link.h"
#include "ua-dir-lock.h"
#include "ua-dir-page-private.h"
#include "ua-time.h"

#include <string.h>

/* Signing in and out (CC-12).  A session is a random token in a cookie, of which only the hash is
 * kept; it ends by signing out, with the account, with the password that it began with, and after
 * some hours. */

#define SESSION "useradmin-session"
/* What the form for signing in is bound to, before there is a session. */
#define VISIT "useradmin-visit"

/* Finds the session; @member is 0 where there is none. */
static gboolean
find_session (UaDirPage  *self,
              UaDirDb    *db,
              gint64     *member,
              GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT m.id, r.uid, m.must_change FROM token t"
                          " JOIN member m ON m.id = t.member JOIN resource r ON r.id = m.id"
                          " WHERE t.hash = ? AND t.purpose = 'session' AND t.expires > ?"
                          " AND t.created >= coalesce (m.password_changed, 0)"
                          " AND m.status IN (?, ?)", "tiii", self->hash, ua_time_now (),
                          (gint64) UA_DIR_ACTIVE, (gint64) UA_DIR_LOCKED) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  *member = row ? ua_dir_query_int (&query, 0) : 0;
  if (!row)
    return TRUE;
  g_free (self->uid);
  self->uid = g_strdup (ua_dir_query_text (&query, 1));
  self->must_change = ua_dir_query_int (&query, 2) != 0;
  return TRUE;
}

/**
 * ua_dir_page_load_session:
 * @self: a page
 * @db: a connection
 * @error: return location for an error
 *
 * Finds who is signed in.
 *
 * Returns: whether it succeeded; the page then has a member, or none
 *
 * The thread that has @db.
 */
gboolean
ua_dir_page_load_session (UaDirPage  *self,
                          UaDirDb    *db,
                          GError    **error)
{
  g_autofree char *token = ua_dir_page_get_cookie (self, SESSION);
  gint64 member;

  if (token == NULL)
    return TRUE;
  g_free (self->hash);
  self->hash = ua_dir_link_hash (token);
  if (!find_session (self, db, &member, error))
    return FALSE;
  if (member == 0)
    return TRUE;
  g_free (self->secret);
  self->secret = g_steal_pointer (&token);
  return ua_dir_page_set_member (self, db, member, error);
}

/**
 * ua_dir_page_renew_session:
 * @self: a page of somebody who is signed in
 * @db: a writing connection
 * @error: return location for an error
 *
 * Returns: whether the session is there still; else %UA_DIR_ERROR_UNAUTHORIZED
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_page_renew_session (UaDirPage  *self,
                           UaDirDb    *db,
                           GError    **error)
{
  gint64 member;

  if (!find_session (self, db, &member, error))
    return FALSE;
  if (member != 0 && member == self->member)
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_UNAUTHORIZED, "The session has ended");
  return FALSE;
}

/**
 * ua_dir_page_find_visitor:
 * @self: a page
 * @db: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the id of who is signed in; %NULL for nobody, or with an
 *   error
 *
 * The thread that has @db.
 */
char *
ua_dir_page_find_visitor (UaDirPage  *self,
                          UaDirDb    *db,
                          GError    **error)
{
  g_autofree char *token = ua_dir_page_get_cookie (self, SESSION);
  gint64 member;

  if (token == NULL)
    return NULL;
  self->hash = ua_dir_link_hash (token);
  if (!find_session (self, db, &member, error))
    return NULL;
  return g_steal_pointer (&self->uid);
}

/**
 * ua_dir_page_begin_session:
 * @self: a page of a member who has shown to be that member
 * @db: a writing connection
 * @error: return location for an error
 *
 * Begins a session.  The password may have become another one, or the account closed, since it was
 * checked.
 *
 * Returns: whether it succeeded; else %UA_DIR_ERROR_UNAUTHORIZED where the account is not open
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_page_begin_session (UaDirPage  *self,
                           UaDirDb    *db,
                           GError    **error)
{
  g_autofree char *token = ua_dir_link_make ();
  g_autofree char *hash = ua_dir_link_hash (token);
  gint64 now = ua_time_now ();

  if (!ua_dir_db_run (db, error,
                      "INSERT INTO token (hash, member, purpose, created, expires)"
                      " SELECT ?, id, 'session', max (?, coalesce (password_changed, 0)), ?"
                      " FROM member WHERE id = ? AND status = ?", "tiiii", hash, now,
                      now + (gint64) UA_DIR_PAGE_SESSION_HOURS * 3600 * 1000, self->member,
                      (gint64) UA_DIR_ACTIVE))
    return FALSE;
  if (ua_dir_db_changes (db) == 0)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_UNAUTHORIZED,
                           "The account has been closed");
      return FALSE;
    }
  ua_dir_page_set_cookie (self, SESSION, token);
  return TRUE;
}

static void
show_sign_in (UaDirPage  *self,
              const char *alert,
              guint       status)
{
  const UaDirPageWords *words = self->words;
  const UaDirPageInput inputs[] = {
    { "userName", words->user_name, "text", "username", ua_dir_page_get (self, "userName"), NULL,
      TRUE },
    { "password", words->password, "password", "current-password", NULL, NULL, TRUE },
    { NULL }
  };
  GString *out;

  g_free (self->secret);
  self->secret = ua_dir_page_get_cookie (self, VISIT);
  if (self->secret == NULL)
    {
      self->secret = ua_dir_link_make ();
      ua_dir_page_set_cookie (self, VISIT, self->secret);
    }
  out = ua_dir_page_begin (self, words->sign_in);
  if (alert != NULL)
    ua_dir_page_alert (self, out, alert);
  else if (ua_dir_exchange_get_query (self->exchange, "out") != NULL)
    ua_dir_page_notice (self, out, words->signed_out);
  ua_dir_html_open (out, "section", NULL);
  ua_dir_page_form (self, out, NULL);
  ua_dir_page_inputs (self, out, inputs);
  ua_dir_page_submit (out, words->sign_in);
  ua_dir_html_close (out, "form");
  ua_dir_html_close (out, "section");
  ua_dir_page_end (self, out, status);
}

static gboolean
failed_due_cb (UaDirDb    *db,
               UaDirPage  *self,
               GError    **error)
{
  gboolean locked;

  return ua_dir_lock_failed (db, self->service->base_uri, self->exchange->suspect, &locked, error);
}

/* Whether it could be counted or not, the password was wrong. */
static void
failed_done_cb (UaDirPage    *self,
                const GError *error)
{
  show_sign_in (self, self->words->sign_in_wrong, 403);
}

static gboolean
passed_due_cb (UaDirDb    *db,
               UaDirPage  *self,
               GError    **error)
{
  return ua_dir_lock_passed (db, self->member, error) &&
         ua_dir_page_begin_session (self, db, error);
}

static void
passed_done_cb (UaDirPage    *self,
                const GError *error)
{
  if (error == NULL)
    {
      ua_dir_page_go (self, "profile");
      return;
    }
  g_clear_pointer (&self->exchange->set_cookie, g_free);
  show_sign_in (self, self->words->sign_in_wrong, 403);
}

static gboolean
check_sign_in (UaDirPage *self,
               UaDirDb   *db)
{
  UaDirExchange *exchange = self->exchange;
  g_autoptr(GError) error = NULL;
  UaDirAuthResult result =
    ua_dir_auth_check_password (self->service->auth, db, exchange,
                                ua_dir_page_get (self, "userName"),
                                ua_dir_page_get (self, "password"), &error);

  switch (result)
    {
    case UA_DIR_AUTH_YES:
      self->member = exchange->actor.id;
      ua_dir_page_write (self, passed_due_cb, passed_done_cb);
      return FALSE;
    case UA_DIR_AUTH_LATER:
      return FALSE;
    case UA_DIR_AUTH_BUSY:
      show_sign_in (self, self->words->busy, 503);
      return TRUE;
    case UA_DIR_AUTH_NO:
      if (exchange->suspect == 0)
        {
          show_sign_in (self, self->words->sign_in_wrong, 403);
          return TRUE;
        }
      ua_dir_page_write (self, failed_due_cb, failed_done_cb);
      return FALSE;
    case UA_DIR_AUTH_ERROR:
    default:
      ua_dir_page_fail (self, error);
      return TRUE;
    }
}

/**
 * ua_dir_page_sign_in:
 * @self: a page
 * @db: a connection
 *
 * Answers at `/sign-in`: user name and password begin a session.  Wrong passwords count as they do
 * everywhere (CC-11).
 *
 * Returns: whether there is an answer; else another thread gives it
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_sign_in (UaDirPage *self,
                     UaDirDb   *db)
{
  g_autoptr(GError) error = NULL;

  if (!ua_dir_exchange_is (self->exchange, "POST"))
    {
      if (!ua_dir_page_load_session (self, db, &error))
        ua_dir_page_fail (self, error);
      else if (self->member != 0)
        ua_dir_page_go (self, "profile");
      else
        show_sign_in (self, NULL, 200);
      return TRUE;
    }
  self->secret = ua_dir_page_get_cookie (self, VISIT);
  if (self->secret == NULL || !ua_dir_page_is_bound (self))
    {
      show_sign_in (self, self->words->stale, 403);
      return TRUE;
    }
  return check_sign_in (self, db);
}

static gboolean
out_due_cb (UaDirDb    *db,
            UaDirPage  *self,
            GError    **error)
{
  return ua_dir_db_run (db, error, "DELETE FROM token WHERE hash = ? AND purpose = 'session'",
                        "t", self->hash);
}

static void
out_done_cb (UaDirPage    *self,
             const GError *error)
{
  if (error != NULL)
    {
      ua_dir_page_fail (self, error);
      return;
    }
  ua_dir_page_set_cookie (self, SESSION, NULL);
  ua_dir_page_go (self, "sign-in?out");
}

/**
 * ua_dir_page_sign_out:
 * @self: a page
 * @db: a connection
 *
 * Answers at `/sign-out`: a form that is sent there ends the session.
 *
 * Returns: whether there is an answer; else the writing thread gives it
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_sign_out (UaDirPage *self,
                      UaDirDb   *db)
{
  g_autoptr(GError) error = NULL;

  if (!ua_dir_page_load_session (self, db, &error))
    {
      ua_dir_page_fail (self, error);
      return TRUE;
    }
  if (self->member == 0 || !ua_dir_exchange_is (self->exchange, "POST") ||
      !ua_dir_page_is_bound (self))
    {
      ua_dir_page_go (self, self->member == 0 ? "sign-in" : "profile");
      return TRUE;
    }
  ua_dir_page_write (self, out_due_cb, out_done_cb);
  return FALSE;
}
