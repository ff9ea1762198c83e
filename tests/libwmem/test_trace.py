#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Traces and what wmem-report says of them: test_trace.py PROGRAM PROGRAM_WITH_SITES REPORT. Prints TAP.

The traced program's numbers are known (traced-program.c), and what it says itself at its end (wmem_pool_statistics_json) has to agree.
"""
import atexit
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end, ok  # noqa: E402

PLAIN, WITH_SITES, REPORT = (os.path.abspath(path) for path in sys.argv[1:4])
NOTHING = os.open(os.devnull, os.O_RDONLY)
PACKETS, PIECES, PIECE, KEPT = 50, 10, 100, 64


def trace(program, how, name, **environment):
    # Nothing can be written to its standard input: that is no place for what is left of a trace, either.
    return subprocess.run([program, how], env={**os.environ, 'WMEM_TRACE': name, **environment}, stdin=NOTHING, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)


def report(name, *arguments):
    return subprocess.run([REPORT, *arguments, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def figures(name):
    run = report(name, '--json')
    return json.loads(run.stdout) if run.returncode == 0 else {'problem': run.stderr.decode(), 'pools': [], 'sites': [], 'ending': None}


def pool(said, name):
    return next((each for each in said['pools'] if each['name'] == name), {})


folder = tempfile.mkdtemp(prefix='wmem-trace-')
atexit.register(shutil.rmtree, folder, True)
os.chdir(folder)

# What has to be in it, whatever the policy.
for policy in ('', 'block', 'block_fast', 'simple', 'strict'):
    named = f' ({policy})' if policy else ''
    override = {'WMEM_ALLOCATOR': policy} if policy else {}
    run = trace(PLAIN, 'end', 'end.trace', **override)
    ok(f'the program does what it always does{named}', run.returncode == 0 and run.stderr == b'', run.stderr)
    said = figures('end.trace')
    ok(f'the trace goes to the end{named}', said['ending'] == 'exit', said)
    packet, file, task, other = (pool(said, name) for name in ('packet scope', 'file scope', '<task>', 'other'))
    ok(f'packets: each piece{named}', packet.get('allocated') == {'pieces': PACKETS * PIECES, 'bytes': PACKETS * PIECES * PIECE}, packet)
    ok(f'packets: each scope\'s end{named}', packet['freeAll']['count'] == PACKETS
       and packet['freeAll']['freed'] == packet['allocated'] and packet['freeAll']['least'] == packet['freeAll']['most'] == PIECES * PIECE, packet)
    ok(f'packets: a saw-tooth{named}', packet['peakAsked'] == PIECES * PIECE and packet['asked'] == 0, packet)
    ok(f'the file: a ramp{named}', (file['asked'], file['pieces'], file['freeAll']['count']) == (PACKETS * KEPT, PACKETS, 0)
       and [step[4] for step in file['course']] == sorted(step[4] for step in file['course']), file)
    courses = [each for each in said['pools'] if each['course']]
    ok(f'courses come to what is left, by the peak{named}', len(courses) >= 4 and all(
        each['course'][-1][4] == each['asked'] and max(step[3] for step in each['course']) == each['peakAsked']
        and all(step[2] <= min(step[1], step[4]) and max(step[1], step[4]) <= step[3] for step in each['course']) for each in courses), courses)
    ok(f'… packets: from nothing to ten pieces{named}', min(step[2] for step in packet['course']) == 0, packet)
    ok(f'moved, resized, rewound, freed{named}', (task['asked'], task['pieces']) == (3000 + 300 + 600000, 3), task)
    ok(f'the pool that ended{named}', other['ended'] is not None and other['allocated'] == {'pieces': 2, 'bytes': 600007}, other)
    ok(f'sizes{named}', packet['allocatedClasses'] == [{'upTo': 128, 'pieces': PACKETS * PIECES, 'asked': PACKETS * PIECES * PIECE}], packet)
    for line in run.stdout.decode().splitlines():
        itself = json.loads(line)
        told = pool(said, itself['name'])
        keys = ('asked', 'pieces', 'classes') + (('peakAsked',) if itself['name'] == '<task>' else ())
        ok(f"{itself['name']}: what it says itself{named}", {key: itself[key] for key in keys} == {key: told.get(key) for key in keys}, (itself, told))

# Places.
said = figures('end.trace') if not trace(PLAIN, 'end', 'end.trace').returncode else {}
ok('a place is the caller', any((site['site'] or '').startswith('dissect+0x') and site['allocated']['pieces'] == PACKETS * PIECES for site in said['sites']),
   said.get('sites'))
trace(WITH_SITES, 'end', 'sites.trace')
said = figures('sites.trace')
ok('… or file and line, where it was compiled so', any('traced-program.c:' in (site['site'] or '') and site['allocated']['pieces'] == PACKETS * PIECES
                                                      for site in said['sites']), said['sites'])
ok('what places asked for is what pools were asked for', all(
    sum(site['allocated'][what] for site in said['sites'] if site['pool'] == each['number']) == each['allocated'][what]
    for each in said['pools'] for what in ('pieces', 'bytes')), said)
ok('… and what is left', all(sum(site['live']['bytes'] for site in said['sites'] if site['pool'] == each['number']) == each['asked']
                             for each in said['pools']), said)

# More than is told one by one.
trace(PLAIN, 'many', 'many.trace')
said = figures('many.trace')
left = said.get('poolsLeftOut', {})
ok('the largest pools are told, the others summed up', len(said['pools']) == 200 and left['count'] >= 30
   and left['live'] == {'pieces': 30, 'bytes': 30 * PIECE}, left)
ok('… nothing of which lives in those that are told', sum(each['asked'] for each in said['pools']) == 0)
places = pool(said, 'many places')
lived, rest = places['freeAll']['lived'], places['freeAll']['livedLeftOut']
ok('what lived is told by place, the rest summed up', len(lived) == 10 and rest == {'count': 2, 'freed': {'pieces': 2, 'bytes': 2 * PIECE}}
   and sum(each['bytes'] for each in lived) + rest['freed']['bytes'] == places['freeAll']['freed']['bytes'], places)

# Threads; a crash; children.
trace(PLAIN, 'threads', 'threads.trace')
said = figures('threads.trace')
sessions = [pool(said, f"packet scope of session '{thread}'") for thread in range(4)]
ok('threads: each one\'s pools are whole', all(each.get('allocated') == {'pieces': PACKETS * PIECES, 'bytes': PACKETS * PIECES * PIECE}
                                               for each in sessions), said)
run = trace(PLAIN, 'abort', 'abort.trace')
said = figures('abort.trace')
ok('a crash: all before it is there', run.returncode < 0 and said['ending'] == 'open' and pool(said, 'packet scope').get('asked') == 4321, said)
ok('… and it is said', b'did not end by itself' in report('abort.trace').stderr)
trace(PLAIN, 'fork', 'fork.trace')
said = figures('fork.trace')
ok('children: the parent\'s trace is whole, and its own', said['ending'] == 'exit'
   and pool(said, 'packet scope').get('allocated', {}).get('pieces') == PACKETS * PIECES, said)
beside = [path.name for path in pathlib.Path('.').glob('fork.trace.*')]
ok('… and a program that is started meanwhile has a file beside it', len(beside) == 1 and figures(beside[0])['ending'] == 'exit', beside)
trace(PLAIN, 'fork-first', 'first-%p.trace')
first = [figures(path)['ending'] for path in pathlib.Path('.').glob('first-*.trace')]
ok('… one that was forked before the first pool is traced as a program of its own', first == ['exit', 'exit'], first)
trace(PLAIN, 'quiet', 'of-%p.trace')
ok('%p is the process', len(list(pathlib.Path('.').glob('of-[0-9]*.trace'))) == 1)
subprocess.run(['/bin/sh', '-c', 'exec "$0" end <&-', PLAIN], env={**os.environ, 'WMEM_TRACE': 'closed.trace'},
               stdout=subprocess.DEVNULL, check=False)
said = figures('closed.trace')
ok('a program without standard input is traced as any other', said['ending'] == 'exit'
   and pool(said, 'packet scope').get('allocated', {}).get('pieces') == PACKETS * PIECES, said)
run = trace(PLAIN, 'quiet', 'no/such/folder/x.trace')
ok('a trace that cannot be written: one line', run.returncode < 0 and run.stderr.count(b'\n') == 1 and b'no/such/folder' in run.stderr, run)
run = trace(PLAIN, 'end', '/dev/full')
ok('a full disk ends the trace, not the program', run.returncode == 0 and run.stderr.count(b'\n') == 1 and b'it ends here' in run.stderr, run)
run = trace(PLAIN, 'end', '')
ok('without a name nothing is traced', run.returncode == 0 and run.stderr == b'')

# The page as text.
page = report('end.trace').stdout.decode()
ok('the page is one page', page.startswith('<!DOCTYPE html>') and 'http://' not in page.replace('http://www.w3.org/2000/svg', ''))
ok('no name ends its data', '<task>' not in page and '\\u003ctask>' in page)
run = report('end.trace', '-o', 'page.html')
ok('-o writes it', run.returncode == 0 and pathlib.Path('page.html').read_text() == page)
run = report('end.trace', '-o', 'no/such/folder/page.html')
ok('what cannot be written is said', run.returncode == 2
   and run.stderr == b"wmem-report: cannot write 'no/such/folder/page.html': No such file or directory\n", run)
run = report('no/such.trace')
ok('what cannot be read, too, and named once', run.returncode == 2
   and run.stderr == b"wmem-report: cannot read 'no/such.trace': No such file or directory\n", run)
for name, arguments in (('no trace', ()), ('two', ('end.trace',)), ('an unknown option', ('--nonsense',))):
    run = subprocess.run([REPORT, *arguments, *(('end.trace',) if arguments else ())], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    ok(f'{name}: exit status 2, one line', run.returncode == 2 and run.stderr.count(b'\n') == 1, run)

with open('end.trace', 'rb') as trace_file:
    piped = subprocess.run(f'cat | {shlex.quote(REPORT)} --json /dev/stdin', shell=True, stdin=trace_file, stdout=subprocess.PIPE, check=False)
ok('a trace through a pipe is the same', piped.returncode == 0 and piped.stdout == report('end.trace', '--json').stdout)
end()
