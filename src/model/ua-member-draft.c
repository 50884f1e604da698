/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-member-draft.h"

#include "ua-address.h"
#include "ua-time.h"

#include <string.h>

/* How a whole name was made of given and family name, so that it can follow them. */
typedef enum
{
  NAME_FORM_OWN, /* by itself */
  NAME_FORM_GIVEN_FAMILY,
  NAME_FORM_FAMILY_GIVEN,
  NAME_FORM_FAMILY_COMMA_GIVEN,
  NAME_FORM_FAMILY_GIVEN_CLOSE, /* without a space, as in Chinese */
  N_NAME_FORMS
} NameForm;

/**
 * UaMemberDraft:
 *
 * A member as somebody is editing it: the record that editing began with and the values that are
 * wanted.  Texts are stripped of white space at both ends.  A display name (or full name) that was
 * made of given and family name follows them, until it is set itself.
 *
 * The draft says what is wrong with each value and whether anything differs at all; the difference
 * comes out as a #UaPatch.
 *
 * One thread at a time.
 */
struct _UaMemberDraft
{
  GObject parent_instance;

  UaMemberRecord *record;            /* (owned) */
  char *values[UA_N_SCALAR_FIELDS];  /* (owned) (nullable), what is wanted */
  NameForm display_form;
  NameForm formatted_form;
};

G_DEFINE_FINAL_TYPE (UaMemberDraft, ua_member_draft, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
join_name (NameForm    form,
           const char *given,
           const char *family)
{
  if (given == NULL || family == NULL)
    return g_strdup (given != NULL ? given : family);
  switch (form)
    {
    case NAME_FORM_GIVEN_FAMILY:
      return g_strconcat (given, " ", family, NULL);
    case NAME_FORM_FAMILY_GIVEN:
      return g_strconcat (family, " ", given, NULL);
    case NAME_FORM_FAMILY_COMMA_GIVEN:
      return g_strconcat (family, ", ", given, NULL);
    case NAME_FORM_FAMILY_GIVEN_CLOSE:
      return g_strconcat (family, given, NULL);
    case NAME_FORM_OWN:
    case N_NAME_FORMS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static NameForm
guess_form (const UaMemberRecord *record,
            UaField               field)
{
  const char *whole = ua_member_record_get (record, field);
  const char *given = ua_member_record_get (record, UA_FIELD_GIVEN_NAME);
  const char *family = ua_member_record_get (record, UA_FIELD_FAMILY_NAME);

  if (whole == NULL)
    return NAME_FORM_OWN;
  for (NameForm form = NAME_FORM_GIVEN_FAMILY; form < N_NAME_FORMS; form++)
    {
      g_autofree char *joined = join_name (form, given, family);

      if (g_strcmp0 (joined, whole) == 0)
        return form;
    }
  return NAME_FORM_OWN;
}

/* Returns whether the value is another one than before. */
static gboolean
replace_value (UaMemberDraft *self,
               UaField        field,
               const char    *value)
{
  g_autofree char *stripped = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if (stripped != NULL && *stripped == '\0')
    g_clear_pointer (&stripped, g_free);
  if (g_strcmp0 (self->values[field], stripped) == 0)
    return FALSE;
  g_free (self->values[field]);
  self->values[field] = g_steal_pointer (&stripped);
  return TRUE;
}

static void
follow_name_parts (UaMemberDraft *self,
                   UaField        field,
                   NameForm       form)
{
  g_autofree char *joined = NULL;

  if (form == NAME_FORM_OWN)
    return;
  joined = join_name (form, self->values[UA_FIELD_GIVEN_NAME], self->values[UA_FIELD_FAMILY_NAME]);
  replace_value (self, field, joined);
}

static void
follow_value (UaMemberDraft *self,
              UaField        field)
{
  switch ((guint) field)
    {
    case UA_FIELD_GIVEN_NAME:
    case UA_FIELD_FAMILY_NAME:
      follow_name_parts (self, UA_FIELD_DISPLAY_NAME, self->display_form);
      follow_name_parts (self, UA_FIELD_FORMATTED_NAME, self->formatted_form);
      break;
    case UA_FIELD_DISPLAY_NAME:
      self->display_form = NAME_FORM_OWN;
      break;
    case UA_FIELD_FORMATTED_NAME:
      self->formatted_form = NAME_FORM_OWN;
      break;
    default:
      break;
    }
}

/* What is never seen and so is never meant: controls, line ends, and the marks that turn the
 * direction of the text after them.  Joiners and direction marks of one character are letters of
 * some scripts and stay. */
static gboolean
is_unseen (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
         type == G_UNICODE_PARAGRAPH_SEPARATOR || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

static UaDraftProblem
check_text (const char *text)
{
  glong n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_unseen (g_utf8_get_char (p)))
        return UA_DRAFT_PROBLEM_CHARACTERS;
      if (++n > UA_MEMBER_DRAFT_MAX_CHARS)
        return UA_DRAFT_PROBLEM_TOO_LONG;
    }
  return UA_DRAFT_PROBLEM_NONE;
}

static gboolean
is_country (const char *text)
{
  return strlen (text) == 2 && g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]);
}

