/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * UaFacetCount:
 * @value: (nullable): the value to filter by (a token, an id, a label); %NULL counts the members
 *   without one
 * @name: (nullable): what to call it where that differs from @value
 * @n: how many members have it
 */
typedef struct
{
  char *value; /* (owned) (nullable) */
  char *name;  /* (owned) (nullable) */
  guint n;
} UaFacetCount;

GArray *ua_facet_counts_new (void);
void    ua_facet_counts_add (GArray     *counts,
                             const char *value,
                             const char *name,
                             guint       n);

G_END_DECLS
