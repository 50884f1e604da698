/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-filter.h"

#include "ua-json-private.h"

#include <string.h>

struct _UaScimFilter
{
  UaScimFilterKind kind;
  GPtrArray *children; /* (owned) (nullable) */
  UaScimPath *path;    /* (owned) (nullable) */
  UaScimOp op;
  UaScimValue value;
  char *text;          /* (owned) (nullable) */
};

static UaScimFilter *
new_filter (UaScimFilterKind  kind,
            UaScimPath       *path)
{
  UaScimFilter *self = g_atomic_rc_box_new0 (UaScimFilter);

  self->kind = kind;
  self->path = path != NULL ? ua_scim_path_ref (path) : NULL;
  return self;
}

static void
add_child (UaScimFilter *self,
           UaScimFilter *child)
{
  if (self->children == NULL)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_scim_filter_unref);
  g_ptr_array_add (self->children, ua_scim_filter_ref (child));
}

static void
clear_filter (gpointer data)
{
  UaScimFilter *self = data;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->path, ua_scim_path_unref);
  g_clear_pointer (&self->text, g_free);
}

static gboolean
equal_values (const UaScimValue *a,
              const UaScimValue *b)
{
  if (a->type != b->type)
    return FALSE;
  switch (a->type)
    {
    case UA_SCIM_VALUE_STRING:
      return strcmp (a->string, b->string) == 0;
    case UA_SCIM_VALUE_NUMBER:
      if (a->is_integer != b->is_integer)
        return FALSE;
      return a->is_integer ? a->integer == b->integer
                           : !(a->number < b->number) && !(a->number > b->number);
    case UA_SCIM_VALUE_BOOLEAN:
      return !a->boolean == !b->boolean;
    case UA_SCIM_VALUE_NULL:
    default:
      return TRUE;
    }
}

static void
write_value (GString           *out,
             const UaScimValue *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value->type)
    {
    case UA_SCIM_VALUE_STRING:
      ua_json_quote (out, value->string);
      break;
    case UA_SCIM_VALUE_NUMBER:
      if (value->is_integer)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, value->integer);
      else
        {
          g_ascii_dtostr (buffer, sizeof buffer, value->number);
          g_string_append (out, buffer);
          /* Without a point or exponent it would be read again as an integer. */
          if (strpbrk (buffer, ".eE") == NULL)
            g_string_append (out, ".0");
        }
      break;
    case UA_SCIM_VALUE_BOOLEAN:
      g_string_append (out, value->boolean ? "true" : "false");
      break;
    case UA_SCIM_VALUE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

static void
write_filter (GString            *out,
              const UaScimFilter *self)
{
  g_autofree char *path = self->path != NULL ? ua_scim_path_to_string (self->path) : NULL;

  switch (self->kind)
    {
    case UA_SCIM_FILTER_AND:
    case UA_SCIM_FILTER_OR:
      for (guint i = 0; i < self->children->len; i++)
        {
          const UaScimFilter *child = g_ptr_array_index (self->children, i);
          gboolean group = child->kind == UA_SCIM_FILTER_OR ||
                           (child->kind == UA_SCIM_FILTER_AND && self->kind == UA_SCIM_FILTER_AND);

          if (i > 0)
            g_string_append (out, self->kind == UA_SCIM_FILTER_AND ? " and " : " or ");
          if (group)
            g_string_append_c (out, '(');
          write_filter (out, child);
          if (group)
            g_string_append_c (out, ')');
        }
      break;
    case UA_SCIM_FILTER_NOT:
      g_string_append (out, "not (");
      write_filter (out, g_ptr_array_index (self->children, 0));
      g_string_append_c (out, ')');
      break;
    case UA_SCIM_FILTER_COMPARE:
      g_string_append_printf (out, "%s %s ", path, ua_scim_op_to_string (self->op));
      write_value (out, &self->value);
      break;
    case UA_SCIM_FILTER_PRESENT:
      g_string_append_printf (out, "%s pr", path);
      break;
    case UA_SCIM_FILTER_VALUE_PATH:
    default:
      g_string_append_printf (out, "%s[", path);
      write_filter (out, g_ptr_array_index (self->children, 0));
      g_string_append_c (out, ']');
      break;
    }
}

