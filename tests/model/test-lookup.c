/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-lookup.h"

static void
assert_split (const char *text,
              const char *expected)
{
  g_auto (GStrv) words = ua_lookup_split (text);
  g_autofree char *joined = g_strjoinv ("|", words);

  g_assert_cmpstr (joined, ==, expected);
}

/* PE-04: a column of a table, a list from a mail, numbers. */
static void
test_split (void)
{
  assert_split ("", "");
  assert_split (" \n,;\t\r\n", "");
  assert_split ("a@b.example\r\nc@d.example\n", "a@b.example|c@d.example");
  assert_split ("Ada Lind <a@b.example>, \"Bo\" <c@d.example>; 1042", "a@b.example|c@d.example|1042");
  assert_split ("x y\tz", "x y|z");
  assert_split ("\"17\"\n 17 \n18", "17|18");
  assert_split ("broken <a@b.example", "broken <a@b.example");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lookup/split", test_split);
  return g_test_run ();
}
