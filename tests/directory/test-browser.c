/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-mail.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

/* One story in a real browser, by WebDriver: invited, accepted, signed in, a phone number changed
 * (WS-06, CC-12). */

/* How long an element may take to be there, in milliseconds. */
#define WAIT "20000"
#define ELEMENT "element-6066-11e4-a52e-4f735466cecf"
#define STARTED "started successfully on port "
#define PASSWORD "a fen of reeds"

typedef struct
{
  UaTestDirectory *directory;    /* (owned) */
  SoupSession *soup;             /* (owned) */
  GSubprocess *driver;           /* (owned) */
  char *profile;                 /* (owned): a folder */
  char *base;                    /* (owned): of the session, once there is one */
} Fixture;

/* Carries a command out; gives its value. */
static JsonNode *
command (Fixture    *fixture,
         const char *method,
         const char *path,
         const char *body)
{
  g_autofree char *uri = g_strconcat (fixture->base, path, NULL);
  g_autoptr(SoupMessage) msg = soup_message_new (method, uri);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) sent = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;

  if (sent != NULL)
    soup_message_set_request_body_from_bytes (msg, "application/json", sent);
  bytes = soup_session_send_and_read (fixture->soup, msg, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (soup_message_get_status (msg) != 200)
    g_error ("%s: %s", path, text);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return json_node_copy (json_object_get_member (json_node_get_object (node), "value"));
}

/* The driver says on which port it listens. */
static void
start_driver (Fixture *fixture)
{
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GError) error = NULL;
  char *start = NULL;

  fixture->driver = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                      G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "chromedriver",
                                      "--port=0", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->driver));
  while (start == NULL)
    {
      g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      start = strstr (line, STARTED);
      if (start != NULL)
        fixture->base = g_strdup_printf ("http://127.0.0.1:%d",
                                         atoi (start + strlen (STARTED)));
    }
}

static void
start_browser (Fixture *fixture)
{
  g_autofree char *body = g_strdup_printf
    ("{\"capabilities\":{\"alwaysMatch\":{\"timeouts\":{\"implicit\":" WAIT "},"
     "\"goog:chromeOptions\":{\"args\":[\"--headless\","
     "\"--no-sandbox\",\"--disable-gpu\",\"--disable-quic\",\"--no-first-run\","
     "\"--disable-background-networking\",\"--disable-component-update\",\"--disable-sync\","
     "\"--user-data-dir=%s\"]}}}}", fixture->profile);
  g_autoptr(JsonNode) value = command (fixture, "POST", "/session", body);
  char *base = g_strconcat (fixture->base, "/session/", json_object_get_string_member
                              (json_node_get_object (value), "sessionId"), NULL);

  g_free (fixture->base);
  fixture->base = base;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  fixture->directory = ua_test_directory_start (0, NULL);
  fixture->soup = soup_session_new_with_options ("proxy-resolver", NULL, "timeout", 60, NULL);
  fixture->profile = g_dir_make_tmp ("ua-test-browser-XXXXXX", &error);
  g_assert_no_error (error);
  start_driver (fixture);
  start_browser (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr(JsonNode) ended = command (fixture, "DELETE", "", NULL);
  g_autoptr(GSubprocess) remove = NULL;
  g_autoptr(GError) error = NULL;

  g_subprocess_force_exit (fixture->driver);
  g_subprocess_wait (fixture->driver, NULL, NULL);
  g_object_unref (fixture->driver);
  g_object_unref (fixture->soup);
  remove = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "rm", "-rf", "--",
                             fixture->profile, NULL);
  g_assert_no_error (error);
  g_subprocess_wait (remove, NULL, NULL);
  g_free (fixture->profile);
  g_free (fixture->base);
  ua_test_directory_stop (fixture->directory);
}

/* The path of the commands for the element that is found; waits until it is there. */
static char *
find_by (Fixture    *fixture,
         const char *using,
         const char *what)
{
  g_autofree char *body = g_strdup_printf ("{\"using\":\"%s\",\"value\":\"%s\"}", using, what);
  g_autoptr(JsonNode) value = command (fixture, "POST", "/element", body);

  return g_strconcat ("/element/", json_object_get_string_member (json_node_get_object (value),
                                                                   ELEMENT), NULL);
}

