/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/**
 * ScriptedMember:
 * @hidden: whether lists leave the member out; asking for it by its id still finds it
 * @broken: whether lists show the member in a form that cannot be read
 * @n_patches: how often it was really changed
 * @last_number: the number in the last title that had one
 * @n_repeats: how often a title came whose number was not higher than the one before
 * @numbers: the numbers of the titles that came, in their order
 *
 * A member of a scripted directory.
 */
typedef struct
{
  char *id;    /* (owned) */
  char *name;  /* (owned) */
  char *title; /* (owned) (nullable) */
  guint version;
  gboolean hidden;
  gboolean broken;
  guint n_patches;
  guint64 last_number;
  guint n_repeats;
  GString *numbers; /* (owned) */
} ScriptedMember;

/**
 * ScriptedDirectory:
 *
 * A small SCIM server in the thread of the test whose faults are set by its fields: what a real
 * server does only on bad days.
 */
typedef struct
{
  SoupServer *server;   /* (owned) (nullable) */
  GPtrArray *members;   /* (owned), of ScriptedMember */
  GHashTable *keys;     /* (owned), of char: idempotency keys that were honoured */
  char *token;          /* (owned): what is accepted */
  guint port;

  /* What it does. */
  guint page_cap;
  gboolean has_versions;
  gboolean honours_keys;   /* a change with a known key is not made again */
  gboolean lose_replies;   /* changes are made, but the answer is cut */
  gboolean stall_writes;   /* changes are made, but never answered */
  guint status_for_lists;  /* 0, or what every list of members answers */
  guint status_for_writes; /* 0, or what every change answers, without being made */
  guint status_for_reads;  /* 0, or what asking for one member answers */
  guint stall_at;          /* lists from this index on are never answered; 0: none */
  gboolean refuses_patch;  /* PATCH is answered by 405, as if there were only PUT */
  gboolean refuses_put;    /* so is PUT */
  gboolean remove_on_page; /* the first member goes after the first page of every walk */

  /* What it saw. */
  guint n_lists;
  guint n_reads;
  guint n_writes;
  guint n_refused;
  guint first_index; /* of the first list since this was set to 0 */
  guint first_count; /* how many members that one was to have */
  guint n_patches;   /* requests for a change by PATCH */
} ScriptedDirectory;

ScriptedDirectory *scripted_directory_new         (guint              n_members);
void               scripted_directory_free        (ScriptedDirectory *self);
void               scripted_directory_stop        (ScriptedDirectory *self);
void               scripted_directory_start       (ScriptedDirectory *self);
char              *scripted_directory_get_address (ScriptedDirectory *self);
ScriptedMember    *scripted_directory_find        (ScriptedDirectory *self,
                                                   const char        *id);
void               scripted_directory_edit        (ScriptedDirectory *self,
                                                   const char        *id,
                                                   const char        *name,
                                                   const char        *title);
void               scripted_directory_remove      (ScriptedDirectory *self,
                                                   const char        *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptedDirectory, scripted_directory_free)
