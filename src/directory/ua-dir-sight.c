/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sight.h"

#include "ua-dir-rights.h"
#include "ua-json.h"
#include "ua-scim-urn.h"

/* What an actor may know of.  Whoever has the right to look sees everything.  All others see
 * themselves, those who report to them, and those in the groups that they lead; the groups that
 * they or those who report to them are in; and of the rest not even that it is there.
 *
 * The queries of lists are written for all and run for few: before them stands the SQL below, which
 * puts in place of each table what the actor sees of it.  So whatever is filtered by, sorted by,
 * counted or looked up in passing, nothing else can come into it.  `main` is what is really there.
 *
 *   ?1  the row of the actor
 *   ?2  whether role profiles can be chosen by the actor, rather than only had
 *   ?3  whether security profiles can
 *   ?4  whether all invitations are to be seen, rather than those into groups that the actor leads
 */
static const char sight[] =
  "WITH led (id) AS NOT MATERIALIZED ("
  "  SELECT s.group_id FROM main.membership s JOIN main.member_group g ON g.id = s.group_id"
  "  WHERE s.member = ?1 AND " UA_DIR_LEADS ("s.roles", "g") "),"
  " seen (id) AS NOT MATERIALIZED ("
  "  SELECT ?1"
  "  UNION ALL SELECT m.id FROM main.member m WHERE m.manager = ?1"
  "  UNION ALL SELECT s.member FROM led l JOIN main.membership s ON s.group_id = l.id),"
  " known (id) AS NOT MATERIALIZED ("
  "  SELECT s.group_id FROM main.membership s WHERE s.member = ?1"
  "  UNION ALL SELECT s.group_id FROM main.member m JOIN main.membership s ON s.member = m.id"
  "  WHERE m.manager = ?1),"
  " had (id) AS NOT MATERIALIZED ("
  "  SELECT m.role_profile FROM main.member m WHERE m.id = ?1"
  "  UNION ALL SELECT m.ambition_role FROM main.member m WHERE m.id = ?1),"
  " held (id) AS NOT MATERIALIZED ("
  "  SELECT d.profile FROM main.security_member d WHERE d.holder = ?1"
  "  UNION ALL SELECT v.profile FROM main.member m"
  "  JOIN main.security_role v ON v.holder = m.role_profile WHERE m.id = ?1),"
  " member AS NOT MATERIALIZED ("
  "  SELECT * FROM main.member m WHERE m.id IN (SELECT id FROM seen)),"
  " member_group AS NOT MATERIALIZED ("
  "  SELECT * FROM main.member_group g WHERE g.id IN (SELECT id FROM known)),"
  " profile AS NOT MATERIALIZED ("
  "  SELECT * FROM main.profile p WHERE ?2 OR p.id IN (SELECT id FROM had)),"
  " invitation AS NOT MATERIALIZED ("
  "  SELECT * FROM main.invitation i WHERE ?4 OR i.group_id IN (SELECT id FROM led)),"
  " record AS NOT MATERIALIZED (SELECT * FROM main.record WHERE 0),"
  " resource AS NOT MATERIALIZED ("
  "  SELECT * FROM main.resource o WHERE CASE o.type"
  "   WHEN 1 THEN o.id IN (SELECT id FROM seen)"
  "   WHEN 2 THEN o.id IN (SELECT id FROM known)"
  "   WHEN 3 THEN ?2 OR o.id IN (SELECT id FROM had)"
  "   WHEN 4 THEN ?3 OR o.id IN (SELECT id FROM held)"
  "   WHEN 5 THEN o.id IN (SELECT id FROM invitation)"
  "   WHEN 10 THEN 0"
  "   ELSE 1 END) ";

/* What looks at each type of resource: any of these rights, for the whole organisation. */
#define BIT(right) (1u << UA_DIR_RIGHT_##right)

static const struct
{
  UaDirType type;
  guint rights;
  gboolean leads;          /* who leads a group may too */
} lookers[] = {
  { UA_DIR_SECURITY_PROFILE, BIT (READ) | BIT (ACCESS), FALSE },
  { UA_DIR_INVITATION, BIT (READ) | BIT (INVITE), TRUE },
  { UA_DIR_MESSAGE, BIT (AUDIT), FALSE },
  { UA_DIR_PROVISIONING_RUN, BIT (AUDIT) | BIT (PROVISION), FALSE },
  { UA_DIR_SEAT, BIT (READ) | BIT (INVITE) | BIT (LIFE_CYCLE) | BIT (SETTINGS), TRUE },
  { UA_DIR_SETTING, ~0u, TRUE },
  { UA_DIR_RECORD, BIT (READ), FALSE },
  { UA_DIR_AUDIT_EVENT, BIT (AUDIT), FALSE },
};

/**
 * ua_dir_sight_is_whole:
 * @actor: (nullable): who asks; %NULL for the service itself
 *
 * Returns: whether the actor may look at all members, groups and role profiles
 */
gboolean
ua_dir_sight_is_whole (const UaDirActor *actor)
{
  return ua_dir_rights_has (actor, UA_DIR_RIGHT_READ);
}

