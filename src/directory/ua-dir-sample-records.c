/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sample-records.h"

#include "ua-dir-kind.h"
#include "ua-dir-text.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

/* What the members of the made-up organisation did.  Only some of them have records, and of a large
 * organisation only the first ones, so that it takes no longer to make. */

#define EVERY 10                       /* one member of so many has records */
#define FIRST 6                        /* beginning with this one */
#define MAX_SUBJECTS 300
#define OPEN_EVERY 4                   /* of those one of so many has some that are open */
#define REPORTS 8
#define TIME ((gint64) 1735725600000)  /* 2025-01-01 10:00 */
#define DAY_MS ((gint64) 24 * 3600 * 1000)

/* Who is what for the member whom a record is about. */
typedef enum
{
  NOBODY,
  SUBJECT,
  MANAGER,
  PEER,
} Who;

typedef struct
{
  const char *kind;
  const char *title;
  const char *text;
  Who subject;
  Who author;
  gboolean anonymous;
  gboolean may_be_open;
  const char *role;                    /* of who is invited to the plan before it */
  int tenths;                          /* of the score; 0 for none */
} Template;

static const Template templates[] = {
  { "assessment", "Skills, spring", "Works carefully and asks early.", SUBJECT, SUBJECT, FALSE,
    FALSE, NULL, 38 },
  { "assessment", "Skills, spring: the manager's view", "Could lead a small crew.", SUBJECT,
    MANAGER, FALSE, TRUE, NULL, 41 },
  { "testResult", "Safety on the quay", NULL, SUBJECT, SUBJECT, FALSE, FALSE, NULL, 87 },
  { "feedback", "Handing over", "Thank you for the clear notes.", SUBJECT, PEER, FALSE, FALSE, NULL,
    0 },
  { "feedback", "Team survey", "Meetings are too long.", SUBJECT, NOBODY, TRUE, FALSE, NULL, 29 },
  { "plan", "Growth plan", "Learn to read the tide tables of the northern ports.", SUBJECT, SUBJECT,
    FALSE, TRUE, NULL, 0 },
  { "collaboration", "Growth plan", NULL, NOBODY, MANAGER, FALSE, FALSE, "collaborator", 0 },
  { "collaboration", "Growth plan", NULL, NOBODY, PEER, FALSE, FALSE, "mentor", 0 },
};

typedef struct
{
  UaDirDb *db;                         /* (unowned) */
  gint64 first_member;
  guint n_members;
  guint n;                             /* of the member whom the records are about */
  guint number;                        /* of the record */
  gint64 plan;                         /* row of the last plan */
} Sample;

/* The number of a member, or -1. */
static gint64
find_member (Sample *sample,
             Who     who)
{
  switch (who)
    {
    case SUBJECT:
      return sample->n;
    case MANAGER:
      return (sample->n - 1) / REPORTS;
    case PEER:
      return (sample->n + 1) % sample->n_members;
    case NOBODY:
    default:
      return -1;
    }
}

