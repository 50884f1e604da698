/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses as people give them (faults S5). */
#include "ua-client-address.h"

#include "ua-error.h"

#include <string.h>

typedef struct
{
  const char *given;
  const char *normal;
} Case;

static const Case accepted[] = {
  { "scim.brackwater.example", "https://scim.brackwater.example" },
  { "  scim.brackwater.example\n", "https://scim.brackwater.example" },
  { "https://scim.brackwater.example/", "https://scim.brackwater.example" },
  { "https://scim.brackwater.example/scim/v2/", "https://scim.brackwater.example/scim/v2" },
  { "https://scim.brackwater.example/scim/v2///", "https://scim.brackwater.example/scim/v2" },
  { "HTTPS://SCIM.Brackwater.Example/Scim", "https://scim.brackwater.example/Scim" },
  { "https://scim.brackwater.example:443/v2", "https://scim.brackwater.example/v2" },
  { "https://scim.brackwater.example:8443/v2", "https://scim.brackwater.example:8443/v2" },
  { "https://scim.brackwater.example./v2", "https://scim.brackwater.example/v2" },
  { "scim.brackwater.example:8443/v2", "https://scim.brackwater.example:8443/v2" },
  { "https://scim.brackwater.example/scim/v2/Users", "https://scim.brackwater.example/scim/v2" },
  { "https://scim.brackwater.example/v2/ServiceProviderConfig/",
    "https://scim.brackwater.example/v2" },
  { "https://scim.brackwater.example/t\xc3\xa9nant",
    "https://scim.brackwater.example/t%C3%A9nant" },
  { "https://scim.brackwater.example/a%20b", "https://scim.brackwater.example/a%20b" },
  { "https://192.0.2.7/scim", "https://192.0.2.7/scim" },
  { "https://[2001:db8::7]:8443/scim", "https://[2001:db8::7]:8443/scim" },
  /* This computer. */
  { "http://127.0.0.1:8080/scim/v2", "http://127.0.0.1:8080/scim/v2" },
  { "http://localhost:8080", "http://localhost:8080" },
  { "http://LOCALHOST:80/scim", "http://localhost/scim" },
  { "http://[::1]:8080", "http://[::1]:8080" },
  { "localhost:8080/scim", "http://localhost:8080/scim" },
  { "127.0.0.1:8080", "http://127.0.0.1:8080" },
  /* Names of other scripts, and look-alikes among them, are shown in punycode. */
  { "https://b\xc3\xbc" "cher.example", "https://xn--bcher-kva.example" },
  { "https://br\xd0\xb0" "ckwater.example", "https://xn--brckwater-1yh.example" },
};

static const char * const refused[] = {
  "https://scim.brackwater.example/a b",
  "",
  "   ",
  "http://scim.brackwater.example",
  "http://192.0.2.7/scim",
  "http://localhost.evil.example/",
  "http://127.0.0.1.evil.example/",
  "http://[::ffff:192.0.2.7]/",
  "http://0/",
  "http://0x7f.1/",
  "http://2130706433/",
  "ftp://scim.brackwater.example",
  "file:///etc/passwd",
  "javascript://x",
  "https://",
  "https:///scim",
  "https://user:password@scim.brackwater.example/",
  "https://user@scim.brackwater.example/",
  "https://scim.brackwater.example@evil.example/",
  "user:password@scim.brackwater.example",
  "https://scim.brackwater.example/?token=1",
  "https://scim.brackwater.example/#x",
  "https://scim.brackwater.example/\r\nX-Evil: 1",
  "https://scim.brackwater.example\r\n/",
  "https://scim.brackwater.example/a\tb",
  "https://scim brackwater.example/",
  "https:\\\\scim.brackwater.example\\",
  "https://scim.brackwater.example\\@evil.example/",
  "https://scim.brackwater%2eexample/",
  "https://scim..brackwater.example/",
  "https://-scim.brackwater.example/",
  "https://scim.brackwater.example:0/",
  "https://scim.brackwater.example:65536/",
  "https://scim.brackwater.example:x/",
  "https://[2001:db8::7/",
  "https://127.1/",
  "https://\xff\xfe/",
  "https://scim.brackwater\xe2\x80\xae" "example/",
};

static void
test_accepted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = ua_client_normalize_address (accepted[i].given, &error);
      g_autofree char *again = NULL;

      g_assert_cmpstr (normal, ==, accepted[i].normal);
      g_assert_no_error (error);
      again = ua_client_normalize_address (normal, &error);
      g_assert_cmpstr (again, ==, normal);
    }
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = ua_client_normalize_address (refused[i], &error);

      g_test_message ("case %u", i);
      g_assert_cmpstr (normal, ==, NULL);
      g_assert_error (error, UA_ERROR, UA_ERROR_ADDRESS);
      g_assert_null (strstr (error->message, "password@"));
    }
}

static void
test_too_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strnfill (5000, 'a');
  g_autofree char *address = g_strconcat ("https://scim.brackwater.example/", path, NULL);
  g_autofree char *normal = ua_client_normalize_address (address, &error);

  g_assert_error (error, UA_ERROR, UA_ERROR_ADDRESS);
  g_assert_null (normal);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/accepted", test_accepted);
  g_test_add_func ("/address/refused", test_refused);
  g_test_add_func ("/address/too-long", test_too_long);

  return g_test_run ();
}
