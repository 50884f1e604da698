/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-dir-page-words.h"
#include "ua-dir-page.h"

G_BEGIN_DECLS

/**
 * UaDirPage:
 * @service: the service
 * @exchange: what was asked
 * @words: in the language of who asks
 * @organisation: how the organisation is called
 * @secret: what forms are bound to: the token of the link, of the session, or of the visit
 * @form: what was sent, decoded
 * @faults: what is wrong with it, name of the field to what to say
 * @member: the row of who asks; 0 for nobody known
 * @uid: likewise the id
 * @must_change: whether another password must be chosen first
 * @password_hash: the hash of the password that was chosen
 * @hash: what the service knows @secret by, where it does
 * @secure: whether the browser comes by TLS
 * @managed: what of the member an HR system owns, names of attributes; of `/profile`
 * @signs_off: whether a sign-off of the member's job is pending; likewise
 * @job: what the job is called; likewise
 * @job_text: what it is; likewise
 * @refusal: what to say of a form that no field of it is to blame for
 *
 * One page that is being made.  It belongs to its exchange.
 */
typedef struct
{
  UaDirService *service;         /* (unowned) */
  UaDirExchange *exchange;       /* (unowned) */
  const UaDirPageWords *words;   /* (unowned) */
  char *organisation;            /* (owned) */
  char *secret;                  /* (owned) (nullable) */
  GHashTable *form;              /* (owned) */
  GHashTable *faults;            /* (owned) */
  gint64 member;
  char *uid;                     /* (owned) (nullable) */
  gboolean must_change;
  char *password_hash;           /* (owned) (nullable) */
  char *hash;                    /* (owned) (nullable) */
  gboolean secure;
  GHashTable *managed;           /* (owned) (nullable) */
  gboolean signs_off;
  char *job;                     /* (owned) (nullable) */
  char *job_text;                /* (owned) (nullable) */
  const char *refusal;           /* (unowned) (nullable) */
} UaDirPage;

/**
 * UaDirPageInput:
 * @name: its name in the form
 * @label: what is asked
 * @type: what is typed, as HTML has it
 * @autocomplete: what the browser may fill in
 * @value: (nullable): what is in it
 * @hint: (nullable): what to know before typing
 * @required: whether it must be filled in
 * @locked: whether the HR system owns it, so that it is only to be looked at
 *
 * One field of a form.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *type;
  const char *autocomplete;
  const char *value;
  const char *hint;
  gboolean required;
  gboolean locked;
} UaDirPageInput;

#define UA_DIR_PAGE_N_FIELDS 9

/**
 * UaDirPageField:
 * @name: its name in the form
 * @attribute: the attribute of a member that it belongs to
 * @sub: (nullable): the sub-attribute
 * @autocomplete: (nullable): what the browser may fill in
 *
 * One field of the contact data.
 */
typedef struct
{
  const char *name;
  const char *attribute;
  const char *sub;
  const char *autocomplete;
} UaDirPageField;

typedef gboolean (*UaDirPageWriteFunc) (UaDirDb    *db,
                                        UaDirPage  *page,
                                        GError    **error);
typedef void     (*UaDirPageDoneFunc)  (UaDirPage    *page,
                                        const GError *error);

/* ua-dir-page.c */
const char *ua_dir_page_get      (UaDirPage           *self,
                                  const char          *name);
gboolean    ua_dir_page_set_member
                                 (UaDirPage           *self,
                                  UaDirDb             *db,
                                  gint64               member,
                                  GError             **error);
gboolean    ua_dir_page_is_bound (UaDirPage           *self);
void        ua_dir_page_write    (UaDirPage           *self,
                                  UaDirPageWriteFunc   func,
                                  UaDirPageDoneFunc    done);
char       *ua_dir_page_get_cookie
                                 (UaDirPage           *self,
                                  const char          *name);
void        ua_dir_page_set_cookie
                                 (UaDirPage           *self,
                                  const char          *name,
                                  const char          *value);

/* ua-dir-page-frame.c */
char       *ua_dir_page_address  (UaDirPage            *self,
                                  const char           *name);
char       *ua_dir_page_make_key (UaDirPage            *self);
char       *ua_dir_page_fill_in  (UaDirPage            *self,
                                  const char           *text);
