/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-error.h"
#include "ua-scim-filter.h"
#include "ua-scim-urn.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  const char *text;
  const char *canonical;
} Good;

/* Every production of RFC 7644, figure 1. */
static void
test_good (void)
{
  static const Good cases[] = {
    { "userName eq \"a\"", "userName eq \"a\"" },
    { "userName Eq \"a\"", "userName eq \"a\"" },
    { "  userName   EQ   \"a\"  ", "userName eq \"a\"" },
    { "a ne 1", "a ne 1" },
    { "a co \"x\"", "a co \"x\"" },
    { "a sw \"x\"", "a sw \"x\"" },
    { "a ew \"x\"", "a ew \"x\"" },
    { "a gt 1.5", "a gt 1.5" },
    { "a ge -2", "a ge -2" },
    { "a lt \"2011-05-13T04:42:34Z\"", "a lt \"2011-05-13T04:42:34Z\"" },
    { "a le 1e3", "a le 1000.0" },
    { "a eq 12345678901234567890", "a eq 1.2345678901234567e+19" },
    { "a eq true", "a eq true" },
    { "a eq False", "a eq false" },
    { "a eq NULL", "a eq null" },
    { "title pr", "title pr" },
    { "title PR", "title pr" },
    { "name.familyName co \"O'Malley\"", "name.familyName co \"O'Malley\"" },
    { UA_SCIM_URN_USER ":userName sw \"J\"", UA_SCIM_URN_USER ":userName sw \"J\"" },
    { "urn:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:user:manager.value eq \"1\"",
      UA_SCIM_URN_ENTERPRISE_USER ":manager.value eq \"1\"" },
    { "a pr and b pr or c pr", "a pr and b pr or c pr" },
    { "a pr or b pr and c pr", "a pr or b pr and c pr" },
    { "(a pr or b pr) and c pr", "(a pr or b pr) and c pr" },
    { "a pr AND (b pr OR c pr)", "a pr and (b pr or c pr)" },
    { "(a pr)and(b pr)", "a pr and b pr" },
    { "((((a pr))))", "a pr" },
    { "not (a pr)", "not (a pr)" },
    { "NOT(a pr or b pr)", "not (a pr or b pr)" },
    { "not (not (a pr))", "not (not (a pr))" },
    { "not (a pr) and b pr", "not (a pr) and b pr" },
    { "emails[type eq \"work\" and value co \"@example.com\"]",
      "emails[type eq \"work\" and value co \"@example.com\"]" },
    { "emails[ not (type pr) ] or ims[(type eq \"xmpp\")]",
      "emails[not (type pr)] or ims[type eq \"xmpp\"]" },
    { "emails[type eq \"work\"].value ew \"x\"", "emails[type eq \"work\" and value ew \"x\"]" },
    { "emails[type eq \"work\"].value pr", "emails[type eq \"work\" and value pr]" },
    { UA_SCIM_URN_UA_GROUP ":memberRoles[role eq \"coach\"]",
      UA_SCIM_URN_UA_GROUP ":memberRoles[role eq \"coach\"]" },
    { "a eq \"\\\"\\\\\\/\\u00e9\\n\"", "a eq \"\\\"\\\\/\xC3\xA9\\u000a\"" },
    { "a eq \"and or not ( ) [ ]\"", "a eq \"and or not ( ) [ ]\"" },
    { "a eq \"\"", "a eq \"\"" },
    { "not pr", "not pr" },
    { "and pr and or pr", "and pr and or pr" },
    { "pr pr", "pr pr" },
    { "eq eq \"eq\"", "eq eq \"eq\"" },
    { "a.$ref eq \"x\"", "a.$ref eq \"x\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimFilter) filter = ua_scim_filter_parse (cases[i].text, &error);
      g_autoptr (UaScimFilter) again = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      text = ua_scim_filter_to_string (filter);
      g_assert_cmpstr (text, ==, cases[i].canonical);
      again = ua_scim_filter_parse (text, &error);
      g_assert_no_error (error);
      g_assert_true (ua_scim_filter_equal (filter, again));
    }
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "", " ", "a", "a ", "a eq", "a eq ", "eq \"x\"", "a xx \"x\"", "a == \"x\"", "a eq x",
    "a eq 'x'", "a eq \"x", "a eq \"\\q\"", "a eq \"\\u0000\"", "a eq \"\\ud800\"", "a eq \"\n\"",
    "a eq\"x\"", "a eq1", "a eq 01", "a eq 1.", "a eq .5", "a eq +1", "a eq 1e", "a eq 1e999",
    "a eq NaN", "a eq [1]", "a eq {}", "a eq trueish", "a pr x", "a prx", "a pr pr", "a pr \"x\"",
    "a eq 1 and", "a eq 1 and ", "and a eq 1", "a eq 1 or or b eq 2", "a eq 1 b eq 2",
    "a eq 1 xor b eq 2", "a eq 1andb eq 2", "a eq 1 andb eq 2", "(a eq 1", "a eq 1)", "()", "( )",
    "((a eq 1)", "not a eq 1", "not", "not ()", "not (a eq 1", "a[", "a[]", "a[b eq 1",
    "a[b eq 1)", "a[(b eq 1]", "a[b[c eq 1]]", "a[b eq 1].", "a[b eq 1].c", "a[b eq 1]. c pr",
    "a[b eq 1] pr", "a.b[c eq 1]", "a.b.c eq 1", ".a eq 1", "a. eq 1", "1a eq 1", "urn: eq 1",
    UA_SCIM_URN_USER " pr", UA_SCIM_URN_USER ": pr", "a gt true", "a ge false", "a lt null",
    "a co 1", "a sw true", "a ew null", "a\teq 1", "a eq 1;", "a eq 1 -- x", "\xff eq 1",
    "a eq \"\xff\"", "caf\xC3\xA9 eq 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaScimFilter) filter = ua_scim_filter_parse (texts[i], &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (filter);
      g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_VALUE);
    }
}

