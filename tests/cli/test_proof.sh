# SPDX-License-Identifier: MIT
# The proof by machine code, and the rules as a header that it leans on.
. "$(dirname "$0")/proof_tap.sh"

run --emit-header
ok "--emit-header: exit status 0" status_is 0
ok "--emit-header: a call" prints '^#define ep_strdup(text) wmem_strdup (wmem_packet_scope(), text)$'
ok "--emit-header: any number of arguments" prints '^#define ep_strdup_printf(\.\.\.) wmem_strdup_printf (wmem_packet_scope(), __VA_ARGS__)$'
ok "--emit-header: a type that was a pointer" prints '^#define ep_stack_t __typeof__ (wmem_stack_t \*)$'
ok "--emit-header: what there is nothing for is named" prints '^/\* ep_free_all: '
run --emit-header --packet-pool='pinfo->pool'
ok "--emit-header: the pools that were asked for" prints '^#define ep_strdup(text) wmem_strdup (pinfo->pool, text)$'
cat >own.rules <<'END'
function my_format (pool, flags, ...) -> my_new_format (@packet, pool, ...)
function my_swap (pinfo, text) -> my_new_swap (@packet, text)
END
run --emit-header --rules own.rules --packet-pool=pinfo
ok "--emit-header: own rules, an argument that goes" prints '^#define my_format(pool_, flags, \.\.\.) my_new_format (pinfo->pool, pool_, ## __VA_ARGS__)$'
ok "--emit-header: no parameter takes the place of the pool" prints '^#define my_swap(pinfo_, text) my_new_swap (pinfo->pool, text)$'
"$program" --after-arg=-I"$scratch/nowhere" --emit-header >out 2>err
status=$?
refuses "--emit-header without wmem" "no usable wmem header"
"$program" --emit-header >header.h 2>err
if command -v cc >/dev/null; then
  # Every macro is used once, and has to compile.
  cat >uses.c <<'END'
#include <glib.h>
#include <wmem/wmem.h>
#include "header.h"
emem_strbuf_t *buffers[3];
ep_stack_t one, other;
emem_tree_t *tree;
char *text (int number, const char *given);
char *text (int number, const char *given)
{
  int *numbers = ep_alloc_array0 (int, 3);
  emem_strbuf_t *buffer = ep_strbuf_new_label (""), *label = ep_strbuf_new_label ("label");
  buffers[number++] = ep_strbuf_append (ep_strbuf_printf (ep_strbuf_sized_new (3, 0), "%d", *numbers), given);
  ep_strbuf_truncate (buffer, 3);
  one = other = ep_stack_new ();
  ep_stack_push (one, ep_strdup (given));
  tree = number ? se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "x") : se_tree_create__file (0, "y");
  return emem_tree_t__tree (tree) == NULL ? ep_stack_pop (other)
    : ep_strdup_printf ("%s%s", emem_strbuf_t__str (label), se_strndup (given, 3));
}
END
  headers=$(cd "$here/../../libwmem/include" && pwd)
  # shellcheck disable=SC2046 # a list of flags
  ok "--emit-header: compiles" cc -std=gnu11 -Wall -Wno-unused -Werror -I"$headers" $(pkg-config --cflags glib-2.0) -c uses.c -o uses.o
else
  skip "--emit-header: compiles" "no compiler"
fi

# The proof by machine code.
if command -v cc >/dev/null; then
  grep -c ep_strdup_printf before/epan/emem.h >/dev/null
  database proof.c
  run --verify=object proof.c
  ok "--verify=object: what is compiled is identical" says 'proved identical 2 of 3 functions; 1 to review'
  ok "--verify=object: what is not compiled is named" says 'proof.c:[0-9]*:[0-9]*: not-comparable: off(): its places are in code that this configuration does not compile'
  ok "--verify=object: no object, no folder is left" eval '[ ! -e proof.o ] && [ -z "$(ls tmp)" ]'
  run --verify=object --json report.json --html report.html --sarif report.sarif proof.c
  ok "--verify=object: JSON has the counts" grep -q '"identical" : 2' report.json
  ok "--verify=object: JSON has the places" grep -q '"proof" : "identical"' report.json
  ok "--verify=object: HTML" grep -q '"functions":3,"identical":2' report.html
  ok "--verify=object: SARIF" grep -q 'off: not-comparable' report.sarif
  run --verify=object --only=proved proof.c
  ok "--only=proved: the rest is left" eval 'says "left: not-proved: ep_strdup" && ! grep -q "^[-+].*off" out'
  ok "--only=proved: what is proved is written" prints '^+.*wmem_strdup_printf'
  "$program" "$after" --only=proved proof.c >out 2>err
  status=$?
  refuses "--only=proved without the proof" "goes with --verify=object"
  database proof.c -E
  run --verify=object proof.c
  ok "--verify=object: a command that makes no object" says 'not-comparable: plain(): its command makes no object'
  migrate --verify=object proof.c
  ok "--verify=object: flags without a compiler: this one's" says 'proved identical 2 of 3'
  # What differs as a recipe is known to, and what was missed.
  cat >known.c <<'END'
