/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-html.h"
#include "ua-dir-page-private.h"

#include <string.h>

#define HTML_TYPE "text/html; charset=utf-8"

/* What all pages look like: one column that fits a telephone, in the colours that the person's
 * system has, without a script or a picture. */

static const char style[] =
  ":root{color-scheme:light dark;--page:#fafafa;--card:#fff;--text:#1d1d20;--soft:#5a5a62;"
  "--line:#8a8a94;--accent:#1c5fb0;--on-accent:#fff;--bad:#a8141f;--good:#1a6b3a}"
  "@media(prefers-color-scheme:dark){:root{--page:#1d1d20;--card:#28282c;--text:#f2f2f4;"
  "--soft:#b8b8c0;--line:#85858f;--accent:#8ab8f5;--on-accent:#10223a;--bad:#ff9a94;"
  "--good:#8fd9a8}}"
  "*{box-sizing:border-box}"
  "body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;"
  "overflow-wrap:break-word}"
  "header,main{max-width:32rem;margin:0 auto;padding:0 1rem}"
  "header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;"
  "justify-content:space-between;padding-top:1.5rem;padding-bottom:1rem;color:var(--soft)}"
  "main>section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;"
  "padding:1.25rem;margin-bottom:1.5rem}"
  "h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}"
  "h2{font-size:1.2rem;line-height:1.3;margin:0 0 .75rem}"
  "p{margin:0 0 1rem}section>:last-child,form>:last-child{margin-bottom:0}"
  ".field{margin-bottom:1.1rem}label{display:block;font-weight:600;margin-bottom:.25rem}"
  ".hint{color:var(--soft);font-size:.9rem;margin:0 0 .35rem}"
  ".fault{color:var(--bad);font-weight:600;font-size:.9rem;margin:.35rem 0 0}"
  "input,select{width:100%;font:inherit;color:inherit;background:var(--page);"
  "border:1px solid var(--line);border-radius:.5rem;padding:.6rem .7rem;min-height:2.75rem}"
  "[readonly],:disabled{background:none;border-style:dashed;color:var(--soft)}"
  "[aria-invalid=true]{border:2px solid var(--bad)}"
  "button,.go{display:inline-block;font:inherit;font-weight:600;color:var(--on-accent);"
  "background:var(--accent);border:1px solid var(--accent);border-radius:.5rem;"
  "padding:.6rem 1.1rem;min-height:2.75rem;text-decoration:none;cursor:pointer}"
  "header button{background:none;color:var(--accent)}"
  ":focus-visible{outline:3px solid var(--accent);outline-offset:2px}"
  "a{color:var(--accent)}a.go{color:var(--on-accent)}"
  "[role=alert],[role=status]{border:1px solid;border-left-width:.35rem;border-radius:.5rem;"
  "padding:.75rem 1rem;margin:0 0 1.25rem;background:var(--card)}"
  "[role=alert]{border-color:var(--bad)}[role=status]{border-color:var(--good)}"
  "[role=alert] ul{margin:.25rem 0 0;padding-left:1.2rem}"
  "[role=alert]>:last-child,[role=status]>:last-child{margin-bottom:0}";

/**
 * ua_dir_page_get_policy:
 *
 * Returns: (transfer none): what a page may do (Content-Security-Policy, level 3): have its own
 *   style and send forms to where it comes from
 *
 * Any thread.
 */
const char *
ua_dir_page_get_policy (void)
{
  static gsize policy;

  if (g_once_init_enter (&policy))
    {
      g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      guint8 digest[32];
      gsize length = sizeof digest;
      g_autofree char *hash = NULL;

      g_checksum_update (checksum, (const guchar *) style, (gssize) strlen (style));
      g_checksum_get_digest (checksum, digest, &length);
      hash = g_base64_encode (digest, length);
      g_once_init_leave (&policy, (gsize) g_strdup_printf
                           ("default-src 'none'; style-src 'sha256-%s'; form-action 'self';"
                            " frame-ancestors 'none'; base-uri 'none'", hash));
    }
  return (const char *) policy;
}

