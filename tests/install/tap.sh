# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What the tests here share: checks that print TAP. The folder $work is theirs.
number=0 failed=0

ok () { # NAME COMMAND...
  name=$1
  shift
  number=$((number + 1))
  if "$@" >"$work/said" 2>&1; then
    echo "ok $number - $name"
  else
    failed=$((failed + 1))
    echo "not ok $number - $name"
    sed 's/^/# /' "$work/said" | tail -n 20
  fi
}
skip () {
  number=$((number + 1))
  echo "ok $number - $1 # SKIP $2"
}
done_testing () {
  echo "1..$number"
  [ "$failed" -eq 0 ]
  exit $?
}
