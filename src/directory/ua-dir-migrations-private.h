/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-migrations.h"

G_BEGIN_DECLS

/* The pieces of SQL that bring a database of version 1 to version 2, ended by %NULL. */
extern const char *const ua_dir_version_2[];

G_END_DECLS
