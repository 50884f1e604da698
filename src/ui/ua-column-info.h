/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "ua-capabilities.h"
#include "ua-field.h"

G_BEGIN_DECLS

/* How many columns there are to choose from. */
#define UA_N_COLUMNS 22

/**
 * UaColumnPreset:
 * @UA_COLUMN_SHOWN: always
 * @UA_COLUMN_SHOWN_ON_PLAIN: where the server has no role profiles to fill the place
 * @UA_COLUMN_HIDDEN: never
 *
 * When a column is there without somebody having asked for it.
 */
typedef enum
{
  UA_COLUMN_SHOWN,
  UA_COLUMN_SHOWN_ON_PLAIN,
  UA_COLUMN_HIDDEN,
} UaColumnPreset;

/**
 * UaColumnInfo:
 * @field: what it shows, and what it is known by in the settings
 * @sort: what it is sorted by
 * @capability: what the server must have; %UA_N_CAPABILITIES for nothing
 * @preset: whether it is there by itself
 * @rank: where there is no room for all that are there by themselves, those with the highest number
 *   go first; 0 for one that stays
 * @width: in logical pixels; 0 for what is left over
 */
typedef struct _UaColumnInfo UaColumnInfo;

struct _UaColumnInfo
{
  UaField field;
  UaField sort;
  UaCapability capability;
  UaColumnPreset preset;
  guint rank;
  int width;
};

const UaColumnInfo *ua_column_info_get       (guint               n);
const char         *ua_column_info_get_title (const UaColumnInfo *self);

G_END_DECLS
