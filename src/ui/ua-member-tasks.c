/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-tasks.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ua-errors.h"
#include "ua-format.h"
#include "ua-task-dialog.h"

/**
 * UaMemberTasks:
 *
 * What can be done to those who are selected, or to who is open in the details: a menu with that
 * and only that (WS-03), the actions behind it, and what follows when one is done.
 *
 *   "task.run" (name)  asks by "members-wanted" for whom, then shows the preview or does it at once
 *   "task.undo"        takes back what was done last, where it can be
 *
 * What is known to be refused stays in the menu, insensitive, with the reason under it.  To
 * deactivate who has no access is understood as to erase: it is what the key Delete is for.
 */
struct _UaMemberTasks
{
  GObject parent_instance;

  GtkWidget *window;    /* (unowned), outlives this */
  UaSession *session;   /* (owned) (nullable) */
  GSimpleActionGroup *actions; /* (owned) */
  GMenu *menus[UA_N_TASK_KINDS]; /* (owned) */
  GMenu *assign;        /* (owned), a section with the submenu of what can be assigned, if any */

  UaMember *only;       /* (owned) (nullable), where it is one */
  guint n;              /* for how many the menu is */
  UaTask undo;          /* what takes back what was done last */
  GStrv undo_ids;       /* (owned) (nullable), to whom */
};

G_DEFINE_FINAL_TYPE (UaMemberTasks, ua_member_tasks, G_TYPE_OBJECT)

enum
{
  SIGNAL_MEMBERS_WANTED,
  SIGNAL_TOAST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is done at once, on its way. */
typedef struct
{
  UaMemberTasks *self; /* (owned) */
  UaTask task;
  char *id;            /* (owned) */
} Errand;

static void
update_undo (UaMemberTasks *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "undo");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->undo_ids != NULL);
}

static void
tell (UaMemberTasks *self,
      const char    *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (self->undo_ids != NULL)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "task.undo");
    }
  g_signal_emit (self, signals[SIGNAL_TOAST], 0, toast);
}

/* To whom it was really done, and what would take it back. */
static void
remember_undo (UaMemberTasks  *self,
               UaTask          task,
               const UaReport *report)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n = 0;

  g_clear_pointer (&self->undo_ids, g_strfreev);
  if (!ua_task_get_opposite (task, &self->undo))
    {
      update_undo (self);
      return;
    }
  for (guint i = 0; i < report->results->len; i++)
    {
      const UaResult *result = g_ptr_array_index (report->results, i);

      if (!ua_result_is_done (result) || result->changes->len == 0 || result->id == NULL)
        continue;
      g_strv_builder_add (ids, result->id);
      n++;
    }
  if (n > 0)
    self->undo_ids = g_strv_builder_end (ids);
  update_undo (self);
}

/* CC-02: who was to be erased may have been deactivated instead. */
static guint
count_deactivated_instead (const UaReport *report)
{
  guint n = 0;

  for (guint i = 0; i < report->results->len; i++)
    n += ua_result_is_softened (g_ptr_array_index (report->results, i)) ? 1 : 0;
  return n;
}

static void
tell_done (UaMemberTasks  *self,
           UaTask          task,
           const UaReport *report,
           const char     *name)
{
  guint n_instead = task == UA_TASK_ERASE ? count_deactivated_instead (report) : 0;
  guint n_done = ua_report_get_n_done (report) - n_instead;
  g_autofree char *done = NULL;
  g_autofree char *text = NULL;

  if (n_done > 0)
    done = ua_task_format_done (task, n_done, n_done == 1 && n_instead == 0 ? name : NULL);
  if (n_instead > 0)
    text = g_strdup_printf (ngettext ("%u was deactivated instead, because of content that is open",
                                      "%u were deactivated instead, because of content that is "
                                      "open", n_instead), n_instead);
  remember_undo (self, task, report);
  if (done != NULL && text != NULL)
    {
      /* Translators: two things that were done, one after the other. */
      g_autofree char *both = g_strdup_printf (C_("two sentences", "%s; %s"), done, text);

      tell (self, both);
    }
  else if (done != NULL || text != NULL)
    tell (self, done != NULL ? done : text);
}

static void
task_done_cb (UaMemberTasks *self,
              guint          task,
              UaReport      *report,
              UaTaskDialog  *dialog)
{
  g_autofree char *name = ua_task_dialog_dup_name (dialog);

  tell_done (self, (UaTask) task, report, name);
}

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->self);
  g_free (errand->id);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
ask_about (UaMemberTasks      *self,
           UaTask              task,
           const char * const *ids)
{
  UaTaskDialog *dialog = ua_task_dialog_new (self->session, task, ids, NULL);

  g_signal_connect_object (dialog, "done", G_CALLBACK (task_done_cb), self, G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), self->window);
}

