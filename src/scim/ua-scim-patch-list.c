/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-patch-private.h"

#include "ua-json-private.h"
#include "ua-scim-error.h"
#include "ua-scim-eval.h"
#include "ua-scim-validate.h"

#include <string.h>

#define MAX_COMPARISONS 1000000

/*
 * PATCH of multi-valued attributes.  The values are worked on as an array of nodes that this file
 * owns, and written back as a whole at the end.
 */

static gboolean
refuse (GError                  **error,
        UaScimError               code,
        const UaScimPatchTarget  *target,
        const char               *why)
{
  g_set_error (error, UA_SCIM_ERROR, code, "%s %s", target->path, why);
  return FALSE;
}

static GPtrArray *
get_values (JsonNode *node)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (values, json_node_ref (json_array_get_element (array, i)));
    }
  else if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    g_ptr_array_add (values, json_node_ref (node));
  return values;
}

static gboolean
is_empty (JsonNode *value)
{
  return JSON_NODE_HOLDS_OBJECT (value) &&
         json_object_get_size (json_node_get_object (value)) == 0;
}

static gboolean
set_values (const UaScimPatchTarget  *target,
            GPtrArray                *values,
            GError                  **error)
{
  g_autoptr (JsonArray) array = json_array_sized_new (values->len);

  for (guint i = 0; i < values->len; i++)
    if (!is_empty (g_ptr_array_index (values, i)))
      json_array_add_element (array, json_node_ref (g_ptr_array_index (values, i)));
  if (json_array_get_length (array) == 0)
    return ua_scim_patch_unassign (target->object, target->attribute, target->path, error);
  ua_json_set (target->object, target->attribute->name,
               json_node_init_array (json_node_alloc (), array));
  return TRUE;
}

/* Checks what the operation gives: an array, or one value without an array around it. */
static GPtrArray *
read_given (const UaScimPatchTarget  *target,
            GError                  **error)
{
  g_autoptr (GPtrArray) given = get_values (target->value);
  g_autoptr (GPtrArray) checked = NULL;

  checked = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  for (guint i = 0; i < given->len; i++)
    {
      JsonNode *node = ua_scim_validate_value (target->attribute, g_ptr_array_index (given, i),
                                               target->path, UA_SCIM_VALIDATE_NONE, error);

      if (node == NULL)
        return NULL;
      g_ptr_array_add (checked, node);
    }
  return g_steal_pointer (&checked);
}

/*
 * Finds the values that may be equal to another one: those with the same text as their `value`.
 * So many can be added to many, or removed, without comparing all with all.
 */
typedef struct
{
  GHashTable *heads; /* (owned): the number of the last value with a text, plus one */
  GArray *tails;     /* (owned): for each value that of the one before with the same text */
  guint budget;      /* how many comparisons may still be made, so that nobody can ask for all */
} Index;

static char *
make_key (JsonNode *value)
{
  JsonNode *node = JSON_NODE_HOLDS_OBJECT (value)
                   ? ua_json_get (json_node_get_object (value), "value") : value;
  const char *text = ua_json_as_string (node);

  return text != NULL ? g_utf8_casefold (text, -1) : g_strdup ("");
}

static void
index_add (Index    *self,
           JsonNode *value)
{
  char *key = make_key (value);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->heads, key));

  g_array_append_val (self->tails, before);
  g_hash_table_replace (self->heads, key, GUINT_TO_POINTER (self->tails->len));
}

static Index *
index_new (GPtrArray *values)
{
  Index *self = g_new0 (Index, 1);

  self->heads = g_hash_table_new_full (ua_json_hash_text, g_str_equal, g_free, NULL);
  self->tails = g_array_new (FALSE, FALSE, sizeof (guint));
  self->budget = MAX_COMPARISONS;
  for (guint i = 0; i < values->len; i++)
    index_add (self, g_ptr_array_index (values, i));
  return self;
}

static void
index_free (Index *self)
{
  g_hash_table_unref (self->heads);
  g_array_unref (self->tails);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Index, index_free)

