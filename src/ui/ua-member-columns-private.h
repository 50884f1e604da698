/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-member-columns.h"

#include "ua-column-info.h"

G_BEGIN_DECLS

/* How wide the column of names is at least where it takes what is left over, in logical pixels with
 * text of the usual size. */
#define UA_NAME_MINIMUM 160

/* How wide it is to be before another column comes beside it by itself, likewise: most emails can
 * be read to their end. */
#define UA_NAME_WIDTH 272

/* One column: what it shows, and how. */
typedef struct
{
  const UaColumnInfo *info;    /* (unowned) */
  GtkColumnViewColumn *column; /* (owned) */
  GSimpleAction *action;       /* (owned), whether it is wanted */
  gboolean available;          /* whether the server has what it shows */
  gboolean shown;              /* whether it is in the view */
  int width;                   /* that somebody gave it, in logical pixels; 0 for that of its own */
} UaMemberColumn;

struct _UaMemberColumns
{
  GObject parent_instance;

  GtkColumnView *view;         /* (owned) */
  GSettings *settings;         /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
  GMenu *menu;                 /* (owned) */
  GtkColumnViewColumn *menu_column; /* (owned) */
  UaMemberColumn columns[UA_N_COLUMNS];
  UaMemberColumn *order[UA_N_COLUMNS]; /* (unowned), all columns as they should stand */
  UaMemberColumn *shown[UA_N_COLUMNS]; /* (unowned), those in the view, as they stand */
  guint n_shown;
  double scale;                /* how large text is; 1 for the usual size */
  int room;                    /* in logical pixels; 0 while that is not known */
  int offset;                  /* what is scrolled past at the left, in logical pixels */
  UaField sort;                /* wanted while the column is not there; else UA_N_FIELDS */
  gboolean descending;
  gboolean plain;              /* no role profiles */
  gboolean chosen;             /* somebody has chosen columns before */
  gboolean loading;
  guint save_id;
};

/* ua-member-columns-view.c */
int             ua_member_columns_scale       (UaMemberColumns     *self,
                                               int                  width);
int             ua_member_columns_get_width   (UaMemberColumns     *self,
                                               UaMemberColumn      *column);
UaMemberColumn *ua_member_columns_find        (UaMemberColumns     *self,
                                               GtkColumnViewColumn *view_column);
void            ua_member_columns_sort_view   (UaMemberColumns     *self,
                                               UaMemberColumn      *column,
                                               gboolean             descending);
void            ua_member_columns_resize      (UaMemberColumns     *self,
                                               UaMemberColumn      *column);
void            ua_member_columns_hide        (UaMemberColumns     *self,
                                               UaMemberColumn      *column);
void            ua_member_columns_list_shown  (UaMemberColumns     *self);
void            ua_member_columns_update_view (UaMemberColumns     *self);
void            ua_member_columns_read_order  (UaMemberColumns     *self);

/* ua-member-columns-choice.c */
void            ua_member_columns_write       (UaMemberColumns     *self);
void            ua_member_columns_queue_save  (UaMemberColumns     *self);
void            ua_member_columns_load        (UaMemberColumns     *self);
void            ua_member_columns_update_menu (UaMemberColumns     *self);
void            ua_member_columns_set_preset  (UaMemberColumns     *self,
                                               UaMemberColumn      *column);
gboolean        ua_member_column_is_preset    (UaMemberColumns     *self,
                                               const UaColumnInfo  *info);
gboolean        ua_member_column_is_wanted    (UaMemberColumn      *column);

G_END_DECLS
