/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* Random members do random things to one another (WS-10, CC-13).  A small model says what each may;
 * whatever is not allowed must leave the database as it was, to the byte, and what is allowed must
 * have come about. */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define GROUP "urn:ietf:params:scim:schemas:core:2.0:Group"
#define GROUP_EXT "urn:example:useradmin:scim:2.0:Group"
#define SECURITY "urn:example:useradmin:scim:2.0:SecurityProfile"

#define N_MEMBERS 12
#define N_GROUPS 4
#define N_PROFILES 5
#define N_STEPS 700

enum
{
  READ = 1 << 0, EDIT = 1 << 1, INVITE = 1 << 2, LIFE = 1 << 3, ERASE = 1 << 4, ACCESS = 1 << 5,
  GROUPS = 1 << 6, AUDIT = 1 << 7
};
enum { EMPLOYEE, EXECUTIVE, ADMIN };
enum { NOT_IN, PLAIN, LEARNER, COACH, INSTRUCTOR, GROUP_ADMIN, N_PLACES };

static const char *const right_words[] = {
  "read", "edit", "invite", "lifeCycle", "erase", "access", "groups", "audit"
};
static const char *const levels[] = { "employee", "executive", "admin" };
static const char *const roles[] = { "", "member", "learner", "coach", "instructor", "admin" };
static const guint level_rights[] = { 0, READ | AUDIT, 0xffff };

typedef struct
{
  char *id;                /* (owned) */
  char *authorization;     /* (owned) */
  char *title;             /* (owned) */
  int level;
  int manager;             /* -1 for none */
  gboolean active;
  gboolean has[N_PROFILES];
} Member;

static UaTestActors *world;
static Member members[N_MEMBERS];
static char *groups[N_GROUPS];
static gboolean is_session[N_GROUPS];
static int places[N_GROUPS][N_MEMBERS];
static char *profiles[N_PROFILES];
static guint profile_rights[N_PROFILES];

/* The model. */

static guint
get_rights (int who)
{
  guint rights = level_rights[members[who].level];

  for (int i = 0; i < N_PROFILES; i++)
    if (members[who].has[i])
      rights |= profile_rights[i];
  return rights;
}

static gboolean
has (int   who,
     guint rights)
{
  return (get_rights (who) & rights) == rights;
}

static gboolean
covers (int   who,
        guint rights)
{
  return (rights & ~get_rights (who)) == 0;
}

static gboolean
leads (int who,
       int group)
{
  return places[group][who] == GROUP_ADMIN ||
         (is_session[group] && places[group][who] == INSTRUCTOR);
}

static gboolean
sees (int who,
      int target)
{
  gboolean seen = has (who, READ) || who == target || members[target].manager == who;

  for (int i = 0; i < N_GROUPS; i++)
    seen = seen || (leads (who, i) && places[i][target] != NOT_IN);
  return seen;
}

static gboolean
knows (int who,
       int group)
{
  gboolean known = has (who, READ) || places[group][who] != NOT_IN;

  for (int i = 0; i < N_MEMBERS; i++)
    known = known || (members[i].manager == who && places[group][i] != NOT_IN);
  return known;
}

static gboolean
is_plain (int who)
{
  gboolean plain = get_rights (who) == 0;

  for (int i = 0; i < N_MEMBERS; i++)
    plain = plain && members[i].manager != who;
  for (int i = 0; i < N_GROUPS; i++)
    plain = plain && !leads (who, i);
  return plain;
}

/* Whether the place of a member in a group may become another one. */
static gboolean
may_place (int who,
           int group,
           int target,
           int place)
{
  int before = places[group][target];
  gboolean high = before > LEARNER || place > LEARNER;

  if (!sees (who, target) || !knows (who, group) ||
      !(has (who, GROUPS | READ) || leads (who, group)))
    return FALSE;
  if (before == place || members[who].level == ADMIN)
    return TRUE;
  if (who == target)
    return place == NOT_IN || (place == PLAIN && before != NOT_IN);
  return has (who, GROUPS) || places[group][who] == GROUP_ADMIN || !high;
}

