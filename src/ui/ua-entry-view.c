/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-entry-view.h"

#include <glib/gi18n.h>

#include "ua-error-box.h"
#include "ua-error.h"
#include "ua-ui.h"

/* So many rows of a group are made; who wants all of more looks at the members. */
#define MAX_ROWS 200

/**
 * UaEntryView:
 *
 * All of one entry: facts, a text, groups of rows, and what can be done.  The page that it belongs
 * to fills it:
 *
 *   begin (entry) -> add_fact ()… -> set_text () -> add_group (), add_row ()… -> add_button ()…
 */
struct _UaEntryView
{
  GtkWidget parent_instance;

  GtkWidget *title_box;             /* (unowned), of the template, as are the next */
  GtkWidget *separator;             /* (unowned) */
  GtkWidget *scroller;              /* (unowned) */
  GtkLabel *title_label;            /* (unowned) */
  UaErrorBox *error_box;            /* (unowned) */
  AdwPreferencesGroup *facts_group; /* (unowned) */
  GtkWidget *text_box;              /* (unowned) */
  GtkLabel *text_title_label;       /* (unowned) */
  GtkLabel *text_label;             /* (unowned) */
  GtkBox *groups_box;               /* (unowned) */
  GtkBox *buttons_box;              /* (unowned) */

  UaEntry *entry;                   /* (owned) (nullable) */
  GPtrArray *facts;                 /* (owned), of rows (unowned) */
  AdwPreferencesGroup *group;       /* (unowned) (nullable), the last that was added */
  guint n_rows;                     /* in it */
};

G_DEFINE_FINAL_TYPE (UaEntryView, ua_entry_view, GTK_TYPE_WIDGET)

static void
remove_children (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* That the texts are no markup is told to the labels only once a construction is over, so they come
 * after it. */
static GtkWidget *
make_row (const char *title,
          const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title-lines", 0,
                                 "subtitle-lines", 0,
                                 NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  return row;
}

static void
ua_entry_view_dispose (GObject *object)
{
  UaEntryView *self = UA_ENTRY_VIEW (object);

  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_ENTRY_VIEW);

  G_OBJECT_CLASS (ua_entry_view_parent_class)->dispose (object);
}

static void
ua_entry_view_finalize (GObject *object)
{
  g_clear_pointer (&UA_ENTRY_VIEW (object)->facts, g_ptr_array_unref);

  G_OBJECT_CLASS (ua_entry_view_parent_class)->finalize (object);
}

static void
ua_entry_view_class_init (UaEntryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_entry_view_dispose;
  object_class->finalize = ua_entry_view_finalize;

  g_type_ensure (UA_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-entry-view.ui");
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, title_box);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, separator);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, scroller);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, title_label);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, facts_group);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, text_box);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, text_title_label);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, text_label);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, groups_box);
  gtk_widget_class_bind_template_child (widget_class, UaEntryView, buttons_box);
}

static void
ua_entry_view_init (UaEntryView *self)
{
  self->facts = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_widen_clamps (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->title_label), self->title_label);
}

/**
 * ua_entry_view_new:
 *
 * Returns: (transfer floating): a view of nothing
 */
GtkWidget *
ua_entry_view_new (void)
{
  return g_object_new (UA_TYPE_ENTRY_VIEW, NULL);
}

/**
 * ua_entry_view_get_entry:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is shown
 */
UaEntry *
ua_entry_view_get_entry (UaEntryView *self)
{
  g_return_val_if_fail (UA_IS_ENTRY_VIEW (self), NULL);

  return self->entry;
}

/**
 * ua_entry_view_begin:
 * @self: a view
 * @entry: (nullable): what is to be shown; %NULL for nothing
 * @title: (nullable): what stands on top
 *
 * Takes everything out, to be filled anew.
 */
void
ua_entry_view_begin (UaEntryView *self,
                     UaEntry     *entry,
                     const char  *title)
{
  g_return_if_fail (UA_IS_ENTRY_VIEW (self));

  g_set_object (&self->entry, entry);
  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  ua_error_box_clear (self->error_box);
  for (guint i = 0; i < self->facts->len; i++)
    adw_preferences_group_remove (self->facts_group, g_ptr_array_index (self->facts, i));
  g_ptr_array_set_size (self->facts, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_group), FALSE);
  gtk_widget_set_visible (self->text_box, FALSE);
  remove_children (self->groups_box);
  remove_children (self->buttons_box);
  self->group = NULL;
}

