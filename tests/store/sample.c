/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

/* Made-up members of Brackwater Works, the same for the same number. */

static const char * const given_names[] = {
  "Anna", "Jürgen", "Søren", "Łucja", "Zoë", "Mehmet", "Chiara", "Björn", "Aoife", "Tomás",
  "Ingrid", "Pieter", "Noémie", "Yusuf", "Katarzyna", "Émile", "Hana", "Olu", "Priya", "Wei",
  "Дарья", "Νίκος", "Maëlle", "Lars", "Çağla", "Ana", "Bo", "Gökçe", "Iñaki", "Ursula",
};

static const char * const family_names[] = {
  "Müller", "Lindqvist", "Halvorsen", "O'Brien", "Nowak", "van der Berg", "García", "Østergård",
  "Mueller", "Ångström", "Dubois", "Kowalczyk", "Yılmaz", "Rossi", "Jansen", "Иванова", "Smith",
  "Šimek", "Papadopoulou", "de la Cruz", "Weiß", "Vögele", "Bakker", "Ferreira", "Núñez",
  "Chen", "Okafor", "Sharma", "Keller", "Dahl", "Moreau", "Petrov", "Haas", "Fjeld", "Costa",
};

static const char * const role_names[SAMPLE_N_ROLES] = {
  "Designer", "Engineer", "Accountant", "Buyer", "Welder", "Shipwright", "Planner", "Researcher",
  "Electrician", "Driver", "Cook", "Recruiter", "Counsel", "Analyst", "Editor", "Translator",
  "Nurse", "Surveyor", "Technician", "Product Owner", "Team Lead", "Coach", "Archivist",
  "Rigger", "Pilot",
};

static const char * const departments[] = {
  "Production", "Finance", "People", "Harbour", "Research", "Sales", "Kitchen", "Legal",
};

static const char * const languages[] = { "en", "nl", "fr", "de" };

/* Spreads numbers so that neighbours differ in everything. */
static guint
mix (guint n,
     guint salt)
{
  guint64 x = ((guint64) n + 1) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) + salt * 7919u;

  x ^= x >> 29;
  x *= G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  x ^= x >> 32;
  return (guint) x;
}

static char *
make_ascii (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  GString *word = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      g_string_append_c (word, g_ascii_tolower (*p));
  if (word->len == 0)
    g_string_append (word, "x");
  return g_string_free (word, FALSE);
}

static void
add_teams (UaMemberBuilder *builder,
           guint            n)
{
  for (guint i = 0; i < 1 + mix (n, 9) % 2; i++)
    {
      guint team = mix (n, 10 + i) % SAMPLE_N_TEAMS;
      g_autofree char *id = g_strdup_printf ("team-%02u", team);
      g_autofree char *name = g_strdup_printf ("Crew %s %u", role_names[team % SAMPLE_N_ROLES],
                                               team);

      ua_member_builder_add (builder, UA_FIELD_TEAMS, id, name, "member");
      if (mix (n, 12) % 30 == 0)
        ua_member_builder_add (builder, UA_FIELD_COACHED_TEAMS, id, name, "coach");
    }
  if (mix (n, 13) % 10 == 0)
    ua_member_builder_add (builder, UA_FIELD_LABELS, "first aid", NULL, NULL);
  if (mix (n, 14) % 25 == 0)
    ua_member_builder_add (builder, UA_FIELD_LABELS, "night shift", NULL, NULL);
}

