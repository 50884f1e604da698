/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"
#include "ui-fixture.h"

#include "ua-connect-dialog.h"
#include "ua-error.h"

typedef struct
{
  UaConnections *connections;  /* (owned) */
  UaConnectDialog *dialog;     /* (unowned), a window */
  UaConnection *connection;    /* (owned) (nullable): what was reported */
  UaCredentials *credentials;  /* (owned) (nullable): what was reported */
} Fixture;

static void
connected_cb (Fixture       *fixture,
              UaConnection  *connection,
              UaCredentials *credentials)
{
  g_assert_null (fixture->connection);
  fixture->connection = g_object_ref (connection);
  fixture->credentials = ua_credentials_ref (credentials);
}

static void
set_up (Fixture *fixture)
{
  fixture->connections = fake_connections_new ();
  fixture->dialog = ua_connect_dialog_new (fixture->connections);
  g_signal_connect_swapped (fixture->dialog, "connected", G_CALLBACK (connected_cb), fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
tear_down (Fixture *fixture)
{
  if (fixture->dialog != NULL)
    ui_assert_finalized (fixture->dialog);
  g_clear_object (&fixture->connection);
  g_clear_pointer (&fixture->credentials, ua_credentials_unref);
  ui_assert_finalized (fixture->connections);
  fake_connections_reset ();
}

static gboolean
can_connect (Fixture *fixture)
{
  return ui_action_enabled (GTK_WIDGET (fixture->dialog), "connect.connect");
}

static void
fill_in (Fixture *fixture)
{
  ui_set_text (GTK_WIDGET (fixture->dialog), "address_row", " https://people.brackwater.example ");
  ui_set_text (GTK_WIDGET (fixture->dialog), "token_row", "canary-token\n");
}

static void
press_connect (Fixture *fixture)
{
  g_assert_true (can_connect (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "connect.connect", NULL);
  g_assert_true (fake_connections_is_asked ());
}

static void
fail (Fixture    *fixture,
      UaError     code,
      const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, (int) code, message);

  press_connect (fixture);
  fake_connections_answer (NULL, error);
  ui_wait_for (!ui_is_shown (GTK_WIDGET (fixture->dialog), "progress_box"));
}

static const char *
get_error_sentence (Fixture    *fixture,
                    const char *box_id)
{
  GtkWidget *box = ui_find (GTK_WIDGET (fixture->dialog), box_id);

  g_assert_true (gtk_widget_get_visible (box));
  return gtk_label_get_label (GTK_LABEL (ui_find (box, "sentence_label")));
}

static void
test_complete (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  set_up (&fixture);
  dialog = GTK_WIDGET (fixture.dialog);
  ui_take_pictures (dialog, "connect-dialog");
  g_assert_false (can_connect (&fixture));
  ui_set_text (dialog, "address_row", "https://people.brackwater.example");
  g_assert_false (can_connect (&fixture));
  ui_set_text (dialog, "token_row", "x");
  g_assert_true (can_connect (&fixture));
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_find (dialog, "method_row")), 1);
  g_assert_false (can_connect (&fixture));
  ui_set_text (dialog, "user_name_row", "ada");
  g_assert_false (can_connect (&fixture));
  ui_set_text (dialog, "password_row", "secret");
  g_assert_true (can_connect (&fixture));
  ui_set_text (dialog, "address_row", "  ");
  g_assert_false (can_connect (&fixture));
  ui_take_pictures (dialog, "connect-dialog-password");
  tear_down (&fixture);
}

/* PE-13, PE-14: tried, remembered, the secret in the keyring, and no longer in the entry. */
static void
test_token (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  set_up (&fixture);
  dialog = GTK_WIDGET (fixture.dialog);
  fill_in (&fixture);
  press_connect (&fixture);
  g_assert_cmpstr (fake_connections_get_address (), ==, "https://people.brackwater.example");
  g_assert_cmpstr (ua_credentials_get_secret (fake_connections_get_tried ()), ==, "canary-token");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_find (dialog, "token_row"))), ==, "");
  g_assert_false (can_connect (&fixture));
  ui_take_pictures (dialog, "connect-dialog-busy");
  ui_assert_fits (dialog);

  fake_connections_answer ("https://people.brackwater.example/scim/v2", NULL);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpstr (ua_connection_get_name (fixture.connection), ==, "people.brackwater.example");
  g_assert_cmpstr (ua_connection_get_address (fixture.connection), ==,
                   "https://people.brackwater.example/scim/v2");
  g_assert_cmpint (ua_connection_get_kind (fixture.connection), ==, UA_CONNECTION_KIND_TOKEN);
  g_assert_true (ua_connection_get_remembered (fixture.connection));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.connections)), ==, 1);
  g_assert_cmpstr (ua_credentials_get_secret (fake_connections_get_stored ()), ==, "canary-token");
  tear_down (&fixture);
}

static void
test_password (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  set_up (&fixture);
  dialog = GTK_WIDGET (fixture.dialog);
  ui_set_text (dialog, "name_row", "Brackwater Works");
  ui_set_text (dialog, "address_row", "people.brackwater.example");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_find (dialog, "method_row")), 1);
  ui_set_text (dialog, "user_name_row", "ada");
  ui_set_text (dialog, "password_row", " spaces stay ");
  press_connect (&fixture);
  g_assert_cmpstr (ua_credentials_get_secret (fake_connections_get_tried ()), ==,
                   " spaces stay ");
  fake_connections_answer ("https://people.brackwater.example", NULL);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpstr (ua_connection_get_name (fixture.connection), ==, "Brackwater Works");
  g_assert_cmpstr (ua_connection_get_user_name (fixture.connection), ==, "ada");
  g_assert_cmpint (ua_connection_get_kind (fixture.connection), ==, UA_CONNECTION_KIND_BASIC);
  tear_down (&fixture);
}

