/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * UaDirOptions:
 * @data_dir: the folder of the data
 * @token_file: (nullable): the file of the administrator's bearer token
 * @address: (nullable): the address to listen at, of loopback unless there is a certificate
 * @socket_path: (nullable): the socket to listen at instead
 * @tls_certificate: (nullable): the file of the certificate, with those that it was signed by
 * @tls_key: (nullable): the file of its key
 * @host: (nullable): the name by which clients know this computer
 * @rate: how many requests a second anybody may make; 0 for any number
 * @sendmail: (nullable): the program that mails are given to
 * @web_base: (nullable): the address that links in mails lead to, ended by a slash
 * @sample: how many made-up members an empty directory is filled with
 * @log: whether requests are logged
 * @plain: whether the extension is left out
 * @stop_on_eof: whether the end of standard input ends the service
 * @backup: (nullable): the file of a backup, which is made instead of serving
 * @check: whether the data are only checked
 * @compact: whether they are only compacted
 * @show_version: whether only the version is asked for
 *
 * The command line.
 */
typedef struct
{
  char *data_dir;              /* (owned) */
  char *token_file;            /* (owned) (nullable) */
  GInetSocketAddress *address; /* (owned) (nullable) */
  char *socket_path;           /* (owned) (nullable) */
  char *tls_certificate;       /* (owned) (nullable) */
  char *tls_key;               /* (owned) (nullable) */
  char *host;                  /* (owned) (nullable) */
  guint rate;
  char *sendmail;              /* (owned) (nullable) */
  char *web_base;              /* (owned) (nullable) */
  guint sample;
  gboolean log;
  gboolean plain;
  gboolean stop_on_eof;
  char *backup;                /* (owned) (nullable) */
  gboolean check;
  gboolean compact;
  gboolean show_version;
} UaDirOptions;

UaDirOptions *ua_dir_options_parse (int            *argc,
                                    char         ***argv,
                                    GError        **error);
gboolean      ua_dir_options_serve (const UaDirOptions *self);
void          ua_dir_options_free  (UaDirOptions   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UaDirOptions, ua_dir_options_free)

G_END_DECLS
