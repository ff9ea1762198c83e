# SPDX-License-Identifier: MIT
# The proof by machine code with the flags and the compilers that programs have.
. "$(dirname "$0")/proof_tap.sh"

if ! command -v cc >/dev/null; then
  skip "--verify=object: flags and compilers" "no compiler"
  done_testing
fi
for flag in -flto -fsanitize=undefined -O0 -Os -g3 -gsplit-dwarf -pedantic -march=native -fprofile-generate -fprofile-use -fprofile-arcs \
    --coverage -pg -fstack-protector-all -fPIC -fno-PIC -save-temps -fstack-usage -fdump-tree-optimized -Wp,-MD,proof.d -MMD \
    '-DFIRST=\"a b\"' -UNOTHING -fno-common -fcommon -funsigned-char -finstrument-functions -Wa,--noexecstack -dM -P; do
  database proof.c "$flag"
  run --verify=object --no-cache proof.c
  ok "--verify=object with $flag" says 'proved identical 2 of 3'
done
# What writes files, in all the ways to say so.
mkdir -p odd/dir
touch stamp && sleep 0.1
for how in 'gcc -Xassembler -a=odd/dir/list' 'gcc -Wa,-a=odd/list' 'gcc -Wa,--noexecstack,--MD,odd/dep' 'gcc -Xassembler --MD -Xassembler odd/dir/dep' \
    'gcc -aux-info=odd/aux' 'gcc -aux-info odd/aux' 'gcc --output=odd/z.o' 'gcc --output odd/z.o' 'gcc --write-dependencies' 'gcc --save-temps' 'gcc -fdump-tree-all=odd/dir/z' \
    'gcc -MD -MF odd/dir/x.d' 'gcc -dumpdir odd/dir/' 'gcc -fprofile-dir=odd/dir -fprofile-generate' 'clang --save-temps' 'clang -fmodules -fmodules-cache-path=odd/modules' \
    'clang -fproc-stat-report=odd/stat' 'clang -MJ odd/x.json' 'clang -ftime-trace=odd/dir/t.json' 'clang -foptimization-record-file=odd/o.yaml' 'clang -save-stats=cwd'; do
  compiler=${how%% *}
  if command -v "$compiler" >/dev/null; then
    # shellcheck disable=SC2086 # flags
    database_by "$compiler" proof.c ${how#* }
    run --verify=object --no-cache proof.c
    ok "--verify=object with $how" says 'proved identical 2 of 3'
  else
    skip "--verify=object with $how" "no $compiler"
  fi
done
if command -v clang >/dev/null; then
  database_by clang proof.c -Xclang -stats-file=odd/stats
  run --verify=object --no-cache proof.c
  ok "--verify=object: what clang's own compiler is told to write" says 'not-comparable: plain(): its command makes more than an object (-Xclang -stats-file=odd/stats)'
fi
ok "--verify=object: nothing is written beside" eval '[ -z "$(find odd -type f)" ] && [ -z "$(find . -path ./tmp -prune -o -type f -newer stamp -name "proof.*" -print)" ]'
ok "--verify=object: no file is left by a flag" eval '[ -z "$(find . -name "*.[dosiu]" -o -name "*.gc*" -o -name "*.su" -o -name "*.dwo" -o -name "*.optimized")" ]'
# Flags of two words, and files that are read before everything else.
mkdir -p quoted
echo '#define FROM_FORCED 1' >forced.h
echo '#define FROM_QUOTED 1' >quoted/quoted.h
{ printf '#include "quoted.h"\n#if !FROM_FORCED || !FROM_QUOTED || !GIVEN\n#error\n#endif\n'; cat proof.c; } >flags.c
echo nothing >c && echo nothing >GIVEN=1 # names of files, and no paths where they stand
database flags.c -include forced.h -iquote quoted -x c -D GIVEN=1 -MF flags.d -MMD
run --verify=object flags.c
ok "--verify=object: flags of two words" says 'proved identical 2 of 3'
printf "%s\n" "-include 'forced.h'" '-iquote "quoted" @more' >options && printf '%s' '-DGIVEN=\1' >more
database flags.c @options
run --verify=object flags.c
ok "--verify=object: response files" says 'proved identical 2 of 3'
rm c GIVEN=1
mkdir -p below
printf '[{"directory": "below", "file": "../flags.c",
  "command": "cc -I../before -include ../forced.h -iquote ../quoted -DGIVEN=1 -c ../flags.c -o flags.o"}]\n' >compile_commands.json
