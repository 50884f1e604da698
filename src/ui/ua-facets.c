/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-facets.h"

#include <glib/gi18n.h>

#include "ua-format.h"
#include "ua-time.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* Longer ago than that nobody looks. */
#define MAX_DAYS 36500

typedef struct
{
  char *value; /* (owned) */
  char *name;  /* (owned), what it is called on the screen */
} Choice;

/**
 * UaFacets:
 *
 * The values chosen to filter by: any of the values of one field, and that for each field (WS-02).
 * It gives the condition for a query and the sentence for a person.
 */
struct _UaFacets
{
  GObject parent_instance;

  GPtrArray *choices[UA_N_FIELDS]; /* (owned) (nullable), of Choice */
};

G_DEFINE_FINAL_TYPE (UaFacets, ua_facets, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_free (choice->value);
  g_free (choice->name);
  g_free (choice);
}

static gboolean
find_choice (UaFacets   *self,
             UaField     field,
             const char *value,
             guint      *n)
{
  GPtrArray *choices = self->choices[field];

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    if (strcmp (((Choice *) g_ptr_array_index (choices, i))->value, value) == 0)
      {
        *n = i;
        return TRUE;
      }
  return FALSE;
}

/* The text of the time that was so many days ago. */
static char *
make_past (UaField  field,
           gint64   days)
{
  gint64 then = ua_time_now () - CLAMP (days, 0, MAX_DAYS) * DAY_MS;
  char *text = ua_time_format (then);

  if (ua_field_get_kind (field) == UA_FIELD_KIND_DATE)
    text[strlen ("YYYY-MM-DD")] = '\0';
  return text;
}

static UaFilter *
make_filter (UaField     field,
             const char *value)
{
  UaFieldKind kind = ua_field_get_kind (field);
  g_autofree char *past = NULL;

  if (value[0] != '<' || (kind != UA_FIELD_KIND_DATE && kind != UA_FIELD_KIND_TIME))
    return ua_filter_new_compare (field, UA_FILTER_OP_EQUAL, value);
  past = make_past (field, g_ascii_strtoll (value + 1, NULL, 10));
  return ua_filter_new_compare (field, UA_FILTER_OP_LESS, past);
}

static UaFilter *
make_field_filter (UaFacets *self,
                   UaField   field)
{
  GPtrArray *choices = self->choices[field];
  g_autoptr (GPtrArray) filters =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_filter_unref);

  for (guint i = 0; i < choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (choices, i);

      g_ptr_array_add (filters, make_filter (field, choice->value));
    }
  if (filters->len == 1)
    return ua_filter_ref (g_ptr_array_index (filters, 0));
  return ua_filter_new_group (UA_FILTER_OP_OR, (UaFilter **) filters->pdata, filters->len);
}

