/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places beside the members, against the real directory: what they show, find and do. */
#include "session-fixture.h"
#include "ua-test-directory.h"
#include "ua-test-life.h"
#include "ua-test-mail.h"
#include "ui-fixture.h"

#include "ua-activity-page.h"
#include "ua-invitations-page.h"
#include "ua-mail-page.h"
#include "ua-provisioning-page.h"
#include "ua-security-dialog.h"
#include "ua-security-page.h"
#include "ua-split.h"
#include "ua-task-dialog.h"
#include "ua-ui.h"

typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  UaSession *session;         /* (owned) */
  GtkWidget *window;          /* (unowned) */
  UaEntryPage *page;          /* (unowned) */
  int width;                  /* of the window; 0 for a wide one */
} Fixture;

static void
act (Fixture    *fixture,
     const char *action,
     const char *rest)
{
  g_autofree char *body = g_strdup_printf (
    "{\"schemas\":[\"urn:example:useradmin:scim:2.0:ActionRequest\"],\"action\":\"%s\",%s}", action,
    rest);
  g_autoptr (UaTestReply) reply =
    ua_test_directory_send (fixture->directory, "POST", "/Actions", body);

  g_assert_cmpuint (reply->status, ==, 200);
  ua_test_mail_settle (fixture->directory);
}

static void
start (Fixture *fixture)
{
  fixture->directory = ua_test_directory_start (0, NULL);
}

/* Opens a page in a window, as the program does in its own. */
static void
show (Fixture   *fixture,
      GtkWidget *page)
{
  /* Wide enough for the details beside the list. */
  int wide = ua_ui_get_text_scale () > 1 ? 1560 : 1000;

  if (fixture->session == NULL)
    {
      fixture->session = open_address (ua_test_directory_get_base_uri (fixture->directory),
                                       ua_test_directory_get_token (fixture->directory));
      wait_online (fixture->session);
    }
  fixture->page = UA_ENTRY_PAGE (page);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window),
                               fixture->width > 0 ? fixture->width : wide, 640);
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  ua_place_page_set_session (UA_PLACE_PAGE (page), fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_wait_for (gtk_widget_get_mapped (page));
  ui_assert_fits (fixture->window);
}

static void
hide (Fixture *fixture)
{
  gpointer weak = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (fixture->page), &weak);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_wait_for (weak == NULL);
}

static void
stop (Fixture *fixture)
{
  hide (fixture);
  close_session (&fixture->session);
  ua_test_directory_stop (fixture->directory);
}

static guint
get_n (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ua_entry_page_get_list (fixture->page)));
}

static void
settle (Fixture *fixture)
{
  UaEntryList *list = ua_entry_page_get_list (fixture->page);

  ui_wait_for (!ua_entry_list_get_busy (list) && !ua_entry_list_get_kept (list));
}

static UaStateRow *
find_row (GtkWidget *root,
          guint      position)
{
  UaStateRow *found = NULL;

  if (UA_IS_STATE_ROW (root))
    return gtk_widget_get_mapped (root) &&
           ua_state_row_get_position (UA_STATE_ROW (root)) == position ? UA_STATE_ROW (root)
                                                                       : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, position);
  return found;
}

static const char *
get_row_text (Fixture    *fixture,
              guint       position,
              const char *id)
{
  UaStateRow *row;

  ui_wait_for (find_row (fixture->window, position) != NULL);
  row = find_row (fixture->window, position);
  return gtk_label_get_label (GTK_LABEL (ui_find (GTK_WIDGET (row), id)));
}

static void
assert_shown (Fixture    *fixture,
              const char *page)
{
  GtkStack *stack = GTK_STACK (ui_find (fixture->window, "stack"));

  ui_wait_for (g_strcmp0 (gtk_stack_get_visible_child_name (stack), page) == 0);
}

static const char *
get_status_title (Fixture *fixture)
{
  assert_shown (fixture, "status");
  return adw_status_page_get_title (ADW_STATUS_PAGE (ui_find (fixture->window, "status_page")));
}

