/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-scim-filter.h"

#include "ua-error.h"
#include "ua-json-private.h"
#include "ua-scim-urn.h"

#include <math.h>
#include <string.h>

/*
 * The grammar of RFC 7644, figure 1, and of the paths of section 3.5.2, by recursive descent:
 *
 *   filter     = conjunction *( SP "or" SP conjunction )
 *   conjunction= term *( SP "and" SP term )
 *   term       = [ "not" ] "(" filter ")" / path SP "pr" / path SP op SP value
 *              / path "[" filter "]" [ "." sub SP ( "pr" / op SP value ) ]
 *
 * The last alternative is none of the RFC's, but in wide use; it is read as one more condition on
 * the value.  Each parenthesis and bracket counts towards the depth, which bounds the recursion.
 */

typedef struct
{
  const char *start; /* (unowned) */
  const char *p;     /* (unowned) */
  const char *end;   /* (unowned) */
  guint depth;
  guint n_terms;
  gboolean in_brackets;
} Parser;

static UaScimFilter *parse_disjunction (Parser  *parser,
                                        GError **error);

/* The message tells the place and never what stands there, which may be personal. */
static gpointer
fail (Parser      *parser,
      GError     **error,
      const char  *fault)
{
  g_set_error (error, UA_ERROR, UA_ERROR_INVALID_VALUE, "%s at character %ld", fault,
               g_utf8_pointer_to_offset (parser->start, parser->p) + 1);
  return NULL;
}

static void
skip_spaces (Parser *parser)
{
  while (parser->p < parser->end && *parser->p == ' ')
    parser->p++;
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '$';
}

/* Takes @word, in any case, when it stands here and ends here. */
static gboolean
take_word (Parser     *parser,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (parser->end - parser->p) < length ||
      g_ascii_strncasecmp (parser->p, word, length) != 0)
    return FALSE;
  if (parser->p + length < parser->end &&
      (is_name_char (parser->p[length]) || strchr (".:", parser->p[length]) != NULL))
    return FALSE;
  parser->p += length;
  return TRUE;
}

/* ATTRNAME of RFC 7643, section 2.1, and `$ref`. */
static char *
take_name (Parser *parser)
{
  const char *from = parser->p;

  if (from == parser->end || !(g_ascii_isalpha (*from) || *from == '$'))
    return NULL;
  while (parser->p < parser->end && is_name_char (*parser->p))
    parser->p++;
  return g_strndup (from, (gsize) (parser->p - from));
}

/*
 * Takes `urn:…:` when the name of an attribute follows.  A URN has colons and dots of its own, so
 * the last colon ends it.  Where all of it is the URN of a known schema, @whole says so.
 */
static char *
take_urn (Parser   *parser,
          gboolean *whole)
{
  const char *from = parser->p;
  const char *to = from;
  const char *colon = NULL;
  g_autofree char *all = NULL;

  *whole = FALSE;
  if (parser->end - from < 4 || g_ascii_strncasecmp (from, "urn:", 4) != 0)
    return NULL;
  for (; to < parser->end && (g_ascii_isalnum (*to) || strchr ("-._~:$+%/", *to) != NULL); to++)
    if (*to == ':')
      colon = to;
  all = g_strndup (from, (gsize) (to - from));
  if (ua_scim_urn_find (all) != NULL)
    {
      parser->p = to;
      *whole = TRUE;
      return g_steal_pointer (&all);
    }
  /* `urn:` alone is no URN; what follows then fails as a name. */
  if (colon - from <= 4)
    return NULL;
  parser->p = colon + 1;
  return g_strndup (from, (gsize) (colon - from));
}

/* `[URN ":"] attribute ["." sub]`; a bracket may follow. */
static UaScimPath *
parse_attribute (Parser    *parser,
                 gboolean   allow_schema,
                 GError   **error)
{
  gboolean whole;
  g_autofree char *urn = take_urn (parser, &whole);
  g_autofree char *attribute = NULL;
  g_autofree char *sub = NULL;

  if (whole)
    {
      if (allow_schema)
        return ua_scim_path_new (urn, NULL, NULL, NULL);
      return fail (parser, error, "Attribute expected behind the schema");
    }
  attribute = take_name (parser);
  if (attribute == NULL)
    return fail (parser, error, "Name of an attribute expected");
  if (parser->p < parser->end && *parser->p == '.')
    {
      parser->p++;
      sub = take_name (parser);
      if (sub == NULL)
        return fail (parser, error, "Name of a sub-attribute expected");
    }
  if (parser->p < parser->end && strchr (".:", *parser->p) != NULL)
    return fail (parser, error, "Path with too many parts");
  return ua_scim_path_new (urn, attribute, NULL, sub);
}

