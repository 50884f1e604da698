/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-pick-members-dialog.h"

#include <glib/gi18n.h>

#include "ua-entry-row.h"
#include "ua-format.h"
#include "ua-group-words.h"
#include "ua-ui.h"

/**
 * UaPickMembersDialog:
 *
 * Where members are found and picked to come into a group, and the role that they get there.  Who
 * is picked stays so while something else is searched for.
 */
struct _UaPickMembersDialog
{
  UaDialog parent_instance;

  GtkButton *pick_button;         /* (unowned), of the template, as are the next */
  GtkEditable *pick_search_entry; /* (unowned) */
  GtkDropDown *role_drop_down;    /* (unowned) */
  GtkListView *pick_list;         /* (unowned) */

  UaGroup *group;                 /* (owned) */
  UaMemberList *list;             /* (owned) */
  GHashTable *picked;             /* (owned), of ids */
};

G_DEFINE_FINAL_TYPE (UaPickMembersDialog, ua_pick_members_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_PICKED,
  SIGNAL_TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_button (UaPickMembersDialog *self)
{
  guint n = g_hash_table_size (self->picked);
  g_autofree char *label = n > 0
                             ? g_strdup_printf (ngettext ("_Add %'u Member", "_Add %'u Members", n),
                                                n)
                             : g_strdup (_("_Add"));

  gtk_button_set_label (self->pick_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pick.accept", n > 0);
}

/* "Chosen", or what the member already is in the group. */
static char *
describe (UaPickMembersDialog  *self,
          const UaMemberRecord *record)
{
  if (g_hash_table_contains (self->picked, ua_member_record_get_id (record)))
    /* Translators: a member who is to be added. */
    return g_strdup (_("✓ Chosen"));
  return ua_group_words_describe_roles (record, self->group);
}

static void
show_member (UaPickMembersDialog *self,
             GtkListItem         *item)
{
  UaEntryRow *row = UA_ENTRY_ROW (gtk_list_item_get_child (item));
  UaMember *member = gtk_list_item_get_item (item);
  UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *email = NULL;
  g_autofree char *number = NULL;

  if (record == NULL)
    {
      ua_entry_row_set_text (row, "", "");
      ua_entry_row_set_number (row, NULL);
      return;
    }
  name = ua_format_name (record);
  email = ua_format_record (record, UA_FIELD_EMAIL);
  number = describe (self, record);
  ua_entry_row_set_avatar (row, ua_member_record_get_name (record));
  ua_entry_row_set_text (row, name, email);
  ua_entry_row_set_number (row, number);
}

static void
member_toggled_cb (UaPickMembersDialog *self,
                   GtkListItem         *item)
{
  if (gtk_list_item_get_item (item) != NULL)
    show_member (self, item);
}

static void
record_changed_cb (UaMember    *member,
                   GParamSpec  *pspec,
                   GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *self =
    row != NULL ? gtk_widget_get_ancestor (row, UA_TYPE_PICK_MEMBERS_DIALOG) : NULL;

  if (self != NULL)
    show_member (UA_PICK_MEMBERS_DIALOG (self), item);
}

static void
row_set_up_cb (UaPickMembersDialog      *self,
               GtkListItem              *item,
               GtkSignalListItemFactory *factory)
{
  gtk_list_item_set_child (item, ua_entry_row_new ());
}

static void
row_bound_cb (UaPickMembersDialog      *self,
              GtkListItem              *item,
              GtkSignalListItemFactory *factory)
{
  show_member (self, item);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::record",
                           G_CALLBACK (record_changed_cb), item, 0);
  g_signal_connect_object (self, "toggled", G_CALLBACK (member_toggled_cb), item, 0);
}

static void
row_unbound_cb (UaPickMembersDialog      *self,
                GtkListItem              *item,
                GtkSignalListItemFactory *factory)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
  g_signal_handlers_disconnect_by_data (self, item);
}

static void
row_activated_cb (UaPickMembersDialog *self,
                  guint                position)
{
  g_autoptr (UaMember) member = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;

  if (record == NULL)
    return;
  if (!g_hash_table_remove (self->picked, ua_member_record_get_id (record)))
    g_hash_table_add (self->picked, g_strdup (ua_member_record_get_id (record)));
  update_button (self);
  g_signal_emit (self, signals[SIGNAL_TOGGLED], 0);
}