static gboolean
equal_simple (const UaScimAttribute *attribute,
              JsonNode              *a,
              JsonNode              *b)
{
  const char *a_text = ua_json_as_string (a);
  const char *b_text = ua_json_as_string (b);

  if (a_text == NULL || b_text == NULL || attribute->case_exact)
    return json_node_equal (a, b);
  else
    {
      g_autofree char *a_key = g_utf8_casefold (a_text, -1);
      g_autofree char *b_key = g_utf8_casefold (b_text, -1);

      return strcmp (a_key, b_key) == 0;
    }
}

/* Whether @value has all that @given says of it. */
static gboolean
covers (const UaScimAttribute *attribute,
        JsonNode              *value,
        JsonNode              *given)
{
  if (attribute->subs == NULL)
    return equal_simple (attribute, value, given);
  if (!JSON_NODE_HOLDS_OBJECT (value) || !JSON_NODE_HOLDS_OBJECT (given))
    return FALSE;
  for (const UaScimAttribute *sub = attribute->subs; sub->name != NULL; sub++)
    {
      JsonNode *a = ua_json_get (json_node_get_object (value), sub->name);
      JsonNode *b = ua_json_get (json_node_get_object (given), sub->name);

      if (b != NULL && (a == NULL || !equal_simple (sub, a, b)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_primary (JsonNode *value)
{
  gboolean primary = FALSE;

  return JSON_NODE_HOLDS_OBJECT (value) &&
         ua_json_read_bool (ua_json_get (json_node_get_object (value), "primary"), &primary) &&
         primary;
}

/* A new primary value ends the primacy of the one before (RFC 7644, section 3.5.2). */
static void
clear_other_primaries (GPtrArray  *values,
                       GHashTable *touched)
{
  gboolean any = FALSE;

  for (guint i = 0; i < values->len; i++)
    any = any || (g_hash_table_contains (touched, GUINT_TO_POINTER (i)) &&
                  is_primary (g_ptr_array_index (values, i)));
  for (guint i = 0; any && i < values->len; i++)
    {
      JsonNode *value = g_ptr_array_index (values, i);

      if (!g_hash_table_contains (touched, GUINT_TO_POINTER (i)) && is_primary (value))
        ua_json_set (json_node_get_object (value), "primary",
                     json_node_init_boolean (json_node_alloc (), FALSE));
    }
}

/*
 * Takes the next candidate for being equal to @given from the chain that @n is in: 0 begins and
 * ends it, other numbers are those of values plus one.
 */
static gboolean
next_candidate (const UaScimPatchTarget  *target,
                Index                    *index,
                JsonNode                 *given,
                guint                    *n,
                GError                  **error)
{
  if (*n == 0)
    {
      g_autofree char *key = make_key (given);

      *n = GPOINTER_TO_UINT (g_hash_table_lookup (index->heads, key));
    }
  else
    *n = g_array_index (index->tails, guint, *n - 1);
  if (*n > 0 && index->budget == 0)
    return refuse (error, UA_SCIM_ERROR_TOO_MANY, target, "has too many values to compare");
  index->budget -= *n > 0 ? 1 : 0;
  return TRUE;
}

static gboolean
add_values (const UaScimPatchTarget  *target,
            GPtrArray                *values,
            GError                  **error)
{
  g_autoptr (GPtrArray) given = read_given (target, error);
  g_autoptr (Index) index = index_new (values);
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);

  if (given == NULL)
    return FALSE;
  for (guint i = 0; i < given->len; i++)
    {
      JsonNode *value = g_ptr_array_index (given, i);
      gboolean found = FALSE;
      guint n = 0;

      do
        {
          if (!next_candidate (target, index, value, &n, error))
            return FALSE;
          found = n > 0 && covers (target->attribute, g_ptr_array_index (values, n - 1), value);
        }
      while (n > 0 && !found);
      if (found)
        continue;
      g_hash_table_add (touched, GUINT_TO_POINTER (values->len));
      g_ptr_array_add (values, json_node_ref (value));
      index_add (index, value);
    }
  clear_other_primaries (values, touched);
  return values->len == 0 || set_values (target, values, error);
}

/* `remove` with a value, which is none of the RFC's but what some clients send for members. */
static gboolean
remove_given (const UaScimPatchTarget  *target,
              GPtrArray                *values,
              GError                  **error)
{
  g_autoptr (GPtrArray) given = read_given (target, error);
  g_autoptr (Index) index = index_new (values);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GHashTable) removed = g_hash_table_new (NULL, NULL);

  if (given == NULL)
    return FALSE;
  for (guint i = 0; i < given->len; i++)
    {
      guint n = 0;

      do
        {
          if (!next_candidate (target, index, g_ptr_array_index (given, i), &n, error))
            return FALSE;
          if (n > 0 && covers (target->attribute, g_ptr_array_index (values, n - 1),
                               g_ptr_array_index (given, i)))
            g_hash_table_add (removed, GUINT_TO_POINTER (n));
        }
      while (n > 0);
    }
  left = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  for (guint i = 0; i < values->len; i++)
    if (!g_hash_table_contains (removed, GUINT_TO_POINTER (i + 1)))
      g_ptr_array_add (left, json_node_ref (g_ptr_array_index (values, i)));
  return set_values (target, left, error);
}

/* Replaces one value by another one that was checked. */
static gboolean
replace_value (const UaScimPatchTarget  *target,
               JsonNode                **value,
               JsonNode                 *given,
               GError                  **error)
{
  const UaScimAttribute *subs = target->attribute->subs;

  if (subs != NULL && target->verb == UA_SCIM_PATCH_ADD)
    return ua_scim_patch_merge (json_node_get_object (*value), target->attribute, given,
                                target->path, error);
  for (const UaScimAttribute *sub = subs; sub != NULL && sub->name != NULL; sub++)
    {
      JsonNode *before = ua_json_get (json_node_get_object (*value), sub->name);
      JsonNode *after = ua_json_get (json_node_get_object (given), sub->name);

      if (sub->mutability == UA_SCIM_IMMUTABLE && before != NULL && after != NULL &&
          !json_node_equal (before, after))
        return refuse (error, UA_SCIM_ERROR_MUTABILITY, target, "cannot be given another value");
    }
  json_node_unref (*value);
  *value = ua_json_copy_node (given);
  return TRUE;
}

/* Does to one of the values what the operation says; @given was checked. */
static gboolean
change_value (const UaScimPatchTarget  *target,
              JsonNode                **value,
              JsonNode                 *given,
              GError                  **error)
{
  if (target->sub == NULL)
    return replace_value (target, value, given, error);
  if (!JSON_NODE_HOLDS_OBJECT (*value))
    return refuse (error, UA_SCIM_ERROR_NO_TARGET, target, "is not there");
  if (given == NULL)
    return ua_scim_patch_unassign (json_node_get_object (*value), target->sub, target->path, error);
  return ua_scim_patch_assign_sub (json_node_get_object (*value), target->attribute, target->sub,
                                   ua_json_copy_node (given), target->path, error);
}

/* Sets in @object what a filter demands with `eq` and `and`; %FALSE when it demands more. */
static gboolean
fill_from_filter (const UaScimFilter    *filter,
                  const UaScimAttribute *attribute,
                  JsonObject            *object)
{
  const UaScimValue *value;
  const UaScimAttribute *sub;
  JsonNode *node;

  if (ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_AND)
    {
      for (guint i = 0; i < ua_scim_filter_get_n_children (filter); i++)
        if (!fill_from_filter (ua_scim_filter_get_child (filter, i), attribute, object))
          return FALSE;
      return TRUE;
    }
  if (ua_scim_filter_get_kind (filter) != UA_SCIM_FILTER_COMPARE ||
      ua_scim_filter_get_op (filter) != UA_SCIM_OP_EQ)
    return FALSE;
  value = ua_scim_filter_get_value (filter);
  sub = ua_scim_attributes_find (attribute->subs,
                                 ua_scim_path_get_attribute (ua_scim_filter_get_path (filter)));
  if (sub == NULL || sub->mutability == UA_SCIM_READ_ONLY)
    return FALSE;
  if (value->type == UA_SCIM_VALUE_STRING)
    node = json_node_init_string (json_node_alloc (), value->string);
  else if (value->type == UA_SCIM_VALUE_BOOLEAN)
    node = json_node_init_boolean (json_node_alloc (), value->boolean);
  else
    return FALSE;
  json_object_set_member (object, sub->name, node);
  return TRUE;
}

/* `add` to a value that is not there yet: it comes to be as the filter wants it. */
static gboolean
create_value (const UaScimPatchTarget  *target,
              GPtrArray                *values,
              JsonNode                 *given,
              GError                  **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  JsonNode *checked;

  if (target->verb != UA_SCIM_PATCH_ADD && target->filter != NULL)
    return refuse (error, UA_SCIM_ERROR_NO_TARGET, target, "matches no value");
  if (target->filter != NULL && !fill_from_filter (target->filter, target->attribute, object))
    return refuse (error, UA_SCIM_ERROR_NO_TARGET, target, "matches no value");
  if (!change_value (target, &node, given, error))
    return FALSE;
  checked = ua_scim_validate_value (target->attribute, node, target->path, UA_SCIM_VALIDATE_NONE,
                                    error);
  if (checked == NULL)
    return FALSE;
  g_hash_table_add (touched, GUINT_TO_POINTER (values->len));
  g_ptr_array_add (values, checked);
  clear_other_primaries (values, touched);
  return set_values (target, values, error);
}

/* Checks the value for those that a filter selects, or for a sub-attribute. */
static JsonNode *
read_one (const UaScimPatchTarget  *target,
          GError                  **error)
{
  const UaScimAttribute *attribute = target->sub != NULL ? target->sub : target->attribute;
  JsonNode *value = target->value;

  /* Some clients put an array around the one value. */
  if (JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) == 1)
    value = json_array_get_element (json_node_get_array (value), 0);
  return ua_scim_validate_value (attribute, value, target->path, UA_SCIM_VALIDATE_NONE, error);
}

/* `attribute[filter]`, `attribute[filter].sub` and `attribute.sub`. */
static gboolean
change_selected (const UaScimPatchTarget  *target,
                 GPtrArray                *values,
                 GError                  **error)
{
  gboolean removes = target->verb == UA_SCIM_PATCH_REMOVE ||
                     (target->value != NULL && JSON_NODE_HOLDS_NULL (target->value));
  g_autoptr (JsonNode) given = removes ? NULL : read_one (target, error);
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);

  if (given == NULL && !removes)
    return FALSE;
  for (guint i = values->len; i > 0; i--)
    {
      JsonNode **value = (JsonNode **) &g_ptr_array_index (values, i - 1);

      if (target->filter != NULL &&
          !ua_scim_filter_matches_value (target->filter, *value, target->attribute))
        continue;
      g_hash_table_add (touched, GUINT_TO_POINTER (i - 1));
      if (removes && target->sub == NULL)
        g_ptr_array_remove_index (values, i - 1);
      else if (!change_value (target, value, given, error))
        return FALSE;
    }
  if (g_hash_table_size (touched) == 0)
    {
      if (removes && target->filter == NULL)
        return TRUE;
      if (removes)
        return refuse (error, UA_SCIM_ERROR_NO_TARGET, target, "matches no value");
      return create_value (target, values, given, error);
    }
  if (!removes)
    clear_other_primaries (values, touched);
  return set_values (target, values, error);
}

