/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One member.  Every write ends with the member as the server has it: from the response, or, where
 * that is empty, read again.
 *
 *   update   the server has versions: PATCH with If-Match
 *            it has none: read, compare what is there with what was there when editing began, PATCH
 *            PATCH is refused: read, merge, PUT; remembered for the next time
 *            PATCH with paths is not understood: read, merge, PATCH without; remembered too
 *            PUT is refused too: the server lets nothing be changed; remembered, to be told before
 */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-client-target.h"
#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-member.h"

#include <string.h>

/* What a body of one member holds. */
typedef struct
{
  UaMemberRecord *record; /* (owned) (nullable): there was no body */
  JsonNode *node;         /* (owned) (nullable): the same as it came */
  char *location;         /* (owned) (nullable) */
} Reading;

/* What may come instead of a member. */
typedef enum
{
  INSTEAD_NOTHING,
  INSTEAD_UNCHANGED, /* 304 */
  INSTEAD_ANYTHING,  /* a write was done, and the member can be read again */
} Instead;

/* How a change can be said. */
typedef enum
{
  FORM_PATHS,
  FORM_PLAIN,
  FORM_PUT,
} Form;

/* A write in several steps. */
typedef struct
{
  /* Input. */
  UaPatch *patch;         /* (owned) (nullable) */
  char *key;              /* (owned) (nullable) */

  /* In progress. */
  Form form;
  GError *refusal;        /* (owned) (nullable): of the form before */
  char *version;          /* (owned) (nullable): what to name in If-Match */
  UaMemberRecord *now;    /* (owned) (nullable): as it was read before writing */
} Write;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->record, ua_member_record_unref);
  g_clear_pointer (&reading->node, json_node_unref);
  g_free (reading->location);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
write_free (gpointer data)
{
  Write *write = data;

  g_clear_pointer (&write->patch, ua_patch_unref);
  g_free (write->key);
  g_free (write->version);
  g_clear_error (&write->refusal);
  g_clear_pointer (&write->now, ua_member_record_unref);
  g_free (write);
}

/* Some servers send the version only in the header (RFC 7644, section 3.14). */
static UaMemberRecord *
complete_version (UaMemberRecord *record,
                  const char     *etag)
{
  UaMemberBuilder *builder;

  if (etag == NULL || ua_member_record_get (record, UA_FIELD_VERSION) != NULL)
    return record;
  builder = ua_member_builder_new_from_record (record);
  ua_member_builder_set (builder, UA_FIELD_VERSION, etag);
  ua_member_record_unref (record);
  return ua_member_builder_end (builder);
}

/* Reads a member; in a worker. */
static gpointer
read_member (UaHttpResponse  *response,
             gpointer         data,
             GError         **error)
{
  static const UaJsonLimits limits = {
    UA_JSON_MAX_BYTES, UA_JSON_MAX_DEPTH, UA_JSON_MAX_VALUES, UA_JSON_MAX_MEMBERS, TRUE,
  };
  g_autoptr (Reading) reading = g_new0 (Reading, 1);
  g_autoptr (GError) cause = NULL;
  Instead instead = (Instead) GPOINTER_TO_INT (data);

  reading->location = g_strdup (response->location);
  if (response->status == 304 && instead == INSTEAD_UNCHANGED)
    return g_steal_pointer (&reading);
  reading->node = ua_json_parse (response->body, &limits, &cause);
  if (reading->node != NULL && !JSON_NODE_HOLDS_OBJECT (reading->node))
    g_set_error_literal (&cause, UA_ERROR, UA_ERROR_PROTOCOL, "what came is no member");
  if (cause == NULL)
    reading->record = ua_scim_member_read (json_node_get_object (reading->node), "", &cause);
  if (reading->record != NULL)
    reading->record = complete_version (reading->record, response->etag);
  else if (instead != INSTEAD_ANYTHING)
    {
      g_propagate_error (error, ua_client_response_refuse (response, cause));
      return NULL;
    }
  return g_steal_pointer (&reading);
}

