#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The language server with a real editor, Neovim without a screen: test_neovim.py PROGRAM. Prints TAP."""
import json
import os
import re
import shlex
import shutil
import subprocess

from scene import HERE, PROGRAM, UMLAUTS, Tree, done, ok, skip

NEOVIM = shutil.which('nvim')
if not NEOVIM:
    skip('an editor', 'no nvim')
    done()
tree = Tree({'umlauts.c': UMLAUTS})
home = tree.folder / 'home'
home.mkdir()
environment = {**os.environ, 'HOME': str(home), 'XDG_CONFIG_HOME': str(home), 'XDG_DATA_HOME': str(home), 'XDG_CACHE_HOME': str(home),
               'XDG_STATE_HOME': str(home), 'WMEM_FILE': str(tree.folder / 'umlauts.c'), 'WMEM_ROOT': str(tree.folder),
               'WMEM_COMMAND': json.dumps([PROGRAM, '--lsp', *tree.arguments]), 'WMEM_SEEN': str(home / 'seen.json'),
               'WMEM_WRITTEN': str(home / 'written.c')}
run = subprocess.run([NEOVIM, '--headless', '-u', 'NONE', '-i', 'NONE', '-c', 'luafile ' + str(HERE / 'neovim.lua')], env=environment,
                     cwd=tree.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=240, check=False)
seen = json.loads((home / 'seen.json').read_text()) if (home / 'seen.json').exists() else {'problem': run.stdout.decode()}
ok('the editor got through it', 'problem' not in seen, seen)
text, report = tree.migrated('umlauts.c')
places = report['occurrences']
ok('it agreed on UTF-16', seen.get('encoding') == 'utf-16', seen)
ok('its diagnostics are the places of the report, in bytes', [place[:2] for place in seen.get('first', [])]
   == [[place['line'] - 1, place['column'] - 1] for place in places], seen.get('first'))
ok('a hover shows the rule', 'wmem_strdup' in json.dumps(seen.get('hover')), seen.get('hover'))
ok('one place is rewritten alone', [line.count('wmem_strdup') for line in seen.get('site') or [] if '𝄞"' in line] == [1], seen.get('site'))
ok('… and undone', '\n'.join(seen.get('undone') or []) + '\n' == UMLAUTS, seen.get('undone'))
ok('the suppression stands above its line', '  /* wmem-migrate: ignore ep_strdup */' in (seen.get('suppressed') or []), seen.get('suppressed'))
written = home / 'written.c'
ok('the whole file, written by the editor, is what the program writes', written.exists() and written.read_text() == text,
   written.read_text() if written.exists() else 'no file')
ok('then nothing is left to say', seen.get('last') == [], seen.get('last'))
ok('the editor can leave it', seen.get('stopped') is True, seen)
ok('the file that was opened is as it was', (tree.folder / 'umlauts.c').read_text() == UMLAUTS)

# As the guide says it: one server for all files of the tree, headers among them.
guide = (HERE.parent.parent / 'migrate' / 'doc' / 'editors.md').read_text()
(home / 'init.lua').write_text(re.search(r'```lua\n(.*?)```', guide, re.DOTALL).group(1))
(home / 'bin').mkdir()
wrapper = home / 'bin' / 'wmem-migrate'
wrapper.write_text(f'#!/bin/sh\nexec {shlex.join([PROGRAM])} "$@" {shlex.join(tree.arguments)}\n')
wrapper.chmod(0o755)
tree.write('part.h', '#define PART 1\n')
environment['PATH'] = f'{home}/bin:{os.environ["PATH"]}'
run = subprocess.run([NEOVIM, '--headless', '-u', str(home / 'init.lua'), '-i', 'NONE', '-c', 'luafile ' + str(HERE / 'guide.lua')], env=environment,
                     cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=240, check=False)
seen = json.loads((home / 'guide.json').read_text()) if (home / 'guide.json').exists() else {}
seen['said'] = run.stdout.decode()
ok('what the guide has for init.lua: one server', seen.get('servers') == 1, seen)
ok('… all files are its own', seen.get('attached') == [True, True, True], seen)
ok('… it is of the folder of the database', seen.get('root') == str(tree.folder), seen)
ok('… and says what there is to say', seen.get('diagnostics', 0) > 0, seen)
done()
