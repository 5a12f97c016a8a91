#!/usr/bin/env bash
# A night in which every hundredth case is damaged: all others are made, and each damaged one is told once, with its
# case, its line and a hint, and nothing of the patient.
#
#     tests/batch/damaged.sh [CASES]                       10000
#     CAREPACKET=…/carepacket CLINIC=…/clinic              programs to take, instead of those of build/release
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cases=${1:-10000}
program=${CAREPACKET:-build/release/carepacket} clinic=${CLINIC:-build/release/tests/bench/clinic}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
damaged=$((cases / 100))

"$clinic" samples/crohns-disease.xml "$cases" "$work/cases" 100
status=0
"$program" batch "$work/cases" -o "$work/out" --only transfer-letter,authorization --quiet \
  2>"$work/messages" || status=$?

fail() { echo "$*" >&2; exit 1; }
[[ $status == 1 ]] || fail "it ended with $status, not 1"
packets=$(find "$work/out" -name packet.pdf | wc -l)
[[ $packets == $((cases - damaged)) ]] || fail "$packets packets, not $((cases - damaged))"
errors=$(grep -c ': error\[' "$work/messages") || true
[[ $errors == "$damaged" ]] || fail "$errors errors, not $damaged"
# Behind each error stands whose case it is, then what to do.
told=$(grep -A2 -E '^[^ ]+\.xml:[0-9]+:[0-9]+: error\[E[0-9]+\]: ' "$work/messages" |
  grep -A1 -E '^   = case: p[0-9]*99-crohns-disease$' | grep -c '^   = hint: ') || true
[[ $told == "$damaged" ]] || fail "$told errors with place, case and hint, not $damaged"
refused=$(grep -c '"status":"refused"' "$work/out/manifest.jsonl") || true
[[ $refused == "$damaged" ]] || fail "$refused refused cases in the manifest, not $damaged"
# Names, birth dates and numbers of the patients stand in their cases alone.
grep -hoE '<(given|family|birthDate)>[^<]+' "$work"/cases/*99.xml | sed 's/<[^>]*>//' | sort -u >"$work/words"
if grep -wFf "$work/words" "$work/messages" "$work/out/manifest.jsonl"; then fail "a message shows a patient"; fi
echo "$cases cases, $damaged of them damaged: $packets packets, and $told messages that name case, line and fix"
