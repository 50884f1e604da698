/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-action.h"

#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

#include <stdlib.h>
#include <string.h>

/* How long a name of an action may be that is remembered, in bytes, and how many there may be. */
#define MAX_NAME_BYTES 64
#define MAX_NAMES 256

/**
 * ua_scim_action_to_request:
 * @action: what is to be done
 * @dry_run: whether only to tell what would happen
 *
 * Returns: (transfer full): the body of `POST /Actions`
 *
 * Any thread.
 */
JsonNode *
ua_scim_action_to_request (const UaAction *action,
                           gboolean        dry_run)
{
  JsonObject *request = json_object_new ();
  JsonArray *schemas = json_array_new ();
  JsonArray *targets = json_array_new ();
  GVariant *parameters = ua_action_get_parameters (action);

  json_array_add_string_element (schemas, UA_SCIM_URN_UA_ACTION_REQUEST);
  json_object_set_array_member (request, "schemas", schemas);
  json_object_set_string_member (request, "action", ua_action_get_name (action));
  for (guint i = 0; i < ua_action_get_n_targets (action); i++)
    {
      JsonObject *target = json_object_new ();

      json_object_set_string_member (target, "value", ua_action_get_targets (action)[i]);
      json_array_add_object_element (targets, target);
    }
  json_object_set_array_member (request, "targets", targets);
  if (parameters != NULL)
    json_object_set_member (request, "parameters", json_gvariant_serialize (parameters));
  json_object_set_boolean_member (request, "dryRun", dry_run);
  return ua_json_from_object (request);
}

/* A value as a person reads it: how it is called rather than its id, several with commas. */
static char *
read_value (JsonNode *node)
{
  g_autoptr (GString) text = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonNode *shown = ua_json_get (object, "display");

      return ua_json_read_text (shown != NULL ? shown : ua_json_get (object, "value"));
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return ua_json_read_text (node);
  text = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);
      g_autofree char *part = JSON_NODE_HOLDS_ARRAY (element) ? NULL : read_value (element);

      if (part != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static JsonObject *
get_element (JsonArray *array,
             guint      n)
{
  JsonNode *node = json_array_get_element (array, n);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_change (JsonObject *change,
             UaResult   *result)
{
  const char *type = ua_json_get_string (change, "resourceType");
  const char *id = ua_json_get_string (change, "value");
  JsonObject *attributes = ua_json_get_object (change, "attributes");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (type == NULL || id == NULL)
    return;
  if (attributes == NULL)
    {
      ua_result_add_change (result, type, id, NULL, NULL, NULL);
      return;
    }
  json_object_iter_init (&iter, attributes);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *values = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autofree char *old_value = read_value (ua_json_get (values, "old"));
      g_autofree char *new_value = read_value (ua_json_get (values, "new"));

      ua_result_add_change (result, type, id, name, old_value, new_value);
    }
}

static void
read_changes (JsonArray *changes,
              UaResult  *result)
{
  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    if (get_element (changes, i) != NULL)
      read_change (get_element (changes, i), result);
}

static void
read_mails (JsonArray *mails,
            UaResult  *result)
{
  for (guint i = 0; mails != NULL && i < json_array_get_length (mails); i++)
    {
      JsonObject *mail = get_element (mails, i);
      const char *kind = mail != NULL ? ua_json_get_string (mail, "kind") : NULL;
      const char *recipient = mail != NULL ? ua_json_get_string (mail, "recipient") : NULL;

      if (kind != NULL && recipient != NULL)
        ua_result_add_mail (result, kind, recipient);
    }
}

/* The status is a text in RFC 7644, section 3.7, and a number with some. */
static guint
read_status (JsonObject *object)
{
  g_autofree char *text = ua_json_read_text (ua_json_get (object, "status"));
  long status = text != NULL ? strtol (text, NULL, 10) : 0;

  return status >= 100 && status <= 599 ? (guint) status : 0;
}

static gboolean
read_result (JsonObject  *object,
             UaReport    *report,
             GError     **error)
{
  guint status = read_status (object);
  JsonNode *more = ua_json_get (object, "result");
  UaResult *result;

  if (status == 0)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_PROTOCOL,
                           "a result does not say what became of it");
      return FALSE;
    }
  result = ua_report_add (report, ua_json_get_string (object, "value"), status);
  result->scim_type = g_strdup (ua_json_get_string (object, "scimType"));
  result->detail = g_strdup (ua_json_get_string (object, "detail"));
  read_changes (ua_json_get_array (object, "changes"), result);
  read_mails (ua_json_get_array (object, "mails"), result);
  if (more != NULL && JSON_NODE_HOLDS_OBJECT (more))
    result->more = json_gvariant_deserialize (more, "a{sv}", NULL);
  if (result->more != NULL)
    g_variant_ref_sink (result->more);
  return TRUE;
}

static guint
read_count (JsonObject *object,
            const char *name)
{
  gint64 count = 0;

  ua_json_read_int (ua_json_get (object, name), &count);
  return (guint) CLAMP (count, 0, G_MAXINT);
}

static void
read_seats (JsonObject *seats,
            UaReport   *report)
{
  JsonObject *before = ua_json_get_object (seats, "before");
  JsonObject *after = ua_json_get_object (seats, "after");

  if (before == NULL || after == NULL)
    return;
  report->has_seats = TRUE;
  report->seats_total = read_count (after, "total");
  report->seats_before = read_count (before, "used");
  report->seats_after = read_count (after, "used");
}

/**
 * ua_scim_action_read:
 * @body: the answer to `POST /Actions`
 * @error: %UA_ERROR_PROTOCOL when it is no such answer
 *
 * Returns: (transfer full) (nullable): what became of each target
 *
 * Any thread.
 */
UaReport *
ua_scim_action_read (JsonNode  *body,
                     GError   **error)
{
  g_autoptr (UaReport) report = ua_report_new ();
  JsonObject *object = body != NULL && JSON_NODE_HOLDS_OBJECT (body) ? json_node_get_object (body)
                                                                     : NULL;
  JsonArray *results = ua_json_get_array (object, "results");

  if (results == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_PROTOCOL,
                           "the answer does not say what became of the action");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (results); i++)
    if (get_element (results, i) != NULL && !read_result (get_element (results, i), report, error))
      return NULL;
  read_seats (ua_json_get_object (object, "seats"), report);
  return g_steal_pointer (&report);
}

/**
 * ua_scim_action_read_names:
 * @body: (nullable): the answer to `GET /Actions`
 *
 * Returns: (transfer full): what can be done, as far as it can be read
 *
 * Any thread.
 */
GStrv
ua_scim_action_read_names (JsonNode *body)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObject *object = body != NULL && JSON_NODE_HOLDS_OBJECT (body) ? json_node_get_object (body)
                                                                     : NULL;
  JsonArray *resources = ua_json_get_array (object, "Resources");
  guint n = resources != NULL ? json_array_get_length (resources) : 0;

  for (guint i = 0; i < MIN (n, MAX_NAMES); i++)
    {
      JsonObject *action = get_element (resources, i);
      const char *name = action != NULL ? ua_json_get_string (action, "name") : NULL;

      if (name != NULL && *name != '\0' && strnlen (name, MAX_NAME_BYTES + 1) <= MAX_NAME_BYTES)
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}
