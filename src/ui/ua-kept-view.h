/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-facets.h"

G_BEGIN_DECLS

char *ua_kept_view_write (const char *search,
                          UaFacets   *facets);
char *ua_kept_view_read  (const char *text,
                          UaFacets   *facets);

G_END_DECLS