/* PE-13: what is wrong is said where it is, and what was typed elsewhere is not asked again. */
static void
test_wrong_address (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  set_up (&fixture);
  dialog = GTK_WIDGET (fixture.dialog);
  fill_in (&fixture);
  fail (&fixture, UA_ERROR_OFFLINE, "Connection refused");
  g_assert_false (ui_is_shown (dialog, "credentials_error_box"));
  g_assert_true (gtk_widget_has_css_class (ui_find (dialog, "address_row"), "error"));
  g_assert_cmpint (fixture.connection == NULL, ==, TRUE);
  ui_take_pictures (dialog, "connect-dialog-error");
  ui_assert_fits (dialog);

  ui_set_text (dialog, "address_row", "http://people.brackwater.example");
  g_assert_false (ui_is_shown (dialog, "address_error_box"));
  fail (&fixture, UA_ERROR_ADDRESS, "plain http");
  g_assert_nonnull (strstr (get_error_sentence (&fixture, "address_error_box"), "unprotected"));
  g_assert_cmpstr (ua_credentials_get_secret (fake_connections_get_tried ()), ==, "canary-token");
  tear_down (&fixture);
}

/* Every way to fail has words of its own, without those of a protocol. */
static void
test_words (void)
{
  static const UaError codes[] = {
    UA_ERROR_ADDRESS, UA_ERROR_OFFLINE, UA_ERROR_TLS, UA_ERROR_REDIRECT, UA_ERROR_PROTOCOL,
    UA_ERROR_NOT_FOUND, UA_ERROR_SERVER, UA_ERROR_BUSY, UA_ERROR_TOO_LARGE,
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Fixture fixture = { 0 };

  set_up (&fixture);
  fill_in (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *sentence;

      fail (&fixture, codes[i], "HTTP 418");
      sentence = get_error_sentence (&fixture, "address_error_box");
      g_assert_true (g_hash_table_add (seen, g_strdup (sentence)));
      g_assert_null (strstr (sentence, "HTTP"));
      g_assert_null (strstr (sentence, "SCIM"));
    }
  tear_down (&fixture);
}

static void
test_refused (void)
{
  Fixture fixture = { 0 };
  GtkWidget *dialog;

  set_up (&fixture);
  dialog = GTK_WIDGET (fixture.dialog);
  fill_in (&fixture);
  fail (&fixture, UA_ERROR_AUTHENTICATION, "401");
  g_assert_true (ui_is_shown (dialog, "credentials_error_box"));
  g_assert_false (ui_is_shown (dialog, "address_error_box"));
  ui_take_pictures (dialog, "connect-dialog-refused");
  /* What was refused is not offered again. */
  g_assert_false (can_connect (&fixture));
  ui_set_text (dialog, "token_row", "better");
  g_assert_false (ui_is_shown (dialog, "credentials_error_box"));
  press_connect (&fixture);
  fake_connections_answer ("https://people.brackwater.example", NULL);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_cmpstr (ua_credentials_get_secret (fixture.credentials), ==, "better");
  tear_down (&fixture);
}

static void
test_stop (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error =
    g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  set_up (&fixture);
  fill_in (&fixture);
  press_connect (&fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture.dialog), "connect.stop", NULL);
  fake_connections_answer (NULL, error);
  ui_wait_for (can_connect (&fixture));
  g_assert_false (ui_is_shown (GTK_WIDGET (fixture.dialog), "address_error_box"));
  g_assert_null (fixture.connection);
  tear_down (&fixture);
}

/* An answer after the dialog went away opens nothing. */
static void
test_closed_while_checking (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture);
  fill_in (&fixture);
  press_connect (&fixture);
  gtk_window_close (GTK_WINDOW (fixture.dialog));
  fake_connections_answer ("https://people.brackwater.example", NULL);
  ui_wait_for (fixture.dialog == NULL);
  g_assert_null (fixture.connection);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.connections)), ==, 0);
  tear_down (&fixture);
}

/* K1: without a keyring one is connected for this session, and told so. */
static void
test_no_keyring (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_KEYRING, "no service");

  set_up (&fixture);
  fake_connections_fail_store (error);
  fill_in (&fixture);
  press_connect (&fixture);
  fake_connections_answer ("https://people.brackwater.example", NULL);
  ui_wait_for (ui_is_shown (GTK_WIDGET (fixture.dialog), "continue_button"));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "connect-dialog-no-keyring");
  ui_assert_fits (GTK_WIDGET (fixture.dialog));
  g_assert_null (fixture.connection);
  gtk_window_close (GTK_WINDOW (fixture.dialog));
  ui_wait_for (fixture.dialog == NULL);
  g_assert_nonnull (fixture.connection);
  g_assert_cmpstr (ua_credentials_get_secret (fixture.credentials), ==, "canary-token");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/connect-dialog/complete", test_complete);
  g_test_add_func ("/connect-dialog/token", test_token);
  g_test_add_func ("/connect-dialog/password", test_password);
  g_test_add_func ("/connect-dialog/wrong-address", test_wrong_address);
  g_test_add_func ("/connect-dialog/words", test_words);
  g_test_add_func ("/connect-dialog/refused", test_refused);
  g_test_add_func ("/connect-dialog/stop", test_stop);
  g_test_add_func ("/connect-dialog/closed-while-checking", test_closed_while_checking);
  g_test_add_func ("/connect-dialog/no-keyring", test_no_keyring);
  return g_test_run ();
}
