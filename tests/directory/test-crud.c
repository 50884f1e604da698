/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>
#include <string.h>

/* Creating, reading, replacing, changing and deleting (RFC 7644, sections 3.3 to 3.6). */

#define USER_URN "urn:ietf:params:scim:schemas:core:2.0:User"
#define GROUP_URN "urn:ietf:params:scim:schemas:core:2.0:Group"
#define ENT "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define EXT "urn:example:useradmin:scim:2.0:User"
#define PATCH_START "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]," \
                    "\"Operations\":["
#define PATCH_END "]}"

static UaTestDirectory *directory;
static guint counter;

static char *
make_user (const char *more)
{
  counter++;
  return g_strdup_printf ("{\"schemas\":[\"" USER_URN "\"],\"userName\":\"crud%u\"%s}", counter,
                          more != NULL ? more : "");
}

static char *
create (const char *more)
{
  g_autofree char *body = make_user (more);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Users", body);

  if (reply->status != 201)
    g_test_message ("%s", reply->text);
  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (ua_test_reply_string (reply, "id"));
}

static UaTestReply *
send_to (const char *method,
         const char *endpoint,
         const char *id,
         const char *body)
{
  g_autofree char *path = g_strconcat (endpoint, "/", id, NULL);

  return ua_test_directory_send (directory, method, path, body);
}

static UaTestReply *
patch (const char *endpoint,
       const char *id,
       const char *operations)
{
  g_autofree char *body = g_strconcat (PATCH_START, operations, PATCH_END, NULL);

  return send_to ("PATCH", endpoint, id, body);
}

static void
assert_status (UaTestReply *reply,
               guint        status,
               const char  *scim_type)
{
  if (reply->status != status)
    g_test_message ("%u %s", reply->status, reply->text);
  g_assert_cmpuint (reply->status, ==, status);
  if (status >= 400)
    {
      g_autofree char *text = g_strdup_printf ("%u", status);

      g_assert_cmpstr (ua_test_reply_string (reply, "status"), ==, text);
      g_assert_cmpstr (ua_test_reply_string (reply, "scimType"), ==, scim_type);
      g_assert_nonnull (ua_test_reply_string (reply, "detail"));
    }
}

static void
test_create (void)
{
  g_autofree char *body = make_user (",\"id\":\"mine\",\"name\":{\"givenName\":\"Ida\"},"
                                     "\"emails\":[{\"value\":\"Ida@Example.org\"}],"
                                     "\"meta\":{\"created\":\"1999-01-01T00:00:00Z\"}");
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Users", body);
  const char *id = ua_test_reply_string (reply, "id");
  JsonObject *meta = json_object_get_object_member (ua_test_reply_object (reply), "meta");
  g_autofree char *location = g_strconcat (ua_test_directory_get_base_uri (directory), "/Users/",
                                           id, NULL);
  g_autoptr(UaTestReply) again = NULL;

  assert_status (reply, 201, NULL);
  g_assert_cmpstr (id, !=, "mine");
  g_assert_cmpstr (json_object_get_string_member (meta, "location"), ==, location);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Location"), ==, location);
  g_assert_cmpstr (json_object_get_string_member (meta, "version"), ==,
                   soup_message_headers_get_one (reply->headers, "ETag"));
  g_assert_cmpstr (json_object_get_string_member (meta, "resourceType"), ==, "User");
  g_assert_false (g_str_has_prefix (json_object_get_string_member (meta, "created"), "1999"));
  g_assert_true (json_object_get_boolean_member (ua_test_reply_object (reply), "active"));
  again = send_to ("GET", "/Users", id, NULL);
  assert_status (again, 200, NULL);
  g_assert_cmpstr (again->text, ==, reply->text);
}

