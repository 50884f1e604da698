/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-facet-group.h"

#include <glib/gi18n.h>

#include "ua-facet-row.h"
#include "ua-format.h"
#include "ua-session.h"
#include "ua-text.h"
#include "ua-ui.h"

/* How many values are shown before "More…", and at most after it; the rest is found by typing. */
#define N_FEW 6
#define N_MOST 100

/* From how many values on there is a search. */
#define N_SEARCH 12

typedef struct
{
  char *value; /* (owned) */
  char *name;  /* (owned), what it is called on the screen */
  char *key;   /* (owned), the name folded, to be searched */
  guint n;
} Value;

/**
 * UaFacetGroup:
 *
 * The values of one field to filter by, each with how many members have it.  Values stay where they
 * were when their numbers change.
 */
struct _UaFacetGroup
{
  GtkWidget parent_instance;

  GtkLabel *title_label;         /* (unowned), of the template */
  GtkSearchEntry *search_entry;  /* (unowned), of the template */
  GtkBox *rows_box;              /* (unowned), of the template */
  GtkToggleButton *more_button;  /* (unowned), of the template */
  UaFacets *facets;              /* (owned) */
  UaField field;
  GPtrArray *values;             /* (owned), of Value, in the order of the screen */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (UaFacetGroup, ua_facet_group, GTK_TYPE_WIDGET)

static void
free_value (gpointer data)
{
  Value *value = data;

  g_free (value->value);
  g_free (value->name);
  g_free (value->key);
  g_free (value);
}

static Value *
find_value (UaFacetGroup *self,
            const char   *text)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      Value *value = g_ptr_array_index (self->values, i);

      if (strcmp (value->value, text) == 0)
        return value;
    }
  return NULL;
}

static Value *
add_value (UaFacetGroup *self,
           const char   *text,
           const char   *name)
{
  Value *value = g_new0 (Value, 1);

  value->value = g_strdup (text);
  value->name = name != NULL && name[0] != '\0' ? ua_format_text (name)
                                                : ua_format_value (self->field, text);
  if (value->name == NULL)
    value->name = g_strdup (text);
  value->key = ua_text_fold (value->name);
  g_ptr_array_add (self->values, value);
  return value;
}

static guint
get_rank (UaFacetGroup *self,
          const Value  *value)
{
  if (self->field == UA_FIELD_STATUS)
    return ua_status_from_token (value->value);
  if (self->field == UA_FIELD_ACCESS_LEVEL)
    return ua_access_level_from_token (value->value);
  return 0;
}

static int
compare_values (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  return (int) get_rank (user_data, *(Value * const *) a) -
         (int) get_rank (user_data, *(Value * const *) b);
}

static void
row_toggled_cb (UaFacetGroup *self,
                UaFacetRow   *row)
{
  if (!self->updating)
    ua_facets_set (self->facets, self->field, ua_facet_row_get_value (row),
                   ua_facet_row_get_name (row),
                   gtk_check_button_get_active (GTK_CHECK_BUTTON (row)));
}

/* Which values to show: those chosen in any case, then the first ones, or those searched for. */
static GPtrArray *
choose_values (UaFacetGroup *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *search = ua_text_fold (typed);
  gboolean more = gtk_toggle_button_get_active (self->more_button);
  guint n_most = more ? N_MOST : N_FEW;

  for (guint i = 0; i < self->values->len; i++)
    {
      Value *value = g_ptr_array_index (self->values, i);
      gboolean wanted = shown->len < n_most &&
                        (!more || search[0] == '\0' || strstr (value->key, search) != NULL);

      if (wanted || ua_facets_contains (self->facets, self->field, value->value))
        g_ptr_array_add (shown, value);
    }
  return g_steal_pointer (&shown);
}

static void
update_rows (UaFacetGroup *self)
{
  g_autoptr (GPtrArray) shown = choose_values (self);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows_box));

  self->updating = TRUE;
  for (guint i = 0; i < shown->len; i++)
    {
      Value *value = g_ptr_array_index (shown, i);

      if (row == NULL)
        {
          row = ua_facet_row_new ();
          g_signal_connect_swapped (row, "toggled", G_CALLBACK (row_toggled_cb), self);
          gtk_box_append (self->rows_box, row);
        }
      ua_facet_row_set (UA_FACET_ROW (row), value->value, value->name, value->n,
                        ua_facets_contains (self->facets, self->field, value->value));
      row = gtk_widget_get_next_sibling (row);
    }
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (self->rows_box, row);
      row = next;
    }
  self->updating = FALSE;
}

