/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaDirLetter:
 * @from_name: who it is from, any text
 * @from: the address that it is from
 * @to_name: whom it is to, any text
 * @to: the address that it is to
 * @subject: any text
 * @id: what tells it apart, without brackets: `left@right`
 * @date: when it is sent, in milliseconds since 1970
 * @language: its language (RFC 5646)
 * @text: the text, lines ended by LF
 * @html: the same as HTML
 *
 * A mail that is to be written.  All pointers are (unowned).
 */
typedef struct
{
  const char *from_name;
  const char *from;
  const char *to_name;
  const char *to;
  const char *subject;
  const char *id;
  gint64 date;
  const char *language;
  const char *text;
  const char *html;
} UaDirLetter;

char *ua_dir_letter_write (const UaDirLetter  *self,
                           GError            **error);

G_END_DECLS
