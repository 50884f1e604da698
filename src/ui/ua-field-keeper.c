/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-field-keeper.h"

#include <glib/gi18n.h>

#include "ua-draft-words.h"
#include "ua-errors.h"
#include "ua-field-lock.h"

/**
 * UaFieldKeeper:
 *
 * One field of one member that saves by itself (CC-05): what all rows of the details have in
 * common, whatever they look like.
 *
 *   row --save--> draft: problem?  --> UA_FIELD_STATE_WRONG
 *                   |
 *                   +-> session, durable: WAITING -> sent: SAVED | refused: WRONG, with the reason
 *
 * "changed" is emitted when the value, the state or whether it can be changed is another one.
 */
struct _UaFieldKeeper
{
  GObject parent_instance;

  UaField field;
  UaSession *session;        /* (owned) (nullable) */
  UaMember *member;          /* (owned) (nullable) */
  UaFieldState state;
  const char *problem;       /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaFieldKeeper, ua_field_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A saving on its way to the disk; who is shown may be another member by then. */
typedef struct
{
  UaFieldKeeper *self; /* (owned) */
  UaMember *member;    /* (owned) */
} Saving;

static void
emit_changed (UaFieldKeeper *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_state (UaFieldKeeper *self,
           UaFieldState   state,
           const char    *problem)
{
  self->state = state;
  self->problem = problem;
  emit_changed (self);
}

static const UaMemberRecord *
get_record (UaFieldKeeper *self)
{
  return self->member != NULL ? ua_member_get_record (self->member) : NULL;
}

/* The last change of this field that has not arrived. */
static UaChange *
dup_change (UaFieldKeeper *self)
{
  GListModel *changes = self->session != NULL ? ua_session_get_changes (self->session) : NULL;
  const UaMemberRecord *record = get_record (self);

  if (changes == NULL || record == NULL)
    return NULL;
  for (guint i = g_list_model_get_n_items (changes); i > 0; i--)
    {
      g_autoptr (UaChange) change = g_list_model_get_item (changes, i - 1);
      UaPatch *patch = ua_change_get_patch (change);

      if (g_str_equal (ua_patch_get_member_id (patch), ua_member_record_get_id (record)) &&
          ua_patch_find (patch, self->field) != NULL)
        return g_steal_pointer (&change);
    }
  return NULL;
}

static void
follow_change (UaFieldKeeper *self)
{
  g_autoptr (UaChange) change = dup_change (self);

  if (change == NULL)
    {
      /* What waited and is no longer there has arrived. */
      if (self->state == UA_FIELD_STATE_WAITING)
        set_state (self, UA_FIELD_STATE_SAVED, NULL);
      return;
    }
  switch (ua_change_get_state (change))
    {
    case UA_CHANGE_STATE_REJECTED:
      set_state (self, UA_FIELD_STATE_WRONG,
                 ua_change_get_error (change) != NULL
                   ? ua_errors_get_sentence (ua_change_get_error (change), UA_ERROR_CONTEXT_SAVE)
                   : _("The server refused this value."));
      break;
    case UA_CHANGE_STATE_CONFLICT:
      set_state (self, UA_FIELD_STATE_WRONG,
                 _("Somebody else changed this meanwhile. Open the changes to choose."));
      break;
    case UA_CHANGE_STATE_QUEUED:
    case UA_CHANGE_STATE_SENDING:
    case UA_CHANGE_STATE_WAITING:
    default:
      set_state (self, UA_FIELD_STATE_WAITING, NULL);
      break;
    }
}

static void
changes_changed_cb (UaFieldKeeper *self)
{
  follow_change (self);
}

static void
record_changed_cb (UaFieldKeeper *self)
{
  emit_changed (self);
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Saving *saving = user_data;
  UaFieldKeeper *self = saving->self;
  g_autoptr (GError) error = NULL;
  gboolean kept = ua_session_submit_finish (UA_SESSION (source), result, &error);

  if (self->member == saving->member && self->session == UA_SESSION (source))
    {
      if (!kept)
        set_state (self, UA_FIELD_STATE_WRONG,
                   ua_errors_get_sentence (error, UA_ERROR_CONTEXT_SAVE));
      else
        {
          self->state = UA_FIELD_STATE_WAITING;
          follow_change (self);
        }
    }
  g_object_unref (saving->member);
  g_object_unref (self);
  g_free (saving);
}

static void
ua_field_keeper_dispose (GObject *object)
{
  UaFieldKeeper *self = UA_FIELD_KEEPER (object);

  ua_field_keeper_set_member (self, NULL);
  ua_field_keeper_set_session (self, NULL);

  G_OBJECT_CLASS (ua_field_keeper_parent_class)->dispose (object);
}

static void
ua_field_keeper_class_init (UaFieldKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_field_keeper_dispose;
  /**
   * UaFieldKeeper::changed:
   *
   * Something of what is to be shown is another one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_field_keeper_init (UaFieldKeeper *self)
{
}

/**
 * ua_field_keeper_new:
 * @field: a field that is no list
 *
 * Returns: (transfer full): a keeper of that field, of nobody yet
 */
UaFieldKeeper *
ua_field_keeper_new (UaField field)
{
  UaFieldKeeper *self;

  g_return_val_if_fail ((guint) field < UA_N_SCALAR_FIELDS, NULL);

  self = g_object_new (UA_TYPE_FIELD_KEEPER, NULL);
  self->field = field;
  return self;
}

/**
 * ua_field_keeper_get_field:
 * @self: a keeper
 *
 * Returns: the field
 */
UaField
ua_field_keeper_get_field (UaFieldKeeper *self)
{
  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), UA_N_FIELDS);

  return self->field;
}

/**
 * ua_field_keeper_get_session:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): where changes go
 */
UaSession *
ua_field_keeper_get_session (UaFieldKeeper *self)
{
  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), NULL);

  return self->session;
}

