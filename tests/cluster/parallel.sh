#!/bin/bash
# samples/cluster/parallel.sh with a real GNU parallel: shares of a night, one of which fails at first, compared with
# what one machine makes alone.
#
#   tests/cluster/parallel.sh [SHARDS]                CAREPACKET=… another program than that of the build
set -euo pipefail
shards=${1:-5}
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${CAREPACKET:-$tree/build/release/carepacket}
[[ -x $program ]] || program=$tree/build/dev/carepacket
[[ -x $program ]] || { echo "build carepacket first: ./dev packet" >&2; exit 2; }
command -v parallel >/dev/null || {
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends parallel
}

folder=$(mktemp -d /tmp/carepacket-parallel.XXXXXX)
trap 'rm -rf "$folder"' EXIT

# A program that is killed the first time it is asked for the third share.
cat >"$folder/carepacket" <<END
#!/bin/bash
if [[ " \$* " == *" --shard 3/$shards "* && ! -e $folder/killed ]]; then
  touch $folder/killed
  kill -KILL \$\$
fi
exec "$program" "\$@"
END
chmod +x "$folder/carepacket"

"$program" batch "$tree/samples" --output "$folder/alone" --quiet 2>/dev/null || (($? == 1))
CAREPACKET=$folder/carepacket "$tree/samples/cluster/parallel.sh" "$shards" "$tree/samples" "$folder/night" 2>/dev/null
[[ -e $folder/killed ]] || { echo "FAILED: no share was killed" >&2; exit 1; }
rm "$folder/killed"

papers() { (cd "$1" && find . -type f ! -name 'manifest*' ! -name 'batch-report*' -print0 | sort -z | xargs -0 sha256sum); }
cmp "$folder/night/manifest.jsonl" "$folder/alone/manifest.jsonl"
cmp <(papers "$folder/night") <(papers "$folder/alone")
echo "$(papers "$folder/night" | wc -l) papers, made by $shards shares, one of them killed at first: byte for byte those of one machine."