/* The directory. */

static void
add_rows (GChecksum  *checksum,
          sqlite3    *db,
          const char *table)
{
  g_autofree char *sql = g_strconcat ("SELECT * FROM ", table, NULL);
  sqlite3_stmt *stmt;
  int result;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      {
        const char *text = (const char *) sqlite3_column_text (stmt, i);

        g_checksum_update (checksum, (const guchar *) (text != NULL ? text : "NULL"), -1);
        g_checksum_update (checksum, (const guchar *) "|", 1);
      }
  g_assert_cmpint (result, ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
}

/* All that is kept, in one text. */
static char *
digest (void)
{
  static const char *const tables[] = {
    "resource", "member", "member_email", "member_group", "membership", "profile",
    "security_profile", "security_member", "security_role", "audit", "tombstone", "message"
  };
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (world->directory), "data",
                                            "directory.db", NULL);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    add_rows (checksum, db, tables[i]);
  sqlite3_close (db);
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
is_success (UaTestReply *reply)
{
  if (reply->status == 200 && reply->json != NULL &&
      json_object_has_member (ua_test_reply_object (reply), "results"))
    return g_str_equal (ua_test_result_status (reply, 0), "200");
  return reply->status >= 200 && reply->status < 300;
}

/* Tries something; gives whether it was carried out. */
static gboolean
try (int         who,
     const char *method,
     const char *path,
     const char *body,
     gboolean    allowed)
{
  g_autofree char *before = digest ();
  g_autofree char *after = NULL;
  g_autoptr(UaTestReply) reply =
    ua_test_actors_send_as (world, members[who].authorization, method, path, body);
  gboolean done = is_success (reply);

  allowed = allowed && members[who].active;
  g_test_message ("%d %s %s %s -> %u %s", who, method, path, body, reply->status,
                  done ? "" : reply->text);
  g_assert_cmpint (done, ==, allowed);
  if (done)
    return TRUE;
  if (!members[who].active)
    g_assert_cmpuint (reply->status, ==, 401);
  after = digest ();
  g_assert_cmpstr (before, ==, after);
  return FALSE;
}

static gboolean
try_patch (int         who,
           int         target,
           const char *path,
           const char *value,
           gboolean    allowed)
{
  g_autofree char *address = g_strconcat ("/Users/", members[target].id, NULL);
  g_autofree char *operation =
    g_strdup_printf ("{\"op\":\"replace\",\"path\":\"%s\",\"value\":%s}", path, value);
  g_autofree char *body = ua_test_make_patch (operation);

  return try (who, "PATCH", address, body, allowed);
}

static gboolean
try_action (int         who,
            int         target,
            const char *action,
            const char *parameters,
            gboolean    allowed)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"%s\",\"targets\":[\"%s\"],\"parameters\":{%s}}", action,
                     members[target].id, parameters);

  return try (who, "POST", "/Actions", body, allowed);
}

static void
step_title (int who,
            int target)
{
  static guint n = 0;
  g_autofree char *title = g_strdup_printf ("title %u", n++);
  g_autofree char *value = g_strdup_printf ("\"%s\"", title);
  gboolean allowed = sees (who, target) && (has (who, EDIT) || members[target].manager == who);

  if (!try_patch (who, target, "title", value, allowed))
    return;
  g_free (members[target].title);
  members[target].title = g_steal_pointer (&title);
}

static void
step_locale (int who,
             int target)
{
  static guint n = 0;
  g_autofree char *value = g_strdup_printf ("\"x-%u\"", n++);

  try_patch (who, target, "locale", value,
             who == target || members[target].manager == who ||
             (sees (who, target) && has (who, EDIT)));
}