static void
test_uniqueness (void)
{
  g_autofree char *first = create (",\"emails\":[{\"value\":\"unique@example.org\"}]");
  g_autofree char *name = g_strdup_printf ("{\"schemas\":[\"" USER_URN "\"],\"userName\":"
                                           "\"CRUD%u\"}", counter);
  g_autofree char *mail = make_user (",\"emails\":[{\"value\":\"UNIQUE@example.org\"}]");
  g_autofree char *other = create (NULL);
  g_autoptr(UaTestReply) a = ua_test_directory_send (directory, "POST", "/Users", name);
  g_autoptr(UaTestReply) b = ua_test_directory_send (directory, "POST", "/Users", mail);
  g_autoptr(UaTestReply) c =
    patch ("/Users", other, "{\"op\":\"add\",\"path\":\"emails\",\"value\":"
           "[{\"value\":\"unique@Example.org\",\"type\":\"work\"}]}");
  g_autoptr(UaTestReply) d =
    patch ("/Users", first, "{\"op\":\"add\",\"path\":\"emails\",\"value\":"
           "[{\"value\":\"unique@example.org\",\"type\":\"home\"}]}");

  assert_status (a, 409, "uniqueness");
  assert_status (b, 409, "uniqueness");
  assert_status (c, 409, "uniqueness");
  assert_status (d, 200, NULL);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *body;
    guint status;
    const char *type;
  } cases[] = {
    { "{", 400, "invalidSyntax" },
    { "", 400, "invalidSyntax" },
    { "[]", 400, "invalidSyntax" },
    { "{\"schemas\":[\"" USER_URN "\"]}", 400, "invalidValue" },
    { "{\"schemas\":[\"" USER_URN "\"],\"userName\":\"\"}", 400, "invalidValue" },
    { "{\"schemas\":[\"" USER_URN "\"],\"userName\":\" \\u3000\"}", 400, "invalidValue" },
    { "{\"schemas\":[\"" USER_URN "\"],\"userName\":5}", 400, "invalidValue" },
    { "{\"schemas\":[\"" USER_URN "\"],\"userName\":\"r\",\"active\":\"perhaps\"}", 400,
      "invalidValue" },
    { "{\"schemas\":[\"" USER_URN "\"],\"userName\":\"r\",\"emails\":\"x\"}", 400,
      "invalidValue" },
    { "{\"schemas\":[\"" USER_URN "\"],\"userName\":\"r\",\"" ENT "\":{\"manager\":"
      "{\"value\":\"nobody\"}}}", 400, "invalidValue" },
    { "{\"schemas\":[\"" USER_URN "\"],\"userName\":\"r\",\"" EXT "\":{\"roleProfile\":"
      "{\"value\":\"nothing\"}}}", 400, "invalidValue" },
    { "{\"schemas\":[\"" USER_URN "\"],\"userName\":\"r\",\"" EXT "\":{\"accessLevel\":\"king\"}}",
      400, "invalidValue" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_send (directory, "POST", "/Users", cases[i].body);

      g_test_message ("%s", cases[i].body);
      assert_status (reply, cases[i].status, cases[i].type);
    }
}

static void
test_replace (void)
{
  g_autofree char *id = create (",\"nickName\":\"Nick\",\"" EXT "\":{\"labels\":[\"a\"],"
                                "\"accessLevel\":\"executive\"}");
  g_autofree char *body = g_strdup_printf ("{\"schemas\":[\"" USER_URN "\"],\"userName\":"
                                           "\"crud%u\",\"title\":\"Rigger\"}", counter);
  g_autoptr(UaTestReply) reply = send_to ("PUT", "/Users", id, body);
  g_autoptr(UaTestReply) none = send_to ("PUT", "/Users", "none", body);
  JsonObject *user = ua_test_reply_object (reply);

  assert_status (reply, 200, NULL);
  assert_status (none, 404, NULL);
  g_assert_cmpstr (ua_test_reply_string (reply, "title"), ==, "Rigger");
  g_assert_false (json_object_has_member (user, "nickName"));
  g_assert_cmpstr (ua_test_reply_string (reply, "id"), ==, id);
  /* Who does not know the extension does not demote anybody. */
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (user, EXT),
                                                  "accessLevel"), ==, "executive");
}

