/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-first-password.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ua-choice.h"
#include "ua-pick-row.h"
#include "ua-problem-row.h"
#include "ua-ui.h"

/* Of a password that somebody else is to begin with: as many characters as of one's own, and as
 * many bytes as the server takes. */
#define MIN_CHARS 10
#define MAX_BYTES 512

/* How somebody who is created signs in; each is the id of a choice. */
#define WAY_RANDOM "random"
#define WAY_TYPED "typed"
#define WAY_ACTIVATION "activation"
#define WAY_NONE "none"

/**
 * UaFirstPassword:
 *
 * How somebody who is created comes to a password (TL-06, CC-04), and what that means for access,
 * seat and mails.
 *
 * A typed one is only handed over with what creates; it leaves its entry then, and its copy is
 * wiped when nobody needs it any more.
 */
struct _UaFirstPassword
{
  AdwPreferencesGroup parent_instance;

  UaPickRow *way_row;        /* (unowned), of the template, as are the next */
  GtkEditable *password_row; /* (unowned) */
  UaProblemRow *problem;     /* (unowned) */
  GtkWidget *notify_row;     /* (unowned) */
  GtkSwitch *notify_switch;  /* (unowned) */

  char *user_name;           /* (owned) (nullable), neither of which is a password */
  char *email;               /* (owned) (nullable) */
  gboolean left;             /* the entry was, so that its problem is said */
  gboolean clearing;
};

G_DEFINE_FINAL_TYPE (UaFirstPassword, ua_first_password, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_way (UaFirstPassword *self,
        const char      *way)
{
  return g_strcmp0 (ua_pick_row_get_id (self->way_row), way) == 0;
}

static gboolean
is_same (const char *a,
         const char *b)
{
  return b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

/* What is wrong with the password, or NULL. */
static const char *
find_problem (UaFirstPassword *self)
{
  const char *password = gtk_editable_get_text (self->password_row);

  if (!is_way (self, WAY_TYPED))
    return NULL;
  if (g_utf8_strlen (password, -1) < MIN_CHARS)
    return _("A password has at least 10 characters.");
  if (strlen (password) > MAX_BYTES)
    return _("This is too long. Shorten it.");
  if (is_same (password, self->user_name) || is_same (password, self->email))
    return _("The user name and the email are no password.");
  return NULL;
}

static void
show_problem (UaFirstPassword *self)
{
  ua_problem_row_show (self->problem, self->left ? find_problem (self) : NULL, NULL);
}

static void
show_way (UaFirstPassword *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), is_way (self, WAY_TYPED));
  gtk_widget_set_visible (self->notify_row, is_way (self, WAY_TYPED));
  show_problem (self);
}

static void
way_changed_cb (UaFirstPassword *self)
{
  g_assert (UA_IS_FIRST_PASSWORD (self));

  if (!is_way (self, WAY_TYPED))
    ua_first_password_clear (self);
  show_way (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, TRUE);
}

static void
password_changed_cb (UaFirstPassword *self)
{
  g_assert (UA_IS_FIRST_PASSWORD (self));

  if (self->clearing)
    return;
  show_problem (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, FALSE);
}

static void
password_left_cb (UaFirstPassword *self)
{
  g_assert (UA_IS_FIRST_PASSWORD (self));

  if (*gtk_editable_get_text (self->password_row) != '\0')
    ua_first_password_show_problem (self);
}

