#!/usr/bin/env bash
# Packs an executable as Lambda takes it: a zip that holds it alone, named bootstrap and executable. The same file gives the same bytes.
#   eng/pack.sh FILE ZIP
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
install -m 0755 "$1" "$folder/bootstrap"
export TZ=UTC # a zip holds local times
touch -d 1980-01-01 "$folder/bootstrap"
rm -f "$2"
zip --quiet --junk-paths -X -9 "$2" "$folder/bootstrap"
