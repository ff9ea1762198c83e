# SPDX-License-Identifier: MIT
# The scope checker from the command line: lint, suppressions, the plan's verdicts, the saved index, facts of one's own.
. "$(dirname "$0")/tap.sh"
host="-I$here/../migrate/scope/include"

lint() {
  run --lint "$@" -- "$host"
}

cat >bad.c <<'END'
#include <epan/host.h>
static gchar *last;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  if (last)
    col_add_str (pinfo->cinfo, COL_INFO, last);
  last = tvb_get_string (wmem_packet_scope (), tvb, 0, 4);
}
void proto_register_bad (void) { register_dissector ("bad", dissect, 1); }
END
sed 's/wmem_packet_scope/wmem_file_scope/; s/register_bad/register_good/' bad.c >good.c
sed 's|tvb, 0, 4);|& /* wmem-migrate: ignore escapes */|' bad.c >ignored.c
sed 's|tvb, 0, 4);|& /* wmem-migrate: ignore no-scope */|' bad.c >other.c

lint bad.c
ok "lint: a finding is exit status 1" status_is 1
ok "lint: the finding has file, line and rule" says '^bad.c:8:3: error: escapes: .*last'
ok "lint: the finding says where the memory comes from and where it is read" eval 'says "bad.c:8: tvb_get_string() allocates it" && says "bad.c:7: is read here"'
ok "lint: writes nothing" [ ! -s out ]
lint good.c
ok "lint: the correct twin is exit status 0" status_is 0
ok "lint: the correct twin has no finding" eval '! grep -q escapes err'
lint ignored.c
ok "suppression: its rule named, exit status 0" status_is 0
lint other.c
ok "suppression: another rule named, the finding stays" eval 'status_is 1 && says "other.c:8:3: error: escapes"'

# A run that rewrites looks at a folder's other files for scope, and counts them.
mkdir whole
cp bad.c whole/bad.c
echo 'int nothing;' >whole/none.c
run --stats whole -- "$host"
ok "a file without an old name: its finding is told" says "whole/bad.c:8:3: error: escapes"
ok "a file without an old name: parsed for the scope alone" says 'units: 2 in all, 1 parsed .*, 1 for the scope alone.*, 1 by tokens only'

# A tree that goes with the file needs one where it is made, which emem's did not: also where a macro makes it.
emem_flags="-I$here/../migrate/include $(pkg-config --cflags glib-2.0)"
for made in 'emem_tree_t *t = se_tree_create (1, "local")' 'MAKE (t)'; do
  printf '#include <epan/emem.h>\n#define MAKE(v) emem_tree_t *v = se_tree_create (1, "macro")\nstatic emem_tree_t *kept;
static emem_tree_t *fresh (void) { %s; return t; }\nvoid proto_register_trees (void) { kept = fresh (); }\n' "$made" >trees.c
  # shellcheck disable=SC2086 # flags
  "$program" trees.c -- $emem_flags >out 2>err
  ok "a tree of the file that is made at registration by $made: left" \
    eval 'says "left: no-scope: se_tree_create" && ! prints "^+.*kept = "'
done

