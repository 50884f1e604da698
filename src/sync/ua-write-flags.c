/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-write-flags.h"

/**
 * ua_write_flags_tells_groups:
 * @record: a member as the server gave it
 *
 * Returns: whether it tells of any team, group or session that the member is in
 */
gboolean
ua_write_flags_tells_groups (UaMemberRecord *record)
{
  return ua_member_record_get_n (record, UA_FIELD_TEAMS) > 0 ||
         ua_member_record_get_n (record, UA_FIELD_COACHED_TEAMS) > 0 ||
         ua_member_record_get_n (record, UA_FIELD_GROUPS) > 0 ||
         ua_member_record_get_n (record, UA_FIELD_SESSIONS) > 0;
}

/**
 * ua_write_flags_get:
 * @client: the server, after discovery
 * @tells_groups: whether its members have been seen to tell of their groups
 *
 * Where members do not tell of their groups, what the groups told of their members must outlive
 * the writing of a member.
 *
 * Returns: how to write members from this server
 */
UaStoreWriteFlags
ua_write_flags_get (UaClient *client,
                    gboolean  tells_groups)
{
  UaCapabilities *capabilities = ua_client_get_capabilities (client);

  return tells_groups ||
         ua_capabilities_get (capabilities, UA_CAPABILITY_GROUP_KINDS) == UA_SUPPORT_YES
           ? UA_STORE_WRITE_NONE : UA_STORE_WRITE_KEEP_MEMBERSHIPS;
}
