/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-text.h"

#include "ua-dir-seats.h"
#include "ua-json.h"
#include "ua-time.h"

#include <string.h>

/* A resource is kept as the JSON text that is sent, so that a page of a list is put together
 * without parsing anything.  What depends on something else is a mark within a string of that text:
 * the DEL character and a letter.  The text stays JSON, for the queries that look into it; a DEL
 * that somebody sent is written as an escape.
 *
 *   b        the base address
 *   d<id>;   the display name of the resource in that row
 *   t<id>;   the state of the message in that row
 *   e        the state of the invitation, which follows from the time
 *   g, s     instead of the whole string: the groups of the member, the same with role and kind
 *   m, r     likewise: the members of the group, their roles
 *   c        likewise: how many members have the role profile
 *   u        likewise: how many seats are used, with the other numbers of seats behind it
 *   h, p     likewise: the members and the role profiles that have the security profile
 */
#define MARK '\x7f'
/* A mark on its way into the text: a byte that is in no UTF-8, so in nothing that anybody sent. */
#define NODE_MARK '\xff'
#define NODE_MARK_TEXT "\xff"

static JsonNode *
string_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/**
 * ua_dir_text_base:
 * @path: a path below the base address that begins and ends with a slash
 * @uid: the id of a resource, or what else ends the address
 *
 * Returns: (transfer full): a string that becomes the address of the resource
 */
JsonNode *
ua_dir_text_base (const char *path,
                  const char *uid)
{
  g_autofree char *text = g_strconcat (NODE_MARK_TEXT "b", path, uid, NULL);

  return string_node (text);
}

/**
 * ua_dir_text_display_of:
 * @id: the row of a resource
 *
 * Returns: (transfer full): a string that becomes that resource's display name
 */
JsonNode *
ua_dir_text_display_of (gint64 id)
{
  g_autofree char *text = g_strdup_printf (NODE_MARK_TEXT "d%" G_GINT64_FORMAT ";", id);

  return string_node (text);
}

/**
 * ua_dir_text_reference:
 * @path: a path below the base address that begins and ends with a slash
 * @uid: the id of a resource
 * @id: its row; 0 when it is not there any more
 *
 * Returns: (transfer full): an object with the id, the address and the display name of the
 *   resource; of one that is gone the id alone
 */
JsonNode *
ua_dir_text_reference (const char *path,
                       const char *uid,
                       gint64      id)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "value", uid);
  if (id != 0)
    {
      json_object_set_member (object, "$ref", ua_dir_text_base (path, uid));
      json_object_set_member (object, "display", ua_dir_text_display_of (id));
    }
  return ua_json_from_object (object);
}

/**
 * ua_dir_text_delivery_of:
 * @message: the row of a message
 *
 * Returns: (transfer full): a string that becomes that message's state
 */
JsonNode *
ua_dir_text_delivery_of (gint64 message)
{
  g_autofree char *text = g_strdup_printf (NODE_MARK_TEXT "t%" G_GINT64_FORMAT ";", message);

  return string_node (text);
}

/**
 * ua_dir_text_expiry:
 *
 * Returns: (transfer full): a string that becomes the state of an invitation
 */
JsonNode *
ua_dir_text_expiry (void)
{
  return string_node (NODE_MARK_TEXT "e");
}

/**
 * ua_dir_text_groups:
 *
 * Returns: (transfer full): a string that becomes the array of a member's groups, or goes with its
 *   name where there are none, as those of the following do
 */
JsonNode *
ua_dir_text_groups (void)
{
  return string_node (NODE_MARK_TEXT "g");
}

/**
 * ua_dir_text_members:
 *
 * Returns: (transfer full): a string that becomes the array of a group's members
 */
JsonNode *
ua_dir_text_members (void)
{
  return string_node (NODE_MARK_TEXT "m");
}

/**
 * ua_dir_text_roles:
 *
 * Returns: (transfer full): a string that becomes the array of the roles of a group's members
 */
