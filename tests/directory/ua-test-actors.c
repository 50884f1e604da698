/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"

#include "ua-test-life.h"

#include <string.h>

#define USER "urn:ietf:params:scim:schemas:core:2.0:User"
#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define EXT "urn:example:useradmin:scim:2.0:User"
#define GROUP "urn:ietf:params:scim:schemas:core:2.0:Group"
#define GROUP_EXT "urn:example:useradmin:scim:2.0:Group"

static const char *const names[UA_TEST_N_WHO] = {
  "admin", "executive", "manager", "group-admin", "instructor", "employee", "target",
  UA_TEST_CANARY
};

/**
 * ua_test_who_get_name:
 * @who: one of those who act
 *
 * Returns: (transfer none): the user name
 */
const char *
ua_test_who_get_name (UaTestWho who)
{
  return names[who];
}

/**
 * ua_test_make_basic:
 * @name: the user name of a member that the tests made
 *
 * Returns: (transfer full): the value of `Authorization` to act as that member
 */
char *
ua_test_make_basic (const char *name)
{
  g_autofree char *pair = g_strconcat (name, ":" UA_TEST_PASSWORD, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

  return g_strconcat ("Basic ", encoded, NULL);
}

/**
 * ua_test_make_patch:
 * @operations: JSON objects with commas between
 *
 * Returns: (transfer full): the body of a PATCH request
 */
char *
ua_test_make_patch (const char *operations)
{
  return g_strconcat ("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                      "\"Operations\":[", operations, "]}", NULL);
}

/**
 * ua_test_actors_post:
 * @self: the directory
 * @endpoint: such as `/Users`
 * @body: JSON
 *
 * Returns: (transfer full): the id of what the owner has created
 */
char *
ua_test_actors_post (UaTestActors *self,
                     const char   *endpoint,
                     const char   *body)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_send (self->directory, "POST", endpoint, body);

  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (ua_test_reply_string (reply, "id"));
}

/**
 * ua_test_actors_add:
 * @self: the directory
 * @name: a user name
 * @more: (nullable): more attributes, JSON without braces that begins with a comma
 *
 * Creates a member who can sign in.
 *
 * Returns: (transfer full): the id
 */
char *
ua_test_actors_add (UaTestActors *self,
                    const char   *name,
                    const char   *more)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" USER "\"],\"userName\":\"%s\",\"title\":\"%s\","
                     "\"password\":\"" UA_TEST_PASSWORD "\","
                     "\"emails\":[{\"value\":\"%s@example.com\",\"primary\":true}]%s}", name, name,
                     name, more != NULL ? more : "");

  return ua_test_actors_post (self, "/Users", body);
}

static char *
add_with_access (UaTestActors *self,
                 const char   *name,
                 const char   *access)
{
  g_autofree char *more = g_strdup_printf (",\"" EXT "\":{\"accessLevel\":\"%s\"}", access);

  return ua_test_actors_add (self, name, more);
}

/* A group whose first member has a role and whose second has none. */
static char *
add_group (UaTestActors *self,
           const char   *name,
           const char   *kind,
           UaTestWho     first,
           const char   *role,
           UaTestWho     second)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" GROUP "\",\"" GROUP_EXT "\"],\"displayName\":\"%s\","
                     "\"members\":[{\"value\":\"%s\"},{\"value\":\"%s\"}],\"" GROUP_EXT "\":"
                     "{\"kind\":\"%s\",\"memberRoles\":[{\"value\":\"%s\",\"role\":\"%s\"}]}}",
                     name, self->ids[first], self->ids[second], kind, self->ids[first], role);

  return ua_test_actors_post (self, "/Groups", body);
}

