/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-invite-dialog.h"

#include <glib/gi18n.h>

#include "ua-create-page.h"
#include "ua-error-box.h"
#include "ua-format.h"
#include "ua-invite-page.h"
#include "ua-question-dialog.h"
#include "ua-ui.h"

/**
 * UaInviteDialog:
 *
 * How somebody new comes in: invited, or created instead; the difference is told where one chooses
 * (TL-08).  What the server cannot do is absent.
 *
 * What was done is told here while somebody is left, else in the window below, whose actions
 * "win.show-member" and "win.show-members" lead to whom it was done; "toast" gives that window what
 * to say.
 */
struct _UaInviteDialog
{
  UaDialog parent_instance;

  GtkStack *send_stack;             /* (unowned), of the template, as are the next */
  GtkButton *send_button;           /* (unowned) */
  GtkWidget *cancel_button;         /* (unowned) */
  AdwToastOverlay *toast_overlay;   /* (unowned) */
  GtkWidget *form;                  /* (unowned) */
  UaErrorBox *error_box;            /* (unowned) */
  GtkWidget *choice_group;          /* (unowned) */
  GtkCheckButton *invite_button;    /* (unowned) */
  GtkCheckButton *create_button;    /* (unowned) */
  GtkBox *pages;                    /* (unowned) */

  UaSession *session;               /* (owned) (nullable) */
  UaNewcomerPage *invite_page;      /* (unowned) (nullable), a child where the server can */
  UaNewcomerPage *create_page;      /* (unowned) (nullable), a child once it was wanted */
  gboolean discarding;              /* the person agreed to lose what is typed */
  char *wanted;                     /* (owned) (nullable), whom to show once it is closed */
  gboolean leading;                 /* it is being closed to show that member */
};

G_DEFINE_FINAL_TYPE (UaInviteDialog, ua_invite_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_TOAST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The one that is shown. */
static UaNewcomerPage *
get_page (UaInviteDialog *self)
{
  return self->invite_page != NULL && gtk_widget_get_visible (GTK_WIDGET (self->invite_page))
           ? self->invite_page : self->create_page;
}

static void
show_page (UaInviteDialog *self)
{
  UaNewcomerPage *page = get_page (self);
  gboolean sending = ua_newcomer_page_is_sending (page);
  g_autofree char *verb = ua_newcomer_page_dup_verb (page);

  gtk_button_set_label (self->send_button, verb);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invite.send",
                                 ua_newcomer_page_can_send (page));
  if (sending && gtk_widget_get_sensitive (self->form))
    gtk_widget_grab_focus (self->cancel_button);
  gtk_widget_set_sensitive (self->form, !sending);
  gtk_stack_set_visible_child_name (self->send_stack, sending ? "busy" : "idle");
}

static void
page_failed_cb (UaInviteDialog *self,
                GError         *error,
                const char     *sentence)
{
  if (error != NULL)
    ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_ACT);
  else if (sentence != NULL)
    ua_error_box_set_text (self->error_box, _("This Cannot Be Done"), sentence, NULL);
  else
    ua_error_box_clear (self->error_box);
}