/* Tells by the name of the member, whom the cache knows. */
static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (UaMember) member =
    ua_session_find_member_finish (UA_SESSION (source), result, NULL);
  const UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;
  g_autofree char *name = record != NULL ? ua_format_name (record) : NULL;
  g_autofree char *text = ua_task_format_done (errand->task, 1, name);

  tell (errand->self, text);
}

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Errand) errand = user_data;
  UaMemberTasks *self = errand->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report = ua_session_act_finish (UA_SESSION (source), result, &error);
  const char *ids[] = { errand->id, NULL };

  if (self->session != UA_SESSION (source))
    return;
  if (report == NULL)
    {
      g_clear_pointer (&self->undo_ids, g_strfreev);
      update_undo (self);
      tell (self, ua_errors_get_sentence (error, UA_ERROR_CONTEXT_ACT));
    }
  /* What was refused is explained where there is room for it. */
  else if (ua_report_get_n_done (report) == 0)
    ask_about (self, errand->task, ids);
  else
    {
      remember_undo (self, errand->task, report);
      ua_session_find_member_async (self->session, ids[0], NULL, named_cb,
                                    g_steal_pointer (&errand));
    }
}

/**
 * ua_member_tasks_run:
 * @self: the tasks
 * @task: what to do
 * @ids: the members to whom, up to a %NULL
 *
 * Shows what would happen, or does at once what touches one member and can be undone.
 */
void
ua_member_tasks_run (UaMemberTasks      *self,
                     UaTask              task,
                     const char * const *ids)
{
  g_autoptr (UaAction) action = NULL;
  Errand *errand;
  guint n;

  g_return_if_fail (UA_IS_MEMBER_TASKS (self));
  g_return_if_fail (ids != NULL);

  n = g_strv_length ((GStrv) ids);
  if (self->session == NULL || n == 0)
    return;
  if (ua_task_asks (task, n))
    {
      ask_about (self, task, ids);
      return;
    }
  action = ua_action_new (ua_task_get_action (task), ids, NULL);
  errand = g_new0 (Errand, 1);
  errand->self = g_object_ref (self);
  errand->task = task;
  errand->id = g_strdup (ids[0]);
  ua_session_act_async (self->session, action, FALSE, NULL, NULL, NULL, acted_cb, errand);
}

static void
run_activated_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  UaMemberTasks *self = user_data;
  g_auto (GStrv) ids = NULL;
  UaTask task;

  if (!ua_task_from_action (g_variant_get_string (parameter, NULL), &task) ||
      self->session == NULL || !ua_task_is_offered (task, self->session))
    return;
  if (task == UA_TASK_DEACTIVATE && self->only != NULL &&
      ua_member_get_record (self->only) != NULL &&
      !ua_task_applies (task, ua_member_get_record (self->only)))
    task = UA_TASK_ERASE;
  g_signal_emit (self, signals[SIGNAL_MEMBERS_WANTED], 0, (guint) task, &ids);
  if (ids != NULL)
    ua_member_tasks_run (self, task, (const char * const *) ids);
}

static void
undo_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  UaMemberTasks *self = user_data;
  g_auto (GStrv) ids = g_steal_pointer (&self->undo_ids);
  UaTask task = self->undo;

  update_undo (self);
  if (ids == NULL)
    return;
  ua_member_tasks_run (self, task, (const char * const *) ids);
}

static void
ua_member_tasks_dispose (GObject *object)
{
  UaMemberTasks *self = UA_MEMBER_TASKS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->only);
  g_clear_pointer (&self->undo_ids, g_strfreev);

  G_OBJECT_CLASS (ua_member_tasks_parent_class)->dispose (object);
}

static void
ua_member_tasks_finalize (GObject *object)
{
  UaMemberTasks *self = UA_MEMBER_TASKS (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->assign);
  for (guint i = 0; i < UA_N_TASK_KINDS; i++)
    g_clear_object (&self->menus[i]);

  G_OBJECT_CLASS (ua_member_tasks_parent_class)->finalize (object);
}

