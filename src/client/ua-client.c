/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-error.h"
#include "ua-time.h"

/* What the host is called in requests that go to a socket, where there is none. */
#define SOCKET_ADDRESS "http://localhost/scim/v2"

struct _UaClient
{
  GObject parent_instance;

  UaHttp *http;                 /* (owned) */
  UaCapabilities *capabilities; /* (owned) */
};

G_DEFINE_FINAL_TYPE (UaClient, ua_client, G_TYPE_OBJECT)

enum
{
  SIGNAL_LEARNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Private; see ua-client-private.h. */

UaHttp *
ua_client_get_http (UaClient *self)
{
  return self->http;
}

static void
learn (UaClient       *self,
       UaCapabilities *learned)
{
  ua_client_set_capabilities (self, learned);
  g_signal_emit (self, signals[SIGNAL_LEARNED], 0);
}

static void
ua_client_dispose (GObject *object)
{
  UaClient *self = UA_CLIENT (object);

  if (self->http != NULL)
    ua_http_close (self->http);
  g_clear_object (&self->http);
  g_clear_pointer (&self->capabilities, ua_capabilities_unref);

  G_OBJECT_CLASS (ua_client_parent_class)->dispose (object);
}

static void
ua_client_class_init (UaClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_client_dispose;

  /**
   * UaClient::learned:
   *
   * What the server can do is known better than before, by trying.
   */
  signals[SIGNAL_LEARNED] = g_signal_new ("learned", UA_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_client_init (UaClient *self)
{
  self->capabilities = ua_capabilities_new ();
}

/**
 * ua_client_new:
 * @address: the address of a server, as a person may give it
 * @credentials: (nullable): what proves to the server who asks
 * @error: return location for an error
 *
 * Makes a client; nothing is sent yet.  The thread that calls this is the one for everything else.
 *
 * Returns: (transfer full): a client, or %NULL with %UA_ERROR_ADDRESS when the address cannot be
 *   used (see ua_client_normalize_address())
 */
UaClient *
ua_client_new (const char     *address,
               UaCredentials  *credentials,
               GError        **error)
{
  UaClient *self;
  g_autofree char *normal = ua_client_normalize_address (address, error);

  if (normal == NULL)
    return NULL;
  self = g_object_new (UA_TYPE_CLIENT, NULL);
  self->http = ua_http_new (normal, NULL);
  ua_http_set_credentials (self->http, credentials);
  return self;
}

/**
 * ua_client_new_for_socket:
 * @path: the path of a Unix socket at which a server listens
 * @credentials: (nullable): what proves to the server who asks
 *
 * Makes a client for a server on this computer that no other user can reach; nothing is sent yet.
 * The service is at `/scim/v2` there.  The thread that calls this is the one for everything else.
 *
 * Returns: (transfer full): a client
 */
UaClient *
ua_client_new_for_socket (const char    *path,
                          UaCredentials *credentials)
{
  UaClient *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (UA_TYPE_CLIENT, NULL);
  self->http = ua_http_new (SOCKET_ADDRESS, path);
  ua_http_set_credentials (self->http, credentials);
  return self;
}

/**
 * ua_client_close:
 * @self: a client
 *
 * Ends every call under way with %UA_ERROR_STOPPED (unless its answer is there already), refuses
 * those that come, and forgets the credentials.
 *
 * The thread of @self.
 */
void
ua_client_close (UaClient *self)
{
  g_return_if_fail (UA_IS_CLIENT (self));

  ua_http_close (self->http);
}

/**
 * ua_client_get_address:
 * @self: a client
 *
 * Returns: (transfer none): the base address of the service; after discovery the one where it was
 *   found
 *
 * The thread of @self.
 */
const char *
ua_client_get_address (UaClient *self)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  return ua_http_get_address (self->http);
}

/**
 * ua_client_get_capabilities:
 * @self: a client
 *
 * Returns: (transfer none): what is known of the server, from discovery and from what it refused
 *   since
 *
 * The thread of @self.
 */
UaCapabilities *
ua_client_get_capabilities (UaClient *self)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  return self->capabilities;
}

/**
 * ua_client_set_capabilities:
 * @self: a client
 * @capabilities: (transfer none): what was remembered of the server
 *
 * Spares discovery.
 *
 * The thread of @self.
 */
void
ua_client_set_capabilities (UaClient       *self,
                            UaCapabilities *capabilities)
{
  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (capabilities != NULL);

  ua_capabilities_ref (capabilities);
  ua_capabilities_unref (self->capabilities);
  self->capabilities = capabilities;
}

/**
 * ua_client_learn:
 * @self: a client
 * @capability: what was learned about
 * @support: what trying it has shown
 *
 * Remembers what the server turned out to do, over what it says of itself.
 *
 * The thread of @self.
 */
void
ua_client_learn (UaClient     *self,
                 UaCapability  capability,
                 UaSupport     support)
{
  g_autoptr (UaCapabilities) learned = NULL;

  g_return_if_fail (UA_IS_CLIENT (self));

  if (ua_capabilities_get (self->capabilities, capability) == support)
    return;
  learned = ua_capabilities_with_learned (self->capabilities, capability, support,
                                          ua_time_now ());
  learn (self, learned);
}

/**
 * ua_client_learn_page_size:
 * @self: a client
 * @page_size: the size of page that has proved to suit the server, from 1
 *
 * Remembers it for lists to come.
 *
 * The thread of @self.
 */
void
ua_client_learn_page_size (UaClient *self,
                           guint     page_size)
{
  g_autoptr (UaCapabilities) learned = NULL;

  g_return_if_fail (UA_IS_CLIENT (self));

  if (ua_capabilities_get_page_size (self->capabilities) == page_size)
    return;
  learned = ua_capabilities_with_learned_page_size (self->capabilities, page_size,
                                                    ua_time_now ());
  learn (self, learned);
}

/**
 * ua_client_set_credentials:
 * @self: a client
 * @credentials: (nullable): what to send from now on
 *
 * The thread of @self.
 */
void
ua_client_set_credentials (UaClient      *self,
                           UaCredentials *credentials)
{
  g_return_if_fail (UA_IS_CLIENT (self));

  ua_http_set_credentials (self->http, credentials);
}

/**
 * ua_client_get_retry_after:
 * @self: a client
 *
 * What to heed after %UA_ERROR_BUSY (`Retry-After`; RFC 9110, section 10.2.3).
 *
 * Returns: for how many seconds more the server wants to be left alone, at most 300; 0 for none
 *
 * The thread of @self.
 */
guint
ua_client_get_retry_after (UaClient *self)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), 0);

  return ua_http_get_retry_after (self->http);
}
