/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sample.h"

#include "ua-dir-functions.h"
#include "ua-dir-migrations.h"
#include "ua-dir-sample-cast.h"
#include "ua-dir-sample-person.h"
#include "ua-dir-sample-records.h"
#include "ua-dir-sample-text.h"

#include <string.h>

/* The made-up organisation: Brackwater Works.  Everything follows from the number of the member, so
 * it is the same each time.  It is written straight into the tables, without the checks that hold
 * up requests: what is written here is sound by construction, and the tests hold it against the
 * schemas.
 *
 *   ua-dir-sample.c         the rows, and how they get quickly into an empty database
 *   ua-dir-sample-person.c  who somebody is
 *   ua-dir-sample-text.c    the texts of resources
 *   ua-dir-sample-records.c what members did
 *   ua-dir-sample-post.c    who is invited, and the mails that went out
 *   ua-dir-sample-history.c what was changed, by whom, and who may
 *   ua-dir-sample-names.c   tables of names
 */

#define TEAM_SIZE 10
#define MAX_TEAMS 2000
/* What stands for a password that nobody knows: no password has this hash. */
#define NO_PASSWORD "!"

typedef struct
{
  UaDirDb *db;               /* (unowned) */
  UaDirSamplePeople *people; /* (owned) */
  UaDirSampleText text;
  UaDirSampleCast cast;
  guint n;
  guint n_teams;
  guint n_groups;
  guint n_sessions;
  gint64 first_group;        /* rows: teams, groups, sessions */
  UaDirQuery resource;
  UaDirQuery member;
  UaDirQuery email;
  UaDirQuery membership;
} Sample;

