/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-task-item.h"

#include <glib/gi18n.h>

#include "ua-format.h"

/**
 * UaTaskItem:
 *
 * A member, an invitation or a message to which something is to be done, with what would become of
 * it, or has.  Which member it is is looked up when somebody wants to know, so that there can be
 * many.
 */
struct _UaTaskItem
{
  GObject parent_instance;

  UaSession *session; /* (owned) */
  UaTask task;
  char *id;           /* (owned) */
  char *name;         /* (owned) (nullable), where it was given */
  UaMember *member;   /* (owned) (nullable), once it was found */
  gboolean asked;
  char *detail;       /* (owned) (nullable), of the server */
  char *outcome;      /* (owned) (nullable), what is to be said where it is done */
  guint status;
  gboolean dry_run;
};

G_DEFINE_FINAL_TYPE (UaTaskItem, ua_task_item, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  PROP_NOTE,
  PROP_REFUSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static UaMemberRecord *
get_record (UaTaskItem *self)
{
  return self->member != NULL ? ua_member_get_record (self->member) : NULL;
}

static void
member_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (UaTaskItem) self = user_data;

  self->member = ua_session_find_member_finish (UA_SESSION (source), result, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

static char *
dup_name (UaTaskItem *self)
{
  const UaMemberRecord *record = get_record (self);

  if (self->name != NULL)
    return g_strdup (self->name);
  if (record != NULL)
    return ua_format_name (record);
  if (!self->asked)
    {
      self->asked = TRUE;
      ua_session_find_member_async (self->session, self->id, NULL, member_found_cb,
                                    g_object_ref (self));
    }
  return g_strdup ("…");
}

/* A reason in the language of the person, where one is known; else in the words of the server. */
static char *
dup_reason (UaTaskItem *self)
{
  const UaMemberRecord *record = get_record (self);
  const char *known = NULL;

  if (record != NULL)
    known = ua_task_find_obstacle (self->task, self->session, record);
  if (known != NULL)
    return g_strdup (known);
  if (self->detail != NULL)
    return ua_format_text (self->detail);
  return g_strdup (_("The server refused this."));
}

static char *
dup_note (UaTaskItem *self)
{
  if (ua_task_item_is_refused (self))
    return dup_reason (self);
  if (self->status == 0 && !self->dry_run)
    return g_strdup (_("Not done: it was stopped before."));
  return g_strdup (self->outcome != NULL ? self->outcome : "");
}

static void
ua_task_item_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  UaTaskItem *self = UA_TASK_ITEM (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_take_string (value, dup_name (self));
      break;
    case PROP_NOTE:
      g_value_take_string (value, dup_note (self));
      break;
    case PROP_REFUSED:
      g_value_set_boolean (value, ua_task_item_is_refused (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_task_item_finalize (GObject *object)
{
  UaTaskItem *self = UA_TASK_ITEM (object);

  g_clear_object (&self->session);
  g_clear_object (&self->member);
  g_free (self->id);
  g_free (self->name);
  g_free (self->detail);
  g_free (self->outcome);

  G_OBJECT_CLASS (ua_task_item_parent_class)->finalize (object);
}

static void
ua_task_item_class_init (UaTaskItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ua_task_item_get_property;
  object_class->finalize = ua_task_item_finalize;
  /**
   * UaTaskItem:name:
   *
   * How the member is called.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * UaTaskItem:note:
   *
   * What is to be said of this member; empty where that goes without saying.
   */
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, "", flags);
  /**
   * UaTaskItem:refused:
   *
   * Whether it cannot be done to this member.
   */
  properties[PROP_REFUSED] = g_param_spec_boolean ("refused", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_task_item_init (UaTaskItem *self)
{
  self->dry_run = TRUE;
}

/**
 * ua_task_item_new:
 * @session: where the member is
 * @task: what is to be done
 * @id: the id of the member, the invitation or the message
 * @name: (nullable): how it is called; %NULL to look the member up
 *
 * Returns: (transfer full): an item of which nothing is known yet
 */
UaTaskItem *
ua_task_item_new (UaSession  *session,
                  UaTask      task,
                  const char *id,
                  const char *name)
{
  UaTaskItem *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (UA_TYPE_TASK_ITEM, NULL);
  self->session = g_object_ref (session);
  self->task = task;
  self->id = g_strdup (id);
  self->name = name != NULL ? ua_format_text (name) : NULL;
  return self;
}

/**
 * ua_task_item_get_id:
 * @self: an item
 *
 * Returns: (transfer none): the id of what it is about
 */
const char *
ua_task_item_get_id (UaTaskItem *self)
{
  g_return_val_if_fail (UA_IS_TASK_ITEM (self), NULL);

  return self->id;
}

/* What is worth saying of a member to whom it is done. */
static char *
describe_outcome (const UaResult *result,
                  gboolean        dry_run)
{
  if (ua_result_is_softened (result))
    return g_strdup (dry_run ? _("Will be deactivated instead: assigned to content that is open.")
                             : _("Deactivated instead: assigned to content that is open."));
  if (result->mails->len > 0)
    {
      const UaReportMail *mail = g_ptr_array_index (result->mails, 0);
      g_autofree char *recipient = ua_format_text (mail->recipient);

      /* Translators: the address that a mail goes to. */
      return g_strdup_printf (_("Email to %s"), recipient);
    }
  return NULL;
}

/**
 * ua_task_item_set_result:
 * @self: an item
 * @result: what would become of it, or has
 * @dry_run: which of these
 */
void
ua_task_item_set_result (UaTaskItem     *self,
                         const UaResult *result,
                         gboolean        dry_run)
{
  g_return_if_fail (UA_IS_TASK_ITEM (self));
  g_return_if_fail (result != NULL);

  g_free (self->detail);
  g_free (self->outcome);
  self->detail = g_strdup (result->detail);
  self->outcome = ua_result_is_done (result) ? describe_outcome (result, dry_run) : NULL;
  self->status = result->status;
  self->dry_run = dry_run;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFUSED]);
}

/**
 * ua_task_item_is_done:
 * @self: an item
 *
 * Returns: whether it was done, and not only could be
 */
gboolean
ua_task_item_is_done (UaTaskItem *self)
{
  g_return_val_if_fail (UA_IS_TASK_ITEM (self), FALSE);

  return !self->dry_run && self->status >= 200 && self->status < 300;
}

/**
 * ua_task_item_is_refused:
 * @self: an item
 *
 * Returns: whether it cannot be done, or was not
 */
gboolean
ua_task_item_is_refused (UaTaskItem *self)
{
  g_return_val_if_fail (UA_IS_TASK_ITEM (self), FALSE);

  return self->status >= 300;
}
