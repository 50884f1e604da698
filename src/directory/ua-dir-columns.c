/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-columns.h"

#include "ua-dir-kind.h"
#include "ua-dir-rights.h"
#include "ua-dir-ties.h"
#include "ua-scim-urn.h"

#define EXT UA_SCIM_URN_UA_USER
#define ENT UA_SCIM_URN_ENTERPRISE_USER

#define COMMON \
  { NULL, "id", NULL, "r.uid", UA_DIR_COLUMN_TEXT, NULL }, \
  { NULL, "externalId", NULL, "r.external_id", UA_DIR_COLUMN_TEXT, NULL }, \
  { NULL, "meta", "created", "r.created", UA_DIR_COLUMN_TIME, NULL }, \
  { NULL, "meta", "lastModified", "r.modified", UA_DIR_COLUMN_TIME, NULL }, \
  { NULL, "meta", "version", "('W/\"' || r.version || '\"')", UA_DIR_COLUMN_TEXT, NULL }

#define REFERENCE(urn, attribute, row, endpoint, name) \
  { urn, attribute, NULL, "(SELECT x.uid FROM resource x WHERE x.id = " row ")", \
    UA_DIR_COLUMN_TEXT, NULL }, \
  { urn, attribute, "value", "(SELECT x.uid FROM resource x WHERE x.id = " row ")", \
    UA_DIR_COLUMN_TEXT, NULL }, \
  { urn, attribute, "$ref", "(SELECT x.uid FROM resource x WHERE x.id = " row ")", \
    UA_DIR_COLUMN_ADDRESS, endpoint }, \
  { urn, attribute, name, "(SELECT x.display FROM resource x WHERE x.id = " row ")", \
    UA_DIR_COLUMN_TEXT, NULL }

#define END { NULL, NULL, NULL, NULL, UA_DIR_COLUMN_TEXT, NULL }

const UaDirColumn ua_dir_user_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/Users/" },
  { NULL, "userName", NULL, "k.user_name_key", UA_DIR_COLUMN_KEY, NULL },
  { NULL, "displayName", NULL, "k.display_key", UA_DIR_COLUMN_KEY, NULL },
  { NULL, "name", "givenName", "k.given_key", UA_DIR_COLUMN_KEY, NULL },
  { NULL, "name", "familyName", "k.family_key", UA_DIR_COLUMN_KEY, NULL },
  { NULL, "title", NULL, "k.title_key", UA_DIR_COLUMN_KEY, NULL },
  { NULL, "active", NULL, "(k.status IN (2, 4))", UA_DIR_COLUMN_BOOLEAN, NULL },
  { ENT, "department", NULL, "k.department_key", UA_DIR_COLUMN_KEY, NULL },
  { ENT, "employeeNumber", NULL, "k.employee_key", UA_DIR_COLUMN_KEY, NULL },
  REFERENCE (ENT, "manager", "k.manager", "/Users/", "displayName"),
  { EXT, "status", NULL, "k.status", UA_DIR_COLUMN_STATUS, NULL },
  { EXT, "accessLevel", NULL, "k.access_level", UA_DIR_COLUMN_ACCESS, NULL },
  { EXT, "hireDate", NULL, "k.hire_date", UA_DIR_COLUMN_DATE, NULL },
  { EXT, "retentionUntil", NULL, "k.retention", UA_DIR_COLUMN_DATE, NULL },
  REFERENCE (EXT, "roleProfile", "k.role_profile", "/RoleProfiles/", "display"),
  REFERENCE (EXT, "ambitionRole", "k.ambition_role", "/RoleProfiles/", "display"),
  END
};

const UaDirColumn ua_dir_group_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/Groups/" },
  { NULL, "displayName", NULL, "k.display_key", UA_DIR_COLUMN_KEY, NULL },
  { UA_SCIM_URN_UA_GROUP, "kind", NULL, "k.kind", UA_DIR_COLUMN_TEXT, NULL },
  END
};

const UaDirColumn ua_dir_role_profile_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/RoleProfiles/" },
  { NULL, "displayName", NULL, "k.name_key", UA_DIR_COLUMN_KEY, NULL },
  { NULL, "active", NULL, "(NOT k.retired)", UA_DIR_COLUMN_BOOLEAN, NULL },
  { NULL, "memberCount", NULL, "(SELECT count (*) FROM member x WHERE x.role_profile = k.id)",
    UA_DIR_COLUMN_NUMBER, NULL },
  END
};

