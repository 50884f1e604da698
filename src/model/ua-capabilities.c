/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-capabilities.h"

#define GROUP "capabilities"
#define GROUP_ANNOUNCED "announced"
#define GROUP_LEARNED "learned"
#define KEY_PAGE_SIZE "page-size"
#define KEY_ACTION_NAMES "action-names"
#define KEY_ATTRIBUTES "attributes"
#define DEFAULT_PAGE_SIZE 200
#define MAX_PAGE_SIZE 1000

struct _UaCapabilities
{
  gatomicrefcount refs;
  UaSupport support[UA_N_CAPABILITIES];
  /* What the server says of itself, where trying it has shown something else or more. */
  UaSupport announced[UA_N_CAPABILITIES];
  gint64 learned_at[UA_N_CAPABILITIES]; /* Unix time in milliseconds; 0: not by trying */
  guint page_size;
  guint announced_page_size;
  gint64 page_size_learned_at;          /* the same */
  char *users_path;  /* (owned) */
  char *groups_path; /* (owned) */
  GStrv actions;     /* (owned) */
  GPtrArray *attributes; /* (owned), of UaAttribute, never changed */
};

static const char * const keys[UA_N_CAPABILITIES] = {
  [UA_CAPABILITY_UPDATE] = "update",
  [UA_CAPABILITY_PATCH] = "patch",
  [UA_CAPABILITY_PATCH_PATHS] = "patch-paths",
  [UA_CAPABILITY_BULK] = "bulk",
  [UA_CAPABILITY_FILTER] = "filter",
  [UA_CAPABILITY_SORT] = "sort",
  [UA_CAPABILITY_ETAG] = "etag",
  [UA_CAPABILITY_CHANGE_PASSWORD] = "change-password",
  [UA_CAPABILITY_INDEX_PAGING] = "index-paging",
  [UA_CAPABILITY_CURSOR_PAGING] = "cursor-paging",
  [UA_CAPABILITY_ME] = "me",
  [UA_CAPABILITY_GROUPS] = "groups",
  [UA_CAPABILITY_ENTERPRISE] = "enterprise",
  [UA_CAPABILITY_STATUS] = "status",
  [UA_CAPABILITY_ACCESS_LEVEL] = "access-level",
  [UA_CAPABILITY_ROLE_PROFILES] = "role-profiles",
  [UA_CAPABILITY_GROUP_KINDS] = "group-kinds",
  [UA_CAPABILITY_ACTIONS] = "actions",
  [UA_CAPABILITY_PICTURES] = "pictures",
  [UA_CAPABILITY_INVITATIONS] = "invitations",
  [UA_CAPABILITY_MESSAGES] = "messages",
  [UA_CAPABILITY_AUDIT_EVENTS] = "audit-events",
  [UA_CAPABILITY_PROVISIONING_RUNS] = "provisioning-runs",
  [UA_CAPABILITY_SECURITY_PROFILES] = "security-profiles",
  [UA_CAPABILITY_SETTINGS] = "settings",
  [UA_CAPABILITY_SEATS] = "seats",
};

G_DEFINE_BOXED_TYPE (UaCapabilities, ua_capabilities, ua_capabilities_ref, ua_capabilities_unref)

/* Whether what was learned then still counts; a clock that was set back makes nothing last. */
static gboolean
is_fresh (gint64 learned_at,
          gint64 now)
{
  return learned_at > 0 && learned_at <= now && now - learned_at < UA_CAPABILITIES_MAX_AGE_MS;
}

static UaSupport
read_support (GKeyFile   *file,
              const char *group,
              const char *key)
{
  int support = g_key_file_get_integer (file, group, key, NULL);

  return support >= UA_SUPPORT_UNKNOWN && support <= UA_SUPPORT_YES ? (UaSupport) support
                                                                    : UA_SUPPORT_UNKNOWN;
}

static guint
read_page_size (GKeyFile   *file,
                const char *group,
                guint       otherwise)
{
  int page_size = g_key_file_get_integer (file, group, KEY_PAGE_SIZE, NULL);

  return page_size > 0 ? MIN ((guint) page_size, MAX_PAGE_SIZE) : otherwise;
}