static void
update (UaFacetGroup *self)
{
  gboolean more = gtk_toggle_button_get_active (self->more_button);

  update_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->values->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), self->values->len > N_FEW);
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry),
                          more && self->values->len > N_SEARCH);
  gtk_button_set_label (GTK_BUTTON (self->more_button), more ? _("Fewer") : _("More…"));
}

static void
search_changed_cb (UaFacetGroup *self)
{
  update_rows (self);
}

static void
more_toggled_cb (UaFacetGroup *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  update (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->search_entry)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
ua_facet_group_dispose (GObject *object)
{
  UaFacetGroup *self = UA_FACET_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_FACET_GROUP);
  g_clear_object (&self->facets);

  G_OBJECT_CLASS (ua_facet_group_parent_class)->dispose (object);
}

static void
ua_facet_group_finalize (GObject *object)
{
  UaFacetGroup *self = UA_FACET_GROUP (object);

  g_clear_pointer (&self->values, g_ptr_array_unref);

  G_OBJECT_CLASS (ua_facet_group_parent_class)->finalize (object);
}

static void
ua_facet_group_class_init (UaFacetGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_facet_group_dispose;
  object_class->finalize = ua_facet_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-facet-group.ui");
  gtk_widget_class_bind_template_child (widget_class, UaFacetGroup, title_label);
  gtk_widget_class_bind_template_child (widget_class, UaFacetGroup, search_entry);
  gtk_widget_class_bind_template_child (widget_class, UaFacetGroup, rows_box);
  gtk_widget_class_bind_template_child (widget_class, UaFacetGroup, more_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_toggled_cb);
}

static void
ua_facet_group_init (UaFacetGroup *self)
{
  self->values = g_ptr_array_new_with_free_func (free_value);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_facet_group_new:
 * @facets: (transfer none): where the choice is kept
 * @field: what to choose values of
 *
 * Returns: (transfer floating): a group, invisible until there are values
 */
GtkWidget *
ua_facet_group_new (UaFacets *facets,
                    UaField   field)
{
  UaFacetGroup *self;
  g_autofree char *search = NULL;

  g_return_val_if_fail (UA_IS_FACETS (facets), NULL);
  g_return_val_if_fail ((guint) field < UA_N_FIELDS, NULL);

  self = g_object_new (UA_TYPE_FACET_GROUP, NULL);
  self->facets = g_object_ref (facets);
  self->field = field;
  gtk_label_set_label (self->title_label, ua_format_field_label (field));
  /* Translators: of a search entry; what comes in is the title of a filter such as "Teams". */
  search = g_strdup_printf (_("Search in %s"), ua_format_field_label (field));
  g_object_set (self->search_entry, "placeholder-text", search, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, search,
                                  -1);
  g_signal_connect_object (facets, "changed", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * ua_facet_group_get_field:
 * @self: a group
 *
 * Returns: what it chooses values of
 */
UaField
ua_facet_group_get_field (UaFacetGroup *self)
{
  g_return_val_if_fail (UA_IS_FACET_GROUP (self), UA_FIELD_ID);

  return self->field;
}

/**
 * ua_facet_group_set_counts:
 * @self: a group
 * @counts: (nullable) (element-type UaFacetCount): the values and how many members have each; %NULL
 *   to forget all values
 */
void
ua_facet_group_set_counts (UaFacetGroup *self,
                           GArray       *counts)
{
  g_return_if_fail (UA_IS_FACET_GROUP (self));

  if (counts == NULL)
    g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; i < self->values->len; i++)
    ((Value *) g_ptr_array_index (self->values, i))->n = 0;
  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const UaFacetCount *count = &g_array_index (counts, UaFacetCount, i);
      Value *value;

      if (count->value == NULL || count->value[0] == '\0')
        continue;
      value = find_value (self, count->value);
      if (value == NULL)
        value = add_value (self, count->value, count->name);
      value->n = count->n;
    }
  /* A status or an access level has its place; the rest stays as it first came. */
  g_ptr_array_sort_with_data (self->values, compare_values, self);
  update (self);
}
