#!/bin/bash
# A night's packets on a Slurm cluster: an array of tasks, each of which takes the cases that fall to it.
#
#   sbatch --array=1-8 slurm.sh CASES OUT             CASES and OUT are on a disk that all nodes share
#   SHARDS=8 sbatch --array=3 slurm.sh CASES OUT      the third of the eight once more: it goes on where it was
#
# CASES is whatever carepacket batch takes: a folder, a file of cases. What a task says is in slurm-<job>_<task>.out.
#SBATCH --job-name=carepacket
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=02:00:00
#SBATCH --requeue
set -euo pipefail
(($# >= 2)) || { echo "usage: sbatch --array=1-N $0 CASES OUT [OPTION…]" >&2; exit 2; }
cases=$1 out=$2
shift 2

shard=$SLURM_ARRAY_TASK_ID/${SHARDS:-$SLURM_ARRAY_TASK_COUNT}
status=0
srun --cpus-per-task="${SLURM_CPUS_PER_TASK:-1}" "${CAREPACKET:-carepacket}" batch "$cases" --output "$out" \
  --shard "$shard" --jobs "${SLURM_CPUS_PER_TASK:-1}" --resume "$@" || status=$?

# 1: some cases could not be made. The manifest says which, and doing it again would not help: the task is done.
((status == 1)) && exit 0
exit "$status"
