/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Discovery, for one base address after the other until one is a SCIM service:
 *
 *   /Users?count=1           needs the credentials, so it tells whether they are right
 *   /ServiceProviderConfig   \
 *   /ResourceTypes            > each on its own: what one does not say, another may
 *   /Schemas                 /
 *
 * all at once; then /Actions, where the service says that it has them.  Only credentials that are
 * refused and a server that is out of reach fail the whole.
 */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-client-json-private.h"
#include "ua-entry.h"
#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-attributes.h"
#include "ua-scim-discovery.h"
#include "ua-scim-list.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

#include <string.h>

typedef enum
{
  STEP_USERS,
  STEP_CONFIG,
  STEP_RESOURCE_TYPES,
  STEP_SCHEMAS,
  N_STEPS,
} Step;

#define USERS_PATH "/Users"

/* What a service says of itself is small, and four answers come at once: a hostile server is to
 * cost one full body, not four.  Of members there may be many where "count" is not heeded. */
#define MAX_DESCRIPTION ((gsize) 1024 * 1024)

static const char * const targets[N_STEPS] = {
  [STEP_USERS] = USERS_PATH "?count=1",
  [STEP_CONFIG] = "/ServiceProviderConfig",
  [STEP_RESOURCE_TYPES] = "/ResourceTypes",
  [STEP_SCHEMAS] = "/Schemas",
};

typedef struct
{
  /* Input. */
  char *given;              /* (owned), the address to go back to */
  GPtrArray *addresses;     /* (owned), of char *, to try in order */

  /* In progress. */
  guint n_tried;
  guint n_pending;
  GError *errors[N_STEPS];  /* (owned) (nullable), of the address being tried */
  JsonNode *nodes[N_STEPS]; /* (owned) (nullable) */
  GError *worst;            /* (owned) (nullable), of all addresses */
  UaCapabilities *known;    /* (owned) (nullable), while the actions are asked for */
} Discovery;

/* One request of it. */
typedef struct
{
  GTask *task;              /* (owned) */
  Step step;
} Probe;

static void try_next (GTask *task);

static void
clear_answers (Discovery *discovery)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_clear_error (&discovery->errors[i]);
      g_clear_pointer (&discovery->nodes[i], json_node_unref);
    }
}

static void
discovery_free (gpointer data)
{
  Discovery *discovery = data;

  clear_answers (discovery);
  g_clear_error (&discovery->worst);
  g_clear_pointer (&discovery->known, ua_capabilities_unref);
  g_free (discovery->given);
  g_ptr_array_unref (discovery->addresses);
  g_free (discovery);
}

/* Where the service may be, when somebody gives the host alone or the place above it. */
static GPtrArray *
list_addresses (const char *address)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_free);
  const char *path = strchr (strstr (address, "://") + 3, '/');

  if (path == NULL)
    {
      g_ptr_array_add (addresses, g_strconcat (address, "/scim/v2", NULL));
      g_ptr_array_add (addresses, g_strconcat (address, "/scim", NULL));
    }
  g_ptr_array_add (addresses, g_strdup (address));
  if (path != NULL && strstr (path, "scim") == NULL)
    g_ptr_array_add (addresses, g_strconcat (address, "/scim/v2", NULL));
  if (path != NULL && g_str_has_suffix (path, "/scim"))
    g_ptr_array_add (addresses, g_strconcat (address, "/v2", NULL));
  return addresses;
}

/* Reads any JSON object or array; in a worker. */
static gpointer
read_json (UaHttpResponse  *response,
           gpointer         data,
           GError         **error)
{
  return ua_client_response_parse (response, error);
}