const UaDirColumn ua_dir_invitation_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/Invitations/" },
  REFERENCE (NULL, "member", "k.member", "/Users/", "display"),
  { NULL, "email", NULL, "k.email_key", UA_DIR_COLUMN_KEY, NULL },
  REFERENCE (NULL, "group", "k.group_id", "/Groups/", "display"),
  { NULL, "createdAt", NULL, "r.created", UA_DIR_COLUMN_TIME, NULL },
  { NULL, "expiresAt", NULL, "k.expires", UA_DIR_COLUMN_TIME, NULL },
  { NULL, "state", NULL,
    "(CASE WHEN k.expires > strftime ('%s', 'now') * 1000 THEN 'pending' ELSE 'expired' END)",
    UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "message", "value", "(SELECT x.uid FROM resource x WHERE x.id = k.message)",
    UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "message", "$ref", "(SELECT x.uid FROM resource x WHERE x.id = k.message)",
    UA_DIR_COLUMN_ADDRESS, "/Messages/" },
  { NULL, "message", "state", "(SELECT x.state FROM message x WHERE x.id = k.message)",
    UA_DIR_COLUMN_TEXT, NULL },
  END
};

const UaDirColumn ua_dir_message_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/Messages/" },
  { NULL, "recipient", NULL, "k.recipient_key", UA_DIR_COLUMN_KEY, NULL },
  REFERENCE (NULL, "member", "k.member", "/Users/", "display"),
  { NULL, "kind", NULL, "k.kind", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "state", NULL, "k.state", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "createdAt", NULL, "r.created", UA_DIR_COLUMN_TIME, NULL },
  { NULL, "sentAt", NULL, "k.sent", UA_DIR_COLUMN_TIME, NULL },
  { NULL, "attempts", NULL, "k.attempts", UA_DIR_COLUMN_NUMBER, NULL },
  END
};

const UaDirColumn ua_dir_provisioning_run_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/ProvisioningRuns/" },
  { NULL, "startedAt", NULL, "r.created", UA_DIR_COLUMN_TIME, NULL },
  { NULL, "actor", "value", "k.actor", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "actor", "$ref", "k.actor", UA_DIR_COLUMN_ADDRESS, "/Users/" },
  { NULL, "actor", "display", "(SELECT x.display FROM resource x WHERE x.uid = k.actor)",
    UA_DIR_COLUMN_TEXT, NULL },
  END
};

const UaDirColumn ua_dir_setting_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/Settings/" },
  { NULL, "name", NULL, "k.name", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "value", NULL, "k.value", UA_DIR_COLUMN_TEXT, NULL },
  END
};

#define SEATS_TOTAL \
  "(SELECT CAST (value AS INTEGER) FROM organisation_setting WHERE name = 'seats')"
#define SEATS_USED "(SELECT sum (n) FROM status_tally WHERE status IN (2, 4))"

const UaDirColumn ua_dir_seat_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/Seats/" },
  { NULL, "total", NULL, SEATS_TOTAL, UA_DIR_COLUMN_NUMBER, NULL },
  { NULL, "used", NULL, SEATS_USED, UA_DIR_COLUMN_NUMBER, NULL },
  { NULL, "reserved", NULL, "(SELECT n FROM status_tally WHERE status = 1)", UA_DIR_COLUMN_NUMBER,
    NULL },
  { NULL, "free", NULL,
    "(CASE WHEN " SEATS_TOTAL " > " SEATS_USED " THEN " SEATS_TOTAL " - " SEATS_USED
    " WHEN " SEATS_TOTAL " IS NOT NULL THEN 0 END)", UA_DIR_COLUMN_NUMBER, NULL },
  END
};

const UaDirColumn ua_dir_security_profile_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/SecurityProfiles/" },
  { NULL, "displayName", NULL, "k.name_key", UA_DIR_COLUMN_KEY, NULL },
  END
};

const UaDirColumn ua_dir_record_columns[] = {
  COMMON,
  { NULL, "meta", "location", "r.uid", UA_DIR_COLUMN_ADDRESS, "/Records/" },
  { NULL, "kind", NULL, "k.kind", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "state", NULL, "(CASE k.open WHEN 1 THEN 'open' ELSE 'closed' END)", UA_DIR_COLUMN_TEXT,
    NULL },
  REFERENCE (NULL, "subject", "k.subject", "/Users/", "display"),
  REFERENCE (NULL, "author", "k.author", "/Users/", "display"),
  REFERENCE (NULL, "plan", "k.plan", "/Records/", "display"),
  REFERENCE (NULL, "roleProfile", "k.profile", "/RoleProfiles/", "display"),
  END
};

