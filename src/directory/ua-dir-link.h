/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

/* How long it is known of a link that there was one, after it has expired. */
#define UA_DIR_LINK_KEPT_DAYS 30

/**
 * UaDirLinkPurpose:
 *
 * What a link in a mail is for.  The words for it stand in databases and never change.
 */
typedef enum
{
  UA_DIR_LINK_INVITATION,      /* to accept an invitation: /accept/TOKEN */
  UA_DIR_LINK_PASSWORD,        /* to choose a password: /password/TOKEN */
} UaDirLinkPurpose;

/**
 * UaDirLinkState:
 * @UA_DIR_LINK_VALID: it can be used
 * @UA_DIR_LINK_UNKNOWN: there is none like it, or a newer one has taken its place
 * @UA_DIR_LINK_USED: it has been used
 * @UA_DIR_LINK_EXPIRED: it came too late
 *
 * What becomes of who follows a link.
 */
typedef enum
{
  UA_DIR_LINK_VALID,
  UA_DIR_LINK_UNKNOWN,
  UA_DIR_LINK_USED,
  UA_DIR_LINK_EXPIRED,
} UaDirLinkState;

char     *ua_dir_link_make  (void);
char     *ua_dir_link_hash  (const char         *token);
gboolean  ua_dir_link_store (UaDirDb            *db,
                             UaDirLinkPurpose    purpose,
                             gint64              member,
                             gint64              message,
                             const char         *hash,
                             gint64              expires,
                             GError            **error);
gboolean  ua_dir_link_find  (UaDirDb            *db,
                             UaDirLinkPurpose    purpose,
                             const char         *hash,
                             UaDirLinkState     *state,
                             gint64             *member,
                             GError            **error);
gboolean  ua_dir_link_use   (UaDirDb            *db,
                             UaDirLinkPurpose    purpose,
                             const char         *hash,
                             gint64             *member,
                             GError            **error);
gboolean  ua_dir_link_expire
                            (UaDirDb            *db,
                             GError            **error);
gboolean  ua_dir_link_void  (UaDirDb            *db,
                             gint64              member,
                             GError            **error);

G_END_DECLS
