/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * UaActionInfo:
 * @group: the heading under which it is listed, to be translated
 * @title: what it does, to be translated
 * @action: (nullable): the detailed name of the action that the keys call everywhere in the window;
 *   %NULL where the keys belong to a widget, which knows them itself
 * @accels: the keys, in the form of gtk_accelerator_parse(), up to a %NULL
 *
 * One thing that can be done with the keyboard.
 */
typedef struct
{
  const char *group;     /* (unowned) */
  const char *title;     /* (unowned) */
  const char *action;    /* (unowned) (nullable) */
  const char *accels[3]; /* (unowned) */
} UaActionInfo;

const UaActionInfo *ua_actions_get     (guint          *n);
void                ua_actions_install (GtkApplication *application);

G_END_DECLS
