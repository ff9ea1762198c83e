# SPDX-License-Identifier: MIT
"""A client of the language server protocol that says exactly what it is told to, rubbish too."""
import json
import os
import pathlib
import select
import subprocess
import time


class Client:
    """One server, and what it has said so far."""

    def __init__(self, program, arguments, folder):
        self.process = subprocess.Popen([program, '--lsp', *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, cwd=folder)
        self.received = b''
        self.answers = {}
        self.notifications = []
        self.next_id = 0

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps({'jsonrpc': '2.0', **message}, ensure_ascii=False).encode()
        self.send_bytes(b'Content-Length: %d\r\n\r\n%s' % (len(body), body))

    def notify(self, method, params=None):
        self.send({'method': method, 'params': params or {}})

    def ask(self, method, params=None):
        """Sends a request, and returns its number."""
        self.next_id += 1
        self.send({'id': self.next_id, 'method': method, 'params': params or {}})
        return self.next_id

    def read(self, seconds):
        """Reads one message. Returns whether there was one."""
        deadline = time.monotonic() + seconds
        while True:
            head, found, rest = self.received.partition(b'\r\n\r\n')
            if found:
                length = int(head.split(b':')[1])
                if len(rest) >= length:
                    self.received = rest[length:]
                    self.take(json.loads(rest[:length]))
                    return True
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                return False
            data = os.read(self.process.stdout.fileno(), 65536)
            if not data:
                return False
            self.received += data

    def take(self, message):
        if 'method' in message:
            self.notifications.append(message)
        else:
            self.answers[message['id']] = message

    def answer(self, number, seconds=60):
        """Waits for the answer to a request: the message, or None."""
        deadline = time.monotonic() + seconds
        while number not in self.answers and self.read(max(0, deadline - time.monotonic())):
            pass
        return self.answers.get(number)

    def call(self, method, params=None, seconds=60):
        return self.answer(self.ask(method, params), seconds)

    def diagnostics(self, uri, version, seconds=60):
        """Waits for what is published of a version of a document: the diagnostics, or None."""
        deadline = time.monotonic() + seconds
        while True:
            for message in self.notifications:
                params = message['params']
                if (message['method'] == 'textDocument/publishDiagnostics' and params['uri'] == uri
                        and params.get('version') == version):
                    return params['diagnostics']
            if not self.read(max(0, deadline - time.monotonic())):
                return None

    def initialize(self, folder=None, capabilities=None):
        answer = self.call('initialize', {'processId': None, 'capabilities': capabilities or {},
                                          'rootUri': pathlib.Path(folder).as_uri() if folder else None})
        self.notify('initialized')
        return answer['result']

    def open(self, path, text=None, version=1):
        uri = pathlib.Path(path).as_uri()
        text = pathlib.Path(path).read_bytes().decode() if text is None else text
        self.notify('textDocument/didOpen', {'textDocument': {'uri': uri, 'languageId': 'c', 'version': version, 'text': text}})
        return uri

    def change(self, uri, version, text):
        self.notify('textDocument/didChange', {'textDocument': {'uri': uri, 'version': version}, 'contentChanges': [{'text': text}]})

    def actions(self, uri, line, seconds=60, **context):
        place = {'line': line, 'character': 0}
        return self.call('textDocument/codeAction', {'textDocument': {'uri': uri}, 'range': {'start': place, 'end': place},
                                                     'context': {'diagnostics': [], **context}}, seconds)['result']

    def leave(self, seconds=10):
        """Says shutdown and exit. Returns the exit status, or None where the server does not end in time."""
        self.call('shutdown')
        self.notify('exit')
        return self.wait(seconds)

    def wait(self, seconds=10):
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None
        self.error = self.process.stderr.read().decode()
        return status


def offset_of(text, position, encoding):
    """The index in text of a position of the protocol."""
    lines = text.splitlines(keepends=True)
    start = sum(len(line) for line in lines[:position['line']])
    line = lines[position['line']] if position['line'] < len(lines) else ''
    units = {'utf-8': lambda c: len(c.encode()), 'utf-16': lambda c: len(c.encode('utf-16-le')) // 2, 'utf-32': lambda c: 1}[encoding]
    left = position['character']
    for index, character in enumerate(line):
        if left <= 0:
            return start + index
        left -= units(character)
    return start + len(line)


def apply_edits(text, edits, encoding='utf-16'):
    """What an editor makes of TextEdits."""
    placed = [(offset_of(text, edit['range']['start'], encoding), offset_of(text, edit['range']['end'], encoding), edit['newText'])
              for edit in edits]
    for start, end, new in sorted(placed, key=lambda edit: edit[0], reverse=True):
        text = text[:start] + new + text[end:]
    return text
