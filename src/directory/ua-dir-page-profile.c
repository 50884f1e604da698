/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-html.h"
#include "ua-dir-page-private.h"
#include "ua-dir-sign-off.h"
#include "ua-dir-write.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

#include <string.h>

/* The page of who is signed in: contact data, and the sign-off of the job (CC-12). */

#define N_FIELDS 9

/* The fields of the form, where each is in a member, and the attribute it belongs to. */
typedef struct
{
  const char *name;
  const char *attribute;
  const char *sub;             /* (nullable) */
  const char *autocomplete;
} Field;

static const Field fields[N_FIELDS] = {
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

static const char *
read_field (JsonObject  *member,
            const Field *field)
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

static JsonObject *
load_member (UaDirDb  *db,
             gint64    id,
             GError  **error)
{
  g_autoptr(UaDirSave) save = ua_dir_save_load (db, NULL, &ua_dir_user_kind, "", id, error);

  return save != NULL ? json_object_ref (save->object) : NULL;
}

static void
append_languages (UaDirPage *self,
                  GString   *out)
{
  const char *chosen = ua_dir_page_get (self, "language");
  gboolean known = *chosen == '\0';

  ua_dir_html_open (out, "div", "class", "field", NULL);
  ua_dir_html_element (out, "label", self->words->language, "for", "language", NULL);
  ua_dir_html_open (out, "select", "id", "language", "name", "language", NULL);
  ua_dir_html_element (out, "option", self->words->language_none, "value", "",
                       "selected", known ? "" : NULL, NULL);
  for (const UaDirPageWords *words = ua_dir_page_words; words->tag != NULL; words++)
    {
      gboolean is = g_str_equal (words->tag, chosen);

      known = known || is;
      ua_dir_html_element (out, "option", words->language_name, "value", words->tag,
                           "lang", words->tag, "selected", is ? "" : NULL, NULL);
    }
  if (!known)
    ua_dir_html_element (out, "option", chosen, "value", chosen, "selected", "", NULL);
  ua_dir_html_close (out, "select");
  ua_dir_html_close (out, "div");
}

static void
append_sign_off (UaDirPage  *self,
                 UaDirDb    *db,
                 GString    *out,
                 JsonObject *member)
{
  JsonObject *extension = ua_json_get_object (member, UA_SCIM_URN_UA_USER);
  JsonObject *job = extension != NULL ? ua_json_get_object (extension, "roleProfile") : NULL;
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row = FALSE;

  if (extension == NULL ||
      g_strcmp0 (ua_json_get_string (extension, "signOff"), "pending") != 0)
    return;
  ua_dir_html_open (out, "section", NULL);
  ua_dir_html_element (out, "h2", self->words->sign_off_title, NULL);
  ua_dir_page_text (self, out, self->words->sign_off_lead);
  if (job != NULL &&
      ua_dir_query_open (&query, db, NULL,
                         "SELECT display, json_extract (text, '$.description') FROM resource"
                         " WHERE uid = ?", "t", ua_json_get_string (job, "value")) &&
      ua_dir_query_step (&query, &row, NULL) && row)
    {
      ua_dir_html_element (out, "h3", ua_dir_query_text (&query, 0), NULL);
      ua_dir_html_element (out, "p", ua_dir_query_text (&query, 1), NULL);
    }
  ua_dir_page_form (self, out, "sign-off");
  ua_dir_page_submit (out, self->words->sign_off_do);
  ua_dir_html_close (out, "form");
  ua_dir_html_close (out, "section");
}

static void
append_form (UaDirPage            *self,
             GString              *out,
             const UaDirPageInput *inputs)
{
  ua_dir_html_open (out, "section", NULL);
  ua_dir_html_element (out, "h2", self->words->contact_title, NULL);
  ua_dir_page_form (self, out, "profile");
  ua_dir_page_inputs (self, out, inputs);
  append_languages (self, out);
  ua_dir_page_submit (out, self->words->save);
  ua_dir_html_close (out, "form");
  ua_dir_html_close (out, "section");
}

/* With what the form has in its fields; @member tells of the sign-off. */
static void
show (UaDirPage  *self,
      UaDirDb    *db,
      JsonObject *member,
      const char *alert,
      guint       status)
{
  const UaDirPageWords *words = self->words;
  const char *const labels[N_FIELDS] = {
    words->given_name, words->family_name, words->email, words->phone, words->street,
    words->postal_code, words->city, words->country, words->language
  };
  UaDirPageInput inputs[N_FIELDS] = { { NULL } };
  GString *out = ua_dir_page_begin (self, words->profile_title);

  for (guint i = 0; i < N_FIELDS - 1; i++)
    {
      inputs[i].name = fields[i].name;
      inputs[i].label = labels[i];
      inputs[i].type = i == 2 ? "email" : i == 3 ? "tel" : "text";
      inputs[i].autocomplete = fields[i].autocomplete;
      inputs[i].value = ua_dir_page_get (self, fields[i].name);
      inputs[i].required = i < 3;
    }
  inputs[2].hint = words->email_hint;
  inputs[7].hint = words->country_hint;
  if (alert != NULL)
    ua_dir_page_alert (self, out, alert);
  else if (ua_dir_exchange_get_query (self->exchange, "saved") != NULL)
    ua_dir_page_notice (self, out, words->saved);
  else if (ua_dir_exchange_get_query (self->exchange, "signed") != NULL)
    ua_dir_page_notice (self, out, words->sign_off_done);
  ua_dir_page_faults (self, out, inputs);
  if (db != NULL && member != NULL)
    append_sign_off (self, db, out, member);
  append_form (self, out, inputs);
  ua_dir_page_end (self, out, status);
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
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (fields[i].attribute, attribute) &&
        !g_str_equal (read_field (member, &fields[i]), ua_dir_page_get (self, fields[i].name)))
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
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (fields[i].attribute, attribute))
      set_text (own, fields[i].sub, ua_dir_page_get (self, fields[i].name));
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
  const char *user_name = ua_json_get_string (member, "userName");
  const char *language = ua_dir_page_get (self, "language");
  g_autofree char *old = g_strdup (read_field (member, &fields[2]));

  if (differs (self, member, "name"))
    add_name (self, operations);
  if (differs (self, member, "preferredLanguage"))
    add_operation (operations, "preferredLanguage", *language != '\0'
                     ? json_node_init_string (json_node_alloc (), language) : NULL);
  /* Where the address is the user name, it stays so (LE-06). */
  if (differs (self, member, "emails") && user_name != NULL &&
      g_ascii_strcasecmp (user_name, old) == 0)
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
  const char *fault = inner->status == 403 ? self->words->fault_forbidden
    : inner->status == 409 ? self->words->fault_taken : self->words->fault_invalid;
  const char *at = NULL;

  for (guint i = 0; detail != NULL && i < N_FIELDS; i++)
    if (at == NULL && g_str_has_prefix (detail, fields[i].attribute))
      at = fields[i].name;
  if (at == NULL)
    at = "email";
  g_hash_table_insert (self->faults, (gpointer) at, (gpointer) fault);
}

