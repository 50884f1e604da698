/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-kind.h"

#include "ua-dir-audit.h"
#include "ua-dir-read.h"
#include "ua-dir-render.h"
#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-scim-urn.h"
#include "ua-scim-validate.h"
#include "ua-time.h"

#include <string.h>

const UaDirKind *const ua_dir_kinds[] = {
  &ua_dir_user_kind, &ua_dir_group_kind, &ua_dir_role_profile_kind, &ua_dir_setting_kind,
  &ua_dir_seat_kind, &ua_dir_security_profile_kind, &ua_dir_invitation_kind, &ua_dir_message_kind,
  &ua_dir_provisioning_run_kind, &ua_dir_record_kind, &ua_dir_audit_event_kind, NULL
};

/**
 * ua_dir_kind_find_endpoint:
 * @segment: the first part of a path, such as `Users`
 *
 * Returns: (nullable): the kind that is found there
 */
const UaDirKind *
ua_dir_kind_find_endpoint (const char *segment)
{
  for (gsize i = 0; ua_dir_kinds[i] != NULL; i++)
    if (g_str_equal (ua_dir_kinds[i]->scim->endpoint + 1, segment))
      return ua_dir_kinds[i];
  return NULL;
}

/**
 * ua_dir_kind_find_type:
 * @type: how it is known in the database
 *
 * Returns: the kind
 */
const UaDirKind *
ua_dir_kind_find_type (UaDirType type)
{
  for (gsize i = 0; ua_dir_kinds[i] != NULL; i++)
    if (ua_dir_kinds[i]->type == type)
      return ua_dir_kinds[i];
  g_assert_not_reached ();
}

/**
 * ua_dir_kind_is_extension:
 * @kind: a kind
 *
 * Returns: whether plain SCIM does not have it
 */
gboolean
ua_dir_kind_is_extension (const UaDirKind *kind)
{
  return g_str_has_prefix (kind->scim->schema->urn, UA_SCIM_URN_EXTENSION_PREFIX);
}

/**
 * ua_dir_find_row:
 * @db: a connection
 * @type: what it must be
 * @uid: the id of a resource
 * @id: (out): its row; 0 when there is none
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_find_row (UaDirDb     *db,
                 UaDirType    type,
                 const char  *uid,
                 gint64      *id,
                 GError     **error)
{
  return ua_dir_db_get_int (db, id, error, "SELECT id FROM resource WHERE uid = ? AND type = ?",
                            "ti", uid, (gint64) type);
}

/**
 * ua_dir_read_reference:
 * @reference: a reference that a client wrote
 *
 * Returns: (transfer none) (nullable): the id that it names, by its value or else by the end of its
 *   address
 */
const char *
ua_dir_read_reference (JsonObject *reference)
{
  const char *value = ua_json_get_string (reference, "value");
  const char *address = ua_json_get_string (reference, "$ref");

  if (value == NULL && address != NULL && strrchr (address, '/') != NULL)
    return strrchr (address, '/') + 1;
  return value;
}

/**
 * ua_dir_save_new:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @kind: what it is
 * @object: (transfer full): the resource, checked against its schema
 *
 * Returns: (transfer full): a new resource that is to be written
 */
UaDirSave *
ua_dir_save_new (UaDirDb          *db,
                 const UaDirActor *actor,
                 const UaDirKind  *kind,
                 JsonObject       *object)
{
  UaDirSave *self = g_new0 (UaDirSave, 1);

  self->db = db;
  self->actor = actor;
  self->kind = kind;
  self->object = object;
  self->uid = g_uuid_string_random ();
  self->version = 1;
  self->created = ua_time_now ();
  self->modified = self->created;
  return self;
}

