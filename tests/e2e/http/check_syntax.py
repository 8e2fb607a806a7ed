# SPDX-License-Identifier: Apache-2.0
"""One reading of every request: framing, header syntax, cut packets, pipelining, expectations."""
import random

from checks import check, need, same
from wire import Wire, event, post, sign


def head(program, *lines):
    return "\r\n".join([f"POST {program.target} HTTP/1.1", *lines]).encode("latin-1") + b"\r\n\r\n"


def signed(body, *lines):
    return ("Host: 127.0.0.1", f"X-Kombo-Signature: {sign(body)}", *lines)


def ambiguous(name, make, statuses=(400,)):
    """The bytes are refused, the connection ends, and a request hidden behind them is not carried out."""
    @check("refused: " + name)
    def _(program):
        body, hidden = event(), event()
        with Wire(program) as wire:
            wire.send(make(program, body) + wire.request(hidden))
            answer = wire.answer()
            need(answer is not None and answer.status in statuses, f"answered {answer}, not {statuses}")
            need(wire.closed(), "the connection goes on")
        same(program.holding(body) + program.holding(hidden), [])
        need(program.alive(), "ended")


def framed(*lines):
    return lambda program, body: head(program, *signed(body, *(line.replace("SIZE", str(len(body))) for line in lines))) + body


def chunked(body):
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def coded(*lines):
    return lambda program, body: head(program, *signed(body, *lines)) + chunked(body)


def raw(*lines):
    return lambda program, body: head(program, *(line.replace("SIZE", str(len(body))).replace("SIGN", sign(body)) for line in lines)) + body


ambiguous("Content-Length and Transfer-Encoding", framed("Content-Length: SIZE", "Transfer-Encoding: chunked"))
ambiguous("Transfer-Encoding and Content-Length", coded("Transfer-Encoding: chunked", "Content-Length: 5"))
ambiguous("two different lengths", framed("Content-Length: SIZE", "Content-Length: 5"))
ambiguous("a list of lengths", framed("Content-Length: SIZE, 5"))
ambiguous("a negative length", framed("Content-Length: -1"))
ambiguous("a length with a sign", framed("Content-Length: +SIZE"))
ambiguous("a hexadecimal length", framed("Content-Length: 0xff"))
ambiguous("an empty length", framed("Content-Length:"))
ambiguous("a length beyond 64 bits", framed("Content-Length: 99999999999999999999999"), (400, 413))
ambiguous("an unknown transfer coding", coded("Transfer-Encoding: gzip, chunked"), (400, 501))
ambiguous("another spelling of chunked", coded("Transfer-Encoding: xchunked"), (400, 501))
ambiguous("chunked twice", coded("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"))
ambiguous("chunked not last", coded("Transfer-Encoding: chunked, identity"), (400, 501))
ambiguous("a blank before the colon", framed("Content-Length : SIZE"))
ambiguous("a blank before the colon of another field", framed("X-Other : y", "Content-Length: SIZE"))
ambiguous("no colon", framed("nonsense", "Content-Length: SIZE"))
ambiguous("NUL in a field", framed("X-Other: a\0b", "Content-Length: SIZE"))
ambiguous("a bare carriage return", framed("X-Other: a\rb", "Content-Length: SIZE"))
ambiguous("no Host", raw("X-Kombo-Signature: SIGN", "Content-Length: SIZE"))
ambiguous("two Hosts", framed("Host: other", "Content-Length: SIZE"))
ambiguous("an invalid Host", raw("Host: a b/c", "X-Kombo-Signature: SIGN", "Content-Length: SIZE"))
ambiguous("a folded line", framed("X-Other: a", " b", "Content-Length: SIZE"))
ambiguous("a folded signature", raw("Host: h", "X-Kombo-Signature:", " SIGN", "Content-Length: SIZE"))
ambiguous("bare line feeds", lambda program, body: head(program, *signed(body, f"Content-Length: {len(body)}")).replace(b"\r\n", b"\n") + body)
ambiguous("a chunk longer than it says", lambda program, body: head(program, *signed(body, "Transfer-Encoding: chunked")) + b"5\r\nhello!\r\n0\r\n\r\n")
ambiguous("a chunk size that is none", lambda program, body: head(program, *signed(body, "Transfer-Encoding: chunked")) + b"xyz\r\n\r\n")
ambiguous("a chunk size beyond 64 bits", lambda program, body: head(program, *signed(body, "Transfer-Encoding: chunked")) + b"1ffffffffffffffff\r\n\r\n", (400, 413))
ambiguous("no version", lambda program, body: f"POST {program.target}\r\n\r\n".encode())
ambiguous("HTTP/2 without being asked", lambda program, body: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400, 505))
ambiguous("a TLS handshake", lambda program, body: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 32)


@check("Transfer-Encoding in HTTP/1.0 is refused")
def _(program):
    body = event()
    with Wire(program) as wire:
        wire.send(wire.request(b"", signature=sign(body), version="1.0", fields=["Transfer-Encoding: chunked"]) + chunked(body))
        same(wire.answer().status, 400)
        need(wire.closed(), "the connection goes on")


@check("a chunked body is the same body")
def _(program):
    body = event()
    with Wire(program) as wire:
        pieces = b"".join(b"%x\r\n%s\r\n" % (len(body[at:at + 7]), body[at:at + 7]) for at in range(0, len(body), 7))
        wire.send(wire.request(b"", signature=sign(body), fields=["Transfer-Encoding: chunked"]) + pieces + b"0\r\n\r\n")
        same(wire.answer().status, 200)
        same(wire.post(event()).status, 200, "next status")
    same(len(program.holding(body)), 1)


