/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-mail.h"

G_BEGIN_DECLS

#define UA_DIR_MAIL_MAX_PARAGRAPHS 8

/**
 * UaDirMailWords:
 * @subject: its subject
 * @paragraphs: its paragraphs, ended by %NULL
 *
 * The words of one kind of mail in one language.  `{name}` stands for what is known of the member;
 * a paragraph that asks for what there is not is left out.  `{link:TEXT}` is a paragraph of its
 * own: the address, under that text.
 */
typedef struct
{
  const char *subject;
  const char *paragraphs[UA_DIR_MAIL_MAX_PARAGRAPHS];
} UaDirMailWords;

/**
 * UaDirMailLanguage:
 * @tag: its tag (RFC 5646)
 * @hello: how a mail begins
 * @automatic: how it ends
 * @day_dot: what follows the number of a day
 * @months: the names of the months
 * @mails: the mails
 *
 * A language that mails are written in.
 */
typedef struct
{
  const char *tag;
  const char *hello;
  const char *automatic;
  const char *day_dot;
  const char *months[12];
  UaDirMailWords mails[UA_DIR_N_MAIL_KINDS];
} UaDirMailLanguage;

/* Ended by one without tag; the first one is what holds where nothing else fits. */
extern const UaDirMailLanguage ua_dir_mail_languages[];

G_END_DECLS
