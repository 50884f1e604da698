/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-edit-dialog.h"

#include <glib/gi18n.h>

#include "ua-choice.h"
#include "ua-draft-words.h"
#include "ua-error-box.h"
#include "ua-field-choices.h"
#include "ua-field-lock.h"
#include "ua-format.h"
#include "ua-member-draft.h"
#include "ua-question-dialog.h"

/**
 * UaEditDialog:
 *
 * Name, role profile and access level of a member (WS-07, WS-08).  Nothing is kept before "Save
 * Changes", which is insensitive until something valid differs; leaving with changes asks.  What
 * the server does not have is absent, and what cannot be changed says why.
 */
struct _UaEditDialog
{
  UaDialog parent_instance;

  UaSession *session;         /* (owned) */
  UaMemberDraft *draft;       /* (owned) */
  GListStore *role_profiles;  /* (owned), of UaChoice */
  GListStore *access_levels;  /* (owned), of UaChoice */
  GCancellable *cancellable;  /* (owned) */
  gboolean showing;           /* the rows are being set from the draft */
  gboolean saving;
  gboolean discarding;        /* the person agreed to lose the changes */

  GtkWidget *form;                /* (unowned) */
  GtkWidget *fixed_group;         /* (unowned) */
  GtkLabel *fixed_label;          /* (unowned) */
  GtkWidget *name_group;          /* (unowned) */
  GtkWidget *cancel_button;       /* (unowned) */
  UaErrorBox *error_box;          /* (unowned) */
  AdwEntryRow *given_row;         /* (unowned) */
  AdwEntryRow *family_row;        /* (unowned) */
  AdwEntryRow *display_row;       /* (unowned) */
  GtkWidget *given_problem;       /* (unowned) */
  GtkWidget *family_problem;      /* (unowned) */
  GtkWidget *display_problem;     /* (unowned) */
  GtkLabel *given_problem_label;   /* (unowned) */
  GtkLabel *family_problem_label;  /* (unowned) */
  GtkLabel *display_problem_label; /* (unowned) */
  GtkWidget *organisation_group;  /* (unowned) */
  AdwActionRow *role_profile_row; /* (unowned) */
  GtkDropDown *role_profile_drop; /* (unowned) */
  AdwComboRow *access_level_row;  /* (unowned) */
  GtkStack *save_stack;           /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaEditDialog, ua_edit_dialog, UA_TYPE_DIALOG)

/* An entry, the field behind it, and where its problem is said. */
typedef struct
{
  UaField field;
  AdwEntryRow *row;   /* (unowned) */
  GtkWidget *problem; /* (unowned) */
  GtkLabel *label;    /* (unowned) */
} Entry;

#define N_ENTRIES 3

static void
get_entries (UaEditDialog *self,
             Entry         entries[N_ENTRIES])
{
  entries[0] = (Entry) { UA_FIELD_GIVEN_NAME, self->given_row, self->given_problem,
                         self->given_problem_label };
  entries[1] = (Entry) { UA_FIELD_FAMILY_NAME, self->family_row, self->family_problem,
                         self->family_problem_label };
  entries[2] = (Entry) { UA_FIELD_DISPLAY_NAME, self->display_row, self->display_problem,
                         self->display_problem_label };
}

static const char *
get_lock (UaEditDialog *self,
          UaField       field)
{
  return ua_field_lock_describe (self->session, ua_member_draft_get_record (self->draft), field);
}

static gboolean
can_save (UaEditDialog *self)
{
  return !self->saving && ua_member_draft_get_valid (self->draft) &&
         ua_member_draft_get_dirty (self->draft);
}

