#!/usr/bin/env bash
# Builds the solution once and runs every test suite, one after the other. The last line counts the whole run.
#   eng/test.sh                            every suite
#   eng/test.sh Domain Local/Identity      these suites only, and only they are built
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
exec 2>&1 # one stream, so that nothing can come after the last line

# Seconds after which a suite counts as hung, where the default is not right for it.
default_budget=180
declare -A budget=(
  [Architecture]=60
  [Cluster]=900
  [Domain]=120
  [EndToEnd]=420
  [Infra]=300
  [Silo]=420
  [Web]=1200
)

# Suites that start DynamoDB Local, and the programs that a suite runs besides.
on_dynamodb=(Cluster DynamoDb)
declare -A programs=(
  [Bench]='wrk'
  [Cluster]='docker-compose faketime setpriv'
)

# What runs the authorizer as it is deployed, compiled to native code.
native=(AuthorizerLambda AuthorizerLambda.Fuzz)

logs=artifacts/tests
framework=$(sed -n 's:.*<TargetFramework>\(.*\)</TargetFramework>.*:\1:p' Directory.Build.props)
total_passed=0 total_failed=0 total_skipped=0
running=
failures=() # told once more at the end, where a long log cannot bury them

finish() {
  trap - EXIT INT TERM
  ((${#failures[@]} == 0)) || printf '%s\n' 'Failed:' "${failures[@]}"
  echo "$total_passed passed, $total_failed failed, $total_skipped skipped"
  exit $((total_failed > 0))
}

# Stopped from outside, or by a fault of this script: never a green end.
abort() {
  [[ -n $running ]] && kill -TERM "$running" && wait "$running"
  total_failed=$((total_failed + 1))
  finish
}
trap abort EXIT INT TERM

give_up() {
  echo "$1"
  total_failed=1
  finish
}

suites() {
  find tests \( -name bin -o -name obj \) -prune -o -name '*.Tests.csproj' -printf '%h\n' | sed 's:^tests/::' | LC_ALL=C sort
}

build() {
  local log=$logs/build.log started=$SECONDS target
  : >"$log"
  for target in "$@"; do
    if ! dotnet build "$target" --configuration Release --verbosity quiet --nologo >>"$log" </dev/null; then
      grep -E ': (error|fatal)|error MSB' "$log" | sort -u || cat "$log"
      give_up "The build failed; all of it is in $log."
    fi
  done
  printf '%-20s done in %d s\n' build $((SECONDS - started))
}

package() {
  local log=$logs/package.log started=$SECONDS
  eng/package.sh >"$log" 2>&1 </dev/null || { cat "$log"; give_up 'The authorizer could not be packed, see above.'; }
  printf '%-20s done in %d s\n' package $((SECONDS - started))
}

# An attribute of the <assembly> element of xUnit's result file, or 0 where the suite left none.
count() {
  local value
  value=$(sed -n "s/.*<assembly [^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1)
  echo "${value:-0}"
}

run() {
  local suite=$1 seconds=${budget[$1]:-$default_budget} started=$SECONDS note='' code passed failed skipped
  local name log results project
  name=${suite//\//.}
  log=$logs/$name.log results=$logs/$name.xml
  project=$(echo "tests/$suite/"*.Tests.csproj)
  rm -f "$results"

  timeout --kill-after=10 "$seconds" "tests/$suite/bin/Release/$framework/$(basename "$project" .csproj)" \
    -noColor -noLogo -noAutoReporters -longRunning 30 -result-xml "$results" >"$log" 2>&1 </dev/null &
  running=$!
  wait "$running" 2>/dev/null # bash would tell of a crash here, and the suite's line does
  code=$?
  running=

  [[ -f $results ]] || : >"$results"
  passed=$(count "$results" passed) skipped=$(count "$results" skipped)
  failed=$(($(count "$results" failed) + $(count "$results" errors)))
  case $code in
    124 | 137) note="stopped after its $seconds s" ;;
    126 | 127) note='could not be started' ;;
    0) ((passed + failed + skipped > 0)) || note='ran no test' ;;
    *) ((failed > 0)) || note="crashed with exit code $code" ;;
  esac
  [[ -n $note ]] && failed=$((failed + 1))

  printf '%-20s %5d passed %5d failed %5d skipped %5d s  %s\n' "$suite" "$passed" "$failed" "$skipped" $((SECONDS - started)) "$note"
  ((failed > 0)) && sed 's/^/    /' "$log"
  mapfile -t -O ${#failures[@]} failures < <(sed -n 's/^ *\(.*\) \[FAIL\]$/  \1/p' "$log" | sort -u)
  [[ -n $note ]] && failures+=("  $suite $note")
  total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed)) total_skipped=$((total_skipped + skipped))
}

