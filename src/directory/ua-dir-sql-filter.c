/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters and orders as SQL.  The semantics of a filter are those of ua_scim_filter_matches(); the
 * tests hold the two against each other. */
#include "ua-dir-sql.h"

#include "ua-dir-columns.h"
#include "ua-dir-functions.h"
#include "ua-dir-users.h"
#include "ua-scim-error.h"
#include "ua-time.h"

#include <string.h>

/* How deep groups of conditions may stand in one another, so that SQLite's parser can follow. */
#define MAX_DEPTH 14

/* Where the value of an attribute comes from, in SQL. */
typedef struct
{
  char *sql;               /* (owned) */
  UaDirColumnType type;
  const char *endpoint;    /* (unowned) (nullable) */
  const UaScimAttribute *attribute; /* (unowned) */
} Leaf;

static void
leaf_clear (Leaf *leaf)
{
  g_free (leaf->sql);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Leaf, leaf_clear)

static void
append (UaDirSql   *self,
        const char *text)
{
  g_string_append (self->text, text);
}

/* The names in a path come from the schemas, so that nothing of a client is in the text. */
static char *
make_json_path (const char *urn,
                const char *attribute,
                const char *sub)
{
  GString *path = g_string_new ("'$");

  if (urn != NULL)
    g_string_append_printf (path, ".\"%s\"", urn);
  if (attribute != NULL)
    g_string_append_printf (path, ".\"%s\"", attribute);
  if (sub != NULL)
    g_string_append_printf (path, ".\"%s\"", sub);
  g_string_append_c (path, '\'');
  return g_string_free (path, FALSE);
}

static UaDirColumnType
find_column_type (const UaScimAttribute *attribute)
{
  if (attribute->type == UA_SCIM_TYPE_BOOLEAN)
    return UA_DIR_COLUMN_BOOLEAN;
  if (attribute->type == UA_SCIM_TYPE_INTEGER || attribute->type == UA_SCIM_TYPE_DECIMAL)
    return UA_DIR_COLUMN_NUMBER;
  return UA_DIR_COLUMN_TEXT;
}

static void
set_leaf_column (Leaf                  *leaf,
                 const UaDirColumn     *column,
                 const UaScimAttribute *attribute)
{
  leaf->sql = g_strdup (column->sql);
  leaf->type = column->type;
  leaf->endpoint = column->endpoint;
  leaf->attribute = attribute;
}

static void
set_leaf_json (Leaf                  *leaf,
               const char            *document,
               const char            *urn,
               const char            *attribute,
               const char            *sub,
               const UaScimAttribute *described)
{
  g_autofree char *path = make_json_path (urn, attribute, sub);

  leaf->sql = g_strdup_printf ("json_extract (%s, %s)", document, path);
  leaf->type = find_column_type (described);
  leaf->attribute = described;
}

static const char *
op_in_sql (UaScimOp op)
{
  switch (op)
    {
    case UA_SCIM_OP_NE:
      return "<>";
    case UA_SCIM_OP_GT:
      return ">";
    case UA_SCIM_OP_GE:
      return ">=";
    case UA_SCIM_OP_LT:
      return "<";
    case UA_SCIM_OP_LE:
      return "<=";
    case UA_SCIM_OP_EQ:
    case UA_SCIM_OP_CO:
    case UA_SCIM_OP_SW:
    case UA_SCIM_OP_EW:
    default:
      return "=";
    }
}

/* A text against a parameter that is already prepared. */
static void
append_text_test (UaDirSql   *self,
                  const char *sql,
                  UaScimOp    op,
                  const char *value)
{
  if (op == UA_SCIM_OP_CO)
    g_string_append_printf (self->text, "instr (%s, ?) > 0", sql);
  else if (op == UA_SCIM_OP_SW)
    g_string_append_printf (self->text, "ua_starts (%s, ?)", sql);
  else if (op == UA_SCIM_OP_EW)
    g_string_append_printf (self->text, "ua_ends (%s, ?)", sql);
  else
    g_string_append_printf (self->text, "%s %s ?", sql, op_in_sql (op));
  ua_dir_sql_add_text (self, value);
}

