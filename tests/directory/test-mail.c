/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "ua-test-mail.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Mails: what they look like, how they get out, what is kept of them (TL-11), and that no secret is
 * kept anywhere. */

#define USER "urn:ietf:params:scim:schemas:core:2.0:User"

static char *
create_member (UaTestDirectory *directory,
               const char      *name,
               const char      *more)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" USER "\"],\"userName\":\"%s\","
                     "\"emails\":[{\"value\":\"%s@brackwater.example\",\"primary\":true}]%s}",
                     name, name, more);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Users", body);

  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (ua_test_reply_string (reply, "id"));
}

/* Acts on one target; gives its status. */
static char *
act (UaTestDirectory *directory,
     const char      *action,
     const char      *target)
{
  g_autofree char *body = g_strdup_printf ("{\"action\":\"%s\",\"targets\":[\"%s\"]}", action,
                                           target);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Actions", body);
  JsonArray *results;

  g_assert_cmpuint (reply->status, ==, 200);
  results = json_object_get_array_member (ua_test_reply_object (reply), "results");
  return g_strdup (json_object_get_string_member (json_array_get_object_element (results, 0),
                                                  "status"));
}

static void
assert_act (UaTestDirectory *directory,
            const char      *action,
            const char      *target,
            const char      *status)
{
  g_autofree char *got = act (directory, action, target);

  g_assert_cmpstr (got, ==, status);
}

/* The newest message to an address, as the interface shows it. */
static UaTestReply *
get_message (UaTestDirectory *directory,
             const char      *recipient)
{
  g_autofree char *filter = g_strdup_printf ("recipient eq \"%s\"", recipient);
  g_autoptr(UaTestReply) list = ua_test_directory_list (directory, "/Messages", filter, NULL);
  JsonArray *resources = ua_test_reply_resources (list);
  guint n = json_array_get_length (resources);
  g_autofree char *path = NULL;

  g_assert_cmpuint (n, >, 0);
  path = g_strconcat ("/Messages/", json_object_get_string_member
                        (json_array_get_object_element (resources, n - 1), "id"), NULL);
  return ua_test_directory_get (directory, path);
}

static char *
get_data_path (UaTestDirectory *directory,
               const char      *name)
{
  return g_build_filename (ua_test_directory_get_folder (directory), "data", name, NULL);
}

