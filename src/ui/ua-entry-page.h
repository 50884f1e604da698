/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-entry-view.h"
#include "ua-place-page.h"
#include "ua-state-row.h"
#include "ua-task.h"

G_BEGIN_DECLS

/**
 * UaEntryFilterChoice:
 * @title: what a person reads, to be translated
 * @path: (nullable): what is compared; %NULL for all
 * @value: (nullable): with what
 * @days: or, above 0: how many days ago at most the time is
 *
 * One choice of a filter.
 */
typedef struct
{
  const char *title;
  const char *path;
  const char *value;
  guint days;
} UaEntryFilterChoice;

/**
 * UaEntryPageInfo:
 * @type: what is listed
 * @title: the title of the place, the next all to be translated
 * @list_label: what a screen reader calls the list
 * @search_label: what can be searched
 * @icon: the name of the icon of the place
 * @empty_title: said where there is nothing
 * @empty_text: what the place is for, and how something comes to be here
 * @add_label: (nullable): what the button is called that adds one, with a mnemonic
 * @add_action: (nullable): the action of that button
 * @filter_labels: (array length=2): what the filters are called; %NULL where there is none
 * @filters: (array length=2): their choices, up to one without title
 * @member: (nullable): the attribute that names the member whom an entry is about
 * @tasks: (array length=3): what can be done to entries, up to %UA_N_TASKS
 * @own_text: (nullable): what is said in place of @empty_text where only what was done from this
 *   computer is listed; %NULL where there is no log of it
 * @counts: whether their number stands beside the place
 * @reads_whole: whether lists leave something out that is shown with the one
 *
 * What is particular about a page, beside how rows and details look.
 */
typedef struct
{
  UaEntryType type;
  const char *title;
  const char *list_label;
  const char *search_label;
  const char *icon;
  const char *empty_title;
  const char *empty_text;
  const char *add_label;
  const char *add_action;
  const char *filter_labels[2];
  const UaEntryFilterChoice *filters[2];
  const char *member;
  UaTask tasks[3];
  const char *own_text;
  gboolean counts;
  gboolean reads_whole;
} UaEntryPageInfo;

#define UA_TYPE_ENTRY_PAGE (ua_entry_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (UaEntryPage, ua_entry_page, UA, ENTRY_PAGE, GtkWidget)

/**
 * UaEntryPageClass:
 * @info: what is particular about the page
 * @show_row: fills a row
 * @show_details: fills the view, after ua_entry_view_begin()
 * @update: (nullable): brings the actions of the class up to date
 * @offers: (nullable): whether a task makes sense for an entry
 * @fill_menu: (nullable): adds to the menu of an entry what is more than tasks
 * @dup_name: how an entry is called in a question about it
 */
struct _UaEntryPageClass
{
  GtkWidgetClass parent_class;

  const UaEntryPageInfo *info;

  void     (* show_row)     (UaEntryPage *self,
                             UaEntry     *entry,
                             UaStateRow  *row);
  void     (* show_details) (UaEntryPage *self,
                             UaEntry     *entry,
                             UaEntryView *view);
  void     (* update)       (UaEntryPage *self);
  gboolean (* offers)       (UaEntryPage *self,
                             UaTask       task,
                             UaEntry     *entry);
  void     (* fill_menu)    (UaEntryPage *self,
                             UaEntry     *entry,
                             GMenu       *menu);
  char    *(* dup_name)     (UaEntryPage *self,
                             UaEntry     *entry);
};

UaSession   *ua_entry_page_get_session       (UaEntryPage *self);
UaEntryList *ua_entry_page_get_list          (UaEntryPage *self);
gboolean     ua_entry_page_can_write         (UaEntryPage *self);
UaEntry     *ua_entry_page_dup_current       (UaEntryPage *self);
void         ua_entry_page_set_can_add       (UaEntryPage *self,
                                              gboolean     can_add);
void         ua_entry_page_show_only         (UaEntryPage *self,
                                              const char  *path,
                                              const char  *value,
                                              const char  *sentence);
void         ua_entry_page_show_again        (UaEntryPage *self,
                                              const char  *id);
void         ua_entry_page_open_id           (UaEntryPage *self,
                                              const char  *id);
void         ua_entry_page_select            (UaEntryPage *self,
                                              guint        position);

G_END_DECLS
