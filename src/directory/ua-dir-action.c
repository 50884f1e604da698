/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-action.h"

#include "ua-dir-account-actions.h"
#include "ua-dir-audit.h"
#include "ua-dir-create.h"
#include "ua-dir-erase.h"
#include "ua-dir-group-actions.h"
#include "ua-dir-invitation.h"
#include "ua-dir-invite.h"
#include "ua-dir-life.h"
#include "ua-dir-mail.h"
#include "ua-dir-member-actions.h"
#include "ua-dir-provision.h"
#include "ua-dir-replay.h"
#include "ua-dir-seats.h"
#include "ua-dir-security-actions.h"
#include "ua-dir-set-password.h"
#include "ua-dir-sight.h"
#include "ua-dir-sign-off.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-urn.h"
#include "ua-scim-validate.h"

/* One way to act: POST /Actions.  Each target is acted on by itself: one that fails is told of and
 * does not stop the others.  A dry run does everything and takes it back, so that what it answers
 * is what would happen. */

const UaDirAction *const ua_dir_actions[] = {
  &ua_dir_add_label_action,
  &ua_dir_add_to_group_action,
  &ua_dir_assign_ambition_role_action,
  &ua_dir_assign_role_profile_action,
  &ua_dir_assign_security_profile_action,
  &ua_dir_assign_security_profile_to_role_action,
  &ua_dir_cancel_invitation_action,
  &ua_dir_create_member_action,
  &ua_dir_deactivate_action,
  &ua_dir_erase_action,
  &ua_dir_invite_action,
  &ua_dir_provision_action,
  &ua_dir_reactivate_action,
  &ua_dir_remind_sign_off_action,
  &ua_dir_remove_ambition_role_action,
  &ua_dir_remove_from_group_action,
  &ua_dir_remove_label_action,
  &ua_dir_remove_role_profile_action,
  &ua_dir_remove_security_profile_action,
  &ua_dir_remove_security_profile_from_role_action,
  &ua_dir_request_sign_off_action,
  &ua_dir_resend_invitation_action,
  &ua_dir_resend_message_action,
  &ua_dir_send_activation_action,
  &ua_dir_send_notification_action,
  &ua_dir_send_password_link_action,
  &ua_dir_set_access_level_action,
  &ua_dir_set_group_role_action,
  &ua_dir_set_password_action,
  &ua_dir_unlock_action,
  NULL
};

/* A request on its way to the writing thread. */
typedef struct
{
  UaDirExchange *exchange; /* (unowned), which owns this */
  UaDirActionRun run;
  GPtrArray *targets;      /* (owned), of ids */
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  if (self->run.state_free != NULL && self->run.state != NULL)
    self->run.state_free (self->run.state);
  g_clear_pointer (&self->run.parameters, json_object_unref);
  g_clear_pointer (&self->run.result, json_object_unref);
  g_ptr_array_unref (self->targets);
  g_free (self);
}

static gboolean G_GNUC_PRINTF (2, 3)
refuse (GError     **error,
        const char  *format,
        ...)
{
  g_autofree char *detail = NULL;
  va_list args;

  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

static const UaDirAction *
find_action (const char *name)
{
  for (gsize i = 0; ua_dir_actions[i] != NULL; i++)
    if (g_strcmp0 (ua_dir_actions[i]->name, name) == 0)
      return ua_dir_actions[i];
  return NULL;
}

/* One parameter in the form that is checked; of several values each. */
static JsonNode *
check_parameter (const UaScimAttribute  *attribute,
                 JsonNode               *value,
                 GError                **error)
{
  g_autoptr(JsonArray) checked = NULL;
  JsonArray *values;

  if (!attribute->multi_valued)
    return ua_scim_validate_value (attribute, value, attribute->name, UA_SCIM_VALIDATE_NONE,
                                   error);
  if (!JSON_NODE_HOLDS_ARRAY (value) || json_array_get_length (json_node_get_array (value)) == 0)
    {
      refuse (error, "parameters.%s: must be an array with at least one value", attribute->name);
      return NULL;
    }
  values = json_node_get_array (value);
  checked = json_array_new ();
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonNode *one = ua_scim_validate_value (attribute, json_array_get_element (values, i),
                                              attribute->name, UA_SCIM_VALIDATE_NONE, error);

      if (one == NULL)
        return NULL;
      json_array_add_element (checked, one);
    }
  return json_node_init_array (json_node_alloc (), checked);
}

