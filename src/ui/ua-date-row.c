/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-date-row.h"

#include <glib/gi18n.h>

#include "ua-format.h"
#include "ua-ui.h"

/* How far ahead the calendar opens where no day is chosen yet: nobody goes today. */
#define MONTHS_AHEAD 1

/**
 * UaDateRow:
 *
 * A row with a day, or none, which is chosen from a calendar.
 */
struct _UaDateRow
{
  AdwActionRow parent_instance;

  GtkWidget *clear_button; /* (unowned), of the template, as are the next */
  GtkCalendar *calendar;   /* (unowned) */
  char *date;              /* (owned) (nullable), YYYY-MM-DD */
  gboolean showing;        /* the calendar is being set from the date */
};

G_DEFINE_FINAL_TYPE (UaDateRow, ua_date_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_DATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_date (UaDateRow *self)
{
  g_autofree char *shown = self->date != NULL ? ua_format_date (self->date) : NULL;

  /* Translators: there is no day on which this happens. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               shown != NULL ? shown : C_("date", "Never"));
  gtk_widget_set_visible (self->clear_button, self->date != NULL);
}

static void
popover_shown_cb (UaDateRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *midnight =
    self->date != NULL ? g_strconcat (self->date, "T00:00:00", NULL) : NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  g_assert (UA_IS_DATE_ROW (self));

  day = midnight != NULL ? g_date_time_new_from_iso8601 (midnight, zone) : NULL;
  if (day == NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      day = g_date_time_add_months (now, MONTHS_AHEAD);
    }
  self->showing = TRUE;
  /* No month lacks a first day, while the others change. */
  g_object_set (self->calendar,
                "day", 1,
                "year", g_date_time_get_year (day),
                "month", g_date_time_get_month (day) - 1,
                "day", g_date_time_get_day_of_month (day),
                NULL);
  self->showing = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->calendar));
}

static void
day_selected_cb (UaDateRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *date = NULL;

  g_assert (UA_IS_DATE_ROW (self));

  if (self->showing)
    return;
  day = gtk_calendar_get_date (self->calendar);
  date = g_date_time_format (day, "%Y-%m-%d");
  ua_date_row_set_date (self, date);
}

static void
clear_activated_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  ua_date_row_set_date (UA_DATE_ROW (widget), NULL);
  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
ua_date_row_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_string (value, UA_DATE_ROW (object)->date);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_date_row_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE:
      ua_date_row_set_date (UA_DATE_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_date_row_finalize (GObject *object)
{
  g_free (UA_DATE_ROW (object)->date);

  G_OBJECT_CLASS (ua_date_row_parent_class)->finalize (object);
}

static void
ua_date_row_class_init (UaDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ua_date_row_get_property;
  object_class->set_property = ua_date_row_set_property;
  object_class->finalize = ua_date_row_finalize;
  /**
   * UaDateRow:date:
   *
   * The day, as `YYYY-MM-DD`; %NULL for none.
   */
  properties[PROP_DATE] =
    g_param_spec_string ("date", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaDateRow, clear_button);
  gtk_widget_class_bind_template_child (widget_class, UaDateRow, calendar);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_install_action (widget_class, "date.clear", NULL, clear_activated_cb);
}

static void
ua_date_row_init (UaDateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_date (self);
}

/**
 * ua_date_row_get_date:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the day, as `YYYY-MM-DD`
 */
const char *
ua_date_row_get_date (UaDateRow *self)
{
  g_return_val_if_fail (UA_IS_DATE_ROW (self), NULL);

  return self->date;
}

/**
 * ua_date_row_set_date:
 * @self: a row
 * @date: (nullable): the day, as `YYYY-MM-DD`; %NULL for none
 */
void
ua_date_row_set_date (UaDateRow  *self,
                      const char *date)
{
  g_return_if_fail (UA_IS_DATE_ROW (self));

  if (g_strcmp0 (date, self->date) == 0)
    return;
  g_free (self->date);
  self->date = g_strdup (date);
  show_date (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}