static void
test_patch_forms (void)
{
  g_autofree char *id =
    create (",\"emails\":[{\"value\":\"p1@example.org\",\"type\":\"work\",\"primary\":true},"
            "{\"value\":\"p2@example.org\",\"type\":\"home\"}],\"nickName\":\"Nick\"");
  static const struct
  {
    const char *operations;
    const char *expected;   /* a part of the reply */
  } cases[] = {
    { "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Welder\"}", "\"title\":\"Welder\"" },
    { "{\"op\":\"Add\",\"path\":\"name.familyName\",\"value\":\"Ek\"}",
      "\"name\":{\"familyName\":\"Ek\"}" },
    { "{\"op\":\"replace\",\"value\":{\"title\":\"Rigger\",\"name.givenName\":\"Bo\"}}",
      "\"title\":\"Rigger\"" },
    { "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"home\\\"].value\",\"value\":"
      "\"p3@example.org\"}", "\"value\":\"p3@example.org\",\"type\":\"home\"" },
    { "{\"op\":\"add\",\"path\":\"emails\",\"value\":{\"value\":\"p4@example.org\","
      "\"type\":\"other\",\"primary\":true}}",
      "\"value\":\"p4@example.org\",\"type\":\"other\",\"primary\":true" },
    { "{\"op\":\"replace\",\"path\":\"" ENT ":department\",\"value\":\"Yard\"}",
      "\"department\":\"Yard\"" },
    { "{\"op\":\"replace\",\"path\":\"" EXT ":accessLevel\",\"value\":\"executive\"}",
      "\"accessLevel\":\"executive\"" },
    { "{\"op\":\"add\",\"path\":\"" EXT ":labels\",\"value\":[\"x\",\"y\"]}",
      "\"labels\":[\"x\",\"y\"]" },
    { "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}", "\"status\":\"deactivated\"" },
    { "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}", "\"status\":\"active\"" },
    { "{\"op\":\"replace\",\"path\":\"active\",\"value\":\"False\"}", "\"active\":false" },
  };
  g_autoptr(UaTestReply) removed = NULL;
  g_autoptr(UaTestReply) user = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply = patch ("/Users", id, cases[i].operations);
      g_autoptr(UaTestReply) read = send_to ("GET", "/Users", id, NULL);

      assert_status (reply, 200, NULL);
      if (strstr (reply->text, cases[i].expected) == NULL)
        g_test_message ("%s: %s", cases[i].operations, reply->text);
      g_assert_nonnull (strstr (reply->text, cases[i].expected));
      g_assert_cmpstr (read->text, ==, reply->text);
    }
  /* Only one value is primary: the last one that became it. */
  user = send_to ("GET", "/Users", id, NULL);
  g_assert_nonnull (strstr (user->text, "\"primary\":true"));
  g_assert_null (strstr (strstr (user->text, "\"primary\":true") + 1, "\"primary\":true"));
  removed = patch ("/Users", id, "{\"op\":\"remove\",\"path\":\"nickName\"},"
                   "{\"op\":\"remove\",\"path\":\"emails[type eq \\\"work\\\"]\"}");
  assert_status (removed, 200, NULL);
  g_assert_null (strstr (removed->text, "nickName"));
  g_assert_null (strstr (removed->text, "p1@example.org"));
}

static void
test_patch_refused (void)
{
  g_autofree char *id = create (NULL);
  static const struct
  {
    const char *operations;
    const char *type;
  } cases[] = {
    { "{\"op\":\"jump\",\"path\":\"title\",\"value\":\"x\"}", "invalidSyntax" },
    { "{\"op\":\"replace\",\"path\":\"title[\",\"value\":\"x\"}", "invalidPath" },
    { "{\"op\":\"remove\"}", "noTarget" },
    { "{\"op\":\"replace\",\"path\":\"id\",\"value\":\"x\"}", "mutability" },
    { "{\"op\":\"replace\",\"path\":\"meta.version\",\"value\":\"x\"}", "mutability" },
    { "{\"op\":\"replace\",\"path\":\"" EXT ":status\",\"value\":\"locked\"}", "mutability" },
    { "{\"op\":\"add\",\"path\":\"groups\",\"value\":[{\"value\":\"x\"}]}", "mutability" },
    { "{\"op\":\"remove\",\"path\":\"userName\"}", "mutability" },
    { "{\"op\":\"replace\",\"path\":\"active\",\"value\":5}", "invalidValue" },
    { "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"fax\\\"].value\",\"value\":\"x\"}",
      "noTarget" },
  };
  g_autoptr(UaTestReply) before = send_to ("GET", "/Users", id, NULL);
  g_autoptr(UaTestReply) after = NULL;
  g_autoptr(UaTestReply) half = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply = patch ("/Users", id, cases[i].operations);

      g_test_message ("%s: %s", cases[i].operations, reply->text);
      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (ua_test_reply_string (reply, "scimType"), ==, cases[i].type);
    }
  /* All operations or none. */
  half = patch ("/Users", id, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"x\"},"
                "{\"op\":\"replace\",\"path\":\"id\",\"value\":\"x\"}");
  g_assert_cmpuint (half->status, ==, 400);
  after = send_to ("GET", "/Users", id, NULL);
  g_assert_cmpstr (after->text, ==, before->text);
}

