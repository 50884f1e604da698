/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sample-cast.h"

#include "ua-dir-functions.h"
#include "ua-dir-rights.h"
#include "ua-dir-text.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

/* What was changed in the made-up organisation, the rosters of its HR system, and who has more
 * rights than others. */

#define MAX_LINES 400
#define RUN_TIME ((gint64) 1754280000000) /* 2025-08-04 04:00 */
#define WEEK_MS ((gint64) 7 * UA_DIR_SAMPLE_DAY * 1000)
#define N_RUNS 3
#define MAX_STATE_CHANGES 4
#define N_HOLDERS 3

/* A line of the history. */
typedef struct
{
  gint64 at;
  const UaDirSampleRole *role; /* (unowned) */
  const char *action;          /* (unowned) */
  const char *changes;         /* (unowned) */
  const char *fill_in;         /* (unowned) (nullable): what stands in the place of its blank */
  gboolean by_itself;          /* whether the service did it */
} Line;

typedef struct
{
  const char *name;
  const char *description;
  const char *rights;          /* with spaces between */
  const char *role;            /* (nullable): the role profile that has it, too */
} Profile;

static const Profile profiles[] = {
  { "Auditors", "Looks at everything, and at who changed it.", "read audit", NULL },
  { "People team", "Invites, changes and deactivates members.", "read edit invite lifeCycle",
    "HR Officer" },
  { "Works council", "May ask for what a member gave.", "read export", NULL },
};

typedef struct
{
  UaDirDb *db;                 /* (unowned) */
  UaDirSampleText *text;       /* (unowned) */
  UaDirSampleCast *cast;       /* (unowned) */
} History;

static const UaDirSampleRole *
get_other (History *self,
           guint    i)
{
  return &g_array_index (self->cast->others, UaDirSampleRole, i);
}

static gboolean
insert_resource (History     *self,
                 UaDirType    type,
                 const char  *uid,
                 gint64       time,
                 const char  *display,
                 gint64      *row,
                 GError     **error)
{
  if (!ua_dir_db_run (self->db, error,
                      "INSERT INTO resource (type, uid, version, created, modified, display, text)"
                      " VALUES (?, ?, 1, ?, ?, ?, ?)", "itiitt", (gint64) type, uid, time, time,
                      display, self->text->out->str))
    return FALSE;
  *row = ua_dir_db_last_id (self->db);
  return TRUE;
}

static void
add_line (GArray     *lines,
          const Line *line)
{
  if (lines->len < MAX_LINES)
    g_array_append_vals (lines, line, 1);
}

/* What became of a member, as the status tells. */
static void
add_lines (GArray                *lines,
           const UaDirSampleRole *role)
{
  static const char left[] = "{\"active\":{\"old\":true,\"new\":false}}";
  static const char locked[] =
    "{\"" UA_SCIM_URN_UA_USER ":status\":{\"old\":\"active\",\"new\":\"locked\"}}";
  static const char promoted[] = "{\"title\":{\"old\":\"Trainee\",\"new\":\"%s\"}}";
  static const char created[] = "{\"userName\":{\"new\":\"%s\"}}";
  Line line = {
    .at = role->created, .role = role, .action = "create", .changes = created,
    .fill_in = role->address,
  };

  add_line (lines, &line);
  line.at = role->modified;
  line.fill_in = NULL;
  if (role->status == UA_DIR_DEACTIVATED)
    {
      line.action = "deactivate";
      line.changes = left;
    }
  else if (role->status == UA_DIR_LOCKED)
    {
      line.action = "lock";
      line.changes = locked;
      line.by_itself = TRUE;
    }
  else
    {
      line.action = "change";
      line.changes = promoted;
      line.fill_in = role->title;
    }
  if (role->status != UA_DIR_ACTIVE || role->n % 3 == 0)
    add_line (lines, &line);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const Line *one = a, *other = b;

  return one->at != other->at ? (one->at < other->at ? -1 : 1)
                              : (int) one->role->n - (int) other->role->n;
}

static gboolean
insert_line (History     *self,
             const Line  *line,
             GError     **error)
{
  g_auto(GStrv) parts = g_strsplit (line->changes, "%s", 2);
  g_autoptr(GString) changes = g_string_new (parts[0]);
  char owner[37], uid[37];

  if (line->fill_in != NULL)
    {
      ua_dir_text_append (changes, line->fill_in);
      g_string_append (changes, parts[1]);
    }
  ua_dir_sample_make_uid (UA_DIR_USER, 0, owner);
  ua_dir_sample_make_uid (UA_DIR_USER, line->role->n, uid);
  return ua_dir_db_run (self->db, error,
                        "INSERT INTO audit (at, actor, action, type, target, version, changes)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)", "ittitrt", line->at,
                        line->by_itself ? NULL : owner, line->action, (gint64) UA_DIR_USER, uid,
                        (gint64) g_str_equal (line->action, "create"), changes->str);
}

static gboolean
fill_audit (History  *self,
            GError  **error)
{
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = 0; i < self->cast->others->len; i++)
    add_lines (lines, get_other (self, i));
  g_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    if (!insert_line (self, &g_array_index (lines, Line, i), error))
      return FALSE;
  return TRUE;
}

