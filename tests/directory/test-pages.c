/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-mail.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

/* The pages for persons, as a browser asks for them (CC-04, CC-08, CC-12, LE-06, TL-05, TL-06,
 * WS-06). */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define PASSWORD "a fen of reeds"

typedef struct
{
  UaTestDirectory *directory;    /* (owned) */
  char *cookies;                 /* (owned) (nullable): what was set last */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture->directory = ua_test_directory_start (0, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_clear_pointer (&fixture->directory, ua_test_directory_stop);
  g_clear_pointer (&fixture->cookies, g_free);
}

static void
keep_cookie (Fixture     *fixture,
             UaTestReply *reply)
{
  const char *cookie = soup_message_headers_get_one (reply->headers, "Set-Cookie");

  if (cookie == NULL)
    return;
  g_free (fixture->cookies);
  fixture->cookies = g_strndup (cookie, strcspn (cookie, ";"));
}

static SoupMessage *
make_message (Fixture    *fixture,
              const char *method,
              const char *path)
{
  const char *base = ua_test_directory_get_base_uri (fixture->directory);
  g_autofree char *root = g_strndup (base, strlen (base) - strlen ("/scim/v2"));
  g_autofree char *uri = g_strconcat (root, path, NULL);
  SoupMessage *msg = soup_message_new (method, uri);

  soup_message_set_flags (msg, SOUP_MESSAGE_NO_REDIRECT);
  if (fixture->cookies != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (msg), "Cookie",
                                  fixture->cookies);
  return msg;
}

static UaTestReply *
look (Fixture    *fixture,
      const char *path)
{
  g_autoptr(SoupMessage) msg = make_message (fixture, "GET", path);
  UaTestReply *reply = ua_test_directory_send_message (fixture->directory, msg);

  keep_cookie (fixture, reply);
  return reply;
}

static UaTestReply *
post (Fixture    *fixture,
      const char *path,
      char       *form)
{
  g_autoptr(SoupMessage) msg = make_message (fixture, "POST", path);
  g_autoptr(GBytes) bytes = g_bytes_new_take (form, strlen (form));
  UaTestReply *reply;

  soup_message_set_request_body_from_bytes (msg, "application/x-www-form-urlencoded", bytes);
  reply = ua_test_directory_send_message (fixture->directory, msg);
  keep_cookie (fixture, reply);
  return reply;
}

/* What a form of the page is bound to it by. */
static char *
get_key (UaTestReply *page)
{
  const char *start = strstr (page->text, "name=\"key\" value=\"");

  g_assert_nonnull (start);
  start += strlen ("name=\"key\" value=\"");
  return g_strndup (start, strcspn (start, "\""));
}

static gboolean
says (UaTestReply *page,
      const char  *text)
{
  return strstr (page->text, text) != NULL;
}

static UaTestReply *
act (Fixture    *fixture,
     const char *body)
{
  UaTestReply *reply = ua_test_directory_send (fixture->directory, "POST", "/Actions", body);

  g_assert_cmpuint (reply->status, ==, 200);
  return reply;
}

/* Invites somebody; gives the path of the link. */
static char *
invite (Fixture    *fixture,
        const char *address,
        const char *language)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"invite\",\"parameters\":{\"emails\":[\"%s\"],"
                     "\"language\":\"%s\"}}", address, language);
  g_autoptr(UaTestReply) reply = act (fixture, body);
  g_autoptr(UaTestMail) mail = ua_test_mail_find (fixture->directory, address);
  g_autofree char *token = ua_test_mail_get_token (mail, "/accept/");

  return g_strconcat ("/accept/", token, NULL);
}

static UaTestReply *
send_acceptance (Fixture    *fixture,
                 const char *path,
                 const char *given,
                 const char *password,
                 const char *again)
{
  g_autoptr(UaTestReply) page = look (fixture, path);
  g_autofree char *key = get_key (page);

  g_assert_cmpuint (page->status, ==, 200);
  return post (fixture, path, soup_form_encode ("key", key, "givenName", given, "familyName",
                                                "Holm", "password", password, "again", again,
                                                NULL));
}