/**
 * ua_field_keeper_set_session:
 * @self: a keeper
 * @session: (nullable): where changes go
 */
void
ua_field_keeper_set_session (UaFieldKeeper *self,
                             UaSession     *session)
{
  g_return_if_fail (UA_IS_FIELD_KEEPER (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (ua_session_get_changes (self->session), self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (ua_session_get_changes (session), "items-changed",
                               G_CALLBACK (changes_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (record_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  self->state = UA_FIELD_STATE_SHOWN;
  emit_changed (self);
}

/**
 * ua_field_keeper_get_member:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): whose field it is
 */
UaMember *
ua_field_keeper_get_member (UaFieldKeeper *self)
{
  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), NULL);

  return self->member;
}

/**
 * ua_field_keeper_set_member:
 * @self: a keeper
 * @member: (nullable): whose field it is
 */
void
ua_field_keeper_set_member (UaFieldKeeper *self,
                            UaMember      *member)
{
  g_return_if_fail (UA_IS_FIELD_KEEPER (self));

  if (self->member == member)
    return;
  if (self->member != NULL)
    g_signal_handlers_disconnect_by_data (self->member, self);
  g_set_object (&self->member, member);
  if (member != NULL)
    g_signal_connect_object (member, "notify::record", G_CALLBACK (record_changed_cb), self,
                             G_CONNECT_SWAPPED);
  self->state = UA_FIELD_STATE_SHOWN;
  self->problem = NULL;
  follow_change (self);
  emit_changed (self);
}

/**
 * ua_field_keeper_get_value:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): the value, with what waits to be sent
 */
const char *
ua_field_keeper_get_value (UaFieldKeeper *self)
{
  const UaMemberRecord *record;

  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), NULL);

  record = get_record (self);
  return record != NULL ? ua_member_record_get (record, self->field) : NULL;
}

/* What the server must have for the field to be there. */
static UaCapability
get_capability (UaField field)
{
  switch ((guint) field)
    {
    case UA_FIELD_EMPLOYEE_NUMBER:
    case UA_FIELD_DEPARTMENT:
    case UA_FIELD_DIVISION:
    case UA_FIELD_ORGANIZATION:
    case UA_FIELD_COST_CENTER:
    case UA_FIELD_MANAGER:
      return UA_CAPABILITY_ENTERPRISE;
    case UA_FIELD_HIRE_DATE:
    case UA_FIELD_LEAVING_DATE:
    case UA_FIELD_DELETION_DATE:
      return UA_CAPABILITY_STATUS;
    case UA_FIELD_ROLE_PROFILE:
    case UA_FIELD_AMBITION_ROLE:
      return UA_CAPABILITY_ROLE_PROFILES;
    case UA_FIELD_ACCESS_LEVEL:
      return UA_CAPABILITY_ACCESS_LEVEL;
    default:
      return UA_N_CAPABILITIES;
    }
}

/**
 * ua_field_keeper_is_offered:
 * @self: a keeper
 *
 * Returns: whether there is something to show: a value, or a server that takes one
 */
gboolean
ua_field_keeper_is_offered (UaFieldKeeper *self)
{
  UaCapability capability;

  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), FALSE);

  if (get_record (self) == NULL || self->session == NULL)
    return FALSE;
  capability = get_capability (self->field);
  return ua_field_keeper_get_value (self) != NULL || capability == UA_N_CAPABILITIES ||
         ua_capabilities_get (ua_session_get_capabilities (self->session), capability) ==
           UA_SUPPORT_YES;
}

