/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaDirHandBack:
 *
 * Where other threads hand back to the main one what they have done.
 */
typedef struct _UaDirHandBack UaDirHandBack;

/**
 * UaDirHandBackFunc:
 * @item: (transfer full): what was handed back
 * @user_data: what was given with the function
 *
 * Main thread.
 */
typedef void (*UaDirHandBackFunc) (gpointer item,
                                   gpointer user_data);

UaDirHandBack *ua_dir_hand_back_new  (UaDirHandBackFunc  func,
                                      gpointer           user_data);
void           ua_dir_hand_back_free (UaDirHandBack     *self);
void           ua_dir_hand_back_push (UaDirHandBack     *self,
                                      gpointer           item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirHandBack, ua_dir_hand_back_free)

G_END_DECLS