# What the plan learns.
cat >reach.c <<'END'
#include <epan/host.h>
static gchar *label (int n) { return ep_strdup_printf ("%d", n); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *data = ep_alloc (10);
  (void) tree;
  tvb_new_child_real_data (tvb, data, 10, 10);
  col_add_str (pinfo->cinfo, COL_INFO, ep_strdup ("fine"));
}
static void apply (void) { register_dissector (label (3), NULL, 1); }
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  prefs_register_protocol (1, apply);
}
void called_by_nobody (void) { col_add_str (NULL, 0, ep_strdup ("who")); }
END
run --verify=none --format=text reach.c -- "$host"
ok "no scope: the site is left" eval 'prints "reach.c:2:.*no-scope: ep_strdup_printf" || says "reach.c:2:.*no-scope: ep_strdup_printf"'
ok "no scope: the chain has each step" eval 'cat out err | grep -q "reach.c:1[0-9]: apply() is called when preferences change" && cat out err | grep -q "reach.c:10: calls label()" && cat out err | grep -q "reach.c:2: calls ep_strdup_printf()"'
run --verify=none reach.c -- "$host"
ok "no scope: nothing of its line is in the diff" eval '! grep -q "^[-+].*strdup_printf" out'
ok "in scope: rewritten" prints '^+.*wmem_strdup (wmem_packet_scope ()*), "fine")\|^+.*wmem_strdup (wmem_packet_scope()*, "fine")'
ok "escape: rewritten as it was" prints '^+.*wmem_alloc *(wmem_packet_scope()*, 10)'
ok "unknown callers: rewritten, for review" eval 'prints "^+.*\"who\"" && cat out err | grep -q "unknown-callers\|not known in this run"'
run --verify=none --fix-scope reach.c -- "$host"
ok "--fix-scope: a tvbuff's data comes from the packet_info's pool" prints '^+.*wmem_alloc *(pinfo->pool, 10)'
ok "--fix-scope: what does not escape stays" prints '^+.*wmem_packet_scope()*, "fine"'
sed '/^static gchar .label/d; /^static void apply/d; /prefs_register/d; /^void called_by/d' reach.c >repair.c
run --verify=none repair.c -- "$host"
ok "an escape is a finding" says "^repair.c:[0-9:]* error: escapes"
run --verify=none --fix-scope --in-place repair.c -- "$host"
ok "--fix-scope: what it repaired is no finding any more" eval '! grep -q "error: escapes\|[0-9] finding" err && grep -q "wmem_alloc *(pinfo->pool, 10)" repair.c'
lint repair.c
ok "--fix-scope: the checker agrees" status_is 0
# What outlives the file is no better off with file memory, but where it is forgotten when another file begins.
cat >outlive.c <<'END'
#include <epan/host.h>
typedef struct { const gchar *name; } file_t;
static gchar *forgotten, *left;
static GHashTable *table;
static void init (void) { forgotten = NULL; }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  file_t *file = se_new0 (file_t);
  (void) tree; (void) tvb;
  if (forgotten) col_add_str (pinfo->cinfo, COL_INFO, forgotten);
  if (left) col_add_str (pinfo->cinfo, COL_INFO, left);
  forgotten = ep_strdup ("1");
  left = ep_strdup ("2");
  g_hash_table_insert (table, file, ep_strdup ("3"));
  dissector_add_string ("media_type", ep_strdup ("4"), NULL);
  file->name = ep_strdup ("5");
}
void proto_register_outlive (void)
{
  table = g_hash_table_new (NULL, NULL);
  register_init_routine (init);
  register_dissector ("outlive", dissect, 1);
}
END
run --verify=none --fix-scope outlive.c -- "$host"
ok "--fix-scope: file memory for a file's object, and for what an init routine forgets" eval 'prints "^+.*wmem_file_scope()*, \"1\"" && prints "^+.*wmem_file_scope()*, \"5\""'
ok "--fix-scope: not for what outlives the file" eval '[ "$(grep -c "^+.*wmem_packet_scope()*, \"[234]\"" out)" = 3 ]'

# Handed on by way of statics, to a helper that sets the addresses.
cat >handed.c <<'END'
#include <epan/host.h>
typedef struct { guint32 point; } pc_t;
static pc_t *from, *to;
static void label (tvbuff_t *tvb, packet_info *pinfo)
{
  from->point = tvb_get_ntohl (tvb, 0);
  SET_ADDRESS (&pinfo->src, 3, 4, from);
  SET_ADDRESS (&pinfo->dst, 3, 4, to);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  from = ep_alloc (sizeof (pc_t));
  to = ep_alloc (sizeof (pc_t));
  label (tvb, pinfo);
}
void proto_register_handed (void) { register_dissector ("handed", dissect, 1); }
END
run --verify=none --fix-scope --in-place handed.c -- "$host"
ok "--fix-scope: what a helper makes of it is repaired where it is allocated" eval '[ "$(grep -c "wmem_alloc *(pinfo->pool, " handed.c)" = 2 ] && ! grep -q "error: escapes" err'
lint handed.c
ok "--fix-scope: the checker agrees to that, too" status_is 0

# What is told of units that read the header that changes: what was asked about.
mkdir drawn
printf '#pragma once\n#include <epan/host.h>\n#define LABEL(text) ep_strdup (text)\n' >drawn/label.h
printf '#include "label.h"\nvoid named (void) { col_add_str (NULL, 0, LABEL ("a")); }\n' >drawn/a.c
cat >drawn/b.c <<'END'
#include "label.h"
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *data = (guint8 *) LABEL ("x");
  (void) pinfo; (void) tree;
  tvb_new_child_real_data (tvb, data, 10, 10);
}
void proto_register_drawn (void) { register_dissector ("drawn", dissect, 1); }
END
for unit in a b; do
  printf '{"directory": "%s/drawn", "file": "%s.c", "arguments": ["cc", "%s", "-c", "%s.c"]}\n' "$scratch" $unit "$host" $unit
done | sed '1s/^/[/; 1s/$/,/; $s/$/]/' >drawn/compile_commands.json
run --verify=none --stats drawn/a.c
ok "a unit that was drawn in: its findings are its own matter" eval 'says "1 drawn in by a header" && ! grep -q "error: escapes" err'
run --verify=none drawn/b.c
ok "the same unit, named: its finding is told" says "drawn/b.c:6:3: error: escapes"

run --verify=none --only=safe reach.c -- "$host"
ok "--only=safe: what nobody is known to call is left" eval '! grep -q "^+.*\"who\"" out'
ok "--only=safe: the others are rewritten" prints '^+.*"fine"'

