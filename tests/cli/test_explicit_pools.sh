# SPDX-License-Identifier: MIT
# --packet-pool=explicit over a program of several files.
. "$(dirname "$0")/tap.sh"

mkdir -p after/epan before/epan program
cat >packet_info.h <<'END'
#pragma once
typedef struct _packet_info { int number; struct _wmem_allocator_t *pool; } packet_info;
END
cp packet_info.h after/epan/packet_info.h
cp packet_info.h before/epan/packet_info.h

# database FILE...: a compile database of the program, with these units.
database() {
  first=
  {
    echo '['
    for unit; do
      echo "$first{\"directory\":\"$scratch/program\",\"file\":\"$unit\",\"command\":\"cc $flags -I. -c $unit\"}"
      first=,
    done
    echo ']'
  } >program/compile_commands.json
}
explicit() { run -p program --root program --packet-pool=explicit "$@"; }

sample() {
  rm -rf program
  mkdir program
  cat >program/text.h <<'END'
#pragma once
char *text_of (int number);
char *text_of_callback (int number);
END
  cat >program/text.c <<'END'
#include <epan/emem.h>
#include "text.h"

static char *
plain (int number)
{
  return ep_strdup_printf ("%d", number);
}

char *
text_of (int number)
{
  return plain (number);
}

char *
text_of_callback (int number)
{
  return ep_strdup_printf ("%d", number);
}
END
  cat >program/dissect.c <<'END'
#include <epan/packet_info.h>
#include "text.h"

typedef char *(*maker_t) (int);
void keep (const char *text, maker_t maker);
void dissect (packet_info *pinfo);
void
dissect (packet_info *pinfo)
{
  keep (text_of (pinfo->number), text_of_callback);
}
END
  database text.c dissect.c
}

sample
explicit --in-place --json report.json
ok "the accessor is left for a person to look at: exit status 0" status_is 0
ok "the prototype in the header" grep -q '^char \*text_of (wmem_allocator_t \*pool, int number);' program/text.h
ok "the function that is external" grep -q '^text_of (wmem_allocator_t \*pool, int number)' program/text.c
ok "the function that is static" grep -q '^plain (wmem_allocator_t \*pool, int number)' program/text.c
ok "its call passes the parameter" grep -q 'return plain (pool, number);' program/text.c
ok "a unit that names no API passes the packet_info's" grep -q 'text_of (pinfo->pool, pinfo->number), text_of_callback' program/dissect.c
ok "a callback keeps its signature" grep -q '^text_of_callback (int number)' program/text.c
ok "and says why" says 'text.c:[0-9]*:[0-9]*: review: no-pool: ep_strdup_printf: text_of_callback(): its address is taken at dissect.c:10'
ok "the ledger counts signatures and calls" says 'found 8 = rewritten 8 .*; of these 3 signatures and 2 calls that pass a pool'
ok "and so does the JSON report" grep -q '"signatures" *: *3' report.json
for name in text.h text.c dissect.c; do cp program/$name first-$name; done
explicit --in-place
ok "a second run changes nothing" says 'rewritten 0 '
ok "a second run names the accessor that stays" says 'left: accessor-stays: wmem_packet_scope: text_of_callback(): its address is taken'
ok "a second run has nothing left to do" eval 'status_is 0 && says "residue 0"'
for name in text.h text.c dissect.c; do ok "a second run leaves '$name'" cmp -s program/$name first-$name; done

# Where a tvbuff is, a packet is, so for scopes nobody has to know who calls: for pools somebody has.
sample
sed -i 's/int number)/struct tvbuff *tvb)/; s/ (number)/ (tvb)/; s/"%d", number/"%p", (void *) tvb/' program/text.c
sed -i '2i typedef struct tvbuff tvbuff_t;' program/text.h
sed -i 's/int number)/tvbuff_t *tvb)/' program/text.h
sed -i 's/(int)/(tvbuff_t *)/; s/text_of (pinfo->number)/text_of ((tvbuff_t *) 0)/' program/dissect.c
explicit --in-place
ok "a caller that names no API, of a function that takes a tvbuff" grep -q 'text_of (pinfo->pool, (tvbuff_t \*) 0)' program/dissect.c
explicit --in-place
ok "... and a second run changes nothing" says 'rewritten 0 '

