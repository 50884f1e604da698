/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-page-private.h"

#include "ua-dir-auth.h"
#include "ua-dir-functions.h"

#include <string.h>

/* The fields of a password that somebody chooses. */

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

/* A password that must be changed cannot be kept by choosing it again (TL-06). */
static gboolean
is_old (UaDirPage   *self,
        UaDirDb     *db,
        const char  *password,
        gboolean    *is,
        GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  *is = FALSE;
  if (!self->must_change)
    return TRUE;
  if (!ua_dir_query_open (&query, db, error, "SELECT password_hash FROM member WHERE id = ?", "i",
                          self->member) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  *is = !ua_dir_query_is_null (&query, 0) &&
        ua_dir_auth_is_password (password, ua_dir_query_text (&query, 0));
  return TRUE;
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
