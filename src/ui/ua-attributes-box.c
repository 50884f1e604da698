/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-attributes-box.h"

#include <glib/gi18n.h>

#include "ua-attribute-row.h"
#include "ua-format.h"

#define SPACING 24

/**
 * UaAttributesBox:
 *
 * What the server knows of a member beyond the fields of this program: a group for each schema, a
 * row for each attribute, in the form that its type asks for (PE-10).  The server is asked when
 * somebody looks; what it does not tell is not shown.
 */
struct _UaAttributesBox
{
  GtkWidget parent_instance;

  UaSession *session;         /* (owned) (nullable) */
  UaMemberRecord *record;     /* (owned) (nullable) */
  GPtrArray *attributes;      /* (owned) (nullable), which there are rows for */
  GPtrArray *rows;            /* (owned), of UaAttributeRow (owned) */
  UaAttributeValues *values;  /* (owned) (nullable) */
  GCancellable *asking;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaAttributesBox, ua_attributes_box, GTK_TYPE_WIDGET)

/* A value on its way. */
typedef struct
{
  UaAttributesBox *box; /* (owned) */
  UaAttributeRow *row;  /* (unowned), which may be gone by then */
} Saving;

static void ask (UaAttributesBox *self);

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (UaAttributesBox) self = saving->box;
  g_autoptr (GError) error = NULL;

  ua_session_set_attribute_finish (UA_SESSION (source), result, &error);
  if (!g_ptr_array_find (self->rows, saving->row, NULL))
    return;
  ua_attribute_row_finish (saving->row, error);
  /* Also where somebody else was quicker: the next try is for what there is then. */
  ask (self);
}

static void
save (UaAttributeRow     *row,
      const char * const *values,
      gpointer            user_data)
{
  UaAttributesBox *self = user_data;
  Saving *saving;

  if (self->session == NULL || self->record == NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->box = g_object_ref (self);
  saving->row = row;
  ua_session_set_attribute_async (self->session, ua_member_record_get_id (self->record),
                                  self->values != NULL ? self->values->version : NULL,
                                  ua_attribute_row_get_attribute (row), values, NULL, saved_cb,
                                  saving);
}

static void
free_row (gpointer row)
{
  ua_attribute_row_free (row);
}

static void
remove_groups (UaAttributesBox *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
}

static GtkWidget *
add_group (UaAttributesBox   *self,
           const UaAttribute *attribute)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *name = ua_format_text (attribute->schema_name);
  const char *title = attribute->schema == NULL ? _("More")
                      : *name != '\0' ? name : attribute->schema;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_widget_set_parent (group, GTK_WIDGET (self));
  return group;
}

static void
make_rows (UaAttributesBox *self,
           GPtrArray       *attributes)
{
  GtkWidget *group = NULL;
  const char *schema = NULL;

  if (self->attributes == attributes)
    return;
  remove_groups (self);
  self->attributes = g_ptr_array_ref (attributes);
  for (guint i = 0; i < attributes->len; i++)
    {
      const UaAttribute *attribute = g_ptr_array_index (attributes, i);
      UaAttributeRow *row = ua_attribute_row_new (attribute, save, self);

      if (group == NULL || g_strcmp0 (attribute->schema, schema) != 0)
        group = add_group (self, attribute);
      schema = attribute->schema;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), ua_attribute_row_get_widget (row));
      g_ptr_array_add (self->rows, row);
    }
}

static GtkWidget *
get_group (UaAttributeRow *row)
{
  return gtk_widget_get_ancestor (ua_attribute_row_get_widget (row), ADW_TYPE_PREFERENCES_GROUP);
}

/* A group in which nothing is to be seen is not to be seen, either.  It is not hidden in between,
 * for the keyboard may be in it. */
static void
show_values (UaAttributesBox *self)
{
  gboolean fixed = !ua_capabilities_may (ua_session_get_capabilities (self->session),
                                         UA_CAPABILITY_PATCH);
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      UaAttributeRow *row = g_ptr_array_index (self->rows, i);
      UaAttributeRow *next = i + 1 < self->rows->len ? g_ptr_array_index (self->rows, i + 1) : NULL;
      const UaAttribute *attribute = ua_attribute_row_get_attribute (row);
      gboolean may = !fixed && ua_session_may_change_attribute (self->session, self->record,
                                                                attribute);

      any |= ua_attribute_row_show (row, ua_attribute_values_get (self->values, attribute), may);
      if (next != NULL && get_group (next) == get_group (row))
        continue;
      gtk_widget_set_visible (get_group (row), any);
      any = FALSE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
values_came_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (UaAttributesBox) self = user_data;
  g_autoptr (GError) error = NULL;
  UaAttributeValues *values =
    ua_session_find_attributes_finish (UA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (values == NULL)
    return;
  g_clear_pointer (&self->values, ua_attribute_values_free);
  self->values = values;
  show_values (self);
}

static void
stop (UaAttributesBox *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
ask (UaAttributesBox *self)
{
  stop (self);
  self->asking = g_cancellable_new ();
  ua_session_find_attributes_async (self->session, ua_member_record_get_id (self->record),
                                    self->asking, values_came_cb, g_object_ref (self));
}

static void
ua_attributes_box_dispose (GObject *object)
{
  UaAttributesBox *self = UA_ATTRIBUTES_BOX (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->record, ua_member_record_unref);
  g_clear_pointer (&self->values, ua_attribute_values_free);
  remove_groups (self);

  G_OBJECT_CLASS (ua_attributes_box_parent_class)->dispose (object);
}

static void
ua_attributes_box_finalize (GObject *object)
{
  g_ptr_array_unref (UA_ATTRIBUTES_BOX (object)->rows);

  G_OBJECT_CLASS (ua_attributes_box_parent_class)->finalize (object);
}

static void
ua_attributes_box_class_init (UaAttributesBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_attributes_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_attributes_box_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ua_attributes_box_init (UaAttributesBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->rows = g_ptr_array_new_with_free_func (free_row);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ua_attributes_box_show_of:
 * @self: a box
 * @session: (nullable): whose member it is
 * @record: (nullable): what is known of the member; %NULL for nobody
 *
 * Asks the server, and shows what it tells once that has come.
 *
 * The thread of the user interface.
 */
void
ua_attributes_box_show_of (UaAttributesBox *self,
                           UaSession       *session,
                           UaMemberRecord  *record)
{
  GPtrArray *attributes;
  gboolean other;

  g_return_if_fail (UA_IS_ATTRIBUTES_BOX (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  other = session != self->session || record == NULL || self->record == NULL ||
          g_strcmp0 (ua_member_record_get_id (record),
                     ua_member_record_get_id (self->record)) != 0;
  stop (self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->record, ua_member_record_unref);
  self->record = record != NULL ? ua_member_record_ref (record) : NULL;
  if (other)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      g_clear_pointer (&self->values, ua_attribute_values_free);
      remove_groups (self);
    }
  if (session == NULL || record == NULL)
    return;
  attributes = ua_capabilities_get_attributes (ua_session_get_capabilities (session));
  make_rows (self, attributes);
  if (attributes->len > 0)
    ask (self);
}
