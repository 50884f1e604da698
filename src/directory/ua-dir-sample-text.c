/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sample-text.h"

#include "ua-dir-migrations.h"
#include "ua-dir-text.h"
#include "ua-dir-users.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

#include <string.h>

#define COMPANY "Brackwater Works"
#define DAY UA_DIR_SAMPLE_DAY

/* The days that occur: from a month before the first one to after the last leaving date. */
#define EARLIEST_DAY (UA_DIR_SAMPLE_FIRST_DAY / DAY - 31)
#define N_DATES 4600

/* This file makes a few million pieces of text; what printf() does with each would be half of the
 * time. */

static void
append (UaDirSampleText *self,
        const char      *text)
{
  g_string_append (self->out, text);
}

static void
append_number (UaDirSampleText *self,
               guint64          number,
               guint            n_digits)
{
  char digits[20];
  guint n = 0;

  do
    {
      digits[G_N_ELEMENTS (digits) - ++n] = (char) ('0' + number % 10);
      number /= 10;
    }
  while (number > 0 || n < n_digits);
  g_string_append_len (self->out, digits + G_N_ELEMENTS (digits) - n, n);
}

/* A value as it stands within quotation marks, between what stands before and after it. */
static void
append_value (UaDirSampleText *self,
              const char      *before,
              const char      *value,
              const char      *after)
{
  append (self, before);
  ua_dir_text_append (self->out, value);
  append (self, after);
}

static char *
put_hex (char    *at,
         guint64  number,
         guint    n_digits)
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < n_digits; i++)
    at[i] = digits[(number >> (4 * (n_digits - 1 - i))) & 0xF];
  return at + n_digits;
}

/**
 * ua_dir_sample_make_uid:
 * @type: of what
 * @n: which of them
 * @uid: (out caller-allocates): its id
 *
 * Makes an id that has the form of a random UUID (RFC 9562, section 5.4), the same each time.
 */
void
ua_dir_sample_make_uid (UaDirType type,
                        guint     n,
                        char      uid[37])
{
  guint64 a = ua_dir_sample_mix (type, n);
  guint64 b = ua_dir_sample_mix (type + 100, n);
  char *at = put_hex (uid, a >> 32, 8);

  *at++ = '-';
  at = put_hex (at, a >> 16, 4);
  *at++ = '-';
  at = put_hex (at, (a & 0xFFF) | 0x4000, 4);
  *at++ = '-';
  at = put_hex (at, ((b >> 48) & 0x3FFF) | 0x8000, 4);
  *at++ = '-';
  at = put_hex (at, b, 12);
  *at = '\0';
}

/**
 * ua_dir_sample_text_init:
 * @self: what makes texts, to be cleared with ua_dir_sample_text_clear()
 */
void
ua_dir_sample_text_init (UaDirSampleText *self)
{
  memset (self, 0, sizeof *self);
  self->out = g_string_sized_new (4096);
  self->days = g_malloc (N_DATES * sizeof *self->days);
  for (gint64 i = 0; i < N_DATES; i++)
    {
      g_autofree char *time = ua_time_format ((EARLIEST_DAY + i) * DAY * 1000);

      memcpy (self->days[i], time, 10);
      self->days[i][10] = '\0';
    }
}

/**
 * ua_dir_sample_text_clear:
 * @self: what makes texts
 *
 * Frees what it owns.
 */
void
ua_dir_sample_text_clear (UaDirSampleText *self)
{
  if (self->out != NULL)
    g_string_free (self->out, TRUE);
  self->out = NULL;
  g_clear_pointer (&self->days, g_free);
}

/**
 * ua_dir_sample_text_day:
 * @self: what makes texts
 * @seconds: a time of the sample, in seconds since 1970-01-01 UTC
 *
 * Returns: (transfer none): its date, as RFC 3339 has it
 */
const char *
ua_dir_sample_text_day (UaDirSampleText *self,
                        gint64           seconds)
{
  gint64 nth = seconds / DAY - EARLIEST_DAY;

  g_assert (nth >= 0 && nth < N_DATES);
  return self->days[nth];
}

static void
append_time (UaDirSampleText *self,
             const char      *before,
             gint64           unix_ms)
{
  gint64 seconds = unix_ms / 1000;

  append (self, before);
  append (self, ua_dir_sample_text_day (self, seconds));
  append (self, "T");
  append_number (self, (guint64) (seconds % DAY / 3600), 2);
  append (self, ":");
  append_number (self, (guint64) (seconds / 60 % 60), 2);
  append (self, ":");
  append_number (self, (guint64) (seconds % 60), 2);
  append (self, ".");
  append_number (self, (guint64) (unix_ms % 1000), 3);
  append (self, "Z\"");
}

