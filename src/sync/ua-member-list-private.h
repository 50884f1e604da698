/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-list.h"
#include "ua-store.h"

G_BEGIN_DECLS

UaMemberList *ua_member_list_new (UaStore *store,
                                  UaQuery *query);

G_END_DECLS
