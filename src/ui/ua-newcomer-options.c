/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-newcomer-options.h"

#include <glib/gi18n.h>

#include "ua-date-row.h"
#include "ua-pick-row.h"
#include "ua-problem-row.h"
#include "ua-ui.h"

/**
 * UaNewcomerOptions:
 *
 * What is said of newcomers beside names and addresses (TL-02, LE-04): the role profile first,
 * all else behind "More Options".  What the server does not have, or what has no sense here, is
 * absent.
 */
struct _UaNewcomerOptions
{
  AdwPreferencesGroup parent_instance;

  /* Of the template, all (unowned). */
  UaPickRow *role_profile_row;
  UaPickRow *group_role_row;
  GtkWidget *more_row;
  UaPickRow *team_row;
  UaPickRow *coach_of_row;
  UaProblemRow *coach_of_problem;
  UaPickRow *access_level_row;
  UaPickRow *language_row;
  GtkEditable *labels_row;
  UaDateRow *date_row;
  UaProblemRow *date_problem;

  UaSession *session; /* (owned) (nullable) */
  UaGroup *group;     /* (owned) (nullable) */
  UaNewcomerUse use;
  gboolean showing;   /* the rows are being set */
};

G_DEFINE_FINAL_TYPE (UaNewcomerOptions, ua_newcomer_options, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static UaPickRow *
get_row (UaNewcomerOptions *self,
         UaNewcomerField    field)
{
  switch (field)
    {
    case UA_NEWCOMER_ROLE_PROFILE: return self->role_profile_row;
    case UA_NEWCOMER_TEAM: return self->team_row;
    case UA_NEWCOMER_COACH_OF: return self->coach_of_row;
    case UA_NEWCOMER_ACCESS_LEVEL: return self->access_level_row;
    case UA_NEWCOMER_LANGUAGE: return self->language_row;
    case UA_NEWCOMER_GROUP_ROLE: return self->group_role_row;
    case UA_NEWCOMER_LABELS:
    case UA_NEWCOMER_DELETION_DATE:
    case UA_N_NEWCOMER_FIELDS:
    default: return NULL;
    }
}

static gboolean
is_past (const char *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return date != NULL && strcmp (date, today) <= 0;
}

/* LE-04; of one person the effective values count, which whoever knows all of them looks at. */
static gboolean
is_torn (UaNewcomerOptions *self)
{
  const char *coached = ua_pick_row_get_id (self->coach_of_row);

  return coached != NULL && (g_strcmp0 (coached, ua_pick_row_get_id (self->team_row)) == 0 ||
                             (self->group != NULL &&
                              g_str_equal (coached, ua_group_get_id (self->group))));
}

static void
show_problems (UaNewcomerOptions *self)
{
  gboolean past = is_past (ua_date_row_get_date (self->date_row));

  ua_problem_row_show (self->coach_of_problem,
                       is_torn (self) ? _("Nobody is member and coach of the same team. Choose "
                                          "another team.") : NULL, NULL);
  ua_problem_row_show (self->date_problem,
                       past ? _("This day is not ahead. Choose a later one.") : NULL, NULL);
}

static void
row_changed_cb (UaNewcomerOptions *self)
{
  g_assert (UA_IS_NEWCOMER_OPTIONS (self));

  if (self->showing)
    return;
  show_problems (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The words for no value. */
static const char *
get_none (UaNewcomerOptions *self,
          UaNewcomerField    field)
{
  if (self->use == UA_NEWCOMER_USE_PERSON)
    /* Translators: what holds for all who are invited holds for this person. */
    return _("As for all");
  switch (field)
    {
    case UA_NEWCOMER_ROLE_PROFILE:
      return C_("role profile", "None");
    case UA_NEWCOMER_TEAM:
    case UA_NEWCOMER_COACH_OF:
      return C_("team", "None");
    case UA_NEWCOMER_LANGUAGE:
      return _("As the organisation");
    case UA_NEWCOMER_ACCESS_LEVEL:
    case UA_NEWCOMER_GROUP_ROLE:
    case UA_NEWCOMER_LABELS:
    case UA_NEWCOMER_DELETION_DATE:
    case UA_N_NEWCOMER_FIELDS:
    default:
      return NULL;
    }
}

static void
fill (UaNewcomerOptions *self)
{
  self->showing = TRUE;
  for (UaNewcomerField field = 0; field < UA_N_NEWCOMER_FIELDS; field++)
    {
      UaPickRow *row = get_row (self, field);
      g_autoptr (GPtrArray) choices = NULL;

      if (row == NULL)
        continue;
      choices = ua_newcomer_list_choices (self->session, field, self->group,
                                          get_none (self, field));
      ua_pick_row_set_choices (row, choices);
    }
  self->showing = FALSE;
}

static gboolean
has_teams (UaNewcomerOptions *self)
{
  g_autoptr (GPtrArray) teams =
    ua_newcomer_list_choices (self->session, UA_NEWCOMER_TEAM, NULL, NULL);

  return teams->len > 0;
}

static gboolean
server_has (UaNewcomerOptions *self,
            UaCapability       capability)
{
  UaCapabilities *capabilities = ua_session_get_capabilities (self->session);

  return capabilities != NULL && ua_capabilities_get (capabilities, capability) == UA_SUPPORT_YES;
}

static void
show_row (gpointer row,
          gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (row), visible);
}

/* From a group nobody is given a day to be deleted (TL-03), from a session no other group (TL-04);
 * who is created comes into groups by another way. */
static void
limit (UaNewcomerOptions *self)
{
  gboolean from_session =
    self->group != NULL && ua_group_get_kind (self->group) == UA_GROUP_KIND_SESSION;
  gboolean teams = self->use != UA_NEWCOMER_USE_CREATE && !from_session && has_teams (self);
  gboolean person = self->use == UA_NEWCOMER_USE_PERSON;

  show_row (self->role_profile_row, server_has (self, UA_CAPABILITY_ROLE_PROFILES));
  show_row (self->access_level_row, server_has (self, UA_CAPABILITY_ACCESS_LEVEL));
  show_row (self->group_role_row, self->group != NULL && !person);
  show_row (self->team_row, teams);
  show_row (self->coach_of_row, teams);
  show_row (self->labels_row, !person);
  show_row (self->date_row, !person && self->group == NULL);
}

/* What there is to choose from may come later, and change. */
static void
refill (UaNewcomerOptions *self)
{
  fill (self);
  limit (self);
}

static void
follow (UaNewcomerOptions *self,
        GListModel        *list)
{
  if (list != NULL)
    g_signal_connect_object (list, "items-changed", G_CALLBACK (refill), self, G_CONNECT_SWAPPED);
}

static void
ua_newcomer_options_dispose (GObject *object)
{
  UaNewcomerOptions *self = UA_NEWCOMER_OPTIONS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (ua_newcomer_options_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-newcomer-options.ui");
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, role_profile_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, group_role_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, more_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, team_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, coach_of_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, coach_of_problem);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, access_level_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, language_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, labels_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, date_row);
  gtk_widget_class_bind_template_child (widget_class, UaNewcomerOptions, date_problem);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
}

static void
ua_newcomer_options_class_init (UaNewcomerOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_newcomer_options_dispose;
  /**
   * UaNewcomerOptions::changed:
   *
   * Something else is chosen or typed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (UA_TYPE_DATE_ROW);
  g_type_ensure (UA_TYPE_PICK_ROW);
  g_type_ensure (UA_TYPE_PROBLEM_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
ua_newcomer_options_init (UaNewcomerOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_newcomer_options_set_up:
 * @self: options
 * @session: where the newcomers come into
 * @group: (nullable): the group that they are invited from
 * @use: of whom the options are
 *
 * Offers what there is to choose from; once.
 */
void
ua_newcomer_options_set_up (UaNewcomerOptions *self,
                            UaSession         *session,
                            UaGroup           *group,
                            UaNewcomerUse      use)
{
  g_return_if_fail (UA_IS_NEWCOMER_OPTIONS (self));
  g_return_if_fail (UA_IS_SESSION (session));

  g_set_object (&self->session, session);
  g_set_object (&self->group, group);
  self->use = use;
  refill (self);
  follow (self, ua_session_get_groups (session));
  follow (self, ua_session_get_role_profiles (session));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->more_row),
                                 use == UA_NEWCOMER_USE_PERSON);
}

