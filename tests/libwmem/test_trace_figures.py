#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Whether wmem-report adds traces up rightly: test_trace_figures.py REPORT [HOW_MANY]. Prints TAP.

Traces by chance, written here byte by byte; the figures are worked out here a second time, and all of the report's have to be them. Then
one trace for each way in which a record can be wrong, and what is said of it.
"""
import atexit
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end, ok  # noqa: E402

REPORT = os.path.abspath(sys.argv[1])
HOW_MANY = int(sys.argv[2]) if len(sys.argv) > 2 else 12
STEPS, MOST_POOLS, MOST_SITES, MOST_FREE_ALLS, MOST_LIVED, CLASSES = 1000, 200, 200, 500, 10, 20


def number(value):
    out = bytearray()
    while value >= 128:
        out.append(value % 128 | 128)
        value //= 128
    return bytes(out) + bytes([value])


def record(kind, passed, *numbers, text=b''):
    body = number(passed) + b''.join(number(each) for each in numbers) + text
    return kind.encode() + number(len(body)) + body


def header(process=4242, started=1700000000, program=b'a program', version=1):
    return b'wmemtrc\n' + number(version) + number(process) + number(started) + number(len(program)) + program


def report(data):
    pathlib.Path('made.trace').write_bytes(data)
    run = subprocess.run([REPORT, '--json', 'made.trace'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return run.returncode, run.stdout, run.stderr.decode()


def class_of(size):
    return next((index for index in range(CLASSES - 1) if size <= 16 << index), CLASSES - 1)


class Sum:
    def __init__(self, pieces=0, bytes_=0):
        self.pieces, self.bytes = pieces, bytes_

    def add(self, bytes_, pieces=1):
        self.pieces += pieces
        self.bytes += bytes_

    def told(self):
        return {'pieces': self.pieces, 'bytes': self.bytes}


def sums():
    return [Sum() for _ in range(CLASSES)]


def classes_told(classes):
    return [{'upTo': 16 << index if index < CLASSES - 1 else None, 'pieces': each.pieces, 'asked': each.bytes}
            for index, each in enumerate(classes) if each.pieces]


class Pool:
    def __init__(self, index, policy, time):
        self.number, self.policy, self.name, self.began, self.ended = index, policy, 'unnamed', time, None
        self.pieces, self.allocated, self.freed, self.classes = {}, Sum(), Sum(), sums()
        self.peak, self.course, self.free_alls, self.empty, self.lived = 0, [], [], 0, {}

    def live(self):
        return Sum(len(self.pieces), sum(size for size, _ in self.pieces.values()))

    def step(self, time, duration, bytes_):
        index = min(int(time / duration * STEPS), STEPS - 1) if duration else 0
        if not self.course or self.course[-1][0] != index:
            self.course.append([index, bytes_, bytes_, bytes_, bytes_])
        at = self.course[-1]
        at[2], at[3], at[4] = min(at[2], bytes_), max(at[3], bytes_), bytes_
        self.peak = max(self.peak, bytes_)


class Model:
    """What happens, told as a trace, and added up."""

    def __init__(self, chance):
        self.chance, self.time, self.events, self.pools, self.names, self.next_address = chance, 0, [], {}, [], 1 << 40

    def happens(self, kind, *numbers, text=''):
        passed = self.chance.choice([0, 0, 1, 90, 127, 128, 20000])
        self.time += passed
        self.events.append((kind, self.time, numbers, text))
        return record(kind, passed, *numbers, text=text.encode())

    def figures(self, program, process, started, ending):
        """All of the report's figures, from the events."""
        duration = self.events[-1][1] if self.events else 0
        pools, places, names = {}, {}, [None]

        def place(pool, site):
            return places.setdefault((site, pool.number), [Sum(), Sum()])

        def put(pool, address, size, site):
            pool.pieces[address] = size, site
            place(pool, site)[1].add(size)

        def take(pool, address):
            size, site = pool.pieces.pop(address)
            place(pool, site)[1].add(-size, -1)
            return size, site

        def count(pool, size, bytes_, site):
            pool.allocated.add(bytes_)
            pool.classes[class_of(size)].add(size)
            place(pool, site)[0].add(bytes_)

        for kind, time, numbers, text in self.events:
            pool = pools.get(numbers[0]) if numbers and kind not in 'PS' else None
            if kind == 'P':
                pools[numbers[0]] = Pool(numbers[0], text, time)
            elif kind == 'S':
                names.append(text)
            elif kind == 'N':
                pool.name = text
            elif kind == 'A':
                put(pool, *numbers[1:])
                count(pool, numbers[2], numbers[2], numbers[3])
            elif kind == 'R':
                size, _ = take(pool, numbers[1])
                put(pool, *numbers[2:])
                if numbers[3] > size:
                    count(pool, numbers[3], numbers[3] - size, numbers[4])
            elif kind == 'F':
                pool.freed.add(take(pool, numbers[1])[0])
            elif kind == 'M':
                put(pools[numbers[1]], numbers[2], *take(pool, numbers[2]))
            elif kind == 'Z':
                live = pool.live()
                if live.pieces:
                    pool.free_alls.append([time, live.pieces, live.bytes])
                else:
                    pool.empty += 1
                for size, site in pool.pieces.values():
                    pool.lived.setdefault(site, Sum()).add(size)
                    place(pool, site)[1].add(-size, -1)
                pool.step(time, duration, live.bytes)
                pool.pieces = {}
            elif kind == 'E':
                pool.ended = time
            if kind in 'ARFMZ':
                pool.step(time, duration, pool.live().bytes)
            if kind == 'M':
                pools[numbers[1]].step(time, duration, pools[numbers[1]].live().bytes)

        ranked = sorted(pools.values(), key=lambda pool: (-pool.peak, pool.number))
        sites = sorted(places, key=lambda key: (-places[key][0].bytes, key))
        left = [place(pools[index], site)[0] for site, index in sites[MOST_SITES:]]

        def total(these):
            return Sum(sum(each.pieces for each in these), sum(each.bytes for each in these)).told()
        return {
            'tool': 'wmem-report', 'program': program, 'process': process, 'started': started, 'duration': duration,
            'records': len(self.events), 'steps': STEPS, 'ending': ending,
            'pools': [self.pool_told(pool, names) for pool in ranked[:MOST_POOLS]],
            'poolsLeftOut': {'count': max(len(ranked) - MOST_POOLS, 0), 'allocated': total([pool.allocated for pool in ranked[MOST_POOLS:]]),
                             'live': total([pool.live() for pool in ranked[MOST_POOLS:]])},
            'sites': [{'site': names[site], 'pool': index, 'poolName': pools[index].name, 'allocated': places[site, index][0].told(),
                       'live': places[site, index][1].told()} for site, index in sites[:MOST_SITES]],
            'sitesLeftOut': {'count': max(len(sites) - MOST_SITES, 0), 'allocated': total(left)},
        }

    @staticmethod
    def pool_told(pool, names):
        live, live_classes, every = pool.live(), sums(), pool.free_alls
        for size, _ in pool.pieces.values():
            live_classes[class_of(size)].add(size)
        # Those of as many bytes are in no order: the traces are made without any.
        lived = sorted(pool.lived.items(), key=lambda item: -item[1].bytes)
        rest = [each for _, each in lived[MOST_LIVED:]]
        times = every if len(every) <= MOST_FREE_ALLS else [every[i * len(every) // MOST_FREE_ALLS] for i in range(MOST_FREE_ALLS)]
        return {
            'number': pool.number, 'name': pool.name, 'policy': pool.policy, 'began': pool.began, 'ended': pool.ended,
            'asked': live.bytes, 'pieces': live.pieces, 'peakAsked': pool.peak, 'classes': classes_told(live_classes),
            'allocated': pool.allocated.told(), 'freed': pool.freed.told(), 'allocatedClasses': classes_told(pool.classes),
            'freeAll': {
                'count': len(every), 'empty': pool.empty, 'freed': {'pieces': sum(each[1] for each in every), 'bytes': sum(each[2] for each in every)},
                'least': min((each[2] for each in every), default=0), 'most': max((each[2] for each in every), default=0),
                'lived': [{'site': names[site], **each.told()} for site, each in lived[:MOST_LIVED]],
                'livedLeftOut': {'count': len(rest), 'freed': {'pieces': sum(each.pieces for each in rest), 'bytes': sum(each.bytes for each in rest)}},
                'times': times},
            'course': pool.course}


def make(chance, how_long, pools_wanted):
    """A trace by chance: its bytes, and its figures."""
    model, living, data, sites = Model(chance), {}, bytearray(), 0
    gone, waiting = 0, list(range(1, pools_wanted + 1))
    # In another order than they are counted in, and one number that no pool ever has.
    chance.shuffle(waiting)
    waiting.remove(chance.randrange(1, pools_wanted + 1))

    # The bounds of all classes once; else sizes that hardly come twice, since places with as many bytes are in no order.
    bounds = [(16 << index) + more for index in range(CLASSES) for more in (0, 1)]
    chance.shuffle(bounds)

    def size():
        return bounds.pop() if bounds and chance.random() < 0.05 else chance.choice([chance.randrange(1, 4000), chance.randrange(1, 1 << 22)])
    while len(model.events) < how_long or waiting:
        kind = 'P' if not living or (waiting and chance.random() < 0.2) else chance.choices('NSARFMZE', (1, 4, 60, 15, 10, 5, 3, 0.1))[0]
        pool = chance.choice(sorted(living)) if living else None
        pieces = living.get(pool, {})
        if kind == 'P' and waiting:
            index = waiting.pop()
            living[index] = {}
            data += model.happens('P', index, text=chance.choice(['block', 'block_fast', 'strict']))
        elif kind == 'N':
            data += model.happens('N', pool, text=f'pool <{chance.randrange(1000)}> é')
        elif kind == 'S':
            sites += 1
            data += model.happens('S', sites, text=f'file.c:{sites}')
        elif kind == 'A':
            model.next_address += 16
            pieces[model.next_address] = True
            data += model.happens('A', pool, model.next_address, size(), chance.randrange(sites + 1))
        elif kind in 'RFM' and pieces:
            address = chance.choice(sorted(pieces))
            del pieces[address]
            if kind == 'F':
                data += model.happens('F', pool, address)
            elif kind == 'R':
                model.next_address += 16
                target = chance.choice([address, model.next_address])
                pieces[target] = True
                data += model.happens('R', pool, address, target, size(), chance.randrange(sites + 1))
            else:
                other = chance.choice(sorted(living))
                living[other][address] = True
                data += model.happens('M', pool, other, address)
        elif kind == 'Z' or (kind == 'E' and pieces):
            pieces.clear()
            data += model.happens('Z', pool)
        elif kind == 'E' and len(living) > 1:
            del living[pool]
            gone += 1
            data += model.happens('E', pool)
    ending = chance.choice(['exit', 'open', 'cut'])
    if ending == 'exit':
        data += model.happens('X')
    elif ending == 'cut':
        data += record('F', 3, 1, 1 << 40)[:chance.randrange(1, 6)]
    process, started = chance.randrange(2**31), chance.randrange(253402300800)
    return header(process, started, 'prógram'.encode()) + bytes(data), model.figures('prógram', process, started, ending)


def differences(told, expected, where=''):
    if isinstance(expected, dict) and isinstance(told, dict) and list(told) == list(expected):
        return [line for key in expected for line in differences(told[key], expected[key], f'{where}.{key}')]
    if isinstance(expected, list) and isinstance(told, list) and len(told) == len(expected):
        return [line for index, each in enumerate(expected) for line in differences(told[index], each, f'{where}[{index}]')]
    return [] if told == expected and isinstance(told, type(expected)) else [f'{where}: {told!r}, not {expected!r}']


folder = tempfile.mkdtemp(prefix='wmem-trace-figures-')
atexit.register(shutil.rmtree, folder, True)
os.chdir(folder)

for seed in range(HOW_MANY):
    how_long, pools_wanted = [(300, 3), (2500, 12), (4000, 2), (900, 240)][seed % 4]
    data, expected = make(random.Random(seed), how_long, pools_wanted)
    status, out, said = report(data)
    ok(f'trace {seed}: read', status == 0, said)
    found = differences(json.loads(out), expected) if status == 0 else ['not read']
    ok(f'trace {seed}: every figure', not found, '\n'.join(found[:20]))
    notes = {'exit': '', 'open': 'wmem-report: note: the program did not end by itself, or it still runs: what is told is up to there\n',
             'cut': 'wmem-report: note: the trace ends in the middle of a record: what is told is up to there\n'}
    ok(f'trace {seed}: how it ends is said', said == notes[expected['ending']], said)

# More free_alls than times are told, spread over all of them.
for how_many in (500, 501, 1234):
    model = Model(random.Random(how_many))
    data = bytearray(header() + model.happens('P', 1, text='block'))
    for index in range(how_many):
        data += model.happens('A', 1, 16, index + 1, 0) + model.happens('Z', 1)
    status, out, said = report(bytes(data))
    found = differences(json.loads(out), model.figures('a program', 4242, 1700000000, 'open'))
    ok(f'{how_many} free_alls', not found, '\n'.join(found[:20]))
empty = json.loads(report(header())[1])
ok('no record at all', empty == Model(random.Random(0)).figures('a program', 4242, 1700000000, 'open'), empty)
one = Model(random.Random(1))
one.chance = type('Never', (), {'choice': staticmethod(lambda _: 0)})
data = header() + one.happens('P', 1, text='block') + one.happens('A', 1, 16, 5, 0)
ok('no time at all', json.loads(report(data)[1]) == one.figures('a program', 4242, 1700000000, 'open'))

# What no trace says, and where it is said to be.
POOL, PIECE = record('P', 0, 1, text=b'block'), record('A', 1, 1, 16, 8, 0)
OTHER = record('P', 0, 2, text=b'block')
MOST = 1 << 47
wrong = [
    ('a pool with an impossible number', b'', record('P', 0, 0, text=b'block')),
    ('a pool with an impossible number', b'', record('P', 0, 1025, text=b'block')),
    ('a pool that is there already', POOL, POOL),
    ('a pool that has not begun', POOL, record('A', 0, 2, 16, 8, 0)),
    ('a pool that has not begun', POOL, record('A', 0, 0, 16, 8, 0)),
    ('a pool that has not begun', record('P', 0, 2, text=b'block'), record('Z', 0, 1)),
    ('a pool that has ended', POOL + record('E', 0, 1), record('N', 0, 1, text=b'name')),
    ('a pool that has not begun', POOL + PIECE, record('M', 0, 1, 2, 16)),
    ('a pool that ends with pieces in it', POOL + PIECE, record('E', 0, 1)),
    ('a piece of an impossible size', POOL, record('A', 0, 1, 16, 0, 0)),
    ('a piece of an impossible size', POOL, record('A', 0, 1, 16, MOST + 1, 0)),
    ('a piece of an impossible size', POOL + record('A', 0, 1, 16, MOST, 0) + record('A', 0, 1, 32, 1, 0), record('A', 0, 1, 48, 1, 0)),
    ('a piece of an impossible size', POOL + PIECE, record('R', 0, 1, 16, 32, 0, 0)),
    ('a site that is not known', POOL, record('A', 0, 1, 16, 8, 1)),
    ('a site out of order', POOL, record('S', 0, 2, text=b'x.c:1')),
    ('a site out of order', POOL, record('S', 0, 0, text=b'x.c:1')),
    ('a piece where one is already', POOL + PIECE, PIECE),
    ('a piece where one is already', POOL + OTHER + PIECE + record('A', 0, 2, 16, 8, 0), record('M', 0, 1, 2, 16)),
    ('a piece that is not there', POOL + PIECE, record('F', 0, 1, 32)),
    ('a piece that is not there', POOL + PIECE + record('F', 0, 1, 16), record('F', 0, 1, 16)),
    ('a piece that is not there', POOL + PIECE, record('R', 0, 1, 32, 48, 8, 0)),
    ('a piece that is not there', POOL + PIECE + OTHER, record('M', 0, 2, 1, 16)),
    ('a piece that is not there', POOL + PIECE + record('Z', 0, 1), record('F', 0, 1, 16)),
    ('something follows the end of the program', POOL + record('X', 0), POOL),
    ('no record begins so', POOL, b'Q\x01\x00'),
    ('a record longer than any', POOL, b'N' + number(80 + 1000 + 1) + bytes(2000)),
    ('a record longer than any', POOL, b'N' + b'\xff' * 9 + b'\x02' + bytes(99)),
    ('a record without a time', POOL, b'Z\x00'),
    ('a record without a time', POOL + record('Z', 2**63 - 1, 1), record('Z', 1, 1)),
    ('a record without a time', POOL, b'Z\x0b' + b'\xff' * 9 + b'\x02\x01'),
    ('a record with too few fields', POOL, record('A', 0, 1, 16, 8)),
    ('a record with too few fields', POOL, record('A', 0, 1, 16, 8) [:-1] + b'\x88'),
    ('a record with too many fields', POOL, record('Z', 0, 1, 1)),
]
for index, (problem, before, there) in enumerate(wrong):
    # Nothing is read behind it, whatever that is.
    status, out, said = report(header() + before + there + record('F', 0, 1024, 1))
    ok(f'wrong {index}: {problem}', status == 2 and out == b''
       and said == f"wmem-report: 'made.trace' is damaged at byte {len(header() + before)}: {problem}\n", (status, said))
right = [
    ('the largest number of a pool', record('P', 0, 1024, text=b'block')),
    ('the largest piece, and one that comes then', POOL + record('A', 0, 1, 16, MOST, 0) + record('A', 0, 1, 32, MOST, 0)),
    ('the longest text', POOL + record('N', 0, 1, text=b'n' * 1000)),
    ('the longest record', POOL + b'N' + number(1080) + record('N', 0, 1, text=b'n' * 1078)[3:]),
    ('the latest time', POOL + record('Z', 2**63 - 1, 1)),
    ('the largest address', POOL + record('A', 0, 1, 2**64 - 1, 8, 0)),
    ('a name that is no text', POOL + record('N', 0, 1, text=b'\xff\xfe')),
]
for name, data in right:
    status, out, said = report(header() + data)
    ok(f'right: {name}', status == 0 and json.loads(out)['pools'], (status, said))
ok('a name that is no text is shown', '�' in json.loads(report(header() + right[-1][1])[1])['pools'][0]['name'])
for name, data in (('a header without a program', header()[:-1]), ('a header that ends in a number', header()[:9] + b'\x80'),
                   ('a program longer than the file', header()[:-10] + b'\x0a' + header()[-9:])):
    status, out, said = report(data)
    ok(f'{name}: refused', status == 2 and said == "wmem-report: 'made.trace' is damaged at byte 8: the header is not whole\n", (status, said))
end()
