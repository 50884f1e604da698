/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-entries.h"

#include "ua-error.h"
#include "ua-rights.h"

#define SEATS_ID "organisation"

/**
 * UaEntries:
 *
 * What an organisation has beside members, groups and role profiles, seen from its session:
 *
 *   store (what is kept) \
 *                         > UaEntries -> UaEntryList, seats, settings
 *   link -> client       /
 *
 * "refresh" is emitted when the lists should ask the server again: it can be reached again, has
 * been fetched anew, or something was done.  "changed" is emitted when the seats or a setting are
 * others than before.
 *
 * For the main thread.
 */
struct _UaEntries
{
  GObject parent_instance;

  UaStore *store;         /* (owned) */
  UaLink *link;           /* (owned) */
  UaSessionState state;   /* of the link, the last time */
  gboolean is_fresh;      /* all was asked for since it could be reached */

  GStrv rights;           /* (owned) (nullable), of who is signed in; NULL: not known */
  UaPictures *pictures;   /* (owned) */
  gboolean may_invitations; /* whether invitations may be looked at beyond rights */
  UaCapabilities *base;   /* (owned) (nullable), what the server can do */
  UaCapabilities *allowed; /* (owned) (nullable), the same for who is signed in */

  UaEntry *seats;         /* (owned) (nullable) */
  GHashTable *settings;   /* (owned), name (owned) -> value (owned) */
  GCancellable *stopping; /* (owned) */
  gboolean asking_seats;
  gboolean seats_again;
};

G_DEFINE_FINAL_TYPE (UaEntries, ua_entries, G_TYPE_OBJECT)

enum
{
  SIGNAL_REFRESH,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void ask_seats (UaEntries *self);

static gboolean
is_reachable (UaSessionState state)
{
  return state == UA_SESSION_STATE_SYNCING || state == UA_SESSION_STATE_ONLINE;
}

static void
take_seats (UaEntries *self,
            UaEntry   *seats)
{
  if (self->seats != NULL && ua_entry_equal (self->seats, seats))
    return;
  g_set_object (&self->seats, seats);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
have_same_settings (GHashTable *a,
                    GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, name), value) != 0)
      return FALSE;
  return TRUE;
}

static void
take_settings (UaEntries *self,
               GPtrArray *entries)
{
  g_autoptr (GHashTable) settings =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean is_same;

  for (guint i = 0; i < entries->len; i++)
    {
      UaEntry *entry = g_ptr_array_index (entries, i);
      const char *value = ua_entry_get (entry, "value");

      if (value != NULL)
        g_hash_table_insert (settings, g_strdup (ua_entry_get_id (entry)), g_strdup (value));
    }
  is_same = have_same_settings (self->settings, settings);
  g_hash_table_unref (self->settings);
  self->settings = g_steal_pointer (&settings);
  if (!is_same)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
kept_settings_read_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (UaEntries) self = UA_ENTRIES (user_data);
  g_autoptr (GPtrArray) kept =
    ua_store_read_entries_finish (UA_STORE (source), result, NULL);

  if (kept != NULL && g_hash_table_size (self->settings) == 0)
    take_settings (self, kept);
}

static void
kept_seats_found_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (UaEntries) self = UA_ENTRIES (user_data);
  g_autoptr (UaEntry) seats = ua_store_find_entry_finish (UA_STORE (source), result, NULL);

  if (seats != NULL && self->seats == NULL)
    take_seats (self, seats);
}

static void
forget_allowed (UaEntries *self)
{
  g_clear_pointer (&self->base, ua_capabilities_unref);
  g_clear_pointer (&self->allowed, ua_capabilities_unref);
}

static void
take_rights (UaEntries *self,
             GStrv      rights)
{
  g_autofree char *text = g_strjoinv (" ", rights);
  gboolean same = self->rights != NULL && g_strv_equal ((const char * const *) self->rights,
                                                        (const char * const *) rights);

  g_strfreev (self->rights);
  self->rights = rights;
  if (same)
    return;
  if (g_strcmp0 (ua_store_get_text (self->store, UA_STORE_TEXT_RIGHTS), text) != 0)
    ua_store_set_text_async (self->store, UA_STORE_TEXT_RIGHTS, text, NULL, NULL);
  forget_allowed (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Who leads a group looks at the invitations into it, without a right to; only asking tells. */
static void
invitations_tried_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (UaEntries) self = UA_ENTRIES (user_data);
  g_autoptr (UaEntryPage) page =
    ua_client_list_entries_finish (UA_CLIENT (source), result, NULL);

  if (self->may_invitations == (page != NULL))
    return;
  self->may_invitations = page != NULL;
  forget_allowed (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
try_invitations (UaEntries *self)
{
  UaClient *client = ua_entries_get_client (self);
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_INVITATION, NULL);
  g_autoptr (UaPosition) start = ua_position_new_index (1);

  if (client != NULL && ua_entries_has (self, UA_ENTRY_TYPE_INVITATION) &&
      !ua_rights_allow_entries ((const char * const *) self->rights, UA_ENTRY_TYPE_INVITATION))
    ua_client_list_entries_async (client, query, start, 1, self->stopping, invitations_tried_cb,
                                  g_object_ref (self));
}

static void
rights_came_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (UaEntries) self = UA_ENTRIES (user_data);
  g_autoptr (GError) error = NULL;
  GStrv rights = ua_client_find_rights_finish (UA_CLIENT (source), result, &error);

  if (rights == NULL)
    {
      g_message ("The rights of who is signed in cannot be read: %s", error->message);
      return;
    }
  take_rights (self, rights);
  try_invitations (self);
}

static void
ask_rights (UaEntries *self)
{
  UaClient *client = ua_entries_get_client (self);

  if (client != NULL &&
      ua_capabilities_get (ua_link_get_capabilities (self->link), UA_CAPABILITY_ACCESS_LEVEL) ==
        UA_SUPPORT_YES)
    ua_client_find_rights_async (client, self->stopping, rights_came_cb, g_object_ref (self));
}

static void
settings_came_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaEntries) self = UA_ENTRIES (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaEntryPage) page =
    ua_client_list_entries_finish (UA_CLIENT (source), result, &error);

  if (page == NULL)
    {
      g_message ("The settings cannot be read: %s", error->message);
      return;
    }
  take_settings (self, page->entries);
  ua_store_write_entries_async (self->store, UA_ENTRY_TYPE_SETTING, page->entries,
                                UA_STORE_ENTRIES_INSTEAD, NULL, NULL);
}

