/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-application.h"

#include <glib/gi18n.h>
#include <malloc.h>

#include "ua-actions.h"
#include "ua-config.h"
#include "ua-connections.h"
#include "ua-errors.h"
#include "ua-preferences-dialog.h"
#include "ua-shortcuts-dialog.h"
#include "ua-style.h"
#include "ua-token-file.h"
#include "ua-ui.h"
#include "ua-window.h"

/* How many made-up members the sample organisation has. */
#define N_SAMPLE 250

/* How many heaps the C library may make.  By itself it makes one a thread, of which GTK alone has
 * many that hardly do anything; each is some hundred KiB that are never used again (P3). */
#define N_HEAPS 2

/* The status that tells a script that the options were wrong. */
#define STATUS_BAD_OPTIONS 2

/**
 * UaApplication:
 *
 * The program as the desktop sees it: its command line, its actions and its windows.
 */
struct _UaApplication
{
  AdwApplication parent_instance;

  GSettings *settings;        /* (owned) (nullable), from startup on */
  UaConnections *connections; /* (owned) (nullable), from startup on */
  UaStyle *style;             /* (owned) (nullable), from startup on */
};

G_DEFINE_FINAL_TYPE (UaApplication, ua_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "connect", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL,
    N_("Open the server at this address, without remembering it"), N_("URL") },
  { "token-file", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL,
    N_("The file with the access token for --connect"), N_("FILE") },
  { "sample-organisation", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Open an organisation on this computer with made-up members"), NULL },
  { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"),
    NULL },
  { NULL },
};

/* A --connect under way, while its token is read. */
typedef struct
{
  GApplicationCommandLine *command_line; /* (owned) */
  UaConnection *connection;              /* (owned) */
} Connecting;

static void
free_connecting (Connecting *connecting)
{
  g_clear_object (&connecting->command_line);
  g_clear_object (&connecting->connection);
  g_free (connecting);
}

static UaWindow *
find_window (UaApplication *self,
             UaConnection  *connection)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (UA_IS_WINDOW (l->data))
      {
        UaSession *session = ua_window_get_session (l->data);

        if (session != NULL &&
            strcmp (ua_connection_get_id (ua_session_get_connection (session)),
                    ua_connection_get_id (connection)) == 0)
          return l->data;
      }
  return NULL;
}

/* A window that offers the choice of an organisation. */
static UaWindow *
find_free_window (UaApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (UA_IS_WINDOW (l->data) && ua_window_get_session (l->data) == NULL)
      return l->data;
  return NULL;
}

static UaWindow *
find_any_window (UaApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (UA_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* The window of an organisation, which is opened only once: its cache has one owner. */
static void
open_connection (UaApplication *self,
                 UaConnection  *connection,
                 UaCredentials *credentials)
{
  UaWindow *window = find_window (self, connection);

  if (window == NULL)
    {
      window = find_free_window (self);
      if (window == NULL)
        window = ua_window_new (self, self->connections);
      ua_window_open (window, connection, credentials);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* Who asked for something on the command line is told there why it cannot be. */
static void
fail_command_line (GApplicationCommandLine *command_line,
                   const GError            *error,
                   UaErrorContext           context)
{
  g_application_command_line_printerr (command_line, "useradmin: %s\n",
                                       ua_errors_get_sentence (error, context));
  g_application_command_line_set_exit_status (command_line, STATUS_BAD_OPTIONS);
}

static void
read_token (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  GError *error = NULL;
  UaCredentials *credentials = ua_token_file_read (task_data, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify) ua_credentials_unref);
  else
    g_task_return_error (task, error);
}

static void
token_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  UaApplication *self = UA_APPLICATION (source);
  Connecting *connecting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCredentials) credentials = g_task_propagate_pointer (G_TASK (result), &error);

  if (credentials != NULL)
    open_connection (self, connecting->connection, credentials);
  else
    fail_command_line (connecting->command_line, error, UA_ERROR_CONTEXT_CONNECT);
  g_application_release (G_APPLICATION (self));
  free_connecting (connecting);
}

static void
connect_address (UaApplication           *self,
                 GApplicationCommandLine *command_line,
                 const char              *address,
                 const char              *token_file)
{
  g_autoptr (GFile) file =
    g_application_command_line_create_file_for_arg (command_line, token_file);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaConnection) connection = ua_connections_make_transient (address, &error);
  g_autoptr (GTask) task = NULL;
  Connecting *connecting;

  if (connection == NULL)
    {
      fail_command_line (command_line, error, UA_ERROR_CONTEXT_CONNECT);
      return;
    }
  connecting = g_new0 (Connecting, 1);
  connecting->command_line = g_object_ref (command_line);
  connecting->connection = g_steal_pointer (&connection);
  g_application_hold (G_APPLICATION (self));
  task = g_task_new (self, NULL, token_read_cb, connecting);
  g_task_set_source_tag (task, connect_address);
  g_task_set_task_data (task, g_file_get_path (file), g_free);
  g_task_run_in_thread (task, read_token);
}