/**
 * ua_scim_filter_new_compare:
 * @path: (transfer none): the path of an attribute, without a filter in it
 * @op: how to compare
 * @value: what with; a string in it is copied
 *
 * Returns: (transfer full): the filter
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_new_compare (UaScimPath        *path,
                            UaScimOp           op,
                            const UaScimValue *value)
{
  UaScimFilter *self;

  g_return_val_if_fail (path != NULL && ua_scim_path_get_attribute (path) != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (value->type != UA_SCIM_VALUE_STRING || value->string != NULL, NULL);

  self = new_filter (UA_SCIM_FILTER_COMPARE, path);
  self->op = op;
  self->value = *value;
  self->value.string = NULL;
  if (value->type == UA_SCIM_VALUE_STRING)
    {
      self->text = g_utf8_make_valid (value->string, -1);
      self->value.string = self->text;
    }
  return self;
}

/**
 * ua_scim_filter_new_string:
 * @path: an attribute path that is well formed, written in the code
 * @op: how to compare
 * @value: UTF-8; what is not is replaced
 *
 * Returns: (transfer full): the filter
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_new_string (const char *path,
                           UaScimOp    op,
                           const char *value)
{
  g_autoptr (UaScimPath) parsed = ua_scim_path_parse (path, NULL);
  UaScimValue typed = { .type = UA_SCIM_VALUE_STRING, .string = value };

  g_return_val_if_fail (parsed != NULL, NULL);

  return ua_scim_filter_new_compare (parsed, op, &typed);
}

/**
 * ua_scim_filter_new_boolean:
 * @path: an attribute path that is well formed, written in the code
 * @op: %UA_SCIM_OP_EQ or %UA_SCIM_OP_NE
 * @value: what with
 *
 * Returns: (transfer full): the filter
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_new_boolean (const char *path,
                            UaScimOp    op,
                            gboolean    value)
{
  g_autoptr (UaScimPath) parsed = ua_scim_path_parse (path, NULL);
  UaScimValue typed = { .type = UA_SCIM_VALUE_BOOLEAN, .boolean = value };

  g_return_val_if_fail (parsed != NULL, NULL);

  return ua_scim_filter_new_compare (parsed, op, &typed);
}

/**
 * ua_scim_filter_new_present:
 * @path: (transfer none): the path of an attribute, without a filter in it
 *
 * Returns: (transfer full): the filter that holds where the attribute has a value
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_new_present (UaScimPath *path)
{
  g_return_val_if_fail (path != NULL && ua_scim_path_get_attribute (path) != NULL, NULL);

  return new_filter (UA_SCIM_FILTER_PRESENT, path);
}

/**
 * ua_scim_filter_new_not:
 * @child: (transfer none): a filter
 *
 * Returns: (transfer full): the filter that holds where @child does not
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_new_not (UaScimFilter *child)
{
  UaScimFilter *self;

  g_return_val_if_fail (child != NULL, NULL);

  self = new_filter (UA_SCIM_FILTER_NOT, NULL);
  add_child (self, child);
  return self;
}

/**
 * ua_scim_filter_new_value_path:
 * @path: (transfer none): the path of a multi-valued attribute, without a filter in it
 * @child: (transfer none): a filter whose paths are names of sub-attributes
 *
 * Returns: (transfer full): the filter that holds where one value of the attribute fulfils @child
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_new_value_path (UaScimPath   *path,
                               UaScimFilter *child)
{
  UaScimFilter *self;

  g_return_val_if_fail (path != NULL && ua_scim_path_get_attribute (path) != NULL, NULL);
  g_return_val_if_fail (child != NULL, NULL);

  self = new_filter (UA_SCIM_FILTER_VALUE_PATH, path);
  add_child (self, child);
  return self;
}

/**
 * ua_scim_filter_new_group:
 * @kind: %UA_SCIM_FILTER_AND or %UA_SCIM_FILTER_OR
 * @children: (array length=n_children) (transfer none): filters
 * @n_children: how many, at least 1
 *
 * Returns: (transfer full): the filter of all of them together; of one child, that child
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_new_group (UaScimFilterKind     kind,
                          UaScimFilter *const *children,
                          guint                n_children)
{
  UaScimFilter *self;

  g_return_val_if_fail (kind == UA_SCIM_FILTER_AND || kind == UA_SCIM_FILTER_OR, NULL);
  g_return_val_if_fail (n_children > 0, NULL);

  if (n_children == 1)
    return ua_scim_filter_ref (children[0]);
  self = new_filter (kind, NULL);
  for (guint i = 0; i < n_children; i++)
    add_child (self, children[i]);
  return self;
}

/**
 * ua_scim_filter_ref:
 * @self: a filter
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_ref (UaScimFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ua_scim_filter_unref:
 * @self: (transfer full): a filter
 *
 * Any thread.
 */
