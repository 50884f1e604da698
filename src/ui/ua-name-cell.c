/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-name-cell.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ua-format.h"

#define AVATAR_SIZE 32
#define SPACING 12

/* How many colours the style has for pictures of nobody in particular. */
#define N_COLORS 14

/**
 * UaNameCell:
 *
 * A cell with who a member is: initials, the name over the email, and a mark while a change of the
 * member has not reached the server.
 *
 * The initials look like those of an #AdwAvatar, which takes five widgets for them.
 */
struct _UaNameCell
{
  UaMemberCell parent_instance;

  GtkInscription *avatar; /* (unowned), a child */
  GtkInscription *name;   /* (unowned), a child */
  GtkInscription *email;  /* (unowned), a child */
  GtkImage *mark;         /* (unowned) (nullable), a child once needed */
};

G_DEFINE_FINAL_TYPE (UaNameCell, ua_name_cell, UA_TYPE_MEMBER_CELL)

/* The first letters of the first word and of the last. */
static char *
make_initials (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);
  g_autofree char *composed = g_utf8_normalize (g_strstrip (upper), -1, G_NORMALIZE_NFC);
  const char *last = composed != NULL ? strrchr (composed, ' ') : NULL;
  GString *initials = g_string_new (NULL);

  if (composed != NULL && composed[0] != '\0')
    g_string_append_unichar (initials, g_utf8_get_char (composed));
  if (last != NULL)
    g_string_append_unichar (initials, g_utf8_get_char (last + 1));
  return g_string_free (initials, FALSE);
}

static void
show_avatar (UaNameCell *self,
             const char *name)
{
  g_autofree char *initials = name != NULL ? make_initials (name) : NULL;
  char color[sizeof "color14"];

  gtk_inscription_set_text (self->avatar, initials);
  g_snprintf (color, sizeof color, "color%u",
              name != NULL ? g_str_hash (name) % N_COLORS + 1 : N_COLORS);
  gtk_widget_set_css_classes (GTK_WIDGET (self->avatar), (const char *[]){ color, NULL });
}

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

/* What stands below the name.  A member who has a user name alone has it once. */
static char *
dup_email (const UaMemberRecord *record)
{
  const char *email = ua_member_record_get (record, UA_FIELD_EMAIL);

  if (email == NULL)
    email = ua_member_record_get (record, UA_FIELD_USER_NAME);
  return email != NULL && g_strcmp0 (email, ua_member_record_get_name (record)) != 0
           ? ua_format_text (email) : NULL;
}

static void
ua_name_cell_show (UaMemberCell         *cell,
                   const UaMemberRecord *record,
                   gboolean              pending)
{
  UaNameCell *self = UA_NAME_CELL (cell);
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *email = NULL;

  if (record != NULL)
    {
      name = ua_format_text (ua_member_record_get_name (record));
      shown = ua_format_isolated (name);
      email = dup_email (record);
    }
  show_avatar (self, name);
  ua_member_cell_show_text (cell, self->name, shown);
  ua_member_cell_show_text (cell, self->email, email);
  gtk_widget_set_visible (GTK_WIDGET (self->email), email != NULL);
  show_mark (self, pending);
}

static int
measure_height (GtkInscription *inscription)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (inscription), GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL,
                      NULL);
  return minimum;
}

static void
ua_name_cell_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  UaNameCell *self = UA_NAME_CELL (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = AVATAR_SIZE;
  else
    *minimum = MAX (AVATAR_SIZE, measure_height (self->name) + measure_height (self->email));
  *natural = *minimum;
}

static void
allocate_at (GtkWidget *cell,
             gpointer   child,
             int        start,
             int        y,
             int        width,
             int        height)
{
  gboolean rtl = gtk_widget_get_direction (cell) == GTK_TEXT_DIR_RTL;
  int x = rtl ? gtk_widget_get_width (cell) - start - width : start;

  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, MAX (width, 0), MAX (height, 0) }, -1);
}

static void
ua_name_cell_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  UaNameCell *self = UA_NAME_CELL (widget);
  int start = AVATAR_SIZE + SPACING;
  int line_width = width - start;
  int name_height = measure_height (self->name);
  int email_height = measure_height (self->email);
  int y = (height - name_height - email_height) / 2;

  allocate_at (widget, self->avatar, 0, (height - AVATAR_SIZE) / 2, AVATAR_SIZE, AVATAR_SIZE);
  if (self->mark != NULL && gtk_widget_get_visible (GTK_WIDGET (self->mark)))
    {
      int mark_width;

      gtk_widget_measure (GTK_WIDGET (self->mark), GTK_ORIENTATION_HORIZONTAL, -1, &mark_width,
                          NULL, NULL, NULL);
      allocate_at (widget, self->mark, width - mark_width, 0, mark_width, height);
      line_width -= mark_width + SPACING;
    }
  allocate_at (widget, self->name, start, y, line_width, name_height);
  if (gtk_widget_get_visible (GTK_WIDGET (self->email)))
    allocate_at (widget, self->email, start, y + name_height, line_width, email_height);
}

static void
ua_name_cell_class_init (UaNameCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ua_name_cell_measure;
  widget_class->size_allocate = ua_name_cell_size_allocate;
  UA_MEMBER_CELL_CLASS (klass)->show = ua_name_cell_show;
}

static void
ua_name_cell_init (UaNameCell *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->avatar = g_object_new (GTK_TYPE_INSCRIPTION,
                               "css-name", "avatar",
                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                               "xalign", 0.5f,
                               "yalign", 0.5f,
                               NULL);
  self->name = g_object_new (GTK_TYPE_INSCRIPTION,
                             "min-lines", 1,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                             "css-classes", (const char *[]){ "name", NULL },
                             NULL);
  self->email = g_object_new (GTK_TYPE_INSCRIPTION,
                              "min-lines", 1,
                              "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE,
                              "css-classes", (const char *[]){ "email", NULL },
                              NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->avatar), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->name), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->email), GTK_WIDGET (self));
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
