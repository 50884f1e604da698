/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-seats.h"

#include "ua-dir-kind.h"
#include "ua-dir-settings.h"
#include "ua-dir-text.h"

/* Seats (TL-09).  Members who are active or locked take one.  Those who are invited take none until
 * they accept, so that more may be invited than there is room for: not everybody accepts.  How many
 * members are in each status is kept by triggers (ua-dir-version-2.c). */

#define SEAT_UID "organisation"

/**
 * ua_dir_seats_get:
 * @db: a connection
 * @seats: (out): how many there are
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 *
 * The thread that has @db.
 */
gboolean
ua_dir_seats_get (UaDirDb     *db,
                  UaDirSeats  *seats,
                  GError     **error)
{
  return ua_dir_setting_get_int (db, UA_DIR_SETTING_SEATS, &seats->total, error) &&
         ua_dir_db_get_int (db, &seats->used, error,
                            "SELECT sum (n) FROM status_tally WHERE status IN (?, ?)", "ii",
                            (gint64) UA_DIR_ACTIVE, (gint64) UA_DIR_LOCKED) &&
         ua_dir_db_get_int (db, &seats->reserved, error,
                            "SELECT n FROM status_tally WHERE status = ?", "i",
                            (gint64) UA_DIR_INVITED);
}

/**
 * ua_dir_seats_get_free:
 * @seats: seats that are limited
 *
 * Returns: how many can still be taken; 0 also where more are used than there are
 */
gint64
ua_dir_seats_get_free (const UaDirSeats *seats)
{
  return MAX (seats->total - seats->used, 0);
}

/**
 * ua_dir_seats_to_json:
 * @seats: seats
 *
 * Returns: (transfer full): them as the resource has them
 */
JsonObject *
ua_dir_seats_to_json (const UaDirSeats *seats)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "used", seats->used);
  json_object_set_int_member (object, "reserved", seats->reserved);
  if (seats->total != 0)
    {
      json_object_set_int_member (object, "total", seats->total);
      json_object_set_int_member (object, "free", ua_dir_seats_get_free (seats));
    }
  return object;
}

/**
 * ua_dir_seats_check:
 * @db: a connection
 * @error: return location for an error
 *
 * Returns: whether one more member may have access; else %UA_DIR_ERROR_CONFLICT
 *
 * The thread that has @db.
 */
gboolean
ua_dir_seats_check (UaDirDb  *db,
                    GError  **error)
{
  UaDirSeats seats;

  if (!ua_dir_seats_get (db, &seats, error))
    return FALSE;
  if (seats.total == 0 || seats.used < seats.total)
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_CONFLICT,
                       "There is no free seat; deactivate somebody or raise the number of seats");
  return FALSE;
}

static gboolean
prepare (UaDirSave  *save,
         GError    **error)
{
  json_object_set_member (save->object, "used", ua_dir_text_seats ());
  save->display = g_strdup (SEAT_UID);
  return TRUE;
}

static gboolean
store (UaDirSave  *save,
       GError    **error)
{
  return ua_dir_db_run (save->db, error, "INSERT INTO seat (id) VALUES (?)", "i", save->id);
}

static gboolean
may_remove (UaDirDb           *db,
            const UaDirActor  *actor,
            gint64             id,
            GError           **error)
{
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_METHOD_NOT_ALLOWED,
                       "Seats are set by the setting of that name");
  return FALSE;
}

static gboolean
before_remove (UaDirDb  *db,
               gint64    id,
               GError  **error)
{
  return TRUE;
}

const UaDirKind ua_dir_seat_kind = {
  .type = UA_DIR_SEAT,
  .scim = &ua_scim_seat_type,
  .table = "seat",
  .columns = ua_dir_seat_columns,
  .read_only = TRUE,
  .prepare = prepare,
  .store = store,
  .may_remove = may_remove,
  .before_remove = before_remove,
};

/**
 * ua_dir_seats_ensure:
 * @db: a writing connection, within a transaction
 * @error: return location for an error
 *
 * Makes the one resource that tells of the seats, where there is none yet.
 *
 * Returns: whether it succeeded
 *
 * Before requests are served.
 */
gboolean
ua_dir_seats_ensure (UaDirDb  *db,
                     GError  **error)
{
  g_autoptr(UaDirSave) save = NULL;
  gint64 id;

  if (!ua_dir_find_row (db, UA_DIR_SEAT, SEAT_UID, &id, error))
    return FALSE;
  if (id != 0)
    return TRUE;
  save = ua_dir_save_new (db, NULL, &ua_dir_seat_kind, json_object_new ());
  g_free (save->uid);
  save->uid = g_strdup (SEAT_UID);
  save->unlogged = TRUE;
  return ua_dir_save_write (save, error);
}
