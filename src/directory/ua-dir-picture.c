/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-picture.h"

#include "ua-dir-permit.h"
#include "ua-dir-read.h"
#include "ua-dir-replay.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-dir-text.h"
#include "ua-image.h"
#include "ua-json.h"
#include "ua-scim-error.h"

#include <string.h>

/* The picture of a member (CC-07).  It stands in a table of its own and goes with the member; in
 * `photos` is its address, which is another one for each picture. */

/* A picture on its way to the writing thread. */
typedef struct
{
  UaDirService *service;   /* (unowned) */
  UaDirExchange *exchange; /* (unowned), which owns this */
  char *uid;               /* (owned) */
  GBytes *bytes;           /* (owned) (nullable): %NULL to remove it */
  const char *type;        /* (unowned) */
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->uid);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/* What follows the address of the folder in the address of the picture of this member; %NULL when
 * it is another address. */
static const char *
find_own (JsonObject *photo,
          const char *uid)
{
  g_autofree char *part = g_strconcat ("/Users/", uid, "/picture?v=", NULL);
  const char *value = ua_json_get_string (photo, "value");
  const char *found = value != NULL ? strstr (value, part) : NULL;

  return found != NULL ? found + strlen ("/Users/") : NULL;
}

/**
 * ua_dir_picture_mark:
 * @save: a member that is being written
 *
 * Has the address of the picture follow the base address.
 */
void
ua_dir_picture_mark (UaDirSave *save)
{
  JsonArray *photos = ua_json_get_array (save->object, "photos");
  g_autoptr(JsonArray) marked = json_array_new ();
  gboolean any = FALSE;

  for (guint i = 0; photos != NULL && i < json_array_get_length (photos); i++)
    {
      JsonNode *node = json_array_get_element (photos, i);
      JsonObject *photo = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *own = photo != NULL ? find_own (photo, save->uid) : NULL;
      JsonObject *copy;

      if (own == NULL)
        {
          json_array_add_element (marked, json_node_ref (node));
          continue;
        }
      copy = ua_json_copy_object (photo);
      json_object_set_member (copy, "value", ua_dir_text_base ("/Users/", own));
      json_array_add_object_element (marked, copy);
      any = TRUE;
    }
  if (any)
    json_object_set_array_member (save->object, "photos", g_steal_pointer (&marked));
}