static void
read_learned (UaCapabilities *self,
              GKeyFile       *file)
{
  for (guint i = 0; i < UA_N_CAPABILITIES; i++)
    {
      self->announced[i] = read_support (file, GROUP_ANNOUNCED, keys[i]);
      self->learned_at[i] = g_key_file_get_int64 (file, GROUP_LEARNED, keys[i], NULL);
    }
  self->announced_page_size = read_page_size (file, GROUP_ANNOUNCED, self->page_size);
  self->page_size_learned_at = g_key_file_get_int64 (file, GROUP_LEARNED, KEY_PAGE_SIZE, NULL);
}

static void
write_learned (const UaCapabilities *self,
               GKeyFile             *file)
{
  for (guint i = 0; i < UA_N_CAPABILITIES; i++)
    if (self->learned_at[i] != 0)
      {
        g_key_file_set_integer (file, GROUP_ANNOUNCED, keys[i], self->announced[i]);
        g_key_file_set_int64 (file, GROUP_LEARNED, keys[i], self->learned_at[i]);
      }
  if (self->page_size_learned_at == 0)
    return;
  g_key_file_set_integer (file, GROUP_ANNOUNCED, KEY_PAGE_SIZE, (int) self->announced_page_size);
  g_key_file_set_int64 (file, GROUP_LEARNED, KEY_PAGE_SIZE, self->page_size_learned_at);
}

static UaCapabilities *
copy (const UaCapabilities *self)
{
  UaCapabilities *other = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&other->refs);
  other->users_path = g_strdup (self->users_path);
  other->groups_path = g_strdup (self->groups_path);
  other->actions = g_strdupv (self->actions);
  other->attributes = g_ptr_array_ref (self->attributes);
  return other;
}

/**
 * ua_capabilities_new:
 *
 * Returns: (transfer full): capabilities of which nothing is known yet
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_new (void)
{
  UaCapabilities *self = g_new0 (UaCapabilities, 1);

  g_atomic_ref_count_init (&self->refs);
  self->page_size = DEFAULT_PAGE_SIZE;
  self->announced_page_size = DEFAULT_PAGE_SIZE;
  self->users_path = g_strdup ("/Users");
  self->groups_path = g_strdup ("/Groups");
  self->actions = g_new0 (char *, 1);
  self->attributes = ua_attributes_new ();
  return self;
}

/**
 * ua_capabilities_new_from_text:
 * @text: (nullable): what ua_capabilities_to_text() gave once
 *
 * Reads what was remembered of a server; what cannot be read stays unknown.
 *
 * Returns: (transfer full): capabilities
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_new_from_text (const char *text)
{
  UaCapabilities *self = ua_capabilities_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *users_path = NULL;
  g_autofree char *groups_path = NULL;
  g_autofree char *attributes = NULL;
  GStrv actions;

  if (text == NULL || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return self;

  for (guint i = 0; i < UA_N_CAPABILITIES; i++)
    self->support[i] = read_support (file, GROUP, keys[i]);
  self->page_size = read_page_size (file, GROUP, self->page_size);
  read_learned (self, file);
  actions = g_key_file_get_string_list (file, GROUP, KEY_ACTION_NAMES, NULL, NULL);
  if (actions != NULL)
    {
      g_strfreev (self->actions);
      self->actions = actions;
    }
  attributes = g_key_file_get_string (file, GROUP, KEY_ATTRIBUTES, NULL);
  g_ptr_array_unref (self->attributes);
  self->attributes = ua_attributes_new_from_text (attributes);
  users_path = g_key_file_get_string (file, GROUP, "users-path", NULL);
  if (users_path != NULL && users_path[0] == '/')
    {
      g_free (self->users_path);
      self->users_path = g_steal_pointer (&users_path);
    }
  groups_path = g_key_file_get_string (file, GROUP, "groups-path", NULL);
  if (groups_path != NULL && groups_path[0] == '/')
    {
      g_free (self->groups_path);
      self->groups_path = g_steal_pointer (&groups_path);
    }
  return self;
}

/**
 * ua_capabilities_ref:
 * @self: capabilities
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_ref (UaCapabilities *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_capabilities_unref:
 * @self: (transfer full): capabilities
 *
 * Any thread.
 */
void
ua_capabilities_unref (UaCapabilities *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->users_path);
  g_free (self->groups_path);
  g_strfreev (self->actions);
  g_ptr_array_unref (self->attributes);
  g_free (self);
}

/**
 * ua_capabilities_get:
 * @self: capabilities
 * @capability: what is asked about
 *
 * Returns: whether the server can, cannot, or has not said
 *
 * Any thread.
 */
