/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-personal-data.h"

#include "ua-dir-kind.h"
#include "ua-dir-render.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

#include <archive.h>
#include <archive_entry.h>

/* The data of one person (CC-17): a ZIP file of one to five JSON files with what the person gave.
 * What others wrote about the person is theirs and not in it. */

#define ENT UA_SCIM_URN_ENTERPRISE_USER
#define EXT UA_SCIM_URN_UA_USER

typedef struct
{
  const char *urn;         /* (nullable) */
  const char *name;
} Part;

static const Part contact[] = {
  { NULL, "userName" }, { NULL, "name" }, { NULL, "displayName" }, { NULL, "nickName" },
  { NULL, "profileUrl" }, { NULL, "emails" }, { NULL, "phoneNumbers" }, { NULL, "ims" },
  { NULL, "photos" }, { NULL, "addresses" }, { NULL, "preferredLanguage" }, { NULL, "locale" },
  { NULL, "timezone" }, { NULL, NULL }
};

static const Part profile[] = {
  { NULL, "title" }, { NULL, "userType" }, { ENT, "employeeNumber" }, { ENT, "costCenter" },
  { ENT, "organization" }, { ENT, "division" }, { ENT, "department" }, { EXT, "status" },
  { EXT, "accessLevel" }, { EXT, "roleProfile" }, { EXT, "ambitionRole" }, { EXT, "hireDate" },
  { EXT, "leavingDate" }, { EXT, "signOff" }, { NULL, NULL }
};

static const char *const record_parts[] = { "title", "state", "text", "score", "date", NULL };

static const struct
{
  const char *kind;
  const char *file;
} record_files[] = {
  { "assessment", "assessments.json" },
  { "plan", "plans.json" },
  { "testResult", "test-results.json" },
};

static gboolean
fail (struct archive  *archive,
      GError         **error)
{
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_INTERNAL, "The ZIP file cannot be written: %s",
               archive_error_string (archive));
  return FALSE;
}

static la_ssize_t
written_cb (struct archive *archive,
            void           *data,
            const void     *bytes,
            size_t          n)
{
  g_byte_array_append (data, bytes, (guint) n);
  return (la_ssize_t) n;
}

static gboolean
add_file (struct archive  *archive,
          const char      *name,
          JsonNode        *content,
          GError         **error)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *text = NULL;
  gboolean done;
  gsize n;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, content);
  text = json_generator_to_data (generator, &n);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) n);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_mtime (entry, (time_t) (ua_time_now () / 1000), 0);
  done = archive_write_header (archive, entry) == ARCHIVE_OK &&
         archive_write_data (archive, text, n) == (la_ssize_t) n;
  archive_entry_free (entry);
  return done || fail (archive, error);
}

static gboolean
add_parts (struct archive  *archive,
           const char      *file,
           JsonObject      *member,
           const Part      *parts,
           GError         **error)
{
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) node = ua_json_from_object (object);

  for (const Part *part = parts; part->name != NULL; part++)
    {
      JsonObject *from = part->urn != NULL ? ua_json_get_object (member, part->urn) : member;
      JsonNode *value = from != NULL ? ua_json_get (from, part->name) : NULL;

      if (value != NULL)
        json_object_set_member (object, part->name, json_node_copy (value));
    }
  return json_object_get_size (object) == 0 || add_file (archive, file, node, error);
}

static gboolean
add_record (const char  *base_uri,
            UaDirDb     *db,
            gint64       id,
            const char  *text,
            JsonArray   *records,
            GError     **error)
{
  g_autoptr(JsonObject) record = ua_dir_render_object (base_uri, db, id, text, error);
  JsonObject *object;

  if (record == NULL)
    return FALSE;
  object = json_object_new ();
  for (gsize i = 0; record_parts[i] != NULL; i++)
    if (json_object_has_member (record, record_parts[i]))
      json_object_set_member (object, record_parts[i],
                              json_node_copy (json_object_get_member (record, record_parts[i])));
  json_array_add_object_element (records, object);
  return TRUE;
}

