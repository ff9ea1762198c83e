# SPDX-License-Identifier: MIT
# Inputs that are damaged, huge or of another kind than was thought of: an answer or a clear error, never a crash.
. "$(dirname "$0")/tap.sh"

# ---- names that are no UTF-8 ----
source=$(printf 's\344\363.c') && header=$(printf 'h\344.h')
cp old.c "$source"
printf '#include <epan/emem.h>\nstatic inline void *f (void) { return ep_alloc (4); }\n' >"$header"
printf '#include "%s"\nvoid *g (void) { return f (); }\n' "$header" >user.c
migrate "$source"
ok "source whose name is no UTF-8: a diff" eval 'status_is 1 && says "found 4 = rewritten 4"'
printf 'source *s*.c none runs in between\n' >patterns.roots
migrate --facts=patterns.roots "$source"
ok "patterns of facts: one fits a path that is no UTF-8" eval 'status_is 1 && says "runs in between: no packet is being dissected"'
printf 'source *\327_*/\253\363.c packet bytes\nargument *b\253*b\363 0 packet bytes\n' >patterns.roots
migrate --facts=patterns.roots "$source"
ok "patterns of facts that are no UTF-8" eval 'status_is 1 && says "found 4 = rewritten 4"'
migrate user.c --json=o.json --sarif=o.sarif --html=o.html --replacements=o.yaml --index=o.index --emit-plan=o.plan
ok "header whose name is no UTF-8: a diff, and all reports" eval 'status_is 1 && says "found 2 = rewritten 2" && [ -s o.json ] && [ -s o.html ]'
migrate user.c --index=o.index --apply-plan=o.plan
ok "header whose name is no UTF-8: its index and its plan are read" status_is 1
migrate --in-place user.c "$source"
ok "names that are no UTF-8: written" eval 'status_is 0 && grep -q wmem_alloc "$header" && grep -q wmem_strdup "$source"'

# ---- a file that includes itself ----
printf '#include "self.c"\n#include <epan/emem.h>\nvoid *f (void) { return ep_alloc (4); }\n' >self.c
migrate self.c
refuses "file that includes itself" "nested too deeply"
printf '#ifndef ONCE\n#define ONCE\n#include "twice.c"\n#endif\n#include <epan/emem.h>\nextern int n;\n' >twice.c
printf 'void *f%s (void) { return ep_alloc (4); }\n' '' >>twice.c
sed -i 's/^void/#ifdef ONCE_MORE\nvoid/; $a #else\n#define ONCE_MORE\n#endif' twice.c
migrate twice.c
ok "file that includes itself once: read" eval '! says "nested" >/dev/null && says "found"'

# ---- an include that is not read: what the unit says without it is not known ----
for include in NOTHING '""' '"huge.h"'; do
  printf '#include <epan/emem.h>\n#include %s\nvoid *f (void) { return ep_alloc (4); }\n' "$include" >unread.c
  truncate -s 3G huge.h
  migrate --in-place --allow-dirty unread.c
  refuses "include of $include" "unread.c:2:10: .*"
  ok "include of $include: nothing is written" eval 'grep -q "return ep_alloc" unread.c'
done
rm -f huge.h unread.c

# ---- an API named a hundred thousand times ----
awk 'BEGIN { print "#include <epan/emem.h>\n/*"; for (i = 0; i < 100000; i++) printf "ep_alloc "; print "*/\nvoid *f (void) { return ep_alloc (4); }" }' >many.c
migrate --stats many.c
ok "comment that names an API 100000 times: the ledger balances" says 'found 100002 = rewritten 2 .*left 100000'
memory=$(sed -n 's/^largest worker: \([0-9]*\) MB/\1/p' err)
ok "comment that names an API 100000 times: less than 2.5 KB for each (${memory} MB)" [ "$memory" -lt 310 ]
migrate --comments -q --output-dir=all many.c
ok "comment that names an API 100000 times, --comments: each is rewritten" \
  eval '[ "$(grep -o "wmem_alloc " all/many.c | wc -l)" -eq 100001 ] && ! grep -q ep_alloc all/many.c'

# ---- plans ----
migrate --emit-plan=plan.json old.c
plan() { sed "$1" plan.json >changed.json && ! cmp -s plan.json changed.json && migrate --in-place --apply-plan=changed.json old.c; }
plan '0,/"path" : "old.c"/s//"path" : []/'
refuses "plan with a list for a path" "'changed.json' has no \"path\" that is a string"
plan '0,/"apply" : true/s//"apply" : "true"/'
refuses "plan with a text for true" "no \"apply\" that is true or false"
plan '0,/"line" : [0-9]*/s//"line" : "2"/'
refuses "plan with a text for a line" "no \"line\" that is a number"
plan '0,/"name" : "[^"]*"/s//"name" : null/'
refuses "plan without a name" "no \"name\" that is a string"
plan 's/"plan" : 1,/"plan" : 2,/'
refuses "plan of another version" "'changed.json' is a plan of another version"
plan 's/"plan" : 1,//'
refuses "plan of no version" "'changed.json' is a plan of another version"
plan 's/"decisions"/"decisionss"/'
refuses "plan without decisions" "'changed.json' is no plan"
plan '0,/"line" : [0-9]*/s//"line" : 99999999999/'
refuses "plan of a line that is not there" "old.c:99999999999 .*which is not there"
unchanged "plans" old.c

