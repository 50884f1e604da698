/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaDirCulture:
 * @given: given names; `|` and a spelling in ASCII follow where that cannot be derived
 * @family: family names likewise
 * @weight: how many in a hundred
 * @family_first: whether the family name stands first
 * @space: what stands between the names
 * @language: of the interface
 * @locale: for dates and numbers
 * @country: two letters
 * @city: where the office is
 * @region: (nullable): state or province
 * @timezone: of the office
 * @phone: what telephone numbers begin with
 *
 * Made-up names of one language.
 */
typedef struct
{
  const char *const *given;
  const char *const *family;
  guint weight;
  gboolean family_first;
  const char *space;
  const char *language;
  const char *locale;
  const char *country;
  const char *city;
  const char *region;
  const char *timezone;
  const char *phone;
} UaDirCulture;

/**
 * UaDirDepartment:
 * @name: its name
 * @titles: (array zero-terminated=1): the jobs in it, which are role profiles too
 */
typedef struct
{
  const char *name;
  const char *const *titles;
} UaDirDepartment;

/* Each ended by one without names. */
extern const UaDirCulture ua_dir_cultures[];
extern const UaDirDepartment ua_dir_departments[];

/* Each ended by %NULL. */
extern const char *const ua_dir_retired_profiles[];
extern const char *const ua_dir_team_names[];
extern const char *const ua_dir_group_names[];
extern const char *const ua_dir_session_names[];
extern const char *const ua_dir_label_names[];

G_END_DECLS
