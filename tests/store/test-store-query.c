/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"
#include "store-fixture.h"

#include "ua-bitset-private.h"
#include "ua-code-names.h"
#include "ua-error.h"
#include "ua-text.h"

#include <locale.h>
#include <string.h>

/* Filters, orders and counts against looking at every member. */

#define N_MEMBERS 800

static gboolean
value_fulfils (UaFilterOp  op,
               const char *value,
               const char *wanted)
{
  g_autofree char *folded = NULL;
  g_autofree char *spelled = NULL;
  g_autofree char *wanted_folded = NULL;

  if (value == NULL)
    return FALSE;
  switch (op)
    {
    case UA_FILTER_OP_EQUAL:
      return strcmp (value, wanted) == 0;
    case UA_FILTER_OP_LESS:
      return strcmp (value, wanted) < 0;
    case UA_FILTER_OP_GREATER:
      return strcmp (value, wanted) > 0;
    case UA_FILTER_OP_PRESENT:
      return TRUE;
    case UA_FILTER_OP_CONTAINS:
      folded = ua_text_fold (value);
      spelled = ua_text_fold_umlauts (value);
      wanted_folded = ua_text_fold (wanted);
      return strstr (folded, wanted_folded) != NULL ||
             (spelled != NULL && strstr (spelled, wanted_folded) != NULL);
    case UA_FILTER_OP_AND:
    case UA_FILTER_OP_OR:
    case UA_FILTER_OP_NOT:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
compare_fulfils (const UaFilter *filter,
                 UaMemberRecord *record)
{
  UaField field = ua_filter_get_field (filter);
  UaFilterOp op = ua_filter_get_op (filter);

  if (!ua_field_is_list (field))
    return value_fulfils (op, ua_member_record_get (record, field), ua_filter_get_value (filter));
  for (guint i = 0; i < ua_member_record_get_n (record, field); i++)
    {
      const UaReference *reference = ua_member_record_get_nth (record, field, i);
      const char *value = op == UA_FILTER_OP_CONTAINS && reference->name != NULL
                            ? reference->name : reference->id;

      if (value_fulfils (op, value, ua_filter_get_value (filter)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
fulfils (const UaFilter *filter,
         UaMemberRecord *record)
{
  UaFilterOp op = ua_filter_get_op (filter);
  gboolean result = op != UA_FILTER_OP_OR;

  if (op != UA_FILTER_OP_AND && op != UA_FILTER_OP_OR && op != UA_FILTER_OP_NOT)
    return compare_fulfils (filter, record);
  for (guint i = 0; i < ua_filter_get_n (filter); i++)
    {
      gboolean child = fulfils (ua_filter_get_nth (filter, i), record);

      if (op == UA_FILTER_OP_NOT)
        return !child;
      result = op == UA_FILTER_OP_AND ? result && child : result || child;
    }
  return result;
}

static UaFilter *
make_random_filter (GRand     *random,
                    GPtrArray *records,
                    guint      depth)
{
  UaFilterOp op = (UaFilterOp) g_rand_int_range (random, depth > 3 ? UA_FILTER_OP_EQUAL : 0,
                                                 UA_FILTER_OP_PRESENT + 1);
  UaField field = (UaField) g_rand_int_range (random, 0, UA_N_FIELDS);
  UaMemberRecord *record = records->pdata[g_rand_int_range (random, 0, (gint) records->len)];
  UaFilter *children[3];
  UaFilter *filter;
  guint n = op == UA_FILTER_OP_NOT ? 1 : (guint) g_rand_int_range (random, 1, 4);
  const char *value;

  if (op <= UA_FILTER_OP_NOT)
    {
      for (guint i = 0; i < n; i++)
        children[i] = make_random_filter (random, records, depth + 1);
      filter = ua_filter_new_group (op, children, n);
      for (guint i = 0; i < n; i++)
        ua_filter_unref (children[i]);
      return filter;
    }
  if (!ua_field_is_list (field))
    value = ua_member_record_get (record, field);
  else
    value = ua_member_record_get_n (record, field) > 0
              ? ua_member_record_get_nth (record, field, 0)->id : NULL;
  if (value == NULL)
    value = "2020";
  return ua_filter_new_compare (field, op, op == UA_FILTER_OP_PRESENT ? NULL : value);
}

static void
describe (const UaFilter *filter,
          GString        *text)
{
  static const char * const ops[] = { "and", "or", "not", "eq", "co", "lt", "gt", "pr" };

  g_string_append (text, " (");
  g_string_append (text, ops[ua_filter_get_op (filter)]);
  for (guint i = 0; i < ua_filter_get_n (filter); i++)
    describe (ua_filter_get_nth (filter, i), text);
  if (ua_filter_get_op (filter) > UA_FILTER_OP_NOT)
    g_string_append_printf (text, " %s “%s”", ua_field_get_key (ua_filter_get_field (filter)),
                            ua_filter_get_value (filter));
  g_string_append_c (text, ')');
}

static void
test_random_filters (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (0, N_MEMBERS);
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, N_MEMBERS);
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (UaFilter) filter = make_random_filter (random, records, 0);
      g_autoptr (UaQuery) query = ua_query_new (NULL, filter, UA_FIELD_DISPLAY_NAME, FALSE);
      g_autoptr (UaStoreAnswer) answer = store_query (&fixture, query, N_MEMBERS);
      g_autoptr (GString) text = g_string_new (NULL);
      guint n_expected = 0;

      describe (filter, text);
      g_test_message ("%s", text->str);
      for (guint i = 0; i < records->len; i++)
        n_expected += fulfils (filter, records->pdata[i]) ? 1 : 0;
      g_assert_cmpuint (answer->n_total, ==, n_expected);
      for (guint i = 0; i < answer->first->len; i++)
        g_assert_true (fulfils (filter, g_array_index (answer->first, UaStoreRow, i).record));
    }
  store_fixture_tear_down (&fixture);
}

static int
get_rank (UaField     field,
          const char *value)
{
  if (field == UA_FIELD_STATUS)
    return ua_status_from_token (value);
  if (field == UA_FIELD_ACCESS_LEVEL)
    return ua_access_level_from_token (value);
  return 0;
}

/* What a member is ordered by: of a list what the first entry is called, which is seen first. */
static const char *
get_value (UaMemberRecord *record,
           UaField         field)
{
  const UaReference *first;

  if (!ua_field_is_list (field))
    return ua_member_record_get (record, field);
  if (ua_member_record_get_n (record, field) == 0)
    return NULL;
  first = ua_member_record_get_nth (record, field, 0);
  return first->name != NULL ? first->name : first->id;
}

/* Countries and languages are ordered by what they are called, where the system knows that. */
static char *
make_sort_key (UaField     field,
               const char *value)
{
  g_autofree char *name = NULL;

  if (field == UA_FIELD_COUNTRY)
    name = ua_code_names_dup_country (value);
  else if (field == UA_FIELD_LANGUAGE)
    name = ua_code_names_dup_language (value);
  return ua_text_sort_key (name != NULL ? name : value);
}

static int
compare_by (UaMemberRecord *a,
            UaMemberRecord *b,
            UaField         field)
{
  const char *p = get_value (a, field);
  const char *q = get_value (b, field);
  g_autofree char *key_p = NULL;
  g_autofree char *key_q = NULL;

  if (p == NULL || q == NULL)
    return p == q ? 0 : p == NULL ? 1 : -1;
  if (get_rank (field, p) != get_rank (field, q))
    return get_rank (field, p) < get_rank (field, q) ? -1 : 1;
  if (ua_field_get_kind (field) != UA_FIELD_KIND_TEXT &&
      ua_field_get_kind (field) != UA_FIELD_KIND_LIST &&
      ua_field_get_kind (field) != UA_FIELD_KIND_TOKEN)
    return strcmp (p, q);
  key_p = make_sort_key (field, p);
  key_q = make_sort_key (field, q);
  return strcmp (key_p, key_q);
}

/* PE-02: any column orders, either way, members without a value at the end, names among equals. */
static void
test_orders (void)
{
  StoreFixture fixture = { NULL, };

  store_fixture_set_up (&fixture);
  store_fill (&fixture, N_MEMBERS);
  for (guint i = 0; i < UA_N_FIELDS * 2; i++)
    {
      UaField field = (UaField) (i / 2);
      gboolean descending = i % 2 != 0;
      g_autoptr (UaQuery) query = ua_query_new (NULL, NULL, field, descending);
      g_autoptr (UaStoreAnswer) answer = store_query (&fixture, query, N_MEMBERS);

      g_assert_cmpuint (answer->n_total, ==, N_MEMBERS);
      for (guint j = 1; j < answer->first->len; j++)
        {
          UaMemberRecord *a = g_array_index (answer->first, UaStoreRow, j - 1).record;
          UaMemberRecord *b = g_array_index (answer->first, UaStoreRow, j).record;
          gboolean blank = get_value (b, field) == NULL;
          int order = compare_by (a, b, field);

          g_assert_cmpint (descending && !blank ? -order : order, <=, 0);
          if (order == 0 && (!descending || blank))
            g_assert_cmpint (compare_by (a, b, UA_FIELD_DISPLAY_NAME), <=, 0);
        }
    }
  store_fixture_tear_down (&fixture);
}

/* Who comes first by team; (transfer full). */
static char *
dup_first_team (StoreFixture *fixture)
{
  g_autoptr (UaQuery) query = ua_query_new (NULL, NULL, UA_FIELD_TEAMS, FALSE);
  g_autoptr (UaStoreAnswer) answer = store_query (fixture, query, 1);
  const UaReference *first =
    ua_member_record_get_nth (g_array_index (answer->first, UaStoreRow, 0).record, UA_FIELD_TEAMS,
                              0);

  return g_strdup (first->id);
}

/* A team that is called otherwise, or that somebody has left, orders otherwise. */
static void
test_order_of_teams (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *before = NULL;
  g_autofree char *renamed = NULL;
  g_autofree char *emptied = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) left = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, N_MEMBERS);
  before = dup_first_team (&fixture);
  g_ptr_array_add (groups, ua_group_new (before, "Zzz", UA_GROUP_KIND_TEAM, NULL));
  ua_store_write_groups_async (fixture.store, groups, await_result_cb, &written);
  g_assert_true (ua_store_write_groups_finish (fixture.store, await_result (&written), &error));
  g_assert_no_error (error);
  renamed = dup_first_team (&fixture);
  g_assert_cmpstr (renamed, !=, before);

  g_ptr_array_add (groups, ua_group_new (renamed, "Anything", UA_GROUP_KIND_TEAM, NULL));
  ua_store_write_group_members_async (fixture.store, groups->pdata[1], NULL, 0, await_result_cb,
                                      &left);
  g_assert_true (ua_store_write_group_members_finish (fixture.store, await_result (&left), &error));
  g_assert_no_error (error);
  emptied = dup_first_team (&fixture);
  g_assert_cmpstr (emptied, !=, renamed);
  g_clear_object (&written);
  g_clear_object (&left);
  store_fixture_tear_down (&fixture);
}

/* WS-02: the counts are those of the members that the query finds. */
static void
test_counts (void)
{
  static const UaField fields[] = {
    UA_FIELD_STATUS, UA_FIELD_ACCESS_LEVEL, UA_FIELD_ROLE_PROFILE, UA_FIELD_LANGUAGE,
    UA_FIELD_TEAMS, UA_FIELD_LABELS, UA_FIELD_COACHED_TEAMS, UA_FIELD_SESSIONS,
  };
  static const char * const searches[] = { "", "a", "anna", "mueller", "brackwater", "nobody" };
  StoreFixture fixture = { NULL, };

  store_fixture_set_up (&fixture);
  store_fill (&fixture, N_MEMBERS);
  for (guint i = 0; i < G_N_ELEMENTS (fields) * G_N_ELEMENTS (searches); i++)
    {
      UaField field = fields[i % G_N_ELEMENTS (fields)];
      const char *search = searches[i / G_N_ELEMENTS (fields)];
      g_autoptr (UaQuery) query = ua_query_new (search, NULL, UA_FIELD_DISPLAY_NAME, FALSE);
      g_autoptr (GArray) counts = store_count (&fixture, query, field);

      for (guint j = 0; j < counts->len; j++)
        {
          const UaFacetCount *count = &g_array_index (counts, UaFacetCount, j);
          g_autoptr (UaFilter) filter =
            ua_filter_new_compare (field, UA_FILTER_OP_EQUAL, count->value);
          g_autoptr (UaQuery) narrowed =
            ua_query_new (search, filter, UA_FIELD_DISPLAY_NAME, FALSE);
          g_autoptr (UaStoreAnswer) answer = store_query (&fixture, narrowed, 1);

          g_assert_cmpuint (count->n, ==, answer->n_total);
          g_assert_cmpuint (count->n, >, 0);
          if (j > 0)
            g_assert_cmpuint (count->n, <=, g_array_index (counts, UaFacetCount, j - 1).n);
        }
      if (field == UA_FIELD_SESSIONS || strcmp (search, "nobody") == 0)
        g_assert_cmpuint (counts->len, ==, 0);
      else if (*search == '\0')
        g_assert_cmpuint (counts->len, >, 0);
      if (field == UA_FIELD_ROLE_PROFILE && counts->len > 0)
        g_assert_nonnull (g_array_index (counts, UaFacetCount, 0).name);
    }
  store_fixture_tear_down (&fixture);
}

/* P2: the first look at a large cache is answered before all rows are known, with the same rows. */
static void
test_quick (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaQuery) query = ua_query_new (NULL, NULL, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (GAsyncResult) quick_result = NULL;
  g_autoptr (GAsyncResult) again_result = NULL;
  g_autoptr (UaStoreAnswer) quick = NULL;
  g_autoptr (UaStoreAnswer) whole = NULL;
  g_autoptr (UaStoreAnswer) again = NULL;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, N_MEMBERS);
  store_fixture_reopen (&fixture);
  ua_store_query_async (fixture.store, query, 30, TRUE, NULL, await_result_cb, &quick_result);
  quick = ua_store_query_finish (fixture.store, await_result (&quick_result), NULL);
  g_assert_false (quick->whole);
  g_assert_cmpuint (quick->n_total, ==, N_MEMBERS);
  g_assert_cmpuint (ua_rows_get_n (quick->rows), ==, 30);
  whole = store_query (&fixture, query, 0);
  g_assert_true (whole->whole);
  g_assert_cmpmem (ua_rows_get_data (whole->rows), 30 * sizeof (guint32),
                   ua_rows_get_data (quick->rows), 30 * sizeof (guint32));
  ua_store_query_async (fixture.store, query, 30, TRUE, NULL, await_result_cb, &again_result);
  again = ua_store_query_finish (fixture.store, await_result (&again_result), NULL);
  g_assert_true (again->whole);
  g_clear_object (&quick_result);
  g_clear_object (&again_result);
  store_fixture_tear_down (&fixture);
}

/* A filter that nobody can click together is refused, not followed until the stack ends. */
static void
test_too_deep (void)
{
  StoreFixture fixture = { NULL, };
  UaFilter *filter = ua_filter_new_compare (UA_FIELD_STATUS, UA_FILTER_OP_PRESENT, NULL);
  g_autoptr (UaQuery) query = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      UaFilter *outer = ua_filter_new_group (UA_FILTER_OP_NOT, &filter, 1);

      ua_filter_unref (filter);
      filter = outer;
    }
  query = ua_query_new (NULL, filter, UA_FIELD_DISPLAY_NAME, FALSE);
  ua_filter_unref (filter);
  store_fixture_set_up (&fixture);
  ua_store_query_async (fixture.store, query, 30, FALSE, NULL, await_result_cb, &result);
  g_assert_null (ua_store_query_finish (fixture.store, await_result (&result), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT);
  g_clear_object (&result);
  store_fixture_tear_down (&fixture);
}

/* The numbers from one bound to another, wherever these lie in the words of the set. */
static void
test_bitset_range (void)
{
  for (guint32 first = 0; first < 140; first++)
    for (guint32 last = 0; last < 140; last += 3)
      {
        g_autoptr (UaBitset) set = ua_bitset_new (131);
        g_autoptr (UaBitset) copy = NULL;
        guint32 n = 0;

        ua_bitset_set_range (set, first, last);
        copy = ua_bitset_copy (set);
        for (guint32 bit = 0; bit < 192; bit++)
          {
            gboolean expected = bit >= first && bit <= last && bit < 131;

            g_assert_cmpint (ua_bitset_has (copy, bit), ==, expected);
            n += expected ? 1 : 0;
          }
        g_assert_cmpuint (ua_bitset_count (set), ==, n);
      }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/query/random-filters", test_random_filters);
  g_test_add_func ("/store/query/orders", test_orders);
  g_test_add_func ("/store/query/order-of-teams", test_order_of_teams);
  g_test_add_func ("/store/query/counts", test_counts);
  g_test_add_func ("/store/query/quick", test_quick);
  g_test_add_func ("/store/query/too-deep", test_too_deep);
  g_test_add_func ("/store/query/bitset-range", test_bitset_range);
  return g_test_run ();
}
