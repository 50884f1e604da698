/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-database-private.h"
#include "ua-member-record.h"

G_BEGIN_DECLS

/**
 * UaSearchWord:
 * @variants: (array length=n_variants): the word as it may be spelled, folded
 * @lengths: the length of each in characters
 * @n_variants: how many, 1 or 2
 *
 * A word that is searched for.
 */
typedef struct
{
  char *variants[2]; /* (owned), the second (nullable) */
  guint lengths[2];
  guint n_variants;
} UaSearchWord;

char     *ua_search_text_new       (const UaMemberRecord  *record);

GArray   *ua_search_words_new      (const char            *search);
gboolean  ua_search_word_matches   (const UaSearchWord    *word,
                                    const char            *text);
gboolean  ua_search_word_is_exact  (const UaSearchWord    *word);
char     *ua_search_word_to_match  (const UaSearchWord    *word,
                                    guint                  variant);
char     *ua_search_word_to_start  (const UaSearchWord    *word,
                                    guint                  variant);

gboolean  ua_search_add_to_database (UaDatabase           *database,
                                     GError              **error);

G_END_DECLS
