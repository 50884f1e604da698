/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Schemas of resources (RFC 7643, section 8.7.1) and of the extension. */
#define UA_SCIM_URN_USER            "urn:ietf:params:scim:schemas:core:2.0:User"
#define UA_SCIM_URN_GROUP           "urn:ietf:params:scim:schemas:core:2.0:Group"
#define UA_SCIM_URN_ENTERPRISE_USER "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define UA_SCIM_URN_EXTENSION_PREFIX "urn:example:"
#define UA_SCIM_URN_UA_USER         "urn:example:useradmin:scim:2.0:User"
#define UA_SCIM_URN_UA_GROUP        "urn:example:useradmin:scim:2.0:Group"
#define UA_SCIM_URN_ROLE_PROFILE    "urn:example:useradmin:scim:2.0:RoleProfile"
#define UA_SCIM_URN_SETTING         "urn:example:useradmin:scim:2.0:Setting"
#define UA_SCIM_URN_SEAT            "urn:example:useradmin:scim:2.0:Seat"
#define UA_SCIM_URN_SECURITY_PROFILE "urn:example:useradmin:scim:2.0:SecurityProfile"
#define UA_SCIM_URN_MESSAGE         "urn:example:useradmin:scim:2.0:Message"
#define UA_SCIM_URN_INVITATION      "urn:example:useradmin:scim:2.0:Invitation"
#define UA_SCIM_URN_RECORD          "urn:example:useradmin:scim:2.0:Record"
#define UA_SCIM_URN_PROVISIONING_RUN "urn:example:useradmin:scim:2.0:ProvisioningRun"
#define UA_SCIM_URN_AUDIT_EVENT     "urn:example:useradmin:scim:2.0:AuditEvent"
#define UA_SCIM_URN_UA_CONFIG       "urn:example:useradmin:scim:2.0:ServiceProviderConfig"
#define UA_SCIM_URN_UA_ACTION_REQUEST  "urn:example:useradmin:scim:2.0:ActionRequest"
#define UA_SCIM_URN_UA_ACTION_RESPONSE "urn:example:useradmin:scim:2.0:ActionResponse"
#define UA_SCIM_URN_UA_CHANGES      "urn:example:useradmin:scim:2.0:Changes"

/* Schemas of what describes the server (RFC 7643, sections 5 to 7). */
#define UA_SCIM_URN_SERVICE_PROVIDER_CONFIG \
  "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
#define UA_SCIM_URN_RESOURCE_TYPE   "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
#define UA_SCIM_URN_SCHEMA          "urn:ietf:params:scim:schemas:core:2.0:Schema"

/* Schemas of messages (RFC 7644, section 8.2). */
#define UA_SCIM_URN_LIST_RESPONSE   "urn:ietf:params:scim:api:messages:2.0:ListResponse"
#define UA_SCIM_URN_SEARCH_REQUEST  "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
#define UA_SCIM_URN_PATCH_OP        "urn:ietf:params:scim:api:messages:2.0:PatchOp"
#define UA_SCIM_URN_BULK_REQUEST    "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
#define UA_SCIM_URN_BULK_RESPONSE   "urn:ietf:params:scim:api:messages:2.0:BulkResponse"
#define UA_SCIM_URN_ERROR           "urn:ietf:params:scim:api:messages:2.0:Error"

const char *ua_scim_urn_find  (const char *urn);
gboolean    ua_scim_urn_equal (const char *a,
                               const char *b);

G_END_DECLS
