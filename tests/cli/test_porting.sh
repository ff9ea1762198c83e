# SPDX-License-Identifier: MIT
# A plugin of some year against headers of another: the declarations of the after side decide, and the old ones are nowhere.
. "$(dirname "$0")/tap.sh"

# Two after sides in our own words: as 4.0 declares things, and as 4.6 does.
mkdir -p t40/epan t40/wsutil/wmem t46/wsutil/wmem t46/epan
cat >t40/wsutil/wmem/wmem.h <<'EOF'
#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef struct _wmem_allocator_t wmem_allocator_t;
void *wmem_alloc (wmem_allocator_t *pool, size_t size);
char *wmem_strdup (wmem_allocator_t *pool, const char *text);
char *wmem_strdup_printf (wmem_allocator_t *pool, const char *format, ...);
#ifdef __cplusplus
}
#endif
EOF
cp t40/wsutil/wmem/wmem.h t46/wsutil/wmem/wmem.h
cat >t40/epan/wmem_scopes.h <<'EOF'
#pragma once
#include <wsutil/wmem/wmem.h>
#ifdef __cplusplus
extern "C" {
#endif
wmem_allocator_t *wmem_file_scope (void);
#ifndef T46
wmem_allocator_t *wmem_packet_scope (void);
#endif
#ifdef __cplusplus
}
#endif
EOF
cat >t40/epan/packet.h <<'EOF'
#pragma once
#include <epan/wmem_scopes.h>
#include <epan/tvbuff.h>
#include <epan/to_str.h>
#include <epan/proto_data.h>
#include <epan/guid-utils.h>
#ifdef T46
#include <wsutil/value_string.h>
#else
#include <epan/value_string.h>
#endif
EOF
cat >t40/epan/packet_info.h <<'EOF'
#pragma once
#include <epan/wmem_scopes.h>
typedef struct _packet_info { int src; wmem_allocator_t *pool; } packet_info;
EOF
cat >t40/epan/tvbuff.h <<'EOF'
#pragma once
#include <epan/wmem_scopes.h>
#include <epan/packet_info.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef struct tvbuff tvbuff_t;
#define ENC_ASCII 0
#define ENC_UTF_16 2
unsigned char *tvb_get_string_enc (wmem_allocator_t *pool, tvbuff_t *tvb, int offset, int length, unsigned encoding);
void *tvb_memdup (wmem_allocator_t *pool, tvbuff_t *tvb, int offset, size_t length);
char *tvb_format_text (wmem_allocator_t *pool, tvbuff_t *tvb, int offset, int size);
unsigned tvb_captured_length (const tvbuff_t *tvb);
#ifdef __cplusplus
}
#endif
EOF
cat >t40/epan/to_str.h <<'EOF'
#pragma once
#include <epan/tvbuff.h>
char *tvb_address_to_str (wmem_allocator_t *pool, tvbuff_t *tvb, int type, int offset);
#define tvb_ip_to_str(scope, tvb, offset) tvb_address_to_str (scope, tvb, 4, offset)
#define tvb_eui64_to_str(scope, tvb, offset) tvb_address_to_str (scope, tvb, 9, offset)
char *signed_time_secs_to_str (wmem_allocator_t *pool, int seconds);
int ether_to_str (const void *address, char *buffer, int size);
EOF
cat >t40/epan/proto_data.h <<'EOF'
#pragma once
#include <epan/tvbuff.h>
void *p_get_proto_data (wmem_allocator_t *pool, packet_info *pinfo, int protocol, unsigned key);
EOF
cat >t40/epan/guid-utils.h <<'EOF'
#pragma once
#include <epan/wmem_scopes.h>
const char *guids_get_guid_name (const void *guid, wmem_allocator_t *pool);
EOF
cat >t40/epan/value_string.h <<'EOF'
#pragma once
const char *val_to_str (unsigned value, const void *strings, const char *format);
EOF
cp t40/epan/*.h t46/epan
rm t46/epan/value_string.h
cat >t46/wsutil/value_string.h <<'EOF'
#pragma once
#include <wsutil/wmem/wmem.h>
char *val_to_str (wmem_allocator_t *pool, unsigned value, const void *strings, const char *format);
EOF

# port SIDE OPTION... FILE: as a plugin's author would, with the flags of the headers alone.
port () {
  side=$1
  shift
  "$program" "--after-arg=-I$scratch/$side" "$@" -- "-I$scratch/$side" -DT"${side#t}" >out 2>err
  status=$?
}

mkdir plugin
cd plugin || exit 99
cat >old.c <<'EOF'
#include <epan/packet.h>
#include <epan/emem.h>
char *old (tvbuff_t *tvb, packet_info *pinfo);
char *
old (tvbuff_t *tvb, packet_info *pinfo)
{
  char *raw = (char *) tvb_get_string (tvb, 0, 4);
  char *wide = tvb_get_ephemeral_unicode_string (tvb, 0, 4, 1 + 1);

  return ep_strdup_printf ("%s %s %s %s %s %p %s", (char *) tvb_get_ephemeral_string (tvb, 0, 4), tvb_ip_to_str (tvb, 4), raw, wide,
                           tvb_format_text (tvb, 0, 2), p_get_proto_data (pinfo->fd, 7), guids_get_guid_name (raw));
}
EOF
cp old.c first.c
port t40 first.c
ok "old plugin: all of it is rewritten" says 'found 9 = rewritten 9 (safe 9,'
ok "old plugin: the include that fits" prints '^+#include <epan/wmem_scopes.h>'
ok "old plugin: a chain of forms, a constant as argument" prints '^+.*tvb_get_string_enc (wmem_packet_scope(), tvb, 0, 4, ENC_ASCII)'
ok "old plugin: heap memory has a NULL pool" prints '^+.*tvb_get_string_enc (NULL, tvb, 0, 4, ENC_ASCII)'
ok "old plugin: an expression around an argument, a cast" prints '^+.*(char \*) tvb_get_string_enc (wmem_packet_scope(), tvb, 0, 4, ENC_UTF_16 | (1 + 1))'
ok "old plugin: a macro's parameters count" prints '^+.*tvb_ip_to_str (wmem_packet_scope(), tvb, 4)'
ok "old plugin: the packet for its frame" prints 'p_get_proto_data (wmem_file_scope(), pinfo, 7, 0)'
ok "old plugin: a pool at the end" prints 'guids_get_guid_name (raw, wmem_packet_scope())'
port t40 --in-place first.c
port t40 first.c
ok "old plugin: a second run has nothing to rewrite" says "rewritten 0 .*residue 0"

# Of a call that today's declaration does not fit the parser shows nothing: what keeps the memory is not to be missed then.
mkdir "$scratch/t40/kept"
cp "$scratch/t40/epan/proto_data.h" "$scratch/t40/kept/proto_data.h"
echo 'void p_add_proto_data (wmem_allocator_t *pool, packet_info *pinfo, int protocol, unsigned key, void *data);' >>"$scratch/t40/epan/proto_data.h"
cat >keep.c <<'EOF'
#include <epan/packet.h>
#include <epan/emem.h>
void register_dissector (const char *name, void (*dissector) (tvbuff_t *, packet_info *), int protocol);
static void
dissect (tvbuff_t *tvb, packet_info *pinfo)
{
  char *name = se_strdup ((char *) tvb);
  if (!p_get_proto_data (pinfo, 7))
    p_add_proto_data (pinfo, 7, name);
}
void proto_register_keep (void);
void proto_register_keep (void) { register_dissector ("keep", dissect, 7); }
EOF
port t40 keep.c
ok "old plugin: what a call keeps that is lost to the parser is no finding" eval 'says "found 4 =" && ! says "never-kept"'
mv "$scratch/t40/kept/proto_data.h" "$scratch/t40/epan/proto_data.h"

printf '#include <epan/packet.h>\nint f (void);\nint f (void) { return ether_to_str ("123456") != 0; }\n' >gone.c
port t40 gone.c
ok "a name that is another function now: residue, not nothing to do" says 'left: gone: ether_to_str'
ok "a name that is another function now: exit status 1" status_is 1

printf '#include <epan/packet.h>\nchar *f (void);\nchar *f (void) { return ep_strconcat ("a", "b", (void *) 0); }\n' >lacks.c
port t40 lacks.c
ok "a form that the after side lacks: residue" says 'left: gone: ep_strconcat: the after side has no wmem_strconcat'

# As of 2013: wmem is there, and the helper is a function of the old memory that a macro gives another name.
cp -r "$scratch/t40" "$scratch/t18"
cat >>"$scratch/t18/epan/to_str.h" <<'EOF'
char *ep_address_to_str (const void *address);
#define address_to_str ep_address_to_str
EOF
printf '#include <epan/packet.h>\nchar *f (const void *a);\nchar *f (const void *a) { return ep_address_to_str (a); }\n' >renamed.c
port t18 renamed.c
ok "a macro that is another name of the old form is no new form" says 'left: .*ep_address_to_str'
ok "a macro that is another name of the old form: nothing is tried and taken back" eval '! says "verify-failed" >/dev/null && ! prints "^+" >/dev/null'

# A new name whose header the file does not include: that is added, once for all names that it declares, and only where it is missed.
cat >"$scratch/t40/wsutil/str_util.h" <<'EOF'
#pragma once
#include <wsutil/wmem/wmem.h>
char *wmem_strconcat (wmem_allocator_t *pool, const char *first, ...);
char **wmem_strsplit (wmem_allocator_t *pool, const char *text, const char *delimiter, int most);
EOF
cat >strings.c <<'EOF'
#include <epan/packet.h>
char **f (void);
char **
f (void)
{
  return ep_strsplit (ep_strconcat ("a", "b", (void *) 0), ",", 3);
}
EOF
cp strings.c has.c
sed -i 's,^#include.*,&\n#include <wsutil/str_util.h>,' has.c
port t40 strings.c
ok "a header that is missed: added" prints '^+#include <wsutil/str_util.h>'
ok "a header that is missed: once" [ "$(grep -c '^+#include <wsutil' out)" = 1 ]
ok "a header that is missed: nothing is rolled back" says 'rewritten 2 .*residue 0'
port t40 --in-place strings.c
port t40 strings.c
ok "a header that is missed: a second run has nothing to do" says 'rewritten 0'
port t40 has.c
ok "a header that is there: not added" eval '! prints "^+#include <wsutil" >/dev/null'

printf '#include "not_there.h"\n#include <epan/packet.h>\nchar *f (void);\nchar *f (void) { return ep_strdup ("a"); }\n' >missing.c
port t40 missing.c
ok "another header is missing: the change is for review" says 'review: incomplete: ep_strdup'
ok "another header is missing: it is named" says "'not_there.h' file not found"

# Code of the wmem years misses a header just as well, and knows all names: before and after it is rewritten.
printf '#include "config.h"\n#include <epan/packet.h>\nchar *g (void);\nchar *g (void) { return (char *) tvb_get_string (wmem_packet_scope (), 0, 1, 2); }\n' >era.c
port t40 --in-place era.c missing.c
ok "a header that is missing: not the end of the run" status_is 0
ok "a header that is missing: named, for each file" says "era.c:1:.*'config.h' file not found"
ok "a header that is missing: code of the wmem years, for review" says 'review: incomplete: tvb_get_string'
ok "a header that is missing: it is rewritten" grep -q 'tvb_get_string_enc (wmem_packet_scope (), 0, 1, 2, ENC_ASCII)' era.c
port t40 era.c missing.c
ok "a header that is missing: a second run has nothing to do" status_is 0

printf '#include <epan/wmem/wmem_strbuf.h>\n#include <epan/wmem/wmem_scopes.h>\nint parts;\n' >parts.c
touch "$scratch/t40/wsutil/wmem/wmem_strbuf.h"
port t40 parts.c
ok "a part of wmem that moved" prints '^+#include <wsutil/wmem/wmem_strbuf.h>'
ok "the scopes, which moved elsewhere" prints '^+#include <epan/wmem_scopes.h>'

cat >today.c <<'EOF'
#include <epan/packet.h>
#include <epan/value_string.h>
const char *today (packet_info *pinfo);
const char *
today (packet_info *pinfo)
{
  char *copy = wmem_strdup (wmem_packet_scope (), "x");
  (void) pinfo;
  return val_to_str (3, copy, "%u");
}
EOF
port t40 today.c
ok "code of 4.0 on 4.0: nothing to do" status_is 0
port t46 --packet-pool=pinfo today.c
ok "code of 4.0 on 4.6: the accessor that is gone" prints '^+.*wmem_strdup (pinfo->pool, "x")'
ok "code of 4.0 on 4.6: a helper that gained a pool" prints '^+.*val_to_str (pinfo->pool, 3, copy, "%u")'
ok "code of 4.0 on 4.6: a header that moved" prints '^+#include <wsutil/value_string.h>'

port t46 today.c
ok "no accessor there, and nothing asked for: explicit pools" prints '^+.*val_to_str (pinfo->pool, 3, copy, "%u")'
ok "no accessor there, and nothing asked for: it is said" says 'the after side has no wmem_packet_scope()'
port t46 '--packet-pool=wmem_packet_scope()' today.c
ok "no accessor there, but asked for: work, not nothing to do" says 'left: gone: wmem_packet_scope'
ok "no accessor there, but asked for: the ledger counts it" says 'nothing to do 0'
cat >undeclared.c <<'EOF'
#include <epan/packet.h>
char *undeclared (void);
char *
undeclared (void)
{
  char *one = wmem_strdup (wmem_packet_scope (), "x");
  return one ? one : wmem_strdup (wmem_packet_scope (), "y");
}
EOF
port t46 '--packet-pool=wmem_packet_scope()' undeclared.c
ok "a name that only its calls declare: work, each time" says 'left 2 (residue 2,'

cat >plugin.cpp <<'EOF'
extern "C" {
#include <stddef.h>
}
#include <epan/packet.h>
class Reader {
public:
  char *name (tvbuff_t *tvb) { return reinterpret_cast<char *> (tvb_get_ephemeral_string (tvb, 0, 4)); }
};
char *plugin () { return static_cast<char *> (ep_alloc (4)); }
EOF
port t40 plugin.cpp
ok "C++: calls in classes and casts" says 'found 2 = rewritten 2 (safe 1, review 1,'
ok "C++: the include is not within extern \"C\"" [ "$(grep -n '^+#include' out | cut -d: -f1)" -gt "$(grep -n 'epan/packet.h' out | cut -d: -f1)" ]

cat >lambdas.cpp <<'EOF'
#include <epan/packet.h>
static char *text (int o) { return wmem_strdup_printf (wmem_packet_scope (), "%d", o); }
static char *other (int o) { return wmem_strdup_printf (wmem_packet_scope (), "%d", o); }
struct Reader {
  char *text () { return 0; }
  char *given (packet_info *pinfo) { return text () ? 0 : ::text (2); }
  char *lacking () { return wmem_strdup (wmem_packet_scope (), "x"); }
  static char *null (packet_info *pinfo) { (void) pinfo; return wmem_strdup (wmem_packet_scope (), "y"); }
  char *outside (packet_info *pinfo);
};
char *Reader::outside (packet_info *pinfo) { (void) pinfo; return wmem_strdup (wmem_packet_scope (), "z"); }
int dissect (packet_info *pinfo);
int
dissect (packet_info *pinfo)
{
  Reader reader;
  auto all = [&] (int o) { return text (o); };
  auto named = [pinfo] (int o) { (void) pinfo; return text (o); };
  auto none = [] (int o) { return wmem_strdup_printf (wmem_packet_scope (), "%d", o); };
  auto calls = [] (int o) { return other (o); };
  return reader.text () == all (1) || named (2) == none (3) || calls (4) == other (5) || Reader::null (0) || reader.given (pinfo);
}
EOF
port t46 lambdas.cpp
ok "C++: a lambda that captures all has what is around it" prints '^+.*\[&\] (int o) { return text (pinfo->pool, o); }'
ok "C++: a lambda has what it names" prints '^+.*\[pinfo\] (int o) .* return text (pinfo->pool, o); }'
ok "C++: a lambda has nothing else" says 'lambdas.cpp:19:.* it stands in a lambda, or a class of its own, that sees no pool'
ok "C++: what is called there keeps its parameters" says 'lambdas.cpp:3:.* other(): lambdas.cpp:20 calls it in a lambda, or a class of its own, that sees no pool'
ok "C++: a method has its parameters" prints '^+.*given (packet_info \*pinfo) { return text () ? 0 : ::text (pinfo->pool, 2); }'
ok "C++: a method out of its class, too" prints '^+.*Reader::outside .* wmem_strdup (pinfo->pool, "z")'
ok "C++: a method gains none" says 'lambdas.cpp:7:.* lacking(): it is a method'
ok "C++: a method that is given NULL" says 'lambdas.cpp:8:.* calls it with a NULL packet_info'
ok "C++: a method is no function of its name" prints '^+static char \*text (wmem_allocator_t \*pool, int o)'

# A member of the object that points to the packet_info: for review. Not while the object is made or ended, not of a class below.
cat >members.cpp <<'EOF'
#include <epan/packet.h>
static char *text (int o) { return wmem_strdup_printf (wmem_packet_scope (), "%d", o); }
static char *from_class (int o) { return wmem_strdup_printf (wmem_packet_scope (), "%d", o); }
class Reader {
public:
  packet_info *m_pinfo;
  Reader (packet_info *pinfo) : m_pinfo (pinfo) { text (1); }
  Reader () : m_pinfo (0) { wmem_strdup (wmem_packet_scope (), "c"); }
  ~Reader () { wmem_strdup (wmem_packet_scope (), "d"); }
  char *inside (int o) const { return text (o); }
  virtual char *out_of_it (int o);
  char *hidden (int m_pinfo) { return wmem_strdup_printf (wmem_packet_scope (), "%d", m_pinfo); }
  char *better (packet_info *pinfo) { return text (pinfo != 0); }
  char *in_a_lambda (int o) { auto by_this = [this] (int p) { return text (p); }; auto by_all = [=] (int p) { return text (p); }; return by_this (o) ? by_all (o) : 0; }
  static char *without (int o) { return wmem_strdup_printf (wmem_packet_scope (), "%d", o); }
};
char *Reader::out_of_it (int o) { return wmem_strdup_printf (wmem_packet_scope (), "%d", o); }
class Special : public Reader {
  char *below () { return from_class (3); }
};
class Closed { packet_info *hidden; };
class Lower : public Closed { char *under () { return from_lower (4); } };
class ByReference { packet_info &m_packet; char *get () { return text (5); } };
static char *given (packet_info &packet) { return wmem_strdup_printf (wmem_packet_scope (), "%d", packet.src); }
struct Held { int kind; packet_info *pinfo; };
static char *held (const Held &all) { return wmem_strdup_printf (wmem_packet_scope (), "%d", all.kind); }
class Made {
  char *m_text, *m_other;
  Made (packet_info *pinfo, int o) : m_text (text (o)), m_other (wmem_strdup (wmem_packet_scope (), "e")) { (void) pinfo->src; }
};
char *uses (packet_info *pinfo, const Held &all);
char *uses (packet_info *pinfo, const Held &all) { return given (*pinfo) ? held (all) : 0; }
EOF
sed -i 's/^class Reader {/static char *from_lower (int o) { return wmem_strdup_printf (wmem_packet_scope (), "%d", o); }\n&/' members.cpp
port t46 members.cpp
ok "C++: a member is what a method passes" prints '^+.*inside (int o) const { return text (m_pinfo->pool, o); }'
ok "C++: ... for review" says 'members.cpp:11:.* review: pool-assumed: text: the packet_info of an object: that it is set, and of the packet at hand,'
ok "C++: ... out of its class, too" prints '^+char \*Reader::out_of_it (int o) { return wmem_strdup_printf (m_pinfo->pool, "%d", o); }'
ok "C++: ... and in a lambda that sees the object" prints '^+.*\[this\] (int p) { return text (m_pinfo->pool, p); }; auto by_all = \[=\] (int p) { return text (m_pinfo->pool, p); }'
ok "C++: a parameter goes before a member" eval 'prints "^+.*better (packet_info .pinfo) { return text (pinfo->pool, " && prints "^+.*m_pinfo (pinfo) { text (pinfo->pool, 1); }"'
ok "C++: a constructor, a destructor, a static method have no member" eval 'says "members.cpp:9:.* left: no-pool: " && says "members.cpp:10:.* left: no-pool: " && says "members.cpp:16:.* left: no-pool: "'
ok "C++: nor does a method whose parameter hides it" says 'members.cpp:13:.* left: no-pool: '
ok "C++: a class below has the member, too" prints '^+  char \*below () { return from_class (m_pinfo->pool, 3); }'
ok "C++: but not what is private" says 'members.cpp:4:.* left: no-pool: .*under() at members.cpp:23: it is a method'
ok "C++: a reference to the packet_info, as a member" prints '^+class ByReference .*text (m_packet.pool, 5)'
ok "C++: a reference, as a parameter" prints '^+static char \*given .*wmem_strdup_printf (packet.pool, "%d", packet.src)'
ok "C++: a reference to what holds one" prints '^+static char \*held .*wmem_strdup_printf (all.pinfo->pool, "%d", all.kind)'
ok "C++: what a constructor begins with" prints '^+  Made .*m_text (text (pinfo->pool, o)), m_other (wmem_strdup (pinfo->pool, "e"))'

# A packet_info that the program makes has no pool.
cat >made.c <<'EOF'
#include <epan/packet.h>
#include <string.h>
static char *shown (packet_info *pinfo) { return wmem_strdup_printf (wmem_packet_scope (), "%d", pinfo->src); }
static char *copied (packet_info *pinfo) { return wmem_strdup_printf (wmem_packet_scope (), "%d", pinfo->src); }
static char *handed (packet_info *pinfo) { return pinfo->src ? shown (pinfo) : 0; }
char *made (packet_info *pinfo);
char *
made (packet_info *pinfo)
{
  packet_info own, copy = *pinfo;
  memset (&own, 0, sizeof own);
  return copied (&copy) ? handed (&own) : shown (pinfo);
}
EOF
port t46 made.c
ok "a packet_info that is made: its pool is not asked for, whoever hands it on" says 'made.c:3:.* left: no-pool: .* made.c:12 calls it with a packet_info that is made there, and has no pool'
ok "a packet_info that is made: a copy has one" prints '^+static char \*copied (packet_info \*pinfo) .* wmem_strdup_printf (pinfo->pool, '

# A name for a type of C++, and lambdas with parameters of their own.
cat >using.cpp <<'EOF'
#include <epan/packet.h>
using Maker = char *(*) (int);
static char *made (int n) { return wmem_strdup_printf (wmem_packet_scope (), "%d", n); }
void give (int (*dissect) (packet_info *));
static int
dissect (packet_info *pinfo)
{
  Maker maker = made;
  auto renamed = [p = pinfo] (int n) { return wmem_strdup_printf (wmem_packet_scope (), "%d%d", n, p->src); };
  return maker (3) && renamed (2);
}
void begin ();
void
begin ()
{
  give (dissect);
  give ([] (packet_info *packet) { return (int) wmem_strdup (wmem_packet_scope (), "l")[packet->src]; });
}
EOF
port t46 using.cpp
ok "C++: a pointer by the name of its type" says 'using.cpp:3:.* left: no-pool: .*made(): its address is taken'
ok "C++: a lambda's own packet" prints '^+  give (\[\] (packet_info \*packet) { return (int) wmem_strdup (packet->pool, "l")'
ok "C++: what a capture is made from is not seen in it" says 'using.cpp:9:.* left: no-pool: '

# What is kept is found wherever in C++ a function stands.
cat >kept.cpp <<'EOF'
#include <epan/packet.h>
static char *k1, *k2, *k3, *k4, *k5, *k6;
extern "C" { int one (packet_info *pinfo); int one (packet_info *pinfo) { int r = k1 ? *k1 : pinfo->src; k1 = ep_strdup ("1"); return r; } }
namespace in { int two (packet_info *pinfo) { int r = k2 ? *k2 : pinfo->src; k2 = ep_strdup ("2"); return r; } }
struct In {
  int three (packet_info *pinfo) { int r = k3 ? *k3 : pinfo->src; k3 = ep_strdup ("3"); return r; }
  int four (packet_info *pinfo);
};
int In::four (packet_info *pinfo) { int r = k4 ? *k4 : pinfo->src; k4 = ep_strdup ("4"); return r; }
int five (packet_info *pinfo) { int r = k5 ? *k5 : pinfo->src; auto more = [] (int n) { return n; }; char *s = ep_strdup ("5"); auto keep = [&] { if (more (1)) return; k5 = s; }; keep (); return r; }
void give (int (*dissect) (packet_info *));
extern "C" void proto_reg_handoff_kept (void);
void proto_reg_handoff_kept (void) { give ([] (packet_info *pinfo) { int r = k6 ? *k6 : pinfo->src; k6 = ep_strdup ("6"); return r; }); }
EOF
port t40 kept.cpp
ok "C++: what is kept in extern \"C\", a namespace, a class" eval 'says "kept.cpp:3:.* escapes" && says "kept.cpp:4:.* escapes" && says "kept.cpp:6:.* escapes" && says "kept.cpp:9:.* escapes"'
ok "C++: what is kept by way of a lambda that captures" says 'kept.cpp:10:.* escapes'
ok "C++: what is kept in a lambda, which is not called where it stands" eval 'says "kept.cpp:13:.* escapes" && ! says "no-scope" >/dev/null'

# Calls of methods are calls; what is known of functions by their names holds for no method.
cat >methods.cpp <<'EOF'
#include <epan/packet.h>
struct Reader {
  char *text () { return ep_strdup ("a"); }
  static char *both () { return ep_strdup ("b"); }
  char *early () { return ep_strdup ("c"); }
  void dissect_packet () { ep_strdup ("d"); }
};
static Reader *reader;
int dissect (packet_info *pinfo);
int dissect (packet_info *pinfo) { return *reader->text () + *Reader::both () + pinfo->src; }
extern "C" void proto_register_methods (void);
void proto_register_methods (void) { reader->early (); Reader::both (); reader->dissect_packet (); }
EOF
port t40 methods.cpp
ok "C++: a method that is called at registration" eval 'says "methods.cpp:5:.* no-scope: .* proto_register_methods() is called at registration" && says "methods.cpp:12: calls Reader::early()"'
ok "C++: a method that is called there, too" says 'methods.cpp:4:.* left: no-scope: '
ok "C++: a method that has the name of what enters a scope" says 'methods.cpp:6:.* left: no-scope: '
ok "C++: a method that is called for a packet" says 'found 4 = rewritten 1 (safe 1,'

# Calls are calls in whatever C++ has for a declaration.
cat >places.cpp <<'EOF'
#include <epan/packet.h>
struct Pair { char *a; int b; };
static Pair f1 () { return { ep_strdup ("1"), 1 }; }
static char *f2 () { return ep_strdup ("2"); }
static char *f3 () { return ep_strdup ("3"); }
static char *f4 () { return ep_strdup ("4"); }
static char *zero () { return 0; }
extern "C" void proto_register_places (void);
void
proto_register_places (void)
{
  auto [a, b] = f1 ();
  if (char *text = zero ())
    (void) text;
  else
    f2 ();
  if (char *text = zero (); text)
    f3 ();
  static char *once = f4 ();
  (void) a, (void) b, (void) once;
}
EOF
port t40 places.cpp
ok "C++: calls in declarations and behind them" eval 'says "found 4 = rewritten 0 .*left 4" && says "calls f1()" && says "calls f2()" && says "calls f3()" && says "calls f4()"'
ok "C++: what a variable that lives on begins with is kept" says "kept in the static variable 'once'"

# What a union holds is not known.
cat >union.c <<'EOF'
#include <epan/packet.h>
union either { packet_info *pinfo; int number; };
static char *shown (union either *it) { return wmem_strdup_printf (wmem_packet_scope (), "%d", it->number); }
int either (packet_info *pinfo);
int either (packet_info *pinfo) { union either it; it.number = pinfo->src; return shown (&it) != 0; }
EOF
port t46 union.c
ok "a union's packet_info may be something else" prints '^+static char \*shown (wmem_allocator_t \*pool, union either \*it)'

# Where nothing else of the unit wants a pool.
cat >nulls.c <<'EOF'
#include <epan/packet.h>
#include <stddef.h>
static char *plain (packet_info *pinfo) { (void) pinfo; return wmem_strdup (wmem_packet_scope (), "a"); }
static char *zero (packet_info *pinfo) { (void) pinfo; return wmem_strdup (wmem_packet_scope (), "b"); }
static char *cast (packet_info *pinfo) { (void) pinfo; return wmem_strdup (wmem_packet_scope (), "c"); }
static char *fine (packet_info *pinfo) { (void) pinfo; return wmem_strdup (wmem_packet_scope (), "d"); }
int nulls (packet_info *pinfo);
int nulls (packet_info *pinfo) { return plain (NULL) && zero (0) && cast ((packet_info *) NULL) && fine (pinfo) && zero (pinfo); }
EOF
port t46 nulls.c
ok "a packet_info that may be NULL, in whatever words" says 'rewritten 1 .* left 3 (residue 3,'
ok "a packet_info that may be NULL: where" says 'nulls.c:4:.* nulls.c:8 calls it with a NULL packet_info'

# One error that the lack of a name causes excuses no other one on its line.
printf '#include <epan/packet.h>\nstruct Text { Text (const char *); };\nint f (packet_info *packet);\nint f (packet_info *) { Text t = wmem_strdup (wmem_packet_scope (), "x"); return &t != 0; }\n' >hidden.cpp
port t46 --packet-pool=packet-\>pool hidden.cpp
ok "an error in place of another one is new" says "rolled back: .*'packet'"

printf '#include <epan/packet.h>\nunsigned f (tvbuff_t *tvb);\nunsigned f (tvbuff_t *tvb) { return tvb_length (tvb); }\n' >length.c
port t40 length.c
ok "names that are not about memory: not without being asked" status_is 0
port t40 --rules porting length.c
ok "--rules porting: other names that changed" prints '^+.*tvb_captured_length (tvb)'

port t40 --list-rules
ok "--list-rules with flags: the form that holds" prints '^holds  function tvb_get_ephemeral_string .* -> tvb_get_string_enc'
ok "--list-rules with flags: the form that does not" prints '^-      function tvb_get_ephemeral_string .* -> tvb_get_string '
sed 's/^[^ ]* *//' out | sort >with-flags
"$program" --list-rules | sed 's/  *$//' | sort >without
ok "--list-rules with flags: every form" cmp -s with-flags without

