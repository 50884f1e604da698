/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-session-private.h"

#include "ua-error.h"
#include "ua-list-update.h"
#include "ua-member-list-private.h"
#include "ua-sync-paths.h"
#include "ua-time.h"

/**
 * UaSession:
 *
 * One organisation, opened: what the screen holds of it.
 *
 *   UaStore --- lists, counts, members ---> UaSession ---> screen
 *      ^                                        |
 *      +-- UaLink (pull, send) -- server        +-- submit, refresh, sign in
 *
 * Everything that is shown comes from the cache; the server is asked behind it (UA-03).
 *
 * For the main thread.
 */
struct _UaSession
{
  GObject parent_instance;

  UaConnection *connection;   /* (owned) */
  UaCredentials *credentials; /* (owned) (nullable): until opened */
  UaCapabilities *none;       /* (owned): what is known before opening */
  UaStore *store;             /* (owned) (nullable): from opening on */
  UaLink *link;               /* (owned) (nullable): while open */
  UaEntries *entries;         /* (owned) (nullable): while open */
  GTask *closing;             /* (owned) (nullable): a closing that waits for the opening */
  gboolean opening;
  GListStore *groups;         /* (owned), of UaGroup */
  GListStore *role_profiles;  /* (owned), of UaRoleProfile */
  GListStore *changes;        /* (owned), of UaChange */
};

G_DEFINE_FINAL_TYPE (UaSession, ua_session, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_CAPABILITIES,
  PROP_SYNCED_AT,
  PROP_N_MEMBERS,
  PROP_PROGRESS,
  PROP_ERROR,
  PROP_N_PENDING,
  PROP_NOTICES,
  PROP_SEATS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
groups_are_equal (gconstpointer a,
                  gconstpointer b)
{
  UaGroup *one = UA_GROUP ((gpointer) a);
  UaGroup *other = UA_GROUP ((gpointer) b);

  return g_strcmp0 (ua_group_get_id (one), ua_group_get_id (other)) == 0 &&
         g_strcmp0 (ua_group_get_name (one), ua_group_get_name (other)) == 0 &&
         ua_group_get_kind (one) == ua_group_get_kind (other) &&
         g_strcmp0 (ua_group_get_version (one), ua_group_get_version (other)) == 0;
}

static gboolean
role_profiles_are_equal (gconstpointer a,
                         gconstpointer b)
{
  UaRoleProfile *one = UA_ROLE_PROFILE ((gpointer) a);
  UaRoleProfile *other = UA_ROLE_PROFILE ((gpointer) b);

  return g_strcmp0 (ua_role_profile_get_id (one), ua_role_profile_get_id (other)) == 0 &&
         g_strcmp0 (ua_role_profile_get_name (one), ua_role_profile_get_name (other)) == 0 &&
         ua_role_profile_get_retired (one) == ua_role_profile_get_retired (other) &&
         g_strcmp0 (ua_role_profile_get_version (one), ua_role_profile_get_version (other)) == 0;
}

static gboolean
changes_are_equal (gconstpointer a,
                   gconstpointer b)
{
  return a == b;
}

static void
update_lists (UaSession *self)
{
  g_autoptr (GPtrArray) groups = ua_store_dup_groups (self->store);
  g_autoptr (GPtrArray) role_profiles = ua_store_dup_role_profiles (self->store);

  ua_list_update (self->groups, groups, groups_are_equal);
  ua_list_update (self->role_profiles, role_profiles, role_profiles_are_equal);
}

static void
update_changes (UaSession *self)
{
  g_autoptr (GPtrArray) changes = ua_store_dup_changes (self->store);

  ua_list_update (self->changes, changes, changes_are_equal);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
}

static void
store_changed_cb (UaSession *self)
{
  update_lists (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MEMBERS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYNCED_AT]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
notices_changed_cb (UaSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICES]);
  /* A cache that was renewed is empty until everything has come again. */
  if (self->link != NULL)
    ua_link_refresh (self->link);
}

static void
link_changed_cb (UaSession *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPABILITIES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYNCED_AT]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
entries_changed_cb (UaSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEATS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPABILITIES]);
}