/* A prefix as a range, which an index can answer. */
static void
append_prefix_test (UaDirSql   *self,
                    const char *sql,
                    const char *value)
{
  g_autofree char *end = g_strconcat (value, UA_DIR_ABSENT, NULL);

  g_string_append_printf (self->text, "(%s >= ? AND %s < ?)", sql, sql);
  ua_dir_sql_add_text (self, value);
  ua_dir_sql_add_text (self, end);
}

static void
append_key_test (UaDirSql   *self,
                 const Leaf *leaf,
                 UaScimOp    op,
                 const char *value)
{
  g_autofree char *key = ua_dir_key (value);
  const char *sql = leaf->sql;

  if (op == UA_SCIM_OP_SW)
    {
      append_prefix_test (self, sql, key);
      return;
    }
  if (op == UA_SCIM_OP_EQ && leaf->type == UA_DIR_COLUMN_KEY)
    {
      append_text_test (self, sql, op, key);
      return;
    }
  /* What is absent compares with nothing; the index of days that few have wants to be told so. */
  append (self, "(");
  append_text_test (self, sql, op, key);
  g_string_append_printf (self->text, " AND %s <> '" UA_DIR_ABSENT "')", sql);
}

static char *
plain_sql (const Leaf *leaf)
{
  switch (leaf->type)
    {
    case UA_DIR_COLUMN_KEY:
    case UA_DIR_COLUMN_DATE:
      return g_strdup_printf ("nullif (%s, '" UA_DIR_ABSENT "')", leaf->sql);
    case UA_DIR_COLUMN_STATUS:
      return g_strdup_printf ("(CASE %s WHEN 1 THEN 'invited' WHEN 2 THEN 'active'"
                              " WHEN 3 THEN 'deactivated' ELSE 'locked' END)", leaf->sql);
    case UA_DIR_COLUMN_ACCESS:
      return g_strdup_printf ("(CASE %s WHEN 1 THEN 'employee' WHEN 2 THEN 'executive'"
                              " ELSE 'admin' END)", leaf->sql);
    case UA_DIR_COLUMN_TIME:
      return g_strdup_printf ("strftime ('%%Y-%%m-%%dT%%H:%%M:%%f', %s / 1000.0, 'unixepoch')"
                              " || 'Z'", leaf->sql);
    case UA_DIR_COLUMN_TEXT:
    case UA_DIR_COLUMN_NUMBER:
    case UA_DIR_COLUMN_BOOLEAN:
    case UA_DIR_COLUMN_ADDRESS:
    default:
      return g_strdup (leaf->sql);
    }
}

static gboolean
is_text_op (UaScimOp op)
{
  return op == UA_SCIM_OP_CO || op == UA_SCIM_OP_SW || op == UA_SCIM_OP_EW;
}

