/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-report.h"

G_DEFINE_BOXED_TYPE (UaReport, ua_report, ua_report_ref, ua_report_unref)

static void
change_free (gpointer data)
{
  UaReportChange *change = data;

  g_free (change->type);
  g_free (change->id);
  g_free (change->attribute);
  g_free (change->old_value);
  g_free (change->new_value);
  g_free (change);
}

static void
mail_free (gpointer data)
{
  UaReportMail *mail = data;

  g_free (mail->kind);
  g_free (mail->recipient);
  g_free (mail);
}

static void
result_free (gpointer data)
{
  UaResult *result = data;

  g_free (result->id);
  g_free (result->scim_type);
  g_free (result->detail);
  g_ptr_array_unref (result->changes);
  g_ptr_array_unref (result->mails);
  g_clear_pointer (&result->more, g_variant_unref);
  g_free (result);
}

/**
 * ua_report_new:
 *
 * Returns: (transfer full): a report without results
 *
 * Any thread.
 */
UaReport *
ua_report_new (void)
{
  UaReport *self = g_new0 (UaReport, 1);

  g_atomic_ref_count_init (&self->refs);
  self->results = g_ptr_array_new_with_free_func (result_free);
  return self;
}

/**
 * ua_report_ref:
 * @self: a report
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaReport *
ua_report_ref (UaReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_report_unref:
 * @self: (transfer full): a report
 *
 * Any thread.
 */
void
ua_report_unref (UaReport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->results);
  g_free (self);
}

/**
 * ua_report_add:
 * @self: a report that is being made
 * @id: (nullable): which target
 * @status: what became of it, as HTTP says it
 *
 * Returns: (transfer none): a new result at the end, to be filled in
 *
 * The thread that makes @self.
 */
UaResult *
ua_report_add (UaReport   *self,
               const char *id,
               guint       status)
{
  UaResult *result;

  g_return_val_if_fail (self != NULL, NULL);

  result = g_new0 (UaResult, 1);
  result->id = g_strdup (id);
  result->status = status;
  result->changes = g_ptr_array_new_with_free_func (change_free);
  result->mails = g_ptr_array_new_with_free_func (mail_free);
  g_ptr_array_add (self->results, result);
  return result;
}

static void
copy_result (UaReport       *self,
             const UaResult *other)
{
  UaResult *result = ua_report_add (self, other->id, other->status);

  result->scim_type = g_strdup (other->scim_type);
  result->detail = g_strdup (other->detail);
  result->more = other->more != NULL ? g_variant_ref (other->more) : NULL;
  for (guint i = 0; i < other->changes->len; i++)
    {
      const UaReportChange *change = g_ptr_array_index (other->changes, i);

      ua_result_add_change (result, change->type, change->id, change->attribute,
                            change->old_value, change->new_value);
    }
  for (guint i = 0; i < other->mails->len; i++)
    {
      const UaReportMail *mail = g_ptr_array_index (other->mails, i);

      ua_result_add_mail (result, mail->kind, mail->recipient);
    }
}

/**
 * ua_report_append:
 * @self: a report that is being made
 * @more: what the same action did to further targets, after those of @self
 *
 * Adds the results of @more; of seats, what was before is of @self and what is afterwards of @more.
 *
 * The thread that makes @self.
 */
void
ua_report_append (UaReport       *self,
                  const UaReport *more)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (more != NULL);

  for (guint i = 0; i < more->results->len; i++)
    copy_result (self, g_ptr_array_index (more->results, i));
  if (!more->has_seats)
    return;
  if (!self->has_seats)
    self->seats_before = more->seats_before;
  self->has_seats = TRUE;
  self->seats_total = more->seats_total;
  self->seats_after = more->seats_after;
}

/**
 * ua_report_get_n_done:
 * @self: a report
 *
 * Returns: for how many targets it was done, or would be
 *
 * Any thread.
 */
guint
ua_report_get_n_done (const UaReport *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->results->len; i++)
    n += ua_result_is_done (g_ptr_array_index (self->results, i));
  return n;
}

/**
 * ua_report_get_n_refused:
 * @self: a report
 *
 * Returns: for how many targets it was refused, or would be
 *
 * Any thread.
 */
guint
ua_report_get_n_refused (const UaReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->results->len - ua_report_get_n_done (self);
}

/**
 * ua_report_get_n_mails:
 * @self: a report
 *
 * Returns: how many mails go out
 *
 * Any thread.
 */
guint
ua_report_get_n_mails (const UaReport *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->results->len; i++)
    n += ((const UaResult *) g_ptr_array_index (self->results, i))->mails->len;
  return n;
}

/**
 * ua_result_is_done:
 * @self: a result
 *
 * Returns: whether it was done, or would be
 *
 * Any thread.
 */
gboolean
ua_result_is_done (const UaResult *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status >= 200 && self->status < 300;
}

/**
 * ua_result_is_softened:
 * @self: what became of a target of %UA_ACTION_ERASE
 *
 * Returns: whether the member is deactivated instead, because they are assigned to content that is
 *   open (CC-02)
 *
 * Any thread.
 */
gboolean
ua_result_is_softened (const UaResult *self)
{
  const char *outcome;

  g_return_val_if_fail (self != NULL, FALSE);

  return self->more != NULL && g_variant_lookup (self->more, "outcome", "&s", &outcome) &&
         g_str_equal (outcome, "deactivated");
}

/**
 * ua_result_add_change:
 * @self: a result that is being made
 * @type: the type of what changes
 * @id: the id of that
 * @attribute: (nullable): which attribute of it
 * @old_value: (nullable): what it was
 * @new_value: (nullable): what it becomes
 *
 * The thread that makes @self.
 */
void
ua_result_add_change (UaResult   *self,
                      const char *type,
                      const char *id,
                      const char *attribute,
                      const char *old_value,
                      const char *new_value)
{
  UaReportChange *change;

  g_return_if_fail (self != NULL);
  g_return_if_fail (type != NULL && id != NULL);

  change = g_new0 (UaReportChange, 1);
  change->type = g_strdup (type);
  change->id = g_strdup (id);
  change->attribute = g_strdup (attribute);
  change->old_value = g_strdup (old_value);
  change->new_value = g_strdup (new_value);
  g_ptr_array_add (self->changes, change);
}

/**
 * ua_result_add_mail:
 * @self: a result that is being made
 * @kind: what it is about
 * @recipient: the address that it goes to
 *
 * The thread that makes @self.
 */
void
ua_result_add_mail (UaResult   *self,
                    const char *kind,
                    const char *recipient)
{
  UaReportMail *mail;

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind != NULL && recipient != NULL);

  mail = g_new0 (UaReportMail, 1);
  mail->kind = g_strdup (kind);
  mail->recipient = g_strdup (recipient);
  g_ptr_array_add (self->mails, mail);
}
