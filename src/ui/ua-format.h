/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-change.h"
#include "ua-member-record.h"

G_BEGIN_DECLS

const char *ua_format_status                   (UaStatus              status);
const char *ua_format_status_explanation       (UaStatus              status);
const char *ua_format_status_icon              (UaStatus              status);
const char *ua_format_status_class             (UaStatus              status);
const char *ua_format_access_level             (UaAccessLevel         level);
const char *ua_format_access_level_explanation (UaAccessLevel         level);

const char *ua_format_field_label              (UaField               field);
char       *ua_format_value                    (UaField               field,
                                                const char           *value);
char       *ua_format_record                   (const UaMemberRecord *record,
                                                UaField               field);
char       *ua_format_name                     (const UaMemberRecord *record);
char       *ua_format_text                     (const char           *text);
char       *ua_format_isolated                 (const char           *text);
char       *ua_format_left_to_right            (const char           *text);

char       *ua_format_date                     (const char           *date);
char       *ua_format_time                     (gint64                unix_ms);
char       *ua_format_as_of                    (gint64                unix_ms,
                                                gint64                now_ms);

G_END_DECLS