UaSupport
ua_capabilities_get (const UaCapabilities *self,
                     UaCapability          capability)
{
  g_return_val_if_fail (self != NULL, UA_SUPPORT_UNKNOWN);
  g_return_val_if_fail ((guint) capability < UA_N_CAPABILITIES, UA_SUPPORT_UNKNOWN);

  return self->support[capability];
}

/**
 * ua_capabilities_may:
 * @self: capabilities
 * @capability: what is asked about
 *
 * Returns: whether it is worth a try: unless the server is known not to
 *
 * Any thread.
 */
gboolean
ua_capabilities_may (const UaCapabilities *self,
                     UaCapability          capability)
{
  return ua_capabilities_get (self, capability) != UA_SUPPORT_NO;
}

/**
 * ua_capabilities_get_page_size:
 * @self: capabilities
 *
 * Returns: how many resources to ask for in one page, 1 to 1000
 *
 * Any thread.
 */
guint
ua_capabilities_get_page_size (const UaCapabilities *self)
{
  g_return_val_if_fail (self != NULL, DEFAULT_PAGE_SIZE);

  return self->page_size;
}

/**
 * ua_capabilities_get_users_path:
 * @self: capabilities
 *
 * Returns: (transfer none): where users are, below the base address, beginning with a slash
 *
 * Any thread.
 */
const char *
ua_capabilities_get_users_path (const UaCapabilities *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->users_path;
}

/**
 * ua_capabilities_get_groups_path:
 * @self: capabilities
 *
 * Returns: (transfer none): where groups are, below the base address, beginning with a slash
 *
 * Any thread.
 */
const char *
ua_capabilities_get_groups_path (const UaCapabilities *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->groups_path;
}

/**
 * ua_capabilities_has_action:
 * @self: capabilities
 * @action: a word of the extension, such as %UA_ACTION_ERASE
 *
 * Returns: whether the server has that action
 *
 * Any thread.
 */
gboolean
ua_capabilities_has_action (const UaCapabilities *self,
                            const char           *action)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (action != NULL, FALSE);

  return g_strv_contains ((const char * const *) self->actions, action);
}

/**
 * ua_capabilities_get_attributes:
 * @self: capabilities
 *
 * Returns: (transfer none) (element-type UaAttribute): what the server knows of members beyond the
 *   fields of this program (PE-10), not to be changed
 *
 * Any thread.
 */
GPtrArray *
ua_capabilities_get_attributes (const UaCapabilities *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->attributes;
}

/**
 * ua_capabilities_to_text:
 * @self: capabilities
 *
 * Returns: (transfer full): a text to remember them by, for ua_capabilities_new_from_text()
 *
 * Any thread.
 */
char *
ua_capabilities_to_text (const UaCapabilities *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *attributes = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  attributes = ua_attributes_to_text (self->attributes);
  g_key_file_set_string (file, GROUP, KEY_ATTRIBUTES, attributes);
  for (guint i = 0; i < UA_N_CAPABILITIES; i++)
    g_key_file_set_integer (file, GROUP, keys[i], self->support[i]);
  g_key_file_set_integer (file, GROUP, KEY_PAGE_SIZE, (int) self->page_size);
  write_learned (self, file);
  g_key_file_set_string (file, GROUP, "users-path", self->users_path);
  g_key_file_set_string (file, GROUP, "groups-path", self->groups_path);
  g_key_file_set_string_list (file, GROUP, KEY_ACTION_NAMES, (const char * const *) self->actions,
                              g_strv_length (self->actions));
  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * ua_capabilities_with:
 * @self: capabilities
 * @capability: what is said
 * @support: what the server says of it
 *
 * Returns: (transfer full): @self with that one point changed
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with (const UaCapabilities *self,
                      UaCapability          capability,
                      UaSupport             support)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) capability < UA_N_CAPABILITIES, NULL);

  other = copy (self);
  other->support[capability] = support;
  other->announced[capability] = support;
  other->learned_at[capability] = 0;
  return other;
}

