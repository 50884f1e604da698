/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-provision.h"

#include "ua-dir-erase.h"
#include "ua-dir-kind.h"
#include "ua-dir-life.h"
#include "ua-dir-provisioning-run.h"
#include "ua-dir-roster.h"
#include "ua-dir-users.h"
#include "ua-json.h"
#include "ua-scim-error.h"

/* A roster of an HR system (WU-08): who is in it is created or changed, who has access and is not
 * in it is deactivated, everybody else who is not in it is erased.  All of it is done or
 * nothing. */

#define DEFAULT_THRESHOLD 50

static const UaScimAttribute parameters[] = {
  { .name = "members", .type = UA_SCIM_TYPE_COMPLEX, .multi_valued = TRUE, .required = TRUE,
    .subs = ua_dir_roster_subs, .description = "Everybody whom the HR system knows." },
  { .name = "source", .required = TRUE, .description = "Where the roster comes from." },
  { .name = "managed", .multi_valued = TRUE, .canonical = ua_dir_roster_paths, .closed = TRUE,
    .description = "The paths of the attributes that the HR system owns; where it is not given, "
                   "of those that the roster says something of." },
  { .name = "threshold", .type = UA_SCIM_TYPE_INTEGER,
    .description = "How many members may lose access or be erased without more ado; 50 where it "
                   "is not given." },
  { .name = "confirmed", .type = UA_SCIM_TYPE_BOOLEAN,
    .description = "Whether more than that are meant." },
  { NULL }
};

/* A member who is not in the roster. */
typedef struct
{
  gint64 id;
  char *uid;               /* (owned) */
  UaDirStatus status;
} Missing;

/* What a run has come to so far. */
typedef struct
{
  UaDirActionRun *run;     /* (unowned) */
  UaDirRoster *roster;     /* (owned) */
  GPtrArray *missing;      /* (owned), of Missing */
  JsonArray *created;      /* (unowned), in the result; so are those that follow */
  JsonArray *changed;
  JsonArray *deactivated;
  JsonArray *deleted;
  JsonArray *exceptions;
  JsonArray *state_changes; /* (owned) */
  guint unchanged;
} Provision;

static void
missing_free (gpointer data)
{
  Missing *self = data;

  g_free (self->uid);
  g_free (self);
}

static JsonArray *
add_list (JsonObject *result,
          const char *name)
{
  JsonArray *list = json_array_new ();

  json_object_set_array_member (result, name, list);
  return list;
}

static void
provision_init (Provision      *self,
                UaDirActionRun *run)
{
  self->run = run;
  self->missing = g_ptr_array_new_with_free_func (missing_free);
  self->created = add_list (run->result, "created");
  self->changed = add_list (run->result, "changed");
  self->deactivated = add_list (run->result, "deactivated");
  self->deleted = add_list (run->result, "deleted");
  self->exceptions = add_list (run->result, "exceptions");
  self->state_changes = json_array_new ();
}

static void
provision_clear (Provision *self)
{
  g_clear_pointer (&self->roster, ua_dir_roster_free);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->state_changes, json_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Provision, provision_clear)

static JsonObject *
add_member (JsonArray  *list,
            const char *uid)
{
  JsonObject *object = json_object_new ();

  if (uid != NULL)
    json_object_set_string_member (object, "value", uid);
  json_array_add_object_element (list, object);
  return object;
}

static void
add_exception (Provision  *self,
               const char *uid,
               const char *reason,
               const char *detail)
{
  JsonObject *object = add_member (self->exceptions, uid);

  json_object_set_string_member (object, "reason", reason);
  json_object_set_string_member (object, "detail", detail);
}

static void
add_state_change (Provision  *self,
                  const char *uid,
                  const char *from,
                  const char *to)
{
  JsonObject *object = add_member (self->state_changes, uid);

  if (from != NULL)
    json_object_set_string_member (object, "from", from);
  json_object_set_string_member (object, "to", to);
}

static gboolean
prepare (UaDirActionRun  *run,
         GError         **error)
{
  gint64 threshold = 0;

  ua_json_read_int (ua_json_get (run->parameters, "threshold"), &threshold);
  if (threshold >= 0)
    return TRUE;
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                       "threshold: must not be negative");
  return FALSE;
}

