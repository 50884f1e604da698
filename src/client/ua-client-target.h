/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-client.h"

G_BEGIN_DECLS

char *ua_client_target_list   (const UaCapabilities  *capabilities,
                               UaResource             resource,
                               UaQuery               *query,
                               UaPosition            *position,
                               guint                  count,
                               UaListFlags            flags);
char *ua_client_target_member (const UaCapabilities  *capabilities,
                               const char            *id);
char *ua_client_target_picture (const UaCapabilities *capabilities,
                                const char           *address,
                                const char           *id,
                                const char           *photo);
gboolean ua_client_target_is_picture (const UaCapabilities *capabilities,
                                      const char           *id,
                                      const char           *photo);
char *ua_client_target_listed (const UaCapabilities  *capabilities,
                               UaResource             resource,
                               const char            *id);
char *ua_client_target_entries (UaEntryQuery         *query,
                                UaPosition           *position,
                                guint                 count);
char *ua_client_target_entry  (UaEntryType            type,
                               const char            *id);

G_END_DECLS