static void
ask_settings (UaEntries *self)
{
  UaClient *client = ua_entries_get_client (self);
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_SETTING, NULL);
  g_autoptr (UaPosition) start = ua_position_new_index (1);

  if (client != NULL && ua_entries_has (self, UA_ENTRY_TYPE_SETTING))
    ua_client_list_entries_async (client, query, start, 100, self->stopping, settings_came_cb,
                                  g_object_ref (self));
}

static void
seats_came_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (UaEntries) self = UA_ENTRIES (user_data);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UaEntry) seats = ua_client_get_entry_finish (UA_CLIENT (source), result, &error);

  self->asking_seats = FALSE;
  if (seats == NULL)
    g_message ("The seats cannot be read: %s", error->message);
  else
    {
      take_seats (self, seats);
      g_ptr_array_add (one, seats);
      ua_store_write_entries_async (self->store, UA_ENTRY_TYPE_SEAT, one,
                                    UA_STORE_ENTRIES_INSTEAD, NULL, NULL);
    }
  if (self->seats_again)
    ask_seats (self);
}

/* While they are on their way, what comes may be older than what was done since. */
static void
ask_seats (UaEntries *self)
{
  UaClient *client = ua_entries_get_client (self);

  self->seats_again = self->asking_seats;
  if (self->asking_seats || client == NULL || !ua_entries_has (self, UA_ENTRY_TYPE_SEAT))
    return;
  self->asking_seats = TRUE;
  ua_client_get_entry_async (client, UA_ENTRY_TYPE_SEAT, SEATS_ID, self->stopping, seats_came_cb,
                             g_object_ref (self));
}

static void
link_changed_cb (UaEntries *self)
{
  UaSessionState before = self->state;

  self->state = ua_link_get_state (self->link);
  if (!is_reachable (self->state))
    self->is_fresh = FALSE;
  else if (!is_reachable (before))
    {
      self->is_fresh = TRUE;
      ua_entries_refresh (self);
    }
  else if (before == UA_SESSION_STATE_SYNCING && self->state == UA_SESSION_STATE_ONLINE)
    {
      if (!self->is_fresh)
        ua_entries_refresh (self);
      self->is_fresh = FALSE;
    }
}

static void
ua_entries_dispose (GObject *object)
{
  UaEntries *self = UA_ENTRIES (object);

  g_cancellable_cancel (self->stopping);
  g_clear_object (&self->link);
  g_clear_object (&self->store);
  g_clear_object (&self->seats);

  G_OBJECT_CLASS (ua_entries_parent_class)->dispose (object);
}

static void
ua_entries_finalize (GObject *object)
{
  UaEntries *self = UA_ENTRIES (object);

  g_clear_object (&self->stopping);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_clear_pointer (&self->rights, g_strfreev);
  g_clear_pointer (&self->pictures, ua_pictures_free);
  forget_allowed (self);

  G_OBJECT_CLASS (ua_entries_parent_class)->finalize (object);
}

