/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-routes.h"

#include <string.h>

static const UaHttpLimits quick_limits = {
  .max_body = 4 * 1024 * 1024,
  .idle_seconds = 30,
  .total_ms = 30000,
  .patience_ms = 10000,
  .max_tries = 2,
  .backoff_ms = 2,
  .max_wait_ms = 500,
};

static const Route *
find_route (Stage                 *self,
            const ScriptedRequest *request)
{
  for (guint i = 0; self->routes[i].method != NULL; i++)
    {
      const Route *route = &self->routes[i];

      if (strcmp (route->method, request->method) != 0 ||
          !g_str_has_prefix (request->target, route->target))
        continue;
      if (route->times > 0 && self->n_used[i] >= route->times)
        continue;
      self->n_used[i]++;
      return route;
    }
  return NULL;
}

static void
route_handler (ScriptedServer        *server,
               SoupServerMessage     *message,
               const ScriptedRequest *request,
               guint                  n,
               gpointer               user_data)
{
  const Route *route = find_route (user_data, request);

  if (route == NULL)
    {
      scripted_reply (message, 404, "text/html", "<html>nothing here</html>");
      return;
    }
  if (route->etag != NULL)
    scripted_reply_header (message, "ETag", route->etag);
  if (route->location != NULL)
    scripted_reply_header (message, "Location", route->location);
  scripted_reply (message, route->status,
                  route->type != NULL ? route->type : "application/scim+json", route->body);
}

Stage *
stage_new (const Route *routes,
           const char  *path)
{
  Stage *self = g_new0 (Stage, 1);
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token ("canary-5d1e");
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  while (routes[n].method != NULL)
    n++;
  self->routes = routes;
  self->n_used = g_new0 (guint, n + 1);
  self->server = scripted_server_new (route_handler, self);
  address = scripted_server_get_address (self->server, "127.0.0.1", path);
  self->client = ua_client_new (address, credentials, &error);
  g_assert_no_error (error);
  ua_http_set_limits (ua_client_get_http (self->client), &quick_limits);
  return self;
}

void
stage_free (Stage *self)
{
  GObject *client = G_OBJECT (self->client);

  g_object_add_weak_pointer (client, (gpointer *) &client);
  g_object_unref (self->client);
  while (client != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (client);
  scripted_server_free (self->server);
  g_free (self->n_used);
  g_free (self);
}