/* What the member wrote, and the results of tests that nobody else wrote down. */
static gboolean
add_records (struct archive  *archive,
             const char      *base_uri,
             UaDirDb         *db,
             gint64           member,
             gsize            n,
             GError         **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  JsonArray *records = json_array_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  gboolean row;

  json_node_take_array (node, records);
  if (!ua_dir_query_open (&query, db, error,
                          "SELECT r.id, r.text FROM record k JOIN resource r ON r.id = k.id"
                          " WHERE k.kind = ?1 AND NOT k.anonymous AND (k.author = ?2 OR"
                          "  (k.kind = 'testResult' AND k.subject = ?2 AND k.author IS NULL))"
                          " ORDER BY r.id", "ti", record_files[n].kind, member))
    return FALSE;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        break;
      if (!add_record (base_uri, db, ua_dir_query_int (&query, 0), ua_dir_query_text (&query, 1),
                       records, error))
        return FALSE;
    }
  return json_array_get_length (records) == 0 ||
         add_file (archive, record_files[n].file, node, error);
}

static gboolean
fill (struct archive  *archive,
      const char      *base_uri,
      UaDirDb         *db,
      gint64           id,
      GError         **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autoptr(JsonObject) member = NULL;

  if (!ua_dir_query_open (&query, db, error, "SELECT text FROM resource WHERE id = ?", "i", id) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  member = ua_dir_render_object (base_uri, db, id, ua_dir_query_text (&query, 0), error);
  if (member == NULL || !add_parts (archive, "contact.json", member, contact, error) ||
      !add_parts (archive, "profile.json", member, profile, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (record_files); i++)
    if (!add_records (archive, base_uri, db, id, i, error))
      return FALSE;
  return archive_write_close (archive) == ARCHIVE_OK || fail (archive, error);
}

static gboolean
answer (UaDirService   *service,
        UaDirDb        *db,
        UaDirExchange  *exchange,
        const char     *uid,
        GError        **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  struct archive *archive;
  gboolean done;
  gint64 id;

  if (!ua_dir_sight_find (db, &exchange->actor, UA_DIR_USER, uid, &id, error))
    return FALSE;
  if (id == 0)
    return ua_dir_sight_refuse (error);
  if (exchange->actor.id != id &&
      !ua_dir_rights_check_member (db, &exchange->actor, UA_DIR_RIGHT_EXPORT, id, error))
    return FALSE;
  archive = archive_write_new ();
  done = (archive_write_set_format_zip (archive) == ARCHIVE_OK &&
          archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK &&
          archive_write_open (archive, out, NULL, written_cb, NULL) == ARCHIVE_OK) ||
         fail (archive, error);
  done = done && fill (archive, service->base_uri, db, id, error);
  archive_write_free (archive);
  if (done)
    ua_dir_exchange_answer_file (exchange, 200, "application/zip",
                                 g_byte_array_free_to_bytes (g_steal_pointer (&out)));
  return done;
}

/**
 * ua_dir_personal_data_route:
 * @service: the service
 * @db: a connection
 * @exchange: a request for the data of a member
 * @uid: the id of the member
 *
 * Answers with what the member gave, to the member and to who has the right to export.
 */
void
ua_dir_personal_data_route (UaDirService   *service,
                            UaDirDb        *db,
                            UaDirExchange  *exchange,
                            const char     *uid)
{
  g_autoptr(GError) error = NULL;

  if (!ua_dir_exchange_is (exchange, "GET") && !ua_dir_exchange_is (exchange, "HEAD"))
    {
      g_set_error_literal (&error, UA_DIR_ERROR, UA_DIR_ERROR_METHOD_NOT_ALLOWED,
                           "This method cannot be used here");
      exchange->allow = g_strdup ("GET, HEAD");
    }
  else
    {
      answer (service, db, exchange, uid, &error);
    }
  if (error != NULL)
    ua_dir_exchange_fail (exchange, error);
}
