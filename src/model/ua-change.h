/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-patch.h"

G_BEGIN_DECLS

/**
 * UaChangeState:
 * @UA_CHANGE_STATE_QUEUED: kept, to be sent (`queued`)
 * @UA_CHANGE_STATE_SENDING: on its way; after a crash nobody knows whether it arrived
 *   (`sending`)
 * @UA_CHANGE_STATE_WAITING: to be tried again, because the server was out of reach or busy
 *   (`waiting`)
 * @UA_CHANGE_STATE_CONFLICT: somebody else changed the same fields; a person must choose
 *   (`conflict`)
 * @UA_CHANGE_STATE_REJECTED: the server refused it (`rejected`)
 */
typedef enum
{
  UA_CHANGE_STATE_QUEUED,
  UA_CHANGE_STATE_SENDING,
  UA_CHANGE_STATE_WAITING,
  UA_CHANGE_STATE_CONFLICT,
  UA_CHANGE_STATE_REJECTED,
} UaChangeState;

#define UA_TYPE_CHANGE (ua_change_get_type ())
G_DECLARE_FINAL_TYPE (UaChange, ua_change, UA, CHANGE, GObject)

/* A change is one entry of the queue: a value object, immutable, so that it may cross threads. */
UaChange       *ua_change_new             (const char     *uuid,
                                           UaPatch        *patch,
                                           const char     *member_name,
                                           gint64          created,
                                           UaChangeState   state,
                                           guint           attempts,
                                           const GError   *error);
UaChange       *ua_change_with_state      (UaChange       *self,
                                           UaChangeState   state,
                                           guint           attempts,
                                           const GError   *error);
UaChange       *ua_change_with_patch      (UaChange       *self,
                                           UaPatch        *patch);

const char     *ua_change_get_uuid        (UaChange       *self);
UaPatch        *ua_change_get_patch       (UaChange       *self);
const char     *ua_change_get_member_name (UaChange       *self);
gint64          ua_change_get_created     (UaChange       *self);
UaChangeState   ua_change_get_state       (UaChange       *self);
guint           ua_change_get_attempts    (UaChange       *self);
const GError   *ua_change_get_error       (UaChange       *self);

const char     *ua_change_state_to_token   (UaChangeState  state);
gboolean        ua_change_state_from_token (const char    *token,
                                            UaChangeState *state);

G_END_DECLS
