/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-patch.h"

struct _UaPatch
{
  gatomicrefcount refs;
  char *member_id;    /* (owned) */
  char *base_version; /* (owned) (nullable) */
  GArray *entries;    /* (owned), of UaPatchEntry */
};

G_DEFINE_BOXED_TYPE (UaPatch, ua_patch, ua_patch_ref, ua_patch_unref)

static void
clear_entry (gpointer data)
{
  UaPatchEntry *entry = data;

  g_clear_pointer (&entry->old_value, g_free);
  g_clear_pointer (&entry->new_value, g_free);
}

static void
append_entry (GArray     *entries,
              UaField     field,
              const char *old_value,
              const char *new_value)
{
  UaPatchEntry entry = { field, g_strdup (old_value), g_strdup (new_value) };

  g_array_append_val (entries, entry);
}

static GArray *
new_entries (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (UaPatchEntry));

  g_array_set_clear_func (entries, clear_entry);
  return entries;
}

static UaPatch *
create (const char *member_id,
        const char *base_version,
        GArray     *entries)
{
  UaPatch *self = g_new0 (UaPatch, 1);

  g_atomic_ref_count_init (&self->refs);
  self->member_id = g_strdup (member_id);
  self->base_version = g_strdup (base_version);
  self->entries = entries;
  return self;
}

/* What the server sets itself, and names that follow from another field. */
static gboolean
is_editable (UaField field)
{
  switch ((guint) field)
    {
    case UA_FIELD_ID:
    case UA_FIELD_VERSION:
    case UA_FIELD_CREATED:
    case UA_FIELD_MODIFIED:
    case UA_FIELD_MANAGER_NAME:
    case UA_FIELD_HAS_PASSWORD:
    case UA_FIELD_LOCKED_UNTIL:
    case UA_FIELD_SIGN_OFF:
    case UA_FIELD_RETENTION_UNTIL:
    case UA_FIELD_PHOTO:
      return FALSE;
    default:
      return TRUE;
    }
}

/* The field that decides: for the name that is shown with an id it is the id. */
static UaField
get_leading_field (UaField field)
{
  switch ((guint) field)
    {
    case UA_FIELD_ROLE_PROFILE_NAME: return UA_FIELD_ROLE_PROFILE;
    case UA_FIELD_AMBITION_ROLE_NAME: return UA_FIELD_AMBITION_ROLE;
    default: return field;
    }
}

/* Whether the other side has set the field to something that neither was nor is wanted. */
static gboolean
is_disputed (const UaPatch        *self,
             UaField               field,
             const UaMemberRecord *theirs)
{
  const UaPatchEntry *entry = ua_patch_find (self, get_leading_field (field));
  const char *now;

  if (entry == NULL)
    return FALSE;
  now = ua_member_record_get (theirs, entry->field);
  return g_strcmp0 (now, entry->old_value) != 0 && g_strcmp0 (now, entry->new_value) != 0;
}

/**
 * ua_patch_new:
 * @member_id: whose
 * @base_version: (nullable): the version (ETag) that the old values are of, where the server
 *   has them
 * @entries: (array length=n_entries) (transfer none): what to change, each field once
 * @n_entries: how many
 *
 * Returns: (transfer full): a patch
 *
 * Any thread.
 */
UaPatch *
ua_patch_new (const char         *member_id,
              const char         *base_version,
              const UaPatchEntry *entries,
              guint               n_entries)
{
  GArray *copies = new_entries ();

  g_return_val_if_fail (member_id != NULL, NULL);

  for (guint i = 0; i < n_entries; i++)
    append_entry (copies, entries[i].field, entries[i].old_value, entries[i].new_value);
  return create (member_id, base_version, copies);
}

/**
 * ua_patch_new_difference:
 * @from: the member as it was when editing began
 * @to: the member as it is wanted, with the same id
 *
 * Compares the fields that can be edited.
 *
 * Returns: (transfer full): the difference, maybe without entries
 *
 * Any thread.
 */
UaPatch *
ua_patch_new_difference (const UaMemberRecord *from,
                         const UaMemberRecord *to)
{
  GArray *entries = new_entries ();

  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    if (is_editable (field) &&
        g_strcmp0 (ua_member_record_get (from, field), ua_member_record_get (to, field)) != 0)
      append_entry (entries, field,
                    ua_member_record_get (from, field), ua_member_record_get (to, field));
  return create (ua_member_record_get_id (from), ua_member_record_get (from, UA_FIELD_VERSION),
                 entries);
}