# Sources that are not part of the run.
sample
cat >program/other.c <<'END'
#include "text.h"
int other (void);
int other (void) { return text_of (3) != 0; }
END
explicit
ok "a source that no database lists keeps the signature" says 'text_of() at text.c:13: other.c names it, which this run has not parsed\|text_of(): other.c names it, which this run has not parsed'
mv program/other.c program/packet-template.c
explicit
ok "whatever its name, if nothing of the run was made from it" says 'packet-template.c names it, which this run has not parsed'
mv program/packet-template.c program/other.c
database text.c dissect.c other.c
run -p program --root program --packet-pool=explicit program/text.c program/dissect.c
ok "so does a unit that was not named" says 'other.c names it, which this run has not parsed'
sample
run --packet-pool=explicit program/text.c program/dissect.c -- "$flags" -Iprogram
ok "without a database an external function is for review" says 'review: pool-assumed: text_of: it can be called from other units'

# The after side.
sample
mkdir poor
cp -r after/. poor
grep -v 'wmem_packet_scope' after/wmem/wmem.h >poor/wmem/wmem.h
"$program" --after-arg=-I"$scratch/poor" -p program --root program --packet-pool=explicit >out 2>err
status=$?
ok "without an accessor: what can be passed is" prints '^+.*text_of (wmem_allocator_t \*pool, int number)'
ok "what cannot is left: exit status 1" status_is 1
ok "what cannot is left, with the reason" says 'left: no-pool: ep_strdup_printf: text_of_callback(): its address is taken'
cat >program/callback.c <<'END'
#include "text.h"
void keep_function (void (*function) (void));
void keep_text (const char *text);
static void callback (void) { keep_text (text_of (4)); }
void begin (void);
void begin (void) { keep_function (callback); }
END
database text.c dissect.c callback.c
"$program" --after-arg=-I"$scratch/poor" -p program --root program --packet-pool=explicit >out 2>err
ok "a caller without anything to pass keeps the signature" says 'left: no-pool: ep_strdup_printf: plain(), called by text_of() at text.c:[0-9]*, called by callback() at callback.c:4: its address is taken at callback.c:6'
for side in before after; do sed 's/struct _wmem_allocator_t \*pool;//' packet_info.h >$side/epan/packet_info.h; done
explicit
refuses "a packet_info without a pool" "packet_info has no member 'pool'"
for side in before after; do cp packet_info.h $side/epan/packet_info.h; done
sample
explicit --packet-info-pool='(%)->pool'
ok "--packet-info-pool is how a pool is reached" prints '^+.*text_of ((pinfo)->pool, '