"$here/../../migrate/rules/helpers-table" "$program" >out
sed -n '/^| old form/,$p' "$here/../../migrate/PORTING.md" >table
ok "PORTING.md: its table is that of the rules" cmp -s out table
# Every name that is known to have changed is dealt with somewhere.
"$program" --list-rules >always
"$program" --rules porting --list-rules >asked
missing() {
  # The name and its list, so that no other one that contains it counts.
  sed -n "s/^$1 //p" "$here/names-that-changed" | tr ' ' '\n' | while read -r name; do
    grep -Eq "^(function|macro) +$name \\(" "$2" || echo "$name"
  done
}
ok "names that changed: memory" [ -z "$(missing memory always)" ]
ok "names that changed: others" [ -z "$(missing porting asked)" ]
ok "names that changed: others are asked for" [ "$(missing porting always | wc -l)" -eq "$(sed -n 's/^porting //p' "$here/names-that-changed" | wc -w)" ]
unnamed=$(sed -n 's/^guide //p' "$here/names-that-changed" | tr ' ' '\n' | while read -r name; do
  grep -qw "$name" "$here/../../migrate/PORTING.md" || echo "$name"
done)
ok "names that changed: the guide has the rest" [ -z "$unnamed" ]
printf '#include <epan/packet.h>\n#include <epan/address.h>\nvoid f (address *a);\nvoid f (address *a) { SET_ADDRESS (a, 1, 4, a); }\n' >address.c
printf '#pragma once\ntypedef struct _address { int type; } address;\nvoid set_address (address *to, int type, int length, const void *data);\n' >"$scratch/t40/epan/address.h"
port t40 --rules porting address.c
ok "--rules porting: a macro that is a function now" prints '^+.* set_address (a, 1, 4, a)'

