/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * UaReportChange:
 * @type: the type of what changes, `User` for a member
 * @id: the id of that
 * @attribute: (nullable): which attribute of it, as the server calls it; %NULL where the whole
 *   comes or goes
 * @old_value: (nullable): what it was, as text; %NULL for nothing
 * @new_value: (nullable): what it becomes
 *
 * One value that changes.
 */
typedef struct
{
  char *type;      /* (owned) */
  char *id;        /* (owned) */
  char *attribute; /* (owned) (nullable) */
  char *old_value; /* (owned) (nullable) */
  char *new_value; /* (owned) (nullable) */
} UaReportChange;

/**
 * UaReportMail:
 * @kind: what it is about, a word of the extension, such as `invitation`
 * @recipient: the address that it goes to
 *
 * A mail that goes out.
 */
typedef struct
{
  char *kind;      /* (owned) */
  char *recipient; /* (owned) */
} UaReportMail;

/**
 * UaResult:
 * @id: (nullable): which target; %NULL where the action has none
 * @status: what became of it, as HTTP says it: 200 to 299 for done; 0 when it was not come to
 * @scim_type: (nullable): what kind of error it was (RFC 7644, section 3.12)
 * @detail: (nullable): why it was refused, in the words of the server
 * @changes: (element-type UaReportChange): what changes
 * @mails: (element-type UaReportMail): which mails go out
 * @more: (nullable): what else the server tells, of type `a{sv}`
 *
 * What became of one target of an action, or would.
 */
typedef struct
{
  char *id;           /* (owned) (nullable) */
  guint status;
  char *scim_type;    /* (owned) (nullable) */
  char *detail;       /* (owned) (nullable) */
  GPtrArray *changes; /* (owned) */
  GPtrArray *mails;   /* (owned) */
  GVariant *more;     /* (owned) (nullable) */
} UaResult;

/**
 * UaReport:
 * @refs: not for others
 * @results: (element-type UaResult): a result for each target, in no certain order
 * @has_seats: whether the server says something of seats (TL-09)
 * @seats_total: how many seats there are, 0 for any number
 * @seats_before: how many are taken before
 * @seats_after: how many are taken afterwards
 *
 * What an action did, or would do (UA-08).  Reference-counted; immutable once it has been handed
 * on.
 */
typedef struct
{
  gatomicrefcount refs;
  GPtrArray *results; /* (owned) */
  gboolean has_seats;
  guint seats_total;
  guint seats_before;
  guint seats_after;
} UaReport;

#define UA_TYPE_REPORT (ua_report_get_type ())

GType     ua_report_get_type      (void) G_GNUC_CONST;

UaReport *ua_report_new           (void);
UaReport *ua_report_ref           (UaReport       *self);
void      ua_report_unref         (UaReport       *self);
UaResult *ua_report_add           (UaReport       *self,
                                   const char     *id,
                                   guint           status);
void      ua_report_append        (UaReport       *self,
                                   const UaReport *more);
guint     ua_report_get_n_done    (const UaReport *self);
guint     ua_report_get_n_refused (const UaReport *self);
guint     ua_report_get_n_mails   (const UaReport *self);

gboolean  ua_result_is_done       (const UaResult *self);
gboolean  ua_result_is_softened   (const UaResult *self);
void      ua_result_add_change    (UaResult       *self,
                                   const char     *type,
                                   const char     *id,
                                   const char     *attribute,
                                   const char     *old_value,
                                   const char     *new_value);
void      ua_result_add_mail      (UaResult       *self,
                                   const char     *kind,
                                   const char     *recipient);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaReport, ua_report_unref)

G_END_DECLS
