/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-selection-bar.h"

#include <glib/gi18n.h>

#include "ua-find-list-dialog.h"
#include "ua-ui.h"

/**
 * UaSelectionBar:
 *
 * What is below the members while some are being selected (PE-04): how many, the ways to select
 * all that match or those of a list, and what can be done to them.
 *
 * It is there while "active", when a click on a member selects, and also when several were selected
 * with a key held.
 */
struct _UaSelectionBar
{
  GtkWidget parent_instance;

  GtkRevealer *bar_revealer;    /* (unowned), of the template, as are the next */
  GtkLabel *selected_label;     /* (unowned) */
  GtkLabel *select_all_label;   /* (unowned) */
  GtkWidget *bulk_button;       /* (unowned) */
  GMenu *bulk_menu;             /* (unowned) */

  UaSession *session;           /* (owned) (nullable) */
  UaMemberSelection *selection; /* (owned) (nullable) */
  gboolean active;
};

G_DEFINE_FINAL_TYPE (UaSelectionBar, ua_selection_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_ACTIVE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_numbers (UaSelectionBar *self,
              guint           n_selected,
              guint           n_found)
{
  g_autofree char *selected = n_selected > 0
                                ? g_strdup_printf (ngettext ("%'u selected", "%'u selected",
                                                             n_selected), n_selected)
                                : g_strdup (_("Nobody selected"));
  /* Translators: the number of all members who match the search and the filters. */
  g_autofree char *all = g_strdup_printf (_("Select _All %'u"), n_found);

  gtk_label_set_label (self->selected_label, selected);
  gtk_label_set_label (self->select_all_label, all);
}

static void
update (UaSelectionBar *self)
{
  UaMemberList *list =
    self->selection != NULL ? ua_member_selection_get_list (self->selection) : NULL;
  guint n_selected = self->selection != NULL ? ua_member_selection_get_n (self->selection) : 0;
  guint n_found = list != NULL ? ua_member_list_get_n_total (list) : 0;
  gboolean whole = list != NULL && !ua_member_list_get_busy (list);

  gtk_widget_set_sensitive (self->bulk_button, n_selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "selection.select-all", whole && n_found > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "selection.find-list", list != NULL);
  show_numbers (self, n_selected, n_found);
  gtk_revealer_set_reveal_child (self->bar_revealer, ua_selection_bar_get_shown (self));
}

static void
list_found_cb (UaSelectionBar *self,
               UaLookup       *lookup)
{
  if (self->selection != NULL)
    ua_member_selection_select_rows (self->selection,
                                     (const guint32 *) (gconstpointer) lookup->rows->data,
                                     lookup->rows->len);
}

static void
select_all_activated_cb (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  ua_member_selection_select_found (UA_SELECTION_BAR (widget)->selection);
}

static void
find_list_activated_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  UaSelectionBar *self = UA_SELECTION_BAR (widget);
  UaFindListDialog *dialog = ua_find_list_dialog_new (self->session);

  g_signal_connect_object (dialog, "found", G_CALLBACK (list_found_cb), self, G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), widget);
}

static void
end_activated_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  UaSelectionBar *self = UA_SELECTION_BAR (widget);

  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  ua_selection_bar_set_active (self, FALSE);
}

static void
forget_selection (UaSelectionBar *self)
{
  if (self->selection != NULL)
    {
      g_signal_handlers_disconnect_by_data (ua_member_selection_get_list (self->selection), self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
}

static void
ua_selection_bar_dispose (GObject *object)
{
  UaSelectionBar *self = UA_SELECTION_BAR (object);

  forget_selection (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_SELECTION_BAR);

  G_OBJECT_CLASS (ua_selection_bar_parent_class)->dispose (object);
}

static void
ua_selection_bar_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  UaSelectionBar *self = UA_SELECTION_BAR (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_selection_bar_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  UaSelectionBar *self = UA_SELECTION_BAR (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      ua_selection_bar_set_active (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_selection_bar_class_init (UaSelectionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_selection_bar_dispose;
  object_class->get_property = ua_selection_bar_get_property;
  object_class->set_property = ua_selection_bar_set_property;
  /**
   * UaSelectionBar:active:
   *
   * Whether members are being selected, so that a click on one selects.
   */
  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-selection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UaSelectionBar, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, UaSelectionBar, selected_label);
  gtk_widget_class_bind_template_child (widget_class, UaSelectionBar, select_all_label);
  gtk_widget_class_bind_template_child (widget_class, UaSelectionBar, bulk_button);
  gtk_widget_class_bind_template_child (widget_class, UaSelectionBar, bulk_menu);
  gtk_widget_class_install_action (widget_class, "selection.select-all", NULL,
                                   select_all_activated_cb);
  gtk_widget_class_install_action (widget_class, "selection.find-list", NULL,
                                   find_list_activated_cb);
  gtk_widget_class_install_action (widget_class, "selection.end", NULL, end_activated_cb);
}

static void
ua_selection_bar_init (UaSelectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->selected_label), self->selected_label);
  ua_ui_tell_when_cut (GTK_WIDGET (self->select_all_label), self->select_all_label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->bulk_button),
                               ua_ui_new_menu (G_MENU_MODEL (self->bulk_menu)));
}

/**
 * ua_selection_bar_new:
 *
 * Returns: (transfer floating): a bar for no selection yet
 */
GtkWidget *
ua_selection_bar_new (void)
{
  return g_object_new (UA_TYPE_SELECTION_BAR, NULL);
}

/**
 * ua_selection_bar_set_selection:
 * @self: a bar
 * @session: (nullable): whose members they are
 * @selection: (nullable): the members and which of them are selected
 */
void
ua_selection_bar_set_selection (UaSelectionBar    *self,
                                UaSession         *session,
                                UaMemberSelection *selection)
{
  g_return_if_fail (UA_IS_SELECTION_BAR (self));

  forget_selection (self);
  g_set_object (&self->session, session);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    {
      UaMemberList *list = ua_member_selection_get_list (selection);

      g_signal_connect_object (selection, "selection-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (list, "notify::n-total", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (list, "notify::busy", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  ua_selection_bar_set_active (self, FALSE);
  update (self);
}

/**
 * ua_selection_bar_get_active:
 * @self: a bar
 *
 * Returns: whether members are being selected
 */
gboolean
ua_selection_bar_get_active (UaSelectionBar *self)
{
  g_return_val_if_fail (UA_IS_SELECTION_BAR (self), FALSE);

  return self->active;
}

/**
 * ua_selection_bar_set_active:
 * @self: a bar
 * @active: whether members are being selected; who was selected is not any more when it ends
 */
void
ua_selection_bar_set_active (UaSelectionBar *self,
                             gboolean        active)
{
  g_return_if_fail (UA_IS_SELECTION_BAR (self));

  if (self->active == !!active)
    return;
  self->active = active;
  if (!active && self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * ua_selection_bar_get_shown:
 * @self: a bar
 *
 * Returns: whether it is there: while members are being selected, or more than one is selected
 */
gboolean
ua_selection_bar_get_shown (UaSelectionBar *self)
{
  g_return_val_if_fail (UA_IS_SELECTION_BAR (self), FALSE);

  return self->active ||
         (self->selection != NULL && ua_member_selection_get_n (self->selection) > 1);
}

/**
 * ua_selection_bar_get_menu:
 * @self: a bar
 *
 * Returns: (transfer none): what can be done to those who are selected, to which others add
 */
GMenu *
ua_selection_bar_get_menu (UaSelectionBar *self)
{
  g_return_val_if_fail (UA_IS_SELECTION_BAR (self), NULL);

  return self->bulk_menu;
}