/**
 * ua_dir_page_address:
 * @self: a page
 * @name: another page
 *
 * Returns: (transfer full): where that one is, from here; what is in front of the service may have
 *   put the pages into a folder
 */
char *
ua_dir_page_address (UaDirPage  *self,
                     const char *name)
{
  return g_strconcat (self->exchange->n_segments > 1 ? "../" : "", name, NULL);
}

/**
 * ua_dir_page_make_key:
 * @self: a page with a secret
 *
 * Returns: (transfer full): what only a form of this page can have
 */
char *
ua_dir_page_make_key (UaDirPage *self)
{
  g_autoptr(GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->service->cursor_key,
                                      sizeof self->service->cursor_key);

  g_hmac_update (hmac, (const guchar *) "form", 5);
  g_hmac_update (hmac, (const guchar *) self->secret, (gssize) strlen (self->secret));
  return g_strdup (g_hmac_get_string (hmac));
}

/**
 * ua_dir_page_fill_in:
 * @self: a page
 * @text: some words of it
 *
 * Returns: (transfer full): them, with the name of the organisation
 */
char *
ua_dir_page_fill_in (UaDirPage  *self,
                     const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "{organisation}", -1);

  return g_strjoinv (self->organisation, parts);
}

/**
 * ua_dir_page_begin:
 * @self: a page
 * @title: its title
 *
 * Returns: (transfer full): the page, up to where its content begins
 */