static gboolean
has_own (JsonObject *object,
         const char *uid)
{
  JsonArray *photos = object != NULL ? ua_json_get_array (object, "photos") : NULL;

  for (guint i = 0; photos != NULL && i < json_array_get_length (photos); i++)
    {
      JsonNode *node = json_array_get_element (photos, i);

      if (JSON_NODE_HOLDS_OBJECT (node) && find_own (json_node_get_object (node), uid) != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * ua_dir_picture_goes:
 * @save: a member that is to be written
 *
 * Returns: whether the address of its picture has been taken out of `photos`
 *
 * Any thread.
 */
gboolean
ua_dir_picture_goes (UaDirSave *save)
{
  return has_own (save->old, save->uid) && !has_own (save->object, save->uid);
}

/**
 * ua_dir_picture_drop:
 * @save: a member that is being written
 * @error: return location for an error
 *
 * Removes the picture.
 *
 * Returns: whether it succeeded
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_picture_drop (UaDirSave  *save,
                     GError    **error)
{
  return ua_dir_db_run (save->db, error, "DELETE FROM picture WHERE member = ?", "i", save->id);
}

/* Puts the address of a new picture, or none, in the place of the old one.  The new one is the
 * primary one, as somebody who gives a member a picture wants to see it. */
static void
replace_photo (UaDirSave  *save,
               const char *base_uri,
               gboolean    is_new)
{
  JsonArray *photos = ua_json_get_array (save->object, "photos");
  g_autoptr(JsonArray) now = json_array_new ();

  if (is_new)
    {
      JsonObject *photo = json_object_new ();
      g_autofree char *address = g_strdup_printf ("%s/Users/%s/picture?v=%" G_GINT64_FORMAT,
                                                  base_uri, save->uid, save->version);

      json_object_set_string_member (photo, "value", address);
      json_object_set_string_member (photo, "type", "photo");
      json_object_set_boolean_member (photo, "primary", TRUE);
      json_array_add_object_element (now, photo);
    }
  for (guint i = 0; photos != NULL && i < json_array_get_length (photos); i++)
    {
      g_autoptr(JsonObject) photo =
        ua_json_copy_object (json_array_get_object_element (photos, i));

      if (is_new)
        json_object_remove_member (photo, "primary");
      if (find_own (photo, save->uid) == NULL)
        json_array_add_object_element (now, g_steal_pointer (&photo));
    }
  if (json_array_get_length (now) > 0)
    json_object_set_array_member (save->object, "photos", g_steal_pointer (&now));
  else
    json_object_remove_member (save->object, "photos");
}

static gboolean
get_version (UaDirDb  *db,
             gint64    member,
             gint64   *version,
             GError  **error)
{
  return ua_dir_db_get_int (db, version, error, "SELECT version FROM picture WHERE member = ?",
                            "i", member);
}

/* The row of a member whom the actor may know of. */
static gboolean
find_member (UaDirDb           *db,
             const UaDirActor  *actor,
             const char        *uid,
             gint64            *id,
             GError           **error)
{
  return ua_dir_sight_find (db, actor, UA_DIR_USER, uid, id, error) &&
         (*id != 0 || ua_dir_sight_refuse (error));
}

static gboolean
check_version (UaDirExchange  *exchange,
               gint64          version,
               GError        **error)
{
  if ((exchange->if_match == NULL ||
       (version != 0 && ua_dir_etag_matches (exchange->if_match, version))) &&
      (exchange->if_none_match == NULL || version == 0 ||
       !ua_dir_etag_matches (exchange->if_none_match, version)))
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_PRECONDITION_FAILED,
                       "The picture has been changed since");
  return FALSE;
}

static gboolean
store (Change     *self,
       UaDirSave  *save,
       GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (self->bytes == NULL)
    return ua_dir_db_run (save->db, error, "DELETE FROM picture WHERE member = ?", "i", save->id);
  if (!ua_dir_query_open (&query, save->db, error,
                          "INSERT OR REPLACE INTO picture (member, version, type, bytes)"
                          " VALUES (?, ?, ?, ?)",
                          "iit", save->id, save->version, self->type))
    return FALSE;
  ua_dir_query_add_blob (&query, self->bytes);
  return ua_dir_query_step (&query, NULL, error);
}

static gboolean
carry_out (Change   *self,
           UaDirDb  *db,
           GError  **error)
{
  UaDirExchange *exchange = self->exchange;
  g_autoptr(UaDirSave) save = NULL;
  gint64 id, version;

  if (!find_member (db, &exchange->actor, self->uid, &id, error) ||
      !ua_dir_permit_change (db, &exchange->actor, &ua_dir_user_kind, id, error) ||
      !get_version (db, id, &version, error) || !check_version (exchange, version, error))
    return FALSE;
  save = ua_dir_save_load (db, &exchange->actor, &ua_dir_user_kind, self->service->base_uri, id,
                           error);
  if (save == NULL)
    return FALSE;
  if (self->bytes == NULL && version == 0)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND, "There is no picture");
      return FALSE;
    }
  replace_photo (save, self->service->base_uri, self->bytes != NULL);
  if (!ua_dir_permit_save (save, error) || !ua_dir_save_write (save, error) ||
      !store (self, save, error))
    return FALSE;
  if (self->bytes != NULL)
    exchange->etag = ua_dir_etag_new (save->version);
  ua_dir_exchange_answer (exchange, 204, NULL);
  return TRUE;
}

static gboolean
change_due_cb (UaDirDb   *db,
               gpointer   data,
               GError   **error)
{
  Change *self = data;
  gboolean found;

  if (!ua_dir_rights_renew (db, &self->exchange->actor, error) ||
      !ua_dir_replay_find (db, self->exchange, &found, error))
    return FALSE;
  return found ||
         (carry_out (self, db, error) && ua_dir_replay_keep (db, self->exchange, error));
}

static void
change_done_cb (gpointer      data,
                const GError *error)
{
  Change *self = data;
  UaDirExchange *exchange = self->exchange;

  if (error != NULL)
    ua_dir_exchange_fail (exchange, error);
  ua_dir_exchange_finish (exchange);
}