/* Whether the parameters are the action's; what they are is checked as attributes are. */
static gboolean
read_parameters (Request     *request,
                 JsonObject  *body,
                 GError     **error)
{
  const UaScimAttribute *known = request->run.action->parameters;
  JsonObject *given = ua_json_get_object (body, "parameters");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  request->run.parameters = json_object_new ();
  if (given != NULL)
    {
      json_object_iter_init (&iter, given);
      while (json_object_iter_next (&iter, &name, &value))
        {
          const UaScimAttribute *attribute = ua_scim_attributes_find (known, name);
          JsonNode *checked;

          if (attribute == NULL)
            return refuse (error, "parameters.%.64s: this action does not take it", name);
          if (JSON_NODE_HOLDS_NULL (value))
            continue;
          checked = check_parameter (attribute, value, error);
          if (checked == NULL)
            return FALSE;
          json_object_set_member (request->run.parameters, attribute->name, checked);
        }
    }
  for (const UaScimAttribute *a = known; a != NULL && a->name != NULL; a++)
    if (a->required && !json_object_has_member (request->run.parameters, a->name))
      return refuse (error, "parameters.%s: is required", a->name);
  return TRUE;
}

static gboolean
read_targets (Request     *request,
              JsonObject  *body,
              GError     **error)
{
  JsonArray *targets = ua_json_get_array (body, "targets");
  guint n = targets != NULL ? json_array_get_length (targets) : 0;

  if (request->run.action->target == 0)
    return n == 0 || refuse (error, "targets: this action has none");
  if (n == 0)
    return refuse (error, "targets: must name at least one");
  if (n > UA_DIR_MAX_TARGETS)
    {
      g_set_error (error, UA_DIR_ERROR, UA_DIR_ERROR_TOO_LARGE, "targets: at most %d at once",
                   UA_DIR_MAX_TARGETS);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (targets, i);
      const char *uid = JSON_NODE_HOLDS_OBJECT (node)
        ? ua_json_get_string (json_node_get_object (node), "value") : ua_json_as_string (node);

      if (uid == NULL)
        return refuse (error, "targets: each is an id, or an object with the id as \"value\"");
      if (!g_ptr_array_find_with_equal_func (request->targets, uid, g_str_equal, NULL))
        g_ptr_array_add (request->targets, g_strdup (uid));
    }
  return TRUE;
}

static gboolean
read_request (Request  *request,
              GError  **error)
{
  g_autoptr(JsonNode) body = ua_dir_exchange_parse_body (request->exchange, error);
  JsonObject *object;
  JsonNode *dry_run;

  if (body == NULL)
    return FALSE;
  object = json_node_get_object (body);
  request->run.action = find_action (ua_json_get_string (object, "action"));
  if (request->run.action == NULL)
    return refuse (error, "action: there is no such action");
  dry_run = ua_json_get (object, "dryRun");
  if (dry_run != NULL && !ua_json_read_bool (dry_run, &request->run.dry_run))
    return refuse (error, "dryRun: must be true or false");
  return read_parameters (request, object, error) && read_targets (request, object, error) &&
         (request->run.action->prepare == NULL ||
          request->run.action->prepare (&request->run, error));
}

static gboolean
check_target (UaDirActionRun  *run,
              gint64           id,
              GError         **error)
{
  const UaDirAction *action = run->action;

  if (action->target == UA_DIR_USER)
    return ua_dir_rights_check_member (run->db, run->actor, action->right, id, error);
  if (action->target == UA_DIR_INVITATION)
    return ua_dir_rights_check_invitation (run->db, run->actor, action->right, id, error);
  if (action->led)
    return ua_dir_rights_check_any (run->db, run->actor, action->right, error);
  return ua_dir_rights_check (run->db, run->actor, action->right, error);
}

/* Runs the action on one target; what it wrote is taken back when it fails. */
static gboolean
run_one (Request     *request,
         const char  *uid,
         GError     **error)
{
  UaDirActionRun *run = &request->run;
  gint64 id = 0;

  if (uid != NULL)
    {
      if (!ua_dir_sight_find (run->db, run->actor, run->action->target, uid, &id, error))
        return FALSE;
      if (id == 0)
        return ua_dir_sight_refuse (error);
    }
  if (!check_target (run, id, error))
    return FALSE;
  return run->action->run (run, id, uid, error);
}