static void
append_string_test (UaDirSql   *self,
                    const Leaf *leaf,
                    UaScimOp    op,
                    const char *value)
{
  g_autofree char *sql = plain_sql (leaf);
  gboolean exact = leaf->attribute->case_exact;
  gint64 time = UA_TIME_NONE;

  if (leaf->attribute->type == UA_SCIM_TYPE_DATE_TIME && !is_text_op (op))
    time = ua_dir_read_time (value);
  if (time != UA_TIME_NONE)
    {
      g_string_append_printf (self->text, leaf->type == UA_DIR_COLUMN_TIME ? "%s %s ?"
                                                                            : "ua_ms (%s) %s ?",
                              leaf->type == UA_DIR_COLUMN_TIME ? leaf->sql : sql, op_in_sql (op));
      ua_dir_sql_add_int (self, time);
      return;
    }
  if (leaf->type == UA_DIR_COLUMN_KEY || leaf->type == UA_DIR_COLUMN_DATE)
    {
      append_key_test (self, leaf, op, value);
      return;
    }
  if (op == UA_SCIM_OP_EQ && leaf->type == UA_DIR_COLUMN_STATUS)
    {
      g_string_append_printf (self->text, "%s = ?", leaf->sql);
      ua_dir_sql_add_int (self, ua_dir_status_from_string (value));
      return;
    }
  if (op == UA_SCIM_OP_EQ && leaf->type == UA_DIR_COLUMN_ACCESS)
    {
      g_string_append_printf (self->text, "%s = ?", leaf->sql);
      ua_dir_sql_add_int (self, ua_dir_access_from_string (value));
      return;
    }
  if (leaf->type == UA_DIR_COLUMN_ADDRESS)
    {
      g_autofree char *whole = g_strdup_printf ("(? || %s)", leaf->sql);
      g_autofree char *start = g_strconcat (self->base_uri, leaf->endpoint, NULL);

      ua_dir_sql_add_text (self, start);
      append_text_test (self, whole, op, value);
    }
  else if (exact)
    {
      append_text_test (self, sql, op, value);
    }
  else
    {
      g_autofree char *folded = g_strdup_printf ("ua_key (%s)", sql);
      g_autofree char *key = ua_dir_key (value);

      append_text_test (self, folded, op, key);
    }
}

/* Whether a value that is there fulfils the comparison; NULL counts as no. */
static void
append_test (UaDirSql           *self,
             const Leaf         *leaf,
             const UaScimFilter *filter)
{
  const UaScimValue *value = ua_scim_filter_get_value (filter);
  UaScimOp op = ua_scim_filter_get_op (filter);
  gboolean is_boolean = leaf->type == UA_DIR_COLUMN_BOOLEAN;
  gboolean is_number = leaf->type == UA_DIR_COLUMN_NUMBER;

  if (is_boolean && (value->type == UA_SCIM_VALUE_BOOLEAN || value->type == UA_SCIM_VALUE_STRING))
    {
      gboolean wanted = value->type == UA_SCIM_VALUE_STRING
        ? g_ascii_strcasecmp (value->string, "true") == 0 : value->boolean;

      g_string_append_printf (self->text, "%s %s %d", leaf->sql, op_in_sql (op), wanted ? 1 : 0);
    }
  else if (is_number && value->type == UA_SCIM_VALUE_NUMBER)
    {
      g_string_append_printf (self->text, "%s %s ?", leaf->sql, op_in_sql (op));
      if (value->is_integer)
        ua_dir_sql_add_int (self, value->integer);
      else
        ua_dir_sql_add_double (self, value->number);
    }
  else if (!is_boolean && !is_number && value->type == UA_SCIM_VALUE_STRING)
    {
      append_string_test (self, leaf, op, value->string);
    }
  else
    {
      /* Values of different types are not equal. */
      append (self, op == UA_SCIM_OP_NE ? "1" : "0");
    }
}

static void
append_is_there (UaDirSql   *self,
                 const Leaf *leaf,
                 gboolean    present)
{
  g_autofree char *sql = plain_sql (leaf);

  if (present && (leaf->type == UA_DIR_COLUMN_TEXT || leaf->type == UA_DIR_COLUMN_KEY))
    g_string_append_printf (self->text, "(%s IS NOT NULL AND %s NOT IN ('', '{}'))", sql, sql);
  else
    g_string_append_printf (self->text, "%s IS NOT NULL", sql);
}

/* A condition on an attribute, or on the values of a multi-valued one. */
static void
append_single (UaDirSql           *self,
               const Leaf         *leaf,
               const UaScimFilter *filter)
{
  const UaScimValue *value;

  if (ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_PRESENT)
    {
      append_is_there (self, leaf, TRUE);
      return;
    }
  value = ua_scim_filter_get_value (filter);
  if (value->type == UA_SCIM_VALUE_NULL)
    {
      UaScimOp op = ua_scim_filter_get_op (filter);

      if (op != UA_SCIM_OP_EQ && op != UA_SCIM_OP_NE)
        {
          append (self, "0");
          return;
        }
      append (self, op == UA_SCIM_OP_EQ ? "NOT (" : "(");
      append_is_there (self, leaf, FALSE);
      append (self, ")");
      return;
    }
  if (ua_scim_filter_get_op (filter) != UA_SCIM_OP_NE)
    {
      append_test (self, leaf, filter);
      return;
    }
  append (self, "ifnull (");
  append_test (self, leaf, filter);
  append (self, ", 1)");
  if (leaf->type == UA_DIR_COLUMN_KEY)
    {
      append (self, " OR NOT (");
      append_is_there (self, leaf, FALSE);
      append (self, ")");
    }
}

