/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-action.h"

struct _UaAction
{
  gatomicrefcount refs;
  char *name;           /* (owned) */
  GStrv targets;        /* (owned), ids */
  guint n_targets;
  GVariant *parameters; /* (owned) (nullable), a{sv} */
};

G_DEFINE_BOXED_TYPE (UaAction, ua_action, ua_action_ref, ua_action_unref)

static UaAction *
take (const char *name,
      GStrv       targets,
      GVariant   *parameters)
{
  UaAction *self = g_new0 (UaAction, 1);

  g_atomic_ref_count_init (&self->refs);
  self->name = g_strdup (name);
  self->targets = targets;
  self->n_targets = g_strv_length (targets);
  self->parameters = parameters != NULL ? g_variant_ref_sink (parameters) : NULL;
  return self;
}

/**
 * ua_action_new:
 * @name: what to do, a word of the extension
 * @targets: (nullable): the ids of those to whom, up to a %NULL; %NULL where it is done to nobody
 *   who is there already
 * @parameters: (nullable) (transfer floating): how, of type `a{sv}`, with texts, booleans,
 *   integers, and arrays and dictionaries of these
 *
 * Returns: (transfer full): an action
 *
 * Any thread.
 */
UaAction *
ua_action_new (const char         *name,
               const char * const *targets,
               GVariant           *parameters)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (parameters == NULL ||
                        g_variant_is_of_type (parameters, G_VARIANT_TYPE_VARDICT), NULL);

  return take (name, targets != NULL ? g_strdupv ((GStrv) targets) : g_new0 (char *, 1),
               parameters);
}

/**
 * ua_action_new_slice:
 * @action: an action with targets
 * @first: from which target on, less than their number
 * @n: of how many targets; no more than there are count
 *
 * Returns: (transfer full): the same action for some of the targets
 *
 * Any thread.
 */
UaAction *
ua_action_new_slice (UaAction *action,
                     guint     first,
                     guint     n)
{
  g_autoptr (GStrvBuilder) targets = g_strv_builder_new ();

  g_return_val_if_fail (action != NULL, NULL);
  g_return_val_if_fail (first < action->n_targets, NULL);

  for (guint i = 0; i < n && i < action->n_targets - first; i++)
    g_strv_builder_add (targets, action->targets[first + i]);
  return take (action->name, g_strv_builder_end (targets), action->parameters);
}

/**
 * ua_action_ref:
 * @self: an action
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaAction *
ua_action_ref (UaAction *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_action_unref:
 * @self: (transfer full): an action
 *
 * Any thread.
 */
void
ua_action_unref (UaAction *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->name);
  g_strfreev (self->targets);
  g_clear_pointer (&self->parameters, g_variant_unref);
  g_free (self);
}

/**
 * ua_action_get_name:
 * @self: an action
 *
 * Returns: (transfer none): what to do
 *
 * Any thread.
 */
const char *
ua_action_get_name (const UaAction *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * ua_action_get_n_targets:
 * @self: an action
 *
 * Returns: to how many
 *
 * Any thread.
 */
guint
ua_action_get_n_targets (const UaAction *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_targets;
}

/**
 * ua_action_get_targets:
 * @self: an action
 *
 * Returns: (transfer none): the ids of those to whom, up to a %NULL
 *
 * Any thread.
 */
const char * const *
ua_action_get_targets (const UaAction *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->targets;
}

/**
 * ua_action_get_parameters:
 * @self: an action
 *
 * Returns: (transfer none) (nullable): how, of type `a{sv}`
 *
 * Any thread.
 */
GVariant *
ua_action_get_parameters (const UaAction *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parameters;
}