static JsonObject *
find_member (Fixture    *fixture,
             const char *address)
{
  g_autofree char *filter = g_strdup_printf ("emails.value eq \"%s\"", address);
  g_autoptr(UaTestReply) list =
    ua_test_directory_list (fixture->directory, "/Users", filter, NULL);
  JsonArray *resources = ua_test_reply_resources (list);

  g_assert_cmpuint (json_array_get_length (resources), ==, 1);
  return json_object_ref (json_array_get_object_element (resources, 0));
}

static const char *
get_ext (JsonObject *member,
         const char *name)
{
  return json_object_get_string_member (json_object_get_object_member (member, EXT), name);
}

/* The status of a sign-in over the protocol. */
static guint
try_basic (Fixture    *fixture,
           const char *name,
           const char *password)
{
  g_autoptr(SoupMessage) msg =
    ua_test_directory_message (fixture->directory, "GET", "/Me", NULL);
  g_autofree char *pair = g_strconcat (name, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *basic = g_strconcat ("Basic ", encoded, NULL);
  g_autoptr(UaTestReply) reply = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization", basic);
  reply = ua_test_directory_send_message (fixture->directory, msg);
  return reply->status;
}

/* WS-06, TL-05: an invitation is accepted with names and a password; looking at its page, however
 * often, leaves the link as it is, sending the form uses it up. */
static void
test_accept (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *path = invite (fixture, "ida@brackwater.example", "en");
  g_autoptr(SoupMessage) head = make_message (fixture, "HEAD", path);
  g_autoptr(UaTestReply) looked = ua_test_directory_send_message (fixture->directory, head);
  g_autoptr(UaTestReply) first = look (fixture, path);
  g_autoptr(UaTestReply) accepted = NULL;
  g_autoptr(UaTestReply) again = NULL;
  g_autoptr(JsonObject) member = NULL;

  g_assert_cmpuint (looked->status, ==, 200);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_true (says (first, "<html lang=\"en\">"));
  g_assert_true (says (first, "<label for=\"givenName\">"));
  g_assert_true (says (first, "At least 10 characters"));
  accepted = send_acceptance (fixture, path, "Ida", PASSWORD, PASSWORD);
  g_assert_cmpuint (accepted->status, ==, 200);
  g_assert_true (says (accepted, "href=\"../sign-in\""));
  member = find_member (fixture, "ida@brackwater.example");
  g_assert_cmpstr (get_ext (member, "status"), ==, "active");
  g_assert_cmpstr (json_object_get_string_member (member, "displayName"), ==, "Ida Holm");
  g_assert_cmpuint (try_basic (fixture, "ida@brackwater.example", PASSWORD), ==, 200);
  again = look (fixture, path);
  g_assert_cmpuint (again->status, ==, 410);
  g_assert_true (says (again, "used already"));
}

/* WS-06: what is wrong is told at its field, for who sees it and for who hears it; nothing is done,
 * and nothing that was typed becomes markup. */
static void
test_faults (Fixture       *fixture,
             gconstpointer  unused)
{
  static const struct { const char *given, *password, *again, *field; } cases[] = {
    { "", PASSWORD, PASSWORD, "givenName" },
    { "Jon\nHolm", PASSWORD, PASSWORD, "givenName" },
    { "Jon", "", "", "password" },
    { "Jon", "reeds", "reeds", "password" },
    { "Jon", "JON@brackwater.example", "JON@brackwater.example", "password" },
    { "Jon", PASSWORD, "a fen of sedges", "again" },
  };
  g_autofree char *path = invite (fixture, "jon@brackwater.example", "en");
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(UaTestReply) markup = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply = send_acceptance (fixture, path, cases[i].given,
                                                      cases[i].password, cases[i].again);
      g_autofree char *described = g_strconcat (cases[i].field, "-fault\" aria-invalid=\"true\"",
                                                NULL);
      g_autofree char *link = g_strconcat ("href=\"#", cases[i].field, "\"", NULL);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_true (says (reply, "role=\"alert\""));
      g_assert_true (says (reply, described));
      g_assert_true (says (reply, link));
      g_assert_false (says (reply, PASSWORD));
    }
  markup = send_acceptance (fixture, path, "\"><b>Jon", "reeds", "reeds");
  g_assert_false (says (markup, "<b>"));
  g_assert_true (says (markup, "&quot;&gt;&lt;b&gt;Jon"));
  member = find_member (fixture, "jon@brackwater.example");
  g_assert_cmpstr (get_ext (member, "status"), ==, "invited");
}

