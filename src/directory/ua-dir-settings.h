/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

/**
 * UaDirSetting:
 *
 * What an organisation decides for itself.  ua_dir_setting_get_name() has the words for them, which
 * stand in databases and never change.
 */
typedef enum
{
  UA_DIR_SETTING_DEFAULT_LANGUAGE,  /* text: of mails to members without a language */
  UA_DIR_SETTING_INVITATION_DAYS,   /* integer: how long an invitation holds */
  UA_DIR_SETTING_LINK_HOURS,        /* integer: how long a link to choose a password holds */
  UA_DIR_SETTING_MAIL_FROM,         /* text: the address that mails are from */
  UA_DIR_SETTING_ORGANISATION_NAME, /* text: how mails and pages call it */
  UA_DIR_SETTING_RETENTION_YEARS,   /* integer: how long data of the deactivated is kept (WU-07) */
  UA_DIR_SETTING_SEATS,             /* integer: how many seats there are; none for unlimited */
  UA_DIR_SETTING_SET_PASSWORD,      /* boolean: whether passwords are set for others (CC-09) */
  UA_DIR_SETTING_SIGN_OFF,          /* boolean: whether there is job sign-off (CC-14) */
  UA_DIR_N_SETTINGS
} UaDirSetting;

const char *ua_dir_setting_get_name (UaDirSetting   setting);
gboolean    ua_dir_setting_get_bool (UaDirDb       *db,
                                     UaDirSetting   setting,
                                     gboolean      *value,
                                     GError       **error);
gboolean    ua_dir_setting_get_int  (UaDirDb       *db,
                                     UaDirSetting   setting,
                                     gint64        *value,
                                     GError       **error);
gboolean    ua_dir_setting_get_text (UaDirDb       *db,
                                     UaDirSetting   setting,
                                     char         **value,
                                     GError       **error);
gboolean    ua_dir_settings_ensure  (UaDirDb       *db,
                                     GError       **error);

G_END_DECLS
