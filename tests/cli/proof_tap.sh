# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What the tests of the proof by machine code share: a file with two functions that are compiled and one that is not.
. "$(dirname "$0")/tap.sh"

cat >proof.c <<'END'
#include <epan/emem.h>
extern int stop (const char *file, int line);
struct item { char *name; };
static struct item *last;
char *plain (const char *text);
char *nested (struct item *items, const char *text);
char *off (void);
char *
plain (const char *text)
{
  if (!text)
    stop (__FILE__, __LINE__);
  return ep_strdup_printf ("%s%s", text,
                           "end");
}
char *
nested (struct item *items, const char *text)
{
  last = ep_alloc (sizeof (struct item));
  items->name = se_strdup (ep_strdup (text));
  return stop (__FILE__, __LINE__) ? items->name : 0;
}
#ifdef NEVER
char *off (void) { return ep_strdup ("off"); }
#endif
END
database_by () { # database_by COMPILER FILE FLAG...: the compile database of one file
  by=$1
  file=$2
  shift 2
  printf '[{"directory": "%s", "file": "%s", "arguments": ["%s", "-I", "before"' "$scratch" "$file" "$by" >compile_commands.json
  for flag; do printf ', "%s"' "$flag" >>compile_commands.json; done
  printf ', "-c", "%s", "-o", "proof.o"]}]\n' "$file" >>compile_commands.json
}
database () { database_by cc "$@"; }
