/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done to groups and role profiles, from asking for a name or whether one is sure to saying
 * in the window below what came of it.
 */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-listed-errand.h"

#include <glib/gi18n.h>

#include "ua-errors.h"
#include "ua-format.h"
#include "ua-group-words.h"
#include "ua-name-dialog.h"
#include "ua-question-dialog.h"

/* One errand; what is NULL is to be made. */
typedef struct
{
  UaSession *session;     /* (owned) */
  UaGroup *group;         /* (owned) (nullable) */
  UaRoleProfile *profile; /* (owned) (nullable) */
  GtkWidget *window;      /* (weak) (nullable), where to say what came of it */
  UaNameDialog *dialog;   /* (weak) (nullable), where it was asked for */
  const char *taken;      /* (unowned) (nullable) */
  gboolean of_groups;
} Errand;

static Errand *
new_errand (UaSession     *session,
            UaGroup       *group,
            UaRoleProfile *profile,
            gboolean       of_groups,
            GtkWidget     *parent)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->session = g_object_ref (session);
  errand->group = group != NULL ? g_object_ref (group) : NULL;
  errand->profile = profile != NULL ? g_object_ref (profile) : NULL;
  errand->of_groups = of_groups;
  g_set_weak_pointer (&errand->window, GTK_WIDGET (gtk_widget_get_root (parent)));
  return errand;
}

static void
free_errand (gpointer data)
{
  Errand *errand = data;

  g_clear_object (&errand->session);
  g_clear_object (&errand->group);
  g_clear_object (&errand->profile);
  g_clear_weak_pointer (&errand->window);
  g_clear_weak_pointer (&errand->dialog);
  g_free (errand);
}

static Errand *
copy_errand (const Errand *errand)
{
  Errand *copy = g_new0 (Errand, 1);

  copy->session = g_object_ref (errand->session);
  copy->group = errand->group != NULL ? g_object_ref (errand->group) : NULL;
  copy->profile = errand->profile != NULL ? g_object_ref (errand->profile) : NULL;
  copy->of_groups = errand->of_groups;
  copy->taken = errand->taken;
  g_set_weak_pointer (&copy->window, errand->window);
  g_set_weak_pointer (&copy->dialog, errand->dialog);
  return copy;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;

  ua_session_write_listed_finish (UA_SESSION (source), result, &error);
  if (errand->dialog != NULL)
    ua_name_dialog_finish (errand->dialog, error, errand->taken);
  else if (error != NULL && errand->window != NULL)
    gtk_widget_activate_action (errand->window, "win.toast", "s",
                                ua_errors_get_sentence (error, UA_ERROR_CONTEXT_SAVE));
  free_errand (errand);
}

/* Consumes both. */
static void
write_values (Errand   *errand,
              GVariant *values)
{
  if (errand->of_groups)
    ua_session_write_group_async (errand->session, errand->group, values, written_cb, errand);
  else
    ua_session_write_role_profile_async (errand->session, errand->profile, values, written_cb,
                                         errand);
}

static void
name_accepted_cb (UaNameDialog *dialog,
                  const char   *name,
                  Errand       *errand)
{
  gboolean kinds = ua_capabilities_get (ua_session_get_capabilities (errand->session),
                                        UA_CAPABILITY_GROUP_KINDS) == UA_SUPPORT_YES;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "name", "s", name);
  if (errand->of_groups && errand->group == NULL && kinds)
    g_variant_dict_insert (&dict, "kind", "s",
                           ua_group_kind_to_token (
                             (UaGroupKind) ua_name_dialog_get_chosen (dialog)));
  write_values (copy_errand (errand), g_variant_dict_end (&dict));
}

static void
free_closure_errand (gpointer  data,
                     GClosure *closure)
{
  free_errand (data);
}

static void
ask_name (Errand       *errand,
          UaNameDialog *dialog,
          GtkWidget    *parent)
{
  g_set_weak_pointer (&errand->dialog, dialog);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (name_accepted_cb), errand,
                         free_closure_errand, 0);
  ua_dialog_present (UA_DIALOG (dialog), parent);
}

static void
deletion_accepted_cb (UaQuestionDialog *dialog,
                      Errand           *errand)
{
  write_values (copy_errand (errand), NULL);
}

static void
ask_deletion (Errand     *errand,
              const char *heading,
              const char *body,
              GtkWidget  *parent)
{
  UaQuestionDialog *dialog =
    ua_question_dialog_new (heading, body, _("_Keep"), _("_Delete"), TRUE);

  g_signal_connect_data (dialog, "accepted", G_CALLBACK (deletion_accepted_cb), errand,
                         free_closure_errand, 0);
  ua_dialog_present (UA_DIALOG (dialog), parent);
}