/* What each value of a multi-valued attribute is, and how one asks whether there is one that … */
typedef struct
{
  const char *urn;                  /* (unowned) (nullable) */
  const UaScimAttribute *attribute; /* (unowned) */
  const UaDirTable *table;          /* (unowned) (nullable) */
} Values;

static void
open_values (UaDirSql     *self,
             const Values *values,
             gboolean      none)
{
  if (values->table != NULL)
    {
      g_string_append_printf (self->text, "k.id %s (SELECT %s FROM %s WHERE ",
                              none ? "NOT IN" : "IN", values->table->key, values->table->from);
    }
  else
    {
      g_autofree char *path = make_json_path (values->urn, values->attribute->name, NULL);

      self->uses_resource = TRUE;
      g_string_append_printf (self->text, "%sEXISTS (SELECT 1 FROM json_each (r.text, %s) e WHERE ",
                              none ? "NOT " : "", path);
    }
}

static gboolean
set_value_leaf (Leaf         *leaf,
                const Values *values,
                const char   *sub)
{
  const UaScimAttribute *described = ua_scim_attributes_find (values->attribute->subs, sub);
  const UaDirColumn *column;

  if (values->attribute->subs == NULL)
    {
      if (sub != NULL && g_ascii_strcasecmp (sub, "value") != 0)
        return FALSE;
      leaf->sql = g_strdup ("e.value");
      leaf->type = find_column_type (values->attribute);
      leaf->attribute = values->attribute;
      return TRUE;
    }
  if (sub == NULL)
    {
      leaf->sql = g_strdup (values->table != NULL ? "'x'" : "e.value");
      leaf->type = UA_DIR_COLUMN_TEXT;
      leaf->attribute = values->attribute;
      return TRUE;
    }
  if (described == NULL)
    return FALSE;
  if (values->table != NULL)
    {
      column = ua_dir_table_find (values->table, sub);
      if (column == NULL)
        return FALSE;
      set_leaf_column (leaf, column, described);
      return TRUE;
    }
  set_leaf_json (leaf, "e.value", NULL, NULL, described->name, described);
  return TRUE;
}

/* Whether the values of an attribute are nowhere but in tables. */
static gboolean
is_only_in_tables (const Values *values)
{
  return g_ascii_strcasecmp (values->attribute->name, "emails") != 0;
}

/* Looks for a value with @sub in the tables where they have it, else in the text. */
static void
choose_table (Values          *values,
              const UaDirKind *kind,
              const char      *sub)
{
  const UaDirTable *table = ua_dir_tables_find (kind, values->urn, values->attribute->name);

  if (table != NULL && (is_only_in_tables (values) ||
                        (sub != NULL && ua_dir_table_find (table, sub) != NULL)))
    values->table = table;
}

static void
append_multi (UaDirSql           *self,
              const Values       *values,
              const char         *sub,
              const UaScimFilter *filter)
{
  g_auto(Leaf) leaf = { NULL };
  gboolean compares = ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_COMPARE;
  gboolean with_null = compares && ua_scim_filter_get_value (filter)->type == UA_SCIM_VALUE_NULL;
  UaScimOp op = compares ? ua_scim_filter_get_op (filter) : UA_SCIM_OP_EQ;

  if (!set_value_leaf (&leaf, values, sub))
    {
      append (self, compares && (op == UA_SCIM_OP_NE) == !with_null &&
                    (op == UA_SCIM_OP_NE || op == UA_SCIM_OP_EQ) ? "1" : "0");
      return;
    }
  if (with_null)
    {
      if (op != UA_SCIM_OP_EQ && op != UA_SCIM_OP_NE)
        {
          append (self, "0");
          return;
        }
      open_values (self, values, op == UA_SCIM_OP_EQ);
      append_is_there (self, &leaf, FALSE);
      append (self, ")");
      return;
    }
  open_values (self, values, FALSE);
  if (compares)
    append_test (self, &leaf, filter);
  else
    append_is_there (self, &leaf, TRUE);
  append (self, ")");
  if (op == UA_SCIM_OP_NE)
    {
      append (self, " OR ");
      open_values (self, values, TRUE);
      append_is_there (self, &leaf, FALSE);
      append (self, ")");
    }
}

