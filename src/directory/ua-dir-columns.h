/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _UaDirKind UaDirKind;

/**
 * UaDirColumnType:
 * @UA_DIR_COLUMN_KEY: a folded text, %UA_DIR_ABSENT where there is none
 * @UA_DIR_COLUMN_TEXT: a text, as it is written, or NULL
 * @UA_DIR_COLUMN_TIME: a time in milliseconds
 * @UA_DIR_COLUMN_DATE: a calendar day, %UA_DIR_ABSENT where there is none
 * @UA_DIR_COLUMN_NUMBER: an integer
 * @UA_DIR_COLUMN_BOOLEAN: 0 or 1, or NULL
 * @UA_DIR_COLUMN_STATUS: a #UaDirStatus
 * @UA_DIR_COLUMN_ACCESS: a #UaDirAccess
 * @UA_DIR_COLUMN_ADDRESS: the id at the end of an address, or NULL
 *
 * What an expression of SQL gives.
 */
typedef enum
{
  UA_DIR_COLUMN_KEY,
  UA_DIR_COLUMN_TEXT,
  UA_DIR_COLUMN_TIME,
  UA_DIR_COLUMN_DATE,
  UA_DIR_COLUMN_NUMBER,
  UA_DIR_COLUMN_BOOLEAN,
  UA_DIR_COLUMN_STATUS,
  UA_DIR_COLUMN_ACCESS,
  UA_DIR_COLUMN_ADDRESS,
} UaDirColumnType;

/**
 * UaDirColumn:
 * @urn: (nullable): the URN of the extension
 * @attribute: the name of the attribute
 * @sub: (nullable): the name of the sub-attribute
 * @sql: what gives it; `k` is the table of the kind, `r` is `resource`
 * @type: what @sql gives
 * @endpoint: (nullable): what stands before the id in an address
 *
 * An attribute that is found elsewhere than in the text of the resource.
 */
typedef struct
{
  const char *urn;
  const char *attribute;
  const char *sub;
  const char *sql;
  UaDirColumnType type;
  const char *endpoint;
} UaDirColumn;

/**
 * UaDirTable:
 * @urn: (nullable): the URN of the extension
 * @attribute: the name of the attribute
 * @from: the tables that its values are in; `x` is the `resource` that each of them is
 * @key: what is the row of the resource there
 * @columns: its sub-attributes, ended by one without attribute
 *
 * A multi-valued attribute that is found in other tables.
 */
typedef struct
{
  const char *urn;
  const char *attribute;
  const char *from;
  const char *key;
  const UaDirColumn *columns;
} UaDirTable;

extern const UaDirColumn ua_dir_user_columns[];
extern const UaDirTable ua_dir_user_tables[];
extern const UaDirColumn ua_dir_group_columns[];
extern const UaDirTable ua_dir_group_tables[];
extern const UaDirColumn ua_dir_role_profile_columns[];
extern const UaDirColumn ua_dir_invitation_columns[];
extern const UaDirColumn ua_dir_message_columns[];
extern const UaDirColumn ua_dir_setting_columns[];
extern const UaDirColumn ua_dir_seat_columns[];
extern const UaDirColumn ua_dir_security_profile_columns[];
extern const UaDirTable ua_dir_security_profile_tables[];
extern const UaDirColumn ua_dir_provisioning_run_columns[];
extern const UaDirColumn ua_dir_record_columns[];
extern const UaDirColumn ua_dir_audit_event_columns[];
extern const UaDirTable ua_dir_audit_event_tables[];

const UaDirColumn *ua_dir_columns_find (const UaDirKind   *kind,
                                        const char        *urn,
                                        const char        *attribute,
                                        const char        *sub);
const UaDirTable  *ua_dir_tables_find  (const UaDirKind   *kind,
                                        const char        *urn,
                                        const char        *attribute);
const UaDirColumn *ua_dir_table_find   (const UaDirTable  *table,
                                        const char        *sub);

G_END_DECLS
