#!/usr/bin/env bash
# Fetches what infra/ is built with, unless it is there in the locked versions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../infra"

locked=$(sha256sum package-lock.json)
[[ -f node_modules/.locked && $(<node_modules/.locked) == "$locked" ]] && exit 0
npm ci --no-fund --no-audit --prefer-offline --ignore-scripts --loglevel=error
echo "$locked" >node_modules/.locked
