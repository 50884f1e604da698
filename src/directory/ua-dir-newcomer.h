/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-action.h"

G_BEGIN_DECLS

/**
 * UaDirNewcomer:
 * @email: (nullable): the address as it was given
 * @user_name: (nullable): the user name; %NULL for the address
 * @full_name: (nullable): the name in one
 * @given_name: (nullable): the first name
 * @family_name: (nullable): the last name
 * @role_profile: (nullable): the id of a role profile
 * @access_level: (nullable): the access level
 * @language: (nullable): the language
 * @deletion_date: (nullable): the day of erasure
 * @labels: (nullable): labels
 * @status: the status that the member gets
 * @will_have_password: whether there is, or is going to be, a password
 * @reason: the word for it in the audit
 *
 * Somebody who is invited or created.
 */
typedef struct
{
  /* All (unowned). */
  const char *email;
  const char *user_name;
  const char *full_name;
  const char *given_name;
  const char *family_name;
  const char *role_profile;
  const char *access_level;
  const char *language;
  const char *deletion_date;
  JsonArray *labels;
  const char *reason;

  UaDirStatus status;
  gboolean will_have_password;
} UaDirNewcomer;

gboolean ua_dir_newcomer_check_address (UaDirActionRun       *run,
                                        const char           *email,
                                        gint64               *waiting,
                                        JsonObject           *result,
                                        GError              **error);
gboolean ua_dir_newcomer_create        (UaDirActionRun       *run,
                                        const UaDirNewcomer  *newcomer,
                                        gint64               *id,
                                        char                **uid,
                                        GError              **error);
gboolean ua_dir_newcomer_find_group    (UaDirActionRun       *run,
                                        const char           *name,
                                        const char           *uid,
                                        const char *const    *kinds,
                                        gint64               *id,
                                        GError              **error);
gboolean ua_dir_newcomer_join          (UaDirActionRun       *run,
                                        gint64                group,
                                        const char           *uid,
                                        JsonArray            *roles,
                                        GError              **error);

G_END_DECLS
