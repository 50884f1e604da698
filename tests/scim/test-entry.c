/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-entry.h"

#include "scim-test.h"
#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-list.h"
#include "ua-scim-urn.h"

#include <locale.h>
#include <string.h>

static UaScimPage *
read_page (UaEntryType   type,
           const char   *text,
           GError      **error)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (quoted, strlen (quoted));

  return ua_scim_page_read_entries (bytes, type, error);
}

static UaEntry *
read_one (UaEntryType  type,
          const char  *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaScimPage) page = read_page (type, text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->items->len, ==, 1);
  return g_object_ref (g_ptr_array_index (page->items, 0));
}

static void
test_invitation (void)
{
  g_autoptr (UaEntry) entry = read_one (UA_ENTRY_TYPE_INVITATION,
    "{'totalResults':1,'Resources':[{'schemas':['" UA_SCIM_URN_INVITATION "'],'id':'i-1',"
    "'MEMBER':{'value':'m-1','$ref':'https://a/Users/m-1','Display':' Ada\\u202e  Moor '},"
    "'email':'ada@brackwater.example','expiresAt':'2026-12-01T10:00:00Z','state':'pending',"
    "'message':{'value':'x-1','state':'failed'},'unknown':7,'group':null,"
    "'meta':{'version':'W/\\'4\\''}}]}");

  g_assert_cmpstr (ua_entry_get_id (entry), ==, "i-1");
  g_assert_cmpstr (ua_entry_get (entry, "member.value"), ==, "m-1");
  g_assert_cmpstr (ua_entry_get (entry, "member.display"), ==, "Ada Moor");
  g_assert_null (ua_entry_get (entry, "member.$ref"));
  g_assert_cmpstr (ua_entry_get (entry, "email"), ==, "ada@brackwater.example");
  g_assert_cmpstr (ua_entry_get (entry, "message.state"), ==, "failed");
  g_assert_null (ua_entry_get (entry, "unknown"));
  g_assert_null (ua_entry_get (entry, "group.value"));
}

/* The text of a mail keeps its lines, and nothing in them can disturb the screen. */
static void
test_message (void)
{
  g_autoptr (UaEntry) entry = read_one (UA_ENTRY_TYPE_MESSAGE,
    "{'id':'x-1','subject':'One\\nline','body':'Dear Ada,\\n\\nwelcome\\u0007\\u202e.\\n',"
    "'attempts':'3','kind':'invitation'}");

  g_assert_cmpstr (ua_entry_get (entry, "subject"), ==, "One line");
  g_assert_cmpstr (ua_entry_get (entry, "body"), ==, "Dear Ada,\n\nwelcome.\n");
  g_assert_cmpint (ua_entry_get_number (entry, "attempts", 0), ==, 3);
}

static void
test_lists (void)
{
  g_autoptr (UaEntry) many = read_one (UA_ENTRY_TYPE_SECURITY_PROFILE,
    "{'id':'s-1','displayName':'Desk','rights':['read','invite'],"
    "'members':[{'value':'m-1','display':'Ada Moor'},{'value':'m-2'},'m-3']}");
  g_autoptr (UaEntry) single = read_one (UA_ENTRY_TYPE_SECURITY_PROFILE,
    "{'id':'s-1','displayName':['Desk','Other'],'rights':'read','members':{'value':'m-1'}}");

  g_assert_cmpuint (ua_entry_get_n (many, "rights"), ==, 2);
  g_assert_cmpstr (ua_entry_get_nth (many, "rights", 1, "value"), ==, "invite");
  g_assert_cmpuint (ua_entry_get_n (many, "members"), ==, 3);
  g_assert_cmpstr (ua_entry_get_nth (many, "members", 0, "display"), ==, "Ada Moor");
  g_assert_cmpstr (ua_entry_get_nth (many, "members", 2, "value"), ==, "m-3");
  g_assert_cmpuint (ua_entry_get_n (single, "rights"), ==, 1);
  g_assert_cmpstr (ua_entry_get (single, "displayName"), ==, "Desk");
  g_assert_cmpuint (ua_entry_get_n (single, "members"), ==, 1);
}

