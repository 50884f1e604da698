/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-error.h"
#include "ua-session-bar.h"
#include "ua-time.h"

#include "fake-sync.h"
#include "ui-fixture.h"

typedef struct
{
  GtkWidget *window;  /* (owned) */
  UaSessionBar *bar;  /* (unowned) */
  UaSession *session; /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (UaConnection) connection =
    ua_connection_new ("server", UA_CONNECTION_KIND_TOKEN, "Brackwater Works",
                       "https://brackwater.example/scim/v2", NULL);
  GtkWidget *bar = ua_session_bar_new ();

  fixture->session = fake_session_new (connection);
  fixture->bar = UA_SESSION_BAR (bar);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 720, -1);
  gtk_window_set_child (GTK_WINDOW (fixture->window), bar);
  ua_session_bar_set_session (fixture->bar, fixture->session);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_assert_finalized (fixture->window);
  ui_assert_finalized (fixture->session);
}

static const char *
get_action (Fixture *fixture)
{
  GtkWidget *button = ui_find (GTK_WIDGET (fixture->bar), "button");

  return gtk_actionable_get_action_name (GTK_ACTIONABLE (button));
}

static void
add_change (Fixture       *fixture,
            const char    *uuid,
            UaChangeState  state)
{
  const UaPatchEntry entry = { UA_FIELD_TITLE, (char *) "Rigger", (char *) "Welder" };
  g_autoptr (UaPatch) patch = ua_patch_new ("m1", "1", &entry, 1);
  g_autoptr (UaChange) change = ua_change_new (uuid, patch, "Ada Abbott", 0, state, 1, NULL);

  fake_session_add_change (fixture->session, change);
}

static void
test_quiet (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_null (ua_session_bar_get_text (fixture->bar));
}

/* PE-18: only the first synchronisation has a bar. */
static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  fake_session_set_progress (fixture->session, UA_TIME_NONE, 340, 1000);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_SYNCING, NULL);
  g_assert_cmpstr (ua_session_bar_get_text (fixture->bar), ==, "Fetching members… 340 of 1000");
  ui_take_pictures (fixture->window, "bar-progress");

  fake_session_set_progress (fixture->session, UA_TIME_NONE, 340, 0);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_SYNCING, NULL);
  g_assert_cmpstr (ua_session_bar_get_text (fixture->bar), ==, "Fetching members… 340");

  fake_session_set_progress (fixture->session, ua_time_now (), 1000, 2000);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_SYNCING, NULL);
  g_assert_null (ua_session_bar_get_text (fixture->bar));
}

/* UA-03: what happened, and how old it is what one sees. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) offline = g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "refused");
  g_autoptr (GError) tls = g_error_new_literal (UA_ERROR, UA_ERROR_TLS, "expired");

  fake_session_set_state (fixture->session, UA_SESSION_STATE_OFFLINE, offline);
  g_assert_cmpstr (ua_session_bar_get_text (fixture->bar), ==, "Offline.");
  g_assert_cmpstr (get_action (fixture), ==, "win.refresh");

  fake_session_set_progress (fixture->session, ua_time_now (), 1000, 1000);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_OFFLINE, offline);
  g_assert_true (g_str_has_prefix (ua_session_bar_get_text (fixture->bar),
                                   "Offline. You see the members as of "));
  ui_take_pictures (fixture->window, "bar-offline");

  fake_session_set_state (fixture->session, UA_SESSION_STATE_OFFLINE, tls);
  g_assert_false (g_str_has_prefix (ua_session_bar_get_text (fixture->bar), "Offline."));
  g_assert_nonnull (strstr (ua_session_bar_get_text (fixture->bar), "as of "));

  fake_session_set_state (fixture->session, UA_SESSION_STATE_ONLINE, NULL);
  g_assert_null (ua_session_bar_get_text (fixture->bar));
}

/* PE-14: asked for again when refused; more urgent than what waits for a decision. */
static void
test_sign_in (Fixture       *fixture,
              gconstpointer  data)
{
  add_change (fixture, "u1", UA_CHANGE_STATE_REJECTED);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_SIGN_IN, NULL);
  g_assert_true (g_str_has_prefix (ua_session_bar_get_text (fixture->bar), "Sign in again"));
  g_assert_cmpstr (get_action (fixture), ==, "win.sign-in");
  ui_take_pictures (fixture->window, "bar-sign-in");
}