GString *
ua_dir_page_begin (UaDirPage  *self,
                   const char *title)
{
  GString *out = g_string_sized_new (8192);

  g_string_append (out, "<!DOCTYPE html>\n");
  ua_dir_html_open (out, "html", "lang", self->words->tag, NULL);
  g_string_append (out, "\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
  ua_dir_html_text (out, title);
  g_string_append (out, " · ");
  ua_dir_html_text (out, self->organisation);
  g_string_append (out, "</title>\n<style>");
  g_string_append (out, style);
  g_string_append (out, "</style>\n</head>\n<body>\n<header>\n");
  ua_dir_html_element (out, "span", self->organisation, NULL);
  if (self->uid != NULL)
    {
      ua_dir_page_form (self, out, "sign-out");
      ua_dir_page_submit (out, self->words->sign_out);
      ua_dir_html_close (out, "form");
    }
  g_string_append (out, "</header>\n<main>\n");
  ua_dir_html_element (out, "h1", title, NULL);
  return out;
}

/**
 * ua_dir_page_end:
 * @self: a page
 * @out: (transfer full): what ua_dir_page_begin() gave, with its content
 * @status: the HTTP status
 *
 * Makes it the answer.
 */
void
ua_dir_page_end (UaDirPage *self,
                 GString   *out,
                 guint      status)
{
  g_string_append (out, "</main>\n</body>\n</html>\n");
  ua_dir_exchange_answer_file (self->exchange, status, HTML_TYPE, g_string_free_to_bytes (out));
}

/**
 * ua_dir_page_text:
 * @self: a page
 * @out: what is written to
 * @text: words, which may name the organisation
 *
 * Writes a paragraph.
 */
void
ua_dir_page_text (UaDirPage  *self,
                  GString    *out,
                  const char *text)
{
  g_autofree char *filled = ua_dir_page_fill_in (self, text);

  ua_dir_html_element (out, "p", filled, NULL);
}

/**
 * ua_dir_page_notice:
 * @self: a page
 * @out: what is written to
 * @text: words
 *
 * Writes that something has been done.
 */
void
ua_dir_page_notice (UaDirPage  *self,
                    GString    *out,
                    const char *text)
{
  ua_dir_html_open (out, "div", "role", "status", NULL);
  ua_dir_page_text (self, out, text);
  ua_dir_html_close (out, "div");
}

/**
 * ua_dir_page_alert:
 * @self: a page
 * @out: what is written to
 * @text: words
 *
 * Writes that something has not been done, and why.
 */
void
ua_dir_page_alert (UaDirPage  *self,
                   GString    *out,
                   const char *text)
{
  ua_dir_html_open (out, "div", "role", "alert", NULL);
  ua_dir_page_text (self, out, text);
  ua_dir_html_close (out, "div");
}

/**
 * ua_dir_page_faults:
 * @self: a page
 * @out: what is written to
 * @inputs: the fields of the form, ended by one without name
 *
 * Writes what is wrong with the form, with links to the fields; nothing where nothing is.
 */
void
ua_dir_page_faults (UaDirPage            *self,
                    GString              *out,
                    const UaDirPageInput *inputs)
{
  if (g_hash_table_size (self->faults) == 0)
    return;
  ua_dir_html_open (out, "div", "role", "alert", NULL);
  ua_dir_html_element (out, "p", self->words->faults, NULL);
  ua_dir_html_open (out, "ul", NULL);
  for (const UaDirPageInput *input = inputs; input->name != NULL; input++)
    {
      const char *fault = g_hash_table_lookup (self->faults, input->name);
      g_autofree char *target = g_strconcat ("#", input->name, NULL);
      g_autofree char *text = g_strconcat (input->label, ": ", fault, NULL);

      if (fault == NULL)
        continue;
      ua_dir_html_open (out, "li", NULL);
      ua_dir_html_element (out, "a", text, "href", target, NULL);
      ua_dir_html_close (out, "li");
    }
  ua_dir_html_close (out, "ul");
  ua_dir_html_close (out, "div");
}

/**
 * ua_dir_page_form:
 * @self: a page with a secret
 * @out: what is written to
 * @action: (nullable): the page that it is sent to; %NULL for this one
 *
 * Begins a form that only this page can have made.
 */
void
ua_dir_page_form (UaDirPage  *self,
                  GString    *out,
                  const char *action)
{
  g_autofree char *key = ua_dir_page_make_key (self);
  g_autofree char *address = action != NULL ? ua_dir_page_address (self, action) : NULL;

  ua_dir_html_open (out, "form", "method", "post", "action", address, "novalidate", "", NULL);
  ua_dir_html_open (out, "input", "type", "hidden", "name", "key", "value", key, NULL);
  g_string_append_c (out, '\n');
}

/**
 * ua_dir_page_open_field:
 * @self: a page
 * @out: what is written to
 * @input: a field
 *
 * Begins a field with its label and what to know of it; what is typed into comes next.
 *
 * Returns: (transfer full) (nullable): the ids of what describes it
 */
char *
ua_dir_page_open_field (UaDirPage            *self,
                        GString              *out,
                        const UaDirPageInput *input)
{
  const char *fault = g_hash_table_lookup (self->faults, input->name);
  const char *hint = input->locked ? self->words->managed : input->hint;
  g_autofree char *hint_id = g_strconcat (input->name, "-hint", NULL);
  g_autofree char *fault_id = g_strconcat (input->name, "-fault", NULL);

  ua_dir_html_open (out, "div", "class", "field", NULL);
  ua_dir_html_element (out, "label", input->label, "for", input->name, NULL);
  if (hint != NULL)
    ua_dir_html_element (out, "p", hint, "class", "hint", "id", hint_id, NULL);
  if (hint != NULL && fault != NULL)
    return g_strconcat (hint_id, " ", fault_id, NULL);
  return hint != NULL ? g_steal_pointer (&hint_id)
    : fault != NULL ? g_steal_pointer (&fault_id) : NULL;
}

/**
 * ua_dir_page_close_field:
 * @self: a page
 * @out: what is written to
 * @input: the field that was begun
 *
 * Ends it with what is wrong with it.
 */
void
ua_dir_page_close_field (UaDirPage            *self,
                         GString              *out,
                         const UaDirPageInput *input)
{
  const char *fault = g_hash_table_lookup (self->faults, input->name);
  g_autofree char *fault_id = g_strconcat (input->name, "-fault", NULL);

  g_string_append_c (out, '\n');
  if (fault != NULL)
    ua_dir_html_element (out, "p", fault, "class", "fault", "id", fault_id, NULL);
  ua_dir_html_close (out, "div");
}

/**
 * ua_dir_page_input:
 * @self: a page
 * @out: what is written to
 * @input: a field
 *
 * Writes a field of text with its label, what to know of it, and what is wrong with it.
 */
void
ua_dir_page_input (UaDirPage            *self,
                   GString              *out,
                   const UaDirPageInput *input)
{
  const char *fault = g_hash_table_lookup (self->faults, input->name);
  g_autofree char *described = ua_dir_page_open_field (self, out, input);

  ua_dir_html_open (out, "input", "id", input->name, "name", input->name, "type", input->type,
                    "autocomplete", input->autocomplete, "value", input->value,
                    "aria-describedby", described,
                    "aria-invalid", fault != NULL ? "true" : NULL,
                    "required", input->required ? "" : NULL,
                    "readonly", input->locked ? "" : NULL, NULL);
  ua_dir_page_close_field (self, out, input);
}

/**
 * ua_dir_page_inputs:
 * @self: a page
 * @out: what is written to
 * @inputs: fields, ended by one without name
 *
 * Writes them all.
 */
void
ua_dir_page_inputs (UaDirPage            *self,
                    GString              *out,
                    const UaDirPageInput *inputs)
{
  for (const UaDirPageInput *input = inputs; input->name != NULL; input++)
    ua_dir_page_input (self, out, input);
}

/**
 * ua_dir_page_submit:
 * @out: what is written to
 * @label: what it does
 *
 * Writes the button that sends a form.
 */
void
ua_dir_page_submit (GString    *out,
                    const char *label)
{
  ua_dir_html_element (out, "button", label, "type", "submit", NULL);
}

/**
 * ua_dir_page_tell:
 * @self: a page
 * @status: the HTTP status
 * @title: its title
 * @text: what it says
 * @sign_in: whether signing in is what can be done next
 *
 * Answers with a page that only says something.
 */
void
ua_dir_page_tell (UaDirPage  *self,
                  guint       status,
                  const char *title,
                  const char *text,
                  gboolean    sign_in)
{
  g_autofree char *address = ua_dir_page_address (self, "sign-in");
  GString *out = ua_dir_page_begin (self, title);

  ua_dir_html_open (out, "section", NULL);
  ua_dir_page_text (self, out, text);
  if (sign_in)
    {
      ua_dir_html_open (out, "p", NULL);
      ua_dir_html_element (out, "a", self->words->sign_in, "class", "go", "href", address, NULL);
      ua_dir_html_close (out, "p");
    }
  ua_dir_html_close (out, "section");
  ua_dir_page_end (self, out, status);
}

/**
 * ua_dir_page_fail:
 * @self: a page
 * @error: why it cannot be made
 *
 * Answers that something went wrong; what it was is not told outside.
 */
void
ua_dir_page_fail (UaDirPage    *self,
                  const GError *error)
{
  ua_dir_exchange_fail (self->exchange, error);
  ua_dir_page_tell (self, self->exchange->status, self->words->failed_title, self->words->failed,
                    FALSE);
}

/**
 * ua_dir_page_go:
 * @self: a page
 * @address: where to
 *
 * Answers that the browser is to ask for another page.
 */
void
ua_dir_page_go (UaDirPage  *self,
                const char *address)
{
  static const char nothing[] = "<!DOCTYPE html>\n";

  g_free (self->exchange->location);
  self->exchange->location = ua_dir_page_address (self, address);
  ua_dir_exchange_answer_file (self->exchange, 303, HTML_TYPE,
                               g_bytes_new_static (nothing, strlen (nothing)));
}
