# SPDX-License-Identifier: MIT
# Sources that build with several years' headers: what they bring themselves is recognised, and converted once at most.
. "$(dirname "$0")/tap.sh"

mkdir -p t40/epan t40/wsutil/wmem plugin
cat >t40/wsutil/wmem/wmem.h <<'EOT'
#pragma once
#include <stddef.h>
typedef struct _wmem_allocator_t wmem_allocator_t;
void *wmem_alloc (wmem_allocator_t *pool, size_t size);
char *wmem_strdup (wmem_allocator_t *pool, const char *text);
EOT
cat >t40/epan/wmem_scopes.h <<'EOT'
#pragma once
#include <wsutil/wmem/wmem.h>
wmem_allocator_t *wmem_file_scope (void);
#ifndef T46
wmem_allocator_t *wmem_packet_scope (void);
#endif
EOT
cat >t40/epan/packet_info.h <<'EOT'
#pragma once
#include <epan/wmem_scopes.h>
typedef struct _packet_info { int src; wmem_allocator_t *pool; } packet_info;
EOT
cat >t40/epan/tvbuff.h <<'EOT'
#pragma once
#include <epan/packet_info.h>
typedef struct tvbuff tvbuff_t;
#define ENC_ASCII 0
unsigned char *tvb_get_string_enc (wmem_allocator_t *pool, tvbuff_t *tvb, int offset, int length, unsigned encoding);
void *tvb_memdup (wmem_allocator_t *pool, tvbuff_t *tvb, int offset, size_t length);
EOT
printf '#pragma once\n#include <epan/tvbuff.h>\n#define WIRESHARK_VERSION 4\n' >t40/epan/packet.h
cp -r t40 t46

# port SIDE ARGUMENT...: FILE and options before -- are the caller's.
port () {
  side=$1
  shift
  "$program" "--after-arg=-I$scratch/$side" "$@" -- "-I$scratch/$side" -DT"${side#t}" >out 2>err
  status=$?
}

cd plugin || exit 99
cat >macros.c <<'EOT'
#include <epan/packet.h>
#ifdef ep_alloc
#undef ep_alloc
#endif
#ifndef FOR_OLD_HEADERS
#define ep_alloc(n) wmem_alloc (wmem_packet_scope (), n)
#define tvb_get_ephemeral_string(tvb, o, n) tvb_get_string_enc (wmem_packet_scope (), tvb, o, n, ENC_ASCII)
#endif
void *use (tvbuff_t *tvb, packet_info *pinfo);
void *
use (tvbuff_t *tvb, packet_info *pinfo)
{
  (void) pinfo;
  return tvb ? (void *) tvb_get_ephemeral_string (tvb, 0, 4) : ep_alloc (4);
}
EOT
port t40 macros.c
ok "macros of the old names: nothing to do" status_is 0
ok "macros of the old names: the ledger balances without residue" says 'rewritten 0 .*residue 0'
ok "macros of the old names: the ledger says that they are shims" says 'macros.c:2:8: left: shim: ep_alloc: a macro of these sources'
ok "macros of the old names: so are their calls" says 'left: shim: tvb_get_ephemeral_string: these sources define it'
port t40 --packet-pool=explicit macros.c
ok "another pool is asked for: the calls are converted" prints '^+.*tvb_get_string_enc (pinfo->pool, tvb, 0, 4, ENC_ASCII) : wmem_alloc (pinfo->pool, 4);'
ok "another pool is asked for: the macros stay" eval '! grep -q "^[-+]#define" out'
ok "another pool is asked for: nothing is residue" says 'residue 0'
port t40 --packet-pool=explicit --in-place macros.c
port t40 --packet-pool=explicit macros.c
ok "another pool is asked for: a second run has nothing to do" eval 'status_is 0 && says "rewritten 0"'

cat >gone.c <<'EOT'
#include <epan/packet.h>
#define ep_alloc(n) wmem_alloc (wmem_packet_scope (), n)
void *use (packet_info *pinfo);
void *
use (packet_info *pinfo)
{
  return pinfo->src ? ep_alloc (4) : NULL;
}
EOT
port t46 --packet-pool=explicit gone.c
ok "the accessor in the macro is gone: its calls are converted" prints '^+.*wmem_alloc (pinfo->pool, 4)'
ok "the accessor in the macro is gone: that is no residue" says 'residue 0'

cat >compat.h <<'EOT'
#pragma once
#ifndef tvb_get_ephemeral_string
#define tvb_get_ephemeral_string(tvb, o, n) ((char *) tvb_get_string_enc (wmem_packet_scope (), tvb, o, n, ENC_ASCII))
#endif
EOT
printf '#include <epan/packet.h>\n#include "compat.h"\nchar *use (tvbuff_t *t);\nchar *use (tvbuff_t *t) { return tvb_get_ephemeral_string (t, 0, 4); }\n' >header.c
port t40 header.c
ok "macros in a header: nothing to do" eval 'status_is 0 && says "compat.h:2:9: left: shim: tvb_get_ephemeral_string"'

