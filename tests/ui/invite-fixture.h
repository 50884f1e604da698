/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-invite-dialog.h"
#include "ua-test-directory.h"
#include "ui-fixture.h"

G_BEGIN_DECLS

/* Nobody has this address in the beginning. */
#define INVITE_NEW "ada.berg@brackwater.example"

#define EXTENSION "urn:example:useradmin:scim:2.0:User"

/* The dialog above a window, over a real session with a real directory. */
typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  UaSession *session;         /* (owned) */
  GtkWidget *window;          /* (unowned), below the dialog */
  UaInviteDialog *dialog;     /* (unowned) (nullable), while it is open */
  char *shown;                /* (owned) (nullable), the member to whom it led */
  char *told;                 /* (owned) (nullable), the last toast */
  char *toast_action;         /* (owned) (nullable), of its button */
} InviteFixture;

void        invite_init         (int            *argc,
                                 char         ***argv);
void        invite_set_up       (InviteFixture  *self,
                                 gboolean        plain);
void        invite_tear_down    (InviteFixture  *self);
void        invite_present      (InviteFixture  *self,
                                 UaGroup        *group);

GtkWidget  *invite_page         (InviteFixture  *self);
GtkWidget  *invite_find         (InviteFixture  *self,
                                 const char     *id);
void        invite_type         (InviteFixture  *self,
                                 const char     *id,
                                 const char     *text);
gboolean    invite_can_send     (InviteFixture  *self);
void        invite_send         (InviteFixture  *self);
const char *invite_get_problem  (InviteFixture  *self,
                                 const char     *id);
void        invite_press_help   (GtkWidget      *root,
                                 const char     *id);
GtkWindow  *invite_find_window  (GType           type);

UaTestReply *invite_ask         (InviteFixture  *self,
                                 const char     *email);
JsonObject *invite_get_first    (UaTestReply    *reply);
const char *invite_get_status   (JsonObject     *member);
UaGroup    *invite_dup_group    (InviteFixture  *self,
                                 UaGroupKind     kind);
char       *invite_dup_email    (InviteFixture  *self,
                                 const char     *status);

G_END_DECLS
