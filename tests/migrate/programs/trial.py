#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random programs of the old memory API, run before and after their migration.

  trial.py --migrate PROGRAM [--migrate PROGRAM] --before LIB --after LIB --cflags FLAGS --libs FLAGS [--first SEED] [--count N]
           [--keep DIR]

Each program is compiled and run as it is; migrated; compiled and run again, on the usual back-end and on strict. For
each it must hold: the same output; no old name left in the code that the ledger does not name; found = rewritten + left;
nothing that the proof took back; a second run that finds nothing to do. What fails is named by its seed, and `--first SEED --count 1 --keep DIR` keeps it.
Several builds of wmem-migrate (for several libclangs) each migrate it; what a later one writes is compiled and run where it is another text than the
first one's.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import Program  # noqa: E402

BATCH = 25

DRIVER = """
#include <stdlib.h>
#include <epan/emem.h>
#ifdef AFTER
/* What is left in the old form goes on in the old form: both managers are there. */
#include <wmem/wmem.h>
#endif
%(declarations)s
static const struct { int seed; void (*run) (void); } programs[] = { %(rows)s };
int main (int count, char **arguments)
{
  int seed = count > 1 ? atoi (arguments[1]) : 0;
  void (*run) (void) = NULL;
  for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
    if (programs[i].seed == seed)
      run = programs[i].run;
  if (run == NULL)
    return 99;
  emem_init ();
#ifdef AFTER
  wmem_init ();
  wmem_enter_file_scope ();
#endif
#ifdef AFTER
  wmem_enter_packet_scope ();
#endif
  run ();
#ifdef AFTER
  wmem_leave_packet_scope ();
#endif
  ep_free_all ();
#ifdef AFTER
  wmem_leave_file_scope ();
  wmem_cleanup ();
#endif
  se_free_all ();
  return 0;
}
"""

TOKEN = re.compile(r"//(?:\\\n|[^\n])*|/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[A-Za-z_]\w*|.", re.S)
OLD_NAME = re.compile(r"^(ep_(?!.*scope)\w+|se_(alloc|new|str|mem|tree|malloc)\w*|pe_tree\w+|emem_\w+)$")


def old_names(text):
    """The old names outside of comments and strings, by our own reading."""
    text = text.replace("\r\n", "\n").replace("\\\n", "")
    return collections.Counter(t for t in TOKEN.findall(text) if OLD_NAME.match(t))