static void
refuse_image (GError         **error,
              UaImageProblem   problem)
{
  static const char *const details[] = {
    [UA_IMAGE_PROBLEM_BYTES] = "The picture is too large: at most 1.5 MB",
    [UA_IMAGE_PROBLEM_KIND] = "The picture is neither PNG nor JPEG",
    [UA_IMAGE_PROBLEM_SIDES] = "The picture is too large: at most 4096 pixels a side",
    [UA_IMAGE_PROBLEM_ANIMATED] = "The picture is animated",
    [UA_IMAGE_PROBLEM_RARE] = "The picture is a JPEG of a kind that few programs show",
    [UA_IMAGE_PROBLEM_CUT_SHORT] = "The picture is cut short",
    [UA_IMAGE_PROBLEM_BROKEN] = "The picture is broken",
  };

  if (problem == UA_IMAGE_PROBLEM_BYTES)
    g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_TOO_LARGE, details[problem]);
  else
    g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, details[problem]);
}

/* Gives whether the exchange has its answer. */
static gboolean
start_change (UaDirService   *service,
              UaDirExchange  *exchange,
              const char     *uid,
              GError        **error)
{
  Change *self = g_new0 (Change, 1);

  self->service = service;
  self->exchange = exchange;
  self->uid = g_strdup (uid);
  ua_dir_exchange_set_work (exchange, self, change_free);
  if (ua_dir_exchange_is (exchange, "PUT"))
    {
      g_autoptr(GBytes) none = g_bytes_new (NULL, 0);
      UaImageProblem problem;

      self->bytes = ua_image_clean (exchange->body != NULL ? exchange->body : none, &self->type,
                                    &problem);
      if (self->bytes == NULL)
        {
          refuse_image (error, problem);
          return TRUE;
        }
    }
  ua_dir_store_write (service->store, change_due_cb, change_done_cb, self);
  return FALSE;
}

static gboolean
read_picture (UaDirDb        *db,
              UaDirExchange  *exchange,
              const char     *uid,
              GError        **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;
  gint64 id;

  if (!find_member (db, &exchange->actor, uid, &id, error) ||
      !ua_dir_query_open (&query, db, error,
                          "SELECT version, type, bytes FROM picture WHERE member = ?", "i", id) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND, "There is no picture");
      return FALSE;
    }
  exchange->etag = ua_dir_etag_new (ua_dir_query_int (&query, 0));
  if (exchange->if_none_match != NULL &&
      ua_dir_etag_matches (exchange->if_none_match, ua_dir_query_int (&query, 0)))
    {
      ua_dir_exchange_answer (exchange, 304, NULL);
      return TRUE;
    }
  ua_dir_exchange_answer_file (exchange, 200, ua_dir_query_text (&query, 1),
                               ua_dir_query_blob (&query, 2));
  return TRUE;
}

/**
 * ua_dir_picture_route:
 * @service: the service
 * @db: a connection
 * @exchange: a request for the picture of a member
 * @uid: the id of the member
 *
 * Answers with the picture, or has it changed by the writing thread by the rights to change
 * `photos`.
 *
 * Returns: whether @exchange has its answer; else the writing thread has taken it over
 */
gboolean
ua_dir_picture_route (UaDirService   *service,
                      UaDirDb        *db,
                      UaDirExchange  *exchange,
                      const char     *uid)
{
  g_autoptr(GError) error = NULL;
  gboolean answered = TRUE;

  if (ua_dir_exchange_is (exchange, "GET") || ua_dir_exchange_is (exchange, "HEAD"))
    {
      read_picture (db, exchange, uid, &error);
    }
  else if (ua_dir_exchange_is (exchange, "PUT") || ua_dir_exchange_is (exchange, "DELETE"))
    {
      answered = start_change (service, exchange, uid, &error);
    }
  else
    {
      g_set_error_literal (&error, UA_DIR_ERROR, UA_DIR_ERROR_METHOD_NOT_ALLOWED,
                           "This method cannot be used here");
      exchange->allow = g_strdup ("GET, HEAD, PUT, DELETE");
    }
  if (answered && error != NULL)
    ua_dir_exchange_fail (exchange, error);
  return answered;
}