/* Whether a text has the words, among marks of the direction of a name. */
static gboolean
says (const char *text,
      const char *words)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_FORMAT)
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return strstr (plain->str, words) != NULL;
}

/* Whether some label below says that. */
static gboolean
has_text (GtkWidget  *root,
          const char *text)
{
  if (GTK_IS_LABEL (root) && says (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
view_has (Fixture    *fixture,
          const char *text)
{
  return has_text (ui_find (fixture->window, "view"), text);
}

static GtkWindow *
find_dialog (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

/* Does what the preview asks about, once it knows what would happen. */
static void
confirm_task (void)
{
  GtkWidget *dialog;

  ui_wait_for (find_dialog (UA_TYPE_TASK_DIALOG) != NULL);
  dialog = GTK_WIDGET (find_dialog (UA_TYPE_TASK_DIALOG));
  ui_wait_for (ui_action_enabled (dialog, "task.run"));
  gtk_widget_activate_action (dialog, "task.run", NULL);
  ui_wait_for (find_dialog (UA_TYPE_TASK_DIALOG) == NULL);
}

static guint
count_at (Fixture    *fixture,
          const char *endpoint)
{
  g_autofree char *path = g_strconcat (endpoint, "?count=0", NULL);
  g_autoptr (UaTestReply) reply = ua_test_directory_get (fixture->directory, path);

  return (guint) json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
}

#define INVITE_THREE \
  "\"parameters\":{\"people\":[" \
  "{\"email\":\"ada@brackwater.example\",\"fullName\":\"Ada Moor\"}," \
  "{\"email\":\"bram@brackwater.example\",\"fullName\":\"Bram Vesper\"}," \
  "{\"email\":\"cleo@brackwater.example\",\"fullName\":\"Cleo Hartung\"}]}"

/* TL-05: who, when, by whom, until when, and how far the mail is. */
static void
test_invitations (void)
{
  Fixture fixture = { NULL, };

  start (&fixture);
  show (&fixture, ua_invitations_page_new ());
  g_assert_cmpstr (get_status_title (&fixture), ==, "No Open Invitations");
  g_assert_true (ui_is_shown (fixture.window, "header_button"));
  g_assert_true (ui_is_shown (fixture.window, "status_button"));
  act (&fixture, "invite", INVITE_THREE);
  ua_session_refresh_entries (fixture.session);
  ui_wait_for (get_n (&fixture) == 3);
  assert_shown (&fixture, "list");
  g_assert_cmpint (ua_place_page_get_count (UA_PLACE_PAGE (fixture.page)), ==, 3);
  g_assert_cmpstr (get_row_text (&fixture, 0, "title_label"), ==, "Cleo Hartung");
  g_assert_nonnull (strstr (get_row_text (&fixture, 0, "caption_label"),
                            "cleo@brackwater.example"));
  g_assert_cmpstr (get_row_text (&fixture, 0, "state_label"), ==, "Sent");
  g_assert_cmpstr (get_row_text (&fixture, 0, "when_label"), ==, "Expires in 14 days");
  ua_entry_page_select (fixture.page, 0);
  ui_wait_for (ua_split_get_revealed (UA_SPLIT (ui_find (fixture.window, "split"))));
  g_assert_true (view_has (&fixture, "cleo@brackwater.example"));
  ui_take_pictures (fixture.window, "invitations");
  hide (&fixture);
  fixture.width = 400;
  show (&fixture, ua_mail_page_new ());
  ui_wait_for (get_n (&fixture) == 3);
  ui_take_pictures (fixture.window, "mail-narrow");
  stop (&fixture);
}

/* TL-05: sent again, and cancelled, for one and for a selection; nothing goes without a preview. */
static void
test_invitation_tasks (void)
{
  Fixture fixture = { NULL, };
  GtkSelectionModel *selection;
  guint n_mails;

  start (&fixture);
  act (&fixture, "invite", INVITE_THREE);
  show (&fixture, ua_invitations_page_new ());
  ui_wait_for (get_n (&fixture) == 3);
  settle (&fixture);
  n_mails = count_at (&fixture, "/Messages");
  ua_entry_page_select (fixture.page, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "entry.task", "s",
                              UA_ACTION_RESEND_INVITATION);
  g_assert_cmpuint (count_at (&fixture, "/Messages"), ==, n_mails);
  confirm_task ();
  g_assert_cmpuint (count_at (&fixture, "/Messages"), ==, n_mails + 1);

  selection = gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (fixture.window, "list_view")));
  gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_selection_model_select_item (selection, 2, FALSE);
  ui_wait_for (ui_is_shown (fixture.window, "bulk_box"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (ui_find (fixture.window, "bulk_label"))), ==,
                   "2 selected");
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "entry.task", "s",
                              UA_ACTION_CANCEL_INVITATION);
  confirm_task ();
  g_assert_cmpuint (count_at (&fixture, "/Invitations"), ==, 1);
  ui_wait_for (get_n (&fixture) == 1);
  g_assert_cmpstr (get_row_text (&fixture, 0, "title_label"), ==, "Bram Vesper");
  stop (&fixture);
}

/* What has expired is marked by a word and an icon, and can be listed alone. */
static void
test_expired (void)
{
  Fixture fixture = { NULL, };
  GtkDropDown *filter;

  start (&fixture);
  act (&fixture, "invite", INVITE_THREE);
  ua_test_sql (fixture.directory, "UPDATE invitation SET expires = 1000 WHERE id ="
                                  "  (SELECT min (id) FROM invitation)");
  show (&fixture, ua_invitations_page_new ());
  ui_wait_for (get_n (&fixture) == 3);
  filter = GTK_DROP_DOWN (ui_find (fixture.window, "first_filter"));
  gtk_drop_down_set_selected (filter, 2);
  ui_wait_for (get_n (&fixture) == 1);
  g_assert_cmpstr (get_row_text (&fixture, 0, "state_label"), ==, "Expired");
  g_assert_true (ui_is_shown (GTK_WIDGET (find_row (fixture.window, 0)), "state_icon"));
  stop (&fixture);
}

/* TL-11: each mail with its delivery; its text; a mail that did not arrive is sent again. */
static void
test_mail (void)
{
  Fixture fixture = { NULL, };
  GtkEditable *search;

  start (&fixture);
  act (&fixture, "invite", INVITE_THREE);
  show (&fixture, ua_mail_page_new ());
  ui_wait_for (get_n (&fixture) == 3);
  settle (&fixture);
  g_assert_cmpstr (get_row_text (&fixture, 0, "state_label"), ==, "Sent");
  search = GTK_EDITABLE (ui_find (fixture.window, "search_entry"));
  gtk_editable_set_text (search, "bram");
  ui_wait_for (get_n (&fixture) == 1);
  ua_entry_page_select (fixture.page, 0);
  ui_wait_for (view_has (&fixture, "bram@brackwater.example"));
  g_assert_true (ui_is_shown (fixture.window, "text_label"));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (ui_find (fixture.window,
                                                                     "text_label"))),
                            "Bram"));
  ui_take_pictures (fixture.window, "mail");
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "entry.task", "s",
                              UA_ACTION_RESEND_MESSAGE);
  confirm_task ();
  ui_wait_for (get_n (&fixture) == 2);
  gtk_editable_set_text (search, "nobody at all");
  ui_wait_for (get_n (&fixture) == 0);
  g_assert_cmpstr (get_status_title (&fixture), ==, "Nothing Found");
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "entry.show-all", NULL);
  ui_wait_for (get_n (&fixture) == 4);
  stop (&fixture);
}

