/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-patch-private.h"

#include "ua-json.h"
#include "ua-scim-error.h"

/* Setting and removing values without a list around them. */

static gboolean
refuse (GError     **error,
        UaScimError  code,
        const char  *path,
        const char  *why)
{
  g_set_error (error, UA_SCIM_ERROR, code, "%s %s", path, why);
  return FALSE;
}

/**
 * ua_scim_patch_unassign:
 * @object: what the attribute is in
 * @attribute: the attribute
 * @path: for the message
 * @error: where to put a #GError
 *
 * Takes the value away; that there is none is no fault (RFC 7644, section 3.5.2.2).
 *
 * Returns: whether it could be; %FALSE with %UA_SCIM_ERROR_MUTABILITY when the attribute is
 *   required, read-only or immutable
 *
 * Any thread.
 */
gboolean
ua_scim_patch_unassign (JsonObject             *object,
                        const UaScimAttribute  *attribute,
                        const char             *path,
                        GError                **error)
{
  if (attribute->required)
    return refuse (error, UA_SCIM_ERROR_MUTABILITY, path, "is required");
  if (attribute->mutability == UA_SCIM_READ_ONLY)
    return refuse (error, UA_SCIM_ERROR_MUTABILITY, path, "is read-only");
  if (attribute->mutability == UA_SCIM_IMMUTABLE && ua_json_get (object, attribute->name) != NULL)
    return refuse (error, UA_SCIM_ERROR_MUTABILITY, path, "cannot be changed");
  ua_json_set (object, attribute->name, NULL);
  return TRUE;
}

/**
 * ua_scim_patch_assign:
 * @object: what the attribute is in
 * @attribute: the attribute, which is not complex
 * @value: (transfer full): a value that has been checked
 * @path: for the message
 * @error: where to put a #GError
 *
 * Sets the value.
 *
 * Returns: whether it could be; %FALSE with %UA_SCIM_ERROR_MUTABILITY when the attribute is
 *   read-only, or immutable and has another value
 *
 * Any thread.
 */
gboolean
ua_scim_patch_assign (JsonObject             *object,
                      const UaScimAttribute  *attribute,
                      JsonNode               *value,
                      const char             *path,
                      GError                **error)
{
  g_autoptr (JsonNode) owned = value;
  JsonNode *before = ua_json_get (object, attribute->name);

  if (before != NULL && json_node_equal (before, value))
    return TRUE;
  if (attribute->mutability == UA_SCIM_READ_ONLY)
    return refuse (error, UA_SCIM_ERROR_MUTABILITY, path, "is read-only");
  if (attribute->mutability == UA_SCIM_IMMUTABLE && before != NULL)
    return refuse (error, UA_SCIM_ERROR_MUTABILITY, path, "cannot be changed");
  ua_json_set (object, attribute->name, g_steal_pointer (&owned));
  return TRUE;
}

/* What the server derived from the value before is no longer true of a new one. */
static void
drop_derived (JsonObject            *object,
              const UaScimAttribute *attribute,
              JsonNode              *value,
              gboolean               keep_ref)
{
  JsonNode *before = ua_json_get (object, "value");

  if (value == NULL || (before != NULL && json_node_equal (before, value)))
    return;
  for (const UaScimAttribute *sub = attribute->subs; sub->name != NULL; sub++)
    if (sub->mutability == UA_SCIM_READ_ONLY ||
        (g_strcmp0 (sub->name, "$ref") == 0 && !keep_ref))
      ua_json_set (object, sub->name, NULL);
}

/**
 * ua_scim_patch_assign_sub:
 * @object: the value of a complex attribute, to be changed
 * @attribute: the attribute
 * @sub: its sub-attribute
 * @value: (transfer full): a value that has been checked
 * @path: for the message
 * @error: where to put a #GError
 *
 * Sets one sub-attribute; a new `value` takes away what the server had derived from the one before.
 *
 * Returns: whether it could be; %FALSE with %UA_SCIM_ERROR_MUTABILITY
 *
 * Any thread.
 */
gboolean
ua_scim_patch_assign_sub (JsonObject             *object,
                          const UaScimAttribute  *attribute,
                          const UaScimAttribute  *sub,
                          JsonNode               *value,
                          const char             *path,
                          GError                **error)
{
  if (g_strcmp0 (sub->name, "value") == 0)
    drop_derived (object, attribute, value, FALSE);
  return ua_scim_patch_assign (object, sub, value, path, error);
}

/**
 * ua_scim_patch_merge:
 * @object: the value of a complex attribute, to be changed
 * @attribute: the attribute
 * @value: (transfer none): a value that has been checked
 * @path: for the message
 * @error: where to put a #GError
 *
 * Sets the sub-attributes that @value has and leaves the others (RFC 7644, section 3.5.2.3).
 *
 * Returns: whether they could be; %FALSE with %UA_SCIM_ERROR_MUTABILITY
 *
 * Any thread.
 */
gboolean
ua_scim_patch_merge (JsonObject             *object,
                     const UaScimAttribute  *attribute,
                     JsonNode               *value,
                     const char             *path,
                     GError                **error)
{
  JsonObject *given = json_node_get_object (value);

  drop_derived (object, attribute, ua_json_get (given, "value"),
                ua_json_get (given, "$ref") != NULL);
  for (const UaScimAttribute *sub = attribute->subs; sub->name != NULL; sub++)
    {
      g_autofree char *sub_path = g_strconcat (path, ".", sub->name, NULL);
      JsonNode *node = ua_json_get (given, sub->name);

      if (node != NULL &&
          !ua_scim_patch_assign (object, sub, ua_json_copy_node (node), sub_path, error))
        return FALSE;
    }
  return TRUE;
}
