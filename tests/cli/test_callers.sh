# SPDX-License-Identifier: MIT
# Who calls what needs a scope: callers in files that name no API, main(), init routines.
. "$(dirname "$0")/tap.sh"
host="-I$here/../migrate/scope/include"

# Callers in files that name no API: whatever form the call has, and by whatever pointer.
mkdir program
cat >program/label.c <<'END'
#include <epan/host.h>
const char *label (const char *text);
const char *label (const char *text) { return ep_strdup (text); }
END
enter='int init_dissection (void); int use (const char *); extern const char *label (const char *text);'

# caller NAME: a main program, on standard input, that gets to label() before any packet.
caller() {
  { echo "$enter"; cat; } >program/caller.c
  run --verify=none program -- "$host"
  ok "$1: the chain is found" eval 'says "no-scope: ep_strdup() allocates" && says "caller.c:[0-9]*: main() "'
  ok "$1: the place is left" eval '! grep -q "^+.*wmem_strdup" out'
}
caller "a plain call" <<'END'
int main (int n, char **v) { init_dissection (); return use (label (v[n - 1])); }
END
caller "a call under '!'" <<'END'
int main (int n, char **v) { init_dissection (); return !label (v[n - 1]); }
END
caller "in an assignment in a condition, in a function between" <<'END'
static int between (const char *t) { if (!(t = label (t))) return 0; return 1; }
int main (int n, char **v) { init_dissection (); return between (v[n - 1]); }
END
caller "through a pointer in a table" <<'END'
struct printer { const char *(*print) (const char *); };
static const struct printer printers[] = { { label } };
int main (int n, char **v) { init_dissection (); return use (printers[n - 1].print (v[0])); }
END
caller "through a parameter" <<'END'
static int apply (const char *(*f) (const char *), const char *t) { return use (f (t)); }
int main (int n, char **v) { init_dissection (); return apply (label, v[n - 1]); }
END
cat >program/table.c <<'END'
extern const char *label (const char *text);
struct printer { const char *(*print) (const char *); };
struct printer the_printer = { label };
END
caller "through a variable of a third file" <<'END'
struct printer { const char *(*print) (const char *); };
extern struct printer the_printer;
int main (int n, char **v) { init_dissection (); return use (the_printer.print (v[n - 1])); }
END
cat >program/table.c <<'END'
extern const char *label (const char *text);
const char *title (const char *text);
const char *title (const char *text) { return label (text); }
END
caller "through a file between" <<'END'
extern const char *title (const char *);
int main (int n, char **v) { init_dissection (); return use (title (v[n - 1])); }
END
# set_in_third_file TEXT: a third file, with what sets a pointer to label().
set_in_third_file() {
  { echo 'extern const char *label (const char *text);
struct printer { const char *(*print) (const char *); };
void set_up (void);'; echo "$1"; } >program/table.c
}
set_in_third_file 'struct printer the_printer; void set_up (void) { the_printer.print = label; }'
caller "through a field that a third file sets" <<'END'
struct printer { const char *(*print) (const char *); };
extern struct printer the_printer;
extern void set_up (void);
int main (int n, char **v) { init_dissection (); set_up (); return use (the_printer.print (v[n - 1])); }
END
set_in_third_file 'const char *(*the_print) (const char *); void set_up (void) { the_print = label; }'
caller "through a variable that a third file sets" <<'END'
extern const char *(*the_print) (const char *);
extern void set_up (void);
int main (int n, char **v) { init_dissection (); set_up (); return use (the_print (v[n - 1])); }
END
set_in_third_file 'void set_printer (struct printer *); void set_printer (struct printer *p) { p->print = label; }'
caller "through a field of what a third file is given" <<'END'
struct printer { const char *(*print) (const char *); };
extern void set_printer (struct printer *);
int main (int n, char **v) { struct printer own; init_dissection (); set_printer (&own); return use (own.print (v[n - 1])); }
END
set_in_third_file 'void set_place (const char *(**) (const char *)); void set_place (const char *(**p) (const char *)) { *p = label; }'
caller "through a variable whose address a third file is given" <<'END'
extern void set_place (const char *(**) (const char *));
int main (int n, char **v) { const char *(*own) (const char *) = 0; init_dissection (); set_place (&own); return use (own (v[n - 1])); }
END
rm program/table.c
caller "handed to a function of GLib, which calls it" <<'END'
typedef void (*GFunc) (void *, void *);
struct _GSList; void g_slist_foreach (struct _GSList *, GFunc, void *);
int main (int n, char **v) { init_dissection (); g_slist_foreach ((struct _GSList *) v[n - 1], (GFunc) label, 0); return 0; }
END
cat >program/first.c <<'END'
int init_dissection (void);
int main (void) { return init_dissection (); }
END
caller "from the second main() of a tree" <<'END'
int main (int n, char **v) { return use (label (v[n - 1])); }
END
rm program/first.c
# Where scopes begin a unit may say that neither names the API nor calls what does: in the run, in a second one, and in the database alone.
echo 'int init_dissection (void); int open_file (void); int open_file (void) { return init_dissection (); }' >program/first.c
caller "scopes begin in a file of their own" <<'END'
int main (int n, char **v) { return use (label (v[n - 1])); }
END
cp -r program entrance
sep=
for unit in label caller first; do
  printf '%s{"directory": "%s/entrance", "file": "%s.c", "arguments": ["cc", "%s", "-c", "%s.c"]}' "$sep" "$PWD" "$unit" "$host" "$unit"
  sep=,
done | sed 's/^/[/; s/$/]/' >entrance/compile_commands.json
for named in "" entrance/label.c; do
  for time in first second; do
    run --in-place -p entrance $named
    ok "scopes begin in a file of their own: ${named:-all}, $time run" eval 'says "no-scope: ep_strdup() allocates" && says "found 1 = rewritten 0" && ! says host-scopes'
  done
done
sed -i 's/return init_dissection ()/return 0/' entrance/first.c
run --verify=none -p entrance entrance/label.c
ok "scopes begin nowhere: converted" eval 'prints "^+.*wmem_strdup" && says unknown-callers'
rm program/first.c
echo 'int other (void); int other (void) { return 3; }' >program/other.c
echo 'int unrelated (void);' >program/caller.c
run --verify=none --stats program -- "$host"
ok "what names nothing that matters is not parsed" says 'units: 3 in all, 1 parsed'

# Units of the database that nobody named have their say where a function runs, as far as they call it, through whom ever.
mkdir rest
sep=
cp program/label.c rest/label.c
cat >>rest/label.c <<'END'
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree) { (void) tvb; (void) pinfo; (void) tree; label ("x"); }
void proto_register_label (void) { register_dissector ("label", dissect, 1); }
END
echo 'extern const char *label (const char *); const char *title (const char *t); const char *title (const char *t) { return label (t); }' >rest/title.c
echo 'int init_dissection (void); extern const char *title (const char *); int main (int n, char **v) { init_dissection (); return !title (v[n - 1]); }' >rest/main.c
echo 'int other (void); int other (void) { return 3; }' >rest/other.c
for unit in label title main other; do
  printf '%s{"directory": "%s/rest", "file": "%s.c", "arguments": ["cc", "%s", "-c", "%s.c"]}' "$sep" "$PWD" "$unit" "$host" "$unit"
  sep=,
