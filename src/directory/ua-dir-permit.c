/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-permit.h"

#include "ua-dir-permit-private.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

/* Which changes an actor may make with POST, PUT, PATCH and DELETE, down to the attribute.  An
 * admin may make all of them. */

/* What one needs to create, change and remove resources of a type other than members. */
static UaDirRight
find_right (const UaDirKind *kind)
{
  switch (kind->type)
    {
    case UA_DIR_GROUP:
      return UA_DIR_RIGHT_GROUPS;
    case UA_DIR_ROLE_PROFILE:
      return UA_DIR_RIGHT_ROLE_PROFILES;
    case UA_DIR_SECURITY_PROFILE:
      return UA_DIR_RIGHT_ACCESS;
    case UA_DIR_USER:
    case UA_DIR_INVITATION:
    case UA_DIR_MESSAGE:
      return UA_DIR_RIGHT_INVITE;
    case UA_DIR_PROVISIONING_RUN:
      return UA_DIR_RIGHT_PROVISION;
    case UA_DIR_RECORD:
      return UA_DIR_RIGHT_EDIT;
    case UA_DIR_AUDIT_EVENT:
      return UA_DIR_RIGHT_AUDIT;
    case UA_DIR_SEAT:
    case UA_DIR_SETTING:
    default:
      return UA_DIR_RIGHT_SETTINGS;
    }
}

/**
 * ua_dir_permit_create:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @kind: what is to be created
 * @error: return location for an error
 *
 * Returns: whether the actor may create such resources; else an error with what to answer
 *   (%UA_DIR_ERROR_FORBIDDEN)
 */
gboolean
ua_dir_permit_create (UaDirDb           *db,
                      const UaDirActor  *actor,
                      const UaDirKind   *kind,
                      GError           **error)
{
  return ua_dir_rights_check (db, actor, find_right (kind), error);
}

static gboolean
check_sees (UaDirDb           *db,
            const UaDirActor  *actor,
            const UaDirKind   *kind,
            gint64             id,
            GError           **error)
{
  gboolean sees;

  if (!ua_dir_sight_sees (db, actor, kind->type, id, &sees, error))
    return FALSE;
  return sees || ua_dir_sight_refuse (error);
}

/* Whether there is anything of the member that the actor may change. */
static gboolean
check_member (UaDirDb           *db,
              const UaDirActor  *actor,
              gint64             id,
              GError           **error)
{
  static const UaDirRight rights[] = {
    UA_DIR_RIGHT_LIFE_CYCLE, UA_DIR_RIGHT_ERASE, UA_DIR_RIGHT_PASSWORD, UA_DIR_RIGHT_ACCESS
  };

  if (actor->id == id)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    if (ua_dir_rights_has (actor, rights[i]))
      return TRUE;
  return ua_dir_rights_check_member (db, actor, UA_DIR_RIGHT_EDIT, id, error);
}

/**
 * ua_dir_permit_change:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @kind: what it is
 * @id: the row of a resource that is there
 * @error: return location for an error
 *
 * Returns: whether there is anything of the resource that the actor may change; else an error with
 *   what to answer (%UA_DIR_ERROR_NOT_FOUND, %UA_DIR_ERROR_FORBIDDEN)
 */
gboolean
ua_dir_permit_change (UaDirDb           *db,
                      const UaDirActor  *actor,
                      const UaDirKind   *kind,
                      gint64             id,
                      GError           **error)
{
  if (actor == NULL)
    return TRUE;
  if (!check_sees (db, actor, kind, id, error))
    return FALSE;
  if (kind->type == UA_DIR_USER)
    return check_member (db, actor, id, error);
  if (kind->type == UA_DIR_GROUP)
    return ua_dir_rights_check_group (db, actor, UA_DIR_RIGHT_GROUPS, id, error);
  return ua_dir_rights_check (db, actor, find_right (kind), error);
}

/**
 * ua_dir_permit_remove:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @kind: what it is
 * @id: the row of a resource that is there
 * @error: return location for an error
 *
 * Returns: whether the actor may remove the resource; else an error with what to answer
 *   (%UA_DIR_ERROR_NOT_FOUND, %UA_DIR_ERROR_FORBIDDEN)
 */
gboolean
ua_dir_permit_remove (UaDirDb           *db,
                      const UaDirActor  *actor,
                      const UaDirKind   *kind,
                      gint64             id,
                      GError           **error)
{
  if (kind->type == UA_DIR_USER)
    return ua_dir_rights_check_member (db, actor, UA_DIR_RIGHT_ERASE, id, error);
  return check_sees (db, actor, kind, id, error) &&
         ua_dir_rights_check (db, actor, find_right (kind), error);
}

/* Nobody gives or takes rights that they do not have. */
static gboolean
check_security_profile (UaDirPermit  *self,
                        GError      **error)
{
  guint rights = ua_dir_rights_from_strings (ua_json_get_array (self->after, "rights"));

  if (self->before != NULL)
    rights |= ua_dir_rights_from_strings (ua_json_get_array (self->before, "rights"));
  if (ua_dir_rights_has_all (self->save->actor, rights))
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
                       "The security profile has rights that you do not have");
  return FALSE;
}