static void
change_database (UaTestDirectory *directory,
                 const char      *sql)
{
  g_autofree char *path = get_data_path (directory, "directory.db");
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_not_in_file (const char *path,
                    const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (g_file_get_contents (path, &contents, &length, NULL))
    g_assert_null (memmem (contents, length, text, strlen (text)));
}

/* CC-04: a mail with a link to choose a password; it is a mail by the book. */
static void
test_activation (void)
{
  g_autoptr(UaTestDirectory) directory =
    ua_test_directory_start (0, "--web-base", "https://people.brackwater.example/members", NULL);
  g_autofree char *uid = create_member (directory, "activated", ",\"displayName\":\"Åse Øye\","
                                        "\"name\":{\"givenName\":\"Åse\"}");
  g_autoptr(UaTestMail) mail = NULL;
  g_autofree char *token = NULL;

  assert_act (directory, "sendActivation", uid, "200");
  mail = ua_test_mail_find (directory, "activated@brackwater.example");
  g_assert_cmpstr (mail->from, ==, "\"User Admin\" <user-admin@localhost>");
  g_assert_cmpstr (mail->to, ==, "Åse Øye <activated@brackwater.example>");
  g_assert_cmpstr (mail->subject, ==, "Choose your password for User Admin");
  g_assert_cmpstr (mail->automatic, ==, "auto-generated");
  g_assert_cmpstr (mail->language, ==, "en");
  g_assert_true (g_regex_match_simple ("^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d+ [A-Z][a-z][a-z] "
                                       "\\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000$", mail->date, 0, 0));
  g_assert_true (g_regex_match_simple ("^<[0-9a-f.-]+@localhost>$", mail->message_id, 0, 0));
  g_assert_nonnull (strstr (mail->text, "Hello Åse,"));
  g_assert_nonnull (strstr (mail->text, "activated"));
  g_assert_nonnull (strstr (mail->text,
                            "\nhttps://people.brackwater.example/members/password/"));
  token = ua_test_mail_get_token (mail, "/password/");
}

/* Everybody is written to in their own language, with the name of the organisation. */
static void
test_languages (void)
{
  static const struct
  {
    const char *preferred;
    const char *language;
    const char *subject;
    const char *hello;
  } cases[] = {
    { "nl-BE", "nl", "Kies uw wachtwoord voor Brackwater Works", "Dag Ine,\n" },
    { "fr", "fr", "Choisissez votre mot de passe : Brackwater Works", "Bonjour Ine,\n" },
    { "DE-ch", "de", "Wählen Sie Ihr Passwort für Brackwater Works", "Guten Tag Ine,\n" },
    { "pt, fr;q=0.5", "fr", "Choisissez votre mot de passe : Brackwater Works", "Bonjour Ine,\n" },
    { "pt", "nl", "Kies uw wachtwoord voor Brackwater Works", "Dag Ine,\n" },
    { "den", "nl", "Kies uw wachtwoord voor Brackwater Works", "Dag Ine,\n" },
  };
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  const char *const settings[][2] = {
    { "/Settings/organisationName", "Brackwater Works" }, { "/Settings/defaultLanguage", "nl" },
    { "/Settings/mailFrom", "people@brackwater.example" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{\"schemas\":[\"urn:example:useradmin:scim:2.0:Setting\"],"
                         "\"value\":\"%s\"}", settings[i][1]);
      g_autoptr(UaTestReply) reply =
        ua_test_directory_send (directory, "PUT", settings[i][0], body);

      g_assert_cmpuint (reply->status, ==, 200);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("reader%" G_GSIZE_FORMAT, i);
      g_autofree char *address = g_strconcat (name, "@brackwater.example", NULL);
      g_autofree char *more = g_strdup_printf (",\"preferredLanguage\":\"%s\",\"name\":"
                                               "{\"givenName\":\"Ine\"}", cases[i].preferred);
      g_autofree char *uid = create_member (directory, name, more);
      g_autoptr(UaTestMail) mail = NULL;

      assert_act (directory, "sendActivation", uid, "200");
      mail = ua_test_mail_find (directory, address);
      g_assert_cmpstr (mail->language, ==, cases[i].language);
      g_assert_cmpstr (mail->subject, ==, cases[i].subject);
      g_assert_cmpstr (mail->from, ==, "\"Brackwater Works\" <people@brackwater.example>");
      g_assert_true (g_str_has_prefix (mail->text, cases[i].hello));
      g_assert_nonnull (strstr (mail->html, cases[i].language));
    }
}

/* No name can begin a line of the header, nor markup in the text. */
static void
test_injection (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *uid = create_member
    (directory, "victim", ",\"displayName\":\"A\\r\\nBcc: other@brackwater.example\\r\\n\\r\\nB\","
     "\"name\":{\"givenName\":\"<b>\\r\\n.\\r\\nBo\\\"ld</b>\"}");
  g_autofree char *odd = create_member (directory, "odd", "");
  g_autoptr(UaTestMail) mail = NULL;
  g_autoptr(UaTestReply) patched = NULL;
  g_autofree char *path = g_strconcat ("/Users/", odd, NULL);
  const char *body = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                     "\"Operations\":[{\"op\":\"replace\",\"path\":\"emails\",\"value\":"
                     "[{\"value\":\"odd@brackwater.example\\r\\nBcc: x@brackwater.example\"}]}]}";

  assert_act (directory, "sendActivation", uid, "200");
  mail = ua_test_mail_find (directory, "victim@brackwater.example");
  g_assert_null (strstr (mail->raw, "\r\nBcc:"));
  g_assert_cmpstr (mail->to, ==,
                   "\"A  Bcc: other@brackwater.example    B\" <victim@brackwater.example>");
  g_assert_null (strstr (mail->html, "<b>"));
  g_assert_nonnull (strstr (mail->html, "&lt;b&gt;"));

  patched = ua_test_directory_send (directory, "PATCH", path, body);
  if (patched->status == 200)
    assert_act (directory, "sendActivation", odd, "409");
  else
    g_assert_cmpuint (patched->status, ==, 409);
}

/* TL-11: each mail is kept with how far its delivery is, without its link. */
static void
test_kept (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  g_autofree char *uid = create_member (directory, "kept", ",\"displayName\":\"Kept Well\"");
  g_autofree char *filter = g_strdup_printf ("member.value eq \"%s\" and state eq \"sent\"", uid);
  g_autoptr(UaTestMail) mail = NULL;
  g_autofree char *token = NULL;
  g_autoptr(UaTestReply) message = NULL;
  g_autoptr(UaTestReply) list = NULL;
  g_autoptr(UaTestReply) gone = NULL;
  g_autofree char *path = NULL;
  JsonObject *object;

  assert_act (directory, "sendPasswordLink", uid, "200");
  mail = ua_test_mail_find (directory, "kept@brackwater.example");
  token = ua_test_mail_get_token (mail, "/password/");
  message = get_message (directory, "kept@brackwater.example");
  object = ua_test_reply_object (message);
  g_assert_cmpstr (ua_test_reply_string (message, "kind"), ==, "passwordLink");
  g_assert_cmpstr (ua_test_reply_string (message, "state"), ==, "sent");
  g_assert_cmpstr (ua_test_reply_string (message, "subject"), ==, mail->subject);
  g_assert_cmpstr (ua_test_reply_string (message, "language"), ==, "en");
  g_assert_cmpint (json_object_get_int_member (object, "attempts"), ==, 1);
  g_assert_nonnull (ua_test_reply_string (message, "createdAt"));
  g_assert_nonnull (ua_test_reply_string (message, "sentAt"));
  g_assert_null (ua_test_reply_string (message, "lastError"));
  g_assert_null (strstr (message->text, token));
  g_assert_nonnull (strstr (ua_test_reply_string (message, "body"), "/password/[removed]"));
  object = json_object_get_object_member (object, "member");
  g_assert_cmpstr (json_object_get_string_member (object, "value"), ==, uid);
  g_assert_cmpstr (json_object_get_string_member (object, "display"), ==, "Kept Well");
  object = json_object_get_object_member (ua_test_reply_object (message), "sentBy");
  g_assert_cmpstr (json_object_get_string_member (object, "value"), ==,
                   ua_test_reply_string (me, "id"));
  list = ua_test_directory_list (directory, "/Messages", filter, NULL);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (list)), ==, 1);
  path = g_strconcat ("/Messages/", ua_test_reply_string (message, "id"), NULL);
  gone = ua_test_directory_send (directory, "DELETE", path, NULL);
  g_assert_cmpuint (gone->status, ==, 405);
}

