/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-groups-group.h"

#include <glib/gi18n.h>

#include "ua-choice.h"
#include "ua-format.h"
#include "ua-group.h"
#include "ua-newcomer.h"
#include "ua-pick-row.h"
#include "ua-ui.h"

/**
 * UaGroupsGroup:
 *
 * The teams, groups and sessions that somebody comes into, and the role in all of them (TL-06).
 */
struct _UaGroupsGroup
{
  AdwPreferencesGroup parent_instance;

  UaPickRow *add_row;  /* (unowned), of the template, as is the next */
  UaPickRow *role_row; /* (unowned) */

  UaSession *session;  /* (owned) (nullable) */
  GPtrArray *chosen;   /* (owned), of Chosen */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (UaGroupsGroup, ua_groups_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A group that was chosen. */
typedef struct
{
  char *id;       /* (owned) */
  GtkWidget *row; /* (unowned), a child */
} Chosen;

static void
chosen_free (gpointer data)
{
  Chosen *chosen = data;

  g_free (chosen->id);
  g_free (chosen);
}

static gboolean
find_chosen (UaGroupsGroup *self,
             const char    *id,
             guint         *position)
{
  for (guint i = 0; i < self->chosen->len; i++)
    {
      const Chosen *chosen = g_ptr_array_index (self->chosen, i);

      if (g_str_equal (chosen->id, id))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Those that are not chosen yet. */
static void
fill (UaGroupsGroup *self)
{
  GListModel *groups = ua_session_get_groups (self->session);
  guint n = groups != NULL ? g_list_model_get_n_items (groups) : 0;
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  guint position;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);
      g_autofree char *name = ua_format_text (ua_group_get_name (group));

      if (!find_chosen (self, ua_group_get_id (group), &position))
        g_ptr_array_add (choices, ua_choice_new (ua_group_get_id (group), name, NULL));
    }
  g_ptr_array_sort (choices, ua_choice_compare);
  g_ptr_array_insert (choices, 0, ua_choice_new (NULL, _("Choose…"), NULL));
  self->filling = TRUE;
  ua_pick_row_set_choices (self->add_row, choices);
  ua_pick_row_set_id (self->add_row, NULL);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->role_row), self->chosen->len > 0);
}

static char *
dup_name (UaGroupsGroup *self,
          const char    *id)
{
  GListModel *groups = ua_session_get_groups (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);

      if (g_str_equal (ua_group_get_id (group), id))
        return ua_format_text (ua_group_get_name (group));
    }
  return g_strdup (id);
}

static void
choose (UaGroupsGroup *self,
        const char    *id)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (UA_UI_PATH "ua-chosen-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "remove_button"));
  g_autofree char *name = dup_name (self, id);
  /* Translators: %s is the name of a team, a group or a session. */
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), name);
  Chosen *chosen = g_new0 (Chosen, 1);

  chosen->id = g_strdup (id);
  chosen->row = row;
  g_ptr_array_add (self->chosen, chosen);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  fill (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
group_picked_cb (UaGroupsGroup *self)
{
  g_autofree char *id = g_strdup (ua_pick_row_get_id (self->add_row));

  g_assert (UA_IS_GROUPS_GROUP (self));

  if (!self->filling && id != NULL)
    choose (self, id);
}

static void
role_picked_cb (UaGroupsGroup *self)
{
  g_assert (UA_IS_GROUPS_GROUP (self));

  if (!self->filling && self->chosen->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaGroupsGroup *self = UA_GROUPS_GROUP (widget);
  Chosen *chosen;
  guint position;

  if (!find_chosen (self, g_variant_get_string (parameter, NULL), &position))
    return;
  chosen = g_ptr_array_index (self->chosen, position);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), chosen->row);
  g_ptr_array_remove_index (self->chosen, position);
  fill (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What there is to choose from may come later, and change. */
static void
refill (UaGroupsGroup *self)
{
  GListModel *groups = ua_session_get_groups (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self),
                          groups != NULL && g_list_model_get_n_items (groups) > 0);
  fill (self);
}

static void
ua_groups_group_finalize (GObject *object)
{
  UaGroupsGroup *self = UA_GROUPS_GROUP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);

  G_OBJECT_CLASS (ua_groups_group_parent_class)->finalize (object);
}

static void
ua_groups_group_class_init (UaGroupsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ua_groups_group_finalize;
  /**
   * UaGroupsGroup::changed:
   *
   * Something else is chosen.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (UA_TYPE_PICK_ROW);
  gtk_widget_class_install_action (widget_class, "groups.remove", "s", remove_activated_cb);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-groups-group.ui");
  gtk_widget_class_bind_template_child (widget_class, UaGroupsGroup, add_row);
  gtk_widget_class_bind_template_child (widget_class, UaGroupsGroup, role_row);
  gtk_widget_class_bind_template_callback (widget_class, group_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_picked_cb);
}

static void
ua_groups_group_init (UaGroupsGroup *self)
{
  self->chosen = g_ptr_array_new_with_free_func (chosen_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_groups_group_set_session:
 * @self: a group of rows
 * @session: whose groups there are to choose from
 *
 * Offers them, once; absent where there are none.
 */
void
ua_groups_group_set_session (UaGroupsGroup *self,
                             UaSession     *session)
{
  g_autoptr (GPtrArray) roles = NULL;
  GListModel *groups;

  g_return_if_fail (UA_IS_GROUPS_GROUP (self));
  g_return_if_fail (UA_IS_SESSION (session));

  g_set_object (&self->session, session);
  groups = ua_session_get_groups (session);
  refill (self);
  if (groups != NULL)
    g_signal_connect_object (groups, "items-changed", G_CALLBACK (refill), self,
                             G_CONNECT_SWAPPED);
  roles = ua_newcomer_list_choices (session, UA_NEWCOMER_GROUP_ROLE, NULL, NULL);
  ua_pick_row_set_choices (self->role_row, roles);
}

/**
 * ua_groups_group_dup_ids:
 * @self: a group of rows
 *
 * Returns: (transfer full): the ids of the groups that were chosen
 */
GStrv
ua_groups_group_dup_ids (UaGroupsGroup *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (UA_IS_GROUPS_GROUP (self), NULL);

  for (guint i = 0; i < self->chosen->len; i++)
    g_strv_builder_add (ids, ((const Chosen *) g_ptr_array_index (self->chosen, i))->id);
  return g_strv_builder_end (ids);
}

/**
 * ua_groups_group_get_role:
 * @self: a group of rows
 *
 * Returns: (transfer none) (nullable): the role in all of the groups
 */
const char *
ua_groups_group_get_role (UaGroupsGroup *self)
{
  g_return_val_if_fail (UA_IS_GROUPS_GROUP (self), NULL);

  return ua_pick_row_get_id (self->role_row);
}
