/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"
#include "ui-fixture.h"

#include "ua-changes-dialog.h"
#include "ua-date-row.h"
#include "ua-edit-dialog.h"
#include "ua-error.h"
#include "ua-field-pick-row.h"
#include "ua-field-row.h"
#include "ua-member-page.h"
#include "ua-value-row.h"

typedef struct
{
  UaSession *session; /* (owned) */
  UaMember *member;   /* (owned) */
  GtkWidget *window;  /* (unowned), a window */
  GtkWidget *page;    /* (unowned) */
} Fixture;

static UaMemberRecord *
make_record (const char *name,
             const char *status)
{
  UaMemberBuilder *builder = ua_member_builder_new ();

  ua_member_builder_set (builder, UA_FIELD_ID, "2819c223-7f76-453a-919d-413861904646");
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, "ada.berg@brackwater.example");
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, name);
  ua_member_builder_set (builder, UA_FIELD_EMAIL, "ada.berg@brackwater.example");
  ua_member_builder_set (builder, UA_FIELD_STATUS, status);
  ua_member_builder_set (builder, UA_FIELD_ACCESS_LEVEL, "employee");
  ua_member_builder_set (builder, UA_FIELD_AMBITION_ROLE, "r7");
  ua_member_builder_set (builder, UA_FIELD_AMBITION_ROLE_NAME, "Head of Design");
  ua_member_builder_set (builder, UA_FIELD_EMPLOYEE_NUMBER, "1042");
  ua_member_builder_set (builder, UA_FIELD_MANAGER, "m2");
  ua_member_builder_set (builder, UA_FIELD_MANAGER_NAME, "Noor de Vries");
  ua_member_builder_set (builder, UA_FIELD_HIRE_DATE, "2021-05-03");
  ua_member_builder_set (builder, UA_FIELD_CREATED, "2021-05-01T09:12:00.000Z");
  ua_member_builder_add (builder, UA_FIELD_TEAMS, "t1", "Design", NULL);
  ua_member_builder_add (builder, UA_FIELD_TEAMS, "t2", "Platform", NULL);
  ua_member_builder_add (builder, UA_FIELD_COACHED_TEAMS, "t1", "Design", "coach");
  ua_member_builder_add (builder, UA_FIELD_MANAGED_ATTRIBUTES, "employee_number", NULL, NULL);
  return ua_member_builder_end (builder);
}

static void
set_up (Fixture    *fixture,
        const char *name,
        const char *status,
        int         width)
{
  g_autoptr (UaCapabilities) none = ua_capabilities_new ();
  g_autoptr (UaCapabilities) some =
    ua_capabilities_with (none, UA_CAPABILITY_ROLE_PROFILES, UA_SUPPORT_YES);
  g_autoptr (UaMemberRecord) record = make_record (name, status);

  fixture->session = fake_session_new (NULL);
  fake_session_set_capabilities (fixture->session, some);
  fixture->member = ua_member_new (1, record);
  fixture->page = ua_member_page_new ();
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 1400);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ua_member_page_set_session (UA_MEMBER_PAGE (fixture->page), fixture->session);
  ua_member_page_set_member (UA_MEMBER_PAGE (fixture->page), fixture->member);
}

static void
tear_down (Fixture *fixture)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  ui_assert_finalized (fixture->window);
  g_assert_null (page);
  ui_assert_finalized (fixture->session);
  ui_assert_finalized (fixture->member);
}

static GtkWidget *
find_row (GtkWidget  *root,
          const char *key)
{
  GtkWidget *found = NULL;

  if (UA_IS_VALUE_ROW (root) || UA_IS_FIELD_ROW (root) || UA_IS_FIELD_PICK_ROW (root))
    {
      g_autofree char *field = NULL;

      g_object_get (root, "field", &field, NULL);
      return g_strcmp0 (field, key) == 0 ? root : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, key);
  return found;
}

/* The value in the row of a field; NULL where the row is not shown. */
static const char *
get_value (Fixture    *fixture,
           const char *key)
{
  GtkWidget *row = find_row (fixture->page, key);

  g_assert_nonnull (row);
  if (!gtk_widget_is_visible (row))
    return NULL;
  if (UA_IS_FIELD_ROW (row))
    return gtk_editable_get_text (GTK_EDITABLE (row));
  return gtk_label_get_label (GTK_LABEL (ui_find (row, "value_label")));
}

