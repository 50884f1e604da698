/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-page-private.h"

#include "ua-dir-auth.h"
#include "ua-dir-functions.h"
#include "ua-dir-html.h"
#include "ua-dir-lock.h"
#include "ua-dir-password.h"

#include <string.h>

/* The fields of a password that somebody chooses, and the page on which who is signed in chooses
 * another one. */

#define MAX_PASSWORD 512

/**
 * ua_dir_page_password_inputs:
 * @self: a page
 * @out: what is written to
 *
 * Writes the fields, the rules before them.
 */
void
ua_dir_page_password_inputs (UaDirPage *self,
                             GString   *out)
{
  const UaDirPageInput inputs[] = {
    { "password", self->words->new_password, "password", "new-password", NULL,
      self->words->rules, TRUE },
    { "again", self->words->again, "password", "new-password", NULL, NULL, TRUE },
    { NULL }
  };

  ua_dir_page_inputs (self, out, inputs);
}

static void
add_fault (UaDirPage  *self,
           const char *name,
           const char *fault)
{
  g_hash_table_insert (self->faults, (gpointer) name, (gpointer) fault);
}

/* Whether the password is the user name or one of the addresses, in any case. */
static gboolean
is_name (UaDirPage   *self,
         UaDirDb     *db,
         const char  *password,
         gboolean    *is,
         GError     **error)
{
  g_autofree char *key = ua_dir_key (password);
  gint64 found;

  if (!ua_dir_db_get_int (db, &found, error,
                          "SELECT EXISTS (SELECT 1 FROM member WHERE id = ?"
                          " AND user_name_key = ?) OR EXISTS (SELECT 1 FROM member_email"
                          " WHERE member = ? AND email_key = ?)", "itit", self->member, key,
                          self->member, key))
    return FALSE;
  *is = found != 0;
  return TRUE;
}

/* Whether it is the password that the member has.  While a member is locked no password is. */
static gboolean
is_own (UaDirPage   *self,
        UaDirDb     *db,
        const char  *password,
        gboolean    *is,
        GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT password_hash FROM member WHERE id = ? AND status = ?", "ii",
                          self->member, (gint64) UA_DIR_ACTIVE) ||
      !ua_dir_query_step (&query, is, error))
    return FALSE;
  *is = *is && !ua_dir_query_is_null (&query, 0) &&
        ua_dir_auth_is_password (password, ua_dir_query_text (&query, 0));
  return TRUE;
}

/* A password that must be changed cannot be kept by choosing it again (TL-06). */
static gboolean
is_old (UaDirPage   *self,
        UaDirDb     *db,
        const char  *password,
        gboolean    *is,
        GError     **error)
{
  *is = g_str_equal (password, ua_dir_page_get (self, "old"));
  return *is || !self->must_change || is_own (self, db, password, is, error);
}

/**
 * ua_dir_page_password_take:
 * @self: a page of a member
 * @db: a connection
 * @error: return location for an error
 *
 * Checks the password that came, and hashes it where nothing in the whole form is wrong.
 *
 * Returns: whether it succeeded; what is wrong with the password is among the faults
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_password_take (UaDirPage  *self,
                           UaDirDb    *db,
                           GError    **error)
{
  const char *password = ua_dir_page_get (self, "password");
  gboolean name, old = FALSE;

  if (!is_name (self, db, password, &name, error))
    return FALSE;
  if (*password == '\0')
    add_fault (self, "password", self->words->fault_empty);
  else if (g_utf8_strlen (password, -1) < UA_DIR_PAGE_MIN_PASSWORD)
    add_fault (self, "password", self->words->fault_short);
  else if (strlen (password) > MAX_PASSWORD)
    add_fault (self, "password", self->words->fault_long);
  else if (name)
    add_fault (self, "password", self->words->fault_name);
  else if (!g_str_equal (password, ua_dir_page_get (self, "again")))
    add_fault (self, "again", self->words->fault_again);
  else if (!is_old (self, db, password, &old, error))
    return FALSE;
  if (old)
    add_fault (self, "password", self->words->fault_old);
  if (g_hash_table_size (self->faults) > 0)
    return TRUE;
  self->password_hash = ua_dir_auth_hash_password (password, error);
  return self->password_hash != NULL;
}

static void
show_own_password (UaDirPage  *self,
                   const char *alert,
                   guint       status)
{
  const UaDirPageWords *words = self->words;
  const UaDirPageInput inputs[] = {
    { "old", words->old_password, "password", "current-password", NULL, NULL, TRUE },
    { "password", words->new_password }, { "again", words->again }, { NULL }
  };
  GString *out = ua_dir_page_begin (self, words->password_title);

  if (alert != NULL)
    ua_dir_page_alert (self, out, alert);
  ua_dir_page_faults (self, out, inputs);
  ua_dir_html_open (out, "section", NULL);
  ua_dir_page_text (self, out,
                    self->must_change ? words->password_must : words->password_lead);
  ua_dir_page_form (self, out, NULL);
  if (!self->must_change)
    ua_dir_page_input (self, out, &inputs[0]);
  ua_dir_page_password_inputs (self, out);
  ua_dir_page_submit (out, words->password_do);
  ua_dir_html_close (out, "form");
  ua_dir_html_close (out, "section");
  ua_dir_page_end (self, out, status);
}

/* Somebody may have locked the member since the old password was checked. */
static gboolean
check_open (UaDirPage  *self,
            UaDirDb    *db,
            GError    **error)
{
  gint64 status;

  if (!ua_dir_db_get_int (db, &status, error, "SELECT status FROM member WHERE id = ?", "i",
                          self->member))
    return FALSE;
  if (self->must_change || status == UA_DIR_ACTIVE)
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_UNAUTHORIZED, "The account is not open");
  return FALSE;
}

