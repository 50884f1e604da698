/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-choice.h"

/**
 * UaChoice:
 *
 * One entry of a drop-down: what it stands for, its words, and a sentence about it.
 */
struct _UaChoice
{
  GObject parent_instance;

  char *id;          /* (owned) (nullable) */
  char *title;       /* (owned) */
  char *explanation; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaChoice, ua_choice, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_EXPLANATION,
  PROP_EXPLAINED,
} UaChoiceProperty;

static GParamSpec *properties[PROP_EXPLAINED + 1];

static void
ua_choice_finalize (GObject *object)
{
  UaChoice *self = UA_CHOICE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->explanation);

  G_OBJECT_CLASS (ua_choice_parent_class)->finalize (object);
}

static void
ua_choice_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  UaChoice *self = UA_CHOICE (object);

  switch ((UaChoiceProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_EXPLANATION:
      g_value_set_string (value, self->explanation);
      break;
    case PROP_EXPLAINED:
      g_value_set_boolean (value, self->explanation != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_choice_class_init (UaChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ua_choice_finalize;
  object_class->get_property = ua_choice_get_property;

  /**
   * UaChoice:id:
   *
   * What the choice stands for; %NULL for "none".
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * UaChoice:title:
   *
   * Its words.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * UaChoice:explanation:
   *
   * A sentence about it, if there is one.
   */
  properties[PROP_EXPLANATION] =
    g_param_spec_string ("explanation", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * UaChoice:explained:
   *
   * Whether there is a sentence about it.
   */
  properties[PROP_EXPLAINED] =
    g_param_spec_boolean ("explained", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ua_choice_init (UaChoice *self)
{
}

/**
 * ua_choice_new:
 * @id: (nullable): what the choice stands for; %NULL for "none"
 * @title: its words
 * @explanation: (nullable): a sentence about it
 *
 * Returns: (transfer full): the choice
 */
UaChoice *
ua_choice_new (const char *id,
               const char *title,
               const char *explanation)
{
  UaChoice *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (UA_TYPE_CHOICE, NULL);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->explanation = g_strdup (explanation);
  return self;
}

/**
 * ua_choice_get_id:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): what it stands for
 */
const char *
ua_choice_get_id (UaChoice *self)
{
  g_return_val_if_fail (UA_IS_CHOICE (self), NULL);

  return self->id;
}

/**
 * ua_choice_get_title:
 * @self: a choice
 *
 * Returns: (transfer none): its words
 */
const char *
ua_choice_get_title (UaChoice *self)
{
  g_return_val_if_fail (UA_IS_CHOICE (self), NULL);

  return self->title;
}

/**
 * ua_choice_compare:
 * @a: a place in an array of #UaChoice
 * @b: another
 *
 * Returns: below, above or 0 as the words of the one come before, after or with those of the other
 */
int
ua_choice_compare (gconstpointer a,
                   gconstpointer b)
{
  return g_utf8_collate (ua_choice_get_title (*(UaChoice * const *) a),
                         ua_choice_get_title (*(UaChoice * const *) b));
}

/**
 * ua_choice_find_in_list:
 * @list: a list of #UaChoice
 * @id: (nullable): what is looked for
 * @position: (out): where it is; untouched when it is not there
 *
 * Returns: whether there is a choice that stands for @id
 */
gboolean
ua_choice_find_in_list (GListModel *list,
                        const char *id,
                        guint      *position)
{
  guint n;

  g_return_val_if_fail (G_IS_LIST_MODEL (list), FALSE);
  g_return_val_if_fail (position != NULL, FALSE);

  n = g_list_model_get_n_items (list);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaChoice) choice = g_list_model_get_item (list, i);

      if (g_strcmp0 (choice->id, id) == 0)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}