# Pointers to functions that several units share.
sample
cat >program/ops.h <<'END'
#pragma once
struct ops { int kind; char *(*show) (int number); void (*emit) (const char *, int); };
extern const struct ops all_ops[];
typedef int (*visit_t) (const struct ops *ops, int number);
int visit (const struct ops *ops, visit_t each, int number);
END
cat >program/ops.c <<'END'
#include <epan/emem.h>
#include "ops.h"
static char *decimal (int number) { return ep_strdup_printf ("%d", number); }
static char *hexadecimal (int number) { return ep_strdup_printf ("%x", number); }
static void emit (const char *text, int number) { (void) text; ep_strdup_printf ("%d", number); }
const struct ops all_ops[] = { { 1, decimal, emit }, { .show = hexadecimal, .kind = 2 }, { 0, 0, 0 } };
int visit (const struct ops *ops, visit_t each, int number) { return each (ops, number); }
END
cat >program/user.c <<'END'
#include <epan/packet_info.h>
#include "ops.h"
static int
each (const struct ops *ops, int number)
{
  char *(*show) (int) = ops->show;
  if (ops->emit)
    ops->emit (show (number), number);
  return ops->kind;
}
int use_ops (packet_info *pinfo);
int use_ops (packet_info *pinfo) { return visit (all_ops, each, pinfo->number); }
END
database ops.c user.c
explicit
ok "a field in a header" prints '^+struct ops { int kind; char \*(\*show) (wmem_allocator_t \*pool, int number); void (\*emit) (wmem_allocator_t \*pool, const char \*, int); };'
ok "a typedef in a header" prints '^+typedef int (\*visit_t) (wmem_allocator_t \*pool, const struct ops \*ops, int number);'
ok "a unit that names no API: its local pointer, and calls by it" eval 'prints "^+  char \*(\*show) (wmem_allocator_t \*pool, int) = ops->show;" && prints "^+    ops->emit (pool, show (pool, number), number);"'
ok "and the call that has a packet" prints '^+int use_ops (packet_info \*pinfo) { return visit (pinfo->pool, all_ops, each, pinfo->number); }'
cat >program/other.c <<'END'
#include "ops.h"
static char *octal (int number) { (void) number; return 0; }
const struct ops more = { 3, octal, 0 };
END
explicit
ok "a source that is not part of the run may fill the struct: it keeps its type" says "decimal(): its address is taken at ops.c:6, it has the type of 'show': other.c names it, which this run has not parsed"
printf 'int show (int number);\nint show (int number) { return number; }\n' >program/other.c
database ops.c user.c other.c
explicit program/ops.c program/user.c
ok "one that reads no such header means something else by the name" prints '^+struct ops { int kind; char \*(\*show) (wmem_allocator_t \*pool, int number);'
printf 'struct ops { int kind; char *(*show) (int number); };\nint other (struct ops *ops);\nint other (struct ops *ops) { return ops->show != 0; }\n' >program/other.c
explicit program/ops.c program/user.c
ok "... unless it declares the struct again" says "decimal(): its address is taken at ops.c:6, it has the type of 'show': other.c names it, which this run has not parsed"
printf 'int other (void);\nint other (void) { int show = 3; return show; }\n' >program/other.c
database ops.c user.c
explicit
ok "... and so does one that no database lists, and that no include path leads there" prints '^+struct ops { int kind; char \*(\*show) (wmem_allocator_t \*pool, int number);'
rm program/other.c
cat >program/with.c <<'END'
#include <epan/packet_info.h>
#include <epan/emem.h>
#define HAS_DONE(done) ((done) != 0)
static char *with (int number, char *(*done) (int number)) { return done (number); }
static char *decimal (int number) { return ep_strdup_printf ("%d", number); }
char *shown (packet_info *pinfo);
char *shown (packet_info *pinfo) { return HAS_DONE (pinfo->number) ? with (1, decimal) : 0; }
END
database with.c
explicit program/with.c
ok "a macro's own parameter that has a pointer's name is not the pointer" prints '^+static char \*with (wmem_allocator_t \*pool, int number, char \*(\*done) (wmem_allocator_t \*pool, int number)) '

# What the proof takes back: only what is concerned goes without.
sample
cat >program/idle.c <<'END'
#include <epan/emem.h>
#include <epan/packet_info.h>
void show (const char *text);
static char *used (int number) { return ep_strdup_printf ("%d", number); }
static char *idle (int number) { return number > 2 ? 0 : used (number); }
static char *quiet (int number) { return number > 2 ? (char *) "many" : (char *) "few"; }
static char *(*const table[]) (int) = { idle, quiet };
static char *by_table (int number) { return table[number & 1] (number); }
static char *plain (int number) { return ep_strdup_printf ("<%d>", number); }
static char *twice (int number) { show (plain (number)); show (by_table (number)); return plain (number + 1); }
void dissect_idle (packet_info *pinfo);
void dissect_idle (packet_info *pinfo) { show (twice (pinfo->number)); }
END
flags_before=$flags
flags="$flags -Wunused-parameter"
database idle.c
flags=$flags_before
explicit --in-place
ok "what the proof takes back keeps its signature, and says why" says "it has the type of 'quiet': the proof fails with it, at .*idle.c:6: unused parameter 'pool'"
ok "nothing is told as taken back that was decided anew" eval '! grep -q "rolled back" err'
ok "what has nothing to do with it gains the parameter" grep -q '^static char \*plain (wmem_allocator_t \*pool, int number) { return wmem_strdup_printf (pool' program/idle.c
ok "so does what calls it, and the table's user not" grep -q '^static char \*twice (wmem_allocator_t \*pool, int number) { show (plain (pool, number)); show (by_table (number)); return plain (pool, number + 1); }' program/idle.c
cp program/idle.c first-idle.c
explicit --in-place
ok "a second run after that changes nothing" cmp -s program/idle.c first-idle.c

