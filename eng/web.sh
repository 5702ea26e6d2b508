#!/usr/bin/env bash
# Builds the web app into web/dist, unless it was built from the same sources before.
#   eng/web.sh                 fails where it cannot be built
#   eng/web.sh --if-possible   says so in one line, and goes on
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../web"

give_up() {
  [[ ${1-} == --if-possible ]] || { echo "$2"; exit 1; }
  echo "$2 Everything but the web app is there."
  exit 0
}

command -v npm >/dev/null || give_up "${1-}" 'The web app is not built: it needs npm (Node.js 20.19 or later).'

sources=$(find . \( -name node_modules -o -name dist \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
[[ -f dist/.sources && $(<dist/.sources) == "$sources" ]] && exit 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
locked=$(sha256sum package-lock.json)
if [[ ! -f node_modules/.locked || $(<node_modules/.locked) != "$locked" ]]; then
  npm ci --no-fund --no-audit --prefer-offline >"$log" 2>&1 || { tail -n 20 "$log"; give_up "${1-}" 'The web app is not built: npm ci failed.'; }
  echo "$locked" >node_modules/.locked
fi
npm run build >"$log" 2>&1 || { tail -n 20 "$log"; give_up "${1-}" 'The web app is not built: its build failed.'; }
echo "$sources" >dist/.sources