static gboolean
add_reference (Sample      *sample,
               JsonObject  *object,
               const char  *name,
               const char  *folder,
               gint64       id,
               GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  JsonObject *reference;
  const char *uid;

  if (!ua_dir_query_open (&query, sample->db, error, "SELECT uid FROM resource WHERE id = ?", "i",
                          id) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  uid = ua_dir_query_text (&query, 0);
  reference = json_object_new ();
  json_object_set_string_member (reference, "value", uid);
  json_object_set_member (reference, "$ref", ua_dir_text_base (folder, uid));
  json_object_set_member (reference, "display", ua_dir_text_display_of (id));
  json_object_set_object_member (object, name, reference);
  return TRUE;
}

/* Has the form of a random UUID (RFC 9562, section 5.4), and is the same each time. */
static char *
make_uid (guint number)
{
  g_autofree char *name = g_strdup_printf ("record %u", number);
  char *uid = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  uid[8] = uid[13] = uid[18] = uid[23] = '-';
  uid[14] = '4';
  uid[19] = '8';
  uid[36] = '\0';
  return uid;
}

static JsonObject *
make_head (const char *uid,
           gint64      time)
{
  JsonObject *object = json_object_new ();
  JsonArray *schemas = json_array_new ();
  JsonObject *meta = json_object_new ();
  g_autofree char *text = ua_time_format (time);

  json_array_add_string_element (schemas, UA_SCIM_URN_RECORD);
  json_object_set_array_member (object, "schemas", schemas);
  json_object_set_string_member (object, "id", uid);
  json_object_set_string_member (meta, "resourceType", "Record");
  json_object_set_string_member (meta, "created", text);
  json_object_set_string_member (meta, "lastModified", text);
  json_object_set_string_member (meta, "version", "W/\"1\"");
  json_object_set_member (meta, "location", ua_dir_text_base ("/Records/", uid));
  json_object_set_object_member (object, "meta", meta);
  return object;
}

static gboolean
fill_object (Sample          *sample,
             const Template  *template,
             JsonObject      *object,
             gboolean         open,
             GError         **error)
{
  gint64 subject = find_member (sample, template->subject);
  gint64 author = find_member (sample, template->author);

  json_object_set_string_member (object, "kind", template->kind);
  json_object_set_string_member (object, "title", template->title);
  json_object_set_string_member (object, "state", open ? "open" : "closed");
  if (template->anonymous)
    json_object_set_boolean_member (object, "anonymous", TRUE);
  if (template->role != NULL)
    json_object_set_string_member (object, "role", template->role);
  if (template->text != NULL)
    json_object_set_string_member (object, "text", template->text);
  if (template->tenths > 0)
    json_object_set_double_member (object, "score", template->tenths / 10.0);
  json_object_set_string_member (object, "date", "2025-01-01");
  if ((subject >= 0 && !add_reference (sample, object, "subject", "/Users/",
                                       sample->first_member + subject, error)) ||
      (author >= 0 && !add_reference (sample, object, "author", "/Users/",
                                      sample->first_member + author, error)) ||
      (template->role != NULL && !add_reference (sample, object, "plan", "/Records/",
                                                 sample->plan, error)))
    return FALSE;
  json_object_set_string_member (object, "authorship", author >= 0 ? "named" : "anonymous");
  return TRUE;
}

static gboolean
insert_record (Sample          *sample,
               const Template  *template,
               gboolean         open,
               GError         **error)
{
  g_autofree char *uid = make_uid (sample->number);
  gint64 time = TIME + (gint64) (sample->number % 90) * DAY_MS;
  g_autoptr(JsonObject) object = make_head (uid, time);
  g_autofree char *text = NULL;
  gint64 subject = find_member (sample, template->subject);
  gint64 author = find_member (sample, template->author);
  gint64 id;

  sample->number++;
  if (!fill_object (sample, template, object, open, error))
    return FALSE;
  text = ua_dir_text_write (object);
  if (!ua_dir_db_run (sample->db, error,
                      "INSERT INTO resource (type, uid, version, created, modified, display, text)"
                      " VALUES (?, ?, 1, ?, ?, ?, ?)",
                      "itiitt", (gint64) UA_DIR_RECORD, uid, time, time, template->title, text))
    return FALSE;
  id = ua_dir_db_last_id (sample->db);
  if (!ua_dir_db_run (sample->db, error,
                      "INSERT INTO record (id, kind, role, open, anonymous, subject, author, plan)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      "ittiirrr", id, template->kind, template->role, (gint64) open,
                      (gint64) template->anonymous,
                      subject >= 0 ? sample->first_member + subject : 0,
                      author >= 0 ? sample->first_member + author : 0,
                      template->role != NULL ? sample->plan : 0))
    return FALSE;
  if (g_str_equal (template->kind, "plan"))
    sample->plan = id;
  return TRUE;
}

/**
 * ua_dir_sample_fill_records:
 * @db: a writing connection to a directory that has been filled, within a transaction
 * @first_member: the row of the first member; the others follow
 * @n_members: how many there are
 * @error: return location for an error
 *
 * Makes up assessments, plans, test results and feedback of some members, and who was invited to
 * their plans.  The same each time.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_sample_fill_records (UaDirDb  *db,
                            gint64    first_member,
                            guint     n_members,
                            GError  **error)
{
  Sample sample = { .db = db, .first_member = first_member, .n_members = n_members };
  guint n_subjects = 0;

  for (guint n = FIRST; n < n_members && n_subjects < MAX_SUBJECTS; n += EVERY)
    {
      gboolean some_open = n_subjects % OPEN_EVERY == 0;

      sample.n = n;
      for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
        if (!insert_record (&sample, &templates[i], some_open && templates[i].may_be_open, error))
          return FALSE;
      n_subjects++;
    }
  return TRUE;
}