/* PE-09: who did what to whom, in words, with what was and is; narrowed to one of them. */
static void
test_activity (void)
{
  Fixture fixture = { NULL, };
  g_autofree char *id = NULL;
  g_autoptr (UaTestReply) reply = NULL;

  start (&fixture);
  id = ua_test_create_user (fixture.directory, "ada.moor",
                            "\"displayName\":\"Ada Moor\",\"title\":\"Pilot\"");
  reply = ua_test_patch (fixture.directory, "/Users", id,
                         "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Captain\"}");
  g_assert_cmpuint (reply->status, ==, 200);
  show (&fixture, ua_activity_page_new ());
  ui_wait_for (get_n (&fixture) > 2);
  settle (&fixture);
  g_assert_true (says (get_row_text (&fixture, 0, "title_label"), "changed Ada Moor"));
  g_assert_true (says (get_row_text (&fixture, 0, "caption_label"), "Pilot → Captain"));
  ua_entry_page_select (fixture.page, 0);
  ui_wait_for (view_has (&fixture, "Before: Pilot\nNow: Captain"));
  ui_take_pictures (fixture.window, "activity");
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "activity.only-target", NULL);
  ui_wait_for (get_n (&fixture) == 2);
  g_assert_true (says (gtk_label_get_label (GTK_LABEL (ui_find (fixture.window, "only_label"))),
                       "What happened to Ada Moor"));
  ui_set_text (fixture.window, "search_entry", "captain");
  ui_wait_for (get_n (&fixture) == 1);
  stop (&fixture);
}

