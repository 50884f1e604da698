/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-directory.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define USER_SCHEMA "urn:ietf:params:scim:schemas:core:2.0:User"
#define LIST_SCHEMA "urn:ietf:params:scim:api:messages:2.0:ListResponse"
#define CONFIG_SCHEMA "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"

static void
member_free (gpointer data)
{
  ScriptedMember *member = data;

  g_free (member->id);
  g_free (member->name);
  g_free (member->title);
  g_string_free (member->numbers, TRUE);
  g_free (member);
}

static void
add_string (JsonObject *object,
            const char *name,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static void
add_schema (JsonObject *object,
            const char *schema)
{
  JsonArray *schemas = json_array_new ();

  json_array_add_string_element (schemas, schema);
  json_object_set_array_member (object, "schemas", schemas);
}

static JsonObject *
build_member (ScriptedDirectory *self,
              ScriptedMember    *member,
              gboolean           in_list)
{
  JsonObject *object = json_object_new ();
  JsonObject *meta = json_object_new ();
  g_autofree char *user_name = g_strconcat (member->id, "@brackwater.example", NULL);
  g_autofree char *version = g_strdup_printf ("W/\"%u\"", member->version);

  add_schema (object, USER_SCHEMA);
  if (member->broken && in_list)
    {
      json_object_set_array_member (object, "id", json_array_new ());
      json_object_set_boolean_member (object, "userName", TRUE);
    }
  else
    {
      add_string (object, "id", member->id);
      add_string (object, "userName", user_name);
    }
  add_string (object, "displayName", member->name);
  add_string (object, "title", member->title);
  json_object_set_boolean_member (object, "active", TRUE);
  add_string (meta, "resourceType", "User");
  if (self->has_versions)
    add_string (meta, "version", version);
  json_object_set_object_member (object, "meta", meta);
  return object;
}

/* Takes over @object. */
static void
reply (SoupServerMessage *message,
       guint              status,
       JsonObject        *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/scim+json", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

static void
reply_error (SoupServerMessage *message,
             guint              status)
{
  JsonObject *object = json_object_new ();
  g_autofree char *text = g_strdup_printf ("%u", status);

  add_schema (object, "urn:ietf:params:scim:api:messages:2.0:Error");
  add_string (object, "status", text);
  if (status == 409)
    add_string (object, "scimType", "uniqueness");
  if (status == 401)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "WWW-Authenticate", "Bearer");
  if (status == 429 || status == 503)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "Retry-After", "1");
  reply (message, status, object);
}

static void
reply_member (ScriptedDirectory *self,
              SoupServerMessage *message,
              ScriptedMember    *member)
{
  g_autofree char *version = g_strdup_printf ("W/\"%u\"", member->version);

  if (self->has_versions)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag",
                                  version);
  reply (message, 200, build_member (self, member, FALSE));
}

static void
reply_config (ScriptedDirectory *self,
              SoupServerMessage *message)
{
  JsonObject *object = json_object_new ();
  const char *names[] = { "patch", "bulk", "filter", "changePassword", "sort", "etag" };

  add_schema (object, CONFIG_SCHEMA);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonObject *feature = json_object_new ();
      gboolean has = strcmp (names[i], "patch") == 0 ||
                     (strcmp (names[i], "etag") == 0 && self->has_versions);

      json_object_set_boolean_member (feature, "supported", has);
      json_object_set_object_member (object, names[i], feature);
    }
  reply (message, 200, object);
}

static guint
get_number (GHashTable *query,
            const char *name,
            guint       otherwise)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static void
reply_list (ScriptedDirectory *self,
            SoupServerMessage *message,
            GHashTable        *query,
            gboolean           is_probe)
{
  guint index = MAX (get_number (query, "startIndex", 1), 1);
  guint wanted = get_number (query, "count", 100);
  guint count = MIN (wanted, self->page_cap);
  JsonObject *object = json_object_new ();
  JsonArray *resources = json_array_new ();
  guint n_shown = 0;

  if (!is_probe && self->first_index == 0)
    {
      self->first_index = index;
      self->first_count = wanted;
    }
  for (guint i = 0; i < self->members->len; i++)
    {
      ScriptedMember *member = g_ptr_array_index (self->members, i);

      if (member->hidden)
        continue;
      n_shown++;
      if (n_shown >= index && n_shown < index + count)
        json_array_add_object_element (resources, build_member (self, member, TRUE));
    }
  add_schema (object, LIST_SCHEMA);
  json_object_set_int_member (object, "totalResults", n_shown);
  json_object_set_int_member (object, "startIndex", index);
  json_object_set_int_member (object, "itemsPerPage", json_array_get_length (resources));
  json_object_set_array_member (object, "Resources", resources);
  reply (message, 200, object);
  if (self->remove_on_page && !is_probe && index == 1 && self->members->len > 0)
    {
      self->remove_on_page = FALSE;
      g_ptr_array_remove_index (self->members, 0);
    }
}