# Errors of the old code: those that the new forms mend are nobody's matter any more, the first of the others is named.
printf '#include <epan/packet.h>\nchar *f (tvbuff_t *tvb);\nchar *f (tvbuff_t *tvb) { return tvb_ip_to_str (tvb, 4); }\n' >mended.c
port t40 mended.c
ok "errors that are mended: not named" eval 'says "rewritten 1 (safe 1" && ! says "errors of its own" >/dev/null'
printf 'int g (void);\nint g (void) { return nobody; }\n' >>mended.c
port t40 mended.c
ok "errors that stay: named" says "mended.c:5:.*has errors of its own: .*'nobody'"

# Names that nobody declares and that are not about memory are in no ledger: the file does not build for them, so they are named.
cat >columns.c <<'EOF'
#include <epan/packet.h>
char *c (tvbuff_t *tvb, packet_info *pinfo);
char *
c (tvbuff_t *tvb, packet_info *pinfo)
{
  if (check_col (pinfo, 3))
    col_add (pinfo, check_col (pinfo, tvb_length (tvb)));
  return tvb_ip_to_str (tvb, 4);
}
EOF
port t40 columns.c
ok "a name that nobody declares: named, with how many more" says "columns.c:6:7: has errors of its own: nobody declares 'check_col', and 2 more: not about memory: --rules porting converts some"
ok "... the place of the memory changes all the same" eval 'says "rewritten 1 (safe 1" && prints "^+  return tvb_ip_to_str (pinfo->pool, tvb, 4);\|^+  return tvb_ip_to_str (wmem_packet_scope(), tvb, 4);"'
port t40 --rules porting columns.c
ok "... with the rules for others there is one less" says "nobody declares 'check_col', and 1 more: not about memory, and no rule is: by hand"
printf '#include <epan/packet.h>\nchar *c (tvbuff_t *tvb);\nchar *c (tvbuff_t *tvb) { return tvb_ip_to_str (tvb, (int) tvb_length (tvb)); }\n' >columns.c
port t40 --rules porting columns.c
ok "... and none where these do all" eval '! says "has errors of its own" >/dev/null'

