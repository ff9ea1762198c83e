# SPDX-License-Identifier: MIT
# The proof: what does not parse as before is taken back, and only that.
. "$(dirname "$0")/tap.sh"

# An after side that lacks one function: known before, so nothing has to be taken back.
mkdir -p without/wmem
sed '/wmem_strdup_printf/d' after/wmem/wmem.h >without/wmem/wmem.h
"$program" "--after-arg=-I$scratch/without" old.c -- "$flags" >out 2>err
ok "missing function: left for what the after side lacks" says 'left: after-side-lacks: ep_strdup_printf: .*wmem_strdup_printf'
ok "missing function: nothing is taken back" eval '! says "rolled back\|verify-failed"'
ok "missing function: the others are rewritten" eval 'prints "^+.*wmem_strdup" && prints "^+.*wmem_new"'

# An after side where it means something else.
mkdir -p lacking/wmem
sed 's/char \*wmem_strdup_printf (/int wmem_strdup_printf (/' after/wmem/wmem.h >lacking/wmem/wmem.h
lacking="--after-arg=-I$scratch/lacking"
"$program" "$lacking" old.c -- "$flags" >out 2>err
status=$?
ok "wrong function: exit status 1" status_is 1
ok "wrong function: a place that editors find" says '^old.c:[0-9]*:[0-9]*: rolled back: '
ok "wrong function: the place is taken back, with its name" says 'old.c:[0-9]*:.*rolled back: .*old.c:[0-9]*: ep_strdup_printf: .*incompatible'
ok "wrong function: it is residue" says 'left: verify-failed: ep_strdup_printf'
ok "wrong function: its line is not in the diff" eval '! grep -q "^[-+].*strdup_printf" out'
ok "wrong function: the others are" eval 'prints "^+.*wmem_strdup" && prints "^+.*wmem_new"'
ok "wrong function: the old header stays" eval '! grep -q "^-.*emem.h" out'
"$program" "$lacking" --verify=none old.c -- "$flags" >out 2>err
ok "--verify=none: takes nothing back" prints '^+.*wmem_strdup_printf'

# An after side where one function has another type.
mkdir -p other/wmem
sed 's/char \*wmem_strdup (/int wmem_strdup (/' after/wmem/wmem.h >other/wmem/wmem.h
"$program" "--after-arg=-I$scratch/other" old.c -- "$flags" -w >out 2>err
status=$?
ok "another type: noticed although the flags say -w" says 'left: verify-failed: se_strdup'
ok "another type: only that place is taken back" says 'found 4 = rewritten 2'

# What was wrong before is no fault of the rewrite.
sed 's/return item;/char *wrong = number; return wrong;/' old.c >warned.c
migrate warned.c
ok "an old warning: nothing is taken back" says 'found 4 = rewritten 4'

# A header that breaks one of its users is taken back for all.
mkdir head
printf '#pragma once\n#include <epan/emem.h>\nstatic inline char *shared (void) { return ep_strdup_printf ("x"); }\n' >head/shared.h
printf '#include "shared.h"\nvoid *f (void) { return shared (); }\n' >head/a.c
printf '#include "shared.h"\nvoid *g (void) { return shared (); }\nvoid *h (void) { return ep_alloc (3); }\n' >head/b.c
"$program" "$lacking" head -- "$flags" >out 2>err
status=$?
ok "header: taken back once" [ "$(grep -c ' rolled back: head' err)" -eq 1 ]
ok "header: its users' own places stay rewritten" prints '^+.*wmem_alloc'
ok "header: unchanged" eval '! grep -q "^+++ .*shared.h" out'

# What no unit proves for one that reads it too, and did not parse, is for review: what is rewritten there, nothing else.
mkdir unsure
printf '#pragma once\n#include <epan/emem.h>\n/* ep_strdup */\nstatic inline void *shared (void) { return ep_alloc (3); }\n' >unsure/shared.h
printf '#include "shared.h"\nvoid *f (void) { return shared (); }\n' >unsure/a.c
printf '#include "shared.h"\nint broken (\n' >unsure/b.c
migrate --json=unsure.json unsure
ok "a reader that does not parse: the place is for review" says "shared.h:4:.*review: unproved: ep_alloc.*b.c' reads this file and did not parse"
ok "a reader that does not parse: a comment stays one" eval 'says "found 3 = rewritten 2 (safe 0, review 2" && says "nothing to do 1)" && [ "$(grep -c "\"reason\" : \"unproved\"" unsure.json)" -eq 2 ]'

# What is called in parentheses is of the family of what it is given: it goes back with it, by one step.
glib=$(pkg-config --cflags glib-2.0)
cat >parentheses.c <<'END'
#include <epan/emem.h>
void f (char **where);
void
f (char **where)
{
  emem_strbuf_t *buffer = ep_strbuf_new ("x");
  (ep_strbuf_append) (buffer, "y");
  (*where) = buffer->str;
  ((ep_strbuf_append_printf)) (buffer, "%d", 3);
}
END
# shellcheck disable=SC2086
"$program" parentheses.c -- "-I$here/../migrate/include" $glib -Wcast-qual >out 2>err
status=$?
ok "called in parentheses: one step back" [ "$(grep -c ' rolled back: ' err)" -eq 1 ]
ok "called in parentheses: all of the family is left" eval 'status_is 1 && says "rewritten 0"'