GString    *ua_dir_page_begin    (UaDirPage            *self,
                                  const char           *title);
void        ua_dir_page_end      (UaDirPage            *self,
                                  GString              *out,
                                  guint                 status);
void        ua_dir_page_text     (UaDirPage            *self,
                                  GString              *out,
                                  const char           *text);
void        ua_dir_page_notice   (UaDirPage            *self,
                                  GString              *out,
                                  const char           *text);
void        ua_dir_page_alert    (UaDirPage            *self,
                                  GString              *out,
                                  const char           *text);
void        ua_dir_page_faults   (UaDirPage            *self,
                                  GString              *out,
                                  const UaDirPageInput *inputs);
void        ua_dir_page_form     (UaDirPage            *self,
                                  GString              *out,
                                  const char           *action);
char       *ua_dir_page_open_field  (UaDirPage            *self,
                                     GString              *out,
                                     const UaDirPageInput *input);
void        ua_dir_page_close_field (UaDirPage            *self,
                                     GString              *out,
                                     const UaDirPageInput *input);
void        ua_dir_page_input    (UaDirPage            *self,
                                  GString              *out,
                                  const UaDirPageInput *input);
void        ua_dir_page_inputs   (UaDirPage            *self,
                                  GString              *out,
                                  const UaDirPageInput *inputs);
void        ua_dir_page_submit   (GString              *out,
                                  const char           *label);
void        ua_dir_page_tell     (UaDirPage            *self,
                                  guint                 status,
                                  const char           *title,
                                  const char           *text,
                                  gboolean              sign_in);
void        ua_dir_page_fail     (UaDirPage            *self,
                                  const GError         *error);
void        ua_dir_page_go       (UaDirPage            *self,
                                  const char           *address);

/* ua-dir-page-password.c */
void        ua_dir_page_password_inputs
                                    (UaDirPage     *self,
                                     GString       *out);
gboolean    ua_dir_page_password_take
                                    (UaDirPage     *self,
                                     UaDirDb       *db,
                                     GError       **error);

/* ua-dir-page-save.c */
extern const UaDirPageField ua_dir_page_fields[UA_DIR_PAGE_N_FIELDS];

const char *ua_dir_page_read_field  (JsonObject           *member,
                                     const UaDirPageField *field);
JsonObject *ua_dir_page_load_member (UaDirPage            *self,
                                     UaDirDb              *db,
                                     GError              **error);
gboolean    ua_dir_page_is_locked   (UaDirPage            *self,
                                     const UaDirPageField *field);
gboolean    ua_dir_page_save_due    (UaDirDb              *db,
                                     UaDirPage            *self,
                                     GError              **error);

/* ua-dir-page-session.c */
gboolean    ua_dir_page_load_session
                                 (UaDirPage           *self,
                                  UaDirDb             *db,
                                  GError             **error);
gboolean    ua_dir_page_renew_session
                                 (UaDirPage           *self,
                                  UaDirDb             *db,
                                  GError             **error);
gboolean    ua_dir_page_begin_session
                                 (UaDirPage           *self,
                                  UaDirDb             *db,
                                  GError             **error);
char       *ua_dir_page_find_visitor
                                 (UaDirPage           *self,
                                  UaDirDb             *db,
                                  GError             **error);

/* What answers; gives whether there is an answer, or else the writing thread gives it. */
gboolean    ua_dir_page_accept   (UaDirPage           *self,
                                  UaDirDb             *db);
gboolean    ua_dir_page_password (UaDirPage           *self,
                                  UaDirDb             *db);
gboolean    ua_dir_page_own_password (UaDirPage           *self,
                                      UaDirDb             *db);
gboolean    ua_dir_page_profile      (UaDirPage           *self,
                                      UaDirDb             *db);
gboolean    ua_dir_page_sign_in      (UaDirPage           *self,
                                      UaDirDb             *db);
gboolean    ua_dir_page_sign_off     (UaDirPage           *self,
                                      UaDirDb             *db);
gboolean    ua_dir_page_sign_out     (UaDirPage           *self,
                                      UaDirDb             *db);

G_END_DECLS
