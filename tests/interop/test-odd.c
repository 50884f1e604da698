/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session against a service that is odd in one way after the other (requirement 12): whatever
 * it does, all members come, are found by a search, and a name can be changed.  What has arrived at
 * the service is asked of the service, past its oddities (odd-server.py). */
#include "session-fixture.h"

#include "ua-error.h"
#include "ua-group.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#define TOKEN "odd-token"
#define N_MEMBERS 57
#define NEW_NAME "Ægir “Ö” Changed"

/* What of the usual course does not hold. */
typedef enum
{
  EXPECT_ALL = 0,
  EXPECT_NO_WRITE = 1 << 0,  /* the name cannot be changed, and that is said */
  EXPECT_GROUPS = 1 << 1,    /* three groups, and who is in them */
  EXPECT_NO_GROUPS = 1 << 2, /* and the server is known to have none */
  EXPECT_EMPTY = 1 << 3,     /* a list of groups without groups */
  EXPECT_PLAIN = 1 << 4,     /* no member has anything of the enterprise extension */
} Expect;

typedef struct
{
  const char *group;    /* (unowned): of the tests */
  const char *quirks;   /* (unowned): separated by spaces */
  guint n_members;      /* 0 for the usual number */
  guint expect;         /* of Expect */
  const char *base;     /* (unowned) (nullable) */
} Case;

typedef struct
{
  GSubprocess *process; /* (owned) */
  char *address;        /* (owned) */
  char *origin;         /* (owned) */
} Server;

