/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-attribute.h"

#include "ua-time.h"

#include <math.h>
#include <string.h>

#define TEXT_TYPE "a(msssssuubbbas)"

/**
 * ua_attribute_free:
 * @self: (transfer full) (nullable): an attribute
 *
 * Any thread.
 */
void
ua_attribute_free (UaAttribute *self)
{
  if (self == NULL)
    return;
  g_free (self->schema);
  g_free (self->schema_name);
  g_free (self->name);
  g_free (self->sub);
  g_free (self->description);
  g_strfreev (self->canonical);
  g_free (self);
}

/**
 * ua_attribute_dup_path:
 * @self: an attribute
 *
 * Returns: (transfer full): its path (RFC 7644, section 3.10)
 *
 * Any thread.
 */
char *
ua_attribute_dup_path (const UaAttribute *self)
{
  return g_strconcat (self->schema != NULL ? self->schema : "", self->schema != NULL ? ":" : "",
                      self->name, self->sub[0] != '\0' ? "." : "", self->sub, NULL);
}

/* Writes a name as words: `costCode` and `cost_code` as “Cost Code”. */
static void
append_words (GString    *words,
              const char *name)
{
  gboolean begins = TRUE;

  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '_' || *p == '-' || *p == '$')
        {
          begins = TRUE;
          continue;
        }
      if (g_ascii_isupper (*p) && p > name && g_ascii_islower (p[-1]))
        begins = TRUE;
      if (begins && words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append_c (words, begins ? g_ascii_toupper (*p) : *p);
      begins = FALSE;
    }
}

/**
 * ua_attribute_dup_label:
 * @self: an attribute
 *
 * Returns: (transfer full): what it is called on the screen: its name as words, for servers give
 *   nothing else
 *
 * Any thread.
 */
char *
ua_attribute_dup_label (const UaAttribute *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  append_words (words, self->name);
  append_words (words, self->sub);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_number (const char *text)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (number);
}

/**
 * ua_attribute_accepts:
 * @self: an attribute
 * @text: one value, not empty
 *
 * Returns: whether it has the form that the type says
 *
 * Any thread.
 */
gboolean
ua_attribute_accepts (const UaAttribute *self,
                      const char        *text)
{
  gint64 number;

  g_return_val_if_fail (text != NULL, FALSE);

  switch (self->type)
    {
    case UA_ATTRIBUTE_TYPE_BOOLEAN:
      return g_str_equal (text, "true") || g_str_equal (text, "false");
    case UA_ATTRIBUTE_TYPE_INTEGER:
      return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL);
    case UA_ATTRIBUTE_TYPE_DECIMAL:
      return is_number (text);
    case UA_ATTRIBUTE_TYPE_DATE_TIME:
      return ua_time_parse (text) != UA_TIME_NONE;
    case UA_ATTRIBUTE_TYPE_REFERENCE:
    case UA_ATTRIBUTE_TYPE_STRING:
    case UA_N_ATTRIBUTE_TYPES:
    default:
      return TRUE;
    }
}

static void
free_attribute (gpointer attribute)
{
  ua_attribute_free (attribute);
}

/**
 * ua_attributes_new:
 *
 * Returns: (transfer full) (element-type UaAttribute): no attributes yet
 *
 * Any thread.
 */
GPtrArray *
ua_attributes_new (void)
{
  return g_ptr_array_new_with_free_func (free_attribute);
}

/**
 * ua_attributes_new_from_text:
 * @text: (nullable): what ua_attributes_to_text() gave once
 *
 * Returns: (transfer full) (element-type UaAttribute): the attributes; none where the text cannot
 *   be read
 *
 * Any thread.
 */
GPtrArray *
ua_attributes_new_from_text (const char *text)
{
  GPtrArray *attributes = ua_attributes_new ();
  g_autoptr (GVariant) variant =
    text != NULL ? g_variant_parse (G_VARIANT_TYPE (TEXT_TYPE), text, NULL, NULL, NULL) : NULL;
  GVariantIter iter;
  UaAttribute one = { NULL, };
  guint type, mutability;

  if (variant == NULL)
    return attributes;
  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(msssssuubbb^as)", &one.schema, &one.schema_name, &one.name,
                              &one.sub, &one.description, &type, &mutability, &one.several,
                              &one.required, &one.on_request, &one.canonical))
    {
      one.type = type < UA_N_ATTRIBUTE_TYPES ? type : UA_ATTRIBUTE_TYPE_STRING;
      one.mutability = mutability < UA_N_MUTABILITIES ? mutability : UA_MUTABILITY_READ_ONLY;
      g_ptr_array_add (attributes, g_memdup2 (&one, sizeof one));
    }
  return attributes;
}

/**
 * ua_attributes_to_text:
 * @attributes: (element-type UaAttribute): attributes
 *
 * Returns: (transfer full): a text to remember them by, for ua_attributes_new_from_text()
 *
 * Any thread.
 */
char *
ua_attributes_to_text (GPtrArray *attributes)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (TEXT_TYPE));
  g_autoptr (GVariant) variant = NULL;

  for (guint i = 0; i < attributes->len; i++)
    {
      const UaAttribute *one = g_ptr_array_index (attributes, i);

      g_variant_builder_add (&builder, "(msssssuubbb^as)", one->schema, one->schema_name, one->name,
                             one->sub, one->description, (guint) one->type,
                             (guint) one->mutability, one->several, one->required,
                             one->on_request, one->canonical);
    }
  variant = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (variant, FALSE);
}

static void
free_values (gpointer values)
{
  g_strfreev (values);
}

/**
 * ua_attribute_values_new:
 *
 * Returns: (transfer full): no values yet
 *
 * Any thread.
 */
UaAttributeValues *
ua_attribute_values_new (void)
{
  UaAttributeValues *self = g_new0 (UaAttributeValues, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_values);
  return self;
}

/**
 * ua_attribute_values_free:
 * @self: (transfer full) (nullable): values
 *
 * Any thread.
 */
void
ua_attribute_values_free (UaAttributeValues *self)
{
  if (self == NULL)
    return;
  g_free (self->version);
  g_hash_table_unref (self->values);
  g_free (self);
}

/**
 * ua_attribute_values_set:
 * @self: values
 * @attribute: an attribute
 * @values: (transfer full) (array zero-terminated=1): what the member has of it, maybe nothing
 *
 * Sets the values of one attribute.
 *
 * Any thread.
 */
void
ua_attribute_values_set (UaAttributeValues *self,
                         const UaAttribute *attribute,
                         GStrv              values)
{
  g_hash_table_insert (self->values, ua_attribute_dup_path (attribute), values);
}

/**
 * ua_attribute_values_get:
 * @self: (nullable): values
 * @attribute: an attribute
 *
 * Returns: (transfer none) (array zero-terminated=1): what the member has of it, maybe nothing
 *
 * Any thread.
 */
const char * const *
ua_attribute_values_get (const UaAttributeValues *self,
                         const UaAttribute       *attribute)
{
  static const char *const nothing[] = { NULL };
  g_autofree char *path = ua_attribute_dup_path (attribute);
  const char * const *values =
    self != NULL ? g_hash_table_lookup (self->values, path) : NULL;

  return values != NULL ? values : nothing;
}
