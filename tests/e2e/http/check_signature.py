# SPDX-License-Identifier: Apache-2.0
"""Who may say something: signatures, identity, conflicts."""
import base64
import json
import threading

from checks import check, need, same
from program import PREVIOUS
from wire import Wire, digest, event, post, sign

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def only(rows):
    same(len(rows), 1, "number of events")
    return rows[0]


@check("a verified event is kept byte for byte")
def _(program):
    body = event()
    answer = post(program, body)
    same(answer.status, 200)
    told = answer.json()
    same((told["status"], told["deliveries"]), ("stored", 1))
    row = only(program.holding(body))
    same((row["verdict"], row["deliveries"], row["conflict"], row["seq"]), ("verified", 1, False, told["event"]))


@check("the previous secret is accepted too")
def _(program):
    body = event()
    same(post(program, body, signature=sign(body, PREVIOUS)).status, 200)
    same(only(program.holding(body))["verdict"], "verified")


def refused(name, reason, signature, make=event):
    @check("refused and kept apart: " + name)
    def _(program):
        body = make()
        before = len(program.events())
        answer = post(program, body, signature=signature(body))
        same(answer.status, 401)
        need(len(answer.body) < 100 and sign(body).encode() not in answer.body, answer)
        same(len(program.events()), before, "number of events")
        kept = [row for row in program.events(rejected=True) if row["bytes"] == body]
        same([(row["verdict"], row["reason"]) for row in kept], [("rejected", reason)])


def with_plus():
    """A body whose plain base64 differs from its base64url."""
    while True:
        body = event()
        if set(base64.b64encode(digest(body))) & set(b"+/"):
            return body


refused("signed with another secret", "mismatch", lambda body: sign(body, "another"))
refused("the signature of another body", "mismatch", lambda body: sign(body + b" "))
refused("no signature", "missing", lambda body: None)
refused("an empty signature", "empty", lambda body: "")
refused("a truncated signature", "wrong-length", lambda body: sign(body)[:-1])
refused("hexadecimal", "hex", lambda body: digest(body).hex())
refused("padded", "padded", lambda body: sign(body) + "=")
refused("plain base64", "plain-base64", lambda body: base64.b64encode(digest(body)).decode(), with_plus)
refused("prefixed", "prefixed", lambda body: "sha256=" + sign(body))
refused("garbage inside", "wrong-length", lambda body: sign(body)[:20] + "!.*" + sign(body)[20:])
refused("garbage inside, right length", "not-canonical", lambda body: sign(body)[:20] + "!.*" + sign(body)[23:])
refused("a comma list with a wrong part", "repeated", lambda body: sign(body) + ", " + sign(body, "another"))
refused("signed before it was re-serialised", "mismatch", lambda body: sign(json.dumps(json.loads(body)).encode()))


@check("only one of four last characters is right")
def _(program):
    body = event()
    right = sign(body)
    for bits in (1, 2, 3):
        other = right[:-1] + ALPHABET[ALPHABET.index(right[-1]) | bits]
        same(base64.urlsafe_b64decode(other + "="), digest(body), "what a lenient decoder reads")
        same(post(program, body, signature=other).status, 401)
    same(program.holding(body), [])


@check("two signature lines are refused, whichever is right")
def _(program):
    for first, second in ((sign, sign), (sign, lambda body: "x"), (lambda body: "x", sign)):
        body = event()
        lines = [f"X-Kombo-Signature: {first(body)}", f"x-kombo-signature: {second(body)}", f"Content-Length: {len(body)}"]
        same(post(program, body, signature=None, fields=lines).status, 401)
        same(program.holding(body), [])


@check("a signature in a trailer or in the query is none")
def _(program):
    body = event()
    with Wire(program) as wire:
        wire.send(wire.request(b"", signature=None, fields=["Transfer-Encoding: chunked"])
                  + b"%x\r\n%s\r\n0\r\nX-Kombo-Signature: %s\r\n\r\n" % (len(body), body, sign(body).encode()))
        same(wire.answer().status, 401)
    same(post(program, body, signature=None, target=f"{program.target}?X-Kombo-Signature={sign(body)}").status, 401)
    same(program.holding(body), [])


@check("blanks around the signature do not matter, as in any field")
def _(program):
    body = event()
    same(post(program, body, signature="  " + sign(body) + " \t").status, 200)