/**
 * ua_dir_sight_get_sql:
 * @actor: (nullable): who asks; %NULL for the service itself
 *
 * Returns: (transfer none): what to put before a SELECT so that it finds what the actor may know of
 *   and nothing else.  It has parameters, which come first: ua_dir_sight_bind()
 */
const char *
ua_dir_sight_get_sql (const UaDirActor *actor)
{
  return ua_dir_sight_is_whole (actor) ? "" : sight;
}

/**
 * ua_dir_sight_bind:
 * @actor: (nullable): who asks; %NULL for the service itself
 * @query: a query that begins with ua_dir_sight_get_sql(), nothing bound yet
 *
 * Binds the parameters of that SQL.
 */
void
ua_dir_sight_bind (const UaDirActor *actor,
                   UaDirQuery       *query)
{
  if (ua_dir_sight_is_whole (actor))
    return;
  ua_dir_query_add_int (query, actor->id);
  ua_dir_query_add_int (query, !ua_dir_rights_is_plain (actor));
  ua_dir_query_add_int (query, ua_dir_rights_has (actor, UA_DIR_RIGHT_ACCESS));
  ua_dir_query_add_int (query, ua_dir_rights_has (actor, UA_DIR_RIGHT_INVITE));
}

/* Runs a query of one number behind the SQL above. */
static gboolean
get_int (UaDirDb           *db,
         const UaDirActor  *actor,
         const char        *sql,
         gint64             parameter,
         gint64            *value,
         GError           **error)
{
  g_autofree char *whole = g_strconcat (ua_dir_sight_get_sql (actor), sql, NULL);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (!ua_dir_query_begin (&query, db, whole, error))
    return FALSE;
  ua_dir_sight_bind (actor, &query);
  ua_dir_query_add_int (&query, parameter);
  if (!ua_dir_query_step (&query, NULL, error))
    return FALSE;
  *value = ua_dir_query_int (&query, 0);
  return TRUE;
}

/**
 * ua_dir_sight_sees:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @type: what it is
 * @id: the row of a resource that is there
 * @sees: (out): whether the actor may know of it
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_sight_sees (UaDirDb           *db,
                   const UaDirActor  *actor,
                   UaDirType          type,
                   gint64             id,
                   gboolean          *sees,
                   GError           **error)
{
  const char *sql;
  gint64 value;

  *sees = TRUE;
  if (ua_dir_sight_is_whole (actor))
    return TRUE;
  /* Asked for one at a time, so that each part is answered from an index. */
  if (type == UA_DIR_USER)
    sql = "SELECT EXISTS (SELECT 1 FROM seen WHERE id = ?)";
  else if (type == UA_DIR_GROUP)
    sql = "SELECT EXISTS (SELECT 1 FROM known WHERE id = ?)";
  else
    sql = "SELECT EXISTS (SELECT 1 FROM resource WHERE id = ?)";
  if (!get_int (db, actor, sql, id, &value, error))
    return FALSE;
  *sees = value != 0;
  return TRUE;
}

/**
 * ua_dir_sight_refuse:
 * @error: return location for an error
 *
 * Sets the error for what is not there, which is also the one for what the actor may not know of.
 *
 * Returns: %FALSE
 */
gboolean
ua_dir_sight_refuse (GError **error)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND,
                       "There is no resource with this id");
  return FALSE;
}

/**
 * ua_dir_sight_find:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @type: what it must be
 * @uid: the id of a resource
 * @id: (out): its row; 0 when there is none that the actor may know of
 * @error: return location for an error
 *
 * Like ua_dir_find_row(), with the eyes of the actor.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_sight_find (UaDirDb           *db,
                   const UaDirActor  *actor,
                   UaDirType          type,
                   const char        *uid,
                   gint64            *id,
                   GError           **error)
{
  gboolean sees = TRUE;

  if (!ua_dir_find_row (db, type, uid, id, error) ||
      (*id != 0 && !ua_dir_sight_sees (db, actor, type, *id, &sees, error)))
    return FALSE;
  if (!sees)
    *id = 0;
  return TRUE;
}

static gboolean
may_look (const UaDirActor *actor,
          const UaDirKind  *kind,
          gboolean          list)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lookers); i++)
    if (lookers[i].type == kind->type)
      return (lookers[i].rights & actor->rights) != 0 || (lookers[i].leads && actor->leads);
  if (kind->type == UA_DIR_USER || kind->type == UA_DIR_GROUP || kind->type == UA_DIR_ROLE_PROFILE)
    return !list || !ua_dir_rights_is_plain (actor);
  return ua_dir_sight_is_whole (actor);
}

/**
 * ua_dir_sight_check_kind:
 * @actor: (nullable): who asks; %NULL for the service itself
 * @kind: what is to be looked at
 * @list: whether it is more than one by its id
 * @error: return location for an error
 *
 * Whether there is anything of this kind for the actor.  Members, groups and role profiles that one
 * may know of can always be looked at one by one; lists are for those who see more than themselves.
 *
 * Returns: whether there is; else an error with what to answer (%UA_DIR_ERROR_FORBIDDEN)
 */