/* UA-08: a dry run tells of the mails and sends none. */
static void
test_dry_run (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *uid = create_member (directory, "dry", "");
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"sendPasswordLink\",\"targets\":[\"%s\"],\"dryRun\":true}", uid);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Actions", body);
  g_autoptr(UaTestReply) list = ua_test_directory_get (directory, "/Messages");
  JsonObject *result = json_array_get_object_element
    (json_object_get_array_member (ua_test_reply_object (reply), "results"), 0);
  JsonArray *mails = json_object_get_array_member (result, "mails");
  JsonObject *mail;

  g_assert_cmpuint (json_array_get_length (mails), ==, 1);
  mail = json_array_get_object_element (mails, 0);
  g_assert_cmpstr (json_object_get_string_member (mail, "kind"), ==, "passwordLink");
  g_assert_cmpstr (json_object_get_string_member (mail, "recipient"), ==,
                   "dry@brackwater.example");
  g_assert_cmpstr (json_object_get_string_member (mail, "subject"), ==,
                   "Choose a new password for User Admin");
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (list)), ==, 0);
  ua_test_mail_settle (directory);
  g_assert_cmpuint (ua_test_mail_count (directory), ==, 0);
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "sendmail", "mail", "arguments" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Neither the database nor its WAL nor what the service prints holds a link; the spool folder and
 * its files are for nobody else. */
