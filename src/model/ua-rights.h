/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry.h"

G_BEGIN_DECLS

/* Rights of the extension (src/directory/API.md, "Rights"). */
#define UA_RIGHT_READ      "read"
#define UA_RIGHT_EDIT      "edit"
#define UA_RIGHT_INVITE    "invite"
#define UA_RIGHT_LIFE_CYCLE "lifeCycle"
#define UA_RIGHT_ERASE     "erase"
#define UA_RIGHT_PASSWORD  "password"
#define UA_RIGHT_ACCESS    "access"
#define UA_RIGHT_SIGN_OFF  "signOff"
#define UA_RIGHT_PROVISION "provision"
#define UA_RIGHT_AUDIT     "audit"

/* The rights of who is signed in are an array of such words, or %NULL while they are not known, as
 * with servers that have none; then everything is worth a try. */

gboolean ua_rights_has           (const char * const *rights,
                                  const char         *right);
gboolean ua_rights_allow_action  (const char * const *rights,
                                  const char         *action);
gboolean ua_rights_allow_entries (const char * const *rights,
                                  UaEntryType         type);

G_END_DECLS
