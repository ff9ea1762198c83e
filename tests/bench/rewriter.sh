# SPDX-License-Identifier: MIT
# The rewriter's speed: files a second and processor seconds on a generated set of files, against reading the same files once with
# `clang -fsyntax-only`, and against Coccinelle where it is installed; how each grows with the number of files; and the memory of all of the
# rewriter's processes together.
#
#     sh rewriter.sh PROGRAM [FILES...]
#
# Each file is about 700 lines that include GLib; one in three uses the old API, as in real trees. wmem-migrate analyses, rewrites and
# verifies; the others only read, or only rewrite.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
shift
[ $# -gt 0 ] || set -- 30 90 270
scratch=$(mktemp -d "${TMPDIR:-/tmp}/wmem-bench-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
cp -r "$here"/../cli/tree/. "$scratch"
cd "$scratch"
glib=$(pkg-config --cflags glib-2.0)

# make_file NUMBER NAME
make_file() {
  awk -v number="$1" 'BEGIN {
    print "#include <glib.h>\n#include <string.h>"
    uses = number % 3 == 0
    if (uses) print "#include <epan/emem.h>"
    for (i = 0; i < 40; i++) {
      printf "\nstruct record_%d {\n  guint32 id;\n  gchar *name;\n  GList *next;\n};\n", i
      printf "\nstatic gchar *\nread_%d_%d (const guint8 *data, gsize length)\n{\n", number, i
      print "  guint32 sum = 0;\n  for (gsize at = 0; at < length; at++)\n    sum = sum * 31 + data[at];"
      if (uses && i % 6 == 0)
        printf "  struct record_%d *record = ep_new (struct record_%d);\n  record->id = sum;\n  record->name = ep_strdup_printf (\"%%u\", sum);\n  return se_strdup (record->name);\n}\n", i, i
      else
        print "  if (sum > 1000)\n    return g_strdup_printf (\"%u\", sum);\n  return g_strdup (\"small\");\n}"
    }
    print "\ngchar *use_" number " (const guint8 *data)\n{"
    for (i = 0; i < 40; i++) printf "  if (data[0] == %d)\n    return read_%d_%d (data, data[1]);\n", i, number, i
    print "  return NULL;\n}"
  }' >"$2"
}

# timed COMMAND...: prints wall seconds and processor seconds.
timed() {
  # `times` counts the children of this shell, so there is one subshell a measurement, and no pipe around `times`.
  (
    start=$(date +%s.%N)
    "$@" >/dev/null 2>&1 || true
    end=$(date +%s.%N)
    times >times.txt
    awk -v wall="$(echo "$start $end" | awk '{ print $2 - $1 }')" 'NR == 2 {
      for (i = 1; i <= 2; i++) { split($i, part, "m"); sub("s", "", part[2]); total += part[1] * 60 + part[2] }
      printf "%.2f %.2f\n", wall, total }' times.txt
  )
}

report() { # TOOL FILES "WALL PROCESSOR"
  echo "$3" | awk -v tool="$1" -v files="$2" -v base="$base" '{
    printf "%-34s %5d files  %7.2f s  processor %7.2f s  %8.1f files/s", tool, files, $1, $2, files / ($2 > 0 ? $2 : 0.01)
    if (base > 0) printf "  %6.3f of clang", $2 / base
    print "" }'
}

clang_each() { for file in set/*.c; do clang -fsyntax-only -w $glib -Ibefore "$file"; done; }
migrate_all() { "$program" --quiet "--after-arg=-I$scratch/after" --output-dir=new set -- $glib "-I$scratch/before"; }
coccinelle_all() { spatch --very-quiet --sp-file rules.cocci --dir set; }

cat >rules.cocci <<'END'
@@ expression list E; @@
- ep_strdup_printf (E)
+ wmem_strdup_printf (wmem_packet_scope (), E)
@@ expression E; @@
- se_strdup (E)
+ wmem_strdup (wmem_file_scope (), E)
@@ type T; @@
- ep_new (T)
+ wmem_new (wmem_packet_scope (), T)
END

for files in "$@"; do
  rm -rf set new && mkdir set
  number=0
  while [ "$number" -lt "$files" ]; do
    make_file "$number" "set/file-$number.c"
    number=$((number + 1))
  done
  base=0
  if command -v clang >/dev/null; then
    measured=$(timed clang_each)
    base=${measured#* }
    report "clang -fsyntax-only, each" "$files" "$measured"
  else
    echo "clang is not installed: left out"
  fi
  report "wmem-migrate, with verification" "$files" "$(timed migrate_all)"
  [ "$(find new -name '*.c' | wc -l)" -eq $(((files + 2) / 3)) ] || { echo "wmem-migrate did not rewrite what it should have"; exit 1; }
  rm -rf new
  echo "wmem-migrate, all its processes: $(python3 "$here/peak_memory.py" "$program" --quiet "--after-arg=-I$scratch/after" \
    --output-dir=new set -- $glib "-I$scratch/before") MB at most"
  if command -v spatch >/dev/null; then
    report "Coccinelle, three rules" "$files" "$(timed coccinelle_all)"
  else
    echo "Coccinelle is not installed: left out"
  fi
done
