/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-roster.h"

#include "ua-dir-address.h"
#include "ua-dir-functions.h"
#include "ua-dir-kind.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"

/* Who is in a roster, which members they are, and what the roster says of each. */

#define ENT UA_SCIM_URN_ENTERPRISE_USER
#define EXT UA_SCIM_URN_UA_USER

#define NAME_PATH "name"
#define EMAIL_PATH "emails"
#define MANAGER_PATH ENT ":manager"
#define PROFILE_PATH EXT ":roleProfile"

/* The attributes that a roster can say something of. */
const char *const ua_dir_roster_paths[] = {
  "externalId", "userName", "displayName", NAME_PATH, EMAIL_PATH, "title", "preferredLanguage",
  ENT ":employeeNumber", ENT ":department", MANAGER_PATH, EXT ":hireDate", PROFILE_PATH, NULL
};

/* A text of the roster that becomes an attribute as it is. */
typedef struct
{
  const char *name;
  const char *urn;         /* (nullable) */
  const char *path;
  gboolean stays;          /* whether it is kept where the roster leaves it out */
} Field;

static const Field fields[] = {
  { "externalId", NULL, "externalId", TRUE },
  { "userName", NULL, "userName", TRUE },
  { "displayName", NULL, "displayName", FALSE },
  { "title", NULL, "title", FALSE },
  { "preferredLanguage", NULL, "preferredLanguage", FALSE },
  { "employeeNumber", ENT, ENT ":employeeNumber", FALSE },
  { "department", ENT, ENT ":department", FALSE },
  { "hireDate", EXT, EXT ":hireDate", FALSE },
};

/* What else the roster has, and the attribute that it goes into. */
static const Field others[] = {
  { "givenName", NULL, NAME_PATH, FALSE },
  { "familyName", NULL, NAME_PATH, FALSE },
  { "email", NULL, EMAIL_PATH, TRUE },
  { "manager", ENT, MANAGER_PATH, FALSE },
  { "roleProfile", EXT, PROFILE_PATH, FALSE },
};

const UaScimAttribute ua_dir_roster_subs[] = {
  { .name = "externalId", .case_exact = TRUE,
    .description = "What the HR system calls the person; a member is found by it first." },
  { .name = "employeeNumber", .description = "The employee number; found by it next." },
  { .name = "userName", .description = "The user name; found by it next." },
  { .name = "email", .description = "The address; found by it last." },
  { .name = "givenName", .description = "The first name." },
  { .name = "familyName", .description = "The last name." },
  { .name = "displayName", .description = "The name as it is shown." },
  { .name = "title", .description = "The title." },
  { .name = "department", .description = "The department." },
  { .name = "manager", .case_exact = TRUE,
    .description = "Whichever of the four that members are found by leads to the manager." },
  { .name = "roleProfile", .description = "The name of a role profile." },
  { .name = "hireDate", .is_date = TRUE, .description = "The first day of employment." },
  { .name = "preferredLanguage", .description = "The language." },
  { NULL }
};

static void
entry_free (gpointer data)
{
  UaDirEntry *self = data;

  g_free (self->uid);
  g_free (self);
}

/**
 * ua_dir_roster_free:
 * @self: (transfer full) (nullable): a roster
 */
void
ua_dir_roster_free (UaDirRoster *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->present);
  json_array_unref (self->managed);
  g_free (self);
}

