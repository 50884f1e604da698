/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-connections.h"
#include "ua-session.h"

/* Waits for a condition in the main loop; fails after half a minute. */
#define wait_for(condition) \
  G_STMT_START { \
    gboolean late = FALSE; \
    guint late_source = g_timeout_add_seconds (30, note_late, &late); \
    while (!(condition) && !late) \
      g_main_context_iteration (NULL, TRUE); \
    if (late) \
      g_error ("%s:%d: never came true: %s", __FILE__, __LINE__, #condition); \
    g_source_remove (late_source); \
  } G_STMT_END

gboolean        note_late          (gpointer              user_data);
void            keep_result        (GObject              *source,
                                    GAsyncResult         *result,
                                    gpointer              user_data);

UaSession      *open_session       (UaConnection         *connection,
                                    const char           *token);
UaSession      *open_address       (const char           *address,
                                    const char           *token);
void            close_session      (UaSession           **session);
void            wait_online        (UaSession            *session);
void            wait_sent          (UaSession            *session);
UaMemberRecord *find_record        (UaSession            *session,
                                    const char           *id);
const char     *peek_field         (UaSession            *session,
                                    const char           *id,
                                    UaField               field);
gboolean        is_known           (UaSession            *session,
                                    const char           *id);
GStrv           find_ids           (UaSession            *session,
                                    UaStatus              status,
                                    guint                 n);
void            submit             (UaSession            *session,
                                    const char           *id,
                                    UaField               field,
                                    const char           *value);
UaChange       *dup_change         (UaSession            *session,
                                    guint                 position);
gboolean        has_change_in      (UaSession            *session,
                                    UaChangeState         state);
void            resolve            (UaSession            *session,
                                    UaChange             *change,
                                    UaPatch              *patch);
gboolean        sign_in            (UaSession            *session,
                                    const char           *token,
                                    GError              **error);
guint           count_files_with   (const char           *folder,
                                    const char           *text);
