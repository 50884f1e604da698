/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-error.h"
#include "ua-time.h"

#include <locale.h>

typedef struct
{
  const char *text;
  gint64 unix_ms;
} Pair;

static void
test_parse (void)
{
  static const Pair pairs[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "2008-01-23T04:56:22Z", G_GINT64_CONSTANT (1201064182000) },
    { "2008-01-23T04:56:22.125Z", G_GINT64_CONSTANT (1201064182125) },
    { "2008-01-23T05:56:22+01:00", G_GINT64_CONSTANT (1201064182000) },
    { "2008-01-22T20:56:22-08:00", G_GINT64_CONSTANT (1201064182000) },
    { "2008-01-23T04:56:22", G_GINT64_CONSTANT (1201064182000) },
    { "1969-12-31T23:59:59.999Z", -1 },
    { "2038-01-19T03:14:08Z", G_GINT64_CONSTANT (2147483648000) },
    { "0001-01-01T00:00:00Z", G_GINT64_CONSTANT (-62135596800000) },
    { "9999-12-31T23:59:59.999Z", G_GINT64_CONSTANT (253402300799999) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpint (ua_time_parse (pairs[i].text), ==, pairs[i].unix_ms);
}

static void
test_parse_refused (void)
{
  static const char *texts[] = {
    "", "T", "2008-01-23", "04:56:22Z", "2008-13-23T04:56:22Z", "2008-02-30T04:56:22Z",
    "2008-01-23T25:00:00Z", "2008-01-23 04:56:22Z", "1201064182", "yesterdayT", "2008-01-23T",
    "20080-01-23T04:56:22Z", "2008-01-23T04:56:22Zjunk", "\xff\xffT\xff",
    "99999999999999999999-01-01T00:00:00Z",
  };

  g_assert_cmpint (ua_time_parse (NULL), ==, UA_TIME_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (ua_time_parse (texts[i]), ==, UA_TIME_NONE);
}

static void
test_format (void)
{
  static const Pair pairs[] = {
    { "1970-01-01T00:00:00.000Z", 0 },
    { "1969-12-31T23:59:59.999Z", -1 },
    { "1969-12-31T23:59:59.000Z", -1000 },
    { "2008-01-23T04:56:22.007Z", G_GINT64_CONSTANT (1201064182007) },
    { "0001-01-01T00:00:00.000Z", G_GINT64_CONSTANT (-62135596800000) },
    { "0987-06-05T00:00:00.000Z", G_GINT64_CONSTANT (-31007059200000) },
    { "9999-12-31T23:59:59.999Z", G_GINT64_CONSTANT (253402300799999) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *text = ua_time_format (pairs[i].unix_ms);

      g_assert_cmpstr (text, ==, pairs[i].text);
      g_assert_cmpint (ua_time_parse (text), ==, pairs[i].unix_ms);
    }
}

static void
test_format_refused (void)
{
  g_assert_null (ua_time_format (UA_TIME_NONE));
  g_assert_null (ua_time_format (G_MAXINT64));
  g_assert_null (ua_time_format (G_GINT64_CONSTANT (253402300800000)));
  g_assert_null (ua_time_format (G_GINT64_CONSTANT (-62135596800001)));
}

static void
test_format_sorts (void)
{
  /* Texts sort as the times do, which the columns of the databases rely on. */
  for (guint round = 0; round < 1000; round++)
    {
      gint64 a = (gint64) g_test_rand_double_range (-6e13, 2.5e14);
      gint64 b = (gint64) g_test_rand_double_range (-6e13, 2.5e14);
      g_autofree char *text_a = ua_time_format (a);
      g_autofree char *text_b = ua_time_format (b);

      g_assert_cmpint (ua_time_parse (text_a), ==, a);
      g_assert_cmpint (g_strcmp0 (text_a, text_b) < 0, ==, a < b);
    }
}

static void
test_parse_http (void)
{
  static const Pair pairs[] = {
    { "Sun, 06 Nov 1994 08:49:37 GMT", G_GINT64_CONSTANT (784111777000) },
    { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
    { "Fri, 31 Dec 9999 23:59:59 GMT", G_GINT64_CONSTANT (253402300799000) },
    { "Sun, 06 Nov 1994 08:49:37 PST", UA_TIME_NONE },
    { "Sun, 06 Nov 1994 08:49:37", UA_TIME_NONE },
    { "Sun, 06 Nov 1994 08:49:37 GMT, more", UA_TIME_NONE },
    { "Sun, 06 ovD 1994 08:49:37 GMT", UA_TIME_NONE },
    { "Sun, 06 No 1994 08:49:37 GMT", UA_TIME_NONE },
    { "Sun, 31 Feb 1994 08:49:37 GMT", UA_TIME_NONE },
    { "Sun, -6 Nov 1994 08:49:37 GMT", UA_TIME_NONE },
    { "Sun, 06 Nov 1994 99:49:37 GMT", UA_TIME_NONE },
    { "Sunday, 06-Nov-94 08:49:37 GMT", UA_TIME_NONE },
    { "120", UA_TIME_NONE },
    { ",", UA_TIME_NONE },
    { "", UA_TIME_NONE },
    { "\xff, \xff", UA_TIME_NONE },
    { NULL, UA_TIME_NONE },
  };

  /* N4: Retry-After as a date, and as what is none. */
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpint (ua_time_parse_http (pairs[i].text), ==, pairs[i].unix_ms);
}

static void
test_date (void)
{
  static const char *good[] = { "2024-02-29", "0001-01-01", "9999-12-31" };
  static const char *bad[] = {
    "", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "0000-01-01", "2024-1-01",
    "2024- 1- 1", "+024-01-01", "-024-01-01", "2024-01-01 ", " 024-01-01", "2024/01/01",
    "20240-1-01", "2024-01-1x", "\xff\xff\xff\xff-01-01", NULL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (ua_date_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (ua_date_is_valid (bad[i]));
}

static void
test_now (void)
{
  gint64 before = g_get_real_time () / 1000;
  gint64 now = ua_time_now ();

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time () / 1000);
}

static void
test_error_domain (void)
{
  g_autoptr (GError) error = g_error_new (UA_ERROR, UA_ERROR_STALE, "changed");

  g_assert_error (error, UA_ERROR, UA_ERROR_STALE);
  g_assert_cmpstr (g_quark_to_string (UA_ERROR), ==, "ua-error-quark");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/parse/refused", test_parse_refused);
  g_test_add_func ("/time/format", test_format);
  g_test_add_func ("/time/format/refused", test_format_refused);
  g_test_add_func ("/time/format/sorts", test_format_sorts);
  g_test_add_func ("/time/http/N4", test_parse_http);
  g_test_add_func ("/time/date", test_date);
  g_test_add_func ("/time/now", test_now);
  g_test_add_func ("/error/domain", test_error_domain);

  return g_test_run ();
}
