# SPDX-License-Identifier: MIT
# After SIGKILL: what the next run and --recover find, say and do. Arguments: the program, the library that kills it.
library=$(realpath "$2")
. "$(dirname "$0")/tap.sh"

# killed WHEN ARGUMENTS...: the program dies in its writing stage: "N" before its call N, "FUNCTION N" behind the Nth call of this function.
# Without an exchange of names where $old_kernel is set.
old_kernel=0
killed() {
  when=$1
  shift
  case $when in
    *\ *) fault="4:${when#* }:0:$old_kernel:${when% *}" ;;
    *) fault="3:$when:0:$old_kernel" ;;
  esac
  (LD_PRELOAD="$library" FAULTS="$fault" exec "$program" "$after" --verify=none "$@" -- "$flags") >out 2>err
  status=$?
}
all_old() { for file in "$@"; do cmp -s "$file" old.c || return 1; done; }
all_new() { for file in "$@"; do grep -q wmem_strdup "$file" || return 1; done; }
tidy() { [ -z "$(find "$scratch" -path "$scratch/wreck" -prune -o -name '.wmem-migrate-*' -print)" ]; }
some_new() { for file in "$@"; do ! grep -q wmem_strdup "$file" || return 0; done; return 1; }
prepare() {
  rm -rf tree new
  mkdir -p tree/sub
  long=tree/sub/$(printf '%0250d.c' 1)
  cp old.c tree/a.c && cp old.c tree/b.c && cp old.c "$long"
}
files() { echo tree/a.c tree/b.c "$long"; }

# shellcheck disable=SC2046 # names without spaces
{
  prepare
  migrate --in-place tree
  ok "names of 255 bytes: written" eval 'status_is 0 && all_new $(files) && tidy'

  prepare
  killed "renameat2 2" --in-place tree
  ok "killed between two files: some are new, some old" eval '[ "$status" -eq 137 ] && some_new $(files) && ! all_new $(files)'
  ok "killed between two files: a journal lies in each folder" eval '[ "$(find tree -name "*.journal" | wc -l)" -eq 2 ]'
  ok "killed between two files: what lies there is short" eval '! find tree -name ".wmem-migrate-*" | grep -q "/[^/]\{45\}"'
  cp -r tree wreck
  migrate tree
  refuses "a run that does not write" "was interrupted after it had rewritten 2 of 3 files: run wmem-migrate --recover"
  ok "a run that does not write: changes nothing" diff -r tree wreck
  migrate --in-place tree/sub
  ok "the next run, on one folder of two: says what happened" says "was interrupted after it had rewritten 2 of 3 files: they are as they were"
  ok "the next run, on one folder of two: undoes both, and does its work" eval 'status_is 0 && all_old tree/a.c tree/b.c && all_new "$long" && tidy'
  rm -rf tree && mv wreck moved
  run --recover moved
  ok "--recover of a tree that was moved: says what happened" says "^wmem-migrate: .*was interrupted after it had rewritten 2 of 3 files: they are as they were"
  ok "--recover of a tree that was moved: exit status 0" status_is 0
  ok "--recover of a tree that was moved: all is old" eval 'all_old $(find moved -name "*.c") && tidy'
  run --recover moved
  ok "--recover: nothing to do" eval 'status_is 0 && says "no interrupted run"'

  # A file that was edited since.
  prepare
  killed "renameat2 2" --in-place tree
  for file in $(files); do grep -q wmem_ "$file" && edited=$file; done
  echo 'int edited;' >"$edited"
  run --recover tree
  ok "--recover of a file that was edited since: it stays" eval 'status_is 0 && grep -qx "int edited;" "$edited"'
  ok "--recover of a file that was edited since: says so, and where its old content is" says "was changed by somebody else after it was rewritten: it stays.*in '.wmem-migrate-kept"
  ok "--recover of a file that was edited since: it is there" eval 'cmp -s "$(find tree -name ".wmem-migrate-kept*")" old.c'
  rm -rf tree

  # Killed when all were new.
  prepare
  killed "renameat2 3" --in-place tree
  ok "killed when all were new: they are" all_new $(files)
  migrate tree
  ok "killed when all were new: a run that does not write is not kept from it" status_is 0
  run --recover tree/a.c
  ok "killed when all were new: --recover keeps them, and tidies up" eval 'status_is 0 && says "all of 3 files" && all_new $(files) && tidy'

  # Killed before anything was exchanged.
  prepare
  killed 30 --in-place tree
  ok "killed in the preparation: all is old, and names lie around" eval '[ "$status" -eq 137 ] && all_old $(files) && ! tidy'
  migrate tree
  ok "killed in the preparation: a run that does not write does its work" status_is 1
  migrate --in-place tree
  ok "killed in the preparation: the next run says so, tidies up, and does its work" eval 'status_is 0 && says "before it changed anything" && all_new $(files) && tidy'

  # Without renameat2().
  old_kernel=1
  prepare
  killed "renameat 2" --in-place tree
  ok "without an exchange of names: killed between two files" eval '[ "$status" -eq 137 ] && some_new $(files) && ! all_new $(files)'
  run --recover tree
  ok "without an exchange of names: --recover makes all old" eval 'status_is 0 && all_old $(files) && tidy'
  old_kernel=0

  # Another folder.
  prepare
  killed "renameat2 2" --output-dir new tree
  ok "another folder: killed" [ "$status" -eq 137 ]
  migrate --output-dir new tree
  ok "another folder: the next run says what happened" says "they are as they were"
  ok "another folder: the next run does its work" eval 'status_is 0 && all_new $(find new -name "*.c") && [ "$(find new -name "*.c" | wc -l)" -eq 3 ] && tidy'
  migrate --output-dir new tree
  ok "another folder, a second time: nothing changes" eval 'status_is 0 && all_new $(find new -name "*.c") && tidy'
}