static void append_leaf (UaDirSql           *self,
                         const UaScimFilter *filter,
                         guint               depth);

/* A condition on a sub-attribute of the values of an attribute. */
static void
append_value_leaf (UaDirSql           *self,
                   const Values       *values,
                   const UaScimFilter *filter)
{
  g_auto(Leaf) leaf = { NULL };

  if (set_value_leaf (&leaf, values,
                      ua_scim_path_get_attribute (ua_scim_filter_get_path (filter))))
    append_single (self, &leaf, filter);
  else
    append (self, "0");
}

static gboolean
is_group (const UaScimFilter *filter)
{
  return ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_AND ||
         ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_OR;
}

/* Appends the tree with each `not` brought down to the conditions, and with groups of the same kind
 * in one another made one, so that nothing nests deeper than it must: SQLite's parser is bounded.
 * @values is what stands before the brackets of a value path, %NULL outside of any. */
static void
append_tree (UaDirSql           *self,
             const Values       *values,
             const UaScimFilter *filter,
             gboolean            negated,
             guint               depth)
{
  gboolean both;

  while (ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_NOT)
    {
      filter = ua_scim_filter_get_child (filter, 0);
      negated = !negated;
    }
  self->depth = MAX (self->depth, depth);
  if (!is_group (filter))
    {
      append (self, negated ? "ifnull (NOT (" : "(");
      if (values != NULL)
        append_value_leaf (self, values, filter);
      else
        append_leaf (self, filter, depth);
      append (self, negated ? "), 1)" : ")");
      return;
    }
  both = (ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_AND) != negated;
  for (guint i = 0; i < ua_scim_filter_get_n_children (filter); i++)
    {
      const UaScimFilter *child = ua_scim_filter_get_child (filter, i);
      const UaScimFilter *bare = child;
      gboolean child_negated = negated;
      gboolean nests;

      while (ua_scim_filter_get_kind (bare) == UA_SCIM_FILTER_NOT)
        {
          bare = ua_scim_filter_get_child (bare, 0);
          child_negated = !child_negated;
        }
      nests = is_group (bare) &&
              both != ((ua_scim_filter_get_kind (bare) == UA_SCIM_FILTER_AND) != child_negated);
      if (i > 0)
        append (self, both ? " AND " : " OR ");
      if (nests)
        append (self, "(");
      append_tree (self, values, child, negated, nests ? depth + 1 : depth);
      if (nests)
        append (self, ")");
    }
}

/* Whether all that is asked within brackets stands in the tables. */
static gboolean
is_all_in_table (const UaDirTable   *table,
                 const UaScimFilter *filter)
{
  UaScimPath *path = ua_scim_filter_get_path (filter);

  if (path != NULL && ua_dir_table_find (table, ua_scim_path_get_attribute (path)) == NULL)
    return FALSE;
  for (guint i = 0; i < ua_scim_filter_get_n_children (filter); i++)
    if (!is_all_in_table (table, ua_scim_filter_get_child (filter, i)))
      return FALSE;
  return TRUE;
}

static void
append_absent (UaDirSql           *self,
               const UaScimFilter *filter)
{
  gboolean holds = FALSE;

  if (ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_COMPARE)
    {
      gboolean with_null = ua_scim_filter_get_value (filter)->type == UA_SCIM_VALUE_NULL;

      holds = ua_scim_filter_get_op (filter) == (with_null ? UA_SCIM_OP_EQ : UA_SCIM_OP_NE);
    }
  append (self, holds ? "1" : "0");
}