/* A bad one is skipped and counted, never the page. */
static void
test_page (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaScimPage) page = read_page (UA_ENTRY_TYPE_AUDIT_EVENT,
    "{'totalResults':9,'nextCursor':'abc','Resources':[{'id':'e-1'},{'action':'change'},7,"
    "{'id':'e-2','changes':7,'actor':[]}]}", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->items->len, ==, 2);
  g_assert_cmpuint (page->n_skipped, ==, 2);
  g_assert_cmpuint (page->n_resources, ==, 4);
  g_assert_cmpint (page->total, ==, 9);
  g_assert_cmpstr (page->next_cursor, ==, "abc");
  g_assert_null (read_page (UA_ENTRY_TYPE_AUDIT_EVENT, "'text'", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_PROTOCOL);
}

static char *
to_text (const UaEntryQuery *query)
{
  g_autoptr (UaScimFilter) filter = ua_scim_entry_to_filter (query);

  return filter != NULL ? ua_scim_filter_to_string (filter) : NULL;
}

static void
test_filter (void)
{
  g_autoptr (UaEntryQuery) all = ua_entry_query_new (UA_ENTRY_TYPE_PROVISIONING_RUN, NULL);
  g_autoptr (UaEntryQuery) words = ua_entry_query_new (UA_ENTRY_TYPE_PROVISIONING_RUN, "per\"s ada");
  g_autoptr (UaEntryQuery) failed = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, NULL);
  g_autoptr (UaEntryQuery) since = NULL;
  g_autofree char *nothing = to_text (all);
  g_autofree char *found = to_text (words);
  g_autofree char *both = NULL;

  g_assert_null (nothing);
  g_assert_cmpstr (found, ==, "(source co \"per\\\"s\" or actor.display co \"per\\\"s\") and "
                              "(source co \"ada\" or actor.display co \"ada\")");
  since = ua_entry_query_with_condition (failed, "state", UA_ENTRY_OP_EQUAL, "failed");
  ua_entry_query_unref (failed);
  failed = ua_entry_query_with_condition (since, "createdAt", UA_ENTRY_OP_FROM, "2026-01-01");
  both = to_text (failed);
  g_assert_cmpstr (both, ==, "state eq \"failed\" and createdAt ge \"2026-01-01\"");
}

static void
test_write (void)
{
  g_autoptr (GVariant) values = g_variant_parse (
    UA_ENTRY_VALUES_TYPE,
    "{'displayName': <'Desk'>, 'description': <''>, 'rights': <[{'value': 'read'}]>,"
    " 'members': <@aa{ss} []>, 'nonsense': <'x'>}", NULL, NULL, NULL);
  g_autoptr (JsonNode) post = ua_scim_entry_to_post (UA_ENTRY_TYPE_SECURITY_PROFILE, values);
  g_autoptr (JsonNode) patch = ua_scim_entry_to_patch (UA_ENTRY_TYPE_SECURITY_PROFILE, values);
  g_autofree char *posted = ua_json_to_text (post);
  g_autofree char *patched = ua_json_to_text (patch);

  g_assert_cmpstr (posted, ==,
                   "{\"schemas\":[\"" UA_SCIM_URN_SECURITY_PROFILE "\"],\"displayName\":\"Desk\","
                   "\"description\":\"\",\"rights\":[\"read\"],\"members\":[]}");
  g_assert_cmpstr (patched, ==,
                   "{\"schemas\":[\"" UA_SCIM_URN_PATCH_OP "\"],\"Operations\":["
                   "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Desk\"},"
                   "{\"op\":\"remove\",\"path\":\"description\"},"
                   "{\"op\":\"replace\",\"path\":\"rights\",\"value\":[\"read\"]},"
                   "{\"op\":\"remove\",\"path\":\"members\"}]}");
}

/* What lists leave out is asked for by name, together with all else. */
static void
test_attributes (void)
{
  g_autofree char *run = ua_scim_entry_dup_attributes (UA_ENTRY_TYPE_PROVISIONING_RUN);
  g_autofree char *mail = ua_scim_entry_dup_attributes (UA_ENTRY_TYPE_MESSAGE);

  g_assert_cmpstr (run, ==, "startedAt,source,actor,state,counts,stateChanges");
  g_assert_null (mail);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/entry/invitation", test_invitation);
  g_test_add_func ("/scim/entry/message", test_message);
  g_test_add_func ("/scim/entry/lists", test_lists);
  g_test_add_func ("/scim/entry/page", test_page);
  g_test_add_func ("/scim/entry/filter", test_filter);
  g_test_add_func ("/scim/entry/write", test_write);
  g_test_add_func ("/scim/entry/attributes", test_attributes);
  return g_test_run ();
}