run --verify=object flags.c
ok "--verify=object: a relative folder" says 'proved identical 2 of 3'
printf '#!/bin/sh\nexec "$@"\n' >ccache && chmod +x ccache
database flags.c -include forced.h -iquote quoted -DGIVEN
sed "s|\"cc\"|\"$scratch/ccache\", \"cc\"|" compile_commands.json >c.json && mv c.json compile_commands.json
run --verify=object flags.c
ok "--verify=object: a compiler behind another program" says 'proved identical 2 of 3'
for compiler in gcc clang clang-14 clang-19; do
  if command -v $compiler >/dev/null; then
    database_by "$compiler" flags.c -include forced.h -iquote quoted -DGIVEN
    run --verify=object flags.c
    ok "--verify=object: $compiler" says 'proved identical 2 of 3'
  else
    skip "--verify=object: $compiler" "no $compiler"
  fi
done
# What recipes write in a condition and as a statement, in loops: the order of what means the same depends on every block there is.
cat >order.c <<'END'
#include <epan/emem.h>
struct part { int end; int kind; };
extern int next_part (int at, struct part *part);
const char *outline (int at, int end);
const char *
outline (int at, int end)
{
  emem_strbuf_t *text = ep_strbuf_sized_new (80, 200), *rest = NULL;
  ep_stack_t open = ep_stack_new ();
  int first = 1;
  unsigned depth = 0;
  struct part *part;
  while (at < end) {
    while ((part = (struct part *) ep_stack_peek (open)) != NULL && at >= part->end) {
      ep_stack_pop (open);
      ep_strbuf_append (text, " }");
      first = 0;
      depth--;
    }
    part = ep_new (struct part);
    at = next_part (at, part);
    if (!first)
      ep_strbuf_append_c (text, ',');
    ep_strbuf_append_printf (text, "%s%d", text->len ? " " : "", part->kind);
    if (part->kind > 4) {
      rest = ep_strbuf_new_label (NULL);
      ep_strbuf_append (rest ? rest : text, "rest");
      ep_strbuf_truncate (text, 1);
    }
    if (part->end > 0 && ++depth < 7) {
      ep_stack_push (open, part);
      first = 1;
    } else
      first = 0;
  }
  while ((part = (struct part *) ep_stack_pop (open)))
    ep_strbuf_append (text, part->kind ? " }" : "");
  return rest ? rest->str : text->str;
}
END
host="$here/../../corpus"
glib=$(pkg-config --cflags glib-2.0)
for compiler in gcc clang-14 clang-19; do
  if command -v $compiler >/dev/null; then
    # shellcheck disable=SC2086 # flags
    database order.c -I "$host/epan/before" -I "$host" $glib
    sed "s|\"cc\"|\"$compiler\"|; s|\"-I\", \"before\", ||" compile_commands.json >c.json && mv c.json compile_commands.json
    "$program" "--after-arg=-I$host/../libwmem/include" --verify=object order.c >out 2>err
    ok "--verify=object: blocks and their order, $compiler" says 'proved identical 1 of 1'
  else
    skip "--verify=object: blocks and their order, $compiler" "no $compiler"
  fi
done
{ cat order.c; echo 'int wrong = undeclared;'; } >wrong.c
database wrong.c -fdiagnostics-color=always
run --verify=object wrong.c
ok "--verify=object: a compiler's complaint is told without its colours" eval 'says "not-comparable: outline(): it does not compile: .*wrong.c:[0-9]*:[0-9]*: error: " && ! grep -q x1b err'
# The clock goes on between the two sides.
printf '#include <epan/emem.h>\nextern emem_strbuf_t *kept[2];\nconst char *made (int i);\nconst char *made (int i) { ep_strbuf_append (kept[i], __TIMESTAMP__); return ep_strdup (__DATE__ __TIME__); }\n' >clock.c
printf '#!/bin/sh\nsleep 1.1\nexec cc "$@"\n' >slow && chmod +x slow
database_by "$scratch/slow" clock.c -pedantic-errors
run --verify=object --no-cache clock.c
ok "--verify=object: what the source says of the time" says 'proved identical 1 of 1'
# Who reads a header that changes, and uses nothing of it: what the preprocessor makes is the same, and there is nothing to compile.
mkdir -p many
printf '#include <epan/emem.h>\n#define COPY(text) ep_strdup (text)\nextern emem_strbuf_t *shown;\n' >many/many.h
printf '#include "many.h"\nchar *user (char *text);\nchar *user (char *text) { return ep_strdup (COPY (text)); }\n' >many/user.c
printf '#include "many.h"\nint reader (int a);\nint reader (int a) { return a + 1; }\n' >many/reader.c
printf '#!/bin/sh\necho "$@" >>"%s/said"\nexec cc "$@"\n' "$scratch" >teller && chmod +x teller
for unit in user reader; do
  printf '{"directory": "%s/many", "file": "%s.c", "arguments": ["%s/teller", "-I", "../before", "-c", "%s.c", "-o", "%s.o"]}\n' "$scratch" $unit "$scratch" $unit $unit
