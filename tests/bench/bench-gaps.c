/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-gaps.h"
#include "bench.h"
#include "bench-app.h"

#include "ua-facet-row.h"
#include "ua-member-table.h"

/* For how long the main loop does not come back to wait, while a script does what a person does.
 *
 * After each step the longest such gap until the next one is printed: `gap-ACT MILLISECONDS`. */

typedef struct
{
  UaMemberTable *table;          /* (unowned) */
  UaMemberSelection *selection;  /* (unowned) */
  GtkEditable *entry;            /* (unowned) */
  GtkAdjustment *adjustment;     /* (unowned) */
  GPtrArray *facets;             /* (owned), of UaFacetRow */
  guint act;
  guint at;                      /* which step of it */
  BenchDone done;
  gpointer user_data;
} Gaps;

typedef struct
{
  const char *name;
  guint pause_ms;                /* a person does not do it more often */
  gboolean (*step) (Gaps *self); /* FALSE when there is none left */
} Act;

static GPollFunc poll_before;
static double loop_began;        /* when what waits was left; 0 before */
static double longest;

static gint
measure_and_poll (GPollFD *fds,
                  guint    n_fds,
                  gint     timeout)
{
  gint result;

  if (loop_began > 0)
    longest = MAX (longest, bench_now_ms () - loop_began);
  result = poll_before (fds, n_fds, timeout);
  loop_began = bench_now_ms ();
  return result;
}

static double
get_end (Gaps *self)
{
  return gtk_adjustment_get_upper (self->adjustment) -
         gtk_adjustment_get_page_size (self->adjustment);
}

static gboolean
scroll (Gaps *self)
{
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_value (self->adjustment) + 60);
  return self->at < 200;
}

static gboolean
jump (Gaps *self)
{
  gtk_adjustment_set_value (self->adjustment, g_random_double_range (0, get_end (self)));
  return self->at < 100;
}

static gboolean
type (Gaps *self)
{
  const char *prefix = bench_app_get_prefix (self->at, BENCH_APP_N_WORDS);

  if (prefix != NULL)
    gtk_editable_set_text (self->entry, prefix);
  return prefix != NULL;
}

/* Each on, then off again. */
static gboolean
filter (Gaps *self)
{
  if (self->at / 2 >= MIN (self->facets->len, 10))
    return FALSE;
  gtk_check_button_set_active (g_ptr_array_index (self->facets, self->at / 2), self->at % 2 == 0);
  return TRUE;
}

static gboolean
sort (Gaps *self)
{
  static const UaField fields[] = { UA_FIELD_STATUS, UA_FIELD_EMAIL, UA_FIELD_DISPLAY_NAME };

  if (self->at >= 6 * G_N_ELEMENTS (fields))
    return FALSE;
  ua_member_columns_sort_by (ua_member_table_get_columns (self->table),
                             fields[self->at / 2 % G_N_ELEMENTS (fields)], self->at % 2 == 0);
  return TRUE;
}

static gboolean
select_all (Gaps *self)
{
  if (self->at % 2 == 0)
    ua_member_selection_select_found (self->selection);
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  return self->at < 20;
}

static gboolean
open_member (Gaps *self)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), self->at % 10, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->table), "table.open", NULL);
  return self->at < 40;
}

static const Act acts[] = {
  { "scroll", 16, scroll },
  { "jump", 50, jump },
  { "type", 160, type },
  { "filter", 300, filter },
  { "sort", 400, sort },
  { "select-all", 300, select_all },
  { "open", 300, open_member },
};

static gboolean
step_due_cb (gpointer user_data)
{
  Gaps *self = user_data;
  const Act *act = &acts[self->act];

  if (self->at > 0)
    g_print ("gap-%s %f\n", act->name, longest);
  longest = 0;
  while (!act->step (self))
    {
      self->at = 0;
      if (++self->act == G_N_ELEMENTS (acts))
        {
          self->done (self->user_data);
          return G_SOURCE_REMOVE;
        }
      act = &acts[self->act];
    }
  self->at++;
  g_timeout_add (act->pause_ms, step_due_cb, self);
  return G_SOURCE_REMOVE;
}

static void
find_facets (Gaps      *self,
             GtkWidget *widget)
{
  if (UA_IS_FACET_ROW (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (self->facets, g_object_ref (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_facets (self, child);
}

/* Takes the loop of the application over until the process ends; then calls @done. */
void
bench_gaps_run (GtkWindow *window,
                BenchDone  done,
                gpointer   user_data)
{
  static Gaps self;
  GtkWidget *page = GTK_WIDGET (bench_app_get_page (window));

  self.table = UA_MEMBER_TABLE (bench_app_find (page, UA_TYPE_MEMBER_TABLE));
  self.selection = ua_members_page_get_selection (UA_MEMBERS_PAGE (page));
  self.entry = GTK_EDITABLE (bench_app_find (page, GTK_TYPE_SEARCH_ENTRY));
  self.adjustment = gtk_scrollable_get_vadjustment (
    GTK_SCROLLABLE (bench_app_find (page, GTK_TYPE_GRID_VIEW)));
  self.facets = g_ptr_array_new_with_free_func (g_object_unref);
  find_facets (&self, page);
  self.done = done;
  self.user_data = user_data;
  poll_before = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, measure_and_poll);
  g_timeout_add (100, step_due_cb, &self);
}
