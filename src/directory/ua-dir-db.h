/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-shown.h"
#include "ua-dir-ticks.h"
#include "ua-error.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * UaDirDb:
 *
 * One connection to the database with the statements it has prepared.  Used by one thread at a
 * time.
 */
typedef struct _UaDirDb UaDirDb;

/**
 * UaDirQuery:
 *
 * A prepared statement while it is in use.  Lives on the stack; starts as %UA_DIR_QUERY_INIT and is
 * given back by ua_dir_query_clear().  An error on the way sticks and is reported by the step.
 */
typedef struct
{
  UaDirDb *db;           /* (unowned) (nullable) */
  sqlite3_stmt *stmt;    /* (owned) (nullable), unless cached */
  gboolean cached;
  int next;
} UaDirQuery;

/**
 * UaDirTraces:
 * @flush: whether the WAL is to be emptied after the transaction
 * @sweep: whether a part of the database is to be swept after it
 *
 * What is to be done about the traces that erased data leave (ua-dir-trace.c).
 */
typedef struct
{
  gboolean flush;
  gboolean sweep;
} UaDirTraces;

/**
 * UaDirDbUse:
 * @UA_DIR_DB_READ: reads many pages, as lists do; the file is mapped into memory
 * @UA_DIR_DB_WRITE: writes; one connection does
 * @UA_DIR_DB_LOOK: reads a few pages; mapping the file anew after each change would cost more
 *
 * What a connection is for.
 */
typedef enum
{
  UA_DIR_DB_READ,
  UA_DIR_DB_WRITE,
  UA_DIR_DB_LOOK,
} UaDirDbUse;

#define UA_DIR_QUERY_INIT { NULL, NULL, FALSE, 0 }

UaDirDb    *ua_dir_db_open          (const char   *path,
                                     UaDirDbUse    use,
                                     GError      **error);
void        ua_dir_db_close         (UaDirDb      *self);
sqlite3    *ua_dir_db_get_handle    (UaDirDb      *self);
UaDirTraces *ua_dir_db_get_traces   (UaDirDb      *self);
UaDirShown *ua_dir_db_get_shown     (UaDirDb      *self);
UaDirTicksView *
            ua_dir_db_get_ticks     (UaDirDb      *self);
void        ua_dir_db_look_at_ticks (UaDirDb      *self);
gboolean    ua_dir_db_exec          (UaDirDb      *self,
                                     const char   *sql,
                                     GError      **error);
gint64      ua_dir_db_last_id       (UaDirDb      *self);
int         ua_dir_db_changes       (UaDirDb      *self);
void        ua_dir_db_set_deadline  (UaDirDb      *self,
                                     gint64        monotonic_us);

gboolean    ua_dir_db_run           (UaDirDb      *self,
                                     GError      **error,
                                     const char   *sql,
                                     const char   *types,
                                     ...);
gboolean    ua_dir_db_get_int       (UaDirDb      *self,
                                     gint64       *value,
                                     GError      **error,
                                     const char   *sql,
                                     const char   *types,
                                     ...);

gboolean    ua_dir_query_begin      (UaDirQuery   *self,
                                     UaDirDb      *db,
                                     const char   *sql,
                                     GError      **error);
gboolean    ua_dir_query_open       (UaDirQuery   *self,
                                     UaDirDb      *db,
                                     GError      **error,
                                     const char   *sql,
                                     const char   *types,
                                     ...);
void        ua_dir_query_add_int    (UaDirQuery   *self,
                                     gint64        value);
void        ua_dir_query_add_double (UaDirQuery   *self,
                                     double        value);
void        ua_dir_query_add_text   (UaDirQuery   *self,
                                     const char   *value);
void        ua_dir_query_add_blob   (UaDirQuery   *self,
                                     GBytes       *value);
void        ua_dir_query_add_null   (UaDirQuery   *self);
gboolean    ua_dir_query_step       (UaDirQuery   *self,
                                     gboolean     *row,
                                     GError      **error);
void        ua_dir_query_again      (UaDirQuery   *self);
gint64      ua_dir_query_int        (UaDirQuery   *self,
                                     int           column);
const char *ua_dir_query_text       (UaDirQuery   *self,
                                     int           column);
GBytes     *ua_dir_query_blob       (UaDirQuery   *self,
                                     int           column);
gsize       ua_dir_query_length     (UaDirQuery   *self,
                                     int           column);
gboolean    ua_dir_query_is_null    (UaDirQuery   *self,
                                     int           column);
void        ua_dir_query_clear      (UaDirQuery   *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirQuery, ua_dir_query_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirDb, ua_dir_db_close)

G_END_DECLS
