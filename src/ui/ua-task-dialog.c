/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-task-dialog.h"

#include <glib/gi18n.h>

#include "ua-error-box.h"
#include "ua-format.h"
#include "ua-task-item.h"
#include "ua-task-parameter.h"
#include "ua-ties-box.h"
#include "ua-ui.h"

/* How long after the last letter it is found out what would happen, in milliseconds. */
#define PREVIEW_DELAY_MS 300

/* So many characters of a name one types after it; for who has a longer one, it is their number. */
#define MAX_TYPED 60

/**
 * UaTaskDialog:
 *
 * What would happen, before anything that touches more than one member, sends mail or cannot be
 * undone (UA-08): to whom, which mails, how the seats change, and who is left out why.  Then it is
 * done, with progress and a result.
 *
 *   dry run -> shown -> "Deactivate 12 Members" -> done -> closed, or who was left out
 *
 * Deactivating and erasing are offered side by side, for there one chooses (WU-05).
 */
struct _UaTaskDialog
{
  UaDialog parent_instance;

  GtkButton *close_button;     /* (unowned), of the template, as are the next */
  GtkButton *run_button;       /* (unowned) */
  GtkProgressBar *progress_bar; /* (unowned) */
  GtkLabel *heading_label;     /* (unowned) */
  GtkLabel *explanation_label; /* (unowned) */
  UaErrorBox *error_box;       /* (unowned) */
  AdwBin *parameter_bin;       /* (unowned) */
  GtkWidget *choice_group;     /* (unowned) */
  GtkCheckButton *deactivate_button; /* (unowned) */
  GtkCheckButton *erase_button; /* (unowned) */
  AdwPreferencesGroup *effect_group; /* (unowned) */
  GtkWidget *waiting_row;      /* (unowned) */
  AdwActionRow *members_row;   /* (unowned) */
  AdwActionRow *refused_row;   /* (unowned) */
  AdwActionRow *mails_row;     /* (unowned) */
  AdwActionRow *seats_row;     /* (unowned) */
  UaTiesBox *ties_box;         /* (unowned) */
  AdwPreferencesGroup *list_group; /* (unowned) */
  GtkListView *list;           /* (unowned) */
  GtkWidget *confirm_group;    /* (unowned) */
  AdwEntryRow *confirm_row;    /* (unowned) */

  UaSession *session;          /* (owned) */
  UaTask task;
  GStrv ids;                   /* (owned) */
  GStrv names;                 /* (owned) (nullable) */
  guint n;
  GListStore *items;           /* (owned), of UaTaskItem */
  GHashTable *items_by_id;     /* (owned), the same */
  UaMember *only;              /* (owned) (nullable), the member, where it is one */
  GCancellable *cancellable;   /* (owned) (nullable), of what is under way */
  UaTaskParameter *parameter;  /* (unowned) (nullable), a child where something has to be said */
  guint preview_id;            /* waits until nobody types */
  UaReport *preview;           /* (owned) (nullable), once it is known */
  gboolean running;
  gboolean finished;
};

G_DEFINE_FINAL_TYPE (UaTaskDialog, ua_task_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_row (AdwActionRow *row,
          const char   *text)
{
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
  if (text != NULL)
    adw_action_row_set_subtitle (row, text);
}

/* What is typed to confirm: the name of one member, where it is one that can be typed, or how
 * many. */
static char *
dup_confirmation (UaTaskDialog *self)
{
  const UaMemberRecord *record = self->only != NULL ? ua_member_get_record (self->only) : NULL;

  if (record != NULL && g_utf8_strlen (ua_member_record_get_name (record), -1) <= MAX_TYPED)
    return ua_format_text (ua_member_record_get_name (record));
  return g_strdup_printf ("%u", self->n);
}

/* What of a text can be seen, and so be typed after it: joiners, say, cannot. */
static char *
dup_seen (const char *text)
{
  g_autofree char *clean = ua_format_text (text);
  g_autoptr (GString) seen = g_string_new (NULL);

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_FORMAT)
      g_string_append_unichar (seen, g_utf8_get_char (p));
  return g_utf8_normalize (seen->str, -1, G_NORMALIZE_ALL_COMPOSE);
}

