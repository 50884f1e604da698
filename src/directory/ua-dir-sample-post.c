/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sample-cast.h"

#include "ua-dir-mail-text.h"
#include "ua-dir-settings.h"
#include "ua-dir-text.h"

#include <string.h>

/* The mails that the made-up organisation has sent, and the invitations that wait.  The texts of
 * mails are made once for all who read the same language. */

#define MAX_INVITED 1000
#define MAX_OTHERS 300
#define WEB_BASE "https://people." UA_DIR_SAMPLE_DOMAIN "/"
/* What stands for the name and the address of the recipient until they are known. */
#define NAME '\1'
#define ADDRESS '\2'
#define BLANKS "\1\2"

#define DAY_MS ((gint64) UA_DIR_SAMPLE_DAY * 1000)
/* When mails went out: after all members had been made, on one of some days. */
#define FIRST_MAIL ((gint64) 1751356800000) /* 2025-07-01 08:00 */
#define MAIL_DAYS 7
#define INVITED_DAYS 14
/* One of so many mails could not be delivered, one of so many invitations can be accepted still. */
#define FAILED_EVERY 9
#define PENDING_EVERY 3
/* One of so many of the others got a mail, too. */
#define MAIL_EVERY 12
#define ALL_ATTEMPTS 6

typedef struct
{
  char *subject;           /* (owned) */
  char *body;              /* (owned) */
} Words;

typedef struct
{
  UaDirDb *db;             /* (unowned) */
  UaDirSampleText *text;   /* (unowned) */
  char *organisation;      /* (owned) */
  GHashTable *words;       /* (owned), of what they depend on to Words */
  GString *subject;        /* (owned), filled in for one mail */
  GString *body;           /* (owned), likewise */
  guint n_messages;
  guint n_invitations;
} Post;

/* One mail. */
typedef struct
{
  const UaDirSampleRole *role;   /* (unowned) */
  UaDirMailKind kind;
  const char *language;          /* (unowned) */
  gint64 time;
  gint64 until;                  /* 0 where it has no link */
  char uid[37];
  gint64 row;
} Mail;

static void
clear_role (gpointer data)
{
  g_free (((UaDirSampleRole *) data)->address);
}

/**
 * ua_dir_sample_cast_init:
 * @self: to be cleared with ua_dir_sample_cast_clear()
 */
void
ua_dir_sample_cast_init (UaDirSampleCast *self)
{
  self->invited = g_array_new (FALSE, FALSE, sizeof (UaDirSampleRole));
  self->others = g_array_new (FALSE, FALSE, sizeof (UaDirSampleRole));
  g_array_set_clear_func (self->invited, clear_role);
  g_array_set_clear_func (self->others, clear_role);
}

/**
 * ua_dir_sample_cast_clear:
 * @self: members
 *
 * Frees what it owns.
 */
void
ua_dir_sample_cast_clear (UaDirSampleCast *self)
{
  g_clear_pointer (&self->invited, g_array_unref);
  g_clear_pointer (&self->others, g_array_unref);
}

/**
 * ua_dir_sample_cast_add:
 * @self: members
 * @person: another one; the names must outlive @self
 * @address: where mail goes to
 *
 * Takes the member in, if there are not enough yet.
 */
void
ua_dir_sample_cast_add (UaDirSampleCast         *self,
                        const UaDirSamplePerson *person,
                        const char              *address)
{
  gboolean invited = person->status == UA_DIR_INVITED;
  GArray *roles = invited ? self->invited : self->others;
  UaDirSampleRole role = {
    .n = person->n, .status = person->status, .given = person->given->name,
    .title = person->title->name, .language = person->culture->language,
    .created = person->created, .modified = person->modified,
  };

  if (roles->len >= (invited ? MAX_INVITED : MAX_OTHERS))
    return;
  role.address = g_strdup (address);
  g_array_append_val (roles, role);
}

static void
words_free (gpointer data)
{
  Words *self = data;

  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}