static void
append_head (UaDirSampleText *self,
             const char      *schemas,
             const char      *uid,
             const char      *external_id,
             const char      *type,
             const char      *endpoint,
             gint64           created,
             gint64           modified)
{
  g_string_truncate (self->out, 0);
  append (self, "{\"schemas\":[");
  append (self, schemas);
  append (self, "],\"id\":\"");
  append (self, uid);
  append (self, "\"");
  if (external_id != NULL)
    append_value (self, ",\"externalId\":\"", external_id, "\"");
  append (self, ",\"meta\":{\"resourceType\":\"");
  append (self, type);
  append_time (self, "\",\"created\":\"", created);
  append_time (self, ",\"lastModified\":\"", modified);
  append (self, ",\"version\":\"W/\\\"1\\\"\",\"location\":\"\x7f" "b");
  append (self, endpoint);
  append (self, uid);
  append (self, "\"}");
}

/**
 * ua_dir_sample_text_begin:
 * @self: what makes texts
 * @type: the type of a resource that has one schema and cannot be changed
 * @uid: its id
 * @time: when it was made, in milliseconds since 1970-01-01 UTC
 *
 * Begins a text in `out` with what all resources have; the caller goes on, and ends it with a
 * brace.
 */
void
ua_dir_sample_text_begin (UaDirSampleText         *self,
                          const UaScimResourceType *type,
                          const char              *uid,
                          gint64                   time)
{
  g_autofree char *schema = g_strconcat ("\"", type->schema->urn, "\"", NULL);
  g_autofree char *endpoint = g_strconcat (type->endpoint, "/", NULL);

  append_head (self, schema, uid, NULL, type->name, endpoint, time, time);
}

/**
 * ua_dir_sample_text_time:
 * @self: what makes texts
 * @name: an attribute
 * @time: its value, in milliseconds since 1970-01-01 UTC
 *
 * Adds a time to the text in `out`.
 */
void
ua_dir_sample_text_time (UaDirSampleText *self,
                         const char      *name,
                         gint64           time)
{
  append (self, ",\"");
  append (self, name);
  append_time (self, "\":\"", time);
}

/**
 * ua_dir_sample_text_value:
 * @self: what makes texts
 * @name: an attribute
 * @value: its value
 *
 * Adds a string to the text in `out`.
 */
void
ua_dir_sample_text_value (UaDirSampleText *self,
                          const char      *name,
                          const char      *value)
{
  append (self, ",\"");
  append (self, name);
  append_value (self, "\":\"", value, "\"");
}

static void
append_names (UaDirSampleText   *self,
              UaDirSamplePerson *person)
{
  append_value (self, ",\"userName\":\"", person->local, "@" UA_DIR_SAMPLE_DOMAIN "\"");
  append_value (self, ",\"name\":{\"formatted\":\"", person->display, "\"");
  append_value (self, ",\"familyName\":\"", person->family->name, "\"");
  append_value (self, ",\"givenName\":\"", person->given->name, "\"}");
  append_value (self, ",\"displayName\":\"", person->display, "\"");
  append_value (self, ",\"title\":\"", person->title->name, "\"");
}

static void
append_contact (UaDirSampleText   *self,
                UaDirSamplePerson *person,
                gboolean          *has_home)
{
  const UaDirCulture *culture = person->culture;

  append_value (self, ",\"emails\":[{\"value\":\"", person->local,
                "@" UA_DIR_SAMPLE_DOMAIN "\",\"type\":\"work\",\"primary\":true}");
  *has_home = person->n > 0 && ua_dir_sample_person_draw (person, 10) == 0;
  if (*has_home)
    append_value (self, ",{\"value\":\"", person->local,
                  "@" UA_DIR_SAMPLE_HOME_DOMAIN "\",\"type\":\"home\"}");
  append (self, "]");
  if (ua_dir_sample_person_draw (person, 10) < 7)
    {
      append_value (self, ",\"phoneNumbers\":[{\"value\":\"", culture->phone, " ");
      append_number (self, ua_dir_sample_person_draw (person, 10000), 4);
      append (self, "\",\"type\":\"work\"}]");
    }
  append_value (self, ",\"addresses\":[{\"locality\":\"", culture->city, "\"");
  if (culture->region != NULL)
    append_value (self, ",\"region\":\"", culture->region, "\"");
  append_value (self, ",\"country\":\"", culture->country, "\",\"type\":\"work\"}]");
}

