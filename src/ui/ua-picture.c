/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-picture.h"

#include <glib/gi18n.h>

#include "ua-error.h"
#include "ua-image.h"

/* Pictures between files, the server and the screen (CC-07, S11).  What goes to the server is made
 * anew of pixels, so that nothing else goes with it. */

/* So many pixels has a side of what goes to the server, at most. */
#define SAVED_SIDE 512
#define JPEG_QUALITY "90"
/* What is said to be the most, for people.  It is a little less than what is let through, so that
 * no file is refused whose size, rounded, reads the same. */
#define SAID_BYTES 1500000

/* What is to be decoded, in a thread. */
typedef struct
{
  GFile *file;   /* (owned) (nullable) */
  GBytes *bytes; /* (owned) (nullable): from no file */
  int max_side;  /* pixels; 0 for all that there are */
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  g_clear_object (&decoding->file);
  g_clear_pointer (&decoding->bytes, g_bytes_unref);
  g_free (decoding);
}

static char *
describe_problem (UaImageProblem problem,
                  goffset        n_bytes)
{
  g_autofree char *size = NULL;
  g_autofree char *most = NULL;

  switch (problem)
    {
    case UA_IMAGE_PROBLEM_BYTES:
      most = g_format_size (SAID_BYTES);
      if (n_bytes <= (goffset) UA_IMAGE_MAX_BYTES)
        return g_strdup_printf (_("The file is too large: a picture can have %s."), most);
      size = g_format_size ((guint64) n_bytes);
      /* Translators: two sizes, such as “4.2 MB” and “1.5 MB”. */
      return g_strdup_printf (_("The file has %s, and a picture can have %s."), size, most);
    case UA_IMAGE_PROBLEM_KIND:
      return g_strdup (_("The file is neither a PNG nor a JPEG picture."));
    case UA_IMAGE_PROBLEM_SIDES:
      return g_strdup_printf (_("The picture has more than %'d pixels on a side. Make it smaller "
                                "first."), UA_IMAGE_MAX_SIDE);
    case UA_IMAGE_PROBLEM_ANIMATED:
      return g_strdup (_("The picture moves. Choose one that stands still."));
    case UA_IMAGE_PROBLEM_RARE:
      return g_strdup (_("The file is a JPEG picture of a kind that few programs show. Save it as "
                         "a PNG picture first."));
    case UA_IMAGE_PROBLEM_CUT_SHORT:
      return g_strdup (_("The end of the file is missing. Copy it again."));
    case UA_IMAGE_PROBLEM_BROKEN:
    case UA_IMAGE_PROBLEM_NONE:
    default:
      return g_strdup (_("The file is broken. Choose another one."));
    }
}

static void
refuse (GError         **error,
        UaImageProblem   problem,
        goffset          n_bytes)
{
  g_autofree char *words = describe_problem (problem, n_bytes);

  g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_VALUE, words);
}

static GdkPixbuf *
shrink (GdkPixbuf *pixbuf,
        int        max_side)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  double scale = (double) max_side / MAX (width, height);

  if (max_side == 0 || scale >= 1)
    return g_object_ref (pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, MAX ((int) (width * scale), 1),
                                  MAX ((int) (height * scale), 1), GDK_INTERP_BILINEAR);
}

/**
 * ua_picture_decode:
 * @bytes: what is said to be a picture
 * @max_side: how many pixels a side may have afterwards, smaller ones stay; 0 for all there are
 * @error: return location for an error
 *
 * Decodes a picture once it is sure that this does no harm, and turns its upper side up.
 *
 * Returns: (transfer full): the picture; or %NULL with an error whose message is a sentence for the
 *   person
 *
 * Any thread.
 */
GdkPixbuf *
ua_picture_decode (GBytes  *bytes,
                   int      max_side,
                   GError **error)
{
  UaImageProblem problem;
  g_autoptr (GBytes) clean = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GdkPixbuf) lying = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GdkPixbuf) small = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  clean = ua_image_clean (bytes, NULL, &problem);
  if (clean == NULL)
    {
      refuse (error, problem, (goffset) g_bytes_get_size (bytes));
      return NULL;
    }
  stream = g_memory_input_stream_new_from_bytes (clean);
  lying = gdk_pixbuf_new_from_stream (stream, NULL, NULL);
  upright = lying != NULL ? gdk_pixbuf_apply_embedded_orientation (lying) : NULL;
  small = upright != NULL ? shrink (upright, max_side) : NULL;
  if (small == NULL)
    refuse (error, UA_IMAGE_PROBLEM_BROKEN, 0);
  return g_steal_pointer (&small);
}

