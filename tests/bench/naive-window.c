/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "naive-window.h"

#include "sample.h"

#include "ua-member.h"
#include "ua-text.h"

#include <string.h>

/* The yardstick: what one writes first.  Every member is an object in a GListStore, GTK's own
 * models filter and sort them, and a table of five columns shows them. */

typedef struct
{
  GtkFilter *filter; /* (owned) */
  char *search;      /* (owned) */
} Naive;

static const UaField columns[] = {
  UA_FIELD_DISPLAY_NAME, UA_FIELD_ROLE_PROFILE_NAME, UA_FIELD_STATUS, UA_FIELD_DEPARTMENT,
  UA_FIELD_ACCESS_LEVEL,
};

static gboolean
value_has (UaMemberRecord *record,
           UaField         field,
           const char     *search)
{
  g_autofree char *folded = ua_text_fold (ua_member_record_get (record, field));

  return strstr (folded, search) != NULL;
}

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  Naive *self = user_data;
  UaMemberRecord *record = ua_member_get_record (item);

  return *self->search == '\0' || value_has (record, UA_FIELD_DISPLAY_NAME, self->search) ||
         value_has (record, UA_FIELD_EMAIL, self->search) ||
         value_has (record, UA_FIELD_EMPLOYEE_NUMBER, self->search) ||
         value_has (record, UA_FIELD_ROLE_PROFILE_NAME, self->search);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  UaMemberRecord *p = ua_member_get_record ((UaMember *) a);
  UaMemberRecord *q = ua_member_get_record ((UaMember *) b);

  return g_utf8_collate (ua_member_record_get_name (p), ua_member_record_get_name (q));
}

static void
search_changed_cb (GtkEditable *entry,
                   Naive       *self)
{
  g_free (self->search);
  self->search = ua_text_fold (gtk_editable_get_text (entry));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
cell_set_up_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  UaField field = (UaField) GPOINTER_TO_UINT (user_data);
  UaMemberRecord *record = ua_member_get_record (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       ua_member_record_get (record, field));
}

static GListModel *
make_members (guint n)
{
  GListStore *store = g_list_store_new (UA_TYPE_MEMBER);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaMemberRecord) record = sample_record_new (i, 1);

      g_ptr_array_add (members, ua_member_new (i, record));
    }
  g_list_store_splice (store, 0, 0, members->pdata, members->len);
  return G_LIST_MODEL (store);
}

static GtkWidget *
make_table (GListModel *model)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (model));
  GtkWidget *view = gtk_column_view_new (selection);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column =
        gtk_column_view_column_new (ua_field_get_key (columns[i]), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (cell_set_up_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb),
                        GUINT_TO_POINTER (columns[i]));
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }
  return view;
}

/* A search entry over the table; it lives until the process ends. */
GtkWidget *
naive_content_new (guint       n_members,
                   GtkWidget **entry)
{
  Naive *self = g_new0 (Naive, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GListModel *sorted;

  self->search = g_strdup ("");
  self->filter = GTK_FILTER (gtk_custom_filter_new (match_cb, self, NULL));
  sorted = G_LIST_MODEL (gtk_sort_list_model_new (make_members (n_members),
                                                  GTK_SORTER (gtk_custom_sorter_new (compare_cb,
                                                                                     NULL, NULL))));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 make_table (G_LIST_MODEL (
                                   gtk_filter_list_model_new (sorted,
                                                              g_object_ref (self->filter)))));
  gtk_widget_set_vexpand (scroller, TRUE);
  *entry = gtk_search_entry_new ();
  g_signal_connect (*entry, "changed", G_CALLBACK (search_changed_cb), self);
  gtk_box_append (GTK_BOX (box), *entry);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}
