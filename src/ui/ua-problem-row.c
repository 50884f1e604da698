/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-problem-row.h"

#include "ua-ui.h"

/**
 * UaProblemRow:
 *
 * Says under a row of a form what is wrong with what is typed there, and offers the way on where
 * there is one.  Absent while nothing is wrong.
 */
struct _UaProblemRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;        /* (unowned), of the template, as is the next */
  GtkButton *help_button; /* (unowned) */
  GtkWidget *subject;     /* (weak) (nullable), the row that it is about */
};

G_DEFINE_FINAL_TYPE (UaProblemRow, ua_problem_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_SUBJECT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_HELP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
help_clicked_cb (UaProblemRow *self)
{
  g_assert (UA_IS_PROBLEM_ROW (self));

  g_signal_emit (self, signals[SIGNAL_HELP], 0);
}

static void
ua_problem_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SUBJECT:
      g_value_set_object (value, UA_PROBLEM_ROW (object)->subject);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_subject (UaProblemRow *self,
             GtkWidget    *subject)
{
  g_set_weak_pointer (&self->subject, subject);
  if (subject != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (subject),
                                    GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->label,
                                    -1);
}

static void
ua_problem_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SUBJECT:
      set_subject (UA_PROBLEM_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_problem_row_dispose (GObject *object)
{
  g_clear_weak_pointer (&UA_PROBLEM_ROW (object)->subject);

  G_OBJECT_CLASS (ua_problem_row_parent_class)->dispose (object);
}

static void
ua_problem_row_class_init (UaProblemRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ua_problem_row_get_property;
  object_class->set_property = ua_problem_row_set_property;
  object_class->dispose = ua_problem_row_dispose;
  /**
   * UaProblemRow:subject:
   *
   * The row that it is about, which is marked while something is wrong.
   */
  properties[PROP_SUBJECT] =
    g_param_spec_object ("subject", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  /**
   * UaProblemRow::help:
   *
   * Somebody takes the way on that is offered.
   */
  signals[SIGNAL_HELP] = g_signal_new ("help", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaProblemRow, label);
  gtk_widget_class_bind_template_child (widget_class, UaProblemRow, help_button);
  gtk_widget_class_bind_template_callback (widget_class, help_clicked_cb);
}

static void
ua_problem_row_init (UaProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_problem_row_show:
 * @self: a row
 * @text: (nullable): what is wrong; %NULL for nothing
 * @help: (nullable): the label of the button for the way on, with a mnemonic; %NULL for none
 */
void
ua_problem_row_show (UaProblemRow *self,
                     const char   *text,
                     const char   *help)
{
  g_return_if_fail (UA_IS_PROBLEM_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help_button), help != NULL);
  gtk_button_set_label (self->help_button, help != NULL ? help : "");
  if (self->subject == NULL)
    return;
  if (text == NULL)
    {
      gtk_widget_remove_css_class (self->subject, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->subject), GTK_ACCESSIBLE_STATE_INVALID);
      return;
    }
  gtk_widget_add_css_class (self->subject, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->subject),
                               GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

/**
 * ua_problem_row_get_text:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it says to be wrong
 */
const char *
ua_problem_row_get_text (UaProblemRow *self)
{
  g_return_val_if_fail (UA_IS_PROBLEM_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (self->label) : NULL;
}
