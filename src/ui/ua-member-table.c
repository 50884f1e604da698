/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-table.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ua-action.h"
#include "ua-column-sorter.h"
#include "ua-config.h"
#include "ua-field-lock.h"
#include "ua-member-area.h"
#include "ua-member-row.h"
#include "ua-member-slots.h"
#include "ua-menu-cell.h"
#include "ua-ui.h"

/* What it can be shown in at least, in logical pixels. */
#define MINIMUM_WIDTH 240
#define MINIMUM_HEIGHT 120

/* How high a row is at least, and what stands above the rows in a window, in logical pixels. */
#define ROW_HEIGHT 44
#define HEIGHT_ABOVE 96

/**
 * UaMemberTable:
 *
 * The table of members: columns (LE-01, PE-02), what a click, a key and the menu of a row do
 * (WS-03).
 *
 * A click opens a member; with Control or Shift it selects, and while members are being selected
 * (PE-04) it does so without.  The headers do not sort the list but
 * say by what the query should be sorted.
 */
struct _UaMemberTable
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;  /* (unowned), of the template */
  UaMemberArea *area;           /* (unowned), of the template */
  GMenuModel *row_menu;         /* (unowned), of the template */
  GtkPopover *row_popover;      /* (unowned) (nullable), a child once it was asked for */
  GSettings *settings;          /* (owned) */
  UaMemberColumns *columns;     /* (owned) */
  GtkSorter *sorter;            /* (owned), of the headers */
  UaSession *session;           /* (owned) (nullable) */
  UaMemberSelection *selection; /* (owned) (nullable) */
  UaField sort;
  gboolean descending;
  gboolean selecting;           /* whether a click selects */
  guint anchor;                 /* where it selected last */
};

G_DEFINE_FINAL_TYPE (UaMemberTable, ua_member_table, GTK_TYPE_WIDGET)

enum
{
  PROP_SELECTION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_OPEN_MEMBER,
  SIGNAL_EDIT_MEMBER,
  SIGNAL_SORT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_actions (UaMemberTable *self)
{
  gboolean one = self->selection != NULL && ua_member_selection_get_n (self->selection) == 1;
  g_autoptr (UaMember) member = one ? ua_member_selection_dup_only (self->selection, NULL) : NULL;
  const UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;
  gboolean locked = record != NULL && self->session != NULL &&
                    ua_field_lock_describe_member (self->session, record) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.open", one);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.edit", one && !locked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.copy-email", one);
}

static void
open_member (UaMemberTable *self,
             UaMember      *member)
{
  if (member != NULL && ua_member_get_record (member) != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN_MEMBER], 0, member);
}

/* The row at or around @widget, or in it. */
static UaMemberRow *
find_row (GtkWidget *widget)
{
  for (GtkWidget *child = widget; child != NULL; child = gtk_widget_get_first_child (child))
    if (UA_IS_MEMBER_ROW (child))
      return UA_MEMBER_ROW (child);
  return UA_MEMBER_ROW (gtk_widget_get_ancestor (widget, UA_TYPE_MEMBER_ROW));
}

static UaMemberRow *
pick_row (UaMemberTable *self,
          double         x,
          double         y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->area), x, y, GTK_PICK_DEFAULT);

  return widget != NULL ? UA_MEMBER_ROW (gtk_widget_get_ancestor (widget, UA_TYPE_MEMBER_ROW))
                        : NULL;
}

static void
make_row_popover (UaMemberTable *self)
{
  self->row_popover = GTK_POPOVER (ua_ui_new_menu (self->row_menu));
  gtk_popover_set_has_arrow (self->row_popover, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->row_popover), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->row_popover), GTK_WIDGET (self));
}

/* Shows the menu of the row at @position, pointing at @rectangle of @widget (WS-03). */
static void
show_row_menu (UaMemberTable      *self,
               guint               position,
               GtkWidget          *widget,
               const GdkRectangle *rectangle)
{
  graphene_point_t point;

  if (self->selection == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) rectangle->x, (float) rectangle->y),
                                 &point))
    return;
  if (self->row_popover == NULL)
    make_row_popover (self);
  gtk_popover_set_pointing_to (self->row_popover,
                               &(GdkRectangle){ (int) point.x, (int) point.y, rectangle->width,
                                                rectangle->height });
  gtk_popover_popup (self->row_popover);
}

static void
toggle (UaMemberTable *self,
        guint          position,
        gboolean       extend)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  guint start = MIN (self->anchor, position);

  if (extend && self->anchor != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_select_range (model, start, MAX (self->anchor, position) - start + 1,
                                      FALSE);
  else if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
  self->anchor = position;
}

