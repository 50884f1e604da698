/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-options.h"

#include "ua-error.h"

#include <string.h>
#include <sys/un.h>

#define MAX_SAMPLE 5000000
#define MAX_RATE 1000000
#define DEFAULT_RATE 100

static GInetAddress *
parse_host (const char *host)
{
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  return g_inet_address_new_from_string (host);
}

static gboolean
parse_address (UaDirOptions  *self,
               const char    *text,
               GError       **error)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *host = NULL;
  g_autoptr(GInetAddress) address = NULL;
  guint64 port;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &port, NULL))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                   "--listen wants ADDRESS:PORT or unix:PATH, not “%s”", text);
      return FALSE;
    }
  host = g_strndup (text, (gsize) (colon - text));
  if (host[0] == '[' && g_str_has_suffix (host, "]"))
    {
      host[strlen (host) - 1] = '\0';
      memmove (host, host + 1, strlen (host));
    }
  address = parse_host (host);
  if (address == NULL)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                   "--listen wants a numeric address, not “%s”", host);
      return FALSE;
    }
  if (self->tls_certificate == NULL && !g_inet_address_get_is_loopback (address))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                   "--listen “%s”: without --tls-certificate only this computer may connect; "
                   "use 127.0.0.1, [::1] or unix:PATH", text);
      return FALSE;
    }
  self->address = G_INET_SOCKET_ADDRESS (g_inet_socket_address_new (address, (guint16) port));
  return TRUE;
}

static gboolean
parse_listen (UaDirOptions  *self,
              const char    *text,
              GError       **error)
{
  struct sockaddr_un limit;

  if (!g_str_has_prefix (text, "unix:"))
    return parse_address (self, text, error);
  if (self->tls_certificate != NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                           "--tls-certificate is not for --listen unix:");
      return FALSE;
    }
  text += strlen ("unix:");
  if (!g_path_is_absolute (text) || strlen (text) >= sizeof limit.sun_path)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                   "--listen unix: wants an absolute path of less than %" G_GSIZE_FORMAT " bytes",
                   sizeof limit.sun_path);
      return FALSE;
    }
  self->socket_path = g_strdup (text);
  return TRUE;
}

/* The address must be one that a browser opens; it is given the slash at its end. */
static gboolean
check_web_base (UaDirOptions  *self,
                GError       **error)
{
  g_autoptr(GUri) uri = NULL;
  char *whole;

  if (self->web_base == NULL)
    return TRUE;
  uri = g_uri_parse (self->web_base, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL ||
      (!g_str_equal (g_uri_get_scheme (uri), "http") &&
       !g_str_equal (g_uri_get_scheme (uri), "https")))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                   "--web-base wants an http or https address without query, not “%s”",
                   self->web_base);
      return FALSE;
    }
  if (!g_str_has_suffix (self->web_base, "/"))
    {
      whole = g_strconcat (self->web_base, "/", NULL);
      g_free (self->web_base);
      self->web_base = whole;
    }
  return TRUE;
}

static gboolean
check_sendmail (UaDirOptions  *self,
                GError       **error)
{
  if (self->sendmail == NULL || g_path_is_absolute (self->sendmail))
    return TRUE;
  g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
               "--sendmail wants an absolute path, not “%s”", self->sendmail);
  return FALSE;
}

static gboolean
check_tls (UaDirOptions  *self,
           GError       **error)
{
  if ((self->tls_certificate == NULL) == (self->tls_key == NULL))
    return TRUE;
  g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                       "--tls-certificate and --tls-key go together");
  return FALSE;
}

/* Reads a number; @value keeps what it is where there is none. */
static gboolean
parse_number (const char  *option,
              const char  *text,
              guint        max,
              guint       *value,
              GError     **error)
{
  guint64 n;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &n, NULL))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                   "%s wants a number from 0 to %u, not “%s”", option, max, text);
      return FALSE;
    }
  *value = (guint) n;
  return TRUE;
}

static gboolean
check_common (UaDirOptions  *self,
              int            argc,
              char         **argv,
              GError       **error)
{
  if (argc > 1)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT, "Unexpected argument “%s”",
                   argv[1]);
      return FALSE;
    }
  if (self->data_dir == NULL || *self->data_dir == '\0')
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                           "--data-dir DIR is missing");
      return FALSE;
    }
  if ((self->backup != NULL) + self->check + self->compact > 1)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                           "--backup, --check and --compact are done one at a time");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_serving (UaDirOptions  *self,
               const char    *listen_at,
               GError       **error)
{
  if (listen_at == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                           "--listen ADDRESS:PORT is missing");
      return FALSE;
    }
  if (self->token_file == NULL || *self->token_file == '\0')
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                           "--token-file FILE is missing");
      return FALSE;
    }
  return check_web_base (self, error) && check_sendmail (self, error) &&
         check_tls (self, error) && parse_listen (self, listen_at, error);
}