cat >inline.c <<'EOT'
#include <epan/packet.h>
static inline void *
ep_alloc (size_t size)
{
  return wmem_alloc (wmem_packet_scope (), size);
}
void *use (packet_info *pinfo);
void *
use (packet_info *pinfo)
{
  return pinfo->src ? ep_alloc (4) : NULL;
}
EOT
port t40 inline.c
ok "a function of the old name: nothing to do" eval 'status_is 0 && says "left: shim: ep_alloc"'
port t40 --packet-pool=explicit inline.c
ok "a function of the old name, another pool: its calls are converted" prints '^+.*wmem_alloc (pinfo->pool, 4)'
ok "a function of the old name, another pool: it keeps its parameters" eval '! prints "^+ep_alloc"'

cat >versions.c <<'EOT'
#include <epan/packet.h>
#if WIRESHARK_VERSION >= 2
# define PKT_STR(t, o, n) tvb_get_string (wmem_packet_scope (), t, o, n)
# define PKT_ALLOC(n) wmem_alloc (wmem_packet_scope (), n)
#else
# include <epan/emem.h>
# define PKT_STR(t, o, n) tvb_get_ephemeral_string (t, o, n)
# define PKT_ALLOC(n) ep_alloc (n)
#endif
#ifdef NEW_ENOUGH
static char *copy (const char *text) { return wmem_strdup (wmem_packet_scope (), text); }
#elif WIRESHARK_VERSION > 1
static char *copy (const char *text) { return wmem_strdup (wmem_packet_scope (), text); }
#else
static char *copy (const char *text) { return ep_strdup (text); }
#endif
void *use (tvbuff_t *tvb, packet_info *pinfo);
void *
use (tvbuff_t *tvb, packet_info *pinfo)
{
  void *all = PKT_ALLOC (4);
#if WIRESHARK_VERSION > 1
  all = tvb_memdup (wmem_packet_scope (), tvb, 0, 4);
#else
  all = ep_tvb_memdup (tvb, 0, 4);
#endif
  return pinfo->src ? copy (all) : (void *) PKT_STR (tvb, 0, 4);
}
EOT
port t40 versions.c
ok "branches of a version: the old one is named as what it is" says 'versions.c:8:23: left: shim: ep_alloc: the branch at line 2 has the new form'
ok "branches of a version: in functions, too" says 'left: shim: ep_tvb_memdup: the branch at line 22 has'
ok "branches of a version: functions of one name" says 'left: shim: ep_strdup: the branch at line 1[02] has'
ok "branches of a version: what the new one needs is done" prints '^+# define PKT_STR(t, o, n) tvb_get_string_enc (wmem_packet_scope(), t, o, n, ENC_ASCII)\|^+# define PKT_STR.*wmem_packet_scope ()'
ok "branches of a version: the old one does not change" eval '! grep -q "^[-+].*\(ep_\|ephemeral\)" out'
ok "branches of a version: nothing is residue" says 'residue 0'
"$program" "--after-arg=-I$scratch/t40" --packet-pool=explicit versions.c -- "-I$scratch/t40" >out 2>err
ok "branches of a version, explicit pools: both definitions gain it" eval 'prints "^+# define PKT_ALLOC(pool, n) wmem_alloc (pool, n)" && prints "^+# define PKT_ALLOC(pool, n) ep_alloc (n)"'
sed 's/WIRESHARK_VERSION/WS_VERSION_UNKNOWN/' versions.c >taken.c
port t40 taken.c
ok "the old branch is the one that is compiled: residue, with what to do" eval 'status_is 1 && says "taken.c:8:23: left: old-branch: ep_alloc: .*give the flags that choose"'

cat >others.c <<'EOT'
#include <epan/packet.h>
#define ep_strdup(s) my_strdup (s)
#ifdef WITH_COLOURS
char *colour (const char *s) { return wmem_strdup (wmem_packet_scope (), s); }
#else
void *memory (void) { return ep_alloc (4); }
#endif
EOT
port t40 others.c --json=others.json
ok "a macro of the old name that is something else is no shim" grep -q '"note" *: *"a macro of these sources, which is something else"' others.json
ok "a condition that is about something else makes no shim" prints '^+.*wmem_alloc (wmem_packet_scope(), 4)'
cat >library.c <<'EOT'
#include <epan/packet.h>
char *either (const char *a, const char *b);
char *
either (const char *a, const char *b)
{
#if GLIB_VERSION_MAX > 2
  char *text = ep_strdup (a);
#else
  char *text = wmem_strdup (wmem_packet_scope (), b);
#endif
  return text;
}
EOT
port t40 library.c
ok "the version of another library makes no shim" prints '^+.*text = wmem_strdup (wmem_packet_scope(), a)'

cat >accessor.c <<'EOT'
#include <epan/packet.h>
#if VERSION_MAJOR > 90
#define wmem_packet_scope() 0
#endif
char *for_all (packet_info *pinfo);
char *
for_all (packet_info *pinfo)
{
  (void) pinfo;
  return wmem_strdup (wmem_packet_scope (), "x");
}
EOT
port t40 --packet-pool=pinfo accessor.c
ok "what a branch for other versions defines for itself is no work" says 'accessor.c:3:.*left: shim: wmem_packet_scope: a branch for other versions'
ok "what a branch for other versions defines for itself: the rest is" prints '^+.*wmem_strdup (pinfo->pool, "x")'

done_testing
