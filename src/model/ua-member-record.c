/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-member-record.h"

#include <string.h>

struct _UaMemberRecord
{
  gatomicrefcount refs;
  char *values[UA_N_SCALAR_FIELDS];  /* (owned) (nullable) */
  GArray *lists[UA_N_LIST_FIELDS];   /* (owned) (nullable), of UaReference */
};

struct _UaMemberBuilder
{
  UaMemberRecord *record; /* (owned), nobody else's yet; NULL once ended */
};

G_DEFINE_BOXED_TYPE (UaMemberRecord, ua_member_record, ua_member_record_ref, ua_member_record_unref)

static void
clear_reference (gpointer data)
{
  UaReference *reference = data;

  g_clear_pointer (&reference->id, g_free);
  g_clear_pointer (&reference->name, g_free);
  g_clear_pointer (&reference->role, g_free);
}

static GArray *
get_list (const UaMemberRecord *self,
          UaField               field)
{
  return self->lists[field - UA_N_SCALAR_FIELDS];
}

static gboolean
lists_equal (const GArray *a,
             const GArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const UaReference *p = &g_array_index (a, UaReference, i);
      const UaReference *q = &g_array_index (b, UaReference, i);

      if (strcmp (p->id, q->id) != 0 || g_strcmp0 (p->name, q->name) != 0 ||
          g_strcmp0 (p->role, q->role) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * ua_member_record_ref:
 * @self: a record
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaMemberRecord *
ua_member_record_ref (UaMemberRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_member_record_unref:
 * @self: (transfer full): a record
 *
 * Gives up a reference; the last one frees the record.
 *
 * Any thread.
 */
void
ua_member_record_unref (UaMemberRecord *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < UA_N_SCALAR_FIELDS; i++)
    g_free (self->values[i]);
  for (guint i = 0; i < UA_N_LIST_FIELDS; i++)
    g_clear_pointer (&self->lists[i], g_array_unref);
  g_free (self);
}

/**
 * ua_member_record_get:
 * @self: a record
 * @field: a field that is no list
 *
 * Returns: (transfer none) (nullable): the value in the form that ua_field_get_kind() says, valid
 *   UTF-8, never empty; %NULL when there is none
 *
 * Any thread.
 */
const char *
ua_member_record_get (const UaMemberRecord *self,
                      UaField               field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) field < UA_N_SCALAR_FIELDS, NULL);

  return self->values[field];
}

/**
 * ua_member_record_get_n:
 * @self: a record
 * @field: a list field
 *
 * Returns: how many entries the list has
 *
 * Any thread.
 */
guint
ua_member_record_get_n (const UaMemberRecord *self,
                        UaField               field)
{
  const GArray *list;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (ua_field_is_list (field), 0);

  list = get_list (self, field);
  return list != NULL ? list->len : 0;
}

/**
 * ua_member_record_get_nth:
 * @self: a record
 * @field: a list field
 * @n: which entry, below ua_member_record_get_n()
 *
 * Returns: (transfer none): the entry, valid as long as @self
 *
 * Any thread.
 */
const UaReference *
ua_member_record_get_nth (const UaMemberRecord *self,
                          UaField               field,
                          guint                 n)
{
  g_return_val_if_fail (n < ua_member_record_get_n (self, field), NULL);

  return &g_array_index (get_list (self, field), UaReference, n);
}

/**
 * ua_member_record_get_id:
 * @self: a record
 *
 * Returns: (transfer none): the id that the server gave (RFC 7643, section 3.1)
 *
 * Any thread.
 */
const char *
ua_member_record_get_id (const UaMemberRecord *self)
{
  return ua_member_record_get (self, UA_FIELD_ID);
}

