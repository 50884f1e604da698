/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UaDirHashes:
 *
 * The passwords that a request sets, with the hashes of them.  These take long to make, on purpose,
 * so that they are made before the change has its turn.  Used by one thread at a time.
 */
typedef struct _UaDirHashes UaDirHashes;

UaDirHashes *ua_dir_hashes_new   (JsonNode     *body);
UaDirHashes *ua_dir_hashes_ref   (UaDirHashes  *self);
void         ua_dir_hashes_unref (UaDirHashes  *self);
void         ua_dir_hashes_make  (UaDirHashes  *self);
char        *ua_dir_hashes_get   (UaDirHashes  *self,
                                  const char   *password,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirHashes, ua_dir_hashes_unref)

G_END_DECLS
