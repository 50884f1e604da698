/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UA_DIR_TYPE_STREAM (ua_dir_stream_get_type ())

/**
 * UaDirStream:
 *
 * The stream of one connection, between a #SoupServer and the socket.  It ends what takes too long,
 * can answer in the server's stead, and makes sure that the server lets go of it.
 *
 * Main thread.
 */
G_DECLARE_FINAL_TYPE (UaDirStream, ua_dir_stream, UA_DIR, STREAM, GIOStream)

/**
 * UaDirStreamPhase:
 * @UA_DIR_STREAM_IDLE: between two requests
 * @UA_DIR_STREAM_HEAD: the head of a request is arriving
 * @UA_DIR_STREAM_BODY: its body is arriving
 * @UA_DIR_STREAM_ASKED: the request is being decided on or carried out
 * @UA_DIR_STREAM_ANSWERING: the answer is on its way
 * @UA_DIR_STREAM_LINGERING: the server is done; the other side may still be talking
 * @UA_DIR_STREAM_CLOSED: there is no connection any more
 *
 * What the server is at.
 */
typedef enum
{
  UA_DIR_STREAM_IDLE,
  UA_DIR_STREAM_HEAD,
  UA_DIR_STREAM_BODY,
  UA_DIR_STREAM_ASKED,
  UA_DIR_STREAM_ANSWERING,
  UA_DIR_STREAM_LINGERING,
  UA_DIR_STREAM_CLOSED,
} UaDirStreamPhase;

/**
 * UaDirStreamFuncs:
 * @late: a request takes too long to arrive, and is to be refused
 * @released: nothing more is to be answered; comes when it lingers and when it is closed
 *
 * What a stream tells.
 */
typedef struct
{
  void (*late)     (UaDirStream *self,
                    gpointer     user_data);
  void (*released) (UaDirStream *self,
                    gpointer     user_data);
} UaDirStreamFuncs;

UaDirStream      *ua_dir_stream_new        (GIOStream               *base,
                                            GSocket                 *socket,
                                            const UaDirStreamFuncs  *funcs,
                                            gpointer                 user_data);
void              ua_dir_stream_enter      (UaDirStream             *self,
                                            UaDirStreamPhase         phase,
                                            gsize                    n_bytes);
void              ua_dir_stream_refuse     (UaDirStream             *self,
                                            GBytes                  *answer);
void              ua_dir_stream_end        (UaDirStream             *self);
void              ua_dir_stream_finish     (UaDirStream             *self);
void              ua_dir_stream_abort      (UaDirStream             *self);
void              ua_dir_stream_check      (UaDirStream             *self,
                                            gint64                   now);
UaDirStreamPhase  ua_dir_stream_get_phase  (UaDirStream             *self);
gboolean          ua_dir_stream_is_at_work (UaDirStream             *self);
gint64            ua_dir_stream_get_since  (UaDirStream             *self);
const char       *ua_dir_stream_get_peer   (UaDirStream             *self);

G_END_DECLS
