/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-details.h"

#include <glib/gi18n.h>

#include "ua-member-page.h"
#include "ua-ui.h"

/**
 * UaMemberDetails:
 *
 * The pane with the details of a member, beside what one came from or over it: a header with the
 * way back, and the page.
 */
struct _UaMemberDetails
{
  GtkWidget parent_instance;

  AdwHeaderBar *details_header; /* (unowned), of the template, as are the next */
  GtkButton *back_button;       /* (unowned) */
  AdwBin *member_bin;           /* (unowned) */
  GtkMenuButton *menu_button;   /* (unowned) */
  GMenu *menu;                  /* (unowned) */

  UaMemberPage *member_page;    /* (unowned) (nullable), a child once somebody looked at one */
};

G_DEFINE_FINAL_TYPE (UaMemberDetails, ua_member_details, GTK_TYPE_WIDGET)

static void
ua_member_details_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UA_TYPE_MEMBER_DETAILS);

  G_OBJECT_CLASS (ua_member_details_parent_class)->dispose (object);
}

static void
ua_member_details_class_init (UaMemberDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_member_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-member-details.ui");
  gtk_widget_class_bind_template_child (widget_class, UaMemberDetails, details_header);
  gtk_widget_class_bind_template_child (widget_class, UaMemberDetails, back_button);
  gtk_widget_class_bind_template_child (widget_class, UaMemberDetails, member_bin);
  gtk_widget_class_bind_template_child (widget_class, UaMemberDetails, menu_button);
  gtk_widget_class_bind_template_child (widget_class, UaMemberDetails, menu);
}

static void
ua_member_details_init (UaMemberDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_popover (self->menu_button, ua_ui_new_menu (G_MENU_MODEL (self->menu)));
}

/**
 * ua_member_details_new:
 *
 * Returns: (transfer floating): the pane, of nobody
 */
GtkWidget *
ua_member_details_new (void)
{
  return g_object_new (UA_TYPE_MEMBER_DETAILS, NULL);
}

/**
 * ua_member_details_get_member:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): who is shown
 */
UaMember *
ua_member_details_get_member (UaMemberDetails *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_DETAILS (self), NULL);

  return self->member_page != NULL ? ua_member_page_get_member (self->member_page) : NULL;
}

/**
 * ua_member_details_set_member:
 * @self: a pane
 * @session: (nullable): whose member it is
 * @member: (nullable): whom to show
 *
 * The page of a member is large; it is made for the first one, so that the list is there sooner.
 */
void
ua_member_details_set_member (UaMemberDetails *self,
                              UaSession       *session,
                              UaMember        *member)
{
  g_return_if_fail (UA_IS_MEMBER_DETAILS (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));
  g_return_if_fail (member == NULL || UA_IS_MEMBER (member));

  if (self->member_page == NULL && member != NULL)
    {
      self->member_page = UA_MEMBER_PAGE (ua_member_page_new ());
      adw_bin_set_child (self->member_bin, GTK_WIDGET (self->member_page));
    }
  if (self->member_page == NULL)
    return;
  ua_member_page_set_session (self->member_page, session);
  ua_member_page_set_member (self->member_page, member);
}

/**
 * ua_member_details_set_beside:
 * @self: a pane
 * @beside: whether it is beside what one came from, and not over it
 * @at_start: whether it reaches to the start of the window, whose buttons there it then has
 */
void
ua_member_details_set_beside (UaMemberDetails *self,
                              gboolean         beside,
                              gboolean         at_start)
{
  const char *title = beside ? _("Close Details") : _("Back");

  g_return_if_fail (UA_IS_MEMBER_DETAILS (self));

  adw_header_bar_set_show_start_title_buttons (self->details_header, at_start);
  gtk_button_set_icon_name (self->back_button,
                            beside ? "sidebar-show-right-symbolic" : "go-previous-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->back_button), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

/**
 * ua_member_details_focus:
 * @self: a pane that is shown
 *
 * Puts the keyboard on the way back.
 */
void
ua_member_details_focus (UaMemberDetails *self)
{
  g_return_if_fail (UA_IS_MEMBER_DETAILS (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->back_button));
}

/**
 * ua_member_details_get_menu:
 * @self: a pane
 *
 * Returns: (transfer none): the menu of the member, to which others may add
 */
GMenu *
ua_member_details_get_menu (UaMemberDetails *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_DETAILS (self), NULL);

  return self->menu;
}