/* PE-09: what was done from this computer, beside what anybody did; alone where the server does not
 * tell. */
static void
test_own_activity (void)
{
  Fixture fixture = { NULL, };
  GtkDropDown *source;
  g_autofree char *id = NULL;

  start (&fixture);
  id = ua_test_create_user (fixture.directory, "ada.moor",
                            "\"displayName\":\"Ada Moor\",\"title\":\"Pilot\"");
  show (&fixture, ua_activity_page_new ());
  submit (fixture.session, id, UA_FIELD_TITLE, "Captain");
  wait_sent (fixture.session);
  ui_wait_for (get_n (&fixture) == 2);
  g_assert_true (ui_is_shown (fixture.window, "source_filter"));
  source = GTK_DROP_DOWN (ui_find (fixture.window, "source_filter"));
  gtk_drop_down_set_selected (source, 1);
  ui_wait_for (get_n (&fixture) == 1);
  settle (&fixture);
  g_assert_true (says (get_row_text (&fixture, 0, "title_label"), "Ada Moor changed"));
  g_assert_true (says (get_row_text (&fixture, 0, "caption_label"), "Pilot → Captain"));
  ua_entry_page_select (fixture.page, 0);
  ui_wait_for (view_has (&fixture, "Before: Pilot\nNow: Captain"));
  g_assert_true (view_has (&fixture, "You, from this computer"));
  ui_take_pictures (fixture.window, "own-activity");
  submit (fixture.session, id, UA_FIELD_TITLE, "Admiral");
  ui_wait_for (get_n (&fixture) == 2);
  gtk_drop_down_set_selected (source, 0);
  ui_wait_for (get_n (&fixture) > 3);
  stop (&fixture);
}

/* Only what somebody looks at, and a little more, is fetched; the rest as one scrolls. */
static void
test_lazy (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GString) rest = g_string_new ("\"parameters\":{\"emails\":[");
  GtkAdjustment *adjustment;
  guint n_total;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (rest, "%s\"n%u@brackwater.example\"", i > 0 ? "," : "", i);
  g_string_append (rest, "]}");
  start (&fixture);
  act (&fixture, "invite", rest->str);
  show (&fixture, ua_activity_page_new ());
  ui_wait_for (find_row (fixture.window, 10) != NULL);
  settle (&fixture);
  n_total = ua_entry_list_get_n_total (ua_entry_page_get_list (fixture.page));
  g_assert_cmpuint (n_total, >=, 800);
  g_assert_cmpuint (get_n (&fixture), ==, 100);
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (ui_find (fixture.window, "list_scroller")));
  for (guint n = 100; n < 400; n += 100)
    {
      /* Until all that is there has been laid out. */
      ui_wait_for (gtk_adjustment_get_upper (adjustment) > n * 40 * ua_ui_get_text_scale ());
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      ui_wait_for (get_n (&fixture) > n);
      settle (&fixture);
      g_assert_cmpuint (get_n (&fixture), <, n_total);
    }
  stop (&fixture);
}

