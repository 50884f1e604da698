/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-entry-query.h"

#include "ua-time.h"

#include <locale.h>

/* An entry in the text form of its values. */
static UaEntry *
make (UaEntryType  type,
      const char  *id,
      const char  *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) variant = g_variant_parse (UA_ENTRY_VALUES_TYPE, values, NULL, NULL, &error);

  g_assert_no_error (error);
  return ua_entry_new (type, id, "W/\"3\"", variant);
}

static UaEntry *
make_event (void)
{
  return make (UA_ENTRY_TYPE_AUDIT_EVENT, "e-1",
               "{'at': <'2026-03-01T09:30:00.000Z'>, 'action': <'change'>,"
               " 'actor': <{'value': 'm-1', 'display': 'Ottilie Brand'}>,"
               " 'count': <'12'>,"
               " 'changes': <[{'attribute': 'title', 'old': 'Pilot'},"
               "              {'attribute': 'name.familyName', 'new': 'Müller'}]>}");
}

static void
check_event (UaEntry *event)
{
  g_assert_cmpstr (ua_entry_get_id (event), ==, "e-1");
  g_assert_cmpstr (ua_entry_get_version (event), ==, "W/\"3\"");
  g_assert_cmpint (ua_entry_get_kind (event), ==, UA_ENTRY_TYPE_AUDIT_EVENT);
  g_assert_cmpstr (ua_entry_get (event, "action"), ==, "change");
  g_assert_cmpstr (ua_entry_get (event, "actor.display"), ==, "Ottilie Brand");
  g_assert_null (ua_entry_get (event, "actor"));
  g_assert_null (ua_entry_get (event, "actor.type"));
  g_assert_null (ua_entry_get (event, "target.value"));
  g_assert_null (ua_entry_get (event, "changes"));
  g_assert_cmpint (ua_entry_get_time (event, "at"), ==, ua_time_parse ("2026-03-01T09:30:00Z"));
  g_assert_cmpint (ua_entry_get_time (event, "action"), ==, UA_TIME_NONE);
  g_assert_cmpint (ua_entry_get_number (event, "count", -1), ==, 12);
  g_assert_cmpint (ua_entry_get_number (event, "action", -1), ==, -1);
  g_assert_cmpuint (ua_entry_get_n (event, "changes"), ==, 2);
  g_assert_cmpuint (ua_entry_get_n (event, "action"), ==, 0);
  g_assert_cmpstr (ua_entry_get_nth (event, "changes", 0, "old"), ==, "Pilot");
  g_assert_null (ua_entry_get_nth (event, "changes", 0, "new"));
  g_assert_cmpstr (ua_entry_get_nth (event, "changes", 1, "new"), ==, "Müller");
  g_assert_null (ua_entry_get_nth (event, "changes", 2, "new"));
}

static void
test_values (void)
{
  g_autoptr (UaEntry) event = make_event ();

  check_event (event);
}

/* What is kept comes back as it was; what was damaged does not come back as something else. */
static void
test_bytes (void)
{
  g_autoptr (UaEntry) event = make_event ();
  g_autoptr (UaEntry) other = make (UA_ENTRY_TYPE_AUDIT_EVENT, "e-1", "{'action': <'change'>}");
  g_autoptr (GBytes) bytes = ua_entry_to_bytes (event);
  g_autoptr (UaEntry) again = ua_entry_new_from_bytes (UA_ENTRY_TYPE_AUDIT_EVENT, "e-1", bytes);
  gsize size = g_bytes_get_size (bytes);

  check_event (again);
  g_assert_true (ua_entry_equal (event, again));
  g_assert_false (ua_entry_equal (event, other));
  for (gsize cut = 1; cut < size; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, size - cut);
      g_autoptr (UaEntry) damaged = ua_entry_new_from_bytes (UA_ENTRY_TYPE_AUDIT_EVENT, "e-1",
                                                             part);

      g_assert_true (damaged == NULL || !ua_entry_equal (event, damaged));
    }
}