static gboolean
is_same (JsonNode *before,
         JsonNode *after)
{
  if (before == NULL || after == NULL)
    return before == after;
  return json_node_equal (before, after);
}

/* Goes through the attributes of one schema.  Who sends a resource whole and leaves out what is not
 * theirs to change has not meant to take it away. */
static gboolean
compare (UaDirPermit  *self,
         const char   *urn,
         JsonObject   *before,
         JsonObject   *after,
         JsonObject   *object,
         GError      **error)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GList) old = before != NULL ? json_object_get_members (before) : NULL;
  g_autoptr(GList) now = after != NULL ? json_object_get_members (after) : NULL;
  GHashTableIter iter;
  gpointer name;

  for (GList *l = old; l != NULL; l = l->next)
    g_hash_table_add (names, l->data);
  for (GList *l = now; l != NULL; l = l->next)
    g_hash_table_add (names, l->data);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      JsonNode *was = before != NULL ? json_object_get_member (before, name) : NULL;
      JsonNode *is = after != NULL ? json_object_get_member (after, name) : NULL;
      g_autoptr(GError) fault = NULL;

      if (g_str_has_prefix (name, "urn:") || g_str_equal (name, "schemas") || is_same (was, is) ||
          self->check (self, urn, name, was, is, &fault))
        continue;
      if (self->save->replace && is == NULL && object != NULL &&
          g_error_matches (fault, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN))
        {
          json_object_set_member (object, name, json_node_copy (was));
          continue;
        }
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return TRUE;
}

/* The extension as it is in what is to be written.  A client that does not know our own leaves it
 * out and keeps what is in it; what others know is made where it is missing. */
static gboolean
find_extension (UaDirSave   *save,
                const char  *urn,
                JsonObject **object)
{
  *object = ua_json_get_object (save->object, urn);
  if (*object != NULL)
    return TRUE;
  if (save->replace && g_str_has_prefix (urn, UA_SCIM_URN_EXTENSION_PREFIX))
    return FALSE;
  if (save->replace)
    {
      *object = json_object_new ();
      json_object_set_object_member (save->object, urn, *object);
    }
  return TRUE;
}

static gboolean
compare_all (UaDirPermit  *self,
             JsonObject   *before,
             JsonObject   *after,
             GError      **error)
{
  UaDirSave *save = self->save;
  const UaScimSchema *const *extensions = save->kind->scim->extensions;

  if (!compare (self, NULL, before, after, save->object, error))
    return FALSE;
  for (gsize i = 0; extensions[i] != NULL; i++)
    {
      const char *urn = extensions[i]->urn;
      JsonObject *object;

      if (!find_extension (save, urn, &object))
        continue;
      if (!compare (self, urn, before != NULL ? ua_json_get_object (before, urn) : NULL,
                    ua_json_get_object (after, urn), object, error))
        return FALSE;
      if (object != NULL && json_object_get_size (object) == 0)
        json_object_remove_member (save->object, urn);
    }
  return TRUE;
}

/**
 * ua_dir_permit_is_free:
 * @actor: (nullable): who asks; %NULL for the service itself
 * @id: the row of a resource, 0 for a new one
 *
 * Returns: whether the actor may make any change of the resource, so that it need not be looked at
 *
 * Any thread.
 */
gboolean
ua_dir_permit_is_free (const UaDirActor *actor,
                       gint64            id)
{
  return actor == NULL || (actor->access == UA_DIR_ADMIN && actor->id != id);
}

/**
 * ua_dir_permit_save:
 * @save: what is to be written, checked against its schema; attributes that the actor may not
 *   change and that were left out of a resource sent whole are put back
 * @error: return location for an error
 *
 * Whether the actor may make this very change: each attribute that is not what it was must be one
 * that the actor may change, and nobody gives themselves rights, or others rights that they do not
 * have.
 *
 * Returns: whether it is allowed; else an error with what to answer (%UA_DIR_ERROR_FORBIDDEN, or
 *   %UA_SCIM_ERROR_INVALID_VALUE where the change names somebody of whom the actor may not know)
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_permit_save (UaDirSave  *save,
                    GError    **error)
{
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;
  UaDirPermit self = { save };

  if (ua_dir_permit_is_free (save->actor, save->id))
    return TRUE;
  if (save->old != NULL)
    {
      before = ua_dir_save_normalize (save, save->old, error);
      if (before == NULL)
        return FALSE;
    }
  after = ua_dir_save_normalize (save, save->object, error);
  if (after == NULL)
    return FALSE;
  self.before = before;
  self.after = after;
  if (save->kind->type == UA_DIR_USER)
    return ua_dir_permit_begin_member (&self, error) && compare_all (&self, before, after, error);
  if (save->kind->type == UA_DIR_GROUP)
    return ua_dir_permit_begin_group (&self, error) && compare_all (&self, before, after, error);
  if (save->kind->type == UA_DIR_SECURITY_PROFILE)
    return check_security_profile (&self, error);
  return TRUE;
}
