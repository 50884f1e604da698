/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-cursor.h"
#include "ua-dir-render.h"
#include "ua-dir-sql.h"

G_BEGIN_DECLS

/**
 * UaDirAsk:
 * @filter: (nullable): the filter
 * @filter_text: (nullable): as it was written
 * @sort_by: (nullable): the path of an attribute
 * @descending: whether the order is turned round
 * @start: where the page begins, from 1
 * @count: how many resources it has at most
 * @cursor: (nullable): the cursor, empty for the first page
 *
 * What a list is asked for (RFC 7644, section 3.4.2, and RFC 9865).
 */
typedef struct
{
  UaScimFilter *filter;    /* (owned) (nullable) */
  const char *filter_text; /* (unowned) (nullable) */
  const char *sort_by;     /* (unowned) (nullable) */
  gboolean descending;
  gint64 start;
  gint64 count;
  const char *cursor;      /* (unowned) (nullable) */
} UaDirAsk;

#define UA_DIR_ASK_INIT { NULL, NULL, NULL, FALSE, 1, UA_DIR_DEFAULT_PAGE, NULL }

/**
 * UaDirSource:
 * @kind: the kind
 * @condition: (nullable): the filter for it
 * @key: (nullable): what it is sorted by
 * @render: how it is sent
 *
 * One of the kinds that are listed.
 */
typedef struct
{
  const UaDirKind *kind;   /* (unowned) */
  UaDirSql *condition;     /* (owned) (nullable) */
  UaDirSql *key;           /* (owned) (nullable) */
  UaDirRender render;
} UaDirSource;

/**
 * UaDirPage:
 * @service: the service
 * @db: a connection
 * @viewer: who asks
 * @ask: what for
 * @sources: the kinds that are listed
 * @from: behind what the page begins
 * @next: behind what the next one does
 * @total: how many resources the list has
 * @ids: (nullable): the rows of the page
 *
 * One page being made.
 */
typedef struct
{
  UaDirService *service;    /* (unowned) */
  UaDirDb *db;              /* (unowned) */
  const UaDirActor *viewer; /* (unowned) */
  const UaDirAsk *ask;      /* (unowned) */
  GPtrArray *sources;       /* (owned), of UaDirSource */
  UaDirCursor from;
  UaDirCursor next;
  gint64 total;
  GArray *ids;              /* (owned) (nullable), of gint64 */
} UaDirPage;

void         ua_dir_ask_clear       (UaDirAsk          *self);
void         ua_dir_page_init       (UaDirPage         *self,
                                     UaDirService      *service,
                                     UaDirDb           *db,
                                     const UaDirActor  *viewer,
                                     const UaDirAsk    *ask);
void         ua_dir_page_clear      (UaDirPage         *self);
UaDirSource *ua_dir_page_get_source (const UaDirPage   *self,
                                     guint              n);
void         ua_dir_page_read_ahead (UaDirService      *service,
                                     const UaDirKind   *kind);
gboolean     ua_dir_page_make       (UaDirPage         *self,
                                     GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirAsk, ua_dir_ask_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirPage, ua_dir_page_clear)

G_END_DECLS