/* The change goes the way of all changes, with the rights of the person, and the mails (LE-06). */
static gboolean
save_due_cb (UaDirDb    *db,
             UaDirPage  *self,
             GError    **error)
{
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(UaDirExchange) inner = ua_dir_exchange_new ("PATCH");

  if (!ua_dir_page_renew_session (self, db, error))
    return FALSE;
  member = load_member (db, self->member, error);
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

static void
save_done_cb (UaDirPage    *self,
              const GError *error)
{
  if (error == NULL)
    ua_dir_page_go (self, "profile?saved");
  else if (g_error_matches (error, UA_DIR_ERROR, UA_DIR_ERROR_UNAUTHORIZED))
    ua_dir_page_go (self, "sign-in");
  else if (g_hash_table_size (self->faults) > 0)
    show (self, NULL, NULL, NULL, 400);
  else
    ua_dir_page_fail (self, error);
}

/* Gives whether somebody is signed in who need not do something else first; else the page has its
 * answer. */
static gboolean
enter (UaDirPage *self,
       UaDirDb   *db)
{
  g_autoptr(GError) error = NULL;

  if (!ua_dir_page_load_session (self, db, &error))
    ua_dir_page_fail (self, error);
  else if (self->member == 0)
    ua_dir_page_go (self, "sign-in");
  else if (self->must_change)
    ua_dir_page_go (self, "own-password");
  else
    return TRUE;
  return FALSE;
}

/**
 * ua_dir_page_profile:
 * @self: a page
 * @db: a connection
 *
 * Answers at `/profile`: who is signed in sees and changes their own contact data.
 *
 * Returns: whether there is an answer; else the writing thread gives it
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_profile (UaDirPage *self,
                     UaDirDb   *db)
{
  gboolean sent = ua_dir_exchange_is (self->exchange, "POST");
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(GError) error = NULL;
  gboolean bound;

  if (!enter (self, db))
    return TRUE;
  member = load_member (db, self->member, &error);
  if (member == NULL)
    {
      ua_dir_page_fail (self, error);
      return TRUE;
    }
  bound = sent && ua_dir_page_is_bound (self);
  for (guint i = 0; i < N_FIELDS; i++)
    if (!bound)
      g_hash_table_replace (self->form, g_strdup (fields[i].name),
                            g_strdup (read_field (member, &fields[i])));
    else if (i < 3 && *ua_dir_page_get (self, fields[i].name) == '\0')
      g_hash_table_insert (self->faults, (gpointer) fields[i].name,
                           (gpointer) self->words->fault_empty);
  if (sent && bound && g_hash_table_size (self->faults) == 0)
    {
      ua_dir_page_write (self, save_due_cb, save_done_cb);
      return FALSE;
    }
  show (self, db, member, sent && !bound ? self->words->stale : NULL,
        !sent ? 200 : bound ? 400 : 403);
  return TRUE;
}

static gboolean
sign_due_cb (UaDirDb    *db,
             UaDirPage  *self,
             GError    **error)
{
  return ua_dir_page_renew_session (self, db, error) &&
         ua_dir_sign_off_confirm (db, self->service->base_uri, self->member, error);
}

static void
sign_done_cb (UaDirPage    *self,
              const GError *error)
{
  ua_dir_page_go (self, error == NULL ? "profile?signed" : "profile");
}

/**
 * ua_dir_page_sign_off:
 * @self: a page
 * @db: a connection
 *
 * Answers at `/sign-off`: a form that is sent there signs the job off (CC-14).
 *
 * Returns: whether there is an answer; else the writing thread gives it
 *
 * A thread that reads.
 */
gboolean
ua_dir_page_sign_off (UaDirPage *self,
                      UaDirDb   *db)
{
  if (!enter (self, db))
    return TRUE;
  if (!ua_dir_exchange_is (self->exchange, "POST") || !ua_dir_page_is_bound (self))
    {
      ua_dir_page_go (self, "profile");
      return TRUE;
    }
  ua_dir_page_write (self, sign_due_cb, sign_done_cb);
  return FALSE;
}