static void
open_sample (UaApplication           *self,
             GApplicationCommandLine *command_line)
{
  /* The name of the made-up company that the sample members work for; it stays as it is. */
  const char *name = "Brackwater Works";
  g_autoptr (UaConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->connections)); i++)
    {
      g_autoptr (UaConnection) other =
        g_list_model_get_item (G_LIST_MODEL (self->connections), i);

      if (ua_connection_get_kind (other) == UA_CONNECTION_KIND_LOCAL &&
          strcmp (ua_connection_get_name (other), name) == 0)
        g_set_object (&connection, other);
    }
  if (connection == NULL)
    connection = ua_connections_create_local (self->connections, name, N_SAMPLE, &error);
  if (connection != NULL)
    open_connection (self, connection, NULL);
  else
    fail_command_line (command_line, error, UA_ERROR_CONTEXT_LOCAL);
}

static void
apply_color_scheme (UaApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
  };
  guint n = (guint) g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)),
                                      schemes[MIN (n, G_N_ELEMENTS (schemes) - 1)]);
}

static void
connection_forgotten_cb (UaApplication *self,
                         UaConnection  *connection)
{
  UaWindow *window = find_window (self, connection);

  if (window == NULL)
    window = find_any_window (self);
  if (window != NULL)
    ua_window_forget (window, connection);
}

static void
preferences_activated_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  UaApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  UaPreferencesDialog *dialog;

  if (window == NULL)
    return;
  dialog = ua_preferences_dialog_new (self->connections);
  g_signal_connect_object (dialog, "forget", G_CALLBACK (connection_forgotten_cb), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), GTK_WIDGET (window));
}

static void
shortcuts_activated_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    ua_dialog_present (UA_DIALOG (ua_shortcuts_dialog_new ()), GTK_WIDGET (window));
}

static void
about_activated_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  gtk_show_about_dialog (window,
                         "program-name", _("User Admin"),
                         "version", UA_VERSION,
                         "logo-icon-name", UA_APPLICATION_ID,
                         "comments", _("Manage the members of your organisation"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: put your names here, one a line; they are shown. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
quit_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));
  GList *copy = g_list_copy_deep (windows, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  /* Each window keeps its state and closes its session; the last one ends the program. */
  for (GList *l = copy; l != NULL; l = l->next)
    if (UA_IS_WINDOW (l->data))
      gtk_window_close (l->data);
  g_list_free_full (copy, g_object_unref);
}

static const GActionEntry actions[] = {
  { .name = "preferences", .activate = preferences_activated_cb },
  { .name = "shortcuts", .activate = shortcuts_activated_cb },
  { .name = "about", .activate = about_activated_cb },
  { .name = "quit", .activate = quit_activated_cb },
};

/* No main loop runs yet that reading could hold up. */
static gboolean
is_token_file (const char *path)
{
  g_autoptr (UaCredentials) credentials = ua_token_file_read (path, NULL);

  return credentials != NULL;
}

