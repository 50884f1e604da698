/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_TYPE_CHOICE (ua_choice_get_type ())
G_DECLARE_FINAL_TYPE (UaChoice, ua_choice, UA, CHOICE, GObject)

UaChoice   *ua_choice_new          (const char *id,
                                    const char *title,
                                    const char *explanation);

const char *ua_choice_get_id       (UaChoice   *self);
const char *ua_choice_get_title    (UaChoice   *self);

int         ua_choice_compare      (gconstpointer a,
                                    gconstpointer b);
gboolean    ua_choice_find_in_list (GListModel *list,
                                    const char *id,
                                    guint      *position);

G_END_DECLS
