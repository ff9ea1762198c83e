# SPDX-License-Identifier: MIT
# Sources: where files and their flags come from.
. "$(dirname "$0")/tap.sh"

entry() { printf '{"directory": "%s", "file": "%s", %s}' "$scratch" "$1" "$2"; }
command_form() { entry "$1" "\"command\": \"ccache gcc -Wall -Werror -w -g -O2 -MD -MF x.d -MT x.o -I'$scratch/before' -c $1 -o x.o\""; }
arguments_form() { entry "$1" "\"arguments\": [\"gcc\", \"-I\", \"before\", \"-pipe\", \"-fno-toplevel-reorder\", \"-c\", \"$1\", \"-ox.o\"]"; }

mkdir -p db src/deep
cp old.c src/one.c && cp old.c src/deep/two.c && cp clean.c src/clean.c
changes() { prints "^+++ b/$1$"; }

# ---- compile databases ----
echo "[$(command_form src/one.c), $(arguments_form src/deep/two.c)]" >db/compile_commands.json
run -p db src/one.c
ok "database, \"command\" form: understood" eval 'status_is 1 && changes src/one.c'
run -p db src/deep/two.c
ok "database, \"arguments\" form: understood" eval 'status_is 1 && changes src/deep/two.c'
run -p db/compile_commands.json "$scratch/src/one.c"
ok "database named itself, absolute source" eval 'status_is 1 && changes src/one.c'
run -pdb
ok "database without files: all of it" eval 'changes src/one.c && changes src/deep/two.c'
ln -s src link
run -p db link/one.c
ok "file named through a symbolic link: found in the database" status_is 1
echo "[$(command_form src/one.c), $(command_form src/one.c)]" >db/compile_commands.json
run -p db --format=json src/one.c
ok "same entry twice: one unit" prints '"total" : 1'
echo "[$(command_form src/one.c), $(arguments_form src/one.c | sed 's/"-pipe"/"-DOTHER"/')]" >db/compile_commands.json
run -p db --format=json src/one.c
ok "two different entries of one file: two units" prints '"total" : 2'
ok "two different entries of one file: each place counts once" prints '"found" : 4'
cp db/compile_commands.json src/compile_commands.json
cd src/deep || exit 99
"$program" "$after" ../one.c >../../out 2>../../err
status=$?
cd ../.. || exit 99
ok "no -p: the nearest database above the file" status_is 1
run src
ok "folder: files that the database knows are taken" changes src/one.c
ok "folder: files that it does not know are looked at by tokens, and said" says "without flags"
run --guess-flags src/deep/two.c
ok "--guess-flags: the flags of the nearest neighbour" eval 'status_is 1 && changes src/deep/two.c'
rm src/compile_commands.json

# ---- flags, folders and lists ----
migrate src
ok "folder: searched to the bottom" eval 'changes src/one.c && changes src/deep/two.c'
mkdir src/.hidden && cp old.c src/.hidden/three.c
migrate src
ok "folder: hidden folders are not entered" eval '! prints three.c >/dev/null'
migrate src/one.c ./src/../src/one.c --format=json
ok "one file named twice: one unit" prints '"total" : 1'
printf 'src/one.c\n\nsrc/deep/two.c\r\n' >list
migrate --files-from=list
ok "--files-from: a file of names" eval 'changes src/one.c && changes src/deep/two.c'
"$program" "$after" --files-from=- -- "$flags" <list >out 2>err
status=$?
ok "--files-from=-: standard input" changes src/one.c
"$program" "$after" --files-from=- -- "$flags" <src >out 2>err
status=$?
refuses "--files-from=-: a folder as standard input" "cannot use 'standard input': Is a directory"

# ---- what is not worth a parse ----
mkdir many
for i in 1 2 3 4 5 6 7 8 9; do sed "s/add/add$i/" clean.c >many/$i.c; done
migrate --stats many
ok "files that name nothing are not parsed" says 'units: 9 in all, 0 parsed'

# ---- headers: edited once, also where only the header names the API ----
mkdir head
printf '#pragma once\n#include <epan/emem.h>\nstatic inline void *shared (void) { return ep_alloc (4); }\n' >head/shared.h
printf '#include "shared.h"\nvoid *f (void) { return shared (); }\n' >head/user.c
printf '#include "middle.h"\nvoid *g (void) { return shared (); }\n' >head/far.c
printf '#pragma once\n#include "shared.h"\n' >head/middle.h
migrate head --stats
ok "header: rewritten although no file names anything itself" changes head/shared.h
ok "header: in one hunk, once" [ "$(grep -c '^+.*wmem_alloc' out)" -eq 1 ]
ok "header: all units that read it are verified" says 'parsed.*, 2 verified'
migrate head/user.c --root=head
ok "--root: the header beside the file is edited" changes head/shared.h
mkdir inner && printf '#include "../head/shared.h"\nvoid *f (void) { return shared (); }\n' >inner/user.c
migrate inner
ok "header outside the root: not edited" eval '! changes head/shared.h >/dev/null'
printf '#pragma once\nvoid *nobody (void);\n#define ALONE() ep_alloc (4)\n' >head/alone.h
migrate head --format=json
ok "header that nothing includes: in the ledger" prints 'head/alone.h'
mkdir given
cp old.c given/
migrate given --root=. --format=json
ok "a folder with a wider root: what lies beside the folder is not touched" eval 'prints given/old.c && ! prints alone.h >/dev/null'

# ---- configurations ----
printf '#include <epan/emem.h>\n#ifdef EXTRA\nvoid *f (void) { return ep_alloc (4); }\n#endif\nvoid *g (void) { return ep_alloc (5); }\n' >config.c
migrate config.c
ok "region of another configuration: a review" says 'config.c:3:.*review: inactive'
migrate --define-set=EXTRA=1 config.c
ok "--define-set: confirmed in its own configuration" eval '! says "inactive" >/dev/null'

