/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-errors.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "ua-error.h"
#include "ua-format.h"

/* Everything that is not of our own domain counts as a failure without a better name. */
static UaError
get_code (const GError *error)
{
  return error->domain == UA_ERROR ? (UaError) error->code : UA_ERROR_FAILED;
}

static const char *
get_general_title (UaErrorContext context)
{
  switch (context)
    {
    case UA_ERROR_CONTEXT_CONNECT: return _("Could Not Connect");
    case UA_ERROR_CONTEXT_SIGN_IN: return _("Could Not Sign In");
    case UA_ERROR_CONTEXT_SYNC: return _("Could Not Fetch Members");
    case UA_ERROR_CONTEXT_SAVE: return _("Could Not Save the Change");
    case UA_ERROR_CONTEXT_ACT: return _("Could Not Be Done");
    case UA_ERROR_CONTEXT_LOCAL: return _("Could Not Start the Organisation");
    case UA_ERROR_CONTEXT_FORGET: return _("Could Not Forget the Organisation");
    default: g_return_val_if_reached ("");
    }
}

static const char *
get_authentication_sentence (UaErrorContext context)
{
  switch (context)
    {
    case UA_ERROR_CONTEXT_CONNECT:
    case UA_ERROR_CONTEXT_SIGN_IN:
      return _("The server did not accept this sign-in. Check for typing errors, or ask whoever "
               "runs the server for a new one.");
    case UA_ERROR_CONTEXT_SYNC:
    case UA_ERROR_CONTEXT_SAVE:
    case UA_ERROR_CONTEXT_ACT:
    case UA_ERROR_CONTEXT_LOCAL:
    case UA_ERROR_CONTEXT_FORGET:
      return _("The server no longer accepts the sign-in. Sign in again to go on.");
    default:
      g_return_val_if_reached ("");
    }
}

static const char *
get_permission_sentence (UaErrorContext context)
{
  if (context == UA_ERROR_CONTEXT_SAVE)
    return _("You may not make this change. Ask an admin of the organisation to make it, or to "
             "give you the right.");
  if (context == UA_ERROR_CONTEXT_ACT)
    return _("You may not do this. Ask an admin of the organisation to do it, or to give you the "
             "right.");
  return _("This sign-in may not see the members. Use one that belongs to an admin.");
}

static const char *
get_not_found_sentence (UaErrorContext context)
{
  if (context == UA_ERROR_CONTEXT_SAVE)
    return _("The member is no longer on the server. Discard the change.");
  return _("There is a server at this address, but no list of members. The address often ends in "
           "“/scim/v2”; ask whoever runs the server.");
}

static const char *
get_offline_sentence (UaErrorContext context)
{
  if (context == UA_ERROR_CONTEXT_LOCAL)
    return _("The organisation on this computer does not answer. Start the application again.");
  if (context == UA_ERROR_CONTEXT_ACT)
    return _("This is done at once or not at all, and the server cannot be reached now. Try again "
             "when it is back.");
  return _("No server answers at this address. Check the spelling of the address and your "
           "network, then try again.");
}

/* Of a member who is gone, a server that cannot do it, or neither where a service should be. */
static const char *
get_missing_sentence (const GError   *error,
                      UaErrorContext  context)
{
  if (context == UA_ERROR_CONTEXT_ACT)
    return _("This server cannot do this. Ask whoever runs it.");
  if (context == UA_ERROR_CONTEXT_SAVE && error->code == UA_ERROR_NOT_SUPPORTED)
    return _("This server does not let this be changed from here. Discard the change, or ask "
             "whoever runs the server.");
  return get_not_found_sentence (context);
}

static const char *
get_storage_sentence (UaErrorContext context)
{
  if (context == UA_ERROR_CONTEXT_SAVE)
    return _("This computer could not keep the change. Check that the disk is not full, then try "
             "again.");
  return _("This computer could not keep the data. Check that the disk is not full, then try "
           "again.");
}

/**
 * ua_errors_get_title:
 * @error: what went wrong
 * @context: what was being done
 *
 * Returns: (transfer none): a few words, in title case, to stand above ua_errors_get_sentence()
 *
 * The thread of the user interface.
 */
