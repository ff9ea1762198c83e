# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What the command-line tests share: a scratch folder with the sample tree, checks that print TAP, and running the program.
#
# Usage of a test: sh NAME.sh PROGRAM. It ends with `done_testing`.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/wmem-cli-XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
cp -r "$here"/tree/. "$scratch"
cd "$scratch" || exit 99
mkdir tmp
export TMPDIR="$scratch/tmp" XDG_CACHE_HOME="$scratch/cache"
flags="-I$scratch/before"
after="--after-arg=-I$scratch/after"
number=0
failed=0
unset NO_COLOR G_MESSAGES_DEBUG PAGER

# ok NAME CONDITION...: passes where the command succeeds.
ok() {
  name=$1
  shift
  number=$((number + 1))
  if "$@"; then
    echo "ok $number - $name"
  else
    failed=$((failed + 1))
    echo "not ok $number - $name"
    echo "# failed: $*"
    [ -f err ] && sed 's/^/# stderr: /' err
    [ -f out ] && sed 's/^/# stdout: /' out | head -30
  fi
}

skip() {
  number=$((number + 1))
  echo "ok $number - $1 # SKIP $2"
}

# run ARGUMENTS...: runs the program; $status, out and err hold what came of it.
run() {
  "$program" "$after" "$@" >out 2>err
  status=$?
}

# migrate FILES AND OPTIONS...: runs the program with the sample's flags.
migrate() {
  run "$@" -- "$flags"
}

status_is() { [ "$status" -eq "$1" ] || { echo "# exit status $status, expected $1"; return 1; }; }
says() { grep -q -e "$1" err || { echo "# standard error lacks: $1"; return 1; }; }
prints() { grep -q -e "$1" out || { echo "# standard output lacks: $1"; return 1; }; }
one_line_error() {
  [ "$(wc -l <err)" -eq 1 ] && grep -q '^wmem-migrate: [a-z'"'"'/.-]' err && ! grep -q '\.$' err && [ ! -s out ]
}

# refuses NAME TEXT: the last run ended with a one-line error that holds TEXT, exit status 2.
refuses() {
  ok "$1: exit status 2" status_is 2
  ok "$1: one line that starts with the program's name" one_line_error
  ok "$1: names the thing" says "$2"
}

# unchanged NAME FILE...: the files are those of the sample tree, and nothing was left beside them.
unchanged() {
  name=$1
  shift
  for file in "$@"; do
    ok "$name: '$file' is as it was" cmp -s "$here/tree/$file" "$file"
  done
  ok "$name: no temporary files" no_temporary_files
}
no_temporary_files() { [ -z "$(find "$scratch" -name '*wmem-migrate*' ! -name '*.sh')" ]; }

done_testing() {
  echo "1..$number"
  [ "$failed" -eq 0 ]
  exit $?
}
