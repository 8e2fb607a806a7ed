#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The filter of the events page by the keyboard alone, read as a screen reader reads it."""
import json

from kombo import PATH, SECRET, post
from session import until
from windowtest import WindowTest, main


def body(number):
    data = {"integration_id": "personio:abc", "integration_tool": "personio", "integration_category": "HRIS"}
    if number % 3 == 0:
        data["sync_state"] = "FAILED" if number % 2 else "SUCCEEDED"
    return json.dumps({"id": f"evt-{number}", "type": "sync-finished" if number % 3 == 0 else "data-changed", "data": data}).encode()


class Filter(WindowTest):
    variables = {"KOMBO_WEBHOOK_SECRET": SECRET}
    count = 12
    syncs = 4

    def opened(self):
        """A window on the events page with the keyboard in its filter field."""
        window = self.open()
        for number in range(1, self.count + 1):
            self.assertEqual(post(self.url(PATH), body(number))[0], 200)
        window.activate()
        window.key("ctrl+2")
        events = window.table("Events")
        events.wait_for_rows(self.count)
        window.text(f"{self.count} stored")  # what there is to complete with comes with it
        window.key("ctrl+f")
        field = window.node("text", "Filter events")
        self.focuses(window, "Filter events")
        return window, events, field

    def focuses(self, window, name):
        return until(lambda: window.focused() is not None and window.focused().get_name() == name and window.focused(), 10,
                     lambda: f"the keyboard is not in {name}\n" + window.picture())

    def rows(self, window, events, count):
        until(lambda: events.count() == count, 15, lambda: f"{events.count()} rows, wanted {count}\n" + window.picture())

    def clear(self, window):
        window.key("ctrl+a", "Delete")

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

    def test_write_with_completion_and_see_the_sentence(self):
        window, events, field = self.opened()
        window.type("type:sy")
        window.key("Down", "Return")  # in the list of what can follow
        until(lambda: window.content(field) == "type:sync-finished", 10, lambda: window.content(field))
        window.key("Return")
        self.rows(window, events, self.syncs)
        window.text("Sync-finished events, newest first.")
        window.type(" (state:FAILED or state:nothing)")
        window.key("Escape")  # closes what is offered, or leaves the field
        self.rows(window, events, self.syncs // 2)
        window.text("Sync-finished events (in state FAILED or in state nothing), newest first.")

    def test_an_error_is_said_where_it_is(self):
        window, events, field = self.opened()
        window.type("type:sync-finished ")
        self.rows(window, events, self.syncs)
        window.type("stat:FAILED")
        window.key("Return")
        until(lambda: field.get_description().startswith("Column 20: \"stat\" is no key. Did you mean \"state\"?"), 10, field.get_description)
        window.text("the last filter stays in force")
        self.assertEqual(events.count(), self.syncs)
        # What was meant, taken by keyboard.
        self.tab_to(window, lambda node: node.get_name() == "Use state")
        window.key("space")
        until(lambda: window.content(field) == "type:sync-finished state:FAILED", 10, lambda: window.content(field))
        self.rows(window, events, self.syncs // 2)
        self.assertNotIn("Column", field.get_description())
        window.key("End")
        window.type(" or")
        window.key("Return")
        until(lambda: "expected a term" in field.get_description().lower(), 10, field.get_description)

    def test_save_switch_off_and_choose(self):
        window, events, field = self.opened()
        window.type("type:sync-finished state:FAILED")
        window.key("Return")
        self.rows(window, events, self.syncs // 2)
        window.key("ctrl+s")
        self.focuses(window, "Name of the filter")
        window.type("My failures")
        window.key("Return")
        until(lambda: {"name": "My failures", "filter": "type:sync-finished state:FAILED"} in self.console.lines("filters", "--json"), 10,
              lambda: str(self.console.lines("filters", "--json")))
        # Off and on, without losing the text.
        window.activate()
        self.focuses(window, "Filter events")
        window.key("ctrl+shift+f")
        self.rows(window, events, self.count)
        window.text("The filter is off")
        self.assertEqual(window.content(field), "type:sync-finished state:FAILED")
        window.key("ctrl+shift+f")
        self.rows(window, events, self.syncs // 2)
        # Another process saves one too: it is in the list.
        self.console.run("filters", "--save", "From outside", "@\"My failures\" or deliveries:>1")
        self.clear(window)
        self.rows(window, events, self.count)
        self.tab_to(window, lambda node: node.get_name() == "Filters")
        window.key("space")
        self.focuses(window, "Search filters")
        window.type("outside")
        window.key("Return")
        until(lambda: window.content(field) == "@\"My failures\" or deliveries:>1", 10, lambda: window.content(field))
        self.rows(window, events, self.syncs // 2)
        # The last ones used.
        self.clear(window)
        window.key("Down")
        self.focuses(window, "Search filters")
        window.key("Down", "Return")
        until(lambda: window.content(field) == "type:sync-finished state:FAILED", 10, lambda: window.content(field))
        self.assertEqual(len(self.console.lines("events", "--json", "--filter", "@My failures")), self.syncs // 2)

    def test_from_the_field_through_rows_to_the_inspector_and_back(self):
        window, events, field = self.opened()
        window.key("Escape")
        until(lambda: window.focused() is not None and window.focused().get_role_name() in ("table", "table cell"), 10, window.picture)
        window.key("Down", "Down")
        until(lambda: events.cells.get_n_selected_rows() == 1, 10, window.picture)
        window.node(("text", "document text"), lambda name: (name or "").startswith("Body"), timeout=15)
        self.tab_to(window, lambda node: node.get_name() == "Close details")
        window.key("Escape")
        until(lambda: window.find(("text", "document text"), lambda name: (name or "").startswith("Body")) is None, 10, window.picture)
        until(lambda: window.focused() is not None and window.focused().get_role_name() in ("table", "table cell"), 10, window.picture)
        window.key("slash")
        self.focuses(window, "Filter events")

    def test_nothing_matches_is_said(self):
        window, events, field = self.opened()
        window.type("type:sync-finished org:nowhere")
        window.key("Return")
        window.text(f"None of {self.count} events")
        until(lambda: "Nothing matches" in events.node.get_description(), 10, events.node.get_description)
        # What can be done about it is in the table's place, for assistive technology too.
        offered = window.node(("filler", "panel"), "Nothing matches", root=events.node)
        self.assertEqual(offered.get_parent().get_name(), events.node.get_name())
        window.press("Show all events")
        self.rows(window, events, self.count)
        self.assertIsNone(window.find(None, "Nothing matches"))

    def test_an_empty_table_leads_to_its_buttons(self):
        window, events, field = self.opened()
        window.type("type:sync-finished org:nowhere")
        window.key("Return")
        window.node("push button", "Show all events")
        window.key("Escape")  # from the field to the table
        until(lambda: window.focused() is not None and window.focused().get_role_name() == "table", 10, window.picture)
        self.tab_to(window, lambda node: node.get_name() == "Show all events", limit=8)
        window.key("space")
        self.rows(window, events, self.count)
        until(lambda: events.node.get_state_set().contains(window.atspi.StateType.FOCUSED), 10, "the keyboard is back at the table")

    def test_every_key_on_one_page(self):
        window, events, field = self.opened()
        window.key("Escape", "question")
        self.focuses(window, "Search keys")
        window.text("Switch the filter off and on without losing it")
        window.type("palette")
        window.text("Ctrl+K: Open the command palette")
        window.key("Escape")
        until(lambda: window.find("text", "Search keys") is None, 10, window.picture)


if __name__ == "__main__":
    main()