const char *
ua_errors_get_title (const GError   *error,
                     UaErrorContext  context)
{
  g_return_val_if_fail (error != NULL, "");

  switch (get_code (error))
    {
    case UA_ERROR_ADDRESS: return _("Address Cannot Be Used");
    case UA_ERROR_OFFLINE: return _("Server Not Reached");
    case UA_ERROR_TLS: return _("Connection Not Secure");
    case UA_ERROR_REDIRECT: return _("Server Has Moved");
    case UA_ERROR_AUTHENTICATION: return _("Sign-in Refused");
    case UA_ERROR_PERMISSION: return _("Not Allowed");
    case UA_ERROR_PROTOCOL: return _("Not a Member Directory");
    case UA_ERROR_KEYRING: return _("Keyring Not Available");
    case UA_ERROR_CONFLICT: return _("Already in Use");
    case UA_ERROR_STALE: return _("Changed by Somebody Else");
    case UA_ERROR_BUSY:
      return context == UA_ERROR_CONTEXT_LOCAL ? get_general_title (context) : _("Server Is Busy");
    case UA_ERROR_FAILED:
    case UA_ERROR_INVALID_ARGUMENT:
    case UA_ERROR_NOT_FOUND:
    case UA_ERROR_INVALID_VALUE:
    case UA_ERROR_TOO_MANY:
    case UA_ERROR_SERVER:
    case UA_ERROR_NOT_SUPPORTED:
    case UA_ERROR_TOO_LARGE:
    case UA_ERROR_STORAGE:
    case UA_ERROR_CORRUPT:
    case UA_ERROR_STOPPED:
    default:
      return get_general_title (context);
    }
}

/**
 * ua_errors_get_sentence:
 * @error: what went wrong
 * @context: what was being done
 *
 * Returns: (transfer none): what happened and what to do next, in words without a protocol's
 *
 * The thread of the user interface.
 */
const char *
ua_errors_get_sentence (const GError   *error,
                        UaErrorContext  context)
{
  g_return_val_if_fail (error != NULL, "");

  switch (get_code (error))
    {
    case UA_ERROR_ADDRESS:
      return _("Type the whole address, beginning with “https://”, such as "
               "“https://people.example.com/scim/v2”.");
    case UA_ERROR_OFFLINE:
      return get_offline_sentence (context);
    case UA_ERROR_TLS:
      return _("The server cannot prove that it is who it says it is, so nothing was sent to it. "
               "Ask whoever runs the server to renew its certificate.");
    case UA_ERROR_REDIRECT:
      return _("The server sends on to another address. Your sign-in was not sent there; ask "
               "whoever runs the server for its new address.");
    case UA_ERROR_AUTHENTICATION:
      return get_authentication_sentence (context);
    case UA_ERROR_PERMISSION:
      return get_permission_sentence (context);
    case UA_ERROR_NOT_FOUND:
    case UA_ERROR_NOT_SUPPORTED:
      return get_missing_sentence (error, context);
    case UA_ERROR_CONFLICT:
      return _("Another member already has one of these values. Choose another value.");
    case UA_ERROR_STALE:
      return _("Somebody else changed this member meanwhile. Look at both versions and choose.");
    case UA_ERROR_INVALID_VALUE:
    case UA_ERROR_INVALID_ARGUMENT:
      return _("The server did not accept one of the values. Correct it, then try again.");
    case UA_ERROR_TOO_MANY:
    case UA_ERROR_TOO_LARGE:
      return _("The server answered with more than can be taken in. Ask whoever runs the server "
               "to look into it.");
    case UA_ERROR_BUSY:
      if (context == UA_ERROR_CONTEXT_LOCAL)
        return _("This organisation is open already in another User Admin on this computer. "
                 "Close it there, then start the application again.");
      return _("The server has too much to do. Try again in a few minutes.");
    case UA_ERROR_SERVER:
      return _("The server has a fault of its own. Try again later, or tell whoever runs it.");
    case UA_ERROR_PROTOCOL:
      return _("What answers at this address is something else, perhaps a web page. Check the "
               "address; it often ends in “/scim/v2”.");
    case UA_ERROR_STORAGE:
      return get_storage_sentence (context);
    case UA_ERROR_CORRUPT:
      return _("The data on this computer is damaged or was written by a newer version. Update "
               "the application, or forget the organisation and connect again.");
    case UA_ERROR_KEYRING:
      return _("The sign-in could not be kept in the keyring. You will be asked for it again the "
               "next time.");
    case UA_ERROR_STOPPED:
      return _("The organisation was closed meanwhile. Open it, then try again.");
    case UA_ERROR_FAILED:
    default:
      return _("Something unexpected went wrong. Try again.");
    }
}

/**
 * ua_errors_get_details:
 * @error: what went wrong
 *
 * Returns: (transfer full): what the error says itself, in English and with the words of the
 *   protocol, for a place named "Details"
 *
 * The thread of the user interface.
 */
char *
ua_errors_get_details (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return ua_format_text (error->message);
}