/* WU-09: the runs, and in one the members whose status changed, from and to, by name. */
static void
test_provisioning (void)
{
  Fixture fixture = { NULL, };
  g_autofree char *id = NULL;

  start (&fixture);
  id = ua_test_create_user (fixture.directory, "ada.moor", "\"displayName\":\"Ada Moor\"");
  act (&fixture, "provision",
       "\"parameters\":{\"source\":\"HR export\",\"confirmed\":true,\"members\":"
       "[{\"userName\":\"quay\",\"email\":\"quay@brackwater.example\",\"givenName\":\"Quay\"}]}");
  show (&fixture, ua_provisioning_page_new ());
  ui_wait_for (get_n (&fixture) == 1);
  g_assert_cmpstr (get_row_text (&fixture, 0, "title_label"), ==, "HR export");
  g_assert_nonnull (strstr (get_row_text (&fixture, 0, "caption_label"), "1 created"));
  ua_entry_page_select (fixture.page, 0);
  ui_wait_for (view_has (&fixture, "Active → Deactivated"));
  ui_wait_for (view_has (&fixture, "Ada Moor") && !view_has (&fixture, "…"));
  ui_take_pictures (fixture.window, "provisioning");
  stop (&fixture);
}

/* CC-13: made, renamed and deleted; a name that is taken is refused beside it. */
static void
test_security (void)
{
  Fixture fixture = { NULL, };
  GtkWidget *dialog;

  start (&fixture);
  show (&fixture, ua_security_page_new ());
  g_assert_cmpstr (get_status_title (&fixture), ==, "No Security Profiles");
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture.page), "security.new", NULL);
      dialog = GTK_WIDGET (find_dialog (UA_TYPE_SECURITY_DIALOG));
      g_assert_nonnull (dialog);
      g_assert_false (ui_action_enabled (dialog, "security.save"));
      ui_set_text (dialog, "name_row", "Front desk");
      g_assert_true (ui_action_enabled (dialog, "security.save"));
      if (i == 0)
        ui_take_pictures (dialog, "security-dialog");
      gtk_widget_activate_action (dialog, "security.save", NULL);
      ui_wait_for (i == 0 ? find_dialog (UA_TYPE_SECURITY_DIALOG) == NULL
                          : ui_is_shown (dialog, "error_box"));
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_for (get_n (&fixture) == 1);
  ua_entry_page_select (fixture.page, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "security.edit", NULL);
  dialog = GTK_WIDGET (find_dialog (UA_TYPE_SECURITY_DIALOG));
  g_assert_false (ui_action_enabled (dialog, "security.save"));
  ui_set_text (dialog, "name_row", "Gate");
  gtk_widget_activate_action (dialog, "security.save", NULL);
  ui_wait_for (find_dialog (UA_TYPE_SECURITY_DIALOG) == NULL);
  ui_wait_for (g_strcmp0 (get_row_text (&fixture, 0, "title_label"), "Gate") == 0);
  ui_wait_for (gtk_selection_model_is_selected (
    gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (fixture.window, "list_view"))), 0));
  ui_take_pictures (fixture.window, "security-profiles");
  stop (&fixture);
}

/* UA-03: without the server what was seen is there, and nothing can be done that would fail. */
static void
test_offline (void)
{
  Fixture fixture = { NULL, };

  start (&fixture);
  act (&fixture, "invite", INVITE_THREE);
  show (&fixture, ua_invitations_page_new ());
  ui_wait_for (get_n (&fixture) == 3);
  settle (&fixture);
  hide (&fixture);
  ua_test_directory_terminate (fixture.directory);
  ua_session_refresh (fixture.session);
  ui_wait_for (ua_session_get_state (fixture.session) == UA_SESSION_STATE_OFFLINE);
  show (&fixture, ua_invitations_page_new ());
  ui_wait_for (get_n (&fixture) == 3);
  ua_entry_page_select (fixture.page, 0);
  ui_wait_for (view_has (&fixture, "cleo@brackwater.example"));
  g_assert_false (ui_action_enabled (fixture.window, "entry.task"));
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (ui_find (fixture.window,
                                                                       "note_revealer"))));
  hide (&fixture);
  show (&fixture, ua_mail_page_new ());
  g_assert_cmpstr (get_status_title (&fixture), ==, "Not Fetched Yet");
  ui_take_pictures (fixture.window, "mail-offline");
  stop (&fixture);
}

