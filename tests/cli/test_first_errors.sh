# SPDX-License-Identifier: MIT
# What people meet first: each says in one line what to do, with the command; and the command does it.
. "$(dirname "$0")/tap.sh"
mkdir sub empty outside
cp old.c sub/other.c
printf '#include <epan/emem.h>\nstatic inline char *f (void) { return ep_strdup ("x"); }\n' >my.h
printf '#include <epan/emem.h>\n#include "../my.h"\nchar *g (void);\nchar *g (void) { return f (); }\n' >sub/user.c

# advised: runs the command that the last error names.
advised() {
  command=$(sed -n 's/.*"wmem-migrate \(.*\)".*/\1/p' err)
  [ -n "$command" ] || { echo "# no command in the message"; return 1; }
  eval "run $command"
}

run old.c
refuses "no flags" 'make one with .bear -- make. .*"wmem-migrate old.c -- -I\."'
run
refuses "no input" 'as in "wmem-migrate packet-foo.c -- -I\."'
run -p . old.c
refuses "no compile database" "compile_commands.json.: there is none; make one with meson, cmake or bear"
run my.h
refuses "a header alone" 'a header has none of its own; name a file that includes it'
run nowhere
refuses "a folder that is not there" "cannot use 'nowhere': there is none in '$scratch'"
run empty
refuses "a folder without C" 'no C files in what was given: name a folder that holds some'
run sub
refuses "a folder without flags" "no flags for 'sub/.*' and 1 other files: no compile database lists them; make one"
run sub/user.c -- -Inowhere -include missing.h
refuses "a header that is not found" "'missing.h' file not found.*give its folder, as in \"wmem-migrate sub/user.c -- -IFOLDER\""
if command -v git >/dev/null; then
  run --open
  refuses "not a git repository" 'no git work tree: name files instead, as in'
else
  skip "not a git repository" "no git on this machine"
fi

echo '[]' >compile_commands.json
run -p .
refuses "an empty compile database" "lists nothing: build once more, as with \"bear -- make\""
printf '[{"directory":"%s","file":"sub/user.c","command":"cc %s -c sub/user.c"}]' "$scratch" "$flags" >compile_commands.json
run old.c
refuses "a file that the database does not list" '"wmem-migrate --guess-flags old.c"'
ok "... and the command does it" eval 'advised && status_is 1 && prints "^+.*wmem_"'
run my.h
refuses "a header with a database" '"wmem-migrate --root=\. sub/user.c"'
ok "... and the command edits it" eval 'advised && status_is 1 && prints "^+++ b/my.h"'
done_testing
