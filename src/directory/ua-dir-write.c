/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-write.h"

#include "ua-dir-action.h"
#include "ua-dir-audit.h"
#include "ua-dir-permit.h"
#include "ua-dir-read.h"
#include "ua-dir-render.h"
#include "ua-dir-replay.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-patch.h"
#include "ua-scim-urn.h"
#include "ua-scim-validate.h"
#include "ua-time.h"

/* What is to become of a resource.  It follows from the request and one version of the resource, so
 * that a reading thread can work it out, and the writing one has only to look whether it is still
 * that version. */
typedef struct
{
  gint64 version;          /* the one it begins with; 0 for none */
  JsonObject *old;         /* (owned) (nullable): what it was */
  JsonObject *object;      /* (owned) (nullable): what it is to be; %NULL where it stays the same,
                            * or stands in @save */
  gboolean no_password;    /* whether the password is taken away */
  UaDirSave *save;         /* (owned) (nullable): all that is to be written, where that follows from
                            * nothing else, and whoever asks may change whatever they like */
} Draft;

/* One change: read on a reading thread, carried out on the writing one. */
typedef struct
{
  UaDirService *service;   /* (unowned) */
  UaDirExchange *exchange; /* (unowned), which owns this */
  const UaDirKind *kind;   /* (unowned) */
  UaDirWriteMode mode;
  char *uid;               /* (owned) (nullable) */
  JsonNode *body;          /* (owned) (nullable) */
  UaDirRender render;
  gboolean has_draft;
  Draft draft;
  UaDirSave *save;         /* (owned) (nullable), once it is carried out: freeing it takes time, of
                            * which the writing thread has the least */
} Change;

/* What is there of the resource that is to be changed. */
typedef struct
{
  gint64 id;
  gint64 version;
  gint64 created;
  UaDirQuery query;        /* on the row; its fourth column is the text */
} Present;

static void
present_clear (Present *self)
{
  ua_dir_query_clear (&self->query);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Present, present_clear)

static void
forget_draft (Change *self)
{
  g_clear_pointer (&self->draft.old, json_object_unref);
  g_clear_pointer (&self->draft.object, json_object_unref);
  g_clear_pointer (&self->draft.save, ua_dir_save_free);
  self->draft = (Draft) { 0 };
  self->has_draft = FALSE;
}

static void
change_free (gpointer data)
{
  Change *self = data;

  forget_draft (self);
  g_clear_pointer (&self->save, ua_dir_save_free);
  g_free (self->uid);
  g_clear_pointer (&self->body, json_node_unref);
  ua_dir_render_clear (&self->render);
  g_free (self);
}

static gboolean
check_rights (Change   *change,
              UaDirDb  *db,
              gint64    id,
              GError  **error)
{
  const UaDirActor *actor = &change->exchange->actor;

  if (change->mode == UA_DIR_WRITE_DELETE)
    return ua_dir_permit_remove (db, actor, change->kind, id, error);
  return ua_dir_permit_change (db, actor, change->kind, id, error);
}

/* Finds the resource, and whether the actor may change it at all. */
static gboolean
find_present (Change   *change,
              UaDirDb  *db,
              Present  *present,
              GError  **error)
{
  const char *if_match = change->exchange->if_match;
  const char *if_none_match = change->exchange->if_none_match;
  gboolean row;

  if (!ua_dir_query_open (&present->query, db, error,
                          "SELECT id, version, created, text FROM resource"
                          " WHERE uid = ? AND type = ?",
                          "ti", change->uid, (gint64) change->kind->type) ||
      !ua_dir_query_step (&present->query, &row, error))
    return FALSE;
  if (!row)
    return ua_dir_sight_refuse (error);
  present->id = ua_dir_query_int (&present->query, 0);
  if (!check_rights (change, db, present->id, error))
    return FALSE;
  present->version = ua_dir_query_int (&present->query, 1);
  present->created = ua_dir_query_int (&present->query, 2);
  if ((if_match != NULL && !ua_dir_etag_matches (if_match, present->version)) ||
      (if_none_match != NULL && ua_dir_etag_matches (if_none_match, present->version)))
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_PRECONDITION_FAILED,
                           "The resource has been changed since");
      return FALSE;
    }
  return TRUE;
}

