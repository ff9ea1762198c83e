# SPDX-License-Identifier: MIT
# Somebody else's tree: nothing of it is run, nothing outside of it is written, and nothing of it speaks to the terminal.
. "$(dirname "$0")/tap.sh"

# ---- a database that names other people's files ----
entry() { printf '{"directory": "%s", "file": "%s", "arguments": ["cc", "-I%s/before", %s "-c", "%s"]}' "$1" "$2" "$scratch" "${3:-}" "$2"; }
mkdir victim evil && cp old.c victim/v.c
printf '[%s]' "$(entry "$scratch/evil" ../victim/v.c)" >evil/compile_commands.json
run -p evil --in-place
refuses "database of a file elsewhere" "give --root=DIR"
ok "database of a file elsewhere: it stays as it was" cmp -s victim/v.c old.c
run -p evil
ok "database of a file elsewhere: a diff is made" eval 'status_is 1 && prints "^+.*wmem_"'
cp old.c evil/own.c
printf '[%s, %s]' "$(entry "$scratch/evil" own.c)" "$(entry "$scratch/evil" ../victim/v.c)" >evil/compile_commands.json
run -p evil --in-place
ok "database of its own file and one elsewhere: its own is written" grep -q wmem_ evil/own.c
ok "database of its own file and one elsewhere: the other stays" cmp -s victim/v.c old.c
cp old.c evil/own.c && ln -s ../victim/v.c evil/link.c
printf '[%s, %s]' "$(entry "$scratch/evil" own.c)" "$(entry "$scratch/evil" link.c)" >evil/compile_commands.json
run -p evil --in-place
ok "database of a link to a file elsewhere: the file stays" cmp -s victim/v.c old.c
migrate --in-place evil
ok "folder with a link to a file elsewhere: the file stays" cmp -s victim/v.c old.c
mkdir build && printf '[%s]' "$(entry "$scratch/build" ../victim/v.c)" >build/compile_commands.json
run -p build --in-place --root=victim
ok "build folder, with the root that it needs: written" eval 'status_is 0 && grep -q wmem_ victim/v.c'
cp old.c victim/v.c

# ---- a database whose flags load a plugin ----
if command -v cc >/dev/null; then
  printf '#include <fcntl.h>\n#include <unistd.h>\n__attribute__ ((constructor)) static void run (void) { close (creat ("%s/ran", 0600)); }\n' "$scratch" >plugin.c
  cc -shared -fPIC -o plugin.so plugin.c
  cp old.c evil/own.c && rm evil/link.c
  for flag in "-fplugin=$scratch/plugin.so" "-fpass-plugin=$scratch/plugin.so"; do
    printf '[%s]' "$(entry "$scratch/evil" own.c "\"$flag\",")" >evil/compile_commands.json
    run -p evil
    ok "flag ${flag%%=*}: not loaded" [ ! -e ran ]
  done
  printf '[%s]' "$(entry "$scratch/evil" own.c "\"-Xclang\", \"-load\", \"-Xclang\", \"$scratch/plugin.so\",")" >evil/compile_commands.json
  run -p evil
  ok "flag -Xclang -load: not loaded, and the file is read" eval '[ ! -e ran ] && status_is 1'
  printf '[%s]' "$(entry "$scratch/evil" own.c "\"--serialize-diagnostics\", \"$scratch/victim/x\", \"-ftime-trace=$scratch/victim/y\",")" >evil/compile_commands.json
  run -p evil
  ok "flags that name files to write: none is written" [ "$(ls victim)" = v.c ]
else
  skip "plugins" "no compiler on this machine"
fi

# ---- a database whose flags have the parser's driver run a program, write, or speak ----
printf '#!/bin/sh\ntouch "%s/ran"\necho gfx906\n' "$scratch" >program && chmod +x program
for name in amdgpu-arch amdgcn-amd-amdhsa-amdgpu-arch nvptx-arch; do cp program $name; done
printf '%s\n' "-MJ$scratch/victim/configured" >configuration
# quiet NAME FLAGS...: with these flags the file is read, and nothing else comes of it.
quiet() {
  what=$1
  shift
  rm -f ran && cp old.c evil/own.c
  printf '[%s]' "$(entry "$scratch/evil" own.c "$(printf '"%s", ' "$@")")" >evil/compile_commands.json
  run -p evil -q
  ok "$what: a diff, and nothing else" eval 'status_is 1 && [ ! -s err ] && [ "$(head -n 1 out | cut -c1-5)" = "--- a" ]'
  ok "$what: nothing is run" [ ! -e ran ]
  ok "$what: nothing is written" [ "$(ls victim)" = v.c ]
}
quiet "the driver's own tool" --target=amdgcn-amd-amdhsa -mcpu=native "--amdgpu-arch-tool=$scratch/program"
quiet "a tool for another target" -fopenmp --offload-arch=native "--amdgpu-arch-tool=$scratch/program" "--nvptx-arch-tool=$scratch/program"
quiet "another language" -x hip --offload-arch=native "--amdgpu-arch-tool=$scratch/program"
quiet "a tool in the current folder" --target=amdgcn-amd-amdhsa -mcpu=native
quiet "another tool there" -Wp,--target=nvptx64-nvidia-cuda -march=native
quiet "a database to write" "-MJ$scratch/victim/written" -gen-cdb-fragment-path "$scratch/victim"
quiet "flags in a file" --config "$scratch/configuration" "--config=$scratch/configuration"
quiet "flags past the driver" -Xpreprocessor -dependency-file -Xpreprocessor "$scratch/victim/d" -Xpreprocessor -MT -Xpreprocessor x "-Wp,-MD,$scratch/victim/e"
for flag in --help --version -v -H -dumpversion -print-search-dirs; do quiet "$flag" $flag; done
rm -f amdgpu-arch amdgcn-amd-amdhsa-amdgpu-arch nvptx-arch

