#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""rooms.py TABLE TREE [TABLE TREE...]: whether data goes one way through the folders of a tree.

The table lists the tree's folders (rooms) from the ground floor up, each with the rooms that its files may include. Checked are the
table (a row names only rows above it, so no circle can be allowed), each #include line against it, and that no two headers lead to each
other. First, each of these faults is planted in a small tree, and has to be found: TAP on standard output.
"""
import os
import re
import sys
import tempfile

INCLUDE = re.compile(r'\s*#\s*include\s*["<]([^">]+)[">]')


def read_table(path):
    """The rooms in their order, each with the set of those that it may include; and what is wrong with the table."""
    rooms, problems = {}, []
    with open(path, encoding='utf-8') as lines:
        for number, line in enumerate(lines, 1):
            line = line.split('#')[0].strip()
            if not line:
                continue
            room, _, allowed = line.partition(':')
            for other in allowed.split():
                if other not in rooms:
                    problems.append(f'{path}:{number}: {room} may include {other}, which is no row above it')
            rooms[room] = set(allowed.split())
    return rooms, problems


def sources_of(tree):
    """The C files of the tree, by their paths in it."""
    for folder, folders, files in os.walk(tree):
        folders.sort()
        for name in sorted(files):
            if name.endswith(('.c', '.h', '.def')):
                yield os.path.relpath(os.path.join(folder, name), tree)


def find_included(tree, path, name):
    """The file of the tree that `path` means by `name`, or None: it is somebody else's."""
    for base in (os.path.dirname(path), '', 'include'):
        found = os.path.normpath(os.path.join(base, name))
        if not found.startswith('..') and os.path.isfile(os.path.join(tree, found)):
            return found
    return None


def check_circles(arrows):
    """The headers that lead to themselves: arrows maps a header to (line, header)."""
    problems, done = [], set()

    def visit(header, way):
        if header in way:
            circle = way[way.index(header):] + [header]
            problems.append('circle: ' + ' -> '.join(circle))
            return
        if header not in done:
            for included in arrows.get(header, []):
                visit(included, way + [header])
            done.add(header)

    for header in sorted(arrows):
        visit(header, [])
    return problems


def check_tree(table, tree):
    """All that is wrong, one line each."""
    rooms, problems = read_table(table)
    arrows = {}
    for path in sources_of(tree):
        room = os.path.dirname(path) or '.'
        if room not in rooms:
            problems.append(f'{path}: the room {room} has no row in {table}')
            continue
        with open(os.path.join(tree, path), encoding='utf-8', errors='replace') as lines:
            for number, line in enumerate(lines, 1):
                match = INCLUDE.match(line)
                included = match and find_included(tree, path, match[1])
                if not included:
                    continue
                if path.endswith('.h'):
                    arrows.setdefault(path, []).append(included)
                other = os.path.dirname(included) or '.'
                if other != room and other not in rooms[room]:
                    problems.append(f'{path}:{number}: {line.strip()}: {room} may not include {other}')
    return problems + check_circles(arrows)


# Each fault: the files of a small tree, its table, and what has to be said of it; None: nothing.
GOOD = {'low/a.h': '', 'low/a.c': '#include "low/a.h"\n', 'high/b.c': '#include <glib.h>\n#include "low/a.h"\n'}
TABLE = 'low:\nhigh: low\n'
PLANTED = [
    ('a good tree', {}, TABLE, None),
    ('an arrow upwards', {'low/a.c': '#include "low/a.h"\n#include "high/b.h"\n', 'high/b.h': ''}, TABLE,
     'low/a.c:2: #include "high/b.h": low may not include high'),
    ('the same, relative to the file', {'low/a.c': '#  include "../high/b.h"\n', 'high/b.h': ''}, TABLE,
     'low/a.c:1: #  include "../high/b.h": low may not include high'),
    ('an arrow between neighbours', {'side/c.c': '#include "high/b.h"\n', 'high/b.h': ''}, TABLE + 'side: low\n',
     'side/c.c:1: #include "high/b.h": side may not include high'),
    ('a circle of headers', {'low/a.h': '#include "low/z.h"\n', 'low/z.h': '#include "low/a.h"\n'}, TABLE,
     'circle: low/a.h -> low/z.h -> low/a.h'),
    ('a table that allows a circle', {}, 'low: high\nhigh: low\n', 'low may include high, which is no row above it'),
    ('a room without a row', {'attic/d.c': ''}, TABLE, 'attic/d.c: the room attic has no row'),
]


def check_planted(changes, table, expected):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in {**GOOD, **changes}.items():
            os.makedirs(os.path.join(folder, 'tree', os.path.dirname(path)), exist_ok=True)
            with open(os.path.join(folder, 'tree', path), 'w', encoding='utf-8') as out:
                out.write(text)
        table_path = os.path.join(folder, 'table')
        with open(table_path, 'w', encoding='utf-8') as out:
            out.write(table)
        problems = check_tree(table_path, os.path.join(folder, 'tree'))
    if expected is None:
        return problems
    return [] if len(problems) == 1 and expected in problems[0] else [f'wanted "{expected}", got {problems}']


def main():
    pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))
    results = [('planted: ' + name, check_planted(changes, table, expected)) for name, changes, table, expected in PLANTED]
    results += [(os.path.basename(tree), check_tree(table, tree)) for table, tree in pairs]
    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            print(f'# {problem}')
    sys.exit(any(problems for _, problems in results))


main()
