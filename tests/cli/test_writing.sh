# SPDX-License-Identifier: MIT
# Writing: all files or none, and nothing of a file but what was rewritten.
. "$(dirname "$0")/tap.sh"

# ---- what is written ----
cp old.c a.c
chmod 640 a.c
before=$(stat -c %a a.c)
migrate --in-place a.c
ok "in place: exit status 0, nothing is left" status_is 0
ok "in place: nothing on standard output" [ ! -s out ]
ok "in place: rewritten" grep -q 'wmem_strdup_printf(wmem_packet_scope()\|wmem_strdup_printf (wmem_packet_scope()' a.c
ok "in place: the mode is kept" [ "$(stat -c %a a.c)" = "$before" ]
ok "in place: no temporary files" no_temporary_files
cp a.c converted.c
migrate --in-place a.c
ok "second run: exit status 0" status_is 0
ok "second run: not a byte changes" cmp -s a.c converted.c

stamp=$(stat -c %Y-%i clean.c)
migrate --in-place clean.c
ok "untouched file: exit status 0" status_is 0
ok "untouched file: not written" [ "$(stat -c %Y-%i clean.c)" = "$stamp" ]

mkdir real && cp old.c real/b.c && ln -s real/b.c b.c
migrate --in-place b.c
ok "symbolic link: stays one" [ -L b.c ]
ok "symbolic link: its file is rewritten" grep -q wmem_ real/b.c
cp old.c c.c && ln c.c c-too.c
migrate --in-place c.c
ok "hard link: noted" says "other hard links"
ok "hard link: this name is rewritten" grep -q wmem_ c.c
ok "hard link: the other is not" cmp -s c-too.c old.c
cp old.c d.c && ln d.c d-too.c
migrate --in-place d.c d-too.c
ok "hard links, both named: one file, rewritten once" eval 'status_is 0 && grep -q wmem_ d.c && cmp -s d.c d-too.c'
ok "hard links, both named: they stay one file" [ d.c -ef d-too.c ]
ok "hard links, both named: nobody is left behind" eval '! says "other hard links"'
ok "hard links, both named: no temporary files" no_temporary_files
migrate --in-place d.c d-too.c
ok "hard links, both named: the second run does nothing" eval 'status_is 0 && [ d.c -ef d-too.c ]'
cp old.c e.c && ln e.c e-too.c && ln e.c e-third.c
migrate --in-place e.c e-too.c
ok "hard links, two of three named: the third is noted" eval 'says "other hard links" && [ e.c -ef e-too.c ] && cmp -s e-third.c old.c'
cp old.c f.c && ln f.c f-too.c
migrate --output-dir out-links f.c f-too.c
ok "hard links, another folder: both names are there" eval 'cmp -s out-links/f.c out-links/f-too.c && cmp -s f.c old.c'

# ---- byte for byte ----
# bytes NAME: $scratch/x.c is rewritten; the words put back give the old bytes.
put_back() {
  sed -e 's/wmem_new(wmem_packet_scope(), /ep_new(/; s/wmem_new (wmem_packet_scope(), /ep_new (/' \
    -e 's/wmem_strdup_printf(wmem_packet_scope(), /ep_strdup_printf(/; s/wmem_strdup_printf (wmem_packet_scope(), /ep_strdup_printf (/' \
    -e 's/wmem_strdup(wmem_file_scope(), /se_strdup(/; s/wmem_strdup (wmem_file_scope(), /se_strdup (/' \
    -e 's,<wmem/wmem.h>,<epan/emem.h>,' "$1"
}
bytes() {
  cp x.c x.before
  migrate --in-place x.c
  ok "$1: exit status 0" status_is 0
  put_back x.c >x.back
  ok "$1: rewritten" grep -q wmem_strdup x.c
  ok "$1: bytes outside the edits are kept" cmp -s x.back x.before
}
sed 's/$/\r/' old.c >x.c
bytes "CRLF"
{ printf '\357\273\277'; cat old.c; } >x.c
bytes "byte order mark"
printf '%s' "$(cat old.c)" >x.c
bytes "no newline at the end"
sed 's/"%s %d"/"\xe4\xf6\xfc %s %d"/; s/struct item {/\f\nstruct item {/' old.c >x.c
bytes "ISO-8859-1 and a form feed"
sed 's/  item->name/\titem->name/' old.c >x.c
bytes "tabs"

