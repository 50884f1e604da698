/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided about statuses, waits and redirects (faults N4, S3). */
#include "ua-error.h"
#include "ua-http-policy.h"
#include "ua-http-redirect.h"
#include "ua-time.h"

#include <libsoup/soup.h>

static void
test_retry_after (void)
{
  static const struct
  {
    const char *text;
    guint seconds;
  } cases[] = {
    { NULL, 0 }, { "", 0 }, { "0", 0 }, { "7", 7 }, { " 7 ", 7 }, { "300", 300 }, { "301", 300 },
    { "1000000000", 300 }, { "99999999999999999999999999", 300 }, { "-5", 0 }, { "7.5", 0 },
    { "7 s", 0 }, { "soon", 0 }, { "Sun, 06 Nov 1994 08:49:47 GMT", 10 },
    { "Sun, 06 Nov 1994 08:49:27 GMT", 0 }, { "Sun, 06 Nov 2094 08:49:37 GMT", 300 },
    { "Sun, 99 Nov 1994 08:49:37 GMT", 0 }, { "1994-11-06", 0 }, { "\xff\xfe", 0 },
  };
  gint64 now = ua_time_parse_http ("Sun, 06 Nov 1994 08:49:37 GMT");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (ua_http_policy_read_retry_after (cases[i].text, now), ==, cases[i].seconds);
}

static void
test_delay (void)
{
  g_assert_cmpuint (ua_http_policy_get_delay (1, 500, 0, 0.0), ==, 250);
  g_assert_cmpuint (ua_http_policy_get_delay (1, 500, 0, 1.0), ==, 500);
  g_assert_cmpuint (ua_http_policy_get_delay (3, 500, 0, 1.0), ==, 2000);
  g_assert_cmpuint (ua_http_policy_get_delay (1000, 500, 0, 1.0), ==, 30000);
  g_assert_cmpuint (ua_http_policy_get_delay (1, 500, 7, 0.0), >=, 7000);
  g_assert_cmpuint (ua_http_policy_get_delay (1, 500, 300, 1.0), <=, 301000);
}

static void
test_ladder (void)
{
  static const struct
  {
    guint status;
    UaError code;
    gboolean safe;
    gboolean keyed;
  } cases[] = {
    { 400, UA_ERROR_INVALID_VALUE, FALSE, FALSE }, { 401, UA_ERROR_AUTHENTICATION, FALSE, FALSE },
    { 403, UA_ERROR_PERMISSION, FALSE, FALSE },    { 404, UA_ERROR_NOT_FOUND, FALSE, FALSE },
    { 405, UA_ERROR_NOT_SUPPORTED, FALSE, FALSE }, { 408, UA_ERROR_OFFLINE, TRUE, FALSE },
    { 409, UA_ERROR_CONFLICT, FALSE, FALSE },      { 410, UA_ERROR_NOT_FOUND, FALSE, FALSE },
    { 412, UA_ERROR_STALE, FALSE, FALSE },         { 413, UA_ERROR_TOO_MANY, FALSE, FALSE },
    { 418, UA_ERROR_FAILED, FALSE, FALSE },        { 422, UA_ERROR_INVALID_VALUE, FALSE, FALSE },
    { 429, UA_ERROR_BUSY, TRUE, TRUE },            { 500, UA_ERROR_SERVER, TRUE, FALSE },
    { 501, UA_ERROR_NOT_SUPPORTED, FALSE, FALSE }, { 502, UA_ERROR_SERVER, TRUE, FALSE },
    { 503, UA_ERROR_BUSY, TRUE, TRUE },            { 504, UA_ERROR_SERVER, TRUE, FALSE },
    { 507, UA_ERROR_SERVER, FALSE, FALSE },        { 302, UA_ERROR_REDIRECT, FALSE, FALSE },
    { 199, UA_ERROR_PROTOCOL, FALSE, FALSE },      { 300, UA_ERROR_PROTOCOL, FALSE, FALSE },
    { 999, UA_ERROR_PROTOCOL, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint status = cases[i].status;

      g_assert_cmpint (ua_http_policy_get_code (status), ==, cases[i].code);
      g_assert_cmpint (ua_http_policy_may_retry_status (status, UA_HTTP_SAFETY_SAFE), ==,
                       cases[i].safe);
      g_assert_cmpint (ua_http_policy_may_retry_status (status, UA_HTTP_SAFETY_KEYED), ==,
                       cases[i].keyed);
      g_assert_false (ua_http_policy_may_retry_status (status, UA_HTTP_SAFETY_UNSAFE));
    }
}

static void
test_redirect_rules (void)
{
  static const struct
  {
    const char *method;
    guint status;
    const char *location;
    const char *to;
  } cases[] = {
    { "GET", 301, "/b", "https://scim.brackwater.example/b" },
    { "GET", 302, "b", "https://scim.brackwater.example/v2/b" },
    { "GET", 303, "?x=1", "https://scim.brackwater.example/v2/a?x=1" },
    { "GET", 307, "https://scim.brackwater.example:443/b", "https://scim.brackwater.example/b" },
    { "GET", 308, "https://SCIM.brackwater.example/b", "https://SCIM.brackwater.example/b" },
    { "POST", 307, "/b", "https://scim.brackwater.example/b" },
    { "PATCH", 308, "/b", "https://scim.brackwater.example/b" },
    { "POST", 301, "/b", NULL },
    { "POST", 302, "/b", NULL },
    { "PUT", 303, "/b", NULL },
    { "GET", 302, NULL, NULL },
    { "GET", 302, "", NULL },
    { "GET", 302, "/v2/a", NULL },
    { "GET", 302, "http://scim.brackwater.example/b", NULL },
    { "GET", 302, "https://scim.brackwater.example:444/b", NULL },
    { "GET", 302, "https://evil.example/b", NULL },
    { "GET", 302, "//evil.example/b", NULL },
    { "GET", 302, "https://scim.brackwater.example.evil.example/b", NULL },
    { "GET", 302, "https://scim.brackwater.example@evil.example/b", NULL },
    { "GET", 302, "https://a:b@scim.brackwater.example/b", NULL },
    { "GET", 302, "https:\\\\evil.example/b", NULL },
    { "GET", 302, "file:///etc/passwd", NULL },
    { "GET", 302, "data:application/json,{}", NULL },
    { "GET", 302, "javascript:1", NULL },
    { "GET", 302, "https://[::1", NULL },
  };
  g_autoptr (GUri) from = g_uri_parse ("https://scim.brackwater.example/v2/a", SOUP_HTTP_URI_FLAGS,
                                       NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = ua_http_redirect_resolve (from, cases[i].method, cases[i].status,
                                                       cases[i].location, &error);
      g_autofree char *text = uri != NULL ? g_uri_to_string (uri) : NULL;

      g_test_message ("case %u", i);
      if (cases[i].to == NULL)
        g_assert_error (error, UA_ERROR, UA_ERROR_REDIRECT);
      else
        g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].to);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/policy/retry-after", test_retry_after);
  g_test_add_func ("/policy/delay", test_delay);
  g_test_add_func ("/policy/ladder", test_ladder);
  g_test_add_func ("/policy/redirects", test_redirect_rules);

  return g_test_run ();
}
