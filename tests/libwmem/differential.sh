#!/bin/sh
# Random sequences of calls, answered by upstream's library and by this one: the same, but for the documented differences.
# differential.sh LIBRARY COUNT [PROGRAM]
set -eu
library=$(realpath "$1") count=$2 program=${3:-}
if [ -z "$program" ]; then
  echo "SKIP: not installed, so not tried: libwsutil-dev"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$program" 0 "$count" >"$work/theirs"
status=0
LD_PRELOAD=$library "$program" 0 "$count" >"$work/ours" || status=$?
cmp -s "$work/theirs" "$work/ours" && [ "$status" = 0 ] && exit 0

# The first sequence with another answer, or the one that ours ended in.
number=$(diff "$work/theirs" "$work/ours" | sed -n 's/^< \([0-9]*\) .*/\1/p' | head -n 1)
echo "differential: sequence $number is answered otherwise (status $status); to see it whole:" >&2
echo "  diff <($program $number) <(LD_PRELOAD=$library $program $number)" >&2
"$program" "$number" >"$work/theirs" || true
LD_PRELOAD=$library "$program" "$number" >"$work/ours" || true
diff "$work/theirs" "$work/ours" | head -n 10 >&2
exit 1
