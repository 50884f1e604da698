/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-field-date.h"

#include "ua-field-sign.h"
#include "ua-format.h"

static void
date_chosen_cb (UaFieldKeeper *keeper,
                GParamSpec    *pspec,
                UaDateRow     *row)
{
  const char *date = ua_date_row_get_date (row);

  if (g_strcmp0 (date, ua_field_keeper_get_value (keeper)) != 0)
    ua_field_keeper_save (keeper, date, NULL);
}

static void
keeper_changed_cb (UaDateRow     *row,
                   UaFieldKeeper *keeper)
{
  gboolean wrong = ua_field_keeper_get_state (keeper) == UA_FIELD_STATE_WRONG;

  gtk_widget_set_visible (GTK_WIDGET (row), ua_field_keeper_is_offered (keeper));
  gtk_widget_set_sensitive (GTK_WIDGET (row), ua_field_keeper_get_lock (keeper) == NULL);
  ua_date_row_set_date (row, ua_field_keeper_get_value (keeper));
  if (wrong)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), ua_field_keeper_get_problem (keeper));
}

/**
 * ua_field_date_bind:
 * @row: a row with a day
 * @field: a field with a day
 *
 * Makes the row show that field, and save what is chosen (TL-07, PE-07).
 *
 * Returns: (transfer full): the keeper of the field, which has to be told of whom; the row goes on
 *   as long as the keeper is held
 */
UaFieldKeeper *
ua_field_date_bind (UaDateRow *row,
                    UaField    field)
{
  UaFieldKeeper *keeper;
  GtkWidget *sign;

  g_return_val_if_fail (UA_IS_DATE_ROW (row), NULL);

  keeper = ua_field_keeper_new (field);
  sign = ua_field_sign_new ();
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ua_format_field_label (field));
  g_signal_connect_object (keeper, "changed", G_CALLBACK (keeper_changed_cb), row,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (ua_field_sign_show), sign,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::date", G_CALLBACK (date_chosen_cb), keeper,
                           G_CONNECT_SWAPPED);
  return keeper;
}
