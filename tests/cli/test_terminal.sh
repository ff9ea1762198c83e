# SPDX-License-Identifier: MIT
# What a person at a terminal meets: colour, progress, help, the next step, slips of the pen.
. "$(dirname "$0")/tap.sh"
escape=$(printf '\033')

printf '#include <epan/emem.h>\nvoid *(*pointer) (size_t) = ep_alloc;\nvoid *f (void) { return ep_alloc (4); }\n' >residue.c

# ---- colour ----
migrate residue.c
ok "no colours where there is no terminal" eval '! grep -q "$escape" out err'
cp out plain.diff
migrate --color=always residue.c
ok "--color=always: the diff" prints "^$escape\[32m+.*wmem_alloc"
ok "--color=always: the ledger" says "$escape\[31mleft:"
sed "s/$escape\[[0-9;]*m//g" out >stripped.diff
ok "--color=always: the same diff but for its colours" cmp -s plain.diff stripped.diff
NO_COLOR=1 migrate --color=always residue.c
ok "--color=always: more than NO_COLOR" prints "$escape"
migrate --color=sometimes residue.c
refuses "--color=sometimes" "unknown value 'sometimes' for --color: use one of auto, always, never"

# at_terminal COMMAND: runs it on a pseudo-terminal; out holds what it showed.
at_terminal() { script --quiet --return --command "$1" /dev/null >out 2>err </dev/null; status=$?; }
if command -v script >/dev/null; then
  command="$program $after residue.c"
  at_terminal "$command -- $flags"
  ok "terminal: colours" prints "$escape\[32m+"
  ok "terminal: what to do next: the command that writes" prints "to write what is proposed: *$program --in-place $after residue.c -- $flags"
  ok "terminal: what to do next: the page" prints "in a browser: *$program --html=report.html $after residue.c -- $flags"
  ok "terminal: what to do next: a reason" prints "what a reason means: *$program --explain=\(reference\|together\)"
  at_terminal "NO_COLOR=1 $command -- $flags"
  ok "NO_COLOR: no colours on a terminal" eval '! prints "$escape\[3" >/dev/null'
  at_terminal "$command --color=never -- $flags"
  ok "--color=never: no colours on a terminal" eval '! prints "$escape\[3" >/dev/null'
  at_terminal "$program $after clean.c -- $flags"
  ok "terminal: nothing next where nothing is left" eval '! prints "^next:" >/dev/null'
  at_terminal "PAGER='sed s/^/paged:/' $command old.c nested.c -- $flags"
  ok "terminal: a long diff goes to PAGER, with its colours" eval 'prints "^paged:.*+++ b/old.c" && prints "^paged:$escape" && prints "^found\|[^:]found [0-9]"'
  at_terminal "PAGER='sed s/^/paged:/' $command --no-pager old.c nested.c -- $flags"
  ok "terminal: not with --no-pager" eval 'prints "+++ b/old.c" && ! prints "paged:" >/dev/null'
  at_terminal "PAGER='sed s/^/paged:/' $program $after --format=text clean.c -- $flags"
  ok "terminal: not what fits on it" eval 'prints "found" && ! prints "paged:" >/dev/null'
  at_terminal "PAGER=no-such-program $command old.c nested.c -- $flags"
  ok "terminal: a pager that is none loses nothing" prints "+++ b/old.c"
  at_terminal "PAGER=true $command old.c nested.c -- $flags"
  ok "terminal: one that is left early is no failure" status_is 1
  PAGER='sed s/^/paged:/' migrate old.c nested.c
  ok "no terminal: no pager" eval 'prints "+++ b/old.c" && ! prints "paged:" >/dev/null'
  i=0
  mkdir many
  while [ $i -lt 60 ]; do
    cp old.c many/old$i.c
    i=$((i + 1))
  done
  at_terminal "$program $after --verify=none --check -j1 many -- $flags"
  ok "terminal: progress names the stage, the count and the file" prints 'analyse [0-9]*/60.*many/old[0-9]*\.c'
  at_terminal "$program $after --verify=none --check -q -j1 many -- $flags"
  ok "terminal: none with --quiet" eval '! prints analyse >/dev/null'
else
  skip "on a terminal" "no script(1)"
fi
migrate residue.c
ok "no terminal: the balance is the last line" eval 'tail -n 1 err | grep -q "^found "'

# ---- help ----
run --help
ok "--help: exit status 0, nothing on standard error" eval 'status_is 0 && [ ! -s err ]'
ok "--help: one screen of 100 columns" eval '[ "$(wc -l <out)" -le 48 ] && ! grep -q "^.\{101,\}" out'
ok "--help: by task" eval 'prints "^What to look at:" && prints "^How to prove it:" && prints "^  --in-place "'
cp out help
run --help-all
ok "--help-all: every option" eval 'prints "^  --packet-info-pool=EXPR" && [ "$(wc -l <out)" -gt "$(wc -l <help)" ]'
ok "--help: everything in it is an option" eval '! grep -v -x -F -f out help'
for option in $(sed -n 's/^  \(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p' out); do
  escaped=$(printf '%s' "$option" | sed 's/-/\\\\-/g')
  grep -q -e "$escaped" "$here/../../migrate/wmem-migrate.1" || echo "$option" >>undocumented
done
ok "every option is in the manual" [ ! -e undocumented ]
run --version
ok "--version: the program's and libclang's" eval 'prints "^wmem-migrate [0-9]" && prints "^libclang: .*clang version [0-9]"'

# ---- slips ----
for slip in --in-palce --inplace --htlm=x --verfy=parse; do
  run $slip residue.c
  ok "$slip: exit status 2, one line" eval 'status_is 2 && one_line_error'
done
run --in-palce
ok "a slip is recognised" says "unknown option '--in-palce': did you mean '--in-place'?"
run --verfy=parse
ok "a slip with a value is recognised" says "did you mean '--verify'?"
run --something-else
ok "what is no slip is not guessed at" eval 'says "unknown option .--something-else.: see --help"'
for word in nope xyz nothing-of-this-kind; do
  run --explain=$word
  ok "--explain of '$word', which is near nothing: no guess" eval 'status_is 2 && says "no rule or reason .$word.: see --list-rules"'
done
run --explain=ep_alocc
refuses "--explain of a slip" "no rule or reason 'ep_alocc': did you mean 'ep_alloc'?"

# ---- reasons ----
run --explain=macro-body
ok "--explain of a reason: what it means, what to do, before and after" \
  eval 'status_is 0 && prints "^  means .*macro body" && prints "^  what to do " && prints "/\* before \*/" && prints "/\* after"'
missing=
for reason in $(sed -n 's/^REASON ([A-Z_]*, "\([^"]*\)".*/\1/p' "$here/../../migrate/model/reasons.def"); do
  [ "$reason" = none ] && continue
  run "--explain=$reason"
  [ "$status" -eq 0 ] && [ "$(wc -l <out)" -ge 4 ] || missing="$missing $reason"
done
ok "each reason is explained in the guide:$missing" [ -z "$missing" ]
done_testing
