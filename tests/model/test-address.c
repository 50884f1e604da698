/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-address.h"

#include <locale.h>

static void
test_valid (void)
{
  static const char * const good[] = {
    "a@brackwater.example", "given.family+tag@brackwater.example", "o'neil@localhost",
    "a@bücher.example",
  };
  static const char * const bad[] = {
    "", "a", "@", "a@", "@brackwater.example", "a@b@c", "a b@brackwater.example", ".a@b.example",
    "a.@b.example", "a..b@b.example", "a@.example", "a@b..example", "a@b.example.",
    "<a@b.example>", "a@b.example,c@d.example", "a@b.example\n", "a\xe2\x80\x8b@b.example",
  };
  g_autofree char *long_local = g_strnfill (65, 'a');
  g_autofree char *long_address = g_strconcat (long_local, "@b.example", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_true (ua_address_is_valid (good[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (ua_address_is_valid (bad[i]));
    }
  g_assert_false (ua_address_is_valid (long_address));
}

static void
check (const char *text,
       const char *expected)
{
  g_autoptr (GPtrArray) many = ua_address_read_many (text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < many->len; i++)
    {
      const UaAddress *one = g_ptr_array_index (many, i);

      g_string_append_printf (found, "[%s", one->email);
      if (one->name != NULL)
        g_string_append_printf (found, "|%s", one->name);
      g_string_append_c (found, ']');
    }
  g_assert_cmpstr (found->str, ==, expected);
}

/* TL-01 */
static void
test_many (void)
{
  check ("", "");
  check (" \r\n,;; ", "");
  check ("a@b.example", "[a@b.example]");
  check ("a@b.example,c@d.example; e@f.example\r\ng@h.example\n",
         "[a@b.example][c@d.example][e@f.example][g@h.example]");
  check ("Ada Berg <ada@b.example>, \"Lund, Ida\" <ida@b.example>",
         "[ada@b.example|Ada Berg][ida@b.example|Lund, Ida]");
  check ("<a@b.example>;mailto:c@d.example", "[a@b.example][c@d.example]");
  check ("nobody here, a@b.example", "[nobody here][a@b.example]");
  /* What is left open ends with the line. */
  check ("\"Ada <a@b.example\nc@d.example", "[\"Ada <a@b.example][c@d.example]");
  check ("\"\" <a@b.example>", "[a@b.example]");
}

static void
test_key (void)
{
  g_autofree char *a = ua_address_make_key (" Ada@Brackwater.example ");
  g_autofree char *b = ua_address_make_key ("ada@brackwater.EXAMPLE");

  g_assert_cmpstr (a, ==, b);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/valid", test_valid);
  g_test_add_func ("/address/many", test_many);
  g_test_add_func ("/address/key", test_key);
  return g_test_run ();
}
