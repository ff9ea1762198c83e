# SPDX-License-Identifier: MIT
# What a run may claim: nothing unproved is written, nothing returns that was taken back, and every reader of a header has a say.
. "$(dirname "$0")/tap.sh"

# A name that pasting makes still needs the old header: the swap of the include is taken back for good.
printf '#define COPY(scope, text) scope##_strdup (text)\n' >paste.h
cat >pasted.c <<'END'
#include <epan/emem.h>
#include "paste.h"
char *copies[2];
void copy (const char *text) { copies[0] = COPY (ep, text); copies[1] = ep_strdup (text); }
END
migrate --in-place pasted.c
ok "pasted name: not called done" status_is 1
ok "pasted name: the old header stays" grep -q '^#include <epan/emem.h>' pasted.c
ok "pasted name: the other place is rewritten" grep -q 'copies\[1\] = wmem_strdup' pasted.c
ok "pasted name: it parses on the after side" eval 'cc -fsyntax-only -Werror=implicit-function-declaration "$flags" -Iafter pasted.c 2>err'
cp pasted.c before.c
migrate --in-place pasted.c
ok "pasted name: a second run changes nothing" cmp -s pasted.c before.c

# The untouched file on the after side is the baseline.
mkdir -p gone/epan old_side new_side
cp -r before/epan/. gone/epan
printf 'int gone_later (int);\n' >before/epan/extra.h
printf 'int comes_instead (int);\n' >gone/epan/extra.h
cat >later.c <<'END'
#include <epan/emem.h>
#include <epan/extra.h>
char *one (const char *text) { return ep_strdup (text); }
int two (int n) { return gone_later (n); }
char *three (const char *text) { return ep_strdup (text); }
END
entry() { printf '[{"directory": "%s", "file": "%s", "arguments": ["cc", "-I%s/%s", "-c", "%s"]}]' "$scratch" "$2" "$scratch" "$1" "$2"; }
entry before later.c >old_side/compile_commands.json
entry gone later.c >new_side/compile_commands.json
run -p old_side --after-p new_side later.c
ok "after side lacks what the rewrite does not touch: no neighbour pays" says 'found 3 = rewritten 3'
ok "after side lacks what the rewrite does not touch: no roll-back" eval '! says "rolled back" >/dev/null'

# A warning that a pragma makes an error is the file's own matter.
printf '#include <epan/emem.h>\n#pragma GCC diagnostic error "-Wdeprecated-declarations"\nint old_one (void) __attribute__ ((deprecated));\nchar *name (const char *text) { return old_one () ? ep_strdup (text) : 0; }\n' >pragma.c
migrate pragma.c
ok "pragma that makes an error: the run goes on" eval 'status_is 1 && prints "^+.*wmem_strdup"'

# A missing header, found through a database.
mkdir missing
printf '#include <epan/emem.h>\n#include <not_there.h>\nchar *f (void) { return ep_strdup ("x"); }\n' >missing/d.c
printf '[{"directory": "%s/missing", "file": "d.c", "arguments": ["cc", "-I%s/before", "-c", "d.c"]}]' "$scratch" "$scratch" >missing/compile_commands.json
cp missing/d.c kept.c
run --in-place -p missing
ok "missing header: not written" cmp -s missing/d.c kept.c
ok "missing header: residue that says why" eval 'status_is 1 && says "left: parse-failed: ep_strdup"'
ok "missing header: counted as looked at by tokens only" says '1 unit looked at by tokens only'

for text in 'this is no C' 'once upon a time, there was'; do
  echo "$text" >prose.c
  migrate prose.c
  ok "bytes that are not C: exit status 2" status_is 2
done

# A database names its units, and never what lies around.
mkdir -p around/other
printf 'int main (void) { return 0; }\n' >around/top.c
printf 'static char *helper (void) { return ep_strdup ("x"); }\n' >around/other/loose.h
cp around/other/loose.h loose_before.h
printf '[{"directory": "%s/around", "file": "top.c", "arguments": ["cc", "-I%s/before", "-c", "top.c"]}]' "$scratch" "$scratch" >around/compile_commands.json
run --in-place -p around
ok "database alone: a file that lies beside its units is not edited" cmp -s around/other/loose.h loose_before.h
ok "database alone: nothing to do" status_is 0

# Who else reads a header that changes.
mkdir shared
printf '#pragma once\n#include <epan/emem.h>\nchar *label (const char *text);\n#define LABEL(text) ep_strdup (text)\n' >shared/common.h
printf '#include "common.h"\nchar *a (const char *text) { return LABEL (text); }\n' >shared/a.c
printf '#include "common.h"\nchar *(*b) (const char *) = ep_strdup;\nchar *c (const char *text) { return LABEL (text); }\n' >shared/b.c
unit() { printf '{"directory": "%s/shared", "file": "%s", "arguments": ["cc", "-I%s/before", "-c", "%s"]}' "$scratch" "$1" "$scratch" "$1"; }
printf '[%s, %s]' "$(unit a.c)" "$(unit b.c)" >shared/compile_commands.json
cp shared/b.c b_before.c
run --in-place --stats shared/a.c
ok "reader that was not named: drawn in" says '1 drawn in by a header'
ok "reader that was not named: does not change for itself" cmp -s shared/b.c b_before.c
ok "reader that was not named: it still parses" eval 'cc -fsyntax-only -Werror=implicit-function-declaration -Ibefore -Iafter shared/b.c 2>err'
ok "reader that was not named: the named one does, too" eval 'cc -fsyntax-only -Werror=implicit-function-declaration -Ibefore -Iafter shared/a.c 2>err'

# A plan's word holds for includes, too.
migrate --emit-plan=plan.json old.c
awk '/"name" : "epan\/emem.h"/ { hit = 1 } hit && /"apply"/ { sub("true", "false"); hit = 0 } { print }' plan.json >refused.json
migrate --apply-plan=refused.json old.c
ok "plan refuses an include: the line stays" eval '! prints "^-.*emem.h" >/dev/null'
ok "plan refuses an include: said so" says 'left: refused: epan/emem.h: refused by the plan'

# Usage.
run -p . -p . old.c
refuses "-p twice" "-p was given twice"
for expression in '1 +' 'foo(' 'a b' 'pool,' ')' 'return x' 'a /* b */' ''; do
  run --packet-pool="$expression" old.c
  refuses "pool '$expression'" "is no pool expression"
done
for expression in 'pinfo->pool' '(wmem_allocator_t *) data' 'get_pool (a, 1)' 'x ? y : z' '*pools[0]' 'NULL'; do
  run --packet-pool="$expression" --list-rules
  ok "pool '$expression': an expression" status_is 0
done

# After the commit nothing makes a success a failure.
if [ -w /dev/full ]; then
  cp old.c full.c
  "$program" "$after" --in-place --format=json full.c -- "$flags" >/dev/full 2>err
  status=$?
  ok "standard output is full after the commit: the files are written, the status is theirs" eval 'status_is 0 && grep -q wmem_strdup full.c && says warning'
else
  skip "standard output is full after the commit" "no /dev/full"
fi
migrate --json=nowhere/report.json broken-name.c
ok "a report that cannot be written is noticed first" says "nowhere/report.json"
"$program" "$after" --lint old.c -- "$flags" >out 2>err
ok "--lint does not speak of rewriting" eval '! grep -q rewritten out err'
done_testing