done | sed '1s/^/[/; 1s/$/,/; $s/$/]/' >compile_commands.json
run --verify=object --no-cache --json=many.json -p compile_commands.json many/user.c many/reader.c
ok "--verify=object: one that changes itself is compiled, once where both sides are the same text" eval '[ "$(grep -c " -c$" said)" -eq 1 ]'
ok "... one that does not is not, only preprocessed, once for both sides" eval '[ "$(grep -c "reader\.c.* -E" said)" -eq 1 ]'
ok "... and the header's places are proved" eval '[ "$(grep -c "\"proof\" : \"identical\"" many.json)" -ge 3 ] && ! grep -q "\"proof\" : \"[dn]" many.json && says "proved identical 1 of 1"'
# Where a macro does more with such a place than put it down, both sides are read by themselves.
printf '#include <epan/emem.h>\n#define COPY(text) ep_strdup (text)\n#define END 1\n' >many/many.h
reader () { # reader WHAT CODE: it is read by itself, compiled or not
  printf '#include "many.h"\n#define PASTE(x, y) x##y\n#define PASTED(x, y) PASTE (x, y)\nextern int n; int reader (char *text);\nint reader (char *text) { %s }\n' "$2" >many/reader.c
  : >said
  run --verify=object --no-cache --json=many.json -p compile_commands.json many/user.c many/reader.c
  ok "... but not where it is $1" eval '[ "$(grep -c "reader\.c.* -E" said)" -gt 1 ]'
}
reader "pasted to" 'return PASTED (n +, COPY (text)) != 0;'
reader "part of a condition" '
#if COPY (1)
#endif
return *text;'
printf '#include "many.h"\n#define PICK_(a, b, ...) b\n#define PICK(...) PICK_ (__VA_ARGS__)\nchar *picked (char *text);\nchar *picked (char *text) { return PICK (0, COPY (text), 1); }\n' >many/reader.c
: >said
run --verify=object --no-cache -p compile_commands.json many/user.c many/reader.c
ok "... an argument that is handed on is still one" eval '[ "$(grep -c "reader\.c.* -E" said)" -eq 1 ]'
# A folder that nothing changes in is a link; `..` from it leads out of the tree, and then all folders are opened.
mkdir -p many/sub many/other
printf '#include "../many.h"\nchar *below (char *text);\nchar *below (char *text) { return COPY (text); }\n' >many/sub/below.h
printf '#include "../sub/below.h"\nint reader (int a);\nint reader (int a) { return a + 1; }\n' >many/other/reader.c
sed 's|"reader.c"|"other/reader.c"|g' compile_commands.json >c.json && mv c.json compile_commands.json
run --verify=object --no-cache --json=many.json -p compile_commands.json many/user.c many/other/reader.c
ok "--verify=object: a header above a folder of nothing that changes" eval 'says "proved identical 1 of 1" && ! grep -q "\"proof\" : \"[dn]" many.json'
# A compiler that hangs, and one that crashes: one unit's loss.
printf '#!/bin/sh\nsleep 100\n' >hangs; printf '#!/bin/sh\nkill -SEGV $$\n' >crashes; chmod +x hangs crashes
database_by "$scratch/hangs" proof.c
run --verify=object --timeout=5 proof.c
ok "--verify=object: a compiler that hangs" says 'not-comparable: plain(): the compiler did not end within 5 seconds'
run --verify=compile --timeout=5 proof.c
ok "--verify=compile: a compiler that hangs" says 'rolled back: the whole file: the compiler did not end within 5 seconds'
sed "s|/hangs|/crashes|" compile_commands.json >c.json && mv c.json compile_commands.json
run --verify=object proof.c
ok "--verify=object: a compiler that crashes" says 'not-comparable: plain(): the compiler crashed'
printf '#!/bin/sh\nexec >&- 2>&-\nsleep 100\n' >hangs
sed "s|/crashes|/hangs|" compile_commands.json >c.json && mv c.json compile_commands.json
run --verify=object --timeout=5 proof.c
ok "--verify=object: a compiler that hangs and says so to nobody" says 'not-comparable: plain(): the compiler did not end within 5 seconds'
printf '#!/bin/sh\nsleep 20 >/dev/null &\nexec cc "$@"\n' >hangs
run --verify=object --timeout=5 proof.c
ok "--verify=object: a compiler that leaves a server behind" says 'proved identical 2 of 3'
rm hangs
run --verify=object proof.c
ok "--verify=object: a compiler that is not there" says 'not-comparable: plain(): cannot run the compiler'
done_testing
