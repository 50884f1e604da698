/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UA_IMAGE_MAX_BYTES ((gsize) 1536 * 1024)
#define UA_IMAGE_MAX_SIDE 4096

/**
 * UaImageProblem:
 * @UA_IMAGE_PROBLEM_NONE: nothing
 * @UA_IMAGE_PROBLEM_BYTES: it has more than %UA_IMAGE_MAX_BYTES
 * @UA_IMAGE_PROBLEM_KIND: it is neither PNG nor JPEG
 * @UA_IMAGE_PROBLEM_SIDES: it has more than %UA_IMAGE_MAX_SIDE pixels in a row or a column
 * @UA_IMAGE_PROBLEM_ANIMATED: it moves
 * @UA_IMAGE_PROBLEM_RARE: it is a JPEG of a kind that few programs show
 * @UA_IMAGE_PROBLEM_CUT_SHORT: its end is missing
 * @UA_IMAGE_PROBLEM_BROKEN: it contradicts itself
 *
 * Why something is no picture of a member (CC-07).
 */
typedef enum
{
  UA_IMAGE_PROBLEM_NONE = 0,
  UA_IMAGE_PROBLEM_BYTES,
  UA_IMAGE_PROBLEM_KIND,
  UA_IMAGE_PROBLEM_SIDES,
  UA_IMAGE_PROBLEM_ANIMATED,
  UA_IMAGE_PROBLEM_RARE,
  UA_IMAGE_PROBLEM_CUT_SHORT,
  UA_IMAGE_PROBLEM_BROKEN,
} UaImageProblem;

GBytes *ua_image_clean (GBytes          *bytes,
                        const char     **type,
                        UaImageProblem  *problem);

G_END_DECLS