static gboolean
refuse (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

/* Says in whose entry it is wrong. */
static gboolean
point (GError **error,
       guint    n)
{
  g_prefix_error (error, "members[%u]: ", n);
  return FALSE;
}

static const char *
get_text (JsonObject *given,
          const char *name)
{
  const char *text = ua_json_get_string (given, name);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
is_managed (UaDirRoster *self,
            const char  *path)
{
  for (guint i = 0; i < json_array_get_length (self->managed); i++)
    if (g_str_equal (json_array_get_string_element (self->managed, i), path))
      return TRUE;
  return FALSE;
}

/* The one member whom a key leads to, if any; an error where it is several. */
static gboolean
find_by (UaDirDb     *db,
         const char  *name,
         const char  *sql,
         const char  *key,
         gint64      *id,
         GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (!ua_dir_query_open (&query, db, error, sql, "t", key) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  *id = ua_dir_query_int (&query, 0);
  if (ua_dir_query_int (&query, 1) <= 1)
    return TRUE;
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT, "%s: several members have this one",
               name);
  return FALSE;
}

/* Looks for a member by what the roster gives, the surest first. */
static gboolean
find_member (UaDirDb     *db,
             const char  *external_id,
             const char  *employee_number,
             const char  *user_name,
             const char  *email,
             gint64      *id,
             GError     **error)
{
  g_autofree char *employee_key = employee_number != NULL ? ua_dir_key (employee_number) : NULL;
  g_autofree char *user_name_key = user_name != NULL ? ua_dir_key (user_name) : NULL;
  g_autofree char *email_key = email != NULL ? ua_dir_key (email) : NULL;
  const char *searches[][3] = {
    { "externalId", external_id,
      "SELECT min (id), count (*) FROM resource WHERE external_id = ? AND type = 1" },
    { "employeeNumber", employee_key,
      "SELECT min (id), count (*) FROM member WHERE employee_key = ?" },
    { "userName", user_name_key, "SELECT min (id), count (*) FROM member WHERE user_name_key = ?" },
    { "email", email_key, "SELECT min (member), 1 FROM member_email WHERE email_key = ?" },
  };

  *id = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (searches) && *id == 0; i++)
    if (searches[i][1] != NULL &&
        !find_by (db, searches[i][0], searches[i][2], searches[i][1], id, error))
      return FALSE;
  return TRUE;
}

static gboolean
find_uid (UaDirDb  *db,
          gint64    id,
          char    **uid,
          GError  **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (!ua_dir_query_open (&query, db, error, "SELECT uid FROM resource WHERE id = ?", "i", id) ||
      !ua_dir_query_step (&query, NULL, error))
    return FALSE;
  *uid = g_strdup (ua_dir_query_text (&query, 0));
  return TRUE;
}

static gboolean
add_present (UaDirRoster  *self,
             gint64        id,
             GError      **error)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  return g_hash_table_add (self->present, key) ||
         refuse (error, "the same member as in an entry before");
}

static gboolean
add_entry (UaDirRoster  *self,
           JsonObject   *given,
           GError      **error)
{
  UaDirEntry *entry = g_new0 (UaDirEntry, 1);
  const char *email = get_text (given, "email");

  g_ptr_array_add (self->entries, entry);
  entry->given = given;
  if (email != NULL && !ua_dir_address_is_valid (email))
    return refuse (error, "email: is no mail address");
  if (!find_member (self->run->db, get_text (given, "externalId"),
                    get_text (given, "employeeNumber"), get_text (given, "userName"), email,
                    &entry->id, error))
    return FALSE;
  if (entry->id != 0)
    return find_uid (self->run->db, entry->id, &entry->uid, error) &&
           add_present (self, entry->id, error);
  entry->is_new = TRUE;
  return get_text (given, "userName") != NULL || email != NULL ||
         refuse (error, "a new member has a userName or an email");
}

/* Whether any entry says something that goes into the attribute. */
static gboolean
is_given (JsonArray  *members,
          const char *path)
{
  for (guint i = 0; i < json_array_get_length (members); i++)
    {
      JsonObject *given = json_array_get_object_element (members, i);

      for (gsize n = 0; n < G_N_ELEMENTS (fields); n++)
        if (g_str_equal (fields[n].path, path) && get_text (given, fields[n].name) != NULL)
          return TRUE;
      for (gsize n = 0; n < G_N_ELEMENTS (others); n++)
        if (g_str_equal (others[n].path, path) && get_text (given, others[n].name) != NULL)
          return TRUE;
    }
  return FALSE;
}

