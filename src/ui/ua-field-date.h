/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-date-row.h"
#include "ua-field-keeper.h"

G_BEGIN_DECLS

UaFieldKeeper *ua_field_date_bind (UaDateRow *row,
                                   UaField    field);

G_END_DECLS