static gboolean
is_confirmed (UaTaskDialog *self)
{
  g_autofree char *wanted = NULL;
  g_autofree char *needed = NULL;
  g_autofree char *typed = NULL;

  if (!ua_task_is_destructive (self->task))
    return TRUE;
  wanted = dup_confirmation (self);
  needed = dup_seen (wanted);
  typed = dup_seen (gtk_editable_get_text (GTK_EDITABLE (self->confirm_row)));
  return g_str_equal (typed, needed);
}

static void
update_button (UaTaskDialog *self)
{
  gboolean possible = self->preview != NULL && ua_report_get_n_done (self->preview) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.run",
                                 possible && !self->running && is_confirmed (self));
}

static void
show_task (UaTaskDialog *self)
{
  g_autofree char *name = ua_task_dialog_dup_name (self);
  g_autofree char *heading = ua_task_format_heading (self->task, self->n, name);
  g_autofree char *verb = ua_task_format_verb (self->task, self->n);
  g_autofree char *wanted = dup_confirmation (self);
  g_autofree char *shown = ua_format_isolated (wanted);
  g_autofree char *title = NULL;
  gboolean destructive = ua_task_is_destructive (self->task);

  gtk_window_set_title (GTK_WINDOW (self), heading);
  gtk_label_set_label (self->heading_label, heading);
  gtk_label_set_label (self->explanation_label, ua_task_get_explanation (self->task));
  gtk_button_set_label (self->run_button, verb);
  gtk_widget_remove_css_class (GTK_WIDGET (self->run_button), "suggested-action");
  gtk_widget_remove_css_class (GTK_WIDGET (self->run_button), "destructive-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->run_button),
                            destructive ? "destructive-action" : "suggested-action");
  /* Translators: the name of a member, or a number of members, that has to be typed. */
  title = g_strdup_printf (_("Type “%s” to confirm"), shown);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->confirm_row), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->confirm_row), title);
  gtk_widget_set_visible (self->confirm_group, destructive);
}

static char *
describe_seats (const UaReport *report)
{
  if (!report->has_seats || report->seats_before == report->seats_after)
    return NULL;
  if (report->seats_total > 0)
    /* Translators: seats in use before and afterwards, and how many there are. */
    return g_strdup_printf (_("%'u now, then %'u of %'u"), report->seats_before,
                            report->seats_after, report->seats_total);
  return g_strdup_printf (_("%'u now, then %'u"), report->seats_before, report->seats_after);
}

/* Whether it is said of each what becomes of them; of one alone only what is unexpected. */
static gboolean
is_worth_listing (UaTaskDialog *self)
{
  if (self->n > 1)
    return TRUE;
  for (guint i = 0; i < self->preview->results->len; i++)
    {
      const UaResult *result = g_ptr_array_index (self->preview->results, i);

      if (!ua_result_is_done (result) || result->mails->len > 0 || ua_result_is_softened (result))
        return TRUE;
    }
  return FALSE;
}

static void
show_effects (UaTaskDialog *self)
{
  guint n_done = ua_report_get_n_done (self->preview);
  guint n_refused = ua_report_get_n_refused (self->preview);
  guint n_mails = ua_report_get_n_mails (self->preview);
  g_autofree char *done = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *mails = NULL;
  g_autofree char *seats = describe_seats (self->preview);
  g_autofree char *verb = ua_task_format_verb (self->task, MAX (n_done, 1));

  gtk_button_set_label (self->run_button, verb);
  if (self->n > 1)
    done = g_strdup_printf (_("%'u of %'u"), n_done, self->n);
  if (n_refused > 0 && self->n > 1)
    refused = g_strdup_printf (ngettext ("%'u, named below with the reason",
                                         "%'u, named below with the reasons", n_refused),
                               n_refused);
  if (n_mails > 0)
    mails = g_strdup_printf (ngettext ("%'u goes out at once", "%'u go out at once", n_mails),
                             n_mails);
  gtk_widget_set_visible (self->waiting_row, FALSE);
  show_row (self->members_row, done);
  show_row (self->refused_row, refused);
  show_row (self->mails_row, mails);
  show_row (self->seats_row, seats);
  gtk_widget_set_visible (GTK_WIDGET (self->list_group), is_worth_listing (self));
  gtk_widget_set_visible (GTK_WIDGET (self->effect_group),
                          done != NULL || mails != NULL || seats != NULL);
}

