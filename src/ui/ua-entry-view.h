/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-entry.h"

G_BEGIN_DECLS

#define UA_TYPE_ENTRY_VIEW (ua_entry_view_get_type ())
G_DECLARE_FINAL_TYPE (UaEntryView, ua_entry_view, UA, ENTRY_VIEW, GtkWidget)

GtkWidget *ua_entry_view_new         (void);

UaEntry   *ua_entry_view_get_entry   (UaEntryView  *self);
void       ua_entry_view_begin       (UaEntryView  *self,
                                      UaEntry      *entry,
                                      const char   *title);
void       ua_entry_view_add_fact    (UaEntryView  *self,
                                      const char   *label,
                                      const char   *value);
void       ua_entry_view_set_text    (UaEntryView  *self,
                                      const char   *title,
                                      const char   *text);
void       ua_entry_view_add_group   (UaEntryView  *self,
                                      const char   *title);
void       ua_entry_view_add_row     (UaEntryView  *self,
                                      const char   *title,
                                      const char   *subtitle,
                                      const char   *action,
                                      GVariant     *target);
void       ua_entry_view_add_button  (UaEntryView  *self,
                                      const char   *label,
                                      const char   *action,
                                      GVariant     *target);
void       ua_entry_view_set_error   (UaEntryView  *self,
                                      const GError *error);

G_END_DECLS
