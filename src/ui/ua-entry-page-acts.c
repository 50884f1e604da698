/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

/* What the page of a place does: the details of one entry, menus and actions. */
#include "ua-entry-page-private.h"

#include <glib/gi18n.h>

#include "ua-entry-menu.h"
#include "ua-task-dialog.h"

static gboolean
offers (UaEntryPage *self,
        UaTask       task,
        UaEntry     *entry)
{
  UaEntryPageClass *klass = UA_ENTRY_PAGE_GET_CLASS (self);

  return klass->offers == NULL || klass->offers (self, task, entry);
}

static void
show_details (UaEntryPage *self,
              UaEntry     *entry)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);
  UaEntryPageClass *klass = UA_ENTRY_PAGE_GET_CLASS (self);
  g_autofree char *name = klass->dup_name (self, entry);

  ua_entry_view_begin (priv->view, entry, name);
  klass->show_details (self, entry, priv->view);
  for (guint i = 0; i < G_N_ELEMENTS (klass->info->tasks); i++)
    {
      UaTask task = klass->info->tasks[i];

      if (task == UA_N_TASKS)
        break;
      if (ua_session_can_act (priv->session, ua_task_get_action (task)) &&
          offers (self, task, entry))
        ua_entry_view_add_button (priv->view, ua_task_get_label (task), "entry.task",
                                  g_variant_new_string (ua_task_get_action (task)));
    }
}

static void
whole_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (UaEntryPage) self = UA_ENTRY_PAGE (user_data);
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaEntry) entry =
    ua_session_find_entry_finish (UA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || priv->session == NULL)
    return;
  if (entry != NULL)
    show_details (self, entry);
  else
    ua_entry_view_set_error (priv->view, error);
}

/**
 * ua_entry_page_stop_reading:
 * @self: a page
 *
 * Gives up reading the one that was open.
 */
void
ua_entry_page_stop_reading (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);

  if (priv->reading != NULL)
    g_cancellable_cancel (priv->reading);
  g_clear_object (&priv->reading);
}

/**
 * ua_entry_page_open:
 * @self: a page
 * @entry: an entry of its list
 *
 * Shows all of an entry, beside the list or over it.
 */
void
ua_entry_page_open (UaEntryPage *self,
                    UaEntry     *entry)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);

  ua_entry_page_stop_reading (self);
  show_details (self, entry);
  ua_split_set_revealed (priv->split, TRUE);
  if (!ua_entry_page_get_info (self)->reads_whole)
    return;
  priv->reading = g_cancellable_new ();
  ua_session_find_entry_async (priv->session, ua_entry_get_kind (entry), ua_entry_get_id (entry),
                               priv->reading, whole_read_cb, g_object_ref (self));
}

/* A row that is otherwise than before is another one for the list, and loses its selection. */
static void
select_again (UaEntryPage *self,
              guint        position)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (priv->selection);

  if (gtk_bitset_is_empty (selected) && !ua_split_get_folded (priv->split))
    gtk_selection_model_select_item (priv->selection, position, TRUE);
}

/**
 * ua_entry_page_update_details:
 * @self: a page with a list
 *
 * Shows what is open as it is now; it may be gone.
 */
void
ua_entry_page_update_details (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);
  UaEntry *open = ua_entry_view_get_entry (priv->view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->list));

  for (guint i = 0; open != NULL && i < n; i++)
    {
      g_autoptr (UaEntry) entry = g_list_model_get_item (G_LIST_MODEL (priv->list), i);

      if (!g_str_equal (ua_entry_get_id (entry), ua_entry_get_id (open)))
        continue;
      if (!ua_entry_page_get_info (self)->reads_whole && !ua_entry_equal (entry, open))
        show_details (self, entry);
      select_again (self, i);
      return;
    }
  if (open != NULL && !ua_entry_page_is_filtered (self))
    ua_split_set_revealed (priv->split, FALSE);
}

/**
 * ua_entry_page_split_changed_cb:
 * @self: a page
 *
 * The details were opened or closed.
 */
void
ua_entry_page_split_changed_cb (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);

  if (ua_split_get_revealed (priv->split) || ua_entry_view_get_entry (priv->view) == NULL)
    return;
  ua_entry_page_stop_reading (self);
  ua_entry_view_begin (priv->view, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (priv->list_view));
}

static void
fill_menu (UaEntryPage *self,
           UaEntry     *entry,
           GMenu       *menu)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);
  UaEntryPageClass *klass = UA_ENTRY_PAGE_GET_CLASS (self);
  g_autoptr (GMenu) tasks = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();

  g_menu_append (ways, _("_Open Details"), "entry.open");
  if (klass->info->member != NULL)
    g_menu_append (ways, _("Show _Member"), "entry.show-member");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
  for (guint i = 0; i < G_N_ELEMENTS (klass->info->tasks); i++)
    {
      UaTask task = klass->info->tasks[i];

      if (task == UA_N_TASKS)
        break;
      if (ua_session_can_act (priv->session, ua_task_get_action (task)) &&
          offers (self, task, entry))
        ua_entry_menu_append_task (tasks, task);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (tasks));
  if (klass->fill_menu != NULL)
    klass->fill_menu (self, entry, menu);
}

