/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scripted-server.h"
#include "ua-client-private.h"

/**
 * Route:
 * @method: which requests
 * @target: path and query with which their target begins
 * @status: with which status they are answered
 * @type: (nullable): and with which media type; %NULL for SCIM
 * @body: (nullable): and with which body
 * @etag: (nullable): and with which `ETag`
 * @location: (nullable): and with which `Location`
 * @times: how often; then the next route that fits counts.  0 for always
 *
 * One line of a script.
 */
typedef struct
{
  const char *method;   /* (unowned) */
  const char *target;   /* (unowned) */
  guint status;
  const char *type;     /* (unowned) (nullable) */
  const char *body;     /* (unowned) (nullable) */
  const char *etag;     /* (unowned) (nullable) */
  const char *location; /* (unowned) (nullable) */
  guint times;
} Route;

/**
 * Stage:
 *
 * A server with a script, and a client of it.
 */
typedef struct
{
  const Route *routes;    /* (unowned), ended by one without method */
  guint *n_used;          /* (owned) */
  ScriptedServer *server; /* (owned) */
  UaClient *client;       /* (owned) */
} Stage;

Stage *stage_new  (const Route *routes,
                   const char  *path);
void   stage_free (Stage       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)