# What a header's macro takes, and who is asked again.
rm -rf program
mkdir program
cat >program/check.h <<'END'
#pragma once
#include <epan/emem.h>
void report (const char *text);
#define CHECK(e) ((e) ? (void) 0 : report (ep_strdup_printf ("%s:%d", __FILE__, __LINE__)))
END
for unit in one two three; do
  cat >program/$unit.c <<END
#include <epan/packet_info.h>
#include "check.h"
void $unit (packet_info *pinfo);
void $unit (packet_info *pinfo) { CHECK (pinfo->number); }
END
done
database one.c two.c three.c
explicit --stats
ok "a header's macro gains one where all that name it are part of the run" prints '^+#define CHECK(pool, e) '
ok "and all that read it are analysed again" says ', 3 parsed again for their pools'
cat >program/other.c <<'END'
#include "check.h"
void other (int number) { CHECK (number); }
END
explicit --stats
ok "a header's macro that another source names keeps its parameters, and says why" says 'review: no-pool: ep_strdup_printf: CHECK(): other.c names it, which this run has not parsed'
ok "one unit says so for all that read it" says ', 1 parsed again for their pools'
ok "a macro of a unit's own file is nobody else's" eval '
  sed -n "s/^#define CHECK/#define OWN_CHECK/p" program/check.h >program/line
  sed -i "2r program/line" program/one.c && sed -i "s/{ CHECK/{ OWN_CHECK/" program/one.c
  explicit && prints "^+#define OWN_CHECK(pool, e) "'

