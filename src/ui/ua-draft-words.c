/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-draft-words.h"

#include <glib/gi18n.h>

/**
 * ua_draft_words_describe:
 * @problem: what is wrong with a value
 *
 * Returns: (transfer none): that as a sentence that says what to do; empty for
 *   %UA_DRAFT_PROBLEM_NONE
 */
const char *
ua_draft_words_describe (UaDraftProblem problem)
{
  switch (problem)
    {
    case UA_DRAFT_PROBLEM_NONE:
      return "";
    case UA_DRAFT_PROBLEM_EMPTY:
      return _("A value is needed here.");
    case UA_DRAFT_PROBLEM_TOO_LONG:
      return _("This is too long. Shorten it.");
    case UA_DRAFT_PROBLEM_CHARACTERS:
      return _("This has characters that cannot be seen, such as line ends. Type it anew.");
    case UA_DRAFT_PROBLEM_EMAIL:
      return _("This is no email address, such as “name@example.com”.");
    case UA_DRAFT_PROBLEM_COUNTRY:
      return _("A country has two letters here, such as “NL”.");
    case UA_DRAFT_PROBLEM_DATE:
      return _("There is no such day.");
    default:
      g_return_val_if_reached ("");
    }
}