static void
add_members (UaTestActors *self)
{
  static const char stranger[] =
    ",\"displayName\":\"" UA_TEST_CANARY " display\",\"externalId\":\"" UA_TEST_CANARY "-1\","
    "\"name\":{\"familyName\":\"" UA_TEST_CANARY " family\"},"
    "\"" ENTERPRISE "\":{\"department\":\"" UA_TEST_CANARY " dept\"},"
    "\"" EXT "\":{\"labels\":[\"" UA_TEST_CANARY " label\"]}";
  g_autofree char *target = NULL;

  self->ids[UA_TEST_ADMIN] = add_with_access (self, names[UA_TEST_ADMIN], "admin");
  self->ids[UA_TEST_EXECUTIVE] = add_with_access (self, names[UA_TEST_EXECUTIVE], "executive");
  self->ids[UA_TEST_STRANGER] = ua_test_actors_add (self, names[UA_TEST_STRANGER], stranger);
  self->ids[UA_TEST_MANAGER] = ua_test_actors_add (self, names[UA_TEST_MANAGER], NULL);
  self->ids[UA_TEST_GROUP_ADMIN] = ua_test_actors_add (self, names[UA_TEST_GROUP_ADMIN], NULL);
  self->ids[UA_TEST_INSTRUCTOR] = ua_test_actors_add (self, names[UA_TEST_INSTRUCTOR], NULL);
  target = g_strdup_printf (",\"" ENTERPRISE "\":{\"manager\":{\"value\":\"%s\"}}",
                            self->ids[UA_TEST_STRANGER]);
  self->ids[UA_TEST_EMPLOYEE] = ua_test_actors_add (self, names[UA_TEST_EMPLOYEE], target);
  g_clear_pointer (&target, g_free);
  target = g_strdup_printf (",\"" ENTERPRISE "\":{\"manager\":{\"value\":\"%s\"}}",
                            self->ids[UA_TEST_MANAGER]);
  self->ids[UA_TEST_TARGET] = ua_test_actors_add (self, names[UA_TEST_TARGET], target);
}

/**
 * ua_test_actors_new:
 * @sample: how many made-up members there are beside
 *
 * Returns: (transfer full): a directory with all of them
 */
UaTestActors *
ua_test_actors_new (guint sample)
{
  UaTestActors *self = g_new0 (UaTestActors, 1);

  self->directory = ua_test_directory_start (sample, NULL);
  add_members (self);
  for (UaTestWho who = 0; who < UA_TEST_N_WHO; who++)
    self->authorization[who] = ua_test_make_basic (names[who]);
  self->group = add_group (self, "Climbers", "group", UA_TEST_GROUP_ADMIN, "admin",
                           UA_TEST_TARGET);
  self->session = add_group (self, "First aid", "session", UA_TEST_INSTRUCTOR, "instructor",
                             UA_TEST_TARGET);
  self->strangers = add_group (self, UA_TEST_CANARY " group", "team", UA_TEST_STRANGER, "coach",
                               UA_TEST_EXECUTIVE);
  self->profile = ua_test_actors_post (self, "/RoleProfiles",
                                       "{\"schemas\":[\"urn:example:useradmin:scim:2.0:RoleProfile"
                                       "\"],\"displayName\":\"Mate\"}");
  return self;
}

/**
 * ua_test_actors_free:
 * @self: (transfer full) (nullable): the directory
 */
void
ua_test_actors_free (UaTestActors *self)
{
  if (self == NULL)
    return;
  ua_test_directory_stop (self->directory);
  for (UaTestWho who = 0; who < UA_TEST_N_WHO; who++)
    {
      g_free (self->ids[who]);
      g_free (self->authorization[who]);
    }
  g_free (self->group);
  g_free (self->session);
  g_free (self->strangers);
  g_free (self->profile);
  g_free (self);
}

/**
 * ua_test_actors_send_as:
 * @self: the directory
 * @authorization: the value of `Authorization`
 * @method: the HTTP method
 * @path: what follows the base address, encoded
 * @body: (nullable): JSON
 *
 * Returns: (transfer full): the reply
 */
