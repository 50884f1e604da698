/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-path.h"

#include "ua-scim-filter.h"
#include "ua-scim-urn.h"

struct _UaScimPath
{
  char *urn;            /* (owned) (nullable) */
  char *attribute;      /* (owned) (nullable) */
  UaScimFilter *filter; /* (owned) (nullable) */
  char *sub;            /* (owned) (nullable) */
};

static void
clear_path (gpointer data)
{
  UaScimPath *self = data;

  g_clear_pointer (&self->urn, g_free);
  g_clear_pointer (&self->attribute, g_free);
  g_clear_pointer (&self->filter, ua_scim_filter_unref);
  g_clear_pointer (&self->sub, g_free);
}

static gboolean
equal_names (const char *a,
             const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_ascii_strcasecmp (a, b) == 0;
}

/**
 * ua_scim_path_new:
 * @urn: (nullable): the URN of the schema; one that ua_scim_urn_find() knows is stored as it is
 *   spelled there
 * @attribute: (nullable): the name of the attribute; %NULL only with @urn, for all of a schema
 * @filter: (nullable) (transfer none): which values of a multi-valued attribute
 * @sub: (nullable): the name of the sub-attribute
 *
 * Makes a path from its parts, which are taken as they are.
 *
 * Returns: (transfer full): the path
 *
 * Any thread.
 */
UaScimPath *
ua_scim_path_new (const char   *urn,
                  const char   *attribute,
                  UaScimFilter *filter,
                  const char   *sub)
{
  UaScimPath *self;
  const char *known = ua_scim_urn_find (urn);

  g_return_val_if_fail (urn != NULL || attribute != NULL, NULL);
  g_return_val_if_fail (attribute != NULL || (filter == NULL && sub == NULL), NULL);

  self = g_atomic_rc_box_new0 (UaScimPath);
  self->urn = g_strdup (known != NULL ? known : urn);
  self->attribute = g_strdup (attribute);
  self->filter = filter != NULL ? ua_scim_filter_ref (filter) : NULL;
  self->sub = g_strdup (sub);
  return self;
}

/**
 * ua_scim_path_ref:
 * @self: a path
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaScimPath *
ua_scim_path_ref (UaScimPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ua_scim_path_unref:
 * @self: (transfer full): a path
 *
 * Any thread.
 */
void
ua_scim_path_unref (UaScimPath *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_path);
}

/**
 * ua_scim_path_get_urn:
 * @self: a path
 *
 * Returns: (transfer none) (nullable): the URN of the schema that the attribute is qualified with
 *
 * Any thread.
 */
const char *
ua_scim_path_get_urn (const UaScimPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->urn;
}

/**
 * ua_scim_path_get_attribute:
 * @self: a path
 *
 * Returns: (transfer none) (nullable): the name of the attribute as it was written; %NULL when the
 *   path is the URN of a schema and means all of it
 *
 * Any thread.
 */
const char *
ua_scim_path_get_attribute (const UaScimPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->attribute;
}

/**
 * ua_scim_path_get_filter:
 * @self: a path
 *
 * Returns: (transfer none) (nullable): what selects among the values, in which paths are names of
 *   sub-attributes
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_path_get_filter (const UaScimPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->filter;
}

/**
 * ua_scim_path_get_sub:
 * @self: a path
 *
 * Returns: (transfer none) (nullable): the name of the sub-attribute as it was written
 *
 * Any thread.
 */
const char *
ua_scim_path_get_sub (const UaScimPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sub;
}

/**
 * ua_scim_path_equal:
 * @a: a path
 * @b: another one
 *
 * Returns: whether both have the same parts, names and URNs compared without case
 *
 * Any thread.
 */
gboolean
ua_scim_path_equal (const UaScimPath *a,
                    const UaScimPath *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (!equal_names (a->urn, b->urn) ||
      !equal_names (a->attribute, b->attribute) ||
      !equal_names (a->sub, b->sub))
    return FALSE;
  if (a->filter == NULL || b->filter == NULL)
    return a->filter == b->filter;
  return ua_scim_filter_equal (a->filter, b->filter);
}

/**
 * ua_scim_path_to_string:
 * @self: a path
 *
 * Writes a path as ua_scim_path_parse() reads it (RFC 7644, sections 3.5.2 and 3.10).
 *
 * Returns: (transfer full): the text
 *
 * Any thread.
 */
char *
ua_scim_path_to_string (const UaScimPath *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (self->urn);
  if (self->urn != NULL && self->attribute != NULL)
    g_string_append_c (text, ':');
  if (self->attribute != NULL)
    g_string_append (text, self->attribute);
  if (self->filter != NULL)
    {
      g_autofree char *filter = ua_scim_filter_to_string (self->filter);

      g_string_append_printf (text, "[%s]", filter);
    }
  if (self->sub != NULL)
    g_string_append_printf (text, ".%s", self->sub);
  return g_string_free (text, FALSE);
}
