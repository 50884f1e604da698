/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

/* The data of one person as a ZIP file (CC-17). */

#define RECORD "urn:example:useradmin:scim:2.0:Record"
#define PASSWORD ",\"password\":\"" UA_TEST_PASSWORD "\""

static void
add_record (UaTestDirectory *directory,
            const char      *kind,
            const char      *subject,
            const char      *author,
            const char      *text)
{
  g_autoptr(GString) members = g_string_new (NULL);

  g_string_append_printf (members, "\"kind\":\"%s\",\"text\":\"%s\",\"subject\":{\"value\":\"%s\"}",
                          kind, text, subject);
  if (author != NULL)
    g_string_append_printf (members, ",\"author\":{\"value\":\"%s\"}", author);
  g_free (ua_test_create (directory, "/Records", RECORD, members->str));
}

static UaTestReply *
export_as (UaTestDirectory *directory,
           const char      *user_name,
           const char      *id)
{
  g_autofree char *path = g_strconcat ("/Users/", id, "/personalData", NULL);

  if (user_name != NULL)
    return ua_test_send_as (directory, user_name, "GET", path, NULL);
  return ua_test_directory_get (directory, path);
}

/* Gives (transfer full) the files that are in it, name to JSON. */
static GHashTable *
unpack (UaTestReply *reply)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Content-Type"), ==,
                   "application/zip");
  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, reply->text, reply->length), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      char *text = g_malloc0 (65536);
      g_autoptr(JsonNode) node = NULL;

      g_assert_cmpint (archive_read_data (archive, text, 65535), >, 0);
      node = json_from_string (text, NULL);
      g_assert_nonnull (node);
      g_hash_table_insert (files, g_strdup (archive_entry_pathname (entry)), text);
    }
  archive_read_free (archive);
  return files;
}

static gboolean
has (GHashTable *files,
     const char *file,
     const char *text)
{
  const char *content = g_hash_table_lookup (files, file);

  g_assert_nonnull (content);
  return strstr (content, text) != NULL;
}

static void
test_files (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "kim",
                                             "\"title\":\"Mate\",\"displayName\":\"Kim Reed\""
                                             PASSWORD);
  g_autofree char *other = ua_test_create_user (directory, "other", "");
  g_autoptr(UaTestReply) few = export_as (directory, NULL, id);
  g_autoptr(UaTestReply) all = NULL;
  g_autoptr(GHashTable) few_files = unpack (few);
  g_autoptr(GHashTable) files = NULL;
  GHashTableIter iter;
  gpointer content;

  /* One to five: those that have something in them. */
  g_assert_cmpuint (g_hash_table_size (few_files), ==, 2);
  g_assert_true (has (few_files, "contact.json", "Kim Reed"));
  g_assert_true (has (few_files, "profile.json", "Mate"));
  g_assert_false (has (few_files, "contact.json", "password"));
  add_record (directory, "assessment", id, id, "gave-one");
  add_record (directory, "assessment", id, other, "foreign-one");
  add_record (directory, "plan", id, id, "gave-two");
  add_record (directory, "plan", id, other, "foreign-two");
  add_record (directory, "testResult", id, NULL, "gave-three");
  add_record (directory, "testResult", id, other, "foreign-three");
  add_record (directory, "feedback", id, other, "foreign-four");
  all = export_as (directory, "kim", id);
  files = unpack (all);
  g_assert_cmpuint (g_hash_table_size (files), ==, 5);
  g_assert_true (has (files, "assessments.json", "gave-one"));
  g_assert_true (has (files, "plans.json", "gave-two"));
  g_assert_true (has (files, "test-results.json", "gave-three"));
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, NULL, &content))
    g_assert_null (strstr (content, "foreign"));
}

static void
test_rights (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "kim", "\"title\":\"Mate\"" PASSWORD);
  g_autofree char *other = ua_test_create_user (directory, "other", "\"title\":\"Mate\"" PASSWORD);
  g_autofree char *looker =
    ua_test_create_user (directory, "looker", "\"" UA_TEST_EXT "\":{\"accessLevel\":\"executive\"}"
                         PASSWORD);
  g_autoptr(UaTestReply) unseen = export_as (directory, "kim", other);
  g_autoptr(UaTestReply) without = export_as (directory, "looker", id);
  g_autofree char *path = g_strconcat ("/Users/", id, "/personalData", NULL);
  g_autoptr(UaTestReply) put = ua_test_directory_send (directory, "DELETE", path, NULL);

  g_assert_cmpuint (unseen->status, ==, 404);
  g_assert_cmpuint (without->status, ==, 403);
  g_assert_cmpuint (put->status, ==, 405);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/personal-data/files", test_files);
  g_test_add_func ("/directory/personal-data/rights", test_rights);
  return g_test_run ();
}
