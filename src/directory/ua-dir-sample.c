/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sample.h"

#include "ua-dir-functions.h"
#include "ua-dir-migrations.h"
#include "ua-dir-sample-names.h"
#include "ua-dir-text.h"
#include "ua-dir-users.h"
#include "ua-scim-urn.h"
#include "ua-text.h"
#include "ua-time.h"

#include <string.h>

/* The made-up organisation: Brackwater Works.  Everything follows from the number of the member, so
 * it is the same each time.  It is written straight into the tables, without the checks that hold
 * up requests: what is written here is sound by construction, and the tests hold it against the
 * schemas.
 */

#define DOMAIN "brackwater.example"
#define HOME_DOMAIN "homepost.example"
#define COMPANY "Brackwater Works"
#define SEED 0x42724b5741544552
#define FIRST_DAY 1546300800           /* 2019-01-01 */
#define N_DAYS 2350                    /* to the middle of 2025 */
#define DAY 86400
#define REPORTS 8                      /* who report to one manager */
#define TEAM_SIZE 10
#define MAX_TEAMS 2000
#define MAX_PROFILES 64
/* What stands for a password that nobody knows: no password has this hash. */
#define NO_PASSWORD "!"

typedef struct
{
  UaDirDb *db;                         /* (unowned) */
  guint n;
  guint n_teams;
  guint n_profiles;                    /* those that are in use */
  gint64 profiles[MAX_PROFILES];       /* rows */
  gint64 first_group;                  /* rows: teams, groups, sessions */
  gint64 first_member;
  guint n_groups;
  guint n_sessions;
  GHashTable *locals;                  /* (owned): how often each mail address was made */
} Sample;

/* What one member is, before it is written. */
typedef struct
{
  guint n;
  guint64 random;
  const UaDirCulture *culture;         /* (unowned) */
  const UaDirDepartment *department;   /* (unowned) */
  char *given;                         /* (owned) */
  char *family;                        /* (owned) */
  char *display;                       /* (owned) */
  char *local;                         /* (owned) */
  char *user_name;                     /* (owned) */
  guint profile;
  guint ambition;                      /* G_MAXUINT for none */
  UaDirStatus status;
  UaDirAccess access;
  gint64 created;                      /* milliseconds */
  gint64 modified;
} Person;

static void
person_clear (Person *self)
{
  g_free (self->given);
  g_free (self->family);
  g_free (self->display);
  g_free (self->local);
  g_free (self->user_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

/* A well mixed number for each pair. */
static guint64
mix (guint64 kind,
     guint64 n)
{
  guint64 x = SEED + kind * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) +
              n * G_GUINT64_CONSTANT (0xD1B54A32D192ED03);

  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return x ^ (x >> 31);
}

/* The next small number from a person's store of chance. */
static guint
draw (Person *person,
      guint   below)
{
  person->random = mix (99, person->random);
  return (guint) (person->random % below);
}

/* Has the form of a random UUID (RFC 9562, section 5.4). */
static void
make_uid (UaDirType type,
          guint     n,
          char      uid[37])
{
  guint64 a = mix (type, n);
  guint64 b = mix (type + 100, n);

  g_snprintf (uid, 37, "%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (a >> 32),
              (guint) (a >> 16) & 0xFFFF, (guint) a & 0xFFF,
              (guint) ((b >> 48) & 0x3FFF) | 0x8000, b & G_GUINT64_CONSTANT (0xFFFFFFFFFFFF));
}

static guint
count_names (const char *const *names)
{
  return g_strv_length ((char **) names);
}

static const UaDirCulture *
choose_culture (Person *person)
{
  guint total = 0;
  guint point;

  for (guint i = 0; ua_dir_cultures[i].given != NULL; i++)
    total += ua_dir_cultures[i].weight;
  point = draw (person, total);
  for (guint i = 0; ua_dir_cultures[i].given != NULL; i++)
    {
      if (point < ua_dir_cultures[i].weight)
        return &ua_dir_cultures[i];
      point -= ua_dir_cultures[i].weight;
    }
  g_assert_not_reached ();
}

/* Splits what a table of names says into the name and its spelling in ASCII. */
static char *
take_name (const char  *entry,
           char       **spelling)
{
  const char *bar = strchr (entry, '|');
  g_autofree char *folded = NULL;
  GString *plain;

  if (bar != NULL)
    {
      *spelling = g_strdup (bar + 1);
      return g_strndup (entry, (gsize) (bar - entry));
    }
  folded = ua_text_fold (entry);
  plain = g_string_new (NULL);
  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '-')
      g_string_append_c (plain, *p);
  *spelling = g_string_free (plain, FALSE);
  return g_strdup (entry);
}

