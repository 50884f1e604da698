/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UA_TYPE_ENTRY_ROW (ua_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (UaEntryRow, ua_entry_row, UA, ENTRY_ROW, GtkWidget)

GtkWidget *ua_entry_row_new         (void);

void       ua_entry_row_set_icon    (UaEntryRow *self,
                                     const char *icon);
void       ua_entry_row_set_avatar  (UaEntryRow *self,
                                     const char *name);
void       ua_entry_row_set_text    (UaEntryRow *self,
                                     const char *title,
                                     const char *caption);
void       ua_entry_row_set_number  (UaEntryRow *self,
                                     const char *number);
void       ua_entry_row_set_menu    (UaEntryRow *self,
                                     GMenuModel *menu);

G_END_DECLS
