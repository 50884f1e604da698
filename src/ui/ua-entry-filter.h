/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-page.h"

G_BEGIN_DECLS

void          ua_entry_filter_set_up (GtkDropDown               *drop_down,
                                      const char                *label,
                                      const UaEntryFilterChoice *choices);
UaEntryQuery *ua_entry_filter_add    (UaEntryQuery              *query,
                                      GtkDropDown               *drop_down,
                                      const UaEntryFilterChoice *choices);

G_END_DECLS
