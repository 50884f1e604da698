/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-cell.h"

/* They say in which direction a line runs, and are not seen. */
#define LEFT_TO_RIGHT_MARK "\342\200\216"
#define RIGHT_TO_LEFT_MARK "\342\200\217"

/**
 * UaMemberCell:
 *
 * One cell of the table of members: it shows something of a member's record.  The row that it is in
 * says which record, and follows it.
 *
 * A table has some hundred cells at a time, so they are made by hand and not from templates, have
 * as few children as they can, and showing another record costs no more than setting its texts.
 */
G_DEFINE_ABSTRACT_TYPE (UaMemberCell, ua_member_cell, GTK_TYPE_WIDGET)

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
ua_member_cell_dispose (GObject *object)
{
  GtkWidget *child;

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
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CELL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
ua_member_cell_init (UaMemberCell *self)
{
}

/**
 * ua_member_cell_show:
 * @self: a cell
 * @record: (nullable): whom to show; nobody for %NULL
 * @pending: whether a change of the member has not reached the server
 */
void
ua_member_cell_show (UaMemberCell         *self,
                     const UaMemberRecord *record,
                     gboolean              pending)
{
  g_return_if_fail (UA_IS_MEMBER_CELL (self));

  UA_MEMBER_CELL_GET_CLASS (self)->show (self, record, pending);
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
