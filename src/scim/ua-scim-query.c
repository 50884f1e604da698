/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-query.h"

#include "ua-member-record.h"
#include "ua-scim-field-private.h"
#include "ua-scim-member.h"
#include "ua-scim-urn.h"

#define MAX_WORDS 8

/*
 * What a server can be asked for.  It need not be all of a query: as long as nothing that belongs
 * is left out, the rest can be sieved here.  So a part that SCIM cannot say is dropped where that
 * gives more (in an "and"), and takes the whole with it where it would give less (in an "or" and
 * behind a "not").
 */

static UaScimFilter *translate (const UaFilter       *filter,
                                const UaCapabilities *capabilities,
                                gboolean             *complete);

static UaScimFilter *
join (UaScimFilterKind  kind,
      GPtrArray        *terms)
{
  if (terms->len == 0)
    return NULL;
  return ua_scim_filter_new_group (kind, (UaScimFilter *const *) terms->pdata, terms->len);
}

static GPtrArray *
new_terms (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ua_scim_filter_unref);
}

/* Without the extension only access or no access can be asked for. */
static UaScimFilter *
translate_status (const char           *value,
                  const UaCapabilities *capabilities)
{
  UaStatus status = ua_status_from_token (value);

  if (ua_capabilities_get (capabilities, UA_CAPABILITY_STATUS) == UA_SUPPORT_YES)
    return ua_scim_filter_new_string (ua_scim_field_get_info (UA_FIELD_STATUS)->path,
                                      UA_SCIM_OP_EQ, value);
  if (status == UA_STATUS_ACTIVE || status == UA_STATUS_DEACTIVATED)
    return ua_scim_filter_new_boolean ("active", UA_SCIM_OP_EQ, status == UA_STATUS_ACTIVE);
  return NULL;
}

static UaScimFilter *
translate_list (UaField     field,
                const char *value)
{
  g_autoptr (UaScimFilter) inner = NULL;
  g_autoptr (UaScimFilter) role = NULL;
  g_autoptr (UaScimFilter) both = NULL;
  g_autoptr (UaScimPath) path = NULL;
  UaScimFilter *parts[2];

  if (field != UA_FIELD_COACHED_TEAMS)
    return ua_scim_filter_new_string (ua_scim_field_get_info (field)->path, UA_SCIM_OP_EQ, value);
  inner = ua_scim_filter_new_string ("value", UA_SCIM_OP_EQ, value);
  role = ua_scim_filter_new_string ("role", UA_SCIM_OP_EQ, "coach");
  parts[0] = inner;
  parts[1] = role;
  both = ua_scim_filter_new_group (UA_SCIM_FILTER_AND, parts, 2);
  path = ua_scim_path_new (UA_SCIM_URN_UA_USER, "memberships", NULL, NULL);
  return ua_scim_filter_new_value_path (path, both);
}

/* Whether the server is known to lack the attribute that a field is in. */
static gboolean
lacks (UaField               field,
       const UaCapabilities *capabilities)
{
  const char *urn = ua_scim_field_get_info (field)->urn;

  if (g_strcmp0 (urn, UA_SCIM_URN_ENTERPRISE_USER) == 0)
    return !ua_capabilities_may (capabilities, UA_CAPABILITY_ENTERPRISE);
  if (g_strcmp0 (urn, UA_SCIM_URN_UA_USER) == 0 && field != UA_FIELD_STATUS)
    return !ua_capabilities_may (capabilities, UA_CAPABILITY_STATUS);
  return FALSE;
}

static UaScimFilter *
translate_condition (const UaFilter       *filter,
                     const UaCapabilities *capabilities,
                     gboolean             *complete)
{
  UaField field = ua_filter_get_field (filter);
  const char *value = ua_filter_get_value (filter);
  const char *path = ua_scim_field_get_info (field)->path;
  UaScimFilter *translated = NULL;
  UaScimOp op = UA_SCIM_OP_EQ;

  switch (ua_filter_get_op (filter))
    {
    case UA_FILTER_OP_PRESENT:
      if (!lacks (field, capabilities) && field != UA_FIELD_STATUS && !ua_field_is_list (field))
        {
          g_autoptr (UaScimPath) parsed = ua_scim_path_parse (path, NULL);

          translated = ua_scim_filter_new_present (parsed);
        }
      *complete = *complete && translated != NULL;
      return translated;
    case UA_FILTER_OP_CONTAINS:
      op = UA_SCIM_OP_CO;
      break;
    case UA_FILTER_OP_LESS:
      op = UA_SCIM_OP_LT;
      break;
    case UA_FILTER_OP_GREATER:
      op = UA_SCIM_OP_GT;
      break;
    case UA_FILTER_OP_EQUAL:
    case UA_FILTER_OP_AND:
    case UA_FILTER_OP_OR:
    case UA_FILTER_OP_NOT:
    default:
      break;
    }

  if (value == NULL || lacks (field, capabilities))
    translated = NULL;
  else if (field == UA_FIELD_STATUS)
    translated = op == UA_SCIM_OP_EQ ? translate_status (value, capabilities) : NULL;
  else if (ua_field_is_list (field))
    translated = op == UA_SCIM_OP_EQ && field != UA_FIELD_MANAGED_ATTRIBUTES
                 ? translate_list (field, value) : NULL;
  else if (ua_field_get_kind (field) == UA_FIELD_KIND_BOOLEAN)
    translated = ua_scim_filter_new_boolean (path, UA_SCIM_OP_EQ, g_strcmp0 (value, "true") == 0);
  else
    translated = ua_scim_filter_new_string (path, op, value);
  *complete = *complete && translated != NULL;
  return translated;
}