static const Case cases[] = {
  { "None", "", 0, EXPECT_GROUPS, NULL },
  /* What discovery says, or does not. */
  { "discovery", "config=404", 0, EXPECT_GROUPS, NULL },
  { "discovery", "config=html", 0, 0, NULL },
  { "discovery", "config=empty", 0, 0, NULL },
  { "discovery", "config=strings", 0, 0, NULL },
  { "discovery", "config=lies no-sort no-etag no-patch=501 filter=400 cap=10", 0, 0, NULL },
  { "discovery", "config=403 types=403 schemas=403", 0, 0, NULL },
  { "discovery", "config=404 types=404 schemas=404 me=404", 0, EXPECT_GROUPS, NULL },
  { "discovery", "config=html types=html schemas=html me=html errors=html", 0, EXPECT_GROUPS,
    NULL },
  { "discovery", "types=404", 0, EXPECT_GROUPS, NULL },
  { "discovery", "config=500 types=500 schemas=500 me=500", 0, 0, NULL },
  { "discovery", "types=absolute", 0, EXPECT_GROUPS, NULL },
  { "discovery", "types=based", 0, EXPECT_GROUPS, NULL },
  { "discovery", "types=elsewhere", 0, EXPECT_GROUPS, NULL },
  { "discovery", "types=renamed", 0, EXPECT_GROUPS, NULL },
  { "discovery", "types=bare", 0, EXPECT_GROUPS, NULL },
  { "discovery", "me=user", 0, 0, NULL },
  { "discovery", "me=list", 0, 0, NULL },
  { "discovery", "me=501", 0, 0, NULL },
  { "discovery", "me=403", 0, 0, NULL },
  { "discovery", "me=400", 0, 0, NULL },
  /* Where it is. */
  { "discovery", "", 0, EXPECT_GROUPS, "/scim" },
  { "discovery", "", 0, EXPECT_GROUPS, "/v2" },
  { "discovery", "types=absolute", 0, EXPECT_GROUPS, "/api/scim/v2/tenant" },
  { "discovery", "types=based", 0, EXPECT_GROUPS, "/api/scim/v2/tenant" },
  { "discovery", "config=404 types=404 schemas=404", 0, 0, "" },
  { "discovery", "slash=redirect", 0, EXPECT_GROUPS, NULL },
  /* What it can do. */
  { "writes", "no-sort", 0, 0, NULL },
  { "writes", "no-sort=ignored", 0, 0, NULL },
  { "writes", "no-etag", 0, 0, NULL },
  { "writes", "no-etag=header", 0, 0, NULL },
  { "writes", "if-match", 0, 0, NULL },
  { "writes", "no-patch=405", 0, 0, NULL },
  { "writes", "no-patch=501", 0, 0, NULL },
  { "writes", "no-patch=501 no-etag", 0, 0, NULL },
  { "writes", "no-patch=404 config=404", 0, 0, NULL },
  { "writes", "no-patch=405 config=lies errors=html", 0, 0, NULL },
  { "writes", "no-patch=405 no-put=405 config=404", 0, EXPECT_NO_WRITE, NULL },
  { "writes", "no-patch=403 no-put=403 config=404", 0, EXPECT_NO_WRITE, NULL },
  { "writes", "patch=204", 0, 0, NULL },
  { "writes", "patch=204 no-etag", 0, 0, NULL },
  { "writes", "patch=empty", 0, 0, NULL },
  { "writes", "patch=text", 0, 0, NULL },
  { "writes", "patch=paths", 0, 0, NULL },
  { "writes", "patch=objects", 0, 0, NULL },
  { "writes", "patch=objects no-etag no-put=405", 0, 0, NULL },
  { "writes", "ignores=displayName", 0, EXPECT_NO_WRITE, NULL },
  { "writes", "ignores=displayName no-etag", 0, EXPECT_NO_WRITE, NULL },
  { "writes", "only-json", 0, 0, NULL },
  { "writes", "only-json no-patch=405", 0, 0, NULL },
  { "writes", "get=list", 0, 0, NULL },
  { "writes", "filter=400", 0, 0, NULL },
  { "writes", "filter=500", 0, 0, NULL },
  { "writes", "filter=empty", 0, 0, NULL },
  { "writes", "filter=ignored", 0, 0, NULL },
  /* Pages. */
  { "pages", "cap=10", 0, EXPECT_GROUPS, NULL },
  { "pages", "cap=10,400", 0, EXPECT_GROUPS, NULL },
  { "pages", "cap=10,413", 0, 0, NULL },
  { "pages", "cap=1000", 2345, 0, NULL },
  { "pages", "total=missing", 0, 0, NULL },
  { "pages", "total=missing cap=10", 0, EXPECT_GROUPS, NULL },
  { "pages", "total=string cap=10", 0, 0, NULL },
  { "pages", "total=zero cap=10", 0, 0, NULL },
  { "pages", "total=less cap=10", 0, 0, NULL },
  { "pages", "total=more cap=10", 0, EXPECT_GROUPS, NULL },
  { "pages", "total=negative cap=10", 0, 0, NULL },
  { "pages", "total=page cap=10", 0, 0, NULL },
  { "pages", "start=ignored", 0, EXPECT_GROUPS, NULL },
  { "pages", "start=ignored cap=10", 0, 0, NULL },
  { "pages", "start=ignored cap=10 total=missing", 0, 0, NULL },
  { "pages", "start=refused", 0, EXPECT_GROUPS, NULL },
  { "pages", "start=refused cap=10", 0, 0, NULL },
  { "pages", "cursor=announced cap=10", 0, EXPECT_GROUPS, NULL },
  { "pages", "cursor=silent cap=10", 0, EXPECT_GROUPS, NULL },
  { "pages", "cursor=silent cap=10 config=404 total=missing", 0, 0, NULL },
  { "pages", "duplicates cap=10", 0, 0, NULL },
  { "pages", "duplicates cap=10 total=missing", 0, 0, NULL },
  { "pages", "slow=0.2 cap=20", 0, 0, NULL },
  /* Values. */
  { "values", "booleans", 0, 0, NULL },
  { "values", "lower", 0, EXPECT_GROUPS, NULL },
  { "values", "lower=all", 0, 0, NULL },
  { "values", "lower=all no-patch=405", 0, 0, NULL },
  { "values", "single=emails", 0, 0, NULL },
  { "values", "single=emails no-patch=405", 0, 0, NULL },
  { "values", "single=resources", 1, 0, NULL },
  { "values", "emails", 0, 0, NULL },
  { "values", "emails no-patch=405", 0, 0, NULL },
  { "values", "numbers", 0, 0, NULL },
  { "values", "numbers no-patch=405", 0, 0, NULL },
  { "values", "bare", 0, 0, NULL },
  { "values", "bare=names", 0, 0, NULL },
  { "values", "bare no-patch=405", 0, 0, NULL },
  { "values", "bare config=404 types=404 schemas=404", 0, EXPECT_PLAIN, NULL },
  { "values", "nulls", 0, EXPECT_GROUPS, NULL },
  { "values", "nulls no-patch=405", 0, 0, NULL },
  { "values", "no-meta", 0, 0, NULL },
  { "values", "no-schemas", 0, EXPECT_GROUPS, NULL },
  { "values", "no-schemas total=missing", 0, EXPECT_GROUPS, NULL },
  { "values", "strange", 0, 0, NULL },
  { "values", "strange no-patch=405", 0, 0, NULL },
  { "values", "location", 0, 0, NULL },
  /* Groups. */
  { "groups", "groups=404", 0, EXPECT_NO_GROUPS, NULL },
  { "groups", "groups=501", 0, EXPECT_NO_GROUPS, NULL },
  { "groups", "groups=403", 0, EXPECT_NO_GROUPS, NULL },
  { "groups", "groups=500", 0, EXPECT_NO_GROUPS, NULL },
  { "groups", "groups=400", 0, EXPECT_NO_GROUPS, NULL },
  { "groups", "groups=401", 0, EXPECT_NO_GROUPS, NULL },
  { "groups", "groups=html", 0, EXPECT_NO_GROUPS, NULL },
  { "groups", "groups=empty", 0, EXPECT_EMPTY, NULL },
  { "groups", "groups=bare", 0, 0, NULL },
  { "groups", "groups=in-users", 0, 0, NULL },
  { "groups", "groups=in-users,404", 0, 0, NULL },
  { "groups", "groups=nested", 0, EXPECT_GROUPS, NULL },
  { "groups", "groups=huge", 10000, 0, NULL },
  /* HTTP. */
  { "http", "errors=number config=404 filter=400", 0, 0, NULL },
  { "http", "errors=html no-patch=501 config=404", 0, 0, NULL },
  { "http", "errors=empty no-patch=501 config=404 types=404 me=404", 0, 0, NULL },
  { "http", "busy=seconds", 0, 0, NULL },
  { "http", "busy=date", 0, 0, NULL },
  { "http", "busy=garbage", 0, 0, NULL },
  { "http", "busy=none", 0, 0, NULL },
  { "http", "type=json", 0, 0, NULL },
  { "http", "type=text", 0, EXPECT_GROUPS, NULL },
  { "http", "type=none", 0, EXPECT_GROUPS, NULL },
  { "http", "type=none config=404 no-patch=501", 0, 0, NULL },
  { "http", "coding=chunked", 0, 0, NULL },
  { "http", "coding=gzip", 0, 0, NULL },
  { "http", "coding=both", 0, 0, NULL },
  { "http", "http=close", 0, 0, NULL },
  { "http", "http=1.0", 0, 0, NULL },
};

