/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

/* What is found out of a member before it is written. */
typedef struct
{
  UaDirStatus status;
  UaDirStatus old_status;  /* 0 for a new one */
  UaDirAccess access;
  UaDirAccess old_access;
  gint64 role_profile;     /* rows; 0 for none */
  gint64 ambition_role;
  gint64 manager;
  gint64 old_role_profile;
  gint64 old_ambition_role;
  gint64 old_manager;
  char *user_name_key;     /* (owned) */
  char *password_hash;     /* (owned) (nullable): a new one */
} UaDirMember;

JsonObject *ua_dir_member_extension     (JsonObject   *object);
gboolean    ua_dir_member_decide_status (UaDirSave    *save,
                                         UaDirMember  *member,
                                         GError      **error);
gboolean    ua_dir_member_decide_dates  (UaDirSave    *save,
                                         UaDirMember  *member,
                                         GError      **error);
gboolean    ua_dir_member_keeps_emails  (UaDirSave    *save);
gboolean    ua_dir_member_check_guards  (UaDirSave    *save,
                                         UaDirMember  *member,
                                         GError      **error);
gboolean    ua_dir_member_store         (UaDirSave    *save,
                                         GError      **error);

G_END_DECLS