# ---- three runs at once, over the same files ----
for round in 1 2 3; do
  rm -rf race && mkdir race && cd race
  for file in a b c d; do cp ../old.c $file.c; done
  for racer in 1 2 3; do
    { "$program" "$after" -q --in-place --allow-dirty a.c b.c c.c d.c -- "$flags" >out.$racer 2>err.$racer; echo $? >status.$racer; } &
  done
  wait
  ok "race $round: one run wrote" [ "$(cat status.* | grep -c 0)" -ge 1 ]
  # Or that they did not even begin.
  ok "race $round: the others say that they wrote nothing" [ "$(cat err.* | grep -c 'nothing was written\|another run of wmem-migrate is writing')" -eq "$(cat status.* | grep -c 2)" ]
  ok "race $round: all files are new, and alike" eval 'all_new a.c b.c c.c d.c && cmp -s a.c b.c && cmp -s a.c c.c && cmp -s a.c d.c'
  ok "race $round: nothing else is left behind" [ "$(ls -A | grep -cv '^\(out\|err\|status\)\.[123]$')" -eq 4 ]
  cd ..
done

# ---- another run lives ----
if command -v flock >/dev/null; then
  prepare
  journal=tree/.wmem-migrate-0123456789abcdef.journal
  : >$journal
  flock "$journal" sleep 30 &
  holder=$!
  sleep 0.3
  migrate --in-place tree
  refuses "another run is writing" "another run of wmem-migrate is writing in"
  ok "another run is writing: nothing was touched" eval 'all_old tree/a.c && [ -e $journal ]'
  run --recover tree
  refuses "another run is writing: --recover" "another run of wmem-migrate is writing in"
  kill "$holder"
  wait "$holder" 2>/dev/null
  sleep 0.2
  pkill -P "$holder" 2>/dev/null
else
  skip "another run" "flock(1) is not installed"
fi

# ---- planted journals ----
prepare
mkdir victim && cp old.c victim/v.c && cp old.c tree/.wmem-migrate-00000000000000aa.0
run=.wmem-migrate-00000000000000aa
sum() { sha256sum "$1" | cut -d' ' -f1; }
echo 'int evil;' >evil.c
for name in ../victim/v.c /etc/passwd 'sub/x' .. '\056\056/victim/v.c'; do
  printf 'wmem-migrate journal 1\nmade 0\nfile 0 %s %s %s\nend\n' "$(sum evil.c)" "$(sum victim/v.c)" "$name" >"tree/$run.journal"
  cp evil.c "tree/$run.0"
  run --recover tree
  ok "planted journal, '$name': nothing outside changes" cmp -s victim/v.c old.c
done
printf 'wmem-migrate journal 1\nmade 0\nfolder ../victim\nfile 0 %s %s v.c\nend\n' "$(sum evil.c)" "$(sum old.c)" >"tree/$run.journal"
run --recover tree
ok "planted journal, folder elsewhere: nothing there changes" cmp -s victim/v.c old.c
ln -s ../victim/v.c tree/link.c
printf 'wmem-migrate journal 1\nmade 0\nfile 0 %s %s link.c\nend\n' "$(sum evil.c)" "$(sum old.c)" >"tree/$run.journal"
cp evil.c "tree/$run.0"
run --recover tree
ok "planted journal, link: its file stays" cmp -s victim/v.c old.c
rm -f tree/link.c
ln -s ../victim/v.c "tree/$run.journal"
run --recover tree
ok "planted journal that is a link: its file stays" cmp -s victim/v.c old.c
rm -f tree/.wmem-migrate-*
mkfifo "tree/$run.journal"
timeout 20 "$program" --recover tree >out 2>err
status=$?
ok "planted journal that is a pipe: no hang" [ "$status" -ne 124 ]
rm -f tree/.wmem-migrate-*

# ---- planted links in the output folder ----
rm -rf new && mkdir new && ln -s ../victim new/sub
mkdir -p src/sub && cp old.c src/a.c && cp old.c src/sub/v.c
migrate --output-dir new src
refuses "output folder with a link to a folder" "symbolic link"
ok "output folder with a link to a folder: nothing is written" eval 'cmp -s victim/v.c old.c && [ ! -e new/a.c ]'
rm new/sub && mkdir new/sub && ln -s ../../victim/v.c new/sub/v.c
migrate --output-dir new src
refuses "output folder with a link to a file" "symbolic link"
ok "output folder with a link to a file: nothing is written" eval 'cmp -s victim/v.c old.c && [ ! -e new/a.c ]'
rm -rf new && ln -s victim out-link
migrate --output-dir out-link src/a.c
ok "output folder that is a link itself: the user's own word" eval 'status_is 0 && grep -q wmem_ victim/a.c'
run --recover nowhere
refuses "--recover of nothing" "'nowhere'"
done_testing
