/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-member.h"

#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-field-private.h"
#include "ua-scim-filter.h"
#include "ua-scim-urn.h"

/* Strict in what is written: lower-case operations, a path in each, real booleans. */

static JsonNode *
new_string (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
new_boolean (gboolean value)
{
  return json_node_init_boolean (json_node_alloc (), value);
}

static void
add_string (JsonArray  *array,
            const char *text)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (ua_scim_urn_equal (ua_json_as_string (json_array_get_element (array, i)), text))
      return;
  json_array_add_string_element (array, text);
}

/* Whether the server sets the field after another one, so that there is nothing to send. */
static gboolean
follows (UaField field)
{
  return field == UA_FIELD_ROLE_PROFILE_NAME || field == UA_FIELD_AMBITION_ROLE_NAME ||
         field == UA_FIELD_MANAGER_NAME;
}

/* Plain SCIM knows access or no access; every other status changes through an action. */
static gboolean
read_active (const UaPatchEntry  *entry,
             gboolean            *active,
             GError             **error)
{
  UaStatus status = ua_status_from_token (entry->new_value);

  if (status != UA_STATUS_ACTIVE && status != UA_STATUS_DEACTIVATED)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_NOT_SUPPORTED,
                           "Only active and deactivated can be set");
      return FALSE;
    }
  *active = status == UA_STATUS_ACTIVE;
  return TRUE;
}

static gboolean
check_writable (const UaPatchEntry  *entry,
                GError             **error)
{
  if (ua_scim_field_is_writable (entry->field))
    return TRUE;
  g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT, "%s cannot be set",
               ua_scim_field_get_path (entry->field));
  return FALSE;
}

/* An object `{"value": …}`, of the type "work" where it is a new one among several. */
static JsonNode *
new_value (const UaScimFieldInfo *info,
           const char            *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, info->sub, text);
  if (info->among)
    {
      json_object_set_string_member (object, "type", "work");
      json_object_set_boolean_member (object, "primary", TRUE);
    }
  return ua_json_from_object (object);
}

static void
add_operation (JsonArray  *operations,
               const char *op,
               const char *path,
               JsonNode   *value)
{
  JsonObject *operation = json_object_new ();

  json_object_set_string_member (operation, "op", op);
  json_object_set_string_member (operation, "path", path);
  if (value != NULL)
    json_object_set_member (operation, "value", value);
  json_array_add_object_element (operations, operation);
}

static gboolean
is_among (UaField     field,
          const char *attribute)
{
  const UaScimFieldInfo *info = ua_scim_field_get_info (field);

  return info->among && g_strcmp0 (info->attribute, attribute) == 0;
}

/*
 * What tells the one among several values that a field was read from: all that is known of it.  Of
 * a postal address one part alone may be the same in another one.
 */
static UaScimFilter *
make_selector (const char *const *now,
               const char        *attribute)
{
  g_autoptr (GPtrArray) terms = NULL;

  terms = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_scim_filter_unref);
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    if (is_among (field, attribute) && now[field] != NULL)
      g_ptr_array_add (terms, ua_scim_filter_new_string (ua_scim_field_get_info (field)->sub,
                                                         UA_SCIM_OP_EQ, now[field]));
  if (terms->len == 0)
    return NULL;
  return ua_scim_filter_new_group (UA_SCIM_FILTER_AND, (UaScimFilter *const *) terms->pdata,
                                   terms->len);
}

/* A value that the member does not have yet, of the entries from the @n-th on. */
static void
add_new_value (JsonArray     *operations,
               const UaPatch *patch,
               guint          n,
               const char    *attribute)
{
  JsonArray *array = json_array_new ();
  JsonNode *value = json_node_alloc ();
  JsonNode *object = NULL;

  json_node_take_array (json_node_init (value, JSON_NODE_ARRAY), array);
  for (guint i = n; i < ua_patch_get_n (patch); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (patch, i);
      const UaScimFieldInfo *info = ua_scim_field_get_info (entry->field);

      if (!is_among (entry->field, attribute) || entry->new_value == NULL)
        continue;
      if (object == NULL)
        {
          object = new_value (info, entry->new_value);
          json_array_add_element (array, object);
        }
      else
        ua_json_set (json_node_get_object (object), info->sub, new_string (entry->new_value));
    }
  if (object != NULL)
    add_operation (operations, "add", attribute, value);
  else
    json_node_unref (value);
}

