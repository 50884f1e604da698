/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"
#include "ua-dir-text.h"
#include "ua-dir-told.h"
#include "ua-scim-project.h"

G_BEGIN_DECLS

/**
 * UaDirRender:
 * @kind: what is rendered
 * @base_uri: the base address
 * @viewer: (nullable): for whom; %NULL for the service itself
 * @plain: whether the extension is left out
 * @projection: (nullable): what was asked for; %NULL for what is returned by default
 * @flags: what need not be filled in
 * @told: what is filled in because it was asked for
 *
 * How resources are turned into what is sent.
 */
typedef struct
{
  const UaDirKind *kind;        /* (unowned) */
  const char *base_uri;         /* (unowned) */
  const UaDirActor *viewer;     /* (unowned) (nullable) */
  gboolean plain;
  UaScimProjection *projection; /* (owned) (nullable) */
  UaDirExpandFlags flags;
  UaDirTold told;
} UaDirRender;

#define UA_DIR_RENDER_INIT { NULL, NULL, NULL, FALSE, NULL, UA_DIR_EXPAND_ALL, UA_DIR_TOLD_NOTHING }

gboolean    ua_dir_render_init   (UaDirRender      *self,
                                  const UaDirKind  *kind,
                                  const char       *base_uri,
                                  const UaDirActor *viewer,
                                  gboolean          plain,
                                  const char       *attributes,
                                  const char       *excluded,
                                  GError          **error);
void        ua_dir_render_clear  (UaDirRender      *self);
gboolean    ua_dir_render_append (UaDirRender      *self,
                                  GString          *out,
                                  UaDirDb          *db,
                                  gint64            id,
                                  const char       *text,
                                  GError          **error);
JsonObject *ua_dir_render_part   (const char       *base_uri,
                                  UaDirDb          *db,
                                  gint64            id,
                                  const char       *text,
                                  GError          **error);
JsonObject *ua_dir_render_own    (const char       *base_uri,
                                  UaDirDb          *db,
                                  gint64            id,
                                  const char       *text,
                                  GError          **error);
JsonObject *ua_dir_render_object (const char       *base_uri,
                                  UaDirDb          *db,
                                  gint64            id,
                                  const char       *text,
                                  GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirRender, ua_dir_render_clear)

G_END_DECLS