/* Whether the object has one of the names that only SCIM has. */
static gboolean
is_scim (JsonNode *node)
{
  static const char * const names[] = {
    "schemas", "patch", "filter", "authenticationSchemes", "Resources", "totalResults",
  };

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (ua_json_get (json_node_get_object (node), names[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether there is no point in trying another address at the same server. */
static gboolean
is_fatal (const GError *error)
{
  return error->domain != UA_ERROR || error->code == UA_ERROR_OFFLINE ||
         error->code == UA_ERROR_TLS || error->code == UA_ERROR_STOPPED ||
         error->code == UA_ERROR_BUSY;
}

/* How much an error tells about what is wrong. */
static guint
rank (const GError *error)
{
  switch ((guint) error->code)
    {
    case UA_ERROR_AUTHENTICATION: return 5;
    case UA_ERROR_PERMISSION: return 4;
    case UA_ERROR_REDIRECT: return 3;
    case UA_ERROR_SERVER:
    case UA_ERROR_TOO_LARGE: return 2;
    default: return 1;
    }
}

static void
keep_worst (Discovery    *discovery,
            const GError *error)
{
  if (error == NULL || (discovery->worst != NULL && rank (discovery->worst) >= rank (error)))
    return;
  g_clear_error (&discovery->worst);
  discovery->worst = g_error_copy (error);
}

/* The path of an endpoint without what is before it; the same where that is something else. */
static const char *
strip (const char *path,
       const char *before)
{
  return g_str_has_prefix (path, before) && path[strlen (before)] == '/' ? path + strlen (before)
                                                                         : path;
}

/*
 * Endpoints are to be below the base address (RFC 7643, section 6), but some servers name them from
 * the root of the host, or as they are called behind a proxy.  Where members are to be had at
 * /Users, what stands before that in the name is no part of it.
 */
static UaCapabilities *
correct_paths (const UaCapabilities *known,
               const char           *address,
               gboolean              has_users)
{
  const char *base = strchr (strstr (address, "://") + 3, '/');
  const char *users = ua_capabilities_get_users_path (known);
  const char *groups = ua_capabilities_get_groups_path (known);
  g_autofree char *before = NULL;
  g_autoptr (UaCapabilities) more = NULL;

  if (base != NULL && strip (users, base) != users)
    before = g_strdup (base);
  else if (has_users && g_str_has_suffix (users, USERS_PATH))
    before = g_strndup (users, strlen (users) - strlen (USERS_PATH));
  if (before == NULL || *before == '\0')
    return ua_capabilities_ref ((UaCapabilities *) known);
  more = ua_capabilities_with_users_path (known, strip (users, before));
  return ua_capabilities_with_groups_path (more, strip (groups, before));
}

static UaCapabilities *
learn (UaCapabilities *known,
       UaCapability    capability,
       UaSupport       support)
{
  UaCapabilities *more = ua_capabilities_with (known, capability, support);

  ua_capabilities_unref (known);
  return more;
}

/* The first resource of a list, or what came instead of a list of one. */
static JsonObject *
get_first (JsonNode *node)
{
  JsonNode *found = node;

  if (found != NULL && JSON_NODE_HOLDS_OBJECT (found) &&
      ua_json_get (json_node_get_object (found), "Resources") != NULL)
    found = ua_json_get (json_node_get_object (found), "Resources");
  if (found != NULL && JSON_NODE_HOLDS_ARRAY (found))
    found = json_array_get_length (json_node_get_array (found)) > 0
              ? json_array_get_element (json_node_get_array (found), 0) : NULL;
  return found != NULL && JSON_NODE_HOLDS_OBJECT (found) ? json_node_get_object (found) : NULL;
}

/*
 * What nobody announced: a member shows it.  The extension of this project is always announced, so
 * where neither it was nor a member has it, the server does not have it, even if it has no
 * discovery at all.
 */
static UaCapabilities *
complete (UaCapabilities *known,
          JsonNode       *users)
{
  static const UaCapability own[] = {
    UA_CAPABILITY_STATUS, UA_CAPABILITY_ACCESS_LEVEL, UA_CAPABILITY_ROLE_PROFILES,
    UA_CAPABILITY_GROUP_KINDS, UA_CAPABILITY_ACTIONS, UA_CAPABILITY_PICTURES,
  };
  JsonObject *member = get_first (users);
  gboolean has_own = member != NULL && ua_json_get (member, UA_SCIM_URN_UA_USER) != NULL;

  if (member != NULL && ua_json_get_object (member, UA_SCIM_URN_ENTERPRISE_USER) != NULL)
    known = learn (known, UA_CAPABILITY_ENTERPRISE, UA_SUPPORT_YES);
  for (guint i = 0; i < G_N_ELEMENTS (own) && !has_own; i++)
    if (ua_capabilities_get (known, own[i]) == UA_SUPPORT_UNKNOWN)
      known = learn (known, own[i], UA_SUPPORT_NO);
  for (guint i = 0; i < UA_N_SERVED_ENTRY_TYPES && !has_own; i++)
    if (ua_capabilities_get (known, ua_entry_type_get_capability (i)) == UA_SUPPORT_UNKNOWN)
      known = learn (known, ua_entry_type_get_capability (i), UA_SUPPORT_NO);
  return known;
}

static void
finish (GTask          *task,
        UaCapabilities *known)
{
  ua_client_set_capabilities (g_task_get_source_object (task), known);
  g_task_return_pointer (task, ua_capabilities_ref (known),
                         (GDestroyNotify) ua_capabilities_unref);
}

/* One that does not tell which actions it has is used without. */
static void
actions_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Discovery *discovery = g_task_get_task_data (task);
  g_auto (GStrv) names = ua_client_list_actions_finish (UA_CLIENT (source), result, NULL);
  g_autoptr (UaCapabilities) known =
    names != NULL ? ua_capabilities_with_actions (discovery->known, (const char * const *) names)
                  : ua_capabilities_with (discovery->known, UA_CAPABILITY_ACTIONS, UA_SUPPORT_NO);

  finish (task, known);
}

/* What the server knows of members besides; schemas that do not come stay those of before. */
static UaCapabilities *
add_attributes (UaCapabilities  *known,
                UaClient        *self,
                const Discovery *discovery)
{
  JsonNode *schemas = discovery->nodes[STEP_SCHEMAS];
  g_autoptr (GPtrArray) attributes =
    schemas != NULL
      ? ua_scim_attributes_read (discovery->nodes[STEP_RESOURCE_TYPES], schemas)
      : g_ptr_array_ref (ua_capabilities_get_attributes (ua_client_get_capabilities (self)));
  UaCapabilities *more = ua_capabilities_with_attributes (known, attributes);

  ua_capabilities_unref (known);
  return more;
}

static void
succeed (GTask *task)
{
  UaClient *self = g_task_get_source_object (task);
  Discovery *discovery = g_task_get_task_data (task);
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();
  g_autoptr (UaCapabilities) corrected = NULL;
  g_autoptr (UaCapabilities) known = NULL;
  UaCapabilities *(*readers[N_STEPS]) (const UaCapabilities *, JsonNode *) = {
    [STEP_CONFIG] = ua_scim_discovery_read_config,
    [STEP_RESOURCE_TYPES] = ua_scim_discovery_read_resource_types,
    [STEP_SCHEMAS] = ua_scim_discovery_read_schemas,
  };

  for (guint i = STEP_CONFIG; i < N_STEPS; i++)
    if (discovery->nodes[i] != NULL)
      {
        UaCapabilities *learned = readers[i] (capabilities, discovery->nodes[i]);

        ua_capabilities_unref (capabilities);
        capabilities = learned;
      }
  capabilities = add_attributes (capabilities, self, discovery);
  capabilities = complete (capabilities, discovery->nodes[STEP_USERS]);
  corrected = correct_paths (capabilities, ua_client_get_address (self),
                             is_scim (discovery->nodes[STEP_USERS]));
  known = ua_capabilities_with_remembered (corrected, ua_client_get_capabilities (self),
                                           ua_time_now ());
  if (ua_capabilities_get (known, UA_CAPABILITY_ACTIONS) != UA_SUPPORT_YES)
    {
      finish (task, known);
      return;
    }
  discovery->known = g_steal_pointer (&known);
  ua_client_list_actions_async (self, g_task_get_cancellable (task), actions_listed_cb,
                                g_object_ref (task));
}

static void
give_up (GTask        *task,
         const GError *error)
{
  UaClient *self = g_task_get_source_object (task);
  const Discovery *discovery = g_task_get_task_data (task);

  ua_http_set_address (ua_client_get_http (self), discovery->given);
  g_task_return_error (task, g_error_copy (error));
}

/* All four have answered. */
static void
judge (GTask *task)
{
  Discovery *discovery = g_task_get_task_data (task);
  const GError *refused = discovery->errors[STEP_USERS];
  gboolean is_found = FALSE;

  for (guint i = 0; i < N_STEPS; i++)
    is_found = is_found || is_scim (discovery->nodes[i]);

  if (refused != NULL && is_fatal (refused))
    give_up (task, refused);
  else if (is_found && !g_error_matches (refused, UA_ERROR, UA_ERROR_AUTHENTICATION))
    succeed (task);
  else
    {
      keep_worst (discovery, refused);
      keep_worst (discovery, discovery->errors[STEP_CONFIG]);
      /* A service that is there and refuses is the right one. */
      if (is_found)
        give_up (task, discovery->worst);
      else
        try_next (task);
    }
}

static void
probe_answered_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Probe *probe = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&probe->task);
  Discovery *discovery = g_task_get_task_data (task);

  discovery->nodes[probe->step] = ua_client_request_finish (UA_CLIENT (source), result,
                                                            &discovery->errors[probe->step]);
  g_free (probe);
  if (--discovery->n_pending == 0)
    judge (task);
}

static void
try_next (GTask *task)
{
  UaClient *self = g_task_get_source_object (task);
  Discovery *discovery = g_task_get_task_data (task);

  if (discovery->n_tried == discovery->addresses->len)
    {
      keep_worst (discovery, discovery->errors[STEP_USERS]);
      if (discovery->worst == NULL || rank (discovery->worst) == 1)
        {
          g_clear_error (&discovery->worst);
          g_set_error_literal (&discovery->worst, UA_ERROR, UA_ERROR_PROTOCOL,
                               "there is no SCIM service at this address");
        }
      give_up (task, discovery->worst);
      return;
    }

  clear_answers (discovery);
  ua_http_set_address (ua_client_get_http (self),
                       discovery->addresses->pdata[discovery->n_tried++]);
  discovery->n_pending = N_STEPS;
  for (guint i = 0; i < N_STEPS; i++)
    {
      Probe *probe = g_new0 (Probe, 1);
      UaHttpRequest *request = ua_http_request_new ("GET", targets[i]);

      probe->task = g_object_ref (task);
      probe->step = (Step) i;
      request->max_body = i == STEP_USERS ? 0 : MAX_DESCRIPTION;
      ua_client_request_async (self, request,
                               UA_CLIENT_REQUEST_FLAGS_ENDPOINT, read_json, NULL, NULL,
                               (GDestroyNotify) json_node_unref, g_task_get_cancellable (task),
                               probe_answered_cb, probe);
    }
}

/**
 * ua_client_discover_async:
 * @self: a client
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds out where below the address the service is, whether it takes the credentials, and what it
 * can do (RFC 7644, section 4).  What @self knows already by trying stays known for a while.
 *
 * The thread of @self.
 */
void
ua_client_discover_async (UaClient            *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Discovery *discovery;

  g_return_if_fail (UA_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  discovery = g_new0 (Discovery, 1);
  discovery->given = g_strdup (ua_client_get_address (self));
  discovery->addresses = list_addresses (discovery->given);
  g_task_set_source_tag (task, ua_client_discover_async);
  g_task_set_task_data (task, discovery, discovery_free);
  try_next (task);
}

/**
 * ua_client_discover_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): what the server can do, which @self knows too from now on; %NULL with
 *   an error: %UA_ERROR_AUTHENTICATION when the credentials are refused, %UA_ERROR_OFFLINE or
 *   %UA_ERROR_TLS when the server is out of reach, %UA_ERROR_PROTOCOL when there is no SCIM service
 *   at the address
 *
 * The thread of @self.
 */
UaCapabilities *
ua_client_discover_finish (UaClient      *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