#include <epan/emem.h>
struct item { emem_strbuf_t *text; };
struct list { struct item *first; };
int count (void);
emem_strbuf_t *twice (struct list *list);
const char *later (void);
char *missed (void);
extern char *hidden (const char *text) __asm__ ("ep_strdup");
emem_strbuf_t *twice (struct list *list) { return ep_strbuf_append (list->first->text, "a"); }
const char *
later (void)
{
  emem_strbuf_t *text = ep_strbuf_new_label ("begins");
  int more = count ();
  if (more)
    ep_strbuf_append (text, "a");
  return text->str;
}
char *missed (void) { return hidden (ep_strdup ("a")); }
END
  database known.c
  "$program" --verify=object known.c >out 2>err
  ok "--verify=object: an operand that is read again" says 'differs: twice(): .* (a recipe that is known to differ)'
  ok "--verify=object: a text that comes later" says 'differs: later(): a label gets its text behind the declarations that follow it (a recipe that is known to differ)'
  ok "--verify=object: a use that stands in no ledger" says 'rolled back: known.c:[0-9]*: ep_strdup: missed(): still uses ep_strdup(), which no place accounts for'
  # An operand that stands twice in the new form is the same place both times, whatever its index is made of; what changes something is done once.
  cat >places.c <<'END'
#include <epan/emem.h>
struct place { int at; };
void named (emem_strbuf_t *text);
void behind (emem_strbuf_t **text);
void sum (emem_strbuf_t **texts, int i);
void difference (emem_strbuf_t **texts, int i, struct place place);
void bits (emem_strbuf_t **texts, int i);
void rest (emem_strbuf_t **texts, int i);
int next_one (void);
void called (emem_strbuf_t **texts);
void raised (emem_strbuf_t **texts, int i);
void named (emem_strbuf_t *text) { ep_strbuf_printf (text, "a"); }
void behind (emem_strbuf_t **text) { ep_strbuf_printf (*text, "a"); }
void sum (emem_strbuf_t **texts, int i) { ep_strbuf_printf (texts[i + 1], "a"); }
void difference (emem_strbuf_t **texts, int i, struct place place) { ep_strbuf_printf (texts[i * 2 - place.at], "a"); }
void bits (emem_strbuf_t **texts, int i) { ep_strbuf_printf (texts[i & 6 | 1 ^ i], "a"); }
void rest (emem_strbuf_t **texts, int i) { ep_strbuf_printf (texts[i % 3], "a"); }
void called (emem_strbuf_t **texts) { ep_strbuf_printf (texts[next_one ()], "a"); }
void raised (emem_strbuf_t **texts, int i) { ep_strbuf_printf (texts[i++], "a"); }
END
  database places.c
  "$program" --verify=object places.c >out 2>err
  ok "--verify=object: operands that stand twice" says 'proved identical 8 of 8 functions; 0 to review'
  # Whether an argument lies in the buffer that is emptied first, the reference doesn't know either.
  cat >hidden.c <<'END'
#include <epan/emem.h>
const char *hidden (emem_strbuf_t *text);
void emptied (emem_strbuf_t *text);
void emptied (emem_strbuf_t *text) { while (ep_strbuf_printf (text, "%s", hidden (text)), text->len) ; }
void appended (emem_strbuf_t *text);
void appended (emem_strbuf_t *text) { ep_strbuf_append (text, text->str); }
END
  database hidden.c
  "$program" --verify=object hidden.c >out 2>err
  ok "--verify=object: equal code doesn't answer what an argument points to" says 'hidden.c:6:[0-9]*: review: self-reference'
  # What a header outside of the root brings is nobody's miss.
  mkdir -p host app
  cat >host/host.h <<'END'
#include <epan/emem.h>
void host_throw (const char *why);
#define HOST_WHY(text) ep_strdup (text)
#define HOST_ASSERT(condition) ((condition) ? (void) 0 : host_throw (HOST_WHY (#condition)))
static inline char *host_copy (const char *text) { return text ? ep_strdup_printf ("%s", text) : 0; }
/* A helper that the rules know, and that is what it was on the after side. */
#define SE_COPY_ADDRESS(to, from) (*(to) = se_strdup (from))
#define HOST_READER(name) char *name (const char *text); char *name (const char *text) { return ep_strdup (text); }
END
  cat >app/table.h <<'END'
