/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-auth.h"

#include "ua-dir-functions.h"
#include "ua-time.h"

#include <crypt.h>
#include <string.h>
#include <sys/random.h>

#define MAX_HEADER 2048
#define MAX_WAITING 32
/* How long a password that was right is taken as right without computing its slow hash again. */
#define REMEMBER_SECONDS 60
#define MAX_REMEMBERED 1024
/* yescrypt, with the cost that the library prefers for it. */
#define HASH_PREFIX "$y$"

/* One password that is being checked for one request. */
typedef struct
{
  UaDirExchange *exchange;   /* (unowned) */
  char *password;            /* (owned) */
  char *hash;                /* (owned) */
  char *proof;               /* (owned) */
} Check;

struct _UaDirAuth
{
  UaDirFinishedFunc checked;
  gpointer checked_data;     /* (unowned) */
  GThreadPool *pool;         /* (owned) */
  char *decoy;               /* (owned): the hash that is checked where there is no member */
  guint8 key[32];
  GMutex mutex;
  GHashTable *remembered;    /* (owned), proof to gint64 monotonic end; under the mutex */

  /* Whose token was the last that was good, as long as nothing at all has changed since: programs
   * that synchronise use one for many requests.  Under the mutex. */
  char *token;               /* (owned) (nullable) */
  gint token_tick;
  UaDirActor token_actor;
};

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static gboolean
is_remembered (UaDirAuth  *self,
               const char *proof)
{
  gint64 *end;
  gboolean remembered;

  g_mutex_lock (&self->mutex);
  end = g_hash_table_lookup (self->remembered, proof);
  remembered = end != NULL && *end > g_get_monotonic_time ();
  g_mutex_unlock (&self->mutex);
  return remembered;
}

static void
remember (UaDirAuth  *self,
          const char *proof)
{
  gint64 *end = g_new (gint64, 1);

  *end = g_get_monotonic_time () + REMEMBER_SECONDS * G_USEC_PER_SEC;
  g_mutex_lock (&self->mutex);
  if (g_hash_table_size (self->remembered) >= MAX_REMEMBERED)
    g_hash_table_remove_all (self->remembered);
  g_hash_table_replace (self->remembered, g_strdup (proof), end);
  g_mutex_unlock (&self->mutex);
}

/* Ties password, stored hash and the last end of all sessions together, so that a new password and
 * a deactivation end what is remembered. */
static char *
make_proof (UaDirAuth  *self,
            const char *password,
            const char *hash,
            gint64      ended)
{
  g_autoptr(GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, sizeof self->key);

  g_hmac_update (hmac, (const guchar *) hash, (gssize) strlen (hash) + 1);
  g_hmac_update (hmac, (const guchar *) &ended, sizeof ended);
  g_hmac_update (hmac, (const guchar *) password, (gssize) strlen (password));
  return g_strdup (g_hmac_get_string (hmac));
}

/**
 * ua_dir_auth_is_password:
 * @password: a password
 * @hash: the hash that is kept of one
 *
 * Takes as long as ua_dir_auth_hash_password().
 *
 * Returns: whether it is that password
 *
 * Any thread but the main one and the one that writes.
 */
gboolean
ua_dir_auth_is_password (const char *password,
                         const char *hash)
{
  g_autofree struct crypt_data *data = g_new0 (struct crypt_data, 1);
  const char *computed = crypt_rn (password, hash, data, (int) sizeof *data);
  guint8 difference = 0;
  gboolean same;

  same = computed != NULL && strlen (computed) == strlen (hash);
  for (gsize i = 0; same && hash[i] != '\0'; i++)
    difference |= (guint8) (computed[i] ^ hash[i]);
  same = same && difference == 0;
  explicit_bzero (data, sizeof *data);
  return same;
}

static void
check_started_cb (gpointer data,
                  gpointer user_data)
{
  UaDirAuth *self = user_data;
  Check *check = data;
  UaDirExchange *exchange = check->exchange;

  exchange->password_checked = TRUE;
  exchange->password_good = ua_dir_auth_is_password (check->password, check->hash);
  if (exchange->password_good)
    remember (self, check->proof);
  wipe (check->password);
  g_free (check->hash);
  g_free (check->proof);
  g_free (check);
  self->checked (exchange, self->checked_data);
}

