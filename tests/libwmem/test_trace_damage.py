#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What wmem-report says of traces that are damaged: test_trace_damage.py PROGRAM REPORT HOW_MANY. Prints TAP.

HOW_MANY damages by chance, and as many places to cut a trace at.
"""
import atexit
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end, ok  # noqa: E402

PROGRAM, REPORT = (os.path.abspath(path) for path in sys.argv[1:3])
HOW_MANY = int(sys.argv[3])


def told(data):
    pathlib.Path('damaged').write_bytes(data)
    run = subprocess.run([REPORT, '--json', 'damaged'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return run.returncode, run.stderr.decode()


def encode(value):
    """A number of the format."""
    out = bytearray()
    while value >= 128:
        out.append(value % 128 | 128)
        value //= 128
    return bytes(out) + bytes([value])


folder = tempfile.mkdtemp(prefix='wmem-trace-damage-')
atexit.register(shutil.rmtree, folder, True)
os.chdir(folder)
# What it leaves in its pools at its end is no leak that anybody asks for.
subprocess.run([PROGRAM, 'end'], env={**os.environ, 'WMEM_TRACE': 'end.trace', 'ASAN_OPTIONS': 'detect_leaks=0'}, stdout=subprocess.DEVNULL, check=True)
whole = pathlib.Path('end.trace').read_bytes()

named = subprocess.run([REPORT, b'no\x1b[2Jwhere\n\xff\xc2\x9b\xe2\x80\xae'], stderr=subprocess.PIPE, check=False).stderr
ok('no such file, with a name that a terminal would obey: one line without that', named.count(b'\n') == 1 and not any(
    part in named for part in (b'\x1b', b'\xff', b'\xc2\x9b', b'\xe2\x80\xae')), named)
ok('no such file', subprocess.run([REPORT, 'nowhere'], stderr=subprocess.DEVNULL, check=False).returncode == 2)
for name, data in (('an empty file', b''), ('a text', b'hello\n'), ('the magic alone', whole[:8]), ('another version', whole[:8] + b'\x02' + whole[9:])):
    status, said = told(data)
    ok(f'{name}: exit status 2, one line', status == 2 and said.count('\n') == 1 and 'damaged\'' in said, (status, said))
ends = [told(whole[:length])[0] for length in range(60, len(whole), len(whole) // HOW_MANY)]
ok('cut anywhere: what is there is told', set(ends) == {0}, ends)
reader, writer = os.pipe()
os.close(reader)
ended = subprocess.run([REPORT, '--json', 'end.trace'], stdout=writer, stderr=subprocess.PIPE, check=False)
ok('a reader that has seen enough: not a word', not ended.stderr, ended)
with open('/dev/full', 'wb') as full:
    ended = subprocess.run([REPORT, '--json', 'end.trace'], stdout=full, stderr=subprocess.PIPE, check=False)
ok('a full disk: exit status 2, one line', ended.returncode == 2 and ended.stderr.count(b'\n') == 1, ended)
ok('something behind its end', told(whole + b'F')[0] == 2)
first = whole.index(b'traced-program') + len('traced-program')
ok('a kind that no record has', f'damaged at byte {first}:' in told(whole[:first] + b'?' + whole[first + 1:])[1])
header = whole[:9]
for name, process, started, expected in (('the largest', 2**31 - 1, 253402300799, 0), ('no process', 2**31, 1, 2), ('no date', 1, 253402300800, 2),
                                         ('a date beyond all', 1, 2**62, 2), ('a number beyond all', 2**63, 1, 2)):
    status, said = told(header + encode(process) + encode(started) + encode(1) + b'x' + whole[first:])
    ok(f'process and time, {name}: exit status {expected}', status == expected and said.count('\n') == (expected != 0), (status, said))
gaps = b''.join(b'P' + encode(1 + len(encode(number)) + 1) + b'\0' + encode(number) + b'x' for number in range(1024, 1024 * 20000, 1024))
status, said = told(whole[:first] + gaps)
ok('pools that nobody has counted: refused at once', status == 2 and 'impossible number' in said, (status, said))
chance = random.Random(12)
bad = []
for attempt in range(HOW_MANY):
    data = bytearray(whole)
    for _ in range(chance.randrange(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if attempt % 5 == 0:
        at = chance.randrange(len(data))
        del data[at:at + chance.randrange(1, 30)]
    status, said = told(bytes(data))
    if status not in (0, 2) or (status == 2 and said.count('\n') != 1):
        bad.append((attempt, status, said))
ok(f'{HOW_MANY} damaged traces: each told, or refused with one line', not bad, bad[:3])
end()