# Rolled back places can still be written around.
cp old.c in.c
"$program" "$lacking" --in-place in.c -- "$flags" >out 2>err
status=$?
ok "in place with residue: exit status 1" status_is 1
ok "in place with residue: the rest is written" eval 'grep -q wmem_strdup in.c && grep -q ep_strdup_printf in.c'
cp in.c again.c
"$program" "$lacking" --in-place in.c -- "$flags" >out 2>err
status=$?
ok "second run with residue: exit status 1, not a byte changes" eval 'status_is 1 && cmp -s in.c again.c'

# Without --after-arg it is the libwmem that the program was built with.
"$program" old.c -- "$flags" >out 2>err
status=$?
ok "no flags of the after side: libwmem's own headers" eval 'status_is 1 && says "found 4 = rewritten 4"'

# A copy that was moved, with its headers beside it.
mkdir -p moved/bin moved/include && cp "$program" moved/bin && cp -r after/wmem moved/include
libraries=$(dirname "$program")/../libwmem
LD_LIBRARY_PATH=$libraries moved/bin/wmem-migrate old.c -- "$flags" >out 2>err
status=$?
ok "moved: the headers beside it" eval 'status_is 1 && says "found 4 = rewritten 4"'

# Something else of the old header is used, which no rule knows: its line stays, and what there is to rewrite is rewritten.
mkdir own && cp -r before/epan own && sed -i '$i void emem_print_pools (void);' own/epan/emem.h
printf '#include <epan/emem.h>\nchar *copy (const char *s);\nchar *copy (const char *s) { emem_print_pools (); return ep_strdup (s); }\n' >beside.c
"$program" "$after" --output-dir=kept beside.c -- "-I$scratch/own" >out 2>err
status=$?
ok "a name of the old header that no rule knows: the header stays" eval 'grep -q "epan/emem.h" kept/beside.c && says "left: .*epan/emem.h"'
ok "a name of the old header that no rule knows: the call beside it is rewritten" eval 'grep -q wmem_strdup kept/beside.c && says "found 2 = rewritten 1"'

# What leans on the old header for nothing but what that includes, includes that itself.
mkdir -p brought brings/epan
{ printf '#pragma once\n#include <stdarg.h>\n#ifdef NEVER\n#include <never.h>\n#endif\n'; sed 1,4d before/epan/emem.h; } >brings/epan/emem.h
printf '#include <epan/emem.h>\n#include <epan/emem.h>\nsize_t twice (size_t number);\nsize_t\ntwice (size_t number)\n{\n  return number * 2;\n}\n' >brought/leans.c
printf '#include <epan/emem.h>\nint twice (int number);\nint\ntwice (int number)\n{\n  return number * 2;\n}\n' >brought/free.c
printf '#include <epan/emem.h>\nint hidden (int number);\nint\nhidden (int number)\n{\n  return number * FROM_THE_OLD_HEADER;\n}\n' >brought/bound.c
echo '#define FROM_THE_OLD_HEADER 3' >>brings/epan/emem.h
run brought -- "-I$scratch/brings"
ok "what the old header has included: in its place, once" [ "$(grep '^[+-][^+-]' out | sed -n '/leans/,$p;/include/p' | sort -u | tr '\n' ' ')" = \
  '+#include <stdarg.h> +#include <stddef.h> -#include <epan/emem.h> ' ]
ok "what the old header has included: only where it was missed" eval '! grep -q "^+++ .*bound" out && [ "$(grep -c "^+#include" out)" -eq 2 ]'
ok "what the old header has declared itself: the line stays, and says so" says 'bound.c:1:10: left: verify-failed'
ok "what the old header has included: rewritten" says 'found 4 = rewritten 3'

# The real compiler.
if command -v cc >/dev/null; then
  cat >compile_commands.json <<END
