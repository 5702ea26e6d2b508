#!/usr/bin/env bash
# Makes a Debian machine ready to build and test: installs what is missing when it runs as root, else says what to install.
# The .NET SDK is the reader's choice of package and version, so it is only asked for.
#   eng/prerequisites.sh                 to build, test and run
#   eng/prerequisites.sh native          and to compile to native code and pack it
#   eng/prerequisites.sh native-arm64    the same for ARM processors
#   eng/prerequisites.sh web browser     and what the web app is built with, and what its tests look at it with
#   eng/prerequisites.sh gateways        and the gateways that tests put in front
#   eng/prerequisites.sh java npm        these programs too
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

for wanted in "$@"; do
  case $wanted in
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
    web | browser) ;; # see below
    gateways)
      PATH=$PATH:/usr/sbin
      need nginx nginx
      need caddy caddy
      need haproxy haproxy
      ;;
    java) need java default-jre-headless ;;
    perf) need perf linux-perf ;;
    setpriv) need setpriv util-linux ;;
    *) need "$wanted" "$wanted" ;;
  esac
done

# The bundler's own bound. Node.js comes with npm, but for Debian's, where each is a package.
node_is_new_enough() {
  command -v npm >/dev/null && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}
if [[ " $* " == *" web "* ]] && ! node_is_new_enough; then
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  needs_newer_node=1
fi
if [[ " $* " == *" browser "* && ! -x /usr/bin/chromium ]]; then
  missing+=(chromium)
fi

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

# An older Debian's Node.js is too old for the bundler, and good enough to fetch a newer one.
if [[ -n ${needs_newer_node-} ]] && ! node_is_new_enough; then
  if ((EUID != 0)); then
    echo 'Please install Node.js 20.19 or later, with npm.'
    exit 1
  fi
  npm install --global --silent --no-fund --no-audit node@24
  hash -r
  node_is_new_enough || { echo 'Please install Node.js 20.19 or later, with npm.'; exit 1; }
  echo "Installed Node.js $(node --version)."
fi

wanted=$(sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' global.json)
if ! dotnet --version >/dev/null 2>&1; then
  echo "Please install the .NET SDK $wanted or a later 10.0 one, with 'dotnet' on the PATH."
  exit 1
fi
