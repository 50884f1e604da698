/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "ua-error.h"
#include "ua-errors.h"
#include "ua-format.h"
#include "ua-time.h"

/* No sentence speaks of the protocol, and every one ends as a sentence. */
static void
test_sentences (void)
{
  static const char * const forbidden[] = {
    "SCIM", "HTTP", "JSON", "PATCH", "401", "resource", "object", "ETag", "null",
  };

  for (UaErrorContext context = UA_ERROR_CONTEXT_CONNECT; context <= UA_ERROR_CONTEXT_FORGET;
       context++)
    for (int code = UA_ERROR_FAILED; code <= UA_ERROR_STOPPED; code++)
      {
        g_autoptr (GError) error =
          g_error_new_literal (UA_ERROR, code, "HTTP 401 in a SCIM resource");
        const char *sentence = ua_errors_get_sentence (error, context);
        g_autofree char *details = ua_errors_get_details (error);

        g_assert_cmpstr (ua_errors_get_title (error, context), !=, "");
        g_assert_true (g_str_has_suffix (sentence, "."));
        for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
          g_assert_null (strstr (sentence, forbidden[i]));
        g_assert_cmpstr (details, ==, "HTTP 401 in a SCIM resource");
      }
}

/* An error of another domain with the same number is another error. */
static void
test_other_domain (void)
{
  g_autoptr (GError) mine = g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "x");
  g_autoptr (GError) other =
    g_error_new_literal (G_FILE_ERROR, (int) UA_ERROR_OFFLINE, "x");

  g_assert_cmpstr (ua_errors_get_sentence (mine, UA_ERROR_CONTEXT_SYNC), !=,
                   ua_errors_get_sentence (other, UA_ERROR_CONTEXT_SYNC));
}

/* A server that changes nothing is told from a member who is gone. */
static void
test_unchangeable (void)
{
  g_autoptr (GError) gone = g_error_new_literal (UA_ERROR, UA_ERROR_NOT_FOUND, "x");
  g_autoptr (GError) fixed = g_error_new_literal (UA_ERROR, UA_ERROR_NOT_SUPPORTED, "x");

  g_assert_cmpstr (ua_errors_get_sentence (gone, UA_ERROR_CONTEXT_SAVE), !=,
                   ua_errors_get_sentence (fixed, UA_ERROR_CONTEXT_SAVE));
  g_assert_cmpstr (ua_errors_get_sentence (gone, UA_ERROR_CONTEXT_CONNECT), ==,
                   ua_errors_get_sentence (fixed, UA_ERROR_CONTEXT_CONNECT));
}

static void
test_details_clean (void)
{
  g_autoptr (GError) error =
    g_error_new_literal (UA_ERROR, UA_ERROR_SERVER, "a\nb\x1b[31m\xe2\x80\xae" "c");
  g_autofree char *details = ua_errors_get_details (error);

  for (const char *p = details; *p != '\0'; p++)
    g_assert_false (g_ascii_iscntrl (*p));
  g_assert_null (strstr (details, "\xe2\x80\xae"));
}

/* WU-01, WU-03: every status has a word, an icon and a sentence; no two share one. */
static void
test_status (void)
{
  for (UaStatus a = UA_STATUS_UNKNOWN; a <= UA_STATUS_LOCKED; a++)
    for (UaStatus b = UA_STATUS_UNKNOWN; b < a; b++)
      {
        g_assert_cmpstr (ua_format_status (a), !=, ua_format_status (b));
        g_assert_cmpstr (ua_format_status_icon (a), !=, ua_format_status_icon (b));
        g_assert_cmpstr (ua_format_status_explanation (a), !=, ua_format_status_explanation (b));
        g_assert_cmpstr (ua_format_status_class (a), !=, ua_format_status_class (b));
      }
}

static void
test_labels (void)
{
  for (UaField field = 0; field < UA_N_FIELDS; field++)
    g_assert_cmpstr (ua_format_field_label (field), !=, "");
}

static void
test_values (void)
{
  static const struct
  {
    UaField field;
    const char *value;
    const char *expected;
  } rows[] = {
    { UA_FIELD_STATUS, "locked", "Locked" },
    { UA_FIELD_STATUS, "sleeping", "Unknown" },
    { UA_FIELD_ACCESS_LEVEL, "admin", "Admin" },
    { UA_FIELD_HAS_PASSWORD, "true", "Yes" },
    { UA_FIELD_HAS_PASSWORD, "false", "No" },
    { UA_FIELD_HIRE_DATE, "2024-02-29", "29 February 2024" },
    { UA_FIELD_HIRE_DATE, "2023-02-29", "2023-02-29" },
    { UA_FIELD_CREATED, "2024-02-29T23:59:59.000Z", "29 February 2024, 23:59" },
    { UA_FIELD_CREATED, "yesterday", NULL },
    { UA_FIELD_TITLE, "a\nb", "a b" },
    { UA_FIELD_TITLE, NULL, NULL },
    { UA_FIELD_COUNTRY, "NL", "Netherlands" },
    { UA_FIELD_COUNTRY, "Nowhere\nLand", "Nowhere Land" },
    { UA_FIELD_COUNTRY, NULL, NULL },
    { UA_FIELD_LANGUAGE, "nl-BE", "Dutch (Belgium)" },
    { UA_FIELD_LANGUAGE, "xx", "xx" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ua_format_value (rows[i].field, rows[i].value);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

/* UA-03: how old the data is, as short as is clear. */
static void
test_as_of (void)
{
  static const struct
  {
    const char *then;
    const char *expected;
  } rows[] = {
    { "2026-05-03T09:12:00.000Z", "09:12" },
    { "2026-05-02T23:59:00.000Z", "yesterday, 23:59" },
    { "2026-04-03T09:12:00.000Z", "3 April, 09:12" },
    { "2025-05-03T09:12:00.000Z", "3 May 2025, 09:12" },
  };
  gint64 now = ua_time_parse ("2026-05-03T18:00:00.000Z");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ua_format_as_of (ua_time_parse (rows[i].then), now);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
  {
    g_autofree char *text = ua_format_as_of (G_MAXINT64, now);

    g_assert_cmpstr (text, ==, "an unknown time");
  }
}

static void
test_name (void)
{
  g_autoptr (UaMemberRecord) record = NULL;
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autofree char *nobody = ua_format_name (NULL);
  g_autofree char *name = NULL;

  ua_member_builder_set (builder, UA_FIELD_ID, "m1");
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, "نور");
  record = ua_member_builder_end (builder);
  name = ua_format_name (record);
  g_assert_cmpstr (name, ==, "\xe2\x81\xa8نور\xe2\x81\xa9");
  g_assert_nonnull (nobody);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/sentences", test_sentences);
  g_test_add_func ("/words/other-domain", test_other_domain);
  g_test_add_func ("/words/unchangeable", test_unchangeable);
  g_test_add_func ("/words/details-clean", test_details_clean);
  g_test_add_func ("/words/status", test_status);
  g_test_add_func ("/words/labels", test_labels);
  g_test_add_func ("/words/values", test_values);
  g_test_add_func ("/words/as-of", test_as_of);
  g_test_add_func ("/words/name", test_name);
  return g_test_run ();
}
