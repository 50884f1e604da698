/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-members-page.h"
#include "ua-window.h"
#include "ui-fixture.h"

G_BEGIN_DECLS

/* How many members the prepared cache has, and how many of them are what. */
#define N_MEMBERS 120
#define N_INVITED 12
#define N_MUELLER 6

/* The whole window over a real session whose cache was filled before and whose server cannot be
 * reached. */
typedef struct
{
  UaConnections *connections; /* (owned) */
  UaConnection *connection;   /* (owned) */
  UaWindow *window;           /* (unowned) */
} WindowFixture;

void               window_init          (int           *argc,
                                         char        ***argv);
void               window_set_up        (WindowFixture *fixture,
                                         gconstpointer  data);
void               window_tear_down     (WindowFixture *fixture,
                                         gconstpointer  data);
void               window_present       (WindowFixture *fixture);
void               window_open          (WindowFixture *fixture);
void               window_close         (WindowFixture *fixture);
GtkWidget         *window_find          (WindowFixture *fixture,
                                         const char    *id);
UaMemberSelection *window_get_selection (WindowFixture *fixture);
guint              window_get_n_found   (WindowFixture *fixture);

G_END_DECLS
