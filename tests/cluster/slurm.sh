#!/bin/bash
# samples/cluster/slurm.sh on a real Slurm: slurmctld, slurmd and munged of Debian, on this machine, in a temporary
# folder. A night of made-up cases is made as an array of tasks, one of which is killed and done again; the manifests
# are merged; and everything is compared, byte for byte, with what one machine makes alone.
#
#   tests/cluster/slurm.sh [CASES] [SHARDS]           as root; CAREPACKET=… another program than that of the build
#
# Needs slurm-wlm and munge, and installs them. Nothing of the machine's own Slurm, if there is one, is touched.
set -euo pipefail
cases=${1:-3000} shards=${2:-6}
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${CAREPACKET:-$tree/build/release/carepacket}
[[ -x $program ]] || program=$tree/build/dev/carepacket
[[ -x $program ]] || { echo "build carepacket first: ./dev packet" >&2; exit 2; }
((EUID == 0)) || { echo "run this as root: the daemons want it" >&2; exit 2; }
export CAREPACKET=$program

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf '\nFAILED: %s\n' "$*" >&2
  tail -n 20 "$folder"/*.log >&2 || true
  exit 1
}

for one in slurmctld:slurm-wlm slurmd:slurm-wlm munged:munge; do
  command -v "${one%%:*}" >/dev/null || {
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends slurm-wlm munge
  }
done

folder=$(mktemp -d /tmp/carepacket-slurm.XXXXXX)
daemons=()
clean_up() {
  ((${#daemons[@]})) && kill "${daemons[@]}" 2>/dev/null
  wait 2>/dev/null
  rm -rf "$folder"
}
trap clean_up EXIT
chmod 755 "$folder"
mkdir -m 700 "$folder/munge"
mkdir "$folder/state" "$folder/spool" "$folder/cases"

# --- a cluster of one node

start_cluster() {
  local host
  host=$(hostname -s)
  (umask 277 && head -c 1024 /dev/urandom >"$folder/munge/key")
  # In a container there are no control groups to put tasks into: their processes are found in /proc.
  cat >"$folder/slurm.conf" <<END
ClusterName=carepacket
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=night Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
  export SLURM_CONF=$folder/slurm.conf
  munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
    --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" \
    >"$folder/munged.log" 2>&1 &
  daemons+=($!)
  for _ in {1..50}; do [[ -S $folder/munge/socket ]] && break || sleep 0.1; done
  slurmctld -D >"$folder/slurmctld.out.log" 2>&1 &
  daemons+=($!)
  slurmd -D >"$folder/slurmd.out.log" 2>&1 &
  daemons+=($!)
  for _ in {1..60}; do
    [[ $(sinfo -h -o %T 2>/dev/null) == idle ]] && return
    sleep 0.5
  done
  fail "the node of the cluster did not come up"
}

# --- a night of cases: every sample again and again under other ids, and one in a hundred that is wrong

make_cases() {
  local samples=() text i
  for text in "$tree"/samples/*.xml; do samples+=("$(<"$text")"); done
  for ((i = 0; i < cases; ++i)); do
    text=${samples[i % ${#samples[@]}]}
    text=${text/<case id=\"/<case id=\"$i-}
    ((i % 100 != 50)) || text=${text/<asOf>/<asOff>}
    printf '%s\n' "$text" >"$folder/cases/$i.xml"
  done
}

# Runs the array, or one task of it. The options that slurm.sh asks its cluster for are those of a larger one.
submit() {
  sbatch --wait --cpus-per-task=1 --mem=0 --chdir="$folder" --output="$folder/task-%a.txt" "$@" \
    "$tree/samples/cluster/slurm.sh" "$folder/cases" "$folder/array"
}

papers() { (cd "$1" && find . -type f ! -name 'manifest*' ! -name 'batch-report*' -print0 | sort -z | xargs -0 sha256sum); }

say "a cluster"
start_cluster
sinfo
say "$cases cases"
make_cases

say "one machine"
"$program" batch "$folder/cases" --output "$folder/alone" --quiet 2>"$folder/alone.txt" || (($? == 1)) || fail "alone"
tail -n 1 "$folder/alone/manifest.jsonl"

say "an array of $shards tasks, the second of which is killed"
submit --parsable --array="1-$shards" >"$folder/job" &
array=$!
for _ in {1..600}; do
  part=$folder/array/manifest-2-of-$shards.jsonl.part
  [[ -s $part ]] && (($(wc -l <"$part") > 20)) && break || sleep 0.05
done
[[ -s $part ]] || fail "the second task was over before it could be killed: give it more cases"
scancel --signal=KILL "$(<"$folder/job")_2" || fail "the second task is not there"
wait "$array" && fail "the array says that all is well"
for ((i = 1; i <= shards; ++i)); do
  manifest=$folder/array/manifest-$i-of-$shards.jsonl
  [[ -e $manifest ]] && echo "task $i: $(($(wc -l <"$manifest") - 2)) cases" || echo "task $i: no manifest"
done

say "the manifests of the others do not pass for a night"
status=0
"$program" merge-manifests "$folder"/array/manifest-*-of-"$shards".jsonl -o "$folder/merged.jsonl" || status=$?
((status != 0)) && [[ ! -e $folder/merged.jsonl ]] || fail "a shard is missing, and nobody said so"

say "the second task once more"
SHARDS=$shards submit --array=2 || fail "the second task: $(cat "$folder/task-2.txt")"
tail -n 4 "$folder/task-2.txt"

say "merged"
"$program" merge-manifests "$folder"/array/manifest-*-of-"$shards".jsonl -o "$folder/merged.jsonl" || fail "merge"
cmp "$folder/merged.jsonl" "$folder/alone/manifest.jsonl" || fail "the merged manifest is not that of one machine"
cmp <(papers "$folder/array") <(papers "$folder/alone") || fail "the papers are not those of one machine"
printf '\n%s papers of %s cases, made by %s tasks, one of them killed: byte for byte those of one machine.\n' \
  "$(papers "$folder/array" | wc -l)" "$cases" "$shards"
