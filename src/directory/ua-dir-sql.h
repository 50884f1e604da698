/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-kind.h"
#include "ua-scim-filter.h"

G_BEGIN_DECLS

/**
 * UaDirSql:
 *
 * A condition or an order in SQL with its parameters.  What a client wrote is always a parameter,
 * never a part of the text.
 */
typedef struct
{
  const UaDirKind *kind;   /* (unowned) */
  const char *base_uri;    /* (unowned) */
  GString *text;           /* (owned) */
  GPtrArray *parameters;   /* (owned), of UaDirParameter */
  gboolean uses_resource;
  guint depth;             /* how deep conditions stand in one another */
} UaDirSql;

UaDirSql *ua_dir_sql_new        (const UaDirKind     *kind,
                                 const char          *base_uri);
void      ua_dir_sql_free       (UaDirSql            *self);
void      ua_dir_sql_add_int    (UaDirSql            *self,
                                 gint64               value);
void      ua_dir_sql_add_double (UaDirSql            *self,
                                 double               value);
void      ua_dir_sql_add_text   (UaDirSql            *self,
                                 const char          *value);
void      ua_dir_sql_bind       (UaDirSql            *self,
                                 UaDirQuery          *query);
gboolean  ua_dir_sql_filter     (UaDirSql            *self,
                                 const UaScimFilter  *filter,
                                 GError             **error);
gboolean  ua_dir_sql_sort_key   (UaDirSql            *self,
                                 const char          *sort_by,
                                 GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirSql, ua_dir_sql_free)

G_END_DECLS
