/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  ua_http_redirect_is      (guint        status);
GUri     *ua_http_redirect_resolve (GUri        *from,
                                    const char  *method,
                                    guint        status,
                                    const char  *location,
                                    GError     **error);

G_END_DECLS
