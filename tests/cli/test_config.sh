# SPDX-License-Identifier: MIT
# .wmem-migrate: found, read, checked, outdone by the command line; what it accepts and leaves alone is told; a hostile one does nothing.
. "$(dirname "$0")/tap.sh"
host="-I$here/../migrate/scope/include"

# config LINE...: the configuration of the scratch folder.
config() { printf '%s\n' "$@" >.wmem-migrate; }
# What these pools are nobody declares.
quick() { migrate --verify=none "$@"; }
none() { rm -f .wmem-migrate; }

# ---- found, and said ----
config '[options]' 'packet-pool = my_pool (x)'
quick old.c
ok "in the folder of the run: it counts" eval 'status_is 1 && prints "^+.*my_pool (x)"'
ok "... and the report says so" says "^options and accepted findings of '.wmem-migrate'"
migrate --quiet --json=report.json nested.c
ok "... in JSON" grep -q '"config" : ".wmem-migrate"' report.json
mkdir -p deep/er && cp old.c deep/er/
quick deep/er/old.c
ok "above what is named: it counts" prints "^+.*my_pool (x)"
mkdir deep/.git
quick deep/er/old.c
ok "not beyond a work tree of git" eval 'status_is 1 && ! prints my_pool >/dev/null'
printf '[options]\npacket-pool = their_pool\n' >deep/.wmem-migrate
quick deep/er/old.c
ok "that of the work tree" prints "^+.*their_pool"
quick deep/er/old.c old.c
ok "of files in several folders: that of the common one" eval 'prints "my_pool (x)" && ! prints their_pool >/dev/null'
quick --no-config deep/er/old.c old.c
ok "--no-config: none" eval 'status_is 1 && ! prints "my_pool\|their_pool" >/dev/null && ! says "^options" >/dev/null'
quick --config=deep/.wmem-migrate old.c
ok "--config: this one" eval 'prints their_pool && says "deep/.wmem-migrate"'
migrate --config=nowhere nested.c
refuses "--config that is not there" "cannot use 'nowhere': No such file"
migrate --config=deep/.wmem-migrate --no-config nested.c
refuses "--config and --no-config" "exclude one another"
(cd deep/er && "$program" "$after" old.c -- "$flags") >out 2>err
ok "seen from a folder below: the report names it" says "'$scratch/deep/.wmem-migrate'"
rm -r deep/.git deep/.wmem-migrate
printf '[{"directory":"%s","file":"old.c","command":"cc %s -c old.c"}]' "$scratch" "$flags" >compile_commands.json
(cd / && "$program" "$after" --verify=none -p "$scratch") >out 2>err
ok "a database alone: that of its folder" says "options and accepted findings of .$scratch/.wmem-migrate"
rm compile_commands.json
for command in --help --version "--recover"; do
  config 'broken'
  run $command
  ok "$command does not read it" status_is 0
done
mkfifo fifo && ln -sf fifo .wmem-migrate
migrate old.c
refuses "no plain file" "it is no regular file"
rm .wmem-migrate fifo

# ---- the command line wins ----
config '[options]' 'packet-pool = from_file ()' 'idiom = new'
quick --packet-pool='from_line ()' old.c
ok "one value: that of the command line" eval 'prints "from_line ()" && ! prints "from_file" >/dev/null'
mkdir tools
printf 'function first_old (x) -> first_new (x)\n  about One.\n' >tools/first.rules
printf 'function second_old (x) -> second_new (x)\n  about Two.\n' >second.rules
config '[options]' 'rules = tools/first.rules; porting'
run --list-rules --rules=second.rules
ok "several values: those of both" eval 'prints "first_old (x)" && prints "second_old (x)" && prints "val_to_str"'
(cd deep/er && "$program" --list-rules) >out 2>err
ok "paths are relative to the file" prints "first_old (x)"
config '[options]' 'comments = true' '' '# a comment' '  realign=false  '
printf '#include <epan/emem.h>\n/* ep_strdup */\nchar *f (void) { return ep_strdup ("x"); }\n' >comment.c
migrate comment.c
ok "a flag that is on, blanks, comments" prints '^+/\* wmem_strdup'