static gboolean
enter (Parser  *parser,
       GError **error)
{
  if (parser->depth >= UA_SCIM_FILTER_MAX_DEPTH)
    {
      fail (parser, error, "Filter nested too deep");
      return FALSE;
    }
  parser->depth++;
  parser->p++;
  return TRUE;
}

static gboolean
leave (Parser      *parser,
       char         close,
       GError     **error)
{
  skip_spaces (parser);
  if (parser->p == parser->end || *parser->p != close)
    {
      fail (parser, error, close == ')' ? "\")\" expected" : "\"]\" expected");
      return FALSE;
    }
  parser->depth--;
  parser->p++;
  return TRUE;
}

static gboolean
parse_value (Parser       *parser,
             UaScimValue  *value,
             GString      *text,
             GError      **error)
{
  const char *fault = NULL;

  if (parser->p == parser->end)
    {
      fail (parser, error, "Value expected");
      return FALSE;
    }
  if (*parser->p == '"')
    {
      parser->p++;
      value->type = UA_SCIM_VALUE_STRING;
      fault = ua_json_scan_string (&parser->p, parser->end, FALSE, text);
      value->string = text->str;
    }
  else if (*parser->p == '-' || g_ascii_isdigit (*parser->p))
    {
      value->type = UA_SCIM_VALUE_NUMBER;
      fault = ua_json_scan_number (&parser->p, parser->end,
                                   &value->is_integer, &value->integer, &value->number);
      if (fault == NULL && !isfinite (value->number))
        fault = "number out of range";
    }
  else if (take_word (parser, "true") || take_word (parser, "false"))
    {
      value->type = UA_SCIM_VALUE_BOOLEAN;
      value->boolean = g_ascii_tolower (parser->p[-2]) == 'u';
    }
  else if (take_word (parser, "null"))
    value->type = UA_SCIM_VALUE_NULL;
  else
    fault = "string in quotation marks, number, true, false or null expected";

  if (fault != NULL)
    {
      g_autofree char *message = g_strdup (fault);

      message[0] = g_ascii_toupper (message[0]);
      fail (parser, error, message);
      return FALSE;
    }
  return TRUE;
}

/* Which operators can stand with which type of value (RFC 7644, table 3). */
static gboolean
fits (UaScimOp        op,
      UaScimValueType type)
{
  switch (op)
    {
    case UA_SCIM_OP_EQ:
    case UA_SCIM_OP_NE:
      return TRUE;
    case UA_SCIM_OP_CO:
    case UA_SCIM_OP_SW:
    case UA_SCIM_OP_EW:
      return type == UA_SCIM_VALUE_STRING;
    case UA_SCIM_OP_GT:
    case UA_SCIM_OP_GE:
    case UA_SCIM_OP_LT:
    case UA_SCIM_OP_LE:
    default:
      return type == UA_SCIM_VALUE_STRING || type == UA_SCIM_VALUE_NUMBER;
    }
}

/* What follows a path: `pr`, or an operator and a value. */
static UaScimFilter *
parse_condition (Parser      *parser,
                 UaScimPath  *path,
                 GError     **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  UaScimValue value = { 0 };
  const char *from;
  guint op;

  if (++parser->n_terms > UA_SCIM_FILTER_MAX_TERMS)
    return fail (parser, error, "Filter with too many conditions");
  if (parser->p == parser->end || *parser->p != ' ')
    return fail (parser, error, "Space and operator expected");
  skip_spaces (parser);
  if (take_word (parser, "pr"))
    return ua_scim_filter_new_present (path);

  from = parser->p;
  for (op = UA_SCIM_OP_EQ; op <= UA_SCIM_OP_LE; op++)
    if (take_word (parser, ua_scim_op_to_string ((UaScimOp) op)))
      break;
  if (op > UA_SCIM_OP_LE)
    return fail (parser, error, "Operator expected");
  if (parser->p == parser->end || *parser->p != ' ')
    return fail (parser, error, "Space and value expected");
  skip_spaces (parser);
  if (!parse_value (parser, &value, text, error))
    return NULL;
  if (!fits ((UaScimOp) op, value.type))
    {
      parser->p = from;
      return fail (parser, error, "Operator that does not go with the value");
    }
  return ua_scim_filter_new_compare (path, (UaScimOp) op, &value);
}

