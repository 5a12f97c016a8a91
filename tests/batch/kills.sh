#!/usr/bin/env bash
# Kills a night's run at random moments and resumes it, and compares what it comes to with a run that nobody killed.
#
#     tests/batch/kills.sh [CASES [KILLS [SEED]]]          10000 cases, 50 kills
#     CAREPACKET=…/carepacket CLINIC=…/clinic              programs to take, instead of those of build/release
#     CONTAINER=tar                                        into one file
#
# Each kill is SIGKILL to the whole program, at a moment between the start and the time that the whole run takes; the
# run then goes on from what it had, so that the fifty kills hit one run after the other in all of its states.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cases=${1:-10000} kills=${2:-50} seed=${3:-1}
program=${CAREPACKET:-build/release/carepacket} clinic=${CLINIC:-build/release/tests/bench/clinic}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
options=(--only "transfer-letter,authorization,story-summary,questions-treatment,comparison" --quiet)
[[ -z "${CONTAINER:-}" ]] || options+=(--container "$CONTAINER")
RANDOM=$seed

"$clinic" samples/crohns-disease.xml "$cases" "$work/cases" 100
started=$(date +%s%N)
status=0
"$program" batch "$work/cases" -o "$work/whole" "${options[@]}" 2>"$work/whole.messages" || status=$?
took=$((($(date +%s%N) - started) / 1000000))
[[ $status == 1 ]] || { echo "the whole run ended with $status, not 1" >&2; exit 1; }

killed=0 rounds=0
while ((killed < kills)); do
  rounds=$((rounds + 1))
  "$program" batch "$work/cases" -o "$work/killed" "${options[@]}" --resume 2>"$work/messages" &
  run=$!
  # What is left to do shrinks: a moment within what is left of it.
  done_so_far=$({ cat "$work/killed/manifest.jsonl.before" 2>/dev/null || true; } | wc -l)
  left=$((took * (cases - (done_so_far < cases ? done_so_far : cases)) / cases + 40))
  moment=$((RANDOM * left / 32768))
  sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
  if kill -KILL "$run" 2>/dev/null; then killed=$((killed + 1)); fi
  wait "$run" 2>/dev/null && code=0 || code=$?
  # A run that came to its end before the kill is taken away, and the next begins anew.
  if [[ $code != 137 ]]; then
    diff -r "$work/whole" "$work/killed" >"$work/difference" || { head "$work/difference"; exit 1; }
    rm -rf "$work/killed"
  fi
done
status=0
"$program" batch "$work/cases" -o "$work/killed" "${options[@]}" --resume 2>"$work/messages" || status=$?
[[ $status == 1 ]] || { echo "the resumed run ended with $status, not 1" >&2; exit 1; }
diff -r "$work/whole" "$work/killed" >"$work/difference" || { head "$work/difference"; exit 1; }
files=$(find "$work/whole" -type f | wc -l)
echo "$killed kills in a run of $cases cases ($rounds starts): $files files, byte for byte those of a run that nobody killed"
