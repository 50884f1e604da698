/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-sample-person.h"

G_BEGIN_DECLS

#define UA_DIR_SAMPLE_DOMAIN "brackwater.example"
#define UA_DIR_SAMPLE_HOME_DOMAIN "homepost.example"
#define UA_DIR_SAMPLE_REPORTS 8       /* who report to one manager */
#define UA_DIR_SAMPLE_MAX_PROFILES 64

/**
 * UaDirSampleText:
 * @out: the text that was made last
 * @first_member: the row of the first member
 * @profiles: the rows of the role profiles
 *
 * Makes the texts of resources as the directory keeps them (see ua-dir-text.c).
 */
typedef struct
{
  GString *out; /* (owned) */
  gint64 first_member;
  gint64 profiles[UA_DIR_SAMPLE_MAX_PROFILES];
  char (*days)[11]; /* (owned), the dates that occur, each made once */
} UaDirSampleText;

void        ua_dir_sample_text_init    (UaDirSampleText         *self);
void        ua_dir_sample_text_clear   (UaDirSampleText         *self);
const char *ua_dir_sample_text_day     (UaDirSampleText         *self,
                                        gint64                   seconds);
const char *ua_dir_sample_text_member  (UaDirSampleText         *self,
                                        UaDirSamplePerson       *person,
                                        const char              *uid,
                                        const char              *external_id,
                                        gboolean                *has_home);
const char *ua_dir_sample_text_profile (UaDirSampleText         *self,
                                        const char              *uid,
                                        const char              *name,
                                        gboolean                 active,
                                        gint64                   time);
const char *ua_dir_sample_text_group   (UaDirSampleText         *self,
                                        const char              *uid,
                                        const char              *name,
                                        const char              *kind,
                                        gint64                   time);

void        ua_dir_sample_text_begin   (UaDirSampleText         *self,
                                        const UaScimResourceType *type,
                                        const char              *uid,
                                        gint64                   time);
void        ua_dir_sample_text_time    (UaDirSampleText         *self,
                                        const char              *name,
                                        gint64                   time);
void        ua_dir_sample_text_value   (UaDirSampleText         *self,
                                        const char              *name,
                                        const char              *value);
void        ua_dir_sample_text_member_ref
                                       (UaDirSampleText         *self,
                                        const char              *name,
                                        guint                    n);

void        ua_dir_sample_make_uid     (UaDirType                type,
                                        guint                    n,
                                        char                     uid[37]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirSampleText, ua_dir_sample_text_clear)

G_END_DECLS