/**
 * ua_listed_errand_name_group:
 * @session: an organisation
 * @group: (nullable): which group to call otherwise; %NULL to make one
 * @parent: a widget of the window
 *
 * Asks for a name, and of a new group for its kind where the server has kinds.
 */
void
ua_listed_errand_name_group (UaSession *session,
                             UaGroup   *group,
                             GtkWidget *parent)
{
  gboolean kinds;
  UaNameDialog *dialog;
  Errand *errand;

  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (group == NULL || UA_IS_GROUP (group));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  kinds = ua_capabilities_get (ua_session_get_capabilities (session),
                               UA_CAPABILITY_GROUP_KINDS) == UA_SUPPORT_YES;
  dialog = group != NULL
             ? ua_name_dialog_new (_("Rename"), _("_Rename"), ua_group_get_name (group))
             : ua_name_dialog_new (_("New Team or Group"), _("_Create"), NULL);
  if (group == NULL && kinds)
    {
      g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);

      for (guint i = 0; i <= UA_GROUP_KIND_SESSION; i++)
        gtk_string_list_append (choices, ua_group_words_get_kind ((UaGroupKind) i));
      ua_name_dialog_set_choices (dialog, _("Kind"), G_LIST_MODEL (choices));
    }
  errand = new_errand (session, group, NULL, TRUE, parent);
  ask_name (errand, dialog, parent);
}

/**
 * ua_listed_errand_delete_group:
 * @session: an organisation
 * @group: which group to delete
 * @parent: a widget of the window
 *
 * Asks whether to delete a group.
 */
void
ua_listed_errand_delete_group (UaSession *session,
                               UaGroup   *group,
                               GtkWidget *parent)
{
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;

  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (UA_IS_GROUP (group));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  name = ua_format_isolated (ua_group_get_name (group));
  /* Translators: what comes in is the name of a team, group or session. */
  heading = g_strdup_printf (_("Delete “%s”?"), name);
  ask_deletion (new_errand (session, group, NULL, TRUE, parent), heading,
                _("Its members stay in the organisation; that they were in it, and in which role, "
                  "is lost. This cannot be undone."), parent);
}

/**
 * ua_listed_errand_name_role_profile:
 * @session: an organisation
 * @profile: (nullable): which role profile to call otherwise; %NULL to make one
 * @parent: a widget of the window
 *
 * Asks for a name.
 */
void
ua_listed_errand_name_role_profile (UaSession     *session,
                                    UaRoleProfile *profile,
                                    GtkWidget     *parent)
{
  UaNameDialog *dialog;
  Errand *errand;

  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (profile == NULL || UA_IS_ROLE_PROFILE (profile));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  dialog = profile != NULL
             ? ua_name_dialog_new (_("Rename Role Profile"), _("_Rename"),
                                   ua_role_profile_get_name (profile))
             : ua_name_dialog_new (_("New Role Profile"), _("_Create"), NULL);
  errand = new_errand (session, NULL, profile, FALSE, parent);
  errand->taken = _("There is a role profile with this name already. Choose another name.");
  ask_name (errand, dialog, parent);
}

/**
 * ua_listed_errand_retire:
 * @session: an organisation
 * @profile: a role profile
 * @retired: whether to retire it, or to use it again
 * @parent: a widget of the window
 *
 * Retires a role profile at once; it can be used again as easily.
 */
void
ua_listed_errand_retire (UaSession     *session,
                         UaRoleProfile *profile,
                         gboolean       retired,
                         GtkWidget     *parent)
{
  GVariantDict dict;

  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (UA_IS_ROLE_PROFILE (profile));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "retired", "b", retired);
  write_values (new_errand (session, NULL, profile, FALSE, parent), g_variant_dict_end (&dict));
}

/**
 * ua_listed_errand_delete_role_profile:
 * @session: an organisation
 * @profile: a role profile that nobody has
 * @parent: a widget of the window
 *
 * Asks whether to delete a role profile.
 */
void
ua_listed_errand_delete_role_profile (UaSession     *session,
                                      UaRoleProfile *profile,
                                      GtkWidget     *parent)
{
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;

  g_return_if_fail (UA_IS_SESSION (session));
  g_return_if_fail (UA_IS_ROLE_PROFILE (profile));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  name = ua_format_isolated (ua_role_profile_get_name (profile));
  /* Translators: what comes in is the name of a role profile. */
  heading = g_strdup_printf (_("Delete “%s”?"), name);
  ask_deletion (new_errand (session, NULL, profile, FALSE, parent), heading,
                _("Nobody has this role profile. Deleting it cannot be undone."), parent);
}