static void
name_person (Sample *sample,
             Person *person)
{
  const UaDirCulture *culture = choose_culture (person);
  g_autofree char *given = NULL;
  g_autofree char *family = NULL;
  g_autofree char *base = NULL;
  guint times;

  person->culture = culture;
  person->given =
    take_name (culture->given[draw (person, count_names (culture->given))], &given);
  person->family =
    take_name (culture->family[draw (person, count_names (culture->family))], &family);
  person->display = culture->family_first
    ? g_strconcat (person->family, culture->space, person->given, NULL)
    : g_strconcat (person->given, culture->space, person->family, NULL);
  if (person->n == 0)
    {
      person->local = g_strdup ("owner");
    }
  else
    {
      base = g_strconcat (given, ".", family, NULL);
      times = GPOINTER_TO_UINT (g_hash_table_lookup (sample->locals, base)) + 1;
      person->local = times == 1 ? g_strdup (base) : g_strdup_printf ("%s%u", base, times);
      g_hash_table_replace (sample->locals, g_steal_pointer (&base), GUINT_TO_POINTER (times));
    }
  person->user_name = g_strconcat (person->local, "@" DOMAIN, NULL);
}

static UaDirStatus
choose_status (Person *person)
{
  guint point = draw (person, 100);

  /* The first few are one of each, so that a small sample has them all. */
  if (person->n < 3)
    return UA_DIR_ACTIVE;
  if (person->n == 3 || (person->n > 5 && point < 7))
    return UA_DIR_INVITED;
  if (person->n == 4 || (person->n > 5 && point < 14))
    return UA_DIR_DEACTIVATED;
  if (person->n == 5 || point < 16)
    return UA_DIR_LOCKED;
  return UA_DIR_ACTIVE;
}

static UaDirAccess
choose_access (Person *person)
{
  guint point = draw (person, 100);

  if (person->n < 2 || (person->status == UA_DIR_ACTIVE && person->n > 5 && point == 0))
    return UA_DIR_ADMIN;
  if (person->n == 2 || (point >= 1 && point <= 2))
    return UA_DIR_EXECUTIVE;
  return UA_DIR_EMPLOYEE;
}

static void
describe_person (Sample *sample,
                 guint   n,
                 Person *person)
{
  guint n_departments = 0;
  guint title = 0;
  gint64 day;

  person->n = n;
  person->random = mix (7, n);
  name_person (sample, person);
  person->status = choose_status (person);
  person->access = choose_access (person);
  while (ua_dir_departments[n_departments].name != NULL)
    n_departments++;
  person->department = &ua_dir_departments[draw (person, n_departments)];
  for (guint i = 0; &ua_dir_departments[i] != person->department; i++)
    title += count_names (ua_dir_departments[i].titles);
  person->profile = title + draw (person, count_names (person->department->titles));
  person->ambition = draw (person, 5) == 0 ? draw (person, sample->n_profiles) : G_MAXUINT;
  day = FIRST_DAY + (gint64) draw (person, N_DAYS) * DAY;
  person->created = (day + draw (person, DAY)) * 1000;
  person->modified = person->created + (gint64) draw (person, 120 * DAY) * 1000;
}

static const char *
find_title (guint profile)
{
  for (guint i = 0; ua_dir_departments[i].name != NULL; i++)
    {
      guint n = count_names (ua_dir_departments[i].titles);

      if (profile < n)
        return ua_dir_departments[i].titles[profile];
      profile -= n;
    }
  g_assert_not_reached ();
}

