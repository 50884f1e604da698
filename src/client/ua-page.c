/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-page-private.h"

struct _UaPage
{
  gatomicrefcount refs;
  UaResource resource;
  UaPosition *position; /* (owned) */
  gint64 total;         /* -1: the server does not say */
  guint n_rows;         /* as the server sent them, also those that could not be read */
  char *next_cursor;    /* (owned) (nullable) */
  GArray *rows;         /* (owned), of Row */
  GPtrArray *errors;    /* (owned), of char * */
};

/* One of the first three, as the resource says. */
typedef struct
{
  UaMemberRecord *member; /* (owned) (nullable) */
  UaGroup *group;         /* (owned) (nullable) */
  UaRoleProfile *profile; /* (owned) (nullable) */
  GArray *references;     /* (owned) (nullable), of UaReference */
} Row;

G_DEFINE_BOXED_TYPE (UaPage, ua_page, ua_page_ref, ua_page_unref)

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->member, ua_member_record_unref);
  g_clear_object (&row->group);
  g_clear_object (&row->profile);
  g_clear_pointer (&row->references, g_array_unref);
}

static const Row *
get_row (const UaPage *self,
         guint         n)
{
  return &g_array_index (self->rows, Row, n);
}

/* Private; see ua-page-private.h. */

UaPage *
ua_page_new (UaResource  resource,
             UaPosition *position)
{
  UaPage *self = g_new0 (UaPage, 1);

  g_atomic_ref_count_init (&self->refs);
  self->resource = resource;
  self->position = ua_position_ref (position);
  self->total = -1;
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  self->errors = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
ua_page_set_total (UaPage *self,
                   gint64  total)
{
  self->total = MAX (total, -1);
}

void
ua_page_set_n_rows (UaPage *self,
                    guint   n_rows)
{
  self->n_rows = n_rows;
}

void
ua_page_set_next_cursor (UaPage     *self,
                         const char *cursor)
{
  g_free (self->next_cursor);
  self->next_cursor = g_strdup (cursor);
}

void
ua_page_take_member (UaPage         *self,
                     UaMemberRecord *record)
{
  Row row = { .member = record };

  g_array_append_val (self->rows, row);
}

void
ua_page_take_group (UaPage  *self,
                    UaGroup *group,
                    GArray  *references)
{
  Row row = { .group = group, .references = references };

  g_array_append_val (self->rows, row);
}

void
ua_page_take_role_profile (UaPage        *self,
                           UaRoleProfile *profile)
{
  Row row = { .profile = profile };

  g_array_append_val (self->rows, row);
}

void
ua_page_take_error (UaPage *self,
                    char   *error)
{
  g_ptr_array_add (self->errors, error);
}

guint
ua_page_get_n_rows (const UaPage *self)
{
  return self->n_rows;
}

/**
 * ua_page_ref:
 * @self: a page
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaPage *
ua_page_ref (UaPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_page_unref:
 * @self: (transfer full): a page
 *
 * Any thread.
 */
void
ua_page_unref (UaPage *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  ua_position_unref (self->position);
  g_free (self->next_cursor);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->errors);
  g_free (self);
}

/**
 * ua_page_get_resource:
 * @self: a page
 *
 * Returns: what is listed
 *
 * Any thread.
 */
UaResource
ua_page_get_resource (const UaPage *self)
{
  g_return_val_if_fail (self != NULL, UA_RESOURCE_USERS);

  return self->resource;
}

/**
 * ua_page_get_position:
 * @self: a page
 *
 * Returns: (transfer none): where it was asked to begin
 *
 * Any thread.
 */
UaPosition *
ua_page_get_position (const UaPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->position;
}

/**
 * ua_page_get_total:
 * @self: a page
 *
 * Returns: how many rows there are on all pages (`totalResults`; RFC 7644, section 3.4.2) as the
 *   server says, which need not be true; -1 when it does not say or what it says is no number
 *
 * Any thread.
 */
gint64
ua_page_get_total (const UaPage *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->total;
}

/**
 * ua_page_get_next_cursor:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the cursor of the page that follows (`nextCursor`; RFC 9865,
 *   section 2), %NULL when there is none
 *
 * Any thread.
 */
const char *
ua_page_get_next_cursor (const UaPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->next_cursor;
}