JsonNode *
ua_dir_text_roles (void)
{
  return string_node (NODE_MARK_TEXT "r");
}

/**
 * ua_dir_text_memberships:
 *
 * Returns: (transfer full): a string that becomes the array of a member's groups and roles in them
 */
JsonNode *
ua_dir_text_memberships (void)
{
  return string_node (NODE_MARK_TEXT "s");
}

/**
 * ua_dir_text_count:
 *
 * Returns: (transfer full): a string that becomes the number of members with a role profile
 */
JsonNode *
ua_dir_text_count (void)
{
  return string_node (NODE_MARK_TEXT "c");
}

/**
 * ua_dir_text_seats:
 *
 * Returns: (transfer full): a string that becomes the number of seats used and, as further members
 *   of the object that it is in, the other numbers of seats
 */
JsonNode *
ua_dir_text_seats (void)
{
  return string_node (NODE_MARK_TEXT "u");
}

/**
 * ua_dir_text_holders:
 *
 * Returns: (transfer full): a string that becomes the array of the members who have a security
 *   profile
 */
JsonNode *
ua_dir_text_holders (void)
{
  return string_node (NODE_MARK_TEXT "h");
}

/**
 * ua_dir_text_given_roles:
 *
 * Returns: (transfer full): a string that becomes the array of the role profiles that have a
 *   security profile
 */
JsonNode *
ua_dir_text_given_roles (void)
{
  return string_node (NODE_MARK_TEXT "p");
}

/**
 * ua_dir_text_is_mark:
 * @node: a value
 *
 * Returns: whether it is a string with a mark in it
 */
gboolean
ua_dir_text_is_mark (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         strchr (json_node_get_string (node), NODE_MARK) != NULL;
}

/**
 * ua_dir_text_append:
 * @out: where to append
 * @value: UTF-8
 *
 * Appends the text as it stands within the quotation marks of JSON, with its marks.
 */
void
ua_dir_text_append (GString    *out,
                    const char *value)
{
  const char *start = value;

  for (const char *p = value; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c >= 0x20 && c != '"' && c != '\\' && c != (guchar) MARK && c != (guchar) NODE_MARK)
        continue;
      g_string_append_len (out, start, p - start);
      start = p + 1;
      if (c == '"' || c == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, (char) c);
        }
      else if (c == (guchar) NODE_MARK)
        {
          g_string_append_c (out, MARK);
        }
      else
        {
          g_string_append_printf (out, "\\u%04x", c);
        }
    }
  g_string_append (out, start);
}

static void
append_quoted (GString    *out,
               const char *value)
{
  g_string_append_c (out, '"');
  ua_dir_text_append (out, value);
  g_string_append_c (out, '"');
}

static void
append_object (GString    *out,
               JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      append_quoted (out, name);
      g_string_append_c (out, ':');
      ua_dir_text_append_json (out, value);
    }
  g_string_append_c (out, '}');
}

static void
append_value (GString  *out,
              JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    {
      append_quoted (out, json_node_get_string (node));
    }
  else if (type == G_TYPE_BOOLEAN)
    {
      g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
    }
  else if (type == G_TYPE_DOUBLE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append (out, g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
    }
  else
    {
      g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
    }
}

/**
 * ua_dir_text_append_json:
 * @out: where to append
 * @node: any JSON
 *
 * Appends the node as JSON text, with its marks.
 */
void
ua_dir_text_append_json (GString  *out,
                         JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      append_object (out, json_node_get_object (node));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint n = json_array_get_length (array);

      g_string_append_c (out, '[');
      for (guint i = 0; i < n; i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          ua_dir_text_append_json (out, json_array_get_element (array, i));
        }
      g_string_append_c (out, ']');
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      append_value (out, node);
    }
  else
    {
      g_string_append (out, "null");
    }
}

/**
 * ua_dir_text_write:
 * @object: a resource with its marks
 *
 * Returns: (transfer full): the text to keep
 */
