/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-field-row.h"

#include <glib/gi18n.h>

#include "ua-field-keeper.h"
#include "ua-field-sign.h"
#include "ua-format.h"

/**
 * UaFieldRow:
 *
 * A text of a member that saves by itself when it is confirmed, with Return or the button (CC-05).
 * A tick says that it is saved, and what is wrong stands in the place of the title.
 *
 * "field" is the key of the field, see ua_field_get_key(), so that a template can name it.
 */
struct _UaFieldRow
{
  AdwEntryRow parent_instance;

  UaFieldKeeper *keeper; /* (owned) (nullable): until the field is named */
  UaFieldSign *sign;     /* (unowned) */
  char *shown;           /* (owned) (nullable), what was last shown of the member */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (UaFieldRow, ua_field_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_FIELD = 1,
  PROP_SESSION,
  PROP_MEMBER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_edited (UaFieldRow *self)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)),
                    self->shown != NULL ? self->shown : "") != 0;
}

static void
show_title (UaFieldRow *self)
{
  UaField field = ua_field_keeper_get_field (self->keeper);
  const char *label = ua_format_field_label (field);
  const char *problem = ua_field_keeper_get_problem (self->keeper);
  g_autofree char *title = NULL;

  if (problem != NULL)
    /* Translators: the name of a field, and what is wrong with what was typed there. */
    title = g_strdup_printf (_("%s: %s"), label, problem);
  else if (field == UA_FIELD_EMAIL && is_edited (self))
    title = g_strdup (_("Email: the old and the new address both get a message"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title != NULL ? title : label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), title);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

/* What somebody is typing is not written over by what comes from elsewhere. */
static void
show_value (UaFieldRow *self)
{
  const char *value = ua_field_keeper_get_value (self->keeper);
  gboolean wrong = ua_field_keeper_get_state (self->keeper) == UA_FIELD_STATE_WRONG;

  if (wrong || (is_edited (self) && gtk_widget_has_focus (GTK_WIDGET (
                                      gtk_editable_get_delegate (GTK_EDITABLE (self))))))
    return;
  self->showing = TRUE;
  g_free (self->shown);
  self->shown = g_strdup (value);
  gtk_editable_set_text (GTK_EDITABLE (self), value != NULL ? value : "");
  self->showing = FALSE;
}

static void
keeper_changed_cb (UaFieldRow *self)
{
  const char *lock = ua_field_keeper_get_lock (self->keeper);

  gtk_widget_set_visible (GTK_WIDGET (self), ua_field_keeper_is_offered (self->keeper));
  /* The button that confirms would stay with a value that is set from here. */
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), FALSE);
  show_value (self);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), lock == NULL);
  gtk_editable_set_editable (GTK_EDITABLE (self), lock == NULL);
  if (lock != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "locked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "locked");
  ua_field_sign_show (self->sign, self->keeper);
  show_title (self);
}

static void
changed_cb (UaFieldRow *self)
{
  if (self->keeper != NULL && !self->showing)
    show_title (self);
}

static void
apply_cb (UaFieldRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  g_free (self->shown);
  self->shown = g_strdup (text);
  ua_field_keeper_save (self->keeper, text, NULL);
}

/* Whoever changes their mind gets back what was there. */
static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  UaFieldRow *self = UA_FIELD_ROW (widget);
  const char *value = ua_field_keeper_get_value (self->keeper);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), value != NULL ? value : "") == 0)
    return GDK_EVENT_PROPAGATE;
  g_free (self->shown);
  self->shown = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));
  ua_field_keeper_save (self->keeper, value, NULL);
  return GDK_EVENT_STOP;
}

static void
set_field_key (UaFieldRow *self,
               const char *key)
{
  UaField field;

  if (!ua_field_from_key (key, &field))
    {
      g_critical ("There is no field “%s”", key);
      return;
    }
  self->keeper = ua_field_keeper_new (field);
  /* What is dialled or typed elsewhere is read from left to right in every language. */
  if (field == UA_FIELD_PHONE || field == UA_FIELD_EMAIL || field == UA_FIELD_USER_NAME)
    gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self))),
                              GTK_TEXT_DIR_LTR);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (keeper_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), ua_format_field_label (field));
}

static void
ua_field_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  UaFieldRow *self = UA_FIELD_ROW (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      g_value_set_string (value, ua_field_get_key (ua_field_keeper_get_field (self->keeper)));
      break;
    case PROP_SESSION:
      g_value_set_object (value, ua_field_keeper_get_session (self->keeper));
      break;
    case PROP_MEMBER:
      g_value_set_object (value, ua_field_keeper_get_member (self->keeper));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_field_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  UaFieldRow *self = UA_FIELD_ROW (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      set_field_key (self, g_value_get_string (value));
      break;
    case PROP_SESSION:
      ua_field_keeper_set_session (self->keeper, g_value_get_object (value));
      break;
    case PROP_MEMBER:
      ua_field_keeper_set_member (self->keeper, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_field_row_dispose (GObject *object)
{
  UaFieldRow *self = UA_FIELD_ROW (object);

  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);

  G_OBJECT_CLASS (ua_field_row_parent_class)->dispose (object);
}

static void
ua_field_row_finalize (GObject *object)
{
  UaFieldRow *self = UA_FIELD_ROW (object);

  g_clear_object (&self->keeper);
  g_free (self->shown);

  G_OBJECT_CLASS (ua_field_row_parent_class)->finalize (object);
}

static void
ua_field_row_class_init (UaFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ua_field_row_get_property;
  object_class->set_property = ua_field_row_set_property;
  object_class->dispose = ua_field_row_dispose;
  object_class->finalize = ua_field_row_finalize;

  /**
   * UaFieldRow:field:
   *
   * The key of the field.
   */
  properties[PROP_FIELD] =
    g_param_spec_string ("field", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * UaFieldRow:session:
   *
   * Where changes go.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, UA_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * UaFieldRow:member:
   *
   * Whose value it is.
   */
  properties[PROP_MEMBER] =
    g_param_spec_object ("member", NULL, NULL, UA_TYPE_MEMBER,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_pressed_cb,
                                NULL);
}

static void
ua_field_row_init (UaFieldRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->sign = UA_FIELD_SIGN (ua_field_sign_new ());
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->sign));
  g_signal_connect (self, "apply", G_CALLBACK (apply_cb), NULL);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}