/* Before the list itself, for which a click without a key held selects one alone. */
static void
toggle_pressed_cb (UaMemberTable   *self,
                   int              n_press,
                   double           x,
                   double           y,
                   GtkGestureClick *gesture)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->area), x, y, GTK_PICK_DEFAULT);
  UaMemberRow *row = pick_row (self, x, y);

  if (!self->selecting || self->selection == NULL || row == NULL ||
      gtk_widget_get_ancestor (widget, UA_TYPE_MENU_CELL) != NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  toggle (self, ua_member_row_get_position (row), (modifiers & GDK_SHIFT_MASK) != 0);
}

static void
row_activated_cb (UaMemberTable *self,
                  guint          position)
{
  g_autoptr (UaMember) member = NULL;

  if (self->selection == NULL)
    return;
  if (self->selecting)
    {
      toggle (self, position, FALSE);
      return;
    }
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  member = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  open_member (self, member);
}

/* A click without a key held opens; with one it selects, as the list itself does. */
static void
primary_released_cb (UaMemberTable   *self,
                     int              n_press,
                     double           x,
                     double           y,
                     GtkGestureClick *gesture)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  UaMemberRow *row = pick_row (self, x, y);

  if (self->selecting || n_press != 1 || (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return;
  if (row != NULL)
    open_member (self, ua_member_row_get_member (row));
}

static void
secondary_pressed_cb (UaMemberTable   *self,
                      int              n_press,
                      double           x,
                      double           y,
                      GtkGestureClick *gesture)
{
  UaMemberRow *row = pick_row (self, x, y);

  if (row == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_row_menu (self, ua_member_row_get_position (row), GTK_WIDGET (self->area),
                 &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
sorter_changed_cb (UaMemberTable *self)
{
  if (!ua_column_sorter_probe (self->sorter, &self->sort, &self->descending))
    return;
  g_settings_set_string (self->settings, "sort-column", ua_field_get_key (self->sort));
  g_settings_set_boolean (self->settings, "sort-descending", self->descending);
  g_signal_emit (self, signals[SIGNAL_SORT_CHANGED], 0);
}

static gboolean
menu_key_pressed_cb (GtkWidget *widget,
                     GVariant  *arguments,
                     gpointer   user_data)
{
  UaMemberTable *self = UA_MEMBER_TABLE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  UaMemberRow *row;

  if (focus == NULL ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (ua_member_area_get_rows (self->area))))
    return GDK_EVENT_PROPAGATE;
  row = find_row (focus);
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  show_row_menu (self, ua_member_row_get_position (row), GTK_WIDGET (row),
                 &(GdkRectangle){ 0, 0, 48, gtk_widget_get_height (GTK_WIDGET (row)) });
  return GDK_EVENT_STOP;
}

static void
menu_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaMemberTable *self = UA_MEMBER_TABLE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *near = focus != NULL && gtk_widget_is_ancestor (focus, widget) ? focus : widget;

  show_row_menu (self, g_variant_get_uint32 (parameter), near,
                 &(GdkRectangle){ 0, 0, gtk_widget_get_width (near),
                                  gtk_widget_get_height (near) });
}

static void
open_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaMemberTable *self = UA_MEMBER_TABLE (widget);
  g_autoptr (UaMember) member = ua_member_selection_dup_only (self->selection, NULL);

  open_member (self, member);
}

static void
edit_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaMemberTable *self = UA_MEMBER_TABLE (widget);
  g_autoptr (UaMember) member = ua_member_selection_dup_only (self->selection, NULL);

  if (member != NULL && ua_member_get_record (member) != NULL)
    g_signal_emit (self, signals[SIGNAL_EDIT_MEMBER], 0, member);
}

static void
copy_email_activated_cb (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  UaMemberTable *self = UA_MEMBER_TABLE (widget);
  g_autoptr (UaMember) member = ua_member_selection_dup_only (self->selection, NULL);
  UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;
  const char *email = record != NULL ? ua_member_record_get (record, UA_FIELD_EMAIL) : NULL;

  if (email != NULL)
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), email);
      gtk_widget_activate_action (widget, "win.toast", "s", _("Email copied"));
    }
}

static void
restore_sort (UaMemberTable *self)
{
  g_autofree char *key = g_settings_get_string (self->settings, "sort-column");

  if (!ua_field_from_key (key, &self->sort))
    self->sort = UA_FIELD_DISPLAY_NAME;
  self->descending = g_settings_get_boolean (self->settings, "sort-descending");
  ua_member_columns_sort_by (self->columns, self->sort, self->descending);
}

