/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-rights.h"
#include "ua-dir-service.h"
#include "ua-scim-schema.h"

G_BEGIN_DECLS

#define UA_DIR_MAX_TARGETS 1000

typedef struct _UaDirAction UaDirAction;

/**
 * UaDirActionRun:
 *
 * One request to act, while it is carried out.
 */
typedef struct
{
  UaDirService *service;       /* (unowned) */
  UaDirDb *db;                 /* (unowned): the writing connection; %NULL in prepare */
  const UaDirActor *actor;     /* (unowned) (nullable): %NULL when the service itself acts */
  const UaDirAction *action;   /* (unowned) */
  JsonObject *parameters;      /* (owned): checked against the action's */
  gboolean dry_run;
  gpointer state;              /* (owned) (nullable): what prepare made */
  GDestroyNotify state_free;
  JsonObject *result;          /* (owned): what else is said of the target that is being acted on */
} UaDirActionRun;

/**
 * UaDirAction:
 * @name: the word for it in the protocol
 * @description: what it does, in English
 * @target: what it acts on; 0 when it has no targets
 * @right: what one needs for it
 * @led: of an action that has no members as targets: whether those who lead a group may do it too;
 *   @run then checks the group (ua_dir_rights_check_group())
 * @irreversible: whether it cannot be undone
 * @parameters: (nullable): what it takes, ended by one without name
 * @prepare: (nullable): what can be done once, and takes time, before the writing thread has it
 * @run: acts on one target, or on @id 0 where it has none.  What it writes is taken back when it
 *   returns %FALSE.  A dry run runs it too and takes everything back: it must have no effect but
 *   through the database
 *
 * Something that can be done with `POST /Actions`.
 */
struct _UaDirAction
{
  const char *name;
  const char *description;
  UaDirType target;
  UaDirRight right;
  gboolean led;
  gboolean irreversible;
  const UaScimAttribute *parameters;
  gboolean (*prepare) (UaDirActionRun  *run,
                       GError         **error);
  gboolean (*run)     (UaDirActionRun  *run,
                       gint64           id,
                       const char      *uid,
                       GError         **error);
};

extern const UaDirAction *const ua_dir_actions[];

gboolean  ua_dir_action_start           (UaDirService   *service,
                                         UaDirExchange  *exchange);
void      ua_dir_action_list            (UaDirService   *service,
                                         UaDirExchange  *exchange);
JsonNode *ua_dir_action_describe_one    (const char     *name,
                                         const char     *uid,
                                         JsonObject     *outcome);
void      ua_dir_action_describe_status (JsonObject     *result,
                                         const GError   *error,
                                         guint           good);

G_END_DECLS
