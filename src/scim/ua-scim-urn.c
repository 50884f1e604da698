/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-urn.h"

static const char *const known_urns[] = {
  UA_SCIM_URN_USER,
  UA_SCIM_URN_GROUP,
  UA_SCIM_URN_ENTERPRISE_USER,
  UA_SCIM_URN_UA_USER,
  UA_SCIM_URN_UA_GROUP,
  UA_SCIM_URN_ROLE_PROFILE,
  UA_SCIM_URN_SECURITY_PROFILE,
  UA_SCIM_URN_PROVISIONING_RUN,
  UA_SCIM_URN_SETTING,
  UA_SCIM_URN_SEAT,
  UA_SCIM_URN_MESSAGE,
  UA_SCIM_URN_INVITATION,
  UA_SCIM_URN_RECORD,
  UA_SCIM_URN_AUDIT_EVENT,
  UA_SCIM_URN_SERVICE_PROVIDER_CONFIG,
  UA_SCIM_URN_RESOURCE_TYPE,
  UA_SCIM_URN_SCHEMA,
  UA_SCIM_URN_LIST_RESPONSE,
  UA_SCIM_URN_SEARCH_REQUEST,
  UA_SCIM_URN_PATCH_OP,
  UA_SCIM_URN_BULK_REQUEST,
  UA_SCIM_URN_BULK_RESPONSE,
  UA_SCIM_URN_ERROR,
};

/**
 * ua_scim_urn_find:
 * @urn: (nullable): a URN in any case
 *
 * Finds the spelling of a schema URN that this project writes.  Schema URNs are compared without
 * regard to case, because other software differs in it.
 *
 * Returns: (transfer none) (nullable): one of the constants, which lives for ever; %NULL when
 *   @urn is none of them
 *
 * Any thread.
 */
const char *
ua_scim_urn_find (const char *urn)
{
  if (urn == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (known_urns); i++)
    if (g_ascii_strcasecmp (urn, known_urns[i]) == 0)
      return known_urns[i];
  return NULL;
}

/**
 * ua_scim_urn_equal:
 * @a: (nullable): a URN
 * @b: (nullable): another one
 *
 * Returns: whether both are the same URN, regardless of case, or both %NULL
 *
 * Any thread.
 */
gboolean
ua_scim_urn_equal (const char *a,
                   const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_ascii_strcasecmp (a, b) == 0;
}
