/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"
#include "ui-fixture.h"

#include "ua-error.h"
#include "ua-sign-in-dialog.h"

typedef struct
{
  UaSession *session;     /* (owned) */
  UaSignInDialog *dialog; /* (unowned), a window */
} Fixture;

static void
set_up (Fixture          *fixture,
        UaConnectionKind  kind,
        gboolean          remembered)
{
  g_autoptr (UaConnection) connection =
    ua_connection_new ("c1", kind, "Brackwater & <Works>", "https://people.brackwater.example",
                       kind == UA_CONNECTION_KIND_BASIC ? "ada" : NULL);

  ua_connection_set_remembered (connection, remembered);
  fixture->session = fake_session_new (connection);
  fixture->dialog = ua_sign_in_dialog_new (fixture->session);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
tear_down (Fixture *fixture)
{
  if (fixture->dialog != NULL)
    ui_assert_finalized (fixture->dialog);
  ui_assert_finalized (fixture->session);
}

static gboolean
can_sign_in (Fixture *fixture)
{
  return ui_action_enabled (GTK_WIDGET (fixture->dialog), "sign-in.sign-in");
}

static void
press_sign_in (Fixture *fixture)
{
  g_assert_true (can_sign_in (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "sign-in.sign-in", NULL);
  g_assert_true (fake_session_is_asked (fixture->session));
}

/* PE-14: asked again when the secret was refused. */
static void
test_token (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, UA_CONNECTION_KIND_TOKEN, TRUE);
  ui_assert_typing_goes_to (GTK_WIDGET (fixture.dialog), "token_row");
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "sign-in-dialog");
  ui_assert_fits (GTK_WIDGET (fixture.dialog));
  g_assert_false (can_sign_in (&fixture));
  g_assert_false (ui_is_shown (GTK_WIDGET (fixture.dialog), "method_row"));
  ui_set_text (GTK_WIDGET (fixture.dialog), "token_row", "canary");
  press_sign_in (&fixture);
  g_assert_cmpstr (ua_credentials_get_secret (fake_session_get_credentials (fixture.session)), ==,
                   "canary");
  g_assert_true (fake_session_get_remember (fixture.session));
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

static void
test_password (void)
{
  Fixture fixture = { 0 };
  UaCredentials *credentials;

  set_up (&fixture, UA_CONNECTION_KIND_BASIC, FALSE);
  g_assert_false (ui_is_shown (GTK_WIDGET (fixture.dialog), "remember_group"));
  ui_set_text (GTK_WIDGET (fixture.dialog), "password_row", "canary");
  press_sign_in (&fixture);
  credentials = fake_session_get_credentials (fixture.session);
  g_assert_cmpstr (ua_credentials_get_user_name (credentials), ==, "ada");
  g_assert_false (fake_session_get_remember (fixture.session));
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

static void
test_refused (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_AUTHENTICATION, "401");

  set_up (&fixture, UA_CONNECTION_KIND_TOKEN, TRUE);
  ui_set_text (GTK_WIDGET (fixture.dialog), "token_row", "wrong");
  press_sign_in (&fixture);
  fake_session_answer (fixture.session, error);
  ui_wait_for (ui_is_shown (GTK_WIDGET (fixture.dialog), "error_box"));
  ui_take_pictures (GTK_WIDGET (fixture.dialog), "sign-in-dialog-refused");
  g_assert_false (can_sign_in (&fixture));
  tear_down (&fixture);
}

/* Out of reach is no reason to type the secret anew. */
static void
test_offline (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "refused");

  set_up (&fixture, UA_CONNECTION_KIND_TOKEN, TRUE);
  ui_set_text (GTK_WIDGET (fixture.dialog), "token_row", "right");
  press_sign_in (&fixture);
  fake_session_answer (fixture.session, error);
  ui_wait_for (ui_is_shown (GTK_WIDGET (fixture.dialog), "error_box"));
  press_sign_in (&fixture);
  g_assert_cmpstr (ua_credentials_get_secret (fake_session_get_credentials (fixture.session)), ==,
                   "right");
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

/* K1: signed in, but not kept, is signed in. */
static void
test_no_keyring (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_KEYRING, "no service");

  set_up (&fixture, UA_CONNECTION_KIND_TOKEN, TRUE);
  ui_set_text (GTK_WIDGET (fixture.dialog), "token_row", "right");
  press_sign_in (&fixture);
  fake_session_answer (fixture.session, error);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

static void
test_closed_while_asking (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, UA_CONNECTION_KIND_TOKEN, TRUE);
  ui_set_text (GTK_WIDGET (fixture.dialog), "token_row", "right");
  press_sign_in (&fixture);
  gtk_window_close (GTK_WINDOW (fixture.dialog));
  fake_session_answer (fixture.session, NULL);
  ui_wait_for (fixture.dialog == NULL);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/sign-in-dialog/token", test_token);
  g_test_add_func ("/sign-in-dialog/password", test_password);
  g_test_add_func ("/sign-in-dialog/refused", test_refused);
  g_test_add_func ("/sign-in-dialog/offline", test_offline);
  g_test_add_func ("/sign-in-dialog/no-keyring", test_no_keyring);
  g_test_add_func ("/sign-in-dialog/closed-while-asking", test_closed_while_asking);
  return g_test_run ();
}
