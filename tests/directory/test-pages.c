/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-mail.h"
#include "ua-test-visit.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

/* The pages for persons, as a browser asks for them (CC-04, CC-08, CC-12, LE-06, TL-05, TL-06,
 * WS-06). */

#define PASSWORD UA_TEST_OWN_PASSWORD

static void
set_up (UaTestVisit   *visit,
        gconstpointer  unused)
{
  ua_test_visit_begin (visit, ua_test_directory_start (0, NULL));
}

static void
tear_down (UaTestVisit   *visit,
           gconstpointer  unused)
{
  ua_test_visit_end (visit);
}

/* WS-06, TL-05: an invitation is accepted with names and a password; looking at its page, however
 * often, leaves the link as it is, sending the form uses it up. */
static void
test_accept (UaTestVisit   *visit,
             gconstpointer  unused)
{
  g_autofree char *path = ua_test_invite (visit, "ida@brackwater.example", "en");
  g_autoptr(SoupMessage) head = ua_test_visit_message (visit, "HEAD", path);
  g_autoptr(UaTestReply) looked = ua_test_directory_send_message (visit->directory, head);
  g_autoptr(UaTestReply) first = ua_test_look (visit, path);
  g_autoptr(UaTestReply) accepted = NULL;
  g_autoptr(UaTestReply) again = NULL;
  g_autoptr(JsonObject) member = NULL;

  g_assert_cmpuint (looked->status, ==, 200);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_true (ua_test_says (first, "<html lang=\"en\">"));
  g_assert_true (ua_test_says (first, "<label for=\"givenName\">"));
  g_assert_true (ua_test_says (first, "At least 10 characters"));
  accepted = ua_test_accept (visit, path, "Ida", PASSWORD, PASSWORD);
  g_assert_cmpuint (accepted->status, ==, 200);
  g_assert_true (ua_test_says (accepted, "href=\"../sign-in\""));
  member = ua_test_find_member (visit, "ida@brackwater.example");
  g_assert_cmpstr (ua_test_get_ext (member, "status"), ==, "active");
  g_assert_cmpstr (json_object_get_string_member (member, "displayName"), ==, "Ida Holm");
  g_assert_cmpuint (ua_test_try_basic (visit, "ida@brackwater.example", PASSWORD), ==, 200);
  again = ua_test_look (visit, path);
  g_assert_cmpuint (again->status, ==, 410);
  g_assert_true (ua_test_says (again, "used already"));
}

/* WS-06: what is wrong is told at its field, for who sees it and for who hears it; nothing is done,
 * and nothing that was typed becomes markup. */
static void
test_faults (UaTestVisit   *visit,
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
  g_autofree char *path = ua_test_invite (visit, "jon@brackwater.example", "en");
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(UaTestReply) markup = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply = ua_test_accept (visit, path, cases[i].given,
                                                      cases[i].password, cases[i].again);
      g_autofree char *described = g_strconcat (cases[i].field, "-fault\" aria-invalid=\"true\"",
                                                NULL);
      g_autofree char *link = g_strconcat ("href=\"#", cases[i].field, "\"", NULL);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_true (ua_test_says (reply, "role=\"alert\""));
      g_assert_true (ua_test_says (reply, described));
      g_assert_true (ua_test_says (reply, link));
      g_assert_false (ua_test_says (reply, PASSWORD));
    }
  markup = ua_test_accept (visit, path, "\"><b>Jon", "reeds", "reeds");
  g_assert_false (ua_test_says (markup, "<b>"));
  g_assert_true (ua_test_says (markup, "&quot;&gt;&lt;b&gt;Jon"));
  member = ua_test_find_member (visit, "jon@brackwater.example");
  g_assert_cmpstr (ua_test_get_ext (member, "status"), ==, "invited");
}

/* A form that this page did not make does nothing. */
static void
test_foreign_form (UaTestVisit   *visit,
                   gconstpointer  unused)
{
  g_autofree char *path = ua_test_invite (visit, "kai@brackwater.example", "en");
  g_autofree char *other = ua_test_invite (visit, "lis@brackwater.example", "en");
  g_autoptr(UaTestReply) page = ua_test_look (visit, other);
  g_autofree char *key = ua_test_get_key (page);
  g_autoptr(UaTestReply) reply =
    ua_test_post (visit, path,
                  soup_form_encode ("key", key, "givenName", "Kai", "familyName", "Holm",
                                    "password", PASSWORD, "again", PASSWORD, NULL));
  g_autoptr(JsonObject) member = ua_test_find_member (visit, "kai@brackwater.example");

  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_cmpstr (ua_test_get_ext (member, "status"), ==, "invited");
}

