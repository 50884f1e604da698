/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-newcomer-page.h"

#include "ua-newcomer.h"

/* For how long nothing has to be typed before the server is asked, in milliseconds. */
#define CHECK_DELAY 300

/**
 * UaNewcomerPage:
 *
 * A form in which somebody new comes in.  What would happen is asked as one types; then it is done.
 *
 *   typed -> a moment of rest -> dry run -> marks -> "Send" -> done, or who is left with a reason
 *
 * Sending before the answer is there waits for it, and only sends where it brings no new problem.
 */
typedef struct
{
  UaSession *session;        /* (owned) (nullable) */
  GtkLabel *seats_label;     /* (unowned) (nullable), a child */
  GCancellable *cancellable; /* (owned) (nullable), of what is under way */
  guint check_id;
  gboolean checking;         /* what would happen is being asked, or will be */
  gboolean sending;
  gboolean send_wanted;      /* once that is known */
  guint n_problems;          /* that were known when it was wanted */
} UaNewcomerPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UaNewcomerPage, ua_newcomer_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_FINISHED,
  SIGNAL_SHOW_MEMBER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static UaNewcomerPagePrivate *
get_private (UaNewcomerPage *self)
{
  return ua_newcomer_page_get_instance_private (self);
}

static void
tell_changed (UaNewcomerPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop (UaNewcomerPage *self)
{
  UaNewcomerPagePrivate *priv = get_private (self);

  g_clear_handle_id (&priv->check_id, g_source_remove);
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  priv->checking = FALSE;
}

static void
send_if_wanted (UaNewcomerPage *self)
{
  UaNewcomerPagePrivate *priv = get_private (self);
  UaNewcomerPageClass *klass = UA_NEWCOMER_PAGE_GET_CLASS (self);
  gboolean wanted = priv->send_wanted;

  priv->send_wanted = FALSE;
  if (wanted && klass->count_problems (self) <= priv->n_problems)
    ua_newcomer_page_send (self);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (UaNewcomerPage) self = user_data;
  UaNewcomerPagePrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report = ua_session_act_finish (UA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || priv->session == NULL)
    return;
  stop (self);
  if (report != NULL)
    UA_NEWCOMER_PAGE_GET_CLASS (self)->take_report (self, report, TRUE);
  else
    {
      priv->send_wanted = FALSE;
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error, NULL);
    }
  tell_changed (self);
  send_if_wanted (self);
}

static gboolean
check_cb (gpointer user_data)
{
  UaNewcomerPage *self = user_data;
  UaNewcomerPagePrivate *priv = get_private (self);
  g_autoptr (UaAction) action = UA_NEWCOMER_PAGE_GET_CLASS (self)->make_action (self, TRUE);

  priv->check_id = 0;
  if (action != NULL)
    {
      priv->cancellable = g_cancellable_new ();
      ua_session_act_async (priv->session, action, TRUE, NULL, NULL, priv->cancellable,
                            checked_cb, g_object_ref (self));
      return G_SOURCE_REMOVE;
    }
  priv->checking = FALSE;
  tell_changed (self);
  send_if_wanted (self);
  return G_SOURCE_REMOVE;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (UaNewcomerPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaReport) report = ua_session_act_finish (UA_SESSION (source), result, &error);

  if (get_private (self)->session == NULL)
    return;
  ua_newcomer_page_end_sending (self, error);
  if (report != NULL)
    UA_NEWCOMER_PAGE_GET_CLASS (self)->take_report (self, report, FALSE);
}

/* What could not be asked is asked when the server is back. */
static void
state_changed_cb (UaNewcomerPage *self)
{
  UaNewcomerPagePrivate *priv = get_private (self);
  UaNewcomerPageClass *klass = UA_NEWCOMER_PAGE_GET_CLASS (self);

  if (ua_session_get_state (priv->session) == UA_SESSION_STATE_ONLINE && !priv->checking &&
      !priv->sending && klass->count_fine (self) == 0)
    ua_newcomer_page_changed (self, TRUE);
}

static void
seats_changed_cb (UaNewcomerPage *self)
{
  ua_newcomer_page_show_seats (self, NULL, 0);
}

static void
ua_newcomer_page_dispose (GObject *object)
{
  UaNewcomerPage *self = UA_NEWCOMER_PAGE (object);
  UaNewcomerPagePrivate *priv = get_private (self);

  stop (self);
  if (priv->session != NULL)
    g_signal_handlers_disconnect_by_data (priv->session, self);
  g_clear_object (&priv->session);
  priv->seats_label = NULL;

  G_OBJECT_CLASS (ua_newcomer_page_parent_class)->dispose (object);
}

