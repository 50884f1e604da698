/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"
#include "ua-dir-exchange.h"

G_BEGIN_DECLS

/**
 * UaDirRight:
 *
 * What somebody may do.  Security profiles name these rights and databases hold their numbers, so
 * neither the words for them (ua_dir_right_to_string()) nor their order ever change.
 */
typedef enum
{
  UA_DIR_RIGHT_READ,           /* look at members and at what they belong to */
  UA_DIR_RIGHT_EDIT,           /* change contact data, role profile, labels, … */
  UA_DIR_RIGHT_INVITE,         /* invite, create, send activations; see and end invitations */
  UA_DIR_RIGHT_LIFE_CYCLE,     /* deactivate, reactivate, unlock, dates of leaving */
  UA_DIR_RIGHT_ERASE,          /* delete, dates of deletion */
  UA_DIR_RIGHT_PASSWORD,       /* send password links, set passwords */
  UA_DIR_RIGHT_ACCESS,         /* access levels and security profiles */
  UA_DIR_RIGHT_GROUPS,         /* groups, teams, sessions, and who is in them */
  UA_DIR_RIGHT_ROLE_PROFILES,  /* role profiles themselves */
  UA_DIR_RIGHT_SIGN_OFF,       /* request and remind */
  UA_DIR_RIGHT_PROVISION,      /* rosters and their history */
  UA_DIR_RIGHT_AUDIT,          /* who changed what; mail that was sent */
  UA_DIR_RIGHT_SETTINGS,       /* settings and seats */
  UA_DIR_RIGHT_EXPORT,         /* the personal data of somebody */
  UA_DIR_N_RIGHTS
} UaDirRight;

/* What reads whether @roles of a membership in the group @g lead it. */
#define UA_DIR_LEADS(roles, g) \
  "(instr (' ' || " roles " || ' ', ' admin ') > 0 OR" \
  " (" g ".kind = 'session' AND instr (' ' || " roles " || ' ', ' instructor ') > 0))"

/* What reads which members have which security profiles through what. */
#define UA_DIR_SECURITY_OF_MEMBERS \
  "(SELECT d.holder AS member, d.profile, 'direct' AS way FROM security_member d UNION ALL" \
  " SELECT m.id, v.profile, 'roleProfile' FROM security_role v" \
  " JOIN member m ON m.role_profile = v.holder)"

const char *ua_dir_right_to_string      (UaDirRight         right);
guint       ua_dir_rights_from_strings  (JsonArray         *words);
void        ua_dir_rights_add_strings   (guint              rights,
                                         JsonArray         *words);
guint       ua_dir_rights_of_access     (UaDirAccess        access);
gboolean    ua_dir_rights_of_member     (UaDirDb           *db,
                                         gint64             member,
                                         guint             *rights,
                                         GError           **error);

gboolean    ua_dir_rights_of_role       (UaDirDb           *db,
                                         gint64             role_profile,
                                         guint             *rights,
                                         GError           **error);

gboolean    ua_dir_rights_load          (UaDirDb           *db,
                                         UaDirActor        *actor,
                                         GError           **error);
gboolean    ua_dir_rights_renew         (UaDirDb           *db,
                                         UaDirActor        *actor,
                                         GError           **error);
gboolean    ua_dir_rights_has           (const UaDirActor  *actor,
                                         UaDirRight         right);
gboolean    ua_dir_rights_has_all       (const UaDirActor  *actor,
                                         guint              rights);
gboolean    ua_dir_rights_is_plain      (const UaDirActor  *actor);

gboolean    ua_dir_rights_check         (UaDirDb           *db,
                                         const UaDirActor  *actor,
                                         UaDirRight         right,
                                         GError           **error);
gboolean    ua_dir_rights_check_any     (UaDirDb           *db,
                                         const UaDirActor  *actor,
                                         UaDirRight         right,
                                         GError           **error);
gboolean    ua_dir_rights_check_member  (UaDirDb           *db,
                                         const UaDirActor  *actor,
                                         UaDirRight         right,
                                         gint64             member,
                                         GError           **error);
gboolean    ua_dir_rights_check_not_above (UaDirDb           *db,
                                           const UaDirActor  *actor,
                                           gint64             member,
                                           GError           **error);
gboolean    ua_dir_rights_check_invitation (UaDirDb           *db,
                                            const UaDirActor  *actor,
                                            UaDirRight         right,
                                            gint64             invitation,
                                            GError           **error);
gboolean    ua_dir_rights_check_group   (UaDirDb           *db,
                                         const UaDirActor  *actor,
                                         UaDirRight         right,
                                         gint64             group,
                                         GError           **error);

G_END_DECLS
