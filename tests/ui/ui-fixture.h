/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the tests of widgets share.  A condition is waited for, for at most this long, generous for
 * a loaded machine. */
#define UI_DEADLINE_SECONDS 30

#define ui_wait_for(condition)                                                        \
  G_STMT_START {                                                                      \
    gint64 deadline_ = g_get_monotonic_time () + UI_DEADLINE_SECONDS * G_USEC_PER_SEC; \
                                                                                      \
    while (!(condition))                                                              \
      {                                                                               \
        if (g_get_monotonic_time () > deadline_)                                      \
          g_error ("waited in vain for: %s", #condition);                             \
        ui_iterate ();                                                                \
      }                                                                               \
  } G_STMT_END

void       ui_init                  (int        *argc,
                                     char     ***argv);
void       ui_iterate               (void);
GtkWidget *ui_find                  (GtkWidget  *root,
                                     const char *id);
gboolean   ui_is_shown              (GtkWidget  *root,
                                     const char *id);
gboolean   ui_action_enabled        (GtkWidget  *widget,
                                     const char *action_name);
void       ui_set_text              (GtkWidget  *root,
                                     const char *id,
                                     const char *text);
void       ui_take_pictures         (GtkWidget  *window,
                                     const char *name);
gboolean   ui_has_label             (GtkWidget  *root,
                                     const char *text);
gboolean   ui_has_row               (GtkWidget  *root,
                                     const char *title,
                                     const char *value);
GtkPopover *ui_open_popover         (GtkMenuButton *button);
void       ui_assert_fits           (GtkWidget  *window);
void       ui_assert_finalized      (gpointer    object);
void       ui_assert_typing_goes_to (GtkWidget  *root,
                                     const char *id);

G_END_DECLS