/**
 * ua_newcomer_options_get:
 * @self: options
 * @field: a field
 *
 * Returns: (transfer none) (nullable): what is chosen or typed; %NULL for nothing, and for what
 *   is absent
 */
const char *
ua_newcomer_options_get (UaNewcomerOptions *self,
                         UaNewcomerField    field)
{
  UaPickRow *row;
  const char *value;

  g_return_val_if_fail (UA_IS_NEWCOMER_OPTIONS (self), NULL);
  g_return_val_if_fail (field < UA_N_NEWCOMER_FIELDS, NULL);

  row = get_row (self, field);
  if (row != NULL)
    return gtk_widget_get_visible (GTK_WIDGET (row)) ? ua_pick_row_get_id (row) : NULL;
  if (field == UA_NEWCOMER_DELETION_DATE)
    return gtk_widget_get_visible (GTK_WIDGET (self->date_row))
             ? ua_date_row_get_date (self->date_row) : NULL;
  value = gtk_editable_get_text (self->labels_row);
  return *value != '\0' ? value : NULL;
}

/**
 * ua_newcomer_options_set:
 * @self: options
 * @field: a field
 * @value: (nullable): what is chosen or typed
 *
 * Shows a value; "changed" is not emitted.
 */
void
ua_newcomer_options_set (UaNewcomerOptions *self,
                         UaNewcomerField    field,
                         const char        *value)
{
  UaPickRow *row;

  g_return_if_fail (UA_IS_NEWCOMER_OPTIONS (self));
  g_return_if_fail (field < UA_N_NEWCOMER_FIELDS);

  row = get_row (self, field);
  self->showing = TRUE;
  if (row != NULL)
    ua_pick_row_set_id (row, value);
  else if (field == UA_NEWCOMER_DELETION_DATE)
    ua_date_row_set_date (self->date_row, value);
  else
    gtk_editable_set_text (self->labels_row, value != NULL ? value : "");
  self->showing = FALSE;
  show_problems (self);
}

/**
 * ua_newcomer_options_is_valid:
 * @self: options
 *
 * Returns: whether nothing is known to be wrong with them
 */
gboolean
ua_newcomer_options_is_valid (UaNewcomerOptions *self)
{
  g_return_val_if_fail (UA_IS_NEWCOMER_OPTIONS (self), FALSE);

  return !is_torn (self) && !is_past (ua_date_row_get_date (self->date_row));
}