static void
show_problem (UaEditDialog *self,
              const Entry  *entry,
              gboolean      say_it)
{
  UaDraftProblem problem = ua_member_draft_get_problem (self->draft, entry->field);

  if (get_lock (self, entry->field) != NULL)
    return;
  if (problem == UA_DRAFT_PROBLEM_NONE)
    {
      gtk_widget_set_visible (entry->problem, FALSE);
      gtk_widget_remove_css_class (GTK_WIDGET (entry->row), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (entry->row), GTK_ACCESSIBLE_STATE_INVALID);
      return;
    }
  if (!say_it)
    return;
  gtk_label_set_label (entry->label, ua_draft_words_describe (problem));
  gtk_widget_set_visible (entry->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (entry->row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry->row),
                               GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

/* White space at the ends is not of the value, so an entry that differs by nothing else is left as
 * somebody is typing it. */
static void
show_text (AdwEntryRow *row,
           const char  *value)
{
  g_autofree char *shown = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (g_strcmp0 (shown, value != NULL ? value : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
}

static void
show_access_level (UaEditDialog *self)
{
  UaAccessLevel level =
    ua_access_level_from_token (ua_member_draft_get (self->draft, UA_FIELD_ACCESS_LEVEL));
  const char *lock = get_lock (self, UA_FIELD_ACCESS_LEVEL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->access_level_row),
                               lock != NULL ? lock : ua_format_access_level_explanation (level));
}

static void
show_draft (UaEditDialog *self)
{
  Entry entries[N_ENTRIES];

  self->showing = TRUE;
  get_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      show_text (entries[i].row, ua_member_draft_get (self->draft, entries[i].field));
      show_problem (self, &entries[i], FALSE);
    }
  show_access_level (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edit.save", can_save (self));
  self->showing = FALSE;
}

static void
show_saving (UaEditDialog *self,
             gboolean      saving)
{
  self->saving = saving;
  gtk_widget_set_sensitive (self->form, !saving);
  gtk_stack_set_visible_child_name (self->save_stack, saving ? "busy" : "idle");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edit.save", can_save (self));
}

static void
fill (UaEditDialog *self,
      GListStore   *list,
      UaField       field)
{
  g_autoptr (GPtrArray) choices = ua_field_choices_list (
    self->session, ua_member_draft_get_record (self->draft), field);

  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), choices->pdata,
                       choices->len);
}

static gboolean
server_has (UaEditDialog *self,
            UaCapability  capability,
            UaField       field)
{
  UaCapabilities *capabilities = ua_session_get_capabilities (self->session);

  if (ua_member_draft_get (self->draft, field) != NULL)
    return TRUE;
  return capabilities != NULL && ua_capabilities_get (capabilities, capability) == UA_SUPPORT_YES;
}

/* What cannot be changed at all is said once, above. */
static void
show_fixed (UaEditDialog *self)
{
  const char *lock =
    ua_field_lock_describe_member (self->session, ua_member_draft_get_record (self->draft));

  gtk_widget_set_visible (self->fixed_group, lock != NULL);
  gtk_label_set_label (self->fixed_label, lock != NULL ? lock : "");
  gtk_widget_set_sensitive (self->name_group, lock == NULL);
  gtk_widget_set_sensitive (self->organisation_group, lock == NULL);
}

static void
show_entry_lock (UaEditDialog *self,
                 const Entry  *entry)
{
  const char *lock = get_lock (self, entry->field);

  if (lock == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (entry->row), FALSE);
  gtk_label_set_label (entry->label, lock);
  gtk_widget_add_css_class (GTK_WIDGET (entry->label), "dim-label");
  gtk_widget_remove_css_class (GTK_WIDGET (entry->label), "error");
  gtk_widget_set_visible (entry->problem, TRUE);
}

/* What the server lacks is absent; what somebody else decides is locked and says why. */
static void
show_limits (UaEditDialog *self)
{
  gboolean has_profiles =
    server_has (self, UA_CAPABILITY_ROLE_PROFILES, UA_FIELD_ROLE_PROFILE);
  gboolean has_levels = server_has (self, UA_CAPABILITY_ACCESS_LEVEL, UA_FIELD_ACCESS_LEVEL);
  const char *profile_lock = get_lock (self, UA_FIELD_ROLE_PROFILE);
  Entry entries[N_ENTRIES];

  gtk_widget_set_visible (GTK_WIDGET (self->role_profile_row), has_profiles);
  gtk_widget_set_visible (GTK_WIDGET (self->access_level_row), has_levels);
  gtk_widget_set_visible (self->organisation_group, has_profiles || has_levels);
  show_fixed (self);
  if (gtk_widget_get_visible (self->fixed_group))
    return;
  get_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    show_entry_lock (self, &entries[i]);
  if (profile_lock != NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->role_profile_row), FALSE);
      adw_action_row_set_subtitle (self->role_profile_row, profile_lock);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->access_level_row),
                            get_lock (self, UA_FIELD_ACCESS_LEVEL) == NULL);
}

