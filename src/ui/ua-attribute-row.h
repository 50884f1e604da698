/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-attribute.h"

G_BEGIN_DECLS

/**
 * UaAttributeRow:
 *
 * A row of the details for something that only the server knows (PE-10), in the form that its type
 * asks for.
 */
typedef struct _UaAttributeRow UaAttributeRow;

/**
 * UaAttributeRowSave:
 * @row: a row
 * @values: (array zero-terminated=1): what is wanted, each of the form that the type says
 * @user_data: what was given with the function
 *
 * Somebody wants other values.  ua_attribute_row_finish() is to follow.
 */
typedef void (*UaAttributeRowSave) (UaAttributeRow     *row,
                                    const char * const *values,
                                    gpointer            user_data);

UaAttributeRow    *ua_attribute_row_new           (const UaAttribute   *attribute,
                                                   UaAttributeRowSave   save,
                                                   gpointer             user_data);
void               ua_attribute_row_free          (UaAttributeRow      *self);
GtkWidget         *ua_attribute_row_get_widget    (UaAttributeRow      *self);
const UaAttribute *ua_attribute_row_get_attribute (UaAttributeRow      *self);
gboolean           ua_attribute_row_show          (UaAttributeRow      *self,
                                                   const char * const  *values,
                                                   gboolean             may_change);
void               ua_attribute_row_finish        (UaAttributeRow      *self,
                                                   const GError        *error);

G_END_DECLS