@check("chunk extensions and trailers change nothing")
def _(program):
    body = event()
    with Wire(program) as wire:
        wire.send(wire.request(b"", signature=sign(body), fields=["Transfer-Encoding: chunked"])
                  + b"%x;name=value;q=\"a;b\"\r\n%s\r\n0;last\r\nHost: evil.example\r\nX-Kombo-Signature: x\r\nConnection: close\r\n\r\n" % (len(body), body))
        same(wire.answer().status, 200)
        same(wire.post(event()).status, 200, "next status")
    same(len(program.holding(body)), 1)


@check("byte by byte is the same request")
def _(program):
    body = event()
    with Wire(program) as wire:
        for byte in wire.request(body):
            need(wire.send(bytes([byte])), "not taken")
        same(wire.answer().status, 200)
    same(len(program.holding(body)), 1)


@check("any cut gives the same requests")
def _(program):
    cuts = random.Random(1)
    bodies = [event() for _ in range(20)]
    with Wire(program) as wire:
        stream = b"".join(wire.request(body) for body in bodies)
        while stream:
            size = cuts.choice((1, 2, 3, 17, 100, 1000))
            need(wire.send(stream[:size]), "not taken")
            stream = stream[size:]
        same([wire.answer().status for _ in bodies], [200] * 20)
    kept = [row["bytes"] for row in program.events()]
    same([kept.count(body) for body in bodies], [1] * 20)


@check("pipelined requests are answered in their order")
def _(program):
    bodies = [event() for _ in range(30)]
    with Wire(program) as wire:
        get = f"GET {program.target} HTTP/1.1\r\nHost: h\r\n\r\n".encode()
        wire.send(b"".join(wire.request(body) + get for body in bodies))
        answers = [wire.answer() for _ in range(60)]
    same([answer.status for answer in answers], [200, 405] * 30)
    numbers = [answer.json()["event"] for answer in answers[::2]]
    kept = {row["seq"]: row["bytes"] for row in program.events()}
    same([kept[number] for number in numbers], bodies, "events in order")


@check("an unread body is never the next request")
def _(program):
    hidden = event()
    with Wire(program) as wire:
        inner = wire.request(hidden)
        wire.send(wire.request(inner, target="/elsewhere"))
        same(wire.answer().status, 404)
        wire.send(wire.request(inner, method="PUT"))
        answer = wire.answer()
        need(answer is None or answer.status == 405, answer)
    with Wire(program) as wire:
        wire.send(wire.request(b"", fields=["Content-Length: 99999999"]) + wire.request(hidden))
        same(wire.answer().status, 413)
        need(wire.closed(), "the connection goes on")
    same(program.holding(hidden), [])


@check("a client that waits for 100 gets it")
def _(program):
    body = event()
    with Wire(program) as wire:
        wire.send(wire.request(body, fields=["Expect: 100-continue", f"Content-Length: {len(body)}"])[:-len(body)])
        same(wire.answer().status, 100)
        wire.send(body)
        same(wire.answer().status, 200)


@check("an announced body that is too large is refused before it is sent")
def _(program):
    for fields in (["Content-Length: 5000000"], ["Expect: 100-continue", "Content-Length: 5000000"]):
        with Wire(program) as wire:
            wire.send(wire.request(b"", fields=fields))
            same(wire.answer().status, 413)
            need(wire.closed(), "the connection goes on")


@check("a final answer replaces 100")
def _(program):
    for how, expected in (({"target": "/elsewhere"}, 404), ({"method": "PUT"}, 405)):
        with Wire(program) as wire:
            wire.send(wire.request(b"", fields=["Expect: 100-continue", "Content-Length: 10"], **how))
            same(wire.answer().status, expected)


@check("one connection serves a hundred requests")
def _(program):
    with Wire(program) as wire:
        same({wire.post(event()).status for _ in range(100)}, {200})


@check("a client that has finished sending still gets its answers")
def _(program):
    bodies = [event(), event()]
    with Wire(program) as wire:
        wire.send(b"".join(wire.request(body) for body in bodies))
        wire.socket.shutdown(1)
        same([wire.answer().status for _ in bodies], [200, 200])
        need(wire.closed(), "the connection stays")


@check("HTTP/1.0 and Connection: close end after the answer")
def _(program):
    for how in ({"version": "1.0"}, {"version": "1.0", "host": None}, {"fields": None, "close": True}):
        close = how.pop("close", False)
        body = event()
        with Wire(program) as wire:
            lines = [f"Content-Length: {len(body)}"] + (["Connection: close"] if close else [])
            answer = wire.post(body, **{**how, "fields": lines})
            same((answer.status, answer.fields.get("connection")), (200, "close"))
            need(wire.closed(), "the connection stays")


@check("HTTP/1.0 with keep-alive stays")
def _(program):
    with Wire(program) as wire:
        for _round in range(2):
            body = event()
            answer = wire.post(body, version="1.0", fields=["Connection: keep-alive", f"Content-Length: {len(body)}"])
            same((answer.status, answer.fields.get("connection")), (200, "keep-alive"))


@check("the absolute form of a target is the same path")
def _(program):
    same(post(program, event(), target=f"http://127.0.0.1:{program.port}{program.target}?x=1").status, 200)
