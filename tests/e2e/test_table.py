#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The events table as assistive technology and the keyboard find it: cells, headers, selection, its menus."""
from session import until
from windowtest import WindowTest, main


class Table(WindowTest):
    def events(self, rows=5):
        window = self.open()
        window.go("Events")
        table = window.table("Events")
        table.wait_for_rows(rows, timeout=30)
        return window, table

    def column(self, table, name):
        return next(index for index, title in enumerate(table.columns()) if title == name or title.startswith(name + " · "))

    def test_cells_rows_and_children_agree(self):
        _, table = self.events()
        cells = table.cells
        kind = self.column(table, "Type")
        for row in range(3):
            index = cells.get_index_at(row, kind)
            self.assertEqual((cells.get_row_at_index(index), cells.get_column_at_index(index)), (row, kind))
        header = cells.get_column_header(kind)
        self.assertEqual((header.get_name(), header.get_role_name()), ("Type", "table column header"))
        cell = table.cell(1, kind)
        self.assertEqual(cell.get_role_name(), "table cell")
        self.assertEqual(cell.get_parent().get_name(), "Events table")
        self.assertIsNone(cells.get_accessible_at(10_000_000, 0))

    def test_rows_are_selected_from_outside_and_by_keys(self):
        window, table = self.events()
        cells = table.cells
        self.assertTrue(cells.add_row_selection(2))
        until(lambda: cells.get_n_selected_rows() == 1, 10, "the row is not selected")
        # What is selected stays what it is while new rows come in on top.
        chosen = table.cell(cells.get_selected_rows()[0], self.column(table, "Event id")).get_name()
        before = table.count()
        table.wait_for_rows(before + 1, timeout=30)
        self.assertEqual(table.cell(cells.get_selected_rows()[0], self.column(table, "Event id")).get_name(), chosen)
        window.activate()
        table.select(cells.get_selected_rows()[0])
        window.key("shift+Down", "shift+Down")
        until(lambda: cells.get_n_selected_rows() == 3, 10, lambda: f"{cells.get_n_selected_rows()} rows are selected")
        window.key("ctrl+a")
        until(lambda: cells.get_n_selected_rows() > 3, 10, lambda: f"{cells.get_n_selected_rows()} rows are selected")
        window.key("Home")
        until(lambda: cells.get_selected_rows() == [0] or cells.get_n_selected_rows() == 1, 10, "Home chooses one row")

    # A menu that pops up is no child of anything on the bus: what it does is looked at.
    def test_menu_by_keyboard(self):
        window, table = self.events()
        number = self.column(table, "Number")
        window.activate()
        table.select(1)
        for key in ("shift+F10", "Up", "Right", "Up", "Up", "Return"):  # the last entry is "Sort by", its last but one "Ascending"
            window.key(key)
        until(lambda: table.count() > 1 and table.row(0)[number] == "1", 10, lambda: str(table.rows(0, 3)) + window.picture())
        until(lambda: table.node.get_state_set().contains(window.atspi.StateType.FOCUSED), 10, "the keyboard is back at the table")

    def test_view_menu(self):
        window, table = self.events()
        window.activate()
        self.choose(window, 1)  # row numbers
        numbers = self.column(table, "#")
        until(lambda: self.visible(table, numbers), 10, "no row numbers")
        self.assertEqual(int(table.cell(table.count() - 1, numbers).get_name()), 1)
        self.choose(window, 5)  # times as ages
        until(lambda: "Time · ago" in table.columns(), 10, lambda: str(table.columns()))
        self.choose(window, 7)  # UTC
        self.choose(window, 4)  # times as moments
        until(lambda: "Time · UTC" in table.columns(), 10, lambda: str(table.columns()))

    def test_headers_sort(self):
        _, table = self.events()
        number = self.column(table, "Number")
        time = self.column(table, "Time")

        def press():
            header = table.cells.get_column_header(time).get_action_iface()
            header.do_action([header.get_action_name(index).lower() for index in range(header.get_n_actions())].index("press"))

        press()
        until(lambda: table.count() > 1 and table.row(0)[number] == "1", 10, lambda: str(table.rows(0, 3)))
        press()
        until(lambda: table.count() > 1 and table.row(table.count() - 1)[number] == "1", 10, lambda: str(table.rows(0, 3)))

    def choose(self, window, entry):
        """Takes the nth entry of the menu of the button."""
        window.click(window.node("push button", "View"))
        window.key(*["Down"] * entry, "Return")

    def visible(self, table, column):
        return table.cell(0, column).get_extents(table.window.atspi.CoordType.SCREEN).width > 0


if __name__ == "__main__":
    main()