/* A form that this page did not make does nothing. */
static void
test_foreign_form (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autofree char *path = invite (fixture, "kai@brackwater.example", "en");
  g_autofree char *other = invite (fixture, "lis@brackwater.example", "en");
  g_autoptr(UaTestReply) page = look (fixture, other);
  g_autofree char *key = get_key (page);
  g_autoptr(UaTestReply) reply =
    post (fixture, path, soup_form_encode ("key", key, "givenName", "Kai", "familyName", "Holm",
                                           "password", PASSWORD, "again", PASSWORD, NULL));
  g_autoptr(JsonObject) member = find_member (fixture, "kai@brackwater.example");

  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_cmpstr (get_ext (member, "status"), ==, "invited");
}

/* What all pages say to the browser, and what they do not have. */
static void
test_headers (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *path = invite (fixture, "mia@brackwater.example", "en");
  g_autoptr(UaTestReply) page = look (fixture, path);
  const char *policy =
    soup_message_headers_get_one (page->headers, "Content-Security-Policy");

  g_assert_true (g_str_has_prefix (policy, "default-src 'none'; style-src 'sha256-"));
  g_assert_nonnull (strstr (policy, "form-action 'self'"));
  g_assert_nonnull (strstr (policy, "frame-ancestors 'none'"));
  g_assert_cmpstr (soup_message_headers_get_one (page->headers, "Referrer-Policy"), ==,
                   "no-referrer");
  g_assert_cmpstr (soup_message_headers_get_one (page->headers, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (soup_message_headers_get_one (page->headers, "Content-Type"), ==,
                   "text/html; charset=utf-8");
  g_assert_false (says (page, "<script"));
  g_assert_false (says (page, "style=\""));
}

/* Each reads the pages in their own language. */
static void
test_languages (Fixture       *fixture,
                gconstpointer  unused)
{
  static const struct { const char *tag, *title; } cases[] = {
    { "nl", "Uw uitnodiging aannemen" },
    { "fr", "Accepter votre invitation" },
    { "de", "Ihre Einladung annehmen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = g_strconcat (cases[i].tag, "@brackwater.example", NULL);
      g_autofree char *path = invite (fixture, address, cases[i].tag);
      g_autofree char *html = g_strdup_printf ("<html lang=\"%s\">", cases[i].tag);
      g_autoptr(UaTestReply) page = look (fixture, path);

      g_assert_true (says (page, html));
      g_assert_true (says (page, cases[i].title));
    }
}

/* Sends the only invitation there is again; gives the path of the new link. */
static char *
resend (Fixture    *fixture,
        const char *address)
{
  g_autoptr(UaTestReply) list = ua_test_directory_get (fixture->directory, "/Invitations");
  JsonArray *resources = ua_test_reply_resources (list);
  JsonObject *first = json_array_get_object_element (resources, 0);
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"resendInvitation\",\"targets\":[\"%s\"]}",
                     json_object_get_string_member (first, "id"));
  g_autoptr(UaTestReply) resent = act (fixture, body);
  g_autoptr(UaTestMail) mail = ua_test_mail_find (fixture->directory, address);
  g_autofree char *token = ua_test_mail_get_token (mail, "/accept/");

  return g_strconcat ("/accept/", token, NULL);
}

/* TL-05: whoever comes too late, or by a link that a newer one has replaced, learns what to do. */
static void
test_no_link (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *old = invite (fixture, "nor@brackwater.example", "en");
  g_autofree char *new = resend (fixture, "nor@brackwater.example");
  g_autoptr(UaTestReply) replaced = look (fixture, old);
  g_autoptr(UaTestReply) unknown = look (fixture, "/password/nothing-like-it");
  g_autoptr(UaTestReply) bare = look (fixture, "/accept");
  g_autoptr(UaTestReply) deep = look (fixture, "/accept/a/b");
  g_autoptr(UaTestReply) good = look (fixture, new);

  g_assert_cmpuint (replaced->status, ==, 404);
  g_assert_true (says (replaced, "newest message"));
  g_assert_cmpuint (unknown->status, ==, 404);
  g_assert_cmpuint (bare->status, ==, 404);
  g_assert_cmpuint (deep->status, ==, 404);
  g_assert_cmpuint (good->status, ==, 200);
}

/* TL-09: without a seat the invitation waits, and its link stays good. */
static void
test_no_seat (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *path = invite (fixture, "ola@brackwater.example", "en");
  g_autoptr(UaTestReply) limit = ua_test_directory_send
    (fixture->directory, "PUT", "/Settings/seats",
     "{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],\"value\":\"1\"}");
  g_autoptr(UaTestReply) refused = send_acceptance (fixture, path, "Ola", PASSWORD, PASSWORD);
  g_autoptr(UaTestReply) still = look (fixture, path);

  g_assert_cmpuint (limit->status, ==, 200);
  g_assert_cmpuint (refused->status, ==, 409);
  g_assert_cmpuint (still->status, ==, 200);
}

/* CC-04, CC-08: choosing a password by a link enables the account. */
static void
test_password_link (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr(UaTestReply) created = act
    (fixture, "{\"action\":\"createMember\",\"parameters\":{\"givenName\":\"Liv\","
              "\"familyName\":\"Moe\",\"email\":\"liv@brackwater.example\","
              "\"sendActivation\":true}}");
  g_autoptr(UaTestMail) mail = ua_test_mail_find (fixture->directory, "liv@brackwater.example");
  g_autofree char *token = ua_test_mail_get_token (mail, "/password/");
  g_autofree char *path = g_strconcat ("/password/", token, NULL);
  g_autofree char *crossed = g_strconcat ("/accept/", token, NULL);
  g_autoptr(UaTestReply) wrong = look (fixture, crossed);
  g_autoptr(UaTestReply) page = look (fixture, path);
  g_autofree char *key = get_key (page);
  g_autoptr(UaTestReply) saved =
    post (fixture, path, soup_form_encode ("key", key, "password", PASSWORD, "again", PASSWORD,
                                           NULL));
  g_autoptr(UaTestReply) again = look (fixture, path);
  g_autoptr(JsonObject) member = find_member (fixture, "liv@brackwater.example");

  g_assert_cmpuint (wrong->status, ==, 404);
  g_assert_cmpuint (saved->status, ==, 200);
  g_assert_cmpuint (again->status, ==, 410);
  g_assert_cmpstr (get_ext (member, "status"), ==, "active");
  g_assert_cmpuint (try_basic (fixture, "liv@brackwater.example", PASSWORD), ==, 200);
}

/* A form that is far too large is not read. */
static void
test_large (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *path = invite (fixture, "per@brackwater.example", "en");
  g_autoptr(UaTestReply) reply = post (fixture, path, g_strnfill (70000, 'a'));

  g_assert_cmpuint (reply->status, ==, 413);
}

/* Signs in; gives the reply. */
static UaTestReply *
sign_in (Fixture    *fixture,
         const char *name,
         const char *password)
{
  g_autoptr(UaTestReply) page = look (fixture, "/sign-in");
  g_autofree char *key = get_key (page);

  return post (fixture, "/sign-in", soup_form_encode ("key", key, "userName", name, "password",
                                                      password, NULL));
}

static const char *
get_location (UaTestReply *reply)
{
  return soup_message_headers_get_one (reply->headers, "Location");
}

/* A member with a password of their own. */
static void
join (Fixture    *fixture,
      const char *address)
{
  g_autofree char *path = invite (fixture, address, "en");
  g_autoptr(UaTestReply) reply = send_acceptance (fixture, path, "Ida", PASSWORD, PASSWORD);

  g_assert_cmpuint (reply->status, ==, 200);
}

static UaTestReply *
send_profile (Fixture    *fixture,
              const char *email,
              const char *phone)
{
  g_autoptr(UaTestReply) page = look (fixture, "/profile");
  g_autofree char *key = get_key (page);

  g_assert_cmpuint (page->status, ==, 200);
  return post (fixture, "/profile",
               soup_form_encode ("key", key, "givenName", "Ida", "familyName", "Holm", "email",
                                 email, "phone", phone, "street", "Quay 1", "postalCode", "9000",
                                 "city", "Brackwater", "country", "BE", "language", "nl", NULL));
}

/* CC-12: who signs in sees and changes their own data, and signs out. */
static void
test_session (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr(UaTestReply) in = NULL;
  g_autoptr(UaTestReply) saved = NULL;
  g_autoptr(UaTestReply) page = NULL;
  g_autoptr(UaTestReply) out = NULL;
  g_autoptr(UaTestReply) after = NULL;
  g_autoptr(JsonObject) member = NULL;
  g_autofree char *session = NULL;
  g_autofree char *key = NULL;
  const char *cookie;

  join (fixture, "ida@brackwater.example");
  in = sign_in (fixture, "IDA@brackwater.example", PASSWORD);
  g_assert_cmpuint (in->status, ==, 303);
  g_assert_cmpstr (get_location (in), ==, "profile");
  cookie = soup_message_headers_get_one (in->headers, "Set-Cookie");
  g_assert_nonnull (strstr (cookie, "; HttpOnly; SameSite=Strict"));
  session = g_strdup (fixture->cookies);
  saved = send_profile (fixture, "ida@brackwater.example", "+32 9 555 01 02");
  g_assert_cmpuint (saved->status, ==, 303);
  member = find_member (fixture, "ida@brackwater.example");
  g_assert_cmpstr (json_object_get_string_member
                     (json_array_get_object_element
                        (json_object_get_array_member (member, "phoneNumbers"), 0), "value"),
                   ==, "+32 9 555 01 02");
  g_assert_cmpstr (json_object_get_string_member (member, "preferredLanguage"), ==, "nl");
  page = look (fixture, "/profile?saved");
  g_assert_true (says (page, "role=\"status\""));
  g_assert_true (says (page, "Uw gegevens"));
  key = get_key (page);
  out = post (fixture, "/sign-out", soup_form_encode ("key", key, NULL));
  g_assert_cmpuint (out->status, ==, 303);
  g_free (fixture->cookies);
  fixture->cookies = g_steal_pointer (&session);
  after = look (fixture, "/profile");
  g_assert_cmpstr (get_location (after), ==, "sign-in");
}

/* LE-06: with the address the login changes, and both addresses hear of it; that of somebody else
 * is refused at its field. */
static void
test_email (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(UaTestReply) in = NULL;
  g_autoptr(UaTestReply) taken = NULL;
  g_autoptr(UaTestReply) saved = NULL;
  g_autoptr(UaTestMail) old = NULL;
  g_autoptr(UaTestMail) new = NULL;

  join (fixture, "ida@brackwater.example");
  join (fixture, "jon@brackwater.example");
  in = sign_in (fixture, "ida@brackwater.example", PASSWORD);
  taken = send_profile (fixture, "jon@brackwater.example", "");
  g_assert_cmpuint (taken->status, ==, 400);
  g_assert_true (says (taken, "email-fault"));
  saved = send_profile (fixture, "ida.holm@brackwater.example", "");
  g_assert_cmpuint (saved->status, ==, 303);
  old = ua_test_mail_find (fixture->directory, "ida@brackwater.example");
  new = ua_test_mail_find (fixture->directory, "ida.holm@brackwater.example");
  g_assert_nonnull (strstr (old->text, "ida@brackwater.example"));
  g_assert_nonnull (strstr (new->text, "ida.holm@brackwater.example"));
  g_assert_cmpuint (try_basic (fixture, "ida.holm@brackwater.example", PASSWORD), ==, 200);
}

/* CC-11: wrong passwords count here as everywhere. */
static void
test_lock (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(UaTestReply) right = NULL;

  join (fixture, "ida@brackwater.example");
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(UaTestReply) wrong = sign_in (fixture, "ida@brackwater.example", "sedges");

      g_assert_cmpuint (wrong->status, ==, 403);
      g_assert_null (soup_message_headers_get_one (wrong->headers, "WWW-Authenticate"));
    }
  member = find_member (fixture, "ida@brackwater.example");
  g_assert_cmpstr (get_ext (member, "status"), ==, "locked");
  right = sign_in (fixture, "ida@brackwater.example", PASSWORD);
  g_assert_cmpuint (right->status, ==, 403);
}

/* TL-06: with a password that somebody else has seen nothing is done before another is chosen. */
static void
test_must_change (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr(UaTestReply) created = act
    (fixture, "{\"action\":\"createMember\",\"parameters\":{\"givenName\":\"Liv\","
              "\"familyName\":\"Moe\",\"email\":\"liv@brackwater.example\","
              "\"password\":\"given by a friend\"}}");
  g_autoptr(UaTestReply) in = sign_in (fixture, "liv@brackwater.example", "given by a friend");
  g_autoptr(UaTestReply) profile = look (fixture, "/profile");
  g_autoptr(UaTestReply) page = look (fixture, "/own-password");
  g_autofree char *key = get_key (page);
  g_autoptr(UaTestReply) same =
    post (fixture, "/own-password", soup_form_encode ("key", key, "password", "given by a friend",
                                                      "again", "given by a friend", NULL));
  g_autoptr(UaTestReply) changed =
    post (fixture, "/own-password", soup_form_encode ("key", key, "password", PASSWORD, "again",
                                                      PASSWORD, NULL));
  g_autoptr(UaTestReply) after = look (fixture, "/profile");

  g_assert_cmpuint (in->status, ==, 303);
  g_assert_cmpstr (get_location (profile), ==, "own-password");
  g_assert_cmpuint (same->status, ==, 400);
  g_assert_cmpuint (changed->status, ==, 303);
  g_assert_cmpuint (after->status, ==, 200);
  g_assert_cmpuint (try_basic (fixture, "liv@brackwater.example", PASSWORD), ==, 200);
}

static UaTestReply *
act_on (Fixture    *fixture,
        const char *action,
        JsonObject *member)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"%s\",\"targets\":[\"%s\"]}", action,
                     json_object_get_string_member (member, "id"));

  return act (fixture, body);
}

