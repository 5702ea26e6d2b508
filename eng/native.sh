#!/usr/bin/env bash
# Compiles a project to native code, as the authorizer is compiled. The same sources give the same bytes: no path, time or commit of the
# machine goes in.
#   eng/native.sh src/AuthorizerLambda artifacts/authorizer/bootstrap          for x86-64
#   eng/native.sh src/AuthorizerLambda artifacts/authorizer/bootstrap arm64    for Graviton
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

project=$1 output=$2 architecture=${3:-x64}
case $architecture in
  x64) prerequisites=native linker=(-p:CppCompilerAndLinker=gcc) ;;
  # Only clang is told what to link for; it finds the cross compiler's libraries.
  arm64) prerequisites=native-arm64 linker=(-p:CppCompilerAndLinker=clang -p:ObjCopyName=aarch64-linux-gnu-objcopy) ;;
  *) echo "It is compiled for x64 or arm64, not for $architecture." && exit 1 ;;
esac

eng/prerequisites.sh "$prerequisites"
dotnet publish "$project" --runtime "linux-$architecture" --configuration Release --artifacts-path artifacts/native --nologo \
  --verbosity quiet -p:PublishAot=true -p:ContinuousIntegrationBuild=true -p:IncludeSourceRevisionInInformationalVersion=false "${linker[@]}"
csproj=$(basename "$project"/*.csproj .csproj)
executable=$(sed -n 's:.*<AssemblyName>\(.*\)</AssemblyName>.*:\1:p' "$project/$csproj.csproj")
install -D -m 0755 "artifacts/native/publish/$csproj/release_linux-$architecture/$executable" "$output"
