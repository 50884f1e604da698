/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "ua-config.h"

/* Runs the program with these arguments, and gives what it wrote, each on its own stream. */
static int
run_program (const char * const  *arguments,
             char               **written,
             char               **complained)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer) g_getenv ("USERADMIN"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  program = g_subprocess_newv ((const char * const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, written, complained, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (program));
  return g_subprocess_get_exit_status (program);
}

/* Bad options end with status 2 and one line that says why. */
static void
assert_refused (const char * const *arguments)
{
  g_autofree char *written = NULL;
  g_autofree char *complained = NULL;
  const char *end;

  g_assert_cmpint (run_program (arguments, &written, &complained), ==, 2);
  g_assert_cmpstr (written, ==, "");
  g_assert_true (g_str_has_prefix (complained, "useradmin: "));
  end = strchr (complained, '\n');
  g_assert_nonnull (end);
  g_assert_cmpstr (end, ==, "\n");
}

static void
test_version (void)
{
  g_autofree char *written = NULL;
  g_autofree char *complained = NULL;

  g_assert_cmpint (run_program ((const char *[]){ "--version", NULL }, &written, &complained), ==,
                   0);
  g_assert_cmpstr (written, ==, "useradmin " UA_VERSION "\n");
}

static void
test_incomplete (void)
{
  assert_refused ((const char *[]){ "--connect", "https://a.example", NULL });
  assert_refused ((const char *[]){ "--token-file", "token", NULL });
}

static void
test_token_file (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("useradmin-token-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (file, NULL));
  assert_refused ((const char *[]){ "--connect", "https://a.example", "--token-file", "/nowhere",
                                    NULL });
  assert_refused ((const char *[]){ "--connect", "https://a.example", "--token-file", path,
                                    NULL });
  g_assert_true (g_file_set_contents (path, "one\ntwo words\n", -1, NULL));
  assert_refused ((const char *[]){ "--connect", "https://a.example", "--token-file", path,
                                    NULL });
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_address (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("useradmin-token-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (file, NULL));
  g_assert_true (g_file_set_contents (path, "token\n", -1, NULL));
  assert_refused ((const char *[]){ "--connect", "ftp://a.example", "--token-file", path, NULL });
  assert_refused ((const char *[]){ "--connect", "https://a.example", "--token-file", path,
                                    "--sample-organisation", NULL });
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_arguments (void)
{
  assert_refused ((const char *[]){ "something", NULL });
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-line/version", test_version);
  g_test_add_func ("/command-line/incomplete", test_incomplete);
  g_test_add_func ("/command-line/token-file", test_token_file);
  g_test_add_func ("/command-line/address", test_address);
  g_test_add_func ("/command-line/arguments", test_arguments);
  return g_test_run ();
}
