/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-error.h"

G_BEGIN_DECLS

/* The database in the folder of the data. */
#define UA_DIR_FILE_NAME "directory.db"

gboolean  ua_dir_folder_prepare  (const char  *path,
                                  GError     **error);
int       ua_dir_folder_lock     (const char  *path,
                                  GError     **error);
char     *ua_dir_token_file_load (const char  *path,
                                  GError     **error);

G_END_DECLS