static void
append_leaf (UaDirSql           *self,
             const UaScimFilter *filter,
             guint               depth)
{
  UaScimPath *path = ua_scim_filter_get_path (filter);
  const UaScimResourceType *type = self->kind->scim;
  const UaScimSchema *schema = NULL;
  const UaScimAttribute *parent = NULL;
  const UaScimAttribute *found = ua_scim_resource_type_find (type, path, &schema, &parent);
  const UaScimAttribute *attribute = parent != NULL ? parent : found;
  const UaScimFilter *child = ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_VALUE_PATH
    ? ua_scim_filter_get_child (filter, 0) : NULL;
  const char *sub = ua_scim_path_get_sub (path);
  const UaDirColumn *column;
  Values values = { NULL };
  g_auto(Leaf) leaf = { NULL };

  if (found == NULL)
    {
      append_absent (self, filter);
      return;
    }
  values.urn = schema != type->schema ? schema->urn : NULL;
  values.attribute = attribute;
  if (child != NULL)
    {
      const UaDirTable *table = ua_dir_tables_find (self->kind, values.urn, attribute->name);

      if (table != NULL && (is_only_in_tables (&values) || is_all_in_table (table, child)))
        values.table = table;
      open_values (self, &values, FALSE);
      append_tree (self, &values, child, FALSE, depth + 2);
      append (self, ")");
      return;
    }
  /* A complex attribute is compared by its value (RFC 7643, section 2.4). */
  if (sub == NULL && attribute->subs != NULL &&
      ua_scim_filter_get_kind (filter) == UA_SCIM_FILTER_COMPARE)
    {
      sub = "value";
      found = ua_scim_attributes_find (attribute->subs, sub);
    }
  if (attribute->multi_valued)
    {
      choose_table (&values, self->kind, sub);
      append_multi (self, &values, sub, filter);
      return;
    }
  column = ua_dir_columns_find (self->kind, values.urn, attribute->name, sub);
  if (column != NULL)
    set_leaf_column (&leaf, column, found);
  else
    set_leaf_json (&leaf, "r.text", values.urn, attribute->name,
                   sub != NULL ? found->name : NULL, found);
  if (strstr (leaf.sql, "r.") != NULL)
    self->uses_resource = TRUE;
  append_single (self, &leaf, filter);
}

/**
 * ua_dir_sql_filter:
 * @self: a piece of SQL
 * @filter: a filter that ua_scim_filter_check() finds to make sense for the kind
 * @error: return location for an error
 *
 * Appends the filter as a condition; it may give NULL, which counts as no.
 *
 * Returns: whether it is not nested too deep for the database; else %UA_SCIM_ERROR_INVALID_FILTER
 */
gboolean
ua_dir_sql_filter (UaDirSql            *self,
                   const UaScimFilter  *filter,
                   GError             **error)
{
  append_tree (self, NULL, filter, FALSE, 0);
  if (self->depth <= MAX_DEPTH)
    return TRUE;
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_FILTER,
                       "The filter nests “and” and “or” too deep");
  return FALSE;
}

static void
append_key (UaDirSql   *self,
            const Leaf *leaf)
{
  g_autofree char *sql = plain_sql (leaf);

  if (leaf->type == UA_DIR_COLUMN_KEY || leaf->type == UA_DIR_COLUMN_TIME ||
      leaf->type == UA_DIR_COLUMN_DATE)
    append (self, leaf->sql);
  else if (leaf->attribute->type == UA_SCIM_TYPE_DATE_TIME)
    g_string_append_printf (self->text, "coalesce (ua_ms (%s), '" UA_DIR_ABSENT "')", sql);
  else if (leaf->type == UA_DIR_COLUMN_BOOLEAN || leaf->type == UA_DIR_COLUMN_NUMBER ||
           leaf->attribute->case_exact)
    g_string_append_printf (self->text, "coalesce (%s, '" UA_DIR_ABSENT "')", sql);
  else
    g_string_append_printf (self->text, "coalesce (ua_key (%s), '" UA_DIR_ABSENT "')", sql);
}

