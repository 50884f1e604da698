/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ua-field.h"

G_BEGIN_DECLS

#define UA_TYPE_SAVED_VIEW (ua_saved_view_get_type ())
G_DECLARE_FINAL_TYPE (UaSavedView, ua_saved_view, UA, SAVED_VIEW, GObject)

UaSavedView *ua_saved_view_new           (const char  *name,
                                          const char  *view,
                                          UaField      sort,
                                          gboolean     descending,
                                          GVariant    *columns);
UaSavedView *ua_saved_view_new_built_in  (const char  *name,
                                          const char  *explanation,
                                          const char  *view);

const char  *ua_saved_view_get_name        (UaSavedView *self);
void         ua_saved_view_set_name        (UaSavedView *self,
                                            const char  *name);
gboolean     ua_saved_view_get_built_in    (UaSavedView *self);
const char  *ua_saved_view_get_explanation (UaSavedView *self);
const char  *ua_saved_view_get_view        (UaSavedView *self);
gboolean     ua_saved_view_get_sort        (UaSavedView *self,
                                            UaField     *sort,
                                            gboolean    *descending);
GVariant    *ua_saved_view_get_columns     (UaSavedView *self);

G_END_DECLS
