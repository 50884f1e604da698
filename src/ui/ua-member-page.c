/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-page.h"

#include "ua-attributes-box.h"
#include "ua-changes-dialog.h"
#include "ua-edit-dialog.h"
#include "ua-field-date.h"
#include "ua-field-lock.h"
#include "ua-field-pick-row.h"
#include "ua-field-row.h"
#include "ua-format.h"
#include "ua-member-picture.h"
#include "ua-ties-box.h"
#include "ua-ui.h"
#include "ua-value-row.h"

/* The days that can be chosen: of joining, of leaving and of erasure. */
#define N_DATES 3

/**
 * UaMemberPage:
 *
 * All that is known of one member, in groups of rows.  What can be changed saves by itself when it
 * is confirmed (CC-05); of the rest only what the member has is shown.  The page follows the
 * member: what is synchronised or edited meanwhile appears by itself.
 *
 * Its actions are "member.edit" and "member.show-changes".
 */
struct _UaMemberPage
{
  GtkWidget parent_instance;

  UaSession *session;             /* (owned) (nullable) */
  UaMember *member;               /* (owned) (nullable) */
  gulong record_handler;
  gulong pending_handler;

  GtkWidget *scrolled_window;     /* (unowned) */
  UaMemberPicture *picture;       /* (unowned) */
  GtkLabel *name_label;           /* (unowned) */
  GtkWidget *status_box;          /* (unowned) */
  GtkImage *status_image;         /* (unowned) */
  GtkLabel *status_label;         /* (unowned) */
  GtkLabel *explanation_label;    /* (unowned) */
  GtkLabel *fixed_label;          /* (unowned) */
  GtkWidget *pending_button;      /* (unowned) */
  GtkWidget *managed_box;         /* (unowned) */
  AdwPreferencesGroup *together_group; /* (unowned) */
  AdwPreferencesGroup *dates_group;    /* (unowned) */
  AdwPreferencesGroup *account_group;  /* (unowned) */

  UaDateRow *hire_row;            /* (unowned) */
  UaTiesBox *ties_box;            /* (unowned) */
  UaAttributesBox *attributes_box; /* (unowned) */
  UaDateRow *leaving_row;         /* (unowned) */
  UaDateRow *deletion_row;        /* (unowned) */

  UaFieldKeeper *dates[N_DATES];  /* (owned) */
  const char *status_class;       /* (unowned) (nullable): what the status is tinted with */
};

G_DEFINE_FINAL_TYPE (UaMemberPage, ua_member_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  PROP_MEMBER,
} UaMemberPageProperty;

static GParamSpec *properties[PROP_MEMBER + 1];

/* The fields of groups in which nothing can be typed, as in the template: such a group is hidden
 * where it has no value.  Lists end with UA_N_FIELDS. */
static const UaField together_fields[] = {
  UA_FIELD_TEAMS, UA_FIELD_COACHED_TEAMS, UA_FIELD_GROUPS, UA_FIELD_SESSIONS, UA_FIELD_LABELS,
  UA_N_FIELDS,
};
static const UaField account_fields[] = {
  UA_FIELD_USER_NAME, UA_FIELD_ACCESS_LEVEL, UA_FIELD_HAS_PASSWORD, UA_FIELD_LOCKED_UNTIL,
  UA_FIELD_EXTERNAL_ID, UA_FIELD_ID, UA_N_FIELDS,
};

static gboolean
has_value (const UaMemberRecord *record,
           UaField               field)
{
  return ua_field_is_list (field) ? ua_member_record_get_n (record, field) > 0
                                  : ua_member_record_get (record, field) != NULL;
}

static void
show_group (AdwPreferencesGroup  *group,
            const UaMemberRecord *record,
            const UaField        *fields)
{
  gboolean any = FALSE;

  for (guint i = 0; fields[i] != UA_N_FIELDS; i++)
    any = any || has_value (record, fields[i]);
  gtk_widget_set_visible (GTK_WIDGET (group), any);
}