static void
request_with_flags (UaClient             *self,
                    UaHttpRequest        *request,
                    UaClientRequestFlags  flags,
                    Instead               instead,
                    GCancellable         *cancellable,
                    GAsyncReadyCallback   callback,
                    gpointer              user_data)
{
  ua_client_request_async (self, request, flags, read_member, GINT_TO_POINTER (instead), NULL,
                           reading_free, cancellable, callback, user_data);
}

static void
request_member (UaClient            *self,
                UaHttpRequest       *request,
                Instead              instead,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  request_with_flags (self, request, UA_CLIENT_REQUEST_FLAGS_NONE, instead, cancellable, callback,
                      user_data);
}

static UaHttpRequest *
new_request (UaClient   *self,
             const char *method,
             const char *id)
{
  g_autofree char *target = ua_client_target_member (ua_client_get_capabilities (self), id);

  return ua_http_request_new (method, target);
}

/* Whether the version named in If-Match is surely heeded. */
static gboolean
has_versions (UaClient   *self,
              const char *version)
{
  return version != NULL && ua_capabilities_get (ua_client_get_capabilities (self),
                                                 UA_CAPABILITY_ETAG) == UA_SUPPORT_YES;
}

static char *
dup_version (UaClient   *self,
             const char *version)
{
  return ua_capabilities_may (ua_client_get_capabilities (self), UA_CAPABILITY_ETAG)
           ? g_strdup (version) : NULL;
}

/* Reading. */

/**
 * ua_client_get_member_async:
 * @self: a client
 * @id: whose
 * @version: (nullable): the version that is known already
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for one member (RFC 7644, section 3.4.1).
 *
 * The thread of @self.
 */
void
ua_client_get_member_async (UaClient            *self,
                            const char          *id,
                            const char          *version,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  UaHttpRequest *request;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  request = new_request (self, "GET", id);
  request->if_none_match = dup_version (self, version);
  request_member (self, request,
                  request->if_none_match != NULL ? INSTEAD_UNCHANGED : INSTEAD_NOTHING,
                  cancellable, callback, user_data);
}

/**
 * ua_client_get_member_finish:
 * @self: a client
 * @result: what the callback got
 * @record: (out) (transfer full) (nullable): the member; %NULL when it has still the version that
 *   was known
 * @error: return location for an error
 *
 * Returns: whether the server answered; %FALSE with an error, %UA_ERROR_NOT_FOUND when there is no
 *   such member
 *
 * The thread of @self.
 */
gboolean
ua_client_get_member_finish (UaClient        *self,
                             GAsyncResult    *result,
                             UaMemberRecord **record,
                             GError         **error)
{
  g_autoptr (Reading) reading = NULL;

  g_return_val_if_fail (UA_IS_CLIENT (self), FALSE);

  reading = ua_client_request_finish (self, result, error);
  if (reading == NULL)
    return FALSE;
  *record = g_steal_pointer (&reading->record);
  return TRUE;
}

/* Writing. */

static void
reread_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = ua_client_request_finish (UA_CLIENT (source), result, &error);

  if (reading == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&reading->record),
                           (GDestroyNotify) ua_member_record_unref);
}

static void
reread (GTask      *task,
        const char *id)
{
  UaClient *self = g_task_get_source_object (task);

  request_member (self, new_request (self, "GET", id), INSTEAD_NOTHING,
                  g_task_get_cancellable (task), reread_cb, g_object_ref (task));
}

static GTask *
start_write (UaClient            *self,
             UaPatch             *patch,
             const char          *key,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data,
             gpointer             tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Write *write = g_new0 (Write, 1);

  write->patch = patch != NULL ? ua_patch_ref (patch) : NULL;
  write->key = g_strdup (key);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, write, write_free);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

/* Creating. */

/* The id at the end of the address of what was created (RFC 7644, section 3.3), if any. */
static char *
find_id (const char *location)
{
  g_autofree char *path = NULL;
  const char *slash;

  if (location == NULL)
    return NULL;
  path = g_strndup (location, strcspn (location, "?#"));
  slash = strrchr (path, '/');
  if (slash == NULL || slash[1] == '\0')
    return NULL;
  return g_uri_unescape_string (slash + 1, "/");
}