static void
add_text (GString    *out,
          const char *start,
          const char *value,
          const char *end)
{
  g_string_append (out, start);
  ua_dir_text_append (out, value);
  g_string_append (out, end);
}

static void
add_date (GString    *out,
          const char *name,
          gint64      seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *date = g_date_time_format (time, "%Y-%m-%d");

  g_string_append_printf (out, ",\"%s\":\"%s\"", name, date);
}

static void
add_head (GString    *out,
          const char *schemas,
          const char *uid,
          const char *external_id,
          const char *type,
          const char *endpoint,
          gint64      created,
          gint64      modified)
{
  g_autofree char *created_text = ua_time_format (created);
  g_autofree char *modified_text = ua_time_format (modified);

  g_string_append_printf (out, "{\"schemas\":[%s],\"id\":\"%s\"", schemas, uid);
  if (external_id != NULL)
    g_string_append_printf (out, ",\"externalId\":\"%s\"", external_id);
  g_string_append_printf (out, ",\"meta\":{\"resourceType\":\"%s\",\"created\":\"%s\","
                          "\"lastModified\":\"%s\",\"version\":\"W/\\\"1\\\"\","
                          "\"location\":\"\x7f" "b%s%s\"}",
                          type, created_text, modified_text, endpoint, uid);
}

static void
add_core (GString *out,
          Person  *person)
{
  const UaDirCulture *culture = person->culture;
  gboolean active = person->status == UA_DIR_ACTIVE || person->status == UA_DIR_LOCKED;

  add_text (out, ",\"userName\":\"", person->user_name, "\"");
  add_text (out, ",\"name\":{\"formatted\":\"", person->display, "\"");
  add_text (out, ",\"familyName\":\"", person->family, "\"");
  add_text (out, ",\"givenName\":\"", person->given, "\"}");
  add_text (out, ",\"displayName\":\"", person->display, "\"");
  add_text (out, ",\"title\":\"", find_title (person->profile), "\"");
  g_string_append_printf (out, ",\"userType\":\"%s\"",
                          draw (person, 12) == 0 ? "Contractor" : "Employee");
  g_string_append_printf (out, ",\"preferredLanguage\":\"%s\",\"locale\":\"%s\","
                          "\"timezone\":\"%s\",\"active\":%s", culture->language,
                          culture->locale, culture->timezone, active ? "true" : "false");
  add_text (out, ",\"emails\":[{\"value\":\"", person->user_name,
            "\",\"type\":\"work\",\"primary\":true}");
  if (person->n > 0 && draw (person, 10) == 0)
    add_text (out, ",{\"value\":\"", person->local, "@" HOME_DOMAIN "\",\"type\":\"home\"}");
  g_string_append (out, "]");
  if (draw (person, 10) < 7)
    g_string_append_printf (out, ",\"phoneNumbers\":[{\"value\":\"%s %04u\",\"type\":\"work\"}]",
                            culture->phone, draw (person, 10000));
  add_text (out, ",\"addresses\":[{\"locality\":\"", culture->city, "\"");
  if (culture->region != NULL)
    add_text (out, ",\"region\":\"", culture->region, "\"");
  g_string_append_printf (out, ",\"country\":\"%s\",\"type\":\"work\"}]", culture->country);
  g_string_append (out, ",\"groups\":\"\x7fg\"");
}

static void
add_enterprise (Sample  *sample,
                GString *out,
                Person  *person)
{
  g_string_append_printf (out, ",\"" UA_SCIM_URN_ENTERPRISE_USER "\":{\"employeeNumber\":"
                          "\"BW%06u\",\"costCenter\":\"%u\",\"organization\":\"" COMPANY "\"",
                          person->n + 1, 4000 + draw (person, 40) * 10);
  add_text (out, ",\"department\":\"", person->department->name, "\"");
  if (person->n > 0)
    {
      guint manager = (person->n - 1) / REPORTS;
      char uid[37];

      make_uid (UA_DIR_USER, manager, uid);
      g_string_append_printf (out, ",\"manager\":{\"value\":\"%s\",\"$ref\":\"\x7f" "b/Users/%s\","
                              "\"displayName\":\"\x7f" "d%" G_GINT64_FORMAT ";\"}",
                              uid, uid, sample->first_member + manager);
    }
  g_string_append (out, "}");
}

