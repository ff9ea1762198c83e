# SPDX-License-Identifier: MIT
# Reports: all formats tell the same counts, and stand on their own.
. "$(dirname "$0")/tap.sh"

printf '#include <epan/emem.h>\nvoid *(*pointer) (size_t) = ep_alloc;\nvoid *f (void) { return ep_alloc (4); } /* "quoted" \\ and \xe4 </script> */\n' >residue.c
migrate --json=r.json --sarif=r.sarif --replacements=r.yaml --html=r.html residue.c old.c
ok "exit status 1" status_is 1
ok "text: the place, the reason and what to do" says '^residue.c:2:29: left: reference: ep_alloc: '
ok "text: why the old include stays" says 'residue.c:1:10: left: together: epan/emem.h: what is left in this file needs it'
found=$(sed -n 's/^found \([0-9]*\) = rewritten \([0-9]*\) .*left \([0-9]*\) .*/\1 \2 \3/p' err)
# shellcheck disable=SC2086
set -- $found
ok "text: the ledger balances" [ "$1" -eq $(($2 + $3)) ]
in_json() { grep -q "\"$1\" : $2" r.json; }
ok "JSON: the same counts" eval "in_json found $1 && in_json rewritten $2 && in_json left $3"
ok "HTML: the balance of the ledger" eval 'grep -qF "$(grep "^found" err)" r.html'
if command -v python3 >/dev/null; then
  ok "JSON: parses" python3 -c 'import json; json.load(open("r.json"))'
  ok "JSON: each place has its outcome" python3 -c '
import json
report = json.load(open("r.json"))
places = [o for f in report["files"] for o in f["occurrences"]]
assert len(places) == report["ledger"]["found"]
assert sum(o["outcome"] == "rewritten" for o in places) == report["ledger"]["rewritten"]
assert sum(f["ledger"]["found"] for f in report["files"]) == report["ledger"]["found"]'
  ok "SARIF: parses, and has a result for the residue" python3 -c '
import json
run = json.load(open("r.sarif"))["runs"][0]
rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
assert [r for r in run["results"] if r["ruleId"] == "reference" and r["level"] == "warning"]
assert all(r["ruleId"] in rules for r in run["results"])'
else
  skip "JSON parses" "no python3 to read it with"
fi
printf '#include <epan/emem.h>\nvoid f (emem_strbuf_t *);\nvoid f (emem_strbuf_t *b) { ep_strbuf_append (b, b->str); ep_strdup ("x"); }\n' >family.c
migrate --emit-plan=family.json family.c
sed 's/"rule" : "e[a-z]*_strbuf/&/; /"rule" : ".*strbuf/,/"apply"/s/"apply" : true/"apply" : false/' family.json >refused.json
migrate --apply-plan=refused.json family.c
ok "plan: of a family each place may be refused: none is left for another reason" eval \
  'status_is 1 && prints "^+.*wmem_strdup" && ! prints "^+.*wmem_strbuf" && says "residue 0, nothing to do 5" && ! says together'
printf '#include <epan/emem.h>\n#if 0\nep_verify_pointer (p);\n#endif\nvoid *f (void) { return ep_alloc (4); }\n' >inactive.c
migrate inactive.c
ok "text: why the old include stays for code that is not compiled" says '^inactive.c:1:10: left: .*regions that are not compiled'
ok "SARIF: says its version" grep -q '"version" : "2.1.0"' r.sarif
ok "replacements: begin and end as clang's do" eval '[ "$(head -1 r.yaml)" = "---" ] && [ "$(tail -1 r.yaml)" = "..." ]'
apply=$(command -v clang-apply-replacements || ls /usr/bin/clang-apply-replacements-* 2>/dev/null | head -1)
if [ -n "$apply" ]; then
  mkdir yaml && cp old.c nested.c yaml
  migrate --replacements=yaml/r.yaml --quiet yaml/old.c yaml/nested.c
  mkdir in && cp old.c nested.c in && migrate --in-place in
  "$apply" yaml >apply.log 2>&1
  ok "replacements: clang-apply-replacements makes the same files" \
    eval 'cmp yaml/old.c in/old.c && cmp yaml/nested.c in/nested.c'