/* Shows the menu of a row where @rectangle of @widget is. */
static void
show_menu (UaEntryPage        *self,
           guint               position,
           GtkWidget          *widget,
           const GdkRectangle *rectangle)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);
  g_autoptr (UaEntry) entry = ua_entry_page_dup_entry (self, position);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (entry == NULL)
    return;
  if (!gtk_selection_model_is_selected (priv->selection, position))
    gtk_selection_model_select_item (priv->selection, position, TRUE);
  fill_menu (self, entry, menu);
  if (priv->popover == NULL)
    priv->popover = ua_entry_menu_new (GTK_WIDGET (self));
  ua_entry_menu_popup (priv->popover, G_MENU_MODEL (menu), widget, rectangle);
}

/**
 * ua_entry_page_secondary_pressed_cb:
 * @self: a page
 * @n_press: how often it was pressed
 * @x: where, in the list
 * @y: where, in the list
 * @gesture: the gesture
 *
 * The right button was pressed over the list.
 */
void
ua_entry_page_secondary_pressed_cb (UaEntryPage     *self,
                                    int              n_press,
                                    double           x,
                                    double           y,
                                    GtkGestureClick *gesture)
{
  GtkWidget *list = GTK_WIDGET (ua_entry_page_get_private (self)->list_view);
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  UaStateRow *row = picked != NULL ? ua_entry_menu_find_row (picked) : NULL;

  if (row == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, ua_state_row_get_position (row), list,
             &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static gboolean
menu_key_pressed_cb (GtkWidget *widget,
                     GVariant  *arguments,
                     gpointer   user_data)
{
  UaEntryPage *self = UA_ENTRY_PAGE (widget);
  GtkWidget *list = GTK_WIDGET (ua_entry_page_get_private (self)->list_view);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  UaStateRow *row = NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, list))
    row = ua_entry_menu_find_row (focus);
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  show_menu (self, ua_state_row_get_position (row), GTK_WIDGET (row),
             &(GdkRectangle) { 0, 0, 48, gtk_widget_get_height (GTK_WIDGET (row)) });
  return GDK_EVENT_STOP;
}

/* Escape closes the details before it does anything else. */
static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  UaSplit *split = ua_entry_page_get_private (UA_ENTRY_PAGE (widget))->split;

  if (!ua_split_get_revealed (split))
    return GDK_EVENT_PROPAGATE;
  ua_split_set_revealed (split, FALSE);
  return GDK_EVENT_STOP;
}

static void
open_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaEntryPage *self = UA_ENTRY_PAGE (widget);
  g_autoptr (UaEntry) entry = ua_entry_page_dup_current (self);

  if (entry != NULL)
    ua_entry_page_open (self, entry);
}

static void
close_activated_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  ua_split_set_revealed (ua_entry_page_get_private (UA_ENTRY_PAGE (widget))->split, FALSE);
}

static void
show_member_activated_cb (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  UaEntryPage *self = UA_ENTRY_PAGE (widget);
  g_autoptr (UaEntry) entry = ua_entry_page_dup_current (self);
  g_autofree char *path = g_strconcat (ua_entry_page_get_info (self)->member, ".value", NULL);
  const char *id = entry != NULL ? ua_entry_get (entry, path) : NULL;

  if (id != NULL)
    gtk_widget_activate_action (widget, "win.show-member", "s", id);
}

static void
task_done_cb (UaEntryPage  *self,
              guint         task,
              UaReport     *report,
              UaTaskDialog *dialog)
{
  g_autofree char *name = ua_task_dialog_dup_name (dialog);
  guint n_done = ua_report_get_n_done (report);
  g_autofree char *text = NULL;

  if (n_done == 0)
    return;
  text = ua_task_format_done ((UaTask) task, n_done, name);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* Asks about those that are selected, or the one that is open; which of them it makes no sense for
 * the preview tells. */
static void
task_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaEntryPage *self = UA_ENTRY_PAGE (widget);
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);
  g_autoptr (GPtrArray) entries = ua_entry_page_dup_selected (self);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) id_list = NULL;
  g_auto (GStrv) name_list = NULL;
  UaTaskDialog *dialog;
  UaTask task;

  if (!ua_task_from_action (g_variant_get_string (parameter, NULL), &task))
    return;
  if (entries->len <= 1 && ua_entry_view_get_entry (priv->view) != NULL)
    {
      g_ptr_array_set_size (entries, 0);
      g_ptr_array_add (entries, g_object_ref (ua_entry_view_get_entry (priv->view)));
    }
  for (guint i = 0; i < entries->len; i++)
    {
      UaEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *called = UA_ENTRY_PAGE_GET_CLASS (self)->dup_name (self, entry);

      g_strv_builder_add (ids, ua_entry_get_id (entry));
      g_strv_builder_add (names, called);
    }
  if (entries->len == 0)
    return;
  id_list = g_strv_builder_end (ids);
  name_list = g_strv_builder_end (names);
  dialog = ua_task_dialog_new (priv->session, task, (const char * const *) id_list,
                               (const char * const *) name_list);
  g_signal_connect_object (dialog, "done", G_CALLBACK (task_done_cb), self, G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), widget);
}

