/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-entry-row.h"

#include "ua-ui.h"

#define AVATAR_SIZE 32

/**
 * UaEntryRow:
 *
 * An entry of a list that is no table: an icon or the initials of a person, a title over a few
 * words, a number, and a menu.
 */
struct _UaEntryRow
{
  GtkWidget parent_instance;

  AdwBin *picture_bin;            /* (unowned), of the template, as are the next */
  GtkWidget *text_box;            /* (unowned) */
  GtkLabel *title_label;          /* (unowned) */
  GtkLabel *caption_label;        /* (unowned) */
  GtkLabel *number_label;         /* (unowned) */
  GtkMenuButton *row_menu_button; /* (unowned) */
  GMenuModel *menu;               /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaEntryRow, ua_entry_row, GTK_TYPE_WIDGET)

/* What assistive technologies call a row of a list view is said by its child. */
static void
name_row (UaEntryRow *self,
          const char *title)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
}

/* A menu has more widgets than its row; it is made when it is opened. */
static void
menu_wanted_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  gtk_menu_button_set_menu_model (button, UA_ENTRY_ROW (user_data)->menu);
}

static void
ua_entry_row_dispose (GObject *object)
{
  UaEntryRow *self = UA_ENTRY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_ENTRY_ROW);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (ua_entry_row_parent_class)->dispose (object);
}

static void
ua_entry_row_class_init (UaEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_entry_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "entryrow");
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaEntryRow, picture_bin);
  gtk_widget_class_bind_template_child (widget_class, UaEntryRow, text_box);
  gtk_widget_class_bind_template_child (widget_class, UaEntryRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, UaEntryRow, caption_label);
  gtk_widget_class_bind_template_child (widget_class, UaEntryRow, number_label);
  gtk_widget_class_bind_template_child (widget_class, UaEntryRow, row_menu_button);
}

static void
ua_entry_row_init (UaEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->title_label), self->title_label);
  ua_ui_tell_when_cut (GTK_WIDGET (self->caption_label), self->caption_label);
  gtk_menu_button_set_create_popup_func (self->row_menu_button, menu_wanted_cb, self, NULL);
}

/**
 * ua_entry_row_new:
 *
 * Returns: (transfer floating): a row without anything in it
 */
GtkWidget *
ua_entry_row_new (void)
{
  return g_object_new (UA_TYPE_ENTRY_ROW, NULL);
}

/**
 * ua_entry_row_set_icon:
 * @self: a row
 * @icon: the name of its icon
 */
void
ua_entry_row_set_icon (UaEntryRow *self,
                       const char *icon)
{
  GtkWidget *child;

  g_return_if_fail (UA_IS_ENTRY_ROW (self));

  child = adw_bin_get_child (self->picture_bin);
  if (!GTK_IS_IMAGE (child))
    {
      child = gtk_image_new ();
      adw_bin_set_child (self->picture_bin, child);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (child), icon);
}

/**
 * ua_entry_row_set_avatar:
 * @self: a row
 * @name: the name of a person, whose initials to show
 */
void
ua_entry_row_set_avatar (UaEntryRow *self,
                         const char *name)
{
  GtkWidget *child;

  g_return_if_fail (UA_IS_ENTRY_ROW (self));

  child = adw_bin_get_child (self->picture_bin);
  if (!ADW_IS_AVATAR (child))
    {
      child = adw_avatar_new (AVATAR_SIZE, NULL, TRUE);
      adw_bin_set_child (self->picture_bin, child);
    }
  adw_avatar_set_text (ADW_AVATAR (child), name);
}

/**
 * ua_entry_row_set_text:
 * @self: a row
 * @title: what it is called
 * @caption: (nullable): a few words more
 */
void
ua_entry_row_set_text (UaEntryRow *self,
                       const char *title,
                       const char *caption)
{
  g_return_if_fail (UA_IS_ENTRY_ROW (self));
  g_return_if_fail (title != NULL);

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->caption_label, caption != NULL ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption_label), caption != NULL);
  name_row (self, title);
}

/**
 * ua_entry_row_set_number:
 * @self: a row
 * @number: (nullable): a number in words, such as "12 members"
 */
void
ua_entry_row_set_number (UaEntryRow *self,
                         const char *number)
{
  g_return_if_fail (UA_IS_ENTRY_ROW (self));

  gtk_label_set_label (self->number_label, number != NULL ? number : "");
}

/**
 * ua_entry_row_set_menu:
 * @self: a row
 * @menu: (nullable): what can be done with it; %NULL for nothing
 */
void
ua_entry_row_set_menu (UaEntryRow *self,
                       GMenuModel *menu)
{
  g_return_if_fail (UA_IS_ENTRY_ROW (self));

  g_set_object (&self->menu, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->row_menu_button), menu != NULL);
}
