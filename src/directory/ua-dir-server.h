/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-options.h"
#include "ua-dir-store.h"

G_BEGIN_DECLS

#define UA_DIR_BASE_PATH "/scim/v2"

/**
 * UaDirServer:
 *
 * The transport: HTTP in, requests to the service, answers out.
 */
typedef struct _UaDirServer UaDirServer;

UaDirServer *ua_dir_server_new      (UaDirStore          *store,
                                     const UaDirOptions  *options,
                                     GError             **error);
void         ua_dir_server_free     (UaDirServer         *self);
void         ua_dir_server_finish   (UaDirServer         *self,
                                     GSourceFunc          finished,
                                     gpointer             user_data);
void         ua_dir_server_close    (UaDirServer         *self);
char        *ua_dir_server_get_name (UaDirServer         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirServer, ua_dir_server_free)

G_END_DECLS
