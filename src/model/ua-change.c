/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-change.h"

/**
 * UaChange:
 *
 * One entry of the queue of changes: what is to be changed of a member, and how far it has come.
 * Immutable, so it may cross threads; what becomes of it makes a new one with the same UUID.
 */
struct _UaChange
{
  GObject parent_instance;

  char *uuid;        /* (owned) */
  UaPatch *patch;    /* (owned) */
  char *member_name; /* (owned) */
  GError *error;     /* (owned) (nullable) */
  gint64 created;    /* milliseconds since 1970 UTC */
  UaChangeState state;
  guint attempts;
};

G_DEFINE_FINAL_TYPE (UaChange, ua_change, G_TYPE_OBJECT)

static void
ua_change_finalize (GObject *object)
{
  UaChange *self = UA_CHANGE (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->patch, ua_patch_unref);
  g_clear_pointer (&self->member_name, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ua_change_parent_class)->finalize (object);
}

static void
ua_change_class_init (UaChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_change_finalize;
}

static void
ua_change_init (UaChange *self)
{
}

/**
 * ua_change_new:
 * @uuid: names the change for ever; it is the `Idempotency-Key` of the request
 * @patch: what to change
 * @member_name: what the member was called when the change was made
 * @created: when it was made, milliseconds since 1970 UTC
 * @state: how far it has come
 * @attempts: how often it has been sent
 * @error: (nullable): why it is not done
 *
 * Returns: (transfer full): a change
 *
 * Any thread.
 */
UaChange *
ua_change_new (const char    *uuid,
               UaPatch       *patch,
               const char    *member_name,
               gint64         created,
               UaChangeState  state,
               guint          attempts,
               const GError  *error)
{
  UaChange *self;

  g_return_val_if_fail (uuid != NULL && patch != NULL && member_name != NULL, NULL);

  self = g_object_new (UA_TYPE_CHANGE, NULL);
  self->uuid = g_strdup (uuid);
  self->patch = ua_patch_ref (patch);
  self->member_name = g_strdup (member_name);
  self->created = created;
  self->state = state;
  self->attempts = attempts;
  self->error = error != NULL ? g_error_copy (error) : NULL;
  return self;
}

/**
 * ua_change_with_state:
 * @self: a change
 * @state: how far it has come now
 * @attempts: how often it has been sent
 * @error: (nullable): why it is not done
 *
 * Returns: (transfer full): @self with these changed
 *
 * Any thread.
 */
UaChange *
ua_change_with_state (UaChange      *self,
                      UaChangeState  state,
                      guint          attempts,
                      const GError  *error)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), NULL);

  return ua_change_new (self->uuid, self->patch, self->member_name, self->created,
                        state, attempts, error);
}

/**
 * ua_change_with_patch:
 * @self: a change
 * @patch: what to change instead
 *
 * Returns: (transfer full): @self with that changed
 *
 * Any thread.
 */
UaChange *
ua_change_with_patch (UaChange *self,
                      UaPatch  *patch)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), NULL);

  return ua_change_new (self->uuid, patch, self->member_name, self->created,
                        self->state, self->attempts, self->error);
}

/**
 * ua_change_get_uuid:
 * @self: a change
 *
 * Returns: (transfer none): what names the change for ever
 *
 * Any thread.
 */
const char *
ua_change_get_uuid (UaChange *self)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), NULL);

  return self->uuid;
}

/**
 * ua_change_get_patch:
 * @self: a change
 *
 * Returns: (transfer none): what to change
 *
 * Any thread.
 */
UaPatch *
ua_change_get_patch (UaChange *self)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), NULL);

  return self->patch;
}

/**
 * ua_change_get_member_name:
 * @self: a change
 *
 * Returns: (transfer none): what the member was called when the change was made
 *
 * Any thread.
 */
const char *
ua_change_get_member_name (UaChange *self)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), NULL);

  return self->member_name;
}

/**
 * ua_change_get_created:
 * @self: a change
 *
 * Returns: when it was made, milliseconds since 1970 UTC
 *
 * Any thread.
 */
gint64
ua_change_get_created (UaChange *self)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), 0);

  return self->created;
}

/**
 * ua_change_get_state:
 * @self: a change
 *
 * Returns: how far it has come
 *
 * Any thread.
 */
UaChangeState
ua_change_get_state (UaChange *self)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), UA_CHANGE_STATE_QUEUED);

  return self->state;
}

/**
 * ua_change_get_attempts:
 * @self: a change
 *
 * Returns: how often it has been sent
 *
 * Any thread.
 */
guint
ua_change_get_attempts (UaChange *self)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), 0);

  return self->attempts;
}

/**
 * ua_change_get_error:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): why it is not done
 *
 * Any thread.
 */
const GError *
ua_change_get_error (UaChange *self)
{
  g_return_val_if_fail (UA_IS_CHANGE (self), NULL);

  return self->error;
}

/**
 * ua_change_state_to_token:
 * @state: a state
 *
 * Returns: (transfer none): its canonical word
 *
 * Any thread.
 */
const char *
ua_change_state_to_token (UaChangeState state)
{
  switch (state)
    {
    case UA_CHANGE_STATE_QUEUED: return "queued";
    case UA_CHANGE_STATE_SENDING: return "sending";
    case UA_CHANGE_STATE_WAITING: return "waiting";
    case UA_CHANGE_STATE_CONFLICT: return "conflict";
    case UA_CHANGE_STATE_REJECTED: return "rejected";
    default: g_return_val_if_reached (NULL);
    }
}

/**
 * ua_change_state_from_token:
 * @token: (nullable): a canonical word
 * @state: (out): the state; untouched when there is none
 *
 * Returns: whether @token is the word for a state
 *
 * Any thread.
 */
gboolean
ua_change_state_from_token (const char    *token,
                            UaChangeState *state)
{
  g_return_val_if_fail (state != NULL, FALSE);

  for (UaChangeState s = UA_CHANGE_STATE_QUEUED; s <= UA_CHANGE_STATE_REJECTED; s++)
    if (g_strcmp0 (token, ua_change_state_to_token (s)) == 0)
      {
        *state = s;
        return TRUE;
      }
  return FALSE;
}
