/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-page-private.h"
#include "ua-dir-write.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

#include <string.h>

/* The contact data of who is signed in, from the form to the change of the member, and back from
 * what was refused to the fields of the form. */

const UaDirPageField ua_dir_page_fields[UA_DIR_PAGE_N_FIELDS] = {
  { "givenName", "name", "givenName", "given-name" },
  { "familyName", "name", "familyName", "family-name" },
  { "email", "emails", "value", "email" },
  { "phone", "phoneNumbers", "value", "tel" },
  { "street", "addresses", "streetAddress", "street-address" },
  { "postalCode", "addresses", "postalCode", "postal-code" },
  { "city", "addresses", "locality", "address-level2" },
  { "country", "addresses", "country", "country" },
  { "language", "preferredLanguage", NULL, NULL },
};

/* The value of a multi-valued attribute that is the person's: the primary one, or the first. */
static JsonObject *
find_value (JsonObject *member,
            const char *attribute)
{
  JsonArray *values = ua_json_get_array (member, attribute);
  JsonObject *first = NULL;

  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    {
      JsonNode *node = json_array_get_element (values, i);
      JsonObject *value = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      gboolean primary = FALSE;

      if (value != NULL && ua_json_read_bool (ua_json_get (value, "primary"), &primary) && primary)
        return value;
      if (first == NULL)
        first = value;
    }
  return first;
}

/**
 * ua_dir_page_read_field:
 * @member: a member
 * @field: a field
 *
 * Returns: (transfer none): what the member has there; empty for nothing
 */
const char *
ua_dir_page_read_field (JsonObject           *member,
                        const UaDirPageField *field)
{
  JsonObject *object = member;
  const char *value;

  if (g_str_equal (field->attribute, "name"))
    object = ua_json_get_object (member, "name");
  else if (field->sub != NULL)
    object = find_value (member, field->attribute);
  value = object != NULL
    ? ua_json_get_string (object, field->sub != NULL ? field->sub : field->attribute) : NULL;
  return value != NULL ? value : "";
}

/* Where the address is the user name, it stays so (LE-06). */
static gboolean
is_login (JsonObject *member)
{
  const char *user_name = ua_json_get_string (member, "userName");

  return user_name != NULL &&
         g_ascii_strcasecmp (user_name,
                             ua_dir_page_read_field (member, &ua_dir_page_fields[2])) == 0;
}

static GHashTable *
find_managed (JsonObject *member)
{
  GHashTable *managed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *extension = ua_json_get_object (member, UA_SCIM_URN_UA_USER);
  JsonArray *paths = extension != NULL ? ua_json_get_array (extension, "managedAttributes") : NULL;

  for (guint i = 0; paths != NULL && i < json_array_get_length (paths); i++)
    g_hash_table_add (managed, g_strdup (json_array_get_string_element (paths, i)));
  if (g_hash_table_contains (managed, "userName") && is_login (member))
    g_hash_table_add (managed, g_strdup ("emails"));
  return managed;
}

/**
 * ua_dir_page_load_member:
 * @self: a page of somebody who is signed in; it then knows what an HR system owns
 * @db: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): who is signed in; or %NULL with an error
 *
 * The thread that has @db.
 */
JsonObject *
ua_dir_page_load_member (UaDirPage  *self,
                         UaDirDb    *db,
                         GError    **error)
{
  g_autoptr(UaDirSave) save =
    ua_dir_save_load (db, NULL, &ua_dir_user_kind, "", self->member, error);

  if (save == NULL)
    return NULL;
  g_clear_pointer (&self->managed, g_hash_table_unref);
  self->managed = find_managed (save->object);
  return json_object_ref (save->object);
}

/**
 * ua_dir_page_is_locked:
 * @self: a page that ua_dir_page_load_member() was called for
 * @field: a field
 *
 * Returns: whether an HR system owns it, so that it is changed there (LE-08)
 */
gboolean
ua_dir_page_is_locked (UaDirPage            *self,
                       const UaDirPageField *field)
{
  return g_hash_table_contains (self->managed, field->attribute);
}

