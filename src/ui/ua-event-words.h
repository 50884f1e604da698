/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-session.h"

G_BEGIN_DECLS

char       *ua_event_words_sentence  (UaEntry    *event);
const char *ua_event_words_icon      (UaEntry    *event);
char       *ua_event_words_summary   (UaEntry    *event,
                                      UaSession  *session);
gboolean    ua_event_words_is_shown  (UaEntry    *event,
                                      guint       n);
char       *ua_event_words_attribute (const char *path);
char       *ua_event_words_value     (const char *path,
                                      const char *value,
                                      UaSession  *session);

G_END_DECLS
