/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-auth.h"
#include "ua-dir-hashes.h"

#include <locale.h>

/* Which passwords are hashed before their turn. */

static UaDirHashes *
find (const char *text)
{
  g_autoptr(JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return ua_dir_hashes_new (node);
}

static void
test_found (void)
{
  static const char *const bodies[] = {
    "{\"userName\":\"a\",\"password\":\"secret\"}",
    "{\"PASSWORD\":\"secret\"}",
    "{\"Operations\":[{\"op\":\"add\",\"path\":\"password\",\"value\":\"secret\"}]}",
    "{\"operations\":[{\"op\":\"replace\",\"value\":{\"title\":\"T\",\"Password\":\"secret\"}}]}",
    "{\"Operations\":[{\"op\":\"remove\",\"path\":\"title\"},{\"op\":\"replace\",\"path\":"
    "\"urn:ietf:params:scim:schemas:core:2.0:User:password\",\"value\":\"secret\"}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(UaDirHashes) hashes = find (bodies[i]);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      g_test_message ("%s", bodies[i]);
      g_assert_nonnull (hashes);
      ua_dir_hashes_make (hashes);
      first = ua_dir_hashes_get (hashes, "secret", NULL);
      second = ua_dir_hashes_get (hashes, "secret", NULL);
      /* It is the one that was made, for each has a salt of its own. */
      g_assert_cmpstr (first, ==, second);
      g_assert_true (ua_dir_auth_is_password ("secret", first));
    }
}

static void
test_nothing (void)
{
  static const char *const bodies[] = {
    "[]", "{\"userName\":\"password\"}", "{\"password\":\"\"}", "{\"password\":[\"secret\"]}",
    "{\"Operations\":{\"path\":\"password\",\"value\":\"secret\"}}", "{\"Operations\":[1]}",
    "{\"Operations\":[{\"op\":\"remove\",\"path\":\"password\"}]}",
    "{\"Operations\":[{\"op\":\"add\",\"path\":\"title\",\"value\":\"password\"}]}",
  };

  g_assert_null (ua_dir_hashes_new (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_test_message ("%s", bodies[i]);
      g_assert_null (find (bodies[i]));
    }
}

/* What was not made is made when it is needed. */
static void
test_late (void)
{
  g_autoptr(UaDirHashes) hashes = find ("{\"password\":\"one\"}");
  g_autofree char *one = ua_dir_hashes_get (hashes, "one", NULL);
  g_autofree char *two = ua_dir_hashes_get (hashes, "two", NULL);
  g_autofree char *three = ua_dir_hashes_get (NULL, "three", NULL);

  g_assert_true (ua_dir_auth_is_password ("one", one));
  g_assert_true (ua_dir_auth_is_password ("two", two));
  g_assert_true (ua_dir_auth_is_password ("three", three));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/hashes/found", test_found);
  g_test_add_func ("/directory/hashes/nothing", test_nothing);
  g_test_add_func ("/directory/hashes/late", test_late);
  return g_test_run ();
}
