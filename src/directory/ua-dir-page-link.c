/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-html.h"
#include "ua-dir-invitation.h"
#include "ua-dir-link.h"
#include "ua-dir-page-private.h"
#include "ua-dir-password.h"

#include <string.h>

/* The pages that the links of mails lead to.  Looking at one leaves the link as it is; only sending
 * its form uses it up. */

#define MAX_TOKEN 100
#define MAX_NAME 200

static void
tell_state (UaDirPage      *self,
            UaDirLinkState  state)
{
  const UaDirPageWords *words = self->words;

  if (state == UA_DIR_LINK_USED)
    ua_dir_page_tell (self, 410, words->link_title, words->link_used, TRUE);
  else if (state == UA_DIR_LINK_EXPIRED)
    ua_dir_page_tell (self, 410, words->link_title, words->link_expired, FALSE);
  else
    ua_dir_page_tell (self, 404, words->link_title, words->link_unknown, FALSE);
}

/* Finds whom the link is for; gives whether it can be used, else the page has its answer. */
static gboolean
find_link (UaDirPage        *self,
           UaDirDb          *db,
           UaDirLinkPurpose  purpose)
{
  const char *token = self->exchange->segments[1];
  UaDirLinkState state = UA_DIR_LINK_UNKNOWN;
  g_autoptr(GError) error = NULL;
  gint64 member = 0;

  self->secret = g_strdup (token);
  self->hash = ua_dir_link_hash (token);
  if ((strlen (token) <= MAX_TOKEN &&
       !ua_dir_link_find (db, purpose, self->hash, &state, &member, &error)) ||
      (member != 0 && !ua_dir_page_set_member (self, db, member, &error)))
    {
      ua_dir_page_fail (self, error);
      return FALSE;
    }
  if (state == UA_DIR_LINK_VALID)
    return TRUE;
  tell_state (self, state);
  return FALSE;
}

