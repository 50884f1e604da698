/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PE-10: what only the server knows appears by itself, editable by its type and mutability. */
#include "fake-sync.h"
#include "ui-fixture.h"

#include "ua-error.h"
#include "ua-member-page.h"

#define WORKS "urn:example:works:2.0:User"

typedef struct
{
  UaSession *session;        /* (owned) */
  UaMember *member;          /* (owned) */
  UaAttributeValues *values; /* (owned) */
  GPtrArray *attributes;     /* (owned) */
  GtkWidget *window;         /* (unowned) */
  GtkWidget *page;           /* (unowned) */
} Fixture;

static void
add (Fixture         *fixture,
     const char      *schema,
     const char      *name,
     UaAttributeType  type,
     UaMutability     mutability,
     const char      *value)
{
  UaAttribute *attribute = g_new0 (UaAttribute, 1);
  const char *none[] = { NULL };
  const char *sizes[] = { "S", "M", "L", NULL };

  attribute->schema = g_strdup (schema);
  attribute->schema_name = g_strdup (schema != NULL ? "Works" : "User");
  attribute->name = g_strdup (name);
  attribute->sub = g_strdup ("");
  attribute->description = g_strdup ("");
  attribute->type = type;
  attribute->mutability = mutability;
  attribute->several = g_str_equal (name, "tools");
  attribute->required = g_str_equal (name, "badgeCode");
  attribute->canonical = g_strdupv ((GStrv) (g_str_equal (name, "size") ? sizes : none));
  if (value != NULL)
    ua_attribute_values_set (fixture->values, attribute, g_strsplit (value, "|", -1));
  g_ptr_array_add (fixture->attributes, attribute);
}

static void
set_up (Fixture            *fixture,
        const char * const *rights)
{
  g_autoptr (UaCapabilities) none = ua_capabilities_new ();
  g_autoptr (UaCapabilities) some = NULL;
  g_autoptr (UaMemberRecord) record = NULL;
  UaMemberBuilder *builder = ua_member_builder_new ();
  const UaMutability free_ = UA_MUTABILITY_READ_WRITE;

  fixture->values = ua_attribute_values_new ();
  fixture->attributes = ua_attributes_new ();
  add (fixture, NULL, "nickName", UA_ATTRIBUTE_TYPE_STRING, free_, NULL);
  add (fixture, WORKS, "badgeCode", UA_ATTRIBUTE_TYPE_STRING, free_, "B <1>");
  add (fixture, WORKS, "size", UA_ATTRIBUTE_TYPE_STRING, free_, "M");
  add (fixture, WORKS, "tools", UA_ATTRIBUTE_TYPE_STRING, free_, "saw|plane");
  add (fixture, WORKS, "onSite", UA_ATTRIBUTE_TYPE_BOOLEAN, free_, "true");
  add (fixture, WORKS, "deskNumber", UA_ATTRIBUTE_TYPE_INTEGER, free_, NULL);
  add (fixture, WORKS, "trainedAt", UA_ATTRIBUTE_TYPE_DATE_TIME, free_, NULL);
  add (fixture, WORKS, "firstYard", UA_ATTRIBUTE_TYPE_STRING, UA_MUTABILITY_IMMUTABLE, "North");
  add (fixture, WORKS, "origin", UA_ATTRIBUTE_TYPE_STRING, UA_MUTABILITY_READ_ONLY, "Gate");
  add (fixture, WORKS, "unknown", UA_ATTRIBUTE_TYPE_STRING, UA_MUTABILITY_READ_ONLY, NULL);
  some = ua_capabilities_with_attributes (none, fixture->attributes);
  fixture->session = fake_session_new (NULL);
  fake_session_set_capabilities (fixture->session, some);
  fake_session_set_attribute_values (fixture->session, fixture->values);
  if (rights != NULL)
    fake_session_set_rights (fixture->session, rights);
  ua_member_builder_set (builder, UA_FIELD_ID, "2819c223-7f76-453a-919d-413861904646");
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, "Ada Lind");
  record = ua_member_builder_end (builder);
  fixture->member = ua_member_new (1, record);
  fixture->page = ua_member_page_new ();
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 560, 900);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ua_member_page_set_session (UA_MEMBER_PAGE (fixture->page), fixture->session);
  ua_member_page_set_member (UA_MEMBER_PAGE (fixture->page), fixture->member);
  ui_wait_for (gtk_widget_get_visible (ui_find (fixture->page, "attributes_box")));
}

static void
tear_down (Fixture *fixture)
{
  ui_assert_finalized (fixture->window);
  ui_assert_finalized (fixture->session);
  ui_assert_finalized (fixture->member);
  ua_attribute_values_free (fixture->values);
  g_ptr_array_unref (fixture->attributes);
}

