#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Each recorded body, signed by openssl and posted by curl: kept byte for byte, and to be seen in the window."""
import glob
import json
import os
import urllib.request

from kombo import PATH, SECRET, post, signature
from session import until
from windowtest import WindowTest, main

SAMPLES = sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "webhooks", "**", "*.json"), recursive=True))


class Deliveries(WindowTest):
    variables = {"KOMBO_WEBHOOK_SECRET": SECRET}

    def listening(self):
        """A window with its listener up."""
        window = self.open()
        until(self.answers, 20, lambda: "no listener\n" + window.picture())
        return window

    def answers(self):
        try:
            return urllib.request.urlopen(self.url("/healthz"), timeout=2).status == 200
        except OSError:
            return False

    def test_samples_come_back_byte_for_byte(self):
        self.assertGreaterEqual(len(SAMPLES), 12)
        window = self.listening()
        bodies = []
        for path in SAMPLES:
            with open(path, "rb") as file:
                body = file.read()
            status, answer = post(self.url(PATH), body)
            self.assertEqual(status, 200, path)
            self.assertEqual(json.loads(answer)["status"], "stored")
            bodies.append((json.loads(answer)["event"], body))
        stored = self.console.bodies()
        for seq, body in bodies:
            self.assertEqual(stored[seq], body)
        window.go("Events")
        events = window.table("Events")
        types = {json.loads(body).get("type") for _, body in bodies}
        for kind in types:
            events.wait_for_row(lambda cells, kind=kind: kind in cells)

    def test_window_shows_what_arrived(self):
        window = self.listening()
        window.go("Events")
        with open([path for path in SAMPLES if "sync-finished.json" in path][0], "rb") as file:
            body = file.read()
        self.assertEqual(post(self.url(PATH), body)[0], 200)
        events = window.table("Events")
        index, _ = events.wait_for_row(lambda cells: "sync-finished" in cells)
        events.select(index)
        # The payload as received, to be read in the inspector.
        kombo_id = json.loads(body)["id"]
        until(lambda: any(kombo_id in self.readable(window, node) for node in window.nodes()), 10,
              lambda: "the payload is not shown\n" + window.picture())

    def readable(self, window, node):
        try:
            if node.get_role_name() in ("text", "document text", "document frame"):
                return window.content(node)
            return node.get_name() or ""
        except Exception:
            return ""

    def test_wrong_signature_is_kept_apart(self):
        window = self.listening()
        with open(SAMPLES[0], "rb") as file:
            body = file.read()
        self.assertEqual(post(self.url(PATH), body, signature(body, "another"))[0], 401)
        self.assertEqual(self.console.bodies(), {})
        rejected = until(lambda: self.console.lines("events", "--rejected", "--format", "ndjson"), 10, "not kept")
        self.assertEqual(rejected[0]["verdict"], "rejected")
        self.assertIsNone(window.process.poll())

    def test_redelivery_is_one_row(self):
        window = self.listening()
        window.go("Events")
        with open(SAMPLES[0], "rb") as file:
            body = file.read()
        before = window.table("Events").count()
        answers = [json.loads(post(self.url(PATH), body)[1]) for _ in range(3)]
        self.assertEqual([answer["deliveries"] for answer in answers], [1, 2, 3])
        self.assertEqual(len({answer["event"] for answer in answers}), 1)
        window.table("Events").wait_for_rows(before + 1)


class WithoutSecret(WindowTest):
    def test_no_secret_is_said_loudly(self):
        self.console.run("env", "add", "acme")
        window = self.open()
        window.text("secret", timeout=20)


if __name__ == "__main__":
    main()
