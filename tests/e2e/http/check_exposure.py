# SPDX-License-Identifier: Apache-2.0
"""What a stranger sees: addresses, methods, pages of a browser, error texts, files."""
import os
import re
import stat
import subprocess

from checks import check, need, same
from program import PREVIOUS, SECRET, environment
from wire import Wire, digest, event, post, sign, status


def line(program, method, target=None, *fields):
    return "\r\n".join([f"{method} {target or program.target} HTTP/1.1", "Host: 127.0.0.1", *fields]).encode() + b"\r\n\r\n"


def answer_to(program, raw, head_only=False):
    with Wire(program) as wire:
        wire.send(raw)
        return wire.answer(head_only)


@check("only this computer can reach it")
def _(program):
    listening = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with open(table, encoding="ascii") as file:
            for row in file.readlines()[1:]:
                cells = row.split()
                address, port = cells[1].rsplit(":", 1)
                if cells[3] == "0A" and int(port, 16) == program.port:
                    listening.append(address)
    need(listening and set(listening) <= {"0100007F", "00000000000000000000000001000000"}, listening)


@check("other paths are not there")
def _(program):
    for target in ("/", program.target + "/", program.target[:-1], program.target.upper(), "/" + program.target, "/events",
                   "/api", "/metrics", "/favicon.ico", program.target.replace("k", "%6b"), "/x/.." + program.target):
        same(post(program, event(), target=target).status, 404, target)


@check("other methods are told which one is right")
def _(program):
    for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "post"):
        answer = answer_to(program, line(program, method), method == "HEAD")
        same((answer.status, answer.fields.get("allow")), (405, "POST"), method)


@check("nothing is granted to pages of a browser")
def _(program):
    preflight = line(program, "OPTIONS", None, "Origin: https://evil.example", "Access-Control-Request-Method: POST",
                     "Access-Control-Request-Headers: x-kombo-signature", "Access-Control-Request-Private-Network: true")
    body = event()
    simple = Wire(program).request(body, signature=None, fields=["Origin: https://evil.example", "Content-Type: text/plain", f"Content-Length: {len(body)}"])
    for raw, expected in ((preflight, 405), (simple, 401), (line(program, "GET", "/healthz", "Origin: https://evil.example"), 200)):
        answer = answer_to(program, raw)
        same(answer.status, expected)
        need(not any(name.startswith("access-control") for name in answer.fields), answer.fields)
    same(program.holding(body), [])


@check("a foreign host name changes nothing without a signature")
def _(program):
    before = [(row["seq"], row["deliveries"]) for row in program.events()]
    same(post(program, event(), signature=None, host=f"evil.example:{program.port}").status, 401)
    same(status(program, line(program, "GET", "/events").replace(b"127.0.0.1", b"evil.example")), 404)
    same([(row["seq"], row["deliveries"]) for row in program.events()], before)
    same(post(program, event(), host="tunnel.example").status, 200, "signed, through a tunnel")


@check("healthz says that it lives and nothing else")
def _(program):
    post(program, event())
    answer = answer_to(program, line(program, "GET", "/healthz"))
    same(answer.status, 200)
    need(len(answer.body) < 32 and not re.search(rb"\d", answer.body), answer)
    same(answer_to(program, line(program, "HEAD", "/healthz"), True).status, 200)
    same(answer_to(program, line(program, "POST", "/healthz")).status, 405)


@check("error answers are short and tell nothing")
def _(program):
    body = event()
    long = "/" + "a" * 300
    raws = [Wire(program).request(body, signature="A" * 43), Wire(program).request(body, signature=None), line(program, "GET"),
            line(program, "GET", long), b"nonsense\r\n\r\n", line(program, "POST", None, "Content-Length: 99999999"),
            line(program, "POST", None, "Transfer-Encoding: br"), line(program, "POST", None, "X: " + "b" * 40000),
            line(program, "POST", None, "Host: second"), b"GET / HTTP/3.0\r\n\r\n"]
    hints = [sign(body), digest(body).hex(), SECRET, PREVIOUS, program.data, "sqlite", "select ", "qt", "beast", "boost", "linux", "debian", "traceback", "0x", "aaaa"]
    for raw in raws:
        answer = answer_to(program, raw)
        need(400 <= answer.status < 600, answer)
        text = (answer.head + b"\r\n\r\n" + answer.body).decode("latin-1").lower()
        need(len(answer.body) <= 100, answer)
        need(not [hint for hint in hints if hint.lower() in text], text)
        need("server" not in answer.fields and "x-powered-by" not in answer.fields, answer.fields)
        need(not re.search(r"\d+\.\d+\.\d+", text.split("date:")[0]), text)


@check("the secret is in no argument and in no file")
def _(program):
    post(program, event())
    with open(f"/proc/{program.child.pid}/cmdline", "rb") as file:
        need(SECRET.encode() not in file.read(), "in the arguments")
    for folder, _folders, names in os.walk(program.home):
        for name in names:
            path = os.path.join(folder, name)
            if stat.S_ISREG(os.lstat(path).st_mode):
                with open(path, "rb") as file:
                    need(SECRET.encode() not in file.read(), path)


@check("only the user can read what is kept")
def _(program):
    same(stat.S_IMODE(os.stat(program.data).st_mode), 0o700, "folder")
    for name in os.listdir(program.data):
        mode = os.lstat(os.path.join(program.data, name)).st_mode
        if stat.S_ISREG(mode) or stat.S_ISSOCK(mode):
            need(stat.S_IMODE(mode) & 0o077 == 0, f"{name} is {oct(mode)}")


@check("a second collector on the same data or port says so")
def _(program):
    for words, code in ((["--data", program.data, "--port", "0"], {3}),
                        (["--data", os.path.join(program.home, "other"), "--port", str(program.port)], {1, 2, 3, 4})):
        run = subprocess.run([program.path, "listen", *words], stdin=subprocess.DEVNULL, capture_output=True, timeout=20,
                             env=environment(HOME=program.home, XDG_DATA_HOME=program.home, KOMBO_WEBHOOK_SECRET="x"))
        need(run.returncode in code, f"exit {run.returncode}: {run.stderr!r}")
        need(len(run.stderr.strip()) > 10 and b"listening on" not in run.stderr, run.stderr)
    same(post(program, event()).status, 200)