# ---- what is wrong with it ----
# wrong NAME TEXT LINE...: it is refused with TEXT.
wrong() {
  name=$1 text=$2
  shift 2
  config "$@"
  migrate old.c
  refuses "$name" "$text"
}
wrong "an unknown key" ".wmem-migrate:3: unknown key 'paket-pool': did you mean 'packet-pool'?" '# first' '[options]' 'paket-pool = x'
wrong "a key that is nothing like any" ".wmem-migrate:2: unknown key 'zzz': see wmem-migrate(1)" '[options]' 'zzz = x'
wrong "an unknown group" ".wmem-migrate:1: unknown group .option.: use" '[option]' 'only = safe'
wrong "no group" ".wmem-migrate:1: a key before any group" 'only = safe'
wrong "no key" ".wmem-migrate:2: neither" '[options]' 'only safe'
wrong "a key twice" ".wmem-migrate:3: 'only' stands in line 2 by now" '[options]' 'only = safe' 'only = review'
wrong "a group twice" ".wmem-migrate:3: '.options.' stands in line 1 by now" '[options]' 'only = safe' '[options]'
wrong "an unknown value" ".wmem-migrate:2: unknown value 'newer' for --idiom: use one of keep, new" '[options]' 'idiom = newer'
wrong "no expression" ".wmem-migrate:2: 'x(' is no pool expression for --packet-pool" '[options]' 'packet-pool = x('
wrong "no value" ".wmem-migrate:2: 'only' has no value" '[options]' 'only ='
wrong "a key of another language" ".wmem-migrate:2: unknown key 'idiom.de.'" '[options]' 'idiom[de] = new'
wrong "proved, which goes with a proof" ".wmem-migrate:2: 'proved' is not for a file of the project: give --only=proved --verify=object" '[options]' 'only = proved'
wrong "rules that are not there" ".wmem-migrate:2: cannot use 'none.rules' as --rules: No such file" '[options]' 'rules = none.rules'
wrong "an empty text" ".wmem-migrate:5: 'text' has no value" '[accept x]' 'finding = escapes' 'path = old.c' 'reason = x' 'text ='
wrong "no flag" ".wmem-migrate:2: 'comments' is 'true' or 'false'" '[options]' 'comments = perhaps'
wrong "a root that is not there" ".wmem-migrate:2: cannot use '.*' as --root" '[options]' 'root = nowhere'
printf '[options]\nonly = \377\n' >.wmem-migrate
migrate old.c
refuses "no UTF-8" "cannot use '.wmem-migrate': it is no UTF-8"
head -c 2000000 /dev/zero | tr '\0' '#' >.wmem-migrate
migrate old.c
refuses "too long" "it is too long"
config '[options]' 'packet-pool = x('
migrate --packet-pool=pool old.c
ok "what the command line outdoes is not asked" status_is 1

none
timeout 60 "$program" "$after" nowhere/typo.c old.c -- "$flags" >out 2>err
status=$?
ok "a first name whose folder is not there: it ends, with an error" eval '[ "$status" -eq 2 ] && says "nowhere/typo.c"'

# ---- somebody else's tree: nothing is run, written, or left unchecked ----
printf '#!/bin/sh\ntouch %s/ran\n' "$scratch" >program && chmod +x program
none
run --help-all
keys=$(sed -n 's/^  \(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' out)
config '[options]'
for key in $keys; do
  printf '[options]\n%s = %s/program\n' "$key" "$scratch" >.wmem-migrate
  migrate old.c
  printf '[options]\n%s = \n' "$key" >.wmem-migrate
  migrate old.c
  if grep -q "^wmem-migrate: .wmem-migrate:2: '$key' is not for a file of the project: give --$key on the command line" err; then
    echo "$key" >>refused
  elif grep -q "has no value\|is 'true' or 'false'" err; then
    echo "$key"
  fi
