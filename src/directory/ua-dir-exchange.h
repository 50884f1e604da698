/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-error.h"
#include "ua-dir-hashes.h"
#include "ua-dir-migrations.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * UaDirActor:
 * @id: the row of the member
 * @uid: the member's id
 * @access: the member's access level
 * @rights: a bit for each #UaDirRight that holds for the whole organisation
 * @manages: whether somebody reports to the member
 * @leads: whether the member is an admin of a group or an instructor of a session
 *
 * The member on whose behalf a request is carried out; see ua-dir-rights.h for the last three.
 */
typedef struct
{
  gint64 id;
  char *uid;             /* (owned) (nullable) until known */
  UaDirAccess access;
  guint rights;
  gboolean manages;
  gboolean leads;
} UaDirActor;

/**
 * UaDirExchange:
 *
 * One request and its answer, on their way through the threads; one thread has it at a time.
 */
typedef struct _UaDirExchange UaDirExchange;

typedef void (*UaDirFinishedFunc) (UaDirExchange *exchange,
                                   gpointer       user_data);

struct _UaDirExchange
{
  /* What was asked. */
  char *method;          /* (owned) */
  char **segments;       /* (owned), of the path below the base address, decoded */
  guint n_segments;
  GHashTable *query;     /* (owned), name to value, decoded */
  char *authorization;   /* (owned) (nullable) */
  char *if_match;        /* (owned) (nullable) */
  char *if_none_match;   /* (owned) (nullable) */
  char *content_type;    /* (owned) (nullable), without parameters */
  char *accept;          /* (owned) (nullable) */
  char *idempotency_key; /* (owned) (nullable) */
  char *cookie;          /* (owned) (nullable) */
  char *accept_language; /* (owned) (nullable) */
  gboolean is_page;      /* whether it is asked of the pages for persons, not of the protocol */
  GBytes *body;          /* (owned) (nullable) */
  gboolean awaits_body;  /* whether the body is read only of those who may send one */
  JsonNode *data;        /* (owned) (nullable): of an operation of a bulk request, its body */
  UaDirHashes *hashes;   /* (owned) (nullable): of passwords that it sets */

  /* Who asked. */
  char *peer;            /* (owned) (nullable): the address, without the port */
  gboolean by_token;     /* whether by a token rather than a password */
  gboolean recognized;   /* whether the credentials are good */
  UaDirActor actor;
  gboolean password_checked;
  gboolean password_good;
  gint64 suspect;        /* the row of the member whose password was wrong; 0 for none */
  gboolean had_failures; /* whether the actor's password was wrong before */

  /* (unowned) (nullable): where an operation of a bulk request is carried out, at once */
  UaDirDb *bulk_db;

  /* What is answered. */
  guint status;
  GBytes *answer;        /* (owned) (nullable) */
  char *answer_type;     /* (owned) (nullable): its media type where it is not JSON */
  char *set_cookie;      /* (owned) (nullable) */
  char *etag;            /* (owned) (nullable) */
  char *location;        /* (owned) (nullable): of the resource that is answered */
  char *alias_of;        /* (owned) (nullable): of what the address that was asked stands for */
  char *allow;           /* (owned) (nullable) */

  /* What handling it keeps between two threads. */
  gpointer work;         /* (owned) (nullable) */
  GDestroyNotify work_free;

  UaDirFinishedFunc finished;
  gpointer finished_data; /* (unowned) */
};

UaDirExchange *ua_dir_exchange_new         (const char         *method);
void           ua_dir_exchange_free        (UaDirExchange      *self);
gboolean       ua_dir_exchange_set_path    (UaDirExchange      *self,
                                            const char         *base,
                                            const char         *path,
                                            GError            **error);
gboolean       ua_dir_exchange_set_query   (UaDirExchange      *self,
                                            const char         *query,
                                            GError            **error);
const char    *ua_dir_exchange_get_query   (UaDirExchange      *self,
                                            const char         *name);
gboolean       ua_dir_exchange_is          (UaDirExchange      *self,
                                            const char         *method);
JsonNode      *ua_dir_exchange_parse_body  (UaDirExchange      *self,
                                            GError            **error);
void           ua_dir_exchange_set_work    (UaDirExchange      *self,
                                            gpointer            work,
                                            GDestroyNotify      work_free);
void           ua_dir_exchange_answer      (UaDirExchange      *self,
                                            guint               status,
                                            GBytes             *answer);
void           ua_dir_exchange_answer_node (UaDirExchange      *self,
                                            guint               status,
                                            JsonNode           *node);
void           ua_dir_exchange_answer_file (UaDirExchange      *self,
                                            guint               status,
                                            const char         *type,
                                            GBytes             *bytes);
const char    *ua_dir_exchange_get_type    (UaDirExchange      *self);
const char    *ua_dir_exchange_get_location
                                           (UaDirExchange      *self);
void           ua_dir_exchange_fail        (UaDirExchange      *self,
                                            const GError       *error);
void           ua_dir_exchange_finish      (UaDirExchange      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirExchange, ua_dir_exchange_free)

G_END_DECLS