/*
 * The entries of a patch that are in one value among several.  Each operation changes what the next
 * one has to look for, so @now keeps up with them.
 */
static void
add_among (JsonArray            *operations,
           const UaPatch        *patch,
           const UaMemberRecord *base,
           const char           *attribute)
{
  const char *now[UA_N_SCALAR_FIELDS] = { NULL };

  for (UaField field = 0; base != NULL && field < UA_N_SCALAR_FIELDS; field++)
    now[field] = ua_member_record_get (base, field);
  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    now[ua_patch_get_nth (patch, i)->field] = ua_patch_get_nth (patch, i)->old_value;

  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (patch, i);
      const char *sub = ua_scim_field_get_info (entry->field)->sub;
      g_autoptr (UaScimFilter) selector = NULL;
      g_autoptr (UaScimPath) path = NULL;
      g_autofree char *text = NULL;

      if (!is_among (entry->field, attribute))
        continue;
      selector = make_selector (now, attribute);
      if (selector == NULL)
        {
          add_new_value (operations, patch, i, attribute);
          return;
        }
      /* Without its address an email address is nothing; without its city an address is one. */
      if (entry->new_value == NULL && g_strcmp0 (sub, "value") == 0)
        sub = NULL;
      path = ua_scim_path_new (NULL, attribute, selector, sub);
      text = ua_scim_path_to_string (path);
      if (entry->new_value == NULL)
        add_operation (operations, "remove", text, NULL);
      else
        add_operation (operations, "replace", text, new_string (entry->new_value));
      now[entry->field] = entry->new_value;
    }
}

/* Whether an entry before the @n-th one is in the same attribute, and was written with it. */
static gboolean
was_written (const UaPatch *patch,
             guint          n)
{
  const char *attribute = ua_scim_field_get_info (ua_patch_get_nth (patch, n)->field)->attribute;

  for (guint i = 0; i < n; i++)
    if (is_among (ua_patch_get_nth (patch, i)->field, attribute))
      return TRUE;
  return FALSE;
}

static void
add_entry (JsonArray          *operations,
           const UaPatchEntry *entry)
{
  const UaScimFieldInfo *info = ua_scim_field_get_info (entry->field);
  g_autofree char *path = NULL;
  JsonNode *value = NULL;

  if (info->reference)
    path = g_strconcat (info->urn, ":", info->attribute, NULL);
  else
    path = g_strdup (info->path);
  if (entry->new_value == NULL)
    {
      add_operation (operations, "remove", path, NULL);
      return;
    }
  value = info->reference ? new_value (info, entry->new_value) : new_string (entry->new_value);
  add_operation (operations, "replace", path, value);
}

/**
 * ua_scim_member_to_patch:
 * @patch: what to change
 * @base: (nullable): the member as it was when editing began, which tells one among several
 *   addresses
 * @error: where to put a #GError
 *
 * Writes the body of a PATCH (RFC 7644, section 3.5.2): strict SCIM, each operation with a path.
 * Active and deactivated become the attribute `active`.  Names that follow from an id are left to
 * the server.
 *
 * Returns: (transfer full) (nullable): a PatchOp, whose operations may be none; %NULL with
 *   %UA_ERROR_INVALID_ARGUMENT when a field cannot be set, %UA_ERROR_NOT_SUPPORTED for another
 *   status
 *
 * Any thread.
 */
JsonNode *
ua_scim_member_to_patch (const UaPatch         *patch,
                         const UaMemberRecord  *base,
                         GError               **error)
{
  g_autoptr (JsonObject) object = NULL;
  JsonArray *schemas, *operations;

  g_return_val_if_fail (patch != NULL, NULL);

  object = json_object_new ();
  schemas = json_array_new ();
  operations = json_array_new ();
  json_object_set_array_member (object, "schemas", schemas);
  json_object_set_array_member (object, "Operations", operations);
  json_array_add_string_element (schemas, UA_SCIM_URN_PATCH_OP);
  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (patch, i);
      const UaScimFieldInfo *info = ua_scim_field_get_info (entry->field);
      gboolean active;

      if (follows (entry->field))
        continue;
      if (!check_writable (entry, error))
        return NULL;
      if (entry->field == UA_FIELD_STATUS)
        {
          if (!read_active (entry, &active, error))
            return NULL;
          add_operation (operations, "replace", "active", new_boolean (active));
        }
      else if (!info->among)
        add_entry (operations, entry);
      else if (!was_written (patch, i))
        add_among (operations, patch, base, info->attribute);
    }
  return ua_json_from_object (g_steal_pointer (&object));
}

