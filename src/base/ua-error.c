/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-error.h"

G_DEFINE_QUARK (ua-error-quark, ua_error)
