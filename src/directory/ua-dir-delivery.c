/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-delivery.h"

#include "ua-dir-address.h"
#include "ua-dir-auth.h"
#include "ua-dir-letter.h"
#include "ua-dir-link.h"
#include "ua-dir-message.h"
#include "ua-time.h"

#include <string.h>
#include <sys/random.h>

/* One mail on its way out, in the order of the functions:
 *
 *   load     what is due is read
 *   arm      its secret is made, in memory alone
 *   take     the hash of the secret is written, which ends the one before; COMMIT
 *   send     the mail is handed on
 *   report   what became of it is written; COMMIT
 *
 * A service that dies on the way finds the message still queued, and sends it again with a new
 * secret: the link or password that may have gone out is void. */

/* How long is waited before the next attempt, in minutes; then it has failed. */
static const guint waits[] = { 1, 5, 15, 60, 240 };

/* Neither 0 nor O, neither 1 nor l nor I: 80 bits and more in 16 of them. */
static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
#define PASSWORD_LETTERS 16
#define PASSWORD_GROUP 4

/* What stands instead of the hash of a password that is still to be made. */
static const char no_password[] = UA_DIR_NO_PASSWORD;

struct _UaDirDelivery
{
  gint64 message;          /* rows */
  gint64 member;
  gint64 attempts;         /* before this one */
  char *uid;               /* (owned) */
  UaDirMailFacts facts;
  char *secret;            /* (owned) (nullable) */
  char *hash;              /* (owned) (nullable): what is kept of the secret */
  gboolean taken;
  GError *fault;           /* (owned) (nullable) */
};

static void
delivery_free (gpointer data)
{
  UaDirDelivery *self = data;

  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->hash);
  g_free (self->uid);
  ua_dir_mail_facts_clear (&self->facts);
  g_clear_error (&self->fault);
  g_free (self);
}

static UaDirDelivery *
load_one (UaDirDb     *db,
          UaDirQuery  *query,
          GError     **error)
{
  UaDirDelivery *self = g_new0 (UaDirDelivery, 1);
  UaDirMail mail = { .member = ua_dir_query_int (query, 3) };

  self->message = ua_dir_query_int (query, 0);
  self->uid = g_strdup (ua_dir_query_text (query, 1));
  self->attempts = ua_dir_query_int (query, 2);
  self->member = mail.member;
  mail.kind = ua_dir_mail_kind_from_string (ua_dir_query_text (query, 4));
  mail.note = ua_dir_query_text (query, 6);
  if (ua_dir_mail_facts_load (&self->facts, db, &mail, ua_dir_query_text (query, 5),
                              ua_dir_query_int (query, 7), error))
    return self;
  delivery_free (self);
  return NULL;
}

/**
 * ua_dir_delivery_load:
 * @db: a connection
 * @now: the time in milliseconds since 1970
 * @limit: how many at most
 * @next: (out): when the next one is due that is not yet, in milliseconds since 1970; 0 for never
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type UaDirDelivery): the mails that are due, the
 *   oldest first; %NULL with an error
 *
 * A thread that reads.
 */
GPtrArray *
ua_dir_delivery_load (UaDirDb  *db,
                      gint64    now,
                      guint     limit,
                      gint64   *next,
                      GError  **error)
{
  g_autoptr(GPtrArray) due = g_ptr_array_new_with_free_func (delivery_free);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_db_get_int (db, next, error, "SELECT min (due) FROM message WHERE due > ?", "i",
                          now) ||
      !ua_dir_query_open (&query, db, error,
                          "SELECT k.id, r.uid, k.attempts, k.member, k.kind, k.recipient, k.note,"
                          " k.sender FROM message k JOIN resource r ON r.id = k.id"
                          " WHERE k.due <= ? ORDER BY k.due, k.id LIMIT ?", "ii", now,
                          (gint64) limit))
    return NULL;
  for (;;)
    {
      UaDirDelivery *delivery;

      if (!ua_dir_query_step (&query, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&due);
      delivery = load_one (db, &query, error);
      if (delivery == NULL)
        return NULL;
      g_ptr_array_add (due, delivery);
    }
}

static char *
make_password (void)
{
  guint8 bytes[PASSWORD_LETTERS];
  GString *password = g_string_new (NULL);

  G_STATIC_ASSERT (sizeof letters == 32 + 1);
  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    g_error ("There are no random numbers");
  for (gsize i = 0; i < sizeof bytes; i++)
    {
      if (i > 0 && i % PASSWORD_GROUP == 0)
        g_string_append_c (password, '-');
      g_string_append_c (password, letters[bytes[i] % 32]);
    }
  explicit_bzero (bytes, sizeof bytes);
  return g_string_free (password, FALSE);
}

static gboolean
has_link (UaDirMailKind kind)
{
  return kind == UA_DIR_MAIL_INVITATION || kind == UA_DIR_MAIL_ACTIVATION ||
         kind == UA_DIR_MAIL_PASSWORD_LINK;
}

/**
 * ua_dir_delivery_arm:
 * @self: a mail that is due
 *
 * Makes the secret that goes out in it, and what is kept of that.  Takes some tens of milliseconds
 * for a password.
 *
 * The thread that sends mails.
 */
