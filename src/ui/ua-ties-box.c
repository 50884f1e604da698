/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-ties-box.h"

#include <glib/gi18n.h>

#include "ua-format.h"
#include "ua-ui.h"

/**
 * UaTiesBox:
 *
 * What ties a member to others, as the server tells it of one alone: what the member may do to some
 * of them, and where that comes from (WS-09), and what would miss the member (PE-08).  Of servers
 * that do not tell, it is shown what the cache knows would miss the member.  What there is none of
 * is not shown.
 */
struct _UaTiesBox
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *permissions_group; /* (unowned), of the template, as is the next */
  AdwPreferencesGroup *references_group;  /* (unowned) */

  GPtrArray *rows;           /* (owned), of GtkWidget (unowned), in the groups */
  GCancellable *asking;      /* (owned) (nullable) */
  UaMemberList *reports;     /* (owned) (nullable), who report to the member, in the cache */
  char *id;                  /* (owned) (nullable), of the member */
  guint n_coached;           /* teams, in the cache */
  guint n_groups;            /* of all kinds, in the cache */
  gboolean references_only;
};

G_DEFINE_FINAL_TYPE (UaTiesBox, ua_ties_box, GTK_TYPE_WIDGET)

enum
{
  PROP_REFERENCES_ONLY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *value;
  const char *word;
} permissions[] = {
  { "manager", N_("Manager") },
  { "collaborator", N_("Collaborator") },
  { "mentor", N_("Mentor") },
};

static const struct
{
  const char *type;
  const char *word;
} references[] = {
  { "reports", N_("People Who Report to Them") },
  { "coachedTeam", N_("Teams They Coach") },
  { "group", N_("Teams and Groups They Are In") },
  { "openAssessment", N_("Open Assessments") },
  { "openPlan", N_("Open Plans") },
  { "signOff", N_("Sign-offs That Wait for Them") },
  { "securityProfile", N_("Security Profiles") },
};

static GtkWidget *
add_row (UaTiesBox           *self,
         AdwPreferencesGroup *group,
         const char          *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return row;
}

/* Where a permission comes from; NULL where the server says what is not known here. */
static char *
describe_origin (UaEntry *ties,
                 guint    n)
{
  const char *origin = ua_entry_get_nth (ties, "permissions", n, "origin");
  const char *display = ua_entry_get_nth (ties, "permissions", n, "display");
  const char *count = ua_entry_get_nth (ties, "permissions", n, "count");
  guint number = count != NULL ? (guint) g_ascii_strtoull (count, NULL, 10) : 0;
  g_autofree char *name = display != NULL ? ua_format_text (display) : NULL;

  if (g_strcmp0 (origin, "reports") == 0)
    return g_strdup_printf (ngettext ("%'u person reports to them", "%'u people report to them",
                                      number), number);
  if (g_strcmp0 (origin, "plan") == 0)
    return name != NULL ? g_strdup_printf (_("Invited to the plan “%s”"), name)
                        : g_strdup (_("Invited to a plan"));
  if (g_strcmp0 (origin, "roleProfile") == 0)
    return name != NULL ? g_strdup_printf (_("Invited to the role profile “%s”"), name)
                        : g_strdup (_("Invited to a role profile"));
  return g_steal_pointer (&name);
}

static void
show_permissions (UaTiesBox *self,
                  UaEntry   *ties)
{
  for (guint n = 0; n < ua_entry_get_n (ties, "permissions"); n++)
    for (gsize i = 0; i < G_N_ELEMENTS (permissions); i++)
      if (g_strcmp0 (ua_entry_get_nth (ties, "permissions", n, "value"),
                     permissions[i].value) == 0)
        {
          g_autofree char *origin = describe_origin (ties, n);

          GtkWidget *row = add_row (self, self->permissions_group, _(permissions[i].word));

          adw_action_row_set_subtitle (ADW_ACTION_ROW (row), origin != NULL ? origin : "");
        }
}

static void
add_reference (UaTiesBox  *self,
               const char *type,
               guint64     number)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GUINT64_FORMAT, number);

  for (gsize i = 0; i < G_N_ELEMENTS (references) && number > 0; i++)
    if (g_strcmp0 (type, references[i].type) == 0)
      {
        GtkWidget *row = add_row (self, self->references_group, _(references[i].word));

        adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (text));
        gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                        -1);
      }
}

static void
show_references (UaTiesBox *self,
                 UaEntry   *ties)
{
  for (guint n = 0; n < ua_entry_get_n (ties, "references"); n++)
    {
      const char *count = ua_entry_get_nth (ties, "references", n, "count");

      add_reference (self, ua_entry_get_nth (ties, "references", n, "type"),
                     count != NULL ? g_ascii_strtoull (count, NULL, 10) : 0);
    }
}

