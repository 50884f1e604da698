/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaDirPageWords:
 *
 * What the pages say in one language; `{organisation}` stands for its name.
 */
typedef struct
{
  const char *tag;             /* RFC 5646 */
  const char *language_name;   /* in the language itself */

  const char *accept_title;
  const char *accept_lead;
  const char *accept_do;
  const char *accepted_title;
  const char *accepted;
  const char *password_title;
  const char *password_lead;
  const char *password_must;
  const char *password_change;
  const char *password_do;
  const char *password_saved_title;
  const char *password_saved;
  const char *rules;

  const char *sign_in;
  const char *sign_in_wrong;
  const char *sign_out;
  const char *signed_out;

  const char *profile_title;
  const char *contact_title;
  const char *save;
  const char *saved;
  const char *sign_off_title;
  const char *sign_off_lead;
  const char *sign_off_do;
  const char *sign_off_done;

  const char *user_name;
  const char *password;
  const char *old_password;
  const char *new_password;
  const char *again;
  const char *given_name;
  const char *family_name;
  const char *email;
  const char *email_hint;
  const char *phone;
  const char *street;
  const char *postal_code;
  const char *city;
  const char *country;
  const char *country_hint;
  const char *language;
  const char *language_none;
  const char *managed;

  const char *faults;
  const char *fault_empty;
  const char *fault_short;
  const char *fault_long;
  const char *fault_name;
  const char *fault_again;
  const char *fault_old;
  const char *fault_wrong;
  const char *fault_invalid;
  const char *fault_taken;
  const char *fault_forbidden;

  const char *link_title;
  const char *link_unknown;
  const char *link_used;
  const char *link_expired;
  const char *cannot_title;
  const char *cannot;
  const char *stale;
  const char *missing_title;
  const char *missing;
  const char *failed_title;
  const char *failed;
  const char *busy;
  const char *limited;
} UaDirPageWords;

/* Ended by one without tag; the first one is what holds where nothing else fits. */
extern const UaDirPageWords ua_dir_page_words[];

G_END_DECLS