static gboolean
names_path (JsonArray  *paths,
            const char *path)
{
  for (guint i = 0; i < json_array_get_length (paths); i++)
    if (g_ascii_strcasecmp (json_array_get_string_element (paths, i), path) == 0)
      return TRUE;
  return FALSE;
}

/**
 * ua_dir_roster_new:
 * @run: an action with the parameters `members` and `managed`
 * @error: return location for an error
 *
 * Finds out who of those in the roster is which member.
 *
 * Returns: (transfer full) (nullable): the roster, or %NULL with an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
UaDirRoster *
ua_dir_roster_new (UaDirActionRun  *run,
                   GError         **error)
{
  g_autoptr(UaDirRoster) self = g_new0 (UaDirRoster, 1);
  JsonArray *members = ua_json_get_array (run->parameters, "members");
  JsonArray *managed = ua_json_get_array (run->parameters, "managed");

  self->run = run;
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->present = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->managed = json_array_new ();
  for (gsize i = 0; ua_dir_roster_paths[i] != NULL; i++)
    if (managed != NULL ? names_path (managed, ua_dir_roster_paths[i])
                        : is_given (members, ua_dir_roster_paths[i]))
      json_array_add_string_element (self->managed, ua_dir_roster_paths[i]);
  for (guint i = 0; i < json_array_get_length (members); i++)
    if (!add_entry (self, json_array_get_object_element (members, i), error))
      {
        point (error, i);
        return NULL;
      }
  return g_steal_pointer (&self);
}

static JsonObject *
ensure_part (JsonObject *object,
             const char *name)
{
  JsonObject *part = ua_json_get_object (object, name);

  if (part == NULL)
    {
      part = json_object_new ();
      json_object_set_object_member (object, name, part);
    }
  return part;
}

/* An object without members is none. */
static void
drop_empty (JsonObject *object,
            const char *name)
{
  JsonObject *part = ua_json_get_object (object, name);

  if (part != NULL && json_object_get_size (part) == 0)
    json_object_remove_member (object, name);
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value == NULL)
    json_object_remove_member (object, name);
  else if (g_strcmp0 (ua_json_get_string (object, name), value) != 0)
    json_object_set_string_member (object, name, value);
}

/* The name that is shown follows where the roster has none of its own. */
static void
apply_names (JsonObject *object,
             JsonObject *given)
{
  JsonObject *name = ensure_part (object, "name");
  g_autofree char *before = json_object_has_member (name, "givenName")
    ? g_strjoin (" ", ua_json_get_string (name, "givenName"),
                 ua_json_get_string (name, "familyName"), NULL) : NULL;
  g_autofree char *after = NULL;
  const char *display = ua_json_get_string (object, "displayName");

  set_text (name, "givenName", get_text (given, "givenName"));
  set_text (name, "familyName", get_text (given, "familyName"));
  if (json_object_has_member (name, "givenName"))
    after = g_strjoin (" ", ua_json_get_string (name, "givenName"),
                       ua_json_get_string (name, "familyName"), NULL);
  if (g_strcmp0 (before, after) != 0)
    {
      json_object_remove_member (name, "formatted");
      if (get_text (given, "displayName") == NULL && g_strcmp0 (display, before) == 0)
        set_text (object, "displayName", after);
    }
  drop_empty (object, "name");
}

/* The address that is the login becomes the one of the roster; others stay. */
static void
apply_email (JsonObject *object,
             const char *address)
{
  JsonArray *emails = ua_json_get_array (object, "emails");
  JsonObject *login = NULL;

  if (emails == NULL)
    {
      emails = json_array_new ();
      json_object_set_array_member (object, "emails", emails);
    }
  for (guint i = 0; i < json_array_get_length (emails); i++)
    {
      JsonObject *email = json_array_get_object_element (emails, i);
      gboolean primary = FALSE;

      ua_json_read_bool (ua_json_get (email, "primary"), &primary);
      if (login == NULL || primary)
        login = email;
      if (primary)
        break;
    }
  if (login == NULL)
    {
      login = json_object_new ();
      json_object_set_string_member (login, "type", "work");
      json_object_set_boolean_member (login, "primary", TRUE);
      json_array_add_object_element (emails, login);
    }
  set_text (login, "value", address);
}

