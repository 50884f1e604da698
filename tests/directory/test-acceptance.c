/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-auth.h"
#include "ua-dir-db.h"
#include "ua-dir-error.h"
#include "ua-dir-invitation.h"
#include "ua-dir-link.h"
#include "ua-dir-password.h"
#include "ua-test-mail.h"

#include <locale.h>
#include <string.h>

/* What the links of mails do: the library is called as the pages do, on the data of a service that
 * is ended meanwhile (WS-06, TL-05, CC-04, CC-08). */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define PASSWORD "a fen of reeds"

typedef struct
{
  UaTestDirectory *directory;    /* (owned) */
  UaDirDb *db;                   /* (owned) (nullable), while the service is ended */
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
}

static void
pause_service (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (fixture->directory),
                                            "data", "directory.db", NULL);
  g_autoptr(GError) error = NULL;

  ua_test_directory_terminate (fixture->directory);
  fixture->db = ua_dir_db_open (path, UA_DIR_DB_WRITE, &error);
  g_assert_no_error (error);
}

static void
resume_service (Fixture *fixture)
{
  g_clear_pointer (&fixture->db, ua_dir_db_close);
  ua_test_directory_restart (fixture->directory);
}

/* As the service does: what fails is taken back. */
static gboolean
end_transaction (Fixture  *fixture,
                 gboolean  good)
{
  g_assert_true (ua_dir_db_exec (fixture->db, good ? "COMMIT" : "ROLLBACK", NULL));
  return good;
}

static gboolean
accept_link (Fixture     *fixture,
             const char  *token,
             GError     **error)
{
  g_autofree char *hash = ua_dir_link_hash (token);
  g_autofree char *password_hash = ua_dir_auth_hash_password (PASSWORD, NULL);
  UaDirAcceptance acceptance = { "Ida", "Holm", password_hash };
  gint64 member;

  g_assert_true (ua_dir_db_exec (fixture->db, "BEGIN IMMEDIATE", NULL));
  return end_transaction (fixture, ua_dir_invitation_accept (fixture->db, "http://x", hash,
                                                             &acceptance, &member, error));
}

static gboolean
choose_password (Fixture     *fixture,
                 const char  *token,
                 GError     **error)
{
  g_autofree char *hash = ua_dir_link_hash (token);
  g_autofree char *password_hash = ua_dir_auth_hash_password (PASSWORD, NULL);
  gint64 member;

  g_assert_true (ua_dir_db_exec (fixture->db, "BEGIN IMMEDIATE", NULL));
  return end_transaction (fixture, ua_dir_password_choose (fixture->db, "http://x", hash,
                                                           password_hash, &member, error));
}

static UaTestReply *
act (Fixture    *fixture,
     const char *body)
{
  UaTestReply *reply = ua_test_directory_send (fixture->directory, "POST", "/Actions", body);

  g_assert_cmpuint (reply->status, ==, 200);
  return reply;
}

/* Invites somebody; gives the token of the mail. */
static char *
invite (Fixture    *fixture,
        const char *address)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"invite\",\"parameters\":{\"emails\":[\"%s\"]}}", address);
  g_autoptr(UaTestReply) reply = act (fixture, body);
  g_autoptr(UaTestMail) mail = ua_test_mail_find (fixture->directory, address);

  return ua_test_mail_get_token (mail, "/accept/");
}

static UaTestReply *
find_member (Fixture    *fixture,
             const char *address)
{
  g_autofree char *filter = g_strdup_printf ("emails.value eq \"%s\"", address);
  g_autoptr(UaTestReply) list =
    ua_test_directory_list (fixture->directory, "/Users", filter, NULL);
  JsonArray *resources = ua_test_reply_resources (list);
  g_autofree char *path = NULL;

  g_assert_cmpuint (json_array_get_length (resources), ==, 1);
  path = g_strconcat ("/Users/", json_object_get_string_member
                        (json_array_get_object_element (resources, 0), "id"), NULL);
  return ua_test_directory_get (fixture->directory, path);
}

static const char *
get_status (UaTestReply *member)
{
  return json_object_get_string_member
    (json_object_get_object_member (ua_test_reply_object (member), EXT), "status");
}

static guint
count (Fixture    *fixture,
       const char *endpoint)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_get (fixture->directory, endpoint);

  return json_array_get_length (ua_test_reply_resources (reply));
}

