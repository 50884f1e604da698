/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-value-row.h"

#include "ua-format.h"

/**
 * UaValueRow:
 *
 * One value of a member, to be read and copied: the field's label and the value on one line.  A
 * field without a value has no row, unless "placeholder" says what to show then.
 *
 * "field" is the key of the field, see ua_field_get_key(), so that a template can name it.
 */
struct _UaValueRow
{
  AdwActionRow parent_instance;

  UaField field;
  UaMemberRecord *record;  /* (owned) (nullable) */
  char *placeholder;       /* (owned) (nullable) */

  GtkLabel *value_label;   /* (unowned) */
  GtkImage *managed_image; /* (unowned) */
  GtkWidget *copy_button;  /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaValueRow, ua_value_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_FIELD = 1,
  PROP_PLACEHOLDER,
  PROP_RECORD,
} UaValueRowProperty;

static GParamSpec *properties[PROP_RECORD + 1];

/* A number that is dialled is read from left to right, also where everything else is read from the
 * right; nothing in it would say so. */
static char *
direct_value (UaValueRow *self,
              const char *value)
{
  return self->field == UA_FIELD_PHONE && value != NULL
           ? ua_format_left_to_right (value) : g_strdup (value);
}

static void
show_value (UaValueRow *self)
{
  g_autofree char *value = ua_format_record (self->record, self->field);
  g_autofree char *directed = direct_value (self, value);
  gboolean managed = self->record != NULL &&
                     ua_member_record_is_managed (self->record, self->field);
  const char *shown = value != NULL ? value : self->placeholder;

  gtk_widget_set_visible (GTK_WIDGET (self), self->record != NULL && shown != NULL);
  gtk_label_set_label (self->value_label,
                       directed != NULL ? directed : shown != NULL ? shown : "");
  if (value != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_label), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->value_label), "dim-label");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_label), value);
  gtk_widget_set_visible (GTK_WIDGET (self->managed_image), managed);
  gtk_widget_set_visible (self->copy_button, value != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown != NULL ? shown : "",
                                  -1);
}

static void
copy_value (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  UaValueRow *self = UA_VALUE_ROW (widget);
  g_autofree char *value = ua_format_record (self->record, self->field);

  if (value != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), value);
}

static void
set_field_key (UaValueRow *self,
               const char *key)
{
  if (!ua_field_from_key (key, &self->field))
    {
      g_critical ("There is no field “%s”", key);
      return;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), ua_format_field_label (self->field));
}

static void
ua_value_row_finalize (GObject *object)
{
  UaValueRow *self = UA_VALUE_ROW (object);

  g_clear_pointer (&self->record, ua_member_record_unref);
  g_free (self->placeholder);

  G_OBJECT_CLASS (ua_value_row_parent_class)->finalize (object);
}

static void
ua_value_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  UaValueRow *self = UA_VALUE_ROW (object);

  switch ((UaValueRowProperty) prop_id)
    {
    case PROP_FIELD:
      g_value_set_string (value, ua_field_get_key (self->field));
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_RECORD:
      g_value_set_boxed (value, self->record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_value_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  UaValueRow *self = UA_VALUE_ROW (object);

  switch ((UaValueRowProperty) prop_id)
    {
    case PROP_FIELD:
      set_field_key (self, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      g_free (self->placeholder);
      self->placeholder = g_value_dup_string (value);
      show_value (self);
      break;
    case PROP_RECORD:
      ua_value_row_set_record (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_value_row_class_init (UaValueRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ua_value_row_finalize;
  object_class->get_property = ua_value_row_get_property;
  object_class->set_property = ua_value_row_set_property;

  /**
   * UaValueRow:field:
   *
   * The key of the field that is shown.
   */
  properties[PROP_FIELD] =
    g_param_spec_string ("field", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * UaValueRow:placeholder:
   *
   * What is shown where there is no value; without it the row is hidden then.
   */
  properties[PROP_PLACEHOLDER] =
    g_param_spec_string ("placeholder", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * UaValueRow:record:
   *
   * The member whose value is shown.
   */
  properties[PROP_RECORD] =
    g_param_spec_boxed ("record", NULL, NULL, UA_TYPE_MEMBER_RECORD,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "value.copy", NULL, copy_value);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-value-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaValueRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, UaValueRow, managed_image);
  gtk_widget_class_bind_template_child (widget_class, UaValueRow, copy_button);
}

static void
ua_value_row_init (UaValueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_value_row_set_record:
 * @self: a row
 * @record: (nullable): the member whose value is shown
 *
 * The thread of the user interface.
 */
void
ua_value_row_set_record (UaValueRow     *self,
                         UaMemberRecord *record)
{
  g_return_if_fail (UA_IS_VALUE_ROW (self));

  if (self->record == record)
    return;
  if (record != NULL)
    ua_member_record_ref (record);
  g_clear_pointer (&self->record, ua_member_record_unref);
  self->record = record;
  show_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}