static const Words *
find_words (Post       *post,
            const Mail *mail)
{
  g_autofree char *key = g_strdup_printf ("%d %s %" G_GINT64_FORMAT, (int) mail->kind,
                                          mail->language, mail->until);
  Words *words = g_hash_table_lookup (post->words, key);
  g_auto(UaDirMailText) text = { NULL };
  char name[] = { NAME, '\0' };
  char address[] = { ADDRESS, '\0' };
  char web_base[] = WEB_BASE;
  UaDirMailFacts facts = {
    .kind = mail->kind, .language = mail->language, .recipient = address, .display = name,
    .name = name, .user_name = address, .organisation = post->organisation,
    .web_base = web_base, .until = mail->until,
  };

  if (words != NULL)
    return words;
  ua_dir_mail_text_write (&text, &facts, NULL);
  words = g_new0 (Words, 1);
  words->subject = g_steal_pointer (&text.subject);
  words->body = g_steal_pointer (&text.text);
  g_hash_table_insert (post->words, g_steal_pointer (&key), words);
  return words;
}

static void
fill_in (GString               *out,
         const char            *words,
         const UaDirSampleRole *role)
{
  g_string_truncate (out, 0);
  for (const char *p = words; *p != '\0'; )
    {
      gsize n = strcspn (p, BLANKS);

      g_string_append_len (out, p, (gssize) n);
      p += n;
      if (*p != '\0')
        g_string_append (out, *p++ == NAME ? role->given : role->address);
    }
}

static gboolean
insert_resource (Post        *post,
                 UaDirType    type,
                 const char  *uid,
                 gint64       time,
                 const char  *display,
                 gint64      *row,
                 GError     **error)
{
  if (!ua_dir_db_run (post->db, error,
                      "INSERT INTO resource (type, uid, version, created, modified, display, text)"
                      " VALUES (?, ?, 1, ?, ?, ?, ?)", "itiitt", (gint64) type, uid, time, time,
                      display, post->text->out->str))
    return FALSE;
  *row = ua_dir_db_last_id (post->db);
  return TRUE;
}

/* The owner had it sent. */
static gboolean
insert_message (Post    *post,
                Mail    *mail,
                GError **error)
{
  const Words *words = find_words (post, mail);
  const UaDirSampleRole *role = mail->role;
  gboolean failed = post->n_messages % FAILED_EVERY == FAILED_EVERY - 1;
  const char *kind = ua_dir_mail_kind_to_string (mail->kind);
  gint64 sent = failed ? 0 : mail->time + 4000;
  gint64 attempts = failed ? ALL_ATTEMPTS : 1;

  ua_dir_sample_make_uid (UA_DIR_MESSAGE, post->n_messages++, mail->uid);
  fill_in (post->subject, words->subject, role);
  fill_in (post->body, words->body, role);
  ua_dir_sample_text_begin (post->text, &ua_scim_message_type, mail->uid, mail->time);
  ua_dir_sample_text_value (post->text, "recipient", role->address);
  ua_dir_sample_text_member_ref (post->text, "member", role->n);
  ua_dir_sample_text_value (post->text, "kind", kind);
  ua_dir_sample_text_value (post->text, "subject", post->subject->str);
  ua_dir_sample_text_value (post->text, "body", post->body->str);
  ua_dir_sample_text_value (post->text, "language", mail->language);
  ua_dir_sample_text_value (post->text, "state", failed ? "failed" : "sent");
  ua_dir_sample_text_time (post->text, "createdAt", mail->time);
  if (failed)
    ua_dir_sample_text_value (post->text, "lastError",
                              "The program that sends mail ended with status 75");
  else
    ua_dir_sample_text_time (post->text, "sentAt", sent);
  g_string_append_printf (post->text->out, ",\"attempts\":%d", (int) attempts);
  ua_dir_sample_text_member_ref (post->text, "sentBy", 0);
  g_string_append_c (post->text->out, '}');
  return insert_resource (post, UA_DIR_MESSAGE, mail->uid, mail->time, post->subject->str,
                          &mail->row, error) &&
         ua_dir_db_run (post->db, error,
                        "INSERT INTO message (id, member, sender, recipient, recipient_key, kind,"
                        " note, state, attempts, sent) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
                        "iiittttir", mail->row, post->text->first_member + role->n,
                        post->text->first_member, role->address, role->address, kind,
                        failed ? "failed" : "sent", attempts, sent);
}