UaTestReply *
ua_test_actors_send_as (UaTestActors *self,
                        const char   *authorization,
                        const char   *method,
                        const char   *path,
                        const char   *body)
{
  g_autoptr(SoupMessage) msg = ua_test_directory_message (self->directory, method, path, body);

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization",
                                authorization);
  soup_message_add_flags (msg, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  return ua_test_directory_send_message (self->directory, msg);
}

/**
 * ua_test_actors_fill:
 * @self: the directory
 * @who: who acts
 * @text: a text with `{self}`, `{target}`, `{stranger}`, `{group}`, `{session}`, `{strangers}` and
 *   `{profile}` in it
 *
 * Returns: (transfer full): the text with ids in place of these
 */
char *
ua_test_actors_fill (UaTestActors *self,
                     UaTestWho     who,
                     const char   *text)
{
  const struct
  {
    const char *mark;
    const char *id;
  } marks[] = {
    { "{self}", self->ids[who] }, { "{target}", self->ids[UA_TEST_TARGET] },
    { "{stranger}", self->ids[UA_TEST_STRANGER] }, { "{group}", self->group },
    { "{session}", self->session }, { "{strangers}", self->strangers },
    { "{profile}", self->profile },
  };
  GString *filled = g_string_new (text);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (filled, marks[i].mark, marks[i].id, 0);
  return g_string_free (filled, FALSE);
}

/**
 * ua_test_actors_send:
 * @self: the directory
 * @who: who acts
 * @method: the HTTP method
 * @path: what follows the base address, encoded, as for ua_test_actors_fill()
 * @body: (nullable): JSON, likewise
 *
 * Returns: (transfer full): the reply
 */
UaTestReply *
ua_test_actors_send (UaTestActors *self,
                     UaTestWho     who,
                     const char   *method,
                     const char   *path,
                     const char   *body)
{
  g_autofree char *whole_path = ua_test_actors_fill (self, who, path);
  g_autofree char *whole_body = body != NULL ? ua_test_actors_fill (self, who, body) : NULL;

  return ua_test_actors_send_as (self, self->authorization[who], method, whole_path, whole_body);
}

/**
 * ua_test_actors_act:
 * @self: the directory
 * @who: who acts
 * @action: the name of an action; a dry run where it begins with a question mark
 * @targets: ids in quotation marks with commas between, as for ua_test_actors_fill()
 * @parameters: (nullable): a JSON object, likewise
 *
 * Returns: (transfer full): the reply
 */
UaTestReply *
ua_test_actors_act (UaTestActors *self,
                    UaTestWho     who,
                    const char   *action,
                    const char   *targets,
                    const char   *parameters)
{
  gboolean dry = *action == '?';
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"%s\",\"targets\":[%s],\"parameters\":%s,\"dryRun\":%s}",
                     dry ? action + 1 : action, targets, parameters != NULL ? parameters : "{}",
                     dry ? "true" : "false");

  return ua_test_actors_send (self, who, "POST", "/Actions", body);
}

/**
 * ua_test_result_status:
 * @reply: the reply to an action
 * @n: the number of a target
 *
 * Returns: (transfer none): what became of it
 */
const char *
ua_test_result_status (UaTestReply *reply,
                       guint        n)
{
  JsonArray *results;

  g_assert_cmpuint (reply->status, ==, 200);
  results = json_object_get_array_member (ua_test_reply_object (reply), "results");
  g_assert_cmpuint (json_array_get_length (results), >, n);
  return json_object_get_string_member (json_array_get_object_element (results, n), "status");
}

/**
 * ua_test_reply_extension:
 * @reply: a reply that is a member
 *
 * Returns: (transfer none) (nullable): what the extension has of the member
 */
JsonObject *
ua_test_reply_extension (UaTestReply *reply)
{
  g_assert_cmpuint (reply->status, ==, 200);
  if (!json_object_has_member (ua_test_reply_object (reply), EXT))
    return NULL;
  return json_object_get_object_member (ua_test_reply_object (reply), EXT);
}