static void
remove_rows (UaTiesBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->permissions_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->references_group), FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
clear (UaTiesBox *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->reports != NULL)
    g_signal_handlers_disconnect_by_data (self->reports, self);
  g_clear_object (&self->reports);
}

/* What the cache knows. */
static void
show_known (UaTiesBox *self)
{
  remove_rows (self);
  add_reference (self, "reports", ua_member_list_get_n_total (self->reports));
  add_reference (self, "coachedTeam", self->n_coached);
  add_reference (self, "group", self->n_groups);
}

static void
ask_cache (UaTiesBox            *self,
           UaSession            *session,
           const UaMemberRecord *record)
{
  g_autoptr (UaFilter) filter = ua_filter_new_compare (UA_FIELD_MANAGER, UA_FILTER_OP_EQUAL,
                                                       ua_member_record_get_id (record));
  g_autoptr (UaQuery) query = ua_query_new (NULL, filter, UA_FIELD_DISPLAY_NAME, FALSE);

  self->n_coached = ua_member_record_get_n (record, UA_FIELD_COACHED_TEAMS);
  self->n_groups = ua_member_record_get_n (record, UA_FIELD_TEAMS) +
                   ua_member_record_get_n (record, UA_FIELD_GROUPS) +
                   ua_member_record_get_n (record, UA_FIELD_SESSIONS);
  self->reports = ua_session_query (session, query);
  if (self->reports == NULL)
    return;
  g_signal_connect_object (self->reports, "notify::n-total", G_CALLBACK (show_known), self,
                           G_CONNECT_SWAPPED);
  show_known (self);
}

/* Servers that do not tell, and those out of reach, leave nothing to be shown. */
static void
ties_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (UaTiesBox) self = UA_TIES_BOX (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaEntry) ties = ua_session_find_entry_finish (UA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  remove_rows (self);
  if (ties == NULL)
    return;
  if (!self->references_only)
    show_permissions (self, ties);
  show_references (self, ties);
}

static void
ua_ties_box_dispose (GObject *object)
{
  UaTiesBox *self = UA_TIES_BOX (object);

  clear (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_TIES_BOX);

  G_OBJECT_CLASS (ua_ties_box_parent_class)->dispose (object);
}

static void
ua_ties_box_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_REFERENCES_ONLY:
      g_value_set_boolean (value, UA_TIES_BOX (object)->references_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_ties_box_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_REFERENCES_ONLY:
      UA_TIES_BOX (object)->references_only = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_ties_box_finalize (GObject *object)
{
  UaTiesBox *self = UA_TIES_BOX (object);

  g_ptr_array_unref (self->rows);
  g_free (self->id);

  G_OBJECT_CLASS (ua_ties_box_parent_class)->finalize (object);
}

static void
ua_ties_box_class_init (UaTiesBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_ties_box_dispose;
  object_class->finalize = ua_ties_box_finalize;
  object_class->get_property = ua_ties_box_get_property;
  object_class->set_property = ua_ties_box_set_property;
  /**
   * UaTiesBox:references-only:
   *
   * Whether only what would miss the member is shown.
   */
  properties[PROP_REFERENCES_ONLY] =
    g_param_spec_boolean ("references-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-ties-box.ui");
  gtk_widget_class_bind_template_child (widget_class, UaTiesBox, permissions_group);
  gtk_widget_class_bind_template_child (widget_class, UaTiesBox, references_group);
}

static void
ua_ties_box_init (UaTiesBox *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_ties_box_show_of:
 * @self: a box
 * @session: (nullable): whose member it is
 * @record: (nullable): what is known of the member; %NULL for nobody
 *
 * Asks the server, or the cache where the server does not tell, and shows what there is once that
 * has come.
 *
 * The thread of the user interface.
 */
void
ua_ties_box_show_of (UaTiesBox            *self,
                     UaSession            *session,
                     const UaMemberRecord *record)
{
  g_return_if_fail (UA_IS_TIES_BOX (self));

  clear (self);
  /* What is known of the same member stays until something newer has come: nothing jumps. */
  if (record == NULL || g_strcmp0 (self->id, ua_member_record_get_id (record)) != 0)
    remove_rows (self);
  g_free (self->id);
  self->id = record != NULL ? g_strdup (ua_member_record_get_id (record)) : NULL;
  if (session == NULL || record == NULL)
    {
      remove_rows (self);
      return;
    }
  if (ua_capabilities_get (ua_session_get_capabilities (session), UA_CAPABILITY_STATUS) !=
        UA_SUPPORT_YES)
    {
      ask_cache (self, session, record);
      return;
    }
  self->asking = g_cancellable_new ();
  ua_session_find_entry_async (session, UA_ENTRY_TYPE_TIES, ua_member_record_get_id (record),
                               self->asking, ties_found_cb, g_object_ref (self));
}