gboolean
ua_dir_sight_check_kind (const UaDirActor  *actor,
                         const UaDirKind   *kind,
                         gboolean           list,
                         GError           **error)
{
  if (actor == NULL || may_look (actor, kind, list))
    return TRUE;
  g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_FORBIDDEN, "%s is not for you to look at",
               kind->scim->endpoint);
  return FALSE;
}

static gboolean
sees_reference (UaDirDb           *db,
                const UaDirActor  *actor,
                UaDirType          type,
                JsonObject        *reference,
                gboolean          *sees,
                GError           **error)
{
  const char *uid = ua_json_get_string (reference, "value");
  gint64 id = 0;

  if (uid != NULL && !ua_dir_sight_find (db, actor, type, uid, &id, error))
    return FALSE;
  *sees = id != 0;
  return TRUE;
}

/* Takes those values out of an array that name what the actor may not know of. */
static gboolean
hide_values (UaDirDb           *db,
             const UaDirActor  *actor,
             UaDirType          type,
             JsonObject        *object,
             const char        *name,
             GError           **error)
{
  JsonArray *values = object != NULL ? ua_json_get_array (object, name) : NULL;
  g_autoptr(JsonArray) kept = json_array_new ();
  guint n = values != NULL ? json_array_get_length (values) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *value = json_array_get_object_element (values, i);
      gboolean sees;

      if (!sees_reference (db, actor, type, value, &sees, error))
        return FALSE;
      if (sees)
        json_array_add_object_element (kept, json_object_ref (value));
    }
  if (values != NULL)
    json_object_set_array_member (object, name, g_steal_pointer (&kept));
  return TRUE;
}

static gboolean
hide_manager (UaDirDb           *db,
              const UaDirActor  *actor,
              JsonObject        *object,
              GError           **error)
{
  JsonObject *enterprise = ua_json_get_object (object, UA_SCIM_URN_ENTERPRISE_USER);
  JsonObject *manager = enterprise != NULL ? ua_json_get_object (enterprise, "manager") : NULL;
  gboolean sees = TRUE;

  if (manager != NULL && !sees_reference (db, actor, UA_DIR_USER, manager, &sees, error))
    return FALSE;
  if (!sees)
    json_object_remove_member (enterprise, "manager");
  return TRUE;
}

/* Those who lead a group see who is invited into it, but not always by whom. */
static gboolean
hide_inviter (UaDirDb           *db,
              const UaDirActor  *actor,
              JsonObject        *object,
              GError           **error)
{
  JsonObject *inviter = ua_json_get_object (object, "invitedBy");
  gboolean sees = TRUE;

  if (inviter != NULL && !sees_reference (db, actor, UA_DIR_USER, inviter, &sees, error))
    return FALSE;
  if (!sees)
    json_object_remove_member (object, "invitedBy");
  return TRUE;
}

static gboolean
recount (UaDirDb           *db,
         const UaDirActor  *actor,
         gint64             id,
         JsonObject        *object,
         GError           **error)
{
  gint64 n;

  if (!get_int (db, actor, "SELECT count (*) FROM member WHERE role_profile = ?", id, &n, error))
    return FALSE;
  json_object_set_int_member (object, "memberCount", n);
  return TRUE;
}

/**
 * ua_dir_sight_hide:
 * @db: a connection
 * @actor: (nullable): who asks; %NULL for the service itself
 * @kind: what it is
 * @id: its row
 * @object: a resource that the actor may know of, as it is sent
 * @error: return location for an error
 *
 * Takes out of a resource what it tells of others that the actor may not know of.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_sight_hide (UaDirDb           *db,
                   const UaDirActor  *actor,
                   const UaDirKind   *kind,
                   gint64             id,
                   JsonObject        *object,
                   GError           **error)
{
  if (ua_dir_sight_is_whole (actor))
    return TRUE;
  if (kind->type == UA_DIR_USER)
    return hide_manager (db, actor, object, error) &&
           hide_values (db, actor, UA_DIR_GROUP, object, "groups", error) &&
           hide_values (db, actor, UA_DIR_GROUP,
                        ua_json_get_object (object, UA_SCIM_URN_UA_USER), "memberships", error);
  if (kind->type == UA_DIR_GROUP)
    return hide_values (db, actor, UA_DIR_USER, object, "members", error) &&
           hide_values (db, actor, UA_DIR_USER,
                        ua_json_get_object (object, UA_SCIM_URN_UA_GROUP), "memberRoles", error);
  if (kind->type == UA_DIR_INVITATION)
    return hide_inviter (db, actor, object, error);
  if (kind->type == UA_DIR_SECURITY_PROFILE)
    return hide_values (db, actor, UA_DIR_USER, object, "members", error);
  if (kind->type == UA_DIR_ROLE_PROFILE)
    return recount (db, actor, id, object, error);
  return TRUE;
}
