/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-invite-draft.h"

#include <glib/gi18n.h>

#include "ua-address.h"
#include "ua-format.h"

/**
 * UaInviteDraft:
 *
 * Those who are to be invited, and what is said of all of them.  What can be told without the
 * server is marked at once; of the others a dry run tells.
 *
 *   changed by a person -> looked through here -> "changed" -> dry run -> marks
 */
struct _UaInviteDraft
{
  GObject parent_instance;

  UaGroup *group;                      /* (owned) (nullable): that the invitation is from */
  GListStore *people;                  /* (owned), of UaInvitee */
  char *values[UA_N_NEWCOMER_FIELDS];  /* (owned) (nullable): what is said of all */
  GPtrArray *asked;                    /* (owned), of UaInvitee, in the order of the last action */
};

G_DEFINE_FINAL_TYPE (UaInviteDraft, ua_invite_draft, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static UaInvitee *
dup_nth (UaInviteDraft *self,
         guint          n)
{
  return g_list_model_get_item (G_LIST_MODEL (self->people), n);
}

/* What holds for somebody, of their own or as for all. */
static const char *
get_effective (UaInviteDraft   *self,
               UaInvitee       *invitee,
               UaNewcomerField  field)
{
  const char *own = ua_invitee_get (invitee, field);

  return own != NULL ? own : self->values[field];
}

/* LE-04 */
static gboolean
is_torn (UaInviteDraft *self,
         UaInvitee     *invitee)
{
  const char *coached = get_effective (self, invitee, UA_NEWCOMER_COACH_OF);

  if (coached == NULL)
    return FALSE;
  return g_strcmp0 (get_effective (self, invitee, UA_NEWCOMER_TEAM), coached) == 0 ||
         (self->group != NULL && g_str_equal (ua_group_get_id (self->group), coached));
}

static void
look_at (UaInviteDraft *self,
         UaInvitee     *invitee,
         GHashTable    *seen)
{
  const char *email = ua_invitee_get_email (invitee);
  g_autofree char *key = ua_address_make_key (email);

  if (!ua_address_is_valid (email))
    ua_invitee_set_mark (invitee, UA_INVITEE_MARK_WRONG, NULL);
  else if (!g_hash_table_add (seen, g_steal_pointer (&key)))
    ua_invitee_set_mark (invitee, UA_INVITEE_MARK_DUPLICATE, NULL);
  else if (is_torn (self, invitee))
    ua_invitee_set_mark (invitee, UA_INVITEE_MARK_WRONG,
                         _("Nobody is member and coach of the same team. Choose another team."));
  else if (ua_invitee_get_mark (invitee) == UA_INVITEE_MARK_WRONG ||
           ua_invitee_get_mark (invitee) == UA_INVITEE_MARK_DUPLICATE)
    ua_invitee_set_mark (invitee, UA_INVITEE_MARK_NONE, NULL);
}

/* What can be told without asking; what the server said of an address stays until it is asked
 * again. */
static void
look_through (UaInviteDraft *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaInvitee) invitee = dup_nth (self, i);

      look_at (self, invitee, seen);
    }
}