done >allowed
printf '%s\n' root define-set exclude rules facts packet-pool file-pool epan-pool pool-name pool-position packet-info-pool include idiom comments \
  realign only fix-scope baseline | sort >expected
sort allowed >sorted
ok "the keys are these and no others" cmp -s expected sorted
ok "each other option says that it is for the command line" eval '[ "$(cat allowed refused | wc -l)" -eq "$(echo "$keys" | wc -w)" ]'
ok "among them what runs, writes, or takes a check away" eval 'for key in build-path after-p after-arg verify unsafe in-place output-dir allow-dirty json emit-plan index quiet; do grep -q -x -e $key refused || exit 1; done'
for key in $(cat allowed); do
  sed -n '/^\.SH CONFIGURATION/,/^\.SH THE/p' "$here/../../migrate/wmem-migrate.1" | grep -q -F "$(printf '%s' "$key" | sed 's/-/\\-/g')" || echo "$key" >>undocumented
done
ok "each is in the manual" eval '[ ! -e undocumented ] || { cat undocumented; false; }'
wrong "unsafe by another name" ".wmem-migrate:2: 'unsafe' is not for a file of the project" '[options]' 'only = unsafe'
none
mkdir -p inner outside && cp old.c outside/ && cp old.c inner/
ln -s ../outside inner/link
for key in root rules facts baseline; do
  for path in ../outside /etc/passwd link; do
    printf '[options]\n%s = %s\n' "$key" "$path" >inner/.wmem-migrate
    migrate --in-place inner
    refuses "$key = $path" "inner/.wmem-migrate:2: '.*' is not below the file's folder: give --$key on the command line"
  done
done
ok "nothing outside was written" cmp -s outside/old.c old.c
printf '[options]\npacket-pool = pool\\n#define x\n' >inner/.wmem-migrate
migrate inner/old.c
refuses "a line in a value" "a control character in the value of 'packet-pool'"
rm -r inner
ok "nothing was run" [ ! -e ran ]
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  mkdir -m 1777 public && mkdir public/mine && cp old.c public/mine/
  printf '[options]\npacket-pool = theirs ()\n' >public/.wmem-migrate
  chown 12345 public/.wmem-migrate
  quick public/mine/old.c
  ok "a file of somebody else above: not used, and told" eval '! prints theirs >/dev/null && says "warning: .*public/.wmem-migrate. is not used: it is somebody else.s"'
  quick --config=public/.wmem-migrate public/mine/old.c
  ok "... unless it is named" prints theirs
  chown 12345 public/mine
  quick public/mine/old.c
  ok "a file of the sources' owner: used" prints theirs
else
  skip "a file of somebody else" "needs root"
fi

# ---- excluded ----
mkdir -p src/generated && cp old.c src/ && cp old.c src/generated/one.c && cp old.c src/packet-template.c
config '[options]' 'exclude = src/generated; *-template.c'
migrate src
ok "exclude: left alone, counted" eval 'status_is 1 && prints "b/.*old.c" && ! prints "one.c\|template" >/dev/null && says "; 2 files excluded"'
migrate src/generated
refuses "all of a folder is excluded" "all that was named is excluded, such as 'src/generated/one.c'"
migrate --json=report.json src/generated/one.c src/packet-template.c
ok "all that was named one by one, as by a hook: nothing to do, and that nothing was looked at" \
  eval 'status_is 0 && says "^wmem-migrate: nothing was looked at: all that was named is excluded, such as .src/generated/one.c.: see exclude in .wmem-migrate (--no-config)$" && says "found 0 .*; 2 files excluded"'