/**
 * ua_capabilities_with_learned:
 * @self: capabilities
 * @capability: what was learned about
 * @support: what trying it has shown, whatever the server says of itself
 * @now: the Unix time in milliseconds
 *
 * Returns: (transfer full): @self with that one point changed
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with_learned (const UaCapabilities *self,
                              UaCapability          capability,
                              UaSupport             support,
                              gint64                now)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) capability < UA_N_CAPABILITIES, NULL);

  other = copy (self);
  other->support[capability] = support;
  other->learned_at[capability] = now;
  return other;
}

/**
 * ua_capabilities_with_remembered:
 * @self: what a server says of itself now
 * @remembered: what was known of the same server before
 * @now: the Unix time in milliseconds
 *
 * Takes over what was learned by trying, each point on its own, unless it is older than
 * %UA_CAPABILITIES_MAX_AGE_MS, or the server says something else of that point now than it said
 * then: such a server has changed, and is tried again.
 *
 * Returns: (transfer full): both together
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with_remembered (const UaCapabilities *self,
                                 const UaCapabilities *remembered,
                                 gint64                now)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (remembered != NULL, NULL);

  other = copy (self);
  for (guint i = 0; i < UA_N_CAPABILITIES; i++)
    if (is_fresh (remembered->learned_at[i], now) &&
        remembered->announced[i] == self->announced[i])
      {
        other->support[i] = remembered->support[i];
        other->learned_at[i] = remembered->learned_at[i];
      }
  if (is_fresh (remembered->page_size_learned_at, now) &&
      remembered->announced_page_size == self->announced_page_size)
    {
      other->page_size = remembered->page_size;
      other->page_size_learned_at = remembered->page_size_learned_at;
    }
  return other;
}

/**
 * ua_capabilities_with_page_size:
 * @self: capabilities
 * @page_size: the largest page that the server gives; 0 and more than 1000 are brought in range
 *
 * Returns: (transfer full): @self with that one point changed
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with_page_size (const UaCapabilities *self,
                                guint                 page_size)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);

  other = copy (self);
  other->page_size = CLAMP (page_size, 1, MAX_PAGE_SIZE);
  other->announced_page_size = other->page_size;
  other->page_size_learned_at = 0;
  return other;
}

/**
 * ua_capabilities_with_learned_page_size:
 * @self: capabilities
 * @page_size: the size of page that has proved to suit the server; brought in range
 * @now: the Unix time in milliseconds
 *
 * Returns: (transfer full): @self with that one point changed
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with_learned_page_size (const UaCapabilities *self,
                                        guint                 page_size,
                                        gint64                now)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);

  other = copy (self);
  other->page_size = CLAMP (page_size, 1, MAX_PAGE_SIZE);
  other->page_size_learned_at = now;
  return other;
}

/**
 * ua_capabilities_with_users_path:
 * @self: capabilities
 * @path: where users are, below the base address, beginning with a slash
 *
 * Returns: (transfer full): @self with that one point changed
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with_users_path (const UaCapabilities *self,
                                 const char           *path)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL && *path == '/', NULL);

  other = copy (self);
  g_free (other->users_path);
  other->users_path = g_strdup (path);
  return other;
}

/**
 * ua_capabilities_with_groups_path:
 * @self: capabilities
 * @path: where groups are, below the base address, beginning with a slash
 *
 * Returns: (transfer full): @self with that one point changed
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with_groups_path (const UaCapabilities *self,
                                  const char           *path)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL && *path == '/', NULL);

  other = copy (self);
  g_free (other->groups_path);
  other->groups_path = g_strdup (path);
  return other;
}

/**
 * ua_capabilities_with_actions:
 * @self: capabilities
 * @actions: the words of the extension for what the server can do, up to a %NULL
 *
 * Returns: (transfer full): @self with these and no other actions
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with_actions (const UaCapabilities *self,
                              const char * const   *actions)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (actions != NULL, NULL);

  other = copy (self);
  g_strfreev (other->actions);
  other->actions = g_strdupv ((GStrv) actions);
  return other;
}

/**
 * ua_capabilities_with_attributes:
 * @self: capabilities
 * @attributes: (element-type UaAttribute): what the server knows of members beyond the fields of
 *   this program, not to be changed any more
 *
 * Returns: (transfer full): @self with these and no others
 *
 * Any thread.
 */
UaCapabilities *
ua_capabilities_with_attributes (const UaCapabilities *self,
                                 GPtrArray            *attributes)
{
  UaCapabilities *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (attributes != NULL, NULL);

  other = copy (self);
  g_ptr_array_unref (other->attributes);
  other->attributes = g_ptr_array_ref (attributes);
  return other;
}
