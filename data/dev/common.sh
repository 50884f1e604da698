# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts in this folder share.  It is read by them with `.`, and
# leaves the shell at the top of the source tree.

set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$top"
exec </dev/null
name=$(basename "$0")

say () {
  printf '%s: %s\n' "$name" "$*"
}

die () {
  printf '%s: %s\n' "$name" "$*" >&2
  exit 1
}

# prepare_build FOLDER [MESON-OPTION ...]: sets up the build folder where it is
# missing or was left half made, and builds it.
prepare_build () {
  local folder=$1
  shift
  if [ ! -f "$folder/build.ninja" ] || [ ! -f "$folder/meson-private/coredata.dat" ]; then
    say "setting up $folder"
    rm -rf "$folder"
    meson setup "$@" "$folder" >"$folder.log" 2>&1 || { cat "$folder.log" >&2; rm -f "$folder.log"; return 1; }
    rm -f "$folder.log"
  fi
  say "building $folder"
  ninja -C "$folder"
}