static void
test_no_secret_at_rest (void)
{
  g_autofree char *printed = NULL;
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, "--log", NULL);
  g_autofree char *log =
    g_build_filename (ua_test_directory_get_folder (directory), "log", NULL);
  g_autofree char *uid = create_member (directory, "secret", "");
  g_autofree char *database = get_data_path (directory, "directory.db");
  g_autofree char *wal = get_data_path (directory, "directory.db-wal");
  g_autofree char *spool = get_data_path (directory, "spool");
  g_autoptr(UaTestMail) mail = NULL;
  g_autoptr(UaTestReply) message = NULL;
  g_autofree char *token = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  struct stat info;

  assert_act (directory, "sendPasswordLink", uid, "200");
  mail = ua_test_mail_find (directory, "secret@brackwater.example");
  token = ua_test_mail_get_token (mail, "/password/");
  assert_not_in_file (database, token);
  assert_not_in_file (wal, token);
  message = get_message (directory, "secret@brackwater.example");
  name = g_strconcat (ua_test_reply_string (message, "id"), ".eml", NULL);
  file = g_build_filename (spool, name, NULL);
  g_assert_cmpint (g_stat (spool, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  ua_test_directory_terminate (directory);
  assert_not_in_file (database, token);
  g_assert_true (g_file_get_contents (log, &printed, NULL, NULL));
  g_assert_nonnull (strstr (printed, "POST /Actions 200"));
  g_assert_null (strstr (printed, token));
  g_assert_null (strstr (printed, "brackwater.example"));
}

/* R1: a service that dies between sending and writing that down sends again, with a new link; the
 * old one is void. */
static void
test_crash_between (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *uid = create_member (directory, "twice", "");
  g_autoptr(UaTestMail) first = NULL;
  g_autoptr(UaTestMail) second = NULL;
  g_autofree char *first_token = NULL;
  g_autofree char *second_token = NULL;
  g_autofree char *first_hash = NULL;
  g_autofree char *second_hash = NULL;
  g_autofree char *path = get_data_path (directory, "directory.db");
  g_autofree char *database = NULL;
  gsize length;

  assert_act (directory, "sendPasswordLink", uid, "200");
  first = ua_test_mail_find (directory, "twice@brackwater.example");
  ua_test_directory_terminate (directory);
  change_database (directory, "UPDATE message SET state = 'queued', due = 1");
  ua_test_directory_restart (directory);
  second = ua_test_mail_find (directory, "twice@brackwater.example");
  while (g_str_equal (first->raw, second->raw))
    {
      ua_test_mail_free (second);
      second = ua_test_mail_find (directory, "twice@brackwater.example");
    }
  first_token = ua_test_mail_get_token (first, "/password/");
  second_token = ua_test_mail_get_token (second, "/password/");
  g_assert_cmpstr (first_token, !=, second_token);
  g_assert_cmpuint (ua_test_mail_count (directory), ==, 1);
  ua_test_directory_terminate (directory);
  first_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, first_token, -1);
  second_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, second_token, -1);
  g_assert_true (g_file_get_contents (path, &database, &length, NULL));
  g_assert_null (memmem (database, length, first_hash, strlen (first_hash)));
  g_assert_nonnull (memmem (database, length, second_hash, strlen (second_hash)));
}

