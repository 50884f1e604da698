/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-task-parameter.h"

#include <glib/gi18n.h>

#include "ua-choice.h"
#include "ua-format.h"
#include "ua-group.h"
#include "ua-role-profile.h"

/* The fewest characters of a password, as the directory has it. */
#define MIN_PASSWORD_CHARS 10

/* The fewest lines of a message that are shown. */
#define MESSAGE_HEIGHT 96

/**
 * UaTaskParameter:
 *
 * What has to be said besides to whom something is to be done: a choice with a search, a text or a
 * password.  "changed" is emitted when it becomes another one.
 */
struct _UaTaskParameter
{
  AdwPreferencesGroup parent_instance;

  UaSession *session;     /* (owned) */
  UaTaskParameterKind kind;
  char *key;              /* (owned), what the parameter is called in the action */
  GListStore *choices;    /* (owned), of UaChoice */
  GtkDropDown *drop;      /* (unowned) (nullable) */
  GtkDropDown *role_drop; /* (unowned) (nullable) */
  GtkEditable *entry;     /* (unowned) (nullable) */
  GtkTextBuffer *text;    /* (unowned) (nullable) */
  UaEntryList *entries;   /* (owned) (nullable), of security profiles */
};

G_DEFINE_FINAL_TYPE (UaTaskParameter, ua_task_parameter, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char * const group_roles[] = { "member", "learner", "coach", "instructor", "admin" };

static void
emit_changed (UaTaskParameter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static const char *
describe_group_role (const char *role)
{
  if (g_str_equal (role, "learner"))
    return C_("group role", "Learner");
  if (g_str_equal (role, "coach"))
    return C_("group role", "Coach");
  if (g_str_equal (role, "instructor"))
    return C_("group role", "Instructor");
  if (g_str_equal (role, "admin"))
    return C_("group role", "Group Admin");
  return C_("group role", "Member");
}

static int
compare_choices (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  return g_utf8_collate (ua_choice_get_title (UA_CHOICE ((gpointer) a)),
                         ua_choice_get_title (UA_CHOICE ((gpointer) b)));
}

static void
add_choice (UaTaskParameter *self,
            const char      *id,
            const char      *title)
{
  g_autofree char *shown = ua_format_text (title);
  g_autoptr (UaChoice) choice = ua_choice_new (id, shown, NULL);

  g_list_store_append (self->choices, choice);
}

static void
fill_role_profiles (UaTaskParameter *self)
{
  GListModel *profiles = ua_session_get_role_profiles (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (UaRoleProfile) profile = g_list_model_get_item (profiles, i);

      if (!ua_role_profile_get_retired (profile))
        add_choice (self, ua_role_profile_get_id (profile), ua_role_profile_get_name (profile));
    }
  g_list_store_sort (self->choices, compare_choices, NULL);
}

static void
fill_groups (UaTaskParameter *self)
{
  GListModel *groups = ua_session_get_groups (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);

      add_choice (self, ua_group_get_id (group), ua_group_get_name (group));
    }
  g_list_store_sort (self->choices, compare_choices, NULL);
}

static void
fill_access_levels (UaTaskParameter *self)
{
  for (UaAccessLevel level = UA_ACCESS_LEVEL_EMPLOYEE; level <= UA_ACCESS_LEVEL_ADMIN; level++)
    add_choice (self, ua_access_level_to_token (level), ua_format_access_level (level));
}

static void
entries_changed_cb (UaTaskParameter *self)
{
  g_list_store_remove_all (self->choices);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (UaEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      const char *name = ua_entry_get (entry, "displayName");

      add_choice (self, ua_entry_get_id (entry), name != NULL ? name : ua_entry_get_id (entry));
    }
  emit_changed (self);
}

static void
fill_security_profiles (UaTaskParameter *self)
{
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_SECURITY_PROFILE, NULL);

  self->entries = ua_session_list_entries (self->session, query);
  if (self->entries == NULL)
    return;
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (entries_changed_cb), self,
                           G_CONNECT_SWAPPED);
  entries_changed_cb (self);
}

static GtkDropDown *
add_drop (UaTaskParameter *self,
          const char      *title,
          GListModel      *model,
          gboolean         search)
{
  GtkWidget *row = adw_action_row_new ();
  GtkExpression *expression = gtk_property_expression_new (UA_TYPE_CHOICE, NULL, "title");
  GtkWidget *drop = gtk_drop_down_new (g_object_ref (model), expression);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), search);
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row,
                                  NULL, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), drop);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), drop);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (drop, "notify::selected-item", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (drop);
}

static void
add_roles (UaTaskParameter *self)
{
  g_autoptr (GListStore) roles = g_list_store_new (UA_TYPE_CHOICE);

  for (guint i = 0; i < G_N_ELEMENTS (group_roles); i++)
    {
      g_autoptr (UaChoice) choice =
        ua_choice_new (group_roles[i], describe_group_role (group_roles[i]), NULL);

      g_list_store_append (roles, choice);
    }
  self->role_drop = add_drop (self, _("_Role There"), G_LIST_MODEL (roles), FALSE);
}

