# SPDX-License-Identifier: MIT
# Workers: nothing depends on their number, and a unit that crashes or hangs costs itself only.
. "$(dirname "$0")/tap.sh"

mkdir tree
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
  sed "s/make_item/make_item_$i/; s/keep_name/keep_name_$i/" old.c >tree/$i.c
done
printf 'void *broken (void) { return ep_alloc (4;\n' >tree/broken.c
for jobs in 1 2 8; do
  migrate -j $jobs --json=$jobs.json tree
  cp out $jobs.diff && cp err $jobs.err
done
for jobs in 2 8; do
  ok "-j $jobs: the same diff as -j 1" cmp -s 1.diff $jobs.diff
  ok "-j $jobs: the same ledger" cmp -s 1.err $jobs.err
  ok "-j $jobs: the same JSON" cmp -s 1.json $jobs.json
done
ok "a file of a folder that does not parse: a place that editors find" grep -q 'broken.c:[0-9]*:[0-9]*: not parsed: ' 1.err
ok "a file of a folder that does not parse: named" grep -q 'broken.c.*not parsed' 1.err
ok "a file of a folder that does not parse: the others are rewritten" [ "$(grep -c '^+++' 1.diff)" -eq 14 ]

migrate --stats tree
ok "like units share a precompiled header" says 'units: .*(14 with a precompiled header,'
ok "no temporary folder is left" [ -z "$(ls -A "$TMPDIR")" ]

# What a precompiled header declares is of a family all the same.
mkdir families
echo '#include <epan/emem.h>
void written (emem_strbuf_t *b);
void written (emem_strbuf_t *b) { b->str[0] = 0; }' >families/written.c
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
  echo "#include <epan/emem.h>
void written (emem_strbuf_t *b);
int read_$i (emem_strbuf_t *b);
int read_$i (emem_strbuf_t *b) { written (b); return b->str[$i]; }" >families/$i.c
done
migrate --stats families
ok "families and precompiled headers: there are some" says 'units: .*(14 with a precompiled header,'
ok "families and precompiled headers: one decision, nothing is taken back" eval 'says "rewritten 0 .* left 69 " && ! grep -q "rolled back" err'

# A header that has to be looked into is in no precompiled one, but what it begins with is; and one file is one, however its name is written.
mkdir behind
echo '#ifndef OWN_H
#define OWN_H
#include <string.h>
#include <epan/emem.h>
char *own (emem_strbuf_t *b);
#endif' >behind/own.h
echo '#ifdef _MSC_VER
#pragma warning(disable:4101)
#endif
#include <string.h>
#include "epan/emem.h"
char *first (void);
char *first (void) { return ep_strdup ("a"); }' >behind/1.c
for i in 2 3 4 5; do
  echo "#include \"own.h\"
char *later_$i (void);
char *later_$i (void) { return ep_strdup (\"a\"); }" >behind/$i.c
done
migrate --stats behind
ok "what a header begins with is precompiled" says 'units: .*(5 with a precompiled header,'
ok "what a header begins with is precompiled: the header is rewritten" says 'own.h: found 2, rewritten 2 '
ok "what a header begins with is precompiled: nothing is left" says ' + left 0 '
run --stats behind -- "$flags" -DOWN_H
ok "what a header begins with is not precompiled where the flags shut its guard" says 'units: .*(0 with a precompiled header,'

# Ten thousand million tokens.
{
  echo '#define A(x) x x x x x x x x x x'
  echo '#define B(x) A(x) A(x) A(x) A(x) A(x) A(x) A(x) A(x) A(x) A(x)'
  echo '#define C(x) B(x) B(x) B(x) B(x) B(x) B(x) B(x) B(x) B(x) B(x)'
  echo '#define D(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x)'
  echo '#define E(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x)'
  echo '#define F(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x)'
  echo '#include <epan/emem.h>'
  echo 'void *f (void) { F(;) F(;) return ep_alloc (4); }'
} >tree/slow.c
migrate --timeout=1 -j 2 tree
ok "a unit that takes too long: exit status 1" status_is 1
ok "a unit that takes too long: named, with the option" says 'slow.c.*not parsed.*--timeout'
ok "a unit that takes too long: its places are in the ledger" says 'slow.c:8:.*left: crashed: ep_alloc'
ok "a unit that takes too long: the others are rewritten" [ "$(grep -c '^+++' out)" -eq 14 ]
rm tree/slow.c

# A wmem header that never ends: that there is none would not be true.
mkdir -p endless/wmem && mkfifo endless/wmem/wmem.h
"$program" --timeout=1 --after-arg=-Iendless tree/1.c -- "$flags" >out 2>err
status=$?
refuses "an after side that cannot be asked" "cannot look for wmem's headers with the flags of '.*/tree/1.c': the parser did not end within 1 seconds"

# Nesting that no parser's stack survives.
{
  echo '#include <epan/emem.h>'
  echo 'void *f (void) { return ep_alloc (4); }'
  printf 'int x = '
  awk 'BEGIN { for (i = 0; i < 300000; i++) printf "("; printf "1"; for (i = 0; i < 300000; i++) printf ")"; print ";" }'
} >tree/deep.c
migrate -j 2 tree
ok "a unit that breaks the parser: the others are rewritten" [ "$(grep -c '^+++ b/tree/[0-9]' out)" -eq 14 ]
done_testing
