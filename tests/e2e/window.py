# SPDX-License-Identifier: Apache-2.0
"""The program's window as assistive technology sees it: found by role and name, read, pressed, typed into."""
import os
import signal
import subprocess
import time

from session import until

TABLES = ("table", "tree table", "tree", "list")
OVER_ROWS = ("filler", "panel", "push button")


class Window:
    """Starts the program in the session and finds its window on the accessibility bus."""

    def __init__(self, session, program, *args, variables=None, wait=True):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        Atspi.init()
        self.session = session
        self.log = session.path("window-%d.log" % len(session.children))
        with open(self.log, "wb") as log:
            self.process = session.spawn(program, *args, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                         env={**os.environ, **(variables or {})})
        if wait:
            self.application = until(self._registered, 30, lambda: "no window on the accessibility bus; it said: " + self.output())
            until(lambda: any(self.shows(child) for child in children(self.application)), 20, self.picture)

    def output(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def _registered(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}: {self.output()}")
        desktop = self.atspi.get_desktop(0)
        desktop.clear_cache()
        for child in children(desktop):
            if child.get_process_id() == self.process.pid:
                child.set_cache_mask(self.atspi.Cache.NONE)
                return child
        return None

    # --- finding ---------------------------------------------------------------------------------------------------
    def nodes(self, root=None):
        """What is showing, top down; of tables (a child for each cell) only what stands over their rows."""
        stack = [root or self.application]
        while stack:
            node = stack.pop()
            try:
                yield node
                stack += reversed(self.entered(node))
            except Exception:  # it went away while we looked
                continue

    def entered(self, node):
        if node.get_role_name() not in TABLES:
            return [child for child in children(node) if self.shows(child)]
        over = []  # behind all cells
        for index in reversed(range(node.get_child_count())):
            child = node.get_child_at_index(index)
            if child is None or child.get_role_name() not in OVER_ROWS:
                break
            over.insert(0, child)
        return [child for child in over if self.shows(child)]

    def shows(self, node):
        try:
            return node.get_state_set().contains(self.atspi.StateType.SHOWING)
        except Exception:
            return False

    def find(self, role=None, name=None, root=None):
        """The first showing node of this role (or one of them) and name (a text, or a test of it), or None."""
        roles = (role,) if isinstance(role, str) else role
        for node in self.nodes(root):
            try:
                if roles and node.get_role_name() not in roles:
                    continue
                if name is None or (name(node.get_name()) if callable(name) else node.get_name() == name):
                    return node
            except Exception:
                continue
        return None

    def node(self, role=None, name=None, timeout=10, root=None):
        return until(lambda: self.find(role, name, root), timeout, lambda: f"not found: {role} {name if isinstance(name, str) else ''}\n{self.picture()}")

    def texts(self):
        """Every showing name, for looking for a sentence."""
        return [node.get_name() for node in self.nodes() if node.get_name()]

    def text(self, part, timeout=10):
        """Waits until some showing name holds `part` and returns that name."""
        return until(lambda: next((name for name in self.texts() if part in name), None), timeout,
                     lambda: f"nowhere to be read: {part}\n{self.picture()}")

    def picture(self):
        """The showing nodes as an indented list, for messages."""
        lines = []

        def draw(node, depth):
            lines.append("  " * depth + f"{node.get_role_name()} {node.get_name()!r}")
            if depth < 20:
                for child in self.entered(node):
                    draw(child, depth + 1)

        try:
            draw(self.application, 0)
        except Exception as problem:
            lines.append(str(problem))
        return "\n".join(lines) + "\n" + self.output()

    # --- acting ----------------------------------------------------------------------------------------------------
    def press(self, name, role=None, timeout=10):
        node = name if hasattr(name, "get_action_iface") else self.node(role or ("push button", "button", "radio button", "check box", "toggle button", "page tab", "menu item"), name, timeout)
        action = node.get_action_iface()
        names = [action.get_action_name(index) for index in range(action.get_n_actions())]
        for wanted in ("Press", "press", "Toggle", "toggle", "click"):
            if wanted in names:
                action.do_action(names.index(wanted))
                return node
        raise AssertionError(f"{node.get_name()} cannot be pressed, only {names}")

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True, timeout=20)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "15", text], check=True, timeout=30)

    def activate(self):
        """Gives the window the keyboard."""
        subprocess.run(["xdotool", "search", "--sync", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", ".", "windowactivate", "--sync"],
                       check=True, timeout=20, stdout=subprocess.DEVNULL)

    def click(self, node):
        area = node.get_extents(self.atspi.CoordType.SCREEN)  # in the program's own pixels
        place = [(area.x + area.width // 2) * self.session.scale, (area.y + area.height // 2) * self.session.scale]
        subprocess.run(["xdotool", "mousemove", *map(str, place), "click", "1"], check=True, timeout=20)

    def set_text(self, node, text):
        node.get_editable_text_iface().set_text_contents(text)

    def content(self, node):
        text = node.get_text_iface()
        return self.atspi.Text.get_text(text, 0, -1)

    def focused(self):
        for node in self.nodes():
            try:
                if node.get_state_set().contains(self.atspi.StateType.FOCUSED) and node.get_role_name() not in ("frame", "application"):
                    return node
            except Exception:
                continue
        return None

    def enabled(self, node):
        return node.get_state_set().contains(self.atspi.StateType.ENABLED)

    def table(self, name, timeout=10):
        return Table(self, self.node(TABLES, lambda given: given in (name, name + " table"), timeout))

    def go(self, page):
        """Opens a page by its entry in the navigation, which may go on after a comma ("Events, 3 new")."""
        self.press(lambda name: name == page or name.startswith(page + ", "),
                   role=("radio button", "push button", "toggle button", "page tab", "check box"))

    def close(self, seconds=8):
        """Ends it as the desktop does, and returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)


class Table:
    """A table by its Table interface, never by its children."""

    def __init__(self, window, node):
        self.window = window
        self.node = node

    @property
    def cells(self):
        return self.node.get_table_iface()

    def count(self):
        return self.cells.get_n_rows()

    def columns(self):
        return [self.cells.get_column_description(column) or "" for column in range(self.cells.get_n_columns())]

    def row(self, index):
        cells = self.cells
        return [cells.get_accessible_at(index, column).get_name() for column in range(cells.get_n_columns())]

    def rows(self, first=0, last=None):
        return [self.row(index) for index in range(first, min(self.count(), last if last is not None else 200))]

    def cell(self, row, column):
        return self.cells.get_accessible_at(row, column)

    def select(self, row, column=0):
        """Clicks into a row, as a user does."""
        self.window.click(self.cell(row, column))

    def wait_for_rows(self, count, timeout=20):
        return until(lambda: self.count() >= count and self.count(), timeout,
                     lambda: f"{self.node.get_name()} has {self.count()} rows, wanted {count}\n{self.window.picture()}")

    def wait_for_row(self, wanted, timeout=20, newest=200):
        """Waits for a row whose joined cells satisfy `wanted`; returns (index, cells)."""
        def look():
            for index, row in enumerate(self.rows(0, newest)):
                if wanted(" | ".join(row)):
                    return index, row
            return None
        return until(look, timeout, lambda: f"no such row in {self.node.get_name()}: {self.rows(0, 10)}\n{self.window.picture()}")


def children(node):
    try:
        count = node.get_child_count()
    except Exception:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except Exception:
            child = None
        if child is not None:
            yield child


def pause(seconds):
    """Only for pictures: lets an animation end. Tests wait for a condition."""
    time.sleep(seconds)
