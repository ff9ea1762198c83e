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

# Whatever way it reads it: by flags of the compiler, or by a line that is not the usual one.
reads() {
  name=$1 text=$2
  shift 2
  # shellcheck disable=SC2059
  printf "$text"'\nchar *d (const char *text) { return LABEL (text); }\n' >shared/d.c
  printf '[%s, {"directory": "%s/shared", "file": "d.c", "arguments": ["cc", %s "-I%s/before", "-c", "d.c"]}]' "$(unit a.c)" \
    "$scratch" "$([ $# -eq 0 ] || printf '"%s", ' "$@")" "$scratch" >shared/compile_commands.json
  cp common_before.h shared/common.h
  run --stats shared/a.c
  ok "reader by $name: drawn in" says '1 drawn in by a header'
}
printf '#pragma once\n#include <epan/emem.h>\nchar *label (const char *text);\n#define LABEL(text) ep_strdup (text)\n' >common_before.h
printf '#include "common.h"\nchar *a (const char *text) { return LABEL (text); }\n' >shared/a.c
reads "-include" '' -include common.h
reads "-include in one word" '' -includecommon.h
reads "-isystem" '#include <common.h>' -isystem "$scratch/shared"
reads "--include-directory" '#include <common.h>' "--include-directory=$scratch/shared"
reads "a comment before the line" '/* one */ #include "common.h"'
reads "a comment in the line" '#/* one */include "common.h"'
reads "a comment that goes on behind a macro" '#define NOTE 1 /* one\n   two */\n#include "common.h"'
reads "a comment that goes on behind code" 'int note; /* one\n   two */\n#include "common.h"'
reads "a digraph" '%%:include "common.h"'
reads "a spliced line" '#inc\\\nlude "common.h"'
reads "#include_next" '#include_next <common.h>' "-I$scratch/shared"
reads "#import" '#import "common.h"'
reads "a line behind a directive with the beginning of a comment in a string" '#define ALL "src/*"\n#include "common.h"'
reads "a line behind an include with the beginning of a comment in a comment" '#include <stddef.h> // all of std/*\n#include "common.h"'

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
status=$?
ok "--lint without a finding: exit status 0, whatever old names there are" eval 'status_is 0 && says "found 4"'
ok "--lint does not speak of rewriting" eval '! grep -q rewritten out err'
# A family that a header's field ties across units: the unit that was not named changes along, or all of it stays.
epan=$here/../migrate
glib=$(pkg-config --cflags glib-2.0 | sed 's/ *$//; s/  */", "/g')
wall() {
  rm -rf wall && mkdir wall
  printf '#pragma once\n#include <epan/emem.h>\ntypedef struct { emem_tree_t *stones; } wall_t;\nextern wall_t wall;\n' >wall/wall.h
  printf '#include "wall.h"\nwall_t wall;\nvoid begin (void) { wall.stones = se_tree_create_non_persistent (EMEM_TREE_TYPE_RED_BLACK, "stones"); }\n' >wall/a.c
  printf '#include "wall.h"\nvoid lay (guint32 row, void *stone) { se_tree_insert32 (wall.stones, row, stone); }\n%s\n' "$1" >wall/b.c
  for unit in a b; do
    printf '{"directory": "%s/wall", "file": "%s.c", "arguments": ["cc", "-I%s/include", "%s", "-c", "%s.c"]}\n' "$scratch" $unit "$epan" "$glib" $unit
  done | sed '1s/^/[/; 1s/$/,/; $s/$/]/' >wall/compile_commands.json
  rm -rf wall_before && cp -r wall wall_before
  "$program" --in-place --stats wall/a.c >out 2>err
  status=$?
}
wall ''
ok "family over two units: the reader changes along, and is named" eval 'status_is 0 && says "wall/b.c: found 1, rewritten 1"'
ok "family over two units: no old name is left" eval '! grep -rq emem_tree wall/wall.h && grep -q wmem_tree_new wall/a.c && grep -q wmem_tree_insert32 wall/b.c'
wall 'emem_tree_t *after (void) { return wall.stones->next; }'
ok "family over two units, one place without a new form: all of it stays" diff -r wall wall_before
ok "family over two units, one place without a new form: the place is named" eval 'status_is 1 && says "wall/a.c:3:.*left: together: se_tree_create_non_persistent: .*wall/b.c:3"'