static gboolean
fill_names (UaDirPage  *self,
            UaDirDb    *db,
            GError    **error)
{
  static const char *const names[] = { "givenName", "familyName" };
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (!ua_dir_query_open (&query, db, error,
                          "SELECT json_extract (text, '$.name.givenName'),"
                          " json_extract (text, '$.name.familyName') FROM resource WHERE id = ?",
                          "i", self->member) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    if (!ua_dir_query_is_null (&query, i))
      g_hash_table_insert (self->form, g_strdup (names[i]),
                           g_strdup (ua_dir_query_text (&query, i)));
  return TRUE;
}

static void
show (UaDirPage  *self,
      gboolean    accept,
      const char *alert,
      guint       status)
{
  const UaDirPageWords *words = self->words;
  const UaDirPageInput inputs[] = {
    { "givenName", words->given_name, "text", "given-name", ua_dir_page_get (self, "givenName"),
      NULL, TRUE },
    { "familyName", words->family_name, "text", "family-name",
      ua_dir_page_get (self, "familyName"), NULL, TRUE },
    { "password", words->new_password },
    { "again", words->again },
    { NULL }
  };
  GString *out = ua_dir_page_begin (self, accept ? words->accept_title : words->password_title);

  if (alert != NULL)
    ua_dir_page_alert (self, out, alert);
  ua_dir_page_faults (self, out, inputs);
  ua_dir_html_open (out, "section", NULL);
  ua_dir_page_text (self, out, accept ? words->accept_lead : words->password_lead);
  ua_dir_page_form (self, out, NULL);
  for (guint i = 0; accept && i < 2; i++)
    ua_dir_page_input (self, out, &inputs[i]);
  ua_dir_page_password_inputs (self, out);
  ua_dir_page_submit (out, accept ? words->accept_do : words->password_do);
  ua_dir_html_close (out, "form");
  ua_dir_html_close (out, "section");
  ua_dir_page_end (self, out, status);
}

/* A link that was used meanwhile is told of; else there is no seat, and the link stays good. */
static void
tell_refusal (UaDirPage    *self,
              const GError *error)
{
  if (g_error_matches (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT))
    ua_dir_page_tell (self, 409, self->words->cannot_title, self->words->cannot, FALSE);
  else if (g_error_matches (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND))
    tell_state (self, UA_DIR_LINK_UNKNOWN);
  else
    ua_dir_page_fail (self, error);
}

static gboolean
check_names (UaDirPage *self)
{
  static const char *const names[] = { "givenName", "familyName" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = ua_dir_page_get (self, names[i]);

      if (*value == '\0')
        g_hash_table_insert (self->faults, (gpointer) names[i],
                             (gpointer) self->words->fault_empty);
      else if (strlen (value) > MAX_NAME)
        g_hash_table_insert (self->faults, (gpointer) names[i],
                             (gpointer) self->words->fault_long);
    }
  return g_hash_table_size (self->faults) == 0;
}

static gboolean
accept_due_cb (UaDirDb    *db,
               UaDirPage  *self,
               GError    **error)
{
  UaDirAcceptance acceptance = {
    .given_name = ua_dir_page_get (self, "givenName"),
    .family_name = ua_dir_page_get (self, "familyName"),
    .password_hash = self->password_hash,
  };
  gint64 member;

  return ua_dir_invitation_accept (db, self->service->base_uri, self->hash, &acceptance, &member,
                                   error);
}

static void
accept_done_cb (UaDirPage    *self,
                const GError *error)
{
  if (error != NULL)
    tell_refusal (self, error);
  else
    ua_dir_page_tell (self, 200, self->words->accepted_title, self->words->accepted, TRUE);
}

static gboolean
choose_due_cb (UaDirDb    *db,
               UaDirPage  *self,
               GError    **error)
{
  gint64 member;

  return ua_dir_password_choose (db, self->service->base_uri, self->hash, self->password_hash,
                                 &member, error);
}

static void
choose_done_cb (UaDirPage    *self,
                const GError *error)
{
  if (error != NULL)
    tell_refusal (self, error);
  else
    ua_dir_page_tell (self, 200, self->words->password_saved_title, self->words->password_saved,
                      TRUE);
}

static gboolean
answer (UaDirPage *self,
        UaDirDb   *db,
        gboolean   accept)
{
  g_autoptr(GError) error = NULL;

  if (!find_link (self, db, accept ? UA_DIR_LINK_INVITATION : UA_DIR_LINK_PASSWORD))
    return TRUE;
  if (!ua_dir_exchange_is (self->exchange, "POST"))
    {
      if (fill_names (self, db, &error))
        show (self, accept, NULL, 200);
      else
        ua_dir_page_fail (self, error);
      return TRUE;
    }
  if (!ua_dir_page_is_bound (self))
    {
      show (self, accept, self->words->stale, 403);
      return TRUE;
    }
  if (accept)
    check_names (self);
  if (!ua_dir_page_password_take (self, db, &error))
    {
      ua_dir_page_fail (self, error);
      return TRUE;
    }
  if (self->password_hash == NULL)
    {
      show (self, accept, NULL, 400);
      return TRUE;
    }
  if (accept)
    ua_dir_page_write (self, accept_due_cb, accept_done_cb);
  else
    ua_dir_page_write (self, choose_due_cb, choose_done_cb);
  return FALSE;
}

/**
 * ua_dir_page_accept:
 * @self: a page
 * @db: a connection
 *
 * Answers at `/accept/TOKEN`: names are checked, a password is chosen, the invitation is accepted
 * (WS-06, TL-05).
 *
 * Returns: whether there is an answer; else the writing thread gives it
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_accept (UaDirPage *self,
                    UaDirDb   *db)
{
  return answer (self, db, TRUE);
}

/**
 * ua_dir_page_password:
 * @self: a page
 * @db: a connection
 *
 * Answers at `/password/TOKEN`: a password is chosen, which enables the account (CC-04, CC-08).
 *
 * Returns: whether there is an answer; else the writing thread gives it
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_password (UaDirPage *self,
                      UaDirDb   *db)
{
  return answer (self, db, FALSE);
}
