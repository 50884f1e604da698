/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session-fixture.h"
#include "ua-test-directory.h"

/* A session that is connected to a directory, as its admin. */
static inline UaSession *
open_directory (UaTestDirectory *directory)
{
  UaSession *session = open_address (ua_test_directory_get_base_uri (directory),
                                     ua_test_directory_get_token (directory));

  wait_online (session);
  return session;
}