static void
entry_changed_cb (UaEditDialog *self,
                  AdwEntryRow  *row)
{
  Entry entries[N_ENTRIES];

  g_assert (UA_IS_EDIT_DIALOG (self));

  if (self->showing)
    return;
  get_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    if (entries[i].row == row)
      ua_member_draft_set (self->draft, entries[i].field,
                           gtk_editable_get_text (GTK_EDITABLE (row)));
}

/* A problem is said when the field is left, not while it is being typed. */
static void
entry_left_cb (GtkEventControllerFocus *controller,
               UaEditDialog            *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  Entry entries[N_ENTRIES];

  g_assert (UA_IS_EDIT_DIALOG (self));

  /* A dialog that goes away takes the focus from its entries too. */
  if (self->draft == NULL)
    return;
  get_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    if (GTK_WIDGET (entries[i].row) == row)
      show_problem (self, &entries[i], TRUE);
}

static void
role_profile_selected_cb (UaEditDialog *self)
{
  UaChoice *choice;

  g_assert (UA_IS_EDIT_DIALOG (self));

  choice = gtk_drop_down_get_selected_item (self->role_profile_drop);
  if (self->showing || choice == NULL)
    return;
  ua_member_draft_set_named (self->draft, UA_FIELD_ROLE_PROFILE,
                             ua_choice_get_id (choice), ua_choice_get_title (choice));
}

static void
access_level_selected_cb (UaEditDialog *self)
{
  UaChoice *choice;

  g_assert (UA_IS_EDIT_DIALOG (self));

  choice = adw_combo_row_get_selected_item (self->access_level_row);
  if (self->showing || choice == NULL)
    return;
  ua_member_draft_set (self->draft, UA_FIELD_ACCESS_LEVEL, ua_choice_get_id (choice));
}

static void
draft_changed_cb (UaEditDialog *self)
{
  g_assert (UA_IS_EDIT_DIALOG (self));

  show_draft (self);
}

static void
change_submitted_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (UaEditDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ua_session_submit_finish (UA_SESSION (source), result, &error))
    {
      self->discarding = TRUE;
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->draft == NULL)
    return;
  show_saving (self, FALSE);
  ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_SAVE);
}

static void
save_changes (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  UaEditDialog *self = UA_EDIT_DIALOG (widget);
  g_autoptr (UaPatch) patch = NULL;

  if (!can_save (self))
    return;
  patch = ua_member_draft_to_patch (self->draft);
  ua_error_box_clear (self->error_box);
  gtk_widget_grab_focus (self->cancel_button);
  show_saving (self, TRUE);
  ua_session_submit_async (self->session, patch, self->cancellable,
                           change_submitted_cb, g_object_ref (self));
}

