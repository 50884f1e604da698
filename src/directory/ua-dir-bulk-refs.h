/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UaDirBulkRefs:
 * @numbers: bulkId to the number of the operation that creates what it stands for, plus one
 * @ids: by that number, the id of what has been created; %NULL until then
 *
 * What the names are that operations of a bulk request give to what they create (RFC 7644, section
 * 3.7.2).
 */
typedef struct
{
  GHashTable *numbers;   /* (owned), of char * (owned) to guint */
  GPtrArray *ids;        /* (owned), of char * (owned) (nullable) */
} UaDirBulkRefs;

void      ua_dir_bulk_refs_init         (UaDirBulkRefs  *self,
                                         guint           n_operations);
void      ua_dir_bulk_refs_clear        (UaDirBulkRefs  *self);

void      ua_dir_bulk_refs_find         (UaDirBulkRefs  *self,
                                         JsonNode       *node,
                                         GHashTable     *found);
void      ua_dir_bulk_refs_find_in_text (UaDirBulkRefs  *self,
                                         const char     *text,
                                         GHashTable     *found);

JsonNode *ua_dir_bulk_refs_fill         (UaDirBulkRefs  *self,
                                         JsonNode       *node,
                                         gboolean       *whole);
char     *ua_dir_bulk_refs_fill_text    (UaDirBulkRefs  *self,
                                         const char     *text);

G_END_DECLS