/* What is not taken as it is written. */
typedef struct
{
  char *listen_at;         /* (owned) (nullable) */
  char *sample;            /* (owned) (nullable) */
  char *rate;              /* (owned) (nullable) */
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->listen_at);
  g_free (texts->sample);
  g_free (texts->rate);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static void
add_main_entries (UaDirOptions   *self,
                  Texts          *texts,
                  GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir,
      "Folder of the data, made where it is missing", "DIR" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &texts->listen_at,
      "Address and port (0 for any), or unix:PATH; loopback only, without a certificate",
      "ADDRESS" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->token_file,
      "File of the administrator's bearer token, made where it is missing", "FILE" },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_certificate,
      "Certificate to speak TLS with (PEM, with those that it was signed by)", "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_key,
      "Key of the certificate (PEM)", "FILE" },
    { "host", 0, 0, G_OPTION_ARG_STRING, &self->host,
      "Name by which clients know this computer", "NAME" },
    { "rate", 0, 0, G_OPTION_ARG_STRING, &texts->rate,
      "How many requests a second anybody may make (100; 0 for any number)", "N" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->show_version, "Print the version", NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_more_entries (UaDirOptions   *self,
                  Texts          *texts,
                  GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "sample", 0, 0, G_OPTION_ARG_STRING, &texts->sample,
      "Fill an empty directory with N made-up members", "N" },
    { "sendmail", 0, 0, G_OPTION_ARG_FILENAME, &self->sendmail,
      "Give mails to this program instead of the spool folder", "PATH" },
    { "web-base", 0, 0, G_OPTION_ARG_STRING, &self->web_base,
      "Address that links in mails lead to", "URL" },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &self->plain,
      "Leave the extension out", NULL },
    { "log", 0, 0, G_OPTION_ARG_NONE, &self->log,
      "Log requests to standard error, without personal data", NULL },
    { "stop-on-eof", 0, 0, G_OPTION_ARG_NONE, &self->stop_on_eof,
      "End when standard input ends", NULL },
    { "backup", 0, 0, G_OPTION_ARG_FILENAME, &self->backup,
      "Only write a backup of the data into a new file, also while a service uses them", "FILE" },
    { "check", 0, 0, G_OPTION_ARG_NONE, &self->check,
      "Only check the data, also while a service uses them", NULL },
    { "compact", 0, 0, G_OPTION_ARG_NONE, &self->compact,
      "Only make the files of the data as small as they can be", NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

/**
 * ua_dir_options_parse:
 * @argc: (inout): the number of arguments
 * @argv: (inout): the arguments
 * @error: return location for an error
 *
 * Reads the command line.  `--help` prints and ends the process.
 *
 * Returns: (transfer full) (nullable): the options, or %NULL with an error that says in one line
 *   what is wrong
 *
 * Main thread.
 */
UaDirOptions *
ua_dir_options_parse (int      *argc,
                      char   ***argv,
                      GError  **error)
{
  g_autoptr(UaDirOptions) self = g_new0 (UaDirOptions, 1);
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_auto(Texts) texts = { NULL };

  self->rate = DEFAULT_RATE;
  g_option_context_set_summary (context, "A directory of members that speaks SCIM 2.0.");
  add_main_entries (self, &texts, context);
  add_more_entries (self, &texts, context);
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  if (!self->show_version && !check_common (self, *argc, *argv, error))
    return NULL;
  if (ua_dir_options_serve (self) &&
      (!check_serving (self, texts.listen_at, error) ||
       !parse_number ("--sample", texts.sample, MAX_SAMPLE, &self->sample, error) ||
       !parse_number ("--rate", texts.rate, MAX_RATE, &self->rate, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ua_dir_options_serve:
 * @self: options
 *
 * Returns: whether they ask for the service, and not for something that ends by itself
 */
gboolean
ua_dir_options_serve (const UaDirOptions *self)
{
  return !self->show_version && self->backup == NULL && !self->check && !self->compact;
}

/**
 * ua_dir_options_free:
 * @self: (transfer full) (nullable): options
 */
void
ua_dir_options_free (UaDirOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->data_dir);
  g_free (self->token_file);
  g_clear_object (&self->address);
  g_free (self->socket_path);
  g_free (self->tls_certificate);
  g_free (self->tls_key);
  g_free (self->host);
  g_free (self->sendmail);
  g_free (self->backup);
  g_free (self->web_base);
  g_free (self);
}