# ---- flags in their other words ----
for flags_of_extra in "-D EXTRA" "--define-macro EXTRA" "--define-macro=EXTRA" "-Wp,-DEXTRA" "-Wp,-D,EXTRA" "-Xpreprocessor -DEXTRA" "--include extra.h" "-include extra.h" "-imacros extra.h" \
  "-DEXTRA -MD -MF gone.d -MT x -o gone.o other.c" "-Xclang -UEXTRA -DEXTRA -Xlinker -UEXTRA" "-iquote elsewhere -include extra.h"; do
  # shellcheck disable=SC2086 # words
  echo '#define EXTRA' >extra.h && run config.c -- "$flags" $flags_of_extra
  ok "flags: $flags_of_extra" eval 'status_is 1 && ! says "inactive" >/dev/null'
done
# What was precompiled is a compiler's memory, of another version maybe, and comes with the tree: its header is read in its place.
for made in extra.h.pch extra.h.gch extra.pch; do
  echo 'CPCH, and what a parser that believes it does not survive' >$made
  for flags_of_extra in "-include extra.h" "-includeextra.h" "--include=extra.h" "-include-pch $made" "-Xclang -include-pch -Xclang $made" \
    "-Xclang -include-pch -Xclang $made -Xclang -include -Xclang extra.h"; do
    # shellcheck disable=SC2086 # words
    run config.c -- "$flags" $flags_of_extra
    ok "flags, with $made beside: $flags_of_extra" eval 'status_is 1 && says "found 3 = rewritten 3" && ! says "inactive" >/dev/null && ! says "errors of its own" >/dev/null'
  done
  rm $made
done
for made in gone.h.pch gone.h.gch; do
  run config.c -- "$flags" -include-pch $made
  refuses "flags: -include-pch $made, whose header is not there" "/gone.h' file not found"
done
run config.c -- "$flags" -include-pch extra.h
refuses "flags: -include-pch of what no name tells" "extra.h (precompiled, of what header is not known)' file not found"
mkdir -p elsewhere && mv extra.h elsewhere
for flags_of_extra in "-Ielsewhere" "-I elsewhere" "-isystem elsewhere" "-iquoteelsewhere" "--include-directory elsewhere" "--include-directory=elsewhere" "-idirafter elsewhere"; do
  # shellcheck disable=SC2086 # words
  run config.c -- "$flags" $flags_of_extra -include extra.h
  ok "flags: $flags_of_extra" eval 'status_is 1 && ! says "inactive" >/dev/null'
done

# ---- C++: units as others, also in databases, folders and git; and readers of what changes ----
mkdir -p mixed/only
printf '#include <epan/emem.h>\n#define COPY(text) ep_strdup (text)\n' >mixed/names.h
printf '#include "names.h"\nchar *one (void);\nchar *one (void) { return COPY ("a"); }\n' >mixed/one.c
printf 'extern "C" {\n#include "names.h"\n}\nchar *two (void);\nchar *two (void) { return COPY ("a"); }\n' >mixed/two.cpp
printf 'extern "C" {\n#include <epan/emem.h>\n}\nvoid *three ();\nvoid *three () { return ep_alloc (4); }\n' >mixed/only/three.cc
database_of () { # database_of FOLDER FILE...
  folder=$1
  shift
  for file; do
    printf '{"directory": "%s", "file": "%s", "arguments": ["cc", "-I", "%s/before", "-c", "%s"]}\n' "$scratch/$folder" "$file" "$scratch" "$file"
  done | sed '1s/^/[/; $!s/$/,/; $s/$/]/' >"$folder/compile_commands.json"
}
database_of mixed/only three.cc
run -p mixed/only
ok "C++ units alone: the database's" changes mixed/only/three.cc
rm mixed/only/compile_commands.json
migrate mixed/only
ok "C++ units alone: the folder's" changes mixed/only/three.cc
database_of mixed one.c two.cpp
run -p mixed --stats
ok "C++ that reads a header that changes: in the proof" eval 'changes mixed/names.h && says "2 verified" && says "safe 2,"'
run -p mixed --stats mixed/one.c
ok "C++ that reads a header that changes, not named: in the proof" eval 'changes mixed/names.h && says "2 verified"'
printf 'extern "C" {\n#include "names.h"\n}\nchar *two (int wmem_packet_scope);\nchar *two (int wmem_packet_scope) { return COPY ("a") + wmem_packet_scope; }\n' >mixed/two.cpp
run -p mixed mixed/one.c
ok "C++ that would break: the header stays" eval '! changes mixed/names.h >/dev/null && says verify-failed'
printf '#pragma once\nextern "C" {\n#include <epan/emem.h>\n}\nstatic inline char *copy () { return ep_strdup ("a"); }\n' >mixed/copy.hpp
printf 'char *two ();\n#include "copy.hpp"\nchar *two () { return copy (); }\n' >mixed/two.cpp
rm mixed/names.h mixed/one.c mixed/compile_commands.json
migrate mixed
ok "a header of C++ has its own include" eval 'changes mixed/copy.hpp && ! changes mixed/two.cpp >/dev/null'
# A path that is longer than the system takes: its files are not passed over without a word.
mkdir long
python3 -c 'import os
os.chdir("long")
for i in range(25):
    os.mkdir("n" * 200)
    os.chdir("n" * 200)'
migrate long
refuses "a folder that is too deep" "cannot use 'long/n.*': File name too long"
rm -r long

done_testing
