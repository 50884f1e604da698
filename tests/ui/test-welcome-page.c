/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"
#include "ui-fixture.h"

#include "ua-connect-dialog.h"
#include "ua-error.h"
#include "ua-welcome-page.h"

typedef struct
{
  UaConnections *connections; /* (owned) */
  GtkWidget *window;          /* (unowned), a window */
  GtkWidget *page;            /* (unowned) */
  UaConnection *connection;   /* (owned) (nullable): what was reported */
  gboolean with_credentials;
} Fixture;

static void
connected_cb (Fixture       *fixture,
              UaConnection  *connection,
              UaCredentials *credentials)
{
  fixture->connection = g_object_ref (connection);
  fixture->with_credentials = credentials != NULL;
}

static void
set_up (Fixture *fixture,
        int      width)
{
  fixture->connections = fake_connections_new ();
  fixture->page = ua_welcome_page_new (fixture->connections);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 760);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  g_signal_connect_swapped (fixture->page, "connected", G_CALLBACK (connected_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  ui_assert_finalized (fixture->window);
  g_assert_null (page);
  g_clear_object (&fixture->connection);
  ui_assert_finalized (fixture->connections);
  fake_connections_reset ();
}

static void
test_sample (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, 1000);
  ui_take_pictures (fixture.window, "welcome-page");
  gtk_widget_activate_action (fixture.page, "welcome.create-sample", NULL);
  g_assert_nonnull (fixture.connection);
  g_assert_false (fixture.with_credentials);
  g_assert_cmpint (ua_connection_get_kind (fixture.connection), ==, UA_CONNECTION_KIND_LOCAL);
  g_assert_cmpuint (fake_connections_get_n_sample (), ==, 250);
  tear_down (&fixture);
}

static void
test_empty (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, 400);
  ui_take_pictures (fixture.window, "welcome-page-narrow");
  ui_assert_fits (fixture.window);
  gtk_widget_activate_action (fixture.page, "welcome.create-empty", NULL);
  g_assert_nonnull (fixture.connection);
  g_assert_cmpuint (fake_connections_get_n_sample (), ==, 0);
  tear_down (&fixture);
}

static void
test_error (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_STORAGE, "disk full");

  set_up (&fixture, 1000);
  fake_connections_fail_store (error);
  g_assert_false (ui_is_shown (fixture.page, "error_box"));
  gtk_widget_activate_action (fixture.page, "welcome.create-sample", NULL);
  g_assert_null (fixture.connection);
  g_assert_true (ui_is_shown (fixture.page, "error_box"));
  ui_take_pictures (fixture.window, "welcome-page-error");
  tear_down (&fixture);
}

/* Who has an organisation already finds the way back to it, however it came to be there. */
static void
test_back (void)
{
  Fixture fixture = { 0 };
  g_autoptr (UaConnection) made = NULL;

  set_up (&fixture, 1000);
  g_assert_false (ui_is_shown (fixture.page, "back_button"));
  made = ua_connections_create_local (fixture.connections, "Brackwater Works", 0, NULL);
  ua_welcome_page_set_connections (UA_WELCOME_PAGE (fixture.page), NULL);
  ua_welcome_page_set_connections (UA_WELCOME_PAGE (fixture.page), fixture.connections);
  g_assert_true (ui_is_shown (fixture.page, "back_button"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (ui_find (fixture.page, "back_button"))), ==,
                   "Back to Brackwater Works");
  ui_take_pictures (fixture.window, "welcome-page-back");
  gtk_widget_activate_action (fixture.page, "welcome.back", NULL);
  g_assert_true (fixture.connection == made);
  tear_down (&fixture);
}

static GtkWidget *
find_connect_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (toplevels, i);

      if (UA_IS_CONNECT_DIALOG (window))
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* What the connect dialog finds comes out of the page. */
static void
test_connect (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  set_up (&fixture, 1000);
  gtk_widget_activate_action (fixture.page, "welcome.connect", NULL);
  dialog = find_connect_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (dialog)));
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) ==
                 GTK_WINDOW (fixture.window));
  ui_set_text (dialog, "address_row", "https://people.brackwater.example");
  ui_set_text (dialog, "token_row", "x");
  gtk_widget_activate_action (dialog, "connect.connect", NULL);
  fake_connections_answer ("https://people.brackwater.example", NULL);
  ui_wait_for (fixture.connection != NULL && find_connect_dialog () == NULL);
  g_assert_true (fixture.with_credentials);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/welcome-page/sample", test_sample);
  g_test_add_func ("/welcome-page/empty", test_empty);
  g_test_add_func ("/welcome-page/error", test_error);
  g_test_add_func ("/welcome-page/back", test_back);
  g_test_add_func ("/welcome-page/connect", test_connect);
  return g_test_run ();
}
