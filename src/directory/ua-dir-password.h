/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

/**
 * UaDirPasswordState:
 * @UA_DIR_PASSWORD_NONE: there is none
 * @UA_DIR_PASSWORD_ON_THE_WAY: it is made when the mail with it goes out
 * @UA_DIR_PASSWORD_SET: there is one
 */
typedef enum
{
  UA_DIR_PASSWORD_NONE,
  UA_DIR_PASSWORD_ON_THE_WAY,
  UA_DIR_PASSWORD_SET,
} UaDirPasswordState;

/**
 * UaDirAccount:
 * @status: the member's status
 * @password: whether there is a password
 * @must_change: whether the member must choose another one at the next sign-in
 *
 * How a member gets in.
 */
typedef struct
{
  UaDirStatus status;
  UaDirPasswordState password;
  gboolean must_change;
} UaDirAccount;

gboolean ua_dir_account_get      (UaDirDb       *db,
                                  gint64         member,
                                  UaDirAccount  *account,
                                  GError       **error);
gboolean ua_dir_password_change  (UaDirDb       *db,
                                  const char    *base_uri,
                                  gint64         member,
                                  const char    *password_hash,
                                  GError       **error);
gboolean ua_dir_password_choose  (UaDirDb       *db,
                                  const char    *base_uri,
                                  const char    *hash,
                                  const char    *password_hash,
                                  gint64        *member,
                                  GError       **error);

G_END_DECLS
