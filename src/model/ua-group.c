/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-group.h"

/**
 * UaGroup:
 *
 * A team, group or session: what is shown of it in lists and filters.  Immutable, so it may cross
 * threads.
 */
struct _UaGroup
{
  GObject parent_instance;

  char *id;      /* (owned) */
  char *name;    /* (owned) */
  char *version; /* (owned) (nullable) */
  UaGroupKind kind;
};

G_DEFINE_FINAL_TYPE (UaGroup, ua_group, G_TYPE_OBJECT)

static void
ua_group_finalize (GObject *object)
{
  UaGroup *self = UA_GROUP (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->version, g_free);

  G_OBJECT_CLASS (ua_group_parent_class)->finalize (object);
}

static void
ua_group_class_init (UaGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_group_finalize;
}

static void
ua_group_init (UaGroup *self)
{
}

/**
 * ua_group_new:
 * @id: the id that the server gave
 * @name: (nullable): its display name; where there is none the id stands for it
 * @kind: of which kind
 * @version: (nullable): its version (ETag), where the server has them
 *
 * Returns: (transfer full): a group
 *
 * Any thread.
 */
UaGroup *
ua_group_new (const char  *id,
              const char  *name,
              UaGroupKind  kind,
              const char  *version)
{
  UaGroup *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (UA_TYPE_GROUP, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL && *name != '\0' ? name : id);
  self->kind = kind;
  self->version = g_strdup (version);
  return self;
}

/**
 * ua_group_get_id:
 * @self: a group
 *
 * Returns: (transfer none): the id that the server gave
 *
 * Any thread.
 */
const char *
ua_group_get_id (UaGroup *self)
{
  g_return_val_if_fail (UA_IS_GROUP (self), NULL);

  return self->id;
}

/**
 * ua_group_get_name:
 * @self: a group
 *
 * Returns: (transfer none): what to call it
 *
 * Any thread.
 */
const char *
ua_group_get_name (UaGroup *self)
{
  g_return_val_if_fail (UA_IS_GROUP (self), NULL);

  return self->name;
}

/**
 * ua_group_get_kind:
 * @self: a group
 *
 * Returns: of which kind it is
 *
 * Any thread.
 */
UaGroupKind
ua_group_get_kind (UaGroup *self)
{
  g_return_val_if_fail (UA_IS_GROUP (self), UA_GROUP_KIND_TEAM);

  return self->kind;
}

/**
 * ua_group_get_version:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): its version (RFC 7644, section 3.14)
 *
 * Any thread.
 */
const char *
ua_group_get_version (UaGroup *self)
{
  g_return_val_if_fail (UA_IS_GROUP (self), NULL);

  return self->version;
}

/**
 * ua_group_kind_to_token:
 * @kind: a kind of group
 *
 * Returns: (transfer none): its canonical word
 *
 * Any thread.
 */
const char *
ua_group_kind_to_token (UaGroupKind kind)
{
  switch (kind)
    {
    case UA_GROUP_KIND_TEAM: return "team";
    case UA_GROUP_KIND_GROUP: return "group";
    case UA_GROUP_KIND_SESSION: return "session";
    default: g_return_val_if_reached (NULL);
    }
}

/**
 * ua_group_kind_from_token:
 * @token: (nullable): a canonical word
 *
 * Returns: the kind; %UA_GROUP_KIND_TEAM when @token is none of the words, since a server
 *   without the extension has just one kind of group
 *
 * Any thread.
 */
UaGroupKind
ua_group_kind_from_token (const char *token)
{
  if (g_strcmp0 (token, "group") == 0)
    return UA_GROUP_KIND_GROUP;
  if (g_strcmp0 (token, "session") == 0)
    return UA_GROUP_KIND_SESSION;
  return UA_GROUP_KIND_TEAM;
}