/* LE-03: with the member go the messages and what lies in the spool folder. */
static void
test_erased (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *uid = create_member (directory, "fleeting", "");
  g_autofree char *path = g_strconcat ("/Users/", uid, NULL);
  g_autofree char *file = get_data_path (directory, "directory.db");
  g_autoptr(UaTestMail) mail = NULL;
  g_autoptr(UaTestReply) gone = NULL;
  g_autoptr(UaTestReply) list = NULL;

  assert_act (directory, "sendPasswordLink", uid, "200");
  mail = ua_test_mail_find (directory, "fleeting@brackwater.example");
  g_assert_cmpuint (ua_test_mail_count (directory), ==, 1);
  gone = ua_test_directory_send (directory, "DELETE", path, NULL);
  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpuint (ua_test_mail_count (directory), ==, 0);
  list = ua_test_directory_get (directory, "/Messages");
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (list)), ==, 0);
  ua_test_directory_terminate (directory);
  assert_not_in_file (file, "fleeting");
}

/* Writes a program that does with a mail what @script says. */
static char *
write_program (const char *folder,
               const char *script)
{
  char *path = g_build_filename (folder, "sendmail", NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

/* Mails are given to a program where that is asked for; no address is in its arguments. */
static void
test_sendmail (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ua-sendmail-XXXXXX", NULL);
  g_autofree char *script = g_strdup_printf ("printf '%%s|' \"$@\" >%s/arguments\n"
                                             "sed 's/$/\\r/' >%s/mail", folder, folder);
  g_autofree char *program = write_program (folder, script);
  g_autofree char *got = g_build_filename (folder, "mail", NULL);
  g_autofree char *arguments_path = g_build_filename (folder, "arguments", NULL);
  g_autofree char *arguments = NULL;
  g_autofree char *raw = NULL;
  g_autoptr(UaTestMail) mail = NULL;
  g_autoptr(UaTestDirectory) directory =
    ua_test_directory_start (0, "--sendmail", program, NULL);
  g_autofree char *uid = create_member (directory, "posted", "");
  g_autofree char *token = NULL;

  assert_act (directory, "sendPasswordLink", uid, "200");
  ua_test_mail_settle (directory);
  g_assert_true (g_file_get_contents (got, &raw, NULL, NULL));
  mail = ua_test_mail_parse (raw);
  g_assert_cmpstr (mail->to, ==, "\"posted\" <posted@brackwater.example>");
  token = ua_test_mail_get_token (mail, "/password/");
  g_assert_true (g_file_get_contents (arguments_path, &arguments, NULL, NULL));
  g_assert_cmpstr (arguments, ==, "-i|-t|-f|user-admin@localhost|");
  g_assert_cmpuint (ua_test_mail_count (directory), ==, 0);
  g_clear_pointer (&directory, ua_test_directory_stop);
  remove_folder (folder);
}

static UaTestReply *
wait_for_attempts (UaTestDirectory *directory,
                   const char      *recipient,
                   gint64           attempts)
{
  UaTestReply *reply = get_message (directory, recipient);
  int tries = 0;

  while (json_object_get_int_member (ua_test_reply_object (reply), "attempts") < attempts &&
         tries++ < 2000)
    {
      ua_test_reply_free (reply);
      reply = get_message (directory, recipient);
    }
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (reply), "attempts"), ==,
                   attempts);
  return reply;
}

/* TL-11: what cannot be sent is tried again, each time after a longer pause, and then has failed;
 * "resend" begins anew. */
static void
test_retries (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ua-sendmail-XXXXXX", NULL);
  g_autofree char *program = write_program (folder, "exit 75");
  g_autoptr(UaTestDirectory) directory =
    ua_test_directory_start (0, "--sendmail", program, NULL);
  g_autofree char *uid = create_member (directory, "unlucky", "");
  g_autofree char *failed = NULL;

  assert_act (directory, "sendPasswordLink", uid, "200");
  for (gint64 n = 1; n <= 6; n++)
    {
      g_autoptr(UaTestReply) message =
        wait_for_attempts (directory, "unlucky@brackwater.example", n);

      g_assert_cmpstr (ua_test_reply_string (message, "state"), ==, n < 6 ? "queued" : "failed");
      g_assert_cmpstr (ua_test_reply_string (message, "lastError"), ==,
                       "The program that sends mail ended with status 75");
      if (n == 1)
        assert_act (directory, "resendMessage", ua_test_reply_string (message, "id"), "409");
      failed = g_strdup (ua_test_reply_string (message, "id"));
      if (n == 6)
        break;
      g_clear_pointer (&failed, g_free);
      ua_test_directory_terminate (directory);
      change_database (directory, "UPDATE message SET due = 1 WHERE due IS NOT NULL");
      ua_test_directory_restart (directory);
    }

  g_free (write_program (folder, "cat >/dev/null"));
  assert_act (directory, "resendMessage", failed, "200");
  {
    g_autoptr(UaTestReply) again = NULL;

    ua_test_mail_settle (directory);
    again = get_message (directory, "unlucky@brackwater.example");
    g_assert_cmpstr (ua_test_reply_string (again, "id"), !=, failed);
    g_assert_cmpstr (ua_test_reply_string (again, "state"), ==, "sent");
  }
  g_clear_pointer (&directory, ua_test_directory_stop);
  remove_folder (folder);
}

