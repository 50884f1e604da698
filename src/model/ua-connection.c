/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-connection.h"

/**
 * UaConnection:
 *
 * An organisation that can be administered: where its server is and how one signs in, without any
 * secret.
 *
 * The thread of the user interface only.
 */
struct _UaConnection
{
  GObject parent_instance;

  char *id;        /* (owned) */
  char *name;      /* (owned) */
  char *address;   /* (owned) (nullable) */
  char *user_name; /* (owned) (nullable) */
  UaConnectionKind kind;
  gboolean remembered;
};

G_DEFINE_FINAL_TYPE (UaConnection, ua_connection, G_TYPE_OBJECT)

static void
ua_connection_finalize (GObject *object)
{
  UaConnection *self = UA_CONNECTION (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->user_name, g_free);

  G_OBJECT_CLASS (ua_connection_parent_class)->finalize (object);
}

static void
ua_connection_class_init (UaConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_connection_finalize;
}

static void
ua_connection_init (UaConnection *self)
{
  self->remembered = TRUE;
}

/* Where a server is, for people: the host, and the port where it is not the usual one. */
static char *
name_server (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (address);
  return g_uri_get_port (uri) > 0 && g_uri_get_port (uri) != 443
           ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri))
           : g_strdup (g_uri_get_host (uri));
}

/**
 * ua_connection_new:
 * @id: names the connection in files and in the keyring; letters, digits and hyphens
 * @kind: where the server is and how one signs in
 * @name: (nullable): what to call the organisation; %NULL to call it after its server
 * @address: (nullable): the base address of the SCIM service; %NULL for %UA_CONNECTION_KIND_LOCAL
 * @user_name: (nullable): the user name, with %UA_CONNECTION_KIND_BASIC
 *
 * Returns: (transfer full): a connection
 *
 * The thread of the user interface.
 */
UaConnection *
ua_connection_new (const char       *id,
                   UaConnectionKind  kind,
                   const char       *name,
                   const char       *address,
                   const char       *user_name)
{
  UaConnection *self;

  g_return_val_if_fail (id != NULL && *id != '\0', NULL);
  g_return_val_if_fail (name != NULL || address != NULL, NULL);
  g_return_val_if_fail ((address == NULL) == (kind == UA_CONNECTION_KIND_LOCAL), NULL);

  self = g_object_new (UA_TYPE_CONNECTION, NULL);
  self->id = g_strdup (id);
  self->kind = kind;
  self->name = name != NULL ? g_strdup (name) : name_server (address);
  self->address = g_strdup (address);
  self->user_name = g_strdup (user_name);
  return self;
}

/**
 * ua_connection_get_id:
 * @self: a connection
 *
 * Returns: (transfer none): what names the connection in files and in the keyring
 */
const char *
ua_connection_get_id (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->id;
}

/**
 * ua_connection_get_kind:
 * @self: a connection
 *
 * Returns: where the server is and how one signs in
 */
UaConnectionKind
ua_connection_get_kind (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), UA_CONNECTION_KIND_LOCAL);

  return self->kind;
}

/**
 * ua_connection_get_name:
 * @self: a connection
 *
 * Returns: (transfer none): what to call the organisation
 */
const char *
ua_connection_get_name (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->name;
}

/**
 * ua_connection_get_address:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the base address of the SCIM service
 */
const char *
ua_connection_get_address (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->address;
}

/**
 * ua_connection_get_user_name:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the user name to sign in with
 */
const char *
ua_connection_get_user_name (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->user_name;
}

/**
 * ua_connection_get_remembered:
 * @self: a connection
 *
 * Returns: whether the connection is kept in the list of connections and its secret in the
 *   keyring; a connection that was named on the command line is not
 */
gboolean
ua_connection_get_remembered (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), FALSE);

  return self->remembered;
}

/**
 * ua_connection_set_remembered:
 * @self: a connection
 * @remembered: whether the connection is kept, %TRUE at first
 */
void
ua_connection_set_remembered (UaConnection *self,
                              gboolean      remembered)
{
  g_return_if_fail (UA_IS_CONNECTION (self));

  self->remembered = remembered;
}

/**
 * ua_connection_kind_to_token:
 * @kind: a kind of connection
 *
 * Returns: (transfer none): the word for it in files
 *
 * Any thread.
 */
const char *
ua_connection_kind_to_token (UaConnectionKind kind)
{
  switch (kind)
    {
    case UA_CONNECTION_KIND_LOCAL: return "local";
    case UA_CONNECTION_KIND_TOKEN: return "token";
    case UA_CONNECTION_KIND_BASIC: return "basic";
    default: g_return_val_if_reached (NULL);
    }
}

/**
 * ua_connection_kind_from_token:
 * @token: (nullable): a word from a file
 * @kind: (out): the kind; untouched when there is none
 *
 * Returns: whether @token is the word for a kind of connection
 *
 * Any thread.
 */
gboolean
ua_connection_kind_from_token (const char       *token,
                               UaConnectionKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (UaConnectionKind k = UA_CONNECTION_KIND_LOCAL; k <= UA_CONNECTION_KIND_BASIC; k++)
    if (g_strcmp0 (token, ua_connection_kind_to_token (k)) == 0)
      {
        *kind = k;
        return TRUE;
      }
  return FALSE;
}
