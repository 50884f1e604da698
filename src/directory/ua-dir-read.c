/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-read.h"

#include "ua-dir-render.h"
#include "ua-dir-sight.h"

#include <string.h>

/**
 * ua_dir_etag_new:
 * @version: the version of a resource
 *
 * Returns: (transfer full): the ETag for it (RFC 7644, section 3.14)
 */
char *
ua_dir_etag_new (gint64 version)
{
  return g_strdup_printf ("W/\"%" G_GINT64_FORMAT "\"", version);
}

/**
 * ua_dir_etag_matches:
 * @header: the value of `If-Match` or `If-None-Match`
 * @version: the version of a resource
 *
 * Compares weakly, because weak tags are all that there are here (RFC 9110, section 8.8.3.2).
 *
 * Returns: whether one of the tags in @header is that of @version
 */
gboolean
ua_dir_etag_matches (const char *header,
                     gint64      version)
{
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", version);
  g_auto(GStrv) parts = g_strsplit (header, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (g_str_equal (part, "*"))
        return TRUE;
      if (g_str_has_prefix (part, "W/"))
        part += 2;
      if (g_str_equal (part, tag))
        return TRUE;
    }
  return FALSE;
}

/* Looks the resource up; where `resource` does not have it, by the number that is its id. */
static gboolean
find_one (UaDirQuery       *query,
          UaDirDb          *db,
          const UaDirKind  *kind,
          const char       *uid,
          gboolean         *row,
          GError          **error)
{
  g_autofree char *sql = NULL;
  gboolean opened;

  if (kind->source == NULL)
    {
      opened = ua_dir_query_open (query, db, error,
                                  "SELECT id, version, text FROM resource"
                                  " WHERE uid = ? AND type = ?", "ti", uid, (gint64) kind->type);
    }
  else
    {
      sql = g_strconcat ("SELECT id, version, text FROM ", kind->source,
                         " WHERE id = ? AND uid = ?", NULL);
      opened = ua_dir_query_open (query, db, error, sql, "it", g_ascii_strtoll (uid, NULL, 10),
                                  uid);
    }
  return opened && ua_dir_query_step (query, row, error);
}

static gboolean
read_one (UaDirService     *service,
          UaDirDb          *db,
          UaDirExchange    *exchange,
          const UaDirKind  *kind,
          const char       *uid,
          GError          **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_auto(UaDirRender) render = UA_DIR_RENDER_INIT;
  GString *out;
  gboolean row;

  if (!ua_dir_render_init (&render, kind, service->base_uri, &exchange->actor, service->plain,
                           ua_dir_exchange_get_query (exchange, "attributes"),
                           ua_dir_exchange_get_query (exchange, "excludedAttributes"), error) ||
      !find_one (&query, db, kind, uid, &row, error))
    return FALSE;
  if (row && kind->source == NULL &&
      !ua_dir_sight_sees (db, &exchange->actor, kind->type, ua_dir_query_int (&query, 0), &row,
                          error))
    return FALSE;
  if (!row)
    return ua_dir_sight_refuse (error);
  exchange->etag = ua_dir_etag_new (ua_dir_query_int (&query, 1));
  exchange->location = g_strconcat (service->base_uri, kind->scim->endpoint, "/", uid, NULL);
  if (exchange->if_match != NULL &&
      !ua_dir_etag_matches (exchange->if_match, ua_dir_query_int (&query, 1)))
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_PRECONDITION_FAILED,
                           "The resource has another version");
      return FALSE;
    }
  if (exchange->if_none_match != NULL &&
      ua_dir_etag_matches (exchange->if_none_match, ua_dir_query_int (&query, 1)))
    {
      ua_dir_exchange_answer (exchange, 304, NULL);
      return TRUE;
    }
  out = g_string_sized_new (2048);
  if (!ua_dir_render_append (&render, out, db, ua_dir_query_int (&query, 0),
                             ua_dir_query_text (&query, 2), error))
    {
      g_string_free (out, TRUE);
      return FALSE;
    }
  ua_dir_exchange_answer (exchange, 200, g_string_free_to_bytes (out));
  return TRUE;
}

/**
 * ua_dir_read_one:
 * @service: the service
 * @db: a connection
 * @exchange: a GET request (RFC 7644, section 3.4.1)
 * @kind: what is asked for
 * @uid: its id
 *
 * Answers with one resource.
 */
void
ua_dir_read_one (UaDirService    *service,
                 UaDirDb         *db,
                 UaDirExchange   *exchange,
                 const UaDirKind *kind,
                 const char      *uid)
{
  g_autoptr(GError) error = NULL;

  if (!read_one (service, db, exchange, kind, uid, &error))
    ua_dir_exchange_fail (exchange, error);
}
