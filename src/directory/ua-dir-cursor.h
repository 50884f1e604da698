/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

/**
 * UaDirCursor:
 * @query: a digest of what was asked, which the next request must ask too
 * @total: how many there were in all at the first page
 * @id: the row after which the next page begins
 * @is_number: whether the sort key is a number
 * @number: the sort key of that row
 * @text: (nullable): likewise
 * @is_lasting: whether it holds for ever, and not for an hour
 * @is_long: whether the sort key is too long to travel, so that it is looked up by @id
 *
 * A place in a sorted list (RFC 9865).  It names the last one seen, so what comes and goes in
 * between neither repeats nor hides others.
 */
typedef struct
{
  char *query;             /* (owned) */
  gint64 total;
  gint64 id;
  gboolean is_number;
  gint64 number;
  char *text;              /* (owned) (nullable) */
  gboolean is_long;
  gboolean is_lasting;
} UaDirCursor;

#define UA_DIR_CURSOR_INIT { NULL, 0, 0, FALSE, 0, NULL, FALSE, FALSE }

char     *ua_dir_cursor_write (const UaDirCursor   *self,
                               const UaDirService  *service);
gboolean  ua_dir_cursor_read  (UaDirCursor         *self,
                               const UaDirService  *service,
                               const char          *text,
                               const char          *query,
                               GError             **error);
void      ua_dir_cursor_clear (UaDirCursor         *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirCursor, ua_dir_cursor_clear)

G_END_DECLS