/* Those who are left out come first: they are what has to be read. */
static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return (int) ua_task_item_is_refused (UA_TASK_ITEM ((gpointer) b)) -
         (int) ua_task_item_is_refused (UA_TASK_ITEM ((gpointer) a));
}

static void
take_results (UaTaskDialog   *self,
              const UaReport *report,
              gboolean        dry_run)
{
  for (guint i = 0; i < report->results->len; i++)
    {
      const UaResult *result = g_ptr_array_index (report->results, i);
      UaTaskItem *item =
        result->id != NULL ? g_hash_table_lookup (self->items_by_id, result->id) : NULL;

      if (item != NULL)
        ua_task_item_set_result (item, result, dry_run);
    }
  g_list_store_sort (self->items, compare_items, NULL);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (UaTaskDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report =
    ua_session_act_finish (UA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->items == NULL)
    return;
  if (report == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->effect_group), FALSE);
      ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_ACT);
      return;
    }
  g_clear_pointer (&self->preview, ua_report_unref);
  self->preview = g_steal_pointer (&report);
  take_results (self, self->preview, TRUE);
  show_effects (self);
  update_button (self);
}

static void
stop (UaTaskDialog *self)
{
  g_clear_handle_id (&self->preview_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static UaAction *
make_action (UaTaskDialog *self)
{
  return ua_action_new (ua_task_get_action (self->task), (const char * const *) self->ids,
                        self->parameter != NULL ? ua_task_parameter_dup_value (self->parameter)
                                                : NULL);
}

static void
begin_preview (UaTaskDialog *self)
{
  g_autoptr (UaAction) action = NULL;
  gboolean complete;

  stop (self);
  g_clear_pointer (&self->preview, ua_report_unref);
  ua_error_box_clear (self->error_box);
  show_task (self);
  complete = self->parameter == NULL || ua_task_parameter_is_complete (self->parameter);
  gtk_widget_set_visible (self->waiting_row, complete);
  gtk_widget_set_visible (GTK_WIDGET (self->effect_group), complete);
  gtk_widget_set_visible (GTK_WIDGET (self->list_group), FALSE);
  show_row (self->members_row, NULL);
  show_row (self->refused_row, NULL);
  show_row (self->mails_row, NULL);
  show_row (self->seats_row, NULL);
  update_button (self);
  if (!complete)
    return;
  action = make_action (self);
  self->cancellable = g_cancellable_new ();
  ua_session_act_async (self->session, action, TRUE, NULL, NULL, self->cancellable, previewed_cb,
                        g_object_ref (self));
}

static gboolean
preview_due_cb (gpointer user_data)
{
  UaTaskDialog *self = user_data;

  self->preview_id = 0;
  begin_preview (self);
  return G_SOURCE_REMOVE;
}

/* What was found out is of what was said before. */
static void
parameter_changed_cb (UaTaskDialog *self)
{
  stop (self);
  g_clear_pointer (&self->preview, ua_report_unref);
  update_button (self);
  self->preview_id = g_timeout_add (PREVIEW_DELAY_MS, preview_due_cb, self);
}

static void
add_parameter (UaTaskDialog *self)
{
  const char *key;
  UaTaskParameterKind kind = ua_task_get_parameter (self->task, &key);

  if (kind == UA_TASK_PARAMETER_NONE)
    return;
  self->parameter = UA_TASK_PARAMETER (ua_task_parameter_new (self->session, kind, key));
  adw_bin_set_child (self->parameter_bin, GTK_WIDGET (self->parameter));
  gtk_widget_set_visible (GTK_WIDGET (self->parameter_bin), TRUE);
  g_signal_connect_object (self->parameter, "changed", G_CALLBACK (parameter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
progressed_cb (goffset  n_done,
               goffset  n_all,
               gpointer user_data)
{
  UaTaskDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress_bar,
                                 n_all > 0 ? (double) n_done / (double) n_all : 0);
}

/* Only what was left out still has to be read. */
static void
show_leftovers (UaTaskDialog   *self,
                const UaReport *report)
{
  guint n_done = ua_report_get_n_done (report);
  g_autofree char *heading = n_done > 0 ? ua_task_format_done (self->task, n_done, NULL)
                                        : g_strdup (_("Nothing Was Done"));
  g_autofree char *text =
    g_strdup_printf (ngettext ("%'u was left out, for the reason below.",
                               "%'u were left out, for the reasons below.", self->n - n_done),
                     self->n - n_done);

  take_results (self, report, FALSE);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->items)); i > 0; i--)
    {
      g_autoptr (UaTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i - 1);

      if (ua_task_item_is_done (item))
        g_list_store_remove (self->items, i - 1);
    }
  gtk_label_set_label (self->heading_label, heading);
  gtk_label_set_label (self->explanation_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation_label), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->effect_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->ties_box), FALSE);
  gtk_widget_set_visible (self->choice_group, FALSE);
  gtk_widget_set_visible (self->confirm_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->parameter_bin), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->list_group), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), FALSE);
  gtk_button_set_label (self->close_button, _("_Close"));
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (UaTaskDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report =
    ua_session_act_finish (UA_SESSION (source), result, &error);

  if (self->items == NULL)
    return;
  self->running = FALSE;
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), FALSE);
  gtk_button_set_label (self->close_button, _("_Cancel"));
  if (report == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_ACT);
      update_button (self);
      return;
    }
  self->finished = TRUE;
  g_signal_emit (self, signals[SIGNAL_DONE], 0, (guint) self->task, report);
  if (ua_report_get_n_done (report) < self->n)
    show_leftovers (self, report);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