static void
add_work (UaMemberBuilder *builder,
          guint            n)
{
  static const UaStatus statuses[] = {
    UA_STATUS_ACTIVE, UA_STATUS_ACTIVE, UA_STATUS_ACTIVE, UA_STATUS_ACTIVE, UA_STATUS_ACTIVE,
    UA_STATUS_ACTIVE, UA_STATUS_ACTIVE, UA_STATUS_INVITED, UA_STATUS_DEACTIVATED, UA_STATUS_LOCKED,
  };
  guint role = mix (n, 3) % SAMPLE_N_ROLES;
  guint level = mix (n, 4) % 50;
  g_autofree char *role_id = g_strdup_printf ("role-%02u", role);
  g_autofree char *hired = g_strdup_printf ("20%02u-%02u-%02u", mix (n, 5) % 25,
                                            1 + mix (n, 6) % 12, 1 + mix (n, 7) % 28);

  ua_member_builder_set (builder, UA_FIELD_STATUS,
                         ua_status_to_token (statuses[mix (n, 8) % G_N_ELEMENTS (statuses)]));
  ua_member_builder_set (builder, UA_FIELD_ACCESS_LEVEL,
                         level == 0 ? "admin" : level < 3 ? "executive" : "employee");
  ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE, role_id);
  ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE_NAME, role_names[role]);
  ua_member_builder_set (builder, UA_FIELD_DEPARTMENT,
                         departments[mix (n, 15) % G_N_ELEMENTS (departments)]);
  ua_member_builder_set (builder, UA_FIELD_LANGUAGE,
                         languages[mix (n, 16) % G_N_ELEMENTS (languages)]);
  ua_member_builder_set (builder, UA_FIELD_HAS_PASSWORD, mix (n, 8) % 10 == 7 ? "false" : "true");
  ua_member_builder_set (builder, UA_FIELD_HIRE_DATE, hired);
}

/* A member; another @version differs in version, modification time and title. */
UaMemberRecord *
sample_record_new (guint n,
                   guint version)
{
  UaMemberBuilder *builder = ua_member_builder_new ();
  const char *given = given_names[mix (n, 1) % G_N_ELEMENTS (given_names)];
  const char *family = family_names[mix (n, 2) % G_N_ELEMENTS (family_names)];
  g_autofree char *given_ascii = make_ascii (given);
  g_autofree char *family_ascii = make_ascii (family);
  g_autofree char *id = g_strdup_printf ("%08x-5b1d-4c3a-9e2f-%012x", mix (n, 20), n);
  g_autofree char *name = g_strdup_printf ("%s %s", given, family);
  g_autofree char *email = g_strdup_printf ("%s.%s%u@brackwater.example", given_ascii,
                                            family_ascii, n);
  g_autofree char *number = g_strdup_printf ("B%06u", n);
  g_autofree char *etag = g_strdup_printf ("W/\"%u\"", version);
  g_autofree char *modified = g_strdup_printf ("2026-%02u-%02uT09:%02u:00.000Z",
                                               1 + version % 12, 1 + n % 28, version % 60);
  g_autofree char *manager = g_strdup_printf ("%08x-5b1d-4c3a-9e2f-%012x", mix (n / 12, 20),
                                              n / 12);

  ua_member_builder_set (builder, UA_FIELD_ID, id);
  ua_member_builder_set (builder, UA_FIELD_VERSION, etag);
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, email);
  ua_member_builder_set (builder, UA_FIELD_EMAIL, email);
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, name);
  ua_member_builder_set (builder, UA_FIELD_FORMATTED_NAME, name);
  ua_member_builder_set (builder, UA_FIELD_GIVEN_NAME, given);
  ua_member_builder_set (builder, UA_FIELD_FAMILY_NAME, family);
  ua_member_builder_set (builder, UA_FIELD_EMPLOYEE_NUMBER, number);
  ua_member_builder_set (builder, UA_FIELD_TITLE, version > 1 ? "Deputy" : NULL);
  ua_member_builder_set (builder, UA_FIELD_MANAGER, manager);
  ua_member_builder_set (builder, UA_FIELD_COUNTRY, "NL");
  ua_member_builder_set (builder, UA_FIELD_CREATED, "2025-01-15T08:00:00.000Z");
  ua_member_builder_set (builder, UA_FIELD_MODIFIED, modified);
  add_work (builder, n);
  add_teams (builder, n);
  return ua_member_builder_end (builder);
}

GPtrArray *
sample_records (guint first,
                guint n)
{
  GPtrArray *records = g_ptr_array_new_full (n, (GDestroyNotify) ua_member_record_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, sample_record_new (first + i, 1));
  return records;
}

GPtrArray *
sample_groups (void)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < SAMPLE_N_TEAMS; i++)
    {
      g_autofree char *id = g_strdup_printf ("team-%02u", i);
      g_autofree char *name = g_strdup_printf ("Crew %s %u", role_names[i % SAMPLE_N_ROLES], i);

      g_ptr_array_add (groups, ua_group_new (id, name, UA_GROUP_KIND_TEAM, "W/\"1\""));
    }
  return groups;
}