/* Reads what is there of @self into it. */
static gboolean
load_present (UaDirSave   *self,
              const char  *base_uri,
              gint64       id,
              GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autoptr(JsonNode) node = NULL;
  gboolean row;

  if (!ua_dir_query_open (&query, self->db, error,
                          "SELECT uid, version, created, text FROM resource"
                          " WHERE id = ? AND type = ?", "ii", id, (gint64) self->kind->type) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND,
                           "There is no resource with this id");
      return FALSE;
    }
  self->id = id;
  g_free (self->uid);
  self->uid = g_strdup (ua_dir_query_text (&query, 0));
  self->version = ua_dir_query_int (&query, 1) + 1;
  self->created = ua_dir_query_int (&query, 2);
  self->old = self->part
    ? ua_dir_render_part (base_uri, self->db, id, ua_dir_query_text (&query, 3), error)
    : ua_dir_render_object (base_uri, self->db, id, ua_dir_query_text (&query, 3), error);
  if (self->old == NULL)
    return FALSE;
  node = ua_json_from_object (json_object_ref (self->old));
  json_object_unref (self->object);
  self->object = ua_scim_validate (self->kind->scim, node, NULL, UA_SCIM_VALIDATE_KEEP_READ_ONLY,
                                   error);
  return self->object != NULL;
}

/**
 * ua_dir_save_load:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @kind: what it is
 * @base_uri: the base address
 * @id: its row
 * @error: return location for an error
 *
 * Begins a change that the service itself makes: what is there is loaded, `object` is edited, and
 * ua_dir_save_write() writes it as the next version.
 *
 * Returns: (transfer full) (nullable): the resource, or %NULL with an error
 *   (%UA_DIR_ERROR_NOT_FOUND)
 *
 * The thread that writes, within a transaction.
 */