static UaTestReply *
sign_in (Fixture    *fixture,
         const char *name)
{
  g_autoptr(SoupMessage) msg =
    ua_test_directory_message (fixture->directory, "GET", "/Me", NULL);
  g_autofree char *pair = g_strconcat (name, ":" PASSWORD, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *basic = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization", basic);
  return ua_test_directory_send_message (fixture->directory, msg);
}

/* WS-06, TL-05: by accepting the member is active, in a seat, and off the list; the link is good
 * for one use. */
static void
test_accept (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *token = invite (fixture, "ida@brackwater.example");
  g_autoptr(UaTestReply) before = sign_in (fixture, "ida@brackwater.example");
  g_autoptr(GError) error = NULL;
  g_autoptr(UaTestReply) member = NULL;
  g_autoptr(UaTestReply) after = NULL;
  JsonObject *name;

  g_assert_cmpuint (before->status, ==, 401);
  g_assert_cmpuint (count (fixture, "/Invitations"), ==, 1);
  pause_service (fixture);
  accept_link (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_false (accept_link (fixture, token, &error));
  g_assert_error (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (accept_link (fixture, "no-such-token", &error));
  g_assert_error (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND);
  resume_service (fixture);
  member = find_member (fixture, "ida@brackwater.example");
  g_assert_cmpstr (get_status (member), ==, "active");
  g_assert_cmpstr (ua_test_reply_string (member, "displayName"), ==, "Ida Holm");
  name = json_object_get_object_member (ua_test_reply_object (member), "name");
  g_assert_cmpstr (json_object_get_string_member (name, "familyName"), ==, "Holm");
  g_assert_cmpuint (count (fixture, "/Invitations"), ==, 0);
  after = sign_in (fixture, "ida@brackwater.example");
  g_assert_cmpuint (after->status, !=, 401);
}

/* TL-05: what has expired cannot be accepted; sent again, it can, by the new link alone. */
static void
test_expired (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *old = invite (fixture, "jon@brackwater.example");
  g_autofree char *new = NULL;
  g_autofree char *body = NULL;
  g_autoptr(UaTestReply) list = NULL;
  g_autoptr(UaTestReply) resent = NULL;
  g_autoptr(UaTestMail) mail = NULL;
  g_autoptr(GError) error = NULL;

  pause_service (fixture);
  g_assert_true (ua_dir_db_exec (fixture->db, "UPDATE token SET expires = 1000"
                                              " WHERE purpose = 'invitation'", NULL));
  g_assert_false (accept_link (fixture, old, &error));
  g_assert_error (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT);
  g_clear_error (&error);
  resume_service (fixture);
  list = ua_test_directory_get (fixture->directory, "/Invitations");
  body = g_strdup_printf ("{\"action\":\"resendInvitation\",\"targets\":[\"%s\"]}",
                          json_object_get_string_member
                            (json_array_get_object_element (ua_test_reply_resources (list), 0),
                             "id"));
  resent = act (fixture, body);
  mail = ua_test_mail_find (fixture->directory, "jon@brackwater.example");
  new = ua_test_mail_get_token (mail, "/accept/");
  pause_service (fixture);
  g_assert_false (accept_link (fixture, old, &error));
  g_assert_error (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  accept_link (fixture, new, &error);
  g_assert_no_error (error);
  resume_service (fixture);
}

/* TL-09: accepting takes a seat; without one the invitation waits, and its link stays good. */
static void
test_no_seat (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *token = invite (fixture, "kai@brackwater.example");
  g_autoptr(UaTestReply) limit = ua_test_directory_send
    (fixture->directory, "PUT", "/Settings/seats",
     "{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],\"value\":\"1\"}");
  g_autoptr(UaTestReply) more = NULL;
  g_autoptr(UaTestReply) member = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (limit->status, ==, 200);
  pause_service (fixture);
  g_assert_false (accept_link (fixture, token, &error));
  g_assert_error (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT);
  g_clear_error (&error);
  resume_service (fixture);
  member = find_member (fixture, "kai@brackwater.example");
  g_assert_cmpstr (get_status (member), ==, "invited");
  more = ua_test_directory_send
    (fixture->directory, "PUT", "/Settings/seats",
     "{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],\"value\":\"2\"}");
  g_assert_cmpuint (more->status, ==, 200);
  pause_service (fixture);
  accept_link (fixture, token, &error);
  g_assert_no_error (error);
  resume_service (fixture);
}

/* CC-04, CC-08: choosing a password enables the account. */
static void
test_enable (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr(UaTestReply) created = act
    (fixture, "{\"action\":\"createMember\",\"parameters\":{\"givenName\":\"Liv\","
              "\"familyName\":\"Moe\",\"email\":\"liv@brackwater.example\","
              "\"sendActivation\":true}}");
  g_autoptr(UaTestMail) mail =
    ua_test_mail_find (fixture->directory, "liv@brackwater.example");
  g_autofree char *token = ua_test_mail_get_token (mail, "/password/");
  g_autoptr(UaTestReply) member = NULL;
  g_autoptr(UaTestReply) me = NULL;
  g_autoptr(GError) error = NULL;

  pause_service (fixture);
  choose_password (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_false (choose_password (fixture, token, &error));
  g_assert_error (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT);
  resume_service (fixture);
  member = find_member (fixture, "liv@brackwater.example");
  g_assert_cmpstr (get_status (member), ==, "active");
  me = sign_in (fixture, "liv@brackwater.example");
  g_assert_cmpuint (me->status, !=, 401);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/directory/acceptance/WS-06/accept", Fixture, NULL, set_up, test_accept, tear_down);
  g_test_add ("/directory/acceptance/TL-05/expired", Fixture, NULL, set_up, test_expired,
              tear_down);
  g_test_add ("/directory/acceptance/TL-09/no-seat", Fixture, NULL, set_up, test_no_seat,
              tear_down);
  g_test_add ("/directory/acceptance/CC-08/enable", Fixture, NULL, set_up, test_enable, tear_down);
  return g_test_run ();
}
