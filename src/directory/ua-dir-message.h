/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

/**
 * UaDirMessageRow:
 * @member: the row of the member it is to
 * @sender: the row of the member who had it sent; 0 for nobody
 * @note: a text of the sender's
 *
 * What is kept of a message but not sent.
 */
typedef struct
{
  gint64 member;
  gint64 sender;
  const char *note;            /* (unowned) */
} UaDirMessageRow;

UaDirSave *ua_dir_message_new       (UaDirDb                *db,
                                     const UaDirActor       *actor,
                                     const UaDirMessageRow  *row,
                                     JsonObject             *object);
gboolean   ua_dir_message_set_state (UaDirDb                *db,
                                     gint64                  id,
                                     const char             *state,
                                     const char             *problem,
                                     gboolean                tried,
                                     gint64                  due,
                                     GError                **error);
gboolean   ua_dir_message_stop      (UaDirDb                *db,
                                     gint64                  member,
                                     const char             *kind,
                                     GError                **error);

G_END_DECLS
