/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-text.h"

#include <locale.h>
#include <string.h>

/* Texts that nobody types and every server sends some day. */
static const char *hostile[] = {
  "",
  " ",
  "\t\n\r",
  "\xff",
  "\xc3",
  "\xc3\x28",
  "a\xf0\x9f",
  "\xed\xa0\x80",
  "\xf4\x90\x80\x80",
  "\xc0\xaf",
  ("\xe2\x80\xae" "gpj.exe"),
  "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
  "\xcc\x81",
  "\xef\xbf\xbe\xef\xbf\xbf",
  "<b>&amp;</b>",
  "%s%n",
};

typedef struct
{
  const char *text;
  const char *key;
} Pair;

static void
test_fold (void)
{
  static const Pair pairs[] = {
    { "Müller", "muller" },
    { "MÜLLER", "muller" },
    { "Mu\xcc\x88ller", "muller" },
    { "muller", "muller" },
    { "Ærø", "aero" },
    { "Łódź", "lodz" },
    { "Straße", "strasse" },
    { "Đặng Thị Hường", "dang thi huong" },
    { "Þórður", "thordur" },
    { "ﬁne", "fine" },
    { "Ｆｕｌｌ", "full" },
    { "Işık", "isik" },
    { "İzmir", "izmir" },
    { "Œuvre", "oeuvre" },
    { "  Anna \t Maria  ", "anna maria" },
    { "Anna\xc2\xa0Maria", "anna maria" },
    { "Ann\xe2\x80\x8d" "a", "anna" },
    { "张伟", "张伟" },
    { "ΣΊΣΥΦΟΣ", "σισυφοσ" },
    { "Ϲ", "σ" },
    { "", "" },
  };

  /* PE-01: accents and case are ignored. */
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *key = ua_text_fold (pairs[i].text);

      g_assert_cmpstr (key, ==, pairs[i].key);
    }
}

static void
test_fold_none (void)
{
  g_autofree char *key = ua_text_fold (NULL);

  g_assert_cmpstr (key, ==, "");
  g_assert_null (ua_text_fold_umlauts (NULL));
}

static void
test_fold_umlauts (void)
{
  static const Pair pairs[] = {
    { "Müller", "mueller" },
    { "MU\xcc\x88LLER", "mueller" },
    { "Åse Jørgensen", "aase jorgensen" },
    { "Äußerst öd", "aeusserst oed" },
    { "Mueller", NULL },
    { "José", NULL },
    { "", NULL },
  };

  /* PE-01: müller finds Mueller. */
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *key = ua_text_fold_umlauts (pairs[i].text);

      g_assert_cmpstr (key, ==, pairs[i].key);
    }
}

static void
test_fold_is_stable (void)
{
  static const char *texts[] = { "Müller Ærø", "Đặng", "ﬁ Ｆ", "a  b", "\xff x", "ẞß" };

  /* A key that is folded again, as a search text that was pasted from one, stays what it is. */
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *once = ua_text_fold (texts[i]);
      g_autofree char *twice = ua_text_fold (once);

      g_assert_cmpstr (once, ==, twice);
    }
}

static void
test_hostile (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *key = ua_text_fold (hostile[i]);
      g_autofree char *umlauts = ua_text_fold_umlauts (hostile[i]);
      g_autofree char *sort_key = ua_text_sort_key (hostile[i]);
      g_autofree char *clean = ua_text_clean (hostile[i], 100);
      g_autofree char *initials = ua_text_initials (hostile[i]);

      g_assert_true (g_utf8_validate (key, -1, NULL));
      g_assert_true (umlauts == NULL || g_utf8_validate (umlauts, -1, NULL));
      g_assert_nonnull (sort_key);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_true (g_utf8_validate (initials, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (initials, -1), <=, 2);
    }
}