char *
ua_dir_text_write (JsonObject *object)
{
  GString *out = g_string_sized_new (1024);

  append_object (out, object);
  return g_string_free (out, FALSE);
}

static gboolean
expand_delivery (GString   *out,
                 UaDirDb   *db,
                 gint64     id,
                 GError   **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, "SELECT state FROM message WHERE id = ?", "i", id) ||
      !ua_dir_query_step (&query, &row, error))
    return FALSE;
  if (row)
    ua_dir_text_append (out, ua_dir_query_text (&query, 0));
  return TRUE;
}

/* Appends one value of a multi-valued reference, up to its last sub-attribute; @display is as it
 * stands in JSON. */
static void
append_reference (GString    *out,
                  const char *base_uri,
                  const char *endpoint,
                  const char *uid,
                  const char *display)
{
  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  g_string_append (out, "{\"value\":\"");
  g_string_append (out, uid);
  g_string_append (out, "\",\"$ref\":\"");
  ua_dir_text_append (out, base_uri);
  g_string_append (out, endpoint);
  g_string_append (out, uid);
  g_string_append (out, "\",\"display\":\"");
  g_string_append (out, display);
}

static gboolean
expand_references (GString     *out,
                   UaDirDb     *db,
                   const char  *base_uri,
                   gint64       id,
                   const char  *sql,
                   const char  *endpoint,
                   const char  *end,
                   GError     **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  g_autoptr(GString) display = g_string_new (NULL);
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, sql, "i", id))
    return FALSE;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      g_string_truncate (display, 0);
      ua_dir_text_append (display, ua_dir_query_text (&query, 1));
      append_reference (out, base_uri, endpoint, ua_dir_query_text (&query, 0), display->str);
      g_string_append (out, end);
    }
}

static gboolean
expand_members (GString     *out,
                UaDirDb     *db,
                const char  *base_uri,
                gint64       id,
                GError     **error)
{
  return expand_references (out, db, base_uri, id,
                            "SELECT r.uid, r.display FROM membership s"
                            " JOIN resource r ON r.id = s.member"
                            " WHERE s.group_id = ? ORDER BY s.member",
                            "/Users/", "\",\"type\":\"User\"}", error);
}

static void
append_roles (GString               *out,
              const UaDirShownItem  *item,
              const UaDirShownGroup *group)
{
  const char *role = *group->roles != '\0' ? group->roles : "member";

  while (*role != '\0')
    {
      gsize length = strcspn (role, " ");

      if (out->str[out->len - 1] != '[')
        g_string_append_c (out, ',');
      g_string_append_len (out, item->with_role, (gssize) item->n_with_role);
      g_string_append_len (out, role, (gssize) length);
      g_string_append_len (out, "\"}", 2);
      role += length + strspn (role + length, " ");
    }
}