/* "Invited", "Invited or Active", "Invited, Active or Locked". */
static char *
join_names (GPtrArray *choices)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < choices->len; i++)
    {
      g_autofree char *name = ua_format_text (((Choice *) g_ptr_array_index (choices, i))->name);

      if (i > 0 && i == choices->len - 1)
        /* Translators: between the last two of several values to filter by. */
        g_string_append (text, C_("filter", " or "));
      else if (i > 0)
        /* Translators: between several values to filter by. */
        g_string_append (text, C_("filter", ", "));
      g_string_append (text, name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
ua_facets_finalize (GObject *object)
{
  UaFacets *self = UA_FACETS (object);

  for (guint i = 0; i < UA_N_FIELDS; i++)
    g_clear_pointer (&self->choices[i], g_ptr_array_unref);

  G_OBJECT_CLASS (ua_facets_parent_class)->finalize (object);
}

static void
ua_facets_class_init (UaFacetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_facets_finalize;

  /**
   * UaFacets::changed:
   *
   * Other values are chosen than before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_facets_init (UaFacets *self)
{
}

/**
 * ua_facets_new:
 *
 * Returns: (transfer full): facets with nothing chosen
 */
UaFacets *
ua_facets_new (void)
{
  return g_object_new (UA_TYPE_FACETS, NULL);
}

/**
 * ua_facets_is_empty:
 * @self: facets
 *
 * Returns: whether nothing is chosen
 */
gboolean
ua_facets_is_empty (UaFacets *self)
{
  g_return_val_if_fail (UA_IS_FACETS (self), TRUE);

  for (guint i = 0; i < UA_N_FIELDS; i++)
    if (self->choices[i] != NULL)
      return FALSE;
  return TRUE;
}

/**
 * ua_facets_contains:
 * @self: facets
 * @field: a field
 * @value: a value of it
 *
 * Returns: whether @value is chosen
 */
gboolean
ua_facets_contains (UaFacets   *self,
                    UaField     field,
                    const char *value)
{
  guint n;

  g_return_val_if_fail (UA_IS_FACETS (self), FALSE);
  g_return_val_if_fail ((guint) field < UA_N_FIELDS && value != NULL, FALSE);

  return find_choice (self, field, value, &n);
}

/**
 * ua_facets_set:
 * @self: facets
 * @field: a field
 * @value: a value of it; of a date or time also "<14", for what was more than 14 days ago
 * @name: (nullable): what @value is called on the screen, where that differs
 * @chosen: whether to filter by it
 */
void
ua_facets_set (UaFacets   *self,
               UaField     field,
               const char *value,
               const char *name,
               gboolean    chosen)
{
  guint n;

  g_return_if_fail (UA_IS_FACETS (self));
  g_return_if_fail ((guint) field < UA_N_FIELDS && value != NULL);

  if (find_choice (self, field, value, &n) == !!chosen)
    return;
  if (chosen)
    {
      Choice *choice = g_new0 (Choice, 1);

      choice->value = g_strdup (value);
      choice->name = g_strdup (name != NULL ? name : value);
      if (self->choices[field] == NULL)
        self->choices[field] = g_ptr_array_new_with_free_func (free_choice);
      g_ptr_array_add (self->choices[field], choice);
    }
  else
    {
      g_ptr_array_remove_index (self->choices[field], n);
      if (self->choices[field]->len == 0)
        g_clear_pointer (&self->choices[field], g_ptr_array_unref);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ua_facets_clear:
 * @self: facets
 *
 * Chooses nothing.
 */
void
ua_facets_clear (UaFacets *self)
{
  g_return_if_fail (UA_IS_FACETS (self));

  if (ua_facets_is_empty (self))
    return;
  for (guint i = 0; i < UA_N_FIELDS; i++)
    g_clear_pointer (&self->choices[i], g_ptr_array_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ua_facets_get_n:
 * @self: facets
 * @field: a field
 *
 * Returns: how many values of @field are chosen
 */
guint
ua_facets_get_n (UaFacets *self,
                 UaField   field)
{
  g_return_val_if_fail (UA_IS_FACETS (self), 0);
  g_return_val_if_fail ((guint) field < UA_N_FIELDS, 0);

  return self->choices[field] != NULL ? self->choices[field]->len : 0;
}

/**
 * ua_facets_get_nth:
 * @self: facets
 * @field: a field
 * @n: which of the chosen values, below ua_facets_get_n()
 * @name: (out) (optional) (transfer none): what it is called on the screen
 *
 * Returns: (transfer none): a chosen value, until the next change
 */
const char *
ua_facets_get_nth (UaFacets    *self,
                   UaField      field,
                   guint        n,
                   const char **name)
{
  Choice *choice;

  g_return_val_if_fail (n < ua_facets_get_n (self, field), NULL);

  choice = g_ptr_array_index (self->choices[field], n);
  if (name != NULL)
    *name = choice->name;
  return choice->value;
}

/**
 * ua_facets_dup_filter:
 * @self: facets
 * @except: a field to leave out, or %UA_N_FIELDS; the numbers beside the choices of a field are of
 *   those members whom the choices of the other fields let through
 *
 * Returns: (transfer full) (nullable): the condition, %NULL when there is none
 */
UaFilter *
ua_facets_dup_filter (UaFacets *self,
                      UaField   except)
{
  g_autoptr (GPtrArray) filters =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_filter_unref);

  g_return_val_if_fail (UA_IS_FACETS (self), NULL);

  for (guint i = 0; i < UA_N_FIELDS; i++)
    if (self->choices[i] != NULL && i != (guint) except)
      g_ptr_array_add (filters, make_field_filter (self, (UaField) i));
  if (filters->len == 0)
    return NULL;
  if (filters->len == 1)
    return ua_filter_ref (g_ptr_array_index (filters, 0));
  return ua_filter_new_group (UA_FILTER_OP_AND, (UaFilter **) filters->pdata, filters->len);
}

/**
 * ua_facets_to_sentence:
 * @self: facets
 *
 * Returns: (transfer full) (nullable): what is chosen, in words for a person; %NULL when nothing is
 */
char *
ua_facets_to_sentence (UaFacets *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (UA_IS_FACETS (self), NULL);

  for (guint i = 0; i < UA_N_FIELDS; i++)
    {
      g_autofree char *names = NULL;

      if (self->choices[i] == NULL)
        continue;
      names = join_names (self->choices[i]);
      if (text->len > 0)
        /* Translators: between two conditions that both hold, "Status: Active · Team: Design". */
        g_string_append (text, C_("filter", " · "));
      /* Translators: a condition, "Status: Invited or Active". */
      g_string_append_printf (text, C_("filter", "%s: %s"),
                              ua_format_field_label ((UaField) i), names);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
