/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-service.h"

G_BEGIN_DECLS

/**
 * UaDirClock:
 *
 * Carries out what is due: days of leaving and of deletion, ends of locks, and what expires.  It
 * looks some times a minute, and once when the service starts, for what fell due while it was off.
 */
typedef struct _UaDirClock UaDirClock;

UaDirClock *ua_dir_clock_new  (UaDirService  *service);
void        ua_dir_clock_stop (UaDirClock    *self);
void        ua_dir_clock_free (UaDirClock    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirClock, ua_dir_clock_free)

G_END_DECLS
