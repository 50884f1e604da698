/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-slot.h"

/**
 * UaMemberSlot:
 *
 * A place in the table of members: what a row shows.  Who is there may change while the row stays.
 */
struct _UaMemberSlot
{
  GObject parent_instance;

  UaMember *member; /* (owned) */
  guint position;
};

G_DEFINE_FINAL_TYPE (UaMemberSlot, ua_member_slot, G_TYPE_OBJECT)

enum
{
  PROP_MEMBER = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ua_member_slot_finalize (GObject *object)
{
  g_clear_object (&UA_MEMBER_SLOT (object)->member);

  G_OBJECT_CLASS (ua_member_slot_parent_class)->finalize (object);
}

static void
ua_member_slot_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MEMBER:
      g_value_set_object (value, UA_MEMBER_SLOT (object)->member);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_member_slot_class_init (UaMemberSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ua_member_slot_finalize;
  object_class->get_property = ua_member_slot_get_property;

  /**
   * UaMemberSlot:member:
   *
   * Who is there.
   */
  properties[PROP_MEMBER] =
    g_param_spec_object ("member", NULL, NULL, UA_TYPE_MEMBER,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_member_slot_init (UaMemberSlot *self)
{
}

/**
 * ua_member_slot_new:
 * @position: where in the list it is
 * @member: (transfer none): who is there
 *
 * Returns: (transfer full): a slot
 */
UaMemberSlot *
ua_member_slot_new (guint     position,
                    UaMember *member)
{
  UaMemberSlot *self;

  g_return_val_if_fail (UA_IS_MEMBER (member), NULL);

  self = g_object_new (UA_TYPE_MEMBER_SLOT, NULL);
  self->position = position;
  self->member = g_object_ref (member);
  return self;
}

/**
 * ua_member_slot_get_member:
 * @self: a slot
 *
 * Returns: (transfer none): who is there
 */
UaMember *
ua_member_slot_get_member (UaMemberSlot *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_SLOT (self), NULL);

  return self->member;
}

/**
 * ua_member_slot_set_member:
 * @self: a slot
 * @member: (transfer none): who is there
 */
void
ua_member_slot_set_member (UaMemberSlot *self,
                           UaMember     *member)
{
  g_return_if_fail (UA_IS_MEMBER_SLOT (self));
  g_return_if_fail (UA_IS_MEMBER (member));

  if (g_set_object (&self->member, member))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
}

/**
 * ua_member_slot_get_position:
 * @self: a slot
 *
 * Returns: where in the list it is; %G_MAXUINT where it is no more
 */
guint
ua_member_slot_get_position (UaMemberSlot *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_SLOT (self), G_MAXUINT);

  return self->position;
}

/**
 * ua_member_slot_set_position:
 * @self: a slot
 * @position: where in the list it is; %G_MAXUINT where it is no more
 */
void
ua_member_slot_set_position (UaMemberSlot *self,
                             guint         position)
{
  g_return_if_fail (UA_IS_MEMBER_SLOT (self));

  self->position = position;
}