# ---- another folder ----
mkdir -p tree/deep && cp old.c tree/top.c && cp old.c tree/deep/low.c && cp clean.c tree/clean.c && chmod 755 tree/top.c
migrate --output-dir=new tree
ok "output folder: exit status 0" status_is 0
ok "output folder: relative paths are kept" grep -q wmem_ new/deep/low.c
ok "output folder: modes are kept" [ "$(stat -c %a new/top.c)" = 755 ]
ok "output folder: unchanged files are not written" [ ! -e new/clean.c ]
ok "output folder: the sources stay" cmp -s tree/top.c old.c

# ---- all or none ----
mkdir all && cp old.c all/1.c && cp old.c all/2.c && cp old.c all/3.c
nothing_changed() { cmp -s all/1.c old.c && cmp -s all/2.c old.c && cmp -s all/3.c old.c; }
limited() {
  : >out
  status=$( (ulimit -f "$1" && "$program" "$after" --in-place "$2" -- "$flags" 2>&1; echo "status $?") | tee err | sed -n 's/^status //p')
  sed -i '/^status /d' err
}
limited 0 all
refuses "no byte may be written" "cannot write the temporary file '$TMPDIR/.*: File too large: set TMPDIR"
ok "no byte may be written: nothing was" nothing_changed
mkdir large
printf '/* %04096d */\n' 0 | cat old.c - >large/1.c
cp large/1.c large.c
limited 4 large
ok "limit on file sizes: exit status 2" status_is 2
ok "limit on file sizes: says that nothing was written" says "nothing was written"
ok "limit on file sizes: nothing was" cmp -s large/1.c large.c
ok "limit on file sizes: no temporary files" no_temporary_files

if [ "$(id -u)" -eq 0 ] && mkdir full && mount -t tmpfs -o size=64k tmpfs full 2>/dev/null; then
  cp old.c full/1.c && cp old.c full/2.c
  dd if=/dev/zero of=full/filler bs=1k 2>/dev/null
  (cd full && "$program" "$after" --in-place 1.c 2.c -- "$flags") >out 2>err
  status=$?
  ok "full disk: exit status 2" status_is 2
  ok "full disk: one line" one_line_error
  ok "full disk: nothing was written" cmp -s full/1.c old.c
  ok "full disk: no temporary files" [ -z "$(find full -name '*wmem-migrate*')" ]
  mount -o remount,ro full
  (cd full && "$program" "$after" --in-place 1.c -- "$flags") >out 2>err
  status=$?
  ok "read-only file system: exit status 2" status_is 2
  ok "read-only file system: names the file" says "cannot write '.*1.c'"
  umount full
else
  skip "full disk" "needs the right to mount a small tmpfs"
fi
if [ "$(id -u)" -ne 0 ]; then
  mkdir closed && cp old.c closed/1.c && chmod 555 closed
  migrate --in-place all closed
  ok "read-only folder: exit status 2" status_is 2
  ok "read-only folder: the other folder is as it was" nothing_changed
  chmod 755 closed
  cp old.c locked.c && chmod 444 locked.c
  migrate --in-place locked.c
  refuses "file without write permission" "'.*locked.c'"
else
  skip "read-only folder" "root writes everywhere"
fi

# A file that takes long to read gives time to interrupt.
{
  echo '#define A(x) x x x x x x x x x x'
  echo '#define B(x) A(x) A(x) A(x) A(x) A(x) A(x) A(x) A(x) A(x) A(x)'
  echo '#define C(x) B(x) B(x) B(x) B(x) B(x) B(x) B(x) B(x) B(x) B(x)'
  echo '#define D(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x) C(x)'
  echo '#define E(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x) D(x)'
  echo '#define F(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x) E(x)'
  echo '#define G(x) F(x) F(x) F(x) F(x) F(x) F(x) F(x) F(x) F(x) F(x)'
  echo '#include <epan/emem.h>'
  echo 'void *f (void) { G(;) return ep_alloc (4); }'
} >slow.c
cp slow.c all/slow.c
# Starts it. Once it has a worker it knows what to do with a signal.
begin_slow() {
  "$program" "$after" --in-place --timeout=600 -j1 all -- "$flags" >out 2>err &
  pid=$!
  for tenth in $(seq 100); do
    [ -n "$(cat "/proc/$pid/task/$pid/children" 2>/dev/null)" ] && break
    sleep 0.1
  done
}
begin_slow
kill -INT $pid 2>/dev/null
# A background job of a shell ignores SIGINT: SIGTERM is the same to the program.
kill -TERM $pid 2>/dev/null
wait $pid
status=$?
ok "signal during the run: exit status 2" status_is 2
ok "signal during the run: says so" says "interrupted"
ok "signal during the run: nothing was written" nothing_changed
ok "signal during the run: no temporary files" no_temporary_files

