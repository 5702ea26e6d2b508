#!/usr/bin/env bash
# Fetches DynamoDB Local, AWS' own emulator, once: from the npm package that carries its jar, checked by hash, into the ignored .cache/.
# It runs on Java 17 or later. local/DynamoDb starts it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

package=amplify-dynamodb-simulator version=2.9.30
sha512=c5379e44bbf311fab2779961ddb1f8734907bd21c79a6843e590ec1c5280439836665e89aa515dbad6908422c7cf1129e91cb5a3b4c1ea7888a17b9002749ec1
target=.cache/dynamodb-local

eng/prerequisites.sh java
[[ -f $target/$version ]] && exit 0

eng/prerequisites.sh npm
mkdir -p .cache
work=$(mktemp -d .cache/dynamodb-local.XXXXXX)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "$package@$version" >/dev/null)
archive=$work/$package-$version.tgz
echo "$sha512  $archive" | sha512sum --check --quiet || { echo "The package $package@$version is not the one that is known; it is not used."; exit 1; }
tar -xzf "$archive" -C "$work" package/emulator
touch "$work/package/$version" # last, so that half an archive is never taken for the whole
rm -rf "$target"
mv "$work/package" "$target"
echo "Fetched DynamoDB Local ($package@$version)."