/* What is of no use to try again fails at once. */
static void
test_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ua-sendmail-XXXXXX", NULL);
  g_autofree char *program = write_program (folder, "exit 67");
  g_autoptr(UaTestDirectory) directory =
    ua_test_directory_start (0, "--sendmail", program, NULL);
  g_autofree char *uid = create_member (directory, "nobody", "");
  g_autoptr(UaTestReply) message = NULL;

  assert_act (directory, "sendPasswordLink", uid, "200");
  ua_test_mail_settle (directory);
  message = get_message (directory, "nobody@brackwater.example");
  g_assert_cmpstr (ua_test_reply_string (message, "state"), ==, "failed");
  g_clear_pointer (&directory, ua_test_directory_stop);
  remove_folder (folder);
}

/* CC-04, CC-08, CC-09: which mail fits which member. */
static void
test_fitting (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *with = create_member (directory, "with", ",\"password\":\"known only to me\"");
  g_autofree char *without = create_member (directory, "without", "");
  g_autofree char *off =
    create_member (directory, "off", ",\"password\":\"known only to me\",\"active\":false");
  g_autoptr(UaTestReply) bare = ua_test_directory_send
    (directory, "POST", "/Users", "{\"schemas\":[\"" USER "\"],\"userName\":\"unreachable\"}");

  assert_act (directory, "sendActivation", with, "409");
  assert_act (directory, "sendActivation", without, "200");
  assert_act (directory, "sendActivation", off, "409");
  assert_act (directory, "sendPasswordLink", with, "200");
  assert_act (directory, "sendPasswordLink", off, "200");
  assert_act (directory, "sendNotification", without, "409");
  assert_act (directory, "sendNotification", off, "409");
  assert_act (directory, "sendPasswordLink", ua_test_reply_string (bare, "id"), "409");
  assert_act (directory, "sendNotification", with, "200");
  {
    g_autoptr(UaTestMail) mail = ua_test_mail_find (directory, "with@brackwater.example");

    g_assert_nonnull (strstr (mail->text, "user name is with"));
    g_assert_nonnull (strstr (mail->text, "/sign-in"));
    g_assert_null (strstr (mail->raw, "known only to me"));
  }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/mail/CC-04/activation", test_activation);
  g_test_add_func ("/directory/mail/languages", test_languages);
  g_test_add_func ("/directory/mail/injection", test_injection);
  g_test_add_func ("/directory/mail/TL-11/kept", test_kept);
  g_test_add_func ("/directory/mail/UA-08/dry-run", test_dry_run);
  g_test_add_func ("/directory/mail/no-secret-at-rest", test_no_secret_at_rest);
  g_test_add_func ("/directory/mail/R1/crash-between", test_crash_between);
  g_test_add_func ("/directory/mail/LE-03/erased", test_erased);
  g_test_add_func ("/directory/mail/sendmail", test_sendmail);
  g_test_add_func ("/directory/mail/TL-11/retries", test_retries);
  g_test_add_func ("/directory/mail/refused", test_refused);
  g_test_add_func ("/directory/mail/CC-08/fitting", test_fitting);
  return g_test_run ();
}
