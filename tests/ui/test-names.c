/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S12: names that want to be more than text, wherever one is shown, against the real directory. */
#include "session-fixture.h"
#include "ua-test-directory.h"
#include "ua-test-life.h"
#include "ui-fixture.h"

#include "ua-activity-page.h"
#include "ua-member-page.h"
#include "ua-member-tasks.h"
#include "ua-members-page.h"
#include "ua-task-dialog.h"

#define N_LONG (64 * 1024)

/* The marks of Unicode Annex 9 that open and close an isolate. */
#define FIRST_STRONG_ISOLATE 0x2068
#define IS_ISOLATE(c) ((c) >= 0x2066 && (c) <= 0x2068)
#define POP_ISOLATE 0x2069

/* What a name is on the server, as JSON has it, and what is read of it. */
typedef struct
{
  const char *name;
  const char *json;
  const char *shown; /* in what is shown; NULL where it is not shown whole */
  gboolean turns;    /* a sentence around it, without an isolate */
  const char *typed; /* by who is asked to type it; NULL for just what is asked */
} Name;

static const Name names[] = {
  { "markup", "<b>Bold</b> & <span size='xx-large'>&amp;",
    "<b>Bold</b> & <span size='xx-large'>&amp;" },
  { "format", "%s%n%1$s", "%s%n%1$s" },
  { "override", "\\u202e" "Moor\\u202c Ada", "Moor Ada" },
  { "embedding", "\\u202b" "Ada\\u2067 Moor", "Ada Moor" },
  { "closing", "Ada\\u2069\\u202c Moor", "Ada Moor" },
  { "hebrew", "\\u05d0\\u05d3\\u05d4 (1)", "אדה (1)", TRUE },
  { "joiners", "Ada\\u200d\\u200c\\u2060 Moor", "Ada\u200d\u200c\u2060 Moor",
    .typed = "Ada Moor" },
  { "only-joiners", "\\u200d\\u200c\\u202e", NULL },
  { "controls", "Ada\\u0007\\u001b[31m\\n\\tMoor\\u0085", "Ada[31m Moor" },
  { "spaces", "Ada\\u2028\\u00a0  \\u3000Moor", "Ada Moor" },
  { "stack", "Z\\u0300\\u0301\\u0302\\u0303\\u0304\\u0305\\u0306\\u0307\\u0308\\u0309\\u030a\\u030b",
    "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b" },
  { "long", NULL, NULL },
};

typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  UaSession *session;         /* (owned) */
  char *id;                   /* (owned), of whom has the name */
  GtkWidget *window;          /* (unowned) */
  UaMemberTasks *tasks;       /* (owned) */
  AdwToast *toast;            /* (owned) (nullable), the last */
} Fixture;

static void
toast_cb (Fixture  *fixture,
          AdwToast *toast)
{
  g_set_object (&fixture->toast, toast);
}

static void
set_up (Fixture    *fixture,
        const Name *name)
{
  g_autofree char *filled = g_strnfill (N_LONG, 'W');
  g_autofree char *members =
    g_strdup_printf ("\"displayName\":\"%s\"", name->json != NULL ? name->json : filled);

  fixture->directory = ua_test_directory_start (0, NULL);
  fixture->id = ua_test_create_user (fixture->directory, "ada.moor", members);
  fixture->session = open_address (ua_test_directory_get_base_uri (fixture->directory),
                                   ua_test_directory_get_token (fixture->directory));
  wait_online (fixture->session);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), adw_toast_overlay_new ());
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->tasks = ua_member_tasks_new (fixture->window);
  ua_member_tasks_set_session (fixture->tasks, fixture->session);
  g_signal_connect_swapped (fixture->tasks, "toast", G_CALLBACK (toast_cb), fixture);
}

static void
show (Fixture   *fixture,
      GtkWidget *page)
{
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (gtk_window_get_child (
                                 GTK_WINDOW (fixture->window))), page);
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->toast);
  ui_assert_finalized (fixture->tasks);
  ui_assert_finalized (fixture->window);
  close_session (&fixture->session);
  ua_test_directory_stop (fixture->directory);
  g_free (fixture->id);
}

/* Nothing in a text orders what is beside it, and what is opened in it is closed in it. */
static void
assert_harmless (const char *text)
{
  guint depth = 0;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <, 4096);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (c == '\n' || !g_unichar_iscntrl (c));
      g_assert_false (c >= 0x202A && c <= 0x202E);
      if (IS_ISOLATE (c))
        depth++;
      if (c == POP_ISOLATE)
        g_assert_cmpuint (depth--, >, 0);
    }
  g_assert_cmpuint (depth, ==, 0);
}

/* Where a sentence goes on beside a name, the name stands in an isolate. */
static gboolean
is_isolated (const char *text,
             const char *name)
{
  const char *found = strstr (text, name);
  const char *end = found + strlen (name);

  if (found == text && *end == '\0')
    return TRUE;
  return found > text && g_utf8_get_char (g_utf8_prev_char (found)) == FIRST_STRONG_ISOLATE &&
         g_utf8_get_char (end) == POP_ISOLATE;
}

static void
judge (const char *text,
       const Name *name,
       guint      *n)
{
  if (text == NULL)
    return;
  assert_harmless (text);
  if (name->shown == NULL || strstr (text, name->shown) == NULL)
    return;
  (*n)++;
  if (name->turns && !is_isolated (text, name->shown))
    {
      g_printerr ("“%s” is not isolated\n", text);
      g_test_fail ();
    }
}

