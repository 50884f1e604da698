/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

/**
 * UaDirAcceptance:
 * @given_name: (nullable): the name that the person gives; %NULL to keep what is there
 * @family_name: (nullable): likewise
 * @password_hash: the hash of the password that the person has chosen
 *
 * What comes with the acceptance of an invitation.
 */
typedef struct
{
  const char *given_name;
  const char *family_name;
  const char *password_hash;
} UaDirAcceptance;

extern const UaDirAction ua_dir_cancel_invitation_action;
extern const UaDirAction ua_dir_resend_invitation_action;

gboolean ua_dir_invitation_create (UaDirDb                *db,
                                   const UaDirActor       *actor,
                                   gint64                  member,
                                   gint64                  group,
                                   char                  **uid,
                                   GError                **error);
gboolean ua_dir_invitation_resend (UaDirDb                *db,
                                   const UaDirActor       *actor,
                                   gint64                  id,
                                   GError                **error);
gboolean ua_dir_invitation_accept (UaDirDb                *db,
                                   const char             *base_uri,
                                   const char             *hash,
                                   const UaDirAcceptance  *acceptance,
                                   gint64                 *member,
                                   GError                **error);

G_END_DECLS
