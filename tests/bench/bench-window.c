/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"
#include "bench-app.h"
#include "bench-gaps.h"
#include "naive-window.h"
#include "sample.h"

#include "ua-application.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One window measured from within its own process, by its frame clock:
 *
 *   bench-window empty|naive|app MEMBERS first|start|type|word|scroll|gaps STARTED [OPTION...]
 *
 * `first` ends with the first frame that shows members, `start` says what is resident two seconds
 * later, `type` types several words, `word` the first of them alone; `gaps` does what a person does
 * and says for how long the main loop was held.
 *
 * STARTED is the monotonic time in microseconds at which the process was started.  For `app` the
 * options are those of the program, which is run as it is shipped.  A line a figure is printed:
 * its name, a space, its value. */

#define SETTLE_MS 400

typedef enum
{
  PHASE_STARTING,
  PHASE_SETTLING,
  PHASE_TYPING,
  PHASE_SCROLLING,
  PHASE_JUMPING,
  PHASE_WORKING,
} Phase;

typedef struct
{
  const char *kind;         /* (unowned) */
  const char *task;         /* (unowned) */
  guint n_members;
  double started;
  GtkWindow *window;        /* (unowned) (nullable) */
  GtkEditable *entry;       /* (unowned) (nullable) */
  GtkAdjustment *adjustment; /* (unowned) (nullable) */
  Phase phase;
  guint at;                 /* which keystroke, or which frame */
  double asked;             /* when the key was struck; 0 while none is waited for */
  double processor;         /* how much had been used then */
  double frame_began;
  gboolean ready;           /* at the beginning of the frame: it will show what is waited for */
} Bench;

/* Whether what is in the widgets now is what is waited for. */
static gboolean
is_there (Bench *self)
{
  UaMemberList *list;

  if (strcmp (self->kind, "app") != 0)
    return TRUE;
  list = bench_app_get_list (self->window);
  if (list == NULL || ua_member_list_get_n_total (list) == 0)
    return self->phase == PHASE_TYPING && list != NULL && !ua_member_list_get_busy (list);
  if (self->phase == PHASE_TYPING)
    return !ua_member_list_get_busy (list) &&
           strcmp (ua_query_get_search (ua_member_list_get_query (list)),
                   gtk_editable_get_text (self->entry)) == 0;
  return g_list_model_get_n_items (G_LIST_MODEL (list)) > 0;
}

/* Whether nothing more is to come by itself. */
static gboolean
is_settled (Bench *self)
{
  UaMemberList *list;

  if (strcmp (self->kind, "app") != 0)
    return TRUE;
  list = bench_app_get_list (self->window);
  return list != NULL && !ua_member_list_get_busy (list) &&
         g_list_model_get_n_items (G_LIST_MODEL (list)) == ua_member_list_get_n_total (list);
}

static double
get_memory_kib (const char *field)
{
  g_autofree char *contents = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &contents, NULL, NULL))
    return 0;
  line = strstr (contents, field);
  return line != NULL ? g_ascii_strtod (line + strlen (field), NULL) : 0;
}

static void
finish (Bench *self)
{
  fflush (stdout);
  _Exit (0);
}

static void
finish_cb (gpointer user_data)
{
  finish (user_data);
}

static void
strike_key (Bench *self)
{
  guint n_words = strcmp (self->task, "word") == 0 ? 1 : BENCH_APP_N_WORDS;
  const char *prefix = bench_app_get_prefix (self->at++, n_words);

  if (prefix == NULL)
    finish (self);
  self->asked = bench_now_ms ();
  self->processor = bench_processor_ms ();
  gtk_editable_set_text (self->entry, prefix);
}

static void
begin_scrolling (Bench *self)
{
  GtkWidget *view = bench_app_find (GTK_WIDGET (self->window), GTK_TYPE_GRID_VIEW);

  self->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  self->phase = PHASE_SCROLLING;
  self->at = 0;
}

