/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-columns.h"
#include "ua-dir-kind.h"
#include "ua-dir-sample-names.h"

G_BEGIN_DECLS

#define UA_DIR_SAMPLE_FIRST_DAY 1546300800 /* 2019-01-01 */
#define UA_DIR_SAMPLE_N_DAYS 2350          /* to the middle of 2025 */
#define UA_DIR_SAMPLE_DAY 86400            /* seconds */
#define UA_DIR_SAMPLE_KEPT_DAYS (3 * 365)  /* of the data of who is deactivated */
#define UA_DIR_SAMPLE_LOCK_END ((gint64) 1893456000)   /* 2030-01-01 */

/**
 * UaDirSampleName:
 * @name: as it is written
 * @spelling: how it stands in an address
 * @key: by which it is sorted
 *
 * A name that many have.
 */
typedef struct
{
  char *name;     /* (owned) */
  char *spelling; /* (owned) (nullable) */
  char *key;      /* (owned) */
} UaDirSampleName;

/**
 * UaDirSamplePerson:
 * @n: which member, from 0; the first is the owner
 * @random: what chance has left
 * @culture: where the names come from
 * @given: given name
 * @family: family name
 * @department: where the member works
 * @title: the job
 * @display: both names in their order
 * @local: the part of the addresses before the @
 * @profile: which role profile
 * @ambition: which role profile is aimed at; %G_MAXUINT for none
 * @status: whether the member may sign in
 * @access: what the member may do
 * @created: when, in milliseconds since 1970-01-01 UTC
 * @modified: likewise
 * @leaves: on which day, in seconds, once it is in the text; 0 for not
 *
 * What one made-up member is, before it is written.
 */
typedef struct
{
  guint n;
  guint64 random;
  const UaDirCulture *culture;       /* (unowned) */
  const UaDirSampleName *given;      /* (unowned) */
  const UaDirSampleName *family;     /* (unowned) */
  const UaDirSampleName *department; /* (unowned) */
  const UaDirSampleName *title;      /* (unowned) */
  char *display;                     /* (owned) */
  char *local;                       /* (owned) */
  guint profile;
  guint ambition;
  UaDirStatus status;
  UaDirAccess access;
  gint64 created;
  gint64 modified;
  gint64 leaves;
} UaDirSamplePerson;

/**
 * UaDirSamplePeople:
 *
 * The names that members have, and how often each address was given out.
 */
typedef struct _UaDirSamplePeople UaDirSamplePeople;

UaDirSamplePeople     *ua_dir_sample_people_new         (void);
void                   ua_dir_sample_people_free        (UaDirSamplePeople *self);
guint                  ua_dir_sample_people_n_titles    (UaDirSamplePeople *self);
const UaDirSampleName *ua_dir_sample_people_nth_title   (UaDirSamplePeople *self,
                                                         guint              nth);
void                   ua_dir_sample_people_describe    (UaDirSamplePeople *self,
                                                         guint              n,
                                                         UaDirSamplePerson *person);

guint                  ua_dir_sample_person_draw        (UaDirSamplePerson *person,
                                                         guint              below);
void                   ua_dir_sample_person_clear       (UaDirSamplePerson *person);

guint64                ua_dir_sample_mix                (guint64            kind,
                                                         guint64            n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirSamplePeople, ua_dir_sample_people_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaDirSamplePerson, ua_dir_sample_person_clear)

G_END_DECLS
