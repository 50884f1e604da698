/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What countries and languages are called, by the codes that servers keep of them (RFC 7643,
 * sections 4.1.1 and 4.1.2).  The names are those of the package iso-codes, which a desktop brings
 * along in all languages; where it is missing, there are only the codes.
 */
#define G_LOG_DOMAIN "ua-base"

#include "ua-code-names.h"

#include <libintl.h>
#include <string.h>

/* A list of names: where it is, and what the attributes with the codes are called. */
typedef struct
{
  const char *file;
  const char *domain;
  const char *codes[2];
  GOnce once;        /* for the names: code (owned) -> name in English (owned) */
} NameList;

static NameList countries = {
  "iso_3166.xml", "iso_3166", { "alpha_2_code", "alpha_3_code" }, G_ONCE_INIT,
};

static NameList languages = {
  "iso_639.xml", "iso_639", { "iso_639_1_code", "iso_639_2T_code" }, G_ONCE_INIT,
};

/* What is being read. */
typedef struct
{
  const NameList *list; /* (unowned) */
  GHashTable *names;    /* (owned) */
} Reading;

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *wanted)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], wanted) == 0)
      return values[i];
  return NULL;
}

static void
element_began_cb (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  Reading *reading = user_data;
  const NameList *list = reading->list;
  const char *name = find_attribute (names, values, "common_name");

  if (name == NULL)
    name = find_attribute (names, values, "name");
  if (name == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (list->codes); i++)
    {
      const char *code = find_attribute (names, values, list->codes[i]);

      if (code != NULL)
        g_hash_table_insert (reading->names, g_ascii_strdown (code, -1), g_strdup (name));
    }
}

/* What has been read of a file that ends early, or that cannot be read, is what there is. */
static gpointer
read_list (gpointer user_data)
{
  NameList *list = user_data;
  Reading reading = { list, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  static const GMarkupParser parser = { .start_element = element_began_cb };
  const char * const *folders = g_get_system_data_dirs ();
  g_autofree char *contents = NULL;
  gsize length;

  bind_textdomain_codeset (list->domain, "UTF-8");
  for (guint i = 0; folders[i] != NULL && contents == NULL; i++)
    {
      g_autofree char *path =
        g_build_filename (folders[i], "xml", "iso-codes", list->file, NULL);

      if (g_file_get_contents (path, &contents, &length, NULL))
        {
          g_autoptr (GMarkupParseContext) context =
            g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reading, NULL);

          g_markup_parse_context_parse (context, contents, (gssize) length, NULL);
        }
    }
  return reading.names;
}

/* A language may have several names, of which the first will do. */
static char *
find_name (NameList   *list,
           const char *code)
{
  GHashTable *names = g_once (&list->once, read_list, list);
  g_autofree char *key = g_ascii_strdown (code, -1);
  const char *name = g_hash_table_lookup (names, key);

  if (name == NULL)
    return NULL;
  name = g_dgettext (list->domain, name);
  return g_strndup (name, strcspn (name, ";"));
}

/* The parts of a tag after the language: a country by its name, a script or a variant as it is. */
static char *
name_variety (char **parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *country = strlen (parts[i]) == 2 ? find_name (&countries, parts[i]) : NULL;

      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, country != NULL ? country : parts[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * ua_code_names_dup_country:
 * @code: what a server has for a country: two letters, or three, of ISO 3166-1; or anything else
 *
 * Returns: (transfer full) (nullable): what the country is called in the language of the person;
 *   %NULL where @code is none that the system knows
 *
 * Any thread.
 */
char *
ua_code_names_dup_country (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  return find_name (&countries, code);
}

/**
 * ua_code_names_list_countries:
 *
 * Returns: (transfer full) (array zero-terminated=1): the codes of two letters of the countries
 *   that the system knows, in no order
 *
 * Any thread.
 */
char **
ua_code_names_list_countries (void)
{
  GHashTable *names = g_once (&countries.once, read_list, &countries);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    if (strlen (code) == 2)
      {
        g_autofree char *upper = g_ascii_strup (code, -1);

        g_strv_builder_add (codes, upper);
      }
  return g_strv_builder_end (codes);
}

/**
 * ua_code_names_dup_language:
 * @tag: what a server has for the language that somebody prefers, as it would be sent in
 *   Accept-Language (RFC 7643, section 4.1.1), such as "nl-BE"; or anything else
 *
 * Returns: (transfer full) (nullable): what the language is called in the language of the person,
 *   with the country where @tag has one; the first where it has several; %NULL where the system
 *   does not know it
 *
 * Any thread.
 */
char *
ua_code_names_dup_language (const char *tag)
{
  g_autofree char *first = NULL;
  g_autofree char *language = NULL;
  g_autofree char *variety = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (tag != NULL, NULL);

  first = g_strstrip (g_strndup (tag, strcspn (tag, ",;")));
  parts = g_strsplit (g_strdelimit (first, "_", '-'), "-", -1);
  language = parts[0] != NULL ? find_name (&languages, parts[0]) : NULL;
  if (language == NULL || parts[1] == NULL)
    return g_steal_pointer (&language);
  variety = name_variety (parts + 1);
  return g_strdup_printf ("%s (%s)", language, variety);
}
