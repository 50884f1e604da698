/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-field-lock.h"

#include <glib/gi18n.h>

static const char *
describe_server (UaSession *session)
{
  return ua_capabilities_may (ua_session_get_capabilities (session), UA_CAPABILITY_UPDATE)
           ? NULL : _("This server does not let members be changed from here.");
}

/* WS-05, WS-08: what nobody changes of themselves. */
static const char *
describe_own (UaField field)
{
  if (field == UA_FIELD_ACCESS_LEVEL)
    return _("You cannot change your own access level. Ask another admin.");
  if (field == UA_FIELD_LEAVING_DATE || field == UA_FIELD_DELETION_DATE)
    return _("You cannot change this of yourself.");
  return NULL;
}

/**
 * ua_field_lock_describe:
 * @session: an organisation
 * @record: a member of it
 * @field: a field of the member
 *
 * Returns: (transfer none) (nullable): why the field cannot be changed here, as a sentence; %NULL
 *   when it can, as far as is known (LE-08, WS-08, WS-10)
 *
 * The thread of the user interface only.
 */
const char *
ua_field_lock_describe (UaSession            *session,
                        const UaMemberRecord *record,
                        UaField               field)
{
  const char *lock;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  lock = describe_server (session);
  if (lock != NULL)
    return lock;
  if (ua_member_record_is_managed (record, field))
    return _("Comes from the HR system. Change it there, then synchronise.");
  if (g_strcmp0 (ua_member_record_get_id (record), ua_session_get_own_id (session)) == 0)
    lock = describe_own (field);
  if (lock == NULL && !ua_session_may_change_field (session, record, field))
    lock = _("You may look at this, not change it.");
  return lock;
}

/**
 * ua_field_lock_describe_member:
 * @session: an organisation
 * @record: a member of it
 *
 * Returns: (transfer none) (nullable): why nothing that the edit dialog shows of the member can be
 *   changed here, as a sentence; %NULL when something can, as far as is known (WS-10)
 *
 * The thread of the user interface only.
 */
const char *
ua_field_lock_describe_member (UaSession            *session,
                               const UaMemberRecord *record)
{
  static const UaField edited[] = { UA_FIELD_GIVEN_NAME, UA_FIELD_FAMILY_NAME,
                                    UA_FIELD_DISPLAY_NAME, UA_FIELD_ROLE_PROFILE,
                                    UA_FIELD_ACCESS_LEVEL };
  const char *lock;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  lock = describe_server (session);
  if (lock != NULL)
    return lock;
  for (gsize i = 0; i < G_N_ELEMENTS (edited); i++)
    if (ua_session_may_change_field (session, record, edited[i]))
      return NULL;
  return _("You may look at this member, not change anything.");
}