static int
ua_application_handle_local_options (GApplication *application,
                                     GVariantDict *dict)
{
  const char *address = NULL;
  const char *token_file = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("useradmin %s\n", UA_VERSION);
      return 0;
    }
  g_variant_dict_lookup (dict, "connect", "&s", &address);
  g_variant_dict_lookup (dict, "token-file", "^&ay", &token_file);
  if ((address == NULL) != (token_file == NULL))
    {
      g_printerr ("useradmin: %s\n", _("--connect and --token-file belong together"));
      return STATUS_BAD_OPTIONS;
    }
  if (token_file != NULL && !is_token_file (token_file))
    {
      g_printerr ("useradmin: %s\n", _("the file of --token-file cannot be read or has no token"));
      return STATUS_BAD_OPTIONS;
    }
  if (address != NULL && g_variant_dict_contains (dict, "sample-organisation"))
    {
      g_printerr ("useradmin: %s\n", _("--connect and --sample-organisation exclude each other"));
      return STATUS_BAD_OPTIONS;
    }

  return G_APPLICATION_CLASS (ua_application_parent_class)
    ->handle_local_options (application, dict);
}

static int
ua_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  UaApplication *self = UA_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  const char *address;
  const char *token_file;
  int n_arguments;
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, &n_arguments);

  if (n_arguments > 1)
    {
      g_application_command_line_printerr (command_line, "useradmin: %s\n",
                                           _("only options are understood"));
      return STATUS_BAD_OPTIONS;
    }
  if (g_variant_dict_lookup (dict, "connect", "&s", &address) &&
      g_variant_dict_lookup (dict, "token-file", "^&ay", &token_file))
    connect_address (self, command_line, address, token_file);
  else if (g_variant_dict_contains (dict, "sample-organisation"))
    open_sample (self, command_line);
  else
    g_application_activate (application);
  return g_application_command_line_get_exit_status (command_line);
}

static void
ua_application_startup (GApplication *application)
{
  UaApplication *self = UA_APPLICATION (application);

  ua_style_init_gtk ();
  G_APPLICATION_CLASS (ua_application_parent_class)->startup (application);

  self->style = ua_style_new (gdk_display_get_default ());
  gtk_window_set_default_icon_name (UA_APPLICATION_ID);
  self->settings = g_settings_new (UA_APPLICATION_ID);
  self->connections = ua_connections_new ();
  g_signal_connect_object (self->settings, "changed::color-scheme",
                           G_CALLBACK (apply_color_scheme), self, G_CONNECT_SWAPPED);
  apply_color_scheme (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  ua_actions_install (GTK_APPLICATION (self));
}

static void
ua_application_activate (GApplication *application)
{
  UaApplication *self = UA_APPLICATION (application);
  UaWindow *window = find_any_window (self);
  UaConnection *last;

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  last = ua_connections_get_last (self->connections);
  if (last != NULL)
    {
      open_connection (self, last, NULL);
      return;
    }
  window = ua_window_new (self, self->connections);
  ua_window_choose (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
ua_application_constructed (GObject *object)
{
  G_OBJECT_CLASS (ua_application_parent_class)->constructed (object);

  /* See UaStyle. */
  g_application_set_resource_base_path (G_APPLICATION (object), NULL);
}

static void
ua_application_finalize (GObject *object)
{
  UaApplication *self = UA_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->connections);
  g_clear_object (&self->style);

  G_OBJECT_CLASS (ua_application_parent_class)->finalize (object);
}

static void
ua_application_class_init (UaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ua_application_constructed;
  object_class->finalize = ua_application_finalize;
  application_class->handle_local_options = ua_application_handle_local_options;
  application_class->command_line = ua_application_command_line;
  application_class->startup = ua_application_startup;
  application_class->activate = ua_application_activate;
}

static void
ua_application_init (UaApplication *self)
{
#ifdef M_ARENA_MAX
  mallopt (M_ARENA_MAX, N_HEAPS);
#endif
  /* The command line is answered before anything starts up, and in the language of the person. */
  ua_ui_init ();
  for (guint i = 0; options[i].long_name != NULL; i++)
    g_application_add_main_option (G_APPLICATION (self), options[i].long_name, 0,
                                   G_OPTION_FLAG_NONE, options[i].arg, _(options[i].description),
                                   options[i].arg_description != NULL
                                     ? _(options[i].arg_description)
                                     : NULL);
}

/**
 * ua_application_new:
 *
 * Returns: (transfer full): the application, to be run
 */
UaApplication *
ua_application_new (void)
{
  return g_object_new (UA_TYPE_APPLICATION,
                       "application-id", UA_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
