/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"
#include "store-fixture.h"

#include "ua-text.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* PE-01 against a naive search: every member is looked at, with plain string functions. */

#define N_MEMBERS 700

static gboolean
is_start_of_word (const char *text,
                  const char *at)
{
  gunichar before;

  if (at == text)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  return before < 0x80 && !g_ascii_isalnum ((char) before);
}

static gboolean
text_has (const char *text,
          const char *word)
{
  gboolean anywhere = g_utf8_strlen (word, -1) >= 3;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if (anywhere || is_start_of_word (text, at))
      return TRUE;
  return FALSE;
}

static gboolean
value_has (const char *value,
           const char *word)
{
  g_autofree char *folded = ua_text_fold (value);
  g_autofree char *spelled = ua_text_fold_umlauts (value);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_auto (GStrv) other_parts = g_strsplit (spelled != NULL ? spelled : "", " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (text_has (parts[i], word))
      return TRUE;
  for (guint i = 0; other_parts[i] != NULL; i++)
    if (text_has (other_parts[i], word))
      return TRUE;
  return FALSE;
}

static gboolean
member_has (UaMemberRecord *record,
            const char     *word)
{
  static const UaField fields[] = {
    UA_FIELD_DISPLAY_NAME, UA_FIELD_FORMATTED_NAME, UA_FIELD_GIVEN_NAME, UA_FIELD_FAMILY_NAME,
    UA_FIELD_USER_NAME, UA_FIELD_EMAIL, UA_FIELD_EMPLOYEE_NUMBER, UA_FIELD_ROLE_PROFILE_NAME,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (ua_member_record_get (record, fields[i]) != NULL &&
        value_has (ua_member_record_get (record, fields[i]), word))
      return TRUE;
  for (guint i = 0; i < ua_member_record_get_n (record, UA_FIELD_TEAMS); i++)
    if (value_has (ua_member_record_get_nth (record, UA_FIELD_TEAMS, i)->name, word))
      return TRUE;
  for (guint i = 0; i < ua_member_record_get_n (record, UA_FIELD_COACHED_TEAMS); i++)
    if (value_has (ua_member_record_get_nth (record, UA_FIELD_COACHED_TEAMS, i)->name, word))
      return TRUE;
  return FALSE;
}

static gboolean
member_matches (UaMemberRecord *record,
                const char     *search)
{
  g_autofree char *folded = ua_text_fold (search);
  g_autofree char *spelled = ua_text_fold_umlauts (search);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_auto (GStrv) others = g_strsplit (spelled != NULL ? spelled : folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !member_has (record, words[i]) && !member_has (record, others[i]))
      return FALSE;
  return TRUE;
}

/* Asserts that the store finds just those of @records whom the naive search finds. */
static void
assert_search (StoreFixture *fixture,
               GPtrArray    *records,
               const char   *search)
{
  g_autoptr (UaStoreAnswer) answer = store_search (fixture, search);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_expected = 0;

  g_test_message ("“%s” finds %u", search, answer->n_total);
  for (guint i = 0; i < answer->first->len; i++)
    {
      UaStoreRow *row = &g_array_index (answer->first, UaStoreRow, i);

      g_assert_nonnull (row->record);
      g_assert_true (g_hash_table_add (found, (char *) ua_member_record_get_id (row->record)));
    }
  g_assert_cmpuint (answer->first->len, ==, answer->n_total);
  for (guint i = 0; i < records->len; i++)
    {
      UaMemberRecord *record = g_ptr_array_index (records, i);
      gboolean expected = member_matches (record, search);

      if (expected != g_hash_table_contains (found, ua_member_record_get_id (record)))
        g_error ("“%s” should%s find %s", search, expected ? "" : " not",
                 ua_member_record_get_name (record));
      n_expected += expected ? 1 : 0;
    }
  g_assert_cmpuint (answer->n_total, ==, n_expected);
}

static const char * const searches[] = {
  "", " ", "anna", "ANNA", "Änna", "muller", "müller", "Mueller", "MÜLLER", "mue", "mü", "m", "mu",
  "jurgen muller", "muller jurgen", "lindq ann", "qvist", "@brackwater", "brackwater.example",
  "b000", "B000012", "12", "0", "o'brien", "o'", "brien", "van der", "berg van", "de la cruz",
  "østergård", "ostergard", "oestergaard", "angstrom", "aangstroem", "Иван", "ив", "и", "νίκος",
  "νικ", "engineer", "eng", "en", "crew", "cr", "Crew Welder 4", "welder", "product owner",
  "owner anna", "yilmaz", "Yılmaz", "weiß", "weiss", "simek", "zoe", "zoë", "inaki", "x",
  "anna anna", "annaa", "lindqvist0", "lindqvist7 anna", "inger", "ingrid", "anna b", "an b0 li",
  "halvorsen e", "nna mull", "lindqvistx", "jürgen mueller engineer crew", "cagla", "çağla",
  /* Hostile: every character stands for itself. */
  "\"", "\"\"", "'", "''", "*", "an*", "anna*", "%", "_", "a_na", "NEAR", "NEAR(anna muller)",
  "anna OR muller", "anna NOT muller", "anna AND muller", "text:anna", "{text}:anna", "^anna",
  "anna + muller", "-anna", "(anna", "anna)", "\\", "\x01\x61", "a\xff" "b", "\xc3", ";--",
  "'; DROP TABLE member; --", "😀", "a😀b", "\xe2\x80\xaehidden", "anna\nmuller", "\tanna\r\n",
};

static void
test_against_naive (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (0, N_MEMBERS);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, N_MEMBERS);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    assert_search (&fixture, records, searches[i]);
  store_fixture_tear_down (&fixture);
}

/* Parts of real values, cut and put together at random. */
static char *
make_random_search (GRand     *random,
                    GPtrArray *records)
{
  GString *search = g_string_new (NULL);
  guint n_words = (guint) g_rand_int_range (random, 1, 4);

  for (guint i = 0; i < n_words; i++)
    {
      UaMemberRecord *record =
        g_ptr_array_index (records, g_rand_int_range (random, 0, (gint) records->len));
      const char *value = ua_member_record_get (record, g_rand_boolean (random)
                                                          ? UA_FIELD_DISPLAY_NAME
                                                          : UA_FIELD_EMAIL);
      glong length = g_utf8_strlen (value, -1);
      glong start = g_rand_int_range (random, 0, (gint32) length);
      glong end = start + g_rand_int_range (random, 1, 7);
      g_autofree char *part = g_utf8_substring (value, start, MIN (length, end));

      g_string_append (search, part);
      g_string_append_c (search, ' ');
    }
  return g_string_free (search, FALSE);
}

static void
test_random (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (0, N_MEMBERS);
  g_autoptr (GRand) random = g_rand_new_with_seed (1234);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, N_MEMBERS);
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *search = make_random_search (random, records);

      assert_search (&fixture, records, search);
    }
  store_fixture_tear_down (&fixture);
}