/* WU-01, LE-01: values as people read them, the status with what it means, nothing empty. */
static void
test_values (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "Ada Berg", "invited", 560);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (ui_find (fixture.page, "name_label"))), ==,
                   "Ada Berg");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (ui_find (fixture.page, "status_label"))), ==,
                   "Invited");
  g_assert_nonnull (strstr (
    gtk_label_get_label (GTK_LABEL (ui_find (fixture.page, "explanation_label"))),
    "until the invitation is accepted"));
  g_assert_cmpstr (get_value (&fixture, "email"), ==, "ada.berg@brackwater.example");
  g_assert_cmpstr (get_value (&fixture, "ambition_role"), ==, "Head of Design");
  g_assert_cmpstr (get_value (&fixture, "manager"), ==, "Noor de Vries");
  g_assert_cmpstr (get_value (&fixture, "teams"), ==, "Design, Platform");
  g_assert_cmpstr (get_value (&fixture, "coached_teams"), ==, "Design");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_find (fixture.page,
                                                                         "hire_row"))), ==,
                   "3 May 2021");
  g_assert_cmpstr (get_value (&fixture, "access_level"), ==, "Employee");
  g_assert_cmpstr (get_value (&fixture, "role_profile"), ==, "None");
  g_assert_cmpstr (get_value (&fixture, "phone"), ==, "");
  g_assert_null (get_value (&fixture, "cost_center"));
  ui_take_pictures (fixture.window, "member-page");
  tear_down (&fixture);
}

/* A telephone number begins at the left, also where everything else begins at the right. */
static void
test_phone (void)
{
  Fixture fixture = { 0 };
  GtkEditable *text;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (&fixture, "Ada Berg", "active", 560);
  text = gtk_editable_get_delegate (GTK_EDITABLE (find_row (fixture.page, "phone")));
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (text)), ==, GTK_TEXT_DIR_LTR);
  tear_down (&fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
type_into (Fixture    *fixture,
           const char *key,
           const char *text)
{
  GtkWidget *row = find_row (fixture->page, key);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static const char *
get_title (Fixture    *fixture,
           const char *key)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (find_row (fixture->page, key)));
}

/* CC-05: a field saves by itself when it is confirmed; what is wrong stands beside it. */
static void
test_save (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = g_error_new (UA_ERROR, UA_ERROR_STORAGE, "the disk is full");
  const UaPatchEntry *entry;

  set_up (&fixture, "Ada Berg", "active", 560);
  type_into (&fixture, "locality", "Haarlem");
  g_assert_true (fake_session_is_asked (fixture.session));
  entry = ua_patch_find (fake_session_get_submitted (fixture.session), UA_FIELD_LOCALITY);
  g_assert_cmpstr (entry->new_value, ==, "Haarlem");
  g_assert_cmpuint (ua_patch_get_n (fake_session_get_submitted (fixture.session)), ==, 1);
  fake_session_answer (fixture.session, NULL);
  /* The member is as before here, and that is what is shown of what has arrived. */
  ui_wait_for (get_value (&fixture, "locality")[0] == '\0');
  g_assert_cmpstr (get_title (&fixture, "locality"), ==, "City");

  type_into (&fixture, "email", "nowhere");
  g_assert_false (fake_session_is_asked (fixture.session));
  g_assert_true (gtk_widget_has_css_class (find_row (fixture.page, "email"), "error"));
  g_assert_nonnull (strstr (get_title (&fixture, "email"), "no email address"));

  type_into (&fixture, "locality", "Leiden");
  fake_session_answer (fixture.session, error);
  ui_wait_for (gtk_widget_has_css_class (find_row (fixture.page, "locality"), "error"));
  g_assert_cmpstr (get_value (&fixture, "locality"), ==, "Leiden");
  tear_down (&fixture);
}