static void
test_delete (void)
{
  g_autofree char *boss = create (NULL);
  g_autofree char *more = g_strdup_printf (",\"" ENT "\":{\"manager\":{\"value\":\"%s\"}}", boss);
  g_autofree char *report = create (more);
  g_autofree char *group = g_strdup_printf ("{\"schemas\":[\"" GROUP_URN "\"],"
                                            "\"displayName\":\"Crew\",\"members\":"
                                            "[{\"value\":\"%s\"},{\"value\":\"%s\"}]}",
                                            boss, report);
  g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/Groups", group);
  g_autoptr(UaTestReply) gone = send_to ("DELETE", "/Users", boss, NULL);
  g_autoptr(UaTestReply) read = send_to ("GET", "/Users", boss, NULL);
  g_autoptr(UaTestReply) twice = send_to ("DELETE", "/Users", boss, NULL);
  g_autoptr(UaTestReply) left = send_to ("GET", "/Users", report, NULL);
  g_autoptr(UaTestReply) crew = send_to ("GET", "/Groups", ua_test_reply_string (made, "id"), NULL);

  assert_status (made, 201, NULL);
  assert_status (gone, 204, NULL);
  g_assert_cmpuint (gone->length, ==, 0);
  assert_status (read, 404, NULL);
  assert_status (twice, 404, NULL);
  g_assert_null (strstr (left->text, "manager"));
  g_assert_null (strstr (crew->text, boss));
  g_assert_nonnull (strstr (crew->text, report));
}

static void
test_groups (void)
{
  g_autofree char *a = create (",\"displayName\":\"Ada\"");
  g_autofree char *b = create (NULL);
  g_autofree char *body = g_strdup_printf ("{\"schemas\":[\"" GROUP_URN "\"],"
                                           "\"displayName\":\"Deck\",\"members\":[{\"value\":"
                                           "\"%s\",\"type\":\"User\"}]}", a);
  g_autofree char *add = g_strdup_printf ("{\"op\":\"add\",\"path\":\"members\",\"value\":"
                                          "[{\"value\":\"%s\"}]}", b);
  g_autofree char *remove = g_strdup_printf ("{\"op\":\"remove\",\"path\":"
                                             "\"members[value eq \\\"%s\\\"]\"}", a);
  g_autofree char *role = g_strdup_printf ("{\"op\":\"add\",\"path\":\"urn:example:useradmin:scim:"
                                           "2.0:Group:memberRoles\",\"value\":[{\"value\":\"%s\","
                                           "\"role\":\"coach\"}]}", b);
  g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/Groups", body);
  const char *id = ua_test_reply_string (made, "id");
  g_autoptr(UaTestReply) bad =
    patch ("/Groups", id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"x\"}]}");
  g_autoptr(UaTestReply) two = patch ("/Groups", id, add);
  g_autoptr(UaTestReply) coach = patch ("/Groups", id, role);
  g_autoptr(UaTestReply) one = patch ("/Groups", id, remove);
  g_autoptr(UaTestReply) user_a = send_to ("GET", "/Users", a, NULL);
  g_autoptr(UaTestReply) user_b = send_to ("GET", "/Users", b, NULL);
  g_autoptr(UaTestReply) none = patch ("/Groups", id, "{\"op\":\"remove\",\"path\":\"members\"}");
  JsonObject *group;

  assert_status (made, 201, NULL);
  g_assert_nonnull (strstr (made->text, "\"display\":\"Ada\",\"type\":\"User\""));
  assert_status (bad, 400, "invalidValue");
  assert_status (two, 200, NULL);
  g_assert_nonnull (strstr (two->text, b));
  g_assert_nonnull (strstr (coach->text, "\"role\":\"coach\""));
  assert_status (one, 200, NULL);
  g_assert_null (strstr (one->text, a));
  g_assert_nonnull (strstr (one->text, "\"role\":\"coach\""));
  g_assert_null (strstr (user_a->text, id));
  g_assert_nonnull (strstr (user_b->text, "\"kind\":\"group\",\"role\":\"coach\""));
  assert_status (none, 200, NULL);
  group = json_object_get_object_member (ua_test_reply_object (none),
                                         "urn:example:useradmin:scim:2.0:Group");
  g_assert_false (json_object_has_member (ua_test_reply_object (none), "members"));
  g_assert_false (json_object_has_member (group, "memberRoles"));
}

