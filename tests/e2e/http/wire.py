# SPDX-License-Identifier: Apache-2.0
"""Bytes on a socket: signing, requests, answers."""
import base64
import hashlib
import hmac
import itertools
import json
import os
import select
import socket
import time

from program import SECRET

_numbers = itertools.count(1)
_run = os.urandom(4).hex()


def digest(body, secret=SECRET):
    return hmac.new(secret.encode(), body, hashlib.sha256).digest()


def sign(body, secret=SECRET):
    return base64.urlsafe_b64encode(digest(body, secret)).rstrip(b"=").decode()


def event(kind="data-changed", name=None, **data):
    """A body as Kombo writes it, with an id of its own."""
    payload = {"id": name or f"{_run}-{next(_numbers)}", "type": kind,
               "data": data or {"integration_id": "personio:http", "integration_tool": "personio", "integration_category": "HRIS",
                                "changed_models": [{"name": "hris_employees"}]}}
    return json.dumps(payload, indent=2, ensure_ascii=False).encode()


class Answer:
    def __init__(self, head, body):
        lines = head.split(b"\r\n")
        self.status = int(lines[0].split()[1])
        self.head = head
        self.body = body
        self.fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(b":")
            self.fields[name.strip().lower().decode()] = value.strip().decode()

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:80]!r}"


class Wire:
    """One connection, one byte sequence. Waits end after `patience` seconds."""

    def __init__(self, program, patience=10):
        self.socket = socket.create_connection((program.host, program.port), timeout=patience)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.target = program.target
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """False when the other side does not take it any more."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def request(self, body, fields=None, signature="right", method="POST", target=None, version="1.1", host="127.0.0.1"):
        """The bytes of a request; `fields` are whole lines without CRLF."""
        lines = [f"{method} {target or self.target} HTTP/{version}", f"Host: {host}"] if host else [f"{method} {target or self.target} HTTP/{version}"]
        if signature is not None:
            lines.append("X-Kombo-Signature: " + (sign(body) if signature == "right" else signature))
        lines += fields if fields is not None else [f"Content-Length: {len(body)}"]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body

    def post(self, body, **how):
        self.send(self.request(body, **how))
        return self.answer()

    def answer(self, head_only=False):
        """One answer, or None at the end of the connection or of the patience."""
        while b"\r\n\r\n" not in self.buffer:
            if not self._more():
                return None
        head, _, rest = self.buffer.partition(b"\r\n\r\n")
        answer = Answer(head, b"")
        length = 0 if head_only or answer.status in (100, 204, 304) else int(answer.fields.get("content-length", 0))
        while len(rest) < length:
            if not self._more():
                return None
            rest = self.buffer.partition(b"\r\n\r\n")[2]
        answer.body, self.buffer = rest[:length], rest[length:]
        return answer

    def _more(self):
        try:
            piece = self.socket.recv(65536)
        except OSError:
            return False
        self.buffer += piece
        return bool(piece)

    def quiet(self, seconds=0.2):
        """Nothing comes, not even the end."""
        return not self.buffer and not select.select([self.socket], [], [], seconds)[0]

    def closed(self, patience=5):
        """The other side closes and says nothing more."""
        self.socket.settimeout(patience)
        try:
            return not self.buffer and self.socket.recv(1) == b""
        except ConnectionError:
            return not self.buffer
        except OSError:
            return False


def post(program, body, **how):
    """One request on a connection of its own."""
    with Wire(program) as wire:
        return wire.post(body, **how)


def status(program, raw):
    """The status that these bytes get, 0 for a close without a word."""
    with Wire(program) as wire:
        wire.send(raw)
        answer = wire.answer()
        return answer.status if answer else 0


def within(seconds, condition, pause=0.05):
    """Waits until the condition holds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(pause)
    return condition()