static void
show_all_activated_cb (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (UA_ENTRY_PAGE (widget));

  gtk_editable_set_text (priv->search_entry, "");
  gtk_drop_down_set_selected (priv->first_filter, 0);
  gtk_drop_down_set_selected (priv->second_filter, 0);
  ua_entry_page_show_only (UA_ENTRY_PAGE (widget), NULL, NULL, NULL);
}

static void
select_nothing_activated_cb (GtkWidget  *widget,
                             const char *name,
                             GVariant   *parameter)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (UA_ENTRY_PAGE (widget));

  if (priv->selection != NULL)
    gtk_selection_model_unselect_all (priv->selection);
  gtk_widget_grab_focus (GTK_WIDGET (priv->list_view));
}

/**
 * ua_entry_page_row_menu_cb:
 * @self: a page
 * @button: the button of the row
 * @row: the row
 *
 * The menu of a row is wanted.
 */
void
ua_entry_page_row_menu_cb (UaEntryPage *self,
                           GtkWidget   *button,
                           UaStateRow  *row)
{
  show_menu (self, ua_state_row_get_position (row), button,
             &(GdkRectangle) { 0, 0, gtk_widget_get_width (button),
                               gtk_widget_get_height (button) });
}

/**
 * ua_entry_page_dup_selected:
 * @self: a page
 *
 * Returns: (transfer full) (element-type UaEntry): those that are selected
 */
GPtrArray *
ua_entry_page_dup_selected (UaEntryPage *self)
{
  UaEntryPagePrivate *priv = ua_entry_page_get_private (self);
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = NULL;

  if (priv->selection == NULL)
    return entries;
  selected = gtk_selection_model_get_selection (priv->selection);
  for (guint i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      UaEntry *entry = ua_entry_page_dup_entry (self, gtk_bitset_get_nth (selected, i));

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  return entries;
}

/**
 * ua_entry_page_install_actions:
 * @widget_class: the class of the page
 *
 * Makes the actions and keys of the page known.
 */
void
ua_entry_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "entry.open", NULL, open_activated_cb);
  gtk_widget_class_install_action (widget_class, "entry.close", NULL, close_activated_cb);
  gtk_widget_class_install_action (widget_class, "entry.task", "s", task_activated_cb);
  gtk_widget_class_install_action (widget_class, "entry.show-member", NULL,
                                   show_member_activated_cb);
  gtk_widget_class_install_action (widget_class, "entry.show-all", NULL, show_all_activated_cb);
  gtk_widget_class_install_action (widget_class, "entry.select-nothing", NULL,
                                   select_nothing_activated_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_pressed_cb,
                                NULL);
}

/**
 * ua_entry_page_show_again:
 * @self: a page
 * @id: the id of an entry
 *
 * Shows the details anew when they are of that entry, because more is known of what is in it.
 */
void
ua_entry_page_show_again (UaEntryPage *self,
                          const char  *id)
{
  UaEntryPagePrivate *priv;
  UaEntry *open;

  g_return_if_fail (UA_IS_ENTRY_PAGE (self));
  g_return_if_fail (id != NULL);

  priv = ua_entry_page_get_private (self);
  open = ua_entry_view_get_entry (priv->view);
  if (priv->session != NULL && open != NULL && g_str_equal (ua_entry_get_id (open), id))
    show_details (self, open);
}

static void
wanted_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (UaEntryPage) self = UA_ENTRY_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaEntry) entry =
    ua_session_find_entry_finish (UA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      ua_entry_page_get_private (self)->session == NULL)
    return;
  if (entry != NULL)
    ua_entry_page_open (self, entry);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("It cannot be shown now, or is gone."));
}

/**
 * ua_entry_page_open_id:
 * @self: a page with a session
 * @id: the id of an entry, which need not be in the list
 *
 * Shows all of an entry, once it has been read.
 */
void
ua_entry_page_open_id (UaEntryPage *self,
                       const char  *id)
{
  UaEntryPagePrivate *priv;

  g_return_if_fail (UA_IS_ENTRY_PAGE (self));
  g_return_if_fail (id != NULL);

  priv = ua_entry_page_get_private (self);
  if (priv->session == NULL)
    return;
  ua_entry_page_stop_reading (self);
  priv->reading = g_cancellable_new ();
  ua_session_find_entry_async (priv->session, priv->kind, id,
                               priv->reading, wanted_read_cb, g_object_ref (self));
}
