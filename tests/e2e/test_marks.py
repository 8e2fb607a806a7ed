#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Pins, comments and colour rules by the keyboard alone, read as a screen reader reads them."""
import json
import subprocess

from kombo import PATH, SECRET, post
from session import until
from windowtest import WindowTest, main


def body(number, **more):
    data = {"integration_id": "personio:abc", "integration_tool": "personio", "integration_category": "HRIS", **more}
    kind = "sync-finished" if "sync_state" in more else "data-changed"
    return json.dumps({"id": f"evt-{number}", "type": kind, "data": data}).encode()


class Marks(WindowTest):
    variables = {"KOMBO_WEBHOOK_SECRET": SECRET}

    def opened(self, count):
        """A window on the events page over `count` events, with the keyboard in the table."""
        window = self.open()
        for number in range(1, count + 1):
            status, answer = post(self.url(PATH), body(number))
            self.assertEqual(status, 200, answer)
        window.activate()
        window.key("ctrl+2")
        events = window.table("Events")
        events.wait_for_rows(count)
        self.tab_to(window, lambda node: node.get_role_name() in ("table", "table cell"))
        return window, events

    def tab_to(self, window, wanted, key="Tab", limit=60):
        seen = []
        for _ in range(limit):
            node = window.focused()
            if node is not None:
                seen.append(f"{node.get_role_name()} {node.get_name()!r}")
                if wanted(node):
                    return node
            window.key(key)
        self.fail(f"{key} never came there: {seen}\n{window.picture()}")

    @staticmethod
    def has_keyboard(window, name):
        """A node of this name; the chosen tab of an inspector says that it is focused, too."""
        node = window.find(name=name)
        return node is not None and node.get_state_set().contains(window.atspi.StateType.FOCUSED)

    def event(self, number):
        return next(event for event in self.console.lines("events", "--json") if event["id"] == f"evt-{number}")

    def test_pin_and_comment(self):
        window, events = self.opened(5)
        window.key("Home", "Down")  # the newest but one
        window.node(("text", "document text"), lambda name: (name or "").startswith("Body"), timeout=15)
        window.key("p")
        until(lambda: self.event(4)["pinned"], 10, window.picture)
        events.wait_for_row(lambda row: "Pinned" in row)
        window.key("ctrl+m")
        until(lambda: self.has_keyboard(window, "Comment"), 10, window.picture)
        window.type("asked Kombo")
        window.key("ctrl+Return")
        until(lambda: self.event(4)["comment"] == "asked Kombo", 10, window.picture)
        events.wait_for_row(lambda row: "Pinned, Comment: asked Kombo" in row)
        window.text("asked Kombo")
        # What was written is kept over a restart, and found by the filter.
        self.assertEqual(window.close(), 0)
        again = self.open()
        again.activate()
        again.key("ctrl+2")
        table = again.table("Events")
        table.wait_for_rows(5)
        self.tab_to(again, lambda node: node.get_name() == "Filter events" and node.get_role_name() == "text")
        again.type("pinned:yes")
        again.key("Return")
        until(lambda: table.count() == 1, 10, lambda: f"{table.rows()}\n{again.picture()}")
        self.assertIn("Comment: asked Kombo", " ".join(table.row(0)))
        again.key("ctrl+a")
        again.type("comment:asked*")
        again.key("Return")
        until(lambda: table.count() == 1, 10, again.picture)
        again.key("ctrl+a")
        again.type("not pinned:yes")
        again.key("Return")
        until(lambda: table.count() == 4, 10, again.picture)

    def test_next_pinned(self):
        window, events = self.opened(12)
        numbers = [str(event["seq"]) for event in self.console.lines("events", "--json")]
        self.console.run("mark", numbers[2], numbers[7], "--pin")  # asked of this window, which owns the data
        events.wait_for_row(lambda row: "Pinned" in row)
        window.key("Home")

        def chosen():
            rows = events.cells.get_selected_rows()
            return list(rows)[0] if rows else None

        for keys, row in (("F2", 4), ("F2", 9), ("F2", 4), ("shift+F2", 9), ("shift+F2", 4)):
            window.key(keys)
            until(lambda: chosen() == row, 10, lambda: f"{keys}: {chosen()} instead of {row}\n{window.picture()}")

    def test_marks_at_once(self):
        """With no owner there, each command becomes the owner for a moment; the others wait for their turn."""
        window, _ = self.opened(8)
        numbers = [str(event["seq"]) for event in self.console.lines("events", "--json")]
        self.assertEqual(window.close(), 0)
        commands = [subprocess.Popen([self.console.program, "mark", number, "--pin", "--data", self.console.data],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for number in numbers]
        for command in commands:
            said = command.communicate(timeout=30)[1]
            self.assertEqual(command.returncode, 0, said)
        self.assertEqual(len(self.console.lines("events", "--filter", "pinned:yes", "--json")), 8)

    def test_colour_rule(self):
        window, events = self.opened(3)
        self.assertEqual(post(self.url(PATH), body(4, sync_state="FAILED"))[0], 200)
        events.wait_for_row(lambda row: "Rule: Sync failed" in row)  # one of the rules that are there from the start
        self.tab_to(window, lambda node: node.get_name() == "Colour rules", key="shift+Tab")
        window.key("space")
        self.tab_to(window, lambda node: node.get_role_name() in ("table", "table cell"))
        window.key("End", "Insert")
        until(lambda: self.has_keyboard(window, "Name of the rule"), 10, window.picture)
        window.type("Ours")
        window.key("Tab")
        window.type("type:data-changed body:x")
        window.text("cannot look into bodies")
        window.key("ctrl+a")
        window.type("type:data-changed")
        window.text("3 of the newest 4 events match")
        self.tab_to(window, lambda node: node.get_name() == "Save")
        window.key("space")
        index, row = events.wait_for_row(lambda row: "Rule: Ours" in row)
        self.assertEqual(sum("Rule: Ours" in " ".join(row) for row in events.rows()), 3)
        rules = self.console.lines("rules", "--json")
        self.assertEqual([rule["filter"] for rule in rules if rule["name"] == "Ours"], ["type:data-changed"])
        self.assertEqual(window.close(), 0)
        again = self.open()
        again.go("Events")
        again.table("Events").wait_for_row(lambda row: "Rule: Ours" in row)


if __name__ == "__main__":
    main()