/* Makes the window lower than a screen, so that it scrolls. */
static void
make_low (Fixture *fixture)
{
  ui_wait_for (gtk_widget_get_mapped (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 560, 700);
  ui_wait_for (gtk_widget_get_height (fixture->window) == 700);
}

/* Opens what there is to choose from for a field. */
static GtkWidget *
open_choices (Fixture    *fixture,
              const char *key)
{
  GtkWidget *row = find_row (fixture->page, key);

  return GTK_WIDGET (ui_open_popover (GTK_MENU_BUTTON (ui_find (row, "pick_button"))));
}

static guint
count_choices (GtkWidget *popover)
{
  return g_list_model_get_n_items (G_LIST_MODEL (
    gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (popover, "choice_list")))));
}

static const UaPatchEntry *
find_submitted (Fixture *fixture,
                UaField  field)
{
  g_assert_true (fake_session_is_asked (fixture->session));
  return ua_patch_find (fake_session_get_submitted (fixture->session), field);
}

/* LE-07, WS-08: what is one of a few is chosen and saved at once; choosing what is there already
 * does nothing. */
static void
test_choose (void)
{
  Fixture fixture = { 0 };
  GtkWidget *popover;

  set_up (&fixture, "Ada Berg", "active", 560);
  make_low (&fixture);
  fake_session_add_role_profile (fixture.session, "r1", "Designer", FALSE);
  fake_session_add_role_profile (fixture.session, "r2", "Captain", FALSE);
  fake_session_add_role_profile (fixture.session, "r3", "Retired One", TRUE);
  popover = open_choices (&fixture, "role_profile");
  g_assert_cmpuint (count_choices (popover), ==, 3);
  g_assert_false (ui_is_shown (popover, "choice_search_entry"));
  ui_take_pictures (fixture.window, "member-page-choose");
  g_signal_emit_by_name (ui_find (popover, "choice_list"), "activate", 1);
  g_assert_cmpstr (find_submitted (&fixture, UA_FIELD_ROLE_PROFILE)->new_value, ==, "r2");
  fake_session_answer (fixture.session, NULL);

  /* The one that the member has is offered, though nobody else can be given it. */
  popover = open_choices (&fixture, "ambition_role");
  g_assert_cmpuint (count_choices (popover), ==, 4);
  g_signal_emit_by_name (ui_find (popover, "choice_list"), "activate", 3);
  g_assert_false (fake_session_is_asked (fixture.session));
  popover = open_choices (&fixture, "ambition_role");
  g_signal_emit_by_name (ui_find (popover, "choice_list"), "activate", 0);
  g_assert_null (find_submitted (&fixture, UA_FIELD_AMBITION_ROLE)->new_value);
  fake_session_answer (fixture.session, NULL);

  popover = open_choices (&fixture, "access_level");
  g_signal_emit_by_name (ui_find (popover, "choice_list"), "activate", 2);
  g_assert_cmpstr (find_submitted (&fixture, UA_FIELD_ACCESS_LEVEL)->new_value, ==, "admin");
  fake_session_answer (fixture.session, NULL);
  tear_down (&fixture);
}

