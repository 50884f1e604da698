/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-facet-counter.h"

/* How long the cache has to be quiet for before it is counted again, in milliseconds: a
 * synchronisation changes it many times a second. */
#define RECOUNT_DELAY_MS 700

/**
 * UaFacetCounter:
 *
 * How many members have each value of some fields, all members counted, for lists of what they can
 * have.  It counts anew when the cache has changed, while somebody looks.
 */
struct _UaFacetCounter
{
  GObject parent_instance;

  UaSession *session;        /* (owned) (nullable) */
  GArray *fields;            /* (owned), of UaField */
  GHashTable **counts;       /* (owned), one a field, from value to number; (nullable) elements */
  GCancellable *cancellable; /* (owned) (nullable), while counting */
  guint n_counting;
  guint delay_id;
  gboolean stale;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (UaFacetCounter, ua_facet_counter, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A count under way. */
typedef struct
{
  UaFacetCounter *self; /* (owned) */
  guint n;              /* of the field */
} Counting;

static void
stop_counting (UaFacetCounter *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->n_counting = 0;
}

static void
keep_counts (UaFacetCounter *self,
             guint           n,
             GArray         *counts)
{
  g_clear_pointer (&self->counts[n], g_hash_table_unref);
  self->counts[n] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < counts->len; i++)
    {
      const UaFacetCount *count = &g_array_index (counts, UaFacetCount, i);

      if (count->value != NULL)
        g_hash_table_insert (self->counts[n], g_strdup (count->value),
                             GUINT_TO_POINTER (count->n));
    }
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Counting *counting = user_data;
  g_autoptr (UaFacetCounter) self = counting->self;
  guint n = counting->n;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts =
    ua_session_count_facet_finish (UA_SESSION (source), result, &error);

  g_free (counting);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->n_counting == 0)
    return;
  if (counts != NULL)
    keep_counts (self, n, counts);
  self->n_counting--;
  if (self->n_counting == 0)
    {
      g_clear_object (&self->cancellable);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
}

static void
begin_counting (UaFacetCounter *self)
{
  g_autoptr (UaQuery) query = ua_query_new (NULL, NULL, UA_FIELD_DISPLAY_NAME, FALSE);

  stop_counting (self);
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  self->n_counting = self->fields->len;
  for (guint i = 0; i < self->fields->len; i++)
    {
      Counting *counting = g_new0 (Counting, 1);

      counting->self = g_object_ref (self);
      counting->n = i;
      ua_session_count_facet_async (self->session, query, g_array_index (self->fields, UaField, i),
                                    self->cancellable, counted_cb, counting);
    }
}

static gboolean
delay_passed_cb (gpointer user_data)
{
  UaFacetCounter *self = user_data;

  self->delay_id = 0;
  begin_counting (self);
  return G_SOURCE_REMOVE;
}

static void
session_changed_cb (UaFacetCounter *self)
{
  self->stale = TRUE;
  if (self->active && self->delay_id == 0)
    self->delay_id = g_timeout_add_full (G_PRIORITY_LOW, RECOUNT_DELAY_MS, delay_passed_cb, self,
                                         NULL);
}

static void
ua_facet_counter_dispose (GObject *object)
{
  UaFacetCounter *self = UA_FACET_COUNTER (object);

  stop_counting (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ua_facet_counter_parent_class)->dispose (object);
}

static void
ua_facet_counter_finalize (GObject *object)
{
  UaFacetCounter *self = UA_FACET_COUNTER (object);

  for (guint i = 0; i < self->fields->len; i++)
    g_clear_pointer (&self->counts[i], g_hash_table_unref);
  g_free (self->counts);
  g_array_unref (self->fields);

  G_OBJECT_CLASS (ua_facet_counter_parent_class)->finalize (object);
}

static void
ua_facet_counter_class_init (UaFacetCounterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_facet_counter_dispose;
  object_class->finalize = ua_facet_counter_finalize;
  /**
   * UaFacetCounter::changed:
   *
   * ua_facet_counter_get() may give something else than before.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ua_facet_counter_init (UaFacetCounter *self)
{
  self->stale = TRUE;
}

/**
 * ua_facet_counter_new:
 * @session: whose members to count
 * @fields: (array length=n_fields): by what
 * @n_fields: how many fields, at least one
 *
 * Returns: (transfer full): a counter that has not counted yet, and does so once somebody looks
 */
UaFacetCounter *
ua_facet_counter_new (UaSession     *session,
                      const UaField *fields,
                      guint          n_fields)
{
  UaFacetCounter *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (fields != NULL && n_fields > 0, NULL);

  self = g_object_new (UA_TYPE_FACET_COUNTER, NULL);
  self->session = g_object_ref (session);
  self->fields = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (UaField)), fields,
                                      n_fields);
  self->counts = g_new0 (GHashTable *, n_fields);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * ua_facet_counter_get:
 * @self: a counter
 * @field: one of its fields
 * @value: a value of it
 * @n: (out): how many members have it
 *
 * Returns: whether that is known by now
 */
gboolean
ua_facet_counter_get (UaFacetCounter *self,
                      UaField         field,
                      const char     *value,
                      guint          *n)
{
  g_return_val_if_fail (UA_IS_FACET_COUNTER (self), FALSE);
  g_return_val_if_fail (value != NULL && n != NULL, FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_array_index (self->fields, UaField, i) == field && self->counts[i] != NULL)
      {
        *n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts[i], value));
        return TRUE;
      }
  return FALSE;
}

/**
 * ua_facet_counter_set_active:
 * @self: a counter
 * @active: whether somebody looks at the numbers
 */
void
ua_facet_counter_set_active (UaFacetCounter *self,
                             gboolean        active)
{
  g_return_if_fail (UA_IS_FACET_COUNTER (self));

  self->active = active;
  if (active && self->stale)
    begin_counting (self);
  else if (!active && (self->n_counting > 0 || self->delay_id != 0))
    {
      stop_counting (self);
      self->stale = TRUE;
    }
}