/**
 * ua_dir_auth_new:
 * @checked: told, on a thread of this object, that ua_dir_auth_check() is to be asked again
 * @checked_data: for @checked
 *
 * Returns: (transfer full): an object that checks credentials
 *
 * Main thread.
 */
UaDirAuth *
ua_dir_auth_new (UaDirFinishedFunc checked,
                 gpointer          checked_data)
{
  UaDirAuth *self = g_new0 (UaDirAuth, 1);
  g_autofree char *nobody = g_uuid_string_random ();

  self->checked = checked;
  self->checked_data = checked_data;
  self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&self->mutex);
  if (getrandom (self->key, sizeof self->key, 0) != (gssize) sizeof self->key)
    g_error ("There are no random numbers");
  self->decoy = ua_dir_auth_hash_password (nobody, NULL);
  g_assert (self->decoy != NULL);
  self->pool = g_thread_pool_new (check_started_cb, self, 1, FALSE, NULL);
  return self;
}

/**
 * ua_dir_auth_free:
 * @self: (transfer full) (nullable): the object
 *
 * Waits for the checks that are under way, which still report.
 */
void
ua_dir_auth_free (UaDirAuth *self)
{
  if (self == NULL)
    return;
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_hash_table_unref (self->remembered);
  g_mutex_clear (&self->mutex);
  explicit_bzero (self->key, sizeof self->key);
  wipe (self->token);
  g_free (self->token_actor.uid);
  g_free (self->decoy);
  g_free (self);
}

/* Loads what counts about the member whom the first column of @sql names. */
static UaDirAuthResult
load_actor (UaDirDb        *db,
            UaDirExchange  *exchange,
            const char     *sql,
            const char     *key,
            char          **hash,
            gint64         *ended,
            GError        **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, sql, "t", key) ||
      !ua_dir_query_step (&query, &row, error))
    return UA_DIR_AUTH_ERROR;
  /* A lock shuts out passwords, not tokens, or else anybody could stop what runs with one. */
  if (!row || (ua_dir_query_int (&query, 3) != UA_DIR_ACTIVE &&
               (hash != NULL || ua_dir_query_int (&query, 3) != UA_DIR_LOCKED)))
    return UA_DIR_AUTH_NO;
  exchange->actor.id = ua_dir_query_int (&query, 0);
  g_free (exchange->actor.uid);
  exchange->actor.uid = g_strdup (ua_dir_query_text (&query, 1));
  exchange->actor.access = (UaDirAccess) ua_dir_query_int (&query, 2);
  if (hash != NULL)
    *hash = g_strdup (ua_dir_query_text (&query, 4));
  if (ended != NULL)
    *ended = ua_dir_query_int (&query, 5);
  exchange->had_failures = hash != NULL && ua_dir_query_int (&query, 6) > 0;
  return UA_DIR_AUTH_YES;
}

/* Takes as long for any two of the same length. */
static gboolean
is_same_secret (const char *a,
                const char *b)
{
  gsize length = strlen (a);
  guint8 difference = 0;

  if (strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint8) (a[i] ^ b[i]);
  return difference == 0;
}

static void
copy_actor (UaDirActor       *to,
            const UaDirActor *from)
{
  char *uid = g_strdup (from->uid);

  g_free (to->uid);
  *to = *from;
  to->uid = uid;
}

static gboolean
recall_token (UaDirAuth     *self,
              UaDirDb       *db,
              UaDirExchange *exchange,
              const char    *token)
{
  gint tick = ua_dir_ticks_view_get (ua_dir_db_get_ticks (db), UA_DIR_CHANGE_ANY);
  gboolean known;

  g_mutex_lock (&self->mutex);
  known = tick >= 0 && self->token != NULL && self->token_tick == tick &&
          is_same_secret (self->token, token);
  if (known)
    copy_actor (&exchange->actor, &self->token_actor);
  g_mutex_unlock (&self->mutex);
  return known;
}