/* The sessions of the password before end; this browser gets a new one. */
static gboolean
own_due_cb (UaDirDb    *db,
            UaDirPage  *self,
            GError    **error)
{
  return ua_dir_page_renew_session (self, db, error) && check_open (self, db, error) &&
         ua_dir_password_change (db, self->service->base_uri, self->member, self->password_hash,
                                 error) &&
         ua_dir_db_run (db, error, "DELETE FROM token WHERE member = ? AND purpose = 'session'",
                        "i", self->member) &&
         ua_dir_page_begin_session (self, db, error);
}

static void
own_done_cb (UaDirPage    *self,
             const GError *error)
{
  if (error == NULL)
    {
      ua_dir_page_go (self, "profile?password");
      return;
    }
  g_clear_pointer (&self->exchange->set_cookie, g_free);
  if (g_error_matches (error, UA_DIR_ERROR, UA_DIR_ERROR_UNAUTHORIZED))
    ua_dir_page_go (self, "sign-in");
  else
    ua_dir_page_fail (self, error);
}

static gboolean
wrong_due_cb (UaDirDb    *db,
              UaDirPage  *self,
              GError    **error)
{
  gboolean locked;

  return ua_dir_lock_failed (db, self->service->base_uri, self->member, &locked, error);
}

/* Whether it could be counted or not, the password was wrong. */
static void
wrong_done_cb (UaDirPage    *self,
               const GError *error)
{
  show_own_password (self, NULL, 403);
}

/* Who changes a password of their own accord shows to know the old one, which counts as signing in
 * does (CC-11); gives whether it is right, else the page has its answer or is given to the writing
 * thread. */
static gboolean
check_old (UaDirPage *self,
           UaDirDb   *db,
           gboolean  *answered)
{
  const char *old = ua_dir_page_get (self, "old");
  g_autoptr(GError) error = NULL;
  gboolean right = FALSE;

  *answered = TRUE;
  if (self->must_change)
    return TRUE;
  if (*old == '\0')
    {
      add_fault (self, "old", self->words->fault_empty);
      show_own_password (self, NULL, 400);
    }
  else if (!is_own (self, db, old, &right, &error))
    {
      ua_dir_page_fail (self, error);
    }
  else if (!right)
    {
      add_fault (self, "old", self->words->fault_wrong);
      ua_dir_page_write (self, wrong_due_cb, wrong_done_cb);
      *answered = FALSE;
    }
  return right;
}

/* Gives whether there is an answer; else the writing thread gives it. */
static gboolean
take_own_password (UaDirPage *self,
                   UaDirDb   *db)
{
  g_autoptr(GError) error = NULL;
  gboolean answered;

  if (!check_old (self, db, &answered))
    return answered;
  if (!ua_dir_page_password_take (self, db, &error))
    {
      ua_dir_page_fail (self, error);
      return TRUE;
    }
  if (self->password_hash == NULL)
    {
      show_own_password (self, NULL, 400);
      return TRUE;
    }
  ua_dir_page_write (self, own_due_cb, own_done_cb);
  return FALSE;
}

/**
 * ua_dir_page_own_password:
 * @self: a page
 * @db: a connection
 *
 * Answers at `/own-password`: who is signed in chooses another password (CC-12), and must do so
 * when somebody else has seen the one so far (TL-06).
 *
 * Returns: whether there is an answer; else the writing thread gives it
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_own_password (UaDirPage *self,
                          UaDirDb   *db)
{
  g_autoptr(GError) error = NULL;

  if (!ua_dir_page_load_session (self, db, &error))
    ua_dir_page_fail (self, error);
  else if (self->member == 0)
    ua_dir_page_go (self, "sign-in");
  else if (!ua_dir_exchange_is (self->exchange, "POST"))
    show_own_password (self, NULL, 200);
  else if (!ua_dir_page_is_bound (self))
    show_own_password (self, self->words->stale, 403);
  else
    return take_own_password (self, db);
  return TRUE;
}