/* Looks at every text below; counts those that have the name. */
static void
look (GtkWidget  *widget,
      const Name *name,
      guint      *n)
{
  g_autofree char *tooltip = gtk_widget_get_tooltip_markup (widget) != NULL
                               ? g_strdup (gtk_widget_get_tooltip_text (widget)) : NULL;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    judge (gtk_label_get_text (GTK_LABEL (widget)), name, n);
  if (GTK_IS_INSCRIPTION (widget))
    judge (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), name, n);
  if (tooltip != NULL)
    assert_harmless (tooltip);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look (child, name, n);
}

static guint
count (GtkWidget  *root,
       const Name *name)
{
  guint n = 0;

  look (root, name, &n);
  return n;
}

/* Waits for the name where it can be shown whole, and sees that no name makes a window wide. */
static void
assert_shown (GtkWidget  *window,
              const Name *name)
{
  int minimum;

  ui_wait_for (name->shown == NULL || count (window, name) > 0);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 900);
}

static guint
count_rows (GtkWidget *page)
{
  UaMemberSelection *selection = ua_members_page_get_selection (UA_MEMBERS_PAGE (page));

  return selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (selection)) : 0;
}

static void
test_pages (const Name *name)
{
  Fixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (UaMember) member = NULL;
  g_autofree char *picture = g_strconcat ("names-", name->name, NULL);
  GtkWidget *page;

  set_up (&fixture, name);
  page = ua_members_page_new ();
  show (&fixture, page);
  ua_members_page_set_session (UA_MEMBERS_PAGE (page), fixture.session);
  ui_wait_for (count_rows (page) > 0);
  assert_shown (fixture.window, name);
  ui_take_pictures (fixture.window, picture);

  page = ua_member_page_new ();
  show (&fixture, page);
  record = find_record (fixture.session, fixture.id);
  member = ua_member_new (1, record);
  ua_member_page_set_session (UA_MEMBER_PAGE (page), fixture.session);
  ua_member_page_set_member (UA_MEMBER_PAGE (page), member);
  assert_shown (fixture.window, name);

  page = ua_activity_page_new ();
  show (&fixture, page);
  ua_place_page_set_session (UA_PLACE_PAGE (page), fixture.session);
  ui_wait_for (g_list_model_get_n_items (
                 G_LIST_MODEL (ua_entry_page_get_list (UA_ENTRY_PAGE (page)))) > 0);
  assert_shown (fixture.window, name);
  ua_entry_page_select (UA_ENTRY_PAGE (page), 0);
  assert_shown (fixture.window, name);
  tear_down (&fixture);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (UA_IS_TASK_DIALOG (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
ask (Fixture *fixture,
     UaTask   task)
{
  const char *ids[] = { fixture->id, NULL };

  ua_member_tasks_run (fixture->tasks, task, ids);
  ui_wait_for (find_dialog () != NULL);
  ui_wait_for (!ui_is_shown (find_dialog (), "waiting_row"));
  return find_dialog ();
}

/* The title of the row that asks for what to type, between its quotation marks. */
static char *
dup_wanted (GtkWidget *dialog)
{
  const char *title = adw_preferences_row_get_title (
    ADW_PREFERENCES_ROW (ui_find (dialog, "confirm_row")));
  const char *from = strstr (title, "“");
  const char *to = strstr (title, "”");

  g_assert_true (from != NULL && to != NULL);
  return g_strndup (from + strlen ("“"), (gsize) (to - from) - strlen ("“"));
}

/* A heading leaves room for what is below it. */
static void
assert_short (GtkWidget *dialog)
{
  GtkLabel *heading = GTK_LABEL (ui_find (dialog, "heading_label"));

  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (heading)), <=, 4);
}

/* Deactivated and erased by what can be read, and can be typed. */
static void
test_tasks (const Name *name)
{
  Fixture fixture = { NULL, };
  g_autofree char *picture = g_strconcat ("names-erase-", name->name, NULL);
  g_autofree char *wanted = NULL;
  GtkWidget *dialog;

  set_up (&fixture, name);
  dialog = ask (&fixture, UA_TASK_DEACTIVATE);
  assert_shown (dialog, name);
  assert_harmless (gtk_window_get_title (GTK_WINDOW (dialog)));
  ui_wait_for (ui_action_enabled (dialog, "task.run"));
  gtk_widget_activate_action (dialog, "task.run", NULL);
  ui_wait_for (fixture.toast != NULL);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (gtk_window_get_child (
                                 GTK_WINDOW (fixture.window))), g_object_ref (fixture.toast));
  assert_shown (fixture.window, name);
  g_clear_object (&fixture.toast);

  dialog = ask (&fixture, UA_TASK_ERASE);
  assert_shown (dialog, name);
  ui_take_pictures (dialog, picture);
  assert_short (dialog);
  g_assert_false (ui_action_enabled (dialog, "task.run"));
  ui_set_text (dialog, "confirm_row", " ");
  g_assert_false (ui_action_enabled (dialog, "task.run"));
  wanted = dup_wanted (dialog);
  g_assert_cmpint (g_utf8_strlen (wanted, -1), <=, 80);
  ui_set_text (dialog, "confirm_row", name->typed != NULL ? name->typed : wanted);
  ui_wait_for (ui_action_enabled (dialog, "task.run"));
  gtk_widget_activate_action (dialog, "task.run", NULL);
  ui_wait_for (fixture.toast != NULL);
  g_assert_false (is_known (fixture.session, fixture.id));
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *pages = g_strconcat ("/names/S12/pages/", names[i].name, NULL);
      g_autofree char *tasks = g_strconcat ("/names/S12/tasks/", names[i].name, NULL);

      g_test_add_data_func (pages, &names[i], (GTestDataFunc) test_pages);
      g_test_add_data_func (tasks, &names[i], (GTestDataFunc) test_tasks);
    }
  return g_test_run ();
}