static void
show_status (UaMemberPage         *self,
             const UaMemberRecord *record)
{
  UaStatus status = ua_member_record_get_status (record);

  if (self->status_class != NULL)
    gtk_widget_remove_css_class (self->status_box, self->status_class);
  self->status_class = ua_format_status_class (status);
  gtk_widget_add_css_class (self->status_box, self->status_class);
  gtk_image_set_from_icon_name (self->status_image, ua_format_status_icon (status));
  gtk_label_set_label (self->status_label, ua_format_status (status));
  gtk_label_set_label (self->explanation_label, ua_format_status_explanation (status));
  gtk_widget_set_visible (self->status_box, status != UA_STATUS_UNKNOWN);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation_label), status != UA_STATUS_UNKNOWN);
}

/* Editing is only offered where something can be edited. */
static void
show_edit (UaMemberPage         *self,
           const UaMemberRecord *record)
{
  const char *lock = record != NULL && self->session != NULL
                       ? ua_field_lock_describe_member (self->session, record) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->fixed_label), lock != NULL);
  gtk_label_set_label (self->fixed_label, lock != NULL ? lock : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "member.edit",
                                 record != NULL && self->session != NULL && lock == NULL);
}

static void
show_record (UaMemberPage *self)
{
  const UaMemberRecord *record =
    self->member != NULL ? ua_member_get_record (self->member) : NULL;
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->scrolled_window, record != NULL);
  ua_member_picture_show_of (self->picture, self->session, self->member);
  show_edit (self, record);
  if (record == NULL)
    return;
  name = ua_format_text (ua_member_record_get_name (record));
  gtk_label_set_label (self->name_label, name);
  show_status (self, record);
  gtk_widget_set_visible (self->managed_box,
                          ua_member_record_get_n (record, UA_FIELD_MANAGED_ATTRIBUTES) > 0);
  show_group (self->together_group, record, together_fields);
  gtk_widget_set_visible (GTK_WIDGET (self->dates_group),
                          ua_field_keeper_is_offered (self->dates[0]) ||
                          has_value (record, UA_FIELD_CREATED) ||
                          has_value (record, UA_FIELD_MODIFIED));
  show_group (self->account_group, record, account_fields);
}

static void
show_pending (UaMemberPage *self)
{
  gtk_widget_set_visible (self->pending_button,
                          self->member != NULL && ua_member_get_pending (self->member));
}

/* What the server tells of one alone is told anew with each version of the member. */
static void
show_ties (UaMemberPage *self)
{
  UaMemberRecord *record = self->member != NULL ? ua_member_get_record (self->member) : NULL;

  ua_ties_box_show_of (self->ties_box, self->session, record);
  ua_attributes_box_show_of (self->attributes_box, self->session, record);
}

static void
record_changed_cb (UaMemberPage *self)
{
  g_assert (UA_IS_MEMBER_PAGE (self));

  show_record (self);
  show_ties (self);
}

static void
pending_changed_cb (UaMemberPage *self)
{
  g_assert (UA_IS_MEMBER_PAGE (self));

  show_pending (self);
}

static void
edit_member (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  UaMemberPage *self = UA_MEMBER_PAGE (widget);

  ua_dialog_present (UA_DIALOG (ua_edit_dialog_new (self->session, self->member)), widget);
}

static void
show_changes (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  UaMemberPage *self = UA_MEMBER_PAGE (widget);

  if (self->session != NULL)
    ua_dialog_present (UA_DIALOG (ua_changes_dialog_new (self->session)), widget);
}

static void
ua_member_page_dispose (GObject *object)
{
  UaMemberPage *self = UA_MEMBER_PAGE (object);

  if (self->member != NULL)
    {
      g_clear_signal_handler (&self->record_handler, self->member);
      g_clear_signal_handler (&self->pending_handler, self->member);
    }
  g_clear_object (&self->member);
  g_clear_object (&self->session);
  for (guint i = 0; i < N_DATES; i++)
    g_clear_object (&self->dates[i]);
  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);

  G_OBJECT_CLASS (ua_member_page_parent_class)->dispose (object);
}

static void
ua_member_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  UaMemberPage *self = UA_MEMBER_PAGE (object);

  switch ((UaMemberPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_member_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  UaMemberPage *self = UA_MEMBER_PAGE (object);

  switch ((UaMemberPageProperty) prop_id)
    {
    case PROP_SESSION:
      ua_member_page_set_session (self, g_value_get_object (value));
      break;
    case PROP_MEMBER:
      ua_member_page_set_member (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-member-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, picture);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, status_box);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, status_image);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, status_label);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, pending_button);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, fixed_label);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, managed_box);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, hire_row);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, ties_box);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, attributes_box);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, leaving_row);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, deletion_row);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, together_group);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, dates_group);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPage, account_group);
}

