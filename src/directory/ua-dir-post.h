/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * UaDirPost:
 *
 * Where mails go: into the spool folder, or to a program that sends them.
 */
typedef struct _UaDirPost UaDirPost;

/**
 * UA_DIR_POST_ERROR:
 *
 * Why a mail could not be handed on.  The messages are kept and shown: no personal data.
 */
#define UA_DIR_POST_ERROR (ua_dir_post_error_quark ())

/**
 * UaDirPostError:
 * @UA_DIR_POST_ERROR_LATER: it may work later
 * @UA_DIR_POST_ERROR_NEVER: it will not work like that
 */
typedef enum
{
  UA_DIR_POST_ERROR_LATER,
  UA_DIR_POST_ERROR_NEVER,
} UaDirPostError;

GQuark      ua_dir_post_error_quark (void);

UaDirPost  *ua_dir_post_new         (const char    *spool,
                                     const char    *sendmail,
                                     GError       **error);
void        ua_dir_post_free        (UaDirPost     *self);
gboolean    ua_dir_post_send        (UaDirPost     *self,
                                     const char    *uid,
                                     const char    *from,
                                     const char    *mail,
                                     GCancellable  *cancellable,
                                     GError       **error);
void        ua_dir_post_begin       (UaDirPost     *self);
void        ua_dir_post_end         (UaDirPost     *self);
void        ua_dir_post_forget      (UaDirPost     *self,
                                     const char    *uid);
GPtrArray  *ua_dir_post_list        (UaDirPost     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirPost, ua_dir_post_free)

G_END_DECLS
