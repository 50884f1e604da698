/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-session-bar.h"

#include <glib/gi18n.h>

#include "ua-banner.h"
#include "ua-error.h"
#include "ua-errors.h"
#include "ua-format.h"
#include "ua-time.h"
#include "ua-ui.h"

/**
 * UaSessionBar:
 *
 * What the window says of its session: how far the first synchronisation is, and, the most urgent
 * first, that one must sign in again, that the server is out of reach and how old what one sees is
 * (UA-03), that changes wait for a decision, that members are missing because they could not be
 * read (faults S2), which can be hidden.
 */
struct _UaSessionBar
{
  GtkWidget parent_instance;

  GtkRevealer *progress_revealer; /* (unowned), of the template */
  GtkLabel *progress_label;       /* (unowned), of the template */
  GtkProgressBar *progress_bar;   /* (unowned), of the template */
  UaBanner *banner;               /* (unowned), of the template */
  UaSession *session;             /* (owned) (nullable) */
  GListModel *changes;            /* (owned) (nullable) */
  char *failure;                  /* (owned) (nullable) */
  guint n_hidden;                 /* of those that could not be read */
};

G_DEFINE_FINAL_TYPE (UaSessionBar, ua_session_bar, GTK_TYPE_WIDGET)

/* "You see the members as of 09:12.", or NULL where nothing was ever fetched. */
static char *
describe_age (UaSessionBar *self)
{
  gint64 synced_at = ua_session_get_synced_at (self->session);
  g_autofree char *time = NULL;

  if (synced_at == UA_TIME_NONE || synced_at <= 0)
    return NULL;
  time = ua_format_as_of (synced_at, ua_time_now ());
  /* Translators: what comes in is a time today, or a date and time. */
  return g_strdup_printf (_("You see the members as of %s."), time);
}

/* Those that are still to be sent, or those that need a decision. */
static guint
count_changes (UaSessionBar *self,
               gboolean      undecided)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->changes); i++)
    {
      g_autoptr (UaChange) change = g_list_model_get_item (self->changes, i);
      UaChangeState state = ua_change_get_state (change);

      if ((state == UA_CHANGE_STATE_CONFLICT || state == UA_CHANGE_STATE_REJECTED) == undecided)
        n++;
    }
  return n;
}

/* "2 changes wait to be sent.", or NULL where none does. */
static char *
describe_queue (UaSessionBar *self)
{
  guint n = count_changes (self, FALSE);

  if (n == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u change waits to be sent.",
                                    "%u changes wait to be sent.", n), n);
}

static void
append_sentence (char       **text,
                 const char  *sentence)
{
  char *both;

  if (sentence == NULL)
    return;
  /* Translators: two sentences. */
  both = g_strdup_printf (_("%s %s"), *text, sentence);
  g_free (*text);
  *text = both;
}

static void
show_with_age (UaSessionBar *self,
               const char   *text,
               const char   *button,
               const char   *action)
{
  g_autofree char *age = describe_age (self);
  g_autofree char *queue = describe_queue (self);
  g_autofree char *whole = g_strdup (text);

  append_sentence (&whole, age);
  append_sentence (&whole, queue);
  ua_banner_show (self->banner, whole, button, action);
}

static void
show_offline (UaSessionBar *self)
{
  const GError *error = ua_session_get_error (self->session);
  const char *text = _("Offline.");

  if (error != NULL && !g_error_matches (error, UA_ERROR, UA_ERROR_OFFLINE))
    text = ua_errors_get_sentence (error, UA_ERROR_CONTEXT_SYNC);
  show_with_age (self, text, _("_Try Now"), "win.refresh");
}

/* Who runs the server has to know; who cannot change it need not see it for ever. */
static void
show_skipped (UaSessionBar *self)
{
  guint n = ua_session_get_n_skipped (self->session);
  g_autofree char *text = NULL;

  if (n == 0 || n == self->n_hidden ||
      ua_session_get_state (self->session) != UA_SESSION_STATE_ONLINE)
    {
      ua_banner_hide (self->banner);
      return;
    }
  text = g_strdup_printf (ngettext ("%u member could not be read and is missing here. Tell "
                                    "whoever runs the server.",
                                    "%u members could not be read and are missing here. Tell "
                                    "whoever runs the server.", n), n);
  ua_banner_show (self->banner, text, _("_Hide"), "session-bar.hide");
}

static void
show_waiting (UaSessionBar *self)
{
  guint n = count_changes (self, TRUE);
  g_autofree char *text = NULL;

  if (n == 0)
    {
      show_skipped (self);
      return;
    }
  text = g_strdup_printf (ngettext ("%u change was not saved and needs your decision.",
                                    "%u changes were not saved and need your decision.", n), n);
  ua_banner_show (self->banner, text, _("_Show…"), "win.show-changes");
}