/* Members are found by what they are now, by nothing that they were, also while the index lacks the
 * newest. */
static void
test_after_changes (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (0, 400);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 400);
  for (guint i = 0; i < 120; i++)
    {
      UaMemberBuilder *builder =
        ua_member_builder_new_from_record (g_ptr_array_index (records, i * 3));
      g_autoptr (GPtrArray) page = g_ptr_array_new ();
      g_autofree char *name = g_strdup_printf ("Zwaluw Öberg%u", i);

      ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, name);
      ua_member_record_unref (g_ptr_array_index (records, i * 3));
      records->pdata[i * 3] = ua_member_builder_end (builder);
      g_ptr_array_add (page, records->pdata[i * 3]);
      g_assert_cmpuint (store_write (&fixture, page).n_changed, ==, 1);
      if (i % 20 == 0)
        {
          assert_search (&fixture, records, "zwaluw");
          assert_search (&fixture, records, "oeberg1");
          assert_search (&fixture, records, "anna");
        }
    }
  for (guint i = 0; i < 100; i++)
    {
      store_delete (&fixture, ua_member_record_get_id (g_ptr_array_index (records, 0)));
      g_ptr_array_remove_index (records, 0);
      if (i % 20 == 0)
        assert_search (&fixture, records, "zwal");
    }
  store_fixture_reopen (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    assert_search (&fixture, records, searches[i]);
  store_fixture_tear_down (&fixture);
}