/**
 * ua_entry_view_add_fact:
 * @self: a view
 * @label: what it is
 * @value: (nullable): what it is like; %NULL to leave it out
 */
void
ua_entry_view_add_fact (UaEntryView *self,
                        const char  *label,
                        const char  *value)
{
  GtkWidget *row;

  g_return_if_fail (UA_IS_ENTRY_VIEW (self));

  if (value == NULL || *value == '\0')
    return;
  /* The label is small and the value large, as in a form that is filled in. */
  row = make_row (label, value);
  gtk_widget_add_css_class (row, "fact");
  adw_preferences_group_add (self->facts_group, row);
  g_ptr_array_add (self->facts, row);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_group), TRUE);
}

/**
 * ua_entry_view_set_text:
 * @self: a view
 * @title: what the text is
 * @text: (nullable): a text of several lines; %NULL for none
 */
void
ua_entry_view_set_text (UaEntryView *self,
                        const char  *title,
                        const char  *text)
{
  g_return_if_fail (UA_IS_ENTRY_VIEW (self));

  gtk_label_set_label (self->text_title_label, title);
  gtk_label_set_label (self->text_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->text_box, text != NULL && *text != '\0');
}

/**
 * ua_entry_view_add_group:
 * @self: a view
 * @title: what the rows that come next are
 */
void
ua_entry_view_add_group (UaEntryView *self,
                         const char  *title)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (UA_IS_ENTRY_VIEW (self));

  escaped = g_markup_escape_text (title, -1);
  self->group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", escaped, NULL);
  self->n_rows = 0;
  gtk_box_append (self->groups_box, GTK_WIDGET (self->group));
}

/**
 * ua_entry_view_add_row:
 * @self: a view with a group
 * @title: what it is
 * @subtitle: (nullable): a few words more
 * @action: (nullable): the name of an action that pressing the row calls
 * @target: (nullable): for the action; a floating reference is taken
 *
 * Of very many rows the first 200 are made.
 */
void
ua_entry_view_add_row (UaEntryView *self,
                       const char  *title,
                       const char  *subtitle,
                       const char  *action,
                       GVariant    *target)
{
  g_autoptr (GVariant) sunk = target != NULL ? g_variant_ref_sink (target) : NULL;
  GtkWidget *row;

  g_return_if_fail (UA_IS_ENTRY_VIEW (self));
  g_return_if_fail (self->group != NULL);

  if (self->n_rows++ >= MAX_ROWS)
    return;
  row = make_row (title, subtitle);
  if (action != NULL)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), sunk);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 g_object_new (GTK_TYPE_IMAGE,
                                               "icon-name", "go-next-symbolic",
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               NULL));
    }
  adw_preferences_group_add (self->group, row);
}

/**
 * ua_entry_view_add_button:
 * @self: a view
 * @label: what it does, with a mnemonic
 * @action: the name of the action that it calls
 * @target: (nullable): for the action; a floating reference is taken
 */
void
ua_entry_view_add_button (UaEntryView *self,
                          const char  *label,
                          const char  *action,
                          GVariant    *target)
{
  g_autoptr (GVariant) sunk = target != NULL ? g_variant_ref_sink (target) : NULL;
  GtkWidget *button;

  g_return_if_fail (UA_IS_ENTRY_VIEW (self));

  button = gtk_button_new_with_mnemonic (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), sunk);
  gtk_box_append (self->buttons_box, button);
}

/**
 * ua_entry_view_set_error:
 * @self: a view
 * @error: (nullable): why not all can be shown
 */
void
ua_entry_view_set_error (UaEntryView  *self,
                         const GError *error)
{
  g_autofree char *details = NULL;

  g_return_if_fail (UA_IS_ENTRY_VIEW (self));

  if (error == NULL)
    {
      ua_error_box_clear (self->error_box);
      return;
    }
  details = ua_errors_get_details (error);
  ua_error_box_set_text (self->error_box, _("Not All Is Shown"),
                         g_error_matches (error, UA_ERROR, UA_ERROR_NOT_FOUND)
                           ? _("It is no longer on the server.")
                           : _("The rest could not be read. Open it again when the server can be "
                               "reached."),
                         details);
}