# Only the old header declares a name that nobody knows: taking the include away is rolled back, and the ledger says so.
mkdir odd_before odd_after
cp -r before/epan odd_before
cp -r after/wmem odd_after
printf 'void dump_pools (void);\n' >>odd_before/epan/emem.h
printf '#include <epan/emem.h>\nchar *f (const char *text) { return ep_strdup (text); }\nvoid g (void) { dump_pools (); }\n' >odd.c
"$program" --after-arg=-Iodd_after --in-place odd.c -- -Iodd_before >out 2>err
status=$?
ok "include that an unknown name needs: the file compiles with what it includes" cc -fsyntax-only -Werror=implicit-function-declaration -Iodd_before -Iodd_after odd.c
ok "include that an unknown name needs: not called done" eval 'status_is 1 && ! says "left 0" >/dev/null'
cp odd.c kept.c
"$program" --after-arg=-Iodd_after --in-place odd.c -- -Iodd_before >out 2>err
ok "include that an unknown name needs: a second run changes nothing" cmp -s odd.c kept.c
# A header in a build folder that is the copy of a source is edited with it; one that is made there is for review.
# The database names the folder relative to itself, not to where the tool runs.
mkdir -p built/source/epan built/build/epan
cat >built/source/epan/label.h <<'END'
#include <epan/emem.h>
typedef struct { emem_strbuf_t *text; } label_t;
#define LABEL(text) ep_strdup (text)
END
cp built/source/epan/label.h built/build/epan/label.h
echo '#define MADE(text) ep_strdup (text)' >built/build/made.h
cat >built/source/use.c <<'END'
#include <epan/label.h>
#include <made.h>
void use (label_t *label, char **to);
void use (label_t *label, char **to) { ep_strbuf_append (label->text, LABEL ("x")); *to = MADE (label->text->str); }
END
printf '[{"directory": "%s/built/build", "file": "../source/use.c", "arguments": ["cc", "-I.", "-I%s/before", "-c", "../source/use.c"]}]' "$scratch" "$scratch" >built/build/compile_commands.json
run --in-place -p built/build --root built built/source/use.c
ok "copied header: it is edited" grep -q 'wmem_strbuf_t \*text' built/build/epan/label.h
ok "copied header: its source says the same" cmp -s built/source/epan/label.h built/build/epan/label.h
ok "copied header: both are in the ledger" says 'found 9 = rewritten 9 '

ok "header made in the build folder: for review" says 'build/made.h:1:[0-9]*: review: generated: .*it lies where the unit is built'
run --in-place -p built/build --root built built/source/use.c
ok "copied header: a second run finds nothing" eval 'status_is 0 && says "found 0 "'


# ---- One file, several units: what one of them sees there forbids what another would do ----
mkdir -p table
printf 'ENTRY (one, ep_strdup ("one"))\nENTRY (two, se_strdup ("two"))\n' >table/table.def
cat >table/calls.c <<'EOT'
#include <epan/emem.h>
#define ENTRY(name, make) if (n == sizeof #name) return make;
char *calls (size_t n);
char *calls (size_t n)
{
#include "table.def"
  return NULL;
}
EOT
cat >table/shows.c <<'EOT'
#define ENTRY(name, make) #make,
const char *const shows[] = {
#include "table.def"
};
EOT
cat >table/own.c <<'EOT'
#include <stddef.h>
static char *ep_strdup (const char *text) { return text ? (char *) text : NULL; }
static char *se_strdup (const char *text) { return ep_strdup (text); }
#define ENTRY(name, make) char *own_##name (void); char *own_##name (void) { return make; }
#include "table.def"
EOT
sed 's/^static char \*\(.*\) (const char \*text).*/#define \1(text) ((char *) text)/' table/own.c >table/macro.c
migrate table/calls.c
ok "a shared table, one unit: rewritten" says 'safe 3,'
for other in shows own macro; do
  for order in "table/calls.c table/$other.c" "table/$other.c table/calls.c" "table/$other.c table/calls.c table/own.c table/shows.c"; do
    # shellcheck disable=SC2086 # files
    migrate $order
    ok "a shared table, $order: left" eval 'says "rewritten 0 .* left" && says "table.def:1:13: left: \(ambiguous\|stringised\): ep_strdup" && [ ! -s out ]'
  done
done

# ---- what a generated file was made from ----
# #line counts lines of a file that is not kept: in the one beside it they lie elsewhere, and what is told of a place is told where its edit goes.
mkdir made
cat >made/name.c <<'EOT'
#include <epan/emem.h>
char *read_name (const char *text);
#line 1 "name-fn.c"
char *
read_name (const char *text)
{
  char *copy = ep_strdup (text);

  return copy;
}
EOT
cat >made/name.cnf <<'EOT'
#.HELP
# Bodies are C:

  char *copy = ep_strdup (text);

#.END



#.FN_BODY Name
  char *copy = ep_strdup (text);

  return copy;
#.END
EOT
migrate made
ok "made from a file beside it: both are rewritten" eval 'prints "^+++.*name.c$" && prints "^+++.*name.cnf"'
ok "made from a file beside it: told where it is" says 'name.cnf:11:16: review: generated: ep_strdup: #line names name-fn.c, which is not there'
ok "made from a file beside it: edited where it is" prints '^@@ -8,7 '
done_testing
