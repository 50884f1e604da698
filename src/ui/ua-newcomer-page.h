/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ua-session.h"

G_BEGIN_DECLS

#define UA_TYPE_NEWCOMER_PAGE (ua_newcomer_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (UaNewcomerPage, ua_newcomer_page, UA, NEWCOMER_PAGE, AdwBin)

/**
 * UaNewcomerPageClass:
 * @prepare: takes what is typed but not taken yet, before it is sent
 * @make_action: (transfer full) (nullable): what is to be done, or to be asked about before; %NULL
 *   for nothing
 * @take_report: told what would happen, or has
 * @send_otherwise: does it in another way than by an action, which ends with
 *   ua_newcomer_page_end_sending(); gives %FALSE where there is none
 * @dup_verb: (transfer full): the label of the button that does it, with a mnemonic
 * @count_fine: for how many it can be done
 * @count_problems: for how many it cannot
 * @is_dirty: whether something is typed that would be lost
 *
 * What a form for newcomers says of itself.
 */
struct _UaNewcomerPageClass
{
  AdwBinClass parent_class;

  void      (*prepare)        (UaNewcomerPage *self);
  UaAction *(*make_action)    (UaNewcomerPage *self,
                               gboolean        dry_run);
  void      (*take_report)    (UaNewcomerPage *self,
                               const UaReport *report,
                               gboolean        dry_run);
  gboolean  (*send_otherwise) (UaNewcomerPage *self);
  char     *(*dup_verb)       (UaNewcomerPage *self);
  guint     (*count_fine)     (UaNewcomerPage *self);
  guint     (*count_problems) (UaNewcomerPage *self);
  gboolean  (*is_dirty)       (UaNewcomerPage *self);
};

UaSession *ua_newcomer_page_get_session  (UaNewcomerPage *self);
void       ua_newcomer_page_set_session  (UaNewcomerPage *self,
                                          UaSession      *session,
                                          GtkLabel       *seats_label);
void       ua_newcomer_page_changed      (UaNewcomerPage *self,
                                          gboolean        check);
void       ua_newcomer_page_end_sending  (UaNewcomerPage *self,
                                          const GError   *error);
void       ua_newcomer_page_refuse       (UaNewcomerPage *self,
                                          const char     *sentence);
void       ua_newcomer_page_finish       (UaNewcomerPage *self,
                                          AdwToast       *toast,
                                          gboolean        close);

void       ua_newcomer_page_show_seats   (UaNewcomerPage *self,
                                          const UaReport *report,
                                          guint           n_wanted);

char      *ua_newcomer_page_dup_verb     (UaNewcomerPage *self);
gboolean   ua_newcomer_page_can_send     (UaNewcomerPage *self);
gboolean   ua_newcomer_page_is_sending   (UaNewcomerPage *self);
gboolean   ua_newcomer_page_is_dirty     (UaNewcomerPage *self);
void       ua_newcomer_page_send         (UaNewcomerPage *self);
void       ua_newcomer_page_show_member  (UaNewcomerPage *self,
                                          const char     *id);

G_END_DECLS