# ---- files of the tree that never end ----
words=evil/words
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '@%s ' "$scratch/$words"; done >$words
printf '[%s]' "$(entry "$scratch/evil" own.c "\"@$scratch/$words\",")" >evil/compile_commands.json
# A program that checks its own memory needs all addresses: it goes without the limit.
memory=4000000
(ulimit -v $memory && "$program" --version) >/dev/null 2>&1 || memory=unlimited
limited() { (ulimit -v $memory && exec timeout 60 "$program" "$after" "$@" >out 2>err); status=$?; }
limited -p evil
ok "response file that names itself a dozen times: a diff" status_is 1
for kind in pipe device; do
  rm -f evil/compile_commands.json
  if [ $kind = pipe ]; then mkfifo evil/compile_commands.json; else ln -s /dev/zero evil/compile_commands.json; fi
  limited evil/own.c
  refuses "database that is a $kind" "compile_commands.json': it is no regular file"
done
rm -f evil/compile_commands.json
for key in rules facts baseline; do
  rm -f evil/pipe && mkfifo evil/pipe
  printf '[options]\n%s = ./pipe\n' $key >evil/.wmem-migrate
  limited evil/own.c -- "$flags"
  refuses "$key of the tree that are a pipe" "'./pipe' as --$key: it is no regular file"
done
rm -f evil/.wmem-migrate evil/pipe

# ---- control characters ----
escape=$(printf '\033')
bell=$(printf '\007')
# What a terminal may obey: all controls but tab and newline, C1 in both codings, and bidirectional overrides.
raw() { LC_ALL=C tr -d '\t\n\r' <"$1" | LC_ALL=C grep -q "$(printf '[\001-\037\177]\\|\302[\200-\237]\\|\342\200[\252-\256]')"; }
no_raw() { ! raw "$1" || { echo "# raw control characters in $1:"; od -c "$1" | sed 's/^/# /' | head -20; return 1; }; }
mkdir names
name="names/a${escape}[31m${bell}$(printf '\302\233\342\200\256').c"
cp old.c "$name"
printf 'char *late (const char *text) { return ep_strdup_and_%s (text); }\nchar *x (void) { return ep_strbuf_str (0); }\n#define TEXT(x) #x\nconst char *t = TEXT (ep_strdup);\n' x >>"$name"
migrate names
ok "control characters of a name: none in the ledger" no_raw err
ok "control characters of a name: shown" says 'a\\x1b\[31m\\x07\\xc2\\x9b\\xe2\\x80\\xae.c'
ok "control characters of a name: none in the names of the diff" eval 'grep "^[-+][-+][-+] " out >heads; no_raw heads'
migrate --format=text --stats names
ok "control characters of a name: none in the text report" no_raw out
migrate "$name.gone"
ok "control characters of a name: none in an error" eval 'one_line_error && no_raw err'
migrate --files-from="$name"
ok "control characters of a list: none in an error" eval 'one_line_error && no_raw err'
migrate "--no${escape}[2J"
ok "control characters of an option: none in an error" eval 'one_line_error && no_raw err'
migrate "$(printf 'names/two\nlines.c')"
ok "newline in a name: one line" one_line_error
migrate "$(printf 'names/f\344\337.c')"
ok "name that is no UTF-8: one line that starts with the program's name" eval 'one_line_error && says "f.xe4.xdf.c"'
mkdir source
printf '#include "gone%s[31m%s.h"\nvoid *f (void) { return ep_alloc (4); }\n' "$escape" "$bell" >source/a.c
printf '#include <epan/emem.h>\n#pragma message "%s[2J"\n_Static_assert (sizeof (int) == 9, "%s]0;title%s");\nvoid *f (void) { return ep_alloc (4); }\n' "$escape" "$escape" "$bell" >source/b.c
printf '#include <epan/emem.h>\n/* wmem-migrate: ignore %s[31mall */\nvoid *f (void) { return 0; }\n' "$escape" >source/c.c
migrate source
ok "control characters of sources: none in the ledger" no_raw err
migrate source/a.c
ok "control characters of sources: none in an error" eval 'one_line_error && no_raw err'
if command -v script >/dev/null; then
  printf '#include <epan/emem.h>\n/* %s[2J%s */\nvoid *f (void) { return ep_alloc (4); }\n' "$escape" "$bell" >source/d.c
  script -qec "NO_COLOR=1 '$program' '$after' source/d.c -q -- '$flags'" /dev/null </dev/null 2>/dev/null | tr -d '\r' >out
  ok "diff to a terminal: control characters of the source are shown, not sent" eval 'prints "x1b.2J.x07" && no_raw out'
  migrate source/d.c
  ok "diff to a file: bytes are bytes" raw out
  NO_COLOR=1 script -qec "NO_COLOR=1 '$program' '$after' --check names -- '$flags'" /dev/null </dev/null 2>/dev/null | sed "s/^.*\r$escape\[K//" | tr -d '\r' >out
  ok "ledger on a terminal: none but our own" no_raw out
else
  skip "terminal" "script(1) is not installed"
fi
done_testing
