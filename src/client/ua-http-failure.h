/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GError *ua_http_failure_translate (const GError         *failure,
                                   GTlsCertificateFlags  tls_errors);

G_END_DECLS
