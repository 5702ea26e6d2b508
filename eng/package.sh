#!/usr/bin/env bash
# Compiles the authorizer to native code and packs it as Lambda takes it: artifacts/authorizer/bootstrap and artifacts/authorizer.zip.
#   eng/package.sh              for x86-64
#   eng/package.sh arm64        for Graviton: artifacts/authorizer-arm64/bootstrap and artifacts/authorizer-arm64.zip
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

architecture=${1:-x64}
name=authorizer
[[ $architecture == x64 ]] || name=authorizer-$architecture

bootstrap=artifacts/$name/bootstrap zip=artifacts/$name.zip
eng/native.sh src/AuthorizerLambda "$bootstrap" "$architecture"
eng/pack.sh "$bootstrap" "$zip"
echo "$zip: $(($(stat -c %s "$zip") / 1024)) KB, and in it $bootstrap: $(($(stat -c %s "$bootstrap") / 1024)) KB"
