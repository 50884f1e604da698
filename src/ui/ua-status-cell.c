/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-status-cell.h"

#include "ua-format.h"

/**
 * UaStatusCell:
 *
 * A cell with the status of a member as an icon and a word, quietly tinted (WU-03).
 */
struct _UaStatusCell
{
  UaMemberCell parent_instance;

  GtkImage *icon;       /* (unowned), a child */
  GtkInscription *word; /* (unowned), a child */
  UaStatus status;
};

G_DEFINE_FINAL_TYPE (UaStatusCell, ua_status_cell, UA_TYPE_MEMBER_CELL)

static void
ua_status_cell_show (UaMemberCell         *cell,
                     const UaMemberRecord *record,
                     gboolean              pending)
{
  UaStatusCell *self = UA_STATUS_CELL (cell);
  UaStatus status = record != NULL ? ua_member_record_get_status (record) : UA_STATUS_UNKNOWN;
  const char *classes[] = { ua_format_status_class (status), NULL };

  if (status == self->status)
    return;
  self->status = status;
  gtk_widget_set_visible (GTK_WIDGET (self->icon), status != UA_STATUS_UNKNOWN);
  gtk_image_set_from_icon_name (self->icon, ua_format_status_icon (status));
  /* A screen reader would call an empty text by the name of its class. */
  ua_member_cell_show_text (cell, self->word,
                            status != UA_STATUS_UNKNOWN ? ua_format_status (status) : " ");
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
}

static void
ua_status_cell_class_init (UaStatusCellClass *klass)
{
  UA_MEMBER_CELL_CLASS (klass)->show = ua_status_cell_show;
}

static void
ua_status_cell_init (UaStatusCell *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "visible", FALSE,
                             NULL);
  self->word = g_object_new (GTK_TYPE_INSCRIPTION,
                             "text", " ",
                             "hexpand", TRUE,
                             "valign", GTK_ALIGN_CENTER,
                             "min-chars", 3,
                             "min-lines", 1,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                             NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->word), GTK_WIDGET (self));
}

/**
 * ua_status_cell_new:
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
ua_status_cell_new (void)
{
  return g_object_new (UA_TYPE_STATUS_CELL, NULL);
}