void
ua_scim_filter_unref (UaScimFilter *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_filter);
}

/**
 * ua_scim_filter_get_kind:
 * @self: a filter
 *
 * Returns: what kind of node it is
 *
 * Any thread.
 */
UaScimFilterKind
ua_scim_filter_get_kind (const UaScimFilter *self)
{
  g_return_val_if_fail (self != NULL, UA_SCIM_FILTER_PRESENT);

  return self->kind;
}

/**
 * ua_scim_filter_get_n_children:
 * @self: a filter
 *
 * Returns: how many filters it is made of: at least 2 for and and or, 1 for not and for a value
 *   path, else 0
 *
 * Any thread.
 */
guint
ua_scim_filter_get_n_children (const UaScimFilter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->children != NULL ? self->children->len : 0;
}

/**
 * ua_scim_filter_get_child:
 * @self: a filter
 * @n: which one, below ua_scim_filter_get_n_children()
 *
 * Returns: (transfer none): the child
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_get_child (const UaScimFilter *self,
                          guint               n)
{
  g_return_val_if_fail (n < ua_scim_filter_get_n_children (self), NULL);

  return g_ptr_array_index (self->children, n);
}

/**
 * ua_scim_filter_get_path:
 * @self: a filter
 *
 * Returns: (transfer none) (nullable): the attribute that is looked at; %NULL for and, or and not
 *
 * Any thread.
 */
UaScimPath *
ua_scim_filter_get_path (const UaScimFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * ua_scim_filter_get_op:
 * @self: a filter of the kind %UA_SCIM_FILTER_COMPARE
 *
 * Returns: how it compares
 *
 * Any thread.
 */
UaScimOp
ua_scim_filter_get_op (const UaScimFilter *self)
{
  g_return_val_if_fail (self != NULL && self->kind == UA_SCIM_FILTER_COMPARE, UA_SCIM_OP_EQ);

  return self->op;
}

/**
 * ua_scim_filter_get_value:
 * @self: a filter of the kind %UA_SCIM_FILTER_COMPARE
 *
 * Returns: (transfer none): what it compares with
 *
 * Any thread.
 */
const UaScimValue *
ua_scim_filter_get_value (const UaScimFilter *self)
{
  g_return_val_if_fail (self != NULL && self->kind == UA_SCIM_FILTER_COMPARE, NULL);

  return &self->value;
}

/**
 * ua_scim_filter_equal:
 * @a: a filter
 * @b: another one
 *
 * Returns: whether both have the same form; filters of different form may still mean the same
 *
 * Any thread.
 */
gboolean
ua_scim_filter_equal (const UaScimFilter *a,
                      const UaScimFilter *b)
{
  guint n = ua_scim_filter_get_n_children (a);

  if (a->kind != b->kind || n != ua_scim_filter_get_n_children (b))
    return FALSE;
  if ((a->path == NULL) != (b->path == NULL) ||
      (a->path != NULL && !ua_scim_path_equal (a->path, b->path)))
    return FALSE;
  if (a->kind == UA_SCIM_FILTER_COMPARE &&
      (a->op != b->op || !equal_values (&a->value, &b->value)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!ua_scim_filter_equal (ua_scim_filter_get_child (a, i), ua_scim_filter_get_child (b, i)))
      return FALSE;
  return TRUE;
}

/**
 * ua_scim_filter_to_string:
 * @self: a filter
 *
 * Writes a filter as ua_scim_filter_parse() reads it (RFC 7644, section 3.4.2.2), with lower-case
 * operators, single spaces and JSON strings.  What is read again is equal to @self.  It is not yet
 * escaped for a URI.
 *
 * Returns: (transfer full): the text
 *
 * Any thread.
 */
char *
ua_scim_filter_to_string (const UaScimFilter *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  write_filter (text, self);
  return g_string_free (text, FALSE);
}

/**
 * ua_scim_op_to_string:
 * @op: an operator
 *
 * Returns: (transfer none): how it is written, such as `eq`
 *
 * Any thread.
 */
const char *
ua_scim_op_to_string (UaScimOp op)
{
  static const char names[][3] = { "eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le" };

  g_return_val_if_fail ((guint) op < G_N_ELEMENTS (names), names[0]);

  return names[op];
}
