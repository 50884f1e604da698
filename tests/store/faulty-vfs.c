/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-vfs.h"

#include <sqlite3.h>
#include <string.h>

/* A write, or a change of length when @data is NULL, since the last sync. */
typedef struct
{
  gint64 offset;
  gsize length;
  guint8 *data; /* (owned) (nullable) */
} Write;

/* A file as it is on the disk for sure, and what may be there, too. */
typedef struct
{
  GByteArray *synced; /* (owned) */
  GArray *writes;     /* (owned), of Write */
} Disk;

typedef struct
{
  sqlite3_file base;
  Disk *disk;         /* (unowned), in disks; NULL for what is never synced */
  sqlite3_file *real; /* (unowned), after this in memory */
} File;

static sqlite3_vfs *real_vfs; /* (unowned) */
static GMutex mutex;

/* The rest is under the mutex. */
static GHashTable *disks;     /* (owned), path (owned) -> Disk (owned) */
static guint n_calls;
static guint fails_at;        /* 0 for never */
static FaultyVfsFault kind;
static FaultyVfsSyncing watcher;
static gpointer watcher_data;

static void
clear_write (gpointer data)
{
  g_free (((Write *) data)->data);
}

static void
free_disk (gpointer data)
{
  Disk *disk = data;

  g_byte_array_unref (disk->synced);
  g_array_unref (disk->writes);
  g_free (disk);
}

/* Gives @code when this call is one that fails. */
static int
fail (int code)
{
  gboolean fails;

  g_mutex_lock (&mutex);
  n_calls++;
  fails = fails_at > 0 && (kind == FAULTY_VFS_ONCE ? n_calls == fails_at : n_calls >= fails_at);
  if (fails && kind == FAULTY_VFS_FULL && code == SQLITE_IOERR_WRITE)
    code = SQLITE_FULL;
  g_mutex_unlock (&mutex);
  return fails ? code : SQLITE_OK;
}

static void
apply (GByteArray  *contents,
       const Write *write)
{
  guint before = contents->len;
  guint end = (guint) (write->offset + (gint64) write->length);

  if (write->data == NULL || end > before)
    g_byte_array_set_size (contents, end);
  if (end > before)
    memset (contents->data + before, 0, end - before);
  if (write->data != NULL)
    memcpy (contents->data + write->offset, write->data, write->length);
}

static void
note_write (File          *self,
            const void    *data,
            gsize          length,
            sqlite3_int64  offset)
{
  Write write = { offset, length, data != NULL ? g_memdup2 (data, length) : NULL };

  if (self->disk == NULL)
    {
      g_free (write.data);
      return;
    }
  g_mutex_lock (&mutex);
  g_array_append_val (self->disk->writes, write);
  g_mutex_unlock (&mutex);
}

static int
close_file (sqlite3_file *file)
{
  return ((File *) file)->real->pMethods->xClose (((File *) file)->real);
}

static int
read_file (sqlite3_file  *file,
           void          *data,
           int            length,
           sqlite3_int64  offset)
{
  return ((File *) file)->real->pMethods->xRead (((File *) file)->real, data, length, offset);
}

static int
write_file (sqlite3_file  *file,
            const void    *data,
            int            length,
            sqlite3_int64  offset)
{
  File *self = (File *) file;
  int code = fail (SQLITE_IOERR_WRITE);

  if (code != SQLITE_OK)
    return code;
  note_write (self, data, (gsize) length, offset);
  return self->real->pMethods->xWrite (self->real, data, length, offset);
}

static int
truncate_file (sqlite3_file  *file,
               sqlite3_int64  size)
{
  File *self = (File *) file;
  int code = fail (SQLITE_IOERR_TRUNCATE);

  if (code != SQLITE_OK)
    return code;
  note_write (self, NULL, 0, size);
  return self->real->pMethods->xTruncate (self->real, size);
}

/* Nothing is really synced: the disk of the machine has no part in this. */
static int
sync_file (sqlite3_file *file,
           int           flags)
{
  File *self = (File *) file;
  FaultyVfsSyncing syncing;
  int code;

  g_mutex_lock (&mutex);
  syncing = watcher;
  g_mutex_unlock (&mutex);
  if (syncing != NULL)
    syncing (watcher_data);
  code = fail (SQLITE_IOERR_FSYNC);
  if (code != SQLITE_OK || self->disk == NULL)
    return code;
  g_mutex_lock (&mutex);
  for (guint i = 0; i < self->disk->writes->len; i++)
    apply (self->disk->synced, &g_array_index (self->disk->writes, Write, i));
  g_array_set_size (self->disk->writes, 0);
  g_mutex_unlock (&mutex);
  return SQLITE_OK;
}

static int
get_file_size (sqlite3_file  *file,
               sqlite3_int64 *size)
{
  return ((File *) file)->real->pMethods->xFileSize (((File *) file)->real, size);
}

static int
lock_file (sqlite3_file *file,
           int           level)
{
  return ((File *) file)->real->pMethods->xLock (((File *) file)->real, level);
}

static int
unlock_file (sqlite3_file *file,
             int           level)
{
  return ((File *) file)->real->pMethods->xUnlock (((File *) file)->real, level);
}

static int
check_reserved (sqlite3_file *file,
                int          *reserved)
{
  return ((File *) file)->real->pMethods->xCheckReservedLock (((File *) file)->real, reserved);
}

