#!/bin/sh
# In upstream's place: a program compiled against upstream's headers, and stock tshark, print the same with this library
# preloaded. preload.sh LIBRARY CAPTURE_FOLDER [UPSTREAM_PROGRAM]
set -eu
library=$(realpath "$1") captures=$2 program=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
skipped=

same () { # NAME COMMAND...
  name=$1
  shift
  "$@" >"$work/theirs" 2>"$work/theirs.err"
  if ! LD_PRELOAD=$library "$@" >"$work/ours" 2>"$work/ours.err" || ! cmp -s "$work/theirs" "$work/ours"; then
    echo "preload: '$name' does not print the same with $library preloaded:" >&2
    diff "$work/theirs" "$work/ours" | head -n 20 >&2
    tail -n 3 "$work/ours.err" >&2
    status=1
  fi
}

if [ -n "$program" ]; then
  same 'a program of upstream' "$program"
else
  skipped=' libwsutil-dev'
fi

if command -v tshark >/dev/null; then
  for name in dns http snmp tls sip rpc dhcp-malformed ftp-malformed; do
    same "tshark on $name" tshark -n -V -r "$captures/$name.pcap"
  done
  same 'tshark in two passes' tshark -n -2 -z conv,tcp -r "$captures/http.pcap"
  export WIRESHARK_DEBUG_WMEM_OVERRIDE=strict
  same 'tshark, every pool strict' tshark -n -V -r "$captures/dns.pcap"
else
  skipped="$skipped tshark"
fi

if [ "$status" = 0 ] && [ -n "$skipped" ]; then
  echo "SKIP: not installed, so not tried:$skipped"
  exit 77
fi
exit "$status"