/* What all pages say to the browser, and what they do not have. */
static void
test_headers (UaTestVisit   *visit,
              gconstpointer  unused)
{
  g_autofree char *path = ua_test_invite (visit, "mia@brackwater.example", "en");
  g_autoptr(UaTestReply) page = ua_test_look (visit, path);
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
  g_assert_false (ua_test_says (page, "<script"));
  g_assert_false (ua_test_says (page, "style=\""));
}

/* Each reads the pages in their own language. */
static void
test_languages (UaTestVisit   *visit,
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
      g_autofree char *path = ua_test_invite (visit, address, cases[i].tag);
      g_autofree char *html = g_strdup_printf ("<html lang=\"%s\">", cases[i].tag);
      g_autoptr(UaTestReply) page = ua_test_look (visit, path);

      g_assert_true (ua_test_says (page, html));
      g_assert_true (ua_test_says (page, cases[i].title));
    }
}

/* Sends the only invitation there is again; gives the path of the new link. */
static char *
resend (UaTestVisit   *visit,
        const char *address)
{
  g_autoptr(UaTestReply) list = ua_test_directory_get (visit->directory, "/Invitations");
  JsonArray *resources = ua_test_reply_resources (list);
  JsonObject *first = json_array_get_object_element (resources, 0);
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"resendInvitation\",\"targets\":[\"%s\"]}",
                     json_object_get_string_member (first, "id"));
  g_autoptr(UaTestReply) resent = ua_test_ask (visit, body);
  g_autoptr(UaTestMail) mail = ua_test_mail_find (visit->directory, address);
  g_autofree char *token = ua_test_mail_get_token (mail, "/accept/");

  return g_strconcat ("/accept/", token, NULL);
}

/* TL-05: whoever comes too late, or by a link that a newer one has replaced, learns what to do. */
static void
test_no_link (UaTestVisit   *visit,
              gconstpointer  unused)
{
  g_autofree char *old = ua_test_invite (visit, "nor@brackwater.example", "en");
  g_autofree char *new = resend (visit, "nor@brackwater.example");
  g_autoptr(UaTestReply) replaced = ua_test_look (visit, old);
  g_autoptr(UaTestReply) unknown = ua_test_look (visit, "/password/nothing-like-it");
  g_autoptr(UaTestReply) bare = ua_test_look (visit, "/accept");
  g_autoptr(UaTestReply) deep = ua_test_look (visit, "/accept/a/b");
  g_autoptr(UaTestReply) good = ua_test_look (visit, new);

  g_assert_cmpuint (replaced->status, ==, 404);
  g_assert_true (ua_test_says (replaced, "newest message"));
  g_assert_cmpuint (unknown->status, ==, 404);
  g_assert_cmpuint (bare->status, ==, 404);
  g_assert_cmpuint (deep->status, ==, 404);
  g_assert_cmpuint (good->status, ==, 200);
}

/* TL-09: without a seat the invitation waits, and its link stays good. */
static void
test_no_seat (UaTestVisit   *visit,
              gconstpointer  unused)
{
  g_autofree char *path = ua_test_invite (visit, "ola@brackwater.example", "en");
  g_autoptr(UaTestReply) limit = ua_test_directory_send
    (visit->directory, "PUT", "/Settings/seats",
     "{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],\"value\":\"1\"}");
  g_autoptr(UaTestReply) refused = ua_test_accept (visit, path, "Ola", PASSWORD, PASSWORD);
  g_autoptr(UaTestReply) still = ua_test_look (visit, path);

  g_assert_cmpuint (limit->status, ==, 200);
  g_assert_cmpuint (refused->status, ==, 409);
  g_assert_cmpuint (still->status, ==, 200);
}

