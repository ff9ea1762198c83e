#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Damaged C files, given to the tool as a user would.

  c_files.py --migrate PROGRAM --flags FLAGS --after FLAGS [--first SEED] [--count N] [--jobs N] [--keep DIR] FILE...

Each seed takes one of the FILEs and damages it in a few places: tokens are deleted, doubled, swapped, taken from another
file; lines are spliced, cut, put into conditionals; bytes are changed. Most results are no C any more, which is the point.
Of each it must hold:
  - the program ends by itself, with a documented status, in time, and says why where it failed;
  - the user's file is untouched;
  - found = rewritten + left, for the run and for each file, and the rows of the report say the same;
  - every old name that stands in code, by our own reading, has a row at its place;
  - lines far from every rewritten place are there again, byte for byte, and so is every comment;
  - a file that compiled before compiles after, and a second run over it rewrites nothing.
What fails is named by its seed, and `--first SEED --count 1 --keep DIR` keeps it.
"""

import argparse
import concurrent.futures
import difflib
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

SECONDS = 60
TOKEN = re.compile(rb"//(?:\\\r?\n|[^\n])*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|[A-Za-z_]\w*|\d\w*|\s+|.", re.S)
KEY = re.compile(rb"\(const void \*\w+ (?:_U_|G_GNUC_UNUSED), ")
PIECES = [b"(", b")", b"{", b"}", b"[", b"]", b",", b";", b"*", b"&", b"!", b"?", b":", b"=", b"->", b".", b"#", b"##", b"\\\n", b"\n", b"\r\n",
          b"/*", b"*/", b"//", b"\"", b"'", b"\n#if 0\n", b"\n#if 1\n", b"\n#ifdef X\n", b"\n#else\n", b"\n#endif\n", b"\n#define X ",
          b"\n#undef X\n", b"\n#line 7 \"other.c\"\n", b"\n#line 1\n", b"\n#include <glib.h>\n", b"\n#pragma once\n", b"??(", b"<:", b"%:", b"\x00", b"\xff",
          b"\xef\xbb\xbf", b"\x0c", b"\xe2\x80\xa8", b"return ", b"static ", b"const ", b"sizeof ", b"(void *) ", b"if (0) ", b"else ", b"for (;;) ", b"0", b"1"]


def names_of(program):
    """@return the old names that the rules know: functions, macros and types."""
    listed = subprocess.run([program, "--list-rules"], capture_output=True, check=True, text=True).stdout
    names = {name.encode() for name in re.findall(r"^\S+\s+((?:ep|se|pe|emem)_\w+)", listed, re.M)}
    assert len(names) > 50, "--list-rules lists no old names"
    return names


def code_names(text, names):
    """The places of old names in code, as (offset, name): none where quotes, comments or splices leave a doubt."""
    places, offset = [], 0
    for token in TOKEN.findall(text):
        line = text[text.rfind(b"\n", 0, offset) + 1:offset]
        if token in names and not re.match(rb"(?:\xef\xbb\xbf)?\s*#\s*include", line):
            places.append((offset, token))
        elif token in (b"\"", b"'") or token.startswith(b"/*") and not token.endswith(b"*/"):
            break  # from here on a quote is open: what is code is a matter of opinion
        offset += len(token)
    return places


def damage(text, donor, names, chance):
    """@return @text, damaged in one to four places."""
    tokens, donated = TOKEN.findall(text), TOKEN.findall(donor)
    for _ in range(chance.randint(1, 4)):
        if not tokens:
            break
        at = chance.randrange(len(tokens))
        near = [i for i, token in enumerate(tokens) if token in names]
        if near and chance.random() < 0.6:  # most of them where it matters
            at = max(0, min(len(tokens) - 1, chance.choice(near) + chance.randint(-8, 12)))
        end = min(len(tokens), at + chance.choice((1, 1, 1, 2, 3, 8, 30)))
        what = chance.randrange(9)
        if what == 0:
            del tokens[at:end]
        elif what == 1:
            tokens[at:at] = tokens[at:end]
        elif what == 2:
            tokens[at:end] = reversed(tokens[at:end])
        elif what == 3:
            tokens.insert(at, chance.choice(PIECES))
        elif what == 4:
            tokens[at] = chance.choice(PIECES)
        elif what == 5:
            other = chance.randrange(len(donated)) if donated else 0
            tokens[at:at] = donated[other:other + chance.choice((1, 3, 10, 40))]
        elif what == 6:
            tokens.insert(at, b" " + chance.choice(sorted(names)) + chance.choice((b"", b" ", b" (", b" (a, b)", b";")))
        elif what == 7:
            del tokens[at + chance.choice((0, 1, 5)):at + chance.choice((200, 1000, 1 << 30))]
        else:
            piece = bytearray(tokens[at])
            piece[chance.randrange(len(piece))] = chance.randrange(256)
            tokens[at] = bytes(piece)
    return b"".join(tokens)


class Trial:
    def __init__(self, options):
        self.options = options
        self.flags = shlex.split(options.flags)
        self.after = shlex.split(options.after)
        self.names = names_of(options.migrate)
        self.texts = {}
        for path in options.files:
            with open(path, "rb") as file:
                self.texts[path] = file.read()

    def flags_of(self, path):
        """@return the flags for what @path became: its headers lie beside it."""
        return ["-I" + os.path.dirname(os.path.abspath(path)), *self.flags]

    def migrate(self, source, report, flags, *arguments):
        """@return the finished run, or why it is a failure."""
        command = [self.options.migrate, "-q", "-j1", "--allow-dirty", f"--json={report}", *arguments, source, "--", *flags]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"not done after {SECONDS} s"
        if done.returncode not in (0, 1, 2):
            return f"status {done.returncode}: {done.stderr[-300:]!r}"
        if b"Sanitizer" in done.stderr or b"CRITICAL" in done.stderr or b"WARNING **" in done.stderr:
            return f"complains: {done.stderr[:300]!r}"
        if done.returncode == 2 and not done.stderr.strip():
            return "failed without a word"
        return done

    def error(self, source, flags):
        """@return the first error of a compiler about @source, or None."""
        done = subprocess.run(["gcc", "-fsyntax-only", "-w", "-xc", *flags, source], capture_output=True)
        lines = [line for line in done.stderr.splitlines() if b" error: " in line] or [b"no message"]
        return lines[0].decode(errors="replace") if done.returncode else None

    def ledger(self, text, report, source):
        """@return why the report does not balance, or None."""
        total = report["ledger"]
        if total["found"] != total["rewritten"] + total["left"]:
            return f"found {total['found']} is not {total['rewritten']} + {total['left']}"
        rows = {}
        for file in report["files"]:
            counts, outcomes = file["ledger"], [row["outcome"] for row in file["occurrences"]]
            if counts["found"] != len(outcomes) or counts["rewritten"] != outcomes.count("rewritten"):
                return f"{file['path']}: the rows are not the ledger"
            if os.path.samefile(file["path"], source):
                rows = {row["offset"] for row in file["occurrences"]}
        for offset, name in code_names(text, self.names):
            if offset not in rows:
                line = text.count(b"\n", 0, offset) + 1
                return f"{name.decode()} of line {line} is in no row"
        return None

    def one(self, seed):
        """@return the failures of one seed, each one line."""
        chance = random.Random(seed)
        path = chance.choice(sorted(self.texts))
        donor = chance.choice(sorted(self.texts))
        text = damage(self.texts[path], self.texts[donor], self.names, chance)
        with tempfile.TemporaryDirectory(prefix="c-files-") as scratch:
            folder = self.options.keep or scratch
            os.makedirs(folder, exist_ok=True)
            source, output, report = (os.path.join(folder, name) for name in ("damaged.c", "out", "report.json"))
            with open(source, "wb") as file:
                file.write(text)
            failure = self.look(text, source, output, report, self.flags_of(path))
        return f"seed {seed} ({os.path.basename(os.path.dirname(path))}/{os.path.basename(path)}): {failure}" if failure else None

    def look(self, text, source, output, report, flags):
        done = self.migrate(source, report, flags, f"--output-dir={output}")
        if isinstance(done, str):
            return done
        with open(source, "rb") as file:
            if file.read() != text:
                return "the user's file was changed"
        written = os.path.join(output, "damaged.c")
        if done.returncode == 2:
            return "failed, and wrote" if os.path.exists(written) else None
        with open(report) as file:
            told = json.load(file)
        failure = self.ledger(text, told, source)
        if failure or not os.path.exists(written):
            return failure
        with open(written, "rb") as file:
            after = file.read()
        failure = self.untouched(text, after, told, source)
        if failure or self.error(source, flags):
            return failure
        error = self.error(written, flags + self.after)
        return f"compiled before, and does not after: {error}" if error else self.second(after, source, report, flags)

    def untouched(self, text, after, told, source):
        """@return the first line that changed although no row of the report is near it, or None."""
        lines = [row["line"] for file in told["files"] for row in file["occurrences"]
                 if row["outcome"] == "rewritten" and os.path.samefile(file["path"], source)]
        if not lines:
            return "changed, and no row is rewritten" if text != after else None
        before_lines, after_lines = text.split(b"\n"), after.split(b"\n")
        for what, start, end, first, last in difflib.SequenceMatcher(None, before_lines, after_lines, autojunk=False).get_opcodes():
            # The callback of a foreach gains the key wherever it stands.
            if what == "replace" and [KEY.sub(b"(", line) for line in after_lines[first:last]] == before_lines[start:end]:
                continue
            # An edit reaches over its operands and over the statement that is around; an insertion stands where it stands.
            if what in ("delete", "replace") and not any(start + 1 - 40 <= line <= end + 40 for line in lines):
                return f"lines {start + 1} to {end} changed, far from any rewritten place"
        for token in TOKEN.findall(text):
            if token.startswith((b"//", b"/*")) and len(token) > 4 and token not in after:
                return f"a comment is lost: {token[:60]!r}"
        return None

    def second(self, after, source, report, flags):
        with open(source, "wb") as file:
            file.write(after)
        done = self.migrate(source, report, flags, "--check")
        if isinstance(done, str):
            return "second run: " + done
        if done.returncode == 2:
            return f"second run failed: {done.stderr[:200]!r}"
        with open(report) as file:
            again = json.load(file)["ledger"]["rewritten"]
        return f"second run rewrites {again}" if again else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migrate", required=True)
    parser.add_argument("--flags", default="")
    parser.add_argument("--after", default="", help="flags that the result needs besides")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    trial = Trial(options)
    seeds = range(options.first, options.first + options.count)
    failures = 0
    with concurrent.futures.ThreadPoolExecutor(1 if options.keep else options.jobs) as pool:
        for failure in filter(None, pool.map(trial.one, seeds)):
            failures += 1
            print(failure, flush=True)
    print(f"{options.count} damaged files, {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
