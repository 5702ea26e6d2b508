#!/usr/bin/env bash
# Compiles the authorizer to native code and packs it as Lambda takes it: artifacts/authorizer/bootstrap and artifacts/authorizer.zip.
# The same sources give the same bytes: no path, time or commit of the machine goes in.
#   eng/package.sh              for x86-64
#   eng/package.sh arm64        for Graviton: artifacts/authorizer-arm64/bootstrap and artifacts/authorizer-arm64.zip
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

architecture=${1:-x64}
case $architecture in
  x64) name=authorizer prerequisites=native linker=(-p:CppCompilerAndLinker=gcc) ;;
  # Only clang is told what to link for; it finds the cross compiler's libraries.
  arm64) name=authorizer-arm64 prerequisites=native-arm64 linker=(-p:CppCompilerAndLinker=clang -p:ObjCopyName=aarch64-linux-gnu-objcopy) ;;
  *) echo "It is packed for x64 or arm64, not for $architecture." && exit 1 ;;
esac

eng/prerequisites.sh "$prerequisites"
dotnet publish src/AuthorizerLambda --runtime "linux-$architecture" --configuration Release --artifacts-path artifacts/native --nologo \
  --verbosity quiet -p:PublishAot=true -p:ContinuousIntegrationBuild=true -p:IncludeSourceRevisionInInformationalVersion=false "${linker[@]}"

bootstrap=artifacts/$name/bootstrap zip=artifacts/$name.zip
install -D -m 0755 "artifacts/native/publish/Tollgate.AuthorizerLambda/release_linux-$architecture/bootstrap" "$bootstrap"
eng/pack.sh "$bootstrap" "$zip"
echo "$zip: $(($(stat -c %s "$zip") / 1024)) KB, and in it $bootstrap: $(($(stat -c %s "$bootstrap") / 1024)) KB"
