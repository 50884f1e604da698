/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-attribute-row.h"

#include <glib/gi18n.h>

#include "ua-errors.h"
#include "ua-field-sign.h"
#include "ua-ui.h"

struct _UaAttributeRow
{
  const UaAttribute *attribute; /* (unowned) */
  GtkWidget *row;               /* (owned) */
  GtkWidget *control;           /* (unowned), a switch, a list, an entry or a label */
  UaFieldSign *sign;            /* (unowned) */
  UaAttributeRowSave save;
  gpointer user_data;           /* (unowned) */
  char *label;                  /* (owned) */
  GStrv values;                 /* (owned), what is shown */
  gboolean showing;
  gboolean wrong;
  gboolean saving;              /* one thing at a time; the row stays sensitive, for what has the
                                 * keyboard would lose it */
  gboolean again;               /* something else is wanted by now */
};

/* Servers write several values side by side; so does the entry. */
#define SEPARATOR ","

/* Those of the standard have names in every language (RFC 7643, section 4.1); others have what the
 * server calls them. */
static char *
dup_label (const UaAttribute *attribute)
{
  static const struct
  {
    const char *path;
    const char *label;
  } known[] = {
    { "name.middleName", N_("Middle Name") },
    { "name.honorificPrefix", N_("Honorific before the Name") },
    { "name.honorificSuffix", N_("Honorific after the Name") },
    { "nickName", N_("Nickname") },
    { "profileUrl", N_("Profile Page") },
    { "userType", N_("Relation to the Organisation") },
    { "locale", N_("Regional Formats") },
    { "ims", N_("Chat") },
    { "entitlements", N_("Entitlements") },
    { "roles", N_("Roles on the Server") },
  };
  g_autofree char *path = ua_attribute_dup_path (attribute);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].path, path))
      return g_strdup (_(known[i].label));
  return ua_attribute_dup_label (attribute);
}

static gboolean
is_list (const UaAttribute *attribute)
{
  return !attribute->several && attribute->canonical[0] != NULL &&
         attribute->type != UA_ATTRIBUTE_TYPE_BOOLEAN;
}

static const char *
get_description (UaAttributeRow *self)
{
  const char *description = self->attribute->description;

  return description[0] != '\0' ? description : NULL;
}

static void
say (UaAttributeRow *self,
     const char     *problem)
{
  g_autofree char *title = NULL;

  self->wrong = problem != NULL;
  if (problem != NULL)
    /* Translators: the name of a field, and what is wrong with what was given there. */
    title = g_strdup_printf (_("%s: %s"), self->label, problem);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 title != NULL ? title : self->label);
  gtk_widget_set_tooltip_text (self->row, title != NULL ? title : get_description (self));
  if (problem != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
  ua_field_sign_show_state (self->sign, problem != NULL ? UA_FIELD_STATE_WRONG
                                                        : UA_FIELD_STATE_SHOWN, problem, NULL);
}

static const char *
describe_form (const UaAttribute *attribute)
{
  switch (attribute->type)
    {
    case UA_ATTRIBUTE_TYPE_INTEGER:
      return _("This has to be a whole number.");
    case UA_ATTRIBUTE_TYPE_DECIMAL:
      return _("This has to be a number, such as 2.5.");
    case UA_ATTRIBUTE_TYPE_DATE_TIME:
      return _("This has to be a time, such as 2026-01-31T14:00:00Z.");
    case UA_ATTRIBUTE_TYPE_STRING:
    case UA_ATTRIBUTE_TYPE_BOOLEAN:
    case UA_ATTRIBUTE_TYPE_REFERENCE:
    case UA_N_ATTRIBUTE_TYPES:
    default:
      return _("This has another form.");
    }
}

/* Saves what is wanted, unless it is there already or cannot be. */
static void
want (UaAttributeRow     *self,
      const char * const *values)
{
  self->again = self->saving;
  if (self->saving)
    return;
  if (g_strv_equal (values, (const char * const *) self->values))
    {
      say (self, NULL);
      return;
    }
  if (values[0] == NULL && self->attribute->required)
    {
      say (self, _("This cannot be empty."));
      return;
    }
  for (gsize i = 0; values[i] != NULL; i++)
    if (!ua_attribute_accepts (self->attribute, values[i]))
      {
        say (self, describe_form (self->attribute));
        return;
      }
  say (self, NULL);
  self->saving = TRUE;
  self->save (self, values, self->user_data);
}

static void
entry_applied_cb (UaAttributeRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));
  g_auto (GStrv) parts =
    g_strsplit (text, self->attribute->several ? SEPARATOR : "\n", -1);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (values, parts[i]);
  wanted = g_strv_builder_end (values);
  want (self, (const char * const *) wanted);
}

