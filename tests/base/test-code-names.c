/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-code-names.h"

#include <glib/gstdio.h>
#include <locale.h>

static const char country_list[] =
  "<?xml version=\"1.0\"?>\n"
  "<!DOCTYPE iso_3166_entries [ <!ELEMENT iso_3166_entry EMPTY> ]>\n"
  "<iso_3166_entries>\n"
  "  <iso_3166_entry alpha_2_code=\"BE\" alpha_3_code=\"BEL\" name=\"Belgium\"/>\n"
  "  <iso_3166_entry alpha_2_code=\"BO\" alpha_3_code=\"BOL\" common_name=\"Bolivia\"\n"
  "    name=\"Bolivia, Plurinational State of\"/>\n"
  "</iso_3166_entries>\n";

/* It ends early, as a file may. */
static const char language_list[] =
  "<iso_639_entries>\n"
  "  <iso_639_entry iso_639_2B_code=\"dut\" iso_639_2T_code=\"nld\" iso_639_1_code=\"nl\"\n"
  "    name=\"Dutch; Flemish\"/>\n"
  "  <iso_639_entry iso_639_2B_code=\"ada\" iso_639_2T_code=\"ada\" name=\"Adangme\"/>\n"
  "  <iso_639_entry iso_639_2T_code=\"zzz";

typedef struct
{
  const char *code;
  const char *name;
} Pair;

static void
test_countries (void)
{
  static const Pair pairs[] = {
    { "BE", "Belgium" }, { "be", "Belgium" }, { "BEL", "Belgium" }, { "BO", "Bolivia" },
    { "Belgium", NULL }, { "XX", NULL }, { "", NULL }, { "\xff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *name = ua_code_names_dup_country (pairs[i].code);

      g_assert_cmpstr (name, ==, pairs[i].name);
    }
}

/* Each country once, by two letters. */
static void
test_list (void)
{
  g_auto (GStrv) codes = ua_code_names_list_countries ();

  g_assert_cmpuint (g_strv_length (codes), ==, 2);
  g_assert_true (g_strv_contains ((const char * const *) codes, "BE"));
  g_assert_true (g_strv_contains ((const char * const *) codes, "BO"));
}

static void
test_languages (void)
{
  static const Pair pairs[] = {
    { "nl", "Dutch" }, { "NL", "Dutch" }, { "nld", "Dutch" }, { "ada", "Adangme" },
    { "nl-BE", "Dutch (Belgium)" }, { "nl_BE", "Dutch (Belgium)" }, { "nl-XX", "Dutch (XX)" },
    { "nl-Latn-BE", "Dutch (Latn, Belgium)" }, { "nl-BE, fr;q=0.8", "Dutch (Belgium)" },
    { " nl ", "Dutch" }, { "zzz", NULL }, { "Dutch", NULL }, { "", NULL }, { "-", NULL },
    { ";", NULL }, { "\xff-\xff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *name = ua_code_names_dup_language (pairs[i].code);

      g_assert_cmpstr (name, ==, pairs[i].name);
    }
}

static void
write_list (const char *folder,
            const char *name,
            const char *contents)
{
  g_autofree char *lists = g_build_filename (folder, "xml", "iso-codes", NULL);
  g_autofree char *path = g_build_filename (lists, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (lists, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static void
remove_list (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, "xml", "iso-codes", name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* The lists of a system of our own, in the second of its folders. */
int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("useradmin-names-XXXXXX", NULL);
  g_autofree char *folders = g_strconcat ("/nowhere:", folder, NULL);
  g_autofree char *lists = g_build_filename (folder, "xml", "iso-codes", NULL);
  g_autofree char *above = g_build_filename (folder, "xml", NULL);
  int status;

  setlocale (LC_ALL, "");
  g_setenv ("XDG_DATA_DIRS", folders, TRUE);
  g_test_init (&argc, &argv, NULL);
  write_list (folder, "iso_3166.xml", country_list);
  write_list (folder, "iso_639.xml", language_list);
  g_test_add_func ("/code-names/countries", test_countries);
  g_test_add_func ("/code-names/list", test_list);
  g_test_add_func ("/code-names/languages", test_languages);
  status = g_test_run ();
  remove_list (folder, "iso_3166.xml");
  remove_list (folder, "iso_639.xml");
  g_assert_cmpint (g_rmdir (lists) | g_rmdir (above) | g_rmdir (folder), ==, 0);
  return status;
}
