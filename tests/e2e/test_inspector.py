#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The event inspector as a person meets it: a huge body, find, values into the filter, neighbours and a comparison."""
import json
import time
import urllib.request

from kombo import PATH, SECRET, post
from session import until
from windowtest import WindowTest, main

SYNC = {"id": "evt-%d", "type": "sync-finished",
        "data": {"sync_id": "s-%d", "sync_state": "SUCCEEDED", "integration_id": "personio:A1", "integration_tool": "personio",
                 "integration_category": "HRIS"}}


class Inspector(WindowTest):
    variables = {"KOMBO_WEBHOOK_SECRET": SECRET}

    def opened(self, *bodies):
        """A window that received these bodies, with its events page up."""
        window = self.open()
        until(self.answers, 20, lambda: "no listener\n" + window.picture())
        for body in bodies:
            self.assertEqual(post(self.url(PATH), body)[0], 200)
        window.activate()
        window.go("Events")
        return window, window.table("Events")

    def answers(self):
        try:
            return urllib.request.urlopen(self.url("/healthz"), timeout=2).status == 200
        except OSError:
            return False

    def sync(self, number, state="SUCCEEDED"):
        return json.dumps(SYNC, indent=1).replace("%d", str(number)).replace("SUCCEEDED", state).encode()

    def view(self, window, name):
        return window.node(("text", "document text"), name)

    def tab(self, window, name):
        tab = window.node("page tab", lambda text: (text or "").startswith(name))
        tab.get_action_iface().do_action(0)

    def test_a_body_of_four_megabytes_on_one_line(self):
        text = "x" * 3_000_000 + "needle" + "x" * 1_100_000
        body = json.dumps({"id": "big", "type": "t", "text": text}).encode()
        window, events = self.opened(body)
        index, _ = events.wait_for_row(lambda cells: "t" in cells)
        started = time.monotonic()
        events.select(index)
        pretty = self.view(window, "Body, formatted")
        until(lambda: pretty.get_text_iface().get_character_count() > len(text), 20, lambda: "never there\n" + window.picture())
        self.assertLess(time.monotonic() - started, 10)
        # The whole text is there, and a part of it is read without the rest.
        all_of_it = json.dumps(json.loads(body), indent=2, ensure_ascii=False)
        self.assertEqual(pretty.get_text_iface().get_character_count(), len(all_of_it))
        at = all_of_it.index("needle")
        self.assertEqual(self.piece(window, pretty, at, at + 6), "needle")
        window.click(pretty)
        window.key("ctrl+f")
        self.view(window, "Find text in the body")
        window.type("NEEDLE")
        window.text("1 of 1")
        until(lambda: pretty.get_text_iface().get_n_selections() == 1, 10, lambda: "the match is not chosen\n" + window.picture())
        self.assertIsNone(window.process.poll())

    def piece(self, window, node, start, end):
        return window.atspi.Text.get_text(node.get_text_iface(), start, end)

    def test_control_characters_are_no_secret(self):
        body = '{"id":"a\u202eb","type":"t"}'.encode()
        window, events = self.opened(body)
        index, _ = events.wait_for_row(lambda cells: "t" in cells)
        events.select(index)
        window.press("Raw")
        raw = self.view(window, "Body as received")
        until(lambda: window.content(raw) == body.decode(), 10, lambda: "not as received\n" + window.picture())
        window.press("Hex")
        until(lambda: "e2 80 ae" in window.content(self.view(window, "Body as bytes")), 10, lambda: "no bytes\n" + window.picture())

    def test_a_fact_goes_into_the_filter(self):
        window, events = self.opened(self.sync(1), self.sync(2, "FAILED"))
        index, _ = events.wait_for_row(lambda cells: "Failed" in cells)
        events.select(index)
        window.press("state: Failed")
        until(lambda: events.count() == 1, 10, lambda: "not filtered\n" + window.picture())

    def test_neighbours_and_a_comparison(self):
        window, events = self.opened(self.sync(1), self.sync(2, "FAILED"))
        index, _ = events.wait_for_row(lambda cells: "Failed" in cells)
        events.select(index)
        self.tab(window, "Near by")
        near = window.table("Events near this one")
        near.wait_for_rows(1)
        near.select(0)
        window.press("Compare with chosen")
        window.text("3 differences")
        window.text("1 of 3")
        window.key("F8")
        window.text("2 of 3")
        left = window.node(("text", "document text"), "Left body")
        self.assertIn('"evt-1"', window.content(left))
        window.key("Escape")
        until(lambda: window.find(("text", "document text"), "Left body") is None, 10, lambda: "it stays\n" + window.picture())


if __name__ == "__main__":
    main()