static void
switched_cb (UaAttributeRow *self)
{
  gboolean active = gtk_switch_get_active (GTK_SWITCH (self->control));
  const char *values[] = { active ? "true" : "false", NULL };

  if (!self->showing)
    want (self, values);
}

/* The first of the list is that there is none. */
static void
picked_cb (UaAttributeRow *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));
  GtkStringObject *object = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self->row));
  const char *values[] = { NULL, NULL };

  if (self->showing || object == NULL)
    return;
  if (position > 0)
    values[0] = gtk_string_object_get_string (object);
  want (self, values);
}

static void
show_list (UaAttributeRow *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const char * const *canonical = (const char * const *) self->attribute->canonical;
  guint position = 0;

  /* Translators: the member has no role profile, country or the like. */
  gtk_string_list_append (list, C_("value", "None"));
  for (guint i = 0; canonical[i] != NULL; i++)
    {
      gtk_string_list_append (list, canonical[i]);
      if (g_strcmp0 (canonical[i], self->values[0]) == 0)
        position = i + 1;
    }
  if (position == 0 && self->values[0] != NULL)
    {
      gtk_string_list_append (list, self->values[0]);
      position = g_list_model_get_n_items (G_LIST_MODEL (list)) - 1;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), position);
}

static void
make_entry (UaAttributeRow *self)
{
  self->row = self->control = adw_entry_row_new ();
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), GTK_WIDGET (self->sign));
}

static void
make_control (UaAttributeRow *self)
{
  const UaAttribute *attribute = self->attribute;

  if (attribute->mutability == UA_MUTABILITY_READ_ONLY)
    {
      self->row = adw_action_row_new ();
      self->control = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (self->control), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_selectable (GTK_LABEL (self->control), TRUE);
      ua_ui_tell_when_cut (self->control, GTK_LABEL (self->control));
    }
  else if (attribute->type == UA_ATTRIBUTE_TYPE_BOOLEAN && !attribute->several)
    {
      self->row = adw_action_row_new ();
      self->control = gtk_switch_new ();
      gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->control);
    }
  else if (is_list (attribute))
    {
      self->row = self->control = adw_combo_row_new ();
    }
  else
    {
      make_entry (self);
      return;
    }
  if (GTK_IS_LABEL (self->control))
    adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->control);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), GTK_WIDGET (self->sign));
  if (GTK_IS_SWITCH (self->control))
    adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->control);
}

static void
connect_control (UaAttributeRow *self)
{
  if (ADW_IS_ENTRY_ROW (self->row))
    g_signal_connect_swapped (self->row, "apply", G_CALLBACK (entry_applied_cb), self);
  else if (GTK_IS_SWITCH (self->control))
    g_signal_connect_swapped (self->control, "notify::active", G_CALLBACK (switched_cb), self);
  else if (ADW_IS_COMBO_ROW (self->row))
    g_signal_connect_swapped (self->row, "notify::selected", G_CALLBACK (picked_cb), self);
}

/**
 * ua_attribute_row_new:
 * @attribute: what is shown, which has to stay as long
 * @save: called when somebody wants other values
 * @user_data: for @save
 *
 * Returns: (transfer full): a row
 *
 * The thread of the user interface only.
 */
UaAttributeRow *
ua_attribute_row_new (const UaAttribute  *attribute,
                      UaAttributeRowSave  save,
                      gpointer            user_data)
{
  UaAttributeRow *self = g_new0 (UaAttributeRow, 1);

  g_return_val_if_fail (attribute != NULL && save != NULL, NULL);

  self->attribute = attribute;
  self->save = save;
  self->user_data = user_data;
  self->label = dup_label (attribute);
  self->values = g_new0 (char *, 1);
  self->sign = UA_FIELD_SIGN (ua_field_sign_new ());
  make_control (self);
  g_object_ref_sink (self->row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), self->label);
  gtk_widget_set_tooltip_text (self->row, get_description (self));
  if (GTK_IS_SWITCH (self->control))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, self->label,
                                    -1);
  connect_control (self);
  return self;
}

/**
 * ua_attribute_row_free:
 * @self: (transfer full) (nullable): a row
 *
 * The thread of the user interface only.
 */
void
ua_attribute_row_free (UaAttributeRow *self)
{
  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->row, self);
  g_signal_handlers_disconnect_by_data (self->control, self);
  g_object_unref (self->row);
  g_free (self->label);
  g_strfreev (self->values);
  g_free (self);
}

/**
 * ua_attribute_row_get_widget:
 * @self: a row
 *
 * Returns: (transfer none): its widget
 *
 * The thread of the user interface only.
 */
GtkWidget *
ua_attribute_row_get_widget (UaAttributeRow *self)
{
  return self->row;
}