static void
add_profile (Sample     *sample,
             GString    *out,
             const char *name,
             guint       profile)
{
  char uid[37];

  make_uid (UA_DIR_ROLE_PROFILE, profile, uid);
  g_string_append_printf (out, ",\"%s\":{\"value\":\"%s\",\"$ref\":\"\x7f" "b/RoleProfiles/%s\","
                          "\"display\":\"\x7f" "d%" G_GINT64_FORMAT ";\"}", name, uid, uid,
                          sample->profiles[profile]);
}

static void
add_labels (GString *out,
            Person  *person)
{
  guint n = count_names (ua_dir_label_names);
  guint first = draw (person, n);

  if (draw (person, 5) > 0)
    return;
  add_text (out, ",\"labels\":[\"", ua_dir_label_names[first], "\"");
  if (draw (person, 3) == 0)
    add_text (out, ",\"", ua_dir_label_names[(first + 3) % n], "\"");
  g_string_append (out, "]");
}

static void
add_extension (Sample  *sample,
               GString *out,
               Person  *person)
{
  static const char *const sign_offs[] = { "none", "none", "none", "pending", "signed" };

  g_string_append_printf (out, ",\"" UA_SCIM_URN_UA_USER "\":{\"status\":\"%s\","
                          "\"accessLevel\":\"%s\"", ua_dir_status_to_string (person->status),
                          ua_dir_access_to_string (person->access));
  add_profile (sample, out, "roleProfile", person->profile);
  if (person->ambition != G_MAXUINT)
    add_profile (sample, out, "ambitionRole", person->ambition);
  add_labels (out, person);
  add_date (out, "hireDate", person->created / 1000 - 30 * DAY);
  if (person->status == UA_DIR_ACTIVE && person->n > 5 && draw (person, 60) == 0)
    add_date (out, "leavingDate", FIRST_DAY + (gint64) (4000 + draw (person, 400)) * DAY);
  if (person->status == UA_DIR_DEACTIVATED)
    add_date (out, "retentionUntil", person->modified / 1000 + 3 * 365 * DAY);
  if (person->status == UA_DIR_LOCKED)
    g_string_append (out, ",\"lockedUntil\":\"2030-01-01T00:00:00.000Z\"");
  g_string_append_printf (out, ",\"hasPassword\":%s,\"signOff\":\"%s\"",
                          person->status == UA_DIR_INVITED ? "false" : "true",
                          sign_offs[draw (person, G_N_ELEMENTS (sign_offs))]);
  if (draw (person, 4) == 0)
    g_string_append (out, ",\"managedAttributes\":["
                     "\"" UA_SCIM_URN_ENTERPRISE_USER ":employeeNumber\","
                     "\"" UA_SCIM_URN_ENTERPRISE_USER ":department\"]");
  g_string_append (out, ",\"memberships\":\"\x7fs\"}}");
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
  return ua_dir_db_run (sample->db, error,
                        "INSERT INTO resource (type, uid, version, created, modified, external_id,"
                        " display, text) VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
                        "itiittt", (gint64) type, uid, created, modified, external_id, display,
                        text);
}