static gboolean
apply_profile (UaDirRoster  *self,
               JsonObject   *object,
               const char   *name,
               GError      **error)
{
  JsonObject *extension = ensure_part (object, EXT);
  JsonObject *profile = ua_json_get_object (extension, "roleProfile");
  g_autofree char *key = name != NULL ? ua_dir_key (name) : NULL;
  g_autofree char *uid = NULL;
  guint rights;
  gint64 id;

  if (name == NULL)
    {
      json_object_remove_member (extension, "roleProfile");
      return TRUE;
    }
  if (!ua_dir_db_get_int (self->run->db, &id, error, "SELECT id FROM profile WHERE name_key = ?",
                          "t", key))
    return FALSE;
  if (id == 0)
    return refuse (error, "roleProfile: there is no role profile of this name");
  if (!find_uid (self->run->db, id, &uid, error))
    return FALSE;
  if (profile != NULL && g_strcmp0 (ua_json_get_string (profile, "value"), uid) == 0)
    return TRUE;
  if (!ua_dir_rights_of_role (self->run->db, id, &rights, error))
    return FALSE;
  if (!ua_dir_rights_has_all (self->run->actor, rights))
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
                           "roleProfile: this gives rights that you do not have");
      return FALSE;
    }
  profile = json_object_new ();
  json_object_set_string_member (profile, "value", uid);
  json_object_set_object_member (extension, "roleProfile", profile);
  return TRUE;
}

static gboolean
apply (UaDirRoster       *self,
       const UaDirEntry  *entry,
       JsonObject        *object,
       GError           **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const Field *field = &fields[i];
      const char *value = get_text (entry->given, field->name);
      JsonObject *part;

      if ((value == NULL && (field->stays || entry->is_new)) ||
          (!entry->is_new && !is_managed (self, field->path)))
        continue;
      part = field->urn != NULL ? ensure_part (object, field->urn) : object;
      set_text (part, field->name, value);
      if (field->urn != NULL)
        drop_empty (object, field->urn);
    }
  if (entry->is_new || is_managed (self, NAME_PATH))
    apply_names (object, entry->given);
  if (get_text (entry->given, "email") != NULL &&
      (entry->is_new || is_managed (self, EMAIL_PATH)))
    apply_email (object, get_text (entry->given, "email"));
  return (!entry->is_new && !is_managed (self, PROFILE_PATH)) ||
         apply_profile (self, object, get_text (entry->given, "roleProfile"), error);
}

/* Who manages somebody sees and changes them. */
static gboolean
check_manager (UaDirRoster  *self,
               gint64        manager,
               GError      **error)
{
  const UaDirActor *actor = self->run->actor;

  if (actor == NULL || actor->access == UA_DIR_ADMIN || actor->id != manager)
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN,
                       "manager: nobody makes themselves somebody's manager");
  return FALSE;
}

static gboolean
apply_manager (UaDirRoster  *self,
               const char   *key,
               JsonObject   *object,
               GError      **error)
{
  JsonObject *enterprise = ensure_part (object, ENT);
  JsonObject *manager = ua_json_get_object (enterprise, "manager");
  g_autofree char *uid = NULL;
  gint64 id = 0;

  if (key == NULL)
    {
      json_object_remove_member (enterprise, "manager");
      drop_empty (object, ENT);
      return TRUE;
    }
  if (!find_member (self->run->db, key, key, key, key, &id, error))
    return FALSE;
  if (id == 0)
    return refuse (error, "manager: there is no such member");
  if (!find_uid (self->run->db, id, &uid, error))
    return FALSE;
  if (manager != NULL && g_strcmp0 (ua_json_get_string (manager, "value"), uid) == 0)
    return TRUE;
  manager = json_object_new ();
  json_object_set_string_member (manager, "value", uid);
  json_object_set_object_member (enterprise, "manager", manager);
  return check_manager (self, id, error);
}

