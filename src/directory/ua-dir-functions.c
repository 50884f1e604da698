/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-functions.h"

#include "ua-dir-audit.h"
#include "ua-time.h"

#include <string.h>

/**
 * ua_dir_key:
 * @text: UTF-8
 *
 * Makes the key by which texts without regard to case are compared and sorted (RFC 7643,
 * section 2.2, `caseExact`): normalised and case-folded; accents count.
 *
 * Returns: (transfer full): the key
 *
 * Any thread.
 */
char *
ua_dir_key (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;
  gsize n = strlen (text);
  gsize i = 0;

  while (i < n && (guchar) text[i] < 0x80)
    i++;
  if (i == n)
    return g_ascii_strdown (text, (gssize) n);

  valid = g_utf8_make_valid (text, (gssize) n);
  folded = g_utf8_casefold (valid, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/**
 * ua_dir_read_time:
 * @text: (nullable): a DateTime or a calendar day, which begins at midnight UTC
 *
 * Returns: milliseconds since 1970-01-01 UTC, or %UA_TIME_NONE
 *
 * Any thread.
 */
gint64
ua_dir_read_time (const char *text)
{
  g_autofree char *time = NULL;

  if (!ua_date_is_valid (text))
    return ua_time_parse (text);
  time = g_strconcat (text, "T00:00:00Z", NULL);
  return ua_time_parse (time);
}

/* ua_key (text) */
static void
call_key (sqlite3_context  *context,
          int               n_values,
          sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, ua_dir_key (text), -1, g_free);
}

/* ua_ms (text): the time in milliseconds, NULL when it is none */
static void
call_ms (sqlite3_context  *context,
         int               n_values,
         sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  gint64 time = ua_dir_read_time (text);

  if (time == UA_TIME_NONE)
    sqlite3_result_null (context);
  else
    sqlite3_result_int64 (context, time);
}

/* ua_ends (text, end): whether the text ends in it, byte for byte */
static void
call_ends (sqlite3_context  *context,
           int               n_values,
           sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *end = (const char *) sqlite3_value_text (values[1]);

  if (text == NULL || end == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context, g_str_has_suffix (text, end));
}

/* ua_starts (text, start): whether the text begins with it, byte for byte */
static void
call_starts (sqlite3_context  *context,
             int               n_values,
             sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *start = (const char *) sqlite3_value_text (values[1]);

  if (text == NULL || start == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context, g_str_has_prefix (text, start));
}

/* ua_bare (changes): the changes of a line of the audit without the names of members */
static void
call_bare (sqlite3_context  *context,
           int               n_values,
           sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  char *bare = text != NULL ? ua_dir_audit_make_bare (text) : NULL;

  if (bare == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, bare, -1, g_free);
}

/**
 * ua_dir_functions_register:
 * @handle: a connection
 *
 * Adds the functions that the queries of the directory use: `ua_key`, `ua_ms`, `ua_starts`,
 * `ua_ends` and `ua_bare`.
 */
void
ua_dir_functions_register (sqlite3 *handle)
{
  static const struct
  {
    const char *name;
    int n_values;
    void (*call) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "ua_key", 1, call_key },
    { "ua_ms", 1, call_ms },
    { "ua_starts", 2, call_starts },
    { "ua_ends", 2, call_ends },
    { "ua_bare", 1, call_bare },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function_v2 (handle, functions[i].name, functions[i].n_values,
                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                functions[i].call, NULL, NULL, NULL);
}
