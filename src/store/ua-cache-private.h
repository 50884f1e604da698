/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-bitset-private.h"
#include "ua-database-private.h"
#include "ua-facet.h"
#include "ua-patch.h"
#include "ua-query.h"
#include "ua-search-private.h"
#include "ua-store.h"
#include "ua-words-private.h"

G_BEGIN_DECLS

/**
 * UaCache:
 *
 * The cache of members, the worker's side of #UaStore.  It belongs to the thread that opened it.
 *
 *   ua-cache.c         the file, its schema, what is kept beside the members
 *   ua-cache-schema.c  its tables and how older ones become these
 *   ua-cache-write.c   members in
 *   ua-cache-pending.c what waits to be sent, laid over them
 *   ua-cache-groups.c  groups and role profiles
 *   ua-cache-kept.c    what the server has beside them
 *   ua-cache-read.c    members out
 *   ua-cache-order.c   all rows in the order of a field
 *   ua-cache-search.c  words to a set of rows
 *   ua-cache-find.c    search and filter to a set of rows
 *   ua-cache-query.c   the two together, and counts
 *   ua-cache-index.c   the full-text index, filled when there is time
 */
typedef struct _UaCache UaCache;

/* All members in the order of one field. */
typedef struct
{
  UaField field;
  UaRows *rows;   /* (owned) (nullable) */
  guint n_blank;  /* at the end: members without a value */
  guint64 used;   /* when, in uses */
} UaCacheOrder;

#define UA_CACHE_N_ORDERS 3

struct _UaCache
{
  UaDatabase *database;   /* (owned) */
  UaWords *words;         /* (owned) */

  guint n_members;
  guint32 max_row;        /* the highest row that is or was used */
  guint32 indexed_to;     /* up to this row the full-text index is complete */
  gint64 walk_base;       /* rows above are of the walk under way */
  UaStoreWriteFlags write_flags; /* of the last walk */
  gboolean lean;          /* the first fill: some b-trees are still to be made */
  char *texts[UA_N_STORE_TEXTS]; /* (owned) (nullable) */
  GPtrArray *groups;      /* (owned), of UaGroup */
  GPtrArray *role_profiles; /* (owned), of UaRoleProfile */

  GHashTable *pending;    /* (owned), member id (owned) -> GPtrArray of UaPatch (owned) */

  UaCacheOrder orders[UA_CACHE_N_ORDERS];
  guint64 n_order_uses;
  char *searched;         /* (owned) (nullable), what was searched for last */
  UaBitset *search_rows;  /* (owned) (nullable), what that found */
  gboolean changed;       /* since the owner looked: members, groups or profiles */

  char *select_sql;       /* (owned) */
  char *insert_sql;       /* (owned) */
  char *update_sql;       /* (owned) */
  char *column_sql[UA_N_SCALAR_FIELDS][3]; /* (owned) (nullable), made at the first use */

  UaDatabaseInterrupt interrupt; /* (nullable) */
  gpointer interrupt_data;       /* (unowned) */
};

/* The kinds of statements about one column, see ua_cache_get_column_sql(). */
typedef enum
{
  UA_CACHE_SQL_VALUES,  /* row and value of all that have one */
  UA_CACHE_SQL_EQUAL,   /* rows with a value */
  UA_CACHE_SQL_ONE,     /* the value of a row */
} UaCacheSql;

/* ua-cache.c */
UaCache    *ua_cache_open              (const char           *folder,
                                        gboolean             *renewed,
                                        GError              **error);
void        ua_cache_close             (UaCache              *self);
void        ua_cache_set_interrupt     (UaCache              *self,
                                        UaDatabaseInterrupt   interrupt,
                                        gpointer              user_data);
gboolean    ua_cache_is_interrupted    (UaCache              *self,
                                        GError              **error);
gboolean    ua_cache_begin_looking     (UaCache              *self,
                                        GError              **error);
void        ua_cache_end_looking       (UaCache              *self);
gboolean    ua_cache_begin             (UaCache              *self,
                                        GError              **error);
gboolean    ua_cache_end               (UaCache              *self,
                                        gboolean              success,
                                        GError              **error);
gboolean    ua_cache_set_number        (UaCache              *self,
                                        const char           *key,
                                        gint64                value,
                                        GError              **error);
gboolean    ua_cache_set_text          (UaCache              *self,
                                        UaStoreText           which,
                                        const char           *text,
                                        GError              **error);
gboolean    ua_cache_is_word_field     (UaField               field);
const char *ua_cache_get_column_sql    (UaCache              *self,
                                        UaField               field,
                                        UaCacheSql            kind);
gboolean    ua_cache_set_aside         (const char           *folder,
                                        GError              **error);
gboolean    ua_cache_forget_set_aside  (const char           *folder,
                                        GError              **error);

/* ua-cache-schema.c */
gboolean    ua_cache_prepare_schema    (UaDatabase           *database,
                                        GError              **error);
gboolean    ua_cache_make_indexes      (UaDatabase           *database,
                                        GError              **error);
gboolean    ua_cache_drop_indexes      (UaDatabase           *database,
                                        GError              **error);
gboolean    ua_cache_update_locale     (UaDatabase           *database,
                                        GError              **error);

/* ua-cache-write.c */
gboolean    ua_cache_begin_walk        (UaCache              *self,
                                        gboolean              resume,
                                        GError              **error);