ok "... in JSON" grep -q 'src/packet-template.c' report.json
migrate --quiet src/generated/one.c
ok "... with --quiet, too" eval 'status_is 0 && says "nothing was looked at"'
migrate --in-place src/generated/one.c
ok "... in place: nothing is written" eval 'status_is 0 && cmp -s old.c src/generated/one.c'
migrate --lint --sarif=report.sarif src/generated/one.c
ok "... --lint, with its report" eval 'status_is 0 && grep -q "\"results\" : \[\]" report.sarif'
run --emit-header src/generated/one.c -- "$flags"
refuses "a header for nothing" "all that was named is excluded"
none
migrate --exclude='*-template.c' --exclude=src/generated/ src
ok "--exclude: the same" eval 'says "; 2 files excluded" && prints "b/.*old.c"'
printf '#include <epan/emem.h>\nstatic inline char *in_header (void) { return ep_strdup ("x"); }\n' >src/kept.h
printf '#include "kept.h"\nchar *f (void) { return ep_strdup (in_header ()); }\n' >src/user.c
migrate --exclude="$PWD/src/generated/" src
ok "--exclude: an absolute folder, as a shell completes it" eval 'says "; 1 file excluded" && ! prints "one.c" >/dev/null'
migrate --exclude="../$(basename "$PWD")/src/./generated" src
ok "--exclude: by way of the folder above" eval 'says "; 1 file excluded" && ! prints "one.c" >/dev/null'
migrate --exclude= src
refuses "--exclude without a pattern" "--exclude has no pattern"
migrate --exclude='src/kept.h' --json=report.json src/user.c
ok "an excluded header stays, and the ledger says why" eval 'prints "b/.*user.c" && ! prints "b/.*kept.h" >/dev/null && grep -q "\"reason\" : \"excluded\"" report.json'
printf '#include <epan/emem.h>\nstatic inline void add (emem_strbuf_t *buffer) { ep_strbuf_append (buffer, "x"); }\n' >src/family.h
printf '#include "family.h"\nvoid f (void) { emem_strbuf_t *buffer = ep_strbuf_new (""); add (buffer); }\n' >src/family.c
"$program" --exclude=src/family.h src/family.c -- "-I$here/../migrate/include" >out 2>err
status=$?
ok "a family with a place in an excluded file is left as a whole, and is work" \
  eval 'status_is 1 && [ ! -s out ] && says "family.c:.*left: together: ep_strbuf_new" && says "rewritten 0 "'
cp src/user.c src/again.c
printf '#include "kept.h"\nint broken = ;\n' >src/broken.c
migrate --exclude='*/broken.c' --exclude='*/generated' --in-place src
ok "an excluded unit that does not parse is nobody's failure" eval '! says "not parsed" >/dev/null'

