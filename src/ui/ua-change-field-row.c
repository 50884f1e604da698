/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-change-field-row.h"

#include <glib/gi18n.h>

#include "ua-format.h"

/**
 * UaChangeFieldRow:
 *
 * One field of a change: the old and the new value, or, where somebody else changed it too, both
 * values side by side to choose from (UA-05).
 */
struct _UaChangeFieldRow
{
  AdwPreferencesRow parent_instance;

  UaField field;

  GtkLabel *field_label;       /* (unowned) */
  GtkStack *stack;             /* (unowned) */
  GtkLabel *old_label;         /* (unowned) */
  GtkLabel *new_label;         /* (unowned) */
  GtkLabel *theirs_label;      /* (unowned) */
  GtkLabel *mine_label;        /* (unowned) */
  GtkCheckButton *mine_button; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaChangeFieldRow, ua_change_field_row, ADW_TYPE_PREFERENCES_ROW)

static void
show_value (GtkLabel   *label,
            UaField     field,
            const char *value)
{
  g_autofree char *text = ua_format_value (field, value);

  /* Translators: a value that is not there, between an old and a new one. */
  gtk_label_set_label (label, text != NULL ? text : C_("value", "nothing"));
  if (text == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

static void
ua_change_field_row_class_init (UaChangeFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/example/UserAdmin/ui/ua-change-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaChangeFieldRow, field_label);
  gtk_widget_class_bind_template_child (widget_class, UaChangeFieldRow, stack);
  gtk_widget_class_bind_template_child (widget_class, UaChangeFieldRow, old_label);
  gtk_widget_class_bind_template_child (widget_class, UaChangeFieldRow, new_label);
  gtk_widget_class_bind_template_child (widget_class, UaChangeFieldRow, theirs_label);
  gtk_widget_class_bind_template_child (widget_class, UaChangeFieldRow, mine_label);
  gtk_widget_class_bind_template_child (widget_class, UaChangeFieldRow, mine_button);
}

static void
ua_change_field_row_init (UaChangeFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_change_field_row_new:
 * @entry: what is changed of a field
 * @choose: whether both sides changed it, so that a person must choose; then the old value is what
 *   the server has
 *
 * Returns: (transfer floating): the row
 *
 * The thread of the user interface.
 */
GtkWidget *
ua_change_field_row_new (const UaPatchEntry *entry,
                         gboolean            choose)
{
  UaChangeFieldRow *self = g_object_new (UA_TYPE_CHANGE_FIELD_ROW,
                                         "title", ua_format_field_label (entry->field),
                                         NULL);

  self->field = entry->field;
  gtk_label_set_label (self->field_label, ua_format_field_label (entry->field));
  gtk_stack_set_visible_child_name (self->stack, choose ? "choose" : "change");
  show_value (self->old_label, entry->field, entry->old_value);
  show_value (self->new_label, entry->field, entry->new_value);
  show_value (self->theirs_label, entry->field, entry->old_value);
  show_value (self->mine_label, entry->field, entry->new_value);
  return GTK_WIDGET (self);
}

/**
 * ua_change_field_row_get_field:
 * @self: a row
 *
 * Returns: which field it shows
 */
UaField
ua_change_field_row_get_field (UaChangeFieldRow *self)
{
  g_return_val_if_fail (UA_IS_CHANGE_FIELD_ROW (self), UA_FIELD_ID);

  return self->field;
}

/**
 * ua_change_field_row_get_keep_mine:
 * @self: a row where one chooses
 *
 * Returns: whether the own value is chosen
 */
gboolean
ua_change_field_row_get_keep_mine (UaChangeFieldRow *self)
{
  g_return_val_if_fail (UA_IS_CHANGE_FIELD_ROW (self), FALSE);

  return gtk_check_button_get_active (self->mine_button);
}