/* The last run took away the access of some of those who are deactivated. */
static guint
append_state_changes (History *self,
                      guint    nth)
{
  GString *out = self->text->out;
  guint n = 0;

  for (guint i = 0; i < self->cast->others->len && nth == N_RUNS - 1 && n < MAX_STATE_CHANGES; i++)
    {
      char uid[37];

      if (get_other (self, i)->status != UA_DIR_DEACTIVATED)
        continue;
      ua_dir_sample_make_uid (UA_DIR_USER, get_other (self, i)->n, uid);
      g_string_append (out, n == 0 ? ",\"stateChanges\":[" : ",");
      g_string_append_printf (out, "{\"value\":\"%s\",\"from\":\"active\",\"to\":\"deactivated\"}",
                              uid);
      n++;
    }
  if (n > 0)
    g_string_append_c (out, ']');
  return n;
}

static gboolean
insert_run (History  *self,
            guint     nth,
            GError  **error)
{
  gint64 time = RUN_TIME + (gint64) nth * WEEK_MS;
  guint n_members = self->cast->others->len;
  guint n_changed = MIN (nth * 3, n_members);
  char owner[37], uid[37];
  guint n_left;
  gint64 row;

  ua_dir_sample_make_uid (UA_DIR_USER, 0, owner);
  ua_dir_sample_make_uid (UA_DIR_PROVISIONING_RUN, nth, uid);
  ua_dir_sample_text_begin (self->text, &ua_scim_provisioning_run_type, uid, time);
  ua_dir_sample_text_time (self->text, "startedAt", time);
  ua_dir_sample_text_value (self->text, "source", "HR export");
  ua_dir_sample_text_member_ref (self->text, "actor", 0);
  ua_dir_sample_text_value (self->text, "state", "completed");
  n_left = append_state_changes (self, nth);
  g_string_append_printf (self->text->out,
                          ",\"counts\":{\"created\":0,\"changed\":%u,\"unchanged\":%u,"
                          "\"deactivated\":%u,\"deleted\":0,\"exceptions\":0}}", n_changed,
                          n_members - n_changed, n_left);
  return insert_resource (self, UA_DIR_PROVISIONING_RUN, uid, time, "HR export", &row, error) &&
         ua_dir_db_run (self->db, error, "INSERT INTO provisioning_run (id, actor) VALUES (?, ?)",
                        "it", row, owner);
}

/* Members who are neither the first few, whom small samples need as they are, nor administrators
 * of anything else. */
static gboolean
insert_holders (History  *self,
                guint     nth,
                gint64    row,
                GError  **error)
{
  guint first = 10 + nth * N_HOLDERS;

  for (guint i = first; i < MIN (first + N_HOLDERS, self->cast->others->len); i++)
    if (!ua_dir_db_run (self->db, error,
                        "INSERT INTO security_member (profile, holder) VALUES (?, ?)", "ii", row,
                        self->text->first_member + get_other (self, i)->n))
      return FALSE;
  return profiles[nth].role == NULL ||
         ua_dir_db_run (self->db, error,
                        "INSERT INTO security_role (profile, holder)"
                        " SELECT ?, id FROM resource WHERE type = ? AND display = ?", "iit", row,
                        (gint64) UA_DIR_ROLE_PROFILE, profiles[nth].role);
}

static gboolean
insert_profile (History  *self,
                guint     nth,
                GError  **error)
{
  const Profile *profile = &profiles[nth];
  g_auto(GStrv) words = g_strsplit (profile->rights, " ", -1);
  g_autofree char *quoted = g_strjoinv ("\",\"", words);
  g_autofree char *key = ua_dir_key (profile->name);
  g_autoptr(JsonArray) rights = json_array_new ();
  gint64 time = (gint64) UA_DIR_SAMPLE_FIRST_DAY * 1000;
  char uid[37];
  gint64 row;

  for (guint i = 0; words[i] != NULL; i++)
    json_array_add_string_element (rights, words[i]);
  ua_dir_sample_make_uid (UA_DIR_SECURITY_PROFILE, nth, uid);
  ua_dir_sample_text_begin (self->text, &ua_scim_security_profile_type, uid, time);
  ua_dir_sample_text_value (self->text, "displayName", profile->name);
  ua_dir_sample_text_value (self->text, "description", profile->description);
  g_string_append_printf (self->text->out, ",\"rights\":[\"%s\"],\"members\":\"\x7fh\","
                          "\"roleProfiles\":\"\x7fp\"}", quoted);
  return insert_resource (self, UA_DIR_SECURITY_PROFILE, uid, time, profile->name, &row, error) &&
         ua_dir_db_run (self->db, error,
                        "INSERT INTO security_profile (id, name_key, rights) VALUES (?, ?, ?)",
                        "iti", row, key, (gint64) ua_dir_rights_from_strings (rights)) &&
         insert_holders (self, nth, row, error);
}

/**
 * ua_dir_sample_fill_history:
 * @db: a writing connection to a directory that has been filled, within a transaction
 * @text: what makes texts
 * @cast: whom it is about
 * @error: return location for an error
 *
 * Makes up the history of some members, what came of rosters, and security profiles.  The same each
 * time.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_sample_fill_history (UaDirDb          *db,
                            UaDirSampleText  *text,
                            UaDirSampleCast  *cast,
                            GError          **error)
{
  History self = { db, text, cast };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (!insert_profile (&self, i, error))
      return FALSE;
  for (guint i = 0; i < N_RUNS; i++)
    if (!insert_run (&self, i, error))
      return FALSE;
  return fill_audit (&self, error);
}