static void
ua_member_page_class_init (UaMemberPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UA_TYPE_MEMBER);
  g_type_ensure (UA_TYPE_ATTRIBUTES_BOX);
  g_type_ensure (UA_TYPE_DATE_ROW);
  g_type_ensure (UA_TYPE_FIELD_PICK_ROW);
  g_type_ensure (UA_TYPE_FIELD_ROW);
  g_type_ensure (UA_TYPE_MEMBER_PICTURE);
  g_type_ensure (UA_TYPE_TIES_BOX);
  g_type_ensure (UA_TYPE_VALUE_ROW);

  object_class->dispose = ua_member_page_dispose;
  object_class->get_property = ua_member_page_get_property;
  object_class->set_property = ua_member_page_set_property;

  /**
   * UaMemberPage:session:
   *
   * Where changes go.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, UA_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * UaMemberPage:member:
   *
   * Who is shown.
   */
  properties[PROP_MEMBER] =
    g_param_spec_object ("member", NULL, NULL, UA_TYPE_MEMBER,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "member.edit", NULL, edit_member);
  gtk_widget_class_install_action (widget_class, "member.show-changes", NULL, show_changes);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "member.edit", NULL);
  bind_template (widget_class);
}

static void
ua_member_page_init (UaMemberPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_widen_clamps (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self->name_label), self->name_label);
  self->dates[0] = ua_field_date_bind (self->hire_row, UA_FIELD_HIRE_DATE);
  self->dates[1] = ua_field_date_bind (self->leaving_row, UA_FIELD_LEAVING_DATE);
  self->dates[2] = ua_field_date_bind (self->deletion_row, UA_FIELD_DELETION_DATE);
  show_record (self);
  show_pending (self);
}

/**
 * ua_member_page_new:
 *
 * Returns: (transfer floating): a page that shows nobody yet
 *
 * The thread of the user interface.
 */
GtkWidget *
ua_member_page_new (void)
{
  return g_object_new (UA_TYPE_MEMBER_PAGE, NULL);
}

/**
 * ua_member_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where changes go
 */
UaSession *
ua_member_page_get_session (UaMemberPage *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_PAGE (self), NULL);

  return self->session;
}

/**
 * ua_member_page_set_session:
 * @self: a page
 * @session: (nullable): where changes go
 */
void
ua_member_page_set_session (UaMemberPage *self,
                            UaSession    *session)
{
  g_return_if_fail (UA_IS_MEMBER_PAGE (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (session == self->session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (show_record), self,
                             G_CONNECT_SWAPPED);
  for (guint i = 0; i < N_DATES; i++)
    ua_field_keeper_set_session (self->dates[i], session);
  show_record (self);
  show_ties (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * ua_member_page_get_member:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): who is shown
 */
UaMember *
ua_member_page_get_member (UaMemberPage *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_PAGE (self), NULL);

  return self->member;
}

/**
 * ua_member_page_set_member:
 * @self: a page
 * @member: (nullable): who is shown
 *
 * Shows another member, from the top.
 */
void
ua_member_page_set_member (UaMemberPage *self,
                           UaMember     *member)
{
  g_return_if_fail (UA_IS_MEMBER_PAGE (self));
  g_return_if_fail (member == NULL || UA_IS_MEMBER (member));

  if (self->member == member)
    return;
  if (self->member != NULL)
    {
      g_clear_signal_handler (&self->record_handler, self->member);
      g_clear_signal_handler (&self->pending_handler, self->member);
    }
  g_set_object (&self->member, member);
  for (guint i = 0; i < N_DATES; i++)
    ua_field_keeper_set_member (self->dates[i], member);
  if (member != NULL)
    {
      self->record_handler = g_signal_connect_swapped (member, "notify::record",
                                                       G_CALLBACK (record_changed_cb), self);
      self->pending_handler = g_signal_connect_swapped (member, "notify::pending",
                                                        G_CALLBACK (pending_changed_cb), self);
    }
  show_record (self);
  show_ties (self);
  show_pending (self);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled_window)), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
}