static void
add_operation (JsonArray  *operations,
               const char *path,
               JsonNode   *value)
{
  JsonObject *operation = json_object_new ();

  json_object_set_string_member (operation, "op", value != NULL ? "replace" : "remove");
  json_object_set_string_member (operation, "path", path);
  if (value != NULL)
    json_object_set_member (operation, "value", value);
  json_array_add_object_element (operations, operation);
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (*value != '\0')
    json_object_set_string_member (object, name, value);
  else
    json_object_remove_member (object, name);
}

/* Whether the form has anything else for the attribute than the member. */
static gboolean
differs (UaDirPage  *self,
         JsonObject *member,
         const char *attribute)
{
  for (guint i = 0; i < UA_DIR_PAGE_N_FIELDS; i++)
    if (g_str_equal (ua_dir_page_fields[i].attribute, attribute) &&
        !g_str_equal (ua_dir_page_read_field (member, &ua_dir_page_fields[i]),
                      ua_dir_page_get (self, ua_dir_page_fields[i].name)))
      return TRUE;
  return FALSE;
}

/* The values of an attribute with those of the form in the place of the person's one. */
static JsonNode *
merge_values (UaDirPage  *self,
              JsonObject *member,
              const char *attribute)
{
  JsonArray *values = ua_json_get_array (member, attribute);
  JsonObject *own = find_value (member, attribute);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  if (own == NULL)
    {
      own = json_object_new ();
      if (values == NULL)
        {
          values = json_array_new ();
          json_object_set_array_member (member, attribute, values);
        }
      json_object_set_string_member (own, "type", "work");
      json_array_add_object_element (values, own);
    }
  for (guint i = 0; i < UA_DIR_PAGE_N_FIELDS; i++)
    if (g_str_equal (ua_dir_page_fields[i].attribute, attribute))
      set_text (own, ua_dir_page_fields[i].sub, ua_dir_page_get (self, ua_dir_page_fields[i].name));
  json_object_remove_member (own, "formatted");
  json_object_remove_member (own, "display");
  /* What nothing is left of goes. */
  for (guint i = 0; !g_str_equal (attribute, "addresses") && i < json_array_get_length (values);
       i++)
    if (json_array_get_object_element (values, i) == own &&
        ua_json_get_string (own, "value") == NULL)
      json_array_remove_element (values, i--);
  json_node_set_array (node, values);
  return node;
}

static void
add_name (UaDirPage  *self,
          JsonArray  *operations)
{
  const char *given = ua_dir_page_get (self, "givenName");
  const char *family = ua_dir_page_get (self, "familyName");
  g_autofree char *display = g_strconcat (given, " ", family, NULL);

  add_operation (operations, "name.givenName",
                 json_node_init_string (json_node_alloc (), given));
  add_operation (operations, "name.familyName",
                 json_node_init_string (json_node_alloc (), family));
  if (!g_hash_table_contains (self->managed, "displayName"))
    add_operation (operations, "displayName",
                   json_node_init_string (json_node_alloc (), display));
}

/* What the form changes, as a PATCH (RFC 7644, section 3.5.2). */
static JsonNode *
make_patch (UaDirPage  *self,
            JsonObject *member)
{
  static const char *const lists[] = { "emails", "phoneNumbers", "addresses" };
  JsonObject *patch = json_object_new ();
  JsonArray *schemas = json_array_new ();
  JsonArray *operations = json_array_new ();
  const char *language = ua_dir_page_get (self, "language");

  if (differs (self, member, "name"))
    add_name (self, operations);
  if (differs (self, member, "preferredLanguage"))
    add_operation (operations, "preferredLanguage", *language != '\0'
                     ? json_node_init_string (json_node_alloc (), language) : NULL);
  if (differs (self, member, "emails") && is_login (member))
    add_operation (operations, "userName",
                   json_node_init_string (json_node_alloc (), ua_dir_page_get (self, "email")));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (differs (self, member, lists[i]))
      add_operation (operations, lists[i], merge_values (self, member, lists[i]));
  if (json_array_get_length (operations) == 0)
    {
      json_array_unref (operations);
      json_array_unref (schemas);
      json_object_unref (patch);
      return NULL;
    }
  json_array_add_string_element (schemas, UA_SCIM_URN_PATCH_OP);
  json_object_set_array_member (patch, "schemas", schemas);
  json_object_set_array_member (patch, "Operations", operations);
  return ua_json_from_object (patch);
}