done | sed 's/^/[/; s/$/]/' >rest/compile_commands.json
run --verify=none --stats -p rest rest/label.c
ok "callers that nobody named: the chain is found" eval 'says "no-scope: ep_strdup() allocates" && says "main.c:1: main() "'
ok "callers that nobody named: the place is left" eval '! grep -q "^+.*wmem_strdup" out'
ok "callers that nobody named: only those are parsed" says 'units: 3 in all, 3 parsed.* 0 drawn in by a header, 2 by a call'
run --lint -p rest rest/label.c
ok "callers that nobody named: --lint finds the chain, too" says 'no-scope: ep_strdup() allocates'
# A header that only the caller reads stays as it is, so who else reads it is nobody's business.
mkdir header
cp rest/label.c header/
printf '#include <epan/host.h>\nstatic inline char *in_header (void) { return ep_strdup ("h"); }\n' >header/theirs.h
printf '#include "theirs.h"\nextern const char *label (const char *); const char *title (const char *t) { return t ? label (t) : in_header (); }\n' >header/title.c
for reader in one two; do printf '#include "theirs.h"\nchar *%s (void) { return in_header (); }\n' $reader >header/$reader.c; done
printf '#include "theirs.h"\nchar *own (void) { return in_header (); }\n' >header/own.c
sep=
for unit in label title one two own; do
  printf '%s{"directory": "%s/header", "file": "%s.c", "arguments": ["cc", "%s", "-c", "%s.c"]}' "$sep" "$PWD" "$unit" "$host" "$unit"
  sep=,