static void
ua_member_tasks_class_init (UaMemberTasksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_member_tasks_dispose;
  object_class->finalize = ua_member_tasks_finalize;
  /**
   * UaMemberTasks::members-wanted:
   * @task: which, a #UaTask
   *
   * Somebody chose a task.
   *
   * Returns: (transfer full) (nullable): the ids of the members to whom it is to be done; %NULL
   *   when these come later, by ua_member_tasks_run()
   */
  signals[SIGNAL_MEMBERS_WANTED] =
    g_signal_new ("members-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_STRV, 1, G_TYPE_UINT);
  /**
   * UaMemberTasks::toast:
   * @toast: what is to be said
   *
   * Something was done, or could not be.
   */
  signals[SIGNAL_TOAST] =
    g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
ua_member_tasks_init (UaMemberTasks *self)
{
  static const GActionEntry entries[] = {
    { .name = "run", .activate = run_activated_cb, .parameter_type = "s" },
    { .name = "undo", .activate = undo_activated_cb },
  };

  for (guint i = 0; i < UA_N_TASK_KINDS; i++)
    self->menus[i] = g_menu_new ();
  self->assign = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  update_undo (self);
}

/**
 * ua_member_tasks_new:
 * @window: where the actions are, above which dialogs are shown; it outlives the tasks
 *
 * Returns: (transfer full): tasks for nobody yet
 */
UaMemberTasks *
ua_member_tasks_new (GtkWidget *window)
{
  UaMemberTasks *self;

  g_return_val_if_fail (GTK_IS_WIDGET (window), NULL);

  self = g_object_new (UA_TYPE_MEMBER_TASKS, NULL);
  self->window = window;
  gtk_widget_insert_action_group (window, "task", G_ACTION_GROUP (self->actions));
  return self;
}

/* What the organisation wants, and what one may do, is told after the members are there. */
static void
settings_changed_cb (UaMemberTasks *self)
{
  g_autoptr (UaMember) only = self->only != NULL ? g_object_ref (self->only) : NULL;

  ua_member_tasks_set_members (self, only, self->n);
}

/**
 * ua_member_tasks_set_session:
 * @self: the tasks
 * @session: (nullable): whose members
 */
void
ua_member_tasks_set_session (UaMemberTasks *self,
                             UaSession     *session)
{
  g_return_if_fail (UA_IS_MEMBER_TASKS (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, settings_changed_cb, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notify::seats", G_CALLBACK (settings_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_clear_pointer (&self->undo_ids, g_strfreev);
  update_undo (self);
  ua_member_tasks_set_members (self, NULL, 0);
}

/* An entry that does nothing has an action that is not there. */
static void
append_entry (GMenu      *menu,
              const char *label,
              const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (action != NULL)
    g_menu_item_set_action_and_target (item, "task.run", "s", action);
  else
    g_menu_item_set_detailed_action (item, "task.refused");
  g_menu_append_item (menu, item);
}

/**
 * ua_member_tasks_set_members:
 * @self: the tasks
 * @only: (nullable): the member, where it is one who is known
 * @n: how many members it is
 *
 * Makes the menu for these members: of one, what applies to this one; of many, what the server can
 * do at all.
 */
void
ua_member_tasks_set_members (UaMemberTasks *self,
                             UaMember      *only,
                             guint          n)
{
  const UaMemberRecord *record = only != NULL ? ua_member_get_record (only) : NULL;
  const char *reason = NULL;

  g_return_if_fail (UA_IS_MEMBER_TASKS (self));

  g_set_object (&self->only, only);
  self->n = n;
  for (guint i = 0; i < UA_N_TASK_KINDS; i++)
    g_menu_remove_all (self->menus[i]);
  g_menu_remove_all (self->assign);
  if (self->session == NULL || n == 0)
    return;
  for (guint i = 0; i < UA_N_MEMBER_TASKS; i++)
    {
      UaTask task = (UaTask) i;
      GMenu *menu = self->menus[ua_task_get_kind (task)];
      const char *obstacle = NULL;

      if (!ua_task_is_offered (task, self->session) ||
          (record != NULL && !ua_task_applies (task, record)))
        continue;
      if (record != NULL)
        obstacle = ua_task_find_obstacle (task, self->session, record);
      append_entry (menu, ua_task_get_label (task),
                    obstacle == NULL ? ua_task_get_action (task) : NULL);
      reason = obstacle != NULL ? obstacle : reason;
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (self->menus[UA_TASK_KIND_ASSIGN])) > 0)
    g_menu_append_submenu (self->assign, _("_Assign"),
                           G_MENU_MODEL (self->menus[UA_TASK_KIND_ASSIGN]));
  if (reason != NULL)
    append_entry (self->menus[UA_TASK_KIND_LIFE], reason, NULL);
}

/**
 * ua_member_tasks_add_to_menu:
 * @self: the tasks
 * @menu: a menu
 *
 * Adds the tasks at the end of @menu, where they follow ua_member_tasks_set_members() from then on.
 */
void
ua_member_tasks_add_to_menu (UaMemberTasks *self,
                             GMenu         *menu)
{
  g_return_if_fail (UA_IS_MEMBER_TASKS (self));
  g_return_if_fail (G_IS_MENU (menu));

  for (guint i = 0; i < UA_N_TASK_KINDS; i++)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (i == UA_TASK_KIND_ASSIGN ? self->assign
                                                                              : self->menus[i]));
}
