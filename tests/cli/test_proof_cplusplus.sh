# SPDX-License-Identifier: MIT
# The proof by machine code in C++, where a function has another name in the object, and functions within functions.
. "$(dirname "$0")/proof_tap.sh"

cat >names.cpp <<'END'
#include <epan/emem.h>
extern "C" char *plain (int i) { return ep_strdup_printf ("%d", i); }
char *other (int i) { return ep_strdup_printf ("%d", i); }
char *other (const char *t) { return ep_strdup (t); }
char *proto (int i);
namespace N {
  static char *inner (int i) { return ep_strdup_printf ("%d", i); }
  char *plain (long i) { return ep_strdup_printf ("%ld", i) + (inner (1) == 0); }
}
struct S {
  char *kept;
  S ();
  ~S ();
  char *get () const { return ep_strdup (kept); }
};
S::S () : kept (ep_strdup ("a")) {}
S::~S () { kept = ep_strdup ("b"); }
char *use (S *s) { return s->get (); }
template <typename T> char *made (T t) { return ep_strdup_printf ("%d", (int) t); }
char *use2 () { return made (1) + (long) made (2L); }
inline char *unused (int) { return ep_strdup ("u"); }
char *lambda () { auto f = [] (int i) { return ep_strdup_printf ("%d", i); }; return f (1); }
char *given (char *x = ep_strdup ("default"));
char *giver () { return given (); }
END
# Those of one name are not one: what differs, or still uses the old API, is found by its own.
cat >differs.cpp <<'END'
#include <epan/emem.h>
struct item { emem_strbuf_t *text; };
struct list { struct item *first; };
extern "C" char *hidden (const char *text) __asm__ ("ep_strdup");
extern "C" char *same (int i) { return ep_strdup_printf ("%d", i); }
namespace N { emem_strbuf_t *same (struct list *list) { return ep_strbuf_append (list->first->text, "a"); } }
char *missed (int i) { return ep_strdup_printf ("%d", i); }
char *missed (void) { return hidden (ep_strdup ("a")); }
END
printf '#include <epan/emem.h>\nstatic inline char *brought (int i) { return ep_strdup_printf ("%%d", i); }\n' >brought.h
printf '#include "brought.h"\nchar *from_cplusplus () { return brought (1); }\n' >brings.cpp
printf '#include "brought.h"\nextern char *from_c (void);\nchar *from_c (void) { return brought (1); }\n' >brings.c
found=
for compiler in g++ clang++ clang++-14 clang++-19; do
  command -v $compiler >/dev/null || continue
  found=yes
  database_by "$compiler" names.cpp
  run --verify=object --no-cache --json=names.json names.cpp
  ok "$compiler: functions of C++" says 'proved identical 8 of 11'
  ok "... a template, and a lambda, have no one name" eval 'says "not-comparable: made(): C++ has no one name" && says "not-comparable: lambda(): C++ has no one name"'
  ok "... one that there is no code of" says 'not-comparable: unused(): no unit has code of it'
  database_by "$compiler" differs.cpp
  run --verify=object --no-cache differs.cpp
  ok "... that differs" says 'differs.cpp:6:[0-9]*: differs: same(): '
  ok "... that still uses the old API" says 'rolled back: differs.cpp:8: ep_strdup: missed(): still uses ep_strdup(), which no place accounts for'
  ok "... others of their names are identical" says 'proved identical 2 of 3 functions; 1 to review'
  for unit in brings.c brings.cpp; do
    language=$compiler
    [ $unit = brings.cpp ] || language=cc
    printf '{"directory": "%s", "file": "%s", "arguments": ["%s", "-I", "before", "-c", "%s", "-o", "%s.o"]}\n' "$scratch" $unit $language $unit $unit
  done | sed '1s/^/[/; 1s/$/,/; $s/$/]/' >compile_commands.json
  run --verify=object --no-cache brings.c brings.cpp
  ok "... a header of C and of C++" says 'proved identical 1 of 1'
done
[ "$found" ] || skip "--verify=object: C++" "no C++ compiler"
# Blocks and parallel regions are functions of their own in the object; their places are those of the function around.
cat >within.c <<'END'
#include <epan/emem.h>
struct item { emem_strbuf_t *text; };
struct list { struct item *first; };
emem_strbuf_t *outer (struct list *list);
emem_strbuf_t *outer (struct list *list)
{
#ifdef BLOCKS
  emem_strbuf_t *(^inner) (void) = ^{ return ep_strbuf_append (list->first->text, "a"); };
  return inner ();
#else
  emem_strbuf_t *kept = 0;
#pragma omp parallel
  kept = ep_strbuf_append (list->first->text, "a");
  return kept;
#endif
}
END
for how in 'gcc -fopenmp' 'clang-14 -fopenmp' 'clang-19 -fopenmp' 'clang-14 -fblocks -DBLOCKS' 'clang-19 -fblocks -DBLOCKS'; do
  compiler=${how%% *}
  if command -v "$compiler" >/dev/null; then
    # shellcheck disable=SC2086 # flags
    database_by "$compiler" within.c ${how#* }
    run --verify=object --no-cache within.c
    ok "$how: what is part of a function" eval 'says "proved identical 0 of" && says "outer(): "'
  else
    skip "$how: what is part of a function" "no $compiler"
  fi
done
done_testing
