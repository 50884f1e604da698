/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-time.h"

#include <stdio.h>
#include <string.h>

/**
 * ua_time_now:
 *
 * Returns: the wall clock in milliseconds since 1970-01-01 UTC
 *
 * Any thread.
 */
gint64
ua_time_now (void)
{
  return g_get_real_time () / 1000;
}

/**
 * ua_time_parse:
 * @text: (nullable): an xsd:dateTime, such as `2008-01-23T04:56:22Z`; without a zone it is UTC
 *
 * Reads the DateTime of RFC 7643, section 2.3.5.
 *
 * Returns: milliseconds since 1970-01-01 UTC, or %UA_TIME_NONE
 *
 * Any thread.
 */
gint64
ua_time_parse (const char *text)
{
  g_autoptr (GTimeZone) utc = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL || strchr (text, 'T') == NULL)
    return UA_TIME_NONE;
  utc = g_time_zone_new_utc ();
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    return UA_TIME_NONE;
  return g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
}

/**
 * ua_time_format:
 * @unix_ms: milliseconds since 1970-01-01 UTC
 *
 * Writes a DateTime of RFC 7643, section 2.3.5, in UTC with milliseconds, so that the texts sort
 * as the times do.
 *
 * Returns: (transfer full) (nullable): such as `2008-01-23T04:56:22.000Z`; %NULL when @unix_ms is
 *   outside of the years 1 to 9999
 *
 * Any thread.
 */
char *
ua_time_format (gint64 unix_ms)
{
  gint64 ms = unix_ms % 1000;
  gint64 seconds = unix_ms / 1000;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *rest = NULL;

  /* Division rounds towards 1970; the milliseconds count from the second before. */
  if (ms < 0)
    {
      ms += 1000;
      seconds--;
    }
  time = g_date_time_new_from_unix_utc (seconds);
  if (time == NULL)
    return NULL;
  rest = g_date_time_format (time, "-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%04d%s.%03dZ", g_date_time_get_year (time), rest, (int) ms);
}

/**
 * ua_time_parse_http:
 * @text: (nullable): an IMF-fixdate such as `Sun, 06 Nov 1994 08:49:37 GMT`
 *
 * Reads the preferred form of an HTTP date (RFC 9110, section 5.6.7).
 *
 * Returns: milliseconds since 1970-01-01 UTC, or %UA_TIME_NONE
 *
 * Any thread.
 */
gint64
ua_time_parse_http (const char *text)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char month_name[4] = "";
  int day, year, hour, minute, second, end = 0;
  const char *comma, *found;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL || (comma = strchr (text, ',')) == NULL)
    return UA_TIME_NONE;
  if (sscanf (comma + 1, " %2d %3s %4d %2d:%2d:%2d GMT%n",
              &day, month_name, &year, &hour, &minute, &second, &end) != 6 ||
      end == 0 || comma[1 + end] != '\0')
    return UA_TIME_NONE;
  found = strstr (months, month_name);
  if (found == NULL || (found - months) % 3 != 0 || strlen (month_name) != 3)
    return UA_TIME_NONE;
  time = g_date_time_new_utc (year, (int) (found - months) / 3 + 1, day, hour, minute, second);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : UA_TIME_NONE;
}

/**
 * ua_date_is_valid:
 * @text: (nullable): a text
 *
 * Returns: whether @text is a calendar day as `YYYY-MM-DD`
 *
 * Any thread.
 */
gboolean
ua_date_is_valid (const char *text)
{
  static const char form[] = "dddd-dd-dd";
  int year, month, day;

  if (text == NULL || strlen (text) != strlen (form))
    return FALSE;
  for (int i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return FALSE;
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}