static UaDraftProblem
check_form (UaField     field,
            const char *text)
{
  switch ((guint) field)
    {
    case UA_FIELD_EMAIL:
      return ua_address_is_valid (text) ? UA_DRAFT_PROBLEM_NONE : UA_DRAFT_PROBLEM_EMAIL;
    case UA_FIELD_COUNTRY:
      return is_country (text) ? UA_DRAFT_PROBLEM_NONE : UA_DRAFT_PROBLEM_COUNTRY;
    case UA_FIELD_HIRE_DATE:
    case UA_FIELD_LEAVING_DATE:
    case UA_FIELD_DELETION_DATE:
      return ua_date_is_valid (text) ? UA_DRAFT_PROBLEM_NONE : UA_DRAFT_PROBLEM_DATE;
    default:
      return UA_DRAFT_PROBLEM_NONE;
    }
}

static gboolean
had_value (UaMemberDraft *self,
           UaField        field)
{
  return ua_member_record_get (self->record, field) != NULL;
}

/* A member that had a name keeps one; a server that knows no given names need not begin to. */
static gboolean
is_needed (UaMemberDraft *self,
           UaField        field)
{
  switch ((guint) field)
    {
    case UA_FIELD_GIVEN_NAME:
    case UA_FIELD_FAMILY_NAME:
      return self->values[UA_FIELD_GIVEN_NAME] == NULL &&
             self->values[UA_FIELD_FAMILY_NAME] == NULL &&
             (had_value (self, UA_FIELD_GIVEN_NAME) || had_value (self, UA_FIELD_FAMILY_NAME));
    case UA_FIELD_DISPLAY_NAME:
    case UA_FIELD_USER_NAME:
    case UA_FIELD_EMAIL:
    case UA_FIELD_ACCESS_LEVEL:
      return had_value (self, field);
    default:
      return FALSE;
    }
}

static UaField
get_name_field (UaField field)
{
  switch ((guint) field)
    {
    case UA_FIELD_ROLE_PROFILE: return UA_FIELD_ROLE_PROFILE_NAME;
    case UA_FIELD_AMBITION_ROLE: return UA_FIELD_AMBITION_ROLE_NAME;
    case UA_FIELD_MANAGER: return UA_FIELD_MANAGER_NAME;
    default: return UA_N_FIELDS;
    }
}

static UaMemberRecord *
make_record (UaMemberDraft *self)
{
  UaMemberBuilder *builder = ua_member_builder_new_from_record (self->record);

  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    ua_member_builder_set (builder, field, self->values[field]);
  return ua_member_builder_end (builder);
}

static void
ua_member_draft_finalize (GObject *object)
{
  UaMemberDraft *self = UA_MEMBER_DRAFT (object);

  g_clear_pointer (&self->record, ua_member_record_unref);
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    g_free (self->values[field]);

  G_OBJECT_CLASS (ua_member_draft_parent_class)->finalize (object);
}

static void
ua_member_draft_class_init (UaMemberDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ua_member_draft_finalize;

  /**
   * UaMemberDraft::changed:
   *
   * A value that is wanted became another one, perhaps because it follows the one that was set.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
ua_member_draft_init (UaMemberDraft *self)
{
}

/**
 * ua_member_draft_new:
 * @record: the member as it is now
 *
 * Returns: (transfer full): a draft that does not differ from @record
 */
UaMemberDraft *
ua_member_draft_new (UaMemberRecord *record)
{
  UaMemberDraft *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (UA_TYPE_MEMBER_DRAFT, NULL);
  self->record = ua_member_record_ref (record);
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    self->values[field] = g_strdup (ua_member_record_get (record, field));
  self->display_form = guess_form (record, UA_FIELD_DISPLAY_NAME);
  self->formatted_form = guess_form (record, UA_FIELD_FORMATTED_NAME);
  return self;
}

/**
 * ua_member_draft_get_record:
 * @self: a draft
 *
 * Returns: (transfer none): the member as it was when editing began
 */
UaMemberRecord *
ua_member_draft_get_record (UaMemberDraft *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_DRAFT (self), NULL);

  return self->record;
}