# What is written in TypeScript counts like every other suite; eng/infra-test.sh runs it.
run_infra() {
  local log=$logs/Infra.log started=$SECONDS note='' code passed failed skipped
  REPORTER=tap timeout --kill-after=10 "${budget[Infra]}" eng/infra-test.sh >"$log" 2>&1 </dev/null &
  running=$!
  wait "$running" 2>/dev/null
  code=$?
  running=
  passed=$(sed -n 's/^# pass //p' "$log") failed=$(sed -n 's/^# fail //p' "$log") skipped=$(sed -n 's/^# skipped //p' "$log")
  passed=${passed:-0} failed=${failed:-0} skipped=${skipped:-0}
  case $code in
    124 | 137) note="stopped after its ${budget[Infra]} s" ;;
    0) ((passed > 0)) || note='ran no test' ;;
    *) ((failed > 0)) || note="ended with exit code $code" ;;
  esac
  [[ -n $note ]] && failed=$((failed + 1))
  printf '%-20s %5d passed %5d failed %5d skipped %5d s  %s\n' Infra "$passed" "$failed" "$skipped" $((SECONDS - started)) "$note"
  ((failed > 0)) && sed 's/^/    /' "$log"
  mapfile -t -O ${#failures[@]} failures < <(sed -n 's/^ *not ok [0-9]* - /  Infra: /p' "$log" | sort -u)
  [[ -n $note ]] && failures+=("  Infra $note")
  total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed)) total_skipped=$((total_skipped + skipped))
}

mapfile -t all < <(suites)
all+=(Infra)
chosen=("$@")
for suite in "${chosen[@]}"; do
  [[ " ${all[*]} " == *" $suite "* ]] || give_up "No suite is called $suite. There are: ${all[*]}"
done

((${#chosen[@]} > 0)) || chosen=("${all[@]}")
needs=()
[[ " ${chosen[*]} " == *" Gateways "* ]] && needs+=(gateways)
[[ " ${chosen[*]} " == *" Infra "* ]] && needs+=(web)
[[ " ${chosen[*]} " == *" Web "* ]] && needs+=(web browser)
eng/prerequisites.sh "${needs[@]}" || give_up 'The machine is not ready, see above.'
unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT # it would take Unicode normalization away, see Principal
export DOTNET_TieredPGO=0 # hundreds of short-lived processes: what they would measure of themselves costs a fifth of the time, and helps none of them
mkdir -p "$logs"

if [[ " ${chosen[*]} " == *" Web "* ]]; then
  eng/web.sh >"$logs/web-app.log" 2>&1 || { cat "$logs/web-app.log"; give_up 'The web app could not be built.'; }
fi
if (($# > 0)); then
  mapfile -t folders < <(printf 'tests/%s\n' "${chosen[@]}" | grep -vx tests/Infra)
  build "${folders[@]}"
else
  build Orleans.sln
fi
for suite in "${on_dynamodb[@]}"; do
  [[ " ${chosen[*]} " == *" $suite "* ]] && { eng/dynamodb-local.sh || give_up 'DynamoDB Local is not there, see above.'; break; }
done
for suite in "${chosen[@]}"; do
  [[ -z ${programs[$suite]:-} ]] || eng/prerequisites.sh ${programs[$suite]} || give_up "$suite needs programs that are not there, see above."
done
for suite in "${native[@]}"; do
  if [[ " ${chosen[*]} " == *" $suite "* ]]; then
    package
    break
  fi
done
for suite in "${chosen[@]}"; do
  if [[ $suite == Infra ]]; then run_infra; else run "$suite"; fi
done
finish