/* Whether there is more in a text than spaces, controls and joiners. */
static gboolean
is_seen (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isgraph (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/**
 * ua_member_record_get_name:
 * @self: a record
 *
 * Returns: (transfer none): what to call the member on the screen: the display name, else the
 *   formatted name, the user name, the email or the id; the first of them of which there is
 *   something to see
 *
 * Any thread.
 */
const char *
ua_member_record_get_name (const UaMemberRecord *self)
{
  static const UaField order[] = {
    UA_FIELD_DISPLAY_NAME, UA_FIELD_FORMATTED_NAME, UA_FIELD_USER_NAME, UA_FIELD_EMAIL, UA_FIELD_ID,
  };

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (self->values[order[i]] != NULL && is_seen (self->values[order[i]]))
      return self->values[order[i]];
  return "";
}

/**
 * ua_member_record_get_status:
 * @self: a record
 *
 * Returns: the status
 *
 * Any thread.
 */
UaStatus
ua_member_record_get_status (const UaMemberRecord *self)
{
  return ua_status_from_token (ua_member_record_get (self, UA_FIELD_STATUS));
}

/**
 * ua_member_record_get_access_level:
 * @self: a record
 *
 * Returns: the access level
 *
 * Any thread.
 */
UaAccessLevel
ua_member_record_get_access_level (const UaMemberRecord *self)
{
  return ua_access_level_from_token (ua_member_record_get (self, UA_FIELD_ACCESS_LEVEL));
}

/**
 * ua_member_record_is_managed:
 * @self: a record
 * @field: a field
 *
 * Returns: whether an HR system owns @field, so that a change here would be overruled
 *
 * Any thread.
 */
gboolean
ua_member_record_is_managed (const UaMemberRecord *self,
                             UaField               field)
{
  guint n = ua_member_record_get_n (self, UA_FIELD_MANAGED_ATTRIBUTES);

  for (guint i = 0; i < n; i++)
    if (strcmp (ua_member_record_get_nth (self, UA_FIELD_MANAGED_ATTRIBUTES, i)->id,
                ua_field_get_key (field)) == 0)
      return TRUE;
  return FALSE;
}

/**
 * ua_member_record_equal:
 * @a: a record
 * @b: a record
 *
 * Returns: whether all fields are the same, the version included
 *
 * Any thread.
 */
gboolean
ua_member_record_equal (const UaMemberRecord *a,
                        const UaMemberRecord *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < UA_N_SCALAR_FIELDS; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;
  for (guint i = 0; i < UA_N_LIST_FIELDS; i++)
    if (!lists_equal (a->lists[i], b->lists[i]))
      return FALSE;
  return TRUE;
}

/**
 * ua_status_to_token:
 * @status: a status
 *
 * Returns: (transfer none) (nullable): its canonical word; %NULL for %UA_STATUS_UNKNOWN
 *
 * Any thread.
 */
const char *
ua_status_to_token (UaStatus status)
{
  switch (status)
    {
    case UA_STATUS_INVITED: return "invited";
    case UA_STATUS_ACTIVE: return "active";
    case UA_STATUS_DEACTIVATED: return "deactivated";
    case UA_STATUS_LOCKED: return "locked";
    case UA_STATUS_UNKNOWN: return NULL;
    default: g_return_val_if_reached (NULL);
    }
}

/**
 * ua_status_from_token:
 * @token: (nullable): a canonical word
 *
 * Returns: the status, %UA_STATUS_UNKNOWN for any other word
 *
 * Any thread.
 */
UaStatus
ua_status_from_token (const char *token)
{
  for (UaStatus status = UA_STATUS_INVITED; status <= UA_STATUS_LOCKED; status++)
    if (g_strcmp0 (token, ua_status_to_token (status)) == 0)
      return status;
  return UA_STATUS_UNKNOWN;
}

/**
 * ua_access_level_to_token:
 * @level: an access level
 *
 * Returns: (transfer none) (nullable): its canonical word; %NULL for %UA_ACCESS_LEVEL_UNKNOWN
 *
 * Any thread.
 */
const char *
ua_access_level_to_token (UaAccessLevel level)
{
  switch (level)
    {
    case UA_ACCESS_LEVEL_EMPLOYEE: return "employee";
    case UA_ACCESS_LEVEL_EXECUTIVE: return "executive";
    case UA_ACCESS_LEVEL_ADMIN: return "admin";
    case UA_ACCESS_LEVEL_UNKNOWN: return NULL;
    default: g_return_val_if_reached (NULL);
    }
}

/**
 * ua_access_level_from_token:
 * @token: (nullable): a canonical word
 *
 * Returns: the access level, %UA_ACCESS_LEVEL_UNKNOWN for any other word
 *
 * Any thread.
 */
UaAccessLevel
ua_access_level_from_token (const char *token)
{
  for (UaAccessLevel level = UA_ACCESS_LEVEL_EMPLOYEE; level <= UA_ACCESS_LEVEL_ADMIN; level++)
    if (g_strcmp0 (token, ua_access_level_to_token (level)) == 0)
      return level;
  return UA_ACCESS_LEVEL_UNKNOWN;
}

/**
 * ua_member_builder_new:
 *
 * Returns: (transfer full): a builder without any value
 *
 * Any thread.
 */
UaMemberBuilder *
ua_member_builder_new (void)
{
  UaMemberBuilder *self = g_new0 (UaMemberBuilder, 1);

  self->record = g_new0 (UaMemberRecord, 1);
  g_atomic_ref_count_init (&self->record->refs);
  return self;
}

/**
 * ua_member_builder_new_from_record:
 * @record: what to begin with
 *
 * Returns: (transfer full): a builder with the values of @record
 *
 * Any thread.
 */
UaMemberBuilder *
ua_member_builder_new_from_record (const UaMemberRecord *record)
{
  UaMemberBuilder *self = ua_member_builder_new ();

  g_return_val_if_fail (record != NULL, self);

  for (guint i = 0; i < UA_N_SCALAR_FIELDS; i++)
    self->record->values[i] = g_strdup (record->values[i]);
  for (UaField field = UA_N_SCALAR_FIELDS; field < UA_N_FIELDS; field++)
    {
      guint n = ua_member_record_get_n (record, field);

      for (guint i = 0; i < n; i++)
        {
          const UaReference *reference = ua_member_record_get_nth (record, field, i);

          ua_member_builder_add (self, field, reference->id, reference->name, reference->role);
        }
    }
  return self;
}

/**
 * ua_member_builder_free:
 * @self: (transfer full): a builder
 *
 * Any thread.
 */
void
ua_member_builder_free (UaMemberBuilder *self)
{
  g_clear_pointer (&self->record, ua_member_record_unref);
  g_free (self);
}

/**
 * ua_member_builder_set:
 * @self: a builder
 * @field: a field that is no list
 * @value: (nullable): valid UTF-8; %NULL or empty for none
 *
 * Any thread.
 */
void
ua_member_builder_set (UaMemberBuilder *self,
                       UaField          field,
                       const char      *value)
{
  ua_member_builder_take (self, field, g_strdup (value));
}

/**
 * ua_member_builder_take:
 * @self: a builder
 * @field: a field that is no list
 * @value: (transfer full) (nullable): valid UTF-8; %NULL or empty for none
 *
 * Any thread.
 */
void
ua_member_builder_take (UaMemberBuilder *self,
                        UaField          field,
                        char            *value)
{
  g_return_if_fail ((guint) field < UA_N_SCALAR_FIELDS);

  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);
  g_free (self->record->values[field]);
  self->record->values[field] = value;
}

/**
 * ua_member_builder_add:
 * @self: a builder
 * @field: a list field
 * @id: valid UTF-8, not empty
 * @name: (nullable): valid UTF-8
 * @role: (nullable): valid UTF-8
 *
 * Adds an entry to a list.
 *
 * Any thread.
 */
void
ua_member_builder_add (UaMemberBuilder *self,
                       UaField          field,
                       const char      *id,
                       const char      *name,
                       const char      *role)
{
  GArray **list;
  UaReference reference;

  g_return_if_fail (ua_field_is_list (field));
  g_return_if_fail (id != NULL);

  list = &self->record->lists[field - UA_N_SCALAR_FIELDS];
  if (*list == NULL)
    {
      *list = g_array_new (FALSE, FALSE, sizeof (UaReference));
      g_array_set_clear_func (*list, clear_reference);
    }
  reference.id = g_strdup (id);
  reference.name = g_strdup (name);
  reference.role = g_strdup (role);
  g_array_append_val (*list, reference);
}

/**
 * ua_member_builder_clear:
 * @self: a builder
 * @field: any field
 *
 * Takes the value, or all entries, away.
 *
 * Any thread.
 */
void
ua_member_builder_clear (UaMemberBuilder *self,
                         UaField          field)
{
  g_return_if_fail ((guint) field < UA_N_FIELDS);

  if (ua_field_is_list (field))
    g_clear_pointer (&self->record->lists[field - UA_N_SCALAR_FIELDS], g_array_unref);
  else
    g_clear_pointer (&self->record->values[field], g_free);
}

/**
 * ua_member_builder_end:
 * @self: (transfer full): a builder with an id
 *
 * Frees the builder.
 *
 * Returns: (transfer full): the record
 *
 * Any thread.
 */
UaMemberRecord *
ua_member_builder_end (UaMemberBuilder *self)
{
  UaMemberRecord *record = g_steal_pointer (&self->record);

  ua_member_builder_free (self);
  return record;
}