static gboolean
insert_member_row (Sample   *sample,
                   Person   *person,
                   GError  **error)
{
  static const char sql[] =
    "INSERT INTO member (id, user_name_key, display_key, given_key, family_key, title_key,"
    " department_key, employee_key, hire_date, status, access_level, role_profile, ambition_role,"
    " manager, password_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  gint64 id = sample->first_member + person->n;
  g_autofree char *display_key = ua_dir_key (person->display);
  g_autofree char *given_key = ua_dir_key (person->given);
  g_autofree char *family_key = ua_dir_key (person->family);
  g_autofree char *title_key = ua_dir_key (find_title (person->profile));
  g_autofree char *department_key = ua_dir_key (person->department->name);
  g_autofree char *employee_key = g_strdup_printf ("bw%06u", person->n + 1);
  g_autoptr(GDateTime) hired =
    g_date_time_new_from_unix_utc (person->created / 1000 - 30 * DAY);
  g_autofree char *hire_date = g_date_time_format (hired, "%Y-%m-%d");
  gint64 ambition = person->ambition != G_MAXUINT ? sample->profiles[person->ambition] : 0;
  gint64 manager = person->n > 0 ? sample->first_member + (person->n - 1) / REPORTS : 0;

  return ua_dir_db_run (sample->db, error, sql, "ittttttttiirrrt", id, person->user_name,
                        display_key, given_key, family_key, title_key, department_key,
                        employee_key, hire_date, (gint64) person->status,
                        (gint64) person->access, sample->profiles[person->profile], ambition,
                        manager, person->status == UA_DIR_INVITED ? NULL : NO_PASSWORD);
}

static gboolean
insert_emails (Sample      *sample,
               Person      *person,
               const char  *text,
               GError     **error)
{
  g_autofree char *home = g_strconcat (person->local, "@" HOME_DOMAIN, NULL);
  gint64 id = sample->first_member + person->n;

  if (!ua_dir_db_run (sample->db, error,
                      "INSERT INTO member_email (email_key, member) VALUES (?, ?)", "ti",
                      person->user_name, id))
    return FALSE;
  return strstr (text, "@" HOME_DOMAIN) == NULL ||
         ua_dir_db_run (sample->db, error,
                        "INSERT INTO member_email (email_key, member) VALUES (?, ?)", "ti", home,
                        id);
}

static gboolean
insert_member (Sample   *sample,
               guint     n,
               GString  *text,
               GError  **error)
{
  static const char schemas[] =
    "\"" UA_SCIM_URN_USER "\",\"" UA_SCIM_URN_ENTERPRISE_USER "\",\"" UA_SCIM_URN_UA_USER "\"";
  g_auto(Person) person = { 0 };
  g_autofree char *external_id = NULL;
  char uid[37];

  describe_person (sample, n, &person);
  make_uid (UA_DIR_USER, n, uid);
  if (draw (&person, 10) > 0)
    external_id = g_strdup_printf ("hr-%06u", n + 1);
  g_string_truncate (text, 0);
  add_head (text, schemas, uid, external_id, "User", "/Users/", person.created, person.modified);
  add_core (text, &person);
  add_enterprise (sample, text, &person);
  add_extension (sample, text, &person);
  return insert_resource (sample, UA_DIR_USER, uid, external_id, person.created, person.modified,
                          person.display, text->str, error) &&
         insert_member_row (sample, &person, error) &&
         insert_emails (sample, &person, text->str, error);
}

static gboolean
insert_profile (Sample      *sample,
                guint        n,
                const char  *name,
                gboolean     active,
                GError     **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *key = ua_dir_key (name);
  gint64 time = (gint64) FIRST_DAY * 1000;
  char uid[37];

  make_uid (UA_DIR_ROLE_PROFILE, n, uid);
  add_head (text, "\"" UA_SCIM_URN_ROLE_PROFILE "\"", uid, NULL, "RoleProfile", "/RoleProfiles/",
            time, time);
  add_text (text, ",\"displayName\":\"", name, "\"");
  g_string_append_printf (text, ",\"active\":%s,\"memberCount\":\"\x7f" "c\"}",
                          active ? "true" : "false");
  if (!insert_resource (sample, UA_DIR_ROLE_PROFILE, uid, NULL, time, time, name, text->str, error))
    return FALSE;
  sample->profiles[n] = ua_dir_db_last_id (sample->db);
  return ua_dir_db_run (sample->db, error,
                        "INSERT INTO profile (id, name_key, retired) VALUES (?, ?, ?)", "iti",
                        sample->profiles[n], key, (gint64) !active);
}