void
ua_dir_delivery_arm (UaDirDelivery *self)
{
  if (has_link (self->facts.kind))
    {
      self->secret = ua_dir_link_make ();
      self->hash = ua_dir_link_hash (self->secret);
    }
  else if (self->facts.kind == UA_DIR_MAIL_CREDENTIALS)
    {
      self->secret = make_password ();
      self->hash = ua_dir_auth_hash_password (self->secret, &self->fault);
    }
}

/* A password that the member has chosen meanwhile is not taken away. */
static gboolean
take_password (UaDirDelivery  *self,
               UaDirDb        *db,
               GError        **error)
{
  if (!ua_dir_db_run (db, error,
                      "UPDATE member SET password_hash = ?, password_changed = ?, must_change = 1,"
                      " failed_logins = 0 WHERE id = ? AND (must_change = 1 OR password_hash = ?)",
                      "tiit", self->hash, ua_time_now (), self->member, no_password))
    return FALSE;
  self->taken = ua_dir_db_changes (db) > 0;
  return self->taken ||
         ua_dir_message_set_state (db, self->message, "cancelled",
                                   "The member has chosen a password already", FALSE, 0, error);
}

/**
 * ua_dir_delivery_take:
 * @self: a mail that is armed
 * @db: a writing connection
 * @error: return location for an error
 *
 * Makes its secret the one that holds, where the mail is still to be sent.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_delivery_take (UaDirDelivery  *self,
                      UaDirDb        *db,
                      GError        **error)
{
  UaDirLinkPurpose purpose = self->facts.kind == UA_DIR_MAIL_INVITATION
    ? UA_DIR_LINK_INVITATION : UA_DIR_LINK_PASSWORD;
  gint64 queued;

  if (!ua_dir_db_get_int (db, &queued, error,
                          "SELECT count (*) FROM message WHERE id = ? AND due IS NOT NULL", "i",
                          self->message))
    return FALSE;
  if (queued == 0 || self->fault != NULL)
    return TRUE;
  if (self->facts.kind == UA_DIR_MAIL_CREDENTIALS)
    return take_password (self, db, error);
  if (has_link (self->facts.kind) &&
      !ua_dir_link_store (db, purpose, self->member, self->message, self->hash, self->facts.until,
                          error))
    return FALSE;
  self->taken = TRUE;
  return TRUE;
}

/**
 * ua_dir_delivery_send:
 * @self: a mail that is taken, or not
 * @post: where it goes
 * @cancellable: ends it
 *
 * Writes the mail and hands it on.
 *
 * The thread that sends mails.
 */
void
ua_dir_delivery_send (UaDirDelivery *self,
                      UaDirPost     *post,
                      GCancellable  *cancellable)
{
  const UaDirMailFacts *facts = &self->facts;
  g_auto(UaDirMailText) text = { NULL };
  g_autofree char *domain = ua_dir_address_get_domain (facts->from);
  g_autofree char *id = g_strdup_printf ("%s.%" G_GINT64_FORMAT "@%s", self->uid,
                                         self->attempts + 1, domain);
  g_autofree char *mail = NULL;
  UaDirLetter letter = {
    .from_name = facts->organisation, .from = facts->from, .to_name = facts->display,
    .to = facts->recipient, .id = id, .date = ua_time_now (), .language = facts->language,
  };

  if (!self->taken)
    return;
  ua_dir_mail_text_write (&text, facts, self->secret);
  letter.subject = text.subject;
  letter.text = text.text;
  letter.html = text.html;
  mail = ua_dir_letter_write (&letter, &self->fault);
  if (mail == NULL)
    return;
  ua_dir_post_send (post, self->uid, facts->from, mail, cancellable, &self->fault);
  explicit_bzero (mail, strlen (mail));
  explicit_bzero (text.text, strlen (text.text));
  explicit_bzero (text.html, strlen (text.html));
}

/* A mail that was not handed on is tried again after a while, unless that is of no use. */
static gboolean
report_fault (UaDirDelivery  *self,
              UaDirDb        *db,
              GError        **error)
{
  gboolean again = self->fault->domain != UA_ERROR &&
                   !g_error_matches (self->fault, UA_DIR_POST_ERROR, UA_DIR_POST_ERROR_NEVER) &&
                   (gsize) self->attempts < G_N_ELEMENTS (waits);
  gint64 due = again ? ua_time_now () + (gint64) waits[self->attempts] * 60 * 1000 : 0;

  return ua_dir_message_set_state (db, self->message, again ? "queued" : "failed",
                                   self->fault->message, TRUE, due, error);
}

/**
 * ua_dir_delivery_report:
 * @self: a mail that was sent, or not
 * @db: a writing connection
 * @error: return location for an error
 *
 * Writes what became of it.  A mail to a member who was erased meanwhile is forgotten.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_delivery_report (UaDirDelivery  *self,
                        UaDirDb        *db,
                        GError        **error)
{
  gint64 queued;

  if (!self->taken && self->fault == NULL)
    return TRUE;
  if (!ua_dir_db_get_int (db, &queued, error,
                          "SELECT count (*) FROM message WHERE id = ? AND due IS NOT NULL", "i",
                          self->message))
    return FALSE;
  if (queued == 0)
    return TRUE;
  if (self->fault != NULL)
    return report_fault (self, db, error);
  return ua_dir_message_set_state (db, self->message, "sent", NULL, TRUE, 0, error);
}