static void
store_closed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_store_close_finish (UA_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
store_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->opening = FALSE;
  if (!ua_store_open_finish (UA_STORE (source), result, &error))
    {
      g_autoptr (GTask) closing = g_steal_pointer (&self->closing);

      g_clear_object (&self->store);
      g_task_return_error (task, error);
      if (closing != NULL)
        g_task_return_boolean (closing, TRUE);
      return;
    }
  /* Who closed it meanwhile does not want it to go on. */
  if (self->closing != NULL)
    {
      ua_store_close_async (self->store, store_closed_cb, g_steal_pointer (&self->closing));
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "The session was closed");
      return;
    }
  self->link = ua_link_new (self->connection, self->credentials, self->store);
  self->entries = ua_entries_new (self->store, self->link);
  g_clear_pointer (&self->credentials, ua_credentials_unref);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changes-changed", G_CALLBACK (update_changes), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notices-changed", G_CALLBACK (notices_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->link, "changed", G_CALLBACK (link_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "changed", G_CALLBACK (entries_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_changes (self);
  store_changed_cb (self);
  ua_link_start (self->link);
  g_task_return_boolean (task, TRUE);
}

static void
link_closed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!ua_link_close_finish (UA_LINK (source), result, &error))
    g_message ("The connection was not closed cleanly: %s", error->message);
  ua_store_close_async (self->store, store_closed_cb, g_steal_pointer (&task));
}