static void
search_changed_cb (UaPickMembersDialog *self)
{
  g_autoptr (UaQuery) query = ua_query_new (gtk_editable_get_text (self->pick_search_entry), NULL,
                                            UA_FIELD_DISPLAY_NAME, FALSE);

  ua_member_list_set_query (self->list, query);
}

/* Enter goes to what was found. */
static void
search_activated_cb (UaPickMembersDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->pick_list));
}

static const char *
get_role (UaPickMembersDialog *self)
{
  guint n = gtk_drop_down_get_selected (self->role_drop_down);

  return n == 0 ? UA_GROUP_ROLE_MEMBER
                : ua_group_words_get_roles (ua_group_get_kind (self->group))[n - 1];
}

static void
accept_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaPickMembersDialog *self = UA_PICK_MEMBERS_DIALOG (widget);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->picked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (builder, id);
  ids = g_strv_builder_end (builder);
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, ids, get_role (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
ua_pick_members_dialog_dispose (GObject *object)
{
  UaPickMembersDialog *self = UA_PICK_MEMBERS_DIALOG (object);

  if (self->pick_list != NULL)
    gtk_list_view_set_model (self->pick_list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_PICK_MEMBERS_DIALOG);
  g_clear_object (&self->list);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (ua_pick_members_dialog_parent_class)->dispose (object);
}

static void
ua_pick_members_dialog_finalize (GObject *object)
{
  g_hash_table_unref (UA_PICK_MEMBERS_DIALOG (object)->picked);

  G_OBJECT_CLASS (ua_pick_members_dialog_parent_class)->finalize (object);
}

static void
ua_pick_members_dialog_class_init (UaPickMembersDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_pick_members_dialog_dispose;
  object_class->finalize = ua_pick_members_dialog_finalize;
  /**
   * UaPickMembersDialog::picked:
   * @ids: the ids of those who were picked
   * @role: the role that they get, in the words of the extension
   *
   * Members were picked; the dialog closes.
   */
  signals[SIGNAL_PICKED] =
    g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_STRING);
  /**
   * UaPickMembersDialog::toggled:
   *
   * Somebody is picked, or is not any more.
   */
  signals[SIGNAL_TOGGLED] =
    g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               UA_UI_PATH "ua-pick-members-dialog.ui");
  gtk_widget_class_install_action (widget_class, "pick.accept", NULL, accept_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaPickMembersDialog, pick_button);
  gtk_widget_class_bind_template_child (widget_class, UaPickMembersDialog, pick_search_entry);
  gtk_widget_class_bind_template_child (widget_class, UaPickMembersDialog, role_drop_down);
  gtk_widget_class_bind_template_child (widget_class, UaPickMembersDialog, pick_list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ua_pick_members_dialog_init (UaPickMembersDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->picked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bound_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbound_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->pick_list, factory);
  update_button (self);
}

/* A member, and what else one can be there. */
static GListModel *
make_roles (UaGroup *group)
{
  const char * const *roles = ua_group_words_get_roles (ua_group_get_kind (group));
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, ua_group_words_get_role (NULL));
  for (guint i = 0; roles[i] != NULL; i++)
    gtk_string_list_append (list, ua_group_words_get_role (roles[i]));
  return G_LIST_MODEL (list);
}

/**
 * ua_pick_members_dialog_new:
 * @session: an organisation
 * @group: the group that they are to come into
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaPickMembersDialog *
ua_pick_members_dialog_new (UaSession *session,
                            UaGroup   *group)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GListModel) roles = NULL;
  g_autoptr (UaQuery) query = NULL;
  g_autoptr (GtkNoSelection) model = NULL;
  UaPickMembersDialog *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (UA_IS_GROUP (group), NULL);

  name = ua_format_isolated (ua_group_get_name (group));
  /* Translators: what comes in is the name of a team, group or session. */
  title = g_strdup_printf (_("Add to “%s”"), name);
  self = g_object_new (UA_TYPE_PICK_MEMBERS_DIALOG, "title", title, NULL);
  self->group = g_object_ref (group);
  roles = make_roles (group);
  gtk_drop_down_set_model (self->role_drop_down, roles);
  query = ua_query_new (NULL, NULL, UA_FIELD_DISPLAY_NAME, FALSE);
  self->list = ua_session_query (session, query);
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_list_view_set_model (self->pick_list, GTK_SELECTION_MODEL (model));
  gtk_widget_grab_focus (GTK_WIDGET (self->pick_search_entry));
  return self;
}
