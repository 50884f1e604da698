/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-own-event.h"

#include "ua-time.h"

#define CHANGES_TYPE G_VARIANT_TYPE ("aa{ss}")
#define PARTS_TYPE G_VARIANT_TYPE ("a{ss}")

/**
 * ua_own_changes_init:
 * @self: (out caller-allocates): the values, none yet
 *
 * Any thread.
 */
void
ua_own_changes_init (UaOwnChanges *self)
{
  g_variant_builder_init (self, CHANGES_TYPE);
}

/**
 * ua_own_changes_add:
 * @self: the values so far
 * @attribute: (nullable): what changed, as the server or ua_field_get_key() calls it; %NULL adds
 *   nothing
 * @old_value: (nullable): what it was
 * @new_value: (nullable): what it is
 *
 * Any thread.
 */
void
ua_own_changes_add (UaOwnChanges *self,
                    const char   *attribute,
                    const char   *old_value,
                    const char   *new_value)
{
  GVariantBuilder parts;

  if (attribute == NULL)
    return;
  g_variant_builder_init (&parts, PARTS_TYPE);
  g_variant_builder_add (&parts, "{ss}", "attribute", attribute);
  if (old_value != NULL)
    g_variant_builder_add (&parts, "{ss}", "old", old_value);
  if (new_value != NULL)
    g_variant_builder_add (&parts, "{ss}", "new", new_value);
  g_variant_builder_add_value (self, g_variant_builder_end (&parts));
}

static UaEntry *
make_event (const char *uuid,
            const char *at,
            const char *action,
            const char *resource_type,
            const char *id,
            const char *name,
            GVariant   *changes)
{
  GVariantBuilder target;
  GVariantDict values;

  g_variant_builder_init (&target, PARTS_TYPE);
  if (id != NULL)
    g_variant_builder_add (&target, "{ss}", "value", id);
  if (name != NULL)
    g_variant_builder_add (&target, "{ss}", "display", name);
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "at", "s", at);
  g_variant_dict_insert (&values, "action", "s", action);
  g_variant_dict_insert (&values, "resourceType", "s", resource_type);
  g_variant_dict_insert_value (&values, "target", g_variant_builder_end (&target));
  g_variant_dict_insert_value (&values, "changes", changes);
  return ua_entry_new (UA_ENTRY_TYPE_OWN_EVENT, uuid, NULL, g_variant_dict_end (&values));
}

/**
 * ua_own_event_new:
 * @action: what was done, a word of the extension, or `create`, `change`, `delete`
 * @resource_type: to what it was done, `User` for a member
 * @id: (nullable): the id of that
 * @name: (nullable): what that is called
 * @changes: (transfer full) (nullable): the values that changed
 *
 * Returns: (transfer full): something that was done now
 *
 * Any thread.
 */
UaEntry *
ua_own_event_new (const char   *action,
                  const char   *resource_type,
                  const char   *id,
                  const char   *name,
                  UaOwnChanges *changes)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *at = ua_time_format (ua_time_now ());

  g_return_val_if_fail (action != NULL, NULL);
  g_return_val_if_fail (resource_type != NULL, NULL);

  return make_event (uuid, at, action, resource_type, id, name,
                     changes != NULL ? g_variant_builder_end (changes)
                                     : g_variant_new_array (PARTS_TYPE, NULL, 0));
}

/**
 * ua_own_event_new_from_change:
 * @change: a change of a member that has arrived
 *
 * Returns: (transfer full): that it was done now, with all fields by their keys
 *
 * Any thread.
 */
UaEntry *
ua_own_event_new_from_change (UaChange *change)
{
  UaPatch *patch = ua_change_get_patch (change);
  UaOwnChanges changes;

  ua_own_changes_init (&changes);
  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (patch, i);

      ua_own_changes_add (&changes, ua_field_get_key (entry->field), entry->old_value,
                          entry->new_value);
    }
  return ua_own_event_new ("change", "User", ua_patch_get_member_id (patch),
                           ua_change_get_member_name (change), &changes);
}

/**
 * ua_own_event_with_name:
 * @self: something that was done
 * @name: what that is called to which it was done
 *
 * Returns: (transfer full): the same, with the name
 *
 * Any thread.
 */
UaEntry *
ua_own_event_with_name (UaEntry    *self,
                        const char *name)
{
  GVariantBuilder changes;

  g_return_val_if_fail (UA_IS_ENTRY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  ua_own_changes_init (&changes);
  for (guint i = 0; i < ua_entry_get_n (self, "changes"); i++)
    ua_own_changes_add (&changes, ua_entry_get_nth (self, "changes", i, "attribute"),
                        ua_entry_get_nth (self, "changes", i, "old"),
                        ua_entry_get_nth (self, "changes", i, "new"));
  return make_event (ua_entry_get_id (self), ua_entry_get (self, "at"),
                     ua_entry_get (self, "action"), ua_entry_get (self, "resourceType"),
                     ua_entry_get (self, "target.value"), name, g_variant_builder_end (&changes));
}