static gboolean
run_guarded (Request     *request,
             const char  *uid,
             GError     **error)
{
  UaDirDb *db = request->run.db;
  g_autoptr(GError) fault = NULL;

  if (!ua_dir_db_exec (db, "SAVEPOINT target", error))
    return FALSE;
  if (!run_one (request, uid, &fault))
    ua_dir_db_exec (db, "ROLLBACK TO target", NULL);
  if (!ua_dir_db_exec (db, "RELEASE target", fault == NULL ? error : NULL) && fault == NULL)
    return FALSE;
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/**
 * ua_dir_action_describe_status:
 * @result: where to tell it
 * @error: (nullable): why it failed
 * @good: the status when it did not
 *
 * Tells what became of one thing among several: its status, and as RFC 7644, section 3.12, what is
 * wrong with it.
 */
void
ua_dir_action_describe_status (JsonObject   *result,
                               const GError *error,
                               guint         good)
{
  const char *keyword = error != NULL ? ua_dir_error_to_keyword (error) : NULL;
  g_autofree char *status =
    g_strdup_printf ("%u", error != NULL ? ua_dir_error_to_status (error) : good);

  json_object_set_string_member (result, "status", status);
  if (error != NULL)
    json_object_set_string_member (result, "detail", error->message);
  if (keyword != NULL)
    json_object_set_string_member (result, "scimType", keyword);
}

/* Acts on one target and tells what became of it; fails where the database does. */
static gboolean
act (Request     *request,
     const char  *uid,
     JsonArray   *results,
     GError     **error)
{
  UaDirActionRun *run = &request->run;
  g_autoptr(JsonObject) result = json_object_new ();
  g_autoptr(JsonArray) mails = json_array_new ();
  g_autoptr(JsonArray) changes = json_array_new ();
  g_autoptr(GError) fault = NULL;
  gint64 mail_mark, audit_mark;

  if (!ua_dir_mail_get_mark (run->db, &mail_mark, error) ||
      !ua_dir_audit_get_mark (run->db, &audit_mark, error))
    return FALSE;
  run->result = json_object_new ();
  if (uid != NULL)
    json_object_set_string_member (result, "value", uid);
  if (!run_guarded (request, uid, &fault) && ua_dir_error_to_status (fault) >= 500)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  ua_dir_action_describe_status (result, fault, 200);
  if (!ua_dir_mail_describe_since (run->db, mail_mark, mails, error) ||
      !ua_dir_audit_describe_since (run->db, audit_mark, changes, error))
    return FALSE;
  json_object_set_array_member (result, "mails", g_steal_pointer (&mails));
  json_object_set_array_member (result, "changes", g_steal_pointer (&changes));
  if (json_object_get_size (run->result) > 0)
    json_object_set_object_member (result, "result", json_object_ref (run->result));
  g_clear_pointer (&run->result, json_object_unref);
  json_array_add_object_element (results, g_steal_pointer (&result));
  return TRUE;
}

static JsonNode *
make_answer (const char *name,
             gboolean    dry_run,
             JsonObject *seats,
             JsonArray  *results)
{
  JsonObject *answer = json_object_new ();
  JsonArray *schemas = json_array_new ();

  json_array_add_string_element (schemas, UA_SCIM_URN_UA_ACTION_RESPONSE);
  json_object_set_array_member (answer, "schemas", schemas);
  json_object_set_string_member (answer, "action", name);
  json_object_set_boolean_member (answer, "dryRun", dry_run);
  if (seats != NULL)
    json_object_set_object_member (answer, "seats", json_object_ref (seats));
  json_object_set_array_member (answer, "results", json_array_ref (results));
  return ua_json_from_object (answer);
}

/**
 * ua_dir_action_describe_one:
 * @name: the word for an action
 * @uid: the id of what it was carried out on
 * @outcome: what is to be said of that
 *
 * Returns: (transfer full): the answer to an action that was asked for in another way
 */
JsonNode *
ua_dir_action_describe_one (const char *name,
                            const char *uid,
                            JsonObject *outcome)
{
  g_autoptr(JsonArray) results = json_array_new ();
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "value", uid);
  json_object_set_string_member (result, "status", "200");
  json_object_set_object_member (result, "result", json_object_ref (outcome));
  json_array_add_object_element (results, result);
  return make_answer (name, FALSE, NULL, results);
}

