/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-target.h"

#include "ua-scim-entry.h"
#include "ua-scim-query.h"

#include <string.h>

#define ROLE_PROFILES_PATH "/RoleProfiles"

static const char *
get_path (const UaCapabilities *capabilities,
          UaResource            resource)
{
  switch (resource)
    {
    case UA_RESOURCE_GROUPS:
      return ua_capabilities_get_groups_path (capabilities);
    case UA_RESOURCE_ROLE_PROFILES:
      return ROLE_PROFILES_PATH;
    case UA_RESOURCE_USERS:
    case UA_N_RESOURCES:
    default:
      return ua_capabilities_get_users_path (capabilities);
    }
}

static void
append_parameter (GString    *target,
                  const char *name,
                  const char *value)
{
  g_string_append_c (target, strchr (target->str, '?') != NULL ? '&' : '?');
  g_string_append (target, name);
  g_string_append_c (target, '=');
  g_string_append_uri_escaped (target, value, NULL, FALSE);
}

static void
append_number (GString    *target,
               const char *name,
               guint64     number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  append_parameter (target, name, text);
}

/* The condition of the query and that of the position, as far as there are any. */
static UaScimFilter *
make_filter (const UaCapabilities *capabilities,
             UaQuery              *query,
             const char           *after)
{
  g_autoptr (UaScimFilter) asked = NULL;
  g_autoptr (UaScimFilter) behind = NULL;
  UaScimFilter *both[2];
  gboolean is_complete;

  /* What the server cannot tell apart comes along, and is told apart by the cache. */
  if (query != NULL)
    asked = ua_scim_query_to_filter (query, capabilities, &is_complete);
  if (after != NULL && *after != '\0')
    behind = ua_scim_filter_new_string ("id", UA_SCIM_OP_GT, after);
  if (asked == NULL || behind == NULL)
    return asked != NULL ? g_steal_pointer (&asked) : g_steal_pointer (&behind);
  both[0] = asked;
  both[1] = behind;
  return ua_scim_filter_new_group (UA_SCIM_FILTER_AND, both, G_N_ELEMENTS (both));
}

static char *
append_id (const char *path,
           const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  /* A dot alone would be taken for the folder, and lead elsewhere. */
  if (g_strcmp0 (id, ".") == 0 || g_strcmp0 (id, "..") == 0)
    {
      g_free (escaped);
      escaped = g_strdup (id[1] == '\0' ? "%2E" : "%2E%2E");
    }
  return g_strconcat (path, "/", escaped, NULL);
}

static void
append_position (GString    *target,
                 UaPosition *position,
                 guint       count)
{
  UaPositionKind kind = ua_position_get_kind (position);

  /* The first page needs no index, and some servers know none. */
  if (kind == UA_POSITION_KIND_INDEX && ua_position_get_index (position) > 1)
    append_number (target, "startIndex", ua_position_get_index (position));
  if (kind == UA_POSITION_KIND_CURSOR)
    append_parameter (target, "cursor", ua_position_get_text (position));
  append_number (target, "count", count);
}

/**
 * ua_client_target_list:
 * @capabilities: what is known of the server
 * @resource: what to list
 * @query: (nullable): which members; %NULL for all
 * @position: where the page begins
 * @count: how many rows to ask for
 * @flags: what the page need not hold
 *
 * Returns: (transfer full): path and query of a page, below the base address (RFC 7644,
 *   section 3.4.2; RFC 9865)
 *
 * Any thread.
 */
char *
ua_client_target_list (const UaCapabilities *capabilities,
                       UaResource            resource,
                       UaQuery              *query,
                       UaPosition           *position,
                       guint                 count,
                       UaListFlags           flags)
{
  GString *target = g_string_new (get_path (capabilities, resource));
  gboolean is_after = ua_position_get_kind (position) == UA_POSITION_KIND_AFTER;
  g_autoptr (UaScimFilter) filter = make_filter (capabilities, query,
                                                 is_after ? ua_position_get_text (position) : NULL);
  const char *sort_by = query != NULL ? ua_scim_query_get_sort_by (query, capabilities) : NULL;

  if (filter != NULL)
    {
      g_autofree char *text = ua_scim_filter_to_string (filter);

      append_parameter (target, "filter", text);
    }
  if (is_after)
    append_parameter (target, "sortBy", "id");
  else if (sort_by != NULL)
    {
      append_parameter (target, "sortBy", sort_by);
      append_parameter (target, "sortOrder", ua_scim_query_get_sort_order (query));
    }
  append_position (target, position, count);
  if (resource == UA_RESOURCE_GROUPS && (flags & UA_LIST_FLAGS_WITHOUT_MEMBERS) != 0)
    append_parameter (target, "excludedAttributes", "members");
  return g_string_free (target, FALSE);
}

