/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-invitee.h"

#include <glib/gi18n.h>

#include "ua-format.h"

/**
 * UaInvitee:
 *
 * Somebody who is to be invited: what is typed of them, and what would become of it.
 */
struct _UaInvitee
{
  GObject parent_instance;

  char *email;                       /* (owned), as it is typed */
  char *name;                        /* (owned) (nullable) */
  char *values[UA_N_PERSON_FIELDS];  /* (owned) (nullable): where it is not as for all */

  UaInviteeMark mark;
  char *reason;                      /* (owned) (nullable), where it is one of the server's */
  char *member_id;                   /* (owned) (nullable), who has the address */
  char *invitation_id;               /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaInvitee, ua_invitee, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  PROP_NOTE,
  PROP_REFUSED,
  PROP_ICON_NAME,
  PROP_MARK_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_title (UaInvitee *self)
{
  g_autofree char *email = ua_format_text (self->email);
  g_autofree char *name = NULL;

  if (self->name == NULL)
    return g_steal_pointer (&email);
  name = ua_format_text (self->name);
  /* Translators: a name and a mail address. */
  return g_strdup_printf (_("%s · %s"), name, email);
}

static const char *
get_icon_name (UaInvitee *self)
{
  switch (self->mark)
    {
    case UA_INVITEE_MARK_NONE:
      return "content-loading-symbolic";
    case UA_INVITEE_MARK_FINE:
      return "object-select-symbolic";
    case UA_INVITEE_MARK_WRONG:
    case UA_INVITEE_MARK_DUPLICATE:
    case UA_INVITEE_MARK_ACTIVE:
    case UA_INVITEE_MARK_DEACTIVATED:
    case UA_INVITEE_MARK_INVITED:
    case UA_INVITEE_MARK_REFUSED:
    default:
      return "dialog-warning-symbolic";
    }
}

/* What the icon says to those who do not see it. */
static const char *
get_mark_name (UaInvitee *self)
{
  switch (self->mark)
    {
    case UA_INVITEE_MARK_NONE:
      return _("Being checked");
    case UA_INVITEE_MARK_FINE:
      return _("Can be invited");
    case UA_INVITEE_MARK_WRONG:
    case UA_INVITEE_MARK_DUPLICATE:
    case UA_INVITEE_MARK_ACTIVE:
    case UA_INVITEE_MARK_DEACTIVATED:
    case UA_INVITEE_MARK_INVITED:
    case UA_INVITEE_MARK_REFUSED:
    default:
      return _("Cannot be invited");
    }
}

static void
ua_invitee_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  UaInvitee *self = UA_INVITEE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_NOTE:
      g_value_set_string (value, ua_invitee_get_problem (self));
      break;
    case PROP_REFUSED:
      g_value_set_boolean (value, ua_invitee_get_problem (self) != NULL);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, get_icon_name (self));
      break;
    case PROP_MARK_NAME:
      g_value_set_string (value, get_mark_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_invitee_finalize (GObject *object)
{
  UaInvitee *self = UA_INVITEE (object);

  g_free (self->email);
  g_free (self->name);
  for (guint i = 0; i < UA_N_PERSON_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self->reason);
  g_free (self->member_id);
  g_free (self->invitation_id);

  G_OBJECT_CLASS (ua_invitee_parent_class)->finalize (object);
}

static void
ua_invitee_class_init (UaInviteeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ua_invitee_get_property;
  object_class->finalize = ua_invitee_finalize;
  /**
   * UaInvitee:title:
   *
   * Name and address, as they are shown.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  /**
   * UaInvitee:note:
   *
   * What is wrong, if anything is.
   */
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  /**
   * UaInvitee:refused:
   *
   * Whether anything is wrong.
   */
  properties[PROP_REFUSED] = g_param_spec_boolean ("refused", NULL, NULL, FALSE, flags);
  /**
   * UaInvitee:icon-name:
   *
   * The mark, as an icon.
   */
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  /**
   * UaInvitee:mark-name:
   *
   * The mark, in words.
   */
  properties[PROP_MARK_NAME] = g_param_spec_string ("mark-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  /**
   * UaInvitee::changed:
   *
   * Something else is typed of this person; what would become of it has to be asked anew.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_invitee_init (UaInvitee *self)
{
}

/**
 * ua_invitee_new:
 * @email: the mail address, as it was typed
 * @name: (nullable): the name
 *
 * Returns: (transfer full): somebody of whom nothing else is known
 */
UaInvitee *
ua_invitee_new (const char *email,
                const char *name)
{
  UaInvitee *self;

  g_return_val_if_fail (email != NULL, NULL);

  self = g_object_new (UA_TYPE_INVITEE, NULL);
  self->email = g_strdup (email);
  self->name = g_strdup (name);
  return self;
}

/**
 * ua_invitee_get_email:
 * @self: somebody
 *
 * Returns: (transfer none): the mail address, without white space at the ends
 */
const char *
ua_invitee_get_email (UaInvitee *self)
{
  g_return_val_if_fail (UA_IS_INVITEE (self), NULL);

  return self->email;
}

/**
 * ua_invitee_get_name:
 * @self: somebody
 *
 * Returns: (transfer none) (nullable): the name, without white space at the ends
 */
const char *
ua_invitee_get_name (UaInvitee *self)
{
  g_return_val_if_fail (UA_IS_INVITEE (self), NULL);

  return self->name;
}

/**
 * ua_invitee_get:
 * @self: somebody
 * @field: one before %UA_N_PERSON_FIELDS
 *
 * Returns: (transfer none) (nullable): what is said of this person; %NULL where it is as for all
 */
const char *
ua_invitee_get (UaInvitee       *self,
                UaNewcomerField  field)
{
  g_return_val_if_fail (UA_IS_INVITEE (self), NULL);
  g_return_val_if_fail (field < UA_N_PERSON_FIELDS, NULL);

  return self->values[field];
}

static void
replace (UaInvitee   *self,
         char       **place,
         const char  *value)
{
  g_autofree char *bare = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if (g_strcmp0 (*place, bare) == 0)
    return;
  g_free (*place);
  *place = g_steal_pointer (&bare);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ua_invitee_set_email:
 * @self: somebody
 * @email: the mail address
 */
void
ua_invitee_set_email (UaInvitee  *self,
                      const char *email)
{
  g_return_if_fail (UA_IS_INVITEE (self));
  g_return_if_fail (email != NULL);

  if (g_strcmp0 (email, self->email) != 0)
    {
      ua_invitee_set_existing (self, NULL, NULL);
      ua_invitee_set_mark (self, UA_INVITEE_MARK_NONE, NULL);
    }
  replace (self, &self->email, email);
}

/**
 * ua_invitee_set_name:
 * @self: somebody
 * @name: (nullable): the name; empty for none
 */
void
ua_invitee_set_name (UaInvitee  *self,
                     const char *name)
{
  g_return_if_fail (UA_IS_INVITEE (self));

  replace (self, &self->name, name != NULL && *name != '\0' ? name : NULL);
}

/**
 * ua_invitee_set:
 * @self: somebody
 * @field: one before %UA_N_PERSON_FIELDS
 * @value: (nullable): what is said of this person; %NULL for as for all
 */
void
ua_invitee_set (UaInvitee       *self,
                UaNewcomerField  field,
                const char      *value)
{
  g_return_if_fail (UA_IS_INVITEE (self));
  g_return_if_fail (field < UA_N_PERSON_FIELDS);

  replace (self, &self->values[field], value);
}

/**
 * ua_invitee_mark_from_status:
 * @status: that of a member who has the address, as the extension calls it
 *
 * Returns: the mark of somebody with that address
 */
UaInviteeMark
ua_invitee_mark_from_status (const char *status)
{
  switch (ua_status_from_token (status))
    {
    case UA_STATUS_DEACTIVATED:
      return UA_INVITEE_MARK_DEACTIVATED;
    case UA_STATUS_INVITED:
      return UA_INVITEE_MARK_INVITED;
    case UA_STATUS_ACTIVE:
    case UA_STATUS_LOCKED:
    case UA_STATUS_UNKNOWN:
    default:
      return UA_INVITEE_MARK_ACTIVE;
    }
}

/**
 * ua_invitee_get_mark:
 * @self: somebody
 *
 * Returns: what would become of it
 */
UaInviteeMark
ua_invitee_get_mark (UaInvitee *self)
{
  g_return_val_if_fail (UA_IS_INVITEE (self), UA_INVITEE_MARK_NONE);

  return self->mark;
}

/**
 * ua_invitee_set_mark:
 * @self: somebody
 * @mark: what would become of it
 * @reason: (nullable): why not, where the mark does not say it all
 */
void
ua_invitee_set_mark (UaInvitee     *self,
                     UaInviteeMark  mark,
                     const char    *reason)
{
  g_return_if_fail (UA_IS_INVITEE (self));

  if (mark == self->mark && g_strcmp0 (reason, self->reason) == 0)
    return;
  self->mark = mark;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFUSED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK_NAME]);
}

/**
 * ua_invitee_set_existing:
 * @self: somebody
 * @member_id: (nullable): who has the address
 * @invitation_id: (nullable): by which that member is invited
 */
void
ua_invitee_set_existing (UaInvitee  *self,
                         const char *member_id,
                         const char *invitation_id)
{
  g_return_if_fail (UA_IS_INVITEE (self));

  g_free (self->member_id);
  self->member_id = g_strdup (member_id);
  g_free (self->invitation_id);
  self->invitation_id = g_strdup (invitation_id);
}

/**
 * ua_invitee_get_member_id:
 * @self: somebody
 *
 * Returns: (transfer none) (nullable): the id of who has the address, where it may be known
 */
const char *
ua_invitee_get_member_id (UaInvitee *self)
{
  g_return_val_if_fail (UA_IS_INVITEE (self), NULL);

  return self->member_id;
}

/**
 * ua_invitee_get_invitation_id:
 * @self: somebody
 *
 * Returns: (transfer none) (nullable): the id of the invitation that is there already
 */
const char *
ua_invitee_get_invitation_id (UaInvitee *self)
{
  g_return_val_if_fail (UA_IS_INVITEE (self), NULL);

  return self->invitation_id;
}

/**
 * ua_invitee_get_problem:
 * @self: somebody
 *
 * Returns: (transfer none) (nullable): a sentence on why this person cannot be invited; %NULL where
 *   nothing is known to be wrong
 */
const char *
ua_invitee_get_problem (UaInvitee *self)
{
  g_return_val_if_fail (UA_IS_INVITEE (self), NULL);

  switch (self->mark)
    {
    case UA_INVITEE_MARK_NONE:
    case UA_INVITEE_MARK_FINE:
      return NULL;
    case UA_INVITEE_MARK_WRONG:
      return self->reason != NULL ? self->reason
             : *self->email == '\0' ? _("An email address is needed here.")
                                    : _("This is no email address. Check it for typing errors.");
    case UA_INVITEE_MARK_DUPLICATE:
      return _("This address is in the list twice. It is invited once.");
    case UA_INVITEE_MARK_ACTIVE:
      return _("This address already has an active account.");
    case UA_INVITEE_MARK_DEACTIVATED:
      return _("This address belongs to a deactivated member. Reactivating brings the account back "
               "as it was.");
    case UA_INVITEE_MARK_INVITED:
      return _("This address is invited already. The invitation can be sent again.");
    case UA_INVITEE_MARK_REFUSED:
    default:
      return self->reason != NULL ? self->reason : _("The server refused this.");
    }
}

/**
 * ua_invitee_get_help:
 * @self: somebody
 *
 * Returns: (transfer none) (nullable): the label of a button for the way on, with a mnemonic; %NULL
 *   where there is none (WU-06, TL-10)
 */
const char *
ua_invitee_get_help (UaInvitee *self)
{
  g_return_val_if_fail (UA_IS_INVITEE (self), NULL);

  if (self->mark == UA_INVITEE_MARK_ACTIVE && self->member_id != NULL)
    return _("S_how Member");
  if (self->mark == UA_INVITEE_MARK_DEACTIVATED && self->member_id != NULL)
    return _("_Reactivate…");
  if (self->mark == UA_INVITEE_MARK_INVITED && self->invitation_id != NULL)
    return _("Send A_gain…");
  return NULL;
}
