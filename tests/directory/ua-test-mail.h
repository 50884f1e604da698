/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-test-directory.h"

G_BEGIN_DECLS

/**
 * UaTestMail:
 * @raw: as it was sent
 * @from: its header fields, unfolded and decoded
 * @to: likewise
 * @subject: likewise
 * @date: likewise
 * @message_id: likewise
 * @automatic: likewise, `Auto-Submitted`
 * @language: likewise, `Content-Language`
 * @text: its plain text, decoded
 * @html: its HTML, decoded
 *
 * A mail that was sent, read as a mail program would.
 */
typedef struct
{
  char *raw;               /* (owned) */
  char *from;              /* (owned) */
  char *to;                /* (owned) */
  char *subject;           /* (owned) */
  char *date;              /* (owned) */
  char *message_id;        /* (owned) */
  char *automatic;         /* (owned) */
  char *language;          /* (owned) */
  char *text;              /* (owned) */
  char *html;              /* (owned) */
} UaTestMail;

void        ua_test_mail_settle    (UaTestDirectory  *directory);
UaTestMail *ua_test_mail_parse     (const char       *raw);
UaTestMail *ua_test_mail_read      (UaTestDirectory  *directory,
                                    const char       *message);
UaTestMail *ua_test_mail_find      (UaTestDirectory  *directory,
                                    const char       *recipient);
guint       ua_test_mail_count     (UaTestDirectory  *directory);
char       *ua_test_mail_get_token (UaTestMail       *self,
                                    const char       *folder);
void        ua_test_mail_free      (UaTestMail       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaTestMail, ua_test_mail_free)

G_END_DECLS