static void
member_created_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = ua_client_request_finish (UA_CLIENT (source), result, &error);
  g_autofree char *id = reading != NULL ? find_id (reading->location) : NULL;

  if (reading == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (reading->record != NULL)
    g_task_return_pointer (task, g_steal_pointer (&reading->record),
                           (GDestroyNotify) ua_member_record_unref);
  else if (id != NULL)
    reread (task, id);
  else
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_PROTOCOL,
                             "the server does not say what it created");
}

/**
 * ua_client_create_member_async:
 * @self: a client
 * @record: (transfer none): the member as it is wanted; id and version do not count
 * @key: (nullable): the same for each attempt at the same creation, so that it is done once
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Creates a member (RFC 7644, section 3.3).
 *
 * The thread of @self.
 */
void
ua_client_create_member_async (UaClient            *self,
                               UaMemberRecord      *record,
                               const char          *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (JsonNode) body = NULL;
  UaHttpRequest *request;
  GTask *task;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (record != NULL);

  task = start_write (self, NULL, key, cancellable, callback, user_data,
                      ua_client_create_member_async);
  body = ua_scim_member_to_post (record);
  request = ua_http_request_new (
    "POST", ua_capabilities_get_users_path (ua_client_get_capabilities (self)));
  request->body = ua_json_write (body);
  request->key = g_strdup (key);
  request_member (self, request, INSTEAD_ANYTHING, cancellable, member_created_cb, task);
}

/**
 * ua_client_create_member_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the member as the server made it, or %NULL with an error:
 *   %UA_ERROR_CONFLICT when something that must be unique is taken, %UA_ERROR_INVALID_VALUE when
 *   the server refuses a value
 *
 * The thread of @self.
 */
UaMemberRecord *
ua_client_create_member_finish (UaClient      *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Changing. */

static void read_and_merge (GTask *task,
                            Form   form);

/* What the server made of a change shows what it understands. */
static void
learn_form (UaClient    *self,
            const Write *write)
{
  UaSupport paths = write->form == FORM_PATHS ? UA_SUPPORT_YES : UA_SUPPORT_NO;

  ua_client_learn (self, UA_CAPABILITY_UPDATE, UA_SUPPORT_YES);
  if (write->form != FORM_PUT)
    ua_client_learn (self, UA_CAPABILITY_PATCH_PATHS, paths);
}

/* Whether another form is worth a try; which one goes into @form. */
static gboolean
choose_other_form (UaClient     *self,
                   const Write  *write,
                   const GError *error,
                   Form         *form)
{
  UaCapabilities *known = ua_client_get_capabilities (self);

  if (error == NULL || error->domain != UA_ERROR || write->form == FORM_PUT)
    return FALSE;
  if (error->code == UA_ERROR_NOT_SUPPORTED)
    {
      ua_client_learn (self, UA_CAPABILITY_PATCH, UA_SUPPORT_NO);
      *form = FORM_PUT;
      return TRUE;
    }
  /* Some answer so to a method that they do not know; a member who is there shows it. */
  if ((error->code == UA_ERROR_NOT_FOUND || error->code == UA_ERROR_PROTOCOL) &&
      ua_capabilities_get (known, UA_CAPABILITY_PATCH) == UA_SUPPORT_UNKNOWN)
    {
      *form = FORM_PUT;
      return TRUE;
    }
  *form = FORM_PLAIN;
  return error->code == UA_ERROR_INVALID_ARGUMENT && write->form == FORM_PATHS;
}

/* Tells of the first refusal, which is for the form of the standard. */
static void
return_refusal (GTask  *task,
                GError *error)
{
  UaClient *self = g_task_get_source_object (task);
  Write *write = g_task_get_task_data (task);

  /* The last form was refused as well, by a server that has the member. */
  if (write->form == FORM_PUT && g_error_matches (error, UA_ERROR, UA_ERROR_NOT_SUPPORTED))
    ua_client_learn (self, UA_CAPABILITY_UPDATE, UA_SUPPORT_NO);
  if (error->code == UA_ERROR_INVALID_ARGUMENT && write->refusal != NULL)
    {
      g_error_free (error);
      error = g_steal_pointer (&write->refusal);
    }
  /* Nobody else knows of forms. */
  if (g_error_matches (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT))
    error->code = UA_ERROR_INVALID_VALUE;
  g_task_return_error (task, error);
}

static void
member_changed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaClient *self = UA_CLIENT (source);
  Write *write = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = ua_client_request_finish (self, result, &error);
  Form form;

  if (reading == NULL)
    {
      if (!choose_other_form (self, write, error, &form))
        {
          return_refusal (task, g_steal_pointer (&error));
          return;
        }
      g_clear_error (&write->refusal);
      write->refusal = g_steal_pointer (&error);
      read_and_merge (task, form);
      return;
    }
  learn_form (self, write);
  if (reading->record != NULL &&
           g_strcmp0 (ua_member_record_get_id (reading->record),
                      ua_patch_get_member_id (write->patch)) == 0)
    g_task_return_pointer (task, g_steal_pointer (&reading->record),
                           (GDestroyNotify) ua_member_record_unref);
  else
    reread (task, ua_patch_get_member_id (write->patch));
}

