/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is done with the data of a directory besides serving it. */

gboolean ua_dir_upkeep_back_up (const char  *folder,
                                const char  *file,
                                GError     **error);
gboolean ua_dir_upkeep_check   (const char  *folder,
                                GString     *report,
                                gboolean    *sound,
                                GError     **error);
gboolean ua_dir_upkeep_compact (const char  *folder,
                                GError     **error);

G_END_DECLS