static gboolean
send_nothing (UaNewcomerPage *self)
{
  return FALSE;
}

static void
prepare_nothing (UaNewcomerPage *self)
{
}

static void
ua_newcomer_page_class_init (UaNewcomerPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_newcomer_page_dispose;
  klass->prepare = prepare_nothing;
  klass->send_otherwise = send_nothing;

  /**
   * UaNewcomerPage::changed:
   *
   * What the page says of itself may differ.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * UaNewcomerPage::failed:
   * @error: (nullable): why
   * @sentence: (nullable): why, where it is no error
   *
   * Nothing could be asked or done; with neither, something else is tried.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_ERROR,
                                         G_TYPE_STRING);
  /**
   * UaNewcomerPage::finished:
   * @toast: (nullable): what is to be said
   * @close: whether nothing is left to be done here
   *
   * It was done, at least for some.
   */
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           ADW_TYPE_TOAST, G_TYPE_BOOLEAN);
  /**
   * UaNewcomerPage::show-member:
   * @id: the id of a member
   *
   * Somebody wants to see who is there already.
   */
  signals[SIGNAL_SHOW_MEMBER] = g_signal_new ("show-member", G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ua_newcomer_page_init (UaNewcomerPage *self)
{
}

/**
 * ua_newcomer_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where the newcomers come into
 */
UaSession *
ua_newcomer_page_get_session (UaNewcomerPage *self)
{
  g_return_val_if_fail (UA_IS_NEWCOMER_PAGE (self), NULL);

  return get_private (self)->session;
}

/**
 * ua_newcomer_page_set_session:
 * @self: a page that has none yet
 * @session: where the newcomers come into
 * @seats_label: a child, in which the seats are shown
 */
void
ua_newcomer_page_set_session (UaNewcomerPage *self,
                              UaSession      *session,
                              GtkLabel       *seats_label)
{
  UaNewcomerPagePrivate *priv;

  g_return_if_fail (UA_IS_NEWCOMER_PAGE (self));
  g_return_if_fail (UA_IS_SESSION (session));

  priv = get_private (self);
  g_return_if_fail (priv->session == NULL);
  priv->session = g_object_ref (session);
  priv->seats_label = seats_label;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::seats", G_CALLBACK (seats_changed_cb), self,
                           G_CONNECT_SWAPPED);
  seats_changed_cb (self);
}

/**
 * ua_newcomer_page_show_seats:
 * @self: a page
 * @report: (nullable): what would happen, where that is known
 * @n_wanted: for how many a seat is wanted now or later
 *
 * For the classes of pages: shows how many seats are used and free (TL-09).
 */
void
ua_newcomer_page_show_seats (UaNewcomerPage *self,
                             const UaReport *report,
                             guint           n_wanted)
{
  UaNewcomerPagePrivate *priv;
  g_autofree char *seats = NULL;

  g_return_if_fail (UA_IS_NEWCOMER_PAGE (self));

  priv = get_private (self);
  seats = ua_newcomer_format_seats (priv->session, report, n_wanted);
  gtk_widget_set_visible (GTK_WIDGET (priv->seats_label), seats != NULL);
  gtk_label_set_label (priv->seats_label, seats != NULL ? seats : "");
}

/**
 * ua_newcomer_page_changed:
 * @self: a page
 * @check: whether the server is to be asked what would happen now
 *
 * For the classes of pages: something else is typed.
 */
void
ua_newcomer_page_changed (UaNewcomerPage *self,
                          gboolean        check)
{
  UaNewcomerPagePrivate *priv;

  g_return_if_fail (UA_IS_NEWCOMER_PAGE (self));

  priv = get_private (self);
  if (priv->session == NULL || priv->sending)
    return;
  if (check)
    {
      stop (self);
      priv->send_wanted = FALSE;
      priv->checking = TRUE;
      priv->check_id = g_timeout_add (CHECK_DELAY, check_cb, self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, NULL, NULL);
    }
  tell_changed (self);
}

/**
 * ua_newcomer_page_end_sending:
 * @self: a page that sends
 * @error: (nullable): why nothing came of it
 *
 * For the classes of pages: what was sent has been answered.
 */
void
ua_newcomer_page_end_sending (UaNewcomerPage *self,
                              const GError   *error)
{
  g_return_if_fail (UA_IS_NEWCOMER_PAGE (self));

  stop (self);
  get_private (self)->sending = FALSE;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error, NULL);
  tell_changed (self);
}

