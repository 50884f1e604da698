/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sql.h"

typedef struct
{
  char type;               /* i, d or t */
  gint64 integer;
  double number;
  char *text;              /* (owned) (nullable) */
} Parameter;

static void
parameter_free (gpointer data)
{
  Parameter *parameter = data;

  g_free (parameter->text);
  g_free (parameter);
}

/**
 * ua_dir_sql_new:
 * @kind: what is looked for
 * @base_uri: the base address, which must live as long
 *
 * Returns: (transfer full): an empty piece of SQL
 */
UaDirSql *
ua_dir_sql_new (const UaDirKind *kind,
                const char      *base_uri)
{
  UaDirSql *self = g_new0 (UaDirSql, 1);

  self->kind = kind;
  self->base_uri = base_uri;
  self->text = g_string_new (NULL);
  self->parameters = g_ptr_array_new_with_free_func (parameter_free);
  return self;
}

/**
 * ua_dir_sql_free:
 * @self: (transfer full) (nullable): a piece of SQL
 */
void
ua_dir_sql_free (UaDirSql *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->parameters);
  g_free (self);
}

static Parameter *
add_parameter (UaDirSql *self,
               char      type)
{
  Parameter *parameter = g_new0 (Parameter, 1);

  parameter->type = type;
  g_ptr_array_add (self->parameters, parameter);
  return parameter;
}

/**
 * ua_dir_sql_add_int:
 * @self: a piece of SQL
 * @value: the next parameter
 */
void
ua_dir_sql_add_int (UaDirSql *self,
                    gint64    value)
{
  add_parameter (self, 'i')->integer = value;
}

/**
 * ua_dir_sql_add_double:
 * @self: a piece of SQL
 * @value: the next parameter
 */
void
ua_dir_sql_add_double (UaDirSql *self,
                       double    value)
{
  add_parameter (self, 'd')->number = value;
}

/**
 * ua_dir_sql_add_text:
 * @self: a piece of SQL
 * @value: the next parameter
 */
void
ua_dir_sql_add_text (UaDirSql   *self,
                     const char *value)
{
  add_parameter (self, 't')->text = g_strdup (value);
}

/**
 * ua_dir_sql_bind:
 * @self: a piece of SQL
 * @query: a query in which the text of @self comes next
 *
 * Binds the parameters.
 */
void
ua_dir_sql_bind (UaDirSql   *self,
                 UaDirQuery *query)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = g_ptr_array_index (self->parameters, i);

      if (parameter->type == 'i')
        ua_dir_query_add_int (query, parameter->integer);
      else if (parameter->type == 'd')
        ua_dir_query_add_double (query, parameter->number);
      else
        ua_dir_query_add_text (query, parameter->text);
    }
}
