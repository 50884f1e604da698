/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* Anything that can be done to members, in any order, against a small model of what must come of
 * it: statuses (WU-01), seats (TL-09), content that is open (CC-02), and no byte of who is erased
 * (LE-03). */

#define MAX_MEMBERS 16
#define STEPS 400
#define SLOW_STEPS 5000
#define RECORD "urn:example:useradmin:scim:2.0:Record"

typedef struct
{
  char *id;                /* (owned) (nullable): %NULL for a free place */
  char *name;              /* (owned) */
  char *record;            /* (owned) (nullable): one that is open */
  gboolean active;
} Member;

typedef struct
{
  UaTestDirectory *directory; /* (owned) */
  Member members[MAX_MEMBERS];
  GPtrArray *erased;       /* (owned): names of those who are gone */
  guint seats;             /* 0 for unlimited */
  guint n_made;
} Model;

static guint
count_active (Model *model)
{
  guint n = 1;

  for (guint i = 0; i < MAX_MEMBERS; i++)
    n += model->members[i].id != NULL && model->members[i].active;
  return n;
}

static gboolean
has_seat (Model *model)
{
  return model->seats == 0 || count_active (model) < model->seats;
}

static void
forget (Model  *model,
        Member *member)
{
  g_ptr_array_add (model->erased, g_steal_pointer (&member->name));
  g_clear_pointer (&member->id, g_free);
  g_clear_pointer (&member->record, g_free);
  member->active = FALSE;
}

static void
make (Model  *model,
      Member *member)
{
  gboolean active = g_test_rand_bit ();
  g_autofree char *name = g_strdup_printf ("zq%uvogel%x", model->n_made++,
                                           (guint) g_test_rand_int_range (0, G_MAXINT));
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                     "\"userName\":\"%s\",\"displayName\":\"%s\",\"title\":\"%s\","
                     "\"password\":\"" UA_TEST_PASSWORD "\",\"active\":%s}", name, name, name,
                     active ? "true" : "false");
  guint expected = !active || has_seat (model) ? 201 : 409;
  g_autoptr(UaTestReply) reply =
    ua_test_directory_send (model->directory, "POST", "/Users", body);

  g_assert_cmpuint (reply->status, ==, expected);
  if (expected != 201)
    return;
  member->id = g_strdup (ua_test_reply_string (reply, "id"));
  member->name = g_steal_pointer (&name);
  member->active = active;
}

static void
set_active (Model  *model,
            Member *member)
{
  gboolean active = g_test_rand_bit ();
  gboolean allowed = !active || member->active || has_seat (model);
  g_autoptr(UaTestReply) reply =
    ua_test_patch (model->directory, "/Users", member->id,
                   active ? "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}"
                          : "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");

  g_assert_cmpuint (reply->status, ==, allowed ? 200 : 409);
  if (allowed)
    member->active = active;
}

static void
act (Model  *model,
     Member *member)
{
  gboolean activate = g_test_rand_bit ();
  gboolean dry_run = g_test_rand_bit ();
  gboolean allowed = activate ? !member->active && has_seat (model) : member->active;
  g_autoptr(JsonObject) result =
    ua_test_act (model->directory, activate ? "reactivate" : "deactivate", member->id, dry_run);

  g_assert_cmpstr (json_object_get_string_member (result, "status"), ==, allowed ? "200" : "409");
  if (allowed && !dry_run)
    member->active = activate;
}

static void
erase (Model  *model,
       Member *member)
{
  gboolean dry_run = g_test_rand_bit ();
  g_autoptr(JsonObject) result = ua_test_act (model->directory, "erase", member->id, dry_run);
  JsonObject *told = json_object_get_object_member (result, "result");

  g_assert_cmpstr (json_object_get_string_member (told, "outcome"), ==,
                   member->record != NULL ? "deactivated" : "erased");
  if (dry_run)
    return;
  if (member->record != NULL)
    member->active = FALSE;
  else
    forget (model, member);
}

static void
delete (Model  *model,
        Member *member)
{
  g_autoptr(UaTestReply) reply = ua_test_delete (model->directory, "/Users", member->id);

  g_assert_cmpuint (reply->status, ==, member->record != NULL ? 200 : 204);
  if (member->record != NULL)
    member->active = FALSE;
  else
    forget (model, member);
}

static void
change (Model  *model,
        Member *member)
{
  g_autofree char *operation =
    g_strdup_printf ("{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"%s %u\"}",
                     member->name, (guint) g_test_rand_int_range (0, 1000));
  g_autoptr(UaTestReply) reply =
    ua_test_patch (model->directory, "/Users", member->id, operation);

  g_assert_cmpuint (reply->status, ==, 200);
}

/* Opens something that the member is assigned to, or closes it. */
static void
turn_record (Model  *model,
             Member *member)
{
  g_autoptr(UaTestReply) reply = NULL;
  g_autofree char *members =
    g_strdup_printf ("\"kind\":\"plan\",\"subject\":{\"value\":\"%s\"},\"text\":\"%s\"",
                     member->id, member->name);

  if (member->record == NULL)
    {
      member->record = ua_test_create (model->directory, "/Records", RECORD, members);
      return;
    }
  reply = ua_test_patch (model->directory, "/Records", member->record,
                         "{\"op\":\"replace\",\"path\":\"state\",\"value\":\"closed\"}");
  g_assert_cmpuint (reply->status, ==, 200);
  g_clear_pointer (&member->record, g_free);
}