static void
send_change (GTask      *task,
             const char *method,
             JsonNode   *body)
{
  UaClient *self = g_task_get_source_object (task);
  const Write *write = g_task_get_task_data (task);
  UaHttpRequest *request = new_request (self, method, ua_patch_get_member_id (write->patch));

  request->body = ua_json_write (body);
  request->key = g_strdup (write->key);
  request->if_match = g_strdup (write->version);
  request_with_flags (self, request,
                      write->form != FORM_PUT ? UA_CLIENT_REQUEST_FLAGS_FORM
                                              : UA_CLIENT_REQUEST_FLAGS_NONE,
                      INSTEAD_ANYTHING, g_task_get_cancellable (task), member_changed_cb,
                      g_object_ref (task));
}

/* The member before the change, as far as it is known without reading it. */
static UaMemberRecord *
make_base (const UaPatch *patch)
{
  UaMemberBuilder *builder = ua_member_builder_new ();

  ua_member_builder_set (builder, UA_FIELD_ID, ua_patch_get_member_id (patch));
  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    ua_member_builder_set (builder, ua_patch_get_nth (patch, i)->field,
                           ua_patch_get_nth (patch, i)->old_value);
  return ua_member_builder_end (builder);
}

static void
send_patch (GTask *task)
{
  Write *write = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) base = write->now != NULL ? ua_member_record_ref (write->now)
                                                       : make_base (write->patch);
  g_autoptr (JsonNode) body = ua_scim_member_to_patch (write->patch, base, &error);

  write->form = FORM_PATHS;
  if (body == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    send_change (task, "PATCH", body);
}

/* Finds out whether somebody changed the same fields since editing began (UA-05). */
static gboolean
check_fresh (const Write           *write,
             const UaMemberRecord  *now,
             GError               **error)
{
  g_autoptr (UaPatch) conflicts = NULL;
  g_autoptr (UaPatch) left G_GNUC_UNUSED =
    ua_patch_rebase (write->patch, now, &conflicts);

  if (conflicts == NULL)
    return TRUE;
  g_set_error_literal (error, UA_ERROR, UA_ERROR_STALE, "the same fields were changed meanwhile");
  return FALSE;
}

