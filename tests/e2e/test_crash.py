#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""kill -9 and SIGTERM while events pour in: what was answered with 200 is there afterwards, once."""
import base64
import hashlib
import hmac
import http.client
import json
import threading

from headless import HeadlessTest, main
from kombo import PATH, SECRET, signature
from session import until


class Sender(threading.Thread):
    """Posts events with ids of its own until it is told to stop or the receiver goes away."""

    def __init__(self, port, name, prepared):
        super().__init__(name=name)
        self.port, self.prepared = port, prepared
        self.acknowledged = []
        self.stop = threading.Event()

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        for number, (body, sign) in enumerate(self.prepared):
            if self.stop.is_set():
                break
            try:
                connection.request("POST", PATH, body, {"X-Kombo-Signature": sign})
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                break
            if answer.status == 200:
                self.acknowledged.append(number)
        connection.close()


def prepared(sender, count):
    """Bodies with their signatures. A process of openssl for each would be slow: one is compared with openssl's."""
    made = []
    for number in range(count):
        body = json.dumps({"id": f"{sender}-{number}", "type": "data-changed",
                           "data": {"integration_id": "personio:crash", "integration_tool": "personio",
                                    "integration_category": "HRIS", "changed_models": [{"name": "hris_teams"}]}}, indent=2).encode()
        sign = base64.urlsafe_b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode().rstrip("=")
        made.append((body, sign))
    assert made[0][1] == signature(made[0][0])
    return made


class Crash(HeadlessTest):
    def pour(self, end):
        """Pours events from eight senders, calls end(collector) in the midst; returns acknowledged ids."""
        collector = self.listen()
        senders = [Sender(collector.port, f"s{n}", prepared(f"s{n}", 4000)) for n in range(8)]
        for sender in senders:
            sender.start()
        until(lambda: sum(len(sender.acknowledged) for sender in senders) > 500, 30, "too few were answered")
        code = end(collector)
        for sender in senders:
            sender.stop.set()
            sender.join()
        return code, {f"{sender.name}-{number}" for sender in senders for number in sender.acknowledged}

    def check(self, acknowledged):
        stored = self.console.lines("events", "--format", "ndjson")
        ids = [event["id"] for event in stored]
        self.assertEqual(len(ids), len(set(ids)), "an event is stored twice")
        self.assertLessEqual(acknowledged, set(ids))
        self.assertTrue(all(event["verdict"] == "verified" for event in stored))

    def test_kill_loses_nothing_acknowledged(self):
        _, acknowledged = self.pour(lambda collector: collector.kill())
        self.check(acknowledged)
        again = self.listen()  # starts over the remains
        self.assertEqual(again.stop(), 0)
        self.check(acknowledged)

    def test_sigterm_drains_and_ends_with_0(self):
        code, acknowledged = self.pour(lambda collector: collector.stop(5))
        self.assertEqual(code, 0)
        self.check(acknowledged)


if __name__ == "__main__":
    main()
