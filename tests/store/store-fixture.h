/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-store.h"

/* A store in a folder of its own, and its calls with waiting for their end. */
typedef struct
{
  char *folder;   /* (owned) */
  UaStore *store; /* (owned) (nullable) */
  guint n_changed;
} StoreFixture;

void           store_fixture_set_up    (StoreFixture       *self);
void           store_fixture_tear_down (StoreFixture       *self);
void           store_fixture_forget    (StoreFixture       *self);
gboolean       store_fixture_open      (StoreFixture       *self,
                                        GError            **error);
void           store_fixture_close     (StoreFixture       *self);
void           store_fixture_reopen    (StoreFixture       *self);
char          *store_fixture_get_path  (StoreFixture       *self,
                                        const char         *name);
gboolean       store_fixture_has       (StoreFixture       *self,
                                        const char         *needle);

/* Waits until @done is TRUE. */
void           await                   (gboolean           *done);
void           await_result_cb         (GObject            *source,
                                        GAsyncResult       *result,
                                        gpointer            user_data);
GAsyncResult  *await_result            (GAsyncResult      **result);

void           store_fill              (StoreFixture       *self,
                                        guint               n);
UaStoreWritten store_write             (StoreFixture       *self,
                                        GPtrArray          *records);
UaStoreWritten store_write_page        (StoreFixture       *self,
                                        GPtrArray          *records,
                                        const char         *walk);
char          *store_begin_walk        (StoreFixture       *self,
                                        gboolean            resume);
GStrv          store_end_walk          (StoreFixture       *self);
void           store_delete            (StoreFixture       *self,
                                        const char         *id);
UaStoreAnswer *store_query             (StoreFixture       *self,
                                        UaQuery            *query,
                                        guint               n_first);
UaStoreAnswer *store_search            (StoreFixture       *self,
                                        const char         *search);
GArray        *store_count             (StoreFixture       *self,
                                        UaQuery            *query,
                                        UaField             field);
UaMember      *store_find              (StoreFixture       *self,
                                        const char         *id);
UaMemberRecord *store_read_base        (StoreFixture       *self,
                                        const char         *id);
void           store_add_change        (StoreFixture       *self,
                                        UaChange           *change);
void           store_update_change     (StoreFixture       *self,
                                        UaChange           *change);
void           store_remove_change     (StoreFixture       *self,
                                        const char         *uuid,
                                        UaMemberRecord     *record);