static void
sample_clear (Sample *self)
{
  ua_dir_query_clear (&self->resource);
  ua_dir_query_clear (&self->member);
  ua_dir_query_clear (&self->email);
  ua_dir_query_clear (&self->membership);
  ua_dir_sample_text_clear (&self->text);
  ua_dir_sample_cast_clear (&self->cast);
  g_clear_pointer (&self->people, ua_dir_sample_people_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static guint
count_names (const char *const *names)
{
  return g_strv_length ((char **) names);
}

/* Runs a statement that stays prepared, its parameters bound. */
static gboolean
run_query (UaDirQuery  *query,
           GError     **error)
{
  gboolean success = ua_dir_query_step (query, NULL, error);

  ua_dir_query_again (query);
  return success;
}

static gboolean
prepare_queries (Sample  *sample,
                 GError **error)
{
  return ua_dir_query_begin (&sample->resource, sample->db,
                             "INSERT INTO resource (type, uid, version, created, modified,"
                             " external_id, display, text) VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
                             error) &&
         ua_dir_query_begin (&sample->member, sample->db,
                             "INSERT INTO member (id, user_name_key, display_key, given_key,"
                             " family_key, title_key, department_key, employee_key, hire_date,"
                             " status, access_level, role_profile, ambition_role, manager,"
                             " password_hash, leaves, locked_until, retention)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             error) &&
         ua_dir_query_begin (&sample->email, sample->db,
                             "INSERT INTO member_email (email_key, member) VALUES (?, ?)",
                             error) &&
         ua_dir_query_begin (&sample->membership, sample->db,
                             "INSERT INTO membership (group_id, member, roles) VALUES (?, ?, ?)",
                             error);
}

static gboolean
insert_resource (Sample      *sample,
                 UaDirType    type,
                 const char  *uid,
                 const char  *external_id,
                 gint64       created,
                 gint64       modified,
                 const char  *display,
                 const char  *text,
                 GError     **error)
{
  ua_dir_query_add_int (&sample->resource, type);
  ua_dir_query_add_text (&sample->resource, uid);
  ua_dir_query_add_int (&sample->resource, created);
  ua_dir_query_add_int (&sample->resource, modified);
  ua_dir_query_add_text (&sample->resource, external_id);
  ua_dir_query_add_text (&sample->resource, display);
  ua_dir_query_add_text (&sample->resource, text);
  return run_query (&sample->resource, error);
}

static gboolean
insert_member_row (Sample                   *sample,
                   const UaDirSamplePerson  *person,
                   const char               *user_name,
                   GError                  **error)
{
  g_autofree char *display_key = ua_dir_key (person->display);
  char employee_key[24];

  g_snprintf (employee_key, sizeof employee_key, "bw%06u", person->n + 1);
  ua_dir_query_add_int (&sample->member, sample->text.first_member + person->n);
  ua_dir_query_add_text (&sample->member, user_name);
  ua_dir_query_add_text (&sample->member, display_key);
  ua_dir_query_add_text (&sample->member, person->given->key);
  ua_dir_query_add_text (&sample->member, person->family->key);
  ua_dir_query_add_text (&sample->member, person->title->key);
  ua_dir_query_add_text (&sample->member, person->department->key);
  ua_dir_query_add_text (&sample->member, employee_key);
  ua_dir_query_add_text (&sample->member,
                         ua_dir_sample_text_day (&sample->text, person->created / 1000 -
                                                                30 * UA_DIR_SAMPLE_DAY));
  ua_dir_query_add_int (&sample->member, person->status);
  ua_dir_query_add_int (&sample->member, person->access);
  ua_dir_query_add_int (&sample->member, sample->text.profiles[person->profile]);
  if (person->ambition != G_MAXUINT)
    ua_dir_query_add_int (&sample->member, sample->text.profiles[person->ambition]);
  else
    ua_dir_query_add_null (&sample->member);
  if (person->n > 0)
    ua_dir_query_add_int (&sample->member, sample->text.first_member +
                                           (person->n - 1) / UA_DIR_SAMPLE_REPORTS);
  else
    ua_dir_query_add_null (&sample->member);
  ua_dir_query_add_text (&sample->member,
                         person->status == UA_DIR_INVITED ? NULL : NO_PASSWORD);
  if (person->leaves != 0)
    ua_dir_query_add_int (&sample->member, person->leaves * 1000);
  else
    ua_dir_query_add_null (&sample->member);
  if (person->status == UA_DIR_LOCKED)
    ua_dir_query_add_int (&sample->member, UA_DIR_SAMPLE_LOCK_END * 1000);
  else
    ua_dir_query_add_null (&sample->member);
  ua_dir_query_add_text (&sample->member, person->status == UA_DIR_DEACTIVATED
                           ? ua_dir_sample_text_day (&sample->text, person->modified / 1000 +
                                                     UA_DIR_SAMPLE_KEPT_DAYS * UA_DIR_SAMPLE_DAY)
                           : UA_DIR_ABSENT);
  return run_query (&sample->member, error);
}

static gboolean
insert_email (Sample      *sample,
              const char  *local,
              const char  *domain,
              gint64       member,
              GError     **error)
{
  g_autofree char *address = g_strconcat (local, "@", domain, NULL);

  ua_dir_query_add_text (&sample->email, address);
  ua_dir_query_add_int (&sample->email, member);
  return run_query (&sample->email, error);
}

static gboolean
insert_member (Sample  *sample,
               guint    n,
               GError **error)
{
  g_auto (UaDirSamplePerson) person = { 0 };
  g_autofree char *user_name = NULL;
  char external_id[24];
  char uid[37];
  gboolean has_external_id, has_home;
  const char *text;

  ua_dir_sample_people_describe (sample->people, n, &person);
  ua_dir_sample_make_uid (UA_DIR_USER, n, uid);
  user_name = g_strconcat (person.local, "@" UA_DIR_SAMPLE_DOMAIN, NULL);
  ua_dir_sample_cast_add (&sample->cast, &person, user_name);
  has_external_id = ua_dir_sample_person_draw (&person, 10) > 0;
  if (has_external_id)
    g_snprintf (external_id, sizeof external_id, "hr-%06u", n + 1);
  text = ua_dir_sample_text_member (&sample->text, &person, uid,
                                    has_external_id ? external_id : NULL, &has_home);
  return insert_resource (sample, UA_DIR_USER, uid, has_external_id ? external_id : NULL,
                          person.created, person.modified, person.display, text, error) &&
         insert_member_row (sample, &person, user_name, error) &&
         (!has_home || insert_email (sample, person.local, UA_DIR_SAMPLE_HOME_DOMAIN,
                                     sample->text.first_member + n, error));
}

static gboolean
insert_profile (Sample      *sample,
                guint        n,
                const char  *name,
                gboolean     active,
                GError     **error)
{
  g_autofree char *key = ua_dir_key (name);
  gint64 time = (gint64) UA_DIR_SAMPLE_FIRST_DAY * 1000;
  char uid[37];

  g_assert (n < UA_DIR_SAMPLE_MAX_PROFILES);

  ua_dir_sample_make_uid (UA_DIR_ROLE_PROFILE, n, uid);
  if (!insert_resource (sample, UA_DIR_ROLE_PROFILE, uid, NULL, time, time, name,
                        ua_dir_sample_text_profile (&sample->text, uid, name, active, time),
                        error))
    return FALSE;
  sample->text.profiles[n] = ua_dir_db_last_id (sample->db);
  return ua_dir_db_run (sample->db, error,
                        "INSERT INTO profile (id, name_key, retired) VALUES (?, ?, ?)", "iti",
                        sample->text.profiles[n], key, (gint64) !active);
}

static gboolean
insert_profiles (Sample  *sample,
                 GError **error)
{
  guint n = ua_dir_sample_people_n_titles (sample->people);

  for (guint i = 0; i < n; i++)
    if (!insert_profile (sample, i, ua_dir_sample_people_nth_title (sample->people, i)->name, TRUE,
                         error))
      return FALSE;
  for (guint i = 0; ua_dir_retired_profiles[i] != NULL; i++)
    if (!insert_profile (sample, n + i, ua_dir_retired_profiles[i], FALSE, error))
      return FALSE;
  return TRUE;
}

static gboolean
insert_group (Sample      *sample,
              guint        n,
              const char  *name,
              const char  *kind,
              GError     **error)
{
  g_autofree char *key = ua_dir_key (name);
  guint64 day = ua_dir_sample_mix (8, n) % UA_DIR_SAMPLE_N_DAYS;
  gint64 time = ((gint64) UA_DIR_SAMPLE_FIRST_DAY + (gint64) day * UA_DIR_SAMPLE_DAY) * 1000;
  char uid[37];

  ua_dir_sample_make_uid (UA_DIR_GROUP, n, uid);
  return insert_resource (sample, UA_DIR_GROUP, uid, NULL, time, time, name,
                          ua_dir_sample_text_group (&sample->text, uid, name, kind, time),
                          error) &&
         ua_dir_db_run (sample->db, error,
                        "INSERT INTO member_group (id, display_key, kind) VALUES (?, ?, ?)",
                        "itt", ua_dir_db_last_id (sample->db), key, kind);
}

static gboolean
insert_groups (Sample  *sample,
               GError **error)
{
  guint n_names = count_names (ua_dir_team_names);
  guint n = 0;

  sample->n_teams = CLAMP (sample->n / TEAM_SIZE, 2, MAX_TEAMS);
  sample->n_groups = count_names (ua_dir_group_names);
  sample->n_sessions = count_names (ua_dir_session_names);
  if (!ua_dir_db_get_int (sample->db, &sample->first_group, error,
                          "SELECT max (id) + 1 FROM resource", ""))
    return FALSE;
  for (guint i = 0; i < sample->n_teams; i++)
    {
      g_autofree char *name = i < n_names
        ? g_strconcat ("Team ", ua_dir_team_names[i], NULL)
        : g_strdup_printf ("Team %s %u", ua_dir_team_names[i % n_names], i / n_names + 1);

      if (!insert_group (sample, n++, name, "team", error))
        return FALSE;
    }
  for (guint i = 0; i < sample->n_groups; i++)
    if (!insert_group (sample, n++, ua_dir_group_names[i], "group", error))
      return FALSE;
  for (guint i = 0; i < sample->n_sessions; i++)
    if (!insert_group (sample, n++, ua_dir_session_names[i], "session", error))
      return FALSE;
  sample->text.first_member = sample->first_group + n;
  return TRUE;
}

static gboolean
join_group (Sample      *sample,
            guint        group,
            guint        member,
            const char  *roles,
            GError     **error)
{
  ua_dir_query_add_int (&sample->membership, sample->first_group + group);
  ua_dir_query_add_int (&sample->membership, sample->text.first_member + member);
  ua_dir_query_add_text (&sample->membership, roles);
  return run_query (&sample->membership, error);
}

/* Some are in a group or a session, too. */
static gboolean
join_more (Sample  *sample,
           guint    n,
           GError **error)
{
  guint64 chance = ua_dir_sample_mix (9, n);
  guint session = (guint) (chance >> 40) % sample->n_sessions;
  guint group = (guint) (chance >> 20) % sample->n_groups;

  if (chance % 25 == 0 &&
      !join_group (sample, sample->n_teams + group, n, chance % 200 == 0 ? "admin" : "", error))
    return FALSE;
  return chance % 40 != 1 ||
         join_group (sample, sample->n_teams + sample->n_groups + session, n,
                     chance % 400 == 1 ? "instructor" : "learner", error);
}

/* Everybody is in a team, whose first member coaches it.  Team by team, which is the order of the
 * table. */
static gboolean
join_groups (Sample  *sample,
             GError **error)
{
  for (guint team = 0; team < sample->n_teams; team++)
    for (guint n = team; n < sample->n; n += sample->n_teams)
      if (!join_group (sample, team, n, n < sample->n_teams ? "coach" : "", error))
        return FALSE;
  for (guint n = 0; n < sample->n; n++)
    if (!join_more (sample, n, error))
      return FALSE;
  return TRUE;
}

/* The addresses with which members sign in are all unlike, so their own index has them in the order
 * of the table. */
static gboolean
insert_emails (Sample  *sample,
               GError **error)
{
  return ua_dir_db_exec (sample->db,
                         "INSERT INTO member_email (email_key, member)"
                         "  SELECT user_name_key, id FROM member ORDER BY user_name_key", error);
}

static gboolean
fill (Sample  *sample,
      GError **error)
{
  if (!prepare_queries (sample, error) || !insert_profiles (sample, error) ||
      !insert_groups (sample, error))
    return FALSE;
  for (guint n = 0; n < sample->n; n++)
    if (!insert_member (sample, n, error))
      return FALSE;
  return insert_emails (sample, error) && join_groups (sample, error) &&
         ua_dir_sample_fill_records (sample->db, sample->text.first_member, sample->n, error) &&
         ua_dir_sample_fill_post (sample->db, &sample->text, &sample->cast, error) &&
         ua_dir_sample_fill_history (sample->db, &sample->text, &sample->cast, error);
}

/* The rows of an empty database are all new: with a rollback journal each page is written once, not
 * into a log first, and with more memory the indexes that uniqueness needs stay in it. */
static gboolean
set_pace (UaDirDb   *db,
          gboolean   filling,
          GError   **error)
{
  static const char for_filling[] =
    "PRAGMA foreign_keys = OFF;"
    "PRAGMA journal_mode = DELETE;"
    "PRAGMA cache_size = -262144;";
  static const char as_usual[] =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA journal_mode = WAL;"
    "PRAGMA cache_size = -65536;"
    "PRAGMA shrink_memory;";

  return ua_dir_db_exec (db, filling ? for_filling : as_usual, error);
}

/* What has to be done for each row that is added can be done once for all of them. */
static gboolean
fill_in_bulk (Sample  *sample,
              GError **error)
{
  return ua_dir_drop_indexes (sample->db, error) && fill (sample, error) &&
         ua_dir_create_indexes (sample->db, error);
}

/**
 * ua_dir_sample_fill:
 * @db: the only connection to an empty directory, outside of a transaction
 * @n: how many members, the owner among them
 * @error: return location for an error
 *
 * Makes up an organisation with that many members: names of many languages, teams, groups and
 * sessions, role profiles, managers, all statuses and access levels.  The same each time; all of
 * them, or, when it fails or the program ends meanwhile, none.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_sample_fill (UaDirDb  *db,
                    guint     n,
                    GError  **error)
{
  g_auto (Sample) sample = { .db = db, .n = n };

  sample.people = ua_dir_sample_people_new ();
  ua_dir_sample_text_init (&sample.text);
  ua_dir_sample_cast_init (&sample.cast);
  if (!set_pace (db, TRUE, error) || !ua_dir_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!fill_in_bulk (&sample, error) || !ua_dir_db_exec (db, "COMMIT", error))
    {
      ua_dir_db_exec (db, "ROLLBACK", NULL);
      return FALSE;
    }
  sample_clear (&sample);
  return set_pace (db, FALSE, error);
}
