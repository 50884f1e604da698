/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-query.h"

struct _UaFilter
{
  gatomicrefcount refs;
  UaFilterOp op;
  UaField field;
  char *value;         /* (owned) (nullable) */
  GPtrArray *children; /* (owned) (nullable), of UaFilter */
};

struct _UaQuery
{
  gatomicrefcount refs;
  char *search;     /* (owned), maybe empty */
  UaFilter *filter; /* (owned) (nullable) */
  UaField sort;
  gboolean descending;
};

G_DEFINE_BOXED_TYPE (UaFilter, ua_filter, ua_filter_ref, ua_filter_unref)
G_DEFINE_BOXED_TYPE (UaQuery, ua_query, ua_query_ref, ua_query_unref)

static gboolean
is_group (UaFilterOp op)
{
  return op == UA_FILTER_OP_AND || op == UA_FILTER_OP_OR || op == UA_FILTER_OP_NOT;
}

/**
 * ua_filter_new_compare:
 * @field: a field
 * @op: %UA_FILTER_OP_EQUAL or a later one
 * @value: (nullable): valid UTF-8 in the form of the field; %NULL with %UA_FILTER_OP_PRESENT only
 *
 * Returns: (transfer full): a condition on one field
 *
 * Any thread.
 */
UaFilter *
ua_filter_new_compare (UaField     field,
                       UaFilterOp  op,
                       const char *value)
{
  UaFilter *self;

  g_return_val_if_fail ((guint) field < UA_N_FIELDS, NULL);
  g_return_val_if_fail (!is_group (op), NULL);
  g_return_val_if_fail ((value == NULL) == (op == UA_FILTER_OP_PRESENT), NULL);

  self = g_new0 (UaFilter, 1);
  g_atomic_ref_count_init (&self->refs);
  self->op = op;
  self->field = field;
  self->value = g_strdup (value);
  return self;
}

/**
 * ua_filter_new_group:
 * @op: %UA_FILTER_OP_AND, %UA_FILTER_OP_OR or %UA_FILTER_OP_NOT
 * @children: (array length=n_children) (transfer none): conditions
 * @n_children: how many, at least 1; 1 for %UA_FILTER_OP_NOT
 *
 * Returns: (transfer full): a condition made of others
 *
 * Any thread.
 */
UaFilter *
ua_filter_new_group (UaFilterOp        op,
                     UaFilter * const *children,
                     guint             n_children)
{
  UaFilter *self;

  g_return_val_if_fail (is_group (op), NULL);
  g_return_val_if_fail (n_children > 0, NULL);
  g_return_val_if_fail (op != UA_FILTER_OP_NOT || n_children == 1, NULL);

  self = g_new0 (UaFilter, 1);
  g_atomic_ref_count_init (&self->refs);
  self->op = op;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_filter_unref);
  for (guint i = 0; i < n_children; i++)
    g_ptr_array_add (self->children, ua_filter_ref (children[i]));
  return self;
}

/**
 * ua_filter_ref:
 * @self: a filter
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaFilter *
ua_filter_ref (UaFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_filter_unref:
 * @self: (transfer full): a filter
 *
 * Any thread.
 */
void
ua_filter_unref (UaFilter *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->value);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

/**
 * ua_filter_get_op:
 * @self: a filter
 *
 * Returns: what kind of node this is
 *
 * Any thread.
 */
UaFilterOp
ua_filter_get_op (const UaFilter *self)
{
  g_return_val_if_fail (self != NULL, UA_FILTER_OP_AND);

  return self->op;
}

/**
 * ua_filter_get_field:
 * @self: a filter that compares
 *
 * Returns: the field compared
 *
 * Any thread.
 */
UaField
ua_filter_get_field (const UaFilter *self)
{
  g_return_val_if_fail (self != NULL && !is_group (self->op), UA_FIELD_ID);

  return self->field;
}

/**
 * ua_filter_get_value:
 * @self: a filter that compares
 *
 * Returns: (transfer none) (nullable): the value compared with
 *
 * Any thread.
 */
