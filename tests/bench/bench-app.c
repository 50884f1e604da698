/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-app.h"

static const char * const words[BENCH_APP_N_WORDS] = {
  "lindqvist", "müller", "anna b", "engineer", "b0012"
};

/* The first widget of @type that is mapped, @widget or below it; NULL where there is none. */
GtkWidget *
bench_app_find (GtkWidget *widget,
                GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = bench_app_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* NULL while it is not there. */
UaMembersPage *
bench_app_get_page (GtkWindow *window)
{
  GtkWidget *page = bench_app_find (GTK_WIDGET (window), UA_TYPE_MEMBERS_PAGE);

  return page != NULL ? UA_MEMBERS_PAGE (page) : NULL;
}

UaMemberList *
bench_app_get_list (GtkWindow *window)
{
  UaMembersPage *page = bench_app_get_page (window);
  UaMemberSelection *selection = page != NULL ? ua_members_page_get_selection (page) : NULL;

  return selection != NULL ? ua_member_selection_get_list (selection) : NULL;
}

/* What is in the entry after that many strokes; NULL after the last of @n_words. */
const char *
bench_app_get_prefix (guint at,
                      guint n_words)
{
  static char prefix[64];

  for (guint i = 0; i < n_words; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);

      if (at <= (guint) length)
        {
          /* The last stroke of a word empties the entry again; it is measured, too. */
          g_utf8_strncpy (prefix, words[i], at < (guint) length ? at + 1 : 0);
          return prefix;
        }
      at -= (guint) length + 1;
    }
  return NULL;
}