/* CC-05: a country is found by its name, and a code that the system does not know can be typed. */
static void
test_country (void)
{
  Fixture fixture = { 0 };
  GtkWidget *popover, *entry;

  set_up (&fixture, "Ada Berg", "active", 560);
  make_low (&fixture);
  popover = open_choices (&fixture, "country");
  entry = ui_find (popover, "choice_search_entry");
  g_assert_true (ui_is_shown (popover, "choice_search_entry"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "bElGI");
  ui_wait_for (count_choices (popover) == 1);
  ui_take_pictures (fixture.window, "member-page-country");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (find_submitted (&fixture, UA_FIELD_COUNTRY)->new_value, ==, "BE");
  fake_session_answer (fixture.session, NULL);

  popover = open_choices (&fixture, "country");
  gtk_editable_set_text (GTK_EDITABLE (entry), "QZ");
  ui_wait_for (ui_is_shown (popover, "typed_button"));
  ui_take_pictures (fixture.window, "member-page-country-typed");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (find_submitted (&fixture, UA_FIELD_COUNTRY)->new_value, ==, "QZ");
  fake_session_answer (fixture.session, NULL);
  tear_down (&fixture);
}

/* WS-09, PE-08: what the member may do to others, with where that comes from, and what would miss
 * the member; what there is none of is not shown. */
static void
test_ties (void)
{
  Fixture fixture = { 0 };
  g_autoptr (UaEntry) ties = ua_entry_new (
    UA_ENTRY_TYPE_TIES, "2819c223-7f76-453a-919d-413861904646", NULL,
    g_variant_new_parsed ("{'permissions': <[{'value': 'manager', 'origin': 'reports',"
                          "                   'count': '4'},"
                          "                  {'value': 'mentor', 'origin': 'plan',"
                          "                   'display': 'First <Weeks>'}]>,"
                          " 'references': <[{'type': 'openAssessment', 'count': '2'},"
                          "                 {'type': 'openPlan', 'count': '0'}]>}"));
  g_autoptr (UaCapabilities) known = NULL;
  g_autoptr (UaMemberRecord) other = NULL;
  GtkWidget *box;

  set_up (&fixture, "Ada Berg", "active", 560);
  known = ua_capabilities_with (ua_session_get_capabilities (fixture.session),
                                UA_CAPABILITY_STATUS, UA_SUPPORT_YES);
  fake_session_set_capabilities (fixture.session, known);
  box = ui_find (fixture.page, "ties_box");
  g_assert_false (gtk_widget_get_visible (box));
  fake_session_set_ties (fixture.session, ties);
  ua_member_page_set_member (UA_MEMBER_PAGE (fixture.page), NULL);
  ua_member_page_set_member (UA_MEMBER_PAGE (fixture.page), fixture.member);
  ui_wait_for (ui_has_row (box, "Manager", "4 people report to them"));
  g_assert_true (ui_has_row (box, "Mentor", "Invited to the plan “First <Weeks>”"));
  g_assert_true (ui_has_row (box, "Open Assessments", "2"));
  g_assert_false (ui_has_row (box, "Open Plans", "0"));
  ui_take_pictures (fixture.window, "member-page-ties");
  /* What is saved further down does not make the page shorter in between. */
  other = make_record ("Ada Berg", "active");
  ua_member_set_record (fixture.member, other);
  g_assert_true (ui_has_row (box, "Manager", "4 people report to them"));
  fake_session_set_ties (fixture.session, NULL);
  ua_member_page_set_member (UA_MEMBER_PAGE (fixture.page), NULL);
  g_assert_false (gtk_widget_get_visible (box));
  tear_down (&fixture);
}

/* PE-07, TL-07: the days of leaving and of erasure are chosen, and saved by themselves. */
static void
test_days (void)
{
  static const struct
  {
    const char *row;
    UaField field;
  } days[] = {
    { "leaving_row", UA_FIELD_LEAVING_DATE },
    { "deletion_row", UA_FIELD_DELETION_DATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      Fixture fixture = { 0 };
      UaDateRow *row;

      set_up (&fixture, "Ada Berg", "active", 560);
      row = UA_DATE_ROW (ui_find (fixture.page, days[i].row));
      ua_date_row_set_date (row, "2031-05-31");
      g_assert_cmpstr (ua_patch_find (fake_session_get_submitted (fixture.session),
                                      days[i].field)->new_value, ==, "2031-05-31");
      fake_session_answer (fixture.session, NULL);
      g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "31 May 2031");
      tear_down (&fixture);
    }
}

/* LE-06: before an email address is saved it is said who will know. */
static void
test_email_told (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "Ada Berg", "active", 560);
  g_assert_cmpstr (get_title (&fixture, "email"), ==, "Email");
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture.page, "email")), "ada@brackwater.example");
  g_assert_nonnull (strstr (get_title (&fixture, "email"), "both get a message"));
  tear_down (&fixture);
}

/* The page shows what the member has become, and what the member no longer has is gone. */
static void
test_follows (void)
{
  Fixture fixture = { 0 };
  g_autoptr (UaMemberRecord) other = NULL;
  UaMemberBuilder *builder = ua_member_builder_new ();

  set_up (&fixture, "Ada Berg", "active", 560);
  ua_member_builder_set (builder, UA_FIELD_ID, "2819c223-7f76-453a-919d-413861904646");
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, "Ada Lund");
  ua_member_builder_set (builder, UA_FIELD_STATUS, "deactivated");
  other = ua_member_builder_end (builder);
  ua_member_set_record (fixture.member, other);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (ui_find (fixture.page, "name_label"))), ==,
                   "Ada Lund");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (ui_find (fixture.page, "status_label"))), ==,
                   "Deactivated");
  g_assert_cmpstr (get_value (&fixture, "email"), ==, "");
  g_assert_false (ui_is_shown (fixture.page, "managed_box"));
  tear_down (&fixture);
}