/* One group with the first two members in it; the members themselves do not tell of it. */
static void
reply_groups (ScriptedDirectory *self,
              SoupServerMessage *message)
{
  JsonObject *object = json_object_new ();
  JsonObject *group = json_object_new ();
  JsonArray *resources = json_array_new ();
  JsonArray *members = json_array_new ();

  for (guint i = 0; i < MIN (self->members->len, 2); i++)
    {
      ScriptedMember *member = g_ptr_array_index (self->members, i);
      JsonObject *reference = json_object_new ();

      add_string (reference, "value", member->id);
      json_array_add_object_element (members, reference);
    }
  add_schema (group, "urn:ietf:params:scim:schemas:core:2.0:Group");
  add_string (group, "id", "g1");
  add_string (group, "displayName", "Boats");
  json_object_set_array_member (group, "members", members);
  json_array_add_object_element (resources, group);
  add_schema (object, LIST_SCHEMA);
  json_object_set_int_member (object, "totalResults", 1);
  json_object_set_int_member (object, "startIndex", 1);
  json_object_set_array_member (object, "Resources", resources);
  reply (message, 200, object);
}

/* The oracle of tests that send numbered titles: each has to come once, in order. */
static void
count_number (ScriptedMember *member)
{
  const char *space = member->title != NULL ? strrchr (member->title, ' ') : NULL;
  guint64 number;

  if (space == NULL || !g_ascii_string_to_unsigned (space + 1, 10, 1, G_MAXINT, &number, NULL))
    return;
  if (number <= member->last_number)
    member->n_repeats++;
  member->last_number = number;
  g_string_append_printf (member->numbers, " %" G_GUINT64_FORMAT, number);
}

static void
apply_patch (ScriptedMember *member,
             JsonObject     *request)
{
  JsonArray *operations = json_object_get_array_member (request, "Operations");

  for (guint i = 0; i < json_array_get_length (operations); i++)
    {
      JsonObject *operation = json_array_get_object_element (operations, i);
      const char *path = json_object_get_string_member_with_default (operation, "path", "");
      const char *value =
        json_object_get_string_member_with_default (operation, "value", NULL);

      if (g_ascii_strcasecmp (path, "title") == 0)
        {
          g_free (member->title);
          member->title = g_strdup (value);
          count_number (member);
        }
      else if (g_ascii_strcasecmp (path, "displayName") == 0)
        {
          g_free (member->name);
          member->name = g_strdup (value);
        }
      else
        g_error ("The test does not know the path of a patch");
    }
  member->version++;
  member->n_patches++;
}

static void
apply_put (ScriptedMember *member,
           JsonObject     *object)
{
  g_free (member->name);
  member->name =
    g_strdup (json_object_get_string_member_with_default (object, "displayName", NULL));
  g_free (member->title);
  member->title = g_strdup (json_object_get_string_member_with_default (object, "title", NULL));
  member->version++;
}

static void
cut_reply (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
handle_patch (ScriptedDirectory *self,
              SoupServerMessage *message,
              ScriptedMember    *member)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *match = soup_message_headers_get_one (headers, "If-Match");
  const char *key = soup_message_headers_get_one (headers, "Idempotency-Key");
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *version = g_strdup_printf ("W/\"%u\"", member->version);
  g_autoptr (JsonNode) request = NULL;

  self->n_writes++;
  g_assert_nonnull (key);
  if (self->status_for_writes != 0)
    {
      reply_error (message, self->status_for_writes);
      return;
    }
  if (self->honours_keys && g_hash_table_contains (self->keys, key))
    {
      reply_member (self, message, member);
      return;
    }
  if (self->has_versions && match != NULL && strcmp (match, version) != 0)
    {
      self->n_refused++;
      reply_error (message, 412);
      return;
    }
  request = json_from_string (body->data, NULL);
  g_assert_nonnull (request);
  apply_patch (member, json_node_get_object (request));
  g_hash_table_add (self->keys, g_strdup (key));
  if (self->stall_writes)
    soup_server_message_pause (message);
  else if (self->lose_replies)
    cut_reply (message);
  else
    reply_member (self, message, member);
}

static void
handle_put (ScriptedDirectory *self,
            SoupServerMessage *message,
            ScriptedMember    *member)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (JsonNode) request = json_from_string (body->data, NULL);

  g_assert_nonnull (request);
  apply_put (member, json_node_get_object (request));
  reply_member (self, message, member);
}

