# SPDX-License-Identifier: MIT
# Bad input: each mistake is one line that names the thing and says what to do; exit status 2, nothing written.
. "$(dirname "$0")/tap.sh"

run
refuses "no input" "no input: give files"
run --no-such-option old.c
refuses "unknown option" "unknown option '*--no-such-option"
run -j nonsense old.c
refuses "value that is no number" "nonsense"
run --jobs=5000 old.c
refuses "number out of range" "'5000' is no number of jobs"
run --verify=maybe old.c
refuses "unknown value" "unknown value 'maybe' for --verify: use one of parse, compile, object, none"
run --in-place --check old.c
refuses "options that exclude one another" "exclude one another"
run -p . old.c -- -DX
refuses "two sources of flags" "exclude one another"
run --emit-plan=a.json --apply-plan=b.json old.c
refuses "a plan made and applied at once" "exclude one another"
run --timeout=0 old.c
refuses "no time at all" "'0' is no number of seconds"
run --commits=-1
refuses "fewer commits than none" "'-1' is no number of commits"
run --only=proved old.c
refuses "proved without a proof" "goes with --verify=object"
run --only=proved --verify=compile old.c
refuses "proved with another proof" "goes with --verify=object"
run --exclude= old.c
refuses "an empty pattern" "no pattern"
run --pool-name=2nd old.c
refuses "no C identifier" "'2nd' is no name for --pool-name"
run --verify=parse --verify=none old.c
refuses "an option twice" "--verify was given twice"
run --jobs 2 -j 3 old.c
refuses "an option twice, by its letter" "-j was given twice"
run --in-plaec old.c
refuses "a slip" "did you mean '--in-place'"
for given in --in-place --check --output-dir=made --json=r.json --format=json --emit-plan=p.json --index=i; do
  run --lsp $given
  refuses "serving with $given" "writes no files and no reports"
done
for given in old.c --open --commits=2; do
  run --lsp $given
  refuses "serving with $given" "takes the files that the editor opens"
done
for given in compile object; do
  run --lsp --verify=$given
  refuses "serving with a proof by $given" "proves by the parser alone"
done
run --packet-pool='a;b' old.c
refuses "pool that is no expression" "'a;b' is no pool expression"
run --root=nowhere old.c
refuses "root that does not exist" "'nowhere'"

migrate --in-place nowhere.c
refuses "missing file" "'nowhere.c'"
: >empty.c
migrate --in-place empty.c
refuses "empty file" "'empty.c': it is empty"
echo text >notes.txt
migrate --in-place notes.txt
refuses "file that is not C by its name" "'notes.txt': it is not C"
echo '@class a;' >other.m
migrate --in-place other.m
refuses "another language" "another language"
mkdir folder.c
migrate --in-place folder.c
refuses "folder without C files" "no C files"
printf '\177ELF\002\001\001\000\000\000ep_alloc\000' >binary.c
migrate --in-place binary.c
refuses "file that is not C by its content" "cannot parse '.*binary.c'"
printf '#include <epan/emem.h>\nvoid *f (void) { return ep_alloc (4; }\n' >broken.c
migrate --in-place old.c broken.c
refuses "file that does not parse" "cannot parse '.*broken.c': .*broken.c:2"
unchanged "file that does not parse" old.c
printf '#include "gone.h"\nvoid *f (void) { return ep_alloc (4); }\n' >lost.c
migrate --in-place lost.c
refuses "file whose header is missing" "gone.h"
ln -s loop.c loop.c
migrate loop.c
refuses "symbolic link to itself" "'loop.c'"
mkfifo pipe.c
migrate pipe.c
refuses "file that is no regular file" "'pipe.c': it is no regular file"
if [ "$(id -u)" -ne 0 ]; then
  cp old.c secret.c && chmod 000 secret.c
  migrate secret.c
  refuses "unreadable file" "'secret.c'"
else
  skip "unreadable file" "root reads everything"
fi

