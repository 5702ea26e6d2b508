#!/usr/bin/env bash
# Makes a Debian machine ready to build and test: installs what is missing when it runs as root, else says what to install.
# The .NET SDK is the reader's choice of package and version, so it is only asked for.
#   eng/prerequisites.sh             what everything needs
#   eng/prerequisites.sh java npm    these programs too
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()

# Unicode normalization. The package is named for its version: libicu72, libicu76.
if ! compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null && ! compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null; then
  missing+=(libicu)
fi

for program in "$@"; do
  command -v "$program" >/dev/null || missing+=("$program")
done

if ((${#missing[@]} > 0)); then
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
    echo "Please install: ${missing[*]}"
    exit 1
  fi
  apt-get -qq update
  for package in "${missing[@]}"; do
    [[ $package == libicu ]] && package=$(apt-cache search --names-only '^libicu[0-9]+$' | awk '{ print $1 }' | sort -V | tail -n 1)
    [[ $package == java ]] && package=default-jre-headless
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$package" >/dev/null
    echo "Installed $package."
  done
fi

wanted=$(sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' global.json)
if ! dotnet --version >/dev/null 2>&1; then
  echo "Please install the .NET SDK $wanted or a later 10.0 one, with 'dotnet' on the PATH."
  exit 1
fi