static gboolean
insert_invitation (Post        *post,
                   const Mail  *mail,
                   GError     **error)
{
  const UaDirSampleRole *role = mail->role;
  char uid[37];
  gint64 row;

  ua_dir_sample_make_uid (UA_DIR_INVITATION, post->n_invitations++, uid);
  ua_dir_sample_text_begin (post->text, &ua_scim_invitation_type, uid, mail->time);
  ua_dir_sample_text_member_ref (post->text, "member", role->n);
  ua_dir_sample_text_member_ref (post->text, "invitedBy", 0);
  ua_dir_sample_text_time (post->text, "createdAt", mail->time);
  ua_dir_sample_text_time (post->text, "expiresAt", mail->until);
  g_string_append_printf (post->text->out,
                          ",\"message\":{\"value\":\"%s\",\"$ref\":\"\x7f" "b/Messages/%s\","
                          "\"state\":\"\x7ft%" G_GINT64_FORMAT ";\"}", mail->uid, mail->uid,
                          mail->row);
  ua_dir_sample_text_value (post->text, "email", role->address);
  ua_dir_sample_text_value (post->text, "language", mail->language);
  g_string_append (post->text->out, ",\"state\":\"\x7f" "e\"}");
  return insert_resource (post, UA_DIR_INVITATION, uid, mail->time, role->address, &row, error) &&
         ua_dir_db_run (post->db, error,
                        "INSERT INTO invitation (id, member, email_key, expires, message)"
                        " VALUES (?, ?, ?, ?, ?)", "iitii", row,
                        post->text->first_member + role->n, role->address, mail->until, mail->row);
}

static gboolean
invite (Post                   *post,
        const UaDirSampleRole  *role,
        GError                **error)
{
  gint64 day = post->n_invitations % MAIL_DAYS;
  gboolean pending = post->n_invitations % PENDING_EVERY == 0;
  Mail mail = {
    .role = role, .kind = UA_DIR_MAIL_INVITATION,
    .language = ua_dir_mail_choose_language (role->language, ""),
    .time = FIRST_MAIL + day * DAY_MS,
  };

  mail.until = pending ? UA_DIR_SAMPLE_LOCK_END * 1000 + day * DAY_MS
                       : mail.time + INVITED_DAYS * DAY_MS;
  return insert_message (post, &mail, error) && insert_invitation (post, &mail, error);
}

static gboolean
write_to (Post                   *post,
          const UaDirSampleRole  *role,
          GError                **error)
{
  Mail mail = {
    .role = role,
    .kind = post->n_messages % 2 == 0 ? UA_DIR_MAIL_CREATED : UA_DIR_MAIL_PASSWORD_LINK,
    .language = ua_dir_mail_choose_language (role->language, ""),
    .time = FIRST_MAIL + (gint64) (post->n_messages % MAIL_DAYS) * DAY_MS,
  };

  if (mail.kind == UA_DIR_MAIL_PASSWORD_LINK)
    mail.until = mail.time + 3 * DAY_MS;
  return insert_message (post, &mail, error);
}

static gboolean
fill (Post             *post,
      UaDirSampleCast  *cast,
      GError          **error)
{
  for (guint i = 0; i < cast->invited->len; i++)
    if (!invite (post, &g_array_index (cast->invited, UaDirSampleRole, i), error))
      return FALSE;
  for (guint i = 0; i < cast->others->len; i += MAIL_EVERY)
    if (!write_to (post, &g_array_index (cast->others, UaDirSampleRole, i), error))
      return FALSE;
  return TRUE;
}

/**
 * ua_dir_sample_fill_post:
 * @db: a writing connection to a directory that has been filled, within a transaction
 * @text: what makes texts
 * @cast: whom they are to
 * @error: return location for an error
 *
 * Makes up an invitation of each who is invited, with its mail, and some other mails.  Some have
 * expired, some could not be delivered.  The same each time.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_sample_fill_post (UaDirDb          *db,
                         UaDirSampleText  *text,
                         UaDirSampleCast  *cast,
                         GError          **error)
{
  Post post = { .db = db, .text = text };
  gboolean success;

  if (!ua_dir_setting_get_text (db, UA_DIR_SETTING_ORGANISATION_NAME, &post.organisation, error))
    return FALSE;
  post.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, words_free);
  post.subject = g_string_new (NULL);
  post.body = g_string_new (NULL);
  success = fill (&post, cast, error);
  g_free (post.organisation);
  g_hash_table_unref (post.words);
  g_string_free (post.subject, TRUE);
  g_string_free (post.body, TRUE);
  return success;
}
