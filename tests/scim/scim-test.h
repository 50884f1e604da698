/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode   *scim_test_node         (const char *text);
JsonObject *scim_test_object       (const char *text);
void        scim_test_assert_equal (JsonNode   *node,
                                    const char *text);
void        scim_test_assert_object (JsonObject *object,
                                     const char *text);

G_END_DECLS
