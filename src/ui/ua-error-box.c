/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-error-box.h"

/**
 * UaErrorBox:
 *
 * What went wrong, beside what it concerns: a title, a sentence with the next step, and behind
 * "Details" what the server or the system said.  It is not visible while nothing is wrong.
 */
struct _UaErrorBox
{
  GtkWidget parent_instance;

  GtkWidget *content;            /* (unowned) */
  GtkLabel *title_label;         /* (unowned) */
  GtkLabel *sentence_label;      /* (unowned) */
  GtkExpander *details_expander; /* (unowned) */
  GtkLabel *details_label;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaErrorBox, ua_error_box, GTK_TYPE_WIDGET)

static void
ua_error_box_dispose (GObject *object)
{
  UaErrorBox *self = UA_ERROR_BOX (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (ua_error_box_parent_class)->dispose (object);
}

static void
ua_error_box_class_init (UaErrorBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_error_box_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-error-box.ui");
  gtk_widget_class_bind_template_child (widget_class, UaErrorBox, content);
  gtk_widget_class_bind_template_child (widget_class, UaErrorBox, title_label);
  gtk_widget_class_bind_template_child (widget_class, UaErrorBox, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, UaErrorBox, details_expander);
  gtk_widget_class_bind_template_child (widget_class, UaErrorBox, details_label);
}

static void
ua_error_box_init (UaErrorBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_error_box_new:
 *
 * Returns: (transfer floating): a box that shows nothing yet
 */
GtkWidget *
ua_error_box_new (void)
{
  return g_object_new (UA_TYPE_ERROR_BOX, NULL);
}

/**
 * ua_error_box_set_error:
 * @self: a box
 * @error: (nullable): what went wrong; %NULL to clear the box
 * @context: what was being done
 *
 * Shows an error in words.
 */
void
ua_error_box_set_error (UaErrorBox     *self,
                        const GError   *error,
                        UaErrorContext  context)
{
  g_autofree char *details = NULL;

  if (error == NULL)
    {
      ua_error_box_clear (self);
      return;
    }
  details = ua_errors_get_details (error);
  ua_error_box_set_text (self, ua_errors_get_title (error, context),
                         ua_errors_get_sentence (error, context), details);
}

/**
 * ua_error_box_set_text:
 * @self: a box
 * @title: a few words
 * @sentence: what happened and what to do next
 * @details: (nullable): what the server or the system said
 *
 * Shows an error whose words are made elsewhere.
 */
void
ua_error_box_set_text (UaErrorBox *self,
                       const char *title,
                       const char *sentence,
                       const char *details)
{
  g_return_if_fail (UA_IS_ERROR_BOX (self));

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_label_set_label (self->details_label, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details_expander),
                          details != NULL && *details != '\0');
  gtk_expander_set_expanded (self->details_expander, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * ua_error_box_clear:
 * @self: a box
 *
 * Shows nothing.
 */
void
ua_error_box_clear (UaErrorBox *self)
{
  g_return_if_fail (UA_IS_ERROR_BOX (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
