/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "ua-capabilities.h"
#include "ua-change.h"
#include "ua-connection.h"
#include "ua-error.h"
#include "ua-group.h"
#include "ua-member.h"
#include "ua-patch.h"
#include "ua-query.h"

static UaMemberRecord *
make_record (const char *version,
             const char *display_name,
             const char *role_profile,
             const char *role_profile_name)
{
  UaMemberBuilder *builder = ua_member_builder_new ();

  ua_member_builder_set (builder, UA_FIELD_ID, "m1");
  ua_member_builder_set (builder, UA_FIELD_VERSION, version);
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, display_name);
  ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE, role_profile);
  ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE_NAME, role_profile_name);
  ua_member_builder_set (builder, UA_FIELD_STATUS, "active");
  return ua_member_builder_end (builder);
}

static void
test_field_keys (void)
{
  for (UaField field = 0; field < UA_N_FIELDS; field++)
    {
      UaField found = UA_N_FIELDS;

      g_assert_nonnull (ua_field_get_key (field));
      g_assert_true (ua_field_from_key (ua_field_get_key (field), &found));
      g_assert_cmpint (found, ==, field);
      g_assert_cmpint (ua_field_is_list (field), ==, field >= UA_N_SCALAR_FIELDS);
    }
  g_assert_false (ua_field_from_key ("nonsense", &(UaField) { 0 }));
  g_assert_false (ua_field_from_key (NULL, &(UaField) { 0 }));
}

static void
test_record_copy (void)
{
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (UaMemberRecord) same = NULL;
  g_autoptr (UaMemberRecord) other = NULL;
  UaMemberBuilder *builder = ua_member_builder_new ();

  ua_member_builder_set (builder, UA_FIELD_ID, "m1");
  ua_member_builder_set (builder, UA_FIELD_TITLE, "");
  ua_member_builder_add (builder, UA_FIELD_TEAMS, "t1", "Design", NULL);
  ua_member_builder_add (builder, UA_FIELD_TEAMS, "t2", NULL, "member");
  ua_member_builder_add (builder, UA_FIELD_MANAGED_ATTRIBUTES, "title", NULL, NULL);
  record = ua_member_builder_end (builder);
  same = ua_member_builder_end (ua_member_builder_new_from_record (record));

  g_assert_null (ua_member_record_get (record, UA_FIELD_TITLE));
  g_assert_true (ua_member_record_equal (record, same));
  g_assert_cmpuint (ua_member_record_get_n (same, UA_FIELD_TEAMS), ==, 2);
  g_assert_cmpstr (ua_member_record_get_nth (same, UA_FIELD_TEAMS, 1)->role, ==, "member");
  g_assert_true (ua_member_record_is_managed (same, UA_FIELD_TITLE));
  g_assert_false (ua_member_record_is_managed (same, UA_FIELD_EMAIL));

  builder = ua_member_builder_new_from_record (record);
  ua_member_builder_clear (builder, UA_FIELD_TEAMS);
  other = ua_member_builder_end (builder);
  g_assert_false (ua_member_record_equal (record, other));
  g_assert_cmpuint (ua_member_record_get_n (other, UA_FIELD_TEAMS), ==, 0);
}

/* S12: a name of which nothing is seen is none. */
static void
test_record_unseen_name (void)
{
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) record = NULL;

  ua_member_builder_set (builder, UA_FIELD_ID, "1");
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, "\u200d \u202e\u2060");
  ua_member_builder_set (builder, UA_FIELD_FORMATTED_NAME, "");
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, "ada");
  record = ua_member_builder_end (builder);
  g_assert_cmpstr (ua_member_record_get_name (record), ==, "ada");
}

static void
test_record_name (void)
{
  static const UaField order[] = {
    UA_FIELD_ID, UA_FIELD_EMAIL, UA_FIELD_USER_NAME, UA_FIELD_FORMATTED_NAME, UA_FIELD_DISPLAY_NAME,
  };
  UaMemberBuilder *builder = ua_member_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (UaMemberRecord) record = NULL;

      ua_member_builder_set (builder, order[i], ua_field_get_key (order[i]));
      record = ua_member_builder_end (builder);
      g_assert_cmpstr (ua_member_record_get_name (record), ==, ua_field_get_key (order[i]));
      builder = ua_member_builder_new_from_record (record);
    }
  ua_member_builder_free (builder);
}