static void
discard_accepted_cb (UaEditDialog *self)
{
  g_assert (UA_IS_EDIT_DIALOG (self));

  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
ua_edit_dialog_close_request (GtkWindow *window)
{
  UaEditDialog *self = UA_EDIT_DIALOG (window);
  UaQuestionDialog *question;

  /* What is being kept is nearly kept, and then the dialog closes by itself. */
  if (self->saving && !self->discarding)
    return GDK_EVENT_STOP;
  if (self->discarding || !ua_member_draft_get_dirty (self->draft))
    return GTK_WINDOW_CLASS (ua_edit_dialog_parent_class)->close_request (window);
  question = ua_question_dialog_new (_("Discard Changes?"),
                                     _("What you changed has not been saved."),
                                     _("_Keep Editing"), _("_Discard"), TRUE);
  g_signal_connect_object (question, "accepted", G_CALLBACK (discard_accepted_cb), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (question), GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static void
ua_edit_dialog_dispose (GObject *object)
{
  UaEditDialog *self = UA_EDIT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_object (&self->role_profiles);
  g_clear_object (&self->access_levels);

  G_OBJECT_CLASS (ua_edit_dialog_parent_class)->dispose (object);
}

static void
ua_edit_dialog_finalize (GObject *object)
{
  UaEditDialog *self = UA_EDIT_DIALOG (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ua_edit_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-edit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, form);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, fixed_group);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, fixed_label);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, name_group);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, given_row);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, family_row);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, display_row);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, given_problem);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, family_problem);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, display_problem);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, given_problem_label);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, family_problem_label);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, display_problem_label);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, organisation_group);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, role_profile_row);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, role_profile_drop);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, access_level_row);
  gtk_widget_class_bind_template_child (widget_class, UaEditDialog, save_stack);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_profile_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, access_level_selected_cb);
}

static void
ua_edit_dialog_class_init (UaEditDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  g_type_ensure (UA_TYPE_CHOICE);
  g_type_ensure (UA_TYPE_ERROR_BOX);

  object_class->dispose = ua_edit_dialog_dispose;
  object_class->finalize = ua_edit_dialog_finalize;
  window_class->close_request = ua_edit_dialog_close_request;

  gtk_widget_class_install_action (widget_class, "edit.save", NULL, save_changes);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "edit.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "edit.save", NULL);
  bind_template (widget_class);
}

static void
ua_edit_dialog_init (UaEditDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->role_profiles = g_list_store_new (UA_TYPE_CHOICE);
  self->access_levels = g_list_store_new (UA_TYPE_CHOICE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
select_choices (UaEditDialog *self)
{
  guint position;

  self->showing = TRUE;
  gtk_drop_down_set_model (self->role_profile_drop, G_LIST_MODEL (self->role_profiles));
  if (ua_choice_find_in_list (G_LIST_MODEL (self->role_profiles),
                              ua_member_draft_get (self->draft, UA_FIELD_ROLE_PROFILE), &position))
    gtk_drop_down_set_selected (self->role_profile_drop, position);
  adw_combo_row_set_model (self->access_level_row, G_LIST_MODEL (self->access_levels));
  if (ua_choice_find_in_list (G_LIST_MODEL (self->access_levels),
                              ua_member_draft_get (self->draft, UA_FIELD_ACCESS_LEVEL), &position))
    adw_combo_row_set_selected (self->access_level_row, position);
  self->showing = FALSE;
}

/**
 * ua_edit_dialog_new:
 * @session: where the change goes
 * @member: who is edited; its record has been read
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaEditDialog *
ua_edit_dialog_new (UaSession *session,
                    UaMember  *member)
{
  UaEditDialog *self;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (UA_IS_MEMBER (member), NULL);
  g_return_val_if_fail (ua_member_get_record (member) != NULL, NULL);

  self = g_object_new (UA_TYPE_EDIT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->draft = ua_member_draft_new (ua_member_get_record (member));
  name = ua_format_name (ua_member_get_record (member));
  /* Translators: %s is the name of a member. */
  title = g_strdup_printf (_("Edit %s"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  fill (self, self->role_profiles, UA_FIELD_ROLE_PROFILE);
  fill (self, self->access_levels, UA_FIELD_ACCESS_LEVEL);
  select_choices (self);
  show_limits (self);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_draft (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->given_row));
  return self;
}
