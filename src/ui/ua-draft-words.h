/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-draft.h"

G_BEGIN_DECLS

const char *ua_draft_words_describe (UaDraftProblem problem);

G_END_DECLS