UaDirSave *
ua_dir_save_load (UaDirDb           *db,
                  const UaDirActor  *actor,
                  const UaDirKind   *kind,
                  const char        *base_uri,
                  gint64             id,
                  GError           **error)
{
  g_autoptr(UaDirSave) self = ua_dir_save_new (db, actor, kind, json_object_new ());

  return load_present (self, base_uri, id, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * ua_dir_save_load_part:
 * @db: a writing connection
 * @actor: (nullable): on whose behalf
 * @kind: what it is
 * @base_uri: the base address
 * @id: its row
 * @error: return location for an error
 *
 * Like ua_dir_save_load(), for one coming, going or changing among many, such as the members of a
 * group: `old` is to get what goes or changes, `object` what comes or is changed; all others stay.
 *
 * Returns: (transfer full) (nullable): the resource, or %NULL with an error
 *   (%UA_DIR_ERROR_NOT_FOUND)
 *
 * The thread that writes, within a transaction.
 */
UaDirSave *
ua_dir_save_load_part (UaDirDb           *db,
                       const UaDirActor  *actor,
                       const UaDirKind   *kind,
                       const char        *base_uri,
                       gint64             id,
                       GError           **error)
{
  g_autoptr(UaDirSave) self = ua_dir_save_new (db, actor, kind, json_object_new ());

  self->part = TRUE;
  return load_present (self, base_uri, id, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * ua_dir_save_decide:
 * @self: what is to be written
 * @name: a readOnly attribute of the extension, such as `status`
 * @value: (transfer full): its value; a null node takes it away
 *
 * Says what the service gives an attribute that clients cannot set.
 */
void
ua_dir_save_decide (UaDirSave  *self,
                    const char *name,
                    JsonNode   *value)
{
  if (self->decided == NULL)
    self->decided = json_object_new ();
  json_object_set_member (self->decided, name, value);
}

/**
 * ua_dir_save_free:
 * @self: (transfer full) (nullable): what was to be written
 */
void
ua_dir_save_free (UaDirSave *self)
{
  if (self == NULL)
    return;
  if (self->state_free != NULL && self->state != NULL)
    self->state_free (self->state);
  g_free (self->uid);
  g_free (self->display);
  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->plain, json_object_unref);
  g_clear_pointer (&self->old, json_object_unref);
  g_clear_pointer (&self->decided, json_object_unref);
  g_free (self->external_id);
  g_free (self->head);
  g_free (self->tail);
  g_free (self->changes);
  g_free (self->text);
  g_free (self);
}

/**
 * ua_dir_save_normalize:
 * @self: what is to be written
 * @object: what it was, or is to be
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): @object in the form in which what came and what is there can
 *   be compared, without what only the service fills in; or %NULL with an error
 */
JsonObject *
ua_dir_save_normalize (UaDirSave   *self,
                       JsonObject  *object,
                       GError     **error)
{
  g_autoptr(JsonNode) node = ua_json_from_object (json_object_ref (object));

  return ua_scim_validate (self->kind->scim, node, NULL, UA_SCIM_VALIDATE_NONE, error);
}

static JsonNode *
make_schemas (UaDirSave *self)
{
  JsonArray *schemas = json_array_new ();
  const UaScimSchema *const *extensions = self->kind->scim->extensions;

  json_array_add_string_element (schemas, self->kind->scim->schema->urn);
  for (gsize i = 0; extensions[i] != NULL; i++)
    if (ua_json_get (self->object, extensions[i]->urn) != NULL)
      json_array_add_string_element (schemas, extensions[i]->urn);
  return json_node_init_array (json_node_alloc (), schemas);
}

static void
append_member (GString    *out,
               const char *name,
               JsonNode   *value)
{
  g_string_append (out, out->len == 1 ? "\"" : ",\"");
  ua_dir_text_append (out, name);
  g_string_append (out, "\":");
  ua_dir_text_append_json (out, value);
}

static void
append_members (GString    *out,
                JsonObject *object,
                gboolean    extensions)
{
  static const char *const first[] = { "schemas", "id", "externalId", "meta", NULL };
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (g_str_has_prefix (name, "urn:") == extensions && !g_strv_contains (first, name))
      append_member (out, name, value);
}

static void
append_text (GString    *out,
             const char *name,
             const char *text)
{
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), text);

  append_member (out, name, node);
}

/* The text up to the time of the last change, in the order in which it is read most easily. */
static char *
make_head (UaDirSave *self)
{
  GString *out = g_string_sized_new (512);
  g_autoptr(JsonNode) schemas = make_schemas (self);
  g_autofree char *created = ua_time_format (self->created);

  g_string_append_c (out, '{');
  append_member (out, "schemas", schemas);
  append_text (out, "id", self->uid);
  if (self->external_id != NULL)
    append_text (out, "externalId", self->external_id);
  g_string_append (out, ",\"meta\":{\"resourceType\":\"");
  g_string_append (out, self->kind->scim->name);
  g_string_append_c (out, '"');
  append_text (out, "created", created);
  return g_string_free (out, FALSE);
}

/* The text behind the version. */
static char *
make_tail (UaDirSave *self)
{
  GString *out = g_string_sized_new (2048);
  g_autofree char *folder = g_strconcat (self->kind->scim->endpoint, "/", NULL);
  g_autoptr(JsonNode) location = ua_dir_text_base (folder, self->uid);

  append_member (out, "location", location);
  g_string_append_c (out, '}');
  append_members (out, self->object, FALSE);
  append_members (out, self->object, TRUE);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static char *
make_text (UaDirSave *self)
{
  GString *out = g_string_sized_new (strlen (self->head) + strlen (self->tail) + 128);
  g_autofree char *modified = ua_time_format (self->modified);
  g_autofree char *version = ua_dir_etag_new (self->version);

  g_string_append (out, self->head);
  append_text (out, "lastModified", modified);
  append_text (out, "version", version);
  g_string_append (out, self->tail);
  return g_string_free (out, FALSE);
}

static gboolean
write_row (UaDirSave  *self,
           GError    **error)
{
  /* What is named in an UPDATE is written into its indexes anew even where it stays the same. */
  if (self->id != 0)
    return ua_dir_db_run (self->db, error,
                          "UPDATE resource SET version = ?, modified = ?, text = ? WHERE id = ?",
                          "iiti", self->version, self->modified, self->text, self->id) &&
           ua_dir_db_run (self->db, error,
                          "UPDATE resource SET external_id = ?1, display = ?2 WHERE id = ?3"
                          " AND (external_id IS NOT ?1 OR display IS NOT ?2)",
                          "tti", self->external_id, self->display, self->id);
  if (!ua_dir_db_run (self->db, error,
                      "INSERT INTO resource (type, uid, version, created, modified, external_id,"
                      " display, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      "itiiittt", (gint64) self->kind->type, self->uid, self->version,
                      self->created, self->modified, self->external_id, self->display,
                      self->text))
    return FALSE;
  self->id = ua_dir_db_last_id (self->db);
  return TRUE;
}

/* What the service has decided (status, access level, …) belongs to what is audited too. */
static void
take_over (JsonObject *from,
           JsonObject *to)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, from);
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (JSON_NODE_HOLDS_OBJECT (value) && g_str_has_prefix (name, "urn:"))
        {
          if (ua_json_get_object (to, name) == NULL)
            json_object_set_object_member (to, name, json_object_new ());
          take_over (json_node_get_object (value), ua_json_get_object (to, name));
        }
      else if (JSON_NODE_HOLDS_VALUE (value) && !ua_dir_text_is_mark (value) &&
               (!json_object_has_member (to, name) || json_object_get_member (to, name) != value))
        {
          json_object_set_member (to, name, json_node_ref (value));
        }
    }
}