static void
test_matches (void)
{
  static const struct
  {
    const char *search;
    gboolean found;
  } cases[] = {
    { NULL, TRUE }, { "", TRUE }, { "ottilie", TRUE }, { "BRAND muller", TRUE },
    { "pilot", TRUE }, { "brand nobody", FALSE }, { "familyName", FALSE },
  };
  g_autoptr (UaEntry) event = make_event ();
  g_autoptr (UaEntryQuery) all = ua_entry_query_new (UA_ENTRY_TYPE_AUDIT_EVENT, NULL);
  g_autoptr (UaEntryQuery) by = ua_entry_query_with_condition (all, "actor.value",
                                                               UA_ENTRY_OP_EQUAL, "m-1");
  g_autoptr (UaEntryQuery) by_other = ua_entry_query_with_condition (all, "actor.value",
                                                                     UA_ENTRY_OP_EQUAL, "m-2");
  g_autoptr (UaEntryQuery) since = ua_entry_query_with_condition (
    by, "at", UA_ENTRY_OP_FROM, "2026-03-01T00:00:00.000Z");
  g_autoptr (UaEntryQuery) later = ua_entry_query_with_condition (
    by, "at", UA_ENTRY_OP_FROM, "2026-03-02T00:00:00.000Z");
  g_autoptr (UaEntryQuery) listed = ua_entry_query_with_condition (
    all, "changes.attribute", UA_ENTRY_OP_EQUAL, "title");
  g_autoptr (UaEntryQuery) mails = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_AUDIT_EVENT,
                                                           cases[i].search);

      g_assert_cmpint (ua_entry_query_matches (query, event), ==, cases[i].found);
    }
  g_assert_true (ua_entry_query_matches (by, event));
  g_assert_false (ua_entry_query_matches (by_other, event));
  g_assert_true (ua_entry_query_matches (since, event));
  g_assert_false (ua_entry_query_matches (later, event));
  g_assert_true (ua_entry_query_matches (listed, event));
  g_assert_false (ua_entry_query_matches (mails, event));
}

static void
test_equal (void)
{
  g_autoptr (UaEntryQuery) all = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, "  ");
  g_autoptr (UaEntryQuery) same = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, NULL);
  g_autoptr (UaEntryQuery) words = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, "a b");
  g_autoptr (UaEntryQuery) failed =
    ua_entry_query_with_condition (all, "state", UA_ENTRY_OP_EQUAL, "failed");
  g_autoptr (UaEntryQuery) sent =
    ua_entry_query_with_condition (all, "state", UA_ENTRY_OP_EQUAL, "sent");
  g_autoptr (UaEntryQuery) oldest = ua_entry_query_with_sort (all, "createdAt", FALSE);

  g_assert_true (ua_entry_query_equal (all, same));
  g_assert_true (ua_entry_query_is_all (all));
  g_assert_false (ua_entry_query_equal (all, words));
  g_assert_false (ua_entry_query_is_all (words));
  g_assert_false (ua_entry_query_equal (failed, sent));
  g_assert_false (ua_entry_query_is_all (failed));
  g_assert_false (ua_entry_query_equal (all, oldest));
  g_assert_false (ua_entry_query_is_all (oldest));
}

/* The newest first, and what has no time at the end that the order says. */
static void
test_run (void)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (UaEntryQuery) all = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, NULL);
  g_autoptr (UaEntryQuery) oldest = ua_entry_query_with_sort (all, "createdAt", FALSE);
  g_autoptr (GPtrArray) newest_first = NULL;
  g_autoptr (GPtrArray) oldest_first = NULL;

  g_ptr_array_add (entries, make (UA_ENTRY_TYPE_MESSAGE, "b", "{'createdAt': <'2026-01-02'>}"));
  g_ptr_array_add (entries, make (UA_ENTRY_TYPE_MESSAGE, "none", "{}"));
  g_ptr_array_add (entries, make (UA_ENTRY_TYPE_MESSAGE, "c", "{'createdAt': <'2026-01-03'>}"));
  g_ptr_array_add (entries, make (UA_ENTRY_TYPE_MESSAGE, "a", "{'createdAt': <'2026-01-01'>}"));
  g_ptr_array_add (entries, make (UA_ENTRY_TYPE_SETTING, "x", "{}"));
  newest_first = ua_entry_query_run (all, entries);
  oldest_first = ua_entry_query_run (oldest, entries);
  g_assert_cmpuint (newest_first->len, ==, 4);
  g_assert_cmpuint (oldest_first->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      static const char * const order[] = { "a", "b", "c", "none" };

      g_assert_cmpstr (ua_entry_get_id (g_ptr_array_index (oldest_first, i)), ==, order[i]);
      g_assert_cmpstr (ua_entry_get_id (g_ptr_array_index (newest_first, i)), ==, order[3 - i]);
    }
}

/* Those that came at the same moment stay as the server has them. */
static void
test_equal_keys (void)
{
  static const char * const ids[] = { "d", "b", "c", "a" };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (UaEntryQuery) all = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, NULL);
  g_autoptr (GPtrArray) sorted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (entries, make (UA_ENTRY_TYPE_MESSAGE, ids[i],
                                    "{'createdAt': <'2026-01-02'>}"));
  sorted = ua_entry_query_run (all, entries);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (ua_entry_get_id (g_ptr_array_index (sorted, i)), ==, ids[i]);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/entry/values", test_values);
  g_test_add_func ("/model/entry/bytes", test_bytes);
  g_test_add_func ("/model/entry/matches", test_matches);
  g_test_add_func ("/model/entry/equal", test_equal);
  g_test_add_func ("/model/entry/run", test_run);
  g_test_add_func ("/model/entry/equal-keys", test_equal_keys);
  return g_test_run ();
}