static void
test_profiles (void)
{
  const char *body = "{\"schemas\":[\"urn:example:useradmin:scim:2.0:RoleProfile\"],"
                     "\"displayName\":\"Deckhand\"}";
  g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/RoleProfiles", body);
  g_autoptr(UaTestReply) twice = ua_test_directory_send (directory, "POST", "/RoleProfiles", body);
  const char *id = ua_test_reply_string (made, "id");
  g_autofree char *more = g_strdup_printf (",\"" EXT "\":{\"roleProfile\":{\"value\":\"%s\"}}", id);
  g_autofree char *user = create (more);
  g_autofree char *refused_body = make_user (more);
  g_autoptr(UaTestReply) renamed =
    patch ("/RoleProfiles", id, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":"
           "\"Able seaman\"}");
  g_autoptr(UaTestReply) read = send_to ("GET", "/Users", user, NULL);
  g_autoptr(UaTestReply) in_use = send_to ("DELETE", "/RoleProfiles", id, NULL);
  g_autoptr(UaTestReply) retired =
    patch ("/RoleProfiles", id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
  g_autoptr(UaTestReply) refused =
    ua_test_directory_send (directory, "POST", "/Users", refused_body);
  g_autoptr(UaTestReply) kept =
    patch ("/Users", user, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"x\"}");

  assert_status (made, 201, NULL);
  assert_status (twice, 409, "uniqueness");
  g_assert_nonnull (strstr (renamed->text, "\"memberCount\":1"));
  /* The name is that of the profile, whatever it was when it was given. */
  g_assert_nonnull (strstr (read->text, "\"display\":\"Able seaman\""));
  assert_status (in_use, 409, NULL);
  assert_status (retired, 200, NULL);
  assert_status (refused, 400, "invalidValue");
  assert_status (kept, 200, NULL);
}

static void
test_projection (void)
{
  g_autofree char *id = create (",\"displayName\":\"Pia\",\"nickName\":\"P\"");
  g_autofree char *some = g_strconcat ("/Users/", id, "?attributes=displayName,name.givenName,", EXT,
                                       ":status", NULL);
  g_autofree char *others = g_strconcat ("/Users/", id, "?excludedAttributes=nickName,id,groups",
                                         NULL);
  g_autoptr(UaTestReply) a = ua_test_directory_get (directory, some);
  g_autoptr(UaTestReply) b = ua_test_directory_get (directory, others);
  JsonObject *object = ua_test_reply_object (a);

  assert_status (a, 200, NULL);
  g_assert_true (json_object_has_member (object, "displayName"));
  g_assert_true (json_object_has_member (object, "id"));
  g_assert_true (json_object_has_member (object, "schemas"));
  g_assert_true (json_object_has_member (object, EXT));
  g_assert_false (json_object_has_member (object, "userName"));
  g_assert_false (json_object_has_member (object, "meta"));
  g_assert_null (strstr (a->text, "accessLevel"));
  g_assert_true (json_object_has_member (ua_test_reply_object (b), "id"));
  g_assert_false (json_object_has_member (ua_test_reply_object (b), "nickName"));
  g_assert_false (json_object_has_member (ua_test_reply_object (b), "groups"));
}

/* The password goes in and never comes out. */
static void
test_password (void)
{
  g_autofree char *id = create (",\"password\":\"mysecret42\"");
  g_autofree char *path = g_strconcat ("/Users/", id, "?attributes=password,userName", NULL);
  g_autoptr(UaTestReply) read = ua_test_directory_get (directory, path);
  g_autoptr(UaTestReply) all = send_to ("GET", "/Users", id, NULL);

  g_assert_null (strstr (read->text, "password"));
  g_assert_null (strstr (all->text, "mysecret42"));
  g_assert_nonnull (strstr (all->text, "\"hasPassword\":true"));
}

static void
test_unicode (void)
{
  const char *more = ",\"displayName\":\"\\u00fc\\ud83d\\ude00\\u007f\\\"\\\\ \\u202e\xd9\x85\","
                     "\"nickName\":\"\x7f" "b\x7f" "d1;\x7fg\"";
  g_autofree char *id = create (more);
  g_autoptr(UaTestReply) read = send_to ("GET", "/Users", id, NULL);

  g_assert_cmpstr (ua_test_reply_string (read, "displayName"), ==,
                   "ü😀\x7f\"\\ \xe2\x80\xae\xd9\x85");
  g_assert_cmpstr (ua_test_reply_string (read, "nickName"), ==, "\x7f" "b\x7f" "d1;\x7fg");
}

/* Asks often enough that every thread that reads is asked several times. */
static void
assert_shows (const char *id,
              const char *text)
{
  for (guint i = 0; i < 24; i++)
    {
      g_autoptr(UaTestReply) read = send_to ("GET", "/Users", id, NULL);

      g_assert_cmpuint (read->status, ==, 200);
      if (strstr (read->text, text) == NULL)
        g_test_message ("%s", read->text);
      g_assert_nonnull (strstr (read->text, text));
    }
}

/* What a member shows of others is what these are now, whoever remembers what they were. */
static void
test_shown (void)
{
  g_autofree char *boss = create (",\"displayName\":\"Before Boss\"");
  g_autofree char *more = g_strdup_printf (",\"" ENT "\":{\"manager\":{\"value\":\"%s\"}}", boss);
  g_autofree char *id = create (more);
  g_autofree char *group = g_strdup_printf ("{\"schemas\":[\"" GROUP_URN "\"],"
                                            "\"displayName\":\"Before Group\",\"members\":"
                                            "[{\"value\":\"%s\"}]}", id);
  g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/Groups", group);
  const char *group_id = ua_test_reply_string (made, "id");
  g_autoptr(UaTestReply) renamed = NULL;
  g_autoptr(UaTestReply) promoted = NULL;
  g_autoptr(UaTestReply) turned = NULL;
  g_autoptr(UaTestReply) gone = NULL;

  assert_shows (id, "\"displayName\":\"Before Boss\"");
  assert_shows (id, "\"display\":\"Before Group\",\"kind\":\"group\"");
  promoted = patch ("/Users", boss,
                    "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"After Boss\"}");
  g_assert_cmpuint (promoted->status, ==, 200);
  assert_shows (id, "\"displayName\":\"After Boss\"");
  renamed = patch ("/Groups", group_id,
                   "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"After \\\"Group\"}");
  g_assert_cmpuint (renamed->status, ==, 200);
  assert_shows (id, "\"display\":\"After \\\"Group\",\"kind\":\"group\"");
  turned = patch ("/Groups", group_id,
                  "{\"op\":\"replace\",\"path\":\"urn:example:useradmin:scim:2.0:Group:kind\","
                  "\"value\":\"team\"}");
  g_assert_cmpuint (turned->status, ==, 200);
  assert_shows (id, "\"display\":\"After \\\"Group\",\"kind\":\"team\"");
  gone = send_to ("DELETE", "/Groups", group_id, NULL);
  g_assert_cmpuint (gone->status, ==, 204);
  for (guint i = 0; i < 24; i++)
    {
      g_autoptr(UaTestReply) read = send_to ("GET", "/Users", id, NULL);

      g_assert_null (strstr (read->text, "After \\\"Group"));
    }
}

static void
assert_finds (const char *filter,
              const char *id)
{
  g_autoptr(UaTestReply) found = ua_test_directory_list (directory, "/Users", filter, NULL);

  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (found)), ==, 1);
  g_assert_nonnull (strstr (found->text, id));
}