static void
ua_session_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  UaSession *self = UA_SESSION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, ua_session_get_state (self));
      break;
    case PROP_CAPABILITIES:
      g_value_set_boxed (value, ua_session_get_capabilities (self));
      break;
    case PROP_SYNCED_AT:
      g_value_set_int64 (value, ua_session_get_synced_at (self));
      break;
    case PROP_N_MEMBERS:
      g_value_set_uint (value, ua_session_get_n_members (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, ua_session_get_progress (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, ua_session_get_error (self));
      break;
    case PROP_N_PENDING:
      g_value_set_uint (value, ua_session_get_n_pending (self));
      break;
    case PROP_NOTICES:
      g_value_set_uint (value, ua_session_get_notices (self));
      break;
    case PROP_SEATS:
      g_value_set_object (value, ua_session_get_seats (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_session_dispose (GObject *object)
{
  UaSession *self = UA_SESSION (object);

  g_clear_object (&self->entries);
  g_clear_object (&self->link);
  g_clear_object (&self->store);
  g_clear_object (&self->connection);
  g_clear_object (&self->groups);
  g_clear_object (&self->role_profiles);
  g_clear_object (&self->changes);
  g_clear_pointer (&self->credentials, ua_credentials_unref);
  g_clear_pointer (&self->none, ua_capabilities_unref);

  G_OBJECT_CLASS (ua_session_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, UA_SESSION_STATE_SIGN_IN,
                       UA_SESSION_STATE_CLOSED, flags);
  properties[PROP_CAPABILITIES] =
    g_param_spec_boxed ("capabilities", NULL, NULL, UA_TYPE_CAPABILITIES, flags);
  properties[PROP_SYNCED_AT] =
    g_param_spec_int64 ("synced-at", NULL, NULL, G_MININT64, G_MAXINT64, UA_TIME_NONE, flags);
  properties[PROP_N_MEMBERS] =
    g_param_spec_uint ("n-members", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_N_PENDING] =
    g_param_spec_uint ("n-pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_NOTICES] =
    g_param_spec_uint ("notices", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SEATS] =
    g_param_spec_object ("seats", NULL, NULL, UA_TYPE_ENTRY, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_session_class_init (UaSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ua_session_get_property;
  object_class->dispose = ua_session_dispose;
  install_properties (object_class);

  /**
   * UaSession::changed:
   *
   * The cache has other members, groups or role profiles than before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", UA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_session_init (UaSession *self)
{
  self->none = ua_capabilities_new ();
  self->groups = g_list_store_new (UA_TYPE_GROUP);
  self->role_profiles = g_list_store_new (UA_TYPE_ROLE_PROFILE);
  self->changes = g_list_store_new (UA_TYPE_CHANGE);
}

/**
 * ua_session_new:
 * @connection: which organisation; its id must be able to name a folder
 * @credentials: (nullable): what to sign in with for this session; %NULL to ask the keyring
 *
 * Returns: (transfer full): a session that is closed
 */
UaSession *
ua_session_new (UaConnection  *connection,
                UaCredentials *credentials)
{
  UaSession *self;

  g_return_val_if_fail (UA_IS_CONNECTION (connection), NULL);

  self = g_object_new (UA_TYPE_SESSION, NULL);
  self->connection = g_object_ref (connection);
  self->credentials = credentials != NULL ? ua_credentials_ref (credentials) : NULL;
  return self;
}

/**
 * ua_session_open_async:
 * @self: a session that was never opened
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context, as soon as what is on disk can be browsed
 * @user_data: for @callback
 *
 * Opens the cache, then begins to connect to the server.
 */
void
ua_session_open_async (UaSession           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *folder = NULL;

  g_return_if_fail (UA_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_session_open_async);
  if (self->store != NULL || !ua_sync_id_is_valid (ua_connection_get_id (self->connection)))
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                               "The session cannot be opened");
      return;
    }
  folder = ua_sync_get_cache_dir (ua_connection_get_id (self->connection));
  self->store = ua_store_new (folder);
  self->opening = TRUE;
  ua_store_open_async (self->store, cancellable, store_opened_cb, g_steal_pointer (&task));
}

/**
 * ua_session_open_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_STORAGE, %UA_ERROR_CORRUPT, %G_IO_ERROR_CANCELLED; that the server is out of
 *   reach is no error here but a state
 *
 * Returns: whether the cache can be browsed
 */
gboolean
ua_session_open_finish (UaSession     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_session_close_async:
 * @self: a session
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Ends everything that is under way, also an opening.  What waits to be sent stays in the queue.
 */
void
ua_session_close_async (UaSession           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (UA_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_session_close_async);
  if (self->link != NULL)
    ua_link_close_async (self->link, link_closed_cb, g_steal_pointer (&task));
  else if (self->opening && self->closing == NULL)
    self->closing = g_steal_pointer (&task);
  else
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_STOPPED, "The session is not open");
}

/**
 * ua_session_close_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_STORAGE; %UA_ERROR_STOPPED when it was not open
 *
 * Returns: whether everything is on disk and nothing is under way
 */
gboolean
ua_session_close_finish (UaSession     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_session_get_connection:
 * @self: a session
 *
 * Returns: (transfer none): which organisation this is
 */
UaConnection *
ua_session_get_connection (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return self->connection;
}

/**
 * ua_session_get_state:
 * @self: a session
 *
 * Returns: how cache and server stand to one another
 */
UaSessionState
ua_session_get_state (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), UA_SESSION_STATE_CLOSED);

  return self->link != NULL ? ua_link_get_state (self->link) : UA_SESSION_STATE_CLOSED;
}

/**
 * ua_session_get_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the state is offline or sign-in
 */
const GError *
ua_session_get_error (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return self->link != NULL ? ua_link_get_error (self->link) : NULL;
}

/**
 * ua_session_get_capabilities:
 * @self: a session
 *
 * Returns: (transfer none): what the server can do for who is signed in (WS-10), or could last
 */
UaCapabilities *
ua_session_get_capabilities (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return self->entries != NULL ? ua_entries_get_capabilities (self->entries) : self->none;
}

/**
 * ua_session_get_own_id:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the id of the member who is signed in, where the server
 *   tells (RFC 7644, section 3.11); valid until the main loop runs again
 */
const char *
ua_session_get_own_id (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return self->store != NULL ? ua_store_get_text (self->store, UA_STORE_TEXT_OWN_ID) : NULL;
}

static const UaStoreText store_texts[] = {
  [UA_SESSION_TEXT_VIEW] = UA_STORE_TEXT_VIEW,
  [UA_SESSION_TEXT_PLACE] = UA_STORE_TEXT_PLACE,
  [UA_SESSION_TEXT_SAVED_VIEWS] = UA_STORE_TEXT_SAVED_VIEWS,
};

/**
 * ua_session_get_text:
 * @self: a session
 * @which: a text
 *
 * Returns: (transfer none) (nullable): what ua_session_set_text() kept last, maybe in an earlier
 *   run of the program; valid until the main loop runs again
 */
const char *
ua_session_get_text (UaSession     *self,
                     UaSessionText  which)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return self->store != NULL ? ua_store_get_text (self->store, store_texts[which]) : NULL;
}

/**
 * ua_session_set_text:
 * @self: a session that is open
 * @which: a text
 * @text: (nullable): what the screen wants to find again when this organisation is opened again
 *
 * Keeps a text beside the members, where only this user can read it, for as long as the members
 * themselves are kept.
 */
void
ua_session_set_text (UaSession     *self,
                     UaSessionText  which,
                     const char    *text)
{
  g_return_if_fail (UA_IS_SESSION (self));

  if (self->link != NULL && g_strcmp0 (ua_session_get_text (self, which), text) != 0)
    ua_store_set_text_async (self->store, store_texts[which], text, NULL, NULL);
}

/**
 * ua_session_get_synced_at:
 * @self: a session
 *
 * Returns: the time of the last whole synchronisation, in milliseconds since 1970-01-01 UTC, or
 *   %UA_TIME_NONE
 */
gint64
ua_session_get_synced_at (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), UA_TIME_NONE);

  return self->store != NULL
           ? ua_time_parse (ua_store_get_text (self->store, UA_STORE_TEXT_SYNCED_AT))
           : UA_TIME_NONE;
}

/**
 * ua_session_get_n_members:
 * @self: a session
 *
 * Returns: how many members the cache has
 */
guint
ua_session_get_n_members (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), 0);

  return self->store != NULL ? ua_store_get_n_members (self->store) : 0;
}