static void
start_server (Server     *self,
              const char *quirks,
              const char *base,
              guint       n_members)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "interop", "odd-server.py", NULL);
  g_autofree char *count = g_strdup_printf ("%u", n_members);
  g_auto (GStrv) names = g_strsplit (quirks, " ", -1);
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  const char *path;

  g_ptr_array_add (args, script);
  g_ptr_array_add (args, (char *) "--members");
  g_ptr_array_add (args, count);
  g_ptr_array_add (args, (char *) "--base");
  g_ptr_array_add (args, (char *) (base != NULL ? base : "/scim/v2"));
  for (guint i = 0; names[i] != NULL && *quirks != '\0'; i++)
    {
      g_ptr_array_add (args, (char *) "--quirk");
      g_ptr_array_add (args, names[i]);
    }
  g_ptr_array_add (args, NULL);
  self->process = g_subprocess_newv ((const char * const *) args->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->address);
  path = strchr (self->address + strlen ("http://"), '/');
  self->origin = path != NULL ? g_strndup (self->address, (gsize) (path - self->address))
                              : g_strdup (self->address);
}

static void
stop_server (Server *self)
{
  g_autoptr (GError) error = NULL;
  gboolean stopped;

  /* The server ends with its standard input. */
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  stopped = g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (stopped);
  g_clear_object (&self->process);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->origin, g_free);
}

/* What the service really holds. */
static JsonNode *
ask_truth (Server     *self,
           const char *what)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *uri = g_strconcat (self->origin, "/truth/", what, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&node);
}

static char *
dup_true_name (Server     *self,
               const char *id)
{
  g_autofree char *what = g_strconcat ("Users/", id, NULL);
  g_autoptr (JsonNode) node = ask_truth (self, what);

  return g_strdup (json_object_get_string_member_with_default (json_node_get_object (node),
                                                               "displayName", NULL));
}

