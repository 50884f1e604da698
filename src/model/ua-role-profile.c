/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-role-profile.h"

/**
 * UaRoleProfile:
 *
 * The job or position that members have.  Immutable, so it may cross threads.
 */
struct _UaRoleProfile
{
  GObject parent_instance;

  char *id;      /* (owned) */
  char *name;    /* (owned) */
  char *version; /* (owned) (nullable) */
  gboolean retired;
};

G_DEFINE_FINAL_TYPE (UaRoleProfile, ua_role_profile, G_TYPE_OBJECT)

static void
ua_role_profile_finalize (GObject *object)
{
  UaRoleProfile *self = UA_ROLE_PROFILE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->version, g_free);

  G_OBJECT_CLASS (ua_role_profile_parent_class)->finalize (object);
}

static void
ua_role_profile_class_init (UaRoleProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_role_profile_finalize;
}

static void
ua_role_profile_init (UaRoleProfile *self)
{
}

/**
 * ua_role_profile_new:
 * @id: the id that the server gave
 * @name: (nullable): its display name; where there is none the id stands for it
 * @retired: whether it is no longer given to members
 * @version: (nullable): its version (ETag), where the server has them
 *
 * Returns: (transfer full): a role profile
 *
 * Any thread.
 */
UaRoleProfile *
ua_role_profile_new (const char *id,
                     const char *name,
                     gboolean    retired,
                     const char *version)
{
  UaRoleProfile *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (UA_TYPE_ROLE_PROFILE, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL && *name != '\0' ? name : id);
  self->retired = retired;
  self->version = g_strdup (version);
  return self;
}

/**
 * ua_role_profile_get_id:
 * @self: a role profile
 *
 * Returns: (transfer none): the id that the server gave
 *
 * Any thread.
 */
const char *
ua_role_profile_get_id (UaRoleProfile *self)
{
  g_return_val_if_fail (UA_IS_ROLE_PROFILE (self), NULL);

  return self->id;
}

/**
 * ua_role_profile_get_name:
 * @self: a role profile
 *
 * Returns: (transfer none): what to call it
 *
 * Any thread.
 */
const char *
ua_role_profile_get_name (UaRoleProfile *self)
{
  g_return_val_if_fail (UA_IS_ROLE_PROFILE (self), NULL);

  return self->name;
}

/**
 * ua_role_profile_get_retired:
 * @self: a role profile
 *
 * Returns: whether it is no longer given to members
 *
 * Any thread.
 */
gboolean
ua_role_profile_get_retired (UaRoleProfile *self)
{
  g_return_val_if_fail (UA_IS_ROLE_PROFILE (self), FALSE);

  return self->retired;
}

/**
 * ua_role_profile_get_version:
 * @self: a role profile
 *
 * Returns: (transfer none) (nullable): its version (RFC 7644, section 3.14)
 *
 * Any thread.
 */
const char *
ua_role_profile_get_version (UaRoleProfile *self)
{
  g_return_val_if_fail (UA_IS_ROLE_PROFILE (self), NULL);

  return self->version;
}
