/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-post.h"
#include "ua-dir-store.h"

G_BEGIN_DECLS

/**
 * UaDirMailer:
 *
 * Sends the mails that are queued, on a thread of its own.
 */
typedef struct _UaDirMailer UaDirMailer;

UaDirMailer *ua_dir_mailer_new   (UaDirStore   *store,
                                  UaDirPost    *post);
void         ua_dir_mailer_start (UaDirMailer  *self,
                                  const char   *web_base);
void         ua_dir_mailer_stop  (UaDirMailer  *self);
void         ua_dir_mailer_free  (UaDirMailer  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirMailer, ua_dir_mailer_free)

G_END_DECLS