/* U+007F, which JSON lets stand as it is, means something in the texts that are kept; nobody
 * notices. */
static void
test_delete_character (void)
{
  static const char *const filters[] = {
    "displayName eq \"\x7f\x7fgd\x7f\"", "displayName eq \"\\u007f\\u007fgd\\u007F\"",
    "displayName sw \"\x7f\x7fg\"", "displayName ew \"d\x7f\"", "nickName eq \"\x7f" "b\"",
    "nickName ew \"\x7f" "b\"", "externalId eq \"x\x7fy\"", "phoneNumbers[value eq \"1\x7f\"]",
    "phoneNumbers.value co \"1\x7f\"", "emails.value eq \"D\x7f@del.example\"",
  };
  g_autofree char *boss = create (NULL);
  g_autofree char *more =
    g_strdup_printf (",\"displayName\":\"\x7f\x7fgd\x7f\",\"nickName\":\"\x7f" "b\","
                     "\"externalId\":\"x\x7fy\",\"phoneNumbers\":[{\"value\":\"1\x7f\"}],"
                     "\"emails\":[{\"value\":\"d\x7f@del.example\"}],"
                     "\"" ENT "\":{\"manager\":{\"value\":\"%s\"}}", boss);
  g_autofree char *id = create (more);
  g_autofree char *group = g_strdup_printf ("{\"schemas\":[\"" GROUP_URN "\"],"
                                            "\"displayName\":\"\x7f\x7fm\",\"members\":"
                                            "[{\"value\":\"%s\"}]}", id);
  g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/Groups", group);
  g_autoptr(UaTestReply) gone = send_to ("DELETE", "/Users", boss, NULL);
  g_autoptr(UaTestReply) read = send_to ("GET", "/Users", id, NULL);
  JsonObject *shown;

  assert_status (made, 201, NULL);
  assert_status (gone, 204, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_test_message ("%s", filters[i]);
      assert_finds (filters[i], id);
    }
  g_assert_cmpstr (ua_test_reply_string (read, "nickName"), ==, "\x7f" "b");
  g_assert_cmpstr (ua_test_reply_string (read, "displayName"), ==, "\x7f\x7fgd\x7f");
  g_assert_null (strstr (read->text, "manager"));
  shown = json_array_get_object_element (
    json_object_get_array_member (ua_test_reply_object (read), "groups"), 0);
  g_assert_cmpstr (json_object_get_string_member (shown, "display"), ==, "\x7f\x7fm");
}