static gboolean
answer (Change      *change,
        UaDirDb     *db,
        guint        status,
        gint64       id,
        const char  *uid,
        gint64       version,
        const char  *text,
        GError     **error)
{
  UaDirExchange *exchange = change->exchange;
  GBytes *body = NULL;

  /* What has become of each is left out of the answer to a bulk request. */
  if (exchange->bulk_db == NULL)
    {
      GString *out = g_string_sized_new (2048);
      gboolean done = ua_dir_render_append (&change->render, out, db, id, text, error);

      body = g_string_free_to_bytes (out);
      if (!done)
        {
          g_bytes_unref (body);
          return FALSE;
        }
    }
  exchange->etag = ua_dir_etag_new (version);
  exchange->location = g_strconcat (change->service->base_uri, change->kind->scim->endpoint, "/",
                                    uid, NULL);
  ua_dir_exchange_answer (exchange, status, body);
  return TRUE;
}

static gboolean
answer_row (Change   *change,
            UaDirDb  *db,
            gint64    id,
            GError  **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  return ua_dir_query_open (&query, db, error,
                            "SELECT uid, version, text FROM resource WHERE id = ?", "i", id) &&
         ua_dir_query_step (&query, NULL, error) &&
         answer (change, db, 200, id, ua_dir_query_text (&query, 0), ua_dir_query_int (&query, 1),
                 ua_dir_query_text (&query, 2), error);
}

/* A password cannot be read back, so something stands for the one that there is while operations
 * are carried out. */
static char *
set_stand_in (Change     *change,
              JsonObject *object)
{
  JsonObject *extension = ua_json_get_object (object, UA_SCIM_URN_UA_USER);
  gboolean there = FALSE;
  char *stand_in;

  if (change->kind != &ua_dir_user_kind || extension == NULL ||
      !ua_json_read_bool (ua_json_get (extension, "hasPassword"), &there) || !there)
    return NULL;
  stand_in = g_uuid_string_random ();
  json_object_set_string_member (object, "password", stand_in);
  return stand_in;
}

/* Takes away what stands for the password; gives whether the operations removed it. */
static gboolean
clear_stand_in (JsonObject *patched,
                const char *stand_in)
{
  const char *password = ua_json_get_string (patched, "password");

  if (stand_in == NULL)
    return FALSE;
  if (g_strcmp0 (password, stand_in) == 0)
    json_object_remove_member (patched, "password");
  return password == NULL;
}

static gboolean
draft_patch (Change  *change,
             Draft   *draft,
             GError **error)
{
  g_autofree char *stand_in = set_stand_in (change, draft->old);

  draft->object = ua_scim_patch_apply (change->kind->scim, draft->old, change->body, error);
  if (draft->object == NULL)
    return FALSE;
  draft->no_password = clear_stand_in (draft->object, stand_in);
  if (!draft->no_password)
    json_object_remove_member (draft->old, "password");
  /* What stays the same is not even another node, so that this is quick. */
  if (json_object_equal (draft->old, draft->object))
    g_clear_pointer (&draft->object, json_object_unref);
  return TRUE;
}

/* Works out what is to become of the resource, which for a new one follows from the request alone.
 * Nothing else than the arguments goes into it. */
static gboolean
make_draft (Change      *change,
            JsonObject  *old,
            gint64       version,
            GError     **error)
{
  Draft *draft = &change->draft;

  forget_draft (change);
  draft->version = version;
  draft->old = old;
  if (change->mode == UA_DIR_WRITE_PATCH)
    {
      change->has_draft = draft_patch (change, draft, error);
    }
  else
    {
      draft->object = ua_scim_validate (change->kind->scim, change->body, draft->old,
                                        UA_SCIM_VALIDATE_NONE, error);
      change->has_draft = draft->object != NULL;
    }
  return change->has_draft;
}

/* The same on the writing thread, where there is no draft or one of another version. */
static gboolean
bring_up_to_date (Change   *change,
                  UaDirDb  *db,
                  Present  *present,
                  GError  **error)
{
  JsonObject *old;

  if (change->has_draft && change->draft.version == present->version &&
      (change->draft.save == NULL ||
       ua_dir_permit_is_free (&change->exchange->actor, present->id)))
    return TRUE;
  old = ua_dir_render_object (change->service->base_uri, db, present->id,
                              ua_dir_query_text (&present->query, 3), error);
  return old != NULL && make_draft (change, old, present->version, error);
}

/* What the draft comes to, with @object to be written. */
static UaDirSave *
begin_save (Change        *change,
            UaDirDb       *db,
            const Present *present,
            JsonObject    *object)
{
  Draft *draft = &change->draft;
  UaDirSave *save = ua_dir_save_new (db, &change->exchange->actor, change->kind, object);

  save->hashes = change->exchange->hashes;
  if (present != NULL)
    {
      g_free (save->uid);
      save->uid = g_strdup (change->uid);
      save->id = present->id;
      save->version = present->version + 1;
      save->created = present->created;
      save->old = json_object_ref (draft->old);
      save->replace = change->mode == UA_DIR_WRITE_REPLACE;
      save->no_password = draft->no_password;
    }
  return save;
}

