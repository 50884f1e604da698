/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-longer.h"

#include <adwaita.h>
#include <string.h>

/* A language that nobody speaks, with longer words than English has (PE-15): what a window says is
 * put into it while a picture of it is taken, so that whatever a test asserts on stays English. */

typedef struct
{
  GtkLabel *label; /* (owned) */
  char *text;      /* (owned), what it said */
  char *longer;    /* (owned), what it was made to say */
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->label);
  g_free (kept->text);
  g_free (kept->longer);
  g_free (kept);
}

/* Where what begins a tag or an entity at @text ends; @text itself where nothing does. */
static const char *
skip_markup (const char *text)
{
  const char *end = *text == '<' ? strchr (text, '>') : *text == '&' ? strchr (text, ';') : NULL;

  return end != NULL ? end + 1 : text;
}

/* Each vowel twice and with an accent is about two fifths more; marks at both ends show what is cut
 * off at which. */
static char *
lengthen (const char *text,
          gboolean    is_markup)
{
  static const char vowels[] = "aeiouAEIOU";
  static const char * const accented[] = {
    "áá", "éé", "íí", "óó", "úú", "ÁÁ", "ÉÉ", "ÍÍ", "ÓÓ", "ÚÚ",
  };
  g_autoptr (GString) longer = g_string_new ("⟦");

  while (*text != '\0')
    {
      const char *end = is_markup ? skip_markup (text) : text;
      const char *vowel = strchr (vowels, *text);

      if (end > text)
        g_string_append_len (longer, text, end - text);
      else if (vowel != NULL)
        g_string_append (longer, accented[vowel - vowels]);
      else
        g_string_append_c (longer, *text);
      text = end > text ? end : text + 1;
    }
  g_string_append (longer, "⟧");
  return g_string_free (g_steal_pointer (&longer), FALSE);
}

static gboolean
has_vowel (const char *text)
{
  return strpbrk (text, "aeiouAEIOU") != NULL;
}

static void
visit (GtkWidget *widget,
       GPtrArray *labels)
{
  if (!gtk_widget_get_mapped (widget) || ADW_IS_AVATAR (widget))
    return;
  if (GTK_IS_LABEL (widget) && has_vowel (gtk_label_get_text (GTK_LABEL (widget))))
    {
      GtkLabel *label = GTK_LABEL (widget);
      Kept *kept = g_new0 (Kept, 1);

      kept->label = g_object_ref (label);
      kept->text = g_strdup (gtk_label_get_label (label));
      kept->longer = lengthen (kept->text, gtk_label_get_use_markup (label));
      g_ptr_array_add (labels, kept);
      gtk_label_set_label (label, kept->longer);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visit (child, labels);
}

/* Says everything that is seen of a window in that language; (transfer full): what it said. */
GPtrArray *
ui_make_longer (GtkWidget *window)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (free_kept);

  visit (window, labels);
  return labels;
}

/* Says it in English again; @labels (transfer full).  What was told anew meanwhile, as by an answer
 * that came while the picture was taken, stays. */
void
ui_make_as_were (GPtrArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const Kept *kept = g_ptr_array_index (labels, i);

      if (g_str_equal (gtk_label_get_label (kept->label), kept->longer))
        gtk_label_set_label (kept->label, kept->text);
    }
  g_ptr_array_unref (labels);
}
