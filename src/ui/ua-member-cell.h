/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ua-member-record.h"

G_BEGIN_DECLS

#define UA_TYPE_MEMBER_CELL (ua_member_cell_get_type ())
G_DECLARE_DERIVABLE_TYPE (UaMemberCell, ua_member_cell, UA, MEMBER_CELL, GtkWidget)

/**
 * UaMemberCellClass:
 * @show: shows @record, or nothing for %NULL
 */
struct _UaMemberCellClass
{
  GtkWidgetClass parent_class;

  void (*show) (UaMemberCell         *self,
                const UaMemberRecord *record,
                gboolean              pending);
};

void ua_member_cell_show      (UaMemberCell         *self,
                               const UaMemberRecord *record,
                               gboolean              pending);
void ua_member_cell_show_text (UaMemberCell         *self,
                               GtkInscription       *inscription,
                               const char           *text);

G_END_DECLS
