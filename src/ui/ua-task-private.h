/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-task.h"

G_BEGIN_DECLS

/* Each text of a heading, a verb and what is said afterwards comes for one member, whose name it
 * takes, and for many, whose number it takes. */
typedef struct
{
  const char *action;      /* (unowned) */
  const char *label;       /* (unowned), of the menu entry */
  const char *heading_one; /* (unowned), the next all to be translated */
  const char *heading[2];  /* (unowned), singular and plural */
  const char *verb[2];     /* (unowned) */
  const char *done_one;    /* (unowned) */
  const char *done[2];     /* (unowned) */
  const char *explanation; /* (unowned) */
  guint statuses;
  UaTaskKind kind;
  UaTaskParameterKind parameter;
  const char *key;         /* (unowned) (nullable), what the parameter is called in the action */
  const char *setting;     /* (unowned) (nullable), without which there is no such thing */
  gboolean sends_mail;
  gboolean is_destructive;
  int opposite;            /* a UaTask, or -1 */
} UaTaskInfo;

extern const UaTaskInfo ua_task_infos[UA_N_TASKS];

G_END_DECLS
