# SPDX-License-Identifier: MIT
"""A scratch tree for tests of the language server, and TAP."""
import atexit
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
HERE = pathlib.Path(__file__).resolve().parent
SCOPE_HOST = HERE.parent / 'migrate' / 'scope' / 'include'
number = failed = 0

# Columns that differ by encoding.
UMLAUTS = '''#include <epan/emem.h>

/* ä, and 𝄞 is two units of UTF-16 */
char *
name (const char *s)
{
  const char *t = "äöü 𝄞"; char *a = ep_strdup (s); char *b = ep_strdup (t);

  return a ? a : b;
}
'''


def ok(name, passed, why=''):
    global number, failed
    number += 1
    failed += not passed
    print(f"{'ok' if passed else 'not ok'} {number} - {name}", flush=True)
    if not passed:
        print('\n'.join('# ' + line for line in str(why)[:2000].splitlines()), flush=True)


def skip(name, why):
    global number
    number += 1
    print(f'ok {number} - {name} # SKIP {why}', flush=True)


def done():
    print(f'1..{number}')
    sys.exit(1 if failed else 0)


class Tree:
    """A folder with sources of the old style, the headers of both sides, and a compile database."""

    def __init__(self, sources):
        # Resolved: an editor and the tool have to mean the same path.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='wmem-lsp-')).resolve()
        atexit.register(shutil.rmtree, self.folder, True)
        shutil.copytree(HERE.parent / 'cli' / 'tree', self.folder, dirs_exist_ok=True)
        self.arguments = [f'--after-arg=-I{self.folder}/after', '--jobs=1']
        for name, text in sources.items():
            self.write(name, text)
        units = sorted(path.name for path in self.folder.glob('*.c'))
        self.write('compile_commands.json', json.dumps([
            {'directory': str(self.folder), 'file': name,
             'arguments': ['cc', f'-I{self.folder}/before', f'-I{SCOPE_HOST}', '-c', name]} for name in units]))

    def write(self, name, text):
        (self.folder / name).write_bytes(text.encode())
        return self.folder / name

    def migrated(self, name):
        """What the program itself makes of a file: (its text, what its JSON report says of it)."""
        run = subprocess.run([PROGRAM, '--quiet', *self.arguments, f'--root={self.folder}', '--output-dir=out', '--json=-', name],
                             cwd=self.folder, stdout=subprocess.PIPE, check=False)
        written = self.folder / 'out' / name
        text = (written if written.exists() else self.folder / name).read_bytes().decode()
        shutil.rmtree(self.folder / 'out', True)
        return text, next(file for file in json.loads(run.stdout)['files'] if file['path'] == name)
