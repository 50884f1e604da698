/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-field-pick-row.h"

#include <glib/gi18n.h>

#include "ua-choice-popover.h"
#include "ua-choice.h"
#include "ua-field-choices.h"
#include "ua-field-keeper.h"
#include "ua-field-sign.h"
#include "ua-format.h"
#include "ua-ui.h"

/**
 * UaFieldPickRow:
 *
 * A field of a member whose value is chosen from a list, and that saves by itself (CC-05, LE-07,
 * WS-08).
 *
 * "field" is the key of the field, one that ua_field_choices_list() knows.
 */
struct _UaFieldPickRow
{
  AdwActionRow parent_instance;

  GtkLabel *value_label;      /* (unowned), of the template, as are the next */
  UaFieldSign *sign;          /* (unowned) */
  GtkMenuButton *pick_button; /* (unowned) */

  UaFieldKeeper *keeper;      /* (owned) (nullable): until the field is named */
};

G_DEFINE_FINAL_TYPE (UaFieldPickRow, ua_field_pick_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_FIELD = 1,
  PROP_SESSION,
  PROP_MEMBER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const UaMemberRecord *
get_record (UaFieldPickRow *self)
{
  UaMember *member = ua_field_keeper_get_member (self->keeper);

  return member != NULL ? ua_member_get_record (member) : NULL;
}

static void
show_title (UaFieldPickRow *self)
{
  const char *label = ua_format_field_label (ua_field_keeper_get_field (self->keeper));
  const char *problem = ua_field_keeper_get_problem (self->keeper);
  g_autofree char *title = NULL;

  if (problem != NULL)
    /* Translators: the name of a field, and what is wrong with what was chosen there. */
    title = g_strdup_printf (_("%s: %s"), label, problem);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title != NULL ? title : label);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
keeper_changed_cb (UaFieldPickRow *self)
{
  UaField field = ua_field_keeper_get_field (self->keeper);
  gboolean locked = ua_field_keeper_get_lock (self->keeper) != NULL;
  g_autofree char *value = ua_format_record (get_record (self), field);
  const char *shown = value != NULL ? value : C_("value", "None");

  gtk_widget_set_visible (GTK_WIDGET (self), ua_field_keeper_is_offered (self->keeper));
  gtk_widget_set_visible (GTK_WIDGET (self->pick_button), !locked);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self),
                                         locked ? NULL : GTK_WIDGET (self->pick_button));
  gtk_label_set_label (self->value_label, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_label), value);
  if (value == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->value_label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_label), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown,
                                  -1);
  ua_field_sign_show (self->sign, self->keeper);
  show_title (self);
}

static void
chosen_cb (UaFieldPickRow *self,
           UaChoice       *choice)
{
  UaField field = ua_field_keeper_get_field (self->keeper);
  gboolean named = field == UA_FIELD_ROLE_PROFILE || field == UA_FIELD_AMBITION_ROLE;
  const char *id = ua_choice_get_id (choice);

  if (g_strcmp0 (id, ua_field_keeper_get_value (self->keeper)) != 0)
    ua_field_keeper_save (self->keeper, id,
                          named && id != NULL ? ua_choice_get_title (choice) : NULL);
}

/* What there is to choose from is made when somebody wants to choose. */
static void
popover_wanted_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  UaFieldPickRow *self = user_data;
  UaField field = ua_field_keeper_get_field (self->keeper);
  UaSession *session = ua_field_keeper_get_session (self->keeper);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  g_autoptr (GPtrArray) choices = NULL;

  if (session == NULL || get_record (self) == NULL)
    return;
  if (popover == NULL)
    {
      popover = ua_choice_popover_new (ua_format_field_label (field));
      if (field == UA_FIELD_COUNTRY)
        ua_choice_popover_allow_typing (UA_CHOICE_POPOVER (popover));
      g_signal_connect_object (popover, "chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, popover);
    }
  choices = ua_field_choices_list (session, get_record (self), field);
  ua_choice_popover_set_choices (UA_CHOICE_POPOVER (popover), choices,
                                 ua_field_keeper_get_value (self->keeper));
}

static void
set_field_key (UaFieldPickRow *self,
               const char     *key)
{
  const char *label;
  g_autofree char *words = NULL;
  UaField field;

  if (!ua_field_from_key (key, &field))
    {
      g_critical ("There is no field “%s”", key);
      return;
    }
  self->keeper = ua_field_keeper_new (field);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (keeper_changed_cb), self,
                           G_CONNECT_SWAPPED);
  label = ua_format_field_label (field);
  /* Translators: what a button is for; %s is the name of a field. */
  words = g_strdup_printf (_("Change %s"), label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->pick_button))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, words,
    -1);
}

static void
ua_field_pick_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  UaFieldPickRow *self = UA_FIELD_PICK_ROW (object);

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
ua_field_pick_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  UaFieldPickRow *self = UA_FIELD_PICK_ROW (object);

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
ua_field_pick_row_dispose (GObject *object)
{
  UaFieldPickRow *self = UA_FIELD_PICK_ROW (object);

  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);

  G_OBJECT_CLASS (ua_field_pick_row_parent_class)->dispose (object);
}

static void
ua_field_pick_row_finalize (GObject *object)
{
  g_clear_object (&UA_FIELD_PICK_ROW (object)->keeper);

  G_OBJECT_CLASS (ua_field_pick_row_parent_class)->finalize (object);
}

static void
ua_field_pick_row_class_init (UaFieldPickRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ua_field_pick_row_get_property;
  object_class->set_property = ua_field_pick_row_set_property;
  object_class->dispose = ua_field_pick_row_dispose;
  object_class->finalize = ua_field_pick_row_finalize;

  /**
   * UaFieldPickRow:field:
   *
   * The key of the field.
   */
  properties[PROP_FIELD] =
    g_param_spec_string ("field", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * UaFieldPickRow:session:
   *
   * Where changes go.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, UA_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * UaFieldPickRow:member:
   *
   * Whose value it is.
   */
  properties[PROP_MEMBER] =
    g_param_spec_object ("member", NULL, NULL, UA_TYPE_MEMBER,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UA_TYPE_FIELD_SIGN);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-field-pick-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaFieldPickRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, UaFieldPickRow, sign);
  gtk_widget_class_bind_template_child (widget_class, UaFieldPickRow, pick_button);
}

static void
ua_field_pick_row_init (UaFieldPickRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->pick_button, popover_wanted_cb, self, NULL);
}