run_activated_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  UaTaskDialog *self = UA_TASK_DIALOG (widget);
  g_autoptr (UaAction) action = make_action (self);

  stop (self);
  self->running = TRUE;
  self->cancellable = g_cancellable_new ();
  ua_error_box_clear (self->error_box);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), TRUE);
  gtk_button_set_label (self->close_button, _("_Stop"));
  update_button (self);
  ua_session_act_async (self->session, action, FALSE, progressed_cb, self, self->cancellable,
                        done_cb, g_object_ref (self));
}

static void
choice_toggled_cb (UaTaskDialog *self)
{
  UaTask task = gtk_check_button_get_active (self->erase_button) ? UA_TASK_ERASE
                                                                 : UA_TASK_DEACTIVATE;

  if (task == self->task || self->session == NULL)
    return;
  self->task = task;
  begin_preview (self);
}

static void
confirmation_changed_cb (UaTaskDialog *self)
{
  update_button (self);
}

static void
confirmation_activated_cb (UaTaskDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "task.run", NULL);
}

/* Both ways are offered to whom both apply. */
static void
offer_choice (UaTaskDialog *self)
{
  const UaMemberRecord *record = self->only != NULL ? ua_member_get_record (self->only) : NULL;
  gboolean both = self->task == UA_TASK_DEACTIVATE ||
                  (self->task == UA_TASK_ERASE &&
                   (record == NULL || ua_task_applies (UA_TASK_DEACTIVATE, record)));

  both = both && ua_session_can_act (self->session, UA_ACTION_DEACTIVATE) &&
         ua_session_can_act (self->session, UA_ACTION_ERASE);
  gtk_widget_set_visible (self->choice_group, both);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation_label), !both);
}

static void
only_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (UaTaskDialog) self = user_data;

  self->only = ua_session_find_member_finish (UA_SESSION (source), result, NULL);
  if (self->items == NULL || self->only == NULL)
    return;
  show_task (self);
  if (self->task == UA_TASK_DEACTIVATE || self->task == UA_TASK_ERASE)
    ua_ties_box_show_of (self->ties_box, self->session, ua_member_get_record (self->only));
  offer_choice (self);
  update_button (self);
}

/* While it runs, closing only stops what has not been come to. */
static gboolean
ua_task_dialog_close_request (GtkWindow *window)
{
  UaTaskDialog *self = UA_TASK_DIALOG (window);

  if (self->running)
    {
      g_cancellable_cancel (self->cancellable);
      return GDK_EVENT_STOP;
    }
  stop (self);
  return GTK_WINDOW_CLASS (ua_task_dialog_parent_class)->close_request (window);
}