/**
 * ua_session_get_n_expected:
 * @self: a session
 *
 * Returns: how many members the server says there are, while they are being fetched; 0 when that
 *   is unknown.  It may change whenever "progress" does.
 */
guint
ua_session_get_n_expected (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), 0);

  return self->link != NULL ? ua_link_get_n_expected (self->link) : 0;
}

/**
 * ua_session_get_progress:
 * @self: a session
 *
 * Returns: how much of the members has been fetched in this synchronisation, from 0 to 1; -1
 *   outside of one and while that is unknown
 */
double
ua_session_get_progress (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), -1);

  return self->link != NULL ? ua_link_get_progress (self->link) : -1;
}

/**
 * ua_session_get_n_pending:
 * @self: a session
 *
 * Returns: how many changes have still to be sent, without those that wait for a person's decision
 */
guint
ua_session_get_n_pending (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), 0);

  return self->link != NULL ? ua_sender_get_n_pending (ua_link_get_sender (self->link)) : 0;
}

/**
 * ua_session_get_n_skipped:
 * @self: a session
 *
 * Returns: how many members of the last synchronisation could not be read and are missing
 */
guint
ua_session_get_n_skipped (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), 0);

  return self->link != NULL ? ua_link_get_n_skipped (self->link) : 0;
}

/**
 * ua_session_get_notices:
 * @self: a session
 *
 * Returns: the #UaSessionNotice flags of the damage that came to light since opening
 */
guint
ua_session_get_notices (UaSession *self)
{
  guint notices;

  g_return_val_if_fail (UA_IS_SESSION (self), 0);

  notices = self->store != NULL ? ua_store_get_notices (self->store) : 0;
  return ((notices & UA_STORE_NOTICE_CACHE_RENEWED) != 0 ? UA_SESSION_NOTICE_CACHE_RENEWED : 0) |
         ((notices & UA_STORE_NOTICE_CHANGES_SALVAGED) != 0
            ? UA_SESSION_NOTICE_CHANGES_SALVAGED : 0);
}

/**
 * ua_session_query:
 * @self: a session that has been opened
 * @query: (nullable): which members in what order; %NULL for all by name
 *
 * Returns: (transfer full) (nullable): the members that @query finds, kept up to date; %NULL when
 *   the session is not open
 */
UaMemberList *
ua_session_query (UaSession *self,
                  UaQuery   *query)
{
  g_autoptr (UaQuery) all = NULL;

  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  if (self->link == NULL)
    return NULL;
  all = query != NULL ? ua_query_ref (query)
                      : ua_query_new (NULL, NULL, UA_FIELD_DISPLAY_NAME, FALSE);
  return ua_member_list_new (self->store, all);
}

/**
 * ua_session_get_groups:
 * @self: a session
 *
 * Returns: (transfer none): the teams, groups and sessions, a list of #UaGroup
 */
GListModel *
ua_session_get_groups (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->groups);
}

/**
 * ua_session_get_role_profiles:
 * @self: a session
 *
 * Returns: (transfer none): the role profiles, a list of #UaRoleProfile
 */
GListModel *
ua_session_get_role_profiles (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->role_profiles);
}

/**
 * ua_session_get_changes:
 * @self: a session
 *
 * Returns: (transfer none): the changes that have not arrived, oldest first, a list of #UaChange;
 *   a change that comes further is replaced by another object
 */
GListModel *
ua_session_get_changes (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->changes);
}

/*
 * ua_session_get_store:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the cache and the queue; %NULL before opening
 */
UaStore *
ua_session_get_store (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return self->store;
}

/*
 * ua_session_get_link:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what connects to the server; %NULL while not open
 */
UaLink *
ua_session_get_link (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return self->link;
}

/*
 * ua_session_get_entries:
 * @self: a session
 * Returns: (transfer none) (nullable): what there is beside members; %NULL before opening
 */
UaEntries *
ua_session_get_entries (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return self->entries;
}