static void
test_tokens (void)
{
  UaChangeState state = UA_CHANGE_STATE_QUEUED;
  UaConnectionKind kind = UA_CONNECTION_KIND_LOCAL;

  for (UaStatus s = UA_STATUS_INVITED; s <= UA_STATUS_LOCKED; s++)
    g_assert_cmpint (ua_status_from_token (ua_status_to_token (s)), ==, s);
  g_assert_cmpint (ua_status_from_token ("Active"), ==, UA_STATUS_UNKNOWN);
  g_assert_cmpint (ua_status_from_token (NULL), ==, UA_STATUS_UNKNOWN);
  for (UaAccessLevel a = UA_ACCESS_LEVEL_EMPLOYEE; a <= UA_ACCESS_LEVEL_ADMIN; a++)
    g_assert_cmpint (ua_access_level_from_token (ua_access_level_to_token (a)), ==, a);
  g_assert_cmpint (ua_access_level_from_token ("root"), ==, UA_ACCESS_LEVEL_UNKNOWN);
  for (UaGroupKind k = UA_GROUP_KIND_TEAM; k <= UA_GROUP_KIND_SESSION; k++)
    g_assert_cmpint (ua_group_kind_from_token (ua_group_kind_to_token (k)), ==, k);
  for (UaChangeState s = UA_CHANGE_STATE_QUEUED; s <= UA_CHANGE_STATE_REJECTED; s++)
    {
      g_assert_true (ua_change_state_from_token (ua_change_state_to_token (s), &state));
      g_assert_cmpint (state, ==, s);
    }
  g_assert_false (ua_change_state_from_token ("lost", &state));
  g_assert_false (ua_connection_kind_from_token ("telepathy", &kind));
}

static void
test_patch_difference (void)
{
  g_autoptr (UaMemberRecord) from = make_record ("W/\"1\"", "Ann Ash", "r1", "Baker");
  g_autoptr (UaMemberRecord) to = make_record ("W/\"9\"", "Ann Birch", NULL, NULL);
  g_autoptr (UaPatch) patch = ua_patch_new_difference (from, to);
  g_autoptr (UaMemberRecord) applied = ua_patch_apply (patch, from);

  /* The version is the server's to set, so it is no difference. */
  g_assert_cmpuint (ua_patch_get_n (patch), ==, 3);
  g_assert_cmpstr (ua_patch_get_member_id (patch), ==, "m1");
  g_assert_cmpstr (ua_patch_get_base_version (patch), ==, "W/\"1\"");
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_DISPLAY_NAME)->old_value, ==, "Ann Ash");
  g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_DISPLAY_NAME)->new_value, ==, "Ann Birch");
  g_assert_null (ua_patch_find (patch, UA_FIELD_ROLE_PROFILE)->new_value);
  g_assert_null (ua_patch_find (patch, UA_FIELD_STATUS));
  g_assert_cmpstr (ua_member_record_get (applied, UA_FIELD_DISPLAY_NAME), ==, "Ann Birch");
  g_assert_null (ua_member_record_get (applied, UA_FIELD_ROLE_PROFILE));
}

/* UA-05: what one side changed merges, what both changed differently is disputed. */
static void
test_patch_rebase (void)
{
  g_autoptr (UaMemberRecord) base = make_record ("1", "Ann Ash", "r1", "Baker");
  g_autoptr (UaMemberRecord) mine = make_record ("1", "Ann Birch", "r2", "Cook");
  g_autoptr (UaMemberRecord) theirs_elsewhere = make_record ("2", "Ann Ash", "r3", "Miller");
  g_autoptr (UaMemberRecord) theirs_same = make_record ("3", "Ann Birch", "r2", "Cook");
  g_autoptr (UaPatch) patch = ua_patch_new_difference (base, mine);
  g_autoptr (UaPatch) left = NULL;
  g_autoptr (UaPatch) nothing = NULL;
  g_autoptr (UaPatch) conflicts = NULL;
  g_autoptr (UaPatch) none = NULL;

  left = ua_patch_rebase (patch, theirs_elsewhere, &conflicts);
  g_assert_cmpuint (ua_patch_get_n (left), ==, 1);
  g_assert_cmpstr (ua_patch_get_base_version (left), ==, "2");
  g_assert_nonnull (ua_patch_find (left, UA_FIELD_DISPLAY_NAME));
  g_assert_nonnull (conflicts);
  /* The name of the role profile goes where its id goes. */
  g_assert_cmpuint (ua_patch_get_n (conflicts), ==, 2);
  g_assert_cmpstr (ua_patch_find (conflicts, UA_FIELD_ROLE_PROFILE)->old_value, ==, "r3");
  g_assert_cmpstr (ua_patch_find (conflicts, UA_FIELD_ROLE_PROFILE)->new_value, ==, "r2");

  nothing = ua_patch_rebase (patch, theirs_same, &none);
  g_assert_cmpuint (ua_patch_get_n (nothing), ==, 0);
  g_assert_null (none);
}