/* CC-04, CC-08: choosing a password by a link enables the account. */
static void
test_password_link (UaTestVisit   *visit,
                    gconstpointer  unused)
{
  g_autoptr(UaTestReply) created = ua_test_ask
    (visit, "{\"action\":\"createMember\",\"parameters\":{\"givenName\":\"Liv\","
              "\"familyName\":\"Moe\",\"email\":\"liv@brackwater.example\","
              "\"sendActivation\":true}}");
  g_autoptr(UaTestMail) mail = ua_test_mail_find (visit->directory, "liv@brackwater.example");
  g_autofree char *token = ua_test_mail_get_token (mail, "/password/");
  g_autofree char *path = g_strconcat ("/password/", token, NULL);
  g_autofree char *crossed = g_strconcat ("/accept/", token, NULL);
  g_autoptr(UaTestReply) wrong = ua_test_look (visit, crossed);
  g_autoptr(UaTestReply) saved =
    ua_test_fill_in (visit, path, "password", PASSWORD, "again", PASSWORD, NULL);
  g_autoptr(UaTestReply) again = ua_test_look (visit, path);
  g_autoptr(JsonObject) member = ua_test_find_member (visit, "liv@brackwater.example");

  g_assert_cmpuint (wrong->status, ==, 404);
  g_assert_cmpuint (saved->status, ==, 200);
  g_assert_cmpuint (again->status, ==, 410);
  g_assert_cmpstr (ua_test_get_ext (member, "status"), ==, "active");
  g_assert_cmpuint (ua_test_try_basic (visit, "liv@brackwater.example", PASSWORD), ==, 200);
}

/* A form that is far too large is not read. */
static void
test_large (UaTestVisit   *visit,
            gconstpointer  unused)
{
  g_autofree char *path = ua_test_invite (visit, "per@brackwater.example", "en");
  g_autoptr(UaTestReply) reply = ua_test_post (visit, path, g_strnfill (70000, 'a'));

  g_assert_cmpuint (reply->status, ==, 413);
}

/* CC-12: who signs in sees and changes their own data, and signs out. */
static void
test_session (UaTestVisit   *visit,
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

  ua_test_join (visit, "ida@brackwater.example");
  in = ua_test_sign_in (visit, "IDA@brackwater.example", PASSWORD);
  g_assert_cmpuint (in->status, ==, 303);
  g_assert_cmpstr (ua_test_get_location (in), ==, "profile");
  cookie = soup_message_headers_get_one (in->headers, "Set-Cookie");
  g_assert_nonnull (strstr (cookie, "; HttpOnly; SameSite=Strict"));
  session = g_strdup (visit->cookies);
  saved = ua_test_send_profile (visit, "ida@brackwater.example", "+32 9 555 01 02");
  g_assert_cmpuint (saved->status, ==, 303);
  member = ua_test_find_member (visit, "ida@brackwater.example");
  g_assert_cmpstr (json_object_get_string_member
                     (json_array_get_object_element
                        (json_object_get_array_member (member, "phoneNumbers"), 0), "value"),
                   ==, "+32 9 555 01 02");
  g_assert_cmpstr (json_object_get_string_member (member, "preferredLanguage"), ==, "nl");
  page = ua_test_look (visit, "/profile?saved");
  g_assert_true (ua_test_says (page, "role=\"status\""));
  g_assert_true (ua_test_says (page, "Uw gegevens"));
  key = ua_test_get_key (page);
  out = ua_test_post (visit, "/sign-out", soup_form_encode ("key", key, NULL));
  g_assert_cmpuint (out->status, ==, 303);
  g_free (visit->cookies);
  visit->cookies = g_steal_pointer (&session);
  after = ua_test_look (visit, "/profile");
  g_assert_cmpstr (ua_test_get_location (after), ==, "sign-in");
}

/* LE-06: with the address the login changes, and both addresses hear of it; that of somebody else
 * is refused at its field. */
static void
test_email (UaTestVisit   *visit,
            gconstpointer  unused)
{
  g_autoptr(UaTestReply) in = NULL;
  g_autoptr(UaTestReply) taken = NULL;
  g_autoptr(UaTestReply) saved = NULL;
  g_autoptr(UaTestMail) old = NULL;
  g_autoptr(UaTestMail) new = NULL;

  ua_test_join (visit, "ida@brackwater.example");
  ua_test_join (visit, "jon@brackwater.example");
  in = ua_test_sign_in (visit, "ida@brackwater.example", PASSWORD);
  taken = ua_test_send_profile (visit, "jon@brackwater.example", "");
  g_assert_cmpuint (taken->status, ==, 400);
  g_assert_true (ua_test_says (taken, "email-fault"));
  saved = ua_test_send_profile (visit, "ida.holm@brackwater.example", "");
  g_assert_cmpuint (saved->status, ==, 303);
  old = ua_test_mail_find (visit->directory, "ida@brackwater.example");
  new = ua_test_mail_find (visit->directory, "ida.holm@brackwater.example");
  g_assert_nonnull (strstr (old->text, "ida@brackwater.example"));
  g_assert_nonnull (strstr (new->text, "ida.holm@brackwater.example"));
  g_assert_cmpuint (ua_test_try_basic (visit, "ida.holm@brackwater.example", PASSWORD), ==, 200);
}