static void
update_banner (UaSessionBar *self)
{
  if (self->failure != NULL)
    {
      ua_banner_show (self->banner, self->failure, NULL, NULL);
      return;
    }
  if (self->session == NULL)
    {
      ua_banner_hide (self->banner);
      return;
    }
  switch (ua_session_get_state (self->session))
    {
    case UA_SESSION_STATE_SIGN_IN:
      show_with_age (self, _("Sign in again to fetch and save changes."), _("_Sign In…"),
                     "win.sign-in");
      break;
    case UA_SESSION_STATE_OFFLINE:
      show_offline (self);
      break;
    case UA_SESSION_STATE_CLOSED:
    case UA_SESSION_STATE_CONNECTING:
    case UA_SESSION_STATE_SYNCING:
    case UA_SESSION_STATE_ONLINE:
    default:
      show_waiting (self);
    }
}

/* Only the first synchronisation is worth a bar; later ones change a list that is already there. */
static gboolean
is_first_sync (UaSessionBar *self)
{
  gint64 synced_at;

  if (self->session == NULL ||
      ua_session_get_state (self->session) != UA_SESSION_STATE_SYNCING)
    return FALSE;
  synced_at = ua_session_get_synced_at (self->session);
  return synced_at == UA_TIME_NONE || synced_at <= 0;
}

static void
update_progress (UaSessionBar *self)
{
  g_autofree char *text = NULL;
  double progress;
  guint n, n_expected;

  if (!is_first_sync (self))
    {
      gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
      return;
    }
  n = ua_session_get_n_members (self->session);
  n_expected = ua_session_get_n_expected (self->session);
  progress = ua_session_get_progress (self->session);
  if (n_expected > 0)
    {
      text = g_strdup_printf (_("Fetching members… %'u of %'u"), n, MAX (n, n_expected));
      gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (progress, 0, 1));
    }
  else
    {
      text = g_strdup_printf (_("Fetching members… %'u"), n);
      gtk_progress_bar_pulse (self->progress_bar);
    }
  gtk_label_set_label (self->progress_label, text);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
}

static void
update (UaSessionBar *self)
{
  update_banner (self);
  update_progress (self);
}

static void
hide_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaSessionBar *self = UA_SESSION_BAR (widget);

  if (self->session != NULL)
    self->n_hidden = ua_session_get_n_skipped (self->session);
  update (self);
}

static void
forget_session (UaSessionBar *self)
{
  if (self->changes != NULL)
    g_signal_handlers_disconnect_by_data (self->changes, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->changes);
  g_clear_object (&self->session);
  g_clear_pointer (&self->failure, g_free);
  self->n_hidden = 0;
}

static void
ua_session_bar_dispose (GObject *object)
{
  UaSessionBar *self = UA_SESSION_BAR (object);

  forget_session (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_SESSION_BAR);

  G_OBJECT_CLASS (ua_session_bar_parent_class)->dispose (object);
}

static void
ua_session_bar_class_init (UaSessionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_session_bar_dispose;

  g_type_ensure (UA_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-session-bar.ui");
  gtk_widget_class_install_action (widget_class, "session-bar.hide", NULL, hide_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaSessionBar, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, UaSessionBar, progress_label);
  gtk_widget_class_bind_template_child (widget_class, UaSessionBar, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, UaSessionBar, banner);
}

static void
ua_session_bar_init (UaSessionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->progress_label), self->progress_label);
}

/**
 * ua_session_bar_new:
 *
 * Returns: (transfer floating): a bar that says nothing yet
 */
GtkWidget *
ua_session_bar_new (void)
{
  return g_object_new (UA_TYPE_SESSION_BAR, NULL);
}

/**
 * ua_session_bar_get_session:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): of what it speaks
 */
UaSession *
ua_session_bar_get_session (UaSessionBar *self)
{
  g_return_val_if_fail (UA_IS_SESSION_BAR (self), NULL);

  return self->session;
}

/**
 * ua_session_bar_set_session:
 * @self: a bar
 * @session: (nullable): of what to speak
 */
void
ua_session_bar_set_session (UaSessionBar *self,
                            UaSession    *session)
{
  static const char * const notified[] = {
    "notify::state", "notify::error", "notify::synced-at", "notify::progress", "notify::n-members",
  };

  g_return_if_fail (UA_IS_SESSION_BAR (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (self->session == session)
    return;
  forget_session (self);
  if (session != NULL)
    {
      self->session = g_object_ref (session);
      self->changes = g_object_ref (ua_session_get_changes (session));
      for (guint i = 0; i < G_N_ELEMENTS (notified); i++)
        g_signal_connect_object (session, notified[i], G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
      g_signal_connect_object (self->changes, "items-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

/**
 * ua_session_bar_set_failure:
 * @self: a bar
 * @sentence: (nullable): why the session cannot be used at all
 */
void
ua_session_bar_set_failure (UaSessionBar *self,
                            const char   *sentence)
{
  g_return_if_fail (UA_IS_SESSION_BAR (self));

  g_free (self->failure);
  self->failure = g_strdup (sentence);
  update (self);
}

/**
 * ua_session_bar_get_text:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): what it says, %NULL when there is nothing to say
 */
const char *
ua_session_bar_get_text (UaSessionBar *self)
{
  g_return_val_if_fail (UA_IS_SESSION_BAR (self), NULL);

  if (gtk_revealer_get_reveal_child (self->progress_revealer))
    return gtk_label_get_label (self->progress_label);
  return ua_banner_get_text (self->banner);
}
