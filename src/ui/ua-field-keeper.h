/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-draft.h"
#include "ua-session.h"

G_BEGIN_DECLS

/**
 * UaFieldState:
 * @UA_FIELD_STATE_SHOWN: the value is that of the cache
 * @UA_FIELD_STATE_SAVED: it was changed here and arrived
 * @UA_FIELD_STATE_WAITING: it was changed and is kept, to be sent
 * @UA_FIELD_STATE_WRONG: it was refused; ua_field_keeper_get_problem() says why
 *
 * How a field that saves by itself stands.
 */
typedef enum
{
  UA_FIELD_STATE_SHOWN,
  UA_FIELD_STATE_SAVED,
  UA_FIELD_STATE_WAITING,
  UA_FIELD_STATE_WRONG,
} UaFieldState;

#define UA_TYPE_FIELD_KEEPER (ua_field_keeper_get_type ())
G_DECLARE_FINAL_TYPE (UaFieldKeeper, ua_field_keeper, UA, FIELD_KEEPER, GObject)

UaFieldKeeper *ua_field_keeper_new         (UaField        field);
UaField        ua_field_keeper_get_field   (UaFieldKeeper *self);
UaSession     *ua_field_keeper_get_session (UaFieldKeeper *self);
void           ua_field_keeper_set_session (UaFieldKeeper *self,
                                            UaSession     *session);
UaMember      *ua_field_keeper_get_member  (UaFieldKeeper *self);
void           ua_field_keeper_set_member  (UaFieldKeeper *self,
                                            UaMember      *member);

const char    *ua_field_keeper_get_value   (UaFieldKeeper *self);
gboolean       ua_field_keeper_is_offered  (UaFieldKeeper *self);
const char    *ua_field_keeper_get_lock    (UaFieldKeeper *self);
gboolean       ua_field_keeper_stands_out  (UaFieldKeeper *self);
UaFieldState   ua_field_keeper_get_state   (UaFieldKeeper *self);
const char    *ua_field_keeper_get_problem (UaFieldKeeper *self);
void           ua_field_keeper_save        (UaFieldKeeper *self,
                                            const char    *value,
                                            const char    *name);

G_END_DECLS
