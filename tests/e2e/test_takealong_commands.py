#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""export, import and events --format curl as a script uses them; files read by other programs (csv, json, bash, curl)."""
import csv
import glob
import io
import json
import os
import re
import resource
import signal
import stat
import subprocess
import time

from headless import HeadlessTest, main
from kombo import SECRET, Console, post, signature
import headless

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = sorted(glob.glob(os.path.join(HERE, "..", "data", "webhooks", "*.json")))
PERSONAL = (b"john.doe", b"jane.doe", b"user@example.com", b"123 456 7890", b'"John"', b'"Doe"', b"Lohm")


def body_of(path):
    with open(path, "rb") as file:
        return file.read()


def person(number, more=""):
    return json.dumps({"id": f"p{number}", "type": "assessment:order-received", "data": {
        "integration_id": f"workday:W{number % 7}", "status": "OPEN",
        "candidate": {"first_name": f"Canaryname{number}", "email": f"canary{number}@example.com", "phone": f"+49 170 {5550000 + number}"},
        "note": f"about Canaryname{number}{more}"}}).encode()


class TakeAlong(HeadlessTest):
    def setUp(self):
        super().setUp()
        self.out = os.path.join(self.folder, "out")
        os.mkdir(self.out)

    def collected(self, *bodies):
        collector = self.listen()
        for body in bodies:
            self.assertEqual(post(collector.url, body)[0], 200)
        return collector

    def export(self, name, *args, code=0, **options):
        path = os.path.join(self.out, name)
        run = self.console.run("export", "--output", path, *args, code=code, **options)
        return path, run

    def files(self):
        return sorted(os.listdir(self.out))

    def test_masked_unless_told(self):
        self.collected(*map(body_of, SAMPLES), *(person(i) for i in range(20)))
        for name in ("all.ndjson", "all.csv", "all.har"):
            path, run = self.export(name)
            text = body_of(path)
            self.assertIn(b"masked", run.stderr)
            for value in (*PERSONAL, b"Canaryname", b"canary", b"555", SECRET.encode(), signature(person(1)).encode()):
                self.assertNotIn(value, text, name)
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600, name)
        raw, run = self.export("raw.ndjson", "--unmasked")
        self.assertIn(b"NOT masked", run.stderr)
        self.assertIn(b"Canaryname7", body_of(raw))
        self.assertNotIn(signature(person(1)).encode(), body_of(raw), "a signature never leaves")
        self.assertEqual([json.loads(line)["body"].encode() for line in body_of(raw).splitlines()], [*map(body_of, SAMPLES), *(person(i) for i in range(20))])

    def test_choice_of_events_and_format(self):
        self.collected(*(person(i) for i in range(9)))
        path, _ = self.export("last.ndjson", "--newest", "--limit", "3")
        self.assertEqual([json.loads(line)["seq"] for line in body_of(path).splitlines()], [9, 8, 7])
        path, _ = self.export("some.anything", "--filter", "id:p3 or id:p5", "--format", "har")
        self.assertEqual(len(json.loads(body_of(path))["log"]["entries"]), 2)
        path, _ = self.export("none.ndjson", "--filter", "type:nothing")
        self.assertEqual(body_of(path), b"")
        out = self.console.run("export", "--output", "-", "--filter", "id:p3").stdout
        self.assertEqual(json.loads(out)["id"], "p3")
        self.assertIn("deliveries", json.loads(out))

    def test_csv_for_spreadsheets(self):
        self.collected(*(json.dumps({"id": text, "type": "x", "data": {}}).encode() for text in ("=1+1", "a,b", 'say "x"', "two\nlines", "plain", "@x", "\ty")))
        path, _ = self.export("cells.csv")
        rows = list(csv.reader(io.StringIO(body_of(path).decode(), newline="")))
        self.assertEqual([row[3] for row in rows], ["id", "'=1+1", "a,b", 'say "x"', "two\nlines", "plain", "'@x", "'\ty"])
        self.assertTrue(all(len(row) == len(rows[0]) for row in rows))

    def test_har_is_har(self):
        self.collected(body_of(SAMPLES[0]), b"\xff\xfe no text", body_of(SAMPLES[1]))
        path, _ = self.export("x.har", "--unmasked")
        log = json.loads(body_of(path))["log"]
        self.assertEqual((log["version"], log["creator"]["name"], len(log["entries"])), ("1.2", "Kombo Console", 3))
        for entry in log["entries"]:  # what the specification calls required, with its types
            self.assertRegex(entry["startedDateTime"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
            self.assertEqual(entry["time"], sum(value for key, value in entry["timings"].items() if key in ("send", "wait", "receive")))
            request, response = entry["request"], entry["response"]
            self.assertEqual(request["method"], "POST")
            self.assertRegex(request["url"], r"^http://127\.0\.0\.1:\d+/webhooks/kombo$")
            self.assertTrue(all(set(header) == {"name", "value"} for header in request["headers"]))
            self.assertTrue({"mimeType", "text"} <= set(request["postData"]))
            self.assertTrue({"httpVersion", "cookies", "queryString", "headersSize", "bodySize"} <= set(request))
            self.assertTrue({"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize", "bodySize"} <= set(response))
            self.assertTrue({"size", "mimeType"} <= set(response["content"]))
            self.assertEqual(entry["cache"], {})
            self.assertEqual(entry["_kombo"]["verdict"], "verified")
            self.assertEqual([header["value"] for header in request["headers"] if header["name"].lower() == "x-kombo-signature"], ["[redacted]"])

    def test_there_and_back(self):
        collector = self.collected(*(person(i) for i in range(30)), b"\xff\xfe no text", b"{}")
        post(collector.url, person(3))                    # a second delivery
        post(collector.url, person(4, " and more"))       # a conflict
        post(collector.url, person(99), "wrong")          # rejected
        for name, options in (("a.ndjson", []), ("b.ndjson", ["--unmasked"]), ("c.har", []), ("d.har", ["--unmasked"]), ("e.ndjson", ["--rejected", "--unmasked"])):
            path, _ = self.export(name, *options)
            report = self.console.lines("import", path, "--json")[0]
            self.assertEqual((report["bad"], report["faults"]), (0, []), name)
            imported = Console(headless.program, report["folder"])
            again = os.path.join(self.out, "again-" + name)
            imported.run("export", "--output", again, *options)
            self.assertEqual(body_of(again), body_of(path), name)
            self.assertEqual(report["masking"], "unmasked" if "--unmasked" in options else "masked")
        listed = {entry["name"]: entry for entry in self.console.lines("import", "--list", "--json")}
        self.assertEqual(set(listed), {"a.ndjson", "b.ndjson", "c.har", "d.har", "e.ndjson"})
        self.assertEqual(listed["e.ndjson"]["rejected"], 1)

    def test_an_import_is_apart_and_read_only(self):
        self.collected(person(1))
        path, _ = self.export("x.ndjson")
        before = self.console.lines("integrations", "--json"), self.console.lines("events", "--json")
        report = self.console.lines("import", path, "--name", "theirs", "--json")[0]
        self.assertEqual(report["folder"], os.path.join(self.folder, "data", "imports", "theirs"))
        self.assertEqual((self.console.lines("integrations", "--json"), self.console.lines("events", "--json")), before)
        imported = Console(headless.program, report["folder"], {"KOMBO_WEBHOOK_SECRET": SECRET})
        listed = imported.run("events", "--json")
        self.assertEqual([json.loads(line)["verdict"] for line in listed.stdout.splitlines()], ["verified"])
        self.assertIn(b"Imported from x.ndjson", listed.stderr)
        refused = imported.run("listen", "--port", "0", code=3)
        self.assertIn(b"import", refused.stderr)
        self.console.run("import", path, "--name", "theirs", code=None)
        self.assertNotEqual(self.console.run("import", path, "--name", "theirs", code=None).returncode, 0)
        self.console.run("import", "--remove", "theirs")
        self.assertFalse(os.path.exists(report["folder"]))
        self.assertEqual(self.console.run("import", "--remove", "theirs", code=None).returncode, 1)

    def test_hostile_names_and_files(self):
        good = b'{"received_at":"2026-05-01T12:00:00Z","body":"{}"}\n'
        for name in ("../x", "a/b", "..", ".x", "/tmp/x", "x" * 65):
            self.assertEqual(self.console.run("import", SAMPLES[0], "--name", name, code=None).returncode, 2, name)
            self.assertEqual(self.console.run("import", "--remove", name, code=None).returncode, 2, name)
        path = os.path.join(self.out, "mixed")
        with open(path, "wb") as file:
            file.write(good + b"[" * 500000 + b"\n" + b'{"seq":1e999,"body":5}\n' + b"\x00" * 1000 + b"\n" + good.replace(b"{}", b'{\\"id\\":1}'))
        run = self.console.run("import", path, "--json")
        report = json.loads(run.stdout)
        self.assertEqual((report["events"], report["bad"], [fault["line"] for fault in report["faults"]]), (2, 3, [2, 3, 4]))
        self.assertIn(b"line 2 left out", run.stderr)
        self.assertEqual(self.console.run("import", "/nowhere", code=None).returncode, 1)
        self.assertEqual(self.console.run("import", SAMPLES[0], code=None).returncode, 2)
        self.assertEqual([entry["name"] for entry in self.console.lines("import", "--list", "--json")], ["mixed"])

    def test_plain_har_of_another_program(self):
        har = {"log": {"version": "1.2", "creator": {"name": "mitmproxy", "version": "10"}, "entries": [
            {"startedDateTime": "2026-05-01T12:00:00+00:00", "time": 1, "cache": {}, "timings": {},
             "request": {"method": method, "url": "https://h/x", "headers": [{"name": "Authorization", "value": "Bearer canary"}],
                         **({"postData": {"mimeType": "application/json", "text": '{"id":"h1","type":"data-changed","data":{}}'}} if method == "POST" else {})},
             "response": {"status": 202}} for method in ("GET", "POST")]}}
        path = os.path.join(self.out, "other.har")
        with open(path, "w") as file:
            json.dump(har, file, indent=2)
        report = self.console.lines("import", path, "--json")[0]
        self.assertEqual((report["events"], report["skipped"], report["masking"]), (1, 1, "unknown"))
        imported = Console(headless.program, report["folder"])
        event = imported.lines("events", "--json")[0]
        self.assertEqual((event["id"], event["verdict"], event["answered"]), ("h1", "unchecked", 202))
        stored = b"".join(body_of(file) for file in glob.glob(report["folder"] + "/*"))
        self.assertNotIn(b"canary", stored)

    def test_wrong_use_and_full_disks(self):
        self.collected(*(person(i) for i in range(50)))
        self.console.run("export", code=2)
        self.export("x", "--format", "xml", code=2)
        self.assertEqual(self.console.run("export", "--output", "/nowhere/x.ndjson", code=None).returncode, 3)
        self.assertEqual(self.console.run("export", "--output", self.out, code=None).returncode, 3)
        full = self.console.run("export", "--output", "/dev/full", code=None)
        self.assertEqual(full.returncode, 4)
        self.assertIn(b"disk is full", full.stderr)
        self.assertEqual(self.files(), [])
        small = subprocess.run([headless.program, "export", "--output", os.path.join(self.out, "big.ndjson"), "--data", self.console.data],
                               capture_output=True, preexec_fn=lambda: (resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
                                                                        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)))
        self.assertEqual(small.returncode, 4, small.stderr)
        self.assertEqual(self.files(), [])
        head = subprocess.run(["bash", "-c", '"$0" export --output - --data "$1" | head -n 1', headless.program, self.console.data], capture_output=True)
        self.assertEqual((head.returncode, head.stderr), (0, b""))

    def test_cancelled_leaves_nothing(self):
        collector = self.listen()
        subprocess.run([headless.program, "send", "sync-finished", "--url", collector.url, "--repeat", "20000"], check=True, timeout=120,
                       stdout=subprocess.DEVNULL, env={**os.environ, "KOMBO_WEBHOOK_SECRET": SECRET})
        path = os.path.join(self.out, "x.ndjson")
        export = subprocess.Popen([headless.program, "export", "--output", path, "--data", self.console.data], stderr=subprocess.PIPE)
        end = time.monotonic() + 20
        while not self.files() and time.monotonic() < end:
            time.sleep(0.005)
        export.send_signal(signal.SIGINT)
        errors = export.communicate(timeout=20)[1]
        self.assertNotEqual(export.returncode, 0, "it was quicker than the signal")
        self.assertIn(b"cancelled", errors)
        self.assertEqual(self.files(), [])

    def test_curl_posts_the_same_bytes(self):
        bodies = [body_of(SAMPLES[0]), b"it's $HOME `id` \\ !! @/etc/passwd", b"@/etc/passwd", b"a\r\n\tb\x00\xff", b"-d x", b"two\n\nlines\n"]
        collector = self.collected(*bodies)
        commands = self.console.run("events", "--format", "curl").stdout
        self.assertEqual(commands.count(b"<signature>"), len(bodies))
        # With a signature put in for each, in real shells, the listener calls every one of them verified.
        parts = commands.split(b"<signature>")
        script = b"".join(part + signature(body).encode() for part, body in zip(parts, bodies)) + parts[-1]
        for shell in ("bash", "sh"):
            answers = subprocess.run([shell, "-s"], input=script, capture_output=True, timeout=60, check=True)
            self.assertEqual(answers.stderr, b"")
            self.assertEqual(re.findall(rb'"event":(\d+)', answers.stdout), [str(i + 1).encode() for i in range(len(bodies))])
        self.assertEqual([event["deliveries"] for event in self.console.lines("events", "--json")], [3] * len(bodies))
        self.assertEqual(self.console.lines("events", "--rejected", "--json"), [])
        self.assertTrue(collector.url in commands.decode())


if __name__ == "__main__":
    main()