static UaScimFilter *
translate_group (const UaFilter       *filter,
                 const UaCapabilities *capabilities,
                 gboolean             *complete)
{
  gboolean any = ua_filter_get_op (filter) == UA_FILTER_OP_OR;
  g_autoptr (GPtrArray) terms = new_terms ();

  for (guint i = 0; i < ua_filter_get_n (filter); i++)
    {
      UaScimFilter *term = translate (ua_filter_get_nth (filter, i), capabilities, complete);

      if (term != NULL)
        g_ptr_array_add (terms, term);
      else if (any)
        return NULL;
    }
  return join (any ? UA_SCIM_FILTER_OR : UA_SCIM_FILTER_AND, terms);
}

/* Gives %NULL where nothing can be asked; clears @complete where less is asked than was meant. */
static UaScimFilter *
translate (const UaFilter       *filter,
           const UaCapabilities *capabilities,
           gboolean             *complete)
{
  switch (ua_filter_get_op (filter))
    {
    case UA_FILTER_OP_AND:
    case UA_FILTER_OP_OR:
      return translate_group (filter, capabilities, complete);
    case UA_FILTER_OP_NOT:
      {
        gboolean whole = TRUE;
        g_autoptr (UaScimFilter) child = translate (ua_filter_get_nth (filter, 0), capabilities,
                                                    &whole);

        /* The opposite of too much would be too little. */
        *complete = *complete && whole && child != NULL;
        return whole && child != NULL ? ua_scim_filter_new_not (child) : NULL;
      }
    case UA_FILTER_OP_EQUAL:
    case UA_FILTER_OP_CONTAINS:
    case UA_FILTER_OP_LESS:
    case UA_FILTER_OP_GREATER:
    case UA_FILTER_OP_PRESENT:
    default:
      return translate_condition (filter, capabilities, complete);
    }
}

/* Each word somewhere in a name, the user name or an email address. */
static void
add_search (GPtrArray  *terms,
            const char *search)
{
  static const UaField fields[] = {
    UA_FIELD_USER_NAME, UA_FIELD_DISPLAY_NAME, UA_FIELD_GIVEN_NAME, UA_FIELD_FAMILY_NAME,
    UA_FIELD_EMAIL,
  };
  g_auto (GStrv) words = g_strsplit_set (search, " \t\r\n", -1);
  guint n = 0;

  for (gsize i = 0; words[i] != NULL && n < MAX_WORDS; i++)
    {
      g_autoptr (GPtrArray) places = NULL;

      if (*words[i] == '\0')
        continue;
      places = new_terms ();
      for (gsize k = 0; k < G_N_ELEMENTS (fields); k++)
        g_ptr_array_add (places,
                         ua_scim_filter_new_string (ua_scim_field_get_info (fields[k])->path,
                                                    UA_SCIM_OP_CO, words[i]));
      g_ptr_array_add (terms, join (UA_SCIM_FILTER_OR, places));
      n++;
    }
}

/**
 * ua_scim_query_to_filter:
 * @query: a query
 * @capabilities: what the server can do
 * @complete: (out): where to put whether the filter says all of the query; if not, it finds more,
 *   and the rest is to be sieved by the caller
 *
 * Makes the filter to send for a query.  A search becomes words, each of which has to be in a name,
 * the user name or an email address.  A search is never complete: a server compares letters, so
 * that it does not find `Müller` for `muller`, and only the cache finds all.
 *
 * Returns: (transfer full) (nullable): the filter; %NULL when there is nothing to ask for
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_query_to_filter (const UaQuery        *query,
                         const UaCapabilities *capabilities,
                         gboolean             *complete)
{
  g_autoptr (GPtrArray) terms = new_terms ();
  const char *search;
  UaFilter *filter;
  gboolean whole = TRUE;

  g_return_val_if_fail (query != NULL && capabilities != NULL && complete != NULL, NULL);

  search = ua_query_get_search (query);
  filter = ua_query_get_filter (query);
  if (search != NULL && *search != '\0')
    whole = FALSE;
  if (!ua_capabilities_may (capabilities, UA_CAPABILITY_FILTER))
    {
      *complete = whole && filter == NULL;
      return NULL;
    }
  if (search != NULL)
    add_search (terms, search);
  if (filter != NULL)
    {
      UaScimFilter *translated = translate (filter, capabilities, &whole);

      if (translated != NULL)
        g_ptr_array_add (terms, translated);
    }
  *complete = whole;
  return join (UA_SCIM_FILTER_AND, terms);
}

/**
 * ua_scim_query_get_sort_by:
 * @query: a query
 * @capabilities: what the server can do
 *
 * Returns: (transfer none) (nullable): the parameter `sortBy` (RFC 7644, section 3.4.2.3); %NULL
 *   when the server cannot sort so
 *
 * Any thread.
 */
const char *
ua_scim_query_get_sort_by (const UaQuery        *query,
                           const UaCapabilities *capabilities)
{
  UaField field;

  g_return_val_if_fail (query != NULL && capabilities != NULL, NULL);

  field = ua_query_get_sort (query);
  if (!ua_capabilities_may (capabilities, UA_CAPABILITY_SORT) || lacks (field, capabilities))
    return NULL;
  if (field == UA_FIELD_STATUS &&
      ua_capabilities_get (capabilities, UA_CAPABILITY_STATUS) != UA_SUPPORT_YES)
    return "active";
  return ua_scim_field_get_path (field);
}

/**
 * ua_scim_query_get_sort_order:
 * @query: a query
 *
 * Returns: (transfer none): the parameter `sortOrder`: `ascending` or `descending`
 *
 * Any thread.
 */
const char *
ua_scim_query_get_sort_order (const UaQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  return ua_query_get_descending (query) ? "descending" : "ascending";
}
