/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-eval.h"
#include "ua-scim-list.h"
#include "ua-scim-patch.h"
#include "ua-scim-project.h"
#include "ua-scim-urn.h"
#include "ua-scim-validate.h"

#include <stdint.h>
#include <string.h>

/* Everything that reads what others wrote, behind one byte that chooses. */

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static JsonObject *
make_member (void)
{
  static const char text[] =
    "{\"schemas\":[\"" UA_SCIM_URN_USER "\"],\"id\":\"1\",\"userName\":\"a\",\"active\":true,"
    "\"emails\":[{\"value\":\"a@x\",\"type\":\"work\",\"primary\":true},{\"value\":\"b@x\"}],"
    "\"" UA_SCIM_URN_UA_USER "\":{\"labels\":[\"l\"],\"hireDate\":\"2024-05-31\"}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (JsonNode) node = ua_json_parse (bytes, NULL, NULL);

  return json_object_ref (json_node_get_object (node));
}

static void
try_filter (const char *text)
{
  g_autoptr (UaScimFilter) filter = ua_scim_filter_parse (text, NULL);
  g_autoptr (JsonObject) member = make_member ();

  if (filter != NULL)
    {
      g_autofree char *written = ua_scim_filter_to_string (filter);
      g_autoptr (UaScimFilter) again = ua_scim_filter_parse (written, NULL);

      /* Escapes may make it longer than what is read. */
      if (strlen (written) <= UA_SCIM_FILTER_MAX_BYTES &&
          (again == NULL || !ua_scim_filter_equal (filter, again)))
        g_error ("A filter changed by being written");
      ua_scim_filter_check (filter, &ua_scim_user_type, NULL);
      ua_scim_filter_matches (filter, member, &ua_scim_user_type);
    }
}

static void
try_path (const char *text)
{
  g_autoptr (UaScimPath) path = ua_scim_path_parse (text, NULL);
  g_autoptr (UaScimProjection) projection = ua_scim_projection_new (&ua_scim_user_type, text, text,
                                                                    NULL);

  if (path != NULL)
    {
      g_autofree char *written = ua_scim_path_to_string (path);
      g_autoptr (UaScimPath) again = ua_scim_path_parse (written, NULL);

      if (strlen (written) <= UA_SCIM_FILTER_MAX_BYTES &&
          (again == NULL || !ua_scim_path_equal (path, again)))
        g_error ("A path changed by being written");
    }
  if (projection != NULL)
    {
      g_autoptr (JsonObject) member = make_member ();
      g_autoptr (JsonObject) projected = ua_scim_projection_apply (projection, member);

      if (!json_object_has_member (projected, "id") || json_object_has_member (projected, "password"))
        g_error ("A projection without the id, or with a password");
    }
}

static void
try_json (GBytes *bytes)
{
  g_autoptr (JsonNode) node = ua_json_parse (bytes, NULL, NULL);
  g_autoptr (JsonObject) member = make_member ();
  g_autoptr (JsonObject) checked = NULL;
  g_autoptr (JsonObject) patched = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (JsonNode) again = NULL;

  if (node == NULL)
    return;
  written = ua_json_write (node);
  again = ua_json_parse (written, NULL, NULL);
  if (again == NULL || !json_node_equal (node, again))
    g_error ("JSON changed by being written");
  checked = ua_scim_validate (&ua_scim_user_type, node, NULL, UA_SCIM_VALIDATE_NONE, NULL);
  patched = ua_scim_patch_apply (&ua_scim_user_type, member, node, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (size == 0)
    return 0;
  text = g_strndup ((const char *) data + 1, size - 1);
  bytes = g_bytes_new (data + 1, size - 1);
  switch (data[0] % 4)
    {
    case 0:
      try_filter (text);
      break;
    case 1:
      try_path (text);
      break;
    case 2:
      try_json (bytes);
      break;
    default:
      {
        UaScimListKind kind = (UaScimListKind) (data[0] / 4 % 3);
        g_autoptr (UaScimPage) page = ua_scim_page_read (bytes, kind, NULL);
        g_autoptr (UaScimFault) fault = ua_scim_fault_read (400, bytes);

        if (fault->status != 400)
          g_error ("A body changed the status");
        if (page != NULL && page->items->len + page->n_skipped != page->n_resources)
          g_error ("A page lost an item");
        break;
      }
    }
  return 0;
}