/**
 * ua_scim_patch_list:
 * @target: an operation on a multi-valued attribute
 * @error: where to put a #GError
 *
 * Does one operation (RFC 7644, section 3.5.2) on the values of a multi-valued attribute: on all of
 * them, on those that a filter selects, or on a sub-attribute of either.  Adding a value that is
 * there already changes nothing.
 *
 * Returns: whether it could be done; %FALSE with a code of %UA_SCIM_ERROR, and the list as it was
 *   or in part changed, so that the caller works on a copy
 *
 * Any thread.
 */
gboolean
ua_scim_patch_list (const UaScimPatchTarget  *target,
                    GError                  **error)
{
  g_autoptr (GPtrArray) values = get_values (ua_json_get (target->object,
                                                          target->attribute->name));

  if (target->filter != NULL || target->sub != NULL)
    return change_selected (target, values, error);
  switch (target->verb)
    {
    case UA_SCIM_PATCH_ADD:
      return add_values (target, values, error);
    case UA_SCIM_PATCH_REPLACE:
      g_ptr_array_set_size (values, 0);
      return add_values (target, values, error) &&
             (values->len > 0 || set_values (target, values, error));
    case UA_SCIM_PATCH_REMOVE:
    default:
      if (target->value != NULL && !JSON_NODE_HOLDS_NULL (target->value))
        return remove_given (target, values, error);
      return ua_scim_patch_unassign (target->object, target->attribute, target->path, error);
    }
}