/* How often the store said that the index is not whole, and that it is. */
typedef struct
{
  guint n[2];
} Told;

static void
searchable_changed_cb (UaStore    *store,
                       GParamSpec *pspec,
                       Told       *told)
{
  told->n[ua_store_get_searchable (store) ? 1 : 0]++;
}

static void
await_searchable (StoreFixture *fixture)
{
  while (!ua_store_get_searchable (fixture->store))
    g_main_context_iteration (NULL, TRUE);
}

/* The store says when the full-text index is whole, and that it is not while members come in. */
static void
test_searchable (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (0, N_MEMBERS);
  g_autoptr (GPtrArray) more = sample_records (N_MEMBERS, 1);
  g_autofree char *walk = NULL;
  g_auto (GStrv) not_seen = NULL;
  Told told = { { 0, 0 } };

  store_fixture_set_up (&fixture);
  walk = store_begin_walk (&fixture, FALSE);
  store_write_page (&fixture, records, "end");
  g_assert_false (ua_store_get_searchable (fixture.store));
  not_seen = store_end_walk (&fixture);
  await_searchable (&fixture);
  assert_search (&fixture, records, "lindqvist");

  store_fixture_reopen (&fixture);
  g_assert_true (ua_store_get_searchable (fixture.store));
  g_signal_connect (fixture.store, "notify::searchable", G_CALLBACK (searchable_changed_cb), &told);
  g_assert_cmpuint (store_write (&fixture, more).n_new, ==, 1);
  while (told.n[1] == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (told.n[0], ==, 1);
  g_assert_true (ua_store_get_searchable (fixture.store));
  g_ptr_array_add (records, sample_record_new (N_MEMBERS, 1));
  assert_search (&fixture, records, "brackwater");
  store_fixture_tear_down (&fixture);
}

/* A search for how words begin reads no texts, only the index: it finds the same without them. */
static void
test_without_texts (void)
{
  static const char * const by_index[] = {
    "lindqvist", "LINDQ", "müller", "muel", "anna b", "an lindq", "brackwater anna", "m", "b0",
  };
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (0, N_MEMBERS);
  g_autoptr (UaStoreAnswer) within = NULL;
  g_autofree char *path = NULL;
  sqlite3 *database = NULL;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, N_MEMBERS);
  await_searchable (&fixture);
  store_fixture_close (&fixture);
  path = store_fixture_get_path (&fixture, "cache.db");
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "UPDATE fold SET text = ''", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  store_fixture_open (&fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (by_index); i++)
    assert_search (&fixture, records, by_index[i]);
  within = store_search (&fixture, "indqvist");
  g_assert_cmpuint (within->n_total, ==, 0);
  store_fixture_tear_down (&fixture);
}

/* What a search found is not used again once a member is other than before. */
static void
test_again_after_change (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (0, 40);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 40);
  for (guint i = 0; i < 10; i++)
    {
      UaMemberBuilder *builder = ua_member_builder_new_from_record (g_ptr_array_index (records, i));
      g_autoptr (GPtrArray) page = g_ptr_array_new ();

      assert_search (&fixture, records, "zwaluw");
      assert_search (&fixture, records, "zwaluw");
      ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, "Zwaluw");
      ua_member_record_unref (g_ptr_array_index (records, i));
      records->pdata[i] = ua_member_builder_end (builder);
      g_ptr_array_add (page, records->pdata[i]);
      g_assert_cmpuint (store_write (&fixture, page).n_changed, ==, 1);
    }
  for (guint i = 0; i < 10; i++)
    {
      store_delete (&fixture, ua_member_record_get_id (g_ptr_array_index (records, 0)));
      g_ptr_array_remove_index (records, 0);
      assert_search (&fixture, records, "zwaluw");
    }
  store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/search/against-naive", test_against_naive);
  g_test_add_func ("/store/search/random", test_random);
  g_test_add_func ("/store/search/after-changes", test_after_changes);
  g_test_add_func ("/store/search/searchable", test_searchable);
  g_test_add_func ("/store/search/without-texts", test_without_texts);
  g_test_add_func ("/store/search/again-after-change", test_again_after_change);
  return g_test_run ();
}