static gboolean
save_draft (Change         *change,
            UaDirDb        *db,
            const Present  *present,
            GError        **error)
{
  Draft *draft = &change->draft;
  UaDirSave *save = g_steal_pointer (&draft->save);
  gboolean is_new = save == NULL;

  if (is_new)
    save = begin_save (change, db, present, g_steal_pointer (&draft->object));
  g_clear_pointer (&change->save, ua_dir_save_free);
  change->save = save;
  save->db = db;
  save->modified = ua_time_now ();
  if (is_new && !ua_dir_permit_save (save, error))
    return FALSE;
  return ua_dir_save_write (save, error) &&
         answer (change, db, present != NULL ? 200 : 201, save->id, save->uid, save->version,
                 save->text, error);
}

static gboolean
create (Change   *change,
        UaDirDb  *db,
        GError  **error)
{
  return ua_dir_permit_create (db, &change->exchange->actor, change->kind, error) &&
         (change->has_draft || make_draft (change, NULL, 0, error)) &&
         save_draft (change, db, NULL, error);
}

static gboolean
replace_or_patch (Change   *change,
                  UaDirDb  *db,
                  GError  **error)
{
  g_auto(Present) present = { .query = UA_DIR_QUERY_INIT };

  if (!find_present (change, db, &present, error) ||
      !bring_up_to_date (change, db, &present, error))
    return FALSE;
  ua_dir_query_clear (&present.query);
  if (change->draft.object == NULL && change->draft.save == NULL)
    return answer_row (change, db, present.id, error);
  return save_draft (change, db, &present, error);
}

/* Removes what its kind removes in a way of its own: 204 where it is gone, else 200 with what
 * became of it instead (CC-02). */
static gboolean
remove_own_way (Change   *change,
                UaDirDb  *db,
                gint64    id,
                GError  **error)
{
  g_autoptr(JsonObject) result = json_object_new ();
  g_autoptr(JsonNode) answer = NULL;

  if (!change->kind->remove (db, &change->exchange->actor, change->service->base_uri, id, result,
                             error))
    return FALSE;
  if (g_strcmp0 (ua_json_get_string (result, "outcome"), "erased") == 0)
    {
      ua_dir_exchange_answer (change->exchange, 204, NULL);
      return TRUE;
    }
  if (change->service->plain)
    return answer_row (change, db, id, error);
  answer = ua_dir_action_describe_one ("erase", change->uid, result);
  ua_dir_exchange_answer_node (change->exchange, 200, answer);
  return TRUE;
}

static gboolean
remove_one (Change   *change,
            UaDirDb  *db,
            GError  **error)
{
  g_auto(Present) present = { .query = UA_DIR_QUERY_INIT };
  const UaDirActor *actor = &change->exchange->actor;

  if (!find_present (change, db, &present, error))
    return FALSE;
  ua_dir_query_clear (&present.query);
  if (change->kind->remove != NULL)
    return remove_own_way (change, db, present.id, error);
  if (!change->kind->may_remove (db, actor, present.id, error) ||
      !change->kind->before_remove (db, present.id, error) ||
      !ua_dir_db_run (db, error, "DELETE FROM resource WHERE id = ?", "i", present.id) ||
      !ua_dir_audit_removed (db, actor, change->kind->type, change->uid, error))
    return FALSE;
  ua_dir_exchange_answer (change->exchange, 204, NULL);
  return TRUE;
}