/**
 * ua_attribute_row_get_attribute:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 *
 * The thread of the user interface only.
 */
const UaAttribute *
ua_attribute_row_get_attribute (UaAttributeRow *self)
{
  return self->attribute;
}

/* Why it cannot be changed here, as a sentence. */
static const char *
describe_lock (UaAttributeRow *self,
               gboolean        may_change)
{
  if (self->attribute->mutability == UA_MUTABILITY_READ_ONLY)
    return _("The server sets this.");
  if (self->attribute->mutability == UA_MUTABILITY_IMMUTABLE && self->values[0] != NULL)
    return _("This cannot be changed once it is set.");
  if (!may_change)
    return _("You may look at this, not change it.");
  for (gsize i = 0; self->attribute->several && self->values[i] != NULL; i++)
    if (strstr (self->values[i], SEPARATOR) != NULL)
      return _("There is a comma in one of the values. Change them where they were made.");
  return NULL;
}

static void
show_lock (UaAttributeRow *self,
           const char     *lock)
{
  if (ADW_IS_ENTRY_ROW (self->row))
    {
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), lock == NULL);
      gtk_editable_set_editable (GTK_EDITABLE (self->row), lock == NULL);
      if (lock != NULL)
        gtk_widget_add_css_class (self->row, "locked");
      else
        gtk_widget_remove_css_class (self->row, "locked");
    }
  else if (!GTK_IS_LABEL (self->control))
    {
      gtk_widget_set_sensitive (self->control, lock == NULL);
    }
  if (lock != NULL)
    ua_field_sign_show_state (self->sign, UA_FIELD_STATE_SHOWN, NULL, lock);
}

/* Whether somebody is typing something else than what is shown. */
static gboolean
is_edited (UaAttributeRow *self)
{
  g_autofree char *shown = g_strjoinv (SEPARATOR " ", self->values);

  return ADW_IS_ENTRY_ROW (self->row) &&
         gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (
           GTK_EDITABLE (self->row)))) &&
         strcmp (gtk_editable_get_text (GTK_EDITABLE (self->row)), shown) != 0;
}

/**
 * ua_attribute_row_show:
 * @self: a row
 * @values: (array zero-terminated=1): what the member has
 * @may_change: whether who is signed in may change it
 *
 * Shows the values, unless somebody is typing, or something is wrong with what was typed, which
 * stays.
 *
 * Returns: whether there is something to be seen or given
 *
 * The thread of the user interface only.
 */
gboolean
ua_attribute_row_show (UaAttributeRow     *self,
                       const char * const *values,
                       gboolean            may_change)
{
  g_autofree char *text = g_strjoinv (SEPARATOR " ", (GStrv) values);
  gboolean seen, kept;

  g_return_val_if_fail (values != NULL, FALSE);

  kept = self->wrong || is_edited (self);
  g_strfreev (self->values);
  self->values = g_strdupv ((GStrv) values);
  seen = values[0] != NULL || (may_change &&
                               self->attribute->mutability != UA_MUTABILITY_READ_ONLY);
  gtk_widget_set_visible (self->row, seen);
  if (kept)
    return seen;
  self->showing = TRUE;
  if (ADW_IS_ENTRY_ROW (self->row))
    {
      /* The button that confirms would stay with what is set from here. */
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), FALSE);
      gtk_editable_set_text (GTK_EDITABLE (self->row), text);
    }
  else if (GTK_IS_SWITCH (self->control))
    gtk_switch_set_active (GTK_SWITCH (self->control), g_strcmp0 (values[0], "true") == 0);
  else if (GTK_IS_LABEL (self->control))
    gtk_label_set_label (GTK_LABEL (self->control), text);
  else
    show_list (self);
  self->showing = FALSE;
  show_lock (self, describe_lock (self, may_change));
  return seen;
}

/**
 * ua_attribute_row_finish:
 * @self: a row whose values were to be saved
 * @error: (nullable): why they were not; %NULL when they were
 *
 * Says how it went.
 *
 * The thread of the user interface only.
 */
void
ua_attribute_row_finish (UaAttributeRow *self,
                         const GError   *error)
{
  self->saving = FALSE;
  say (self, error != NULL ? ua_errors_get_sentence (error, UA_ERROR_CONTEXT_SAVE) : NULL);
  if (error == NULL)
    ua_field_sign_show_state (self->sign, UA_FIELD_STATE_SAVED, NULL, NULL);
  if (!self->again)
    return;
  self->again = FALSE;
  if (ADW_IS_ENTRY_ROW (self->row))
    entry_applied_cb (self);
  else if (GTK_IS_SWITCH (self->control))
    switched_cb (self);
  else
    picked_cb (self);
}
