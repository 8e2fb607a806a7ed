#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The chart over the events: a span brushed by keyboard is the filter's span, and times without a listener are told."""
import re
import signal
import time

from kombo import PATH, SECRET, post
from session import until
from windowtest import WindowTest, main

BODY = b'{"id":"evt_%d","type":"data-changed","data":{"integration_id":"personio:A1","integration_tool":"personio","integration_category":"HRIS"}}'


class Volume(WindowTest):
    variables = {"KOMBO_WEBHOOK_SECRET": SECRET}

    def chart(self, window):
        return window.node("chart", "Event volume", timeout=15)

    def filter_text(self, window):
        return window.content(window.node(("text", "entry"), "Filter events"))

    def deliver(self, count, first=0):
        for number in range(first, first + count):
            until(lambda number=number: self.answered(BODY % number), 20, "no listener")

    def answered(self, body):
        try:
            return post(self.url(PATH), body)[0] == 200
        except Exception:
            return False

    def focus_chart(self, window):
        window.activate()
        for _ in range(60):
            node = window.focused()
            if node is not None and node.get_role_name() == "chart":
                return node
            window.key("Tab")
        self.fail("Tab never came to the chart\n" + window.picture())

    def test_brush_by_keyboard_is_the_filter(self):
        window = self.open()
        self.deliver(5)
        window.go("Events")
        table = window.table("Events")
        table.wait_for_rows(5)
        until(lambda: "5 in all" in (self.chart(window).get_description() or ""), 20, lambda: self.chart(window).get_description())
        node = self.focus_chart(window)
        # Bar by bar, read out as value and description.
        window.key("ctrl+Left")
        until(lambda: "Verified: 5" in (self.chart(window).get_description() or ""), 10, lambda: self.chart(window).get_description())
        self.assertEqual(node.get_value_iface().get_current_value(), 5.0)
        # The newest bar, then two more; nothing is applied before Enter.
        window.key("shift+Left", "shift+Left", "shift+Left")
        until(lambda: "Enter applies it" in (self.chart(window).get_description() or ""), 10, lambda: self.chart(window).get_description())
        self.assertEqual(self.filter_text(window), "")
        window.key("Return")
        text = until(lambda: self.filter_text(window), 10, window.picture)
        self.assertRegex(text, r"^since:\S+ until:\S+$")
        self.assertEqual(table.count(), 5)
        # An hour earlier there was nothing: the brush moves, and so does the filter.
        window.key("ctrl+shift+Left", "ctrl+shift+Left", "ctrl+shift+Left", "ctrl+shift+Left", "Return")
        until(lambda: self.filter_text(window) not in ("", text), 10, window.picture)
        until(lambda: table.count() == 0, 10, lambda: f"{table.count()} rows\n" + window.picture())
        window.key("Escape")
        until(lambda: self.filter_text(window) == "", 10, window.picture)
        until(lambda: table.count() == 5, 10, window.picture)

    def test_what_is_typed_is_the_brush(self):
        window = self.open()
        self.deliver(2)
        window.go("Events")
        window.table("Events").wait_for_rows(2)
        window.activate()
        window.key("ctrl+f")
        until(lambda: window.focused() is not None and window.focused().get_name() == "Filter events", 10, window.picture)
        window.type("type:data-changed since:30m until:10m ")
        window.key("Return")
        said = until(lambda: re.search(r"Chosen: (.*?)\.", self.chart(window).get_description() or ""), 10, lambda: self.chart(window).get_description())
        self.assertIn(" to ", said.group(1))

    def test_a_killed_listener_leaves_a_gap(self):
        window = self.open()
        self.deliver(1)
        window.process.send_signal(signal.SIGKILL)
        window.process.wait(10)
        time.sleep(3)
        window = self.open()
        self.deliver(1, first=10)
        window.go("Events")
        until(lambda: "Not listening: " in (self.chart(window).get_description() or ""), 20, lambda: self.chart(window).get_description())
        told = self.console.lines("gaps", "--json")
        self.assertEqual(len(told), 1)
        self.assertFalse(told[0]["sharp"])

    def test_it_can_be_folded_away(self):
        window = self.open()
        window.go("Events")
        self.chart(window)
        window.press("Fold the volume away")
        until(lambda: window.find("chart", "Event volume") is None, 10, window.picture)
        window.press("Show the volume")
        self.chart(window)


if __name__ == "__main__":
    main()
