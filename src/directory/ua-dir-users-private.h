/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"

G_BEGIN_DECLS

/* The columns of the table beside `resource`: first the texts, then the numbers. */
#define UA_DIR_MEMBER_COLUMNS 19
#define UA_DIR_MEMBER_TEXTS 9

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
  gboolean keeps_emails;   /* whether the addresses are those from before, which is seen at first
                            * sight after a PATCH that does not touch them */
  gboolean drops_picture;
  char *user_name_key;     /* (owned) */
  char *password_hash;     /* (owned) (nullable): a new one */
  char *texts[UA_DIR_MEMBER_TEXTS];  /* (owned): what the columns are to have */
  gint64 numbers[UA_DIR_MEMBER_COLUMNS - UA_DIR_MEMBER_TEXTS];  /* likewise; 0 stands for NULL
                                                                   where there is a reference or
                                                                   a time */
} UaDirMember;

JsonObject *ua_dir_member_extension     (JsonObject   *object);
gboolean    ua_dir_member_decide_status (UaDirSave    *save,
                                         UaDirMember  *member,
                                         GError      **error);
gboolean    ua_dir_member_decide_dates  (UaDirSave    *save,
                                         UaDirMember  *member,
                                         GError      **error);
gboolean    ua_dir_member_check_guards  (UaDirSave    *save,
                                         UaDirMember  *member,
                                         GError      **error);
void        ua_dir_member_fill_row      (UaDirSave    *save,
                                         UaDirMember  *member);
gboolean    ua_dir_member_store         (UaDirSave    *save,
                                         GError      **error);

G_END_DECLS