static void
ua_task_dialog_dispose (GObject *object)
{
  UaTaskDialog *self = UA_TASK_DIALOG (object);

  stop (self);
  g_clear_object (&self->items);
  g_clear_object (&self->only);
  g_clear_object (&self->session);
  g_clear_pointer (&self->items_by_id, g_hash_table_unref);
  g_clear_pointer (&self->preview, ua_report_unref);
  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->names, g_strfreev);

  G_OBJECT_CLASS (ua_task_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, run_button);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, heading_label);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, parameter_bin);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, choice_group);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, deactivate_button);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, erase_button);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, effect_group);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, members_row);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, refused_row);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, mails_row);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, seats_row);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, ties_box);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, list_group);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, list);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, confirm_group);
  gtk_widget_class_bind_template_child (widget_class, UaTaskDialog, confirm_row);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirmation_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirmation_activated_cb);
}

static void
ua_task_dialog_class_init (UaTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_task_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ua_task_dialog_close_request;

  /**
   * UaTaskDialog::done:
   * @task: which #UaTask it was in the end
   * @report: what was done
   *
   * It was carried out, at least for some.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                                       UA_TYPE_REPORT);

  g_type_ensure (UA_TYPE_ERROR_BOX);
  g_type_ensure (UA_TYPE_TASK_ITEM);
  g_type_ensure (UA_TYPE_TIES_BOX);
  gtk_widget_class_install_action (widget_class, "task.run", NULL, run_activated_cb);
  bind_template (widget_class);
}

static void
ua_task_dialog_init (UaTaskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->heading_label), self->heading_label);
  self->items = g_list_store_new (UA_TYPE_TASK_ITEM);
  self->items_by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
fill_list (UaTaskDialog *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GtkNoSelection *model;

  for (guint i = 0; i < self->n; i++)
    {
      UaTaskItem *item = ua_task_item_new (self->session, self->task, self->ids[i],
                                           self->names != NULL ? self->names[i] : NULL);

      g_ptr_array_add (items, item);
      g_hash_table_insert (self->items_by_id, (gpointer) ua_task_item_get_id (item), item);
    }
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  g_object_unref (model);
}

/**
 * ua_task_dialog_new:
 * @session: where it is done
 * @task: what is to be done, which the server can
 * @ids: to whom: the ids of members, invitations or messages, at least one, up to a %NULL
 * @names: (nullable): how these are called, in the same order; %NULL to look up the members
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present(), that finds out by itself
 *   what would happen
 */
UaTaskDialog *
ua_task_dialog_new (UaSession          *session,
                    UaTask              task,
                    const char * const *ids,
                    const char * const *names)
{
  UaTaskDialog *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (ids != NULL && ids[0] != NULL, NULL);

  self = g_object_new (UA_TYPE_TASK_DIALOG, NULL);
  self->task = task;
  gtk_check_button_set_active (task == UA_TASK_ERASE ? self->erase_button
                                                     : self->deactivate_button, TRUE);
  self->session = g_object_ref (session);
  self->ids = g_strdupv ((GStrv) ids);
  self->names = names != NULL ? g_strdupv ((GStrv) names) : NULL;
  self->n = g_strv_length (self->ids);
  fill_list (self);
  add_parameter (self);
  offer_choice (self);
  begin_preview (self);
  /* What has to be typed or chosen comes first; else there is only to go on or not. */
  if (self->parameter != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->parameter));
  else if (ua_task_is_destructive (task))
    gtk_widget_grab_focus (GTK_WIDGET (self->confirm_row));
  if (self->n == 1 && names == NULL)
    ua_session_find_member_async (session, ids[0], NULL, only_found_cb, g_object_ref (self));
  return self;
}

/**
 * ua_task_dialog_dup_name:
 * @self: a dialog
 *
 * Returns: (transfer full) (nullable): how the one member, invitation or message is called, where
 *   it is one and known
 */
char *
ua_task_dialog_dup_name (UaTaskDialog *self)
{
  g_return_val_if_fail (UA_IS_TASK_DIALOG (self), NULL);

  if (self->n != 1)
    return NULL;
  if (self->names != NULL)
    return ua_format_isolated (self->names[0]);
  if (self->only == NULL || ua_member_get_record (self->only) == NULL)
    return NULL;
  return ua_format_name (ua_member_get_record (self->only));
}