static void
note_token (UaDirAuth     *self,
            UaDirDb       *db,
            UaDirExchange *exchange,
            const char    *token)
{
  g_mutex_lock (&self->mutex);
  if (g_strcmp0 (self->token, token) != 0)
    {
      wipe (self->token);
      self->token = g_strdup (token);
    }
  self->token_tick = ua_dir_ticks_view_get (ua_dir_db_get_ticks (db), UA_DIR_CHANGE_ANY);
  copy_actor (&self->token_actor, &exchange->actor);
  g_mutex_unlock (&self->mutex);
}

static UaDirAuthResult
check_bearer (UaDirAuth      *self,
              UaDirDb        *db,
              UaDirExchange  *exchange,
              const char     *token,
              GError        **error)
{
  g_autofree char *hash = NULL;
  UaDirAuthResult result;

  if (recall_token (self, db, exchange, token))
    return UA_DIR_AUTH_YES;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  result = load_actor (db, exchange,
                       "SELECT m.id, r.uid, m.access_level, m.status FROM token t"
                       " JOIN member m ON m.id = t.member JOIN resource r ON r.id = m.id"
                       " WHERE t.hash = ? AND t.purpose = 'bearer'",
                       hash, NULL, NULL, error);
  if (result == UA_DIR_AUTH_YES)
    note_token (self, db, exchange, token);
  return result;
}

static gboolean
read_basic (const char  *text,
            char       **name,
            char       **password)
{
  gsize length;
  g_autofree guchar *decoded = g_base64_decode (text, &length);
  g_autofree char *pair = g_strndup ((const char *) decoded, length);
  char *colon;

  explicit_bzero (decoded, length);
  if (strlen (pair) != length || !g_utf8_validate (pair, -1, NULL) ||
      (colon = strchr (pair, ':')) == NULL)
    return FALSE;
  *name = g_strndup (pair, (gsize) (colon - pair));
  *password = g_strdup (colon + 1);
  explicit_bzero (pair, length);
  return TRUE;
}

static UaDirAuthResult
start_check (UaDirAuth      *self,
             UaDirExchange  *exchange,
             const char     *password,
             const char     *hash,
             const char     *proof)
{
  Check *check;

  if (g_thread_pool_unprocessed (self->pool) >= MAX_WAITING)
    return UA_DIR_AUTH_BUSY;
  check = g_new0 (Check, 1);
  check->exchange = exchange;
  check->password = g_strdup (password);
  check->hash = g_strdup (hash);
  check->proof = g_strdup (proof);
  g_thread_pool_push (self->pool, check, NULL);
  return UA_DIR_AUTH_LATER;
}

/**
 * ua_dir_auth_check_password:
 * @self: the object
 * @db: a connection
 * @exchange: a request
 * @name: a user name
 * @password: a password
 * @error: return location for an error
 *
 * Finds the member who has this user name and this password.
 *
 * Returns: as ua_dir_auth_check()
 *
 * A thread that reads.
 */
UaDirAuthResult
ua_dir_auth_check_password (UaDirAuth      *self,
                            UaDirDb        *db,
                            UaDirExchange  *exchange,
                            const char     *name,
                            const char     *password,
                            GError        **error)
{
  g_autofree char *key = ua_dir_key (name);
  g_autofree char *hash = NULL;
  g_autofree char *proof = NULL;
  gint64 ended = 0;
  UaDirAuthResult result;

  result = load_actor (db, exchange,
                       "SELECT m.id, r.uid, m.access_level, m.status, m.password_hash,"
                       " m.sessions_ended, m.failed_logins FROM member m"
                       " JOIN resource r ON r.id = m.id"
                       " WHERE m.user_name_key = ?",
                       key, &hash, &ended, error);
  if (result != UA_DIR_AUTH_ERROR && !exchange->password_checked)
    {
      /* A member that is not there costs the same time as one that is. */
      if (result == UA_DIR_AUTH_NO || hash == NULL)
        {
          result = start_check (self, exchange, password, self->decoy, "");
        }
      else
        {
          proof = make_proof (self, password, hash, ended);
          if (!is_remembered (self, proof))
            result = start_check (self, exchange, password, hash, proof);
        }
    }
  else if (result == UA_DIR_AUTH_YES && (hash == NULL || !exchange->password_good))
    {
      exchange->suspect = hash != NULL ? exchange->actor.id : 0;
      result = UA_DIR_AUTH_NO;
    }
  return result;
}