/* CC-11: wrong passwords count here as everywhere. */
static void
test_lock (UaTestVisit   *visit,
           gconstpointer  unused)
{
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(UaTestReply) right = NULL;

  ua_test_join (visit, "ida@brackwater.example");
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(UaTestReply) wrong = ua_test_sign_in (visit, "ida@brackwater.example", "sedges");

      g_assert_cmpuint (wrong->status, ==, 403);
      g_assert_null (soup_message_headers_get_one (wrong->headers, "WWW-Authenticate"));
    }
  member = ua_test_find_member (visit, "ida@brackwater.example");
  g_assert_cmpstr (ua_test_get_ext (member, "status"), ==, "locked");
  right = ua_test_sign_in (visit, "ida@brackwater.example", PASSWORD);
  g_assert_cmpuint (right->status, ==, 403);
}

/* TL-06: with a password that somebody else has seen nothing is done before another is chosen. */
static void
test_must_change (UaTestVisit   *visit,
                  gconstpointer  unused)
{
  g_autoptr(UaTestReply) created = ua_test_ask
    (visit, "{\"action\":\"createMember\",\"parameters\":{\"givenName\":\"Liv\","
              "\"familyName\":\"Moe\",\"email\":\"liv@brackwater.example\","
              "\"password\":\"given by a friend\"}}");
  g_autoptr(UaTestReply) in =
    ua_test_sign_in (visit, "liv@brackwater.example", "given by a friend");
  g_autoptr(UaTestReply) profile = ua_test_look (visit, "/profile");
  g_autoptr(UaTestReply) same =
    ua_test_fill_in (visit, "/own-password", "password", "given by a friend", "again",
                     "given by a friend", NULL);
  g_autoptr(UaTestReply) changed =
    ua_test_fill_in (visit, "/own-password", "password", PASSWORD, "again", PASSWORD, NULL);
  g_autoptr(UaTestReply) after = ua_test_look (visit, "/profile");

  g_assert_cmpuint (in->status, ==, 303);
  g_assert_cmpstr (ua_test_get_location (profile), ==, "own-password");
  g_assert_cmpuint (same->status, ==, 400);
  g_assert_cmpuint (changed->status, ==, 303);
  g_assert_cmpuint (after->status, ==, 200);
  g_assert_cmpuint (ua_test_try_basic (visit, "liv@brackwater.example", PASSWORD), ==, 200);
}

static UaTestReply *
act_on (UaTestVisit   *visit,
        const char *action,
        JsonObject *member)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"%s\",\"targets\":[\"%s\"]}", action,
                     json_object_get_string_member (member, "id"));

  return ua_test_ask (visit, body);
}

/* CC-14: a job is signed off by who has it; CC-12: a session ends with the account. */
static void
test_sign_off (UaTestVisit   *visit,
               gconstpointer  unused)
{
  g_autoptr(UaTestReply) setting = ua_test_directory_send
    (visit->directory, "PUT", "/Settings/signOff",
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
  ua_test_join (visit, "ida@brackwater.example");
  member = ua_test_find_member (visit, "ida@brackwater.example");
  asked = act_on (visit, "requestSignOff", member);
  in = ua_test_sign_in (visit, "ida@brackwater.example", PASSWORD);
  page = ua_test_look (visit, "/profile");
  g_assert_true (ua_test_says (page, "Sign off my job"));
  key = ua_test_get_key (page);
  signed_off = ua_test_post (visit, "/sign-off", soup_form_encode ("key", key, NULL));
  g_assert_cmpstr (ua_test_get_location (signed_off), ==, "profile?signed");
  now = ua_test_find_member (visit, "ida@brackwater.example");
  g_assert_cmpstr (ua_test_get_ext (now, "signOff"), ==, "signed");
  closed = act_on (visit, "deactivate", member);
  after = ua_test_look (visit, "/profile");
  g_assert_cmpstr (ua_test_get_location (after), ==, "sign-in");
}

#define ADD(name, function) \
  g_test_add ("/directory/pages/" name, UaTestVisit, NULL, set_up, function, tear_down)

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