static gboolean
actions_due_cb (UaDirDb   *db,
                gpointer   data,
                GError   **error)
{
  Request *request = data;
  g_autoptr(JsonArray) results = json_array_new ();
  g_autoptr(JsonObject) seats = json_object_new ();
  g_autoptr(JsonNode) answer = NULL;
  UaDirSeats before, after;
  gboolean found = FALSE;

  if (!ua_dir_rights_renew (db, &request->exchange->actor, error) ||
      !ua_dir_replay_find (db, request->exchange, &found, error) || found)
    return found;
  if (!ua_dir_seats_get (db, &before, error))
    return FALSE;
  request->run.db = db;
  if (!ua_dir_rights_check_any (db, request->run.actor, request->run.action->right, error))
    return FALSE;
  if (request->run.action->target == 0 && !act (request, NULL, results, error))
    return FALSE;
  for (guint i = 0; i < request->targets->len; i++)
    if (!act (request, g_ptr_array_index (request->targets, i), results, error))
      return FALSE;
  if (!ua_dir_seats_get (db, &after, error))
    return FALSE;
  json_object_set_object_member (seats, "before", ua_dir_seats_to_json (&before));
  json_object_set_object_member (seats, "after", ua_dir_seats_to_json (&after));
  answer = make_answer (request->run.action->name, request->run.dry_run, seats, results);
  ua_dir_exchange_answer_node (request->exchange, 200, answer);
  /* Without an error this takes back what was done, which is what a dry run is. */
  return !request->run.dry_run && ua_dir_replay_keep (db, request->exchange, error);
}

static void
actions_done_cb (gpointer      data,
                 const GError *error)
{
  Request *request = data;

  if (error != NULL)
    ua_dir_exchange_fail (request->exchange, error);
  ua_dir_exchange_finish (request->exchange);
}

/**
 * ua_dir_action_start:
 * @service: the service
 * @exchange: a POST request to `/Actions`
 *
 * Has an action carried out by the writing thread; the answer goes out once it is on disk.
 *
 * Returns: %TRUE where the writing thread finishes @exchange; %FALSE when it has its answer already
 *
 * A thread that reads.
 */
gboolean
ua_dir_action_start (UaDirService  *service,
                     UaDirExchange *exchange)
{
  g_autoptr(GError) error = NULL;
  Request *request = g_new0 (Request, 1);

  request->exchange = exchange;
  request->targets = g_ptr_array_new_with_free_func (g_free);
  request->run.service = service;
  request->run.actor = &exchange->actor;
  ua_dir_exchange_set_work (exchange, request, request_free);
  if (!read_request (request, &error))
    {
      ua_dir_exchange_fail (exchange, error);
      return FALSE;
    }
  ua_dir_store_write (service->store, actions_due_cb, actions_done_cb, request);
  return TRUE;
}

static JsonObject *
describe_action (const UaDirAction *action)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", action->name);
  json_object_set_string_member (object, "description", action->description);
  if (action->target != 0)
    json_object_set_string_member (object, "targetType",
                                   ua_dir_kind_find_type (action->target)->scim->name);
  json_object_set_string_member (object, "right", ua_dir_right_to_string (action->right));
  json_object_set_boolean_member (object, "reversible", !action->irreversible);
  json_object_set_array_member (object, "parameters",
                                action->parameters != NULL
                                  ? ua_scim_attributes_to_json (action->parameters)
                                  : json_array_new ());
  return object;
}

/**
 * ua_dir_action_list:
 * @service: the service
 * @exchange: a GET request to `/Actions`
 *
 * Answers with what can be done, and what each action takes.
 */
void
ua_dir_action_list (UaDirService  *service,
                    UaDirExchange *exchange)
{
  JsonObject *list = json_object_new ();
  JsonArray *schemas = json_array_new ();
  JsonArray *resources = json_array_new ();
  g_autoptr(JsonNode) node = NULL;

  json_array_add_string_element (schemas, UA_SCIM_URN_LIST_RESPONSE);
  for (gsize i = 0; ua_dir_actions[i] != NULL; i++)
    json_array_add_object_element (resources, describe_action (ua_dir_actions[i]));
  json_object_set_array_member (list, "schemas", schemas);
  json_object_set_int_member (list, "totalResults", json_array_get_length (resources));
  json_object_set_int_member (list, "itemsPerPage", json_array_get_length (resources));
  json_object_set_int_member (list, "startIndex", 1);
  json_object_set_array_member (list, "Resources", resources);
  node = ua_json_from_object (list);
  ua_dir_exchange_answer_node (exchange, 200, node);
}