# Who is impatient sends many.
begin_slow
for signal in $(seq 20000); do
  kill -TERM $pid 2>/dev/null
done
wait $pid
ok "many signals: nothing was written" nothing_changed
ok "many signals: nothing is left among the system's temporary files" [ -z "$(ls "$TMPDIR")" ]
rm all/slow.c

# ---- git ----
if command -v git >/dev/null; then
  mkdir repo && cp old.c repo/a.c && cp old.c repo/b.c && cd repo || exit 99
  export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
  git init -q . && git add . && git commit -qm first
  echo >>b.c
  cp b.c ../b.dirty
  migrate --in-place a.c b.c
  ok "uncommitted changes: exit status 2" status_is 2
  ok "uncommitted changes: names the file and the way out" says "'.*b.c' has uncommitted changes.*--allow-dirty"
  ok "uncommitted changes: nothing is written" cmp -s a.c ../old.c
  migrate a.c b.c
  ok "uncommitted changes: a diff is made all the same" status_is 1
  migrate --in-place --allow-dirty a.c b.c
  ok "uncommitted changes, allowed: exit status 0" status_is 0
  ok "uncommitted changes, allowed: written" grep -q wmem_ b.c
  git checkout -q . && echo >>b.c
  run --open -- "$flags"
  ok "--open: takes the changed file only" eval 'prints "^+++ b/b.c" && ! prints "^+++ b/a.c" >/dev/null'
  git commit -qam second
  run --commits 1 -- "$flags"
  ok "--commits: takes the file of the commit only" eval 'prints "^+++ b/b.c" && ! prints "^+++ b/a.c" >/dev/null'
  run --commits 7 -- "$flags"
  ok "--commits: more than there are is an error" status_is 2
  cd .. || exit 99
else
  skip "git" "no git on this machine"
fi
# ---- files that are cut while they are read, as by an editor that saves them in their place ----
mkdir cut && { cat old.c && yes '/* padding */' | head -n 30000; } >cut/whole
for n in 1 2 3 4; do cp cut/whole cut/$n.c; done
while [ -e cut/whole ]; do
  for n in 1 2 3 4; do : >cut/$n.c; done
  for n in 1 2 3 4; do cat cut/whole >cut/$n.c; done
done 2>/dev/null &
crashed=0
for _ in 1 2 3 4 5 6; do
  migrate cut
  [ "$status" -le 2 ] || crashed=$((crashed + 1))
done
rm cut/whole && wait $!
ok "files that are cut while they are read: no crash" [ $crashed -eq 0 ]
rm -rf cut

# ---- an editor saves a file behind its analysis, and before the edits of all units meet ----
# The second unit's header waits until somebody writes to it: by then the first was analysed.
mkfifo pipe.h
printf '#include <epan/emem.h>\nvoid *g (void) { return ep_alloc (4); }\n#include "pipe.h"\n' >slow.c
for how in none parse; do
  cp old.c early.c
  (
    exec 3>pipe.h
    sed -i '1i /* what an editor added meanwhile */' early.c
    exec 3>&-
    trap '' PIPE
    while :; do echo >pipe.h; done 2>/dev/null
  ) &
  editor=$!
  migrate -j1 --verify=$how --in-place --allow-dirty early.c slow.c
  kill $editor
  ok "saved behind its analysis, --verify=$how: left, and said why" eval 'status_is 1 && says "early.c:.*left: changed-since: ep_" && ! says "rolled back: " >/dev/null'
  ok "saved behind its analysis, --verify=$how: as the editor has it" eval 'sed 1d early.c | cmp -s - old.c'
done
rm -f pipe.h slow.c early.c

# ---- standard descriptors that are closed ----
for closed in '<&-' '>&-' '2>&-' '<&- >&- 2>&-' '>&- 2>&-'; do
  rm -rf closed && mkdir closed && for n in 1 2 3 4; do cp old.c closed/$n.c; done
  eval '"$program" "$after" --in-place --json=closed/report.json closed -- "$flags" >out 2>err' "$closed"
  status=$?
  ok "closed: $closed: all is written, as ever" eval 'status_is 0 && [ "$(grep -l wmem_ closed/*.c | wc -l)" -eq 4 ] && cmp -s closed/1.c closed/4.c'
  ok "closed: $closed: the report is one" eval 'head -n 1 closed/report.json | grep -qx "{" && tail -n 1 closed/report.json | grep -qx "}"'
done
rm -rf closed

done_testing
