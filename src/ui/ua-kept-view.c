/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What somebody was looking at, as a text to find it again by: the words searched for, and of each
 * value filtered by its field, the value itself, and what it is called where only the server knows
 * that.  What the application has a word for is said in the language of the next time.
 */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-kept-view.h"

#include "ua-format.h"

#define TYPE "(sa(sss))"

static void
add_choices (GVariantBuilder *builder,
             UaFacets        *facets,
             UaField          field)
{
  for (guint n = 0; n < ua_facets_get_n (facets, field); n++)
    {
      const char *name;
      const char *value = ua_facets_get_nth (facets, field, n, &name);
      g_autofree char *word = ua_format_value (field, value);

      g_variant_builder_add (builder, "(sss)", ua_field_get_key (field), value,
                             g_strcmp0 (word, name) == 0 ? "" : name);
    }
}

/**
 * ua_kept_view_write:
 * @search: the words searched for, maybe empty
 * @facets: what is filtered by
 *
 * Returns: (transfer full) (nullable): a text for ua_kept_view_read(), personal data in it; %NULL
 *   where nothing is searched for or filtered by
 *
 * The thread of the user interface.
 */
char *
ua_kept_view_write (const char *search,
                    UaFacets   *facets)
{
  g_autoptr (GVariant) view = NULL;
  GVariantBuilder builder;

  g_return_val_if_fail (search != NULL, NULL);
  g_return_val_if_fail (UA_IS_FACETS (facets), NULL);

  if (search[0] == '\0' && ua_facets_is_empty (facets))
    return NULL;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  for (guint i = 0; i < UA_N_FIELDS; i++)
    add_choices (&builder, facets, (UaField) i);
  view = g_variant_ref_sink (g_variant_new (TYPE, search, &builder));
  return g_variant_print (view, FALSE);
}

/**
 * ua_kept_view_read:
 * @text: (nullable): what ua_kept_view_write() gave once, or what became of it
 * @facets: where to choose what was filtered by; what is chosen there already stays
 *
 * Finds again what somebody was looking at.  What cannot be understood is left out.
 *
 * Returns: (transfer full): the words searched for, maybe empty
 *
 * The thread of the user interface.
 */
char *
ua_kept_view_read (const char *text,
                   UaFacets   *facets)
{
  g_autoptr (GVariant) view = NULL;
  g_autoptr (GVariantIter) choices = NULL;
  const char *search, *key, *value, *name;

  g_return_val_if_fail (UA_IS_FACETS (facets), NULL);

  if (text != NULL)
    view = g_variant_parse (G_VARIANT_TYPE (TYPE), text, NULL, NULL, NULL);
  if (view == NULL)
    return g_strdup ("");
  g_variant_get (view, "(&sa(sss))", &search, &choices);
  while (g_variant_iter_next (choices, "(&s&s&s)", &key, &value, &name))
    {
      g_autofree char *word = NULL;
      UaField field;

      if (!ua_field_from_key (key, &field) || value[0] == '\0')
        continue;
      word = name[0] != '\0' ? g_strdup (name) : ua_format_value (field, value);
      ua_facets_set (facets, field, value, word, TRUE);
    }
  return g_strdup (search);
}
