/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-list.h"

#include "ua-error.h"
#include "ua-json-private.h"
#include "ua-scim-entry.h"
#include "ua-scim-member.h"
#include "ua-scim-urn.h"

#include <string.h>

#define MAX_CURSOR_BYTES 4096
#define MAX_ERRORS 100
#define MAX_ITEMS 100000

/* Of one item.  A group or a provisioning run may have everybody in it, with some values for
 * each. */
#define MAX_VALUES 100000
#define MAX_VALUES_OF_MANY 1000000

typedef struct
{
  UaScimPage *page; /* (unowned) */
  UaScimListKind kind;
  UaEntryType type; /* of entries */
} Collector;

static void
free_item (gpointer item)
{
  g_object_unref (item);
}

static GPtrArray *
new_items (UaScimListKind kind)
{
  if (kind == UA_SCIM_LIST_MEMBERS)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) ua_member_record_unref);
  return g_ptr_array_new_with_free_func (free_item);
}

static gpointer
read_item (const Collector  *collector,
           JsonObject       *resource,
           const char       *path,
           GError          **error)
{
  switch (collector->kind)
    {
    case UA_SCIM_LIST_ENTRIES:
      return ua_scim_entry_read (collector->type, resource, path, error);
    case UA_SCIM_LIST_GROUPS:
      return ua_scim_group_read (resource, path, error);
    case UA_SCIM_LIST_ROLE_PROFILES:
      return ua_scim_role_profile_read (resource, path, error);
    case UA_SCIM_LIST_MEMBERS:
    default:
      return ua_scim_member_read (resource, path, error);
    }
}

static void
add_item (const Collector *collector,
          JsonNode        *node)
{
  UaScimPage *self = collector->page;
  g_autofree char *path = g_strdup_printf ("Resources[%u]", self->n_resources);
  g_autoptr (GError) error = NULL;
  gpointer item = NULL;

  self->n_resources++;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    g_set_error (&error, UA_ERROR, UA_ERROR_PROTOCOL, "%s is no object", path);
  else
    item = read_item (collector, json_node_get_object (node), path, &error);
  if (item == NULL)
    {
      self->n_skipped++;
      if (self->errors->len < MAX_ERRORS)
        g_ptr_array_add (self->errors, g_steal_pointer (&error));
      return;
    }
  g_ptr_array_add (self->items, item);
  if (self->members != NULL)
    g_ptr_array_add (self->members, ua_scim_group_get_members (json_node_get_object (node)));
}

static gboolean
item_read_cb (JsonNode *item,
              gpointer  user_data)
{
  Collector *collector = user_data;
  UaScimPage *page = collector->page;

  if (item != NULL)
    {
      add_item (collector, item);
      return page->n_resources < MAX_ITEMS;
    }
  /* The list begins, perhaps once more. */
  g_ptr_array_set_size (page->items, 0);
  g_ptr_array_set_size (page->errors, 0);
  if (page->members != NULL)
    g_ptr_array_set_size (page->members, 0);
  page->n_skipped = 0;
  page->n_resources = 0;
  return TRUE;
}