static UaDirAuthResult
check_basic (UaDirAuth      *self,
             UaDirDb        *db,
             UaDirExchange  *exchange,
             const char     *text,
             GError        **error)
{
  g_autofree char *name = NULL;
  char *password = NULL;
  UaDirAuthResult result;

  if (!read_basic (text, &name, &password))
    return UA_DIR_AUTH_NO;
  result = ua_dir_auth_check_password (self, db, exchange, name, password, error);
  wipe (password);
  return result;
}

/**
 * ua_dir_auth_check:
 * @self: the object
 * @db: a connection
 * @exchange: a request
 * @error: return location for an error
 *
 * Finds the actor of a request.  Only an active member may act.
 *
 * Returns: what is known; with %UA_DIR_AUTH_LATER the request belongs to @self until the callback
 *   is told
 *
 * A thread that reads.
 */
UaDirAuthResult
ua_dir_auth_check (UaDirAuth      *self,
                   UaDirDb        *db,
                   UaDirExchange  *exchange,
                   GError        **error)
{
  const char *header = exchange->authorization;

  if (header == NULL || strlen (header) > MAX_HEADER)
    return UA_DIR_AUTH_NO;
  if (g_ascii_strncasecmp (header, "Bearer ", 7) == 0)
    {
      exchange->by_token = TRUE;
      return check_bearer (self, db, exchange, header + 7 + strspn (header + 7, " "), error);
    }
  if (g_ascii_strncasecmp (header, "Basic ", 6) == 0)
    return check_basic (self, db, exchange, header + 6 + strspn (header + 6, " "), error);
  return UA_DIR_AUTH_NO;
}

/**
 * ua_dir_auth_store_token:
 * @db: a writing connection
 * @token: the bearer token
 * @member: the member on whose behalf it is
 * @error: return location for an error
 *
 * Makes @token the one that is accepted, and ends those before it.  Only its hash is kept: it is
 * random, so a fast one will do.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_auth_store_token (UaDirDb     *db,
                         const char  *token,
                         gint64       member,
                         GError     **error)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);

  return ua_dir_db_run (db, error, "DELETE FROM token WHERE purpose = 'bearer'", "") &&
         ua_dir_db_run (db, error,
                        "INSERT INTO token (hash, member, purpose, created)"
                        " VALUES (?, ?, 'bearer', ?)",
                        "tii", hash, member, ua_time_now ());
}

/**
 * ua_dir_auth_hash_password:
 * @password: a password
 * @error: return location for an error
 *
 * Makes the hash that is kept of a password.  Takes some tens of milliseconds, on purpose.
 *
 * Returns: (transfer full) (nullable): the hash, or %NULL with %UA_ERROR_FAILED
 *
 * Any thread but the main one.
 */
char *
ua_dir_auth_hash_password (const char  *password,
                           GError     **error)
{
  g_autofree struct crypt_data *data = g_new0 (struct crypt_data, 1);
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  const char *computed = NULL;
  char *hash = NULL;

  if (crypt_gensalt_rn (HASH_PREFIX, 0, NULL, 0, setting, (int) sizeof setting) != NULL)
    computed = crypt_rn (password, setting, data, (int) sizeof *data);
  if (computed != NULL && computed[0] != '*')
    hash = g_strdup (computed);
  else
    g_set_error_literal (error, UA_ERROR, UA_ERROR_FAILED, "The password cannot be hashed");
  explicit_bzero (data, sizeof *data);
  return hash;
}
