#!/bin/bash
# A night's packets on several machines that share a disk, with GNU parallel and ssh alone.
#
#   ./parallel.sh 8 CASES OUT                         eight shares, on this machine, as many at once as it has cores
#   HOSTS=hosts.txt ./parallel.sh 8 CASES OUT         on the machines in hosts.txt, a line each: 4/user@node1
#
# A share that fails is tried twice more, and goes on where it was. The paths are the same on all machines.
set -euo pipefail
(($# >= 3)) || { echo "usage: $0 SHARDS CASES OUT [OPTION…]" >&2; exit 2; }
shards=$1 cases=$(realpath "$2") out=$(realpath -m "$3")
shift 3
program=$(command -v "${CAREPACKET:-carepacket}")

where=()
[[ -z ${HOSTS:-} ]] || where=(--sshloginfile "$HOSTS")

# Exit code 1: some cases could not be made. The manifest says which, and doing it again would not help.
seq "$shards" | parallel --will-cite "${where[@]}" --quote --retries 3 --joblog "$out.joblog" \
  bash -c '"$@" || (($? == 1))' share \
  "$program" batch "$cases" --output "$out" --shard "{}/$shards" --jobs 1 --resume --quiet "$@"

"$program" merge-manifests "$out"/manifest-*-of-"$shards".jsonl -o "$out/manifest.jsonl"
