/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-picture.h"

#include <glib/gi18n.h>

#include "ua-crop-dialog.h"
#include "ua-errors.h"
#include "ua-field-lock.h"
#include "ua-file-chooser.h"
#include "ua-format.h"
#include "ua-picture.h"
#include "ua-ui.h"

/* Sharp on screens with two pixels for one. */
#define SHOWN_SIDE 192

/**
 * UaMemberPicture:
 *
 * The picture of a member, or the initials where there is none; another one can be chosen, dropped
 * on it, or taken away, where the server and the rights allow (CC-07).
 *
 * Its actions are "picture.choose" and "picture.remove".
 */
struct _UaMemberPicture
{
  GtkWidget parent_instance;

  GtkWidget *picture_overlay;  /* (unowned), of the template, as are the next */
  AdwAvatar *avatar;           /* (unowned) */
  GtkWidget *picture_button;   /* (unowned) */
  GtkLabel *problem_label;     /* (unowned) */
  GtkDropTarget *target;       /* (unowned), of the widget */

  UaSession *session;          /* (owned) (nullable) */
  UaMember *member;            /* (owned) (nullable) */
  char *shown;                 /* (owned) (nullable), the address of the picture that is shown, or
                                * on its way */
  GCancellable *showing;       /* (owned) (nullable) */
  GCancellable *choosing;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaMemberPicture, ua_member_picture, GTK_TYPE_WIDGET)

/* A picture that is being taken away. */
typedef struct
{
  UaMemberPicture *self; /* (owned) */
  UaMember *member;      /* (owned), whose it is */
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->self);
  g_object_unref (removal->member);
  g_free (removal);
}

static const UaMemberRecord *
get_record (UaMemberPicture *self)
{
  return self->member != NULL ? ua_member_get_record (self->member) : NULL;
}

static gboolean
can_change (UaMemberPicture *self)
{
  return self->session != NULL && get_record (self) != NULL &&
         ua_capabilities_get (ua_session_get_capabilities (self->session),
                              UA_CAPABILITY_PICTURES) == UA_SUPPORT_YES &&
         ua_field_lock_describe (self->session, get_record (self), UA_FIELD_PHOTO) == NULL;
}

static void
say_problem (UaMemberPicture *self,
             const char      *words)
{
  /* Somebody may have closed what it would be said in. */
  if (self->problem_label == NULL)
    return;
  gtk_label_set_label (self->problem_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), words != NULL);
}

static void
stop (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* What is no picture leaves the initials. */
static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (UaMemberPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = ua_picture_finish (result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->avatar == NULL)
    return;
  if (pixbuf != NULL)
    texture = gdk_texture_new_for_pixbuf (pixbuf);
  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
}

static void
decode (UaMemberPicture *self,
        GBytes          *bytes)
{
  ua_picture_decode_async (bytes, SHOWN_SIDE, self->showing, decoded_cb, g_object_ref (self));
}

static void
picture_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaMemberPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    ua_session_find_picture_finish (UA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes != NULL)
    {
      decode (self, bytes);
      return;
    }
  /* It is tried again once the server can be reached. */
  g_clear_pointer (&self->shown, g_free);
}

static void
forget_picture (UaMemberPicture *self)
{
  stop (&self->showing);
  g_clear_pointer (&self->shown, g_free);
  adw_avatar_set_custom_image (self->avatar, NULL);
}

static void
show_picture (UaMemberPicture *self)
{
  const UaMemberRecord *record = get_record (self);
  const char *photo = record != NULL ? ua_member_record_get (record, UA_FIELD_PHOTO) : NULL;
  GBytes *bytes;

  if (g_strcmp0 (photo, self->shown) == 0 && photo != NULL)
    return;
  forget_picture (self);
  if (photo == NULL || self->session == NULL)
    return;
  self->shown = g_strdup (photo);
  self->showing = g_cancellable_new ();
  bytes = ua_session_peek_picture (self->session, record);
  if (bytes != NULL)
    decode (self, bytes);
  else
    ua_session_find_picture_async (self->session, record, self->showing, picture_found_cb,
                                   g_object_ref (self));
}

static void
update (UaMemberPicture *self)
{
  const UaMemberRecord *record = get_record (self);
  g_autofree char *name =
    record != NULL ? ua_format_text (ua_member_record_get_name (record)) : NULL;
  gboolean can = can_change (self);

  adw_avatar_set_text (self->avatar, name);
  gtk_widget_set_visible (self->picture_button, can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.choose", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.remove",
                                 can && ua_session_has_picture (self->session, record));
  gtk_drop_target_set_actions (self->target, can ? GDK_ACTION_COPY : 0);
  show_picture (self);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Removal *removal = user_data;
  g_autoptr (GError) error = NULL;

  /* What went wrong with one member is not said of the next. */
  if (!ua_session_change_picture_finish (UA_SESSION (source), result, &error) &&
      removal->self->member == removal->member)
    say_problem (removal->self, ua_errors_get_sentence (error, UA_ERROR_CONTEXT_SAVE));
  removal_free (removal);
}

