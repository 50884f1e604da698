/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

/**
 * UaEntryState:
 * @word: (unowned): how it stands
 * @icon: (unowned): the name of an icon for it; a state is never a colour alone
 * @style_class: (unowned): a class of style.css that tints it
 *
 * How something stands, for the screen.
 */
typedef struct
{
  const char *word;
  const char *icon;
  const char *style_class;
} UaEntryState;

char         *ua_entry_words_since            (gint64       unix_ms,
                                               gint64       now_ms);
char         *ua_entry_words_until            (gint64       unix_ms,
                                               gint64       now_ms);
char         *ua_entry_words_person           (UaEntry     *entry,
                                               const char  *attribute);
const char   *ua_entry_words_language         (const char  *token);
const char   *ua_entry_words_mail_kind        (const char  *kind);
UaEntryState  ua_entry_words_mail_state       (const char  *state);
UaEntryState  ua_entry_words_invitation_state (UaEntry     *invitation);
const char   *ua_entry_words_status           (const char  *token);
const char   *ua_entry_words_right            (const char  *right);
char         *ua_entry_words_counts           (UaEntry     *run);
char         *ua_entry_words_holders          (UaEntry     *profile);

G_END_DECLS