# ---- accepted ----
cat >host.c <<'END'
#include <epan/host.h>
static void dissect_one (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *data = wmem_alloc (wmem_packet_scope (), 4);
  (void) tvb; (void) tree;
  SET_ADDRESS (&pinfo->src, 2, 4, data);
}
void proto_reg_handoff_one (void);
void proto_reg_handoff_one (void) { dissector_add_uint ("udp.port", 1, create_dissector_handle (dissect_one, 1)); }
END
lint() { run --lint "$@" -- "$host"; }
none
lint host.c
ok "the program has a finding" eval 'status_is 1 && says "escapes: "'
accept() { config '[accept the address]' 'finding = escapes' 'path = host.c' "$@"; }
accept 'reason = it is copied before the packet ends'
lint --json=report.json --sarif=report.sarif --html=report.html host.c
ok "accepted: exit status 0, counted" eval 'status_is 0 && ! says "escapes: " >/dev/null && says "; 1 accepted by .wmem-migrate"'
ok "... in JSON, with the reason" grep -q '"accepted" : "it is copied before the packet ends"' report.json
ok "... in SARIF, as suppressed" eval 'grep -q "\"justification\" : \"it is copied" report.sarif && grep -q "\"kind\" : \"external\"" report.sarif'
ok "... in the page" grep -q "it is copied before the packet ends" report.html
none
lint --json=known.json host.c
accept 'reason = x'
lint --baseline=known.json host.c
ok "accepted and in the baseline: it is not gone" eval 'status_is 0 && ! says gone >/dev/null && says "; 1 accepted"'
lint --json=known.json host.c
none
lint --baseline=known.json host.c
ok "a report with what was accepted is a baseline for it" status_is 0
accept 'reason = x' 'text = something else'
lint host.c
ok "another text: not accepted, and the entry is told" eval 'status_is 1 && says "escapes: " && says "^.wmem-migrate:1: unused: no .escapes. in .host.c. to accept any more: remove it"'
lint --json=report.json host.c
ok "... in JSON" eval 'sed -n "/unused_acceptances/,/]/p" report.json | grep -q "\"line\" : 1"'
accept
lint host.c
refuses "no reason" ".wmem-migrate:1: .accept the address. has no 'reason': say why it may stay"
accept 'reason ='
lint host.c
refuses "an empty reason" "has no 'reason'"
config '[accept x]' 'finding = escape' 'path = host.c' 'reason = x'
lint host.c
refuses "a finding that is none" ".wmem-migrate:2: no finding or reason 'escape': did you mean 'escapes'?"
accept 'reason = x' 'because = y'
lint host.c
refuses "an unknown key" ".wmem-migrate:5: unknown key 'because' in"
config '[accept x]' 'finding = escapes' 'path = other.c' 'reason = x'
lint host.c
ok "of a file that is gone: told" eval 'status_is 1 && says "unused: no .escapes. in .other.c."'
cp clean.c other.c
lint host.c
ok "of a file that was not looked at: not told" eval '! says unused >/dev/null'
cp host.c second.c
config '[accept x]' 'finding = escapes' 'path = *.c' 'reason = x'
lint host.c second.c
ok "a pattern: all of them" eval 'status_is 0 && says "; 2 accepted by"'
none
printf '#include <epan/emem.h>\nvoid *(*pointer) (size_t) = ep_alloc;\n' >residue.c
migrate residue.c
ok "a place is left" eval 'status_is 1 && says "left: reference: ep_alloc"'
config '[accept the pointer]' 'finding = reference' 'path = residue.c' 'text = ep_alloc' 'reason = goes with the next release'
migrate --json=report.json residue.c
ok "a place that is accepted: exit status 0, counted, the reason is told" \
  eval 'status_is 0 && says "left: accepted: ep_alloc: reference, which is accepted: goes with the next release" && says "residue 0.*; 1 accepted by"'
ok "... in JSON" grep -q '"reason" : "accepted"' report.json
printf '#include <epan/emem.h>\n#ifdef NEVER\nchar *f (void) { return ep_strdup ("x"); }\n#endif\n' >review.c
config '[accept the other branch]' 'finding = inactive' 'path = review.c' 'reason = x'
migrate --json=report.json review.c
ok "what is rewritten for review is not accepted, and why not is told" \
  eval 'status_is 1 && says "review: inactive" && says "^.wmem-migrate:1: unused: .inactive. in .review.c. is rewritten, for review, so there is nothing to accept" && grep -q "\"review\" : true" report.json'
printf '\357\273\277[accept the pointer]\r\nfinding = reference\r\npath = residue.c\r\nreason = as an editor wrote it\r\n' >.wmem-migrate
migrate residue.c
ok "a mark of UTF-8 at its beginning, line ends of another system" eval 'status_is 0 && says "accepted: as an editor wrote it$"'
for value in "$(printf 'red \033[31m')" 'two\nlines' "$(printf 'C1 \302\233')" "$(printf 'turned \342\200\256')"; do
  config '[accept the pointer]' 'finding = reference' 'path = residue.c' "reason = $value"
  migrate residue.c
  refuses "a reason that a terminal would obey" ".wmem-migrate:4: a control character in the value of 'reason'"
  ok "... nor is it shown" eval '! LC_ALL=C grep -q "$(printf "[\033\302\342]")" err'
done
config "$(printf '[accept \033[31m]')" 'finding = reference' 'path = residue.c'
migrate residue.c
ok "a name of an entry that it would: not as it is" eval 'status_is 2 && ! grep -q "$(printf "\033")" err'
config '[accept the pointer]' 'finding = reference' 'path = residue.c' 'text = ep_alloc' 'reason = goes with the next release'
lint residue.c
ok "an entry about a place is not judged by --lint" eval '! says "unused" >/dev/null'
done_testing