static void
ua_entries_class_init (UaEntriesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_entries_dispose;
  object_class->finalize = ua_entries_finalize;

  signals[SIGNAL_REFRESH] = g_signal_new ("refresh", UA_TYPE_ENTRIES, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", UA_TYPE_ENTRIES, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_entries_init (UaEntries *self)
{
  self->pictures = ua_pictures_new ();
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->stopping = g_cancellable_new ();
}

/**
 * ua_entries_new:
 * @store: the cache, open
 * @link: what connects to the server
 *
 * Returns: (transfer full): what begins with what is kept
 */
UaEntries *
ua_entries_new (UaStore *store,
                UaLink  *link)
{
  UaEntries *self = g_object_new (UA_TYPE_ENTRIES, NULL);
  const char *rights = ua_store_get_text (store, UA_STORE_TEXT_RIGHTS);
  g_autoptr (UaEntryQuery) settings = ua_entry_query_new (UA_ENTRY_TYPE_SETTING, NULL);

  self->store = g_object_ref (store);
  self->link = g_object_ref (link);
  self->state = ua_link_get_state (link);
  self->rights = rights != NULL ? g_strsplit (rights, " ", -1) : NULL;
  g_signal_connect_object (link, "changed", G_CALLBACK (link_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ua_link_get_sender (link), "arrived", G_CALLBACK (ask_seats), self,
                           G_CONNECT_SWAPPED);
  ua_store_read_entries_async (store, settings, NULL, kept_settings_read_cb, g_object_ref (self));
  ua_store_find_entry_async (store, UA_ENTRY_TYPE_SEAT, SEATS_ID, NULL, kept_seats_found_cb,
                             g_object_ref (self));
  return self;
}

/**
 * ua_entries_get_store:
 * @self: the entries
 *
 * Returns: (transfer none): the cache
 */
UaStore *
ua_entries_get_store (UaEntries *self)
{
  g_return_val_if_fail (UA_IS_ENTRIES (self), NULL);

  return self->store;
}

/**
 * ua_entries_get_client:
 * @self: the entries
 *
 * Returns: (transfer none) (nullable): the server; %NULL while it cannot be asked
 */
UaClient *
ua_entries_get_client (UaEntries *self)
{
  g_return_val_if_fail (UA_IS_ENTRIES (self), NULL);

  return is_reachable (ua_link_get_state (self->link)) ? ua_link_get_client (self->link) : NULL;
}

/**
 * ua_entries_get_capabilities:
 * @self: the entries
 *
 * Returns: (transfer none): what the server can do for who is signed in: without the lists that
 *   they may not look at
 */
UaCapabilities *
ua_entries_get_capabilities (UaEntries *self)
{
  UaCapabilities *base;

  g_return_val_if_fail (UA_IS_ENTRIES (self), NULL);

  base = ua_link_get_capabilities (self->link);
  if (self->base == base)
    return self->allowed;
  forget_allowed (self);
  self->base = ua_capabilities_ref (base);
  self->allowed = ua_capabilities_ref (base);
  for (guint type = 0; type < UA_N_SERVED_ENTRY_TYPES; type++)
    if (!ua_rights_allow_entries ((const char * const *) self->rights, type) &&
        !(type == UA_ENTRY_TYPE_INVITATION && self->may_invitations))
      {
        UaCapabilities *less = ua_capabilities_with (
          self->allowed, ua_entry_type_get_capability (type), UA_SUPPORT_NO);

        ua_capabilities_unref (self->allowed);
        self->allowed = less;
      }
  return self->allowed;
}

/**
 * ua_entries_get_pictures:
 * @self: the entries
 *
 * Returns: (transfer none): the pictures of members that are at hand
 */
UaPictures *
ua_entries_get_pictures (UaEntries *self)
{
  g_return_val_if_fail (UA_IS_ENTRIES (self), NULL);

  return self->pictures;
}

/**
 * ua_entries_get_rights:
 * @self: the entries
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the rights of who is signed in;
 *   %NULL while they are not known
 */
const char * const *
ua_entries_get_rights (UaEntries *self)
{
  g_return_val_if_fail (UA_IS_ENTRIES (self), NULL);

  return (const char * const *) self->rights;
}

/**
 * ua_entries_has:
 * @self: the entries
 * @type: a type
 *
 * Returns: whether the server is known to have such entries
 */
gboolean
ua_entries_has (UaEntries   *self,
                UaEntryType  type)
{
  g_return_val_if_fail (UA_IS_ENTRIES (self), FALSE);

  return ua_capabilities_get (ua_link_get_capabilities (self->link),
                              ua_entry_type_get_capability (type)) == UA_SUPPORT_YES;
}

/**
 * ua_entries_get_seats:
 * @self: the entries
 *
 * Returns: (transfer none) (nullable): the seats, as far as they are known
 */
UaEntry *
ua_entries_get_seats (UaEntries *self)
{
  g_return_val_if_fail (UA_IS_ENTRIES (self), NULL);

  return self->seats;
}

/**
 * ua_entries_get_setting:
 * @self: the entries
 * @name: the name of a setting
 *
 * Returns: (transfer none) (nullable): its value, as far as it is known
 */
const char *
ua_entries_get_setting (UaEntries  *self,
                        const char *name)
{
  g_return_val_if_fail (UA_IS_ENTRIES (self), NULL);

  return g_hash_table_lookup (self->settings, name);
}

/**
 * ua_entries_refresh:
 * @self: the entries
 *
 * Has all that is open asked for again.
 */
void
ua_entries_refresh (UaEntries *self)
{
  g_return_if_fail (UA_IS_ENTRIES (self));

  ask_rights (self);
  ask_seats (self);
  ask_settings (self);
  g_signal_emit (self, signals[SIGNAL_REFRESH], 0);
}
