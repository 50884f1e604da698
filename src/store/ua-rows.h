/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * UaRows:
 *
 * Numbers of rows of the cache in the order in which they are shown, four bytes a member.
 * Immutable and reference-counted, so that the worker and all lists share one array.
 */
typedef struct _UaRows UaRows;

#define UA_TYPE_ROWS (ua_rows_get_type ())

GType          ua_rows_get_type  (void) G_GNUC_CONST;

UaRows        *ua_rows_new       (const guint32 *rows,
                                  guint          n);
UaRows        *ua_rows_new_take  (guint32       *rows,
                                  guint          n);
UaRows        *ua_rows_ref       (UaRows        *self);
void           ua_rows_unref     (UaRows        *self);

guint          ua_rows_get_n     (const UaRows  *self);
const guint32 *ua_rows_get_data  (const UaRows  *self);
gboolean       ua_rows_equal     (const UaRows  *self,
                                  const UaRows  *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaRows, ua_rows_unref)

G_END_DECLS
