/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-permit.h"

G_BEGIN_DECLS

typedef struct _UaDirPermit UaDirPermit;

/**
 * UaDirPermit:
 * @save: what is to be written
 * @before: (nullable): what it was, without what only the service fills in
 * @after: what it is to be, likewise
 * @check: whether the actor may change an attribute from one value (nullable) to the other
 *   (nullable); else an error
 * @reports: of a member: whether the member reports to the actor
 * @administers: of a group: whether the actor may change it as a whole
 * @governs: of a group: whether the actor may do so without being in it
 *
 * A change while it is judged.
 */
struct _UaDirPermit
{
  UaDirSave *save;         /* (unowned) */
  JsonObject *before;      /* (unowned) (nullable) */
  JsonObject *after;       /* (unowned) */
  gboolean (*check) (UaDirPermit  *self,
                     const char   *urn,
                     const char   *name,
                     JsonNode     *before,
                     JsonNode     *after,
                     GError      **error);
  gboolean reports;
  gboolean administers;
  gboolean governs;
};

gboolean ua_dir_permit_begin_member (UaDirPermit  *self,
                                     GError      **error);
gboolean ua_dir_permit_begin_group  (UaDirPermit  *self,
                                     GError      **error);

G_END_DECLS
