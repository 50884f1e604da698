/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-field-sign.h"

#include <glib/gi18n.h>

/* For how long a tick is to be seen, in milliseconds, and how long it takes to fade. */
#define TICK_MS 3000
#define FADE_MS 600

/**
 * UaFieldSign:
 *
 * How a field that saves by itself stands: a tick that fades when it is saved, a clock while it
 * waits to be sent, a warning, or a lock.  Each has words for the screen reader.
 */
struct _UaFieldSign
{
  GtkWidget parent_instance;

  GtkRevealer *revealer; /* (unowned) */
  GtkImage *image;       /* (unowned) */
  guint fade_id;
};

G_DEFINE_FINAL_TYPE (UaFieldSign, ua_field_sign, GTK_TYPE_WIDGET)

static gboolean
fade_cb (gpointer user_data)
{
  UaFieldSign *self = user_data;

  self->fade_id = 0;
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  return G_SOURCE_REMOVE;
}

static void
show_icon (UaFieldSign *self,
           const char  *icon,
           const char  *words,
           gboolean     fades)
{
  g_clear_handle_id (&self->fade_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), icon != NULL);
  if (icon == NULL)
    return;
  gtk_image_set_from_icon_name (self->image, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->image), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  if (fades)
    self->fade_id = g_timeout_add (TICK_MS, fade_cb, self);
}

static void
ua_field_sign_dispose (GObject *object)
{
  UaFieldSign *self = UA_FIELD_SIGN (object);

  g_clear_handle_id (&self->fade_id, g_source_remove);
  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;

  G_OBJECT_CLASS (ua_field_sign_parent_class)->dispose (object);
}

static void
ua_field_sign_class_init (UaFieldSignClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_field_sign_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ua_field_sign_init (UaFieldSign *self)
{
  self->image = GTK_IMAGE (gtk_image_new ());
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_transition_duration (self->revealer, FADE_MS);
  gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->image));
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ua_field_sign_new:
 *
 * Returns: (transfer floating): a sign that shows nothing
 */
GtkWidget *
ua_field_sign_new (void)
{
  return g_object_new (UA_TYPE_FIELD_SIGN, NULL);
}

/**
 * ua_field_sign_show_state:
 * @self: a sign
 * @state: how a field stands
 * @problem: (nullable): what is wrong, as a sentence, where something is
 * @lock: (nullable): why the field cannot be changed here, as a sentence; %NULL when it can
 *
 * Shows how a field stands.
 */
void
ua_field_sign_show_state (UaFieldSign  *self,
                          UaFieldState  state,
                          const char   *problem,
                          const char   *lock)
{
  g_return_if_fail (UA_IS_FIELD_SIGN (self));

  switch (state)
    {
    case UA_FIELD_STATE_SAVED:
      show_icon (self, "object-select-symbolic", _("Saved"), TRUE);
      break;
    case UA_FIELD_STATE_WAITING:
      show_icon (self, "document-open-recent-symbolic", _("Kept, and waiting to be sent"), FALSE);
      break;
    case UA_FIELD_STATE_WRONG:
      show_icon (self, "dialog-warning-symbolic", problem, FALSE);
      break;
    case UA_FIELD_STATE_SHOWN:
    default:
      show_icon (self, lock != NULL ? "changes-prevent-symbolic" : NULL, lock, FALSE);
      break;
    }
}

/**
 * ua_field_sign_show:
 * @self: a sign
 * @keeper: the field
 *
 * Shows how @keeper stands now.
 */
void
ua_field_sign_show (UaFieldSign   *self,
                    UaFieldKeeper *keeper)
{
  g_return_if_fail (UA_IS_FIELD_SIGN (self));
  g_return_if_fail (UA_IS_FIELD_KEEPER (keeper));

  ua_field_sign_show_state (self, ua_field_keeper_get_state (keeper),
                            ua_field_keeper_get_problem (keeper),
                            ua_field_keeper_stands_out (keeper) ? ua_field_keeper_get_lock (keeper)
                                                                : NULL);
}
