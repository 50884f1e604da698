/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-entry.h"

#include "ua-time.h"

#include <string.h>

#define LIST_TYPE G_VARIANT_TYPE ("aa{ss}")
#define PARTS_TYPE G_VARIANT_TYPE ("a{ss}")

/* How an entry is kept: version and values. */
#define KEPT_TYPE G_VARIANT_TYPE ("(msa{sv})")

struct _UaEntry
{
  GObject parent_instance;

  UaEntryType kind;
  char *id;         /* (owned) */
  char *version;    /* (owned) (nullable) */
  GVariant *values; /* (owned), serialised, so that texts in it can be lent */
};

G_DEFINE_FINAL_TYPE (UaEntry, ua_entry, G_TYPE_OBJECT)

typedef struct
{
  const char *token;
  UaCapability capability;
  const char *sort;       /* by what they are listed */
  gboolean descending;
  const char *search[6];  /* what is searched, up to a NULL */
} TypeInfo;

static const TypeInfo infos[UA_N_ENTRY_TYPES] = {
  [UA_ENTRY_TYPE_INVITATION] = {
    "invitation", UA_CAPABILITY_INVITATIONS, "createdAt", TRUE,
    { "email", "member.display", "invitedBy.display", "group.display" },
  },
  [UA_ENTRY_TYPE_MESSAGE] = {
    "message", UA_CAPABILITY_MESSAGES, "createdAt", TRUE,
    { "recipient", "member.display", "subject" },
  },
  [UA_ENTRY_TYPE_AUDIT_EVENT] = {
    "audit-event", UA_CAPABILITY_AUDIT_EVENTS, "at", TRUE,
    { "actor.display", "target.display", "changes.old", "changes.new" },
  },
  [UA_ENTRY_TYPE_PROVISIONING_RUN] = {
    "provisioning-run", UA_CAPABILITY_PROVISIONING_RUNS, "startedAt", TRUE,
    { "source", "actor.display" },
  },
  [UA_ENTRY_TYPE_SECURITY_PROFILE] = {
    "security-profile", UA_CAPABILITY_SECURITY_PROFILES, "displayName", FALSE,
    { "displayName", "description", "members.display", "roleProfiles.display" },
  },
  [UA_ENTRY_TYPE_SETTING] = {
    "setting", UA_CAPABILITY_SETTINGS, "name", FALSE, { "name", "description" },
  },
  [UA_ENTRY_TYPE_SEAT] = {
    "seat", UA_CAPABILITY_SEATS, "id", FALSE, { NULL },
  },
  [UA_ENTRY_TYPE_OWN_EVENT] = {
    "own-event", UA_N_CAPABILITIES, "at", TRUE, { "target.display", "changes.old", "changes.new" },
  },
  [UA_ENTRY_TYPE_TIES] = {
    "ties", UA_N_CAPABILITIES, "id", FALSE, { NULL },
  },
};

static void
ua_entry_finalize (GObject *object)
{
  UaEntry *self = UA_ENTRY (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->version, g_free);
  g_clear_pointer (&self->values, g_variant_unref);

  G_OBJECT_CLASS (ua_entry_parent_class)->finalize (object);
}

static void
ua_entry_class_init (UaEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_entry_finalize;
}

static void
ua_entry_init (UaEntry *self)
{
}

/* The value of an attribute, of which only the first @length bytes are the name. */
static GVariant *
find_value (UaEntry            *self,
            const char         *attribute,
            gsize               length,
            const GVariantType *type)
{
  g_autofree char *name = g_strndup (attribute, length);

  return g_variant_lookup_value (self->values, name, type);
}

/* The text outlives @parts, because it is in the bytes of the whole. */
static const char *
find_part (GVariant   *parts,
           const char *part)
{
  const char *text;

  return g_variant_lookup (parts, part, "&s", &text) ? text : NULL;
}

/**
 * ua_entry_type_get_token:
 * @type: a type
 *
 * Returns: (transfer none): the word by which it is kept
 *
 * Any thread.
 */
const char *
ua_entry_type_get_token (UaEntryType type)
{
  g_return_val_if_fail ((guint) type < UA_N_ENTRY_TYPES, NULL);

  return infos[type].token;
}

