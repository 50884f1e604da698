/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-replay.h"

#include "ua-time.h"

#include <string.h>

/* A request that changes something may carry an Idempotency-Key.  What was answered to it is kept
 * in the transaction of the change, so that the same request, sent again because its answer was
 * lost, is answered again and not carried out again. */

#define MAX_KEY 255

static gboolean
check_key (const char  *key,
           GError     **error)
{
  gsize n = strlen (key);

  if (n > 0 && n <= MAX_KEY && g_str_is_ascii (key))
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_BAD_REQUEST,
                       "Idempotency-Key: must have 1 to 255 ASCII characters");
  return FALSE;
}

/* A quick hash of a text that holds a password would give it away. */
static gboolean
holds_password (GBytes *body)
{
  gsize n;
  const char *text = g_bytes_get_data (body, &n);
  g_autofree char *lower = g_ascii_strdown (text, (gssize) n);

  return g_strstr_len (lower, (gssize) n, "password") != NULL;
}

/* Tells requests apart: method, address, preconditions and body. */
static char *
make_digest (UaDirExchange *exchange)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *path = g_strjoinv ("/", exchange->segments);
  const char *parts[] = { exchange->method, path, exchange->if_match };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = parts[i] != NULL ? parts[i] : "";

      g_checksum_update (checksum, (const guchar *) part, (gssize) strlen (part) + 1);
    }
  if (exchange->body != NULL && !holds_password (exchange->body))
    {
      gsize n;
      const guchar *bytes = g_bytes_get_data (exchange->body, &n);

      g_checksum_update (checksum, bytes, (gssize) n);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static void
answer_again (UaDirExchange *exchange,
              UaDirQuery    *query)
{
  g_autoptr(GBytes) answer = NULL;

  if (!ua_dir_query_is_null (query, 4))
    answer = g_bytes_new (ua_dir_query_text (query, 4), ua_dir_query_length (query, 4));
  exchange->etag = g_strdup (ua_dir_query_text (query, 2));
  exchange->location = g_strdup (ua_dir_query_text (query, 3));
  ua_dir_exchange_answer (exchange, (guint) ua_dir_query_int (query, 1),
                          answer != NULL ? g_steal_pointer (&answer) : NULL);
}

/**
 * ua_dir_replay_find:
 * @db: a writing connection
 * @exchange: a request that changes something
 * @found: (out): whether it was carried out before; @exchange then has its answer
 * @error: return location for an error
 *
 * Looks for what was answered to the same request.  Keys are of the acting member.
 *
 * Returns: whether it succeeded; else an error with what to answer: %UA_DIR_ERROR_CONFLICT where
 *   the key was used for another request
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_replay_find (UaDirDb        *db,
                    UaDirExchange  *exchange,
                    gboolean       *found,
                    GError        **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autofree char *digest = NULL;
  gboolean row;

  *found = FALSE;
  if (exchange->idempotency_key == NULL)
    return TRUE;
  if (!check_key (exchange->idempotency_key, error) ||
      !ua_dir_query_open (&query, db, error,
                          "SELECT digest, status, etag, location, answer FROM replay"
                          " WHERE actor = ? AND key = ?", "it", exchange->actor.id,
                          exchange->idempotency_key) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  digest = make_digest (exchange);
  if (g_strcmp0 (digest, ua_dir_query_text (&query, 0)) != 0)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                           "This Idempotency-Key was used for another request");
      return FALSE;
    }
  answer_again (exchange, &query);
  *found = TRUE;
  return TRUE;
}

/**
 * ua_dir_replay_keep:
 * @db: a writing connection
 * @exchange: a request that was carried out and has its answer
 * @error: return location for an error
 *
 * Keeps the answer in the transaction of the change.  Only what succeeded is kept: what was refused
 * may be tried again.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_replay_keep (UaDirDb        *db,
                    UaDirExchange  *exchange,
                    GError        **error)
{
  g_autofree char *digest = NULL;
  g_autofree char *answer = NULL;

  if (exchange->idempotency_key == NULL || exchange->status >= 300)
    return TRUE;
  digest = make_digest (exchange);
  if (exchange->answer != NULL)
    answer = g_strndup (g_bytes_get_data (exchange->answer, NULL),
                        g_bytes_get_size (exchange->answer));
  return ua_dir_db_run (db, error,
                        "INSERT INTO replay (actor, key, digest, at, status, etag, location,"
                        " answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        "ittiittt", exchange->actor.id, exchange->idempotency_key, digest,
                        ua_time_now (), (gint64) exchange->status, exchange->etag,
                        exchange->location, answer);
}

/**
 * ua_dir_replay_forget:
 * @db: a writing connection
 * @uid: the id of a member that is erased
 * @error: return location for an error
 *
 * Forgets the answers that tell of the member.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_replay_forget (UaDirDb     *db,
                      const char  *uid,
                      GError     **error)
{
  return ua_dir_db_run (db, error, "DELETE FROM replay WHERE instr (answer, ?) > 0", "t", uid);
}

/**
 * ua_dir_replay_expire:
 * @db: a writing connection
 * @error: return location for an error
 *
 * Forgets the answers that are older than %UA_DIR_REPLAY_HOURS.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_replay_expire (UaDirDb  *db,
                      GError  **error)
{
  gint64 oldest = ua_time_now () - (gint64) UA_DIR_REPLAY_HOURS * 3600 * 1000;

  return ua_dir_db_run (db, error, "DELETE FROM replay WHERE at < ?", "i", oldest);
}
