# SPDX-License-Identifier: Apache-2.0
"""Too much, too long, too slow, too many."""
import time

from checks import check, need, same
from program import Program
from wire import Wire, event, post, within

MEBIBYTE = 1024 * 1024


def pour(wire, piece, most):
    """Sends the piece again and again until an answer or the end comes; bytes sent."""
    sent = 0
    wire.socket.settimeout(0.5)
    while sent < most and wire.quiet(0):
        try:
            sent += wire.socket.send(piece)
        except TimeoutError:
            break
        except OSError:
            break
    wire.socket.settimeout(10)
    return sent


def endless(name, start, piece, statuses, most=64 * MEBIBYTE):
    @check("endless " + name)
    def _(program):
        before = program.resident()
        with Wire(program) as wire:
            wire.send(start(wire))
            sent = pour(wire, piece, most)
            answer = wire.answer()
        need(sent < most, f"took {sent} bytes")
        need(answer is None or answer.status in statuses, answer)
        need(not program.grew(before, 64 * MEBIBYTE), f"{(program.resident() - before) // MEBIBYTE} MiB more")
        same(post(program, event()).status, 200)


def coded(wire):
    return wire.request(b"", fields=["Transfer-Encoding: chunked"])


endless("request line", lambda wire: b"POST /", b"a" * 65536, (400, 414, 431))
endless("header line", lambda wire: wire.request(b"", fields=["X: "])[:-4], b"b" * 65536, (400, 431))
endless("header lines", lambda wire: wire.request(b"", fields=[])[:-2], b"A: b\r\n" * 1000, (400, 431))
endless("chunks", coded, b"10000\r\n" + b"x" * 65536 + b"\r\n", (413,))
endless("chunk size", coded, b"0" * 65536, (400, 413, 431))
endless("chunk extension", lambda wire: coded(wire) + b"5;a=", b"b" * 65536, (400, 413, 431))
endless("small chunks with extensions", coded, (b"1;a=" + b"b" * 1000 + b"\r\nx\r\n") * 64, (400, 413, 431))
endless("trailers", lambda wire: coded(wire) + b"0\r\n", b"A: b\r\n" * 1000, (400, 413, 431))
endless("empty lines", lambda wire: b"", b"\r\n" * 32768, (400, 431))
endless("body beyond what was announced as too much", lambda wire: wire.request(b"", fields=["Content-Length: 300000000"]), b"x" * 65536, (413,))


@check("a body at the limit is taken, one byte more is not")
def _(program):
    limit = 4 * MEBIBYTE
    with Wire(program) as wire:
        same(wire.post(b"x" * limit).status, 200)
        same(wire.post(b"x" * (limit + 1)).status, 413)


@check("a hundred fields are taken, more are not")
def _(program):
    for more, expected in ((97, 200), (98, 431)):  # beside Host, signature and length
        body = event()
        same(post(program, body, fields=["X-Field: y"] * more + [f"Content-Length: {len(body)}"]).status, expected)


@check("many half bodies do not fill the memory")
def _(program):
    before = program.resident()
    wires = [Wire(program) for _ in range(150)]
    for wire in wires:
        wire.socket.settimeout(1)
        wire.send(wire.request(b"", fields=["Content-Length: 4000000"]) + b"x" * 3_900_000)
    grew, more = program.grew(before, 350 * MEBIBYTE), program.resident() - before
    for wire in wires:
        wire.socket.close()
    need(not grew, f"{more // MEBIBYTE} MiB more")
    same(post(program, event()).status, 200)


@check("a good client is served beside 600 slow and idle ones")
def _(program):
    wires = [Wire(program) for _ in range(600)]
    for number, wire in enumerate(wires):
        if number % 2:
            wire.send(wire.request(b"")[:40])
    begin = time.monotonic()
    statuses = [post(program, event()).status for _ in range(10)]
    took = time.monotonic() - begin
    for wire in wires:
        wire.socket.close()
    same(statuses, [200] * 10)
    need(took < 2, f"took {took:.1f} s")


@check("beyond the limit the oldest idle connection goes", alone=True)
def _(path):
    with Program(path, "--max-connections", "20") as program:
        wires = [Wire(program) for _ in range(20)]
        for wire in wires:
            same(wire.post(event()).status, 200)
        same(wires[0].post(event()).status, 200)
        begin = time.monotonic()
        same(post(program, event()).status, 200)
        need(time.monotonic() - begin < 2, "too slow")
        need(wires[1].closed(), "the oldest idle one is still there")
        same(wires[0].post(event()).status, 200)


@check("beyond the limit with none idle: 503", alone=True)
def _(path):
    with Program(path, "--max-connections", "20") as program:
        wires = [Wire(program) for _ in range(20)]
        for wire in wires:
            wire.send(wire.request(b"12345")[:-1])
        with Wire(program) as one_more:
            answer = one_more.answer()
            same((answer.status, int(answer.fields["retry-after"]) > 0), (503, True))
            need(one_more.closed(), "the connection stays")
        for wire in wires:
            wire.send(b"5")
        same({wire.answer().status for wire in wires}, {200})
        same(post(program, event()).status, 200)


@check("answers that are never read stop the reading")
def _(program):
    before = program.resident()
    with Wire(program) as wire:
        sent = pour(wire, b"GET /none HTTP/1.1\r\nHost: h\r\n\r\n" * 1000, 64 * MEBIBYTE)  # quiet(0) ends at the first answer
        wire.socket.settimeout(1)
        try:
            while sent < 64 * MEBIBYTE:
                sent += wire.socket.send(b"GET /none HTTP/1.1\r\nHost: h\r\n\r\n" * 1000)
        except TimeoutError:
            pass
        need(sent < 64 * MEBIBYTE, "everything was read")
        need(not program.grew(before, 32 * MEBIBYTE), "memory grows")
        same(post(program, event()).status, 200)


@check("2,000 wrong signatures push nothing out")
def _(program):
    good = event()
    same(post(program, good).status, 200)
    before = len(program.events())
    with Wire(program) as wire:
        for _round in range(20):
            wire.send(b"".join(wire.request(event(), signature="B" * 43) for _ in range(100)))
            same({wire.answer().status for _ in range(100)}, {401})
    same(len(program.events()), before, "number of events")
    same(len(program.holding(good)), 1)
    need(2000 <= len(program.events(rejected=True)) <= 10000, "number of rejected ones")


@check("clients that go away before their answer are no harm")
def _(program):
    bodies = [event() for _ in range(200)]
    for body in bodies:
        with Wire(program) as wire:
            wire.send(wire.request(body))
    need(within(10, lambda: sum(row["bytes"] in bodies for row in program.events()) == 200), "not all are kept")
    same(post(program, event()).status, 200)


@check("slow clients are let go: head 10 s, body 30 s", alone=True)
def _(path):
    with Program(path) as program:
        begin = time.monotonic()
        waiting = {"head": Wire(program, 45), "drip": Wire(program, 45), "body": Wire(program, 45)}
        waiting["head"].send(b"POST / HTTP/1.1\r\n")
        waiting["body"].send(waiting["body"].request(b"12345")[:-1])
        while time.monotonic() - begin < 9:  # a byte now and then buys no time
            waiting["drip"].send(b"P" if time.monotonic() - begin < 0.5 else b"O")
            time.sleep(1)
        for name, least, most in (("head", 9.5, 13), ("drip", 9.5, 13), ("body", 29.5, 34)):
            answer = waiting[name].answer()
            took = time.monotonic() - begin
            need(answer is None or answer.status == 408, answer)
            need(least <= took <= most, f"{name} after {took:.1f} s")
        same(post(program, event()).status, 200)
