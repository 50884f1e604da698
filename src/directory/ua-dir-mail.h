/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-exchange.h"

G_BEGIN_DECLS

/**
 * UaDirMailKind:
 *
 * What a mail is for.  The words for it (ua_dir_mail_kind_to_string()) stand in databases and never
 * change.
 */
typedef enum
{
  UA_DIR_MAIL_INVITATION,          /* a link to accept the invitation */
  UA_DIR_MAIL_ACTIVATION,          /* a link to choose the first password (CC-04) */
  UA_DIR_MAIL_PASSWORD_LINK,       /* a link to choose a password (CC-08) */
  UA_DIR_MAIL_CREDENTIALS,         /* a random password, to be changed at once (TL-06) */
  UA_DIR_MAIL_CREATED,             /* there is an account now; no password, no link (CC-09) */
  UA_DIR_MAIL_EMAIL_CHANGED_OLD,   /* to the address that was the login (LE-06) */
  UA_DIR_MAIL_EMAIL_CHANGED_NEW,   /* to the address that is the login now */
  UA_DIR_MAIL_SIGN_OFF_REQUEST,    /* CC-14 */
  UA_DIR_MAIL_SIGN_OFF_REMINDER,   /* CC-15, with a text of the sender's */
  UA_DIR_N_MAIL_KINDS
} UaDirMailKind;

/**
 * UaDirMail:
 * @kind: what it is for
 * @member: the row of the member it is to
 * @address: (nullable): where it goes; %NULL for the member's primary address
 * @note: (nullable): a text of the sender's that it quotes
 * @expires: of an invitation that is not written yet, until when it holds; else 0
 * @group: of such an invitation, the row of the group that it is for; 0 for none
 *
 * A mail that is to be sent.  Links and passwords are made when it goes out, so that no secret is
 * kept here or in the database.
 */
typedef struct
{
  UaDirMailKind kind;
  gint64 member;
  const char *address;
  const char *note;
  gint64 expires;
  gint64 group;
} UaDirMail;

const char    *ua_dir_mail_kind_to_string   (UaDirMailKind      kind);
UaDirMailKind  ua_dir_mail_kind_from_string (const char        *name);
gboolean       ua_dir_mail_queue            (UaDirDb           *db,
                                             const UaDirActor  *actor,
                                             const UaDirMail   *mail,
                                             gint64            *message,
                                             GError           **error);
gboolean       ua_dir_mail_get_mark         (UaDirDb           *db,
                                             gint64            *mark,
                                             GError           **error);
gboolean       ua_dir_mail_describe_since   (UaDirDb           *db,
                                             gint64             mark,
                                             JsonArray         *mails,
                                             GError           **error);

G_END_DECLS
