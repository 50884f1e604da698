/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-visit.h"

#include "ua-test-life.h"
#include "ua-test-mail.h"

#include <libsoup/soup.h>
#include <string.h>

/* Takes the service over. */
void
ua_test_visit_begin (UaTestVisit     *self,
                     UaTestDirectory *directory)
{
  self->directory = directory;
  self->cookies = NULL;
}

void
ua_test_visit_end (UaTestVisit *self)
{
  g_clear_pointer (&self->directory, ua_test_directory_stop);
  g_clear_pointer (&self->cookies, g_free);
}

static void
keep_cookie (UaTestVisit *self,
             UaTestReply *reply)
{
  const char *cookie = soup_message_headers_get_one (reply->headers, "Set-Cookie");

  if (cookie == NULL)
    return;
  g_free (self->cookies);
  self->cookies = g_strndup (cookie, strcspn (cookie, ";"));
}

SoupMessage *
ua_test_visit_message (UaTestVisit *self,
                       const char  *method,
                       const char  *path)
{
  const char *base = ua_test_directory_get_base_uri (self->directory);
  g_autofree char *root = g_strndup (base, strlen (base) - strlen ("/scim/v2"));
  g_autofree char *uri = g_strconcat (root, path, NULL);
  SoupMessage *msg = soup_message_new (method, uri);

  soup_message_set_flags (msg, SOUP_MESSAGE_NO_REDIRECT);
  if (self->cookies != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (msg), "Cookie",
                                  self->cookies);
  return msg;
}

UaTestReply *
ua_test_look (UaTestVisit *self,
              const char  *path)
{
  g_autoptr(SoupMessage) msg = ua_test_visit_message (self, "GET", path);
  UaTestReply *reply = ua_test_directory_send_message (self->directory, msg);

  keep_cookie (self, reply);
  return reply;
}

UaTestReply *
ua_test_post (UaTestVisit *self,
              const char  *path,
              char        *form)
{
  g_autoptr(SoupMessage) msg = ua_test_visit_message (self, "POST", path);
  g_autoptr(GBytes) bytes = g_bytes_new_take (form, strlen (form));
  UaTestReply *reply;

  soup_message_set_request_body_from_bytes (msg, "application/x-www-form-urlencoded", bytes);
  reply = ua_test_directory_send_message (self->directory, msg);
  keep_cookie (self, reply);
  return reply;
}

/* What a form of the page is bound to it by. */
char *
ua_test_get_key (UaTestReply *page)
{
  const char *start = strstr (page->text, "name=\"key\" value=\"");

  g_assert_nonnull (start);
  start += strlen ("name=\"key\" value=\"");
  return g_strndup (start, strcspn (start, "\""));
}

/* Opens a page and sends a form of it; names and values of fields. */
UaTestReply *
ua_test_fill_in (UaTestVisit *self,
                 const char  *path,
                 const char  *first,
                 ...)
{
  g_autoptr(UaTestReply) page = ua_test_look (self, path);
  g_autofree char *key = ua_test_get_key (page);
  g_autoptr(GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  va_list fields;

  va_start (fields, first);
  for (const char *name = first; name != NULL; name = va_arg (fields, const char *))
    g_hash_table_insert (form, (gpointer) name, va_arg (fields, char *));
  va_end (fields);
  g_hash_table_insert (form, (gpointer) "key", key);
  return ua_test_post (self, path, soup_form_encode_hash (form));
}

gboolean
ua_test_says (UaTestReply *page,
              const char  *text)
{
  return strstr (page->text, text) != NULL;
}

UaTestReply *
ua_test_ask (UaTestVisit *self,
             const char  *body)
{
  UaTestReply *reply = ua_test_directory_send (self->directory, "POST", "/Actions", body);

  g_assert_cmpuint (reply->status, ==, 200);
  return reply;
}

/* Invites somebody; gives the path of the link. */
char *
ua_test_invite (UaTestVisit *self,
                const char  *address,
                const char  *language)
{
  g_autofree char *body =
    g_strdup_printf ("{\"action\":\"invite\",\"parameters\":{\"emails\":[\"%s\"],"
                     "\"language\":\"%s\"}}", address, language);
  g_autoptr(UaTestReply) reply = ua_test_ask (self, body);
  g_autoptr(UaTestMail) mail = ua_test_mail_find (self->directory, address);
  g_autofree char *token = ua_test_mail_get_token (mail, "/accept/");

  return g_strconcat ("/accept/", token, NULL);
}

UaTestReply *
ua_test_accept (UaTestVisit *self,
                const char  *path,
                const char  *given,
                const char  *password,
                const char  *again)
{
  g_autoptr(UaTestReply) page = ua_test_look (self, path);
  g_autofree char *key = ua_test_get_key (page);

  g_assert_cmpuint (page->status, ==, 200);
  return ua_test_post (self, path,
                       soup_form_encode ("key", key, "givenName", given, "familyName", "Holm",
                                         "password", password, "again", again, NULL));
}

JsonObject *
ua_test_find_member (UaTestVisit *self,
                     const char  *address)
{
  g_autofree char *filter = g_strdup_printf ("emails.value eq \"%s\"", address);
  g_autoptr(UaTestReply) list =
    ua_test_directory_list (self->directory, "/Users", filter, NULL);
  JsonArray *resources = ua_test_reply_resources (list);

  g_assert_cmpuint (json_array_get_length (resources), ==, 1);
  return json_object_ref (json_array_get_object_element (resources, 0));
}

const char *
ua_test_get_ext (JsonObject *member,
                 const char *name)
{
  return json_object_get_string_member (json_object_get_object_member (member, UA_TEST_EXT), name);
}

/* The status of a sign-in over the protocol. */
guint
ua_test_try_basic (UaTestVisit *self,
                   const char  *name,
                   const char  *password)
{
  g_autoptr(SoupMessage) msg =
    ua_test_directory_message (self->directory, "GET", "/Me", NULL);
  g_autofree char *pair = g_strconcat (name, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *basic = g_strconcat ("Basic ", encoded, NULL);
  g_autoptr(UaTestReply) reply = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization", basic);
  reply = ua_test_directory_send_message (self->directory, msg);
  return reply->status;
}

/* Signs in; gives the reply. */
UaTestReply *
ua_test_sign_in (UaTestVisit *self,
                 const char  *name,
                 const char  *password)
{
  return ua_test_fill_in (self, "/sign-in", "userName", name, "password", password, NULL);
}

const char *
ua_test_get_location (UaTestReply *reply)
{
  return soup_message_headers_get_one (reply->headers, "Location");
}

/* A member with a password of their own. */
void
ua_test_join (UaTestVisit *self,
              const char  *address)
{
  g_autofree char *path = ua_test_invite (self, address, "en");
  g_autoptr(UaTestReply) reply =
    ua_test_accept (self, path, "Ida", UA_TEST_OWN_PASSWORD, UA_TEST_OWN_PASSWORD);

  g_assert_cmpuint (reply->status, ==, 200);
}

UaTestReply *
ua_test_send_profile (UaTestVisit *self,
                      const char  *email,
                      const char  *phone)
{
  g_autoptr(UaTestReply) page = ua_test_look (self, "/profile");
  g_autofree char *key = ua_test_get_key (page);

  g_assert_cmpuint (page->status, ==, 200);
  return ua_test_post (self, "/profile",
                       soup_form_encode ("key", key, "givenName", "Ida", "familyName", "Holm",
                                         "email", email, "phone", phone, "street", "Quay 1",
                                         "postalCode", "9000", "city", "Brackwater", "country",
                                         "BE", "language", "nl", NULL));
}