/* CC-14: a job is signed off by who has it; CC-12: a session ends with the account. */
static void
test_sign_off (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr(UaTestReply) setting = ua_test_directory_send
    (fixture->directory, "PUT", "/Settings/signOff",
     "{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],\"value\":\"true\"}");
  g_autoptr(UaTestReply) in = NULL;
  g_autoptr(UaTestReply) asked = NULL;
  g_autoptr(UaTestReply) page = NULL;
  g_autoptr(UaTestReply) signed_off = NULL;
  g_autoptr(UaTestReply) closed = NULL;
  g_autoptr(UaTestReply) after = NULL;
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(JsonObject) now = NULL;
  g_autofree char *key = NULL;

  g_assert_cmpuint (setting->status, ==, 200);
  join (fixture, "ida@brackwater.example");
  member = find_member (fixture, "ida@brackwater.example");
  asked = act_on (fixture, "requestSignOff", member);
  in = sign_in (fixture, "ida@brackwater.example", PASSWORD);
  page = look (fixture, "/profile");
  g_assert_true (says (page, "Sign off my job"));
  key = get_key (page);
  signed_off = post (fixture, "/sign-off", soup_form_encode ("key", key, NULL));
  g_assert_cmpstr (get_location (signed_off), ==, "profile?signed");
  now = find_member (fixture, "ida@brackwater.example");
  g_assert_cmpstr (get_ext (now, "signOff"), ==, "signed");
  closed = act_on (fixture, "deactivate", member);
  after = look (fixture, "/profile");
  g_assert_cmpstr (get_location (after), ==, "sign-in");
}

#define ADD(name, function) \
  g_test_add ("/directory/pages/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("accept/WS-06", test_accept);
  ADD ("faults/WS-06", test_faults);
  ADD ("foreign-form", test_foreign_form);
  ADD ("headers", test_headers);
  ADD ("languages", test_languages);
  ADD ("no-link/TL-05", test_no_link);
  ADD ("no-seat/TL-09", test_no_seat);
  ADD ("password-link/CC-08", test_password_link);
  ADD ("large", test_large);
  ADD ("session/CC-12", test_session);
  ADD ("email/LE-06", test_email);
  ADD ("lock/CC-11", test_lock);
  ADD ("must-change/TL-06", test_must_change);
  ADD ("sign-off/CC-14", test_sign_off);
  return g_test_run ();
}