static int
control_file (sqlite3_file *file,
              int           what,
              void         *argument)
{
  return ((File *) file)->real->pMethods->xFileControl (((File *) file)->real, what, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  return ((File *) file)->real->pMethods->xSectorSize (((File *) file)->real);
}

/* A disk that promises nothing. */
static int
get_characteristics (sqlite3_file *file)
{
  return 0;
}

static int
map_shared (sqlite3_file   *file,
            int             page,
            int             size,
            int             extend,
            void volatile **memory)
{
  File *self = (File *) file;
  int code = extend != 0 ? fail (SQLITE_IOERR_SHMSIZE) : SQLITE_OK;

  return code != SQLITE_OK ? code
                           : self->real->pMethods->xShmMap (self->real, page, size, extend, memory);
}

static int
lock_shared (sqlite3_file *file,
             int           offset,
             int           n,
             int           flags)
{
  return ((File *) file)->real->pMethods->xShmLock (((File *) file)->real, offset, n, flags);
}

static void
put_barrier (sqlite3_file *file)
{
  ((File *) file)->real->pMethods->xShmBarrier (((File *) file)->real);
}

static int
unmap_shared (sqlite3_file *file,
              int           remove)
{
  return ((File *) file)->real->pMethods->xShmUnmap (((File *) file)->real, remove);
}

static const sqlite3_io_methods methods = {
  2, close_file, read_file, write_file, truncate_file, sync_file, get_file_size, lock_file,
  unlock_file, check_reserved, control_file, get_sector_size, get_characteristics, map_shared,
  lock_shared, put_barrier, unmap_shared, NULL, NULL,
};

/* A file that is there when it is first opened is taken for synced. */
static Disk *
ensure_disk (const char *path)
{
  Disk *disk;

  g_mutex_lock (&mutex);
  disk = g_hash_table_lookup (disks, path);
  if (disk == NULL)
    {
      g_autofree char *contents = NULL;
      gsize length = 0;

      disk = g_new0 (Disk, 1);
      disk->synced = g_byte_array_new ();
      disk->writes = g_array_new (FALSE, FALSE, sizeof (Write));
      g_array_set_clear_func (disk->writes, clear_write);
      if (g_file_get_contents (path, &contents, &length, NULL))
        g_byte_array_append (disk->synced, (const guint8 *) contents, (guint) length);
      g_hash_table_insert (disks, g_strdup (path), disk);
    }
  g_mutex_unlock (&mutex);
  return disk;
}

static int
open_file (sqlite3_vfs  *vfs,
           const char   *path,
           sqlite3_file *file,
           int           flags,
           int          *flags_out)
{
  File *self = (File *) file;
  int code = fail (SQLITE_CANTOPEN);

  memset (self, 0, sizeof *self);
  if (code != SQLITE_OK)
    return code;
  self->real = (sqlite3_file *) (self + 1);
  code = real_vfs->xOpen (real_vfs, path, self->real, flags, flags_out);
  if (code == SQLITE_OK)
    {
      self->base.pMethods = &methods;
      self->disk = path != NULL ? ensure_disk (path) : NULL;
    }
  return code;
}

static int
delete_file (sqlite3_vfs *vfs,
             const char  *path,
             int          sync_folder)
{
  int code = fail (SQLITE_IOERR_DELETE);

  if (code != SQLITE_OK)
    return code;
  g_mutex_lock (&mutex);
  g_hash_table_remove (disks, path);
  g_mutex_unlock (&mutex);
  return real_vfs->xDelete (real_vfs, path, 0);
}

/* Becomes what SQLite opens files with from now on. */
void
faulty_vfs_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  g_assert_nonnull (real_vfs);
  disks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_disk);
  vfs = *real_vfs;
  vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  vfs.zName = "faulty";
  vfs.pNext = NULL;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

/* Starts afresh; no file may be open. */
void
faulty_vfs_forget (void)
{
  g_mutex_lock (&mutex);
  g_hash_table_remove_all (disks);
  fails_at = 0;
  watcher = NULL;
  g_mutex_unlock (&mutex);
}

/* The @nth call from now on that opens, writes, syncs or removes a file fails. */
void
faulty_vfs_arm (guint          nth,
                FaultyVfsFault fault)
{
  g_mutex_lock (&mutex);
  n_calls = 0;
  fails_at = nth;
  kind = fault;
  g_mutex_unlock (&mutex);
}

/* Gives how many such calls there were since faulty_vfs_arm(). */
guint
faulty_vfs_disarm (void)
{
  guint n;

  g_mutex_lock (&mutex);
  n = n_calls;
  fails_at = 0;
  g_mutex_unlock (&mutex);
  return n;
}

/* Has @syncing called before each sync; NULL for no more. */
void
faulty_vfs_watch (FaultyVfsSyncing syncing,
                  gpointer         user_data)
{
  g_mutex_lock (&mutex);
  watcher = syncing;
  watcher_data = user_data;
  g_mutex_unlock (&mutex);
}

/* Writes into @folder the files as they would be if the power went now: without what was not
 * synced, or with some of it where @random is given. */
void
faulty_vfs_save_disk (const char *folder,
                      GRand      *random)
{
  GHashTableIter iter;
  gpointer path, value;

  g_mutex_lock (&mutex);
  g_hash_table_iter_init (&iter, disks);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      Disk *disk = value;
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *copy = g_build_filename (folder, name, NULL);
      g_autoptr (GByteArray) contents = g_byte_array_new ();

      g_byte_array_append (contents, disk->synced->data, disk->synced->len);
      for (guint i = 0; random != NULL && i < disk->writes->len; i++)
        if (g_rand_boolean (random))
          apply (contents, &g_array_index (disk->writes, Write, i));
      g_assert_true (g_file_set_contents (copy, (const char *) contents->data,
                                          (gssize) contents->len, NULL));
    }
  g_mutex_unlock (&mutex);
}
