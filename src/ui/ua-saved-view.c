/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-saved-view.h"

/**
 * UaSavedView:
 *
 * A way to look at the members, with a name (PE-03): what is searched and filtered, in what order,
 * with which columns.  A built-in one only says what is searched and filtered.
 */
struct _UaSavedView
{
  GObject parent_instance;

  char *name;        /* (owned) */
  char *explanation; /* (owned) (nullable), of one that is built in */
  char *view;        /* (owned) (nullable), as ua_kept_view_write() makes it */
  UaField sort;
  gboolean descending;
  GVariant *columns; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaSavedView, ua_saved_view, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ua_saved_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, UA_SAVED_VIEW (object)->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_saved_view_finalize (GObject *object)
{
  UaSavedView *self = UA_SAVED_VIEW (object);

  g_free (self->name);
  g_free (self->explanation);
  g_free (self->view);
  g_clear_pointer (&self->columns, g_variant_unref);

  G_OBJECT_CLASS (ua_saved_view_parent_class)->finalize (object);
}

static void
ua_saved_view_class_init (UaSavedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ua_saved_view_finalize;
  object_class->get_property = ua_saved_view_get_property;
  /**
   * UaSavedView:name:
   *
   * What it is called.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ua_saved_view_init (UaSavedView *self)
{
}

/**
 * ua_saved_view_new:
 * @name: what it is called
 * @view: (nullable): what is searched and filtered, as ua_kept_view_write() makes it
 * @sort: by what the members are sorted
 * @descending: whether from the last to the first
 * @columns: (nullable): the columns, as ua_member_columns_dup_value() gives them; consumed when
 *   floating
 *
 * Returns: (transfer full): a view that somebody has saved
 */
UaSavedView *
ua_saved_view_new (const char *name,
                   const char *view,
                   UaField     sort,
                   gboolean    descending,
                   GVariant   *columns)
{
  UaSavedView *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (UA_TYPE_SAVED_VIEW, NULL);
  self->name = g_strdup (name);
  self->view = g_strdup (view);
  self->sort = sort;
  self->descending = descending;
  self->columns = columns != NULL ? g_variant_ref_sink (columns) : NULL;
  return self;
}

/**
 * ua_saved_view_new_built_in:
 * @name: what it is called
 * @explanation: whom it shows, in a sentence
 * @view: what is filtered, as ua_kept_view_write() makes it
 *
 * Returns: (transfer full): a view that is always there
 */
UaSavedView *
ua_saved_view_new_built_in (const char *name,
                            const char *explanation,
                            const char *view)
{
  UaSavedView *self;

  g_return_val_if_fail (explanation != NULL, NULL);

  self = ua_saved_view_new (name, view, UA_FIELD_DISPLAY_NAME, FALSE, NULL);
  self->explanation = g_strdup (explanation);
  return self;
}

/**
 * ua_saved_view_get_name:
 * @self: a view
 *
 * Returns: (transfer none): what it is called
 */
const char *
ua_saved_view_get_name (UaSavedView *self)
{
  g_return_val_if_fail (UA_IS_SAVED_VIEW (self), NULL);

  return self->name;
}

/**
 * ua_saved_view_set_name:
 * @self: a view that somebody has saved
 * @name: what it is called from now on
 */
void
ua_saved_view_set_name (UaSavedView *self,
                        const char  *name)
{
  g_return_if_fail (UA_IS_SAVED_VIEW (self));
  g_return_if_fail (name != NULL);

  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * ua_saved_view_get_built_in:
 * @self: a view
 *
 * Returns: whether it is always there, and cannot be renamed or deleted
 */
gboolean
ua_saved_view_get_built_in (UaSavedView *self)
{
  g_return_val_if_fail (UA_IS_SAVED_VIEW (self), FALSE);

  return self->explanation != NULL;
}

/**
 * ua_saved_view_get_explanation:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): whom it shows, of one that is built in
 */
const char *
ua_saved_view_get_explanation (UaSavedView *self)
{
  g_return_val_if_fail (UA_IS_SAVED_VIEW (self), NULL);

  return self->explanation;
}

/**
 * ua_saved_view_get_view:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is searched and filtered, for ua_kept_view_read()
 */
const char *
ua_saved_view_get_view (UaSavedView *self)
{
  g_return_val_if_fail (UA_IS_SAVED_VIEW (self), NULL);

  return self->view;
}

/**
 * ua_saved_view_get_sort:
 * @self: a view
 * @sort: (out): by what the members are sorted
 * @descending: (out): whether from the last to the first
 *
 * Returns: whether it says in what order they are; one that is built in does not
 */
gboolean
ua_saved_view_get_sort (UaSavedView *self,
                        UaField     *sort,
                        gboolean    *descending)
{
  g_return_val_if_fail (UA_IS_SAVED_VIEW (self), FALSE);
  g_return_val_if_fail (sort != NULL && descending != NULL, FALSE);

  if (self->explanation != NULL)
    return FALSE;
  *sort = self->sort;
  *descending = self->descending;
  return TRUE;
}

/**
 * ua_saved_view_get_columns:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the columns; %NULL where it says nothing of them
 */
GVariant *
ua_saved_view_get_columns (UaSavedView *self)
{
  g_return_val_if_fail (UA_IS_SAVED_VIEW (self), NULL);

  return self->columns;
}
