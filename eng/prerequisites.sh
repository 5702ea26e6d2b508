#!/usr/bin/env bash
# Makes a Debian machine ready to build and test: installs what is missing when it runs as root, else says what to install.
# The .NET SDK is the reader's choice of package and version, so it is only asked for.
#   eng/prerequisites.sh                 to build, test and run
#   eng/prerequisites.sh native          and to compile to native code and pack it
#   eng/prerequisites.sh native-arm64    the same for ARM processors
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing=()

# Unicode normalization. The package is named for its version: libicu72, libicu76.
if ! compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null && ! compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null; then
  missing+=(libicu)
fi

need() {
  command -v "$1" >/dev/null || missing+=("${@:2}")
}

case ${1:-} in
  native)
    need gcc gcc
    need zip zip
    [[ -f /usr/include/stdlib.h ]] || missing+=(libc6-dev)
    ;;
  native-arm64)
    need clang clang
    need aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu libc6-dev-arm64-cross
    need zip zip
    ;;
esac

if ((${#missing[@]} > 0)); then
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
    echo "Please install: ${missing[*]}"
    exit 1
  fi
  apt-get -qq update
  for package in "${missing[@]}"; do
    [[ $package == libicu ]] && package=$(apt-cache search --names-only '^libicu[0-9]+$' | awk '{ print $1 }' | sort -V | tail -n 1)
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$package" >/dev/null
    echo "Installed $package."
  done
fi

wanted=$(sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' global.json)
if ! dotnet --version >/dev/null 2>&1; then
  echo "Please install the .NET SDK $wanted or a later 10.0 one, with 'dotnet' on the PATH."
  exit 1
fi
