/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-own-log.h"

#include "ua-own-event.h"

#include <string.h>

/* What was done from this computer and is no change of the queue, into the log of the store. */

/* What the targets of actions are that are not about members. */
static const struct
{
  const char *action;
  const char *type;
} types[] = {
  { UA_ACTION_RESEND_INVITATION, "Invitation" },
  { UA_ACTION_CANCEL_INVITATION, "Invitation" },
  { UA_ACTION_RESEND_MESSAGE, "Message" },
};

static void
logged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ua_store_log_finish (UA_STORE (source), result, &error))
    g_warning ("What was done could not be logged: %s", error->message);
}

static void
log_events (UaStore   *store,
            GPtrArray *events)
{
  if (events->len > 0)
    ua_store_log_async (store, events, logged_cb, NULL);
}

static const char *
find_type (const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].action, action) == 0)
      return types[i].type;
  return "User";
}

/* Who was not there before has neither an id that one acted on nor a name yet, but an address. */
static const char *
find_name (const UaResult *result)
{
  const UaReportMail *mail =
    result->id == NULL && result->mails->len > 0 ? g_ptr_array_index (result->mails, 0) : NULL;

  return mail != NULL ? mail->recipient : NULL;
}

/* A result without a target is about the member who came of it. */
static const char *
find_id (const UaResult *result)
{
  for (guint i = 0; result->id == NULL && i < result->changes->len; i++)
    {
      const UaReportChange *change = g_ptr_array_index (result->changes, i);

      if (strcmp (change->type, "User") == 0)
        return change->id;
    }
  return result->id;
}

/* Of who was erased nothing is told but that; who was deactivated instead is still there. */
static UaEntry *
make_event (const char     *asked,
            const UaResult *result)
{
  const char *id = find_id (result);
  gboolean erase = strcmp (asked, UA_ACTION_ERASE) == 0;
  gboolean erased = erase && !ua_result_is_softened (result);
  const char *action = erase && !erased ? UA_ACTION_DEACTIVATE : asked;
  UaOwnChanges changes;

  ua_own_changes_init (&changes);
  for (guint i = 0; !erased && i < result->changes->len; i++)
    {
      const UaReportChange *change = g_ptr_array_index (result->changes, i);

      if (g_strcmp0 (change->id, id) == 0)
        ua_own_changes_add (&changes, change->attribute, change->old_value, change->new_value);
    }
  return ua_own_event_new (action, find_type (action), id, erased ? NULL : find_name (result),
                           &changes);
}

/**
 * ua_own_log_report:
 * @store: where the log is
 * @action: what was asked for
 * @report: what came of it; what was refused or not come to is not logged
 *
 * Logs what was done.  To be called once the cache has what came of it: names come from there, and
 * lines of those who are erased would go with them.
 *
 * The main thread.
 */
void
ua_own_log_report (UaStore        *store,
                   const UaAction *action,
                   const UaReport *report)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < report->results->len; i++)
    {
      const UaResult *result = g_ptr_array_index (report->results, i);

      if (ua_result_is_done (result))
        g_ptr_array_add (events, make_event (ua_action_get_name (action), result));
    }
  log_events (store, events);
}

/* Values that are no texts are told as they are printed. */
static char *
print_value (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL)
                                                             : g_variant_print (value, FALSE);
}

/**
 * ua_own_log_write:
 * @store: where the log is
 * @resource_type: what was written, such as `Group`
 * @id: (nullable): which one; %NULL for a new one
 * @name: (nullable): what it was called; %NULL for one whose `name` or `displayName` is in @values
 * @values: (nullable): what it holds now, of type `a{sv}`; %NULL when it was deleted
 *
 * Logs that something beside members was made, changed or deleted.
 *
 * The main thread.
 */
void
ua_own_log_write (UaStore    *store,
                  const char *resource_type,
                  const char *id,
                  const char *name,
                  GVariant   *values)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  const char *action = values == NULL ? "delete" : id == NULL ? "create" : "change";
  UaOwnChanges changes;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  ua_own_changes_init (&changes);
  if (values != NULL)
    g_variant_iter_init (&iter, values);
  while (values != NULL && g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autofree char *text = print_value (value);

      ua_own_changes_add (&changes, key, NULL, text);
    }
  if (name == NULL && values != NULL && !g_variant_lookup (values, "name", "&s", &name))
    g_variant_lookup (values, "displayName", "&s", &name);
  g_ptr_array_add (events, ua_own_event_new (action, resource_type, id, name, &changes));
  log_events (store, events);
}

/**
 * ua_own_log_create:
 * @store: where the log is
 * @id: a member whom the cache has
 *
 * Logs that the member was created.
 *
 * The main thread.
 */
void
ua_own_log_create (UaStore    *store,
                   const char *id)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (events, ua_own_event_new ("create", "User", id, NULL, NULL));
  log_events (store, events);
}