/**
 * ua_entry_type_get_capability:
 * @type: a type
 *
 * Returns: what a server can do that has such entries; %UA_N_CAPABILITIES where none has
 *
 * Any thread.
 */
UaCapability
ua_entry_type_get_capability (UaEntryType type)
{
  g_return_val_if_fail ((guint) type < UA_N_ENTRY_TYPES, UA_N_CAPABILITIES);

  return infos[type].capability;
}

/**
 * ua_entry_type_get_sort:
 * @type: a type
 * @descending: (out): whether the greatest comes first
 *
 * Returns: (transfer none): the path of the attribute by which such entries are listed where
 *   nobody wants it otherwise: what is newest first, or by name
 *
 * Any thread.
 */
const char *
ua_entry_type_get_sort (UaEntryType  type,
                        gboolean    *descending)
{
  g_return_val_if_fail ((guint) type < UA_N_ENTRY_TYPES, NULL);

  *descending = infos[type].descending;
  return infos[type].sort;
}

/**
 * ua_entry_type_get_search:
 * @type: a type
 *
 * Returns: (transfer none) (array zero-terminated=1): the paths of what is searched for words
 *
 * Any thread.
 */
const char * const *
ua_entry_type_get_search (UaEntryType type)
{
  g_return_val_if_fail ((guint) type < UA_N_ENTRY_TYPES, NULL);

  return infos[type].search;
}

/**
 * ua_entry_new:
 * @type: what it is
 * @id: the id that the server gave
 * @version: (nullable): its version (ETag), where the server has them
 * @values: what it holds, of %UA_ENTRY_VALUES_TYPE; a floating reference is taken
 *
 * Returns: (transfer full): an entry
 *
 * Any thread.
 */
