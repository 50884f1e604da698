/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * UaDialog:
 *
 * What all dialogs have in common: a modal window that Escape closes.  A dialog that must not be
 * closed just so overrides #GtkWindowClass.close_request.
 */
#define UA_TYPE_DIALOG (ua_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (UaDialog, ua_dialog, UA, DIALOG, AdwWindow)

struct _UaDialogClass
{
  AdwWindowClass parent_class;
};

void     ua_dialog_present     (UaDialog  *self,
                                GtkWidget *parent);
gboolean ua_dialog_close_above (GtkWindow *parent);

G_END_DECLS
