/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-page.h"

G_BEGIN_DECLS

/**
 * UaEntryStatus:
 * @icon: the name of an icon
 * @title: a few words, in title case
 * @text: what it means and what to do
 * @label: (nullable): what the button is called
 * @action: (nullable): the action of the button; %NULL for no button
 *
 * What a page says where it has no rows.
 */
typedef struct
{
  const char *icon;
  const char *title;
  const char *text;
  const char *label;
  const char *action;
} UaEntryStatus;

gboolean    ua_entry_status_choose   (UaEntryStatus         *status,
                                      const UaEntryPageInfo *info,
                                      UaSession             *session,
                                      UaEntryList           *list,
                                      gboolean               filtered);
const char *ua_entry_status_get_note (UaSession             *session,
                                      UaEntryList           *list);

G_END_DECLS
