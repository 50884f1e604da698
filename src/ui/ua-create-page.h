/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-newcomer-page.h"

G_BEGIN_DECLS

#define UA_TYPE_CREATE_PAGE (ua_create_page_get_type ())
G_DECLARE_FINAL_TYPE (UaCreatePage, ua_create_page, UA, CREATE_PAGE, UaNewcomerPage)

gboolean   ua_create_page_is_possible (UaSession *session);
GtkWidget *ua_create_page_new         (UaSession *session);

G_END_DECLS
