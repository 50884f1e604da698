/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-pick-row.h"

#include "ua-choice.h"
#include "ua-ui.h"

/* From so many choices on one is found sooner by typing. */
#define N_TO_SEARCH 8

/**
 * UaPickRow:
 *
 * A row with a drop-down of #UaChoice, any number of them.
 */
struct _UaPickRow
{
  AdwActionRow parent_instance;

  GtkDropDown *drop_down; /* (unowned), of the template */
  GListStore *choices;    /* (owned), of UaChoice */
  char *id;               /* (owned) (nullable), what is chosen */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (UaPickRow, ua_pick_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_ID = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
take_id (UaPickRow *self)
{
  UaChoice *choice = gtk_drop_down_get_selected_item (self->drop_down);
  const char *id = choice != NULL ? ua_choice_get_id (choice) : NULL;

  if (g_strcmp0 (id, self->id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

static void
item_selected_cb (UaPickRow *self)
{
  g_assert (UA_IS_PICK_ROW (self));

  if (!self->filling)
    take_id (self);
}

/* What has the keyboard is the button within the drop-down, which has no name of its own. */
static void
title_changed_cb (UaPickRow *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->drop_down));
  g_auto (GStrv) parts =
    g_strsplit (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), "_", -1);
  g_autofree char *title = g_strjoinv (NULL, parts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static void
ua_pick_row_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, UA_PICK_ROW (object)->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_pick_row_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ID:
      ua_pick_row_set_id (UA_PICK_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_pick_row_finalize (GObject *object)
{
  UaPickRow *self = UA_PICK_ROW (object);

  g_clear_object (&self->choices);
  g_free (self->id);

  G_OBJECT_CLASS (ua_pick_row_parent_class)->finalize (object);
}

static void
ua_pick_row_class_init (UaPickRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ua_pick_row_get_property;
  object_class->set_property = ua_pick_row_set_property;
  object_class->finalize = ua_pick_row_finalize;
  /**
   * UaPickRow:id:
   *
   * What the chosen one stands for; %NULL for "none".
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UA_TYPE_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-pick-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaPickRow, drop_down);
  gtk_widget_class_bind_template_callback (widget_class, item_selected_cb);
}

static void
ua_pick_row_init (UaPickRow *self)
{
  self->choices = g_list_store_new (UA_TYPE_CHOICE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (self->choices));
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

/**
 * ua_pick_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what the chosen one stands for
 */
const char *
ua_pick_row_get_id (UaPickRow *self)
{
  g_return_val_if_fail (UA_IS_PICK_ROW (self), NULL);

  return self->id;
}

/**
 * ua_pick_row_set_id:
 * @self: a row
 * @id: (nullable): what is to be chosen; the first where there is none that stands for it
 */
void
ua_pick_row_set_id (UaPickRow  *self,
                    const char *id)
{
  guint position = 0;

  g_return_if_fail (UA_IS_PICK_ROW (self));

  ua_choice_find_in_list (G_LIST_MODEL (self->choices), id, &position);
  gtk_drop_down_set_selected (self->drop_down, position);
}

/**
 * ua_pick_row_set_choices:
 * @self: a row
 * @choices: (element-type UaChoice): what there is to choose from, in order
 *
 * What is chosen stays so where it is still there.
 */
void
ua_pick_row_set_choices (UaPickRow *self,
                         GPtrArray *choices)
{
  g_autofree char *before = NULL;

  g_return_if_fail (UA_IS_PICK_ROW (self));
  g_return_if_fail (choices != NULL);

  before = g_strdup (self->id);
  self->filling = TRUE;
  g_list_store_splice (self->choices, 0, g_list_model_get_n_items (G_LIST_MODEL (self->choices)),
                       choices->pdata, choices->len);
  gtk_drop_down_set_enable_search (self->drop_down, choices->len >= N_TO_SEARCH);
  ua_pick_row_set_id (self, before);
  self->filling = FALSE;
  take_id (self);
}