run old.c
refuses "no compile database" "no flags for '.*old.c': no compile_commands.json above it"
run -p nowhere old.c
refuses "missing compile database" "'nowhere'\|nowhere"
printf '[\n{"directory": "%s",\n "file": old.c}\n]\n' "$scratch" >compile_commands.json
run old.c
refuses "compile database that is no JSON" "broken compile database '.*compile_commands.json':3:"
echo '{"directory": "/", "file": "old.c"}' >compile_commands.json
run old.c
refuses "compile database that is no list" "it is no JSON array"
printf '[{"directory": "%s", "arguments": ["cc", "-c", "old.c"]}]' "$scratch" >compile_commands.json
run old.c
refuses "compile database with an entry without a file" "entry 1 of .* has no valid \"file\""
printf '[{"directory": "%s", "file": "old.c"}]' "$scratch" >compile_commands.json
run old.c
refuses "compile database with an entry without arguments" "has no valid \"arguments\""
printf '[{"directory": "%s", "file": "clean.c", "command": "cc -c clean.c"}]' "$scratch" >compile_commands.json
run old.c
refuses "file that the compile database does not list" "does not list it"
rm compile_commands.json

printf '\n\nfunction ep_alloc (\n' >bad.rules
migrate --rules=bad.rules old.c
refuses "rules file with a mistake" "bad.rules:3:[0-9]*:"
migrate --rules=nowhere.rules old.c
refuses "missing rules file" "nowhere.rules"
run --explain no_such_rule
refuses "unknown rule" "no rule or reason 'no_such_rule': see --list-rules"
migrate --files-from=nowhere
refuses "missing list of files" "'nowhere'"
echo nowhere.c >list
migrate --files-from=list
refuses "list that names a missing file" "'nowhere.c'"
run --open
refuses "--open outside a git work tree" "git"

"$program" --after-arg=-I"$scratch/before" --in-place old.c -- "$flags" >out 2>err
status=$?
refuses "after side without wmem" "no usable wmem header"
unchanged "after side without wmem" old.c
migrate --json=/nowhere/report.json --in-place old.c
refuses "report that cannot be written" "'/nowhere/report.json'"
unchanged "report that cannot be written" old.c
echo '{' >broken.json
migrate --apply-plan=broken.json --in-place old.c
refuses "broken plan" "'broken.json'"
unchanged "all of it" old.c clean.c

# What cannot be read is named once, and why.
mkdir folder
for option in rules facts files-from apply-plan baseline config build-path; do
  for given in nowhere.x folder; do
    case "$option $given" in
      build-path*) run --build-path=$given old.c ;;
      *) migrate --$option=./$given old.c ;;
    esac
    refuses "--$option, $given" "'[^']*$given[^']*'"
    ok "... once, in plain quotes" eval '! grep -q "“\|”" err && [ "$(grep -o "$given" err | wc -l)" -eq 1 ]'
  done
done
printf '\357\273\277function first_old (x) -> first_new (x)\n  about One.\n' >mark.rules
run --list-rules --rules=mark.rules
ok "a mark of UTF-8 before rules" prints "first_old (x)"
printf '\357\273\277[{"directory":"%s","file":"old.c","arguments":["cc","%s","-c","old.c"]}]' "$PWD" "$flags" >compile_commands.json
run -p . --verify=none old.c
ok "... before a compile database" status_is 1
printf '\357\273\277old.c\n' >list
migrate --verify=none --files-from=list
ok "... before a list of files" status_is 1
rm compile_commands.json
# A text of another encoding: nothing is known of the names in it.
printf '\377\376c\000h\000a\000r\000;\000' >wide.c
migrate wide.c
refuses "a source in UTF-16" "encoding is not supported (no line)"
# Without a folder for temporary files a run would read sources in another way.
for verified in none parse compile object; do
  TMPDIR=$scratch/nowhere run --verify=$verified old.c -- "$flags"
  refuses "no folder for temporary files, --verify=$verified" "temporary files in '$scratch/nowhere': No such file or directory: set TMPDIR"
done

done_testing