static void
page_finished_cb (UaInviteDialog *self,
                  AdwToast       *toast,
                  gboolean        close)
{
  if (!close)
    {
      if (toast != NULL)
        adw_toast_overlay_add_toast (self->toast_overlay,
                                     adw_toast_new (adw_toast_get_title (toast)));
      gtk_widget_grab_focus (GTK_WIDGET (get_page (self)));
      return;
    }
  if (toast != NULL)
    g_signal_emit (self, signals[SIGNAL_TOAST], 0, toast);
  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* TL-10: whom one wants to see is in the window below. */
static void
page_member_wanted_cb (UaInviteDialog *self,
                       const char     *id)
{
  g_autoptr (UaInviteDialog) kept G_GNUC_UNUSED = g_object_ref (self);

  g_free (self->wanted);
  self->wanted = g_strdup (id);
  self->leading = TRUE;
  gtk_window_close (GTK_WINDOW (self));
  self->leading = FALSE;
}

static UaNewcomerPage *
add_page (UaInviteDialog *self,
          GtkWidget      *page)
{
  g_signal_connect_object (page, "changed", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "failed", G_CALLBACK (page_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "finished", G_CALLBACK (page_finished_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "show-member", G_CALLBACK (page_member_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->pages, page);
  return UA_NEWCOMER_PAGE (page);
}

static void
choice_toggled_cb (UaInviteDialog *self)
{
  gboolean invite = gtk_check_button_get_active (self->invite_button);

  g_assert (UA_IS_INVITE_DIALOG (self));

  if (self->session == NULL || self->invite_page == NULL)
    return;
  if (self->create_page == NULL)
    self->create_page = add_page (self, ua_create_page_new (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->invite_page), invite);
  gtk_widget_set_visible (GTK_WIDGET (self->create_page), !invite);
  ua_error_box_clear (self->error_box);
  show_page (self);
}

static void
send_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ua_newcomer_page_send (get_page (UA_INVITE_DIALOG (widget)));
}

static void
discard_accepted_cb (UaInviteDialog *self)
{
  g_assert (UA_IS_INVITE_DIALOG (self));

  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_to_discard (UaInviteDialog *self)
{
  UaQuestionDialog *question =
    ua_question_dialog_new (_("Discard What Is Typed?"),
                            _("Nobody of those who are left here has been invited or created."),
                            _("_Keep Editing"), _("_Discard"), TRUE);

  g_signal_connect_object (question, "accepted", G_CALLBACK (discard_accepted_cb), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (question), GTK_WIDGET (self));
}

static gboolean
is_dirty (UaInviteDialog *self)
{
  return (self->invite_page != NULL && ua_newcomer_page_is_dirty (self->invite_page)) ||
         (self->create_page != NULL && ua_newcomer_page_is_dirty (self->create_page));
}

static gboolean
ua_invite_dialog_close_request (GtkWindow *window)
{
  UaInviteDialog *self = UA_INVITE_DIALOG (window);
  GtkWindow *below = gtk_window_get_transient_for (window);

  if (!self->leading && !self->discarding)
    g_clear_pointer (&self->wanted, g_free);
  /* What is sent is nearly there, and then the dialog closes by itself. */
  if (ua_newcomer_page_is_sending (get_page (self)))
    return GDK_EVENT_STOP;
  if (!self->discarding && is_dirty (self))
    {
      ask_to_discard (self);
      return GDK_EVENT_STOP;
    }
  if (self->wanted != NULL && below != NULL)
    gtk_widget_activate_action (GTK_WIDGET (below), "win.show-member", "s", self->wanted);
  return GTK_WINDOW_CLASS (ua_invite_dialog_parent_class)->close_request (window);
}

static void
ua_invite_dialog_finalize (GObject *object)
{
  UaInviteDialog *self = UA_INVITE_DIALOG (object);

  g_clear_object (&self->session);
  g_free (self->wanted);

  G_OBJECT_CLASS (ua_invite_dialog_parent_class)->finalize (object);
}

static void
ua_invite_dialog_class_init (UaInviteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ua_invite_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ua_invite_dialog_close_request;
  /**
   * UaInviteDialog::toast:
   * @toast: what is to be said
   *
   * Somebody was invited or created.
   */
  signals[SIGNAL_TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  g_type_ensure (UA_TYPE_ERROR_BOX);
  gtk_widget_class_install_action (widget_class, "invite.send", NULL, send_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "invite.send", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, send_stack);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, send_button);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, form);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, choice_group);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, invite_button);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, UaInviteDialog, pages);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled_cb);
}

static void
ua_invite_dialog_init (UaInviteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_title (UaInviteDialog *self,
            UaGroup        *group)
{
  g_autofree char *name = group != NULL ? ua_format_isolated (ua_group_get_name (group)) : NULL;
  g_autofree char *title = NULL;

  if (self->invite_page == NULL)
    title = g_strdup (_("Create Member"));
  else if (name != NULL)
    /* Translators: %s is the name of a team, a group or a session. */
    title = g_strdup_printf (_("Invite to %s"), name);
  else
    title = g_strdup (_("Invite Members"));
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static gboolean
can_invite (UaSession *session,
            UaGroup   *group)
{
  return ua_session_can_act (session, UA_ACTION_INVITE) &&
         ua_session_may_invite (session, group != NULL ? ua_group_get_id (group) : NULL);
}

/**
 * ua_invite_dialog_is_possible:
 * @session: a session
 * @group: (nullable): a group that is to be invited from
 *
 * Returns: whether the server lets somebody new come in, brought by who is signed in (WS-10), as
 *   far as is known
 */
gboolean
ua_invite_dialog_is_possible (UaSession *session,
                              UaGroup   *group)
{
  g_return_val_if_fail (UA_IS_SESSION (session), FALSE);

  return can_invite (session, group) ||
         (group == NULL && ua_create_page_is_possible (session));
}

/**
 * ua_invite_dialog_new:
 * @session: where somebody new is to come in; ua_invite_dialog_is_possible()
 * @group: (nullable): the group, team or session that is invited from (TL-03, TL-04)
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 */
UaInviteDialog *
ua_invite_dialog_new (UaSession *session,
                      UaGroup   *group)
{
  UaInviteDialog *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (group == NULL || UA_IS_GROUP (group), NULL);
  g_return_val_if_fail (ua_invite_dialog_is_possible (session, group), NULL);

  self = g_object_new (UA_TYPE_INVITE_DIALOG, NULL);
  self->session = g_object_ref (session);
  if (can_invite (session, group))
    self->invite_page = add_page (self, ua_invite_page_new (session, group));
  else
    self->create_page = add_page (self, ua_create_page_new (session));
  gtk_widget_set_visible (self->choice_group, self->invite_page != NULL && group == NULL &&
                                              ua_create_page_is_possible (session));
  show_title (self, group);
  show_page (self);
  gtk_widget_grab_focus (GTK_WIDGET (get_page (self)));
  return self;
}

/**
 * ua_invite_dialog_add:
 * @self: a dialog that invites
 * @addresses: mail addresses, as ua_address_read_many() takes them
 *
 * Puts people into the list of those to be invited.
 */
void
ua_invite_dialog_add (UaInviteDialog *self,
                      const char     *addresses)
{
  g_return_if_fail (UA_IS_INVITE_DIALOG (self));
  g_return_if_fail (self->invite_page != NULL);

  ua_invite_page_invite (UA_INVITE_PAGE (self->invite_page), addresses);
}
