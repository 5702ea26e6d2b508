#!/usr/bin/env bash
# Breaks src/Domain on purpose, one small change at a time, and counts how many of the changes tests/Domain notices.
# What is not noticed is listed in docs/mutation.md, or is a hole in the tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

eng/prerequisites.sh
dotnet tool restore >/dev/null
# A tenth of the tries, as the tests run once for every change. =1 asks for all of them.
export TOLLGATE_TRIES_DIVIDED_BY=${TOLLGATE_TRIES_DIVIDED_BY:-10}
cd tests/Domain
exec dotnet stryker --config-file "$root/eng/stryker-config.json" --output "$root/artifacts/mutation" "$@"
