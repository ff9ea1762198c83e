# SPDX-License-Identifier: MIT
# git: nothing that a repository asks for is run, and no file is overwritten of which git has no copy.
. "$(dirname "$0")/tap.sh"

if ! command -v git >/dev/null; then
  skip "git" "no git on this machine"
  done_testing
fi
export GIT_CONFIG_GLOBAL="$scratch/gitconfig" GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
: >gitconfig
rewritten() { grep -q wmem_ "$1"; }
# refused NAME TEXT FILE: the last run wrote nothing, said TEXT, and named the way out.
refused() {
  refuses "$1" "$2"
  ok "$1: says that nothing was written, and the way out" says "nothing was written.*--allow-dirty"
  ok "$1: nothing was written" eval "! grep -q wmem_ '$3'"
}

# ---- a repository that wants its programs to be run ----
mkdir trap && cp old.c trap/a.c && cp old.c trap/b.c && cd trap || exit 99
git init -q . && echo '*.c filter=evil diff=evil' >.gitattributes && git add . && git commit -qm first
echo >>b.c
git commit -qam second
printf '#!/bin/sh\necho "$0 $*" >>"%s/ran"\nexit 1\n' "$scratch" >../evil && chmod +x ../evil
mkdir evil-hooks
for hook in post-index-change fsmonitor-watchman pre-commit post-checkout reference-transaction; do
  cp ../evil evil-hooks/$hook
  cp ../evil .git/hooks/$hook
done
cat >>.git/config <<END
[core]
	fsmonitor = $scratch/evil
	hooksPath = $scratch/trap/evil-hooks
	pager = $scratch/evil
	editor = $scratch/evil
	sshCommand = $scratch/evil
	askPass = $scratch/evil
	alternateRefsCommand = $scratch/evil
	attributesFile = $scratch/trap/.gitattributes
[filter "evil"]
	clean = $scratch/evil
	smudge = $scratch/evil
	process = $scratch/evil
	required = true
[diff]
	external = $scratch/evil
[diff "evil"]
	command = $scratch/evil
	textconv = $scratch/evil
[alias]
	ls-files = !$scratch/evil
	rev-parse = !$scratch/evil
[extensions]
	partialClone = origin
[remote "origin"]
	url = ext::$scratch/evil
	promisor = true
END
# Racily clean, and dirty: what makes git look into the file.
touch a.c && echo >>b.c
ok "the trap works" eval 'git diff HEAD >/dev/null 2>&1; [ -e ../ran ]'
rm -f ../ran
not_run() { [ ! -e ../ran ] || { sed 's/^/# ran: /' ../ran; return 1; }; }
migrate --in-place b.c
refused "trap: --in-place of a changed file" "'.*b.c' has uncommitted changes" b.c
ok "trap: --in-place runs nothing" not_run
run --open -- "$flags"
ok "trap: --open finds the changed file" eval 'prints "^+++ b/b.c" && ! prints "^+++ b/a.c" >/dev/null'
ok "trap: --open runs nothing" not_run
run --commits 1 -- "$flags"
ok "trap: --commits finds the file" eval 'prints "^+++ b/b.c" && ! prints "^+++ b/a.c" >/dev/null'
ok "trap: --commits runs nothing" not_run
# An object that is missing would be fetched through the remote's program.
blob=$(git rev-parse HEAD^:b.c 2>/dev/null)
[ -n "$blob" ] && rm -f ".git/objects/$(echo "$blob" | cut -c1-2)/$(echo "$blob" | cut -c3-)"
tree=$(git rev-parse 'HEAD^{tree}')
mv ".git/objects/$(echo "$tree" | cut -c1-2)/$(echo "$tree" | cut -c3-)" ../tree-object
rm -f ../ran
migrate --in-place a.c
refused "trap: missing objects" "git cannot say whether '.*a.c' is committed" a.c
ok "trap: missing objects are not fetched" not_run
mv ../tree-object ".git/objects/$(echo "$tree" | cut -c1-2)/$(echo "$tree" | cut -c3-)"
migrate --in-place a.c
ok "trap: a committed file is written" eval 'status_is 0 && rewritten a.c'
ok "trap: writing runs nothing" not_run
cd .. || exit 99

# ---- files that are pipes ----
# Of git's own one: it waits, and is ended; meanwhile the other tests run.
mkdir waits && cp old.c waits/a.c && cd waits || exit 99
git init -q . && git add . && git commit -qm first
mkfifo ../configuration && git config include.path "$scratch/configuration"
{
  timeout 120 "$program" "$after" --in-place a.c -- "$flags" >../waits.out 2>../waits.err
  echo "$?" >../waits.status
} &
waiting=$!
cd .. || exit 99
mkdir piped && cp old.c piped/a.c && cp old.c piped/b.c && cd piped || exit 99
git init -q . && git add . && git commit -qm first && echo >>a.c && rm b.c && mkfifo b.c
timeout 60 "$program" "$after" --open -- "$flags" >out 2>err
status=$?
ok "a file that is a pipe now: --open takes the others" eval 'status_is 1 && prints "^+++ b/a.c"'
cd .. || exit 99