static void
remove_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaMemberPicture *self = UA_MEMBER_PICTURE (widget);
  Removal *removal = g_new0 (Removal, 1);

  removal->self = g_object_ref (self);
  removal->member = g_object_ref (self->member);
  say_problem (self, NULL);
  ua_session_change_picture_async (self->session, ua_member_record_get_id (get_record (self)),
                                   NULL, NULL, removed_cb, removal);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (UaMemberPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = ua_picture_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !can_change (self))
    return;
  if (pixbuf == NULL)
    {
      say_problem (self, error->message);
      return;
    }
  ua_dialog_present (UA_DIALOG (ua_crop_dialog_new (
                       self->session, ua_member_record_get_id (get_record (self)), pixbuf)),
                     GTK_WIDGET (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (UaMemberPicture) self = user_data;
  g_autoptr (GFile) file = ua_file_chooser_open_finish (result, NULL);

  if (file != NULL && self->problem_label != NULL)
    ua_member_picture_choose (self, file);
}

static void
choose_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  static const char *const types[] = { "image/png", "image/jpeg", NULL };
  UaMemberPicture *self = UA_MEMBER_PICTURE (widget);

  say_problem (self, NULL);
  stop (&self->choosing);
  self->choosing = g_cancellable_new ();
  ua_file_chooser_open_async (widget, _("Choose a Picture"), _("PNG and JPEG Pictures"), types,
                              self->choosing, chosen_cb, g_object_ref (self));
}

static gboolean
dropped_cb (UaMemberPicture *self,
            const GValue    *value)
{
  if (!can_change (self) || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  ua_member_picture_choose (self, g_value_get_object (value));
  return TRUE;
}

static void
unfollow (UaMemberPicture *self)
{
  if (self->member != NULL)
    g_signal_handlers_disconnect_by_data (self->member, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->member);
  g_clear_object (&self->session);
}

static void
ua_member_picture_dispose (GObject *object)
{
  UaMemberPicture *self = UA_MEMBER_PICTURE (object);

  unfollow (self);
  stop (&self->showing);
  stop (&self->choosing);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_MEMBER_PICTURE);

  G_OBJECT_CLASS (ua_member_picture_parent_class)->dispose (object);
}

static void
ua_member_picture_finalize (GObject *object)
{
  g_free (UA_MEMBER_PICTURE (object)->shown);

  G_OBJECT_CLASS (ua_member_picture_parent_class)->finalize (object);
}

static void
ua_member_picture_class_init (UaMemberPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_member_picture_dispose;
  object_class->finalize = ua_member_picture_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-member-picture.ui");
  gtk_widget_class_install_action (widget_class, "picture.choose", NULL, choose_activated_cb);
  gtk_widget_class_install_action (widget_class, "picture.remove", NULL, remove_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPicture, picture_overlay);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPicture, avatar);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPicture, picture_button);
  gtk_widget_class_bind_template_child (widget_class, UaMemberPicture, problem_label);
}

static void
ua_member_picture_init (UaMemberPicture *self)
{
  self->target = gtk_drop_target_new (G_TYPE_FILE, 0);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->target));
}

/**
 * ua_member_picture_show_of:
 * @self: a picture
 * @session: (nullable): whose member it is
 * @member: (nullable): the member; %NULL for nobody
 *
 * Shows the picture of a member, and follows what becomes of it.
 *
 * The thread of the user interface only.
 */
void
ua_member_picture_show_of (UaMemberPicture *self,
                           UaSession       *session,
                           UaMember        *member)
{
  g_return_if_fail (UA_IS_MEMBER_PICTURE (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));
  g_return_if_fail (member == NULL || UA_IS_MEMBER (member));

  if (session == self->session && member == self->member)
    return;
  unfollow (self);
  stop (&self->choosing);
  say_problem (self, NULL);
  g_set_object (&self->session, session);
  g_set_object (&self->member, member);
  if (member != NULL)
    g_signal_connect_object (member, "notify::record", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

/**
 * ua_member_picture_choose:
 * @self: the picture of a member to whom another one can be given
 * @file: a file
 *
 * Lets a square be cut out of the picture in the file, for the member; or says beside the picture
 * why that cannot be.
 *
 * The thread of the user interface only.
 */
void
ua_member_picture_choose (UaMemberPicture *self,
                          GFile           *file)
{
  g_return_if_fail (UA_IS_MEMBER_PICTURE (self));
  g_return_if_fail (G_IS_FILE (file));

  stop (&self->choosing);
  say_problem (self, NULL);
  self->choosing = g_cancellable_new ();
  ua_picture_load_async (file, self->choosing, loaded_cb, g_object_ref (self));
}
