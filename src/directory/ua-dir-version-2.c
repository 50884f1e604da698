/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-migrations-private.h"

/* Version 2: everything that is done with members, a piece for each part of the service. */

/* What was answered to a request with an Idempotency-Key (ua-dir-replay.c). */
static const char replay[] =
  "CREATE TABLE replay ("
  "  actor INTEGER NOT NULL REFERENCES member ON DELETE CASCADE,"
  "  key TEXT NOT NULL,"
  "  digest TEXT NOT NULL,"
  "  at INTEGER NOT NULL,"
  "  status INTEGER NOT NULL,"
  "  etag TEXT,"
  "  location TEXT,"
  "  answer TEXT,"
  "  PRIMARY KEY (actor, key)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX replay_at ON replay (at);";

/* Counters for the types of resources that version 1 did not have. */
static const char types[] =
  "INSERT INTO tally (type, n) VALUES (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0);";

const char *const ua_dir_version_2[] = { replay, types, NULL };
