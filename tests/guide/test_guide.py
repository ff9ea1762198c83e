#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The guide: test_guide.py GUIDE_FOLDER SOURCE_FOLDER BUILD_FOLDER PROGRAM REPORT. Prints TAP.

Each command in it is run, in the order of its page, in a scratch folder that has nothing but `migrate` in it; what it prints has to be what the
page says. And each link leads somewhere. UPDATE_GUIDE=1 writes what commands print into the pages: look at it.

A block ```console has commands ("$ "), the lines that go on with one ("> "), and what is printed. A line "…" stands for any lines.
"""
import html.parser
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end, ok  # noqa: E402

GUIDE, SOURCE, BUILD, PROGRAM, REPORT = (pathlib.Path(path).resolve() for path in sys.argv[1:6])
PAGES = SOURCE / 'migrate' / 'doc'
MARK = '@@ the end of a command, status '


# ---- commands ----

def blocks(text):
    """(first line, last line) of the inside of each console block, counted from 0."""
    lines, found, start = text.split('\n'), [], None
    for index, line in enumerate(lines):
        if start is None and line == '```console':
            start = index + 1
        elif start is not None and line == '```':
            found.append((start, index))
            start = None
    return found


def commands(lines):
    """[(the lines of a command as they stand, what it is to print)]"""
    found = []
    for line in lines:
        if line.startswith('$ '):
            found.append(([line], []))
        elif line.startswith('> ') or line == '>':
            found[-1][0].append(line)
        else:
            found[-1][1].append(line)
    return found


def run_page(page, all_commands):
    """What each command prints, in one shell."""
    script = 'exec 2>&1\n'
    for lines, _ in all_commands:
        script += '\n'.join(line[2:] for line in lines) + f'\nprintf "%s\\n" "{MARK}$?"\n'
    with tempfile.TemporaryDirectory(prefix='wmem-guide-') as folder:
        os.symlink(SOURCE / 'migrate', pathlib.Path(folder) / 'migrate')
        environment = {**os.environ, 'PATH': f'{PROGRAM.parent}:{REPORT.parent}:{os.environ["PATH"]}', 'HOME': folder, 'LC_ALL': 'C.UTF-8',
                       'PKG_CONFIG_PATH': str(BUILD / 'meson-uninstalled'), 'LD_LIBRARY_PATH': str(BUILD / 'libwmem'),
                       'XDG_CACHE_HOME': folder, 'NO_COLOR': '1'}
        said = subprocess.run(['bash', '-s'], input=script.encode(), cwd=folder, env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=240, check=False).stdout.decode()
        said = said.replace(folder, '…')
    printed, now = [], []
    for line in said.split('\n'):
        place = line.find(MARK)
        if place < 0:
            now.append(line)
            continue
        if place > 0:
            now.append(line[:place])
        printed.append(now)
        now = []
    return printed


def agrees(expected, printed):
    pattern = '\n'.join('(?:.*\n)*?.*' if line == '…' else re.escape(line) for line in expected)
    return re.fullmatch(pattern, '\n'.join(printed)) is not None


def check_page(page):
    text = page.read_text(encoding='utf-8')
    lines = text.split('\n')
    found = blocks(text)
    all_commands = [command for start, end in found for command in commands(lines[start:end])]
    if not all_commands:
        return
    printed = run_page(page, all_commands)
    ok(f'{page.name}: each command ends', len(printed) == len(all_commands), printed)
    for (command, expected), said in zip(all_commands, printed):
        ok(f'{page.name}: {command[0]}', agrees(expected, said), 'it prints:\n' + '\n'.join(said))
    if os.environ.get('UPDATE_GUIDE'):
        rest = list(zip(all_commands, printed))
        for start, end in reversed(found):
            count = len(commands(lines[start:end]))
            block, rest = rest[-count:], rest[:-count]
            lines[start:end] = [line for (command, expected), said in block
                                for line in command + (expected if agrees(expected, said) else said)]
        page.write_text('\n'.join(lines), encoding='utf-8')


# ---- links ----

class Links(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ('href', 'src'):
                self.links.append(value)
            elif name == 'id':
                self.anchors.add(value)


def check_links():
    pages = {page.name: Links(page.read_text(encoding='utf-8')) for page in GUIDE.glob('*.html')}
    ok('there are pages', len(pages) >= 10, pages)
    for page in [*PAGES.glob('*.md'), SOURCE / 'README.md']:
        for link in re.findall(r'\]\(([^)#:]+)(?:#[^)]*)?\)', page.read_text(encoding='utf-8')):
            ok(f'{page.name}: {link} is a file of the sources', (page.parent / link).exists())
    reached, waiting = set(), ['index.html']
    while waiting:
        name = waiting.pop()
        if name in reached or name not in pages:
            continue
        reached.add(name)
        for link in pages[name].links:
            target, _, anchor = link.partition('#')
            target = target or name
            if re.match(r'[a-z]+:', link):
                ok(f'{name}: {link} is the web', link.startswith('https://'), link)
                continue
            ok(f'{name}: {link}', (GUIDE / target).exists() and (not anchor or anchor in pages[target].anchors))
            waiting.append(target)
    ok('each page can be reached from the first', reached == set(pages), set(pages) - reached)


shutil.which('bash') or sys.exit('Bail out! no bash')
for each in sorted(PAGES.glob('*.md')):
    check_page(each)
check_links()
end()
