/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-cell.h"

/* They say in which direction a line runs, and are not seen. */
#define LEFT_TO_RIGHT_MARK "\342\200\216"
#define RIGHT_TO_LEFT_MARK "\342\200\217"

/**
 * UaMemberCell:
 *
 * One cell of the table of members: it shows something of a member's record and follows it.
 *
 * A table has about a thousand cells at a time, so they are made by hand and not from templates,
 * have as few children as they can, and binding one costs no more than setting its texts.
 */
typedef struct
{
  UaMember *member; /* (owned) (nullable) */
  gulong notify_id;
  guint position;
} UaMemberCellPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UaMemberCell, ua_member_cell, GTK_TYPE_WIDGET)

/* What the first letter says, of the blocks that Unicode keeps for scripts that run that way. */
static gboolean
begins_right_to_left (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) ||
               (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
               (c >= 0x1e800 && c <= 0x1efff);
    }
  return FALSE;
}

static void
update (UaMemberCell *self)
{
  UaMemberCellPrivate *priv = ua_member_cell_get_instance_private (self);
  const UaMemberRecord *record = NULL;
  gboolean pending = FALSE;

  if (priv->member != NULL)
    {
      record = ua_member_get_record (priv->member);
      pending = ua_member_get_pending (priv->member);
    }
  UA_MEMBER_CELL_GET_CLASS (self)->update (self, record, pending);
}

static void
member_notified_cb (UaMemberCell *self)
{
  update (self);
}

static void
clear_member (UaMemberCell *self)
{
  UaMemberCellPrivate *priv = ua_member_cell_get_instance_private (self);

  if (priv->member != NULL)
    g_clear_signal_handler (&priv->notify_id, priv->member);
  g_clear_object (&priv->member);
}

static void
ua_member_cell_dispose (GObject *object)
{
  GtkWidget *child;

  clear_member (UA_MEMBER_CELL (object));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ua_member_cell_parent_class)->dispose (object);
}

static void
ua_member_cell_class_init (UaMemberCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_member_cell_dispose;
  gtk_widget_class_set_css_name (widget_class, "membercell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
ua_member_cell_init (UaMemberCell *self)
{
  UaMemberCellPrivate *priv = ua_member_cell_get_instance_private (self);

  priv->position = GTK_INVALID_LIST_POSITION;
}

/**
 * ua_member_cell_get_member:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): whom the cell shows
 */
UaMember *
ua_member_cell_get_member (UaMemberCell *self)
{
  UaMemberCellPrivate *priv = ua_member_cell_get_instance_private (self);

  g_return_val_if_fail (UA_IS_MEMBER_CELL (self), NULL);

  return priv->member;
}

/**
 * ua_member_cell_set_member:
 * @self: a cell
 * @member: (nullable): whom to show
 */
void
ua_member_cell_set_member (UaMemberCell *self,
                           UaMember     *member)
{
  UaMemberCellPrivate *priv = ua_member_cell_get_instance_private (self);

  g_return_if_fail (UA_IS_MEMBER_CELL (self));
  g_return_if_fail (member == NULL || UA_IS_MEMBER (member));

  if (priv->member == member)
    return;
  clear_member (self);
  if (member == NULL)
    return;
  priv->member = g_object_ref (member);
  priv->notify_id = g_signal_connect_swapped (member, "notify", G_CALLBACK (member_notified_cb),
                                              self);
  update (self);
}

/**
 * ua_member_cell_get_position:
 * @self: a cell
 *
 * Returns: where in the list the member was when the cell was bound, or
 *   %GTK_INVALID_LIST_POSITION; rows may have moved since
 */
guint
ua_member_cell_get_position (UaMemberCell *self)
{
  UaMemberCellPrivate *priv = ua_member_cell_get_instance_private (self);

  g_return_val_if_fail (UA_IS_MEMBER_CELL (self), GTK_INVALID_LIST_POSITION);

  return priv->position;
}

/**
 * ua_member_cell_set_position:
 * @self: a cell
 * @position: where in the list the member is
 */
void
ua_member_cell_set_position (UaMemberCell *self,
                             guint         position)
{
  UaMemberCellPrivate *priv = ua_member_cell_get_instance_private (self);

  g_return_if_fail (UA_IS_MEMBER_CELL (self));

  priv->position = position;
}

/**
 * ua_member_cell_show_text:
 * @self: a cell
 * @inscription: a descendant of the cell
 * @text: (nullable): what it shows
 *
 * Shows a text of either direction at the start of its column, where all others begin.  By itself a
 * name in Arabic would stand at the far end of a wide column, away from its picture.
 */
void
ua_member_cell_show_text (UaMemberCell   *self,
                          GtkInscription *inscription,
                          const char     *text)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *marked = NULL;

  g_return_if_fail (UA_IS_MEMBER_CELL (self));
  g_return_if_fail (GTK_IS_INSCRIPTION (inscription));

  if (text != NULL && begins_right_to_left (text) != rtl)
    marked = g_strconcat (rtl ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK, text, NULL);
  gtk_inscription_set_text (inscription, marked != NULL ? marked : text);
}