static JsonNode *
make_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static void
decide_managed (UaDirRoster *self,
                UaDirSave   *save)
{
  ua_dir_save_decide (save, "managedAttributes",
                      json_array_get_length (self->managed) > 0
                        ? json_node_init_array (json_node_alloc (), self->managed)
                        : json_node_new (JSON_NODE_NULL));
  save->overrules = TRUE;
  save->reason = self->run->action->name;
}

/**
 * ua_dir_roster_create:
 * @self: a roster
 * @n: the number of an entry that is no member yet
 * @error: return location for an error
 *
 * Makes a member without access and without a manager, whom ua_dir_roster_change() sets once all
 * are there.
 *
 * Returns: whether it succeeded; else an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_roster_create (UaDirRoster  *self,
                      guint         n,
                      GError      **error)
{
  UaDirEntry *entry = g_ptr_array_index (self->entries, n);
  UaDirActionRun *run = self->run;
  g_autoptr(UaDirSave) save =
    ua_dir_save_new (run->db, run->actor, &ua_dir_user_kind, json_object_new ());

  if (!apply (self, entry, save->object, error))
    return point (error, n);
  if (get_text (entry->given, "userName") == NULL)
    set_text (save->object, "userName", get_text (entry->given, "email"));
  ua_dir_save_decide (save, "status", make_text ("deactivated"));
  decide_managed (self, save);
  if (!ua_dir_save_write (save, error))
    return point (error, n);
  entry->id = save->id;
  entry->uid = g_strdup (save->uid);
  return add_present (self, entry->id, error);
}

static gboolean
has_managed (UaDirRoster *self,
             JsonObject  *object)
{
  JsonObject *extension = ua_json_get_object (object, EXT);
  JsonNode *now = extension != NULL ? ua_json_get (extension, "managedAttributes") : NULL;
  g_autoptr(JsonNode) wanted = json_node_init_array (json_node_alloc (), self->managed);

  if (now == NULL)
    return json_array_get_length (self->managed) == 0;
  return json_node_equal (now, wanted);
}

/**
 * ua_dir_roster_change:
 * @self: a roster
 * @n: the number of an entry that is a member
 * @changed: (out): whether something was not as the roster has it
 * @error: return location for an error
 *
 * Gives a member the values that the roster owns (LE-10), and notes that it owns them.
 *
 * Returns: whether it succeeded; else an error with what to answer
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_roster_change (UaDirRoster  *self,
                      guint         n,
                      gboolean     *changed,
                      GError      **error)
{
  const UaDirEntry *entry = g_ptr_array_index (self->entries, n);
  UaDirActionRun *run = self->run;
  g_autoptr(UaDirSave) save = ua_dir_save_load (run->db, run->actor, &ua_dir_user_kind,
                                                run->service->base_uri, entry->id, error);
  const char *manager = get_text (entry->given, "manager");
  g_autoptr(JsonObject) before = NULL;

  *changed = FALSE;
  if (save == NULL)
    return FALSE;
  before = ua_json_copy_object (save->object);
  if ((!entry->is_new && !apply (self, entry, save->object, error)) ||
      ((entry->is_new || is_managed (self, MANAGER_PATH)) &&
       !apply_manager (self, manager, save->object, error)))
    return point (error, n);
  if (json_object_equal (before, save->object) && has_managed (self, before))
    return TRUE;
  *changed = TRUE;
  decide_managed (self, save);
  return ua_dir_save_write (save, error) || point (error, n);
}