@check("a forged delivery takes neither the id nor the count of the real one")
def _(program):
    body = event()
    forged = body.replace(b"personio", b"workday")
    for _round in range(3):
        same(post(program, body, signature="A" * 43).status, 401)
        same(post(program, forged, signature="A" * 43).status, 401)
    same(post(program, body).json()["deliveries"], 1)
    row = only(program.holding(body))
    same((row["deliveries"], row["conflict"]), (1, False))


@check("a redelivery is one more delivery of the same event")
def _(program):
    body = event()
    first = post(program, body).json()
    second = post(program, body).json()
    same((second["event"], second["deliveries"]), (first["event"], 2))
    same(only(program.holding(body))["deliveries"], 2)


@check("the same id with other bytes: both are kept and flagged")
def _(program):
    one = event(name="conflict-1", a=1)
    two = event(name="conflict-1", a=2)
    same([post(program, one).status, post(program, two).status], [200, 200])
    need(only(program.holding(one))["conflict"] and only(program.holding(two))["conflict"], "not flagged")


def at_once(program, bodies):
    """Posts all of them at the same moment; the statuses."""
    wires = [Wire(program) for _ in bodies]
    requests = [wire.request(body) for wire, body in zip(wires, bodies)]
    for wire, request in zip(wires, requests):
        wire.send(request[:-1])
    gate = threading.Barrier(len(bodies))
    statuses = [0] * len(bodies)

    def finish(at):
        gate.wait()
        wires[at].send(requests[at][-1:])
        answer = wires[at].answer()
        statuses[at] = answer.status if answer else 0

    threads = [threading.Thread(target=finish, args=(at,)) for at in range(len(bodies))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for wire in wires:
        wire.socket.close()
    return statuses


@check("sixteen deliveries at once are one event")
def _(program):
    body = event()
    same(at_once(program, [body] * 16), [200] * 16)
    same(only(program.holding(body))["deliveries"], 16)


@check("sixteen bodies with one id at once are sixteen conflicting events")
def _(program):
    bodies = [event(name="race-1", number=number) for number in range(16)]
    same(at_once(program, bodies), [200] * 16)
    rows = [row for row in program.events() if row["bytes"] in bodies]
    same((len(rows), all(row["conflict"] for row in rows)), (16, True))


@check("ids are compared as exact code points")
def _(program):
    names = ["Straße", "STRASSE", "straße", "e\u0301", "\u00e9", "a", "a ", " a", "A", "a\u0000", "a\u0000b", "%", "a%", "_"]
    bodies = [event(name=name) for name in names]
    for body in bodies:
        same(post(program, body).json()["deliveries"], 1)
    rows = [row for row in program.events() if row["bytes"] in bodies]
    same([row["id"] for row in rows], names, "ids")
    need(not any(row["conflict"] for row in rows), "taken for a conflict")


def kept(name, make):
    @check("kept as it came: " + name)
    def _(program):
        body = make()
        same(post(program, body).status, 200)
        same(post(program, body).json()["deliveries"], 2)
        same(only(program.holding(body))["verdict"], "verified")
        need(program.alive(), "ended")


kept("an unknown type", lambda: event(kind="never-heard-of"))
kept("no JSON", lambda: b"no json \xff\xfe\x00 at all")
kept("an empty body", lambda: b"")
kept("an array", lambda: b'["x"]')
kept("JSON cut off", lambda: event()[:-3])
kept("100,000 open brackets", lambda: b"[" * 100_000)
kept("objects nested 50,000 deep", lambda: b'{"id":"deep","type":"data-changed","data":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001)
kept("members twice, large and odd numbers", lambda: b'{ "id":"odd", "id" : "odd2","type":"data-changed","n":1e400,"m":12345678901234567890123,"data":{}}')
kept("lone surrogates and escapes", lambda: b'{"id":"\\ud800\\u0000x","type":"data-changed","data":{"a":"\\udc00"}}')
kept("invalid UTF-8", lambda: b'{"id":"\xff\xfe","type":"\xc3(","data":{}}')
kept("a byte order mark", lambda: b"\xef\xbb\xbf" + event())
kept("Windows line ends", lambda: event().replace(b"\n", b"\r\n"))
kept("wrong kinds everywhere", lambda: b'{"id":7,"type":["x"],"data":"y"}')