# ---- indices ----
migrate --index=index old.c
size=$(stat -c %s index)
crashed=0
accepted=0
for byte in 5 40 100 $((size / 2)) $((size - 300)) $((size - 100)) $((size - 9)) $((size - 1)); do
  cp index damaged && printf '\377\177' | dd of=damaged bs=1 seek="$byte" conv=notrunc 2>/dev/null
  migrate --index=damaged clean.c
  [ "$status" -le 2 ] || crashed=$((crashed + 1))
  [ "$status" -eq 2 ] || accepted=$((accepted + 1))
done
ok "damaged index: no crash" [ "$crashed" -eq 0 ]
ok "damaged index: seen each time" [ "$accepted" -eq 0 ]
head -c $((size / 2)) index >damaged
migrate --index=damaged clean.c
refuses "half an index" "'damaged'.*remove it"
: >damaged
migrate --index=damaged clean.c
refuses "empty index" "'damaged'.*remove it"

# ---- files that are no files ----
mkfifo header.h
printf '#include "header.h"\nvoid *f (void) { return ep_alloc (4); }\n' >reads-pipe.c
timeout 60 "$program" "$after" --timeout=5 reads-pipe.c -- "$flags" >out 2>err
status=$?
ok "header that is a pipe: no hang" [ "$status" -ne 124 ]
migrate /proc/self/status
refuses "file of /proc" "it is not C\|it is empty\|no regular file"
for option in --rules --facts --apply-plan --files-from; do
  migrate $option=/ old.c
  ok "$option that is a folder: an error" eval 'status_is 2 && one_line_error'
  printf '\377\376\000binary\000' >binary
  migrate $option=binary old.c
  ok "$option that is no text: an error" eval 'status_is 2 && one_line_error'
done
run -p / old.c
ok "-p without a database: an error" eval 'status_is 2 && one_line_error'
printf '[{"directory": "%s", "file": "old.c", "command": "cc \377 -c old.c"}]' "$scratch" >compile_commands.json
run old.c
ok "database that is no UTF-8: an error" eval 'status_is 2 && one_line_error'
# ---- what stands between names ----
# A letter is of the name, what is none, or no UTF-8, is not: the name behind it is one that the ledger has.
for mark in '\377' '\342\200\250' '\302\240'; do
  printf "#include <epan/emem.h>\nvoid *f (void);\nvoid *f (void) { return ${mark}ep_alloc (3); }\n" >marked.c
  migrate --json=o.json marked.c
  ok "a name behind bytes that are no letter ($mark) is in the ledger" grep -q '"name" : "ep_alloc"' o.json
done
printf '#include <epan/emem.h>\nvoid *\303\251ep_alloc (int);\nvoid *f (void);\nvoid *f (void) { return ep_alloc (3); }\n' >marked.c
migrate marked.c
ok "a name with a letter before it is another one" eval 'status_is 1 && says "found 2 = rewritten 2"'
# What is in the way of a look at the bytes alone is left to the parser.
printf '#include /* emem */ <epan/emem.h>\nint x;\n' >hidden.c
migrate hidden.c
ok "a comment hides the only header of emem: it goes" eval 'status_is 1 && says "found 1 = rewritten 1"'
printf '#include <epan/emem.h>\n' >split.h
printf '#include "split.h"\nvoid *f (void);\nvoid *f (void) { return ep_\\ \nalloc (4); }\n' >split.c
migrate split.c
ok "the only name is split, with a blank behind the backslash: rewritten" eval 'status_is 1 && prints "return wmem_alloc"'
# json-glib takes more for JSON than JSON is: a guard that does not would be talked round.
kind=0
for start in '' '/*"*/' '//"\n' "['\"'," '#"\n' '["\\u1",",' '["\\ud800",",'; do
  kind=$((kind + 1))
  { printf "$start" && awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["; }'; } >compile_commands.json
  run old.c
  ok "database that is nested deeply, $kind: an error" eval 'status_is 2 && one_line_error'
  for option in --apply-plan --baseline; do
    migrate "$option=compile_commands.json" old.c
    ok "$option that is nested deeply, $kind: an error" eval 'status_is 2 && one_line_error'
  done
done
done_testing