# The file's pool: no packet_info has it, so whoever cannot be given one passes the accessor.
sample_file() {
  rm -rf program
  mkdir program
  cat >program/item.h <<'END'
#pragma once
struct item { char *name; int number; };
struct item *item_new (const char *name);
char *item_text (const struct item *item);
END
  cat >program/item.c <<'END'
#include <epan/emem.h>
#include "item.h"
static char *
name_of (const char *name)
{
  return se_strdup (name);
}
struct item *
item_new (const char *name)
{
  struct item *item = se_alloc (sizeof *item);
  item->name = name_of (name);
  return item;
}
char *
item_text (const struct item *item)
{
  return ep_strdup_printf ("%s %s", item->name, name_of (item->name));
}
END
  cat >program/dissect.c <<'END'
#include <epan/packet_info.h>
#include "item.h"
void show (const char *text);
void give (void (*callback) (int));
typedef char *(*namer_t) (const struct item *item);
static struct item *last;
static char *renewed (const struct item *item) { return item_new (item->name)->name; }
static char *as_it_is (const struct item *item) { return item->name; }
static const namer_t namers[] = { renewed, as_it_is };
static void remember (const char *name) { last = item_new (name); }
static void callback (int number) { remember (number ? "a" : "b"); }
void dissect (packet_info *pinfo);
void dissect (packet_info *pinfo) { remember ("x"); show (item_text (last)); show (namers[pinfo->number & 1] (last)); give (callback); }
END
  database item.c dissect.c
}
in_file() { run -p program --root program --file-pool=explicit "$@"; }
sample_file
in_file --in-place
ok "--file-pool=explicit: what is left is for a person to look at: exit status 0" status_is 0
ok "--file-pool=explicit: the prototype in the header" grep -q '^struct item \*item_new (wmem_allocator_t \*file_pool, const char \*name);' program/item.h
ok "--file-pool=explicit: what is static, and its place" eval 'grep -q "^name_of (wmem_allocator_t \*file_pool, const char" program/item.c && grep -q "return wmem_strdup (file_pool, name);" program/item.c'
ok "--file-pool=explicit: the packet's pool stays what it was" grep -q 'wmem_strdup_printf (wmem_packet_scope(), "%s %s", item->name, name_of (file_pool, item->name))' program/item.c
ok "--file-pool=explicit: pointers of one type" eval 'grep -q "^typedef char \*(\*namer_t) (wmem_allocator_t \*file_pool, const struct item" program/dissect.c && grep -q "as_it_is (wmem_allocator_t \*file_pool, " program/dissect.c'
ok "--file-pool=explicit: a packet_info is no source of it" grep -q 'remember (wmem_file_scope(), "x"); show (item_text (wmem_file_scope(), last)); show (namers\[pinfo->number & 1\] (wmem_file_scope(), last))' program/dissect.c
ok "--file-pool=explicit: a callback passes the accessor, and says why" eval 'grep -q "remember (wmem_file_scope(), number ? " program/dissect.c && says "review: no-pool: remember: callback(): its address is taken at dissect.c:13"'
for name in item.h item.c dissect.c; do cp program/$name first-$name; done
in_file --in-place
ok "--file-pool=explicit: a second run has nothing to do" eval 'status_is 0 && says "rewritten 0 " && says "residue 0"'
for name in item.h item.c dissect.c; do ok "--file-pool=explicit: a second run leaves '$name'" cmp -s program/$name first-$name; done
sample_file
explicit --file-pool=explicit --pool-name=scope --pool-position=last
ok "both pools, name and position" prints '^+char \*item_text (const struct item \*item, wmem_allocator_t \*scope, wmem_allocator_t \*file_scope);'
ok "both pools at one call" prints '^+.*show (item_text (last, pinfo->pool, wmem_file_scope()))'
grep -v 'wmem_file_scope' after/wmem/wmem.h >poor/wmem/wmem.h
"$program" --after-arg=-I"$scratch/poor" -p program --root program --file-pool=explicit >out 2>err
status=$?
ok "--file-pool=explicit without an accessor: nobody can pass one, so the places are left" eval 'status_is 1 && says "left: no-pool: se_strdup: name_of(), called by item_new() at item.c:[0-9]*, called by " && ! prints "file_pool" >/dev/null'
if command -v cc >/dev/null; then
  in_file --verify=object
  ok "--file-pool=explicit --verify=object: a parameter is no difference" eval 'says "not-comparable: name_of(): its signature changed" && ! says "object-differs\|the proof fails" >/dev/null'
fi

# Options.
sample
explicit --pool-name=scope --pool-position=last
ok "--pool-name and --pool-position" prints '^+char \*text_of (int number, wmem_allocator_t \*scope);'
explicit --pool-name='a b'
refuses "--pool-name that is none" "'a b' is no name for --pool-name"
explicit --pool-position=middle
refuses "--pool-position that is none" "unknown value 'middle' for --pool-position"
explicit --packet-info-pool='pinfo->pool'
refuses "--packet-info-pool without a place for the packet_info" "no expression for --packet-info-pool"

