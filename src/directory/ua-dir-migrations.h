/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-db.h"

G_BEGIN_DECLS

/* What the columns `type`, `status`, `access_level`, `kind` and `roles` hold.  These numbers stand
 * in databases and never change. */
typedef enum
{
  UA_DIR_USER = 1,
  UA_DIR_GROUP = 2,
  UA_DIR_ROLE_PROFILE = 3,
  UA_DIR_SECURITY_PROFILE = 4,
  UA_DIR_INVITATION = 5,
  UA_DIR_MESSAGE = 6,
  UA_DIR_PROVISIONING_RUN = 7,
  UA_DIR_SEAT = 8,
  UA_DIR_SETTING = 9,
  UA_DIR_RECORD = 10,
  UA_DIR_AUDIT_EVENT = 11,
} UaDirType;

typedef enum
{
  UA_DIR_INVITED = 1,
  UA_DIR_ACTIVE = 2,
  UA_DIR_DEACTIVATED = 3,
  UA_DIR_LOCKED = 4,
} UaDirStatus;

typedef enum
{
  UA_DIR_EMPLOYEE = 1,
  UA_DIR_EXECUTIVE = 2,
  UA_DIR_ADMIN = 3,
} UaDirAccess;

/**
 * UA_DIR_TYPE_NAME:
 * @column: a column that holds a #UaDirType, in SQL
 *
 * The name of the type, in SQL.
 */
#define UA_DIR_TYPE_NAME(column) \
  "(CASE " column " WHEN 1 THEN 'User' WHEN 2 THEN 'Group' WHEN 3 THEN 'RoleProfile'" \
  " WHEN 4 THEN 'SecurityProfile' WHEN 5 THEN 'Invitation' WHEN 6 THEN 'Message'" \
  " WHEN 7 THEN 'ProvisioningRun' WHEN 8 THEN 'Seat' WHEN 9 THEN 'Setting'" \
  " WHEN 10 THEN 'Record' END)"

/**
 * UA_DIR_CHANGE_TEXT:
 * @row: a row of `json_each` over the changes in a line of the audit, in SQL
 * @side: `old` or `new`
 *
 * What an attribute was or became, as a text, in SQL; NULL for nothing.
 */
#define UA_DIR_CHANGE_TEXT(row, side) \
  "(CASE json_type (" row ".value, '$." side "') WHEN 'true' THEN 'true'" \
  " WHEN 'false' THEN 'false'" \
  " ELSE nullif (json_extract (" row ".value, '$." side "') || '', '[]') END)"

/**
 * UA_DIR_ABSENT:
 *
 * What the key columns hold where there is no value.  It sorts after every text, because RFC 7644,
 * section 3.4.2.3, puts what has no value last in ascending order and first in descending order.
 */
#define UA_DIR_ABSENT "\xF4\x8F\xBF\xBF"

gboolean ua_dir_migrate        (UaDirDb   *db,
                                GError   **error);
gboolean ua_dir_is_current     (UaDirDb   *db,
                                gboolean  *current,
                                GError   **error);
gboolean ua_dir_drop_indexes   (UaDirDb  *db,
                                GError  **error);
gboolean ua_dir_create_indexes (UaDirDb  *db,
                                GError  **error);

G_END_DECLS