static void
test_random_bytes (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      char bytes[33];
      gsize n = (gsize) g_test_rand_int_range (0, sizeof bytes);

      for (gsize i = 0; i < n; i++)
        bytes[i] = (char) g_test_rand_int_range (1, 256);
      bytes[n] = '\0';

      {
        g_autofree char *key = ua_text_fold (bytes);
        g_autofree char *clean = ua_text_clean (bytes, 10);

        g_assert_true (g_utf8_validate (key, -1, NULL));
        g_assert_true (g_utf8_validate (clean, -1, NULL));
        g_assert_cmpint (g_utf8_strlen (clean, -1), <=, 11);
      }
    }
}

static void
test_sort_key (void)
{
  static const char *sorted[] = { "", "Anna", "anna b", "Bo", "bob", "Zoe" };

  for (gsize i = 1; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autofree char *before = ua_text_sort_key (sorted[i - 1]);
      g_autofree char *after = ua_text_sort_key (sorted[i]);

      g_assert_cmpstr (before, <, after);
    }
}

static void
test_clean (void)
{
  static const Pair pairs[] = {
    { "Given\nFamily", "Given Family" },
    { "  a\t\tb ", "a b" },
    { "a\x01\x1b[31mb\x7f", "a[31mb" },
    { "\xe2\x80\xae" "gpj.exe", "gpj.exe" },
    { "a\xe2\x81\xa6" "b\xe2\x81\xa9" "c", "abc" },
    { "\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad\xe2\x81\xa7\xe2\x81\xa8", "" },
    { "a\xe2\x80\xa8" "b\xc2\x85" "c", "a bc" },
    { "ab\xff", "ab\xef\xbf\xbd" },
    { "نور", "نور" },
    { "<b>x</b>", "<b>x</b>" },
  };

  /* S12: no override, no line end, no control character comes through; other scripts do. */
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *clean = ua_text_clean (pairs[i].text, 100);

      g_assert_cmpstr (clean, ==, pairs[i].key);
    }
}

static void
test_clean_length (void)
{
  g_autofree char *huge = g_strnfill (65536, 'x');
  g_autofree char *cut = ua_text_clean (huge, 80);
  g_autofree char *whole = ua_text_clean ("abc", 3);
  g_autofree char *short_of = ua_text_clean ("abcd", 3);
  g_autofree char *one = ua_text_clean ("ab", 1);
  g_autofree char *at_space = ua_text_clean ("abc def", 3);
  g_autofree char *none = ua_text_clean (NULL, 10);
  g_autofree char *wide = ua_text_clean ("äöü", 2);

  /* S12: a name of 64 KB. */
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 81);
  g_assert_true (g_str_has_suffix (cut, "…"));
  g_assert_cmpstr (whole, ==, "abc");
  g_assert_cmpstr (short_of, ==, "abc…");
  g_assert_cmpstr (one, ==, "a…");
  g_assert_cmpstr (at_space, ==, "abc…");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (wide, ==, "äö…");
}

static void
test_initials (void)
{
  static const Pair pairs[] = {
    { "Given Family", "GF" },
    { "given middle family", "GF" },
    { "Single", "S" },
    { "åse ørsted", "ÅØ" },
    { "张 伟", "张伟" },
    { "4 You", "Y" },
    { "(Ada) Byron", "B" },
    { "\xe2\x80\xae" "Ada", "A" },
    { "", "" },
    { "  ", "" },
    { "123 456", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *initials = ua_text_initials (pairs[i].text);

      g_assert_cmpstr (initials, ==, pairs[i].key);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text/fold/PE-01", test_fold);
  g_test_add_func ("/text/fold/none", test_fold_none);
  g_test_add_func ("/text/fold/umlauts/PE-01", test_fold_umlauts);
  g_test_add_func ("/text/fold/stable", test_fold_is_stable);
  g_test_add_func ("/text/hostile/S12", test_hostile);
  g_test_add_func ("/text/random-bytes", test_random_bytes);
  g_test_add_func ("/text/sort-key", test_sort_key);
  g_test_add_func ("/text/clean/S12", test_clean);
  g_test_add_func ("/text/clean/length", test_clean_length);
  g_test_add_func ("/text/initials", test_initials);

  return g_test_run ();
}
