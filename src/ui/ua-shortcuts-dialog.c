/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-shortcuts-dialog.h"

#include <glib/gi18n.h>

#include "ua-actions.h"
#include "ua-places.h"
#include "ua-ui.h"

/**
 * UaShortcutsDialog:
 *
 * The list of all keys, made of the table that GTK gets them from.
 */
struct _UaShortcutsDialog
{
  UaDialog parent_instance;

  AdwPreferencesPage *page; /* (unowned), of the template */
};

G_DEFINE_FINAL_TYPE (UaShortcutsDialog, ua_shortcuts_dialog, UA_TYPE_DIALOG)

static char *
describe_keys (const char * const *accels)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; accels[i] != NULL; i++)
    {
      g_autofree char *label = NULL;
      GdkModifierType modifiers;
      guint key;

      if (!gtk_accelerator_parse (accels[i], &key, &modifiers))
        continue;
      label = gtk_accelerator_get_label (key, modifiers);
      if (text->len > 0)
        /* Translators: between two keys that do the same, "Ctrl+R or F5". */
        g_string_append (text, C_("keys", " or "));
      g_string_append (text, label);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static AdwPreferencesGroup *
add_group (UaShortcutsDialog *self,
           const char        *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (self->page, group);
  return group;
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char * const  *accels)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = describe_keys (accels);
  GtkWidget *label = gtk_label_new (keys);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

static void
add_places (UaShortcutsDialog *self)
{
  AdwPreferencesGroup *group = add_group (self, _("Places"));
  guint n;
  const UaPlaceInfo *infos = ua_places_get (&n);

  for (guint i = 0; i < n; i++)
    add_row (group, _(infos[i].title), (const char *[]){ infos[i].accel, NULL });
}

static void
ua_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UA_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (ua_shortcuts_dialog_parent_class)->dispose (object);
}

static void
ua_shortcuts_dialog_class_init (UaShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaShortcutsDialog, page);
}

static void
ua_shortcuts_dialog_init (UaShortcutsDialog *self)
{
  AdwPreferencesGroup *group = NULL;
  const UaActionInfo *infos;
  guint n;

  gtk_widget_init_template (GTK_WIDGET (self));
  infos = ua_actions_get (&n);
  for (guint i = 0; i < n; i++)
    {
      if (i == 0 || strcmp (infos[i].group, infos[i - 1].group) != 0)
        group = add_group (self, _(infos[i].group));
      add_row (group, _(infos[i].title), infos[i].accels);
    }
  add_places (self);
}

/**
 * ua_shortcuts_dialog_new:
 *
 * Returns: (transfer none): the dialog, to be presented
 */
UaShortcutsDialog *
ua_shortcuts_dialog_new (void)
{
  return g_object_new (UA_TYPE_SHORTCUTS_DIALOG, NULL);
}