/**
 * ua_newcomer_page_refuse:
 * @self: a page
 * @sentence: why
 *
 * For the classes of pages: the server says no to all of it.
 */
void
ua_newcomer_page_refuse (UaNewcomerPage *self,
                         const char     *sentence)
{
  g_return_if_fail (UA_IS_NEWCOMER_PAGE (self));
  g_return_if_fail (sentence != NULL);

  g_signal_emit (self, signals[SIGNAL_FAILED], 0, NULL, sentence);
}

/**
 * ua_newcomer_page_finish:
 * @self: a page
 * @toast: (nullable): what is to be said
 * @close: whether nothing is left to be done here
 *
 * For the classes of pages: it was done, at least for some.
 */
void
ua_newcomer_page_finish (UaNewcomerPage *self,
                         AdwToast       *toast,
                         gboolean        close)
{
  g_return_if_fail (UA_IS_NEWCOMER_PAGE (self));

  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, toast, close);
}

/**
 * ua_newcomer_page_dup_verb:
 * @self: a page
 *
 * Returns: (transfer full): the label of the button that sends, with a mnemonic
 */
char *
ua_newcomer_page_dup_verb (UaNewcomerPage *self)
{
  g_return_val_if_fail (UA_IS_NEWCOMER_PAGE (self), NULL);

  return UA_NEWCOMER_PAGE_GET_CLASS (self)->dup_verb (self);
}

/**
 * ua_newcomer_page_can_send:
 * @self: a page
 *
 * Returns: whether there is somebody for whom it can be done
 */
gboolean
ua_newcomer_page_can_send (UaNewcomerPage *self)
{
  UaNewcomerPagePrivate *priv;

  g_return_val_if_fail (UA_IS_NEWCOMER_PAGE (self), FALSE);

  priv = get_private (self);
  return priv->session != NULL && !priv->sending && !priv->send_wanted &&
         UA_NEWCOMER_PAGE_GET_CLASS (self)->count_fine (self) > 0;
}

/**
 * ua_newcomer_page_is_sending:
 * @self: a page
 *
 * Returns: whether what was sent is not answered yet
 */
gboolean
ua_newcomer_page_is_sending (UaNewcomerPage *self)
{
  g_return_val_if_fail (UA_IS_NEWCOMER_PAGE (self), FALSE);

  return get_private (self)->sending;
}

/**
 * ua_newcomer_page_is_dirty:
 * @self: a page
 *
 * Returns: whether something is typed that would be lost
 */
gboolean
ua_newcomer_page_is_dirty (UaNewcomerPage *self)
{
  g_return_val_if_fail (UA_IS_NEWCOMER_PAGE (self), FALSE);

  return UA_NEWCOMER_PAGE_GET_CLASS (self)->is_dirty (self);
}

/**
 * ua_newcomer_page_send:
 * @self: a page
 *
 * Does it for all for whom it can be done; where it is not known yet what would happen, once it is.
 */
void
ua_newcomer_page_send (UaNewcomerPage *self)
{
  UaNewcomerPagePrivate *priv;
  UaNewcomerPageClass *klass;
  g_autoptr (UaAction) action = NULL;

  g_return_if_fail (UA_IS_NEWCOMER_PAGE (self));

  priv = get_private (self);
  klass = UA_NEWCOMER_PAGE_GET_CLASS (self);
  if (priv->session == NULL || priv->sending)
    return;
  klass->prepare (self);
  if (priv->checking)
    {
      priv->send_wanted = TRUE;
      priv->n_problems = klass->count_problems (self);
      return;
    }
  if (klass->count_fine (self) == 0)
    return;
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, NULL, NULL);
  priv->sending = TRUE;
  if (!klass->send_otherwise (self))
    {
      action = klass->make_action (self, FALSE);
      priv->cancellable = g_cancellable_new ();
      ua_session_act_async (priv->session, action, FALSE, NULL, NULL, priv->cancellable, sent_cb,
                            g_object_ref (self));
    }
  tell_changed (self);
}

/**
 * ua_newcomer_page_show_member:
 * @self: a page
 * @id: the id of a member
 *
 * For the classes of pages: leads to who is there already.
 */
void
ua_newcomer_page_show_member (UaNewcomerPage *self,
                              const char     *id)
{
  g_return_if_fail (UA_IS_NEWCOMER_PAGE (self));
  g_return_if_fail (id != NULL);

  g_signal_emit (self, signals[SIGNAL_SHOW_MEMBER], 0, id);
}
