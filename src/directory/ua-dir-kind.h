/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-columns.h"
#include "ua-dir-exchange.h"
#include "ua-scim-schema.h"

G_BEGIN_DECLS

/**
 * UaDirSave:
 *
 * One resource on its way into the database.
 */
typedef struct
{
  UaDirDb *db;                 /* (unowned) (nullable): %NULL while nothing may be asked */
  const UaDirActor *actor;     /* (unowned) (nullable): %NULL when the service itself acts */
  const UaDirKind *kind;       /* (unowned) */
  gint64 id;                   /* 0 until a new one is in the database */
  char *uid;                   /* (owned) */
  gint64 version;              /* the one it is going to have */
  gint64 created;              /* milliseconds */
  gint64 modified;             /* milliseconds */
  JsonObject *object;          /* (owned) (nullable): the resource, checked; its parts get marks on
                                  the way; %NULL where all has been worked out ahead */
  JsonObject *plain;           /* (owned) (nullable): the same without marks, which shares its
                                  parts; made where it is missing */
  JsonObject *old;             /* (owned) (nullable): what it was */
  gboolean unlogged;           /* whether nobody did it: what a new directory begins with */
  JsonObject *decided;         /* (owned) (nullable): what the service gives readOnly attributes
                                  of the extension; null takes one away */
  const char *reason;          /* (unowned) (nullable): the word for it in the audit */
  gboolean replace;            /* whether it was sent whole */
  gboolean part;               /* whether of what may be many (members, …) old and object hold only
                                  what comes, goes or changes */
  gboolean no_password;        /* whether the password is taken away */
  gboolean overrules;          /* whether what an HR system owns may be changed */
  UaDirHashes *hashes;         /* (unowned) (nullable): of passwords, where they were made before */
  char *display;               /* (owned) (nullable): set by prepare */
  gpointer state;              /* (owned) (nullable): what prepare found out for store */
  GDestroyNotify state_free;
  char *external_id;           /* (owned) (nullable) */
  char *head;                  /* (owned) (nullable): the text up to the time of this change, once
                                  all that is to be written has been worked out */
  char *tail;                  /* (owned) (nullable): the text behind that */
  char *changes;               /* (owned) (nullable): what the audit is to say of it */
  char *text;                  /* (owned) (nullable): the whole text, once it is written */
} UaDirSave;

/**
 * UaDirKind:
 * @type: how it is known in the database
 * @scim: how it is known in the protocol
 * @source: (nullable): a query, in brackets, that has the resources where `resource` does not;
 *   their rows are not numbered with the others
 * @table: the table beside `resource`
 * @columns: the attributes that are found elsewhere than in the text, ended by one without name
 * @tables: (nullable): likewise the multi-valued ones
 * @read_only: whether only the service makes and changes them
 * @fixed: whether they are always the same ones, which are changed but neither made nor removed
 * @unlogged: whether it is a record itself, so that the audit has no lines about it
 * @ahead: whether all that can be changed of one is in its row, whose version then tells whether a
 *   change that was worked out before is still to be made
 * @projected: whether its text has attributes that are sent only where they are asked for
 * @look_up: (nullable): reads what the tables beside `resource` have of one that is there, before
 *   @prepare
 * @prepare: checks what the schema cannot say, fills in what the service adds, sets the display
 *   name
 * @store: writes the tables beside `resource`
 * @member_column: (nullable): the column of @table that names the member whom the resource is about
 *   and with whom it is erased
 * @may_remove: checks whether the resource may go
 * @before_remove: takes it out of the resources that name it
 * @remove: (nullable): removes it in a way of its own, instead of the two above, and tells in an
 *   object what became of it: `outcome` is `erased`, or something else where it is still there
 *
 * What is particular to one type of resource.
 */
struct _UaDirKind
{
  UaDirType type;
  const UaScimResourceType *scim;
  const char *source;
  const char *table;
  const UaDirColumn *columns;
  const UaDirTable *tables;
  gboolean read_only;
  gboolean fixed;
  gboolean unlogged;
  gboolean ahead;
  gboolean projected;
  const char *member_column;
  gboolean (*look_up)       (UaDirSave         *save,
                             GError           **error);
  gboolean (*prepare)       (UaDirSave         *save,
                             GError           **error);
  gboolean (*store)         (UaDirSave         *save,
                             GError           **error);
  gboolean (*may_remove)    (UaDirDb           *db,
                             const UaDirActor  *actor,
                             gint64             id,
                             GError           **error);
  gboolean (*before_remove) (UaDirDb           *db,
                             gint64             id,
                             GError           **error);
  gboolean (*remove)        (UaDirDb           *db,
                             const UaDirActor  *actor,
                             const char        *base_uri,
                             gint64             id,
                             JsonObject        *result,
                             GError           **error);
};

extern const UaDirKind ua_dir_user_kind;
extern const UaDirKind ua_dir_group_kind;
extern const UaDirKind ua_dir_role_profile_kind;
extern const UaDirKind ua_dir_invitation_kind;
extern const UaDirKind ua_dir_message_kind;
extern const UaDirKind ua_dir_setting_kind;
extern const UaDirKind ua_dir_seat_kind;
extern const UaDirKind ua_dir_security_profile_kind;
extern const UaDirKind ua_dir_provisioning_run_kind;
extern const UaDirKind ua_dir_record_kind;
extern const UaDirKind ua_dir_audit_event_kind;

extern const UaDirKind *const ua_dir_kinds[];

const UaDirKind *ua_dir_kind_find_endpoint (const char        *segment);
const UaDirKind *ua_dir_kind_find_type     (UaDirType          type);
gboolean         ua_dir_kind_is_extension  (const UaDirKind   *kind);

UaDirSave       *ua_dir_save_new           (UaDirDb           *db,
                                            const UaDirActor  *actor,
                                            const UaDirKind   *kind,
                                            JsonObject        *object);
UaDirSave       *ua_dir_save_load          (UaDirDb           *db,
                                            const UaDirActor  *actor,
                                            const UaDirKind   *kind,
                                            const char        *base_uri,
                                            gint64             id,
                                            GError           **error);
UaDirSave       *ua_dir_save_load_part     (UaDirDb           *db,
                                            const UaDirActor  *actor,
                                            const UaDirKind   *kind,
                                            const char        *base_uri,
                                            gint64             id,
                                            GError           **error);
void             ua_dir_save_decide        (UaDirSave         *self,
                                            const char        *name,
                                            JsonNode          *value);
void             ua_dir_save_free          (UaDirSave         *self);
JsonObject      *ua_dir_save_normalize     (UaDirSave         *self,
                                            JsonObject        *object,
                                            GError           **error);
gboolean         ua_dir_save_work_out      (UaDirSave         *self,
                                            UaDirDb           *db,
                                            GError           **error);
gboolean         ua_dir_save_write         (UaDirSave         *self,
                                            GError           **error);

gboolean         ua_dir_find_row           (UaDirDb           *db,
                                            UaDirType          type,
                                            const char        *uid,
                                            gint64            *id,
                                            GError           **error);
const char      *ua_dir_read_reference     (JsonObject        *reference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirSave, ua_dir_save_free)

G_END_DECLS
