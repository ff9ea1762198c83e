# SPDX-License-Identifier: MIT
# --baseline: what is known by now does not fail a run, one more of the kind does.
. "$(dirname "$0")/tap.sh"
host="-I$here/../migrate/scope/include"
lint() {
  run --lint "$@" -- "$host"
}
bug() { # bug NAME: a function that keeps packet memory in an address
  printf 'static void dissect_%s (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)\n{\n  guint8 *data = wmem_alloc (wmem_packet_scope (), 4);\n  (void) tvb; (void) tree;\n  SET_ADDRESS (&pinfo->src, 2, 4, data);\n}\n' "$1"
  printf 'void proto_reg_handoff_%s (void);\nvoid proto_reg_handoff_%s (void) { dissector_add_uint ("udp.port", 1, create_dissector_handle (dissect_%s, 1)); }\n' "$1" "$1" "$1"
}
{ printf '#include <epan/host.h>\n'; bug one; } >host.c
lint --json=known.json host.c
ok "the program has a finding" eval 'status_is 1 && says "error: .*escapes: " && says "; 1 finding$"'
lint --baseline=known.json host.c
ok "known: exit status 0" status_is 0
ok "known: not told, but counted" eval '! says "escapes: " >/dev/null && says "; 1 known by the baseline"'
lint --baseline=known.json --json=after.json host.c
ok "known: counted in the JSON report" eval 'grep -q "\"known_findings\" : 1" after.json && grep -q "\"findings\" : \[\]" after.json && sed -n "/\"known\" :/,/\]/p" after.json | grep -q "\"escapes\""'
sed -i '1a\
/* lines that move */\
\
' host.c
lint --baseline=known.json host.c
ok "lines that move change nothing" eval 'status_is 0 && says "1 known"'
{ printf '#include <epan/host.h>\n'; bug one; bug two; } >host.c
lint --baseline=known.json host.c
ok "one more of the same kind is new" eval 'status_is 1 && says "; 1 finding; 1 known by the baseline"'
lint --baseline=known.json --json=next.json host.c
lint --baseline=next.json host.c
ok "a report made with a baseline is the next one: it has what was known, too" eval 'status_is 0 && says "; 2 known by the baseline"'
cp host.c other.c
lint --baseline=known.json host.c other.c
ok "the same in another file is new" eval 'status_is 1 && says "other.c:.*escapes"'
printf '#include <epan/host.h>\n' >empty.c
lint --baseline=known.json empty.c
ok "what is gone is said" eval 'status_is 0 && says "1 of the baseline gone: make it anew"'
echo '{ "tool": "another" }' >another.json
lint --baseline=another.json host.c
refuses "another program's file" "cannot use 'another.json' as --baseline: it is no report of this program; make one with --lint --json=FILE"
lint --baseline=missing.json host.c
refuses "no such file" "cannot use 'missing.json' as --baseline"
for broken in '[]' '{' '{ "tool": "wmem-migrate" }' '{ "tool": "wmem-migrate", "findings": [ 1 ] }' '{ "tool": "wmem-migrate", "findings": [ { "rule": 1 } ] }'; do
  echo "$broken" >broken.json
  lint --baseline=broken.json host.c
  ok "broken baseline $broken: refused" eval 'status_is 2 && one_line_error'
done
done_testing