/* UA-05: nobody's change is lost silently. */
static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  add_change (fixture, "u1", UA_CHANGE_STATE_QUEUED);
  g_assert_null (ua_session_bar_get_text (fixture->bar));
  add_change (fixture, "u2", UA_CHANGE_STATE_CONFLICT);
  g_assert_cmpstr (ua_session_bar_get_text (fixture->bar), ==,
                   "1 change was not saved and needs your decision.");
  g_assert_cmpstr (get_action (fixture), ==, "win.show-changes");
  add_change (fixture, "u3", UA_CHANGE_STATE_REJECTED);
  g_assert_cmpstr (ua_session_bar_get_text (fixture->bar), ==,
                   "2 changes were not saved and need your decision.");
  ui_take_pictures (fixture->window, "bar-changes");
  fake_session_remove_changes (fixture->session);
  g_assert_null (ua_session_bar_get_text (fixture->bar));
}

/* UA-06: what waits is counted where nothing can be sent. */
static void
test_queue (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) offline = g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "refused");

  add_change (fixture, "u1", UA_CHANGE_STATE_QUEUED);
  add_change (fixture, "u2", UA_CHANGE_STATE_REJECTED);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_OFFLINE, offline);
  g_assert_cmpstr (ua_session_bar_get_text (fixture->bar), ==,
                   "Offline. 1 change waits to be sent.");
  add_change (fixture, "u3", UA_CHANGE_STATE_WAITING);
  g_assert_cmpstr (ua_session_bar_get_text (fixture->bar), ==,
                   "Offline. 2 changes wait to be sent.");
  fake_session_set_state (fixture->session, UA_SESSION_STATE_SIGN_IN, NULL);
  g_assert_true (g_str_has_suffix (ua_session_bar_get_text (fixture->bar),
                                   " 2 changes wait to be sent."));
}

/* S2: members that could not be read are told of, until one does not want to hear it. */
static void
test_skipped (Fixture       *fixture,
              gconstpointer  data)
{
  fake_session_set_n_skipped (fixture->session, 2);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_SYNCING, NULL);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_ONLINE, NULL);
  g_assert_true (g_str_has_prefix (ua_session_bar_get_text (fixture->bar),
                                   "2 members could not be read"));
  ui_take_pictures (fixture->window, "bar-skipped");
  g_assert_true (gtk_widget_activate_action (ui_find (GTK_WIDGET (fixture->bar), "button"),
                                             get_action (fixture), NULL));
  g_assert_null (ua_session_bar_get_text (fixture->bar));
  fake_session_set_n_skipped (fixture->session, 3);
  fake_session_set_state (fixture->session, UA_SESSION_STATE_ONLINE, NULL);
  g_assert_nonnull (ua_session_bar_get_text (fixture->bar));
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  ua_session_bar_set_failure (fixture->bar, "The disk is full.");
  g_assert_cmpstr (ua_session_bar_get_text (fixture->bar), ==, "The disk is full.");
  ua_session_bar_set_session (fixture->bar, NULL);
  g_assert_null (ua_session_bar_get_text (fixture->bar));
}

#define ADD(path, function)                                                            \
  g_test_add ("/session-bar/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  ADD ("quiet", test_quiet);
  ADD ("progress", test_progress);
  ADD ("offline", test_offline);
  ADD ("sign-in", test_sign_in);
  ADD ("changes", test_changes);
  ADD ("queue", test_queue);
  ADD ("skipped", test_skipped);
  ADD ("failure", test_failure);
  return g_test_run ();
}
