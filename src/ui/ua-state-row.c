/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-state-row.h"

#include "ua-ui.h"

/**
 * UaStateRow:
 *
 * A row of a list of what happens: a picture, a title over a caption, how it stands (icon and word,
 * never a colour alone), when, and the "…" that opens the menu of the row by the action "row.menu".
 *
 * The row as a whole is named by all of its texts, so that a screen reader tells it in one go.
 */
struct _UaStateRow
{
  GtkWidget parent_instance;

  AdwAvatar *avatar;       /* (unowned), of the template, as are the next */
  GtkImage *icon;          /* (unowned) */
  GtkWidget *text_box;     /* (unowned) */
  GtkLabel *title_label;   /* (unowned) */
  GtkLabel *caption_label; /* (unowned) */
  GtkWidget *end_box;      /* (unowned) */
  GtkWidget *state_box;    /* (unowned) */
  GtkImage *state_icon;    /* (unowned) */
  GtkLabel *state_label;   /* (unowned) */
  GtkLabel *when_label;    /* (unowned) */
  GtkWidget *menu_button;  /* (unowned) */
  guint position;
};

G_DEFINE_FINAL_TYPE (UaStateRow, ua_state_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_label (GtkLabel   *label,
            const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
update_name (UaStateRow *self)
{
  GtkLabel *labels[] = {
    self->title_label, self->caption_label, self->state_label, self->when_label,
  };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *text = gtk_label_get_label (labels[i]);

      if (*text != '\0' && name->len > 0)
        g_string_append (name, ", ");
      g_string_append (name, text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}

static void
menu_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaStateRow *self = UA_STATE_ROW (widget);

  g_signal_emit (self, signals[SIGNAL_MENU], 0, self->menu_button);
}

static void
ua_state_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UA_TYPE_STATE_ROW);

  G_OBJECT_CLASS (ua_state_row_parent_class)->dispose (object);
}

static void
ua_state_row_class_init (UaStateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_state_row_dispose;

  /**
   * UaStateRow::menu:
   * @button: the button that was pressed
   *
   * Somebody wants the menu of the row.
   */
  signals[SIGNAL_MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);

  gtk_widget_class_set_css_name (widget_class, "staterow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-state-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, icon);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, text_box);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, caption_label);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, end_box);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, UaStateRow, menu_button);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, menu_activated_cb);
}

static void
ua_state_row_init (UaStateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->title_label), self->title_label);
  ua_ui_tell_when_cut (GTK_WIDGET (self->caption_label), self->caption_label);
}

/**
 * ua_state_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
ua_state_row_new (void)
{
  return g_object_new (UA_TYPE_STATE_ROW, NULL);
}

/**
 * ua_state_row_get_position:
 * @self: a row
 *
 * Returns: which row of its list it is
 */
guint
ua_state_row_get_position (UaStateRow *self)
{
  g_return_val_if_fail (UA_IS_STATE_ROW (self), GTK_INVALID_LIST_POSITION);

  return self->position;
}

/**
 * ua_state_row_set_position:
 * @self: a row
 * @position: which row of its list it is
 */
void
ua_state_row_set_position (UaStateRow *self,
                           guint       position)
{
  g_return_if_fail (UA_IS_STATE_ROW (self));

  self->position = position;
}

/**
 * ua_state_row_set_avatar:
 * @self: a row
 * @name: whose initials to show
 */
void
ua_state_row_set_avatar (UaStateRow *self,
                         const char *name)
{
  g_return_if_fail (UA_IS_STATE_ROW (self));

  adw_avatar_set_text (self->avatar, name);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
}

/**
 * ua_state_row_set_icon:
 * @self: a row
 * @icon_name: the name of an icon to show
 */
void
ua_state_row_set_icon (UaStateRow *self,
                       const char *icon_name)
{
  g_return_if_fail (UA_IS_STATE_ROW (self));

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), FALSE);
}

/**
 * ua_state_row_set_text:
 * @self: a row
 * @title: what it is
 * @caption: (nullable): a few words more
 */
void
ua_state_row_set_text (UaStateRow *self,
                       const char *title,
                       const char *caption)
{
  g_return_if_fail (UA_IS_STATE_ROW (self));

  gtk_label_set_label (self->title_label, title);
  show_label (self->caption_label, caption);
  update_name (self);
}

/**
 * ua_state_row_set_state:
 * @self: a row
 * @icon_name: (nullable): the name of an icon
 * @word: (nullable): how it stands; %NULL to show nothing
 * @style_class: (nullable): a class of style.css that tints it
 */
void
ua_state_row_set_state (UaStateRow *self,
                        const char *icon_name,
                        const char *word,
                        const char *style_class)
{
  const char *classes[] = { style_class, NULL };

  g_return_if_fail (UA_IS_STATE_ROW (self));

  gtk_image_set_from_icon_name (self->state_icon, icon_name);
  gtk_label_set_label (self->state_label, word != NULL ? word : "");
  gtk_widget_set_visible (self->state_box, word != NULL);
  gtk_widget_set_css_classes (self->state_box, classes);
  update_name (self);
}

/**
 * ua_state_row_set_when:
 * @self: a row
 * @when: (nullable): when, in few words
 * @exact: (nullable): when, exactly, for who points at it
 */
void
ua_state_row_set_when (UaStateRow *self,
                       const char *when,
                       const char *exact)
{
  g_return_if_fail (UA_IS_STATE_ROW (self));

  show_label (self->when_label, when);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->when_label), exact);
  update_name (self);
}