# A macro whose uses the parser lost over the missing pool is used all the same.
printf '#include <epan/packet.h>\n#define KIND(x) val_to_str (x, 0, "%%u")\nconst char *k (packet_info *pinfo);\nconst char *k (packet_info *pinfo) { return KIND (pinfo->src); }\n' >kind.c
port t46 kind.c
ok "a macro's body, whose uses are lost: so it says" says 'review: macro-body: val_to_str: in a macro body: what stands at its uses the parser lost'
ok "a macro's body, whose uses are lost: rewritten with them" prints '^+.*KIND (pinfo->pool, pinfo->src)'

# Code of 2.0: a helper that had its pool, and another name later; a header that moved is not included twice.
cat >renamed.c <<'EOF'
#include <epan/packet.h>
#include <epan/wmem/wmem.h>
char *r (packet_info *pinfo, tvbuff_t *tvb, int seconds);
char *
r (packet_info *pinfo, tvbuff_t *tvb, int seconds)
{
  if (seconds > 8)
    return tvb_eui64_to_str (tvb, 0, 0);
  if (seconds > 4)
    return time_secs_to_str (seconds, 1, 2);
  return wmem_strdup (pinfo->pool, time_secs_to_str (wmem_packet_scope (), seconds));
}
EOF
port t40 --packet-pool=explicit renamed.c
ok "a helper with a pool that has another name now" prints '^+.* signed_time_secs_to_str (pinfo->pool, seconds)'
ok "a header that moved: included once" [ "$(grep -c '^+#include <epan/wmem_scopes.h>' out)" = 1 ]
ok "a call that no form fits: not said to be none" says 'renamed.c:10:.*left: arguments: time_secs_to_str'
ok "as many arguments as the new form, but no pool: residue" says 'renamed.c:8:.*left: arguments: tvb_eui64_to_str'
done_testing