/* The object in a resource that a field is in, made where it is missing. */
static JsonObject *
open_object (JsonObject *object,
             const char *name)
{
  JsonObject *found = ua_json_get_object (object, name);

  if (found == NULL)
    {
      found = json_object_new ();
      ua_json_set (object, name, ua_json_from_object (found));
    }
  return found;
}

/* Takes away the value among several that @chosen is. */
static void
remove_value (JsonObject *resource,
              const char *attribute,
              JsonObject *chosen)
{
  JsonArray *array = ua_json_get_array (resource, attribute);

  for (guint i = array != NULL ? json_array_get_length (array) : 0; i > 0; i--)
    {
      JsonNode *node = json_array_get_element (array, i - 1);

      if (JSON_NODE_HOLDS_OBJECT (node) && json_node_get_object (node) == chosen)
        json_array_remove_element (array, i - 1);
    }
  if (array == NULL || json_array_get_length (array) == 0)
    ua_json_set (resource, attribute, NULL);
}

static void
set_among (JsonObject            *resource,
           const UaScimFieldInfo *info,
           const char            *text)
{
  JsonObject *chosen = ua_scim_choose_value (ua_json_get (resource, info->attribute));

  if (chosen == NULL && text != NULL)
    {
      JsonArray *array = json_array_new ();

      json_array_add_element (array, new_value (info, text));
      json_object_set_array_member (resource, info->attribute, array);
    }
  else if (chosen != NULL && text == NULL && g_strcmp0 (info->sub, "value") == 0)
    remove_value (resource, info->attribute, chosen);
  else if (chosen != NULL)
    ua_json_set (chosen, info->sub, text != NULL ? new_string (text) : NULL);
}

/* Sets a field in a resource that is sent as a whole. */
static void
set_field (JsonObject *resource,
           UaField     field,
           const char *text)
{
  const UaScimFieldInfo *info = ua_scim_field_get_info (field);
  JsonObject *object = resource;

  if (info->among)
    {
      set_among (resource, info, text);
      return;
    }
  if (info->urn != NULL)
    {
      if (text == NULL && ua_json_get_object (resource, info->urn) == NULL)
        return;
      object = open_object (resource, info->urn);
    }
  if (info->reference)
    ua_json_set (object, info->attribute, text != NULL ? new_value (info, text) : NULL);
  else if (info->sub == NULL)
    ua_json_set (object, info->attribute, text != NULL ? new_string (text) : NULL);
  else if (text != NULL)
    ua_json_set (open_object (object, info->attribute), info->sub, new_string (text));
  else if (ua_json_get_object (object, info->attribute) != NULL)
    ua_json_set (ua_json_get_object (object, info->attribute), info->sub, NULL);
}

/* `schemas` names the schema of User and each extension that the resource has. */
static void
complete_schemas (JsonObject *resource)
{
  static const char *const extensions[] = { UA_SCIM_URN_ENTERPRISE_USER, UA_SCIM_URN_UA_USER };
  JsonArray *schemas = ua_json_get_array (resource, "schemas");

  if (schemas == NULL)
    {
      schemas = json_array_new ();
      ua_json_set (resource, "schemas", NULL);
      json_object_set_array_member (resource, "schemas", schemas);
    }
  add_string (schemas, UA_SCIM_URN_USER);
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (ua_json_get_object (resource, extensions[i]) != NULL)
      add_string (schemas, extensions[i]);
}

/**
 * ua_scim_member_to_put:
 * @patch: what to change
 * @current: the resource as the server gave it last; it is not changed
 * @error: where to put a #GError
 *
 * Writes the body of a PUT (RFC 7644, section 3.5.1) for a server without PATCH: everything that
 * the server gave, also what is not understood here, with the fields of the patch set.  `meta` and
 * `groups`, which the server sets itself, are left out.
 *
 * Returns: (transfer full) (nullable): a User; %NULL with an error as ua_scim_member_to_patch()
 *
 * Any thread.
 */