static void
add_entry (UaTaskParameter *self,
           GtkWidget       *row,
           const char      *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  self->entry = GTK_EDITABLE (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
}

static void
add_message (UaTaskParameter *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->text = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Message"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MESSAGE_HEIGHT);
  gtk_widget_add_css_class (scroller, "card");
  gtk_text_buffer_set_text (self->text, _("Please look through your job and sign it off."), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Message"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), scroller);
}

static void
add_password (UaTaskParameter *self)
{
  add_entry (self, adw_password_entry_row_new (), _("_Password"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("It is safer to send a link, so that nobody else knows the password. At least 10 "
      "characters."));
}

static gboolean
ua_task_parameter_grab_focus (GtkWidget *widget)
{
  UaTaskParameter *self = UA_TASK_PARAMETER (widget);

  if (self->entry != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return self->drop != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->drop));
}

static void
ua_task_parameter_dispose (GObject *object)
{
  UaTaskParameter *self = UA_TASK_PARAMETER (object);

  g_clear_object (&self->entries);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ua_task_parameter_parent_class)->dispose (object);
}

static void
ua_task_parameter_finalize (GObject *object)
{
  UaTaskParameter *self = UA_TASK_PARAMETER (object);

  g_clear_object (&self->choices);
  g_free (self->key);

  G_OBJECT_CLASS (ua_task_parameter_parent_class)->finalize (object);
}

static void
ua_task_parameter_class_init (UaTaskParameterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_task_parameter_dispose;
  object_class->finalize = ua_task_parameter_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = ua_task_parameter_grab_focus;
  /**
   * UaTaskParameter::changed:
   *
   * What was said is something else now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_task_parameter_init (UaTaskParameter *self)
{
  self->choices = g_list_store_new (UA_TYPE_CHOICE);
}

static void
build (UaTaskParameter *self)
{
  GListModel *choices = G_LIST_MODEL (self->choices);

  switch (self->kind)
    {
    case UA_TASK_PARAMETER_ROLE_PROFILE:
      fill_role_profiles (self);
      self->drop = add_drop (self, _("_Role Profile"), choices, TRUE);
      break;
    case UA_TASK_PARAMETER_GROUP:
      fill_groups (self);
      self->drop = add_drop (self, _("_Team, Group or Session"), choices, TRUE);
      break;
    case UA_TASK_PARAMETER_GROUP_ROLE:
      fill_groups (self);
      self->drop = add_drop (self, _("_Team, Group or Session"), choices, TRUE);
      add_roles (self);
      break;
    case UA_TASK_PARAMETER_LABEL:
      add_entry (self, adw_entry_row_new (), _("_Label"));
      break;
    case UA_TASK_PARAMETER_ACCESS_LEVEL:
      fill_access_levels (self);
      self->drop = add_drop (self, _("_Access Level"), choices, FALSE);
      break;
    case UA_TASK_PARAMETER_SECURITY_PROFILE:
      fill_security_profiles (self);
      self->drop = add_drop (self, _("_Security Profile"), choices, TRUE);
      break;
    case UA_TASK_PARAMETER_MESSAGE:
      add_message (self);
      break;
    case UA_TASK_PARAMETER_PASSWORD:
      add_password (self);
      break;
    case UA_TASK_PARAMETER_NONE:
    default:
      g_assert_not_reached ();
    }
}

/**
 * ua_task_parameter_new:
 * @session: from what to choose
 * @kind: what has to be said, not %UA_TASK_PARAMETER_NONE
 * @key: what the parameter is called in the action
 *
 * Returns: (transfer floating): a group of rows
 */
GtkWidget *
ua_task_parameter_new (UaSession           *session,
                       UaTaskParameterKind  kind,
                       const char          *key)
{
  UaTaskParameter *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (kind != UA_TASK_PARAMETER_NONE, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (UA_TYPE_TASK_PARAMETER, NULL);
  self->session = g_object_ref (session);
  self->kind = kind;
  self->key = g_strdup (key);
  build (self);
  return GTK_WIDGET (self);
}

static char *
dup_text (UaTaskParameter *self)
{
  GtkTextIter start, end;

  if (self->drop != NULL)
    {
      UaChoice *choice = gtk_drop_down_get_selected_item (self->drop);

      return choice != NULL ? g_strdup (ua_choice_get_id (choice)) : NULL;
    }
  if (self->entry != NULL)
    return g_strdup (gtk_editable_get_text (self->entry));
  gtk_text_buffer_get_bounds (self->text, &start, &end);
  return gtk_text_buffer_get_text (self->text, &start, &end, FALSE);
}

/**
 * ua_task_parameter_is_complete:
 * @self: what has to be said
 *
 * Returns: whether it has been said
 */
gboolean
ua_task_parameter_is_complete (UaTaskParameter *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (UA_IS_TASK_PARAMETER (self), FALSE);

  text = dup_text (self);
  if (self->kind == UA_TASK_PARAMETER_MESSAGE)
    return TRUE;
  if (self->kind == UA_TASK_PARAMETER_PASSWORD)
    return text != NULL && g_utf8_strlen (text, -1) >= MIN_PASSWORD_CHARS;
  return text != NULL && *g_strstrip (text) != '\0';
}

/**
 * ua_task_parameter_dup_value:
 * @self: what has to be said, complete
 *
 * Returns: (transfer floating): the parameters of the action, of type `a{sv}`
 */
GVariant *
ua_task_parameter_dup_value (UaTaskParameter *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autofree char *text = NULL;

  g_return_val_if_fail (UA_IS_TASK_PARAMETER (self), NULL);

  text = dup_text (self);
  if (text != NULL && self->kind != UA_TASK_PARAMETER_PASSWORD)
    g_strstrip (text);
  if (text != NULL && *text != '\0')
    g_variant_builder_add (&builder, "{sv}", self->key, g_variant_new_string (text));
  if (self->role_drop != NULL)
    {
      UaChoice *role = gtk_drop_down_get_selected_item (self->role_drop);
      const char *roles[] = { role != NULL ? ua_choice_get_id (role) : "member" };

      g_variant_builder_add (&builder, "{sv}", "roles", g_variant_new_strv (roles, 1));
    }
  return g_variant_builder_end (&builder);
}