else
  skip "replacements: applied" "no clang-apply-replacements"
fi
ok "HTML: one page, nothing from elsewhere" \
  eval 'grep -q "^<!DOCTYPE html>" r.html && ! grep -q " src=\|https\?://\|@import\|url(" r.html'
sed -n 's/.*<script type="application\/json" id="data">\(.*\)<\/script>$/\1/p' r.html >page.json
ok "HTML: source text cannot end its data" eval '[ -s page.json ] && ! grep -q "<" page.json && grep -q "u003c/script>" page.json'
if command -v python3 >/dev/null; then
  ok "HTML: its data are the JSON report" python3 -c '
import json
report, page = json.load(open("r.json")), json.load(open("page.json"))
assert {name: page[name] for name in report} == report
changed = [part for runs in page["code"].values() for run in runs for part in run["parts"] if isinstance(part, dict)]
assert any("ep_alloc" in part["old"] and "wmem_alloc" in part["new"] for part in changed), changed'
else
  skip "HTML: its data" "no python3 to read it with"
fi
ok "HTML: valid UTF-8" eval 'iconv -f UTF-8 -t UTF-8 r.html >/dev/null 2>&1'

for format in text json sarif replacements html; do
  migrate --format=$format --quiet residue.c
  ok "--format=$format: on standard output" [ -s out ]
done
migrate --format=text residue.c
ok "--format=text: the ledger once" eval 'prints "^found" && [ ! -s err ]'
migrate --stats old.c
ok "--stats: counts by rule" says '^ep_strdup_printf *found *1 *rewritten *1'
ok "--stats: the stages' times" says '^stage verify'

# ---- the plan ----
migrate --emit-plan=plan.json old.c
cp out whole.diff
ok "plan: one decision a place" [ "$(grep -c '"apply" : true' plan.json)" -eq 4 ]
migrate --apply-plan=plan.json old.c
ok "plan: unedited, it makes the same diff" cmp -s out whole.diff
tr '\n' '\r' <plan.json | sed 's/\("name" : "se_strdup"[^}]*"apply" : \)true/\1false/' | tr '\r' '\n' >edited.json
migrate --apply-plan=edited.json old.c
ok "plan: what a person said no to is left" eval '! grep -q "^-.*se_strdup" out && prints "^+.*wmem_new"'
ok "plan: and named" says 'left: .*se_strdup'
printf '#include <epan/emem.h>\n#if 0\n  ep_alloc (8);\n#endif\nvoid *f (void) { return ep_alloc (4); }\n' >unsure.c
migrate --only=safe --emit-plan=safe.json unsure.c
ok "--only=safe: what is to be looked at is left" eval 'says "3:3: left: confidence: ep_alloc" && says "rewritten 1"'
sed 's/"apply" : false/"apply" : true/' safe.json >asked.json
migrate --only=safe --apply-plan=asked.json unsure.c
ok "plan: what a person asks for by name is applied" eval 'says "rewritten 3" && prints "^+ *wmem_alloc"'
sed -i 's/"line" : [0-9]*/"line" : 999/' edited.json
migrate --apply-plan=edited.json old.c
refuses "plan of another file" "which is not there: emit the plan again"

# ---- the rules ----
run --list-rules
ok "--list-rules" eval 'status_is 0 && prints ep_strdup_printf'
run --explain ep_strdup_printf
ok "--explain" eval 'status_is 0 && prints wmem_strdup_printf'
run --dump-rules
cp out all.rules
ok "--dump-rules" prints 'ep_strdup_printf'
run --version
ok "--version" prints '^wmem-migrate [0-9]'
run --help
ok "--help" eval 'status_is 0 && prints "Exit status"'
done_testing
