/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-text-cell.h"

#include "ua-format.h"

/* How narrow the cell can be, in logical pixels. */
#define MINIMUM_WIDTH 24

/**
 * UaTextCell:
 *
 * A cell with one field of a member as one line of text.
 *
 * It asks for no height: the cell with the name is in each row and needs more.
 */
struct _UaTextCell
{
  UaMemberCell parent_instance;

  GtkInscription *text; /* (unowned), a child */
  UaField field;
};

G_DEFINE_FINAL_TYPE (UaTextCell, ua_text_cell, UA_TYPE_MEMBER_CELL)

static void
ua_text_cell_show (UaMemberCell         *cell,
                   const UaMemberRecord *record,
                   gboolean              pending)
{
  UaTextCell *self = UA_TEXT_CELL (cell);
  g_autofree char *text = NULL;

  if (record != NULL)
    text = ua_format_record (record, self->field);
  if (text != NULL && self->field == UA_FIELD_PHONE)
    {
      g_autofree char *number = g_steal_pointer (&text);

      text = ua_format_left_to_right (number);
    }
  /* A screen reader would call an empty text by the name of its class. */
  ua_member_cell_show_text (cell, self->text, text != NULL ? text : " ");
}

static void
ua_text_cell_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : 0;
}

static void
ua_text_cell_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  gtk_widget_allocate (GTK_WIDGET (UA_TEXT_CELL (widget)->text), width, height, -1, NULL);
}

static void
ua_text_cell_class_init (UaTextCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ua_text_cell_measure;
  widget_class->size_allocate = ua_text_cell_size_allocate;
  UA_MEMBER_CELL_CLASS (klass)->show = ua_text_cell_show;
}

static void
ua_text_cell_init (UaTextCell *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->text = g_object_new (GTK_TYPE_INSCRIPTION,
                             "valign", GTK_ALIGN_CENTER,
                             "min-lines", 1,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                             NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
}

/**
 * ua_text_cell_new:
 * @field: what to show
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
ua_text_cell_new (UaField field)
{
  UaTextCell *self;

  g_return_val_if_fail ((guint) field < UA_N_FIELDS, NULL);

  self = g_object_new (UA_TYPE_TEXT_CELL, NULL);
  self->field = field;
  if (field == UA_FIELD_EMAIL || field == UA_FIELD_USER_NAME)
    gtk_inscription_set_text_overflow (self->text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  return GTK_WIDGET (self);
}