/**
 * ua_picture_encode:
 * @pixbuf: a picture
 * @x: where the square begins in it, in pixels from the left
 * @y: where the square begins in it, in pixels from above
 * @side: how many pixels the square has on a side, from 1; it lies within the picture
 * @error: return location for an error
 *
 * Makes a file of a square of a picture: JPEG, or PNG where it can be seen through.
 *
 * Returns: (transfer full): the file, or %NULL with an error
 *
 * Any thread.
 */
GBytes *
ua_picture_encode (GdkPixbuf  *pixbuf,
                   int         x,
                   int         y,
                   int         side,
                   GError    **error)
{
  g_autoptr (GdkPixbuf) square = NULL;
  g_autoptr (GdkPixbuf) small = NULL;
  char *buffer = NULL;
  gsize length;
  gboolean done;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);
  g_return_val_if_fail (x >= 0 && y >= 0 && side > 0, NULL);
  g_return_val_if_fail (x + side <= gdk_pixbuf_get_width (pixbuf), NULL);
  g_return_val_if_fail (y + side <= gdk_pixbuf_get_height (pixbuf), NULL);

  square = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, side, side);
  small = shrink (square, SAVED_SIDE);
  done = gdk_pixbuf_get_has_alpha (small)
           ? gdk_pixbuf_save_to_buffer (small, &buffer, &length, "png", error, NULL)
           : gdk_pixbuf_save_to_buffer (small, &buffer, &length, "jpeg", error, "quality",
                                        JPEG_QUALITY, NULL);
  return done ? g_bytes_new_take (buffer, length) : NULL;
}

/* Reads no more of a file than a picture may have, and one byte, which tells of more. */
static GBytes *
read_file (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree guint8 *buffer = g_malloc (UA_IMAGE_MAX_BYTES + 1);
  gsize n = 0;

  stream = g_file_read (file, cancellable, &cause);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer,
                                                  UA_IMAGE_MAX_BYTES + 1, &n, cancellable, &cause))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_VALUE, _("The file cannot be read: %s"),
                   cause->message);
      return NULL;
    }
  if (n > UA_IMAGE_MAX_BYTES)
    {
      info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable,
                                             NULL);
      refuse (error, UA_IMAGE_PROBLEM_BYTES, info != NULL ? g_file_info_get_size (info) : 0);
      return NULL;
    }
  return g_bytes_new (buffer, n);
}

static void
decode_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Decoding *decoding = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
    decoding->file != NULL ? read_file (decoding->file, cancellable, &error)
                           : g_bytes_ref (decoding->bytes);
  GdkPixbuf *pixbuf = bytes != NULL ? ua_picture_decode (bytes, decoding->max_side, &error) : NULL;

  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ua_picture_decode_async:
 * @bytes: what is said to be a picture
 * @max_side: how many pixels a side may have afterwards; 0 for all there are
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does as ua_picture_decode(), in a thread.
 *
 * The thread of the user interface; so is @callback.
 */
void
ua_picture_decode_async (GBytes              *bytes,
                         int                  max_side,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Decoding *decoding = g_new0 (Decoding, 1);

  g_return_if_fail (bytes != NULL);

  decoding->bytes = g_bytes_ref (bytes);
  decoding->max_side = max_side;
  g_task_set_task_data (task, decoding, decoding_free);
  g_task_run_in_thread (task, decode_in_thread);
}

/**
 * ua_picture_load_async:
 * @file: a file that somebody chose
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads and decodes a file, in a thread.
 *
 * The thread of the user interface; so is @callback.
 */
void
ua_picture_load_async (GFile               *file,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Decoding *decoding = g_new0 (Decoding, 1);

  g_return_if_fail (G_IS_FILE (file));

  decoding->file = g_object_ref (file);
  g_task_set_task_data (task, decoding, decoding_free);
  g_task_run_in_thread (task, decode_in_thread);
}

/**
 * ua_picture_finish:
 * @result: what the callback of ua_picture_decode_async() or ua_picture_load_async() got
 * @error: return location for an error
 *
 * Returns: (transfer full): the picture; or %NULL with an error whose message is a sentence for the
 *   person
 *
 * The thread of the user interface.
 */
GdkPixbuf *
ua_picture_finish (GAsyncResult  *result,
                   GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
