/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-action.h"
#include "ua-report.h"
#include "ua-store.h"

G_BEGIN_DECLS

void ua_own_log_report (UaStore        *store,
                        const UaAction *action,
                        const UaReport *report);
void ua_own_log_write  (UaStore        *store,
                        const char     *resource_type,
                        const char     *id,
                        const char     *name,
                        GVariant       *values);
void ua_own_log_create (UaStore        *store,
                        const char     *id);

G_END_DECLS