/* A message tells the place and never what stands there. */
static void
test_message (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaScimFilter) filter = ua_scim_filter_parse ("a eq \"S\xC3\xA9" "cret\" und b pr",
                                                          &error);

  g_assert_null (filter);
  g_assert_cmpstr (error->message, ==, "\"and\", \"or\" or the end expected at character 15");
}

static void
test_form (void)
{
  g_autoptr (UaScimFilter) filter = ua_scim_filter_parse ("a eq 1 or b gt \"x\" and not (c pr) or d[e eq true]",
                                                          NULL);
  UaScimFilter *both, *negated, *brackets;
  const UaScimValue *value;

  g_assert_cmpint (ua_scim_filter_get_kind (filter), ==, UA_SCIM_FILTER_OR);
  g_assert_cmpuint (ua_scim_filter_get_n_children (filter), ==, 3);
  value = ua_scim_filter_get_value (ua_scim_filter_get_child (filter, 0));
  g_assert_cmpint (value->type, ==, UA_SCIM_VALUE_NUMBER);
  g_assert_true (value->is_integer);
  g_assert_cmpint (value->integer, ==, 1);

  both = ua_scim_filter_get_child (filter, 1);
  g_assert_cmpint (ua_scim_filter_get_kind (both), ==, UA_SCIM_FILTER_AND);
  g_assert_cmpint (ua_scim_filter_get_op (ua_scim_filter_get_child (both, 0)), ==, UA_SCIM_OP_GT);
  g_assert_cmpstr (ua_scim_filter_get_value (ua_scim_filter_get_child (both, 0))->string, ==, "x");
  negated = ua_scim_filter_get_child (both, 1);
  g_assert_cmpint (ua_scim_filter_get_kind (negated), ==, UA_SCIM_FILTER_NOT);
  g_assert_cmpint (ua_scim_filter_get_kind (ua_scim_filter_get_child (negated, 0)), ==,
                   UA_SCIM_FILTER_PRESENT);

  brackets = ua_scim_filter_get_child (filter, 2);
  g_assert_cmpint (ua_scim_filter_get_kind (brackets), ==, UA_SCIM_FILTER_VALUE_PATH);
  g_assert_cmpstr (ua_scim_path_get_attribute (ua_scim_filter_get_path (brackets)), ==, "d");
  g_assert_true (ua_scim_filter_get_value (ua_scim_filter_get_child (brackets, 0))->boolean);
}

