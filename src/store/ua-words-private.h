/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-database-private.h"
#include "ua-field.h"

G_BEGIN_DECLS

/* What a word stands for that is no field: the role of a member in a group. */
#define UA_WORD_ROLE UA_N_FIELDS

/**
 * UaWord:
 * @id: its number in the cache
 * @field: the field whose value it is, or %UA_WORD_ROLE
 * @value: the value; for a list field the id of what is referred to
 * @name: (nullable): what that is called
 * @folded: (nullable): name or value as searched, made when it is first needed
 *
 * A value that many members have in common, kept once.
 */
typedef struct
{
  guint32 id;
  UaField field;
  char *value;  /* (owned) */
  char *name;   /* (owned) (nullable) */
  char *folded; /* (owned) (nullable) */
} UaWord;

/**
 * UaWords:
 *
 * All words of the cache, in memory and in its table `word`.  Belongs to the thread of its
 * database.
 */
typedef struct _UaWords UaWords;

UaWords    *ua_words_new         (UaDatabase  *database);
void        ua_words_free        (UaWords     *self);
gboolean    ua_words_load        (UaWords     *self,
                                  GError     **error);

UaWord     *ua_words_get         (UaWords     *self,
                                  gint64       id);
UaWord     *ua_words_find        (UaWords     *self,
                                  UaField      field,
                                  const char  *value);
gboolean    ua_words_ensure      (UaWords     *self,
                                  UaField      field,
                                  const char  *value,
                                  const char  *name,
                                  UaWord     **word,
                                  GError     **error);
gboolean    ua_words_rename      (UaWords     *self,
                                  UaWord      *word,
                                  const char  *name,
                                  GError     **error);
gboolean    ua_words_remove      (UaWords     *self,
                                  UaWord      *word,
                                  GError     **error);
GPtrArray  *ua_words_list        (UaWords     *self,
                                  UaField      field);
const char *ua_word_get_folded   (UaWord      *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaWords, ua_words_free)

G_END_DECLS
