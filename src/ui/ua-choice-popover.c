/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-choice-popover.h"

#include <glib/gi18n.h>

#include "ua-choice.h"
#include "ua-list-filter.h"
#include "ua-ui.h"

/* From so many choices on one is found sooner by typing. */
#define N_TO_SEARCH 8

/**
 * UaChoicePopover:
 *
 * What there is to choose from, with a search where that is much.  It makes its rows when it is
 * filled, so that what opens it can stand in a page that has many of the kind.
 */
struct _UaChoicePopover
{
  GtkPopover parent_instance;

  GtkEditable *choice_search_entry; /* (unowned), of the template, as are the next */
  GtkWidget *choice_scroller;       /* (unowned) */
  GtkListView *choice_list;         /* (unowned) */
  GtkWidget *nothing_label;         /* (unowned) */
  GtkButton *typed_button;          /* (unowned) */

  UaListFilter *filter;             /* (owned) */
  GtkSingleSelection *selection;    /* (owned) */
  gboolean typing;                  /* whether something else can be typed */
};

G_DEFINE_FINAL_TYPE (UaChoicePopover, ua_choice_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_title (gpointer item)
{
  return ua_choice_get_title (item);
}

static void
choose (UaChoicePopover *self,
        UaChoice        *choice)
{
  g_object_ref (choice);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, choice);
  g_object_unref (choice);
}

/* What was typed, where it can be taken as it is. */
static char *
dup_typed (UaChoicePopover *self)
{
  char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->choice_search_entry)));

  if (!self->typing || *typed == '\0')
    g_clear_pointer (&typed, g_free);
  return typed;
}

static void
search_changed_cb (UaChoicePopover *self)
{
  g_autofree char *typed = dup_typed (self);
  gboolean any;

  g_assert (UA_IS_CHOICE_POPOVER (self));

  ua_list_filter_set_search (self->filter, gtk_editable_get_text (self->choice_search_entry));
  any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;
  gtk_widget_set_visible (self->choice_scroller, any);
  gtk_widget_set_visible (self->nothing_label, !any);
  gtk_widget_set_visible (GTK_WIDGET (self->typed_button), !any && typed != NULL);
  if (typed != NULL)
    {
      /* Translators: a button that takes what was typed. */
      g_autofree char *label = g_strdup_printf (_("Use “%s”"), typed);

      gtk_button_set_label (self->typed_button, label);
    }
}

static void
typed_clicked_cb (UaChoicePopover *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autoptr (UaChoice) choice = NULL;

  g_assert (UA_IS_CHOICE_POPOVER (self));

  if (typed == NULL)
    return;
  choice = ua_choice_new (typed, typed, NULL);
  choose (self, choice);
}

/* Return takes what is found first, which is what stands at the top. */
static void
search_activated_cb (UaChoicePopover *self)
{
  g_autoptr (UaChoice) first = NULL;

  g_assert (UA_IS_CHOICE_POPOVER (self));

  search_changed_cb (self);
  first = g_list_model_get_item (G_LIST_MODEL (self->selection), 0);
  if (first != NULL)
    choose (self, first);
  else
    typed_clicked_cb (self);
}

static void
choice_activated_cb (UaChoicePopover *self,
                     guint            position)
{
  g_autoptr (UaChoice) choice =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_assert (UA_IS_CHOICE_POPOVER (self));

  if (choice != NULL)
    choose (self, choice);
}

static void
ua_choice_popover_dispose (GObject *object)
{
  UaChoicePopover *self = UA_CHOICE_POPOVER (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (ua_choice_popover_parent_class)->dispose (object);
}

static void
ua_choice_popover_class_init (UaChoicePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_choice_popover_dispose;
  /**
   * UaChoicePopover::chosen:
   * @choice: a #UaChoice
   *
   * Somebody has chosen; the popover is closed.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, UA_TYPE_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-choice-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, UaChoicePopover, choice_search_entry);
  gtk_widget_class_bind_template_child (widget_class, UaChoicePopover, choice_scroller);
  gtk_widget_class_bind_template_child (widget_class, UaChoicePopover, choice_list);
  gtk_widget_class_bind_template_child (widget_class, UaChoicePopover, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, UaChoicePopover, typed_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
ua_choice_popover_init (UaChoicePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = ua_list_filter_new (get_title);
  self->selection = gtk_single_selection_new (NULL);
  ua_ui_search_by_typing (GTK_SEARCH_ENTRY (self->choice_search_entry),
                          GTK_WIDGET (self->choice_list));
}

/**
 * ua_choice_popover_new:
 * @title: what is chosen, for those who hear it
 *
 * Returns: (transfer floating): a popover with nothing to choose from
 *
 * The thread of the user interface only.
 */
GtkWidget *
ua_choice_popover_new (const char *title)
{
  UaChoicePopover *self = g_object_new (UA_TYPE_CHOICE_POPOVER, NULL);

  g_return_val_if_fail (title != NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice_search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice_list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * ua_choice_popover_set_choices:
 * @self: a popover
 * @choices: (element-type UaChoice): what there is to choose from, in order
 * @current: (nullable): what the chosen one stands for
 *
 * Shows these, and the chosen one among them.
 *
 * The thread of the user interface only.
 */
void
ua_choice_popover_set_choices (UaChoicePopover *self,
                               GPtrArray       *choices,
                               const char      *current)
{
  g_autoptr (GListStore) store = g_list_store_new (UA_TYPE_CHOICE);
  g_autoptr (GtkFilterListModel) filtered = NULL;
  gboolean much;
  guint position = 0;

  g_return_if_fail (UA_IS_CHOICE_POPOVER (self));
  g_return_if_fail (choices != NULL);

  much = choices->len >= N_TO_SEARCH || self->typing;
  g_list_store_splice (store, 0, 0, choices->pdata, choices->len);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (store)),
                                        GTK_FILTER (g_object_ref (self->filter)));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (filtered));
  gtk_list_view_set_model (self->choice_list, GTK_SELECTION_MODEL (self->selection));
  gtk_editable_set_text (self->choice_search_entry, "");
  search_changed_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->choice_search_entry), much);
  ua_choice_find_in_list (G_LIST_MODEL (store), current, &position);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->choice_list), "list.scroll-to-item", "u",
                              position);
  gtk_widget_grab_focus (much ? GTK_WIDGET (self->choice_search_entry)
                              : GTK_WIDGET (self->choice_list));
}

/**
 * ua_choice_popover_allow_typing:
 * @self: a popover
 *
 * Lets what was typed be taken where nothing is called so.
 *
 * The thread of the user interface only.
 */
void
ua_choice_popover_allow_typing (UaChoicePopover *self)
{
  g_return_if_fail (UA_IS_CHOICE_POPOVER (self));

  self->typing = TRUE;
}
