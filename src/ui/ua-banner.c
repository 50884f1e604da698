/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-banner.h"

#include "ua-ui.h"

/**
 * UaBanner:
 *
 * A sentence across the window about the state of things, with the one thing that one can do
 * about it.
 */
struct _UaBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer; /* (unowned), of the template */
  GtkLabel *label;       /* (unowned), of the template */
  GtkButton *button;     /* (unowned), of the template */
};

G_DEFINE_FINAL_TYPE (UaBanner, ua_banner, GTK_TYPE_WIDGET)

static void
ua_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UA_TYPE_BANNER);

  G_OBJECT_CLASS (ua_banner_parent_class)->dispose (object);
}

static void
ua_banner_class_init (UaBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_banner_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, UaBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, UaBanner, label);
  gtk_widget_class_bind_template_child (widget_class, UaBanner, button);
}

static void
ua_banner_init (UaBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_banner_new:
 *
 * Returns: (transfer floating): a hidden banner
 */
GtkWidget *
ua_banner_new (void)
{
  return g_object_new (UA_TYPE_BANNER, NULL);
}

/**
 * ua_banner_get_text:
 * @self: a banner
 *
 * Returns: (transfer none) (nullable): what it says, %NULL while it is hidden
 */
const char *
ua_banner_get_text (UaBanner *self)
{
  g_return_val_if_fail (UA_IS_BANNER (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}

/**
 * ua_banner_show:
 * @self: a banner
 * @text: a sentence
 * @button: (nullable): what the button is called, with a mnemonic; %NULL for no button
 * @action: (nullable): the action of the button; %NULL with no button only
 */
void
ua_banner_show (UaBanner   *self,
                const char *text,
                const char *button,
                const char *action)
{
  g_return_if_fail (UA_IS_BANNER (self));
  g_return_if_fail (text != NULL && (button == NULL) == (action == NULL));

  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  gtk_button_set_label (self->button, button != NULL ? button : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/**
 * ua_banner_hide:
 * @self: a banner
 */
void
ua_banner_hide (UaBanner *self)
{
  g_return_if_fail (UA_IS_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