char *told (void);
#ifdef TELLS
char *told (void) { return ep_strdup ("told"); }
#endif
END
  # Its own text does not change, and the name of the macro that makes a function stands in no body.
  cat >app/table.c <<'END'
#include <host.h>
#define TELLS
#include "table.h"
HOST_READER (reader)
END
  cat >app/user.c <<'END'
#include <host.h>
char *checked (int n);
char *copied (const char *text);
char *checked (int n) { HOST_ASSERT (n > 2); return ep_strdup ("checked"); }
char *copied (const char *text) { SE_COPY_ADDRESS (&text, text); return host_copy (se_strdup (text)); }
END
  database app/user.c -Ihost
  sed 's|app/user.c|app/table.c|g; s/^.//; s/^/,/' compile_commands.json >other && sed '$s/]$//' compile_commands.json | cat - other >c.json && mv c.json compile_commands.json
  "$program" --verify=object app/user.c app/table.c >out 2>err
  ok "--verify=object: what a header outside of the root brings" eval 'says "proved identical 3 of 3 functions" && ! says "no place accounts" >/dev/null'
  # The cache: what was compiled once is not compiled again, and only that.
  cat >counts <<'END'
#!/bin/sh
case " $* " in *" -E "*) ;; *) echo "$*" >>"$COUNT" ;; esac
exec cc "$@"
END
  chmod +x counts
  COUNT=$scratch/count
  export COUNT
  rm -rf cache
  compiled () { # compiled NUMBER OPTION...: a run compiles so often, and says the same as ever
    expected=$1
    shift
    : >count
    run --verify=object "$@" first.c second.c
    [ "$(wc -l <count)" -eq "$expected" ] || { echo "# compiled $(wc -l <count) times, expected $expected"; return 1; }
    says 'proved identical 2 of 2 functions; 0 to review'
  }
  printf '#include <epan/emem.h>\n#include "number.h"\nchar *first (void);\nchar *first (void) { return ep_strdup (NUMBER); }\n' >first.c
  printf '#include <epan/emem.h>\nchar *second (void);\nchar *second (void) { return se_strdup ("b"); }\n' >second.c
  echo '#define NUMBER "1"' >number.h
  printf '[{"directory": "%s", "file": "first.c", "command": "%s/counts -I before -O1 -c first.c"},
    {"directory": "%s", "file": "second.c", "command": "%s/counts -I before -c second.c"}]\n' \
    "$scratch" "$scratch" "$scratch" "$scratch" >compile_commands.json
  # Both sides are the same text: one of them is enough.
  ok "the cache: at first each unit is compiled" compiled 2
  ok "the cache: then none" compiled 0
  ok "--no-cache" compiled 2 --no-cache
  echo '#define NUMBER "2"' >number.h
  ok "the cache: a header that one unit reads" compiled 1
  sed 's/-O1/-O1 -DX/' compile_commands.json >c.json && mv c.json compile_commands.json
  ok "the cache: a flag of one unit" compiled 1
  echo '# another compiler' >>counts
  ok "the cache: another compiler" compiled 2
  cp "$program" other-program && echo >>other-program
  ok "the cache: another build of the program" eval '(LD_LIBRARY_PATH=$(dirname "$program")/../libwmem program=$scratch/other-program; export LD_LIBRARY_PATH; compiled 2)'
  ok "the cache: other rules" compiled 2 --packet-pool=wmem_epan_scope\(\) --file-pool=wmem_epan_scope\(\)
  for entry in cache/wmem-migrate/*; do echo nonsense >"$entry"; done
  ok "the cache: what is corrupt is not believed" compiled 2
  for entry in cache/wmem-migrate/*; do rm "$entry" && mkfifo "$entry"; done
  ok "the cache: an entry that is no file" compiled 2
  rm -rf cache
  ok "the cache: another one" compiled 2
  chmod go+w cache/wmem-migrate
  ok "the cache: where others may write" compiled 2
  rm -rf cache && : >cache
  ok "the cache: none can be made" compiled 2
  rm cache
  # The headers of the after side do another thing than the rules say: to be seen by the machine code alone.
  mkdir -p swapped/wmem
  sed 's/^char \*wmem_strdup (.*/&\n#define wmem_strdup(pool, text) wmem_strdup (wmem_file_scope (), (text))/' after/wmem/wmem.h >swapped/wmem/wmem.h
  database proof.c
  "$program" "--after-arg=-I$scratch/swapped" --verify=object proof.c >out 2>err
  ok "--verify=object: both sides see the same headers" says 'proved identical 2 of 3'
else
  skip "--verify=object" "no compiler"
fi
done_testing