/* WS-10: an executive looks at security profiles and is offered no way to change them. */
static void
test_looking (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (UaCredentials) credentials = ua_credentials_new_basic ("looker", UA_TEST_PASSWORD);
  g_autofree char *id = NULL;
  g_autofree char *profile = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  start (&fixture);
  id = ua_test_create_user (fixture.directory, "looker",
                            "\"password\":\"" UA_TEST_PASSWORD "\",\"" UA_TEST_EXT "\":"
                            "{\"accessLevel\":\"executive\"}");
  profile = ua_test_create (fixture.directory, "/SecurityProfiles",
                            "urn:example:useradmin:scim:2.0:SecurityProfile",
                            "\"displayName\":\"Gate\"");
  show (&fixture, ua_security_page_new ());
  ui_wait_for (get_n (&fixture) == 1);
  ui_wait_for (ui_is_shown (fixture.window, "header_button"));
  ua_session_sign_in_async (fixture.session, credentials, FALSE, NULL, keep_result, &result);
  ui_wait_for (!ua_session_has_right (fixture.session, UA_RIGHT_ACCESS));
  g_clear_object (&result);
  ui_wait_for (!ui_is_shown (fixture.window, "header_button"));
  ui_wait_for (get_n (&fixture) == 1);
  ua_entry_page_select (fixture.page, 0);
  ui_wait_for (view_has (&fixture, "Gate"));
  g_assert_false (view_has (&fixture, "Edit"));
  stop (&fixture);
}

/* WS-10: who may not look is told so. */
static void
test_refused (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (UaCredentials) credentials = ua_credentials_new_basic ("clerk", UA_TEST_PASSWORD);
  g_autofree char *id = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  start (&fixture);
  id = ua_test_create_user (fixture.directory, "clerk", "\"password\":\"" UA_TEST_PASSWORD "\"");
  act (&fixture, "invite", INVITE_THREE);
  show (&fixture, ua_mail_page_new ());
  ui_wait_for (get_n (&fixture) > 0);
  ua_session_sign_in_async (fixture.session, credentials, FALSE, NULL, keep_result, &result);
  ui_wait_for (result != NULL);
  g_assert_true (ua_session_sign_in_finish (fixture.session, result, &error));
  g_clear_object (&result);
  ui_wait_for (get_n (&fixture) == 0);
  g_assert_cmpstr (get_status_title (&fixture), ==, "Not for This Sign-in");
  hide (&fixture);
  /* What was done from this computer may be looked at by who did it. */
  show (&fixture, ua_activity_page_new ());
  ui_wait_for (gtk_widget_get_mapped (ui_find (fixture.window, "status_page")));
  /* Until the rights have come, the server is asked, and refuses. */
  ui_wait_for (g_strcmp0 (get_status_title (&fixture), "Nothing Has Happened Yet") == 0);
  g_assert_false (ui_is_shown (fixture.window, "source_filter"));
  stop (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/ui/entry-pages/invitations", test_invitations);
  g_test_add_func ("/ui/entry-pages/invitation-tasks", test_invitation_tasks);
  g_test_add_func ("/ui/entry-pages/expired", test_expired);
  g_test_add_func ("/ui/entry-pages/mail", test_mail);
  g_test_add_func ("/ui/entry-pages/activity", test_activity);
  g_test_add_func ("/ui/entry-pages/own-activity", test_own_activity);
  g_test_add_func ("/ui/entry-pages/lazy", test_lazy);
  g_test_add_func ("/ui/entry-pages/provisioning", test_provisioning);
  g_test_add_func ("/ui/entry-pages/security", test_security);
  g_test_add_func ("/ui/entry-pages/offline", test_offline);
  g_test_add_func ("/ui/entry-pages/looking", test_looking);
  g_test_add_func ("/ui/entry-pages/refused", test_refused);
  return g_test_run ();
}
