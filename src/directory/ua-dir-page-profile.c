/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-address.h"
#include "ua-dir-html.h"
#include "ua-dir-page-private.h"
#include "ua-dir-sign-off.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

#include <string.h>

/* The page of who is signed in: contact data, the password, and the sign-off of the job (CC-12). */

static void
append_languages (UaDirPage            *self,
                  GString              *out,
                  const UaDirPageInput *input)
{
  const char *fault = g_hash_table_lookup (self->faults, input->name);
  g_autofree char *described = ua_dir_page_open_field (self, out, input);
  gboolean known = *input->value == '\0';

  ua_dir_html_open (out, "select", "id", input->name, "name", input->name,
                    "aria-describedby", described, "aria-invalid", fault != NULL ? "true" : NULL,
                    "disabled", input->locked ? "" : NULL, NULL);
  ua_dir_html_element (out, "option", self->words->language_none, "value", "",
                       "selected", known ? "" : NULL, NULL);
  for (const UaDirPageWords *words = ua_dir_page_words; words->tag != NULL; words++)
    {
      gboolean is = g_str_equal (words->tag, input->value);

      known = known || is;
      ua_dir_html_element (out, "option", words->language_name, "value", words->tag,
                           "lang", words->tag, "selected", is ? "" : NULL, NULL);
    }
  if (!known)
    ua_dir_html_element (out, "option", input->value, "value", input->value, "selected", "", NULL);
  ua_dir_html_close (out, "select");
  ua_dir_page_close_field (self, out, input);
}