static void
changed_cb (UaInviteDraft *self)
{
  look_through (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ua_invite_draft_finalize (GObject *object)
{
  UaInviteDraft *self = UA_INVITE_DRAFT (object);

  g_clear_object (&self->group);
  g_clear_object (&self->people);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  for (guint i = 0; i < UA_N_NEWCOMER_FIELDS; i++)
    g_free (self->values[i]);

  G_OBJECT_CLASS (ua_invite_draft_parent_class)->finalize (object);
}

static void
ua_invite_draft_class_init (UaInviteDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_invite_draft_finalize;
  /**
   * UaInviteDraft::changed:
   *
   * Who is to be invited, or what is said of them, has changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_invite_draft_init (UaInviteDraft *self)
{
  self->people = g_list_store_new (UA_TYPE_INVITEE);
  self->asked = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ua_invite_draft_new:
 * @group: (nullable): the group, team or session that the invitation is from (TL-03, TL-04)
 *
 * Returns: (transfer full): a draft with nobody in it
 */
UaInviteDraft *
ua_invite_draft_new (UaGroup *group)
{
  UaInviteDraft *self = g_object_new (UA_TYPE_INVITE_DRAFT, NULL);

  self->group = group != NULL ? g_object_ref (group) : NULL;
  return self;
}

/**
 * ua_invite_draft_get_group:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the group that the invitation is from
 */
UaGroup *
ua_invite_draft_get_group (UaInviteDraft *self)
{
  g_return_val_if_fail (UA_IS_INVITE_DRAFT (self), NULL);

  return self->group;
}

/**
 * ua_invite_draft_get_people:
 * @self: a draft
 *
 * Returns: (transfer none): a list of #UaInvitee
 */
GListModel *
ua_invite_draft_get_people (UaInviteDraft *self)
{
  g_return_val_if_fail (UA_IS_INVITE_DRAFT (self), NULL);

  return G_LIST_MODEL (self->people);
}

/**
 * ua_invite_draft_get:
 * @self: a draft
 * @field: a field
 *
 * Returns: (transfer none) (nullable): what is said of all
 */
const char *
ua_invite_draft_get (UaInviteDraft   *self,
                     UaNewcomerField  field)
{
  g_return_val_if_fail (UA_IS_INVITE_DRAFT (self), NULL);
  g_return_val_if_fail (field < UA_N_NEWCOMER_FIELDS, NULL);

  return self->values[field];
}

/**
 * ua_invite_draft_set:
 * @self: a draft
 * @field: a field
 * @value: (nullable): what is said of all
 */
void
ua_invite_draft_set (UaInviteDraft   *self,
                     UaNewcomerField  field,
                     const char      *value)
{
  g_return_if_fail (UA_IS_INVITE_DRAFT (self));
  g_return_if_fail (field < UA_N_NEWCOMER_FIELDS);

  if (g_strcmp0 (value, self->values[field]) == 0)
    return;
  g_free (self->values[field]);
  self->values[field] = g_strdup (value);
  changed_cb (self);
}

static void
follow (UaInviteDraft *self,
        UaInvitee     *invitee)
{
  g_signal_connect_object (invitee, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ua_invite_draft_add:
 * @self: a draft
 * @invitee: somebody, who comes last
 *
 * Returns: whether there was still room, see %UA_INVITE_MAX
 */
gboolean
ua_invite_draft_add (UaInviteDraft *self,
                     UaInvitee     *invitee)
{
  g_return_val_if_fail (UA_IS_INVITE_DRAFT (self), FALSE);
  g_return_val_if_fail (UA_IS_INVITEE (invitee), FALSE);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->people)) >= UA_INVITE_MAX)
    return FALSE;
  follow (self, invitee);
  g_list_store_append (self->people, invitee);
  changed_cb (self);
  return TRUE;
}

/**
 * ua_invite_draft_add_text:
 * @self: a draft
 * @text: addresses, as ua_address_read_many() takes them
 *
 * Adds all of them (TL-01), as far as there is room.
 *
 * Returns: how many there was no room for
 */
guint
ua_invite_draft_add_text (UaInviteDraft *self,
                          const char    *text)
{
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_before, n;

  g_return_val_if_fail (UA_IS_INVITE_DRAFT (self), 0);
  g_return_val_if_fail (text != NULL, 0);

  addresses = ua_address_read_many (text);
  n_before = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  n = MIN (addresses->len, UA_INVITE_MAX - n_before);
  for (guint i = 0; i < n; i++)
    {
      const UaAddress *address = g_ptr_array_index (addresses, i);
      UaInvitee *invitee = ua_invitee_new (address->email, address->name);

      follow (self, invitee);
      g_ptr_array_add (added, invitee);
    }
  if (n > 0)
    {
      g_list_store_splice (self->people, n_before, 0, added->pdata, n);
      changed_cb (self);
    }
  return addresses->len - n;
}

/**
 * ua_invite_draft_remove:
 * @self: a draft
 * @invitee: somebody in it
 *
 * Takes somebody out.
 */
void
ua_invite_draft_remove (UaInviteDraft *self,
                        UaInvitee     *invitee)
{
  guint position;

  g_return_if_fail (UA_IS_INVITE_DRAFT (self));
  g_return_if_fail (UA_IS_INVITEE (invitee));

  if (!g_list_store_find (self->people, invitee, &position))
    return;
  g_signal_handlers_disconnect_by_data (invitee, self);
  g_list_store_remove (self->people, position);
  changed_cb (self);
}

/**
 * ua_invite_draft_count:
 * @self: a draft
 * @fine: whether to count those who can be invited, or those who cannot
 *
 * Returns: how many
 */
guint
ua_invite_draft_count (UaInviteDraft *self,
                       gboolean       fine)
{
  guint n, n_found = 0;

  g_return_val_if_fail (UA_IS_INVITE_DRAFT (self), 0);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaInvitee) invitee = dup_nth (self, i);
      UaInviteeMark mark = ua_invitee_get_mark (invitee);

      n_found += fine ? mark == UA_INVITEE_MARK_FINE : mark > UA_INVITEE_MARK_FINE;
    }
  return n_found;
}