const UaDirColumn ua_dir_audit_event_columns[] = {
  { NULL, "id", NULL, "CAST (k.id AS TEXT)", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "meta", "created", "k.at", UA_DIR_COLUMN_TIME, NULL },
  { NULL, "meta", "lastModified", "k.at", UA_DIR_COLUMN_TIME, NULL },
  { NULL, "meta", "location", "k.id", UA_DIR_COLUMN_ADDRESS, "/AuditEvents/" },
  { NULL, "at", NULL, "k.at", UA_DIR_COLUMN_TIME, NULL },
  { NULL, "action", NULL, "k.action", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "resourceType", NULL, UA_DIR_TYPE_NAME ("k.type"), UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "actor", "value", "k.actor", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "actor", "$ref", "k.actor", UA_DIR_COLUMN_ADDRESS, "/Users/" },
  { NULL, "actor", "display", "(SELECT x.display FROM resource x WHERE x.uid = k.actor)",
    UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "target", "value", "k.target", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "target", "display", "(SELECT x.display FROM resource x WHERE x.uid = k.target)",
    UA_DIR_COLUMN_TEXT, NULL },
  END
};

static const UaDirColumn changes_columns[] = {
  { NULL, "changes", "attribute", "q.key", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "changes", "old", UA_DIR_CHANGE_TEXT ("q", "old"), UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "changes", "new", UA_DIR_CHANGE_TEXT ("q", "new"), UA_DIR_COLUMN_TEXT, NULL },
  END
};

const UaDirTable ua_dir_audit_event_tables[] = {
  { NULL, "changes", "audit s JOIN json_each (s.changes) q", "s.id", changes_columns },
  { NULL, NULL, NULL, NULL, NULL }
};

static const UaDirColumn email_columns[] = {
  { NULL, "emails", "value", "s.email_key", UA_DIR_COLUMN_KEY, NULL },
  END
};

static const UaDirColumn groups_columns[] = {
  { NULL, "groups", "value", "x.uid", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "groups", "$ref", "x.uid", UA_DIR_COLUMN_ADDRESS, "/Groups/" },
  { NULL, "groups", "display", "x.display", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "groups", "type", "'direct'", UA_DIR_COLUMN_TEXT, NULL },
  END
};

static const UaDirColumn memberships_columns[] = {
  { EXT, "memberships", "value", "x.uid", UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "memberships", "$ref", "x.uid", UA_DIR_COLUMN_ADDRESS, "/Groups/" },
  { EXT, "memberships", "display", "x.display", UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "memberships", "kind", "(SELECT g.kind FROM member_group g WHERE g.id = x.id)",
    UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "memberships", "role", "q.value", UA_DIR_COLUMN_TEXT, NULL },
  END
};

static const UaDirColumn security_columns[] = {
  { EXT, "securityProfiles", "value", "x.uid", UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "securityProfiles", "$ref", "x.uid", UA_DIR_COLUMN_ADDRESS, "/SecurityProfiles/" },
  { EXT, "securityProfiles", "display", "x.display", UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "securityProfiles", "type", "s.way", UA_DIR_COLUMN_TEXT, NULL },
  END
};

static const UaDirColumn holders_columns[] = {
  { NULL, "members", "value", "x.uid", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "members", "$ref", "x.uid", UA_DIR_COLUMN_ADDRESS, "/Users/" },
  { NULL, "members", "display", "x.display", UA_DIR_COLUMN_TEXT, NULL },
  END
};

static const UaDirColumn given_roles_columns[] = {
  { NULL, "roleProfiles", "value", "x.uid", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "roleProfiles", "$ref", "x.uid", UA_DIR_COLUMN_ADDRESS, "/RoleProfiles/" },
  { NULL, "roleProfiles", "display", "x.display", UA_DIR_COLUMN_TEXT, NULL },
  END
};

static const UaDirColumn members_columns[] = {
  { NULL, "members", "value", "x.uid", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "members", "$ref", "x.uid", UA_DIR_COLUMN_ADDRESS, "/Users/" },
  { NULL, "members", "display", "x.display", UA_DIR_COLUMN_TEXT, NULL },
  { NULL, "members", "type", "'User'", UA_DIR_COLUMN_TEXT, NULL },
  END
};

static const UaDirColumn roles_columns[] = {
  { UA_SCIM_URN_UA_GROUP, "memberRoles", "value", "x.uid", UA_DIR_COLUMN_TEXT, NULL },
  { UA_SCIM_URN_UA_GROUP, "memberRoles", "$ref", "x.uid", UA_DIR_COLUMN_ADDRESS, "/Users/" },
  { UA_SCIM_URN_UA_GROUP, "memberRoles", "role", "q.value", UA_DIR_COLUMN_TEXT, NULL },
  END
};