class Trial:
    def __init__(self, options):
        self.options = options
        self.failures = []
        self.counts = collections.Counter()
        self.reasons = collections.Counter()
        self.compiler = ["gcc", "-w", "-O0", "-std=gnu11", *shlex.split(options.cflags)]
        self.scratch = tempfile.TemporaryDirectory(prefix="programs-")
        self.common = os.path.join(self.scratch.name, "common.h")

    def precompile(self):
        """The headers of others that every program includes, compiled once."""
        with open(self.common, "w") as file:
            file.write("#include <glib.h>\n#include <stdio.h>\n#include <string.h>\n")
        self.run(*self.compiler, "-x", "c-header", self.common, "-o", self.common + ".gch", check=True)

    def run(self, *command, **keywords):
        return subprocess.run(command, capture_output=True, timeout=300, **keywords)

    def fail(self, seed, what, detail=""):
        lines = detail.strip().splitlines()
        self.failures.append((seed, what, lines[0] if lines else ""))

    def compile(self, folder, seed):
        """@return the object of one program, or None and why."""
        output = os.path.join(folder, f"p_{seed}.o")
        done = self.run(*self.compiler, "-include", self.common, "-c", os.path.join(folder, f"p_{seed}.c"), "-o", output)
        return (None, done.stderr.decode()) if done.returncode else (output, "")

    def build(self, folder, seeds, *flags):
        """@return the executable that runs the programs of @seeds, and those seeds that compile."""
        objects = {}
        for seed in seeds:
            program, why = self.compile(folder, seed)
            if program:
                objects[seed] = program
            else:
                self.fail(seed, "does not compile", why)
        driver, output = os.path.join(folder, "driver.c"), os.path.join(folder, "programs")
        with open(driver, "w") as file:
            file.write(DRIVER % {"declarations": "\n".join(f"void program_{seed} (void);" for seed in objects),
                                 "rows": ", ".join(f"{{ {seed}, program_{seed} }}" for seed in objects)})
        done = self.run(*self.compiler, *flags, driver, *objects.values(), "-o", output, self.options.before,
                        self.options.after, *shlex.split(self.options.libs))
        if done.returncode:
            self.fail(seeds[0], "the programs do not link", done.stderr.decode())
            return output, []
        return output, list(objects)

    def output(self, program, seed, **environment):
        done = self.run(program, str(seed), env={**os.environ, **environment})
        return done.returncode, done.stdout, done.stderr.decode(errors="replace")

    def before(self, folder, seeds):
        """@return what each program prints, by seed."""
        program, able = self.build(folder, seeds)
        expected = {}
        for seed in able:
            status, text, errors = self.output(program, seed)
            if status:
                self.fail(seed, f"generator: ends with {status}", errors)
            else:
                expected[seed] = text
        return expected

    def after(self, folder, expected):
        program, able = self.build(folder, list(expected), "-DAFTER")
        for seed in able:
            for allocator in ("block", "strict"):
                status, text, errors = self.output(program, seed, WMEM_ALLOCATOR=allocator)
                if status:
                    self.fail(seed, f"ends with {status} after its migration ({allocator})", errors)
                elif text != expected[seed]:
                    self.fail(seed, f"prints something else after its migration ({allocator})")

    def migrate(self, program, sources, output, report):
        return self.run(program, "--output-dir", output, "--json", report, "--quiet", "-j1", *sources, "--",
                        *shlex.split(self.options.cflags))

    def check_ledger(self, seed, entry, text):
        ledger, occurrences = entry["ledger"], entry["occurrences"]
        left = [o for o in occurrences if o["outcome"] == "left"]
        if ledger["found"] != ledger["rewritten"] + ledger["left"] or ledger["found"] != len(occurrences):
            self.fail(seed, "the ledger does not balance")
        named = collections.Counter(o["name"] for o in left)
        for name, count in old_names(text).items():
            if count > named[name]:
                self.fail(seed, f"left without a word: {name}")
        self.counts["found"] += ledger["found"]
        self.counts["rewritten"] += ledger["rewritten"]
        for occurrence in left:
            if not occurrence["neutral"]:
                self.reasons[f"{occurrence['reason']}: {occurrence['rule']} ({occurrence['kind']})"] += 1

    def once(self, program, source, seeds, folder):
        """Migrates the programs of @seeds in the folder @source into a folder of their own in @folder, and again.

        @return the texts of the results, by seed; None when there are none.
        """
        once, twice, report = (os.path.join(folder, name) for name in ("after", "again", "report.json"))
        os.makedirs(once)
        done = self.migrate(program, [os.path.join(source, f"p_{seed}.c") for seed in seeds], once, report)
        if done.returncode not in (0, 1) or not os.path.exists(report):
            for seed in seeds:
                self.fail(seed, f"wmem-migrate ends with {done.returncode}", done.stderr.decode(errors="replace"))
            return None
        with open(report) as file:
            result = json.load(file)
        for roll_back in result["roll_backs"]:
            self.fail(os.path.basename(roll_back["path"]), f"taken back at line {roll_back['line']}", roll_back["message"])
        files = {os.path.basename(entry["path"]): entry for entry in result["files"]}
        texts = {}
        for seed in seeds:
            name = f"p_{seed}.c"
            if not os.path.exists(os.path.join(once, name)):
                shutil.copy(os.path.join(source, name), once)
            with open(os.path.join(once, name), newline="") as file:
                texts[seed] = file.read()
            if name in files:
                self.check_ledger(seed, files[name], texts[seed])
            elif old_names(texts[seed]):
                self.fail(seed, "not in the ledger at all")
        again = os.path.join(folder, "again.json")
        self.migrate(program, [os.path.join(once, f"p_{seed}.c") for seed in seeds], twice, again)
        with open(again) as file:
            for entry in json.load(file)["files"]:
                if entry["ledger"]["rewritten"]:
                    self.fail(os.path.basename(entry["path"]), "the second run rewrites something")
        return texts

    def batch(self, seeds):
        folder = tempfile.mkdtemp(prefix="programs-")
        source = os.path.join(folder, "before")
        os.mkdir(source)
        for seed in seeds:
            with open(os.path.join(source, f"p_{seed}.c"), "w", newline="") as file:
                file.write(Program(seed).render())
        expected = self.before(source, seeds)
        first = {}
        for index, program in enumerate(self.options.migrate):
            place = os.path.join(folder, f"by-{index}")
            texts = self.once(program, source, list(expected), place)
            if texts:
                others = {seed: expected[seed] for seed, text in texts.items() if first.get(seed) != text}
                if others:
                    self.after(os.path.join(place, "after"), others)
                first = first or texts
        if self.options.keep:
            shutil.copytree(folder, self.options.keep, dirs_exist_ok=True)
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--migrate", action="append", required=True)
    for name in ("before", "after", "cflags", "libs"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep")
    options = parser.parse_args()
    trial = Trial(options)
    trial.precompile()
    seeds = list(range(options.first, options.first + options.count))
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(trial.batch, [seeds[i:i + BATCH] for i in range(0, len(seeds), BATCH)]))
    for reason, count in trial.reasons.most_common():
        print(f"left {count:5} {reason}")
    print(f"{options.count} programs, {len(options.migrate)} migrations of each: found {trial.counts['found']}, rewritten {trial.counts['rewritten']}")
    for seed, what, detail in trial.failures:
        print(f"FAILED {seed}: {what}" + (f": {detail}" if detail else ""))
    print(f"{len(trial.failures)} failures")
    return 1 if trial.failures else 0


if __name__ == "__main__":
    sys.exit(main())