static void
read_before_patch_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaClient *self = UA_CLIENT (source);
  Write *write = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = ua_client_request_finish (self, result, &error);

  if (reading == NULL || !check_fresh (write, reading->record, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Should the server heed versions after all, then that of what was just compared. */
  g_free (write->version);
  write->version = dup_version (self, ua_member_record_get (reading->record, UA_FIELD_VERSION));
  write->now = g_steal_pointer (&reading->record);
  send_patch (task);
}

static void
read_before_merge_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaClient *self = UA_CLIENT (source);
  Write *write = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (Reading) reading = ua_client_request_finish (self, result, &error);
  JsonObject *current = reading != NULL ? json_node_get_object (reading->node) : NULL;

  if (current == NULL || !check_fresh (write, reading->record, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  body = write->form == FORM_PUT ? ua_scim_member_to_put (write->patch, current, &error)
                                 : ua_scim_member_to_plain_patch (write->patch, current, &error);
  if (body == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* What is replaced is what was just read. */
  g_free (write->version);
  write->version = dup_version (self, ua_member_record_get (reading->record, UA_FIELD_VERSION));
  /* The member is there, so it was the method that was not found. */
  if (write->form == FORM_PUT &&
      ua_capabilities_may (ua_client_get_capabilities (self), UA_CAPABILITY_PATCH))
    ua_client_learn (self, UA_CAPABILITY_PATCH, UA_SUPPORT_NO);
  send_change (task, write->form == FORM_PUT ? "PUT" : "PATCH", body);
}

static void
read_and_merge (GTask *task,
                Form   form)
{
  UaClient *self = g_task_get_source_object (task);
  Write *write = g_task_get_task_data (task);

  write->form = form;
  request_member (self, new_request (self, "GET", ua_patch_get_member_id (write->patch)),
                  INSTEAD_NOTHING, g_task_get_cancellable (task), read_before_merge_cb,
                  g_object_ref (task));
}

/**
 * ua_client_update_member_async:
 * @self: a client
 * @patch: (transfer none): what to change, with at least one entry
 * @key: (nullable): the same for each attempt at the same change, so that it is done once
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Changes a member (RFC 7644, section 3.5), unless it was changed since the patch was begun: by
 * version where the server has versions, else by comparing the fields (faults N3).
 *
 * The thread of @self.
 */
void
ua_client_update_member_async (UaClient            *self,
                               UaPatch             *patch,
                               const char          *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  UaCapabilities *known = ua_client_get_capabilities (self);
  g_autoptr (GTask) task = NULL;
  Write *write;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (patch != NULL && ua_patch_get_n (patch) > 0);

  task = start_write (self, patch, key, cancellable, callback, user_data,
                      ua_client_update_member_async);
  write = g_task_get_task_data (task);
  write->version = dup_version (self, ua_patch_get_base_version (patch));
  if (!ua_capabilities_may (known, UA_CAPABILITY_PATCH))
    read_and_merge (task, FORM_PUT);
  else if (!ua_capabilities_may (known, UA_CAPABILITY_PATCH_PATHS))
    read_and_merge (task, FORM_PLAIN);
  else if (has_versions (self, write->version))
    send_patch (task);
  else
    request_member (self, new_request (self, "GET", ua_patch_get_member_id (patch)),
                    INSTEAD_NOTHING, cancellable, read_before_patch_cb, g_object_ref (task));
}

/**
 * ua_client_update_member_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the member as the server has it now, or %NULL with an error:
 *   %UA_ERROR_STALE when it was changed meanwhile, %UA_ERROR_NOT_FOUND, %UA_ERROR_CONFLICT,
 *   %UA_ERROR_INVALID_VALUE, %UA_ERROR_PERMISSION.  After %UA_ERROR_OFFLINE it is uncertain whether
 *   it was done
 *
 * The thread of @self.
 */
UaMemberRecord *
ua_client_update_member_finish (UaClient      *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Deleting. */

/* Whatever a success says, there is nothing to read. */
static gpointer
read_nothing (UaHttpResponse  *response,
              gpointer         data,
              GError         **error)
{
  return g_new0 (Reading, 1);
}

/**
 * ua_client_delete_member_async:
 * @self: a client
 * @id: whom
 * @version: (nullable): delete only if the member still has this version
 * @key: (nullable): the same for each attempt at the same deletion
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Deletes a member (RFC 7644, section 3.6).  Some servers only deactivate instead: read the member
 * afterwards.
 *
 * The thread of @self.
 */
void
ua_client_delete_member_async (UaClient            *self,
                               const char          *id,
                               const char          *version,
                               const char          *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  UaHttpRequest *request;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  request = new_request (self, "DELETE", id);
  request->if_match = dup_version (self, version);
  request->key = g_strdup (key);
  ua_client_request_async (self, request, UA_CLIENT_REQUEST_FLAGS_NONE, read_nothing, NULL, NULL,
                           reading_free, cancellable, callback, user_data);
}

/**
 * ua_client_delete_member_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether the server says that it was done; %FALSE with an error, %UA_ERROR_NOT_FOUND when
 *   there is no such member
 *
 * The thread of @self.
 */
gboolean
ua_client_delete_member_finish (UaClient      *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_autoptr (Reading) reading = NULL;

  g_return_val_if_fail (UA_IS_CLIENT (self), FALSE);

  reading = ua_client_request_finish (self, result, error);
  return reading != NULL;
}