/* Everybody who is there is in the cache, and nobody else. */
static void
check_members (Server    *self,
               UaSession *session,
               guint      n_members)
{
  g_autoptr (JsonNode) ids = ask_truth (self, "ids");
  g_autoptr (UaMemberList) list = ua_session_query (session, NULL);
  JsonArray *array = json_node_get_array (ids);

  g_assert_cmpuint (json_array_get_length (array), ==, n_members);
  g_assert_cmpuint (ua_session_get_n_members (session), ==, n_members);
  g_assert_cmpuint (ua_session_get_n_skipped (session), ==, 0);
  wait_for (ua_member_list_get_n_total (list) == n_members);
  for (guint i = 0; i < n_members; i += MAX (1, n_members / 60))
    g_assert_true (is_known (session, json_array_get_string_element (array, i)));
}

static void
check_search (UaSession  *session,
              const char *text,
              const char *id)
{
  g_autoptr (UaQuery) query = ua_query_new (text, NULL, UA_FIELD_USER_NAME, FALSE);
  g_autoptr (UaMemberList) list = ua_session_query (session, query);
  guint position;

  wait_for (ua_member_list_get_n_total (list) == 1);
  g_assert_true (ua_member_list_find (list, id, &position));
}

static void
check_groups (UaSession *session,
              guint      expect)
{
  GListModel *groups = ua_session_get_groups (session);

  if ((expect & (EXPECT_NO_GROUPS | EXPECT_EMPTY)) != 0)
    g_assert_cmpuint (g_list_model_get_n_items (groups), ==, 0);
  if ((expect & EXPECT_GROUPS) == 0)
    return;
  wait_for (g_list_model_get_n_items (groups) == 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", 10001 + i);
      g_autoptr (UaMemberRecord) record = find_record (session, id);

      g_assert_cmpuint (ua_member_record_get_n (record, UA_FIELD_TEAMS) +
                          ua_member_record_get_n (record, UA_FIELD_GROUPS), ==, 1);
    }
}

/* What the server lacks is known to be lacking, so that nothing empty is shown for it. */
static void
check_capabilities (UaSession *session,
                    guint      expect)
{
  static const UaCapability own[] = {
    UA_CAPABILITY_STATUS, UA_CAPABILITY_ACCESS_LEVEL, UA_CAPABILITY_ROLE_PROFILES,
    UA_CAPABILITY_GROUP_KINDS,
  };
  UaCapabilities *known = ua_session_get_capabilities (session);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    g_assert_cmpint (ua_capabilities_get (known, own[i]), ==, UA_SUPPORT_NO);
  g_assert_cmpint (ua_capabilities_get (known, UA_CAPABILITY_GROUPS), ==,
                   (expect & EXPECT_NO_GROUPS) != 0 ? UA_SUPPORT_NO : UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (known, UA_CAPABILITY_ENTERPRISE), ==,
                   (expect & EXPECT_PLAIN) != 0 ? UA_SUPPORT_NO : UA_SUPPORT_YES);
}

static void
check_edit (Server     *self,
            UaSession  *session,
            const char *id)
{
  g_autofree char *name = NULL;

  submit (session, id, UA_FIELD_DISPLAY_NAME, NEW_NAME);
  wait_for (g_list_model_get_n_items (ua_session_get_changes (session)) == 0 ||
            has_change_in (session, UA_CHANGE_STATE_REJECTED) ||
            has_change_in (session, UA_CHANGE_STATE_CONFLICT));
  g_assert_cmpuint (g_list_model_get_n_items (ua_session_get_changes (session)), ==, 0);
  name = dup_true_name (self, id);
  g_assert_cmpstr (name, ==, NEW_NAME);
  g_assert_cmpstr (peek_field (session, id, UA_FIELD_DISPLAY_NAME), ==, NEW_NAME);
  check_search (session, "aegir changed", id);
}

static void
check_no_edit (Server     *self,
               UaSession  *session,
               const char *id)
{
  g_autofree char *before = dup_true_name (self, id);
  g_autofree char *after = NULL;
  g_autoptr (UaChange) change = NULL;

  submit (session, id, UA_FIELD_DISPLAY_NAME, NEW_NAME);
  wait_for (has_change_in (session, UA_CHANGE_STATE_REJECTED));
  after = dup_true_name (self, id);
  g_assert_cmpstr (after, ==, before);
  change = dup_change (session, 0);
  resolve (session, change, NULL);
  wait_for (g_list_model_get_n_items (ua_session_get_changes (session)) == 0);
  g_assert_cmpstr (peek_field (session, id, UA_FIELD_DISPLAY_NAME), !=, NEW_NAME);
}