static GVariant *
describe_person (UaInviteDraft *self,
                 UaInvitee     *invitee)
{
  g_auto (GVariantDict) person = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&person, "email", "s", ua_invitee_get_email (invitee));
  if (ua_invitee_get_name (invitee) != NULL)
    g_variant_dict_insert (&person, "fullName", "s", ua_invitee_get_name (invitee));
  for (UaNewcomerField field = 0; field < UA_N_PERSON_FIELDS; field++)
    if (get_effective (self, invitee, field) != NULL)
      g_variant_dict_insert (&person, ua_newcomer_get_parameter (field), "s",
                             get_effective (self, invitee, field));
  return g_variant_dict_end (&person);
}

/* TL-03, TL-04: what is said of an invitation from a group, or of all. */
static void
add_common (UaInviteDraft *self,
            GVariantDict  *parameters)
{
  const char *role = self->values[UA_NEWCOMER_GROUP_ROLE];
  const char *const roles[] = { role, NULL };

  ua_newcomer_add_labels (parameters, self->values[UA_NEWCOMER_LABELS]);
  if (self->group == NULL)
    {
      if (self->values[UA_NEWCOMER_DELETION_DATE] != NULL)
        g_variant_dict_insert (parameters, "deletionDate", "s",
                               self->values[UA_NEWCOMER_DELETION_DATE]);
      return;
    }
  g_variant_dict_insert (parameters,
                         ua_group_get_kind (self->group) == UA_GROUP_KIND_SESSION ? "session"
                                                                                  : "group",
                         "s", ua_group_get_id (self->group));
  if (role != NULL)
    g_variant_dict_insert_value (parameters, "roles", g_variant_new_strv (roles, 1));
}

/**
 * ua_invite_draft_to_action:
 * @self: a draft
 * @only_fine: whether to leave out all but those who can be invited, as far as is known; else only
 *   those are left out who need not be asked about
 *
 * Returns: (transfer full) (nullable): the action that invites; %NULL where nobody is left
 */
UaAction *
ua_invite_draft_to_action (UaInviteDraft *self,
                           gboolean       only_fine)
{
  g_auto (GVariantDict) parameters = G_VARIANT_DICT_INIT (NULL);
  GVariantBuilder people;
  guint n;

  g_return_val_if_fail (UA_IS_INVITE_DRAFT (self), NULL);

  g_ptr_array_set_size (self->asked, 0);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  g_variant_builder_init (&people, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaInvitee) invitee = dup_nth (self, i);
      UaInviteeMark mark = ua_invitee_get_mark (invitee);

      if (only_fine ? mark != UA_INVITEE_MARK_FINE
                    : mark == UA_INVITEE_MARK_WRONG || mark == UA_INVITEE_MARK_DUPLICATE)
        continue;
      g_variant_builder_add_value (&people, describe_person (self, invitee));
      g_ptr_array_add (self->asked, g_steal_pointer (&invitee));
    }
  g_variant_dict_insert_value (&parameters, "people", g_variant_builder_end (&people));
  add_common (self, &parameters);
  if (self->asked->len == 0)
    return NULL;
  return ua_action_new (UA_ACTION_INVITE, NULL, g_variant_dict_end (&parameters));
}

static UaInviteeMark
read_existing (UaInvitee *invitee,
               GVariant  *answer)
{
  g_autoptr (GVariant) existing =
    g_variant_lookup_value (answer, "existing", G_VARIANT_TYPE_VARDICT);
  const char *id = NULL, *invitation = NULL, *status = NULL;

  if (existing == NULL || !g_variant_lookup (existing, "status", "&s", &status))
    return UA_INVITEE_MARK_REFUSED;
  g_variant_lookup (existing, "value", "&s", &id);
  g_variant_lookup (existing, "invitation", "&s", &invitation);
  ua_invitee_set_existing (invitee, id, invitation);
  return ua_invitee_mark_from_status (status);
}

static gboolean
has_key (GVariant   *dictionary,
         const char *key)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (dictionary, key, NULL);

  return value != NULL;
}

static guint
read_status (GVariant *answer)
{
  const char *text = NULL;
  gint64 number = 0;

  if (g_variant_lookup (answer, "status", "&s", &text))
    return (guint) g_ascii_strtoull (text, NULL, 10);
  return g_variant_lookup (answer, "status", "x", &number) ? (guint) number : 0;
}

