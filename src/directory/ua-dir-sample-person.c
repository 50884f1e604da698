/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sample-person.h"

#include "ua-dir-functions.h"
#include "ua-text.h"

#include <string.h>

#define SEED 0x42724b5741544552

/* The names of one culture, ready to be used. */
typedef struct
{
  const UaDirCulture *culture; /* (unowned) */
  GArray *given;               /* (owned), of UaDirSampleName */
  GArray *family;              /* (owned), of UaDirSampleName */
} Culture;

/* A department, and where its titles begin among all. */
typedef struct
{
  UaDirSampleName name;
  guint first_title;
  guint n_titles;
} Department;

struct _UaDirSamplePeople
{
  GArray *cultures;    /* (owned), of Culture */
  guint total_weight;
  GArray *departments; /* (owned), of Department */
  GArray *titles;      /* (owned), of UaDirSampleName */
  GHashTable *times;   /* (owned), address (owned) -> guint (owned), how often it was made */
};

static void
clear_name (gpointer data)
{
  UaDirSampleName *name = data;

  g_free (name->name);
  g_free (name->spelling);
  g_free (name->key);
}

static void
clear_culture (gpointer data)
{
  Culture *culture = data;

  g_array_unref (culture->given);
  g_array_unref (culture->family);
}

static void
clear_department (gpointer data)
{
  clear_name (&((Department *) data)->name);
}

static char *
make_spelling (const char *name)
{
  g_autofree char *folded = ua_text_fold (name);
  GString *plain = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '-')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

/* Splits what a table of names says into the name and its spelling in ASCII. */
static UaDirSampleName
make_name (const char *entry)
{
  const char *bar = strchr (entry, '|');
  UaDirSampleName name = { NULL, };

  name.name = bar != NULL ? g_strndup (entry, (gsize) (bar - entry)) : g_strdup (entry);
  name.spelling = bar != NULL ? g_strdup (bar + 1) : make_spelling (entry);
  name.key = ua_dir_key (name.name);
  return name;
}

static UaDirSampleName
make_plain_name (const char *text)
{
  UaDirSampleName name = { g_strdup (text), NULL, ua_dir_key (text) };

  return name;
}

static GArray *
make_names (const char *const *entries)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (UaDirSampleName));

  g_array_set_clear_func (names, clear_name);
  for (guint i = 0; entries[i] != NULL; i++)
    {
      UaDirSampleName name = make_name (entries[i]);

      g_array_append_val (names, name);
    }
  return names;
}

static void
add_department (UaDirSamplePeople        *self,
                const UaDirDepartment    *table)
{
  Department department = { make_plain_name (table->name), self->titles->len, 0 };

  for (guint i = 0; table->titles[i] != NULL; i++)
    {
      UaDirSampleName title = make_plain_name (table->titles[i]);

      g_array_append_val (self->titles, title);
      department.n_titles++;
    }
  g_array_append_val (self->departments, department);
}

/**
 * ua_dir_sample_people_new:
 *
 * Returns: (transfer full): names for all members of one sample
 */
UaDirSamplePeople *
ua_dir_sample_people_new (void)
{
  UaDirSamplePeople *self = g_new0 (UaDirSamplePeople, 1);

  self->cultures = g_array_new (FALSE, FALSE, sizeof (Culture));
  g_array_set_clear_func (self->cultures, clear_culture);
  self->departments = g_array_new (FALSE, FALSE, sizeof (Department));
  g_array_set_clear_func (self->departments, clear_department);
  self->titles = g_array_new (FALSE, FALSE, sizeof (UaDirSampleName));
  g_array_set_clear_func (self->titles, clear_name);
  self->times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; ua_dir_cultures[i].given != NULL; i++)
    {
      Culture culture = { &ua_dir_cultures[i], make_names (ua_dir_cultures[i].given),
                          make_names (ua_dir_cultures[i].family) };

      g_array_append_val (self->cultures, culture);
      self->total_weight += ua_dir_cultures[i].weight;
    }
  for (guint i = 0; ua_dir_departments[i].name != NULL; i++)
    add_department (self, &ua_dir_departments[i]);
  return self;
}

/**
 * ua_dir_sample_people_free:
 * @self: (transfer full): the names
 */
void
ua_dir_sample_people_free (UaDirSamplePeople *self)
{
  g_array_unref (self->cultures);
  g_array_unref (self->departments);
  g_array_unref (self->titles);
  g_hash_table_unref (self->times);
  g_free (self);
}

/**
 * ua_dir_sample_people_n_titles:
 * @self: the names
 *
 * Returns: how many jobs there are
 */
guint
ua_dir_sample_people_n_titles (UaDirSamplePeople *self)
{
  return self->titles->len;
}

/**
 * ua_dir_sample_people_nth_title:
 * @self: the names
 * @nth: which job, below their number
 *
 * Returns: (transfer none): what it is called
 */
const UaDirSampleName *
ua_dir_sample_people_nth_title (UaDirSamplePeople *self,
                                guint              nth)
{
  return &g_array_index (self->titles, UaDirSampleName, nth);
}

/**
 * ua_dir_sample_mix:
 * @kind: what the number is for
 * @n: a number
 *
 * Returns: a well mixed number for each pair
 */
guint64
ua_dir_sample_mix (guint64 kind,
                   guint64 n)
{
  guint64 x = SEED + kind * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) +
              n * G_GUINT64_CONSTANT (0xD1B54A32D192ED03);

  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return x ^ (x >> 31);
}