static void
test_case (gconstpointer user_data)
{
  const Case *one = user_data;
  guint n_members = one->n_members > 0 ? one->n_members : N_MEMBERS;
  const char *id = n_members > 2 ? "10003" : "10001";
  Server server = { NULL, NULL, NULL };
  UaSession *session;

  start_server (&server, one->quirks, one->base, n_members);
  session = open_address (server.address, TOKEN);
  wait_for (ua_session_get_state (session) > UA_SESSION_STATE_SYNCING);
  g_assert_no_error (ua_session_get_error (session));
  wait_online (session);

  check_members (&server, session, n_members);
  check_groups (session, one->expect);
  check_capabilities (session, one->expect);
  check_search (session, n_members > 2 ? "member00003" : "member00001", id);
  if ((one->expect & EXPECT_NO_WRITE) != 0)
    check_no_edit (&server, session, id);
  else
    check_edit (&server, session, id);
  g_assert_cmpint (ua_session_get_state (session), ==, UA_SESSION_STATE_ONLINE);

  close_session (&session);
  stop_server (&server);
}

/* Refreshes, and waits until that has been done. */
static void
refresh (UaSession *session)
{
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SYNCING);
  wait_online (session);
}

/* N6: who is erased during the walk is gone after the next one, and nobody else is. */
static void
test_vanish (void)
{
  Server server = { NULL, NULL, NULL };
  UaSession *session;

  start_server (&server, "vanish cap=10", NULL, N_MEMBERS);
  session = open_address (server.address, TOKEN);
  wait_online (session);
  g_assert_false (is_known (session, "10005") && ua_session_get_n_members (session) < N_MEMBERS);
  refresh (session);
  check_members (&server, session, N_MEMBERS - 1);
  g_assert_false (is_known (session, "10005"));
  close_session (&session);
  stop_server (&server);
}

/* Requirement 12: an absent row is no deleted member. */
static void
test_hidden (gconstpointer user_data)
{
  Server server = { NULL, NULL, NULL };
  UaSession *session;

  start_server (&server, user_data, NULL, N_MEMBERS);
  session = open_address (server.address, TOKEN);
  wait_online (session);
  for (guint i = 0; i < 3; i++)
    {
      refresh (session);
      check_members (&server, session, N_MEMBERS);
    }
  close_session (&session);
  stop_server (&server);
}

/* N4: the credentials run out in the middle of a walk: one question, and then it goes on. */
static void
test_refused_later (void)
{
  Server server = { NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  UaSession *session;

  start_server (&server, "refuse-after=3,401 cap=10", NULL, N_MEMBERS);
  session = open_address (server.address, TOKEN);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_SIGN_IN);
  g_assert_error (ua_session_get_error (session), UA_ERROR, UA_ERROR_AUTHENTICATION);
  g_assert_cmpuint (ua_session_get_n_members (session), >=, 10);
  g_assert_true (sign_in (session, TOKEN "-renewed", &error));
  g_assert_no_error (error);
  wait_online (session);
  check_members (&server, session, N_MEMBERS);
  close_session (&session);
  stop_server (&server);
}

/* What is pasted into the address: with slashes, an endpoint, or the host alone. */
static void
test_addresses (void)
{
  static const char * const endings[] = { "", "/", "//", "/Users", "/Users/", "/Schemas" };
  Server server = { NULL, NULL, NULL };

  start_server (&server, "", NULL, 3);
  for (guint i = 0; i <= G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *given = i < G_N_ELEMENTS (endings)
                                 ? g_strconcat (server.address, endings[i], NULL)
                                 : g_strdup (server.origin);
      UaSession *session = open_address (given, TOKEN);

      wait_online (session);
      check_members (&server, session, 3);
      close_session (&session);
    }
  stop_server (&server);
}

static char *
name_case (const Case *one)
{
  g_autofree char *place = g_strdup (one->base);

  if (place != NULL)
    g_strdelimit (place, "/", ':');
  return g_strconcat ("/odd/", one->group, "/", *one->quirks != '\0' ? one->quirks : "none",
                      place != NULL ? " at " : "", place, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = name_case (&cases[i]);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/odd/pages/vanish", test_vanish);
  g_test_add_data_func ("/odd/pages/hidden", "hidden cap=20", test_hidden);
  g_test_add_data_func ("/odd/pages/hidden-and-uncounted", "hidden cap=20 total=missing",
                        test_hidden);
  g_test_add_func ("/odd/http/refused-later", test_refused_later);
  g_test_add_func ("/odd/discovery/addresses", test_addresses);
  return g_test_run ();
}