static void
take_answer (UaInvitee *invitee,
             GVariant  *answer)
{
  guint status = read_status (answer);
  const char *detail = NULL;
  g_autofree char *reason = NULL;

  if (status >= 200 && status < 300)
    {
      ua_invitee_set_mark (invitee, UA_INVITEE_MARK_FINE, NULL);
      return;
    }
  if (has_key (answer, "duplicateOf"))
    {
      ua_invitee_set_mark (invitee, UA_INVITEE_MARK_DUPLICATE, NULL);
      return;
    }
  if (status == 403)
    reason = g_strdup (_("You may not invite this person so. Leave out what goes beyond your own "
                         "rights, or ask an admin of the organisation."));
  else if (g_variant_lookup (answer, "detail", "&s", &detail))
    reason = ua_format_text (detail);
  ua_invitee_set_mark (invitee, read_existing (invitee, answer), reason);
}

/* What the server says of each; NULL where it is none of these. */
static GVariant *
find_answers (const UaReport *report)
{
  const UaResult *result = report->results->len > 0 ? g_ptr_array_index (report->results, 0) : NULL;

  return result != NULL && result->more != NULL
           ? g_variant_lookup_value (result->more, "people", G_VARIANT_TYPE ("av")) : NULL;
}

static GVariant *
dup_answer (GVariant *answers,
            gsize     i)
{
  g_autoptr (GVariant) boxed = g_variant_get_child_value (answers, i);
  g_autoptr (GVariant) answer = g_variant_get_variant (boxed);

  return g_variant_is_of_type (answer, G_VARIANT_TYPE_VARDICT) ? g_steal_pointer (&answer) : NULL;
}

/* To whom an answer belongs. */
static UaInvitee *
find_asked (UaInviteDraft *self,
            GVariant      *answer)
{
  gint64 index = -1;

  return g_variant_lookup (answer, "index", "x", &index) && index >= 0 &&
         index < (gint64) self->asked->len ? g_ptr_array_index (self->asked, (guint) index) : NULL;
}

/**
 * ua_invite_draft_take_report:
 * @self: a draft that has not changed since ua_invite_draft_to_action()
 * @report: what that action did, or would do
 *
 * Marks those who were asked about.
 */
void
ua_invite_draft_take_report (UaInviteDraft  *self,
                             const UaReport *report)
{
  g_autoptr (GVariant) answers = NULL;
  gsize n;

  g_return_if_fail (UA_IS_INVITE_DRAFT (self));
  g_return_if_fail (report != NULL);

  answers = find_answers (report);
  n = answers != NULL ? g_variant_n_children (answers) : 0;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) answer = dup_answer (answers, i);
      UaInvitee *invitee = answer != NULL ? find_asked (self, answer) : NULL;

      if (invitee != NULL)
        take_answer (invitee, answer);
    }
}

/* Takes those with these addresses out of the list, at once, and who stood there twice too. */
static void
drop (UaInviteDraft *self,
      GHashTable    *gone)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaInvitee) invitee = dup_nth (self, i);
      g_autofree char *key = ua_address_make_key (ua_invitee_get_email (invitee));

      if (g_hash_table_contains (gone, key))
        g_signal_handlers_disconnect_by_data (invitee, self);
      else
        g_ptr_array_add (kept, g_steal_pointer (&invitee));
    }
  g_list_store_splice (self->people, 0, n, kept->pdata, kept->len);
}

/**
 * ua_invite_draft_drop_done:
 * @self: a draft that has not changed since ua_invite_draft_to_action()
 * @report: what that action did
 * @member_id: (out) (optional) (nullable) (transfer full): the one who was invited, where it is one
 *
 * Takes out those who were invited; who is left has a reason.
 *
 * Returns: how many were invited
 */
guint
ua_invite_draft_drop_done (UaInviteDraft   *self,
                           const UaReport  *report,
                           char           **member_id)
{
  g_autoptr (GVariant) answers = NULL;
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *id = NULL;
  gsize n;

  g_return_val_if_fail (UA_IS_INVITE_DRAFT (self), 0);
  g_return_val_if_fail (report != NULL, 0);

  ua_invite_draft_take_report (self, report);
  answers = find_answers (report);
  n = answers != NULL ? g_variant_n_children (answers) : 0;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) answer = dup_answer (answers, i);
      UaInvitee *invitee = answer != NULL ? find_asked (self, answer) : NULL;

      if (invitee == NULL || ua_invitee_get_mark (invitee) != UA_INVITEE_MARK_FINE)
        continue;
      g_hash_table_add (gone, ua_address_make_key (ua_invitee_get_email (invitee)));
      g_clear_pointer (&id, g_free);
      g_variant_lookup (answer, "value", "s", &id);
    }
  drop (self, gone);
  if (member_id != NULL)
    *member_id = g_hash_table_size (gone) == 1 ? g_steal_pointer (&id) : NULL;
  return g_hash_table_size (gone);
}