/* By the primary value, or else the first that is shown (RFC 7644, section 3.4.2.3). */
static void
append_multi_key (UaDirSql     *self,
                  const Values *values,
                  const char   *sub)
{
  g_autofree char *path = make_json_path (values->urn, values->attribute->name, NULL);
  g_auto(Leaf) each = { NULL };
  g_auto(Leaf) chosen = { NULL };
  g_autofree char *sql = NULL;

  set_value_leaf (&each, values, sub);
  sql = plain_sql (&each);
  if (values->table != NULL)
    chosen.sql = g_strdup_printf ("(SELECT %s FROM %s WHERE %s = k.id ORDER BY %s LIMIT 1)", sql,
                                  values->table->from, values->table->key,
                                  strstr (values->table->from, " x ") != NULL ? "x.id" : "1");
  else if (ua_scim_attributes_find (values->attribute->subs, "primary") != NULL)
    chosen.sql = g_strdup_printf ("(SELECT %s FROM json_each (r.text, %s) e ORDER BY"
                                  " ifnull (json_extract (e.value, '$.primary'), 0) DESC, e.key"
                                  " LIMIT 1)", sql, path);
  else
    chosen.sql = g_strdup_printf ("(SELECT %s FROM json_each (r.text, %s) e ORDER BY e.key"
                                  " LIMIT 1)", sql, path);
  chosen.type = find_column_type (each.attribute);
  chosen.attribute = each.attribute;
  append_key (self, &chosen);
  if (values->table == NULL)
    self->uses_resource = TRUE;
}

/**
 * ua_dir_sql_sort_key:
 * @self: a piece of SQL
 * @sort_by: the path of an attribute
 * @error: return location for an error
 *
 * Appends what the resources are sorted by; what has no value sorts last in ascending order.
 *
 * Returns: whether one can sort by it; else %UA_SCIM_ERROR_INVALID_VALUE
 */
gboolean
ua_dir_sql_sort_key (UaDirSql    *self,
                     const char  *sort_by,
                     GError     **error)
{
  g_autoptr(UaScimPath) path = ua_scim_path_parse (sort_by, NULL);
  const UaScimSchema *schema = NULL;
  const UaScimAttribute *parent = NULL;
  const UaScimAttribute *found = path != NULL && ua_scim_path_get_filter (path) == NULL
    ? ua_scim_resource_type_find (self->kind->scim, path, &schema, &parent) : NULL;
  const UaScimAttribute *attribute = parent != NULL ? parent : found;
  const char *sub = parent != NULL && found != NULL ? found->name : NULL;
  const UaDirColumn *column;
  Values values = { NULL };
  g_auto(Leaf) leaf = { NULL };

  if (found != NULL && sub == NULL && found->subs != NULL)
    {
      sub = ua_scim_attributes_find (found->subs, "value") != NULL ? "value" : "formatted";
      found = ua_scim_attributes_find (found->subs, sub);
    }
  if (found == NULL || found->returned == UA_SCIM_RETURNED_NEVER)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                           "sortBy: there is no such attribute to sort by");
      return FALSE;
    }
  values.urn = schema != self->kind->scim->schema ? schema->urn : NULL;
  values.attribute = attribute;
  if (attribute->multi_valued)
    {
      if (is_only_in_tables (&values))
        choose_table (&values, self->kind, sub);
      append_multi_key (self, &values, sub);
      return TRUE;
    }
  column = ua_dir_columns_find (self->kind, values.urn, attribute->name, sub);
  if (column != NULL)
    set_leaf_column (&leaf, column, found);
  else
    set_leaf_json (&leaf, "r.text", values.urn, attribute->name, sub, found);
  if (strstr (leaf.sql, "r.") != NULL)
    self->uses_resource = TRUE;
  append_key (self, &leaf);
  return TRUE;
}