/**
 * ua_page_get_n:
 * @self: a page
 *
 * Returns: how many rows could be read
 *
 * Any thread.
 */
guint
ua_page_get_n (const UaPage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * ua_page_get_id:
 * @self: a page
 * @n: which row, below ua_page_get_n()
 *
 * Returns: (transfer none): its id
 *
 * Any thread.
 */
const char *
ua_page_get_id (const UaPage *self,
                guint         n)
{
  const Row *row;

  g_return_val_if_fail (n < ua_page_get_n (self), NULL);

  row = get_row (self, n);
  switch (self->resource)
    {
    case UA_RESOURCE_GROUPS:
      return ua_group_get_id (row->group);
    case UA_RESOURCE_ROLE_PROFILES:
      return ua_role_profile_get_id (row->profile);
    case UA_RESOURCE_USERS:
    case UA_N_RESOURCES:
    default:
      return ua_member_record_get_id (row->member);
    }
}

/**
 * ua_page_get_member:
 * @self: a page of %UA_RESOURCE_USERS
 * @n: which row, below ua_page_get_n()
 *
 * Returns: (transfer none): the member
 *
 * Any thread.
 */
UaMemberRecord *
ua_page_get_member (const UaPage *self,
                    guint         n)
{
  g_return_val_if_fail (n < ua_page_get_n (self), NULL);
  g_return_val_if_fail (self->resource == UA_RESOURCE_USERS, NULL);

  return get_row (self, n)->member;
}

/**
 * ua_page_get_group:
 * @self: a page of %UA_RESOURCE_GROUPS
 * @n: which row, below ua_page_get_n()
 *
 * Returns: (transfer none): the group
 *
 * Any thread.
 */
UaGroup *
ua_page_get_group (const UaPage *self,
                   guint         n)
{
  g_return_val_if_fail (n < ua_page_get_n (self), NULL);
  g_return_val_if_fail (self->resource == UA_RESOURCE_GROUPS, NULL);

  return get_row (self, n)->group;
}

/**
 * ua_page_get_n_in_group:
 * @self: a page of %UA_RESOURCE_GROUPS
 * @n: which row, below ua_page_get_n()
 *
 * Returns: how many members the group has, as far as the page says
 *
 * Any thread.
 */
guint
ua_page_get_n_in_group (const UaPage *self,
                        guint         n)
{
  const Row *row;

  g_return_val_if_fail (n < ua_page_get_n (self), 0);

  row = get_row (self, n);
  return row->references != NULL ? row->references->len : 0;
}

/**
 * ua_page_get_nth_in_group:
 * @self: a page of %UA_RESOURCE_GROUPS
 * @n: which row, below ua_page_get_n()
 * @nth: which member of the group, below ua_page_get_n_in_group()
 *
 * Returns: (transfer none): id, name and role of the member
 *
 * Any thread.
 */
const UaReference *
ua_page_get_nth_in_group (const UaPage *self,
                          guint         n,
                          guint         nth)
{
  g_return_val_if_fail (nth < ua_page_get_n_in_group (self, n), NULL);

  return &g_array_index (get_row (self, n)->references, UaReference, nth);
}

/**
 * ua_page_get_role_profile:
 * @self: a page of %UA_RESOURCE_ROLE_PROFILES
 * @n: which row, below ua_page_get_n()
 *
 * Returns: (transfer none): the role profile
 *
 * Any thread.
 */
UaRoleProfile *
ua_page_get_role_profile (const UaPage *self,
                          guint         n)
{
  g_return_val_if_fail (n < ua_page_get_n (self), NULL);
  g_return_val_if_fail (self->resource == UA_RESOURCE_ROLE_PROFILES, NULL);

  return get_row (self, n)->profile;
}

/**
 * ua_page_get_n_errors:
 * @self: a page
 *
 * Returns: how many rows could not be read
 *
 * Any thread.
 */
guint
ua_page_get_n_errors (const UaPage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->errors->len;
}

/**
 * ua_page_get_error:
 * @self: a page
 * @n: which, below ua_page_get_n_errors()
 *
 * Returns: (transfer none): where and why, such as `Resources[3].id: missing`; without values
 *
 * Any thread.
 */
const char *
ua_page_get_error (const UaPage *self,
                   guint         n)
{
  g_return_val_if_fail (n < ua_page_get_n_errors (self), NULL);

  return g_ptr_array_index (self->errors, n);
}