/* The row with that title, or with that at its beginning where something is wrong. */
static GtkWidget *
find_row (GtkWidget  *root,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (root) && gtk_widget_get_visible (root) &&
      g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *title)
{
  GtkWidget *row = find_row (ui_find (fixture->page, "attributes_box"), title);

  g_assert_nonnull (row);
  return row;
}

static GtkWidget *
find_switch (GtkWidget *root)
{
  GtkWidget *found = GTK_IS_SWITCH (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_switch (child);
  return found;
}

static void
type_into (Fixture    *fixture,
           const char *title,
           const char *text)
{
  GtkWidget *row = get_row (fixture, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static void
assert_written (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *written = fake_session_dup_written (fixture->session);

  g_assert_cmpstr (written, ==, expected);
  if (written != NULL)
    fake_session_answer (fixture->session, NULL);
  ui_iterate ();
}

/* As far down as it goes. */
static gboolean
is_at_end (Fixture *fixture)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (ui_find (fixture->page, "scrolled_window")));
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (end > 0 && gtk_adjustment_get_value (adjustment) >= end)
    return TRUE;
  gtk_adjustment_set_value (adjustment, end);
  return FALSE;
}

static void
test_types (void)
{
  Fixture fixture = { NULL, };

  set_up (&fixture, NULL);
  ui_wait_for (is_at_end (&fixture));
  ui_take_pictures (fixture.window, "attributes");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (&fixture, "Badge Code"))), ==,
                   "B <1>");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (&fixture, "Tools"))), ==,
                   "saw, plane");
  type_into (&fixture, "Nickname", " Ada ");
  assert_written (&fixture, "nickName=Ada");
  type_into (&fixture, "Tools", "saw, rasp,, file");
  assert_written (&fixture, WORKS ":tools=saw|rasp|file");
  type_into (&fixture, "Desk Number", "17");
  assert_written (&fixture, WORKS ":deskNumber=17");
  type_into (&fixture, "Trained At", "2026-01-31T14:00:00Z");
  assert_written (&fixture, WORKS ":trainedAt=2026-01-31T14:00:00Z");
  gtk_switch_set_active (GTK_SWITCH (find_switch (get_row (&fixture, "On Site"))), FALSE);
  assert_written (&fixture, WORKS ":onSite=false");
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (&fixture, "Size")), 3);
  assert_written (&fixture, WORKS ":size=L");
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (&fixture, "Size")), 0);
  assert_written (&fixture, WORKS ":size=");
  tear_down (&fixture);
}

/* What has another form, or may not go, is said beside it and not sent; what the server refuses
 * stays to be mended. */
static void
test_wrong (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GError) error = g_error_new (UA_ERROR, UA_ERROR_INVALID_VALUE, "HTTP 400");
  g_autofree char *written = NULL;

  set_up (&fixture, NULL);
  type_into (&fixture, "Desk Number", "by the window");
  assert_written (&fixture, NULL);
  g_assert_true (gtk_widget_has_css_class (get_row (&fixture, "Desk Number"), "error"));
  type_into (&fixture, "Badge Code", "");
  assert_written (&fixture, NULL);
  g_assert_true (gtk_widget_has_css_class (get_row (&fixture, "Badge Code"), "error"));
  type_into (&fixture, "Trained At", "soon");
  assert_written (&fixture, NULL);
  ui_wait_for (is_at_end (&fixture));
  ui_take_pictures (fixture.window, "attributes-wrong");
  type_into (&fixture, "Nickname", "Ada");
  written = fake_session_dup_written (fixture.session);
  fake_session_answer (fixture.session, error);
  ui_wait_for (gtk_widget_has_css_class (get_row (&fixture, "Nickname"), "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (&fixture, "Nickname"))), ==,
                   "Ada");
  tear_down (&fixture);
}

/* What the server sets, what is set for good, and what one may only look at. */
static void
test_fixed (void)
{
  static const char *const looks[] = { "read", NULL };
  Fixture fixture = { NULL, };

  set_up (&fixture, NULL);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (get_row (&fixture, "First Yard"))));
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (get_row (&fixture, "Badge Code"))));
  g_assert_true (ui_has_row (fixture.page, "Origin", "Gate"));
  g_assert_null (find_row (fixture.page, "Unknown"));
  tear_down (&fixture);

  set_up (&fixture, looks);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (get_row (&fixture, "Badge Code"))));
  g_assert_false (gtk_widget_get_sensitive (find_switch (get_row (&fixture, "On Site"))));
  g_assert_null (find_row (fixture.page, "Nickname"));
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/attributes-box/PE-10/types", test_types);
  g_test_add_func ("/attributes-box/PE-10/wrong", test_wrong);
  g_test_add_func ("/attributes-box/PE-10/fixed", test_fixed);
  return g_test_run ();
}
