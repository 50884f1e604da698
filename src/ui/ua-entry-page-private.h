/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-page.h"
#include "ua-split.h"

G_BEGIN_DECLS

/* What the two files of the page share. */
typedef struct
{
  UaPlaceHeader *header;        /* (unowned), of the template, as are the next */
  GtkButton *header_button;     /* (unowned) */
  UaSplit *split;               /* (unowned) */
  UaEntryView *view;            /* (unowned) */
  GtkEditable *search_entry;    /* (unowned) */
  GtkDropDown *source_filter;   /* (unowned) */
  GtkDropDown *first_filter;    /* (unowned) */
  GtkDropDown *second_filter;   /* (unowned) */
  GtkRevealer *only_revealer;   /* (unowned) */
  GtkLabel *only_label;         /* (unowned) */
  GtkStack *stack;              /* (unowned) */
  GtkScrolledWindow *list_scroller; /* (unowned) */
  GtkListView *list_view;       /* (unowned) */
  AdwStatusPage *status_page;   /* (unowned) */
  GtkButton *status_button;     /* (unowned) */
  GtkRevealer *note_revealer;   /* (unowned) */
  GtkLabel *note_label;         /* (unowned) */
  GtkRevealer *bulk_revealer;   /* (unowned) */
  GtkLabel *bulk_label;         /* (unowned) */
  GtkBox *bulk_buttons;         /* (unowned) */
  GtkPopover *popover;          /* (unowned) (nullable), a child once it was asked for */

  UaSession *session;           /* (owned) (nullable) */
  UaEntryList *list;            /* (owned) (nullable) */
  GtkSelectionModel *selection; /* (owned) (nullable) */
  GCancellable *reading;        /* (owned) (nullable), of the one that is open */
  char *only_path;              /* (owned) (nullable), to what the list is narrowed */
  char *only_value;             /* (owned) (nullable) */
  UaEntryType kind;             /* of what is listed */
  int count;                    /* of all, as far as is known */
} UaEntryPagePrivate;

UaEntryPagePrivate    *ua_entry_page_get_private (UaEntryPage *self);

/* ua-entry-page.c */
const UaEntryPageInfo *ua_entry_page_get_info             (UaEntryPage     *self);
gboolean               ua_entry_page_is_filtered          (UaEntryPage     *self);
UaEntry               *ua_entry_page_dup_entry            (UaEntryPage     *self,
                                                           guint            position);

void                   ua_entry_page_source_changed_cb    (UaEntryPage     *self);

/* ua-entry-page-acts.c */
GPtrArray             *ua_entry_page_dup_selected         (UaEntryPage     *self);
void                   ua_entry_page_open                 (UaEntryPage     *self,
                                                           UaEntry         *entry);
void                   ua_entry_page_stop_reading         (UaEntryPage     *self);
void                   ua_entry_page_update_details       (UaEntryPage     *self);
void                   ua_entry_page_split_changed_cb     (UaEntryPage     *self);
void                   ua_entry_page_row_menu_cb          (UaEntryPage     *self,
                                                           GtkWidget       *button,
                                                           UaStateRow      *row);
void                   ua_entry_page_secondary_pressed_cb (UaEntryPage     *self,
                                                           int              n_press,
                                                           double           x,
                                                           double           y,
                                                           GtkGestureClick *gesture);
void                   ua_entry_page_install_actions      (GtkWidgetClass  *widget_class);

G_END_DECLS