static gboolean
find_missing (Provision  *self,
              GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, self->run->db, error,
                          "SELECT m.id, r.uid, m.status FROM member m"
                          " JOIN resource r ON r.id = m.id ORDER BY m.id", ""))
    return FALSE;
  for (;;)
    {
      Missing *one;
      gint64 id;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      id = ua_dir_query_int (&query, 0);
      if (g_hash_table_contains (self->roster->present, &id))
        continue;
      one = g_new0 (Missing, 1);
      one->id = id;
      one->uid = g_strdup (ua_dir_query_text (&query, 1));
      one->status = (UaDirStatus) ua_dir_query_int (&query, 2);
      g_ptr_array_add (self->missing, one);
    }
}

static gboolean
is_self (Provision *self,
         gint64     id)
{
  return self->run->actor != NULL && self->run->actor->id == id;
}

static gboolean
has_access (UaDirStatus status)
{
  return status == UA_DIR_ACTIVE || status == UA_DIR_LOCKED;
}

/* UA-01: a roster that is cut short, or the wrong one, does not empty the organisation. */
static gboolean
check_threshold (Provision  *self,
                 GError    **error)
{
  JsonObject *told = json_object_new ();
  gint64 limit = DEFAULT_THRESHOLD, n = 0;
  gboolean confirmed = FALSE;

  ua_json_read_int (ua_json_get (self->run->parameters, "threshold"), &limit);
  ua_json_read_bool (ua_json_get (self->run->parameters, "confirmed"), &confirmed);
  for (guint i = 0; i < self->missing->len; i++)
    {
      const Missing *one = g_ptr_array_index (self->missing, i);

      if (!is_self (self, one->id))
        n++;
    }
  json_object_set_int_member (told, "limit", limit);
  json_object_set_int_member (told, "count", n);
  json_object_set_boolean_member (told, "exceeded", n > limit);
  json_object_set_object_member (self->run->result, "threshold", told);
  if (n <= limit || confirmed || self->run->dry_run)
    return TRUE;
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
               "threshold: %" G_GINT64_FORMAT " members would lose access or be erased; confirm "
               "that this is meant", n);
  return FALSE;
}

/* Whether the rules can be followed for this member; who has more rights than the one who sends the
 * roster is left alone. */