/* The groups of a member, or with @by_role one value for each role in each of them. */
static gboolean
expand_groups (GString     *out,
               UaDirDb     *db,
               const char  *base_uri,
               gint64       id,
               gboolean     by_role,
               GError     **error)
{
  const UaDirShownGroup *groups;
  guint n;

  if (!ua_dir_shown_get_groups (db, id, &groups, &n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const UaDirShownItem *item;

      if (!ua_dir_shown_look_up (db, base_uri, groups[i].group, &item, error))
        return FALSE;
      if (item == NULL)
        continue;
      if (by_role)
        {
          append_roles (out, item, &groups[i]);
          continue;
        }
      if (out->str[out->len - 1] != '[')
        g_string_append_c (out, ',');
      g_string_append_len (out, item->direct, (gssize) item->n_direct);
    }
  return TRUE;
}

static gboolean
expand_display (GString     *out,
                UaDirDb     *db,
                const char  *base_uri,
                gint64       id,
                GError     **error)
{
  const UaDirShownItem *item;

  if (!ua_dir_shown_look_up (db, base_uri, id, &item, error))
    return FALSE;
  if (item != NULL)
    g_string_append_len (out, item->display, (gssize) item->n_display);
  return TRUE;
}

static gboolean
expand_count (GString  *out,
              UaDirDb  *db,
              gint64    id,
              GError  **error)
{
  gint64 n;

  if (!ua_dir_db_get_int (db, &n, error, "SELECT count (*) FROM member WHERE role_profile = ?",
                          "i", id))
    return FALSE;
  g_string_append_printf (out, "%" G_GINT64_FORMAT, n);
  return TRUE;
}

static gboolean
expand_expiry (GString  *out,
               UaDirDb  *db,
               gint64    id,
               GError  **error)
{
  gint64 expires;

  if (!ua_dir_db_get_int (db, &expires, error, "SELECT expires FROM invitation WHERE id = ?", "i",
                          id))
    return FALSE;
  g_string_append (out, expires > ua_time_now () ? "pending" : "expired");
  return TRUE;
}

static void
append_number (GString    *out,
               const char *before,
               gint64      number)
{
  g_string_append (out, before);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
}

static gboolean
expand_seats (GString  *out,
              UaDirDb  *db,
              GError  **error)
{
  UaDirSeats seats;

  if (!ua_dir_seats_get (db, &seats, error))
    return FALSE;
  append_number (out, "", seats.used);
  append_number (out, ",\"reserved\":", seats.reserved);
  if (seats.total != 0)
    {
      append_number (out, ",\"total\":", seats.total);
      append_number (out, ",\"free\":", ua_dir_seats_get_free (&seats));
    }
  return TRUE;
}

static gboolean
expand_roles (GString     *out,
              UaDirDb     *db,
              const char  *base_uri,
              gint64       id,
              GError     **error)
{
  static const char sql[] =
    "SELECT r.uid, s.roles FROM membership s JOIN resource r ON r.id = s.member"
    " WHERE s.group_id = ? AND s.roles <> '' ORDER BY s.member";
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;
  gboolean first = TRUE;

  if (!ua_dir_query_open (&query, db, error, sql, "i", id))
    return FALSE;
  for (;;)
    {
      g_auto(GStrv) roles = NULL;

      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      roles = g_strsplit (ua_dir_query_text (&query, 1), " ", -1);
      for (guint i = 0; roles[i] != NULL; i++)
        {
          g_string_append (out, first ? "{\"value\":\"" : ",{\"value\":\"");
          first = FALSE;
          g_string_append (out, ua_dir_query_text (&query, 0));
          g_string_append (out, "\",\"$ref\":\"");
          ua_dir_text_append (out, base_uri);
          g_string_append (out, "/Users/");
          g_string_append (out, ua_dir_query_text (&query, 0));
          g_string_append (out, "\",\"role\":\"");
          ua_dir_text_append (out, roles[i]);
          g_string_append (out, "\"}");
        }
    }
}

static gboolean
expand_holders (GString     *out,
                UaDirDb     *db,
                const char  *base_uri,
                gint64       id,
                GError     **error)
{
  return expand_references (out, db, base_uri, id,
                            "SELECT r.uid, r.display FROM security_member s"
                            " JOIN resource r ON r.id = s.holder"
                            " WHERE s.profile = ? ORDER BY s.holder", "/Users/", "\"}", error);
}

static gboolean
expand_given_roles (GString     *out,
                    UaDirDb     *db,
                    const char  *base_uri,
                    gint64       id,
                    GError     **error)
{
  return expand_references (out, db, base_uri, id,
                            "SELECT r.uid, r.display FROM security_role s"
                            " JOIN resource r ON r.id = s.holder"
                            " WHERE s.profile = ? ORDER BY s.holder", "/RoleProfiles/", "\"}",
                            error);
}

static gboolean
expand_array (GString           *out,
              UaDirDb           *db,
              const char        *base_uri,
              gint64             id,
              char               mark,
              UaDirExpandFlags   flags,
              GError           **error)
{
  switch (mark)
    {
    case 'g':
      return (flags & UA_DIR_EXPAND_NO_GROUPS) != 0 ||
             expand_groups (out, db, base_uri, id, FALSE, error);
    case 'm':
      return (flags & UA_DIR_EXPAND_NO_MEMBERS) != 0 ||
             expand_members (out, db, base_uri, id, error);
    case 'h':
      return (flags & UA_DIR_EXPAND_NO_MEMBERS) != 0 ||
             expand_holders (out, db, base_uri, id, error);
    case 'p':
      return (flags & UA_DIR_EXPAND_NO_ROLES) != 0 ||
             expand_given_roles (out, db, base_uri, id, error);
    case 's':
      return (flags & UA_DIR_EXPAND_NO_MEMBERSHIPS) != 0 ||
             expand_groups (out, db, base_uri, id, TRUE, error);
    default:
      return (flags & UA_DIR_EXPAND_NO_ROLES) != 0 || expand_roles (out, db, base_uri, id, error);
    }
}

/* An empty array is the same as none (RFC 7643, section 2.5), so that its name goes too, with the
 * comma before it or, where it is the first, behind it. */
static void
drop_name (GString     *out,
           const char **rest)
{
  gsize n = out->len - strlen ("\":");

  while (out->str[n - 1] != '"')
    n--;
  g_string_truncate (out, n - 1);
  if (out->str[out->len - 1] == ',')
    g_string_truncate (out, out->len - 1);
  else if (**rest == ',')
    (*rest)++;
}

/* Fills in what stands instead of a whole string, whose first quotation mark is in @out and whose
 * last one in @rest. */
static gboolean
expand_value (GString           *out,
              UaDirDb           *db,
              const char        *base_uri,
              gint64             id,
              char               mark,
              UaDirExpandFlags   flags,
              const char       **rest,
              GError           **error)
{
  gsize start;

  g_string_truncate (out, out->len - 1);
  (*rest)++;
  if (mark == 'c')
    return expand_count (out, db, id, error);
  if (mark == 'u')
    return expand_seats (out, db, error);
  start = out->len;
  g_string_append_c (out, '[');
  if (!expand_array (out, db, base_uri, id, mark, flags, error))
    return FALSE;
  if (out->len > start + 1)
    {
      g_string_append_c (out, ']');
      return TRUE;
    }
  g_string_truncate (out, start);
  drop_name (out, rest);
  return TRUE;
}

/**
 * ua_dir_text_expand:
 * @out: where to append
 * @db: a connection
 * @base_uri: the base address
 * @id: the row of the resource
 * @text: its text
 * @flags: what to leave out
 * @error: return location for an error
 *
 * Appends the text of a resource as it is sent, with its marks filled in.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_text_expand (GString           *out,
                    UaDirDb           *db,
                    const char        *base_uri,
                    gint64             id,
                    const char        *text,
                    UaDirExpandFlags   flags,
                    GError           **error)
{
  const char *mark;

  while ((mark = strchr (text, MARK)) != NULL)
    {
      g_string_append_len (out, text, mark - text);
      text = mark + 2;
      switch (mark[1])
        {
        case 'b':
          /* The service's own, of which nothing needs an escape. */
          g_string_append (out, base_uri);
          break;
        case 'd':
        case 't':
          {
            char *end;
            gint64 row = g_ascii_strtoll (text, &end, 10);

            if (mark[1] == 'd' ? !expand_display (out, db, base_uri, row, error)
                               : !expand_delivery (out, db, row, error))
              return FALSE;
            text = end + 1;
          }
          break;
        case 'e':
          if (!expand_expiry (out, db, id, error))
            return FALSE;
          break;
        case 'g':
        case 's':
        case 'm':
        case 'r':
        case 'c':
        case 'u':
        case 'h':
        case 'p':
          if (!expand_value (out, db, base_uri, id, mark[1], flags, &text, error))
            return FALSE;
          break;
        default:
          g_set_error_literal (error, UA_ERROR, UA_ERROR_CORRUPT, "A resource is damaged");
          return FALSE;
        }
    }
  g_string_append (out, text);
  return TRUE;
}
