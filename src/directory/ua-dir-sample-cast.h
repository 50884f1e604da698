/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-sample-text.h"

G_BEGIN_DECLS

/**
 * UaDirSampleRole:
 * @n: which member
 * @status: whether the member may sign in
 * @given: given name
 * @title: the job
 * @language: what the member reads
 * @address: where mail goes to, which is the user name, too
 * @created: when, in milliseconds since 1970-01-01 UTC
 * @modified: likewise
 *
 * A made-up member of whom more is told than what the member is.
 */
typedef struct
{
  guint n;
  UaDirStatus status;
  const char *given;       /* (unowned) */
  const char *title;       /* (unowned) */
  const char *language;    /* (unowned) */
  char *address;           /* (owned) */
  gint64 created;
  gint64 modified;
} UaDirSampleRole;

/**
 * UaDirSampleCast:
 * @invited: those who are invited, of a large organisation the first ones
 * @others: of the others the first ones
 *
 * The members of whom mails, invitations and a history are made up.
 */
typedef struct
{
  GArray *invited;         /* (owned), of UaDirSampleRole */
  GArray *others;          /* (owned), of UaDirSampleRole */
} UaDirSampleCast;

void     ua_dir_sample_cast_init         (UaDirSampleCast          *self);
void     ua_dir_sample_cast_clear        (UaDirSampleCast          *self);
void     ua_dir_sample_cast_add          (UaDirSampleCast          *self,
                                          const UaDirSamplePerson  *person,
                                          const char               *address);

gboolean ua_dir_sample_fill_post         (UaDirDb                  *db,
                                          UaDirSampleText          *text,
                                          UaDirSampleCast          *cast,
                                          GError                  **error);
gboolean ua_dir_sample_fill_history      (UaDirDb                  *db,
                                          UaDirSampleText          *text,
                                          UaDirSampleCast          *cast,
                                          GError                  **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirSampleCast, ua_dir_sample_cast_clear)

G_END_DECLS
