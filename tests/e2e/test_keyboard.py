#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Everything within reach of the keyboard alone."""
from session import until
from windowtest import WindowTest, main


class Keyboard(WindowTest):
    def tab_to(self, window, wanted, key="Tab", limit=40):
        """Presses Tab until `wanted` says yes to the focused node; returns the node."""
        seen = []
        for _ in range(limit):
            node = window.focused()
            if node is not None:
                seen.append(f"{node.get_role_name()} {node.get_name()!r}")
                if wanted(node):
                    return node
            window.key(key)
        self.fail(f"Tab never came there: {seen}\n{window.picture()}")

    def test_pages_and_rows_without_a_mouse(self):
        window = self.open()
        window.activate()
        self.tab_to(window, lambda node: node.get_name() == "Overview")
        window.key("Down")  # along the navigation
        events = window.table("Events")
        events.wait_for_rows(3, timeout=30)
        self.tab_to(window, lambda node: node.get_role_name() in ("table", "table cell"))
        window.key("Down", "Down")
        until(lambda: events.cells.get_n_selected_rows() == 1, 10, lambda: "no row is selected\n" + window.picture())
        window.node(("text", "document text"), lambda name: (name or "").startswith("Body"), timeout=10)

    def test_shortcuts_and_palette(self):
        window = self.open()
        window.activate()
        window.key("ctrl+3")
        window.table("Integrations")
        window.key("ctrl+k")
        until(lambda: window.focused() is not None and window.focused().get_role_name() == "text", 10, window.picture)
        window.type("Records")
        window.key("Return")
        window.table("Records")

    def test_every_stop_has_a_name(self):
        window = self.open()
        for page in ("Overview", "Events", "Integrations", "Fetches", "Records", "Settings"):
            window.go(page)
            window.activate()
            window.key("Tab")
            first, nameless = None, []
            for _ in range(60):
                node = window.focused()
                if node is not None:
                    place = (node.get_role_name(), node.get_name())
                    if first is None:
                        first = place
                    elif place == first:
                        break
                    if not node.get_name():
                        nameless.append(node.get_role_name())
                window.key("Tab")
            self.assertIsNotNone(first, f"nothing on {page} takes the keyboard\n{window.picture()}")
            self.assertEqual(nameless, [], f"on {page} the keyboard stops at controls without a name\n{window.picture()}")


if __name__ == "__main__":
    main()