static gboolean
settled_cb (gpointer user_data)
{
  Bench *self = user_data;

  if (!is_settled (self))
    return G_SOURCE_CONTINUE;
  if (strcmp (self->task, "start") == 0)
    {
      g_print ("memory %f\n", get_memory_kib ("Rss:"));
      finish (self);
    }
  if (strcmp (self->task, "gaps") == 0)
    {
      self->phase = PHASE_WORKING;
      bench_gaps_run (self->window, finish_cb, self);
    }
  else if (strcmp (self->task, "scroll") == 0)
    begin_scrolling (self);
  else
    {
      self->phase = PHASE_TYPING;
      if (self->entry == NULL)
        self->entry = GTK_EDITABLE (bench_app_find (GTK_WIDGET (self->window),
                                                 GTK_TYPE_SEARCH_ENTRY));
      strike_key (self);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
key_due_cb (gpointer user_data)
{
  strike_key (user_data);
  return G_SOURCE_REMOVE;
}

/* A person types some six keys a second; what a stroke leaves to do is done meanwhile, or not. */
static void
strike_key_soon (Bench *self)
{
  g_timeout_add (160, key_due_cb, self);
}

static void
before_paint_cb (GdkFrameClock *clock,
                 Bench         *self)
{
  self->frame_began = bench_now_ms ();
  self->ready = is_there (self);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Bench *self = user_data;
  double upper;

  if (self->adjustment == NULL)
    return G_SOURCE_CONTINUE;
  upper = gtk_adjustment_get_upper (self->adjustment) -
          gtk_adjustment_get_page_size (self->adjustment);
  if (self->phase == PHASE_SCROLLING)
    gtk_adjustment_set_value (self->adjustment,
                              gtk_adjustment_get_value (self->adjustment) + 60);
  else
    gtk_adjustment_set_value (self->adjustment, g_random_double_range (0, upper));
  return G_SOURCE_CONTINUE;
}

static void
scrolled_a_frame (Bench *self)
{
  self->at++;
  /* The first frames after a change of pace are of the old one. */
  if (self->at > 3)
    g_print ("%s %f\n", self->phase == PHASE_SCROLLING ? "steady" : "jump",
             bench_now_ms () - self->frame_began);
  if (self->at < 120)
    return;
  if (self->phase == PHASE_JUMPING)
    finish (self);
  self->phase = PHASE_JUMPING;
  self->at = 0;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *self)
{
  switch (self->phase)
    {
    case PHASE_STARTING:
      self->at++;
      if (!self->ready)
        return;
      g_print ("frames %u\n", self->at);
      g_print ("start %f\n", bench_now_ms () - self->started);
      g_print ("processor %f\n", bench_processor_ms ());
      self->at = 0;
      if (strcmp (self->task, "first") == 0)
        finish (self);
      self->phase = PHASE_SETTLING;
      g_timeout_add (strcmp (self->task, "start") == 0 ? 2000 : SETTLE_MS, settled_cb, self);
      return;
    case PHASE_TYPING:
      if (!self->ready || self->asked == 0)
        return;
      g_print ("key %f\n", bench_now_ms () - self->asked);
      g_print ("key-processor %f\n", bench_processor_ms () - self->processor);
      self->asked = 0;
      strike_key_soon (self);
      return;
    case PHASE_SCROLLING:
    case PHASE_JUMPING:
      scrolled_a_frame (self);
      return;
    case PHASE_SETTLING:
    case PHASE_WORKING:
    default:
      return;
    }
}

static void
realized_cb (GtkWidget *widget,
             Bench     *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  gtk_widget_add_tick_callback (widget, tick_cb, self, NULL);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 Bench          *self)
{
  if (self->window != NULL)
    return;
  self->window = window;
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), self);
}

static void
activated_cb (GtkApplication *application,
              Bench          *self)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  if (strcmp (self->kind, "naive") == 0)
    {
      GtkWidget *entry = NULL;

      adw_application_window_set_content (ADW_APPLICATION_WINDOW (window),
                                          naive_content_new (self->n_members, &entry));
      self->entry = GTK_EDITABLE (entry);
    }
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  static Bench self;
  g_autoptr (GtkApplication) application = NULL;
  char *nothing[] = { argv[0], NULL };

  if (argc < 5)
    return 2;
  setlocale (LC_ALL, "");
  self.kind = argv[1];
  self.n_members = (guint) strtoul (argv[2], NULL, 10);
  self.task = argv[3];
  self.started = g_ascii_strtod (argv[4], NULL) / 1000;
  if (strcmp (self.kind, "app") == 0)
    {
      argv[4] = argv[0];
      application = GTK_APPLICATION (ua_application_new ());
      g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &self);
      return g_application_run (G_APPLICATION (application), argc - 4, argv + 4);
    }
  application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &self);
  g_signal_connect (application, "activate", G_CALLBACK (activated_cb), &self);
  return g_application_run (G_APPLICATION (application), 1, nothing);
}
