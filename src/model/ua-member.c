/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-member.h"

/**
 * UaMember:
 *
 * A member as an entry of a list: it stays the same object while anyone holds it, and its record
 * is swapped when the member changes.  A member whose record has not been read yet has none; rows
 * bind to "notify::record".
 *
 * The thread of the user interface only.
 */
struct _UaMember
{
  GObject parent_instance;

  gint64 row;             /* in the cache */
  UaMemberRecord *record; /* (owned) (nullable) */
  gboolean pending;
};

G_DEFINE_FINAL_TYPE (UaMember, ua_member, G_TYPE_OBJECT)

enum
{
  PROP_RECORD = 1,
  PROP_PENDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ua_member_finalize (GObject *object)
{
  UaMember *self = UA_MEMBER (object);

  g_clear_pointer (&self->record, ua_member_record_unref);

  G_OBJECT_CLASS (ua_member_parent_class)->finalize (object);
}

static void
ua_member_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  UaMember *self = UA_MEMBER (object);

  switch (prop_id)
    {
    case PROP_RECORD:
      g_value_set_boxed (value, self->record);
      break;
    case PROP_PENDING:
      g_value_set_boolean (value, self->pending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_member_class_init (UaMemberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ua_member_finalize;
  object_class->get_property = ua_member_get_property;

  /**
   * UaMember:record:
   *
   * What is known of the member.
   */
  properties[PROP_RECORD] =
    g_param_spec_boxed ("record", NULL, NULL, UA_TYPE_MEMBER_RECORD,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * UaMember:pending:
   *
   * Whether a change of the member waits to be sent.
   */
  properties[PROP_PENDING] =
    g_param_spec_boolean ("pending", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_member_init (UaMember *self)
{
}

/**
 * ua_member_new:
 * @row: the number of the member's row in the cache
 * @record: (nullable): what is known of the member, if it has been read
 *
 * Returns: (transfer full): a new member object
 */
UaMember *
ua_member_new (gint64          row,
               UaMemberRecord *record)
{
  UaMember *self = g_object_new (UA_TYPE_MEMBER, NULL);

  self->row = row;
  self->record = record != NULL ? ua_member_record_ref (record) : NULL;
  return self;
}

/**
 * ua_member_get_row:
 * @self: a member
 *
 * Returns: the number of the member's row in the cache, stable while the cache lives
 */
gint64
ua_member_get_row (UaMember *self)
{
  g_return_val_if_fail (UA_IS_MEMBER (self), 0);

  return self->row;
}

/**
 * ua_member_get_record:
 * @self: a member
 *
 * Returns: (transfer none) (nullable): what is known of the member; %NULL until it has been read
 */
UaMemberRecord *
ua_member_get_record (UaMember *self)
{
  g_return_val_if_fail (UA_IS_MEMBER (self), NULL);

  return self->record;
}

/**
 * ua_member_set_record:
 * @self: a member
 * @record: (nullable): what is known of the member now
 *
 * Swaps the record, and notifies when it differs.
 */
void
ua_member_set_record (UaMember       *self,
                      UaMemberRecord *record)
{
  gboolean same;

  g_return_if_fail (UA_IS_MEMBER (self));

  if (self->record == record)
    return;
  same = self->record != NULL && record != NULL && ua_member_record_equal (self->record, record);
  if (record != NULL)
    ua_member_record_ref (record);
  g_clear_pointer (&self->record, ua_member_record_unref);
  self->record = record;
  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

/**
 * ua_member_get_pending:
 * @self: a member
 *
 * Returns: whether a change of the member waits to be sent
 */
gboolean
ua_member_get_pending (UaMember *self)
{
  g_return_val_if_fail (UA_IS_MEMBER (self), FALSE);

  return self->pending;
}

/**
 * ua_member_set_pending:
 * @self: a member
 * @pending: whether a change of the member waits to be sent
 */
void
ua_member_set_pending (UaMember *self,
                       gboolean  pending)
{
  g_return_if_fail (UA_IS_MEMBER (self));

  if (self->pending == pending)
    return;
  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}