/**
 * ua_patch_ref:
 * @self: a patch
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaPatch *
ua_patch_ref (UaPatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_patch_unref:
 * @self: (transfer full): a patch
 *
 * Any thread.
 */
void
ua_patch_unref (UaPatch *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->member_id);
  g_free (self->base_version);
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * ua_patch_get_member_id:
 * @self: a patch
 *
 * Returns: (transfer none): whose
 *
 * Any thread.
 */
const char *
ua_patch_get_member_id (const UaPatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->member_id;
}

/**
 * ua_patch_get_base_version:
 * @self: a patch
 *
 * Returns: (transfer none) (nullable): the version that the old values are of, for `If-Match`
 *   (RFC 7644, section 3.14)
 *
 * Any thread.
 */
const char *
ua_patch_get_base_version (const UaPatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base_version;
}

/**
 * ua_patch_get_n:
 * @self: a patch
 *
 * Returns: how many fields change
 *
 * Any thread.
 */
guint
ua_patch_get_n (const UaPatch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

/**
 * ua_patch_get_nth:
 * @self: a patch
 * @n: which entry, below ua_patch_get_n()
 *
 * Returns: (transfer none): the entry
 *
 * Any thread.
 */
const UaPatchEntry *
ua_patch_get_nth (const UaPatch *self,
                  guint          n)
{
  g_return_val_if_fail (n < ua_patch_get_n (self), NULL);

  return &g_array_index (self->entries, UaPatchEntry, n);
}

/**
 * ua_patch_find:
 * @self: a patch
 * @field: a field that is no list
 *
 * Returns: (transfer none) (nullable): how @field changes; %NULL when it does not
 *
 * Any thread.
 */
const UaPatchEntry *
ua_patch_find (const UaPatch *self,
               UaField        field)
{
  for (guint i = 0; i < ua_patch_get_n (self); i++)
    if (ua_patch_get_nth (self, i)->field == field)
      return ua_patch_get_nth (self, i);
  return NULL;
}

/**
 * ua_patch_get_shown_field:
 * @self: a patch
 * @field: a field that it changes
 *
 * Returns: the field whose values a person is shown in place of @field's, where that changes too:
 *   that of ua_field_get_shown(); else @field
 *
 * Any thread.
 */
UaField
ua_patch_get_shown_field (const UaPatch *self,
                          UaField        field)
{
  UaField shown = ua_field_get_shown (field);

  return ua_patch_find (self, shown) != NULL ? shown : field;
}

/**
 * ua_patch_apply:
 * @self: a patch
 * @record: the member
 *
 * Returns: (transfer full): @record with the new values
 *
 * Any thread.
 */
UaMemberRecord *
ua_patch_apply (const UaPatch        *self,
                const UaMemberRecord *record)
{
  UaMemberBuilder *builder = ua_member_builder_new_from_record (record);

  for (guint i = 0; i < ua_patch_get_n (self); i++)
    ua_member_builder_set (builder, ua_patch_get_nth (self, i)->field,
                           ua_patch_get_nth (self, i)->new_value);
  return ua_member_builder_end (builder);
}

/**
 * ua_patch_rebase:
 * @self: a patch that the server found stale
 * @theirs: the member as the server has it now
 * @conflicts: (out) (transfer full) (optional) (nullable): the entries whose field the other side
 *   changed to something else; %NULL when there are none.  Their old value is what the server has.
 *
 * Sorts the fields by who changed them (UA-05): what only we changed stays in the patch, what the
 * server has already falls away, and what both changed differently is a conflict.
 *
 * Returns: (transfer full): what is left to send, against the version of @theirs, maybe without
 *   entries
 *
 * Any thread.
 */
UaPatch *
ua_patch_rebase (const UaPatch         *self,
                 const UaMemberRecord  *theirs,
                 UaPatch              **conflicts)
{
  GArray *ours = new_entries ();
  GArray *disputed = new_entries ();
  const char *version = ua_member_record_get (theirs, UA_FIELD_VERSION);

  for (guint i = 0; i < ua_patch_get_n (self); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (self, i);
      const char *now = ua_member_record_get (theirs, entry->field);

      if (g_strcmp0 (now, entry->new_value) == 0)
        continue;
      append_entry (is_disputed (self, entry->field, theirs) ? disputed : ours,
                    entry->field, now, entry->new_value);
    }
  if (conflicts != NULL)
    *conflicts = disputed->len > 0
                   ? create (self->member_id, version, g_array_ref (disputed))
                   : NULL;
  g_array_unref (disputed);
  return create (self->member_id, version, ours);
}