/* The roles that stand in one text, each in a row of its own. */
#define EACH_ROLE(roles) \
  "json_each ('[\"' || replace (" roles ", ' ', '\",\"') || '\"]') q"

static const UaDirColumn permissions_columns[] = {
  { EXT, "permissions", "value", "s.value", UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "permissions", "origin", "s.origin", UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "permissions", "source", "(SELECT x.uid FROM resource x WHERE x.id = s.source)",
    UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "permissions", "display", "(SELECT x.display FROM resource x WHERE x.id = s.source)",
    UA_DIR_COLUMN_TEXT, NULL },
  { EXT, "permissions", "count", "s.n", UA_DIR_COLUMN_NUMBER, NULL },
  END
};

const UaDirTable ua_dir_user_tables[] = {
  { EXT, "permissions", UA_DIR_PERMISSIONS " s", "s.member", permissions_columns },
  { NULL, "emails", "member_email s", "s.member", email_columns },
  { NULL, "groups", "membership s JOIN resource x ON x.id = s.group_id", "s.member",
    groups_columns },
  { EXT, "memberships",
    "membership s JOIN resource x ON x.id = s.group_id JOIN "
    EACH_ROLE ("ifnull (nullif (s.roles, ''), 'member')"),
    "s.member", memberships_columns },
  { EXT, "securityProfiles", UA_DIR_SECURITY_OF_MEMBERS " s JOIN resource x ON x.id = s.profile",
    "s.member", security_columns },
  { NULL, NULL, NULL, NULL, NULL }
};

const UaDirTable ua_dir_group_tables[] = {
  { NULL, "members", "membership s JOIN resource x ON x.id = s.member", "s.group_id",
    members_columns },
  { UA_SCIM_URN_UA_GROUP, "memberRoles",
    "(SELECT * FROM membership WHERE roles <> '') s JOIN resource x ON x.id = s.member JOIN "
    EACH_ROLE ("s.roles"),
    "s.group_id", roles_columns },
  { NULL, NULL, NULL, NULL, NULL }
};

const UaDirTable ua_dir_security_profile_tables[] = {
  { NULL, "members", "security_member s JOIN resource x ON x.id = s.holder", "s.profile",
    holders_columns },
  { NULL, "roleProfiles", "security_role s JOIN resource x ON x.id = s.holder", "s.profile",
    given_roles_columns },
  { NULL, NULL, NULL, NULL, NULL }
};

static gboolean
same (const char *a,
      const char *b)
{
  return a == b || (a != NULL && b != NULL && g_ascii_strcasecmp (a, b) == 0);
}

/**
 * ua_dir_columns_find:
 * @kind: what is looked for
 * @urn: (nullable): the URN of an extension
 * @attribute: the name of an attribute, in any case
 * @sub: (nullable): the name of a sub-attribute, in any case
 *
 * Returns: (nullable): where it is found; %NULL for in the text
 */
const UaDirColumn *
ua_dir_columns_find (const UaDirKind *kind,
                     const char      *urn,
                     const char      *attribute,
                     const char      *sub)
{
  for (const UaDirColumn *c = kind->columns; c->attribute != NULL; c++)
    if (same (c->attribute, attribute) && same (c->sub, sub) && same (c->urn, urn))
      return c;
  return NULL;
}

/**
 * ua_dir_tables_find:
 * @kind: what is looked for
 * @urn: (nullable): the URN of an extension
 * @attribute: the name of a multi-valued attribute, in any case
 *
 * Returns: (nullable): the tables in which its values are found; %NULL for in the text
 */
const UaDirTable *
ua_dir_tables_find (const UaDirKind *kind,
                    const char      *urn,
                    const char      *attribute)
{
  for (const UaDirTable *t = kind->tables; t != NULL && t->attribute != NULL; t++)
    if (same (t->attribute, attribute) && same (t->urn, urn))
      return t;
  return NULL;
}

/**
 * ua_dir_table_find:
 * @table: tables
 * @sub: the name of a sub-attribute, in any case
 *
 * Returns: (nullable): where it is found in them
 */
const UaDirColumn *
ua_dir_table_find (const UaDirTable *table,
                   const char       *sub)
{
  for (const UaDirColumn *c = table->columns; c->attribute != NULL; c++)
    if (same (c->sub, sub))
      return c;
  return NULL;
}