static void
test_etags (void)
{
  g_autofree char *id = create (NULL);
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  g_autoptr(UaTestReply) first = ua_test_directory_get (directory, path);
  const char *etag = soup_message_headers_get_one (first->headers, "ETag");
  const char *body = PATCH_START "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"E\"}" PATCH_END;
  static const struct
  {
    const char *method;
    const char *header;
    gboolean current;
    guint status;
  } cases[] = {
    { "GET", "If-None-Match", TRUE, 304 },
    { "GET", "If-None-Match", FALSE, 200 },
    { "PATCH", "If-Match", FALSE, 412 },
    { "PUT", "If-Match", FALSE, 412 },
    { "DELETE", "If-Match", FALSE, 412 },
    { "PATCH", "If-Match", TRUE, 200 },
    { "PATCH", "If-Match", TRUE, 412 },
  };
  g_autoptr(UaTestReply) same = NULL;
  g_autoptr(UaTestReply) last = NULL;

  g_assert_true (g_str_has_prefix (etag, "W/\""));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) msg =
        ua_test_directory_message (directory, cases[i].method, path,
                                   cases[i].method[0] == 'P' ? body : NULL);
      g_autoptr(UaTestReply) reply = NULL;

      soup_message_headers_replace (soup_message_get_request_headers (msg), cases[i].header,
                                    cases[i].current ? etag : "W/\"99\", \"98\"");
      reply = ua_test_directory_send_message (directory, msg);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
      if (cases[i].status == 304)
        g_assert_cmpuint (reply->length, ==, 0);
    }
  last = ua_test_directory_get (directory, path);
  g_assert_cmpstr (soup_message_headers_get_one (last->headers, "ETag"), !=, etag);
  /* What changes nothing makes no new version. */
  same = patch ("/Users", id, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"E\"}");
  assert_status (same, 200, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (same->headers, "ETag"), ==,
                   soup_message_headers_get_one (last->headers, "ETag"));
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (0, NULL);
  g_test_add_func ("/directory/crud/create", test_create);
  g_test_add_func ("/directory/crud/uniqueness", test_uniqueness);
  g_test_add_func ("/directory/crud/refused", test_refused);
  g_test_add_func ("/directory/crud/replace", test_replace);
  g_test_add_func ("/directory/crud/patch-forms", test_patch_forms);
  g_test_add_func ("/directory/crud/patch-refused", test_patch_refused);
  g_test_add_func ("/directory/crud/delete", test_delete);
  g_test_add_func ("/directory/crud/groups", test_groups);
  g_test_add_func ("/directory/crud/profiles", test_profiles);
  g_test_add_func ("/directory/crud/projection", test_projection);
  g_test_add_func ("/directory/crud/password", test_password);
  g_test_add_func ("/directory/crud/unicode", test_unicode);
  g_test_add_func ("/directory/crud/shown", test_shown);
  g_test_add_func ("/directory/crud/delete-character", test_delete_character);
  g_test_add_func ("/directory/crud/etags", test_etags);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