/**
 * ua_dir_sample_person_draw:
 * @person: a member
 * @below: a bound above 0
 *
 * Returns: the next small number from the member's store of chance
 */
guint
ua_dir_sample_person_draw (UaDirSamplePerson *person,
                           guint              below)
{
  person->random = ua_dir_sample_mix (99, person->random);
  return (guint) (person->random % below);
}

/**
 * ua_dir_sample_person_clear:
 * @person: a member
 *
 * Frees what the member owns.
 */
void
ua_dir_sample_person_clear (UaDirSamplePerson *person)
{
  g_clear_pointer (&person->display, g_free);
  g_clear_pointer (&person->local, g_free);
}

static const Culture *
choose_culture (UaDirSamplePeople *self,
                UaDirSamplePerson *person)
{
  guint point = ua_dir_sample_person_draw (person, self->total_weight);

  for (guint i = 0; i < self->cultures->len; i++)
    {
      const Culture *culture = &g_array_index (self->cultures, Culture, i);

      if (point < culture->culture->weight)
        return culture;
      point -= culture->culture->weight;
    }
  g_assert_not_reached ();
}

static const UaDirSampleName *
choose_name (UaDirSamplePerson *person,
             GArray            *names)
{
  return &g_array_index (names, UaDirSampleName, ua_dir_sample_person_draw (person, names->len));
}

/* An address that nobody else has: the second of the same names gets a 2, and so on. */
static char *
make_local (UaDirSamplePeople       *self,
            const UaDirSamplePerson *person)
{
  g_autofree char *base = NULL;
  guint *times;

  if (person->n == 0)
    return g_strdup ("owner");
  base = g_strconcat (person->given->spelling, ".", person->family->spelling, NULL);
  times = g_hash_table_lookup (self->times, base);
  if (times == NULL)
    {
      times = g_new0 (guint, 1);
      g_hash_table_insert (self->times, g_strdup (base), times);
    }
  (*times)++;
  return *times == 1 ? g_steal_pointer (&base) : g_strdup_printf ("%s%u", base, *times);
}

static void
name_person (UaDirSamplePeople *self,
             UaDirSamplePerson *person)
{
  const Culture *culture = choose_culture (self, person);

  person->culture = culture->culture;
  person->given = choose_name (person, culture->given);
  person->family = choose_name (person, culture->family);
  person->display = person->culture->family_first
    ? g_strconcat (person->family->name, person->culture->space, person->given->name, NULL)
    : g_strconcat (person->given->name, person->culture->space, person->family->name, NULL);
  person->local = make_local (self, person);
}

static UaDirStatus
choose_status (UaDirSamplePerson *person)
{
  guint point = ua_dir_sample_person_draw (person, 100);

  /* The first few are one of each, so that a small sample has them all. */
  if (person->n < 3)
    return UA_DIR_ACTIVE;
  if (person->n == 3 || (person->n > 5 && point < 7))
    return UA_DIR_INVITED;
  if (person->n == 4 || (person->n > 5 && point < 14))
    return UA_DIR_DEACTIVATED;
  if (person->n == 5 || point < 16)
    return UA_DIR_LOCKED;
  return UA_DIR_ACTIVE;
}

static UaDirAccess
choose_access (UaDirSamplePerson *person)
{
  guint point = ua_dir_sample_person_draw (person, 100);

  if (person->n < 2 || (person->status == UA_DIR_ACTIVE && person->n > 5 && point == 0))
    return UA_DIR_ADMIN;
  if (person->n == 2 || (point >= 1 && point <= 2))
    return UA_DIR_EXECUTIVE;
  return UA_DIR_EMPLOYEE;
}

static void
choose_job (UaDirSamplePeople *self,
            UaDirSamplePerson *person)
{
  guint nth = ua_dir_sample_person_draw (person, self->departments->len);
  const Department *department = &g_array_index (self->departments, Department, nth);

  person->department = &department->name;
  person->profile = department->first_title +
                    ua_dir_sample_person_draw (person, department->n_titles);
  person->title = ua_dir_sample_people_nth_title (self, person->profile);
  person->ambition = ua_dir_sample_person_draw (person, 5) == 0
    ? ua_dir_sample_person_draw (person, self->titles->len) : G_MAXUINT;
}

/**
 * ua_dir_sample_people_describe:
 * @self: the names
 * @n: which member; each is described once, in order, as the addresses depend on it
 * @person: (out caller-allocates): the member, to be cleared with ua_dir_sample_person_clear()
 *
 * Makes a member up.  The same number gives the same member each time.
 */
void
ua_dir_sample_people_describe (UaDirSamplePeople *self,
                               guint              n,
                               UaDirSamplePerson *person)
{
  gint64 day;

  person->n = n;
  person->random = ua_dir_sample_mix (7, n);
  name_person (self, person);
  person->status = choose_status (person);
  person->access = choose_access (person);
  choose_job (self, person);
  day = UA_DIR_SAMPLE_FIRST_DAY +
        (gint64) ua_dir_sample_person_draw (person, UA_DIR_SAMPLE_N_DAYS) * UA_DIR_SAMPLE_DAY;
  person->created = (day + ua_dir_sample_person_draw (person, UA_DIR_SAMPLE_DAY)) * 1000;
  person->modified = person->created +
                     (gint64) ua_dir_sample_person_draw (person, 120 * UA_DIR_SAMPLE_DAY) * 1000;
}