/* What is to be written, but for the time at which it is. */
static gboolean
work_out (UaDirSave  *self,
          GError    **error)
{
  if (self->plain == NULL)
    self->plain = ua_scim_share (self->object);
  if (!self->kind->prepare (self, error))
    return FALSE;
  take_over (self->object, self->plain);
  if (!self->unlogged && !self->kind->unlogged)
    self->changes = ua_dir_audit_describe (self->old, self->plain);
  self->external_id = g_strdup (ua_json_get_string (self->object, "externalId"));
  self->head = make_head (self);
  self->tail = make_tail (self);
  return TRUE;
}

static gboolean
look_up (UaDirSave  *self,
         GError    **error)
{
  return self->kind->look_up == NULL || self->kind->look_up (self, error);
}

/**
 * ua_dir_save_work_out:
 * @self: a change of a resource that is there, whose kind is `ahead`
 * @db: a connection
 * @error: return location for an error
 *
 * Works out what ua_dir_save_write() is to write, where that follows from the resource and the
 * change alone.  Then it holds for as long as the resource is the same version.  What it was worked
 * out from is freed, so that the other threads need not do that.
 *
 * Returns: whether it succeeded; else either the change cannot be made, or more is to be asked than
 *   is certain ahead, and only the thread that writes can tell: @self is of no more use
 *
 * A thread that reads.
 */
gboolean
ua_dir_save_work_out (UaDirSave  *self,
                      UaDirDb    *db,
                      GError    **error)
{
  self->db = db;
  if (!look_up (self, error))
    return FALSE;
  self->db = NULL;
  if (!work_out (self, error))
    return FALSE;
  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->plain, json_object_unref);
  g_clear_pointer (&self->old, json_object_unref);
  return TRUE;
}

/**
 * ua_dir_save_write:
 * @self: what to write
 * @error: return location for an error
 *
 * Checks what only the database knows and writes the resource, with a line in the audit.
 *
 * Returns: whether it succeeded; else an error that says what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_save_write (UaDirSave  *self,
                   GError    **error)
{
  if (self->tail == NULL && (!look_up (self, error) || !work_out (self, error)))
    return FALSE;
  self->text = make_text (self);
  return write_row (self, error) && self->kind->store (self, error) &&
         (self->changes == NULL || ua_dir_audit_saved (self, error));
}