static void
handle_member (ScriptedDirectory *self,
               SoupServerMessage *message,
               const char        *id)
{
  ScriptedMember *member = scripted_directory_find (self, id);
  const char *method = soup_server_message_get_method (message);

  if (strcmp (method, "GET") == 0)
    self->n_reads++;
  else if (strcmp (method, "PATCH") == 0)
    self->n_patches++;
  if (strcmp (method, "GET") == 0 && self->status_for_reads != 0)
    reply_error (message, self->status_for_reads);
  else if (member == NULL)
    reply_error (message, 404);
  else if (strcmp (method, "GET") == 0)
    reply_member (self, message, member);
  else if (strcmp (method, "PATCH") == 0 && !self->refuses_patch)
    handle_patch (self, message, member);
  else if (strcmp (method, "PUT") == 0 && !self->refuses_put)
    handle_put (self, message, member);
  else
    reply_error (message, 405);
}

static void
handle_list (ScriptedDirectory *self,
             SoupServerMessage *message,
             GHashTable        *query)
{
  /* One member is asked for to find out whether the credentials are good. */
  gboolean is_probe = get_number (query, "count", 0) == 1;

  if (!is_probe)
    self->n_lists++;
  if (self->status_for_lists != 0)
    reply_error (message, self->status_for_lists);
  else if (self->stall_at > 0 && get_number (query, "startIndex", 1) >= self->stall_at)
    soup_server_message_pause (message);
  else
    reply_list (self, message, query, is_probe);
}

static gboolean
is_signed_in (ScriptedDirectory *self,
              SoupServerMessage *message)
{
  g_autofree char *expected = g_strconcat ("Bearer ", self->token, NULL);

  return g_strcmp0 (expected,
                    soup_message_headers_get_one (
                      soup_server_message_get_request_headers (message), "Authorization")) == 0;
}

static void
request_came_cb (SoupServer        *server,
                 SoupServerMessage *message,
                 const char        *path,
                 GHashTable        *query,
                 gpointer           user_data)
{
  ScriptedDirectory *self = user_data;

  if (strcmp (path, "/scim/v2/ServiceProviderConfig") == 0)
    reply_config (self, message);
  else if (!is_signed_in (self, message))
    reply_error (message, 401);
  else if (strcmp (path, "/scim/v2/Users") == 0)
    handle_list (self, message, query);
  else if (strcmp (path, "/scim/v2/Groups") == 0)
    reply_groups (self, message);
  else if (g_str_has_prefix (path, "/scim/v2/Users/"))
    handle_member (self, message, path + strlen ("/scim/v2/Users/"));
  else
    reply_error (message, 404);
}

ScriptedDirectory *
scripted_directory_new (guint n_members)
{
  ScriptedDirectory *self = g_new0 (ScriptedDirectory, 1);

  self->members = g_ptr_array_new_with_free_func (member_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->token = g_strdup ("right");
  self->page_cap = 10;
  self->has_versions = TRUE;
  self->honours_keys = TRUE;
  for (guint i = 0; i < n_members; i++)
    {
      ScriptedMember *member = g_new0 (ScriptedMember, 1);

      member->id = g_strdup_printf ("m%04u", i);
      member->name = g_strdup_printf ("Member %04u", i);
      member->title = g_strdup ("Weaver");
      member->version = 1;
      member->numbers = g_string_new (NULL);
      g_ptr_array_add (self->members, member);
    }
  scripted_directory_start (self);
  return self;
}

void
scripted_directory_free (ScriptedDirectory *self)
{
  scripted_directory_stop (self);
  g_ptr_array_unref (self->members);
  g_hash_table_unref (self->keys);
  g_free (self->token);
  g_free (self);
}

void
scripted_directory_stop (ScriptedDirectory *self)
{
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

void
scripted_directory_start (ScriptedDirectory *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_came_cb, self, NULL);
  soup_server_listen_local (self->server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

char *
scripted_directory_get_address (ScriptedDirectory *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/scim/v2", self->port);
}

ScriptedMember *
scripted_directory_find (ScriptedDirectory *self,
                         const char        *id)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      ScriptedMember *member = g_ptr_array_index (self->members, i);

      if (strcmp (member->id, id) == 0)
        return member;
    }
  return NULL;
}

/* What somebody else does. */
void
scripted_directory_edit (ScriptedDirectory *self,
                         const char        *id,
                         const char        *name,
                         const char        *title)
{
  ScriptedMember *member = scripted_directory_find (self, id);

  if (name != NULL)
    {
      g_free (member->name);
      member->name = g_strdup (name);
    }
  if (title != NULL)
    {
      g_free (member->title);
      member->title = g_strdup (title);
    }
  member->version++;
}

void
scripted_directory_remove (ScriptedDirectory *self,
                           const char        *id)
{
  g_ptr_array_remove (self->members, scripted_directory_find (self, id));
}