static void
append_core (UaDirSampleText   *self,
             UaDirSamplePerson *person,
             gboolean          *has_home)
{
  gboolean active = person->status == UA_DIR_ACTIVE || person->status == UA_DIR_LOCKED;

  append_names (self, person);
  append (self, ",\"userType\":\"");
  append (self, ua_dir_sample_person_draw (person, 12) == 0 ? "Contractor" : "Employee");
  append_value (self, "\",\"preferredLanguage\":\"", person->culture->language, "\"");
  append_value (self, ",\"locale\":\"", person->culture->locale, "\"");
  append_value (self, ",\"timezone\":\"", person->culture->timezone, "\",\"active\":");
  append (self, active ? "true" : "false");
  append_contact (self, person, has_home);
  append (self, ",\"groups\":\"\x7fg\"");
}

/* A reference to a resource, shown by the name that it has when it is sent. */
static void
append_reference (UaDirSampleText *self,
                  const char      *name,
                  const char      *uid,
                  const char      *endpoint,
                  const char      *display,
                  gint64           row)
{
  append (self, ",\"");
  append (self, name);
  append (self, "\":{\"value\":\"");
  append (self, uid);
  append (self, "\",\"$ref\":\"\x7f" "b");
  append (self, endpoint);
  append (self, uid);
  append (self, "\",\"");
  append (self, display);
  append (self, "\":\"\x7f" "d");
  append_number (self, (guint64) row, 1);
  append (self, ";\"}");
}

/**
 * ua_dir_sample_text_member_ref:
 * @self: what makes texts
 * @name: an attribute
 * @n: which member
 *
 * Adds a reference to a member to the text in `out`.
 */
void
ua_dir_sample_text_member_ref (UaDirSampleText *self,
                               const char      *name,
                               guint            n)
{
  char uid[37];

  ua_dir_sample_make_uid (UA_DIR_USER, n, uid);
  append_reference (self, name, uid, "/Users/", "display", self->first_member + n);
}

static void
append_enterprise (UaDirSampleText   *self,
                   UaDirSamplePerson *person)
{
  append (self, ",\"" UA_SCIM_URN_ENTERPRISE_USER "\":{\"employeeNumber\":\"BW");
  append_number (self, person->n + 1, 6);
  append (self, "\",\"costCenter\":\"");
  append_number (self, 4000 + ua_dir_sample_person_draw (person, 40) * 10, 1);
  append (self, "\",\"organization\":\"" COMPANY "\"");
  append_value (self, ",\"department\":\"", person->department->name, "\"");
  if (person->n > 0)
    {
      guint manager = (person->n - 1) / UA_DIR_SAMPLE_REPORTS;
      char uid[37];

      ua_dir_sample_make_uid (UA_DIR_USER, manager, uid);
      append_reference (self, "manager", uid, "/Users/", "displayName",
                        self->first_member + manager);
    }
  append (self, "}");
}

static void
append_profile (UaDirSampleText *self,
                const char      *name,
                guint            profile)
{
  char uid[37];

  ua_dir_sample_make_uid (UA_DIR_ROLE_PROFILE, profile, uid);
  append_reference (self, name, uid, "/RoleProfiles/", "display", self->profiles[profile]);
}

static void
append_labels (UaDirSampleText   *self,
               UaDirSamplePerson *person)
{
  guint n = g_strv_length ((char **) ua_dir_label_names);
  guint first = ua_dir_sample_person_draw (person, n);

  if (ua_dir_sample_person_draw (person, 5) > 0)
    return;
  append_value (self, ",\"labels\":[\"", ua_dir_label_names[first], "\"");
  if (ua_dir_sample_person_draw (person, 3) == 0)
    append_value (self, ",\"", ua_dir_label_names[(first + 3) % n], "\"");
  append (self, "]");
}

static void
append_dates (UaDirSampleText   *self,
              UaDirSamplePerson *person)
{
  append_value (self, ",\"hireDate\":\"",
                ua_dir_sample_text_day (self, person->created / 1000 - 30 * DAY), "\"");
  if (person->status == UA_DIR_ACTIVE && person->n > 5 &&
      ua_dir_sample_person_draw (person, 60) == 0)
    {
      person->leaves = UA_DIR_SAMPLE_FIRST_DAY +
                       (gint64) (4000 + ua_dir_sample_person_draw (person, 400)) * DAY;
      append_value (self, ",\"leavingDate\":\"", ua_dir_sample_text_day (self, person->leaves),
                    "\"");
    }
  if (person->status == UA_DIR_DEACTIVATED)
    append_value (self, ",\"retentionUntil\":\"",
                  ua_dir_sample_text_day (self, person->modified / 1000 +
                                                UA_DIR_SAMPLE_KEPT_DAYS * DAY), "\"");
  if (person->status == UA_DIR_LOCKED)
    append (self, ",\"lockedUntil\":\"2030-01-01T00:00:00.000Z\"");
}