/**
 * ua_client_target_member:
 * @capabilities: what is known of the server
 * @id: the id of a member, of any characters
 *
 * Returns: (transfer full): the path of the member, below the base address
 *
 * Any thread.
 */
char *
ua_client_target_member (const UaCapabilities *capabilities,
                         const char           *id)
{
  return append_id (ua_capabilities_get_users_path (capabilities), id);
}

/**
 * ua_client_target_is_picture:
 * @capabilities: what is known of the server
 * @id: the id of a member, of any characters
 * @photo: the address of a picture of the member, as the server has it
 *
 * Returns: whether it is the picture of the extension, by whatever name the server calls itself
 *
 * Any thread.
 */
gboolean
ua_client_target_is_picture (const UaCapabilities *capabilities,
                             const char           *id,
                             const char           *photo)
{
  g_autofree char *own = ua_client_target_picture (capabilities, "", id, NULL);
  g_autofree char *path = g_strndup (photo, strcspn (photo, "?#"));

  return g_str_has_suffix (path, own) &&
         ua_capabilities_get (capabilities, UA_CAPABILITY_PICTURES) == UA_SUPPORT_YES;
}

/**
 * ua_client_target_picture:
 * @capabilities: what is known of the server
 * @address: the base address
 * @id: the id of a member, of any characters
 * @photo: (nullable): the address of a picture of the member, as the server has it; %NULL for where
 *   one is put
 *
 * Credentials go with what is asked, and who looks at whom is nobody else's business: only what is
 * below the base address is asked for.  The picture of the extension is, by whatever name the
 * server calls itself; what comes behind `?` then only tells one picture from the next.
 *
 * Returns: (transfer full) (nullable): the path of the picture below the base address; %NULL where
 *   it is elsewhere
 *
 * Any thread.
 */
char *
ua_client_target_picture (const UaCapabilities *capabilities,
                          const char           *address,
                          const char           *id,
                          const char           *photo)
{
  g_autofree char *member = ua_client_target_member (capabilities, id);
  g_autofree char *own = g_strconcat (member, "/picture", NULL);
  gsize n = strlen (address);

  if (photo == NULL || ua_client_target_is_picture (capabilities, id, photo))
    return g_steal_pointer (&own);
  if (strncmp (photo, address, n) == 0 && photo[n] == '/' && strstr (photo + n, "/../") == NULL)
    return g_strndup (photo + n, strcspn (photo + n, "#"));
  return NULL;
}

/**
 * ua_client_target_listed:
 * @capabilities: what is known of the server
 * @resource: of what kind
 * @id: (nullable): which one, of any characters; %NULL for where new ones are made
 *
 * Returns: (transfer full): the path of it, below the base address
 *
 * Any thread.
 */
char *
ua_client_target_listed (const UaCapabilities *capabilities,
                         UaResource            resource,
                         const char           *id)
{
  const char *path = get_path (capabilities, resource);

  return id != NULL ? append_id (path, id) : g_strdup (path);
}

/**
 * ua_client_target_entries:
 * @query: which entries, in what order
 * @position: where the page begins, by index or cursor
 * @count: how many rows to ask for
 *
 * Returns: (transfer full): path and query of a page, below the base address (RFC 7644,
 *   section 3.4.2; RFC 9865)
 *
 * Any thread.
 */
char *
ua_client_target_entries (UaEntryQuery *query,
                          UaPosition   *position,
                          guint         count)
{
  GString *target = g_string_new (ua_scim_entry_get_endpoint (ua_entry_query_get_kind (query)));
  g_autoptr (UaScimFilter) filter = ua_scim_entry_to_filter (query);

  if (filter != NULL)
    {
      g_autofree char *text = ua_scim_filter_to_string (filter);

      append_parameter (target, "filter", text);
    }
  append_parameter (target, "sortBy", ua_entry_query_get_sort (query));
  append_parameter (target, "sortOrder",
                    ua_entry_query_get_descending (query) ? "descending" : "ascending");
  append_position (target, position, count);
  return g_string_free (target, FALSE);
}

/**
 * ua_client_target_entry:
 * @type: what it is
 * @id: its id, of any characters
 *
 * Returns: (transfer full): its path, below the base address
 *
 * Any thread.
 */
char *
ua_client_target_entry (UaEntryType  type,
                        const char  *id)
{
  return append_id (ua_scim_entry_get_endpoint (type), id);
}