/* What the sign-off is about; it is shown again when the form is refused. */
static gboolean
load_sign_off (UaDirPage   *self,
               UaDirDb     *db,
               JsonObject  *member,
               GError     **error)
{
  JsonObject *extension = ua_json_get_object (member, UA_SCIM_URN_UA_USER);
  JsonObject *job = extension != NULL ? ua_json_get_object (extension, "roleProfile") : NULL;
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  self->signs_off = extension != NULL &&
                    g_strcmp0 (ua_json_get_string (extension, "signOff"), "pending") == 0;
  if (!self->signs_off || job == NULL)
    return TRUE;
  if (!ua_dir_query_open (&query, db, error,
                          "SELECT display, json_extract (text, '$.description') FROM resource"
                          " WHERE uid = ?", "t", ua_json_get_string (job, "value")) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (row)
    {
      self->job = g_strdup (ua_dir_query_text (&query, 0));
      self->job_text = g_strdup (ua_dir_query_text (&query, 1));
    }
  return TRUE;
}

static void
append_sign_off (UaDirPage *self,
                 GString   *out)
{
  ua_dir_html_open (out, "section", NULL);
  ua_dir_html_element (out, "h2", self->words->sign_off_title, NULL);
  ua_dir_page_text (self, out, self->words->sign_off_lead);
  if (self->job != NULL)
    {
      ua_dir_html_element (out, "h3", self->job, NULL);
      ua_dir_html_element (out, "p", self->job_text, NULL);
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
  for (guint i = 0; i < UA_DIR_PAGE_N_FIELDS - 1; i++)
    ua_dir_page_input (self, out, &inputs[i]);
  append_languages (self, out, &inputs[UA_DIR_PAGE_N_FIELDS - 1]);
  ua_dir_page_submit (out, self->words->save);
  ua_dir_html_close (out, "form");
  ua_dir_html_close (out, "section");
}

static void
append_password (UaDirPage *self,
                 GString   *out)
{
  g_autofree char *address = ua_dir_page_address (self, "own-password");

  ua_dir_html_open (out, "section", NULL);
  ua_dir_html_element (out, "h2", self->words->password, NULL);
  ua_dir_html_open (out, "p", NULL);
  ua_dir_html_element (out, "a", self->words->password_change, "href", address, NULL);
  ua_dir_html_close (out, "p");
  ua_dir_html_close (out, "section");
}

/* What was done just before, which the address tells of. */
static const char *
find_notice (UaDirPage *self)
{
  if (ua_dir_exchange_get_query (self->exchange, "saved") != NULL)
    return self->words->saved;
  if (ua_dir_exchange_get_query (self->exchange, "signed") != NULL)
    return self->words->sign_off_done;
  return ua_dir_exchange_get_query (self->exchange, "password") != NULL
    ? self->words->password_saved_title : NULL;
}

/* With what the form has in its fields. */
static void
show (UaDirPage  *self,
      const char *alert,
      guint       status)
{
  const UaDirPageWords *words = self->words;
  const char *const labels[UA_DIR_PAGE_N_FIELDS] = {
    words->given_name, words->family_name, words->email, words->phone, words->street,
    words->postal_code, words->city, words->country, words->language
  };
  UaDirPageInput inputs[UA_DIR_PAGE_N_FIELDS + 1] = { { NULL } };
  GString *out = ua_dir_page_begin (self, words->profile_title);
  const char *notice = find_notice (self);

  for (guint i = 0; i < UA_DIR_PAGE_N_FIELDS; i++)
    {
      inputs[i].name = ua_dir_page_fields[i].name;
      inputs[i].label = labels[i];
      inputs[i].type = i == 2 ? "email" : i == 3 ? "tel" : "text";
      inputs[i].autocomplete = ua_dir_page_fields[i].autocomplete;
      inputs[i].value = ua_dir_page_get (self, ua_dir_page_fields[i].name);
      inputs[i].required = i < 3;
      inputs[i].locked = ua_dir_page_is_locked (self, &ua_dir_page_fields[i]);
    }
  inputs[2].hint = words->email_hint;
  inputs[7].hint = words->country_hint;
  if (alert != NULL)
    ua_dir_page_alert (self, out, alert);
  else if (notice != NULL && status == 200)
    ua_dir_page_notice (self, out, notice);
  ua_dir_page_faults (self, out, inputs);
  if (self->signs_off)
    append_sign_off (self, out);
  append_form (self, out, inputs);
  append_password (self, out);
  ua_dir_page_end (self, out, status);
}

static void
save_done_cb (UaDirPage    *self,
              const GError *error)
{
  if (error == NULL)
    ua_dir_page_go (self, "profile?saved");
  else if (g_error_matches (error, UA_DIR_ERROR, UA_DIR_ERROR_UNAUTHORIZED))
    ua_dir_page_go (self, "sign-in");
  else if (g_hash_table_size (self->faults) > 0 || self->refusal != NULL)
    show (self, self->refusal, 400);
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

static gboolean
is_country (const char *text)
{
  return *text == '\0' ||
         (strlen (text) == 2 && g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]));
}

/* What is wrong with what was sent in a field; %NULL for nothing.  A country is two letters (RFC
 * 7643, section 4.1.2). */
static const char *
find_fault (UaDirPage            *self,
            const UaDirPageField *field,
            const char           *is)
{
  gboolean is_email = g_str_equal (field->name, "email");

  if (*is == '\0' && (is_email || g_str_equal (field->attribute, "name")))
    return self->words->fault_empty;
  if ((is_email && !ua_dir_address_is_valid (is)) ||
      (g_str_equal (field->name, "country") && !is_country (is)))
    return self->words->fault_invalid;
  return NULL;
}

/* Checks what was sent in a field, or puts what the member has into it.  What an HR system owns
 * need not be sent. */
static void
take_field (UaDirPage            *self,
            JsonObject           *member,
            const UaDirPageField *field,
            gboolean              sent)
{
  const char *was = ua_dir_page_read_field (member, field);
  gboolean locked = ua_dir_page_is_locked (self, field);
  gboolean same = !sent || (locked && !g_hash_table_contains (self->form, field->name)) ||
                  g_str_equal (ua_dir_page_get (self, field->name), was);
  const char *fault = NULL;

  if (!same)
    fault = locked ? self->words->fault_forbidden
                   : find_fault (self, field, ua_dir_page_get (self, field->name));
  if (fault != NULL)
    g_hash_table_insert (self->faults, (gpointer) field->name, (gpointer) fault);
  if (same || locked)
    g_hash_table_replace (self->form, g_strdup (field->name), g_strdup (was));
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
  gboolean bound;
  g_autoptr(JsonObject) member = NULL;
  g_autoptr(GError) error = NULL;

  if (!enter (self, db))
    return TRUE;
  member = ua_dir_page_load_member (self, db, &error);
  if (member == NULL || !load_sign_off (self, db, member, &error))
    {
      ua_dir_page_fail (self, error);
      return TRUE;
    }
  bound = sent && ua_dir_page_is_bound (self);
  for (guint i = 0; i < UA_DIR_PAGE_N_FIELDS; i++)
    take_field (self, member, &ua_dir_page_fields[i], bound);
  if (bound && g_hash_table_size (self->faults) == 0)
    {
      ua_dir_page_write (self, ua_dir_page_save_due, save_done_cb);
      return FALSE;
    }
  show (self, sent && !bound ? self->words->stale : NULL, !sent ? 200 : bound ? 400 : 403);
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
