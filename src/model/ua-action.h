/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The words of the extension for what can be done to members (src/directory/API.md). */
#define UA_ACTION_DEACTIVATE         "deactivate"
#define UA_ACTION_REACTIVATE         "reactivate"
#define UA_ACTION_ERASE              "erase"
#define UA_ACTION_UNLOCK             "unlock"
#define UA_ACTION_SEND_ACTIVATION    "sendActivation"
#define UA_ACTION_SEND_PASSWORD_LINK "sendPasswordLink"
#define UA_ACTION_SEND_NOTIFICATION  "sendNotification"
#define UA_ACTION_REQUEST_SIGN_OFF   "requestSignOff"
#define UA_ACTION_REMIND_SIGN_OFF    "remindSignOff"
#define UA_ACTION_RESEND_INVITATION  "resendInvitation"
#define UA_ACTION_CANCEL_INVITATION  "cancelInvitation"
#define UA_ACTION_RESEND_MESSAGE     "resendMessage"
#define UA_ACTION_INVITE             "invite"
#define UA_ACTION_CREATE_MEMBER      "createMember"

/**
 * UaAction:
 *
 * Something to be done that is more than a change of fields: what, to whom, and how.  Immutable and
 * reference-counted.
 */
typedef struct _UaAction UaAction;

#define UA_TYPE_ACTION (ua_action_get_type ())

GType               ua_action_get_type       (void) G_GNUC_CONST;

UaAction           *ua_action_new            (const char         *name,
                                              const char * const *targets,
                                              GVariant           *parameters);
UaAction           *ua_action_new_slice      (UaAction           *action,
                                              guint               first,
                                              guint               n);
UaAction           *ua_action_ref            (UaAction           *self);
void                ua_action_unref          (UaAction           *self);

const char         *ua_action_get_name       (const UaAction     *self);
guint               ua_action_get_n_targets  (const UaAction     *self);
const char * const *ua_action_get_targets    (const UaAction     *self);
GVariant           *ua_action_get_parameters (const UaAction     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaAction, ua_action_unref)

G_END_DECLS
