# SPDX-License-Identifier: MIT
# A tree that has an early epan/wmem/ of its own, as libwmem/README.md tells to build it: emem.c stays where a file that is not
# migrated needs it, and a plugin links with the same library as the program.
. "$(dirname "$0")/tap.sh"
library=$(dirname "$program")/../libwmem
public="$here/../../libwmem/include"
glib=$(pkg-config --cflags --libs glib-2.0)

mkdir -p epan/wmem forward/epan/wmem
cat >epan/wmem/wmem.h <<'END'
typedef struct _wmem_allocator_t wmem_allocator_t;
void *wmem_alloc (wmem_allocator_t *allocator, unsigned long size);
wmem_allocator_t *wmem_packet_scope (void);
END
cat >epan/wmem/core.c <<'END'
#include "wmem.h"
#include <stdlib.h>
void *wmem_alloc (wmem_allocator_t *allocator, unsigned long size) { (void) allocator; (void) size; abort (); }
wmem_allocator_t *wmem_packet_scope (void) { abort (); }
END
cat >epan/emem.h <<'END'
void *ep_alloc (unsigned long size);
END
cat >epan/emem.c <<'END'
#include "emem.h"
#include <stdlib.h>
void *ep_alloc (unsigned long size) { return malloc (size); }
END
echo '#include <wmem/wmem.h>' >forward/epan/wmem/wmem.h
cat >unmigrated.c <<'END'
#include <epan/emem.h>
int unmigrated (void);
int unmigrated (void) { return ep_alloc (4) != 0; }
END
cat >plugin.c <<'END'
#include <epan/wmem/wmem.h>
char *plugin (void);
char *plugin (void) { return wmem_strdup (wmem_packet_scope (), "plugin"); }
END
cat >main.c <<'END'
#include <epan/wmem/wmem.h>
#include <glib.h>
int unmigrated (void);
char *plugin (void);
int main (void)
{
  wmem_init ();
  wmem_enter_file_scope ();
  wmem_enter_packet_scope ();
  const int same = unmigrated () && g_str_equal (plugin (), "plugin");
  wmem_leave_packet_scope ();
  wmem_leave_file_scope ();
  wmem_cleanup ();
  return same ? 0 : 1;
}
END
# shellcheck disable=SC2086
build() { cc $2 $3 -o "$1" $4 -L"$library" -Wl,-rpath,"$library" -lwmem $glib 2>err; }

ok "the tree's own header first: a migrated file does not compile" eval '! build old.so "-shared -fPIC" "-I. -Iforward -I$public -Werror=implicit-function-declaration" plugin.c'
ok "a forwarding header first: a plugin compiles" build plugin.so "-shared -fPIC" "-Iforward -I. -I$public" plugin.c
ok "the program: emem.c stays, the early core.c does not" build program "" "-Iforward -I. -I$public" "main.c unmigrated.c epan/emem.c ./plugin.so -Wl,-rpath,$scratch"
ok "program, plugin and a file that is not migrated run together" ./program
cat >epan/quoted.c <<'END'
#include "wmem/wmem.h"
char *quoted (void);
char *quoted (void) { return wmem_strdup (wmem_packet_scope (), "quoted"); }
END
quoted() { build quoted.so "-shared -fPIC" "-Iforward -I. -I$public -Werror=implicit-function-declaration" epan/quoted.c; }
ok "a quoted include from epan/ finds the early header before any -I" eval '! quoted'
cp epan/wmem/wmem.h early.h
cp forward/epan/wmem/wmem.h epan/wmem/wmem.h
ok "the forwarding line in the early header's place: it compiles" quoted
cp early.h epan/wmem/wmem.h
ok "the early core.c linked into the program shadows the library" eval 'build shadowed "" "-Iforward -I. -I$public" "main.c unmigrated.c epan/emem.c epan/wmem/core.c ./plugin.so -Wl,-rpath,$scratch" && ! ./shadowed 2>err'

done_testing