static void
step_level (int who,
            int target)
{
  int level = (members[target].level + g_test_rand_int_range (1, 3)) % 3;
  g_autofree char *value = g_strdup_printf ("\"%s\"", levels[level]);
  gboolean allowed = who != target && sees (who, target) && has (who, ACCESS) &&
                     covers (who, get_rights (target)) && covers (who, level_rights[level]);

  if (try_patch (who, target, EXT ":accessLevel", value, allowed))
    members[target].level = level;
}

static void
step_active (int who,
             int target)
{
  gboolean allowed = who != target && sees (who, target) && has (who, LIFE) &&
                     covers (who, get_rights (target));

  if (try_patch (who, target, "active", members[target].active ? "false" : "true", allowed))
    members[target].active = !members[target].active;
}

static void
step_manager (int who,
              int target)
{
  int manager = g_test_rand_int_range (0, N_MEMBERS);
  g_autofree char *value = g_strdup_printf ("{\"value\":\"%s\"}", members[manager].id);
  gboolean allowed = sees (who, target) && has (who, EDIT) && sees (who, manager) &&
                     (who != manager || members[who].level == ADMIN);

  if (manager == target || manager == members[target].manager)
    return;
  if (try_patch (who, target, ENTERPRISE ":manager", value, allowed))
    members[target].manager = manager;
}

static void
step_place (int who,
            int target)
{
  int group = g_test_rand_int_range (0, N_GROUPS);
  int place = g_test_rand_int_range (0, N_PLACES);
  int before = places[group][target];
  gboolean allowed = may_place (who, group, target, place);
  g_autofree char *parameters = NULL;
  const char *action = "setGroupRole";

  if (place == NOT_IN || (before == NOT_IN && place == PLAIN))
    {
      action = place == NOT_IN ? "removeFromGroup" : "addToGroup";
      parameters = g_strdup_printf ("\"group\":\"%s\"", groups[group]);
    }
  else
    {
      if (before == NOT_IN)
        action = "addToGroup";
      parameters = g_strdup_printf ("\"group\":\"%s\",\"roles\":[\"%s\"]", groups[group],
                                    roles[place]);
    }
  if (try_action (who, target, action, parameters, allowed))
    places[group][target] = place;
}

static void
step_profile (int who,
              int target)
{
  int profile = g_test_rand_int_range (0, N_PROFILES);
  gboolean had = members[target].has[profile];
  g_autofree char *parameters = g_strdup_printf ("\"securityProfile\":\"%s\"", profiles[profile]);
  gboolean allowed = who != target && sees (who, target) && has (who, ACCESS) &&
                     covers (who, get_rights (target)) && covers (who, profile_rights[profile]);

  if (try_action (who, target, had ? "removeSecurityProfile" : "assignSecurityProfile", parameters,
                  allowed))
    members[target].has[profile] = !had;
}

/* What is removed or made is only tried by who may not. */
static void
step_refused (int who,
              int target)
{
  g_autofree char *path = g_strconcat ("/Users/", members[target].id, NULL);
  gboolean erases = who != target && sees (who, target) && has (who, ERASE) &&
                    covers (who, get_rights (target));

  if (!erases)
    try (who, "DELETE", path, NULL, FALSE);
  if (!has (who, INVITE))
    try (who, "POST", "/Users",
         "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"new\"}",
         FALSE);
}

static void
step_list (int who,
           int target)
{
  g_autofree char *path = g_strconcat ("/Users/", members[target].id, NULL);
  g_autoptr(UaTestReply) one =
    ua_test_actors_send_as (world, members[who].authorization, "GET", path, NULL);
  g_autoptr(UaTestReply) all =
    ua_test_actors_send_as (world, members[who].authorization, "GET",
                            "/Users?count=1000&attributes=id&filter=userName%20sw%20%22walker%22",
                            NULL);

  if (!members[who].active)
    return;
  g_assert_cmpuint (one->status, ==, sees (who, target) ? 200 : 404);
  g_assert_cmpuint (all->status, ==, is_plain (who) ? 403 : 200);
  for (int i = 0; all->status == 200 && i < N_MEMBERS; i++)
    g_assert_cmpint (strstr (all->text, members[i].id) != NULL, ==, sees (who, i));
}

