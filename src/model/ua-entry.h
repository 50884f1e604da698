/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ua-capabilities.h"

G_BEGIN_DECLS

/**
 * UaEntryType:
 * @UA_ENTRY_TYPE_INVITATION: an offer of an account that has not been accepted (TL-05)
 * @UA_ENTRY_TYPE_MESSAGE: a mail that was sent, or is to be (TL-11)
 * @UA_ENTRY_TYPE_AUDIT_EVENT: who changed what when (PE-09)
 * @UA_ENTRY_TYPE_PROVISIONING_RUN: what came of a roster of an HR system (WU-09)
 * @UA_ENTRY_TYPE_SECURITY_PROFILE: a named set of rights (CC-13)
 * @UA_ENTRY_TYPE_SETTING: something that was decided for the whole organisation
 * @UA_ENTRY_TYPE_SEAT: how many members may have access (TL-09)
 * @UA_ENTRY_TYPE_OWN_EVENT: what was changed from this computer; no server has these
 * @UA_ENTRY_TYPE_TIES: what ties a member to others (WS-09, PE-08), by the id of the member; to be
 *   found one by one, and never listed nor kept
 *
 * What a server with the extension keeps beside members, groups and role profiles, and what is
 * listed in the same way.
 */
typedef enum
{
  UA_ENTRY_TYPE_INVITATION,
  UA_ENTRY_TYPE_MESSAGE,
  UA_ENTRY_TYPE_AUDIT_EVENT,
  UA_ENTRY_TYPE_PROVISIONING_RUN,
  UA_ENTRY_TYPE_SECURITY_PROFILE,
  UA_ENTRY_TYPE_SETTING,
  UA_ENTRY_TYPE_SEAT,
  UA_N_SERVED_ENTRY_TYPES,

  UA_ENTRY_TYPE_OWN_EVENT = UA_N_SERVED_ENTRY_TYPES,
  UA_ENTRY_TYPE_TIES,
  UA_N_ENTRY_TYPES,
} UaEntryType;

const char         *ua_entry_type_get_token       (UaEntryType   type);
UaCapability        ua_entry_type_get_capability  (UaEntryType   type);
const char         *ua_entry_type_get_sort        (UaEntryType   type,
                                                   gboolean     *descending);
const char * const *ua_entry_type_get_search      (UaEntryType   type);

/**
 * UaEntry:
 *
 * One thing that a server keeps beside members, groups and role profiles, as it was at one moment.
 * What it holds is asked for by the path of the attribute (`email`, `member.display`), and is text.
 * An attribute that may have several values is a list (`changes`), whose values are asked for by
 * number and by the name of what is in them (`attribute`); a list of plain texts has them as
 * `value`.
 *
 * Immutable, so it may cross threads.
 */
#define UA_TYPE_ENTRY (ua_entry_get_type ())
G_DECLARE_FINAL_TYPE (UaEntry, ua_entry, UA, ENTRY, GObject)

/* The form of what an entry holds: of each attribute a text (s), the parts of a complex one
 * (a{ss}), or a list of such parts (aa{ss}). */
#define UA_ENTRY_VALUES_TYPE G_VARIANT_TYPE_VARDICT

UaEntry     *ua_entry_new            (UaEntryType   type,
                                      const char   *id,
                                      const char   *version,
                                      GVariant     *values);
UaEntry     *ua_entry_new_from_bytes (UaEntryType   type,
                                      const char   *id,
                                      GBytes       *bytes);
GBytes      *ua_entry_to_bytes       (UaEntry      *self);

UaEntryType  ua_entry_get_kind       (UaEntry      *self);
const char  *ua_entry_get_id         (UaEntry      *self);
const char  *ua_entry_get_version    (UaEntry      *self);

const char  *ua_entry_get            (UaEntry      *self,
                                      const char   *path);
gint64       ua_entry_get_time       (UaEntry      *self,
                                      const char   *path);
gint64       ua_entry_get_number     (UaEntry      *self,
                                      const char   *path,
                                      gint64        otherwise);
guint        ua_entry_get_n          (UaEntry      *self,
                                      const char   *attribute);
const char  *ua_entry_get_nth        (UaEntry      *self,
                                      const char   *attribute,
                                      guint         n,
                                      const char   *part);
gboolean     ua_entry_equal          (UaEntry      *a,
                                      UaEntry      *b);

G_END_DECLS