static void
notify_toggled_cb (UaFirstPassword *self)
{
  g_assert (UA_IS_FIRST_PASSWORD (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, FALSE);
}

static void
entry_activated_cb (UaFirstPassword *self)
{
  g_assert (UA_IS_FIRST_PASSWORD (self));

  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
ua_first_password_finalize (GObject *object)
{
  UaFirstPassword *self = UA_FIRST_PASSWORD (object);

  g_free (self->user_name);
  g_free (self->email);

  G_OBJECT_CLASS (ua_first_password_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-first-password.ui");
  gtk_widget_class_bind_template_child (widget_class, UaFirstPassword, way_row);
  gtk_widget_class_bind_template_child (widget_class, UaFirstPassword, password_row);
  gtk_widget_class_bind_template_child (widget_class, UaFirstPassword, problem);
  gtk_widget_class_bind_template_child (widget_class, UaFirstPassword, notify_row);
  gtk_widget_class_bind_template_child (widget_class, UaFirstPassword, notify_switch);
  gtk_widget_class_bind_template_callback (widget_class, way_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, notify_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
ua_first_password_class_init (UaFirstPasswordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_first_password_finalize;
  /**
   * UaFirstPassword::changed:
   * @way: whether it is another way, which means something else for access and seat
   *
   * Something else is chosen or typed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_BOOLEAN);
  /**
   * UaFirstPassword::activated:
   *
   * Enter was pressed in the entry.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
  g_type_ensure (UA_TYPE_PICK_ROW);
  g_type_ensure (UA_TYPE_PROBLEM_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
ua_first_password_init (UaFirstPassword *self)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_ptr_array_add (choices, ua_choice_new (WAY_RANDOM, _("Email a random one"),
                                           _("Access and a seat at once")));
  g_ptr_array_add (choices, ua_choice_new (WAY_TYPED, _("Type one now"),
                                           _("Access and a seat at once")));
  g_ptr_array_add (choices, ua_choice_new (WAY_ACTIVATION, _("Email an activation"),
                                           _("They choose one; access and a seat from then on")));
  g_ptr_array_add (choices, ua_choice_new (WAY_NONE, _("None yet"),
                                           _("No access, no seat, no email")));
  ua_pick_row_set_choices (self->way_row, choices);
  show_way (self);
}

/**
 * ua_first_password_set_names:
 * @self: the rows
 * @user_name: (nullable): the user name
 * @email: (nullable): the mail address
 *
 * Says what is no password.
 */
void
ua_first_password_set_names (UaFirstPassword *self,
                             const char      *user_name,
                             const char      *email)
{
  g_return_if_fail (UA_IS_FIRST_PASSWORD (self));

  g_free (self->user_name);
  self->user_name = g_strdup (user_name);
  g_free (self->email);
  self->email = g_strdup (email);
  show_problem (self);
}

/**
 * ua_first_password_is_valid:
 * @self: the rows
 *
 * Returns: whether it can be so
 */
gboolean
ua_first_password_is_valid (UaFirstPassword *self)
{
  g_return_val_if_fail (UA_IS_FIRST_PASSWORD (self), FALSE);

  return find_problem (self) == NULL;
}

/**
 * ua_first_password_is_dirty:
 * @self: the rows
 *
 * Returns: whether a password is typed
 */
gboolean
ua_first_password_is_dirty (UaFirstPassword *self)
{
  g_return_val_if_fail (UA_IS_FIRST_PASSWORD (self), FALSE);

  return *gtk_editable_get_text (self->password_row) != '\0';
}

/**
 * ua_first_password_get_effect:
 * @self: the rows
 *
 * Returns: (transfer none): what comes of it for access, seat and mails (TL-08)
 */
const char *
ua_first_password_get_effect (UaFirstPassword *self)
{
  g_return_val_if_fail (UA_IS_FIRST_PASSWORD (self), "");

  if (is_way (self, WAY_RANDOM))
    return _("Active at once, and in a seat. An email with a random password goes out at once; it "
             "has to be changed at the first sign-in.");
  if (is_way (self, WAY_TYPED))
    return gtk_switch_get_active (self->notify_switch)
             ? _("Active at once, and in a seat. An email that tells of the account, without the "
                 "password, goes out at once. The password has to be changed at the first "
                 "sign-in.")
             : _("Active at once, and in a seat. No email goes out. The password has to be changed "
                 "at the first sign-in.");
  if (is_way (self, WAY_ACTIVATION))
    return _("Without access and seat until they choose a password, by the link in an email that "
             "goes out at once.");
  return _("Without access and seat. No email goes out; an activation can be sent at any time.");
}

static void
wipe (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

/* A text whose memory is wiped when nobody needs it any more. */
static GVariant *
new_secret (const char *text)
{
  char *copy = g_strdup (text);

  return g_variant_new_from_data (G_VARIANT_TYPE_STRING, copy, strlen (copy) + 1, TRUE, wipe,
                                  copy);
}

/**
 * ua_first_password_add_parameters:
 * @self: the rows
 * @parameters: of the action that creates
 * @dry_run: whether it is only asked what would happen; then no password is handed over, for one
 *   that is mailed takes the same seat
 *
 * Adds how it is to be; a typed password leaves its entry.
 */
void
ua_first_password_add_parameters (UaFirstPassword *self,
                                  GVariantDict    *parameters,
                                  gboolean         dry_run)
{
  g_return_if_fail (UA_IS_FIRST_PASSWORD (self));
  g_return_if_fail (parameters != NULL);

  if (is_way (self, WAY_RANDOM) || (is_way (self, WAY_TYPED) && dry_run))
    g_variant_dict_insert (parameters, "sendPassword", "b", TRUE);
  else if (is_way (self, WAY_TYPED))
    {
      g_variant_dict_insert_value (parameters, "password",
                                   new_secret (gtk_editable_get_text (self->password_row)));
      g_variant_dict_insert (parameters, "notify", "b",
                             gtk_switch_get_active (self->notify_switch));
      ua_first_password_clear (self);
    }
  else if (is_way (self, WAY_ACTIVATION))
    g_variant_dict_insert (parameters, "sendActivation", "b", TRUE);
}

/**
 * ua_first_password_show_problem:
 * @self: the rows
 *
 * Says what is wrong, if anything is, from now on.
 */
void
ua_first_password_show_problem (UaFirstPassword *self)
{
  g_return_if_fail (UA_IS_FIRST_PASSWORD (self));

  self->left = TRUE;
  show_problem (self);
}

/**
 * ua_first_password_clear:
 * @self: the rows
 *
 * Forgets what was typed.
 */
void
ua_first_password_clear (UaFirstPassword *self)
{
  g_return_if_fail (UA_IS_FIRST_PASSWORD (self));

  self->clearing = TRUE;
  gtk_editable_set_text (self->password_row, "");
  self->clearing = FALSE;
  self->left = FALSE;
  show_problem (self);
}
