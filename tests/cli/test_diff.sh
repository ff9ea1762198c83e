# SPDX-License-Identifier: MIT
# The diff on standard output: applies, byte for byte, with both programs that apply diffs.
. "$(dirname "$0")/tap.sh"

mkdir -p tree/deep
cp old.c tree/plain.c
sed 's/$/\r/' old.c >tree/crlf.c
printf '%s' "$(cat old.c)" >tree/deep/cut.c
{ printf '\357\273\277'; sed 's/"%s %d"/"\xe4 %s %d"/' old.c; } >tree/deep/latin.c
cp old.c 'tree/with space.c'
cp clean.c tree/clean.c
cp nested.c tree/nested.c
migrate tree
ok "a diff means work: exit status 1" status_is 1
ok "the sources are not touched" cmp -s tree/plain.c old.c
ok "paths are relative, with a/ and b/" prints '^--- a/tree/plain.c$'
ok "a missing last newline is marked" prints '^\\ No newline at end of file'
ok "a file without changes is not in it" eval '! prints clean.c >/dev/null'
ok "the ledger goes to standard error" says '^found [0-9]* = rewritten'
cp out p.diff

cp -r tree expected && migrate --in-place expected
ok "in place makes the expected tree" status_is 0
cp -r tree pristine
if command -v patch >/dev/null; then
  patch -s -p1 --binary <p.diff >patch.log 2>&1
  ok "patch -p1 applies it" diff -r tree expected
  rm -rf tree && cp -r pristine tree
else
  skip "patch -p1 applies it" "no patch on this machine"
fi
if command -v git >/dev/null; then
  git apply --whitespace=nowarn p.diff >git.log 2>&1
  ok "git apply applies it" diff -r tree expected
  rm -rf tree && cp -r pristine tree
else
  skip "git apply applies it" "no git on this machine"
fi

migrate --check tree
ok "--check: exit status 1 where work is left" status_is 1
ok "--check: prints no diff" [ ! -s out ]
migrate --check expected
ok "--check: exit status 0 where none is" status_is 0
migrate --quiet tree
ok "--quiet: no ledger" [ ! -s err ]
migrate clean.c
ok "nothing to do: exit status 0" status_is 0
ok "nothing to do: no diff" [ ! -s out ]
"$program" "$after" tree -- "$flags" 2>/dev/null | head -1 >out
ok "a reader that goes away is no crash" prints '^---'
"$program" "$after" old.c -- "$flags" >/dev/full 2>err
status=$?
ok "full standard output: exit status 2" status_is 2
ok "full standard output: says so" says "cannot write to standard output"
"$program" --dump-rules >/dev/full 2>err
status=$?
ok "full standard output, a list: exit status 2" status_is 2
ok "full standard output, a list: says so" says "cannot write to standard output"
(trap '' PIPE; "$program" --dump-rules 2>err; echo $? >status) | :
ok "a list whose reader has seen enough: not a word" [ ! -s err ]
ok "a list whose reader has seen enough: no error" [ "$(cat status)" = 0 ]
ok "no colours where there is no terminal" eval '! grep -q "$(printf "\033")" err'
done_testing