/* `[…]` behind a path, at the bracket. */
static UaScimFilter *
parse_brackets (Parser  *parser,
                GError **error)
{
  g_autoptr (UaScimFilter) inner = NULL;

  if (parser->in_brackets)
    return fail (parser, error, "Brackets within brackets");
  if (!enter (parser, error))
    return NULL;
  parser->in_brackets = TRUE;
  inner = parse_disjunction (parser, error);
  if (inner == NULL || !leave (parser, ']', error))
    return NULL;
  parser->in_brackets = FALSE;
  return g_steal_pointer (&inner);
}

static UaScimFilter *
parse_value_path (Parser      *parser,
                  UaScimPath  *path,
                  GError     **error)
{
  g_autoptr (UaScimFilter) inner = NULL;
  g_autoptr (UaScimFilter) more = NULL;
  g_autoptr (UaScimFilter) both = NULL;
  g_autoptr (UaScimPath) sub_path = NULL;
  g_autofree char *sub = NULL;
  UaScimFilter *parts[2];

  if (ua_scim_path_get_sub (path) != NULL)
    return fail (parser, error, "Brackets behind a sub-attribute");
  inner = parse_brackets (parser, error);
  if (inner == NULL)
    return NULL;
  if (parser->p == parser->end || *parser->p != '.')
    return ua_scim_filter_new_value_path (path, inner);

  parser->p++;
  sub = take_name (parser);
  if (sub == NULL)
    return fail (parser, error, "Name of a sub-attribute expected");
  sub_path = ua_scim_path_new (NULL, sub, NULL, NULL);
  more = parse_condition (parser, sub_path, error);
  if (more == NULL)
    return NULL;
  parts[0] = inner;
  parts[1] = more;
  both = ua_scim_filter_new_group (UA_SCIM_FILTER_AND, parts, 2);
  return ua_scim_filter_new_value_path (path, both);
}

static UaScimFilter *
parse_term (Parser  *parser,
            GError **error)
{
  g_autoptr (UaScimPath) path = NULL;
  const char *from;
  gboolean negated;

  skip_spaces (parser);
  from = parser->p;
  negated = take_word (parser, "not");
  if (negated)
    {
      skip_spaces (parser);
      if (parser->p == parser->end || *parser->p != '(')
        {
          /* An attribute may be called so. */
          parser->p = from;
          negated = FALSE;
        }
    }
  if (parser->p < parser->end && *parser->p == '(')
    {
      g_autoptr (UaScimFilter) inner = NULL;

      if (!enter (parser, error))
        return NULL;
      inner = parse_disjunction (parser, error);
      if (inner == NULL || !leave (parser, ')', error))
        return NULL;
      return negated ? ua_scim_filter_new_not (inner) : g_steal_pointer (&inner);
    }
  path = parse_attribute (parser, FALSE, error);
  if (path == NULL)
    return NULL;
  if (parser->p < parser->end && *parser->p == '[')
    return parse_value_path (parser, path, error);
  return parse_condition (parser, path, error);
}

/* Whether the filter goes on with @word; takes it then, and the spaces around it. */
static gboolean
take_operator (Parser     *parser,
               const char *word)
{
  const char *from = parser->p;

  skip_spaces (parser);
  /* A parenthesis or bracket ends a term as well as a space does. */
  if ((parser->p > from || strchr ("])", from[-1]) != NULL) && take_word (parser, word))
    return TRUE;
  parser->p = from;
  return FALSE;
}

static UaScimFilter *
parse_series (Parser            *parser,
              UaScimFilterKind   kind,
              GError           **error)
{
  g_autoptr (GPtrArray) terms = NULL;

  terms = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_scim_filter_unref);
  do
    {
      UaScimFilter *term = kind == UA_SCIM_FILTER_OR
                           ? parse_series (parser, UA_SCIM_FILTER_AND, error)
                           : parse_term (parser, error);

      if (term == NULL)
        return NULL;
      g_ptr_array_add (terms, term);
    }
  while (take_operator (parser, kind == UA_SCIM_FILTER_OR ? "or" : "and"));
  return ua_scim_filter_new_group (kind, (UaScimFilter *const *) terms->pdata, terms->len);
}

