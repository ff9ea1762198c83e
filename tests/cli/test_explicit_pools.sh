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

# Sources that are not part of the run.
sample
cat >program/other.c <<'END'
#include "text.h"
int other (void);
int other (void) { return text_of (3) != 0; }
END
explicit
ok "a source that no database lists keeps the signature" says 'text_of() at text.c:13: other.c names it, which is not part of this run\|text_of(): other.c names it, which is not part of this run'
mv program/other.c program/packet-template.c
explicit
ok "whatever its name, if nothing of the run was made from it" says 'packet-template.c names it, which is not part of this run'
mv program/packet-template.c program/other.c
database text.c dissect.c other.c
run -p program --root program --packet-pool=explicit program/text.c program/dissect.c
ok "so does a unit that was not named" says 'other.c names it, which is not part of this run'
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
done_testing