/**
 * ua_member_draft_get:
 * @self: a draft
 * @field: a field that is no list
 *
 * Returns: (transfer none) (nullable): the value that is wanted, until the next one is set
 */
const char *
ua_member_draft_get (UaMemberDraft *self,
                     UaField        field)
{
  g_return_val_if_fail (UA_IS_MEMBER_DRAFT (self), NULL);
  g_return_val_if_fail ((guint) field < UA_N_SCALAR_FIELDS, NULL);

  return self->values[field];
}

/**
 * ua_member_draft_set:
 * @self: a draft
 * @field: a field that is no list
 * @value: (nullable): the value that is wanted, valid UTF-8; %NULL or nothing but white space for
 *   none
 *
 * Sets a value, and those that follow it.  Setting what is there already changes nothing: a
 * display name that follows the parts of the name keeps following.
 */
void
ua_member_draft_set (UaMemberDraft *self,
                     UaField        field,
                     const char    *value)
{
  g_return_if_fail (UA_IS_MEMBER_DRAFT (self));
  g_return_if_fail ((guint) field < UA_N_SCALAR_FIELDS);

  if (!replace_value (self, field, value))
    return;
  follow_value (self, field);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ua_member_draft_set_named:
 * @self: a draft
 * @field: a field whose value is the id of something with a name: %UA_FIELD_ROLE_PROFILE,
 *   %UA_FIELD_AMBITION_ROLE or %UA_FIELD_MANAGER
 * @id: (nullable): the id that is wanted
 * @name: (nullable): how that is called
 *
 * Sets an id together with its name, so that what is shown before the server has answered is right.
 */
void
ua_member_draft_set_named (UaMemberDraft *self,
                           UaField        field,
                           const char    *id,
                           const char    *name)
{
  g_return_if_fail (UA_IS_MEMBER_DRAFT (self));
  g_return_if_fail (get_name_field (field) < UA_N_SCALAR_FIELDS);

  if (!replace_value (self, field, id))
    return;
  replace_value (self, get_name_field (field), id != NULL ? name : NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ua_member_draft_get_problem:
 * @self: a draft
 * @field: a field that is no list
 *
 * Looks at values that were changed only: what the server has already is not judged.
 *
 * Returns: what is wrong with the value
 */
UaDraftProblem
ua_member_draft_get_problem (UaMemberDraft *self,
                             UaField        field)
{
  UaDraftProblem problem;
  const char *value;

  g_return_val_if_fail (UA_IS_MEMBER_DRAFT (self), UA_DRAFT_PROBLEM_NONE);
  g_return_val_if_fail ((guint) field < UA_N_SCALAR_FIELDS, UA_DRAFT_PROBLEM_NONE);

  value = self->values[field];
  if (value == NULL)
    return is_needed (self, field) ? UA_DRAFT_PROBLEM_EMPTY : UA_DRAFT_PROBLEM_NONE;
  if (g_strcmp0 (value, ua_member_record_get (self->record, field)) == 0)
    return UA_DRAFT_PROBLEM_NONE;
  problem = check_text (value);
  return problem != UA_DRAFT_PROBLEM_NONE ? problem : check_form (field, value);
}

/**
 * ua_member_draft_get_dirty:
 * @self: a draft
 *
 * Returns: whether anything that can be edited differs from the record
 */
gboolean
ua_member_draft_get_dirty (UaMemberDraft *self)
{
  g_autoptr (UaPatch) patch = ua_member_draft_to_patch (self);

  return ua_patch_get_n (patch) > 0;
}

/**
 * ua_member_draft_get_valid:
 * @self: a draft
 *
 * Returns: whether no value has a problem
 */
gboolean
ua_member_draft_get_valid (UaMemberDraft *self)
{
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    if (ua_member_draft_get_problem (self, field) != UA_DRAFT_PROBLEM_NONE)
      return FALSE;
  return TRUE;
}

/**
 * ua_member_draft_to_patch:
 * @self: a draft
 *
 * Returns: (transfer full): what differs from the record, against its version; maybe without
 *   entries
 */
UaPatch *
ua_member_draft_to_patch (UaMemberDraft *self)
{
  g_autoptr (UaMemberRecord) wanted = NULL;

  g_return_val_if_fail (UA_IS_MEMBER_DRAFT (self), NULL);

  wanted = make_record (self);
  return ua_patch_new_difference (self->record, wanted);
}
