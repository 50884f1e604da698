/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * UaDatabase:
 *
 * A database file that only the user can read, its connection and its prepared statements.  It
 * belongs to the thread that opened it, which every function asserts.
 */
typedef struct _UaDatabase UaDatabase;

/**
 * UaDatabaseMode:
 * @UA_DATABASE_MODE_CACHE: a commit may be lost with the power, never be half there
 * @UA_DATABASE_MODE_DURABLE: a commit is on the disk when it returns
 * @UA_DATABASE_MODE_READ: only read, as far as it can be read
 */
typedef enum
{
  UA_DATABASE_MODE_CACHE,
  UA_DATABASE_MODE_DURABLE,
  UA_DATABASE_MODE_READ,
} UaDatabaseMode;

/**
 * UaStatement:
 *
 * A prepared statement in use; it is reset when it goes out of scope.
 */
typedef sqlite3_stmt UaStatement;

typedef gboolean (*UaDatabaseInterrupt) (gpointer user_data);

UaDatabase  *ua_database_open          (const char           *path,
                                        UaDatabaseMode        mode,
                                        GError              **error);
void         ua_database_close         (UaDatabase           *self);
void         ua_database_set_interrupt (UaDatabase           *self,
                                        UaDatabaseInterrupt   interrupt,
                                        gpointer              user_data);
sqlite3     *ua_database_get_handle    (UaDatabase           *self);

UaStatement *ua_database_use           (UaDatabase           *self,
                                        const char           *sql,
                                        GError              **error);
gboolean     ua_database_step          (UaDatabase           *self,
                                        UaStatement          *statement,
                                        gboolean             *row,
                                        GError              **error);
gboolean     ua_database_run           (UaDatabase           *self,
                                        UaStatement          *statement,
                                        GError              **error);
gboolean     ua_database_exec          (UaDatabase           *self,
                                        const char           *sql,
                                        GError              **error);
gboolean     ua_database_get_integer   (UaDatabase           *self,
                                        const char           *sql,
                                        gint64               *value,
                                        GError              **error);
gboolean     ua_database_begin         (UaDatabase           *self,
                                        GError              **error);
gboolean     ua_database_begin_reading (UaDatabase           *self,
                                        GError              **error);
void         ua_database_end_reading   (UaDatabase           *self);
gboolean     ua_database_commit        (UaDatabase           *self,
                                        GError              **error);
void         ua_database_roll_back     (UaDatabase           *self);
gboolean     ua_database_forget_traces (UaDatabase           *self,
                                        GError              **error);

gboolean     ua_database_set_aside     (const char           *path,
                                        const char           *suffix,
                                        GError              **error);
gboolean     ua_database_remove        (const char           *path,
                                        GError              **error);

void         ua_statement_bind_text    (UaStatement          *statement,
                                        int                   index,
                                        const char           *text);
char        *ua_statement_dup_text     (UaStatement          *statement,
                                        int                   column);
void         ua_statement_release      (UaStatement          *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDatabase, ua_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaStatement, ua_statement_release)

G_END_DECLS
