/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-invitee.h"

G_BEGIN_DECLS

/* How many the server takes at once (TL-01). */
#define UA_INVITE_MAX 1000

#define UA_TYPE_INVITE_DRAFT (ua_invite_draft_get_type ())
G_DECLARE_FINAL_TYPE (UaInviteDraft, ua_invite_draft, UA, INVITE_DRAFT, GObject)

UaInviteDraft *ua_invite_draft_new         (UaGroup         *group);

UaGroup       *ua_invite_draft_get_group   (UaInviteDraft   *self);
GListModel    *ua_invite_draft_get_people  (UaInviteDraft   *self);
const char    *ua_invite_draft_get         (UaInviteDraft   *self,
                                            UaNewcomerField  field);
void           ua_invite_draft_set         (UaInviteDraft   *self,
                                            UaNewcomerField  field,
                                            const char      *value);
gboolean       ua_invite_draft_add         (UaInviteDraft   *self,
                                            UaInvitee       *invitee);
guint          ua_invite_draft_add_text    (UaInviteDraft   *self,
                                            const char      *text);
void           ua_invite_draft_remove      (UaInviteDraft   *self,
                                            UaInvitee       *invitee);
guint          ua_invite_draft_count       (UaInviteDraft   *self,
                                            gboolean         fine);

UaAction      *ua_invite_draft_to_action   (UaInviteDraft   *self,
                                            gboolean         only_fine);
void           ua_invite_draft_take_report (UaInviteDraft   *self,
                                            const UaReport  *report);
guint          ua_invite_draft_drop_done   (UaInviteDraft   *self,
                                            const UaReport  *report,
                                            char           **member_id);

G_END_DECLS
