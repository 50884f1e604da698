/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-row.h"

#include "ua-column-info.h"
#include "ua-format.h"
#include "ua-menu-cell.h"
#include "ua-name-cell.h"
#include "ua-status-cell.h"
#include "ua-text-cell.h"

/**
 * UaMemberRow:
 *
 * One row of the table of members: a cell a column, and at its end the "…" with its menu, which
 * stays in view where the columns are scrolled.
 *
 * GTK's own column view would wrap each cell in a widget with gestures of its own and keep some two
 * hundred rows of them alive; that is most of what such a table takes to build and to hold (P3,
 * P4).
 */
struct _UaMemberRow
{
  GtkWidget parent_instance;

  UaMemberColumns *columns;       /* (owned) */
  UaMemberSlot *slot;             /* (owned) (nullable) */
  gulong slot_id;
  UaMember *member;               /* (owned) (nullable), in the slot */
  gulong member_id;
  GtkWidget *cells[UA_N_COLUMNS]; /* (unowned), children, as the columns stand */
  guint n_cells;
  GtkWidget *menu;                /* (unowned), a child */
  int clip;                       /* where the cells may be seen, from here on */
  gboolean clips;                 /* whether some are cut off */
};

G_DEFINE_FINAL_TYPE (UaMemberRow, ua_member_row, GTK_TYPE_WIDGET)

static GtkWidget *
make_cell (UaField field)
{
  if (field == UA_FIELD_DISPLAY_NAME)
    return ua_name_cell_new ();
  if (field == UA_FIELD_STATUS)
    return ua_status_cell_new ();
  return ua_text_cell_new (field);
}

/* What is around the row and has the keyboard has no name of its own for who cannot see it; a list
 * of 4.8 gives no other way to it than up from the row. */
static void
name_row (UaMemberRow          *self,
          const UaMemberRecord *record)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name =
    ua_format_text (record != NULL ? ua_member_record_get_name (record) : NULL);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

static void
update_cells (UaMemberRow *self)
{
  const UaMemberRecord *record = self->member != NULL ? ua_member_get_record (self->member) : NULL;
  gboolean pending = self->member != NULL && ua_member_get_pending (self->member);

  for (guint i = 0; i < self->n_cells; i++)
    ua_member_cell_show (UA_MEMBER_CELL (self->cells[i]), record, pending);
}

static void
update (UaMemberRow *self)
{
  update_cells (self);
  name_row (self, self->member != NULL ? ua_member_get_record (self->member) : NULL);
}

static void
make_cells (UaMemberRow *self)
{
  while (self->n_cells > 0)
    gtk_widget_unparent (self->cells[--self->n_cells]);
  for (guint i = 0; i < ua_member_columns_get_n_shown (self->columns); i++)
    {
      GtkWidget *cell = make_cell (ua_member_columns_get_field (self->columns, i));

      gtk_widget_insert_before (cell, GTK_WIDGET (self), self->menu);
      self->cells[self->n_cells++] = cell;
    }
}

static void
columns_changed_cb (UaMemberRow *self)
{
  make_cells (self);
  update_cells (self);
}

static void
columns_resized_cb (UaMemberRow *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
member_notified_cb (UaMemberRow *self)
{
  update (self);
}

static void
menu_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "table.menu", "u",
                              ua_member_row_get_position (UA_MEMBER_ROW (widget)));
}

static void
set_member (UaMemberRow *self,
            UaMember    *member)
{
  if (self->member == member)
    return;
  if (self->member != NULL)
    g_clear_signal_handler (&self->member_id, self->member);
  g_set_object (&self->member, member);
  if (member == NULL)
    return;
  self->member_id = g_signal_connect_swapped (member, "notify", G_CALLBACK (member_notified_cb),
                                              self);
  update (self);
}

static void
slot_filled_cb (UaMemberRow *self)
{
  set_member (self, ua_member_slot_get_member (self->slot));
}

/* Only the height is asked for: how wide the cells are is said by the columns. */
static void
ua_member_row_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;

      gtk_widget_measure (child, orientation, -1, &child_minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
    }
  *natural = *minimum;
}

