/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-render.h"

#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

/* What the service keeps itself is bounded when it is written, but for the members of a group. */
static const UaJsonLimits kept_limits = {
  .max_bytes = (gsize) 1024 * 1024 * 1024,
  .max_depth = UA_JSON_MAX_DEPTH,
  .max_values = (gsize) 100 * 1000 * 1000,
  .max_members = UA_JSON_MAX_MEMBERS,
};

static gboolean
wants (UaDirRender *self,
       const char  *urn,
       const char  *attribute)
{
  return self->projection == NULL || ua_scim_projection_wants (self->projection, urn, attribute);
}

/**
 * ua_dir_render_init:
 * @self: an empty render
 * @kind: what is rendered
 * @base_uri: the base address, which must live as long as @self
 * @viewer: (nullable): for whom, which must live as long as @self; %NULL for the service itself
 * @plain: whether the extension is left out
 * @attributes: (nullable): the parameter of that name
 * @excluded: (nullable): the parameter `excludedAttributes`
 * @error: return location for an error
 *
 * Returns: whether the parameters are paths; else an error with what to answer
 */
gboolean
ua_dir_render_init (UaDirRender      *self,
                    const UaDirKind  *kind,
                    const char       *base_uri,
                    const UaDirActor *viewer,
                    gboolean          plain,
                    const char       *attributes,
                    const char       *excluded,
                    GError          **error)
{
  self->kind = kind;
  self->base_uri = base_uri;
  self->viewer = viewer;
  self->plain = plain;
  if (kind->projected || (attributes != NULL && *attributes != '\0') ||
      (excluded != NULL && *excluded != '\0'))
    {
      self->projection = ua_scim_projection_new (kind->scim, attributes, excluded, error);
      if (self->projection == NULL)
        return FALSE;
    }
  self->told = plain ? UA_DIR_TOLD_NOTHING : ua_dir_told_find (kind, self->projection);
  if (!wants (self, NULL, "groups"))
    self->flags |= UA_DIR_EXPAND_NO_GROUPS;
  if (!wants (self, NULL, "members"))
    self->flags |= UA_DIR_EXPAND_NO_MEMBERS;
  if (plain || !(wants (self, UA_SCIM_URN_UA_GROUP, "memberRoles") ||
                 wants (self, NULL, "roleProfiles")))
    self->flags |= UA_DIR_EXPAND_NO_ROLES;
  if (plain || !wants (self, UA_SCIM_URN_UA_USER, "memberships"))
    self->flags |= UA_DIR_EXPAND_NO_MEMBERSHIPS;
  return TRUE;
}

/**
 * ua_dir_render_clear:
 * @self: a render
 */
void
ua_dir_render_clear (UaDirRender *self)
{
  g_clear_pointer (&self->projection, ua_scim_projection_free);
}

static JsonObject *
expand_object (const char        *base_uri,
               UaDirDb           *db,
               gint64             id,
               const char        *text,
               UaDirExpandFlags   flags,
               GError           **error)
{
  GString *expanded = g_string_sized_new (2048);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonNode) node = NULL;

  if (!ua_dir_text_expand (expanded, db, base_uri, id, text, flags, error))
    {
      g_string_free (expanded, TRUE);
      return NULL;
    }
  bytes = g_string_free_to_bytes (expanded);
  node = ua_json_parse (bytes, &kept_limits, error);
  return node != NULL ? json_object_ref (json_node_get_object (node)) : NULL;
}

static void
leave_extension_out (JsonObject *object)
{
  static const char *const urns[] = { UA_SCIM_URN_UA_USER, UA_SCIM_URN_UA_GROUP };
  JsonArray *schemas = ua_json_get_array (object, "schemas");

  for (gsize i = 0; i < G_N_ELEMENTS (urns); i++)
    {
      json_object_remove_member (object, urns[i]);
      for (guint n = schemas != NULL ? json_array_get_length (schemas) : 0; n > 0; n--)
        if (g_strcmp0 (json_array_get_string_element (schemas, n - 1), urns[i]) == 0)
          json_array_remove_element (schemas, n - 1);
    }
}

/**
 * ua_dir_render_append:
 * @self: a render
 * @out: where to append
 * @db: a connection
 * @id: the row of the resource
 * @text: its text as it is kept
 * @error: return location for an error
 *
 * Appends a resource as it is sent.  Nothing is parsed for who sees everything and without
 * projection.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_render_append (UaDirRender  *self,
                      GString      *out,
                      UaDirDb      *db,
                      gint64        id,
                      const char   *text,
                      GError      **error)
{
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonNode) node = NULL;

  if (self->projection == NULL && !self->plain && ua_dir_sight_is_whole (self->viewer))
    return ua_dir_text_expand (out, db, self->base_uri, id, text, self->flags, error);

  object = expand_object (self->base_uri, db, id, text, self->flags, error);
  if (object == NULL ||
      !ua_dir_sight_hide (db, self->viewer, self->kind, id, object, error) ||
      !ua_dir_told_add (self->told, db, self->viewer, self->base_uri, id, object, error))
    return FALSE;
  if (self->plain)
    leave_extension_out (object);
  if (self->projection != NULL)
    {
      JsonObject *projected = ua_scim_projection_apply (self->projection, object);

      json_object_unref (object);
      object = projected;
    }
  node = ua_json_from_object (json_object_ref (object));
  ua_dir_text_append_json (out, node);
  return TRUE;
}

/**
 * ua_dir_render_part:
 * @base_uri: the base address
 * @db: a connection
 * @id: the row of the resource
 * @text: its text as it is kept
 * @error: return location for an error
 *
 * Like ua_dir_render_object(), but without what may be many: the members of a group and the like.
 *
 * Returns: (transfer full) (nullable): the resource, or %NULL with an error
 */
JsonObject *
ua_dir_render_part (const char  *base_uri,
                    UaDirDb     *db,
                    gint64       id,
                    const char  *text,
                    GError     **error)
{
  return expand_object (base_uri, db, id, text, UA_DIR_EXPAND_NO_MEMBERS | UA_DIR_EXPAND_NO_ROLES,
                        error);
}

/**
 * ua_dir_render_own:
 * @base_uri: the base address
 * @db: a connection
 * @id: the row of the resource
 * @text: its text as it is kept
 * @error: return location for an error
 *
 * Like ua_dir_render_object(), but without what other resources say about it: the groups of a
 * member.
 *
 * Returns: (transfer full) (nullable): the resource, or %NULL with an error
 */
JsonObject *
ua_dir_render_own (const char  *base_uri,
                   UaDirDb     *db,
                   gint64       id,
                   const char  *text,
                   GError     **error)
{
  return expand_object (base_uri, db, id, text,
                        UA_DIR_EXPAND_NO_GROUPS | UA_DIR_EXPAND_NO_MEMBERSHIPS, error);
}

/**
 * ua_dir_render_object:
 * @base_uri: the base address
 * @db: a connection
 * @id: the row of the resource
 * @text: its text as it is kept
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the whole resource, or %NULL with an error
 */
JsonObject *
ua_dir_render_object (const char  *base_uri,
                      UaDirDb     *db,
                      gint64       id,
                      const char  *text,
                      GError     **error)
{
  return expand_object (base_uri, db, id, text, UA_DIR_EXPAND_ALL, error);
}
