/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-mail.h"

G_BEGIN_DECLS

/**
 * UaDirMailFacts:
 * @kind: what the mail is for
 * @language: the tag of the language that it is in
 * @recipient: the address that it goes to
 * @display: the name of the member
 * @name: how the member is addressed
 * @user_name: the member's user name
 * @organisation: the name of the organisation
 * @from: the address that it is from
 * @web_base: where the pages are, ended by a slash
 * @sender: (nullable): the name of who had it sent
 * @group: (nullable): the name of the group that one is invited to
 * @note: (nullable): a text of the sender's
 * @until: until when its link can be used, in milliseconds since 1970; 0 where it has none
 *
 * What one mail tells, but for its secret.
 */
typedef struct
{
  UaDirMailKind kind;
  const char *language;    /* (unowned), one that there is */
  char *recipient;         /* (owned) */
  char *display;           /* (owned) */
  char *name;              /* (owned) */
  char *user_name;         /* (owned) */
  char *organisation;      /* (owned) */
  char *from;              /* (owned) */
  char *web_base;          /* (owned) */
  char *sender;            /* (owned) (nullable) */
  char *group;             /* (owned) (nullable) */
  char *note;              /* (owned) (nullable) */
  gint64 until;
} UaDirMailFacts;

/**
 * UaDirMailText:
 *
 * The words of one mail.
 */
typedef struct
{
  char *subject;           /* (owned) */
  char *text;              /* (owned) */
  char *html;              /* (owned) */
} UaDirMailText;

const char *ua_dir_mail_choose_language
                                 (const char            *preferred,
                                  const char            *fallback);
gboolean ua_dir_mail_facts_load  (UaDirMailFacts        *self,
                                  UaDirDb               *db,
                                  const UaDirMail       *mail,
                                  const char            *recipient,
                                  gint64                 sender,
                                  GError               **error);
void     ua_dir_mail_facts_clear (UaDirMailFacts        *self);
void     ua_dir_mail_text_write  (UaDirMailText         *self,
                                  const UaDirMailFacts  *facts,
                                  const char            *secret);
void     ua_dir_mail_text_clear  (UaDirMailText         *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirMailFacts, ua_dir_mail_facts_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirMailText, ua_dir_mail_text_clear)

G_END_DECLS