/**
 * ua_field_keeper_get_lock:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): why the field cannot be changed here, as a sentence; %NULL
 *   when it can (LE-08, WS-08, WS-10)
 */
const char *
ua_field_keeper_get_lock (UaFieldKeeper *self)
{
  const UaMemberRecord *record;

  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), NULL);

  record = get_record (self);
  if (record == NULL || self->session == NULL)
    return _("Nobody is shown.");
  return ua_field_lock_describe (self->session, record, self->field);
}

/**
 * ua_field_keeper_stands_out:
 * @self: a keeper
 *
 * Returns: whether a lock of this field tells something, because others of the member have none
 */
gboolean
ua_field_keeper_stands_out (UaFieldKeeper *self)
{
  const UaMemberRecord *record;

  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), FALSE);

  record = get_record (self);
  return record != NULL && self->session != NULL &&
         ua_field_lock_describe_member (self->session, record) == NULL;
}

/**
 * ua_field_keeper_get_state:
 * @self: a keeper
 *
 * Returns: how the field stands
 */
UaFieldState
ua_field_keeper_get_state (UaFieldKeeper *self)
{
  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), UA_FIELD_STATE_SHOWN);

  return self->state;
}

/**
 * ua_field_keeper_get_problem:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): what is wrong with what was to be saved, as a sentence
 */
const char *
ua_field_keeper_get_problem (UaFieldKeeper *self)
{
  g_return_val_if_fail (UA_IS_FIELD_KEEPER (self), NULL);

  return self->state == UA_FIELD_STATE_WRONG ? self->problem : NULL;
}

/**
 * ua_field_keeper_save:
 * @self: a keeper that has no lock
 * @value: (nullable): the value that is wanted, in the form that its kind says
 * @name: (nullable): how @value is called, where it is an id
 *
 * Saves the value, unless something is wrong with it; "changed" tells how it goes on.
 */
void
ua_field_keeper_save (UaFieldKeeper *self,
                      const char    *value,
                      const char    *name)
{
  g_autoptr (UaMemberDraft) draft = NULL;
  g_autoptr (UaPatch) patch = NULL;
  UaDraftProblem problem;
  Saving *saving;

  g_return_if_fail (UA_IS_FIELD_KEEPER (self));

  if (ua_field_keeper_get_lock (self) != NULL)
    return;
  draft = ua_member_draft_new (ua_member_get_record (self->member));
  if (name != NULL)
    ua_member_draft_set_named (draft, self->field, value, name);
  else
    ua_member_draft_set (draft, self->field, value);
  problem = ua_member_draft_get_problem (draft, self->field);
  if (problem != UA_DRAFT_PROBLEM_NONE)
    {
      set_state (self, UA_FIELD_STATE_WRONG, ua_draft_words_describe (problem));
      return;
    }
  patch = ua_member_draft_to_patch (draft);
  if (ua_patch_get_n (patch) == 0)
    {
      set_state (self, UA_FIELD_STATE_SHOWN, NULL);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->member = g_object_ref (self->member);
  ua_session_submit_async (self->session, patch, NULL, submitted_cb, saving);
}