static gboolean
ua_member_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (UA_MEMBER_TABLE (widget)->area));
}

/* The table scrolls, so that it needs no size; asking it would measure every cell of every row,
 * twice each time that a row changes.
 */
static void
ua_member_table_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : MINIMUM_HEIGHT;
  *natural = *minimum;
}

static void
ua_member_table_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  UaMemberTable *self = UA_MEMBER_TABLE (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &(GtkAllocation){ 0, 0, width, height },
                            -1);
  if (self->row_popover != NULL)
    gtk_popover_present (self->row_popover);
}

static void
ua_member_table_unroot (GtkWidget *widget)
{
  ua_member_columns_save (UA_MEMBER_TABLE (widget)->columns);

  GTK_WIDGET_CLASS (ua_member_table_parent_class)->unroot (widget);
}

static void
ua_member_table_dispose (GObject *object)
{
  UaMemberTable *self = UA_MEMBER_TABLE (object);

  /* A view that loses its columns is sorted otherwise, which nobody asked for. */
  if (self->sorter != NULL)
    g_signal_handlers_disconnect_by_data (self->sorter, self);
  g_clear_object (&self->sorter);
  if (self->area != NULL)
    ua_member_table_set_selection (self, NULL);
  g_clear_object (&self->columns);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  if (self->row_popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->row_popover));
  self->row_popover = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_MEMBER_TABLE);

  G_OBJECT_CLASS (ua_member_table_parent_class)->dispose (object);
}

