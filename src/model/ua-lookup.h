/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * UaLookup:
 * @rows: (element-type guint32): the rows of the members who were found, each once
 * @missing: (array zero-terminated): the words that belong to nobody, as they were given
 *
 * What a list of emails, user names, employee numbers or ids has led to (PE-04).
 */
typedef struct
{
  GArray *rows;  /* (owned) */
  GStrv missing; /* (owned) */
} UaLookup;

#define UA_TYPE_LOOKUP (ua_lookup_get_type ())

GType     ua_lookup_get_type (void) G_GNUC_CONST;

UaLookup *ua_lookup_new      (GArray         *rows,
                              GStrv           missing);
UaLookup *ua_lookup_copy     (const UaLookup *self);
void      ua_lookup_free     (UaLookup       *self);

GStrv     ua_lookup_split    (const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaLookup, ua_lookup_free)

G_END_DECLS