static gboolean
is_above (Provision   *self,
          gint64       id,
          const char  *uid,
          gboolean    *above,
          GError     **error)
{
  g_autoptr(GError) fault = NULL;

  *above = FALSE;
  if (ua_dir_rights_check_not_above (self->run->db, self->run->actor, id, &fault))
    return TRUE;
  if (!g_error_matches (fault, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  *above = TRUE;
  add_exception (self, uid, "moreRights", fault->message);
  return TRUE;
}

static gboolean
create_all (Provision  *self,
            GError    **error)
{
  for (guint i = 0; i < self->roster->entries->len; i++)
    {
      const UaDirEntry *entry = g_ptr_array_index (self->roster->entries, i);
      JsonObject *told;

      if (!entry->is_new)
        continue;
      if (!ua_dir_roster_create (self->roster, i, error))
        return FALSE;
      told = add_member (self->created, self->run->dry_run ? NULL : entry->uid);
      json_object_set_int_member (told, "index", i);
      add_state_change (self, entry->uid, NULL, "deactivated");
    }
  return TRUE;
}

static gboolean
change_all (Provision  *self,
            GError    **error)
{
  for (guint i = 0; i < self->roster->entries->len; i++)
    {
      const UaDirEntry *entry = g_ptr_array_index (self->roster->entries, i);
      gboolean changed, above;

      if (!is_above (self, entry->id, entry->uid, &above, error))
        return FALSE;
      if (above)
        continue;
      if (!ua_dir_roster_change (self->roster, i, &changed, error))
        return FALSE;
      if (changed && !entry->is_new)
        json_object_set_int_member (add_member (self->changed, entry->uid), "index", i);
      else if (!entry->is_new)
        self->unchanged++;
    }
  return TRUE;
}

/* PE-06, WS-05: neither who runs it nor the last admin loses access; the run goes on. */
static gboolean
is_kept (Provision      *self,
         const Missing  *one,
         gboolean       *kept,
         GError        **error)
{
  g_autoptr(GError) fault = NULL;

  if (is_self (self, one->id))
    {
      *kept = TRUE;
      add_exception (self, one->uid, "self", "Nobody deactivates or deletes themselves");
      return TRUE;
    }
  if (!is_above (self, one->id, one->uid, kept, error) || *kept ||
      ua_dir_users_check_erase (self->run->db, self->run->actor, one->id, &fault))
    return *kept || fault == NULL;
  if (!g_error_matches (fault, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  *kept = TRUE;
  add_exception (self, one->uid, "lastAdmin", fault->message);
  return TRUE;
}

static gboolean
deactivate (Provision      *self,
            const Missing  *one,
            GError        **error)
{
  UaDirActionRun *run = self->run;

  if (!ua_dir_life_set_status (run->db, run->actor, run->service->base_uri, one->id,
                               UA_DIR_DEACTIVATED, run->action->name, error))
    return FALSE;
  add_member (self->deactivated, one->uid);
  add_state_change (self, one->uid, ua_dir_status_to_string (one->status), "deactivated");
  return TRUE;
}

static gboolean
erase (Provision      *self,
       const Missing  *one,
       GError        **error)
{
  UaDirActionRun *run = self->run;
  g_autoptr(JsonObject) outcome = json_object_new ();
  const char *from = ua_dir_status_to_string (one->status);

  if (!ua_dir_erase_member (run->db, run->actor, run->service->base_uri, one->id, outcome, error))
    return FALSE;
  if (g_str_equal (ua_json_get_string (outcome, "outcome"), "erased"))
    {
      add_member (self->deleted, one->uid);
      add_state_change (self, one->uid, from, "deleted");
      return TRUE;
    }
  add_exception (self, one->uid, "openContent", ua_json_get_string (outcome, "reason"));
  if (one->status != UA_DIR_DEACTIVATED)
    add_state_change (self, one->uid, from, "deactivated");
  return TRUE;
}

static gboolean
end_missing (Provision  *self,
             GError    **error)
{
  for (guint i = 0; i < self->missing->len; i++)
    {
      const Missing *one = g_ptr_array_index (self->missing, i);
      gboolean kept;

      if (!is_kept (self, one, &kept, error))
        return FALSE;
      if (kept)
        continue;
      if (!(has_access (one->status) ? deactivate : erase) (self, one, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note (Provision  *self,
      GError    **error)
{
  UaDirActionRun *run = self->run;
  JsonObject *counts = json_object_new ();
  g_autofree char *uid = NULL;

  json_object_set_int_member (counts, "created", json_array_get_length (self->created));
  json_object_set_int_member (counts, "changed", json_array_get_length (self->changed));
  json_object_set_int_member (counts, "unchanged", self->unchanged);
  json_object_set_int_member (counts, "deactivated", json_array_get_length (self->deactivated));
  json_object_set_int_member (counts, "deleted", json_array_get_length (self->deleted));
  json_object_set_int_member (counts, "exceptions", json_array_get_length (self->exceptions));
  json_object_set_object_member (run->result, "counts", counts);
  if (!ua_dir_provisioning_run_note (run->db, run->actor,
                                     ua_json_get_string (run->parameters, "source"), counts,
                                     self->state_changes, &uid, error))
    return FALSE;
  if (!run->dry_run)
    json_object_set_string_member (run->result, "provisioningRun", uid);
  return TRUE;
}

static gboolean
provision (UaDirActionRun  *run,
           gint64           none,
           const char      *nobody,
           GError         **error)
{
  g_auto(Provision) self = { 0 };

  provision_init (&self, run);
  self.roster = ua_dir_roster_new (run, error);
  return self.roster != NULL && find_missing (&self, error) && check_threshold (&self, error) &&
         create_all (&self, error) && change_all (&self, error) && end_missing (&self, error) &&
         note (&self, error);
}

const UaDirAction ua_dir_provision_action = {
  .name = "provision",
  .description = "Makes the members those of an HR system: creates and changes who is in its "
                 "roster, deactivates or erases who is not.",
  .right = UA_DIR_RIGHT_PROVISION,
  .irreversible = TRUE,
  .parameters = parameters,
  .prepare = prepare,
  .run = provision,
};
