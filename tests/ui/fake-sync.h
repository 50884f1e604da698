/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-connections.h"
#include "ua-role-profile.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Stands in for the layer below the screen: the functions of ua-session.h and ua-connections.h
 * that dialogs call, which the linker takes from here before it looks into the library.  An answer
 * waits until the test gives it, so that the time between can be looked at. */

/* Sessions. */
UaSession      *fake_session_new              (UaConnection    *connection);
void            fake_session_set_state        (UaSession       *self,
                                               UaSessionState   state,
                                               const GError    *error);
void            fake_session_set_progress     (UaSession       *self,
                                               gint64           synced_at,
                                               guint            n_members,
                                               guint            n_expected);
void            fake_session_set_rights       (UaSession       *self,
                                               const char * const *rights);
void            fake_session_set_attribute_values
                                              (UaSession         *self,
                                               UaAttributeValues *values);
char           *fake_session_dup_written      (UaSession       *self);
void            fake_session_set_own_id       (UaSession       *self,
                                               const char      *id);
void            fake_session_set_n_skipped    (UaSession       *self,
                                               guint            n_skipped);
void            fake_session_set_capabilities (UaSession       *self,
                                               UaCapabilities  *capabilities);
void            fake_session_set_ties         (UaSession       *self,
                                               UaEntry         *ties);
void            fake_session_add_role_profile (UaSession       *self,
                                               const char      *id,
                                               const char      *name,
                                               gboolean         retired);
void            fake_session_add_change       (UaSession       *self,
                                               UaChange        *change);
void            fake_session_remove_changes   (UaSession       *self);

/* What was asked last, and the answer to it; error NULL is success. */
UaPatch        *fake_session_get_submitted    (UaSession       *self);
UaPatch        *fake_session_get_resolution   (UaSession       *self);
gboolean        fake_session_get_resolved     (UaSession       *self);
UaCredentials  *fake_session_get_credentials  (UaSession       *self);
gboolean        fake_session_get_remember     (UaSession       *self);
gboolean        fake_session_is_asked         (UaSession       *self);
void            fake_session_answer           (UaSession       *self,
                                               const GError    *error);

/* Connections. */
UaConnections  *fake_connections_new          (void);
const char     *fake_connections_get_address  (void);
UaCredentials  *fake_connections_get_tried    (void);
gboolean        fake_connections_is_asked     (void);
void            fake_connections_answer       (const char      *address,
                                               const GError    *error);
void            fake_connections_fail_store   (const GError    *error);
UaCredentials  *fake_connections_get_stored   (void);
guint           fake_connections_get_n_sample (void);
void            fake_connections_reset        (void);

G_END_DECLS