static char *
find (Fixture    *fixture,
      const char *selector)
{
  return find_by (fixture, "css selector", selector);
}

static void
click (Fixture    *fixture,
       const char *selector)
{
  g_autofree char *element = find (fixture, selector);
  g_autofree char *path = g_strconcat (element, "/click", NULL);
  g_autoptr(JsonNode) value = command (fixture, "POST", path, "{}");
}

static void
type (Fixture    *fixture,
      const char *selector,
      const char *text)
{
  g_autofree char *element = find (fixture, selector);
  g_autofree char *path = g_strconcat (element, "/value", NULL);
  g_autofree char *body = g_strdup_printf ("{\"text\":\"%s\"}", text);
  g_autoptr(JsonNode) value = command (fixture, "POST", path, body);
}

/* Waits until a text is read in an element: after a click the page is still the one before. */
static void
expect (Fixture    *fixture,
        const char *path,
        const char *text)
{
  g_autofree char *whole = g_strdup_printf ("%s[normalize-space(.)='%s']", path, text);
  g_autofree char *element = find_by (fixture, "xpath", whole);

  g_assert_nonnull (element);
}

static void
open_link (Fixture    *fixture,
           const char *token)
{
  const char *base = ua_test_directory_get_base_uri (fixture->directory);
  g_autofree char *root = g_strndup (base, strlen (base) - strlen ("/scim/v2"));
  g_autofree char *body = g_strdup_printf ("{\"url\":\"%s/accept/%s\"}", root, token);
  g_autoptr(JsonNode) value = command (fixture, "POST", "/url", body);
}

static void
check_phone (Fixture *fixture)
{
  g_autoptr(UaTestReply) list = ua_test_directory_list
    (fixture->directory, "/Users", "phoneNumbers.value eq \"+32 9 555 01 02\"", NULL);
  JsonArray *resources = ua_test_reply_resources (list);

  g_assert_cmpuint (json_array_get_length (resources), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (resources, 0),
                                                  "displayName"), ==, "Ida Holm");
}

static void
test_story (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(UaTestReply) invited = ua_test_directory_send
    (fixture->directory, "POST", "/Actions",
     "{\"action\":\"invite\",\"parameters\":{\"emails\":[\"ida@brackwater.example\"],"
     "\"language\":\"en\"}}");
  g_autoptr(UaTestMail) mail = ua_test_mail_find (fixture->directory, "ida@brackwater.example");
  g_autofree char *token = ua_test_mail_get_token (mail, "/accept/");

  g_assert_cmpuint (invited->status, ==, 200);
  open_link (fixture, token);
  type (fixture, "#givenName", "Ida");
  click (fixture, "main button");
  expect (fixture, "//*[@id='familyName-fault']", "Fill this in.");
  type (fixture, "#familyName", "Holm");
  type (fixture, "#password", PASSWORD);
  type (fixture, "#again", PASSWORD);
  click (fixture, "main button");
  expect (fixture, "//h1", "Welcome");
  click (fixture, "a.go");
  type (fixture, "#userName", "ida@brackwater.example");
  type (fixture, "#password", PASSWORD);
  click (fixture, "main button");
  type (fixture, "#phone", "+32 9 555 01 02");
  click (fixture, "main button");
  expect (fixture, "//*[@role='status']", "Your data is saved.");
  check_phone (fixture);
  click (fixture, "header button");
  expect (fixture, "//*[@role='status']", "You are signed out.");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *driver = g_find_program_in_path ("chromedriver");

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* For meson that is a program of no tests, skipped as a whole. */
  if (driver == NULL)
    {
      g_print ("1..0 # SKIP chromedriver is not installed\n");
      return 0;
    }
  g_test_add ("/directory/browser/story/WS-06", Fixture, NULL, set_up, test_story, tear_down);
  return g_test_run ();
}
