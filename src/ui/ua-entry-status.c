/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-entry-status.h"

#include <glib/gi18n.h>

#include "ua-error.h"
#include "ua-errors.h"

static gboolean
is_unreached (UaSession *session)
{
  UaSessionState state = ua_session_get_state (session);

  return state == UA_SESSION_STATE_OFFLINE || state == UA_SESSION_STATE_SIGN_IN ||
         state == UA_SESSION_STATE_CLOSED;
}

static UaEntryStatus
describe_error (const GError *error)
{
  if (g_error_matches (error, UA_ERROR, UA_ERROR_PERMISSION))
    return (UaEntryStatus) { "changes-prevent-symbolic", _("Not for This Sign-in"),
                             _("This sign-in may not look at this. An admin of the organisation "
                               "can give it the right to."), NULL, NULL };
  return (UaEntryStatus) { "dialog-error-symbolic",
                           ua_errors_get_title (error, UA_ERROR_CONTEXT_SYNC),
                           _("The server did not give this. Try again in a moment; if it stays "
                             "so, ask whoever runs the server."),
                           _("_Try Again"), "win.refresh" };
}

/**
 * ua_entry_status_choose:
 * @status: (out): what to say
 * @info: what is particular about the page
 * @session: of what organisation something is shown
 * @list: a list without rows
 * @filtered: whether the list is not of all there are
 *
 * Returns: whether there is something to say; %FALSE while that is not known, so that what was
 *   there stays
 */
gboolean
ua_entry_status_choose (UaEntryStatus         *status,
                        const UaEntryPageInfo *info,
                        UaSession             *session,
                        UaEntryList           *list,
                        gboolean               filtered)
{
  const GError *error = ua_entry_list_get_error (list);

  if (ua_entry_list_get_busy (list))
    return FALSE;
  if (error != NULL)
    *status = describe_error (error);
  else if (filtered)
    *status = (UaEntryStatus) { "edit-find-symbolic", _("Nothing Found"),
                                _("Nothing here matches the search and the filters."),
                                _("_Show All"), "entry.show-all" };
  else if (is_unreached (session) && ua_entry_list_get_kept (list))
    *status = (UaEntryStatus) { "network-offline-symbolic", _("Not Fetched Yet"),
                                _("This is shown once the server can be reached, and stays from "
                                  "then on."), NULL, NULL };
  else if (ua_entry_list_get_kept (list))
    return FALSE;
  else if (ua_entry_query_get_kind (ua_entry_list_get_query (list)) == UA_ENTRY_TYPE_OWN_EVENT)
    *status = (UaEntryStatus) { info->icon, _(info->empty_title), _(info->own_text), NULL, NULL };
  else
    *status = (UaEntryStatus) { info->icon, _(info->empty_title), _(info->empty_text),
                                info->add_label != NULL ? _(info->add_label) : NULL,
                                info->add_action };
  return TRUE;
}

/**
 * ua_entry_status_get_note:
 * @session: of what organisation something is shown
 * @list: a list with rows
 *
 * Returns: (transfer none) (nullable): why the rows may not be all there are, or not as they are
 *   now; %NULL where they are
 */
const char *
ua_entry_status_get_note (UaSession   *session,
                          UaEntryList *list)
{
  if (ua_entry_list_get_error (list) != NULL)
    return _("Not all could be fetched. What you see may be out of date.");
  if (ua_entry_list_get_kept (list) && is_unreached (session))
    return _("You see what was kept on this computer. There may be more, and it may have changed; "
             "nothing can be done here until the server is back.");
  return NULL;
}