/* Whether @detail, which begins with the path of an attribute, is about this one.  Of several
 * values there is one in the form. */
static gboolean
is_about (const char *detail,
          const char *attribute,
          const char *sub)
{
  gsize length = strlen (attribute);
  gsize end = strcspn (detail, ": ");

  if (strncmp (detail, attribute, length) != 0 || g_ascii_isalnum (detail[length]))
    return FALSE;
  return sub == NULL ||
         (end > strlen (sub) && detail[end - strlen (sub) - 1] == '.' &&
          strncmp (detail + end - strlen (sub), sub, strlen (sub)) == 0);
}

/* The field that is to blame for a refusal: that of the sub-attribute, or else of the attribute. */
static const UaDirPageField *
find_blamed (const char *detail)
{
  for (guint i = 0; i < UA_DIR_PAGE_N_FIELDS; i++)
    if (ua_dir_page_fields[i].sub != NULL &&
        is_about (detail, ua_dir_page_fields[i].attribute, ua_dir_page_fields[i].sub))
      return &ua_dir_page_fields[i];
  for (guint i = 0; i < UA_DIR_PAGE_N_FIELDS; i++)
    if (is_about (detail, ua_dir_page_fields[i].attribute, NULL))
      return &ua_dir_page_fields[i];
  /* What follows from other fields. */
  if (is_about (detail, "displayName", NULL))
    return &ua_dir_page_fields[0];
  return is_about (detail, "userName", NULL) ? &ua_dir_page_fields[2] : NULL;
}

/* Puts the fault at the field whose attribute the answer names. */
static void
take_refusal (UaDirPage     *self,
              UaDirExchange *inner)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (inner->answer, NULL),
                                     g_bytes_get_size (inner->answer));
  g_autoptr(JsonNode) node = json_from_string (text, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
    ? json_node_get_object (node) : NULL;
  const char *detail = object != NULL ? ua_json_get_string (object, "detail") : NULL;
  const UaDirPageField *field = detail != NULL ? find_blamed (detail) : NULL;
  const char *fault = inner->status == 403 ? self->words->fault_forbidden
    : inner->status == 409 ? self->words->fault_taken : self->words->fault_invalid;

  if (field != NULL)
    g_hash_table_insert (self->faults, (gpointer) field->name, (gpointer) fault);
  else
    self->refusal = self->words->failed;
}

/**
 * ua_dir_page_save_due:
 * @db: a writing connection
 * @self: the page of somebody who is signed in, whose form has no faults
 * @error: return location for an error
 *
 * Makes the member what the form says.  The change goes the way of all changes, with the rights of
 * the person, and the mails (LE-06).
 *
 * Returns: whether it succeeded; else the page has a fault or a refusal, or @error says why
 *
 * The thread that writes, within a transaction.
 */
gboolean
ua_dir_page_save_due (UaDirDb    *db,
                      UaDirPage  *self,
                      GError    **error)
{
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(UaDirExchange) inner = ua_dir_exchange_new ("PATCH");

  if (!ua_dir_page_renew_session (self, db, error))
    return FALSE;
  member = ua_dir_page_load_member (self, db, error);
  if (member == NULL)
    return FALSE;
  inner->data = make_patch (self, member);
  if (inner->data == NULL)
    return TRUE;
  inner->bulk_db = db;
  inner->actor.id = self->member;
  inner->actor.uid = g_strdup (self->uid);
  ua_dir_write_start (self->service, db, inner, &ua_dir_user_kind, UA_DIR_WRITE_PATCH, self->uid);
  if (inner->status < 300)
    return TRUE;
  if (inner->status < 500)
    take_refusal (self, inner);
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_BAD_REQUEST, "The form is refused");
  return FALSE;
}
