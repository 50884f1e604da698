/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UaAddress:
 * @email: the mail address, as it was written; it need not be one
 * @name: (nullable): the name that stood before it
 *
 * Somebody who was named in a text of many addresses.
 */
typedef struct
{
  char *email; /* (owned) */
  char *name;  /* (owned) (nullable) */
} UaAddress;

void       ua_address_free      (UaAddress  *self);
gboolean   ua_address_is_valid  (const char *email);
char      *ua_address_make_key  (const char *email);
GPtrArray *ua_address_read_many (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaAddress, ua_address_free)

G_END_DECLS
