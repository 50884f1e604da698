/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-newcomer.h"

G_BEGIN_DECLS

/**
 * UaInviteeMark:
 * @UA_INVITEE_MARK_NONE: it is not known yet
 * @UA_INVITEE_MARK_FINE: can be invited
 * @UA_INVITEE_MARK_WRONG: what is typed cannot be right
 * @UA_INVITEE_MARK_DUPLICATE: stands in the list before
 * @UA_INVITEE_MARK_ACTIVE: has an account already
 * @UA_INVITEE_MARK_DEACTIVATED: has an account that is deactivated
 * @UA_INVITEE_MARK_INVITED: is invited already
 * @UA_INVITEE_MARK_REFUSED: the server says no
 *
 * What would become of somebody.
 */
typedef enum
{
  UA_INVITEE_MARK_NONE,
  UA_INVITEE_MARK_FINE,
  UA_INVITEE_MARK_WRONG,
  UA_INVITEE_MARK_DUPLICATE,
  UA_INVITEE_MARK_ACTIVE,
  UA_INVITEE_MARK_DEACTIVATED,
  UA_INVITEE_MARK_INVITED,
  UA_INVITEE_MARK_REFUSED,
} UaInviteeMark;

#define UA_TYPE_INVITEE (ua_invitee_get_type ())
G_DECLARE_FINAL_TYPE (UaInvitee, ua_invitee, UA, INVITEE, GObject)

UaInvitee     *ua_invitee_new              (const char      *email,
                                            const char      *name);

const char    *ua_invitee_get_email        (UaInvitee       *self);
const char    *ua_invitee_get_name         (UaInvitee       *self);
const char    *ua_invitee_get              (UaInvitee       *self,
                                            UaNewcomerField  field);
void           ua_invitee_set_email        (UaInvitee       *self,
                                            const char      *email);
void           ua_invitee_set_name         (UaInvitee       *self,
                                            const char      *name);
void           ua_invitee_set              (UaInvitee       *self,
                                            UaNewcomerField  field,
                                            const char      *value);

UaInviteeMark  ua_invitee_mark_from_status (const char      *status);
UaInviteeMark  ua_invitee_get_mark         (UaInvitee       *self);
void           ua_invitee_set_mark         (UaInvitee       *self,
                                            UaInviteeMark    mark,
                                            const char      *reason);
void           ua_invitee_set_existing     (UaInvitee       *self,
                                            const char      *member_id,
                                            const char      *invitation_id);
const char    *ua_invitee_get_member_id    (UaInvitee       *self);
const char    *ua_invitee_get_invitation_id (UaInvitee      *self);
const char    *ua_invitee_get_problem      (UaInvitee       *self);
const char    *ua_invitee_get_help         (UaInvitee       *self);

G_END_DECLS