static char *
wrap (const char *open,
      const char *inner,
      const char *close,
      guint       n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, inner);
  for (guint i = 0; i < n; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static gboolean
parses (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaScimFilter) filter = ua_scim_filter_parse (text, &error);

  if (filter == NULL)
    g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_VALUE);
  return filter != NULL;
}

/* S2: nothing that is long or deep gets further than its limit. */
static void
test_limits (void)
{
  g_autofree char *deep = wrap ("(", "a pr", ")", UA_SCIM_FILTER_MAX_DEPTH);
  g_autofree char *deeper = wrap ("(", "a pr", ")", UA_SCIM_FILTER_MAX_DEPTH + 1);
  g_autofree char *negated = wrap ("not(", "a pr", ")", UA_SCIM_FILTER_MAX_DEPTH + 1);
  g_autofree char *open = wrap ("(", "", "", 16000);
  g_autofree char *many = wrap ("a pr or ", "a pr", "", UA_SCIM_FILTER_MAX_TERMS - 1);
  g_autofree char *more = wrap ("a pr or ", "a pr", "", UA_SCIM_FILTER_MAX_TERMS);
  g_autofree char *spaces = wrap (" ", "a pr", "", UA_SCIM_FILTER_MAX_BYTES - 4);
  g_autofree char *longer = wrap (" ", "a pr", "", UA_SCIM_FILTER_MAX_BYTES - 3);

  g_assert_true (parses (deep));
  g_assert_false (parses (deeper));
  g_assert_false (parses (negated));
  g_assert_false (parses (open));
  g_assert_true (parses (many));
  g_assert_false (parses (more));
  g_assert_true (parses (spaces));
  g_assert_false (parses (longer));
}

static char *
random_text (GRand *rand)
{
  static const char *const pieces[] = {
    "a", "\"", "\\", " ", "\n", "\t", "'", "(", "]", "and", "\xC3\xA9", "\xF0\x9F\x98\x80", "\x01",
    "\x7f", "%", "\xE2\x80\xAE", "/",
  };
  GString *text = g_string_new (NULL);

  for (int i = g_rand_int_range (rand, 0, 8); i > 0; i--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static UaScimFilter *
random_condition (GRand    *rand,
                  gboolean  in_brackets)
{
  static const char *const urns[] = { NULL, NULL, UA_SCIM_URN_USER, "urn:example:other:1.0:X" };
  static const char *const names[] = { "a", "userName", "not", "and", "x-y_1" };
  static const double numbers[] = { 0.0, -1.5, 1e300, 1e-7, 100.0 };
  const char *urn = urns[in_brackets ? 0 : g_rand_int_range (rand, 0, G_N_ELEMENTS (urns))];
  const char *sub = in_brackets || g_rand_boolean (rand) ? NULL : "value";
  const char *name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];
  g_autoptr (UaScimPath) path = ua_scim_path_new (urn, name, NULL, sub);
  g_autofree char *text = random_text (rand);
  UaScimValue value = { .type = (UaScimValueType) g_rand_int_range (rand, 0, 4) };
  UaScimOp op = (UaScimOp) g_rand_int_range (rand, UA_SCIM_OP_EQ, UA_SCIM_OP_LE + 1);

  if (g_rand_int_range (rand, 0, 5) == 0)
    return ua_scim_filter_new_present (path);
  value.string = text;
  value.boolean = g_rand_boolean (rand);
  value.is_integer = g_rand_boolean (rand);
  value.integer = g_rand_boolean (rand) ? G_MININT64 : g_rand_int_range (rand, -100, 100);
  value.number = numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))];
  if (value.type == UA_SCIM_VALUE_BOOLEAN || value.type == UA_SCIM_VALUE_NULL)
    op = g_rand_boolean (rand) ? UA_SCIM_OP_EQ : UA_SCIM_OP_NE;
  if (value.type == UA_SCIM_VALUE_NUMBER && op >= UA_SCIM_OP_CO && op <= UA_SCIM_OP_EW)
    op = UA_SCIM_OP_GT;
  return ua_scim_filter_new_compare (path, op, &value);
}