static UaScimPage *
new_page (UaScimListKind kind)
{
  UaScimPage *self = g_new0 (UaScimPage, 1);

  self->items = new_items (kind);
  self->errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  if (kind == UA_SCIM_LIST_GROUPS)
    self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

static gint64
read_count (JsonObject *object,
            const char *name)
{
  gint64 count;

  if (!ua_json_read_int (ua_json_get (object, name), &count) || count < 0)
    return -1;
  return count;
}

/* Whether an object without resources is an empty list rather than something else. */
static gboolean
is_list (JsonObject *object)
{
  JsonArray *schemas = ua_json_get_array (object, "schemas");

  for (guint i = 0; schemas != NULL && i < json_array_get_length (schemas); i++)
    if (ua_scim_urn_equal (ua_json_as_string (json_array_get_element (schemas, i)),
                           UA_SCIM_URN_LIST_RESPONSE))
      return TRUE;
  return read_count (object, "totalResults") >= 0;
}

/* Finds what is listed; %NULL with @empty set when the list has nothing in it. */
static JsonNode *
find_resources (JsonNode *node,
                gboolean *empty)
{
  JsonObject *object;
  JsonNode *resources;

  *empty = FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return node;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  resources = ua_json_get (object, "Resources");
  if (resources != NULL &&
      (JSON_NODE_HOLDS_ARRAY (resources) || JSON_NODE_HOLDS_OBJECT (resources)))
    return resources;
  if (resources == NULL && is_list (object))
    {
      *empty = TRUE;
      return NULL;
    }
  /* A resource where a list of one belongs. */
  return resources == NULL && ua_json_get (object, "id") != NULL ? node : NULL;
}

static UaScimPage *
read_page (GBytes          *body,
           UaScimListKind   kind,
           UaEntryType      type,
           GError         **error)
{
  UaJsonLimits limits = {
    UA_JSON_MAX_BYTES, UA_JSON_MAX_DEPTH, MAX_VALUES, UA_JSON_MAX_MEMBERS, TRUE
  };
  g_autoptr (UaScimPage) self = NULL;
  g_autoptr (JsonNode) node = NULL;
  Collector collector;
  JsonObject *object = NULL;
  JsonNode *resources;
  gboolean empty;
  const char *cursor;

  if (kind == UA_SCIM_LIST_GROUPS || kind == UA_SCIM_LIST_ENTRIES)
    limits.max_values = MAX_VALUES_OF_MANY;
  self = new_page (kind);
  collector = (Collector) { self, kind, type };
  node = ua_json_parse_list (body, &limits, "Resources", item_read_cb, &collector, error);
  if (node == NULL)
    return NULL;
  resources = find_resources (node, &empty);
  if (resources == NULL && !empty)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_PROTOCOL,
                           "The answer is no list of resources");
      return NULL;
    }

  if (JSON_NODE_HOLDS_OBJECT (node) && resources != node)
    object = json_node_get_object (node);
  self->total = object != NULL ? read_count (object, "totalResults") : -1;
  self->start_index = object != NULL ? read_count (object, "startIndex") : -1;
  self->items_per_page = object != NULL ? read_count (object, "itemsPerPage") : -1;
  cursor = ua_json_get_string (object, "nextCursor");
  if (cursor != NULL && *cursor != '\0' && strlen (cursor) <= MAX_CURSOR_BYTES)
    self->next_cursor = g_strdup (cursor);

  /* What came in the form of a ListResponse has been read already. */
  if (resources != NULL && JSON_NODE_HOLDS_OBJECT (resources))
    {
      item_read_cb (NULL, &collector);
      add_item (&collector, resources);
    }
  else if (resources == node)
    {
      JsonArray *array = json_node_get_array (resources);

      for (guint i = 0; i < json_array_get_length (array); i++)
        add_item (&collector, json_array_get_element (array, i));
    }
  return g_steal_pointer (&self);
}

/**
 * ua_scim_page_read:
 * @body: the body of a response
 * @kind: what is listed, but for entries
 * @error: where to put a #GError
 *
 * Reads a ListResponse (RFC 7644, section 3.4.2) tolerantly: names in any case, `Resources` missing
 * when there are none, one object where the array belongs, an array or a resource without the
 * object around it, counts as strings, missing or below zero.  An item that cannot be read is
 * skipped and told in `errors`.  Damaged texts are repaired (see #UaJsonLimits).
 *
 * Returns: (transfer full) (nullable): the page; %NULL with %UA_ERROR_PROTOCOL when the body is no
 *   list, %UA_ERROR_TOO_LARGE when it is larger than what ua_json_parse() reads or has 100,000
 *   items or more
 *
 * Any thread; a page of 1,000 members takes some tens of milliseconds, so a worker's.
 */
UaScimPage *
ua_scim_page_read (GBytes          *body,
                   UaScimListKind   kind,
                   GError         **error)
{
  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (kind != UA_SCIM_LIST_ENTRIES, NULL);

  return read_page (body, kind, UA_N_ENTRY_TYPES, error);
}

/**
 * ua_scim_page_read_entries:
 * @body: the body of a response
 * @type: what is listed
 * @error: where to put a #GError
 *
 * Reads a list of entries as ua_scim_page_read() does.  A body with one resource is a list of one.
 *
 * Returns: (transfer full) (nullable): the page; %NULL with an error as of ua_scim_page_read()
 *
 * Any thread; a worker's for many.
 */
UaScimPage *
ua_scim_page_read_entries (GBytes       *body,
                           UaEntryType   type,
                           GError      **error)
{
  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail ((guint) type < UA_N_SERVED_ENTRY_TYPES || type == UA_ENTRY_TYPE_TIES, NULL);

  return read_page (body, UA_SCIM_LIST_ENTRIES, type, error);
}

/**
 * ua_scim_page_free:
 * @self: (transfer full) (nullable): a page
 *
 * Any thread.
 */
void
ua_scim_page_free (UaScimPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->errors, g_ptr_array_unref);
  g_free (self->next_cursor);
  g_free (self);
}
