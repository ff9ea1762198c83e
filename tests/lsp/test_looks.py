#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How closely, and when, the language server looks at what: test_looks.py PROGRAM. Prints TAP.

A run looks at other units, too: when a file is opened or saved. While somebody types only the file itself is looked at.
"""
import time

from client import Client
from scene import PROGRAM, Tree, done, ok

RESOLVES = {'textDocument': {'codeAction': {'resolveSupport': {'properties': ['edit']}}},
            'workspace': {'workspaceEdit': {'documentChanges': True}}}
SHOWS = {**RESOLVES, 'window': {'workDoneProgress': True}}
LABEL = '''#include <epan/emem.h>
const char *label (const char *text);
const char *label (const char *text) { return ep_strdup (text); }
'''
CALLER = '''int init_dissection (void); int use (const char *); extern const char *label (const char *text);
int main (int n, char **v) { init_dissection (); return use (label (v[n - 1])); }
'''
FOREVER = '#if __INCLUDE_LEVEL__ < 60\n' + '#include "forever.c"\n' * 2 + '#endif\n'
NAMES_LABEL = 'extern const char *label (const char *text);\nconst char *again (void) { return label ("x"); }\n'


def start(tree, capabilities=None):
    client = Client(PROGRAM, tree.arguments, tree.folder)
    client.result = client.initialize(tree.folder, RESOLVES if capabilities is None else capabilities)
    return client


def again(client, uri, version, seconds=60):
    """What is published of a document from now on."""
    client.notifications.clear()
    return client.diagnostics(uri, version, seconds)


def save(client, uri):
    client.notify('textDocument/didSave', {'textDocument': {'uri': uri}})


def sent(client, method, seconds=20):
    """Waits for what the server sends of its own accord: the message, or None."""
    deadline = time.monotonic() + seconds
    while True:
        for message in client.notifications:
            if message['method'] == method:
                return message
        if not client.read(max(0, deadline - time.monotonic())):
            return None


def begun(client, title, seconds=60):
    """Takes each token that is offered, until the progress of this title begins: its token, or None."""
    deadline, taken = time.monotonic() + seconds, set()
    while True:
        for message in list(client.notifications):
            if message['method'] == 'window/workDoneProgress/create' and message['id'] not in taken:
                taken.add(message['id'])
                client.send({'id': message['id'], 'result': None})
            elif message['method'] == '$/progress' and message['params']['value'].get('title') == title:
                return message['params']['token']
        if not client.read(max(0, deadline - time.monotonic())):
            return None


def codes(found):
    return sorted({each['code'] for each in found or []})


def titled(actions, start_of_title):
    return [action for action in actions if action['title'].startswith(start_of_title)]


# Somebody else calls it where no packet is.
tree = Tree({'label.c': LABEL, 'caller.c': CALLER})
client = start(tree)
label = client.open(tree.folder / 'label.c')
whole = client.diagnostics(label, 1)
ok('opened: what others have to do with it is told', 'no-scope' in codes(whole), whole)
client.change(label, 2, '\n' + LABEL)
found = client.diagnostics(label, 2)
ok('typed in: the file itself is looked at', 'ep_strdup' in codes(found) and 'no-scope' not in codes(found), found)
ok('… and it says so', all('as far as this file alone tells' in each['message'] for each in found if each['code'] == 'ep_strdup'), found)
action = titled(client.actions(label, 3), 'Rewrite this file')
ok('… an action has no edit yet, nor a number', action and 'edit' not in action[0] and action[0]['title'] == 'Rewrite this file to wmem', action)
action[0]['data']['version'] = 1
answer = client.call('codeAction/resolve', action[0])
ok('… that of an older text is refused', answer.get('error', {}).get('code') == -32801, answer)
place = titled(client.actions(label, 3), "Rewrite 'ep_strdup'")
ok('… nothing is preferred', place and place[0]['isPreferred'] is False, place)
answer = client.call('codeAction/resolve', place[0])
ok('… a place that is left when all is looked at is not rewritten', answer.get('error', {}).get('code') == -32803, answer)
client.notifications.clear()
save(client, label)
found = again(client, label, 2)
ok('saved: looked at as a whole again', codes(found) == codes(whole), found)
client.change(label, 3, LABEL)
client.diagnostics(label, 3)
action = titled(client.actions(label, 0), 'Rewrite this file')
answer = client.call('codeAction/resolve', action[0])
ok('an edit of the file is made of a whole look', 'edit' not in answer.get('result', {}) and answer.get('error', {}).get('code') == -32803, answer)
client.leave()

# A file that nothing else has to do with is always looked at as a whole.
tree = Tree({'uses.c': '#include "plain.h"\n#include <epan/emem.h>\n#if WANTED\nchar *f (void) { return ep_strdup ("x"); }\n#endif\n',
             'plain.h': '#define WANTED 1\n', 'alone.c': 'int x;\n'})
client = start(tree)
uses = client.open(tree.folder / 'uses.c')
first = client.diagnostics(uses, 1)
client.change(uses, 2, (tree.folder / 'uses.c').read_text() + '\n')
found = client.diagnostics(uses, 2)
ok('nothing else to look at: typing is as good as saving', codes(found) == codes(first) and not any('alone' in each['message'] for each in found), found)
header = client.open(tree.folder / 'plain.h')
ok('a header without a place, which a source includes: nothing to say', client.diagnostics(header, 1) == [], client.notifications)
client.notifications.clear()
client.change(header, 2, '#define WANTED 0\n')
found = client.diagnostics(uses, 2)
ok('… when it changes, the source is looked at again', found and any('inactive' in each['code'] for each in found), found)
client.notifications.clear()
client.change(header, 3, '#define WANTED 1\n')
ok('… and again', codes(client.diagnostics(uses, 2)) == codes(first))
other = client.open(tree.folder / 'alone.c')
client.diagnostics(other, 1)
client.notifications.clear()
client.change(other, 2, 'int y;\n')
client.diagnostics(other, 2)
ok('what does not include it is left as it is', not any(m['params']['uri'] == uses for m in client.notifications), client.notifications)
client.leave()

# A place that passes its check only together with all others: the old and the new header cannot be had at once.
tree = Tree({'both.c': '#include <epan/emem.h>\nchar *f (void) { return ep_strdup ("x"); }\nchar *g (void) { return se_strdup ("y"); }\n'})
for path, text in ('before/epan/emem.h', 'typedef int only_one;\n'), ('after/wmem/wmem.h', 'typedef char *only_one;\n'):
    tree.write(path, (tree.folder / path).read_text() + text)
client = start(tree, {})
both = client.open(tree.folder / 'both.c')
ok('two places that go together', len(client.diagnostics(both, 1)) == 3, client.notifications)
actions = client.actions(both, 1)
ok('one alone fails its check: it is not offered with an empty edit', not titled(actions, "Rewrite 'ep_strdup'"), actions)
ok('… the whole file is', titled(actions, 'Rewrite this file') and 'edit' in titled(actions, 'Rewrite this file')[0], actions)
client.leave()
client = start(tree)
both = client.open(tree.folder / 'both.c')
client.diagnostics(both, 1)
place = titled(client.actions(both, 1), "Rewrite 'ep_strdup'")
answer = client.call('codeAction/resolve', place[0])
ok('… to an editor that resolves it is said', answer.get('error', {}).get('code') == -32803, answer)
client.leave()

# A look that does not end: since a unit that calls into the file does not.
tree = Tree({'label.c': LABEL, 'caller.c': CALLER, 'forever.c': FOREVER + NAMES_LABEL, 'other.c': LABEL.replace('label', 'title')})
client = start(tree, SHOWS)
label = client.open(tree.folder / 'label.c')
asked = sent(client, 'window/workDoneProgress/create')
ok('progress: the editor is asked for a token', asked is not None and 'token' in asked['params'], client.notifications)
ok('… and told nothing before it has agreed', not any(m['method'] == '$/progress' for m in client.notifications))
client.send({'id': asked['id'], 'result': None})
first = sent(client, '$/progress')
ok('… then it begins', first and first['params']['token'] == asked['params']['token'] and first['params']['value']['kind'] == 'begin'
   and first['params']['value']['title'] == 'wmem-migrate: label.c', first)
client.notifications.remove(first)
told = sent(client, '$/progress')
ok('… says how far it is', told and told['params']['value']['kind'] == 'report' and ' of ' in told['params']['value']['message'], told)
client.notifications.clear()
begin = time.monotonic()
client.change(label, 2, LABEL + '\n')
found = client.diagnostics(label, 2, 30)
ok('who types ends it, and is answered of the file alone', codes(found) and time.monotonic() - begin < 20, (found, time.monotonic() - begin))
ok('… it is ended for the editor, too', any(m['method'] == '$/progress' and m['params']['value']['kind'] == 'end' for m in client.notifications),
   client.notifications)
save(client, label)
client.notifications.clear()
other = client.open(tree.folder / 'other.c')
hover = client.call('textDocument/hover', {'textDocument': {'uri': other}, 'position': {'line': 2, 'character': 48}}, 30)
ok('who asks about another file does not wait for it', hover and hover.get('result'), hover)
token = begun(client, 'wmem-migrate: label.c')
ok('it goes on afterwards', token is not None, client.notifications)
waiting = client.ask('codeAction/resolve', {'title': 'x', 'data': {'uri': label, 'run': label, 'version': 2}})
client.notifications.clear()
client.notify('window/workDoneProgress/cancel', {'token': 'of somebody else'})
client.notify('window/workDoneProgress/cancel', {'token': token})
answer = client.answer(waiting, 20)
ok('it can be ended by hand: who waits is told', answer and answer.get('error', {}).get('code') == -32800, answer)
ok('… and that is its end', any(m['method'] == '$/progress' and m['params'] == {'token': token, 'value': {'kind': 'end'}} for m in client.notifications),
   client.notifications)
hover = client.call('textDocument/hover', {'textDocument': {'uri': other}, 'position': {'line': 2, 'character': 48}}, 30)
ok('… the server goes on', hover and hover.get('result'), hover)
ok('… and can be left', client.leave(20) == 0)
for name, capabilities, answer in (('no token', SHOWS, {'error': {'code': -32603, 'message': 'no'}}), ('nothing to show it', RESOLVES, None)):
    client = start(tree, capabilities)
    client.open(tree.folder / 'label.c')
    asked = sent(client, 'window/workDoneProgress/create', 20 if answer else 1)
    ok(f'{name}: asked or not', (asked is not None) == (answer is not None), asked)
    if asked:
        client.send({'id': asked['id'], **answer})
    ok(f'{name}: no progress', sent(client, '$/progress', 0.7) is None, client.notifications)
    client.leave(20)
done()
