/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-kind.h"

#include "ua-scim-urn.h"

/* The history as resources (PE-09), made of the lines of the audit when they are read, so that a
 * write pays for no more than its line.  What is erased of a line changes its version, so that
 * nobody keeps the old one. */

/* Stands for what begins a mark (ua-dir-text.c) until what was written by others is escaped: a code
 * point that is no character, and is taken out of the changes. */
#define HERE "char (0xFDD0)"

#define TIME "strftime ('%Y-%m-%dT%H:%M:%f', a.at / 1000.0, 'unixepoch') || 'Z'"
#define NAME_OF(uid) \
  "(SELECT " HERE " || 'd' || x.id || ';' FROM resource x WHERE x.uid = " uid ")"

static const char source[] =
  "(SELECT a.id AS id, 11 AS type, CAST (a.id AS TEXT) AS uid,"
  " 1 + (a.changes IS NULL) AS version, a.at AS created, a.at AS modified, NULL AS external_id,"
  " a.action AS display, replace (replace (json_patch ('{}', json_object ("
  "  'schemas', json_array ('" UA_SCIM_URN_AUDIT_EVENT "'), 'id', CAST (a.id AS TEXT),"
  "  'meta', json_object ('resourceType', 'AuditEvent', 'created', " TIME ","
  "   'lastModified', " TIME ", 'version', 'W/\"' || (1 + (a.changes IS NULL)) || '\"',"
  "   'location', " HERE " || 'b/AuditEvents/' || a.id),"
  "  'at', " TIME ", 'action', a.action,"
  "  'actor', json (CASE WHEN a.actor IS NOT NULL THEN json_patch ('{}', json_object ("
  "   'value', a.actor, '$ref', " HERE " || 'b/Users/' || a.actor,"
  "   'display', " NAME_OF ("a.actor") ")) END),"
  "  'resourceType', " UA_DIR_TYPE_NAME ("a.type") ","
  "  'target', json (json_patch ('{}', json_object ('value', a.target,"
  "   'display', " NAME_OF ("a.target") "))),"
  "  'changes', json ((SELECT nullif (json_group_array (json (json_patch ('{}', json_object ("
  "    'attribute', e.key, 'old', " UA_DIR_CHANGE_TEXT ("e", "old") ","
  "    'new', " UA_DIR_CHANGE_TEXT ("e", "new") ")))), '[]')"
  "   FROM json_each (replace (a.changes, " HERE ", '')) e))"
  " )), char (127), '\\u007f'), " HERE ", char (127)) AS text FROM audit a)";

const UaDirKind ua_dir_audit_event_kind = {
  .type = UA_DIR_AUDIT_EVENT,
  .scim = &ua_scim_audit_event_type,
  .source = source,
  .table = "audit",
  .columns = ua_dir_audit_event_columns,
  .tables = ua_dir_audit_event_tables,
  .read_only = TRUE,
};
