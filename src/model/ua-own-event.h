/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-change.h"
#include "ua-entry.h"

G_BEGIN_DECLS

/* What was changed from this computer, as an entry of the type %UA_ENTRY_TYPE_OWN_EVENT.  It holds
 * what an audit event of the extension holds (`at`, `action`, `resourceType`, `target`,
 * `changes`), without who did it. */

/**
 * UaOwnChanges:
 *
 * The values that an event tells of, while it is being made.
 */
typedef GVariantBuilder UaOwnChanges;

void        ua_own_changes_init          (UaOwnChanges *self);
void        ua_own_changes_add           (UaOwnChanges *self,
                                          const char   *attribute,
                                          const char   *old_value,
                                          const char   *new_value);

UaEntry    *ua_own_event_new             (const char   *action,
                                          const char   *resource_type,
                                          const char   *id,
                                          const char   *name,
                                          UaOwnChanges *changes);
UaEntry    *ua_own_event_new_from_change (UaChange     *change);
UaEntry    *ua_own_event_with_name       (UaEntry      *self,
                                          const char   *name);

G_END_DECLS