static void
append_extension (UaDirSampleText   *self,
                  UaDirSamplePerson *person)
{
  static const char *const sign_offs[] = { "none", "none", "none", "pending", "signed" };

  append_value (self, ",\"" UA_SCIM_URN_UA_USER "\":{\"status\":\"",
                ua_dir_status_to_string (person->status), "\"");
  append_value (self, ",\"accessLevel\":\"", ua_dir_access_to_string (person->access), "\"");
  append_profile (self, "roleProfile", person->profile);
  if (person->ambition != G_MAXUINT)
    append_profile (self, "ambitionRole", person->ambition);
  append_labels (self, person);
  append_dates (self, person);
  append (self, ",\"hasPassword\":");
  append (self, person->status == UA_DIR_INVITED ? "false" : "true");
  append_value (self, ",\"signOff\":\"",
                sign_offs[ua_dir_sample_person_draw (person, G_N_ELEMENTS (sign_offs))], "\"");
  if (ua_dir_sample_person_draw (person, 4) == 0)
    append (self, ",\"managedAttributes\":["
            "\"" UA_SCIM_URN_ENTERPRISE_USER ":employeeNumber\","
            "\"" UA_SCIM_URN_ENTERPRISE_USER ":department\"]");
  append (self, ",\"memberships\":\"\x7fs\"}}");
}

/**
 * ua_dir_sample_text_member:
 * @self: what makes texts
 * @person: a member, whose chance goes on
 * @uid: the member's id
 * @external_id: (nullable): what an HR system calls the member
 * @has_home: (out): whether the member has a private address, too
 *
 * Returns: (transfer none): the member as it is kept, until the next text is made
 */
const char *
ua_dir_sample_text_member (UaDirSampleText   *self,
                           UaDirSamplePerson *person,
                           const char        *uid,
                           const char        *external_id,
                           gboolean          *has_home)
{
  static const char schemas[] =
    "\"" UA_SCIM_URN_USER "\",\"" UA_SCIM_URN_ENTERPRISE_USER "\",\"" UA_SCIM_URN_UA_USER "\"";

  append_head (self, schemas, uid, external_id, "User", "/Users/", person->created,
               person->modified);
  append_core (self, person, has_home);
  append_enterprise (self, person);
  append_extension (self, person);
  return self->out->str;
}

/**
 * ua_dir_sample_text_profile:
 * @self: what makes texts
 * @uid: the id
 * @name: what the role profile is called
 * @active: whether it is not retired
 * @time: when it was made, in milliseconds since 1970-01-01 UTC
 *
 * Returns: (transfer none): the role profile as it is kept, until the next text is made
 */
const char *
ua_dir_sample_text_profile (UaDirSampleText *self,
                            const char      *uid,
                            const char      *name,
                            gboolean         active,
                            gint64           time)
{
  append_head (self, "\"" UA_SCIM_URN_ROLE_PROFILE "\"", uid, NULL, "RoleProfile",
               "/RoleProfiles/", time, time);
  append_value (self, ",\"displayName\":\"", name, "\",\"active\":");
  append (self, active ? "true" : "false");
  append (self, ",\"memberCount\":\"\x7f" "c\"}");
  return self->out->str;
}

/**
 * ua_dir_sample_text_group:
 * @self: what makes texts
 * @uid: the id
 * @name: what the group is called
 * @kind: team, group or session
 * @time: when it was made, in milliseconds since 1970-01-01 UTC
 *
 * Returns: (transfer none): the group as it is kept, until the next text is made
 */
const char *
ua_dir_sample_text_group (UaDirSampleText *self,
                          const char      *uid,
                          const char      *name,
                          const char      *kind,
                          gint64           time)
{
  append_head (self, "\"" UA_SCIM_URN_GROUP "\",\"" UA_SCIM_URN_UA_GROUP "\"", uid, NULL, "Group",
               "/Groups/", time, time);
  append_value (self, ",\"displayName\":\"", name, "\"");
  append_value (self, ",\"members\":\"\x7f" "m\",\"" UA_SCIM_URN_UA_GROUP "\":{\"kind\":\"", kind,
                "\",\"memberRoles\":\"\x7f" "r\"}}");
  return self->out->str;
}
