/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-name-cell.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ua-format.h"

/**
 * UaNameCell:
 *
 * A cell with who a member is: initials, the name over the email, and a mark while a change of the
 * member has not reached the server.
 */
struct _UaNameCell
{
  UaMemberCell parent_instance;

  AdwAvatar *avatar;     /* (unowned), a child */
  GtkInscription *name;  /* (unowned), a descendant */
  GtkInscription *email; /* (unowned), a descendant */
  GtkImage *mark;        /* (unowned) (nullable), a child once needed */
};

G_DEFINE_FINAL_TYPE (UaNameCell, ua_name_cell, UA_TYPE_MEMBER_CELL)

static void
show_mark (UaNameCell *self,
           gboolean    pending)
{
  if (self->mark == NULL && pending)
    {
      self->mark = g_object_new (GTK_TYPE_IMAGE,
                                 "icon-name", "document-send-symbolic",
                                 "tooltip-text", _("Changed here, not yet saved on the server"),
                                 "css-classes", (const char *[]){ "dim-label", NULL },
                                 NULL);
      gtk_widget_set_parent (GTK_WIDGET (self->mark), GTK_WIDGET (self));
    }
  if (self->mark != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->mark), pending);
}

/* The row around the cell has no name of its own for who cannot see it; a list of 4.8 gives no
 * other way to it than up from the cell.
 */
static void
name_row (UaNameCell *self,
          const char *name)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)) ==
                       GTK_ACCESSIBLE_ROLE_ROW)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

static void
ua_name_cell_update (UaMemberCell         *cell,
                     const UaMemberRecord *record,
                     gboolean              pending)
{
  UaNameCell *self = UA_NAME_CELL (cell);
  const char *name = record != NULL ? ua_member_record_get_name (record) : NULL;
  const char *email = record != NULL ? ua_member_record_get (record, UA_FIELD_EMAIL) : NULL;

  if (record != NULL && email == NULL)
    email = ua_member_record_get (record, UA_FIELD_USER_NAME);
  /* A member who has a user name alone has it once. */
  if (g_strcmp0 (email, name) == 0)
    email = NULL;
  adw_avatar_set_text (self->avatar, name);
  ua_member_cell_show_text (cell, self->name, name);
  ua_member_cell_show_text (cell, self->email, email);
  gtk_widget_set_visible (GTK_WIDGET (self->email), email != NULL);
  show_mark (self, pending);
  name_row (self, name != NULL ? name : "");
}

static void
ua_name_cell_root (GtkWidget *widget)
{
  UaMember *member = ua_member_cell_get_member (UA_MEMBER_CELL (widget));

  GTK_WIDGET_CLASS (ua_name_cell_parent_class)->root (widget);

  if (member != NULL && ua_member_get_record (member) != NULL)
    name_row (UA_NAME_CELL (widget), ua_member_record_get_name (ua_member_get_record (member)));
}

static void
ua_name_cell_class_init (UaNameCellClass *klass)
{
  GTK_WIDGET_CLASS (klass)->root = ua_name_cell_root;
  UA_MEMBER_CELL_CLASS (klass)->update = ua_name_cell_update;
}

static void
ua_name_cell_init (UaNameCell *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *lines;

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->avatar = g_object_new (ADW_TYPE_AVATAR,
                               "size", 32,
                               "show-initials", TRUE,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                               NULL);
  self->name = g_object_new (GTK_TYPE_INSCRIPTION,
                             "min-chars", 14,
                             "min-lines", 1,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                             "css-classes", (const char *[]){ "name", NULL },
                             NULL);
  self->email = g_object_new (GTK_TYPE_INSCRIPTION,
                              "min-chars", 6,
                              "min-lines", 1,
                              "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE,
                              "css-classes", (const char *[]){ "email", NULL },
                              NULL);
  lines = g_object_new (GTK_TYPE_BOX,
                        "orientation", GTK_ORIENTATION_VERTICAL,
                        "valign", GTK_ALIGN_CENTER,
                        "hexpand", TRUE,
                        NULL);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->email));
  gtk_widget_set_parent (GTK_WIDGET (self->avatar), GTK_WIDGET (self));
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
}

/**
 * ua_name_cell_new:
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
ua_name_cell_new (void)
{
  return g_object_new (UA_TYPE_NAME_CELL, NULL);
}