/* Makes a member somebody else's manager, or puts it into a group. */
static void
tie (Model  *model,
     Member *member)
{
  Member *other = &model->members[g_test_rand_int_range (0, MAX_MEMBERS)];
  g_autofree char *manager =
    g_strdup_printf ("{\"op\":\"add\",\"path\":\"urn:ietf:params:scim:schemas:extension:"
                     "enterprise:2.0:User:manager\",\"value\":{\"value\":\"%s\"}}", member->id);
  g_autofree char *group =
    g_strdup_printf ("\"displayName\":\"Crew\",\"members\":[{\"value\":\"%s\"}]", member->id);
  g_autoptr(UaTestReply) reply = NULL;

  g_free (ua_test_create (model->directory, "/Groups",
                          "urn:ietf:params:scim:schemas:core:2.0:Group", group));
  if (other->id == NULL || other == member)
    return;
  reply = ua_test_patch (model->directory, "/Users", other->id, manager);
  g_assert_cmpuint (reply->status, ==, 200);
}

static void
set_seats (Model *model)
{
  g_autofree char *operation = NULL;
  g_autofree char *value = NULL;
  g_autoptr(UaTestReply) reply = NULL;

  model->seats = g_test_rand_bit () ? (guint) g_test_rand_int_range (2, MAX_MEMBERS) : 0;
  value = model->seats > 0 ? g_strdup_printf ("%u", model->seats) : g_strdup ("");
  operation =
    model->seats > 0
      ? g_strdup_printf ("{\"op\":\"replace\",\"path\":\"value\",\"value\":\"%s\"}", value)
      : g_strdup ("{\"op\":\"remove\",\"path\":\"value\"}");
  reply = ua_test_patch (model->directory, "/Settings", "seats", operation);
  g_assert_cmpuint (reply->status, ==, 200);
}

static void
check_member (Model  *model,
              Member *member)
{
  g_autofree char *status = NULL;

  if (member->id == NULL)
    return;
  status = ua_test_status (model->directory, member->id);
  g_assert_cmpstr (status, ==, member->active ? "active" : "deactivated");
}

/* What holds whatever was done. */
static void
check_all (Model *model)
{
  g_autoptr(UaTestReply) seats =
    ua_test_directory_get (model->directory, "/Seats/organisation");

  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (seats), "used"), ==,
                   count_active (model));
  for (guint i = 0; i < MAX_MEMBERS; i++)
    check_member (model, &model->members[i]);
  g_assert_cmpint (ua_test_sql (model->directory, "SELECT count (*) FROM member"
                                " WHERE access_level = 3 AND status = 2"), >=, 1);
  g_assert_cmpint (ua_test_sql (model->directory, "SELECT count (*) FROM pragma_foreign_key_check"),
                   ==, 0);
  g_assert_cmpint (ua_test_sql (model->directory, "SELECT count (*) FROM tally t WHERE n <>"
                                " (SELECT count (*) FROM resource WHERE type = t.type)"), ==, 0);
}

static void
check_traces (Model *model)
{
  /* The sweep over the file comes some seconds behind the erasures. */
  while (ua_test_sql (model->directory, "SELECT count (*) FROM setting WHERE name = 'sweep'") > 0)
    ;
  for (guint i = 0; i < model->erased->len; i++)
    {
      g_autofree char *found =
        ua_test_find_bytes (model->directory, g_ptr_array_index (model->erased, i));

      g_assert_cmpstr (found, ==, NULL);
    }
  g_assert_cmpint (ua_test_sql (model->directory, "SELECT count (*) FROM pragma_integrity_check"
                                " WHERE integrity_check = 'ok'"), ==, 1);
}

static void
step (Model *model)
{
  static void (*const ways[]) (Model *, Member *) = {
    set_active, act, act, change, change, turn_record, tie, erase, delete
  };
  Member *member = &model->members[g_test_rand_int_range (0, MAX_MEMBERS)];

  if (g_test_rand_int_range (0, 40) == 0)
    set_seats (model);
  else if (g_test_rand_int_range (0, 100) == 0)
    {
      ua_test_directory_kill (model->directory);
      ua_test_directory_restart (model->directory);
    }
  else if (member->id == NULL)
    make (model, member);
  else
    ways[g_test_rand_int_range (0, G_N_ELEMENTS (ways))] (model, member);
  check_member (model, member);
}

static void
test_model (void)
{
  Model model = { 0 };
  guint steps = g_test_slow () ? SLOW_STEPS : STEPS;

  model.directory = ua_test_directory_start (0, NULL);
  model.erased = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < steps; i++)
    {
      step (&model);
      if (i % 50 == 49)
        check_all (&model);
    }
  check_all (&model);
  check_traces (&model);
  g_assert_cmpuint (model.erased->len, >, 0);
  for (guint i = 0; i < MAX_MEMBERS; i++)
    {
      g_free (model.members[i].id);
      g_free (model.members[i].name);
      g_free (model.members[i].record);
    }
  g_ptr_array_unref (model.erased);
  ua_test_directory_stop (model.directory);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/model/LE-03/anything", test_model);
  return g_test_run ();
}
