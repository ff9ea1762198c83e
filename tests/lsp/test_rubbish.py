#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the language server does with what is no protocol: test_rubbish.py PROGRAM. Prints TAP.

It answers with the protocol's error or ends with one line on standard error; it never crashes and never waits for ever.
"""
import json
import os
import pathlib
import random
import signal
import time

from client import Client
from scene import PROGRAM, Tree, done, ok

tree = Tree({})


def start(ready=True):
    client = Client(PROGRAM, tree.arguments, tree.folder)
    if ready:
        client.initialize(tree.folder)
    return client


def frame(body):
    body = body if isinstance(body, bytes) else body.encode()
    return b'Content-Length: %d\r\n\r\n%s' % (len(body), body)


def error_after(client, data):
    """The error that is answered to bytes."""
    client.answers.pop(None, None)
    client.send_bytes(data)
    client.answer(None, 5)
    return client.answers.get(None, {}).get('error', {}).get('code')


def code(answer):
    return (answer or {}).get('error', {}).get('code')


# The order of things.
client = start(ready=False)
ok('before initialize: not initialized', code(client.call('textDocument/hover')) == -32002)
ok('before initialize: unknown methods, too', code(client.call('no/such/method')) == -32002)
client.initialize(tree.folder)
ok('initialize twice is refused', code(client.call('initialize')) == -32600)
ok('an unknown method', code(client.call('no/such/method')) == -32601)
client.notify('no/such/notification')
client.notify('$/setTrace', {'value': 'verbose'})
client.send({'id': 7, 'result': None})
ok('shutdown', client.call('shutdown', seconds=5).get('result', 0) is None)
ok('after shutdown requests are refused', code(client.call('textDocument/hover')) == -32600)
client.notify('exit')
ok('exit: status 0', client.wait() == 0)

# Messages.
client = start()
messages = {
    'no JSON': ('{', -32700), 'nothing': ('', -32700), 'blanks': ('  \n', -32700), 'not UTF-8': (b'{"a":"\xff"}', -32700),
    'two values': ('{} {}', -32600), 'a batch': ('[]', -32600), 'a number': ('1', -32600), 'an empty object': ('{}', -32600),
    'another version': ('{"jsonrpc":"1.0","method":"x"}', -32600), 'a method that is no text': ('{"jsonrpc":"2.0","method":1}', -32600),
    'an id that is an object': ('{"jsonrpc":"2.0","method":"shutdown","id":{}}', -32600),
    'deep nesting': ('[' * 100000, -32700), 'deep objects': ('{"a":' * 5000 + '1' + '}' * 5000, -32700),
    'a comment that begins a text': ('/*"*/' + '[' * 300000, -32700), 'a line of comment that does': ('//"\n' + '[' * 300000, -32700),
    'a text in other quotes': ('[\'"\',' + '[' * 300000, -32700), 'a mark of comment': ('#"\n' + '[' * 300000, -32700),
    'a short escape': (r'["\u1",",' + '[' * 300000, -32700), 'half of a surrogate pair': (r'["\ud800",",' + '[' * 300000, -32700),
    'the other half': (r'["\udc00"]', -32700), 'an escape of C': (r'{"jsonrpc":"2.0","method":"a\0b"}', -32700),
    'a NUL behind a comment': (r'/*"*/{"jsonrpc":"2.0","method":"a\u0000b"}', -32700), 'an escape at the end': ('["\\', -32700),
    'a NUL in a text': ('{"jsonrpc":"2.0","method":"a\\u0000b"}', -32700), 'a NUL': (b'{\0}', -32700),
}
for name, (body, expected) in messages.items():
    found = error_after(client, frame(body))
    ok(f'{name}: error {expected}', found == expected, found)
for name, method in (('a clef', '"\\ud834\\udd1e \\/"'), ('quotes, slashes', '"\'/*#"')):
    ok(f'{name} in a text: JSON', error_after(client, frame('{"jsonrpc":"1.0","method":%s}' % method)) == -32600)
ok('params that are no object: error', code(client.call('textDocument/hover', 5)) == -32600)

uri = (tree.folder / 'old.c').as_uri()
for name, params in {
        'none': {}, 'document that is a text': {'textDocument': 'x'}, 'uri that is a number': {'textDocument': {'uri': 3}},
        'no position': {'textDocument': {'uri': uri}},
        'position of texts': {'textDocument': {'uri': uri}, 'position': {'line': '1', 'character': '1'}},
        'position of fractions': {'textDocument': {'uri': uri}, 'position': {'line': 1.5, 'character': 1}}}.items():
    ok(f'hover, {name}: invalid params', code(client.call('textDocument/hover', params)) == -32602, client.answers)
for name, params in {'data that says nothing': {'data': {}},
                     'offset below 0': {'data': {'uri': uri, 'run': uri, 'version': 1, 'offset': -1}},
                     'offset beyond all': {'data': {'uri': uri, 'run': uri, 'version': 1, 'offset': 1 << 40}}}.items():
    ok(f'resolve, {name}: invalid params', code(client.call('codeAction/resolve', params)) == -32602, client.answers)
for params in ({}, {'textDocument': {'uri': uri, 'version': 'x', 'text': ''}}, {'textDocument': {'uri': uri, 'version': 1, 'text': 5}}):
    client.notify('textDocument/didOpen', params)
client.notify('textDocument/didChange', {'textDocument': {'uri': uri, 'version': 1}, 'contentChanges': 'x'})
client.notify('textDocument/didClose', {'textDocument': []})
client.notify('$/cancelRequest', {'id': [1]})
client.notify('textDocument/didSave', {})
client.notify('window/workDoneProgress/cancel', {})
for token in ('wmem-migrate/1', 7, [], None, {'token': 1}):
    client.notify('window/workDoneProgress/cancel', {'token': token})
    client.send({'id': token, 'result': None})
    client.send({'id': token, 'error': 'no'})
ok('notifications that are wrong are said so', client.call('shutdown') and len(
    [m for m in client.notifications if m['method'] == 'window/logMessage']) >= 7, client.notifications)
client.notify('exit')
ok('… and nothing else comes of it', client.wait() == 0)

# Documents that are odd.
client = start()
for version, text in enumerate(('', '\n', '\r', '\ufeff#include <epan/emem.h>\n', 'ep_alloc', '"' * 5000, '(' * 20000, '#define ' * 1000), 2):
    client.open(tree.folder / 'old.c', text, version) if version == 2 else client.change(uri, version, text)
    ok(f'document {version}: {text[:12]!r}', client.diagnostics(uri, version) is not None)
client.notify('textDocument/didChange', {'textDocument': {'uri': uri, 'version': 90},
                                         'contentChanges': [{'range': {'start': {'line': 0, 'character': 0}}, 'text': 'x'}]})
ok('part of a text, though the whole was agreed on: the document waits for all of it', client.actions(uri, 0) == [])
client.change(uri, 91, 'int x;\n')
ok('… and comes back with it', client.diagnostics(uri, 91) == [])
far = client.call('textDocument/codeAction', {'textDocument': {'uri': uri}, 'range': {
    'start': {'line': 1 << 50, 'character': 0}, 'end': {'line': 1 << 60, 'character': 0}}})
ok('lines far behind the end', far.get('result') == [], far)
for odd in ('', 'x', 'file:', 'file:///', 'file:///no/such/file.c', 'file://elsewhere/x.c', 'http://x/y.c', 'file:///%00', 'file:///tmp'):
    client.notify('textDocument/didOpen', {'textDocument': {'uri': odd, 'languageId': 'c', 'version': 1, 'text': 'ep_alloc (1);'}})
ok('names that are no files', client.leave() == 0)

# The stream itself.
for name, data in {
        'no length': b'Content-Type: x\r\n\r\n{}', 'a length that is no number': b'Content-Length: x\r\n\r\n{}',
        'a length below 0': b'Content-Length: -5\r\n\r\n{}', 'a giant length': b'Content-Length: 99999999999999999999\r\n\r\n{}',
        'a large length': b'Content-Length: 67108865\r\n\r\n{}', 'two lengths': b'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
        'another encoding': b'Content-Length: 2\r\nContent-Type: a; charset=utf-16\r\n\r\n{}', 'a line without colon': b'hello\r\n\r\n',
        'no header at all': b'x' * 5000, 'bytes': b'\0\1\2\3'}.items():
    client = start()
    client.send_bytes(data)
    status = client.wait()
    ok(f'{name}: one line, exit status 2', status == 2 and client.error.count('\n') == 1 and client.error.startswith('wmem-migrate: '),
       (status, client.error))
for name, data, expected in (('nothing', b'', 1), ('half of a header', b'Content-Le', 2), ('half of a message', b'Content-Length: 50\r\n\r\n{"a', 2)):
    client = start()
    client.process.stdin.write(data)
    client.process.stdin.close()
    status = client.wait()
    ok(f'the end after {name}: exit status {expected}', status == expected, (status, client.error))
client = start()
client.notify('exit')
ok('exit without shutdown: exit status 1', client.wait() == 1)

# Anything: messages of a normal session with bytes of chance in them.
chance = random.Random(20)
session = [{'id': 1, 'method': 'initialize', 'params': {'capabilities': {}, 'rootUri': tree.folder.as_uri()}},
           {'method': 'textDocument/didOpen', 'params': {'textDocument': {'uri': uri, 'languageId': 'c', 'version': 1, 'text': 'int x;'}}},
           {'id': 2, 'method': 'textDocument/codeAction', 'params': {'textDocument': {'uri': uri}, 'range': {
               'start': {'line': 0, 'character': 0}, 'end': {'line': 0, 'character': 0}}, 'context': {'only': ['quickfix']}}},
           {'id': 3, 'method': 'codeAction/resolve', 'params': {'title': 'x', 'data': {'uri': uri, 'run': uri, 'version': 1, 'offset': 3}}},
           {'id': 4, 'method': 'workspace/executeCommand', 'params': {'command': 'wmem-migrate.explain', 'arguments': ['ep_alloc']}},
           {'id': 5, 'method': 'shutdown'}, {'method': 'exit'}]
bad = []
for attempt in range(60):
    client = start(ready=False)
    data = b''
    for message in session:
        body = bytearray(json.dumps({'jsonrpc': '2.0', **message}).encode())
        for _ in range(chance.choice((0, 0, 1, 3))):
            place = chance.randrange(len(body))
            body[place:place + chance.randrange(3)] = bytes([chance.choice(b'"{}[],:0\\ x\xff')])
        data += frame(bytes(body))
    if attempt % 4 == 3:
        place = chance.randrange(len(data))
        data = data[:place] + data[place + 1:]
    try:
        client.process.stdin.write(data)
        client.process.stdin.close()
    except BrokenPipeError:
        pass
    status = client.wait(30)
    if status not in (0, 1, 2):
        bad.append((attempt, status, client.error))
ok('sixty sessions with faults of chance: none crashes, none waits for ever', not bad, bad)
# An analysis that hangs and does not hear: it is killed, and the next one is made.
client = start()
uri = client.open(tree.folder / 'old.c')
children, deadline = pathlib.Path(f'/proc/{client.process.pid}/task/{client.process.pid}/children'), time.monotonic() + 30
while not children.read_text().split() and time.monotonic() < deadline:
    time.sleep(0.002)
for child in children.read_text().split():
    os.kill(int(child), signal.SIGSTOP)
ok('an analysis that hangs: nothing comes of it', client.diagnostics(uri, 1, 1) is None)
client.change(uri, 2, 'int x;\n')
ok('an analysis that hangs: what is typed next is looked at', client.diagnostics(uri, 2, 30) == [])
ok('an analysis that hangs: shutdown', client.leave() == 0)

done()
