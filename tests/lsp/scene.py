# SPDX-License-Identifier: MIT
"""A scratch tree for tests of the language server."""
import atexit
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end as done, ok, skip  # noqa: E402, F401

PROGRAM = os.path.abspath(sys.argv[1])
HERE = pathlib.Path(__file__).resolve().parent
SCOPE_HOST = HERE.parent / 'migrate' / 'scope' / 'include'

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