# A generated file and what it was made from.
mkdir program/made
cat >program/made/made.cnf <<'END'
static char *
made (int number)
{
  return ep_strdup_printf ("%d", number);
}
END
{ printf '#include <epan/emem.h>\n#include <epan/packet_info.h>\n#line 1 "made.cnf"\n'; cat program/made/made.cnf; } >program/made/made.c
cat >>program/made/made.c <<'END'
#line 9 "made.c"
void keep_text (const char *text);
void made_dissect (packet_info *pinfo);
void made_dissect (packet_info *pinfo) { keep_text (made (pinfo->number)); }
END
sed -i 's/#line 9/#line 10/' program/made/made.c
run --root program --packet-pool=explicit --in-place program/made/made.c -- "$flags"
ok "the origin of a generated file gets the parameter, too" grep -q '^made (wmem_allocator_t \*pool, int number)' program/made/made.cnf
ok "and its place" grep -q 'wmem_strdup_printf (pool, "%d", number)' program/made/made.cnf
ok "as the generated file does" grep -q '^made (wmem_allocator_t \*pool, int number)' program/made/made.c

# The proof by machine code.
if command -v cc >/dev/null; then
  sample
  explicit --verify=object
  ok "--verify=object: what has another signature is not comparable" says 'not-comparable: plain(): its signature changed'
  ok "--verify=object: what calls it is not either" says 'not-comparable: dissect(): the signature of what it calls changed'
  ok "--verify=object: what keeps its signature is compared" eval '! grep -q "text_of_callback()" err || ! grep -q "not-comparable: text_of_callback" err'
  # What differs is given up singly: a name that no ledger has.
  sample
  cat >program/differs.c <<'END'
#include <epan/emem.h>
#include <epan/packet_info.h>
void show (const char *text);
extern char *hidden (const char *text) __asm__ ("ep_strdup");
static char *good (int number) { return ep_strdup_printf ("%d", number); }
static char *missed (int number) { return hidden (ep_strdup_printf ("<%d>", number)); }
static char *both (int number) { show (missed (number)); return good (number); }
void dissect_both (packet_info *pinfo);
void dissect_both (packet_info *pinfo) { show (both (pinfo->number)); }
END
  database differs.c
  explicit --verify=object --in-place
  ok "--verify=object: what differs keeps its signature, and its place is left" grep -q '^static char \*missed (int number) { return hidden (ep_strdup_printf ("<%d>", number)); }' program/differs.c
  ok "--verify=object: and says why" says 'left: object-differs: ep_strdup_printf'
  ok "--verify=object: what it is called by gains the pool for its other call" grep -q '^static char \*both (wmem_allocator_t \*pool, int number) { show (missed (number)); return good (pool, number); }' program/differs.c
  ok "--verify=object: what has nothing to do with it, too" grep -q '^static char \*good (wmem_allocator_t \*pool, int number) { return wmem_strdup_printf (pool, "%d", number); }' program/differs.c
else
  skip "--verify=object" "no compiler"
fi
# Code that no configuration here compiles has no callers that are known.
rm -rf program
mkdir program
cat >program/off.c <<'END'
#include <epan/emem.h>
#ifdef NEVER
static void
show (int number)
{
  puts (ep_strdup_printf ("%d", number));
}
#endif
END
database off.c
explicit
ok "a function that is not compiled: the reason says so" says 'review: no-pool: ep_strdup_printf: show() is not compiled with these flags'
# A text that names nothing of the API stands behind a macro of each unit; only one of them is about a pool.
rm -rf program
mkdir program
printf 'static const char *of_number (int n) { return pool_text (MEMORY, n); }\n' >program/number.inc
cat >program/pooled.c <<'END'
#include <epan/packet_info.h>
#include <epan/emem.h>
#define MEMORY ep_strdup ("pooled")
static const char *pool_text (const char *text, int n) { return n ? text : ""; }
#include "number.inc"
const char *pooled (packet_info *pinfo);
const char *pooled (packet_info *pinfo) { return pool_text (MEMORY, of_number (pinfo->number)[0]); }
END
cat >program/plain.c <<'END'
#define MEMORY "plain"
static const char *pool_text (const char *text, int n) { return n ? text : ""; }
#include "number.inc"
const char *plain (void);
const char *plain (void) { return of_number (3); }
END
database pooled.c plain.c
explicit --in-place
ok "a text behind macros of several units: who gives it no pool is in the proof, and the text stays" \
  grep -q 'pool_text (MEMORY, n)' program/number.inc
