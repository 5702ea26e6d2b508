#!/usr/bin/env bash
# Samples one contender of make bench under load, and prints where its processor time goes: by thread and by library.
#   eng/bench-profile.sh tollgate-strict-sqlite
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
contender=${1:?Say which contender, such as tollgate-strict-sqlite}
warm_up=12 seconds=20
work=$(mktemp -d)
bench=
trap '[[ -z $bench ]] || kill "$bench" 2>/dev/null || true; rm -rf "$work"' EXIT

# The runtime tells perf where compiled code lies; that such code is never written to is given up for it.
export DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0
bench/Throughput/bin/Release/net10.0/Tollgate.Throughput --only "$contender" --rounds 1 --warm-up "$warm_up" --seconds "$seconds" >"$work/report" 2>&1 &
bench=$!
sleep $((warm_up + seconds / 2))
[[ $contender == tollgate-* ]] && program=src/Silo/bin/Release/net10.0/Tollgate.Silo || program=bench/Contenders/bin/Release/net10.0/Tollgate.Contenders
server=$(pgrep --newest --full "$PWD/$program ") || { cat "$work/report"; exit 1; }
perf record --quiet --event cpu-clock --freq 499 --pid "$server" --output "$work/perf.data" -- sleep 8
wait "$bench" || { cat "$work/report"; exit 1; }
bench=

sed -n '/calls\/s/,/^[a-z]/p' "$work/report"
echo
echo 'of its processor time, by thread and library:'
perf report --input "$work/perf.data" --sort comm,dso --percent-limit 0.5 --stdio 2>/dev/null | sed -e '/^#/d' -e '/^$/d' -e 's/ *$//' -e 's/\[JIT\] tid [0-9]*/compiled C#/'