const char *
ua_filter_get_value (const UaFilter *self)
{
  g_return_val_if_fail (self != NULL && !is_group (self->op), NULL);

  return self->value;
}

/**
 * ua_filter_get_n:
 * @self: a filter
 *
 * Returns: how many children it has, 0 when it compares
 *
 * Any thread.
 */
guint
ua_filter_get_n (const UaFilter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->children != NULL ? self->children->len : 0;
}

/**
 * ua_filter_get_nth:
 * @self: a filter
 * @n: which child, below ua_filter_get_n()
 *
 * Returns: (transfer none): the child
 *
 * Any thread.
 */
const UaFilter *
ua_filter_get_nth (const UaFilter *self,
                   guint           n)
{
  g_return_val_if_fail (n < ua_filter_get_n (self), NULL);

  return g_ptr_array_index (self->children, n);
}

/**
 * ua_filter_equal:
 * @a: (nullable): a filter
 * @b: (nullable): a filter
 *
 * Returns: whether both are the same tree
 *
 * Any thread.
 */
gboolean
ua_filter_equal (const UaFilter *a,
                 const UaFilter *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->op != b->op || ua_filter_get_n (a) != ua_filter_get_n (b))
    return FALSE;
  if (!is_group (a->op))
    return a->field == b->field && g_strcmp0 (a->value, b->value) == 0;
  for (guint i = 0; i < ua_filter_get_n (a); i++)
    if (!ua_filter_equal (ua_filter_get_nth (a, i), ua_filter_get_nth (b, i)))
      return FALSE;
  return TRUE;
}

/**
 * ua_query_new:
 * @search: (nullable): words to search for, as typed; all must be found, in any order
 * @filter: (nullable) (transfer none): a condition
 * @sort: the field that orders; a list orders by what its first entry is called
 * @descending: whether from the last to the first
 *
 * Returns: (transfer full): a query
 *
 * Any thread.
 */
UaQuery *
ua_query_new (const char *search,
              UaFilter   *filter,
              UaField     sort,
              gboolean    descending)
{
  UaQuery *self;

  g_return_val_if_fail ((guint) sort < UA_N_FIELDS, NULL);

  self = g_new0 (UaQuery, 1);
  g_atomic_ref_count_init (&self->refs);
  self->search = g_strdup (search != NULL ? search : "");
  self->filter = filter != NULL ? ua_filter_ref (filter) : NULL;
  self->sort = sort;
  self->descending = descending;
  return self;
}

/**
 * ua_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaQuery *
ua_query_ref (UaQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_query_unref:
 * @self: (transfer full): a query
 *
 * Any thread.
 */
void
ua_query_unref (UaQuery *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->search);
  g_clear_pointer (&self->filter, ua_filter_unref);
  g_free (self);
}

/**
 * ua_query_get_search:
 * @self: a query
 *
 * Returns: (transfer none): the words to search for, maybe empty
 *
 * Any thread.
 */
const char *
ua_query_get_search (const UaQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->search;
}

/**
 * ua_query_get_filter:
 * @self: a query
 *
 * Returns: (transfer none) (nullable): the condition
 *
 * Any thread.
 */
UaFilter *
ua_query_get_filter (const UaQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->filter;
}

/**
 * ua_query_get_sort:
 * @self: a query
 *
 * Returns: the field that orders
 *
 * Any thread.
 */
UaField
ua_query_get_sort (const UaQuery *self)
{
  g_return_val_if_fail (self != NULL, UA_FIELD_ID);

  return self->sort;
}

/**
 * ua_query_get_descending:
 * @self: a query
 *
 * Returns: whether from the last to the first
 *
 * Any thread.
 */
gboolean
ua_query_get_descending (const UaQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->descending;
}

/**
 * ua_query_equal:
 * @a: (nullable): a query
 * @b: (nullable): a query
 *
 * Returns: whether both ask for the same
 *
 * Any thread.
 */
gboolean
ua_query_equal (const UaQuery *a,
                const UaQuery *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  return a->sort == b->sort && !a->descending == !b->descending &&
         g_strcmp0 (a->search, b->search) == 0 && ua_filter_equal (a->filter, b->filter);
}