done | sed 's/^/[/; s/$/]/' >header/compile_commands.json
run --verify=none --stats header/label.c
ok "a header of a caller: who reads it is not drawn in" eval 'says "units: 2 in all, 2 parsed.* 0 drawn in by a header, 1 by a call" && ! prints "b/header/theirs.h" >/dev/null'
run --verify=none --stats header/own.c
ok "a header of one's own: who reads it is" eval 'says "units: 4 in all, 4 parsed.* 3 drawn in by a header, 0 by a call" && prints "b/header/theirs.h"'
sed -i 's/!title (v\[n - 1\])/0/' rest/main.c
run --verify=none --stats -p rest rest/label.c
ok "callers that nobody named: none of them gets there without a packet" eval 'prints "^+.*wmem_strdup" && ! grep -q "no-scope" err'

# What a rewriting run finds in a file that names nothing to rewrite is what --lint finds.
mkdir keeps
cat >keeps/name.c <<'END'
#include <epan/host.h>
static gchar *last;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  if (last)
    col_add_str (pinfo->cinfo, COL_INFO, last);
  last = (gchar *) ip_to_str ((const guint8 *) tvb);
}
void proto_register_name (void) { register_dissector ("name", dissect, 1); }
END
echo 'char *g (const char *); char *f (const char *); char *f (const char *t) { return g (t); }' >keeps/other.c
run --verify=none keeps -- "$host"
ok "a rewriting run looks at every file for scope" says 'name.c:8:3: .*escapes: packet memory from ip_to_str()'

# main(): where nothing shows where scopes begin, a program is converted, and the host's calls are named once.
cat >small.c <<'END'
#include <epan/host.h>
static const char *apply (const char *text) { return ep_strdup (text); }
static const char *keep (const char *text) { return se_strdup (text); }
int main (int n, char **v) { return !apply (v[n - 1]) || !keep (v[0]); }
END
run --verify=none small.c -- "$host"
ok "a small program: converted" eval 'prints "^+.*wmem_strdup *(wmem_packet_scope" && prints "^+.*wmem_strdup *(wmem_file_scope"'
ok "a small program: for review" says 'small.c:2:[0-9]*: review: unknown-callers'
ok "a small program: the host's four calls, once" eval '[ "$(grep -c "note: host-scopes:.*2 places.*wmem_enter_file_scope().*wmem_enter_packet_scope().*wmem_leave_packet_scope().*wmem_leave_file_scope()" err)" -eq 1 ]'
ok "a small program: no finding about scopes" eval '! grep -q "error: no-scope" err'
{ cat small.c; echo 'int init_dissection (void); int open_file (void) { return init_dissection (); }'; } >shows.c
run --verify=none shows.c -- "$host"
ok "scopes shown by a fact: a chain that passes none has no scope" eval 'says "shows.c:2:.*error: no-scope" && ! grep -q host-scopes err'
sed 's/^int main.*/static int work (const char *t) { return !apply (t) || !keep (t); }\nvoid wmem_enter_file_scope (void); void wmem_enter_packet_scope (void);\nstatic int packet (const char *t) { wmem_enter_packet_scope (); return work (t); }\nint main (int n, char **v) { wmem_enter_file_scope (); return packet (v[n - 1]); }/' small.c >enters.c
run --verify=none enters.c -- "$host"
ok "scopes shown by the code: what is called inside has them" eval '! grep -q "no-scope\|unknown-callers\|host-scopes" err && prints "^+.*wmem_packet_scope"'
sed 's/return packet (v\[n - 1\])/return packet (v[n - 1]) || other (v[0])/; s/^int main/static int other (const char *t) { return !apply (t); }\n&/' enters.c >outside.c
sed -i 's/wmem_enter_file_scope (); return packet/start (); return packet/; s/^static int other/static void start (void) { wmem_enter_file_scope (); }\n&/' outside.c
run --verify=none outside.c -- "$host"
ok "scopes shown by the code: what is called outside has none" says 'outside.c:2:.*error: no-scope: ep_strdup() .*main()'

# Init routines run before the first file, too.
cat >init.c <<'END'
#include <epan/host.h>
static emem_tree_t *seen;
static gchar *name;
static void more (void) { name = se_strdup ("x"); }
static void init (void) { seen = se_tree_create_non_persistent (1, "seen"); more (); }
void proto_register_init (void) { register_init_routine (init); }
END
run --verify=none init.c -- "$host"
ok "init routines: told once, with the number of places and the call" eval '[ "$(grep -c "init.c:6:[0-9]*: note: host-init-routines: 2 places .*wmem_enter_file_scope()" err)" -eq 1 ]'
ok "init routines: converted" prints '^+.*wmem_file_scope'
sed 's/se_strdup ("x")/g_strdup ("x")/; s/se_tree_create_non_persistent/se_tree_create/' init.c >quiet.c
run --verify=none quiet.c -- "$host"
ok "init routines that ask for no scope: nothing is said" eval '! grep -q host-init err'

done_testing