static GtkWidget *
find_dialog (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static void
test_actions (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "Ada Berg", "active", 560);
  g_assert_false (ui_is_shown (fixture.page, "pending_button"));
  ua_member_set_pending (fixture.member, TRUE);
  g_assert_true (ui_is_shown (fixture.page, "pending_button"));
  gtk_widget_activate_action (fixture.page, "member.show-changes", NULL);
  g_assert_nonnull (find_dialog (UA_TYPE_CHANGES_DIALOG));
  ui_assert_finalized (find_dialog (UA_TYPE_CHANGES_DIALOG));

  g_assert_true (ui_action_enabled (fixture.page, "member.edit"));
  gtk_widget_activate_action (fixture.page, "member.edit", NULL);
  g_assert_nonnull (find_dialog (UA_TYPE_EDIT_DIALOG));
  ui_assert_finalized (find_dialog (UA_TYPE_EDIT_DIALOG));

  ua_member_page_set_session (UA_MEMBER_PAGE (fixture.page), NULL);
  g_assert_false (ui_action_enabled (fixture.page, "member.edit"));
  tear_down (&fixture);
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (void)
{
  Fixture fixture = { 0 };
  g_autofree char *text = NULL;

  set_up (&fixture, "Ada Berg", "active", 560);
  gtk_widget_activate_action (find_row (fixture.page, "manager"), "value.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture.page), NULL, text_read_cb,
                                 &text);
  ui_wait_for (text != NULL);
  g_assert_cmpstr (text, ==, "Noor de Vries");
  tear_down (&fixture);
}

/* LE-08: what comes from the HR system is marked, and only that. */
static void
test_managed (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "Ada Berg", "active", 560);
  g_assert_true (ui_is_shown (fixture.page, "managed_box"));
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (find_row (fixture.page,
                                                                     "employee_number"))));
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (find_row (fixture.page, "email"))));
  tear_down (&fixture);
}

/* S12: names that want to be more than text. */
static void
test_hostile (void)
{
  static const char * const names[] = {
    "<b>bold</b> & <span size='xx-large'>", "\xe2\x80\xae" "gnp.exe", "a\nb\tc", "%s%n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Fixture fixture = { 0 };
      const char *shown;

      set_up (&fixture, names[i], "active", 360);
      shown = gtk_label_get_text (GTK_LABEL (ui_find (fixture.page, "name_label")));
      g_assert_null (strchr (shown, '\n'));
      g_assert_null (strstr (shown, "\xe2\x80\xae"));
      if (i == 0)
        {
          g_assert_cmpstr (shown, ==, names[0]);
          ui_take_pictures (fixture.window, "member-page-narrow");
        }
      tear_down (&fixture);
    }
}

/* The longest name does not make the window wide. */
static void
test_long (void)
{
  Fixture fixture = { 0 };
  g_autofree char *name = g_strnfill (64 * 1024, 'W');
  int minimum;

  set_up (&fixture, name, "active", 360);
  gtk_widget_measure (fixture.page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/member-page/values", test_values);
  g_test_add_func ("/member-page/follows", test_follows);
  g_test_add_func ("/member-page/actions", test_actions);
  g_test_add_func ("/member-page/copy", test_copy);
  g_test_add_func ("/member-page/managed", test_managed);
  g_test_add_func ("/member-page/hostile", test_hostile);
  g_test_add_func ("/member-page/long", test_long);
  g_test_add_func ("/member-page/phone", test_phone);
  g_test_add_func ("/member-page/save", test_save);
  g_test_add_func ("/member-page/choose", test_choose);
  g_test_add_func ("/member-page/country", test_country);
  g_test_add_func ("/member-page/days", test_days);
  g_test_add_func ("/member-page/ties", test_ties);
  g_test_add_func ("/member-page/email-told", test_email_told);
  return g_test_run ();
}