static void
test_query_equal (void)
{
  UaFilter *children[2] = {
    ua_filter_new_compare (UA_FIELD_STATUS, UA_FILTER_OP_EQUAL, "active"),
    ua_filter_new_compare (UA_FIELD_TEAMS, UA_FILTER_OP_PRESENT, NULL),
  };
  g_autoptr (UaFilter) both = ua_filter_new_group (UA_FILTER_OP_AND, children, 2);
  g_autoptr (UaFilter) either = ua_filter_new_group (UA_FILTER_OP_OR, children, 2);
  g_autoptr (UaFilter) again = ua_filter_new_group (UA_FILTER_OP_AND, children, 2);
  g_autoptr (UaQuery) a = ua_query_new ("ann", both, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (UaQuery) b = ua_query_new ("ann", again, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (UaQuery) c = ua_query_new ("ann", either, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (UaQuery) d = ua_query_new (NULL, both, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (UaQuery) e = ua_query_new ("ann", both, UA_FIELD_DISPLAY_NAME, TRUE);

  g_assert_true (ua_query_equal (a, b));
  g_assert_false (ua_query_equal (a, c));
  g_assert_false (ua_query_equal (a, d));
  g_assert_false (ua_query_equal (a, e));
  g_assert_false (ua_query_equal (a, NULL));
  g_assert_cmpstr (ua_query_get_search (d), ==, "");
  g_assert_cmpuint (ua_filter_get_n (both), ==, 2);
  g_assert_cmpint (ua_filter_get_field (ua_filter_get_nth (both, 1)), ==, UA_FIELD_TEAMS);
  ua_filter_unref (children[0]);
  ua_filter_unref (children[1]);
}

static void
test_capabilities_text (void)
{
  static const char * const hostile[] = {
    NULL, "", "garbage", "[capabilities]\npatch=77\npage-size=-4\nusers-path=evil",
    "[capabilities]\npage-size=99999999999999999999",
  };
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (UaCapabilities) sort = ua_capabilities_with (nothing, UA_CAPABILITY_SORT,
                                                          UA_SUPPORT_NO);
  g_autoptr (UaCapabilities) paged = ua_capabilities_with_page_size (sort, 10);
  g_autoptr (UaCapabilities) moved = ua_capabilities_with_users_path (paged, "/People");
  g_autofree char *text = ua_capabilities_to_text (moved);
  g_autoptr (UaCapabilities) read = ua_capabilities_new_from_text (text);

  g_assert_true (ua_capabilities_may (nothing, UA_CAPABILITY_SORT));
  g_assert_false (ua_capabilities_may (read, UA_CAPABILITY_SORT));
  g_assert_cmpint (ua_capabilities_get (read, UA_CAPABILITY_PATCH), ==, UA_SUPPORT_UNKNOWN);
  g_assert_cmpuint (ua_capabilities_get_page_size (read), ==, 10);
  g_assert_cmpstr (ua_capabilities_get_users_path (read), ==, "/People");
  g_assert_cmpstr (ua_capabilities_get_groups_path (read), ==, "/Groups");

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (UaCapabilities) odd = ua_capabilities_new_from_text (hostile[i]);

      g_assert_cmpint (ua_capabilities_get (odd, UA_CAPABILITY_PATCH), ==, UA_SUPPORT_UNKNOWN);
      g_assert_cmpuint (ua_capabilities_get_page_size (odd), >=, 1);
      g_assert_cmpuint (ua_capabilities_get_page_size (odd), <=, 1000);
      g_assert_cmpstr (ua_capabilities_get_users_path (odd), ==, "/Users");
    }
}

static void
assert_remembered (UaCapabilities *said,
                   UaCapabilities *before,
                   gint64          now,
                   UaSupport       patch,
                   UaSupport       update,
                   guint           page_size)
{
  g_autofree char *text = ua_capabilities_to_text (before);
  g_autoptr (UaCapabilities) read = ua_capabilities_new_from_text (text);
  g_autoptr (UaCapabilities) both = ua_capabilities_with_remembered (said, read, now);

  g_assert_cmpint (ua_capabilities_get (both, UA_CAPABILITY_PATCH), ==, patch);
  g_assert_cmpint (ua_capabilities_get (both, UA_CAPABILITY_UPDATE), ==, update);
  g_assert_cmpint (ua_capabilities_get (both, UA_CAPABILITY_SORT), ==,
                   ua_capabilities_get (said, UA_CAPABILITY_SORT));
  g_assert_cmpuint (ua_capabilities_get_page_size (both), ==, page_size);
}

/* What was tried counts for more than what is said, each point on its own, but not for ever. */
static void
test_capabilities_learned (void)
{
  const gint64 then = G_GINT64_CONSTANT (1700000000000);
  const gint64 late = then + UA_CAPABILITIES_MAX_AGE_MS;
  g_autoptr (UaCapabilities) nothing = ua_capabilities_new ();
  g_autoptr (UaCapabilities) said = ua_capabilities_with (nothing, UA_CAPABILITY_PATCH,
                                                          UA_SUPPORT_YES);
  g_autoptr (UaCapabilities) sorted = ua_capabilities_with (said, UA_CAPABILITY_SORT,
                                                            UA_SUPPORT_NO);
  g_autoptr (UaCapabilities) first =
    ua_capabilities_with_learned (sorted, UA_CAPABILITY_PATCH, UA_SUPPORT_NO, then);
  g_autoptr (UaCapabilities) second =
    ua_capabilities_with_learned (first, UA_CAPABILITY_UPDATE, UA_SUPPORT_NO, then + 1000);
  g_autoptr (UaCapabilities) learned =
    ua_capabilities_with_learned_page_size (second, 25, then);
  g_autoptr (UaCapabilities) small = ua_capabilities_with_page_size (said, 100);

  assert_remembered (said, learned, late - 1, UA_SUPPORT_NO, UA_SUPPORT_NO, 25);
  assert_remembered (said, learned, late, UA_SUPPORT_YES, UA_SUPPORT_NO, 200);
  assert_remembered (said, learned, late + 1000, UA_SUPPORT_YES, UA_SUPPORT_UNKNOWN, 200);
  /* A clock that was set back. */
  assert_remembered (said, learned, then - 1, UA_SUPPORT_YES, UA_SUPPORT_UNKNOWN, 200);
  /* A server that says something else now has changed. */
  assert_remembered (nothing, learned, then + 1000, UA_SUPPORT_UNKNOWN, UA_SUPPORT_NO, 25);
  assert_remembered (small, learned, then + 1000, UA_SUPPORT_NO, UA_SUPPORT_NO, 100);
}

static void
test_credentials_header (void)
{
  static const char * const bad_tokens[] = { "", "a b", "a\r\nX-Evil: 1", "caf\303\251" };
  g_autoptr (UaCredentials) token = ua_credentials_new_token ("abc.def-1");
  g_autoptr (UaCredentials) basic = ua_credentials_new_basic ("ann@brackwater.example", "pw:1");
  g_autoptr (UaCredentials) colon = ua_credentials_new_basic ("a:b", "pw");
  g_autoptr (UaCredentials) line = ua_credentials_new_basic ("ann", "pw\r\nX-Evil: 1");
  g_autofree char *bearer = ua_credentials_to_header (token);
  g_autofree char *pair = ua_credentials_to_header (basic);

  g_assert_cmpstr (bearer, ==, "Bearer abc.def-1");
  g_assert_cmpstr (pair, ==, "Basic YW5uQGJyYWNrd2F0ZXIuZXhhbXBsZTpwdzox");
  g_assert_null (ua_credentials_to_header (colon));
  g_assert_null (ua_credentials_to_header (line));
  for (guint i = 0; i < G_N_ELEMENTS (bad_tokens); i++)
    {
      g_autoptr (UaCredentials) bad = ua_credentials_new_token (bad_tokens[i]);

      g_assert_null (ua_credentials_to_header (bad));
    }
}

static void
test_connection_name (void)
{
  g_autoptr (UaConnection) named = ua_connection_new ("a", UA_CONNECTION_KIND_TOKEN, "Brackwater",
                                                      "https://one.example/scim/v2", NULL);
  g_autoptr (UaConnection) host = ua_connection_new ("b", UA_CONNECTION_KIND_TOKEN, NULL,
                                                     "https://one.example/scim/v2", NULL);
  g_autoptr (UaConnection) port = ua_connection_new ("c", UA_CONNECTION_KIND_TOKEN, NULL,
                                                     "http://127.0.0.1:8080/scim/v2", NULL);

  g_assert_cmpstr (ua_connection_get_name (named), ==, "Brackwater");
  g_assert_cmpstr (ua_connection_get_name (host), ==, "one.example");
  g_assert_cmpstr (ua_connection_get_name (port), ==, "127.0.0.1:8080");
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_member_notifies (void)
{
  g_autoptr (UaMemberRecord) record = make_record ("1", "Ann Ash", NULL, NULL);
  g_autoptr (UaMemberRecord) equal = make_record ("1", "Ann Ash", NULL, NULL);
  g_autoptr (UaMemberRecord) other = make_record ("2", "Ann Birch", NULL, NULL);
  UaMember *member = ua_member_new (7, NULL);
  guint n = 0;

  g_object_add_weak_pointer (G_OBJECT (member), (gpointer *) &member);
  g_signal_connect (member, "notify", G_CALLBACK (count_notify_cb), &n);
  g_assert_null (ua_member_get_record (member));
  ua_member_set_record (member, record);
  g_assert_cmpuint (n, ==, 1);
  ua_member_set_record (member, equal);
  g_assert_cmpuint (n, ==, 1);
  ua_member_set_record (member, other);
  g_assert_cmpuint (n, ==, 2);
  ua_member_set_pending (member, TRUE);
  ua_member_set_pending (member, TRUE);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (ua_member_get_row (member), ==, 7);
  g_object_unref (member);
  g_assert_null (member);
}

static void
test_change_copies (void)
{
  g_autoptr (UaMemberRecord) from = make_record ("1", "Ann Ash", NULL, NULL);
  g_autoptr (UaMemberRecord) to = make_record ("1", "Ann Birch", NULL, NULL);
  g_autoptr (UaPatch) patch = ua_patch_new_difference (from, to);
  g_autoptr (GError) error = g_error_new (UA_ERROR, UA_ERROR_INVALID_VALUE, "displayName");
  g_autoptr (UaChange) change = ua_change_new ("u1", patch, "Ann Ash", 5,
                                               UA_CHANGE_STATE_QUEUED, 0, NULL);
  g_autoptr (UaChange) refused = ua_change_with_state (change, UA_CHANGE_STATE_REJECTED, 2, error);

  g_assert_cmpstr (ua_change_get_uuid (refused), ==, "u1");
  g_assert_true (ua_change_get_patch (refused) == patch);
  g_assert_cmpuint (ua_change_get_attempts (refused), ==, 2);
  g_assert_error (ua_change_get_error (refused), UA_ERROR, UA_ERROR_INVALID_VALUE);
  g_assert_cmpint (ua_change_get_state (change), ==, UA_CHANGE_STATE_QUEUED);
  g_assert_null (ua_change_get_error (change));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/field/keys", test_field_keys);
  g_test_add_func ("/model/record/copy", test_record_copy);
  g_test_add_func ("/model/record/name", test_record_name);
  g_test_add_func ("/model/record/unseen-name", test_record_unseen_name);
  g_test_add_func ("/model/tokens", test_tokens);
  g_test_add_func ("/model/patch/difference", test_patch_difference);
  g_test_add_func ("/model/patch/rebase-UA-05", test_patch_rebase);
  g_test_add_func ("/model/query/equal", test_query_equal);
  g_test_add_func ("/model/capabilities/text", test_capabilities_text);
  g_test_add_func ("/model/capabilities/learned", test_capabilities_learned);
  g_test_add_func ("/model/credentials/header", test_credentials_header);
  g_test_add_func ("/model/connection/name", test_connection_name);
  g_test_add_func ("/model/member/notifies", test_member_notifies);
  g_test_add_func ("/model/change/copies", test_change_copies);
  return g_test_run ();
}
