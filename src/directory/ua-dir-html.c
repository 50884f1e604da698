/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-html.h"

/* Writes HTML.  Every text and every value of an attribute is escaped here, so that nothing that
 * somebody has typed can become markup; the names of elements and attributes are constants. */

/**
 * ua_dir_html_text:
 * @out: what is written to
 * @text: (nullable): text, UTF-8
 *
 * Writes text.
 */
void
ua_dir_html_text (GString    *out,
                  const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (out, escaped);
}

static void
open_element (GString    *out,
              const char *name,
              va_list     attributes)
{
  const char *attribute;

  g_string_append_printf (out, "<%s", name);
  while ((attribute = va_arg (attributes, const char *)) != NULL)
    {
      const char *value = va_arg (attributes, const char *);

      if (value == NULL)
        continue;
      g_string_append_printf (out, " %s=\"", attribute);
      ua_dir_html_text (out, value);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
}

/**
 * ua_dir_html_open:
 * @out: what is written to
 * @name: an element
 * @...: names and values of attributes, ended by %NULL; those whose value is %NULL are left out
 *
 * Begins an element.
 */
void
ua_dir_html_open (GString    *out,
                  const char *name,
                  ...)
{
  va_list attributes;

  va_start (attributes, name);
  open_element (out, name, attributes);
  va_end (attributes);
}

/**
 * ua_dir_html_close:
 * @out: what is written to
 * @name: the element that was begun last
 *
 * Ends an element, and the line.
 */
void
ua_dir_html_close (GString    *out,
                   const char *name)
{
  g_string_append_printf (out, "</%s>\n", name);
}

/**
 * ua_dir_html_element:
 * @out: what is written to
 * @name: an element
 * @text: (nullable): what is in it
 * @...: attributes as for ua_dir_html_open()
 *
 * Writes an element with text.
 */
void
ua_dir_html_element (GString    *out,
                     const char *name,
                     const char *text,
                     ...)
{
  va_list attributes;

  va_start (attributes, text);
  open_element (out, name, attributes);
  va_end (attributes);
  ua_dir_html_text (out, text);
  ua_dir_html_close (out, name);
}
