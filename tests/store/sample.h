/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-group.h"
#include "ua-member-record.h"

#define SAMPLE_N_TEAMS 40
#define SAMPLE_N_ROLES 25

UaMemberRecord *sample_record_new (guint      n,
                                   guint      version);
GPtrArray      *sample_records    (guint      first,
                                   guint      n);
GPtrArray      *sample_groups     (void);