static gboolean
carry_out (Change   *change,
           UaDirDb  *db,
           GError  **error)
{
  switch (change->mode)
    {
    case UA_DIR_WRITE_CREATE:
      return create (change, db, error);
    case UA_DIR_WRITE_REPLACE:
    case UA_DIR_WRITE_PATCH:
      return replace_or_patch (change, db, error);
    case UA_DIR_WRITE_DELETE:
      return remove_one (change, db, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
change_due_cb (UaDirDb   *db,
               gpointer   data,
               GError   **error)
{
  Change *change = data;
  gboolean found;

  if (!ua_dir_rights_renew (db, &change->exchange->actor, error) ||
      !ua_dir_replay_find (db, change->exchange, &found, error))
    return FALSE;
  return found || (carry_out (change, db, error) &&
                   ua_dir_replay_keep (db, change->exchange, error));
}

static void
change_done_cb (gpointer      data,
                const GError *error)
{
  Change *change = data;
  UaDirExchange *exchange = change->exchange;

  if (error != NULL)
    ua_dir_exchange_fail (exchange, error);
  ua_dir_exchange_finish (exchange);
}

/* Goes on from the draft to the end where that is certain, as it is for what is changed most. */
static gboolean
work_out_ahead (Change         *change,
                UaDirDb        *db,
                const Present  *present,
                GError        **error)
{
  Draft *draft = &change->draft;
  g_autoptr(UaDirSave) save = NULL;

  if (change->mode != UA_DIR_WRITE_PATCH || draft->object == NULL ||
      ua_json_get (draft->object, "password") != NULL ||
      !ua_dir_permit_is_free (&change->exchange->actor, present->id))
    return TRUE;
  save = begin_save (change, NULL, present, g_steal_pointer (&draft->object));
  if (ua_dir_save_work_out (save, db, NULL))
    {
      draft->save = g_steal_pointer (&save);
      g_clear_pointer (&draft->old, json_object_unref);
      return TRUE;
    }
  return make_draft (change, json_object_ref (draft->old), draft->version, error);
}

static gboolean
make_early_draft (Change   *change,
                  UaDirDb  *db,
                  GError  **error)
{
  g_auto(Present) present = { .query = UA_DIR_QUERY_INIT };
  JsonObject *old;

  if (change->mode == UA_DIR_WRITE_CREATE)
    return ua_dir_permit_create (db, &change->exchange->actor, change->kind, error) &&
           make_draft (change, NULL, 0, error);
  if (!find_present (change, db, &present, error))
    return FALSE;
  old = ua_dir_render_own (change->service->base_uri, db, present.id,
                           ua_dir_query_text (&present.query, 3), error);
  return old != NULL && make_draft (change, old, present.version, error) &&
         work_out_ahead (change, db, &present, error);
}

/* Works out on a reading thread what need not be on the writing one, where that can be. */
static void
draft_ahead (Change  *change,
             UaDirDb *db)
{
  g_autoptr(GError) error = NULL;

  if (change->mode == UA_DIR_WRITE_DELETE || !change->kind->ahead)
    return;
  /* What is wrong may be right by the time that it counts, or with all that is left out. */
  if (!make_early_draft (change, db, &error))
    forget_draft (change);
  else if (change->draft.object != NULL && ua_json_get (change->draft.object, "password") != NULL)
    change->exchange->hashes = ua_dir_hashes_new (change->body);
}

static void
hand_on (Change *change)
{
  ua_dir_store_write (change->service->store, change_due_cb, change_done_cb, change);
}

static void
hashes_due_cb (gpointer data)
{
  Change *change = data;

  ua_dir_hashes_make (change->exchange->hashes);
  hand_on (change);
}

static gboolean
prepare_change (Change  *change,
                GError **error)
{
  UaDirExchange *exchange = change->exchange;

  if (change->mode != UA_DIR_WRITE_DELETE)
    {
      change->body = ua_dir_exchange_parse_body (exchange, error);
      if (change->body == NULL)
        return FALSE;
    }
  return ua_dir_render_init (&change->render, change->kind, change->service->base_uri,
                             &exchange->actor, change->service->plain,
                             ua_dir_exchange_get_query (exchange, "attributes"),
                             ua_dir_exchange_get_query (exchange, "excludedAttributes"), error);
}

/**
 * ua_dir_write_start:
 * @service: the service
 * @db: a connection; that of an operation of a bulk request writes
 * @exchange: a request that changes something (RFC 7644, sections 3.3, 3.5, 3.6)
 * @kind: what is changed
 * @mode: how
 * @uid: (nullable): the id, but for a new one
 *
 * Has the change carried out by the writing thread; the answer goes out once it is on disk.  An
 * operation of a bulk request is on that thread already and is carried out at once.
 *
 * Returns: %TRUE where the writing thread finishes @exchange; %FALSE when it has its answer already
 */
gboolean
ua_dir_write_start (UaDirService    *service,
                    UaDirDb         *db,
                    UaDirExchange   *exchange,
                    const UaDirKind *kind,
                    UaDirWriteMode   mode,
                    const char      *uid)
{
  g_autoptr(GError) error = NULL;
  Change *change = g_new0 (Change, 1);

  change->service = service;
  change->exchange = exchange;
  change->kind = kind;
  change->mode = mode;
  change->uid = g_strdup (uid);
  ua_dir_exchange_set_work (exchange, change, change_free);
  if (!prepare_change (change, &error) ||
      (exchange->bulk_db != NULL && !change_due_cb (db, change, &error)))
    {
      ua_dir_exchange_fail (exchange, error);
      return FALSE;
    }
  if (exchange->bulk_db != NULL)
    return FALSE;
  draft_ahead (change, db);
  if (exchange->hashes != NULL)
    ua_dir_store_work (service->store, hashes_due_cb, change);
  else
    hand_on (change);
  return TRUE;
}