UaEntry *
ua_entry_new (UaEntryType  type,
              const char  *id,
              const char  *version,
              GVariant    *values)
{
  UaEntry *self;

  g_return_val_if_fail ((guint) type < UA_N_ENTRY_TYPES, NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (g_variant_is_of_type (values, UA_ENTRY_VALUES_TYPE), NULL);

  self = g_object_new (UA_TYPE_ENTRY, NULL);
  self->kind = type;
  self->id = g_strdup (id);
  self->version = g_strdup (version);
  self->values = g_variant_ref_sink (values);
  /* From here on it does not change its form, whoever looks at it. */
  g_variant_get_data (self->values);
  return self;
}

/**
 * ua_entry_new_from_bytes:
 * @type: what it is
 * @id: the id that the server gave
 * @bytes: what ua_entry_to_bytes() gave, maybe damaged
 *
 * Returns: (transfer full) (nullable): the entry; %NULL when @bytes are something else
 *
 * Any thread.
 */
UaEntry *
ua_entry_new_from_bytes (UaEntryType  type,
                         const char  *id,
                         GBytes      *bytes)
{
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (GVariant) values = NULL;
  g_autofree char *version = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  kept = g_variant_ref_sink (g_variant_new_from_bytes (KEPT_TYPE, bytes, FALSE));
  if (!g_variant_is_normal_form (kept))
    return NULL;
  g_variant_get (kept, "(ms@a{sv})", &version, &values);
  return ua_entry_new (type, id, version, values);
}

/**
 * ua_entry_to_bytes:
 * @self: an entry
 *
 * Returns: (transfer full): version and values, to be kept on this computer
 *
 * Any thread.
 */
GBytes *
ua_entry_to_bytes (UaEntry *self)
{
  g_autoptr (GVariant) kept = NULL;

  g_return_val_if_fail (UA_IS_ENTRY (self), NULL);

  kept = g_variant_ref_sink (g_variant_new ("(ms@a{sv})", self->version, self->values));
  return g_variant_get_data_as_bytes (kept);
}

/**
 * ua_entry_get_kind:
 * @self: an entry
 *
 * Returns: what it is
 *
 * Any thread.
 */
UaEntryType
ua_entry_get_kind (UaEntry *self)
{
  g_return_val_if_fail (UA_IS_ENTRY (self), UA_N_ENTRY_TYPES);

  return self->kind;
}

/**
 * ua_entry_get_id:
 * @self: an entry
 *
 * Returns: (transfer none): the id that the server gave
 *
 * Any thread.
 */
const char *
ua_entry_get_id (UaEntry *self)
{
  g_return_val_if_fail (UA_IS_ENTRY (self), NULL);

  return self->id;
}

/**
 * ua_entry_get_version:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): its version (RFC 7644, section 3.14)
 *
 * Any thread.
 */
const char *
ua_entry_get_version (UaEntry *self)
{
  g_return_val_if_fail (UA_IS_ENTRY (self), NULL);

  return self->version;
}

/**
 * ua_entry_get:
 * @self: an entry
 * @path: an attribute with one value, or `attribute.part` of a complex one
 *
 * Returns: (transfer none) (nullable): the value; %NULL where there is none
 *
 * Any thread.
 */
const char *
ua_entry_get (UaEntry    *self,
              const char *path)
{
  g_autoptr (GVariant) parts = NULL;
  const char *dot, *text;

  g_return_val_if_fail (UA_IS_ENTRY (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  dot = strchr (path, '.');
  if (dot == NULL)
    return g_variant_lookup (self->values, path, "&s", &text) ? text : NULL;
  parts = find_value (self, path, (gsize) (dot - path), PARTS_TYPE);
  return parts != NULL ? find_part (parts, dot + 1) : NULL;
}

/**
 * ua_entry_get_time:
 * @self: an entry
 * @path: as for ua_entry_get()
 *
 * Returns: the time, in milliseconds since 1970-01-01 UTC; %UA_TIME_NONE where there is none
 *
 * Any thread.
 */
gint64
ua_entry_get_time (UaEntry    *self,
                   const char *path)
{
  return ua_time_parse (ua_entry_get (self, path));
}

/**
 * ua_entry_get_number:
 * @self: an entry
 * @path: as for ua_entry_get()
 * @otherwise: what to answer where there is no whole number
 *
 * Returns: the number
 *
 * Any thread.
 */
gint64
ua_entry_get_number (UaEntry    *self,
                     const char *path,
                     gint64      otherwise)
{
  const char *text = ua_entry_get (self, path);
  gint64 number;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return otherwise;
  return number;
}

/**
 * ua_entry_get_n:
 * @self: an entry
 * @attribute: an attribute that may have several values
 *
 * Returns: how many there are
 *
 * Any thread.
 */
guint
ua_entry_get_n (UaEntry    *self,
                const char *attribute)
{
  g_autoptr (GVariant) list = NULL;

  g_return_val_if_fail (UA_IS_ENTRY (self), 0);
  g_return_val_if_fail (attribute != NULL, 0);

  list = find_value (self, attribute, strlen (attribute), LIST_TYPE);
  return list != NULL ? (guint) g_variant_n_children (list) : 0;
}

/**
 * ua_entry_get_nth:
 * @self: an entry
 * @attribute: an attribute that may have several values
 * @n: which of them, below ua_entry_get_n()
 * @part: what of it; `value` where it has no parts
 *
 * Returns: (transfer none) (nullable): the text; %NULL where there is none
 *
 * Any thread.
 */
const char *
ua_entry_get_nth (UaEntry    *self,
                  const char *attribute,
                  guint       n,
                  const char *part)
{
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GVariant) parts = NULL;

  g_return_val_if_fail (UA_IS_ENTRY (self), NULL);
  g_return_val_if_fail (attribute != NULL && part != NULL, NULL);

  list = find_value (self, attribute, strlen (attribute), LIST_TYPE);
  if (list == NULL || n >= g_variant_n_children (list))
    return NULL;
  parts = g_variant_get_child_value (list, n);
  return find_part (parts, part);
}

/**
 * ua_entry_equal:
 * @a: an entry
 * @b: an entry
 *
 * Returns: whether they are the same thing in the same state
 *
 * Any thread.
 */
gboolean
ua_entry_equal (UaEntry *a,
                UaEntry *b)
{
  g_return_val_if_fail (UA_IS_ENTRY (a) && UA_IS_ENTRY (b), FALSE);

  return a == b || (a->kind == b->kind && strcmp (a->id, b->id) == 0 &&
                    g_strcmp0 (a->version, b->version) == 0 &&
                    g_variant_equal (a->values, b->values));
}