static void
ua_member_table_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  UaMemberTable *self = UA_MEMBER_TABLE (object);

  switch (prop_id)
    {
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_member_table_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  UaMemberTable *self = UA_MEMBER_TABLE (object);

  switch (prop_id)
    {
    case PROP_SELECTION:
      ua_member_table_set_selection (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (UaMemberTableClass *klass)
{
  /**
   * UaMemberTable::open-member:
   * @member: the member
   *
   * Somebody wants to see all of a member.
   */
  signals[SIGNAL_OPEN_MEMBER] =
    g_signal_new ("open-member", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, UA_TYPE_MEMBER);
  /**
   * UaMemberTable::edit-member:
   * @member: the member
   *
   * Somebody wants to edit a member.
   */
  signals[SIGNAL_EDIT_MEMBER] =
    g_signal_new ("edit-member", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, UA_TYPE_MEMBER);
  /**
   * UaMemberTable::sort-changed:
   *
   * Somebody wants the members in another order.
   */
  signals[SIGNAL_SORT_CHANGED] =
    g_signal_new ("sort-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ua_member_table_class_init (UaMemberTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_member_table_dispose;
  object_class->get_property = ua_member_table_get_property;
  object_class->set_property = ua_member_table_set_property;
  widget_class->grab_focus = ua_member_table_grab_focus;
  widget_class->measure = ua_member_table_measure;
  widget_class->size_allocate = ua_member_table_size_allocate;
  widget_class->unroot = ua_member_table_unroot;
  install_signals (klass);

  /**
   * UaMemberTable:selection:
   *
   * The members shown and which of them are selected.
   */
  properties[PROP_SELECTION] =
    g_param_spec_object ("selection", NULL, NULL, UA_TYPE_MEMBER_SELECTION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UA_TYPE_MEMBER_AREA);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-member-table.ui");
  gtk_widget_class_bind_template_child (widget_class, UaMemberTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, UaMemberTable, area);
  gtk_widget_class_bind_template_child (widget_class, UaMemberTable, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, toggle_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, primary_released_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_pressed_cb);

  gtk_widget_class_install_action (widget_class, "table.open", NULL, open_activated_cb);
  gtk_widget_class_install_action (widget_class, "table.edit", NULL, edit_activated_cb);
  gtk_widget_class_install_action (widget_class, "table.copy-email", NULL,
                                   copy_email_activated_cb);
  gtk_widget_class_install_action (widget_class, "table.menu", "u", menu_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "task.run", "s",
                                       UA_ACTION_DEACTIVATE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_pressed_cb,
                                NULL);
}

static void
ua_member_table_init (UaMemberTable *self)
{
  GtkColumnView *headers;

  self->settings = g_settings_new (UA_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  headers = ua_member_area_get_headers (self->area);
  self->columns = ua_member_columns_new (headers, self->settings);
  ua_member_area_set_columns (self->area, self->columns);
  g_signal_connect_object (ua_member_area_get_rows (self->area), "activate",
                           G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  restore_sort (self);
  self->sorter = g_object_ref (gtk_column_view_get_sorter (headers));
  g_signal_connect_object (self->sorter, "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

/**
 * ua_member_table_new:
 *
 * Returns: (transfer floating): an empty table
 */
GtkWidget *
ua_member_table_new (void)
{
  return g_object_new (UA_TYPE_MEMBER_TABLE, NULL);
}

/**
 * ua_member_table_set_session:
 * @self: a table
 * @session: (nullable): whose members are shown; it says who may be edited
 */
void
ua_member_table_set_session (UaMemberTable *self,
                             UaSession     *session)
{
  g_return_if_fail (UA_IS_MEMBER_TABLE (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (session == self->session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (update_actions), self,
                             G_CONNECT_SWAPPED);
}

/**
 * ua_member_table_get_selection:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the members shown and which of them are selected
 */
UaMemberSelection *
ua_member_table_get_selection (UaMemberTable *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_TABLE (self), NULL);

  return self->selection;
}

/**
 * ua_member_table_set_selection:
 * @self: a table
 * @selection: (nullable) (transfer none): the members to show
 */
void
ua_member_table_set_selection (UaMemberTable     *self,
                               UaMemberSelection *selection)
{
  g_autoptr (UaMemberSlots) slots = NULL;

  g_return_if_fail (UA_IS_MEMBER_TABLE (self));
  g_return_if_fail (selection == NULL || UA_IS_MEMBER_SELECTION (selection));

  if (self->selection == selection)
    return;
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "selection-changed", G_CALLBACK (update_actions), self,
                             G_CONNECT_SWAPPED);
  slots = selection != NULL ? ua_member_slots_new (selection) : NULL;
  gtk_grid_view_set_model (ua_member_area_get_rows (self->area),
                           slots != NULL ? GTK_SELECTION_MODEL (slots) : NULL);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

/**
 * ua_member_table_get_columns:
 * @self: a table
 *
 * Returns: (transfer none): what governs its columns
 */
UaMemberColumns *
ua_member_table_get_columns (UaMemberTable *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_TABLE (self), NULL);

  return self->columns;
}

/**
 * ua_member_table_get_sort:
 * @self: a table
 * @field: (out): what the members should be sorted by
 * @descending: (out): whether from the last to the first
 */
void
ua_member_table_get_sort (UaMemberTable *self,
                          UaField       *field,
                          gboolean      *descending)
{
  g_return_if_fail (UA_IS_MEMBER_TABLE (self));
  g_return_if_fail (field != NULL && descending != NULL);

  *field = self->sort;
  *descending = self->descending;
}

/**
 * ua_member_table_get_n_fitting:
 * @self: a table
 *
 * Returns: how many rows can be seen at a time, or a few more; 0 when that is not known yet
 */
guint
ua_member_table_get_n_fitting (UaMemberTable *self)
{
  GtkRoot *root;
  int width, height;

  g_return_val_if_fail (UA_IS_MEMBER_TABLE (self), 0);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  if (height == 0 && GTK_IS_WINDOW (root) && !gtk_window_is_maximized (GTK_WINDOW (root)))
    {
      gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
      height -= HEIGHT_ABOVE;
    }
  return height > 0 ? (guint) height / ROW_HEIGHT + 1 : 0;
}

/**
 * ua_member_table_scroll_to_top:
 * @self: a table
 *
 * Shows the first rows.
 */
void
ua_member_table_scroll_to_top (UaMemberTable *self)
{
  g_return_if_fail (UA_IS_MEMBER_TABLE (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/**
 * ua_member_table_get_row_menu:
 * @self: a table
 *
 * Returns: (transfer none): the menu of a row, to which others may add
 */
GMenu *
ua_member_table_get_row_menu (UaMemberTable *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_TABLE (self), NULL);

  return G_MENU (self->row_menu);
}

/**
 * ua_member_table_get_selecting:
 * @self: a table
 *
 * Returns: whether a click selects
 */
gboolean
ua_member_table_get_selecting (UaMemberTable *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_TABLE (self), FALSE);

  return self->selecting;
}

/**
 * ua_member_table_set_selecting:
 * @self: a table
 * @selecting: whether a click selects, for which the rows then have boxes
 */
void
ua_member_table_set_selecting (UaMemberTable *self,
                               gboolean       selecting)
{
  g_return_if_fail (UA_IS_MEMBER_TABLE (self));

  self->selecting = selecting;
  self->anchor = GTK_INVALID_LIST_POSITION;
  if (selecting)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selecting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selecting");
}
