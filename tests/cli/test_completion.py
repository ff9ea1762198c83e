#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Completion, as somebody at a terminal gets it: each shell is started on one, and keys are pressed.

test_completion.py PROGRAM BASH ZSH FISH: the program, and the files that are installed for each shell.
"""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end, ok, skip  # noqa: E402

program, bash_file, zsh_file, fish_file = (os.path.abspath(each) for each in sys.argv[1:])


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, arguments, folder, ready):
        environment = {'PATH': os.environ['PATH'], 'HOME': folder, 'TERM': 'dumb', 'PS1': '> ', 'LC_ALL': 'C.UTF-8', 'COLUMNS': '500',
                       'INPUTRC': '/dev/null', 'ZDOTDIR': folder}
        pid, self.descriptor = pty.fork()
        if pid == 0:
            os.chdir(folder)
            os.execvpe(arguments[0], arguments, environment)
        self.pid = pid
        for line in ready:
            self.type(line + '\n')
            self.type('echo read""y\n')
            self.wait('ready')

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def wait(self, expected, seconds=10):
        """What is shown until the pattern appears, or nothing has come for long."""
        shown, end = '', time.monotonic() + seconds
        while not re.search(expected, shown) and time.monotonic() < end:
            if select.select([self.descriptor], [], [], 0.2)[0]:
                try:
                    shown += os.read(self.descriptor, 65536).decode(errors='replace')
                except OSError:
                    break
        return shown

    def complete(self, typed, expected, keys='\t\t'):
        """What stands there after the keys; the line is emptied again."""
        self.type(typed + keys)
        shown = self.wait(expected)
        self.type('\x15echo don""e\n')
        self.wait('done')
        return shown

    def end(self):
        os.close(self.descriptor)
        os.waitpid(self.pid, 0)


def has(shown, *words):
    return all(re.search(rf'(^|[\s=]){re.escape(word)}([\s=]|$)', shown) for word in words)


def check_shell(shell, terminal):
    """What every shell is to know."""
    shown = terminal.complete('wmem-migrate --in-p', '--in-place')
    ok(f'{shell}: an option', has(shown, '--in-place'), shown)
    shown = terminal.complete('wmem-migrate --verify=', 'none')
    ok(f'{shell}: the values of an option', all(word in shown for word in ('parse', 'compile', 'object', 'none')), shown)
    shown = terminal.complete('wmem-migrate --verify=ob', '=object')
    ok(f'{shell}: a value', '=object' in shown, shown)
    shown = terminal.complete('wmem-migrate --explain=macro-b', 'macro-body')
    ok(f'{shell}: a reason', 'macro-body' in shown, shown)
    shown = terminal.complete('wmem-migrate --explain=ep_strbuf_append_', 'unichar')
    ok(f'{shell}: rules', 'ep_strbuf_append_printf' in shown and 'ep_strbuf_append_unichar' in shown, shown)
    shown = terminal.complete('wmem-migrate packet-', 'packet-only.c')
    ok(f'{shell}: a source', 'packet-only.c' in shown and 'packet-only.txt' not in shown, shown)
    shown = terminal.complete('wmem-migrate --root=fold', 'folder-x')
    ok(f'{shell}: a folder', 'folder-x' in shown and 'folder-file' not in shown, shown)
    shown = terminal.complete('wmem-migrate --rules=porti', 'porting')
    ok(f'{shell}: rules that come with the program', 'porting' in shown, shown)


with tempfile.TemporaryDirectory() as folder:
    os.mkdir(f'{folder}/bin')
    os.symlink(program, f'{folder}/bin/wmem-migrate')
    os.environ['PATH'] = f'{folder}/bin:' + os.environ['PATH']
    os.mkdir(f'{folder}/folder-x')
    for name in ('packet-only.c', 'packet-only.txt', 'folder-file'):
        open(f'{folder}/{name}', 'w').close()

    # ---- the table is in each ----
    options = re.findall(r'^  (?:-., )?--([a-z-]+)', subprocess.run([program, '--help-all'], capture_output=True, text=True).stdout, re.M)
    ok('there are options', len(options) > 40, options)
    for shell, path, form in (('bash', bash_file, '--{}[ =\']'), ('zsh', zsh_file, '--{}[=\',}}]'), ('fish', fish_file, ' -l {} ')):
        text = open(path).read()
        missing = [option for option in options if not re.search(form.format(option), text)]
        ok(f'{shell}: every option', not missing, missing)
        printed = subprocess.run([program, f'--completion={shell}'], capture_output=True, text=True).stdout
        ok(f'{shell}: what is installed is what the program prints', printed == text)
    refused = []
    for option, values in re.findall(r'^  (?:-., )?--([a-z-]+)=([a-z]+(?:\|[a-z]+)+)\b', subprocess.run(
            [program, '--help-all'], capture_output=True, text=True).stdout, re.M):
        for value in values.split('|'):
            run = subprocess.run([program, f'--{option}={value}', '--list-rules'], capture_output=True, text=True)
            if 'unknown value' in run.stderr:
                refused.append(f'--{option}={value}')
    ok('every value that is offered is taken', not refused, refused)
    run = subprocess.run([program, '--completion=tcsh'], capture_output=True, text=True)
    ok('no such shell', run.returncode == 2 and "unknown value 'tcsh' for --completion: use one of bash, zsh, fish" in run.stderr, run.stderr)

    # ---- and works ----
    if shutil.which('bash'):
        run = subprocess.run(['bash', '-n', bash_file], capture_output=True, text=True)
        ok('bash: no syntax error', run.returncode == 0, run.stderr)
        bash = Terminal(['bash', '--norc', '--noprofile', '-i'], folder, [f'source {bash_file}'])
        check_shell('bash', bash)
        shown = bash.complete('wmem-migrate -p folder-x', 'folder-x/')
        ok('bash: a value behind a blank', 'folder-x/' in shown, shown)
        shown = bash.complete('wmem-migrate x.c -- folder-f', 'folder-file')
        ok('bash: files behind --', 'folder-file' in shown, shown)
        bash.end()
    else:
        skip('bash', 'no bash on this machine')
    if shutil.which('zsh'):
        run = subprocess.run(['zsh', '-n', zsh_file], capture_output=True, text=True)
        ok('zsh: no syntax error', run.returncode == 0, run.stderr)
        os.mkdir(f'{folder}/functions')
        shutil.copy(zsh_file, f'{folder}/functions/_wmem-migrate')
        zsh = Terminal(['zsh', '-f', '-i'], folder, [f'fpath=({folder}/functions $fpath)', 'autoload -Uz compinit', 'compinit -u -D', 'unsetopt zle_bracketed_paste; bindkey -e'])
        check_shell('zsh', zsh)
        zsh.end()
    else:
        skip('zsh', 'no zsh on this machine')
    if shutil.which('fish'):
        def fish(line):
            return subprocess.run(['fish', '--no-config', '-c', f'source {fish_file}; complete -C "{line}"'], capture_output=True, text=True, cwd=folder,
                                  env={**os.environ, 'HOME': folder}).stdout

        run = subprocess.run(['fish', '--no-execute', fish_file], capture_output=True, text=True)
        ok('fish: no syntax error', run.returncode == 0, run.stderr)
        shown = fish('wmem-migrate --in-p')
        ok('fish: an option, and what it does', '--in-place\twrite the files' in shown, shown)
        shown = fish('wmem-migrate --verify=')
        ok('fish: the values of an option', all(f'={word}' in shown for word in ('parse', 'compile', 'object', 'none')), shown)
        shown = fish('wmem-migrate --explain=ep_strbuf_append_')
        ok('fish: rules', 'ep_strbuf_append_printf' in shown, shown)
        shown = fish('wmem-migrate --explain macro-b')
        ok('fish: a reason', 'macro-body' in shown, shown)
        shown = fish('wmem-migrate packet-o')
        ok('fish: a source', 'packet-only.c' in shown, shown)
        shown = fish('wmem-migrate --root=fold')
        ok('fish: a folder', 'folder-x' in shown and 'folder-file' not in shown, shown)
        shown = fish('wmem-migrate --rules=porti')
        ok('fish: rules that come with the program', 'porting' in shown, shown)
    else:
        skip('fish', 'no fish on this machine')

end()