# ---- a repository whose work tree is somebody else's folder ----
mkdir victim && cp old.c victim/v.c && mkdir thief && cp old.c thief/t.c && cd thief || exit 99
git init -q . && git add . && git commit -qm first && git config core.worktree "$scratch/victim"
run --open --in-place --allow-dirty -- "$flags"
ok "work tree elsewhere: refused" eval 'status_is 2 && one_line_error && says "its work tree is"'
ok "work tree elsewhere: it stays as it was" cmp -s ../victim/v.c ../old.c
cd .. || exit 99

# ---- what git has no copy of ----
mkdir fresh && cp old.c fresh/a.c && cd fresh || exit 99
git init -q .
migrate --in-place a.c
refused "before the first commit, untracked" "'.*a.c' is in no commit" a.c
git add a.c
migrate --in-place a.c
refused "before the first commit, staged" "'.*a.c' is in no commit" a.c
git commit -qm first && cp ../old.c b.c
migrate --in-place a.c b.c
refused "untracked beside committed" "'.*b.c' is in no commit" b.c
ok "untracked beside committed: all or none" eval '! rewritten a.c'
git add b.c
migrate --in-place b.c
refused "staged but not committed" "'.*b.c' is in no commit" b.c
git commit -qm second && git update-index --assume-unchanged b.c && echo >>b.c
migrate --in-place b.c
refused "changed behind git's back" "'.*b.c' has uncommitted changes" b.c
git update-index --no-assume-unchanged b.c && git checkout -q b.c
echo 'c.c' >.gitignore && cp ../old.c c.c
migrate --in-place c.c
refused "ignored" "'.*c.c' is in no commit" c.c
migrate --in-place --allow-dirty c.c
ok "ignored, allowed: written" eval 'status_is 0 && rewritten c.c'
git config core.autocrlf true && sed 's/$/\r/' b.c >b.crlf && mv b.crlf b.c
migrate --in-place b.c
ok "line ends that git converts are no change" eval 'status_is 0 && rewritten b.c'
git config core.autocrlf false && git checkout -q b.c
mkdir sub && cp ../old.c sub/d.c && git add sub && git commit -qm third && cd sub || exit 99
migrate --in-place d.c
ok "in a folder of the work tree: written" eval 'status_is 0 && rewritten d.c'
cd ../.. || exit 99
cp -r fresh linked && cd linked || exit 99
git worktree add -q ../other-tree 2>/dev/null && cd ../other-tree || exit 99
migrate --in-place a.c
ok "another work tree of the repository: written" eval 'status_is 0 && rewritten a.c'
cd "$scratch" || exit 99

# ---- git that cannot answer ----
cd fresh || exit 99
cp .git/index ../index.good && printf 'DIRCrubbish' >.git/index
migrate --in-place a.c
refused "damaged index" "git cannot say whether '.*a.c' is committed (git says: .*index" a.c
cp ../index.good .git/index
cp .git/HEAD ../HEAD.good && echo 'ref: refs/heads/nowhere' >.git/HEAD
migrate --in-place a.c
refused "HEAD that is no commit" "git cannot say whether '.*a.c' is committed (HEAD is no commit" a.c
cp ../HEAD.good .git/HEAD
if [ "$(id -u)" -eq 0 ]; then
  chown -R 12345:12345 .
  migrate --in-place a.c
  refused "another owner" "git cannot say whether '.*a.c' is committed (git says: .*ownership" a.c
  chown -R 0:0 .
else
  skip "another owner" "needs root to give files away"
fi
mkdir nogit && ln -s "$(command -v gcc)" nogit/cc
PATH="$scratch/fresh/nogit" migrate --in-place a.c
refused "no git where there is a repository" "git cannot be run" a.c
migrate --in-place a.c
ok "all is well again: written" eval 'status_is 0 && rewritten a.c'
cd .. || exit 99

# ---- inside of a hook, git's variables name its own repository ----
cd fresh && git checkout -q a.c && mkdir -p deep && cp ../old.c deep/e.c && git add deep && git commit -qm fourth && cp ../old.c deep/e.c
GIT_DIR=.git GIT_INDEX_FILE=.git/index migrate --in-place deep/e.c
ok "with GIT_DIR as in a hook: written" eval 'status_is 0 && rewritten deep/e.c'
git checkout -q . && echo >>deep/e.c
GIT_DIR=.git migrate --in-place deep/e.c a.c
refused "with GIT_DIR as in a hook: changed file" "'.*deep/e.c' has uncommitted changes" a.c
cd .. || exit 99
cp old.c alone.c
migrate --in-place alone.c
ok "in no work tree: written" eval 'status_is 0 && rewritten alone.c'

wait "$waiting"
mv waits.out out && mv waits.err err && status=$(cat waits.status)
refused "configuration that is a pipe" "git cannot say whether '.*a.c' is committed (git does not answer" waits/a.c
done_testing