ok "... and the macro keeps its accessor" grep -q '^#define MEMORY wmem_strdup (wmem_packet_scope(), "pooled")' program/pooled.c
explicit --in-place
ok "... and a second run finds nothing to rewrite" says 'rewritten 0 '
# A packet_info that units give which name nothing else: nobody has parsed them, so nothing is safe that rests on it.
rm -rf program
mkdir program
echo 'char *shown (packet_info *pinfo, int number); char *read_from (packet_info *pinfo);' >program/shown.h
cat >program/shown.c <<'END'
#include <epan/emem.h>
#include <epan/packet_info.h>
#include "shown.h"
char *shown (packet_info *pinfo, int number) { (void) pinfo; return ep_strdup_printf ("%d", number); }
char *read_from (packet_info *pinfo) { return ep_strdup_printf ("%d", pinfo->number); }
END
cat >program/caller.c <<'END'
#include <epan/packet_info.h>
#include "shown.h"
char *called (void);
char *called (void) { return shown (0, 3) ? read_from (0) : 0; }
END
database shown.c caller.c
explicit
ok "units that were not parsed may give NULL" says 'shown.c:4:.* review: pool-assumed: ep_strdup_printf: caller.c names it, which was not parsed'
ok "... but a function that reads from its packet_info would have failed before" eval 'says "rewritten 3 (safe 2, review 1" && ! says "shown.c:5:"'
# A tree's own helper has a name of which a rule knows that later versions gave it a pool: here the tree has the old form, and the run decides.
# What implements the old API names a macro that could gain one: it is not edited, so the macro keeps its parameters.
rm -rf program
mkdir program
cat >program/helpers.h <<'END'
#include <epan/emem.h>
#define FAILED() puts (ep_strdup_printf ("%s: failed", __FILE__))
char *atalk_addr_to_str (const int *address);
char *tvb_get_ephemeral_string (const int *tvb, int offset, int length);
END
cat >program/helpers.c <<'END'
#include <stdio.h>
#include "helpers.h"
char *atalk_addr_to_str (const int *address) { return ep_strdup_printf ("%d", *address); }
char *tvb_get_ephemeral_string (const int *tvb, int offset, int length) { return ep_strdup_printf ("%d", tvb[offset + length]); }
END
cat >program/dissect.c <<'END'
#include <stdio.h>
#include <epan/packet_info.h>
#include "helpers.h"
void dissect (packet_info *pinfo);
void
dissect (packet_info *pinfo)
{
  int address[2] = { pinfo->number };
  if (address[0] > 3)
    FAILED ();
  puts (atalk_addr_to_str (address));
  puts (tvb_get_ephemeral_string (address, 0, 1));
}
END
cat >program/manager.c <<'END'
#include <stdio.h>
#include "helpers.h"
void ep_free_all (void);
void ep_free_all (void) { FAILED (); }
END
database helpers.c dissect.c manager.c
explicit --in-place
ok "a helper of the tree that a quiet rule knows gains a pool like any other" grep -q 'puts (atalk_addr_to_str (pinfo->pool, address))' program/dissect.c
ok "... in its definition and in its header" eval 'grep -q "atalk_addr_to_str (wmem_allocator_t \*pool, const int \*address)" program/helpers.c && grep -q "atalk_addr_to_str (wmem_allocator_t \*pool, " program/helpers.h'
ok "one that has a name of the API keeps its signature, and says why" \
  says 'tvb_get_ephemeral_string(): its name is one of the API.s, whose own rule says what becomes of it'
ok "a macro that the implementation of the old API names keeps its parameters, and says why" \
  eval 'says "FAILED(): what implements the old API names it at manager.c:4" && grep -q "^#define FAILED()" program/helpers.h'
ok "nothing was taken back" eval '! says "rolled back" >/dev/null'
explicit --in-place
ok "... and a second run finds nothing to rewrite" says 'rewritten 0 '

done_testing