static UaScimFilter *
random_filter (GRand    *rand,
               guint     depth,
               gboolean  in_brackets)
{
  guint choice = (guint) g_rand_int_range (rand, 0, depth > 0 ? 5 : 1);

  if (choice == 0)
    return random_condition (rand, in_brackets);
  if (choice == 1)
    {
      g_autoptr (UaScimFilter) child = random_filter (rand, depth - 1, in_brackets);

      return ua_scim_filter_new_not (child);
    }
  if (choice == 2 && !in_brackets)
    {
      g_autoptr (UaScimFilter) child = random_filter (rand, depth - 1, TRUE);
      g_autoptr (UaScimPath) path = ua_scim_path_new (NULL, "emails", NULL, NULL);

      return ua_scim_filter_new_value_path (path, child);
    }
  else
    {
      g_autoptr (GPtrArray) children = NULL;

      children = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_scim_filter_unref);
      for (int i = g_rand_int_range (rand, 2, 4); i > 0; i--)
        g_ptr_array_add (children, random_filter (rand, depth - 1, in_brackets));
      return ua_scim_filter_new_group (choice == 3 ? UA_SCIM_FILTER_AND : UA_SCIM_FILTER_OR,
                                       (UaScimFilter *const *) children->pdata, children->len);
    }
}

/* Whatever tree is written, the same tree is read. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240531);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (UaScimFilter) filter = random_filter (rand, 4, FALSE);
      g_autofree char *text = ua_scim_filter_to_string (filter);
      g_autofree char *text_again = NULL;
      g_autoptr (UaScimFilter) again = NULL;
      g_autoptr (GError) error = NULL;

      again = ua_scim_filter_parse (text, &error);
      if (error != NULL)
        g_test_message ("%s", text);
      g_assert_no_error (error);
      text_again = ua_scim_filter_to_string (again);
      g_assert_cmpstr (text_again, ==, text);
      g_assert_true (ua_scim_filter_equal (filter, again));
    }
}

/* Random damage to good filters is refused or read, and what is read can be written. */
static void
test_damage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_read = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (UaScimFilter) filter = random_filter (rand, 2, FALSE);
      g_autofree char *text = ua_scim_filter_to_string (filter);
      gsize at = (gsize) g_rand_int_range (rand, 0, (int) strlen (text));
      g_autoptr (UaScimFilter) damaged = NULL;

      text[at] = (char) g_rand_int_range (rand, 1, 256);
      damaged = ua_scim_filter_parse (text, NULL);
      if (damaged != NULL)
        {
          g_autofree char *written = ua_scim_filter_to_string (damaged);

          n_read++;
          g_assert_true (parses (written));
        }
    }
  g_assert_cmpuint (n_read, >, 1000);
  g_assert_cmpuint (n_read, <, 19000);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/filter/good", test_good);
  g_test_add_func ("/scim/filter/bad", test_bad);
  g_test_add_func ("/scim/filter/message", test_message);
  g_test_add_func ("/scim/filter/form", test_form);
  g_test_add_func ("/scim/filter/limits", test_limits);
  g_test_add_func ("/scim/filter/round-trip", test_round_trip);
  g_test_add_func ("/scim/filter/damage", test_damage);
  return g_test_run ();
}
