/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "ua-application.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (UaApplication) application = NULL;

  setlocale (LC_ALL, "");
  application = ua_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