static UaScimFilter *
parse_disjunction (Parser  *parser,
                   GError **error)
{
  return parse_series (parser, UA_SCIM_FILTER_OR, error);
}

static gboolean
start (Parser      *parser,
       const char  *text,
       GError     **error)
{
  gsize length = strlen (text);

  *parser = (Parser) { .start = text, .p = text, .end = text + length };
  if (length > UA_SCIM_FILTER_MAX_BYTES)
    g_set_error (error, UA_ERROR, UA_ERROR_INVALID_VALUE, "Longer than %d bytes",
                 UA_SCIM_FILTER_MAX_BYTES);
  else if (!g_utf8_validate (text, (gssize) length, NULL))
    g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_VALUE, "Not UTF-8");
  else
    return TRUE;
  return FALSE;
}

/**
 * ua_scim_filter_parse:
 * @text: a filter, as it stands in a request after URI decoding
 * @error: where to put a #GError
 *
 * Reads a filter of RFC 7644, section 3.4.2.2: grouping, `not`, precedence, value paths, attributes
 * qualified with a URN, JSON values; operators and keywords in any case.  Beyond the grammar a
 * sub-attribute may follow a value path (`emails[type eq "work"].value co "x"`), which is read as
 * one more condition within the brackets.  A series of the same operator is one node.
 *
 * At most %UA_SCIM_FILTER_MAX_BYTES long, %UA_SCIM_FILTER_MAX_DEPTH deep and with
 * %UA_SCIM_FILTER_MAX_TERMS conditions.
 *
 * Returns: (transfer full) (nullable): the filter; %NULL with %UA_ERROR_INVALID_VALUE, whose
 *   message tells what was expected at which character
 *
 * Any thread.
 */
UaScimFilter *
ua_scim_filter_parse (const char  *text,
                      GError     **error)
{
  g_autoptr (UaScimFilter) filter = NULL;
  Parser parser;

  g_return_val_if_fail (text != NULL, NULL);

  if (!start (&parser, text, error))
    return NULL;
  filter = parse_disjunction (&parser, error);
  if (filter == NULL)
    return NULL;
  skip_spaces (&parser);
  if (parser.p < parser.end)
    return fail (&parser, error, "\"and\", \"or\" or the end expected");
  return g_steal_pointer (&filter);
}

/**
 * ua_scim_path_parse:
 * @text: a path, such as `emails[type eq "work"].value`
 * @error: where to put a #GError
 *
 * Reads an attribute path of RFC 7644, sections 3.5.2 and 3.10: `attribute`, `attribute.sub`,
 * `attribute[filter]` and `attribute[filter].sub`, each also qualified with a URN.  The URN of a
 * schema that is known by itself means all of that schema.  The limits are those of
 * ua_scim_filter_parse().
 *
 * Returns: (transfer full) (nullable): the path; %NULL with %UA_ERROR_INVALID_VALUE, whose message
 *   tells what was expected at which character
 *
 * Any thread.
 */
UaScimPath *
ua_scim_path_parse (const char  *text,
                    GError     **error)
{
  g_autoptr (UaScimPath) path = NULL;
  g_autoptr (UaScimFilter) filter = NULL;
  g_autofree char *sub = NULL;
  Parser parser;

  g_return_val_if_fail (text != NULL, NULL);

  if (!start (&parser, text, error))
    return NULL;
  path = parse_attribute (&parser, TRUE, error);
  if (path == NULL)
    return NULL;
  if (parser.p < parser.end && *parser.p == '[' && ua_scim_path_get_sub (path) == NULL &&
      ua_scim_path_get_attribute (path) != NULL)
    {
      filter = parse_brackets (&parser, error);
      if (filter == NULL)
        return NULL;
      if (parser.p < parser.end && *parser.p == '.')
        {
          parser.p++;
          sub = take_name (&parser);
          if (sub == NULL)
            return fail (&parser, error, "Name of a sub-attribute expected");
        }
    }
  if (parser.p < parser.end)
    return fail (&parser, error, "End of the path expected");
  if (filter == NULL)
    return g_steal_pointer (&path);
  return ua_scim_path_new (ua_scim_path_get_urn (path), ua_scim_path_get_attribute (path),
                           filter, sub);
}