/* The world. */

static void
make_member (int n)
{
  g_autofree char *name = g_strdup_printf ("walker%d", n);
  int level = n == 0 ? ADMIN : n == 1 ? EXECUTIVE : EMPLOYEE;
  g_autofree char *more = g_strdup_printf (",\"" EXT "\":{\"accessLevel\":\"%s\"}", levels[level]);

  members[n] = (Member) { .level = level, .manager = -1, .active = TRUE };
  members[n].id = ua_test_actors_add (world, name, more);
  members[n].authorization = ua_test_make_basic (name);
  members[n].title = g_steal_pointer (&name);
}

static void
make_group (int n)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" GROUP "\",\"" GROUP_EXT "\"],\"displayName\":\"G%d\","
                     "\"" GROUP_EXT "\":{\"kind\":\"%s\"}}", n, n % 2 == 0 ? "group" : "session");

  is_session[n] = n % 2 != 0;
  groups[n] = ua_test_actors_post (world, "/Groups", body);
}

static void
make_profile (int   n,
              guint rights)
{
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *body = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (right_words); i++)
    if ((rights & (1u << i)) != 0)
      g_string_append_printf (words, "%s\"%s\"", words->len > 0 ? "," : "", right_words[i]);
  body = g_strdup_printf ("{\"schemas\":[\"" SECURITY "\"],\"displayName\":\"P%d\","
                          "\"rights\":[%s]}", n, words->str);
  profile_rights[n] = rights;
  profiles[n] = ua_test_actors_post (world, "/SecurityProfiles", body);
}

static void
make_world (void)
{
  world = ua_test_actors_new (0);
  for (int i = 0; i < N_MEMBERS; i++)
    make_member (i);
  for (int i = 0; i < N_GROUPS; i++)
    make_group (i);
  make_profile (0, EDIT | LIFE);
  make_profile (1, READ | GROUPS);
  make_profile (2, ACCESS);
  make_profile (3, READ | EDIT | ACCESS);
  make_profile (4, GROUPS);
  /* An admin brings things about, so that there is something to have rights through. */
  for (int i = 0; i < 60; i++)
    {
      int target = g_test_rand_int_range (1, N_MEMBERS);

      if (i % 3 == 0)
        step_manager (0, target);
      else if (i % 3 == 1)
        step_place (0, target);
      else if (i % 6 == 2)
        step_profile (0, target);
    }
}

static void
test_model (void)
{
  static void (*const steps[]) (int, int) = {
    step_title, step_locale, step_level, step_active, step_manager, step_place, step_place,
    step_profile, step_refused, step_list
  };

  make_world ();
  for (guint i = 0; i < N_STEPS; i++)
    steps[g_test_rand_int_range (0, G_N_ELEMENTS (steps))] (g_test_rand_int_range (0, N_MEMBERS),
                                                            g_test_rand_int_range (0, N_MEMBERS));
  /* What the model believes is what there is. */
  for (int i = 0; i < N_MEMBERS; i++)
    {
      g_autofree char *path = g_strconcat ("/Users/", members[i].id, NULL);
      g_autoptr(UaTestReply) reply = ua_test_directory_get (world->directory, path);

      g_assert_cmpstr (ua_test_reply_string (reply, "title"), ==, members[i].title);
      g_assert_cmpint (json_object_get_boolean_member (ua_test_reply_object (reply), "active"), ==,
                       members[i].active);
      g_assert_cmpstr (json_object_get_string_member (ua_test_reply_extension (reply),
                                                      "accessLevel"), ==,
                       levels[members[i].level]);
      g_free (members[i].id);
      g_free (members[i].authorization);
      g_free (members[i].title);
    }
  ua_test_actors_free (world);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/rights/WS-10/model", test_model);
  return g_test_run ();
}
