/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-attribute.h"
#include "ua-entry.h"
#include "ua-field.h"

G_BEGIN_DECLS

/* Rights of the extension (src/directory/API.md, "Rights"). */
#define UA_RIGHT_READ          "read"
#define UA_RIGHT_EDIT          "edit"
#define UA_RIGHT_INVITE        "invite"
#define UA_RIGHT_LIFE_CYCLE    "lifeCycle"
#define UA_RIGHT_ERASE         "erase"
#define UA_RIGHT_PASSWORD      "password"
#define UA_RIGHT_ACCESS        "access"
#define UA_RIGHT_GROUPS        "groups"
#define UA_RIGHT_ROLE_PROFILES "roleProfiles"
#define UA_RIGHT_SIGN_OFF      "signOff"
#define UA_RIGHT_PROVISION     "provision"
#define UA_RIGHT_AUDIT         "audit"

/* What comes from who one is to others: others report to one; the roles in which one leads a group,
 * and that of a coach, which lets instructors invite (TL-04). */
#define UA_RELATION_MANAGER    "manager"
#define UA_RELATION_ADMIN      "admin"
#define UA_RELATION_INSTRUCTOR "instructor"
#define UA_RELATION_COACH      "coach"

/* The rights of who is signed in are an array of such words: rights, %UA_RELATION_MANAGER, and what
 * ua_rights_name_relation() makes of the other relations.  %NULL stands for what is not known, as
 * with servers that have no rights; then everything is worth a try. */

gboolean ua_rights_has           (const char * const *rights,
                                  const char         *right);
gboolean ua_rights_allow_action  (const char * const *rights,
                                  const char         *action);
gboolean ua_rights_allow_change  (const char * const *rights,
                                  const char         *action,
                                  gboolean            reports);
gboolean ua_rights_allow_field   (const char * const *rights,
                                  UaField             field,
                                  gboolean            own,
                                  gboolean            reports);
gboolean ua_rights_allow_attribute (const char * const *rights,
                                    const UaAttribute  *attribute,
                                    gboolean            own,
                                    gboolean            reports);
gboolean ua_rights_allow_entries (const char * const *rights,
                                  UaEntryType         type);
char    *ua_rights_name_relation (const char         *relation,
                                  const char         *id);
gboolean ua_rights_allow_invite  (const char * const *rights,
                                  const char         *group);
gboolean ua_rights_allow_group   (const char * const *rights,
                                  const char         *group);
gboolean ua_rights_allow_roster  (const char * const *rights,
                                  const char         *group);

G_END_DECLS
