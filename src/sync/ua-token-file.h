/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-connection.h"

G_BEGIN_DECLS

UaCredentials *ua_token_file_read (const char  *path,
                                   GError     **error);

G_END_DECLS