[{"directory": "$scratch", "file": "old.c", "arguments": ["cc", "-I", "before", "-Wall", "-c", "old.c", "-o", "old.o"]}]
END
  run --verify=compile old.c
  ok "--verify=compile: the rewrite holds" says 'found 4 = rewritten 4'
  ok "--verify=compile: no object file is left" [ ! -e old.o ]
  # Nothing that the parser's strict set warns of: only the compiler with the user's own flags does.
  mkdir -p odd/wmem
  sed 's/^char \*wmem_strdup (/__attribute__ ((deprecated)) char *wmem_strdup (/' after/wmem/wmem.h >odd/wmem/wmem.h
  "$program" "--after-arg=-I$scratch/odd" --verify=compile old.c >out 2>err
  ok "--verify=compile: a warning of the user's own flags is taken back" says 'left: verify-failed: se_strdup'
  ok "--verify=compile: only that" says 'found 4 = rewritten 2'
  cp old.c guessed.c
  "$program" "--after-arg=-I$scratch/odd" --guess-flags --verify=compile guessed.c >out 2>err
  ok "--verify=compile: by the flags of a neighbour, the file itself" eval "says 'guessed.c:.*left: verify-failed: se_strdup' && says ' = rewritten 2 '"
  rm guessed.c
  # What the compiler reads is the tree as it becomes, in whatever way its flags name the folder of a header.
  mkdir own
  printf '#include <epan/emem.h>\nstatic inline char *own (const char *text) { return se_strdup (text); }\n' >own/own.h
  printf '#include "own.h"\nchar *use_own (void);\nchar *use_own (void) { return own ("a"); }\n' >use_own.c
  cp compile_commands.json kept.json
  here_own=$scratch/own
  for form in '"-Iown"' "\"-I$here_own\"" "\"-I\", \"$here_own\"" "\"-iquote$here_own\"" "\"-iquote\", \"$here_own\"" "\"-isystem$here_own\"" \
    "\"-idirafter\", \"$here_own\"" "\"-include$here_own/own.h\", \"-I$here_own\""; do
    cat >compile_commands.json <<END
[{"directory": "$scratch", "file": "use_own.c", "arguments": ["cc", "-I", "before", $form, "-c", "use_own.c", "-o", "use_own.o"]}]
END
    "$program" "--after-arg=-I$scratch/odd" --root=. --verify=compile use_own.c >out 2>err
    # Of a header of the system compilers say nothing: there only that it is read has to be.
    case $form in
      *isystem* | *idirafter*) ok "--verify=compile: a header of $(echo "$form" | sed "s|$scratch/||")" says 'found 2 = rewritten 2' ;;
      *) ok "--verify=compile: a header of $(echo "$form" | sed "s|$scratch/||")" says 'left: verify-failed: se_strdup' ;;
    esac
  done
  mv kept.json compile_commands.json
  rm -r own use_own.c
  # A compiler of one's own: it is told the moved folder, which nobody else may enter, and fails without a word that anybody knows.
  cat >own-cc <<'END'
#!/bin/sh
stat -c '%a %n' "$PWD" >>"$OWN_CC_LOG"
echo "no licence" >&2
exit 3
END
  chmod +x own-cc
  cat >own.json <<END
[{"directory": "$scratch", "file": "old.c", "arguments": ["$scratch/own-cc", "-I", "before", "-c", "old.c"]}]
END
  mkdir own-database && mv own.json own-database/compile_commands.json
  OWN_CC_LOG=$scratch/own-cc.log run -p own-database --verify=compile old.c
  ok "--verify=compile: a compiler that fails without a word on the code" \
    says "rolled back: the whole file: .*own-cc' failed without a word on the code: no licence"
  ok "--verify=compile: the moved folder is nobody else's" grep -q '^700 .*/wmem-compile-[^/]*/tree$' own-cc.log
  rm -r own-cc own-cc.log own-database
  # However much the compiler has said before it.
  { seq 2000 | sed 's/.*/static inline void talkative_& (void) { int unused; }/' && cat old.c; } >many.c
  sed 's/old\.c/many.c/g' compile_commands.json >c.json && mv c.json compile_commands.json
  "$program" "--after-arg=-I$scratch/odd" --verify=compile many.c >out 2>err
  ok "--verify=compile: a new warning behind thousands of old ones" says 'left: verify-failed: se_strdup'
  rm many.c
  # Old warnings that come from a macro of the old header, or name what is called, are old ones when the macro and the name have changed. A third of
  # their kind in the same file is a new one.
  mkdir worse worse/wmem
  sed 's/^char \*wmem_strdup_printf (/short *wmem_strdup_printf (/' after/wmem/wmem.h >worse/wmem/wmem.h
  cat >warned.c <<'END'
#include <epan/emem.h>
#define FRESH(type) \
  ep_new (type)
int *from_macro (void);
int *
from_macro (void)
{
  int *number = ep_new (short);
  int *other = FRESH (short);
  return number ? number : other;
}
char *from_name (int number);
char *
from_name (int number)
{
  return ep_strdup (
      number);
}
char *clean (void);
char *
clean (void)
{
  return ep_strdup_printf ("clean");
}
END
  for compiler in cc clang; do
    command -v "$compiler" >/dev/null || { skip "--verify=compile with $compiler" "it is not there"; continue; }
    cat >compile_commands.json <<END
[{"directory": "$scratch", "file": "warned.c", "arguments": ["$compiler", "-std=gnu89", "-I", "before", "-Wall", "-c", "warned.c", "-o", "warned.o"]}]
END
    run --verify=compile warned.c
    ok "--verify=compile: old warnings in other words, of $compiler" says 'found 5 = rewritten 5'
    "$program" "--after-arg=-I$scratch/worse" --verify=compile warned.c >out 2>err
    ok "--verify=compile: a new warning beside them, of $compiler" says 'left: verify-failed: ep_strdup_printf'
    ok "--verify=compile: only that is taken back, of $compiler" says 'found 5 = rewritten 3'
  done
else
  skip "--verify=compile" "no compiler"
fi
done_testing