gboolean    ua_cache_write_members     (UaCache              *self,
                                        GPtrArray            *records,
                                        const char           *walk,
                                        UaStoreWriteFlags     flags,
                                        UaStoreWritten       *written,
                                        GError              **error);
gboolean    ua_cache_write_member      (UaCache              *self,
                                        guint32               row,
                                        UaMemberRecord       *server,
                                        gint64                digest,
                                        GError              **error);
gboolean    ua_cache_write_server_record (UaCache            *self,
                                          UaMemberRecord     *given,
                                          UaStoreWriteFlags   flags,
                                          UaStoreWritten     *written,
                                          GError            **error);
GStrv       ua_cache_end_walk          (UaCache              *self,
                                        gint64                synced_at,
                                        GError              **error);
gboolean    ua_cache_delete_members    (UaCache              *self,
                                        const char * const   *ids,
                                        GError              **error);

/* ua-cache-pending.c */
gboolean    ua_cache_set_pending       (UaCache              *self,
                                        const char           *member_id,
                                        GPtrArray            *patches,
                                        UaMemberRecord       *record,
                                        GError              **error);
gboolean    ua_cache_reconcile_pending (UaCache              *self,
                                        GHashTable           *pending,
                                        GError              **error);

/* ua-cache-groups.c */
gboolean    ua_cache_load_groups       (UaCache              *self,
                                        GError              **error);
gboolean    ua_cache_write_groups      (UaCache              *self,
                                        GPtrArray            *groups,
                                        GError              **error);
gboolean    ua_cache_write_group_members (UaCache            *self,
                                          UaGroup            *group,
                                          GArray             *members,
                                          GError            **error);
gboolean    ua_cache_write_role_profiles (UaCache            *self,
                                          GPtrArray          *profiles,
                                          GError            **error);

/* ua-cache-kept.c */
gboolean    ua_cache_write_entries     (UaCache              *self,
                                        UaEntryType           type,
                                        GPtrArray            *entries,
                                        UaStoreEntryFlags     flags,
                                        GError              **error);
GPtrArray  *ua_cache_read_entries      (UaCache              *self,
                                        const UaEntryQuery   *query,
                                        GError              **error);
UaEntry    *ua_cache_find_entry        (UaCache              *self,
                                        UaEntryType           type,
                                        const char           *id,
                                        GError              **error);
gboolean    ua_cache_forget_entries_of (UaCache              *self,
                                        const char * const   *ids,
                                        GError              **error);

/* ua-cache-read.c */
gboolean    ua_cache_find_row          (UaCache              *self,
                                        const char           *id,
                                        guint32              *row,
                                        gint64               *digest,
                                        GError              **error);
gboolean    ua_cache_read_row          (UaCache              *self,
                                        guint32               row,
                                        UaMemberRecord      **record,
                                        gint64               *digest,
                                        GError              **error);
gboolean    ua_cache_read_base         (UaCache              *self,
                                        guint32               row,
                                        UaMemberRecord      **record,
                                        gint64               *digest,
                                        GError              **error);
gboolean    ua_cache_add_store_row     (UaCache              *self,
                                        guint32               row,
                                        GArray               *store_rows,
                                        GError              **error);
GArray     *ua_store_rows_new          (void);

/* ua-cache-index.c */
gboolean    ua_cache_index_member      (UaCache              *self,
                                        guint32               row,
                                        const char           *text,
                                        gboolean              is_new,
                                        GError              **error);
gboolean    ua_cache_is_searchable     (UaCache              *self);
gboolean    ua_cache_index_more        (UaCache              *self,
                                        UaDatabaseInterrupt   waiting,
                                        gpointer              user_data,
                                        gboolean             *more,
                                        GError              **error);
gboolean    ua_cache_refill_texts      (UaCache              *self,
                                        GError              **error);

/* ua-cache-order.c */
gboolean    ua_cache_get_order         (UaCache              *self,
                                        UaField               field,
                                        UaRows              **rows,
                                        guint                *n_blank,
                                        GError              **error);
gboolean    ua_cache_has_order         (UaCache              *self,
                                        UaField               field);
gboolean    ua_cache_is_name_field     (UaField               field);
void        ua_cache_forget_orders     (UaCache              *self);
void        ua_cache_forget_list_orders (UaCache             *self);

/* ua-cache-find.c */
void        ua_cache_forget_search     (UaCache              *self);
gboolean    ua_cache_find              (UaCache              *self,
                                        UaQuery              *query,
                                        UaBitset            **rows,
                                        GError              **error);

/* ua-cache-search.c */
UaBitset   *ua_cache_new_bitset        (UaCache              *self);
gboolean    ua_cache_add_rows          (UaCache              *self,
                                        UaStatement          *statement,
                                        UaBitset             *rows,
                                        GError              **error);
UaBitset   *ua_cache_search            (UaCache              *self,
                                        const char           *search,
                                        GError              **error);

/* ua-cache-query.c */
UaStoreAnswer *ua_cache_query          (UaCache              *self,
                                        UaQuery              *query,
                                        guint                 n_first,
                                        gboolean              quick,
                                        GError              **error);
GArray     *ua_cache_count_facet       (UaCache              *self,
                                        UaQuery              *query,
                                        UaField               field,
                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaCache, ua_cache_close)

G_END_DECLS