static gboolean
insert_profiles (Sample  *sample,
                 GError **error)
{
  for (guint i = 0; ua_dir_departments[i].name != NULL; i++)
    for (guint t = 0; ua_dir_departments[i].titles[t] != NULL; t++)
      if (!insert_profile (sample, sample->n_profiles++, ua_dir_departments[i].titles[t], TRUE,
                           error))
        return FALSE;
  for (guint i = 0; ua_dir_retired_profiles[i] != NULL; i++)
    if (!insert_profile (sample, sample->n_profiles + i, ua_dir_retired_profiles[i], FALSE, error))
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
  static const char schemas[] = "\"" UA_SCIM_URN_GROUP "\",\"" UA_SCIM_URN_UA_GROUP "\"";
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *key = ua_dir_key (name);
  gint64 time = ((gint64) FIRST_DAY + (gint64) (mix (8, n) % N_DAYS) * DAY) * 1000;
  char uid[37];

  make_uid (UA_DIR_GROUP, n, uid);
  add_head (text, schemas, uid, NULL, "Group", "/Groups/", time, time);
  add_text (text, ",\"displayName\":\"", name, "\"");
  g_string_append_printf (text, ",\"members\":\"\x7f" "m\",\"" UA_SCIM_URN_UA_GROUP "\":"
                          "{\"kind\":\"%s\",\"memberRoles\":\"\x7f" "r\"}}", kind);
  return insert_resource (sample, UA_DIR_GROUP, uid, NULL, time, time, name, text->str, error) &&
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
  sample->first_member = sample->first_group + n;
  return TRUE;
}

static gboolean
join_group (Sample      *sample,
            guint        group,
            guint        member,
            const char  *roles,
            GError     **error)
{
  return ua_dir_db_run (sample->db, error,
                        "INSERT INTO membership (group_id, member, roles) VALUES (?, ?, ?)"
                        " ON CONFLICT (group_id, member) DO NOTHING",
                        "iit", sample->first_group + group, sample->first_member + member, roles);
}

/* Everybody is in a team, whose first member coaches it; some are in more. */
static gboolean
join_groups (Sample   *sample,
             guint     n,
             GError  **error)
{
  guint64 chance = mix (9, n);
  guint session = (guint) (chance >> 40) % sample->n_sessions;
  guint group = (guint) (chance >> 20) % sample->n_groups;

  if (!join_group (sample, n % sample->n_teams, n, n < sample->n_teams ? "coach" : "", error))
    return FALSE;
  if (chance % 25 == 0 &&
      !join_group (sample, sample->n_teams + group, n, chance % 200 == 0 ? "admin" : "", error))
    return FALSE;
  return chance % 40 != 1 ||
         join_group (sample, sample->n_teams + sample->n_groups + session, n,
                     chance % 400 == 1 ? "instructor" : "learner", error);
}

static gboolean
fill (Sample  *sample,
      GError **error)
{
  g_autoptr(GString) text = g_string_sized_new (4096);

  if (!insert_profiles (sample, error) || !insert_groups (sample, error))
    return FALSE;
  for (guint n = 0; n < sample->n; n++)
    if (!insert_member (sample, n, text, error) || !join_groups (sample, n, error))
      return FALSE;
  return TRUE;
}

/**
 * ua_dir_sample_fill:
 * @db: a writing connection to an empty directory, within a transaction
 * @n: how many members, the owner among them
 * @error: return location for an error
 *
 * Makes up an organisation with that many members: names of many languages, teams, groups and
 * sessions, role profiles, managers, all statuses and access levels.  The same each time.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_sample_fill (UaDirDb  *db,
                    guint     n,
                    GError  **error)
{
  Sample sample = { .db = db, .n = n };
  gboolean filled;

  sample.locals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  filled = ua_dir_drop_indexes (db, error) && fill (&sample, error) &&
           ua_dir_create_indexes (db, error);
  g_hash_table_unref (sample.locals);
  return filled;
}
