/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-entry-query.h"

#include "ua-text.h"

#include <string.h>

/* How many words of a search count. */
#define MAX_WORDS 8

typedef struct
{
  char *path;  /* (owned) */
  UaEntryOp op;
  char *value; /* (owned) */
} Condition;

struct _UaEntryQuery
{
  gatomicrefcount refs;
  UaEntryType kind;
  char **words;       /* (owned), as they were given */
  GArray *conditions; /* (owned), of Condition */
  char *sort;         /* (owned) */
  gboolean descending;
};

G_DEFINE_BOXED_TYPE (UaEntryQuery, ua_entry_query, ua_entry_query_ref, ua_entry_query_unref)

static void
clear_condition (gpointer data)
{
  Condition *condition = data;

  g_clear_pointer (&condition->path, g_free);
  g_clear_pointer (&condition->value, g_free);
}

static void
add_condition (UaEntryQuery *self,
               const char   *path,
               UaEntryOp     op,
               const char   *value)
{
  Condition condition = { g_strdup (path), op, g_strdup (value) };

  g_array_append_val (self->conditions, condition);
}

static const Condition *
get_condition (const UaEntryQuery *self,
               guint               n)
{
  return &g_array_index (self->conditions, Condition, n);
}

static UaEntryQuery *
new_query (UaEntryType   kind,
           char        **words,
           const char   *sort,
           gboolean      descending)
{
  UaEntryQuery *self = g_new0 (UaEntryQuery, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->words = words;
  self->conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (self->conditions, clear_condition);
  self->sort = g_strdup (sort);
  self->descending = descending;
  return self;
}

static UaEntryQuery *
copy (const UaEntryQuery *self)
{
  UaEntryQuery *other = new_query (self->kind, g_strdupv (self->words), self->sort,
                                   self->descending);

  for (guint i = 0; i < self->conditions->len; i++)
    add_condition (other, get_condition (self, i)->path, get_condition (self, i)->op,
                   get_condition (self, i)->value);
  return other;
}

static char **
split_words (const char *search)
{
  g_autofree char *clean = ua_text_clean (search, 200);
  g_auto (GStrv) parts = g_strsplit (clean, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; parts[i] != NULL && n < MAX_WORDS; i++)
    if (*parts[i] != '\0')
      {
        g_strv_builder_add (words, parts[i]);
        n++;
      }
  return g_strv_builder_end (words);
}

/* Whether @test holds for what is at @path: the value, or one of those of a list. */
static gboolean
any_value (UaEntry     *entry,
           const char  *path,
           gboolean   (*test) (const char *value,
                               const char *wanted),
           const char  *wanted)
{
  const char *dot = strchr (path, '.');
  g_autofree char *attribute = dot != NULL ? g_strndup (path, (gsize) (dot - path))
                                           : g_strdup (path);
  const char *value = ua_entry_get (entry, path);

  if (value != NULL)
    return test (value, wanted);
  for (guint i = 0; i < ua_entry_get_n (entry, attribute); i++)
    {
      value = ua_entry_get_nth (entry, attribute, i, dot != NULL ? dot + 1 : "value");
      if (value != NULL && test (value, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_equal (const char *value,
          const char *wanted)
{
  return g_ascii_strcasecmp (value, wanted) == 0;
}

static gboolean
is_from (const char *value,
         const char *wanted)
{
  return strcmp (value, wanted) >= 0;
}

static gboolean
has_word (const char *value,
          const char *folded_word)
{
  g_autofree char *folded = ua_text_fold (value);

  return strstr (folded, folded_word) != NULL;
}

static gboolean
matches_word (UaEntry    *entry,
              const char *word)
{
  const char * const *paths = ua_entry_type_get_search (ua_entry_get_kind (entry));
  g_autofree char *folded = ua_text_fold (word);

  for (guint i = 0; paths[i] != NULL; i++)
    if (any_value (entry, paths[i], has_word, folded))
      return TRUE;
  return FALSE;
}

/* What is sorted, beside the key by which. */
typedef struct
{
  char *key;      /* (owned) (nullable) */
  UaEntry *entry; /* (unowned) */
  guint place;    /* where it was before */
} Sorted;

static void
clear_sorted (gpointer data)
{
  g_free (((Sorted *) data)->key);
}

/* What has no value comes last, and first where the order is descending (RFC 7644, section
 * 3.4.2.3); equal ones stay as they were, which is the order of the server. */
static int
compare_sorted (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const Sorted *one = a;
  const Sorted *other = b;
  gboolean descending = GPOINTER_TO_INT (user_data);
  int order;

  if (one->key == NULL || other->key == NULL)
    order = (one->key == NULL) - (other->key == NULL);
  else
    order = strcmp (one->key, other->key);
  if (order == 0)
    return one->place < other->place ? -1 : 1;
  return descending ? -order : order;
}

/**
 * ua_entry_query_new:
 * @type: which entries
 * @search: (nullable): words that all have to be in what such entries are searched by
 *
 * Returns: (transfer full): a query in the order in which such entries are listed
 *
 * Any thread.
 */
UaEntryQuery *
ua_entry_query_new (UaEntryType  type,
                    const char  *search)
{
  gboolean descending;
  const char *sort = ua_entry_type_get_sort (type, &descending);

  return new_query (type, split_words (search), sort, descending);
}

/**
 * ua_entry_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaEntryQuery *
ua_entry_query_ref (UaEntryQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_entry_query_unref:
 * @self: (transfer full): a query
 *
 * Any thread.
 */
void
ua_entry_query_unref (UaEntryQuery *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_strfreev (self->words);
  g_array_unref (self->conditions);
  g_free (self->sort);
  g_free (self);
}

/**
 * ua_entry_query_with_condition:
 * @self: a query
 * @path: an attribute, or `attribute.part`
 * @op: how it is compared
 * @value: with what
 *
 * Returns: (transfer full): @self with that condition too
 *
 * Any thread.
 */
UaEntryQuery *
ua_entry_query_with_condition (const UaEntryQuery *self,
                               const char         *path,
                               UaEntryOp           op,
                               const char         *value)
{
  UaEntryQuery *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL && value != NULL, NULL);

  other = copy (self);
  add_condition (other, path, op, value);
  return other;
}

/**
 * ua_entry_query_with_sort:
 * @self: a query
 * @path: an attribute, or `attribute.part`
 * @descending: whether the greatest comes first
 *
 * Returns: (transfer full): @self in that order
 *
 * Any thread.
 */
UaEntryQuery *
ua_entry_query_with_sort (const UaEntryQuery *self,
                          const char         *path,
                          gboolean            descending)
{
  UaEntryQuery *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  other = copy (self);
  g_free (other->sort);
  other->sort = g_strdup (path);
  other->descending = descending;
  return other;
}

/**
 * ua_entry_query_get_kind:
 * @self: a query
 *
 * Returns: which entries
 *
 * Any thread.
 */
UaEntryType
ua_entry_query_get_kind (const UaEntryQuery *self)
{
  g_return_val_if_fail (self != NULL, UA_N_ENTRY_TYPES);

  return self->kind;
}

/**
 * ua_entry_query_get_words:
 * @self: a query
 *
 * Returns: (transfer none) (array zero-terminated=1): the words that are searched for
 *
 * Any thread.
 */
const char * const *
ua_entry_query_get_words (const UaEntryQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->words;
}

/**
 * ua_entry_query_get_n:
 * @self: a query
 *
 * Returns: how many conditions there are
 *
 * Any thread.
 */
guint
ua_entry_query_get_n (const UaEntryQuery *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->conditions->len;
}

/**
 * ua_entry_query_get_path:
 * @self: a query
 * @n: which condition, below ua_entry_query_get_n()
 *
 * Returns: (transfer none): what is compared
 *
 * Any thread.
 */
const char *
ua_entry_query_get_path (const UaEntryQuery *self,
                         guint               n)
{
  g_return_val_if_fail (self != NULL && n < self->conditions->len, NULL);

  return get_condition (self, n)->path;
}

/**
 * ua_entry_query_get_op:
 * @self: a query
 * @n: which condition, below ua_entry_query_get_n()
 *
 * Returns: how it is compared
 *
 * Any thread.
 */
UaEntryOp
ua_entry_query_get_op (const UaEntryQuery *self,
                       guint               n)
{
  g_return_val_if_fail (self != NULL && n < self->conditions->len, UA_ENTRY_OP_EQUAL);

  return get_condition (self, n)->op;
}

/**
 * ua_entry_query_get_value:
 * @self: a query
 * @n: which condition, below ua_entry_query_get_n()
 *
 * Returns: (transfer none): with what it is compared
 *
 * Any thread.
 */
const char *
ua_entry_query_get_value (const UaEntryQuery *self,
                          guint               n)
{
  g_return_val_if_fail (self != NULL && n < self->conditions->len, NULL);

  return get_condition (self, n)->value;
}

/**
 * ua_entry_query_get_sort:
 * @self: a query
 *
 * Returns: (transfer none): the path of the attribute that gives the order
 *
 * Any thread.
 */
const char *
ua_entry_query_get_sort (const UaEntryQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sort;
}

/**
 * ua_entry_query_get_descending:
 * @self: a query
 *
 * Returns: whether the greatest comes first
 *
 * Any thread.
 */
gboolean
ua_entry_query_get_descending (const UaEntryQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->descending;
}

/**
 * ua_entry_query_is_all:
 * @self: a query
 *
 * Returns: whether nothing is left out and the order is the usual one, so that its first rows are
 *   what is worth keeping
 *
 * Any thread.
 */
gboolean
ua_entry_query_is_all (const UaEntryQuery *self)
{
  gboolean descending;
  const char *sort;

  g_return_val_if_fail (self != NULL, FALSE);

  sort = ua_entry_type_get_sort (self->kind, &descending);
  return self->words[0] == NULL && self->conditions->len == 0 &&
         strcmp (self->sort, sort) == 0 && self->descending == descending;
}

/**
 * ua_entry_query_equal:
 * @a: a query
 * @b: a query
 *
 * Returns: whether both ask for the same in the same order
 *
 * Any thread.
 */
gboolean
ua_entry_query_equal (const UaEntryQuery *a,
                      const UaEntryQuery *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->kind != b->kind || a->descending != b->descending || strcmp (a->sort, b->sort) != 0 ||
      a->conditions->len != b->conditions->len ||
      !g_strv_equal ((const char * const *) a->words, (const char * const *) b->words))
    return FALSE;
  for (guint i = 0; i < a->conditions->len; i++)
    if (get_condition (a, i)->op != get_condition (b, i)->op ||
        strcmp (get_condition (a, i)->path, get_condition (b, i)->path) != 0 ||
        strcmp (get_condition (a, i)->value, get_condition (b, i)->value) != 0)
      return FALSE;
  return TRUE;
}

/**
 * ua_entry_query_matches:
 * @self: a query
 * @entry: an entry
 *
 * Returns: whether the query finds it; accents and case are ignored
 *
 * Any thread.
 */
gboolean
ua_entry_query_matches (const UaEntryQuery *self,
                        UaEntry            *entry)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (UA_IS_ENTRY (entry), FALSE);

  if (ua_entry_get_kind (entry) != self->kind)
    return FALSE;
  for (guint i = 0; i < self->conditions->len; i++)
    if (!any_value (entry, get_condition (self, i)->path,
                    get_condition (self, i)->op == UA_ENTRY_OP_FROM ? is_from : is_equal,
                    get_condition (self, i)->value))
      return FALSE;
  for (guint i = 0; self->words[i] != NULL; i++)
    if (!matches_word (entry, self->words[i]))
      return FALSE;
  return TRUE;
}

/**
 * ua_entry_query_run:
 * @self: a query
 * @entries: (element-type UaEntry): some entries
 *
 * Returns: (transfer full) (element-type UaEntry): those that the query finds, in its order
 *
 * Any thread.
 */
GPtrArray *
ua_entry_query_run (const UaEntryQuery *self,
                    GPtrArray          *entries)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Sorted));
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (self != NULL && entries != NULL, sorted);

  g_array_set_clear_func (found, clear_sorted);
  for (guint i = 0; i < entries->len; i++)
    {
      UaEntry *entry = g_ptr_array_index (entries, i);
      const char *value = ua_entry_get (entry, self->sort);

      if (ua_entry_query_matches (self, entry))
        {
          Sorted item = { value != NULL ? ua_text_fold (value) : NULL, entry, i };

          g_array_append_val (found, item);
        }
    }
  g_array_sort_with_data (found, compare_sorted, GINT_TO_POINTER (self->descending));
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (sorted, g_object_ref (g_array_index (found, Sorted, i).entry));
  return sorted;
}