JsonNode *
ua_scim_member_to_put (const UaPatch  *patch,
                       JsonObject     *current,
                       GError        **error)
{
  g_autoptr (JsonObject) resource = NULL;

  g_return_val_if_fail (patch != NULL && current != NULL, NULL);

  resource = ua_json_copy_object (current);
  ua_json_set (resource, "meta", NULL);
  ua_json_set (resource, "groups", NULL);
  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (patch, i);
      gboolean active;

      if (follows (entry->field))
        continue;
      if (!check_writable (entry, error))
        return NULL;
      if (entry->field != UA_FIELD_STATUS)
        set_field (resource, entry->field, entry->new_value);
      else if (read_active (entry, &active, error))
        ua_json_set (resource, "active", new_boolean (active));
      else
        return NULL;
    }
  complete_schemas (resource);
  return ua_json_from_object (g_steal_pointer (&resource));
}

/* The attribute, or the extension, at the top of a resource that a field is in. */
static const char *
get_top (UaField field)
{
  const UaScimFieldInfo *info = ua_scim_field_get_info (field);

  if (field == UA_FIELD_STATUS)
    return "active";
  return info->urn != NULL ? info->urn : info->attribute;
}

/**
 * ua_scim_member_to_plain_patch:
 * @patch: what to change
 * @current: the resource as the server gave it last; it is not changed
 * @error: where to put a #GError
 *
 * Writes the body of a PATCH (RFC 7644, section 3.5.2.3) for a server that takes no paths: one
 * operation, whose value has the attributes that the patch touches, each whole, so that nothing is
 * lost where the server replaces a complex attribute instead of merging it.
 *
 * Returns: (transfer full) (nullable): a PatchOp; %NULL with an error as ua_scim_member_to_patch()
 *
 * Any thread.
 */
JsonNode *
ua_scim_member_to_plain_patch (const UaPatch  *patch,
                               JsonObject     *current,
                               GError        **error)
{
  g_autoptr (JsonNode) whole = ua_scim_member_to_put (patch, current, error);
  JsonObject *object, *operation, *value;
  JsonArray *schemas, *operations;

  if (whole == NULL)
    return NULL;
  object = json_object_new ();
  operation = json_object_new ();
  value = json_object_new ();
  schemas = json_array_new ();
  operations = json_array_new ();
  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    {
      UaField field = ua_patch_get_nth (patch, i)->field;
      JsonNode *node = ua_json_get (json_node_get_object (whole), get_top (field));

      if (follows (field))
        continue;
      json_object_set_member (value, get_top (field),
                              node != NULL ? json_node_copy (node)
                                           : json_node_new (JSON_NODE_NULL));
    }
  json_array_add_string_element (schemas, UA_SCIM_URN_PATCH_OP);
  json_object_set_array_member (object, "schemas", schemas);
  json_object_set_array_member (object, "Operations", operations);
  json_object_set_string_member (operation, "op", "replace");
  json_object_set_object_member (operation, "value", value);
  json_array_add_object_element (operations, operation);
  return ua_json_from_object (object);
}

/**
 * ua_scim_member_to_post:
 * @record: a member; id, version and what else the server sets are not looked at
 *
 * Writes the body of a POST (RFC 7644, section 3.3).  Extensions are in it only when a field of
 * theirs is set.
 *
 * Returns: (transfer full): a User
 *
 * Any thread.
 */
JsonNode *
ua_scim_member_to_post (const UaMemberRecord *record)
{
  JsonObject *resource;
  UaStatus status;
  guint n_labels;

  g_return_val_if_fail (record != NULL, NULL);

  resource = json_object_new ();
  complete_schemas (resource);
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    {
      const char *text = ua_member_record_get (record, field);

      if (text != NULL && field != UA_FIELD_STATUS && ua_scim_field_is_writable (field))
        set_field (resource, field, text);
    }
  status = ua_member_record_get_status (record);
  if (status == UA_STATUS_ACTIVE || status == UA_STATUS_DEACTIVATED)
    ua_json_set (resource, "active", new_boolean (status == UA_STATUS_ACTIVE));

  n_labels = ua_member_record_get_n (record, UA_FIELD_LABELS);
  if (n_labels > 0)
    {
      JsonArray *labels = json_array_new ();

      for (guint i = 0; i < n_labels; i++)
        json_array_add_string_element (labels,
                                       ua_member_record_get_nth (record, UA_FIELD_LABELS, i)->id);
      json_object_set_array_member (open_object (resource, UA_SCIM_URN_UA_USER), "labels", labels);
    }
  complete_schemas (resource);
  return ua_json_from_object (resource);
}
