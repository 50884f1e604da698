/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-places.h"

#include <glib/gi18n.h>

#include "ua-activity-page.h"
#include "ua-groups-page.h"
#include "ua-invitations-page.h"
#include "ua-mail-page.h"
#include "ua-members-page.h"
#include "ua-provisioning-page.h"
#include "ua-role-profiles-page.h"
#include "ua-security-page.h"

/* Every place there is, in the order in which they are shown.  A new one is a row here and a page;
 * its key is a number that no other has. */
static const UaPlaceInfo infos[] = {
  { UA_PLACE_MEMBERS, N_("Members"), "system-users-symbolic", "<Control>1", UA_N_CAPABILITIES,
    ua_members_page_get_type },
  { "invitations", N_("Invitations"), "mail-unread-symbolic", "<Control>2",
    UA_CAPABILITY_INVITATIONS, ua_invitations_page_get_type },
  { "groups", N_("Teams and Groups"), "ua-team-symbolic", "<Control>3", UA_CAPABILITY_GROUPS,
    ua_groups_page_get_type },
  { "role-profiles", N_("Role Profiles"), "ua-role-symbolic", "<Control>4",
    UA_CAPABILITY_ROLE_PROFILES, ua_role_profiles_page_get_type },
  { "security-profiles", N_("Security Profiles"), "security-high-symbolic", "<Control>5",
    UA_CAPABILITY_SECURITY_PROFILES, ua_security_page_get_type },
  { "provisioning", N_("Provisioning"), "network-server-symbolic", "<Control>6",
    UA_CAPABILITY_PROVISIONING_RUNS, ua_provisioning_page_get_type },
  { UA_PLACE_ACTIVITY, N_("Activity"), "document-open-recent-symbolic", "<Control>7",
    UA_N_CAPABILITIES, ua_activity_page_get_type },
  { UA_PLACE_MAIL, N_("Mail"), "mail-send-symbolic", "<Control>8", UA_CAPABILITY_MESSAGES,
    ua_mail_page_get_type },
};

/**
 * ua_places_get:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): every place there is, in the order in which they are
 *   shown
 */
const UaPlaceInfo *
ua_places_get (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (infos);
  return infos;
}

/**
 * ua_places_find:
 * @id: (nullable): what settings and actions call a place, maybe those of another version
 *
 * Returns: (transfer none) (nullable): that place; %NULL when there is none
 */
const UaPlaceInfo *
ua_places_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (g_strcmp0 (infos[i].id, id) == 0)
      return &infos[i];
  return NULL;
}

/**
 * ua_place_is_offered:
 * @self: a place
 * @capabilities: (nullable): what the server can do; %NULL while nothing is known
 *
 * Returns: whether the place is there
 */
gboolean
ua_place_is_offered (const UaPlaceInfo    *self,
                     const UaCapabilities *capabilities)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->capability == UA_N_CAPABILITIES)
    return TRUE;
  return capabilities != NULL &&
         ua_capabilities_get (capabilities, self->capability) == UA_SUPPORT_YES;
}

/**
 * ua_place_make_action:
 * @self: a place
 *
 * Returns: (transfer full): the detailed name of the action of a window that goes there
 */
char *
ua_place_make_action (const UaPlaceInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strconcat ("win.place::", self->id, NULL);
}