# A tree analysed in parts.
cat >helper.c <<'END'
#include <epan/host.h>
gchar *make_label (int n);
gchar *make_label (int n) { return ep_strdup_printf ("%d", n); }
END
cat >user.c <<'END'
#include <epan/host.h>
gchar *make_label (int n);
void proto_register_user (void) { register_dissector (make_label (1), NULL, 1); }
END
run --verify=none --index=saved helper.c -- "$host"
ok "index: written" [ -s saved ]
ok "index: the first part alone has no finding" eval '! grep -q no-scope err'
run --lint --index=saved user.c -- "$host"
ok "index: the second part finds the chain into the first" eval 'status_is 1 && says "helper.c:3:.*no-scope" && says "user.c:3: calls make_label()"'
run --lint --index=saved user.c -- "$host"
ok "index: the same again" says 'helper.c:3:.*no-scope'
echo nonsense >broken
run --lint --index=broken user.c -- "$host"
refuses "a broken index" "'broken' is not an index"

head -c 300 saved >truncated
run --lint --index=truncated user.c -- "$host"
refuses "a truncated index" "'truncated' is not an index"
size=$(wc -c <saved)
for at in 60 200 400 $((size - 40)); do
  cp saved damaged
  printf '\377\377\377\177' | dd of=damaged bs=1 seek="$at" conv=notrunc 2>/dev/null
  run --lint --index=damaged user.c -- "$host"
  ok "bytes $at of the index damaged: no crash" [ "$status" -le 2 ]
done

run --lint --index=. bad.c -- "$host"
refuses "an index that is a folder" "cannot write '.': "
run --lint --index=nowhere/index bad.c -- "$host"
refuses "an index that cannot be written" "cannot write 'nowhere/index': "

# What is proposed.
run --lint "$here/../migrate/scope/cases/escape_column_helper.c" -- "$host" -DBUG
ok "proposal: what may be constant text is copied, its pool cannot be chosen" says 'keep a copy from pinfo->pool'

# Facts of one's own.
echo 'argument my_register_timer 0 none runs on a timer' >own.roots
cat >timer.c <<'END'
#include <epan/host.h>
void my_register_timer (void (*function) (void));
static void tick (void) { col_add_str (NULL, 0, ep_strdup ("tick")); }
void start (void);
void start (void) { my_register_timer (tick); }
END
run --lint timer.c -- "$host"
ok "facts: an unknown registration is no finding" eval '! grep -q no-scope err'
run --lint --facts=own.roots timer.c -- "$host"
ok "facts: a known one is" eval 'status_is 1 && says "timer.c:3:.*no-scope.*tick() runs on a timer"'
echo 'argument register_init_routine 0 none is an init routine, and this host runs those before a file is open' >early.roots
cat >early.c <<'END'
#include <epan/host.h>
static gchar *buffer;
static void init (void) { buffer = se_alloc (8); }
void proto_register_early (void) { register_init_routine (init); }
END
run --lint early.c -- "$host"
ok "facts: an init routine has a file" eval '! grep -q no-scope err'
run --lint --facts=early.roots early.c -- "$host"
ok "facts: one of a host that runs it without has none" eval 'status_is 1 && says "early.c:3:.*no-scope.*se_alloc.*before a file is open"'
printf '# comment\nargument my_register_timer zero none x\n' >wrong.roots
run --lint --facts=wrong.roots timer.c -- "$host"
refuses "facts with a mistake" "wrong.roots:2:28: 'zero' is not the number of an argument"
printf 'root x none\n' >wrong.roots
run --lint --facts=wrong.roots timer.c -- "$host"
refuses "an unknown fact" "wrong.roots:1:1: unknown fact 'root'"
printf 'keeps f 1 century x\n' >wrong.sinks
run --lint --facts=wrong.sinks timer.c -- "$host"
refuses "an unknown lifetime" "wrong.sinks:1:11: 'century' is not a lifetime"
run --lint --facts=nowhere.roots timer.c -- "$host"
refuses "facts that do not exist" "nowhere.roots"

# What holds of an expansion holds of the macro's body: in a header, and where only a unit that was drawn in shows it.
mkdir bodies
printf '#include <epan/host.h>\n#define LABEL(t) ep_strdup (t)\n' >bodies/label.h
for unit in shown kept; do
  { echo '#include "label.h"
static gchar *last;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{ (void) tvb; (void) tree; if (last) col_add_str (pinfo->cinfo, COL_INFO, last);'
    [ $unit = kept ] && echo 'last = LABEL ("x"); }' || echo 'col_add_str (pinfo->cinfo, COL_INFO, LABEL ("x")); }'
    echo "void proto_register_$unit (void) { register_dissector (\"$unit\", dissect, 1); }"; } >bodies/$unit.c
done
body_flags="-I$here/../migrate/scope/include"
printf '[{"directory": "%s/bodies", "file": "shown.c", "arguments": ["cc", "%s", "-c", "shown.c"]},
{"directory": "%s/bodies", "file": "kept.c", "arguments": ["cc", "%s", "-c", "kept.c"]}]' "$PWD" "$body_flags" "$PWD" "$body_flags" >bodies/compile_commands.json
run --verify=none -p bodies bodies/shown.c
ok "a macro's body whose memory escapes in a unit that was not named: for review" says 'label.h:2:18: review: escapes'
rm bodies/kept.c && sed -i '2d; 1s/},$/}]/' bodies/compile_commands.json
run --verify=none -p bodies bodies/shown.c
ok "a macro's body whose memory escapes nowhere: safe" says 'safe 1, review 0'

done_testing