static void
allocate_at (GtkWidget *child,
             int        x,
             int        width,
             int        height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
ua_member_row_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  UaMemberRow *self = UA_MEMBER_ROW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int widths[UA_N_COLUMNS];
  int total = ua_member_columns_get_widths (self->columns, widths);
  int offset = ua_member_columns_get_offset (self->columns);
  int visible = width - UA_MENU_WIDTH;
  int x = 0;

  self->clip = rtl ? UA_MENU_WIDTH : 0;
  self->clips = total > width;
  for (guint i = 0; i < self->n_cells; i++)
    {
      int left = (rtl ? total - x - widths[i] : x) - offset;
      gboolean seen = left + widths[i] > self->clip && left < self->clip + visible;

      gtk_widget_set_child_visible (self->cells[i], seen);
      if (seen)
        allocate_at (self->cells[i], left, widths[i], height);
      x += widths[i];
    }
  allocate_at (self->menu, rtl ? 0 : visible, UA_MENU_WIDTH, height);
}

static void
ua_member_row_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  UaMemberRow *self = UA_MEMBER_ROW (widget);

  if (self->clips)
    gtk_snapshot_push_clip (snapshot,
                            &GRAPHENE_RECT_INIT ((float) self->clip, 0,
                                                 (float) (gtk_widget_get_width (widget) -
                                                          UA_MENU_WIDTH),
                                                 (float) gtk_widget_get_height (widget)));
  for (guint i = 0; i < self->n_cells; i++)
    gtk_widget_snapshot_child (widget, self->cells[i], snapshot);
  if (self->clips)
    gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->menu, snapshot);
}

static void
ua_member_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ua_member_row_parent_class)->root (widget);
  g_object_set (gtk_widget_get_parent (widget), "accessible-role", GTK_ACCESSIBLE_ROLE_ROW, NULL);
}

static void
ua_member_row_dispose (GObject *object)
{
  UaMemberRow *self = UA_MEMBER_ROW (object);

  ua_member_row_show (self, NULL);
  while (self->n_cells > 0)
    gtk_widget_unparent (self->cells[--self->n_cells]);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (ua_member_row_parent_class)->dispose (object);
}

static void
ua_member_row_class_init (UaMemberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_member_row_dispose;
  widget_class->root = ua_member_row_root;
  widget_class->measure = ua_member_row_measure;
  widget_class->size_allocate = ua_member_row_size_allocate;
  widget_class->snapshot = ua_member_row_snapshot;
  gtk_widget_class_set_css_name (widget_class, "memberrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, menu_activated_cb);
}

static void
ua_member_row_init (UaMemberRow *self)
{
  self->menu = ua_menu_cell_new ();
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

/**
 * ua_member_row_new:
 * @columns: (transfer none): which cells it has, and where
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
ua_member_row_new (UaMemberColumns *columns)
{
  UaMemberRow *self;

  g_return_val_if_fail (UA_IS_MEMBER_COLUMNS (columns), NULL);

  self = g_object_new (UA_TYPE_MEMBER_ROW, NULL);
  self->columns = g_object_ref (columns);
  make_cells (self);
  g_signal_connect_object (columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "resized", G_CALLBACK (columns_resized_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * ua_member_row_get_member:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): whom the row shows
 */
UaMember *
ua_member_row_get_member (UaMemberRow *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_ROW (self), NULL);

  return self->member;
}

/**
 * ua_member_row_get_position:
 * @self: a row
 *
 * Returns: where in the list the member is, or %GTK_INVALID_LIST_POSITION
 */
guint
ua_member_row_get_position (UaMemberRow *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_ROW (self), GTK_INVALID_LIST_POSITION);

  return self->slot != NULL ? ua_member_slot_get_position (self->slot)
                            : GTK_INVALID_LIST_POSITION;
}

/**
 * ua_member_row_show:
 * @self: a row
 * @slot: (transfer none) (nullable): the place whose member to show, and whoever is there later;
 *   %NULL for none, which leaves the texts as they are
 */
void
ua_member_row_show (UaMemberRow  *self,
                    UaMemberSlot *slot)
{
  g_return_if_fail (UA_IS_MEMBER_ROW (self));
  g_return_if_fail (slot == NULL || UA_IS_MEMBER_SLOT (slot));

  if (self->slot == slot)
    return;
  if (self->slot != NULL)
    g_clear_signal_handler (&self->slot_id, self->slot);
  g_set_object (&self->slot, slot);
  if (slot != NULL)
    self->slot_id = g_signal_connect_swapped (slot, "notify::member", G_CALLBACK (slot_filled_cb),
                                              self);
  set_member (self, slot != NULL ? ua_member_slot_get_member (slot) : NULL);
}
