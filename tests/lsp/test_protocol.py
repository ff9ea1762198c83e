#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the language server says of sources: test_protocol.py PROGRAM. Prints TAP.

Measured against the program itself: the same places, and edits that make the very bytes that it writes.
"""
import re
import time

from client import Client, apply_edits
from scene import PROGRAM, UMLAUTS, Tree, done, ok

SCOPE = '''#include <epan/host.h>
static gchar *last;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  if (last)
    col_add_str (pinfo->cinfo, COL_INFO, last);
  last = tvb_get_string (wmem_packet_scope (), tvb, 0, 4);
}
void proto_register_bad (void) { register_dissector ("bad", dissect, 1); }
'''
MACRO = '''#include <epan/emem.h>
#define COPY(s) \\
  ep_strdup (s)
char *copy (const char *s) { return COPY (s); }
'''
INLINE = '''#include <epan/emem.h>
static inline char *twice (const char *s) { return ep_strdup_printf ("%s%s", s, s); }
'''
FAMILIES = '''#include <epan/emem.h>
void one (emem_strbuf_t *a) { ep_strbuf_append (a, "x"); }
void two (emem_strbuf_t *b) { ep_strbuf_append (b, "y"); }
char *three (const char *s) { return ep_strdup (s); }
'''
RESOLVES = {'textDocument': {'codeAction': {'resolveSupport': {'properties': ['edit']}},
                             'publishDiagnostics': {'relatedInformation': True},
                             'hover': {'contentFormat': ['markdown']}},
            'workspace': {'workspaceEdit': {'documentChanges': True}}}

tree = Tree({'umlauts.c': UMLAUTS, 'crlf.c': UMLAUTS.replace('\n', '\r\n'), 'bad.c': SCOPE, 'families.c': FAMILIES, 'macro.c': MACRO,
             'inline.h': INLINE, 'uses.c': '#include "inline.h"\nchar *g (void) { return twice ("x"); }\n'})


def start(capabilities=None, *arguments):
    client = Client(PROGRAM, [*tree.arguments, *arguments], tree.folder)
    client.result = client.initialize(tree.folder, capabilities)
    return client


def edits_of(edit, uri):
    """The edits of a WorkspaceEdit in one document."""
    if 'changes' in edit:
        return edit['changes'].get(uri, [])
    return [each for change in edit['documentChanges'] if change['textDocument']['uri'] == uri for each in change['edits']]


def titled(actions, start_of_title):
    return [action for action in actions if action['title'].startswith(start_of_title)]


# What is said, and whether it is what the program says.
client = start()
ok('UTF-16 unless something else was agreed on', client.result['capabilities']['positionEncoding'] == 'utf-16', client.result)
uri = client.open(tree.folder / 'old.c')
found = client.diagnostics(uri, 1)
text, report = tree.migrated('old.c')
places = report['occurrences']
ok('one diagnostic for each place of the report', found is not None and len(found) == len(places), found)
ok('… on its line and column', [(d['range']['start']['line'] + 1, d['range']['start']['character'] + 1) for d in found]
   == [(place['line'], place['column']) for place in places], found)
ok('what can be rewritten is a hint', {d['severity'] for d in found} == {4}, found)

everything = titled(client.actions(uri, 10), 'Rewrite this file')
ok('"rewrite this file" is offered', len(everything) == 1, everything)
old = (tree.folder / 'old.c').read_text()
ok('… and makes the bytes that the program writes', apply_edits(old, edits_of(everything[0]['edit'], uri)) == text, everything)
ok('… and says how many places that are', everything[0]['title'].endswith(f': {len(places)} places'), everything)

site = titled(client.actions(uri, 18), "Rewrite 'se_strdup' here")
ok('an editor that does not resolve gets the edit of a place at once', site and 'edit' in site[0], site)
alone = apply_edits(old, edits_of(site[0]['edit'], uri))
ok('… which changes that place, and adds what it needs', 'wmem_strdup (wmem_file_scope(), name)' in alone and '<wmem/wmem.h>' in alone, alone)
ok('… and nothing else', 'ep_new (struct item)' in alone and 'ep_strdup_printf (' in alone and '<epan/emem.h>' in alone, alone)

hover = client.call('textDocument/hover', {'textDocument': {'uri': uri}, 'position': {'line': 10, 'character': 24}})['result']
ok('a hover shows the rule', 'wmem_new' in hover['contents']['value'] and hover['contents']['kind'] == 'plaintext', hover)
ok('… as plain text', '```' not in hover['contents']['value'] and '\\' not in hover['contents']['value'], hover)
hover = client.call('textDocument/hover', {'textDocument': {'uri': uri}, 'position': {'line': 10, 'character': 3}})
ok('a hover over nothing is null', 'result' in hover and hover['result'] is None, hover)
ok('no action where there is nothing', not titled(client.actions(uri, 3), 'Suppress'), '')
only = client.actions(uri, 10, only=['refactor'])
ok('only the kinds that are asked for', [action['kind'] for action in only] == ['refactor.rewrite'], only)

# What is not saved.
changed = old.replace('ep_strdup_printf ("%s %d", name, number)', 'ep_strdup (name)')
client.change(uri, 2, changed)
found = client.diagnostics(uri, 2)
ok('unsaved text is what counts', found and sorted(d['code'] for d in found) == ['ep_new', 'ep_strdup', 'epan/emem.h', 'se_strdup'], found)
ok('… and the file is as it was', (tree.folder / 'old.c').read_text() == old)
client.change(uri, 3, 'int x;\n')
ok('nothing is left to say where nothing is left', client.diagnostics(uri, 3) == [])
client.change(uri, 4, changed)
client.change(uri, 5, 'int y;\n')
ok('who types is not answered for what he typed before', client.diagnostics(uri, 5) == []
   and not any(message['params'].get('version') == 4 for message in client.notifications), client.notifications)
client.notify('textDocument/didClose', {'textDocument': {'uri': uri}})
other = client.open(tree.folder / 'clean.c')
client.diagnostics(other, 1)
ok('a document that is closed has no diagnostics any more',
   [m for m in client.notifications if m['params']['uri'] == uri][-1]['params']['diagnostics'] == [])

# A header, unsaved, as its includer sees it.
user = client.open(tree.folder / 'uses.c')
client.diagnostics(user, 1)
header = client.open(tree.folder / 'inline.h')
found = client.diagnostics(header, 1)
ok('a header is seen through a unit that reads it', found and any(d['code'] == 'ep_strdup_printf' for d in found), found)
client.change(header, 2, INLINE.replace('ep_strdup_printf', 'se_strdup_printf'))
found = client.diagnostics(header, 2)
ok('… with its unsaved text', found and any(d['code'] == 'se_strdup_printf' for d in found), found)
whole = titled(client.actions(user, 0), 'Rewrite this file') or titled(client.actions(header, 1), 'Rewrite this file')
ok('… and rewritten with it', whole and edits_of(whole[0]['edit'], header), whole)

known = client.call('workspace/executeCommand', {'command': 'wmem-migrate.explain', 'arguments': ['no-scope']})
ok('"explain" explains', 'aborts' in known.get('result', ''), known)
ok('… in a message, too', any(m['method'] == 'window/showMessage' for m in client.notifications))
unknown = client.call('workspace/executeCommand', {'command': 'wmem-migrate.explain', 'arguments': ['nonsense']})
ok('what nobody knows is not explained', unknown.get('error', {}).get('code') == -32602, unknown)
ok('shutdown and exit: exit status 0', client.leave() == 0)
ok('… and nothing on standard error', client.error == '', client.error)

# Text that is not ASCII, in each encoding; line ends of either kind.
for encoding, name in ('utf-16', 'umlauts.c'), ('utf-8', 'umlauts.c'), ('utf-32', 'umlauts.c'), ('utf-16', 'crlf.c'):
    client = start({**RESOLVES, 'general': {'positionEncodings': ['what', encoding]}})
    ok(f'{encoding}: agreed on', client.result['capabilities']['positionEncoding'] == encoding, client.result)
    uri = client.open(tree.folder / name)
    before = (tree.folder / name).read_bytes().decode()
    client.diagnostics(uri, 1)
    text, _ = tree.migrated(name)
    actions = client.actions(uri, 6)
    whole = titled(actions, 'Rewrite this file')
    ok(f'{encoding}, {name}: the same bytes', whole and apply_edits(before, edits_of(whole[0]['edit'], uri), encoding) == text, actions)
    sites = titled(actions, "Rewrite 'ep_strdup' here")
    ok(f'{encoding}, {name}: two places of a line, without edits so far', len(sites) == 2 and 'edit' not in sites[0], actions)
    resolved = client.call('codeAction/resolve', sites[1])['result']
    alone = apply_edits(before, edits_of(resolved['edit'], uri), encoding)
    ok(f'{encoding}, {name}: the second alone', 'ep_strdup (s)' in alone and 'wmem_strdup (wmem_packet_scope(), t)' in alone, alone)
    suppress = titled(actions, 'Suppress')
    after = apply_edits(before, edits_of(suppress[0]['edit'], uri), encoding)
    client.change(uri, 2, after)
    found = client.diagnostics(uri, 2)
    ok(f'{encoding}, {name}: suppressed, nothing is said of the line', found is not None and not any(d['code'] == 'ep_strdup' for d in found),
       (after, found))
    ok(f'{encoding}, {name}: line ends as they were', after.count('\r\n') in (0, after.count('\n')), repr(after))
    stale = client.call('codeAction/resolve', sites[0])
    ok(f'{encoding}, {name}: an action of an older text is not carried out', stale.get('error', {}).get('code') == -32801, stale)
    client.leave()

# Findings of the scope checker; a macro; a place that waits.
client = start(RESOLVES)
uri = client.open(tree.folder / 'bad.c')
found = client.diagnostics(uri, 1)
escapes = [d for d in found or [] if d['code'] == 'escapes']
ok('a finding is an error at its place', escapes and escapes[0]['severity'] == 1 and escapes[0]['range']['start'] == {'line': 7, 'character': 2}, found)
ok('… with the steps that lead to it', len(escapes[0].get('relatedInformation', [])) >= 2, escapes)
hover = client.call('textDocument/hover', {'textDocument': {'uri': uri}, 'position': {'line': 7, 'character': 3}})['result']
ok('a hover says what the reason means', 'what to do' in hover['contents']['value'] and hover['contents']['kind'] == 'markdown', hover)
suppress = titled(client.actions(uri, 7), "Suppress 'escapes'")
client.change(uri, 2, apply_edits(SCOPE, edits_of(suppress[0]['edit'], uri)))
ok('… and it can be suppressed', not [d for d in client.diagnostics(uri, 2) if d['code'] == 'escapes'])
macro = client.open(tree.folder / 'macro.c')
suppress = titled(client.actions(macro, 2), 'Suppress')
after = apply_edits(MACRO, edits_of(suppress[0]['edit'], macro))
ok('in a macro the comment goes behind its line', 'ep_strdup (s) /* wmem-migrate: ignore ep_strdup */\n' in after, after)
client.change(macro, 2, after)
ok('… and holds', not [d for d in client.diagnostics(macro, 2) if d['code'] == 'ep_strdup'])
families = client.open(tree.folder / 'families.c')
client.diagnostics(families, 1)
resolved = client.call('codeAction/resolve', titled(client.actions(families, 1), "Rewrite 'ep_strbuf_append' here")[0])['result']
after = apply_edits(FAMILIES, edits_of(resolved['edit'], families)).splitlines()
ok('a place takes along what belongs together with it', 'void one (wmem_strbuf_t *a) { wmem_strbuf_append (a, "x"); }' in after, after)
ok('… no other family, and nothing that has none', all(line in after for line in FAMILIES.splitlines()[2:]), after)
resolved = client.call('codeAction/resolve', titled(client.actions(families, 3), "Rewrite 'ep_strdup' here")[0])['result']
after = apply_edits(FAMILIES, edits_of(resolved['edit'], families)).splitlines()
ok('a place without one takes no family along', 'wmem_strdup (' in after[-1] and all(line in after for line in FAMILIES.splitlines()[1:3]), after)
plain = start()
uri = plain.open(tree.folder / 'bad.c')
ok('steps only where the editor shows them', not any('relatedInformation' in d for d in plain.diagnostics(uri, 1)))
plain.leave()
lost = client.open(tree.write('lost.c', '#include <epan/emem.h>\nvoid *f (void) { return ep_alloc (1); }\n'))
found = client.diagnostics(lost, 1)
ok('a file without flags says so, and what to do', found and found[0]['code'] == 'not-analysed' and 'compile_commands.json' in found[0]['message'],
   found)
ok('a document that is no file is left alone', client.actions('untitled:one', 0) == [])

client.leave()
tree = Tree({'prose.c': '#include <epan/emem.h>\nchar *(*keep) (const char *) = ep_strdup;\n'})
client = start(RESOLVES)
prose = client.open(tree.folder / 'prose.c')
client.diagnostics(prose, 1)
hover = client.call('textDocument/hover', {'textDocument': {'uri': prose}, 'position': {'line': 0, 'character': 14}})['result']
value = hover['contents']['value'] if hover else ''
ok('Markdown: names in angle brackets are not taken for tags', value and '<' not in re.sub(r'```.*?```|\\\\.', '', value, flags=re.DOTALL), hover)

# What never ends by itself.
client.leave()
tree = Tree({'forever.c': '#include <epan/emem.h>\n#if __INCLUDE_LEVEL__ < 60\n' + '#include "forever.c"\n' * 2 + '#endif\n'
                          'void *f (void) { return ep_alloc (1); }\n'})
client = start(RESOLVES)
forever = client.open(tree.folder / 'forever.c')
waiting = client.ask('textDocument/hover', {'textDocument': {'uri': forever}, 'position': {'line': 5, 'character': 26}})
time.sleep(0.5)
client.notify('$/cancelRequest', {'id': waiting})
answer = client.answer(waiting, 5)
ok('a question can be taken back', answer and answer.get('error', {}).get('code') == -32800, answer)
begin = time.monotonic()
waiting = client.ask('textDocument/hover', {'textDocument': {'uri': forever}, 'position': {'line': 5, 'character': 26}})
status = client.leave(20)
ok('an analysis that does not end keeps nobody from leaving', status == 0 and time.monotonic() - begin < 8, (status, time.monotonic() - begin))
ok('… and what waited for it is answered', 'error' in client.answers.get(waiting, {}), client.answers)
done()
